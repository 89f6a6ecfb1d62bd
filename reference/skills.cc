#include "reference/skills.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "reference/embedded.h"
#include "reference/table.h"

namespace laowu::reference {
namespace {

constexpr std::size_t kCodeLengthMax = 63;

absl::Status Wrong(absl::string_view what, absl::string_view complaint) {
  return absl::InvalidArgumentError(absl::StrCat("skills ", what, ": ", complaint));
}

bool IsCode(absl::string_view code) {
  return !code.empty() && code.size() <= kCodeLengthMax &&
         std::all_of(code.begin(), code.end(), [](unsigned char c) {
           return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
         });
}

}  // namespace

const Skills& Skills::Get() {
  static const Skills* const skills =
      new Skills(ValueOrDie(Parse(embedded::kSkillGroupsTable, embedded::kSkillsTable)));
  return *skills;
}

absl::StatusOr<Skills> Skills::Parse(absl::string_view groups, absl::string_view skills) {
  Skills result;
  for (const absl::Status& status :
       {result.ReadGroups(groups), result.ReadSkills(skills), result.BuildIndexes()}) {
    if (!status.ok()) return status;
  }
  return result;
}

absl::Status Skills::ReadGroups(absl::string_view text) {
  const absl::StatusOr<Table> table =
      ParseTable("skill groups", text, {"code", "name", "english_name"});
  if (!table.ok()) return table.status();
  for (const std::vector<absl::string_view>& row : table->rows) {
    if (!IsCode(row[0]) || row[1].empty() || row[2].empty()) {
      return Wrong(row[0], "group out of form");
    }
    groups_.push_back({.code = row[0], .name = row[1], .english_name = row[2]});
  }
  return absl::OkStatus();
}

absl::Status Skills::ReadSkills(absl::string_view text) {
  const absl::StatusOr<Table> table =
      ParseTable("skills", text, {"code", "name", "english_name", "group", "aliases"});
  if (!table.ok()) return table.status();
  edition_ = table->edition;
  for (const std::vector<absl::string_view>& row : table->rows) {
    if (!IsCode(row[0]) || row[1].empty() || row[2].empty()) return Wrong(row[0], "out of form");
    all_.push_back({.code = row[0],
                    .name = row[1],
                    .english_name = row[2],
                    .group = row[3],
                    .aliases = absl::StrSplit(row[4], '|', absl::SkipEmpty())});
  }
  return absl::OkStatus();
}

absl::Status Skills::BuildIndexes() {
  for (const SkillGroup& group : groups_) {
    if (!by_group_.emplace(group.code, &group).second) return Wrong(group.code, "group twice");
  }
  absl::flat_hash_set<absl::string_view> used_groups;
  for (const Skill& skill : all_) {
    if (!by_code_.emplace(skill.code, &skill).second) return Wrong(skill.code, "code twice");
    if (!by_group_.contains(skill.group)) return Wrong(skill.code, "unknown group");
    used_groups.insert(skill.group);
    std::vector<absl::string_view> texts = skill.aliases;
    texts.push_back(skill.name);
    for (absl::string_view text : texts) {
      if (!IsNormalised(text)) return Wrong(skill.code, absl::StrCat(text, " is not normalised"));
      if (!by_text_.emplace(text, &skill).second) {
        return Wrong(skill.code, absl::StrCat(text, " stands for two skills, or twice"));
      }
    }
  }
  for (const SkillGroup& group : groups_) {
    if (!used_groups.contains(group.code)) return Wrong(group.code, "group without skills");
  }
  return absl::OkStatus();
}

const Skill* Skills::Find(absl::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : found->second;
}

const Skill* Skills::FindByNameOrAlias(absl::string_view text) const {
  const auto found = by_text_.find(text);
  return found == by_text_.end() ? nullptr : found->second;
}

const SkillGroup* Skills::FindGroup(absl::string_view code) const {
  const auto found = by_group_.find(code);
  return found == by_group_.end() ? nullptr : found->second;
}

}  // namespace laowu::reference

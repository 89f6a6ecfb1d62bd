#include "reference/occupations.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "reference/embedded.h"
#include "reference/table.h"

namespace laowu::reference {
namespace {

constexpr int kSmallClass = 3;
constexpr int kDetailedClass = 4;

absl::Status Wrong(absl::string_view what, absl::string_view complaint) {
  return absl::InvalidArgumentError(absl::StrCat("occupations ", what, ": ", complaint));
}

// d, d-dd, d-dd-dd, d-dd-dd-dd → 1 … 4; 0 if it is no code.
int LevelOf(absl::string_view code) {
  constexpr absl::string_view kForm = "d-dd-dd-dd";
  if (code.size() > kForm.size() || code.size() % 3 != 1) return 0;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (kForm[i] == '-' ? code[i] != '-'
                        : !absl::ascii_isdigit(static_cast<unsigned char>(code[i]))) {
      return 0;
    }
  }
  return static_cast<int>(code.size() / 3) + 1;
}

absl::string_view ParentOf(absl::string_view code) {
  return code.size() == 1 ? absl::string_view() : code.substr(0, code.size() - 3);
}

}  // namespace

const Occupations& Occupations::Get() {
  static const Occupations* const occupations =
      new Occupations(ValueOrDie(Parse(embedded::kOccupationsTable, embedded::kAliasesTable)));
  return *occupations;
}

absl::StatusOr<Occupations> Occupations::Parse(absl::string_view occupations,
                                               absl::string_view aliases) {
  Occupations result;
  absl::Status status = result.ReadOccupations(occupations);
  if (!status.ok()) return status;
  status = result.ReadAliases(aliases);
  if (!status.ok()) return status;
  return result;
}

absl::Status Occupations::ReadOccupations(absl::string_view text) {
  const absl::StatusOr<Table> table =
      ParseTable("occupations", text, {"code", "level", "name", "parent"});
  if (!table.ok()) return table.status();
  edition_ = table->edition;
  all_.reserve(table->rows.size());
  for (const std::vector<absl::string_view>& row : table->rows) {
    const absl::StatusOr<int> level = ParseCount(row[1]);
    if (!level.ok()) return level.status();
    const Occupation occupation{.code = row[0], .level = *level, .name = row[2], .parent = row[3]};
    if (occupation.level == 0 || LevelOf(occupation.code) != occupation.level ||
        ParentOf(occupation.code) != occupation.parent || occupation.name.empty()) {
      return Wrong(occupation.code, "code, level, name and parent do not agree");
    }
    if (!all_.empty() && all_.back().code >= occupation.code) {
      return Wrong(occupation.code, "out of order or twice");
    }
    if (!occupation.parent.empty() && !by_code_.contains(occupation.parent)) {
      return Wrong(occupation.code, "there is no class above it");
    }
    all_.push_back(occupation);
    by_code_.emplace(occupation.code, &all_.back());
    if (occupation.level == kDetailedClass &&
        !by_name_.emplace(occupation.name, &all_.back()).second) {
      return Wrong(occupation.code, "another class has this name");
    }
  }
  return absl::OkStatus();
}

absl::Status Occupations::ReadAliases(absl::string_view text) {
  const absl::StatusOr<Table> table = ParseTable("aliases", text, {"alias", "code", "weight"});
  if (!table.ok()) return table.status();
  aliases_.reserve(table->rows.size());
  for (const std::vector<absl::string_view>& row : table->rows) {
    const absl::StatusOr<int> weight = ParseCount(row[2]);
    if (!weight.ok()) return weight.status();
    const OccupationAlias alias{.alias = row[0], .code = row[1], .weight = *weight};
    if (!IsNormalised(alias.alias)) return Wrong(alias.alias, "alias is not normalised");
    if (alias.weight < 1) return Wrong(alias.alias, "weight is under 1");
    const Occupation* occupation = Find(alias.code);
    if (occupation == nullptr || occupation->level < kSmallClass) {
      return Wrong(alias.alias, absl::StrCat(alias.code, " is no detailed or small class"));
    }
    if (FindByName(alias.alias) != nullptr) return Wrong(alias.alias, "is an official name");
    if (!aliases_.empty() &&
        (aliases_.back().code > alias.code ||
         (aliases_.back().code == alias.code && aliases_.back().weight < alias.weight))) {
      return Wrong(alias.alias, "alias out of order");
    }
    aliases_.push_back(alias);
    if (!by_alias_.emplace(alias.alias, &aliases_.back()).second) {
      return Wrong(alias.alias, "alias stands twice");
    }
  }
  return absl::OkStatus();
}

const Occupation* Occupations::Find(absl::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : found->second;
}

const Occupation* Occupations::FindByName(absl::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const OccupationAlias* Occupations::FindAlias(absl::string_view text) const {
  const auto found = by_alias_.find(text);
  return found == by_alias_.end() ? nullptr : found->second;
}

}  // namespace laowu::reference

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/table_print.h"

// Codes by name and names by code, for whoever fills in a file or a filter.

namespace laowu::cli {
namespace {

using Stub = v1::ReferenceService::Stub;

bool Holds(const std::string& text, const std::string& part) {
  return absl::StrContains(absl::AsciiStrToLower(text), absl::AsciiStrToLower(part));
}

// The table, or that nothing was found and where to look.
int Print(const std::vector<std::string>& header, const std::vector<std::vector<std::string>>& rows,
          const char* command) {
  if (rows.empty()) {
    std::fprintf(stderr, "没有找到 nothing found; laowu %s without a text lists all\n", command);
    return kOk;
  }
  std::fputs(Table(header, rows).c_str(), stdout);
  return kOk;
}

int ListSkills(Client& client, const std::string& text) {
  auto answer = client.Call(&Stub::ListSkills, v1::ListSkillsRequest());
  if (!answer.ok()) return Fail(answer.status());
  v1::ListSkillsResponse found;
  found.set_edition(answer->edition());
  for (const auto& skill : answer->skills()) {
    const std::string all =
        absl::StrCat(skill.code(), "\n", skill.display_name(), "\n", skill.english_display_name(),
                     "\n", skill.group_display_name(), "\n", absl::StrJoin(skill.aliases(), "\n"));
    if (Holds(all, text)) *found.add_skills() = skill;
  }
  if (PrintedAsJson(client, found)) return kOk;
  std::vector<std::vector<std::string>> rows;
  for (const auto& skill : found.skills()) {
    rows.push_back({skill.code(), skill.display_name(), skill.english_display_name(),
                    skill.group_display_name(), absl::StrJoin(skill.aliases(), "、")});
  }
  return Print({"code", "名称 name", "英文 English", "类别 group", "又称 also called"}, rows,
               "skills");
}

int ListOccupations(Client& client, const std::string& text) {
  const bool is_code = !text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0]));
  v1::ListOccupationsRequest request;
  if (is_code) request.set_code_prefix(text);
  const auto answer = client.Call(&Stub::ListOccupations, request);
  if (!answer.ok()) return Fail(answer.status());
  v1::ListOccupationsResponse found;
  found.set_edition(answer->edition());
  for (const auto& one : answer->occupations()) {
    // Without a text the classes that one would look into.
    const bool wanted =
        text.empty() ? one.level() <= 2 : is_code || Holds(one.display_name(), text);
    if (wanted) *found.add_occupations() = one;
  }
  if (PrintedAsJson(client, found)) return kOk;
  constexpr const char* kLevels[] = {"", "大类 major", "中类 middle", "小类 small",
                                     "职业 detailed"};
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : found.occupations()) {
    rows.push_back({one.code(), one.display_name(),
                    one.level() >= 1 && one.level() <= 4 ? kLevels[one.level()] : ""});
  }
  return Print({"code", "名称 name", "级别 level"}, rows, "occupations");
}

int ListDivisions(Client& client, const std::string& text) {
  const bool is_code = !text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0]));
  v1::ListDivisionsResponse found;
  if (is_code) {
    v1::GetDivisionRequest request;
    request.set_name(absl::StrCat("divisions/", text));
    const auto division = client.Call(&Stub::GetDivision, request);
    if (!division.ok()) return Fail(division.status());
    *found.add_divisions() = *division;
  }
  v1::ListDivisionsRequest request;
  if (is_code) request.set_parent(absl::StrCat("divisions/", text));
  if (!is_code) request.set_text(text);
  const auto answer = client.Call(&Stub::ListDivisions, request);
  if (!answer.ok()) return Fail(answer.status());
  found.MergeFrom(*answer);
  if (PrintedAsJson(client, found)) return kOk;
  constexpr const char* kLevels[] = {"",          "省 province", "市 city",
                                     "县 county", "乡 township", "村 village"};
  std::vector<std::vector<std::string>> rows;
  for (const auto& one : found.divisions()) {
    rows.push_back({one.code(), one.display_name(), kLevels[one.level()], one.full_display_name()});
  }
  return Print({"code", "名称 name", "级别 level", "全称 full name"}, rows, "divisions");
}

}  // namespace

void AddLookupCommands(const Program& program) {
  auto text = std::make_shared<std::string>();
  const auto add = [&](const char* name, const char* help, const char* text_help,
                       int (*run)(Client&, const std::string&)) {
    CLI::App* command = program.app->add_subcommand(name, help);
    command->add_option("text", *text, text_help);
    command->callback([=] { *program.exit_code = run(*program.client, *text); });
  };
  add("skills", "Codes of skills 查技能代码", "Part of a name, alias, group or code: 焊, forklift",
      ListSkills);
  add("occupations", "Codes of occupations 查职业代码",
      "Part of a name, or the beginning of a code: 焊工, 6-18", ListOccupations);
  add("divisions", "Codes of places 查行政区划代码",
      "Part of a name, or a code whose parts are listed: 盘州, 442000", ListDivisions);
}

}  // namespace laowu::cli

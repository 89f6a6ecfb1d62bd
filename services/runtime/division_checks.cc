#include "services/runtime/division_checks.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "reference/divisions.h"
#include "services/runtime/division_code.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

using reference::Division;
using reference::Divisions;

constexpr size_t kCountyDigits = 6;
constexpr size_t kTownshipDigits = 9;

std::string Named(absl::string_view code, absl::CivilDay day) {
  const Division* division = Divisions::Get().Find(code, day);
  return division == nullptr ? std::string(code) : absl::StrCat(code, " (", division->name, ")");
}

// "520281 (盘州市)" of each that followed; empty where nothing is known that did.
std::vector<std::string> Instead(const Division& ever, absl::CivilDay day) {
  const auto now = Divisions::Get().Translate(ever.code, ever.valid_from, day);
  std::vector<std::string> instead;
  if (now.has_value()) {
    instead.push_back(Named(*now, day));
  } else if (day >= ever.valid_until) {
    for (const absl::string_view code : ever.successors) instead.push_back(Named(code, day));
  }
  return instead;
}

void ViolateUnknown(absl::string_view path, absl::string_view code, FieldChecks& checks) {
  checks.Violate(path, absl::StrCat("没有区划代码 ", code,
                                    "，可查区划表（laowu divisions） / there is no division ", code,
                                    "; ListDivisions (at the command line: laowu divisions) names "
                                    "them"));
}

// `code`: not in force on `day`.
void ViolateDead(absl::string_view path, absl::string_view code, absl::CivilDay day,
                 FieldChecks& checks) {
  const auto ever = Divisions::Get().FindEver(code);
  if (ever.empty()) return ViolateUnknown(path, code, checks);
  const Division& newest = *ever.front();
  const std::string when = day >= newest.valid_until
                               ? absl::StrCat("ended on ", DateText(newest.valid_until))
                               : absl::StrCat("did not exist on ", DateText(day), ", only from ",
                                              DateText(ever.back()->valid_from));
  const std::vector<std::string> instead = Instead(newest, day);
  checks.Violate(path,
                 absl::StrCat("区划代码 ", code, "（", newest.name, "）在 ", DateText(day), " 无效",
                              instead.empty() ? "" : "，请用 ", absl::StrJoin(instead, "、"),
                              " / division ", code, " (", newest.name, ") ", when,
                              instead.empty() ? "" : "; ask for ", absl::StrJoin(instead, " or ")));
}

bool IsInForce(const Division& division, absl::CivilDay day) {
  return division.valid_from <= day && day < division.valid_until;
}

// Whether the first two, four or six digits are those of any division, on `day` where there is one.
// 4290 is a prefix and no division: counties directly below a province have no city above them.
bool Begins(absl::string_view prefix, std::optional<absl::CivilDay> day) {
  const auto& all = Divisions::Get().all();
  return std::any_of(all.begin(), all.end(), [&](const Division& division) {
    return absl::StartsWith(division.code, prefix) &&
           (!day.has_value() || IsInForce(division, *day));
  });
}

// The six digits that are held against the tables; empty where the form is wrong, which is told.
std::string HeldCode(absl::string_view path, const std::string& prefix, FieldChecks& checks) {
  if (prefix.empty()) return "";
  const size_t before = checks.violations().size();
  checks.DivisionCode(path, prefix, /*prefix=*/true);
  if (checks.violations().size() > before) return "";
  return WholeDivisionCode(prefix.substr(0, kCountyDigits));
}

}  // namespace

void CheckDivision(absl::string_view path, const std::string& code, absl::CivilDay day,
                   FieldChecks& checks) {
  const size_t before = checks.violations().size();
  checks.DivisionCode(path, code, /*prefix=*/true);
  if (checks.violations().size() > before) return;
  const std::string whole = WholeDivisionCode(code);
  if (Divisions::Get().Find(whole, day) == nullptr) ViolateDead(path, whole, day, checks);
}

void CheckDivisionOnDays(absl::string_view path, const std::string& code, absl::CivilDay first,
                         absl::CivilDay last, FieldChecks& checks) {
  const auto& divisions = Divisions::Get();
  const std::string whole = WholeDivisionCode(code);
  std::vector<absl::CivilDay> days = {first};
  for (const absl::CivilDay change : divisions.change_days()) {
    if (first < change && change <= last) days.push_back(change);
  }
  for (const absl::CivilDay day : days) {
    if (divisions.Find(whole, day) == nullptr) return ViolateDead(path, whole, day, checks);
  }
}

bool ViolatesAsDeadTownship(absl::string_view path, absl::string_view code, absl::CivilDay day,
                            FieldChecks& checks) {
  if (code.size() < kTownshipDigits) return false;
  const absl::string_view township = code.substr(0, kTownshipDigits);
  const auto& divisions = Divisions::Get();
  if (divisions.Find(township, day) != nullptr || divisions.FindEver(township).empty()) {
    return false;
  }
  ViolateDead(path, township, day, checks);
  return true;
}

void CheckKeptDivision(absl::string_view path, const std::string& code, absl::CivilDay day,
                       FieldChecks& checks) {
  const size_t before = checks.violations().size();
  checks.DivisionCode(path, code);
  if (checks.violations().size() > before || Divisions::Get().IsAccepted(code, day)) return;
  if (ViolatesAsDeadTownship(path, code, day, checks)) return;
  const std::string county = code.substr(0, kCountyDigits);
  // Of a county in force whose townships are all listed: the township itself never was.
  const bool alive = Divisions::Get().IsAccepted(county, day);
  ViolateDead(path, alive ? absl::string_view(code) : absl::string_view(county), day, checks);
}

void CheckDivisionFilter(absl::string_view path, const std::string& prefix, absl::CivilDay day,
                         FieldChecks& checks) {
  const std::string code = HeldCode(path, prefix, checks);
  if (code.empty() || ViolatesAsDeadTownship(path, prefix, day, checks)) return;
  if (Divisions::Get().IsAccepted(code, day)) return;
  if (Begins(DivisionPrefix(code), day)) return;
  ViolateDead(path, code, day, checks);
}

void CheckStoredDivisionFilter(absl::string_view path, const std::string& prefix,
                               FieldChecks& checks) {
  const std::string code = HeldCode(path, prefix, checks);
  if (code.empty() || Begins(DivisionPrefix(code), std::nullopt)) return;
  // A zone is in no table, and its city is.
  const bool is_zone = code[4] == '7' && Begins(code.substr(0, 4), std::nullopt);
  if (!is_zone) ViolateUnknown(path, code, checks);
}

absl::Status RequireStoredDivision(const Principal& principal, absl::string_view path,
                                   const std::string& prefix, absl::CivilDay today) {
  if (!DivisionInScope(principal, prefix)) {
    LAOWU_RETURN_IF_ERROR(WhyNothingStored(path, prefix, today));
  }
  return RequireDivision(principal, prefix);
}

absl::Status WhyNothingStored(absl::string_view path, const std::string& prefix,
                              absl::CivilDay today) {
  FieldChecks checks;
  CheckDivisionFilter(path, prefix, today, checks);
  return checks.status();
}

}  // namespace laowu::runtime

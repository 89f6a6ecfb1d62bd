#include "services/reference/reference_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "reference/codes_of_days.h"
#include "reference/divisions.h"
#include "reference/english_names.h"
#include "reference/occupations.h"
#include "reference/policy.h"
#include "reference/skills.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::reference_door {
namespace {

// A code without an end has a last day far off in the tables; the API leaves the date unset.
constexpr int kFarYear = 2500;

// The division code in "divisions/{code}".
std::string RequireDivisionName(absl::string_view path, absl::string_view name,
                                runtime::FieldChecks& checks) {
  if (!absl::ConsumePrefix(&name, "divisions/")) {
    checks.Violate(path, "格式应为 divisions/520281 / must be a name of the form divisions/520281");
    return "";
  }
  checks.DivisionCode(path, name);
  return std::string(name);
}

// The day that codes are meant for: the request's, or today.
template <typename Request>
absl::CivilDay CheckedDay(const runtime::CallContext& call, const Request& request,
                          runtime::FieldChecks& checks) {
  if (!request.has_date()) return runtime::DayOf(call.now);
  checks.Date("date", request.date());
  return runtime::ToCivilDay(request.date()).value_or(absl::CivilDay());
}

// What is dead on the day is told what it became; what never was is not there.
absl::Status NotInForce(const std::string& code, absl::CivilDay day) {
  if (reference::Divisions::Get().FindEver(code).empty()) {
    return runtime::NotFound("division", absl::StrCat("divisions/", code));
  }
  runtime::FieldChecks checks;
  runtime::CheckDivision("name", code, day, checks);
  std::vector<std::pair<std::string, std::string>> metadata;
  if (const auto of_day = reference::FindCodeOfDay(code, day)) {
    metadata = {{"code_of_day", of_day->code},
                {"same_area", of_day->is_same_area ? "true" : "false"}};
  }
  return runtime::Error(absl::StatusCode::kNotFound, runtime::reasons::kNotFound,
                        checks.violations().front().description(), metadata);
}

v1::Division ToDivision(const reference::Division& division, absl::CivilDay day) {
  const auto& divisions = reference::Divisions::Get();
  v1::Division out;
  out.set_name(absl::StrCat("divisions/", division.code));
  out.set_code(std::string(division.code));
  out.set_display_name(std::string(division.name));
  out.set_english_display_name(reference::EnglishNameOf(division));
  out.set_level(static_cast<v1::Division::Level>(division.level));
  out.set_parent_code(std::string(division.parent));
  if (const auto point = divisions.Centroid(division.code, day)) {
    out.mutable_location()->set_latitude(point->latitude);
    out.mutable_location()->set_longitude(point->longitude);
  }
  *out.mutable_valid_from_date() = runtime::ToDate(division.valid_from);
  if (division.valid_until.year() < kFarYear) {
    *out.mutable_valid_until_date() = runtime::ToDate(division.valid_until);
  }
  for (const auto* above : divisions.Lineage(division.code, day)) {
    absl::StrAppend(out.mutable_full_display_name(), above->name);
  }
  return out;
}

}  // namespace

ReferenceService::ReferenceService(const runtime::Environment& environment)
    : rpc_(environment.principals, environment.keys, environment.cpu, environment.cpu,
           environment.metrics, environment.clock, /*store_id=*/"", environment.calls) {}

absl::StatusOr<v1::Division> ReferenceService::GetDivision(const Call& call,
                                                           const v1::GetDivisionRequest& request) {
  runtime::FieldChecks checks;
  const std::string code = RequireDivisionName("name", request.name(), checks);
  const absl::CivilDay day = CheckedDay(call, request, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  const auto* division = reference::Divisions::Get().Find(code, day);
  if (division == nullptr) return NotInForce(code, day);
  return ToDivision(*division, day);
}

absl::StatusOr<v1::ListDivisionsResponse> ReferenceService::ListDivisions(
    const Call& call, const v1::ListDivisionsRequest& request) {
  runtime::FieldChecks checks;
  const std::string code =
      request.parent().empty() ? "" : RequireDivisionName("parent", request.parent(), checks);
  checks.Text("text", request.text(), runtime::limits::kTextChars);
  const absl::CivilDay day = CheckedDay(call, request, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  v1::ListDivisionsResponse response;
  const auto& divisions = reference::Divisions::Get();
  if (!code.empty() && divisions.Find(code, day) == nullptr) {
    return NotInForce(code, day);
  }
  response.set_edition(std::string(divisions.edition()));
  if (!request.text().empty()) {
    for (const auto& division : divisions.all()) {
      const bool is_below =
          code.empty() || (division.code != code && divisions.Contains(code, division.code, day));
      if (division.valid_from <= day && day < division.valid_until && is_below &&
          absl::StrContains(division.name, request.text())) {
        *response.add_divisions() = ToDivision(division, day);
      }
    }
    return response;
  }
  for (const auto* child : divisions.Children(code, day)) {
    *response.add_divisions() = ToDivision(*child, day);
  }
  return response;
}

absl::StatusOr<v1::ListOccupationsResponse> ReferenceService::ListOccupations(
    const Call& /*call*/, const v1::ListOccupationsRequest& request) {
  // Digits and dashes, at most a whole code: 6, 6-31, 6-31-01-03.
  const bool good = request.code_prefix().size() <= 10 &&
                    request.code_prefix().find_first_not_of("0123456789-") == std::string::npos;
  if (!good) {
    runtime::FieldChecks checks;
    checks.Violate(
        "code_prefix",
        "应为职业代码的开头，如 6-31 / must be the beginning of an occupation code, as 6-31");
    return checks.status();
  }
  v1::ListOccupationsResponse response;
  const auto& occupations = reference::Occupations::Get();
  for (const auto& occupation : occupations.all()) {
    if (!absl::StartsWith(occupation.code, request.code_prefix())) continue;
    auto* out = response.add_occupations();
    out->set_code(std::string(occupation.code));
    out->set_level(occupation.level);
    out->set_display_name(std::string(occupation.name));
    out->set_parent_code(std::string(occupation.parent));
  }
  response.set_edition(std::string(occupations.edition()));
  return response;
}

absl::StatusOr<v1::ListSkillsResponse> ReferenceService::ListSkills(
    const Call& /*call*/, const v1::ListSkillsRequest& /*request*/) {
  v1::ListSkillsResponse response;
  const auto& skills = reference::Skills::Get();
  for (const auto& skill : skills.all()) {
    auto* out = response.add_skills();
    out->set_code(std::string(skill.code));
    out->set_display_name(std::string(skill.name));
    out->set_english_display_name(std::string(skill.english_name));
    out->set_group_code(std::string(skill.group));
    const auto* group = skills.FindGroup(skill.group);
    if (group != nullptr) out->set_group_display_name(std::string(group->name));
    for (const auto alias : skill.aliases) out->add_aliases(std::string(alias));
  }
  response.set_edition(std::string(skills.edition()));
  return response;
}

absl::StatusOr<v1::ListPoliciesResponse> ReferenceService::ListPolicies(
    const Call& /*call*/, const v1::ListPoliciesRequest& /*request*/) {
  v1::ListPoliciesResponse response;
  for (const auto& policy : reference::Policies::Get().all()) {
    auto* out = response.add_policies();
    out->set_version(std::string(policy.version));
    out->set_target_percent(policy.target_percent);
    out->set_rules_version(policy.rules_version);
    out->set_divisions_edition(std::string(policy.divisions_edition));
    *out->mutable_effective_date() = runtime::ToDate(policy.effective_from);
  }
  return response;
}

absl::StatusOr<v1::Caller> ReferenceService::GetCaller(const Call& call,
                                                       const v1::GetCallerRequest& /*request*/) {
  static_assert(static_cast<int>(runtime::PrincipalRole::kOffice) == v1::Caller::OFFICE);
  static_assert(static_cast<int>(runtime::PrincipalRole::kService) == v1::Caller::SERVICE);
  v1::Caller caller;
  caller.set_id(call.principal.id);
  caller.set_role(static_cast<v1::Caller::Role>(call.principal.role));
  caller.set_division_prefix(call.principal.division_prefix);
  caller.set_office(call.principal.office);
  caller.set_organizer(call.principal.organizer);
  return caller;
}

}  // namespace laowu::reference_door

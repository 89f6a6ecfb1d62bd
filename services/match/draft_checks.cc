#include "services/match/draft_checks.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "matcher/types.h"
#include "reference/identity_number.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/vacancy_checks.h"
#include "services/runtime/wage_checks.h"

namespace laowu::match {
namespace {

namespace limits = runtime::limits;

// The common part of skills and skill_requirements; `level` says where the level stands.
template <typename Skills, typename LevelOf>
void CheckSkills(const Skills& skills, const std::string& path, const char* level_field,
                 LevelOf level_of, runtime::FieldChecks& checks) {
  checks.CountMost(path, skills.size(), matcher::kMaxSkills);
  std::set<std::string> seen;
  for (int i = 0; i < std::min(skills.size(), matcher::kMaxSkills); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "].");
    CheckSkillCode(at + "skill_code", skills.Get(i).skill_code(), checks);
    if (!seen.insert(skills.Get(i).skill_code()).second) {
      checks.Violate(at + "skill_code", "重复 / is named twice");
    }
    checks.RangeIfSet(at + level_field, level_of(skills.Get(i)), matcher::kMinSkillLevel,
                      matcher::kMaxSkillLevel);
  }
}

// Empty where none is stated; a prefix is no place.
void CheckPlace(const std::string& path, const std::string& code, absl::CivilDay day,
                runtime::FieldChecks& checks) {
  if (code.empty()) return;
  const size_t before = checks.violations().size();
  checks.DivisionCode(path, code);
  if (checks.violations().size() == before) runtime::CheckDivisionFilter(path, code, day, checks);
}

template <typename Codes>
void CheckPlaces(const Codes& codes, const std::string& path, int most, absl::CivilDay day,
                 runtime::FieldChecks& checks) {
  checks.CountMost(path, codes.size(), most);
  for (int i = 0; i < std::min(codes.size(), most); ++i) {
    const std::string at = absl::StrCat(path, "[", i, "]");
    if (codes.Get(i).empty()) checks.DivisionCode(at, codes.Get(i));
    CheckPlace(at, codes.Get(i), day, checks);
  }
}

constexpr int kExperienceMonthsMost = 600;
constexpr int kCertificateChars = 64;
constexpr int kHouseholdChars = 64;

// Digits, or the asterisks of a record that was read.
bool IsDigitsOrMasked(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c == '*' || absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

bool IsMasked(absl::string_view text) { return text.find('*') != absl::string_view::npos; }

// As CreateVacancy takes them, so that a draft is refused for what the vacancy would be.
void CheckTexts(const v1::Vacancy& draft, runtime::FieldChecks& checks) {
  checks.Text("draft.title", draft.title(), limits::kTextChars);
  checks.Text("draft.employer_display_name", draft.employer_display_name(), limits::kTextChars);
  checks.Text("draft.source_reference", draft.source_reference(), limits::kTextChars);
  checks.Text("draft.office_contact", draft.office_contact(), limits::kTextChars);
  checks.Text("draft.description", draft.description(), limits::kDescriptionChars, true);
}

// Messages say which rule failed, never what was sent.
void CheckDetails(const v1::Worker::PersonalDetails& details, absl::CivilDay day,
                  runtime::FieldChecks& checks) {
  const std::string at = "draft.personal_details.";
  checks.Text(at + "display_name", details.display_name(), limits::kNameChars);
  const absl::string_view phone = absl::StripAsciiWhitespace(details.phone_number());
  if (!phone.empty() &&
      (phone.size() != 11 || !IsDigitsOrMasked(phone) || (phone[0] != '1' && phone[0] != '*'))) {
    checks.Violate(at + "phone_number",
                   "应为 1 开头的 11 位手机号 / must be 11 digits beginning with 1");
  }
  const absl::string_view number = absl::StripAsciiWhitespace(details.identity_number());
  if (number.empty()) return;
  if (IsMasked(number) && number.size() == 18 && IsDigitsOrMasked(number.substr(0, 17))) return;
  const auto identity = reference::ParseIdentityNumber(number, day);
  if (!identity.ok()) checks.Violate(at + "identity_number", identity.status().message());
}

void CheckPerson(const v1::Worker& draft, absl::CivilDay day, runtime::FieldChecks& checks) {
  CheckDetails(draft.personal_details(), day, checks);
  checks.KnownEnum("draft.state", draft.state(), v1::Worker::State_IsValid(draft.state()));
  checks.KnownEnum("draft.sex", draft.sex(), v1::Sex_IsValid(draft.sex()));
  checks.Text("draft.source_reference", draft.source_reference(), limits::kTextChars);
  checks.Text("draft.village_display_name", draft.village_display_name(), limits::kTextChars);
  checks.Text("draft.household", draft.household(), kHouseholdChars);
  const auto& basis = draft.legal_basis();
  checks.KnownEnum("draft.legal_basis.kind", basis.kind(),
                   v1::Worker::LegalBasis::Kind_IsValid(basis.kind()));
  checks.Text("draft.legal_basis.reference", basis.reference(), limits::kTextChars);
  checks.Text("draft.legal_basis.scope_version", basis.scope_version(), limits::kTextChars);
  checks.Instant("draft.legal_basis.effective_time", basis.effective_time());
  checks.Instant("draft.legal_basis.withdraw_time", basis.withdraw_time());
}

}  // namespace

void CheckSkillCode(const std::string& path, const std::string& code,
                    runtime::FieldChecks& checks) {
  if (reference::Skills::Get().Find(code) == nullptr) {
    checks.Violate(path, "没有这个技能代码 / there is no such skill; ListSkills names them");
  }
}

void CheckOccupationClass(const std::string& path, const std::string& code,
                          runtime::FieldChecks& checks) {
  if (reference::Occupations::Get().Find(code) == nullptr) {
    checks.Violate(path,
                   "没有这个职业代码 / there is no such occupation; ListOccupations names them");
  }
}

void CheckDraft(const v1::Vacancy& draft, absl::CivilDay day, runtime::FieldChecks& checks) {
  if (!draft.employer().empty()) {
    checks.Text("draft.employer", draft.employer(), matcher::kMaxNameBytes);
  }
  CheckTexts(draft, checks);
  runtime::CheckVacancyNumbers(draft, "draft", checks);
  runtime::CheckVacancyEnums(draft, "draft", checks);
  checks.Instant("draft.source_update_time", draft.source_update_time());
  CheckPlace("draft.workplace_division_code", draft.workplace_division_code(), day, checks);
  if (draft.has_location()) checks.LatLng("draft.location", draft.location());
  if (!draft.occupation_code().empty()) {
    CheckOccupationClass("draft.occupation_code", draft.occupation_code(), checks);
  }
  CheckSkills(
      draft.skill_requirements(), "draft.skill_requirements", "min_level",
      [](const auto& skill) { return skill.min_level(); }, checks);
  if (draft.has_start_date()) checks.Date("draft.start_date", draft.start_date());
  if (draft.has_expire_date()) checks.Date("draft.expire_date", draft.expire_date());
}

void CheckDraft(const v1::Worker& draft, absl::CivilDay day, runtime::FieldChecks& checks) {
  CheckPerson(draft, day, checks);
  CheckPlace("draft.division_code", draft.division_code(), day, checks);
  if (draft.has_home_location()) checks.LatLng("draft.home_location", draft.home_location());
  if (draft.has_birth_date()) checks.Date("draft.birth_date", draft.birth_date());
  checks.KnownEnum("draft.education", draft.education(),
                   v1::EducationLevel_IsValid(draft.education()));
  const std::string desired = "draft.desired_occupation_codes";
  checks.CountMost(desired, draft.desired_occupation_codes_size(), matcher::kMaxDesiredOccupations);
  for (int i = 0;
       i < std::min(draft.desired_occupation_codes_size(), matcher::kMaxDesiredOccupations); ++i) {
    CheckOccupationClass(absl::StrCat(desired, "[", i, "]"), draft.desired_occupation_codes(i),
                         checks);
  }
  CheckSkills(
      draft.skills(), "draft.skills", "level", [](const auto& skill) { return skill.level(); },
      checks);
  for (int i = 0; i < std::min(draft.skills_size(), matcher::kMaxSkills); ++i) {
    checks.Range(absl::StrCat("draft.skills[", i, "].experience_months"),
                 draft.skills(i).experience_months(), 0, kExperienceMonthsMost);
    checks.Text(absl::StrCat("draft.skills[", i, "].certificate_number"),
                draft.skills(i).certificate_number(), kCertificateChars);
  }
  runtime::CheckWage("draft.min_wage_cny_per_month", draft.min_wage_cny_per_month(), checks);
  CheckPlaces(draft.preferred_division_codes(), "draft.preferred_division_codes",
              matcher::kMaxPreferredDivisions, day, checks);
  if (draft.has_available_date()) checks.Date("draft.available_date", draft.available_date());
  if (draft.has_job_wanted_from()) checks.Date("draft.job_wanted_from", draft.job_wanted_from());
  checks.CountMost("draft.policy_groups", draft.policy_groups_size(), v1::PolicyGroup_ARRAYSIZE);
  for (int i = 0; i < std::min(draft.policy_groups_size(), v1::PolicyGroup_ARRAYSIZE); ++i) {
    checks.KnownEnum(
        absl::StrCat("draft.policy_groups[", i, "]"), draft.policy_groups(i),
        v1::PolicyGroup_IsValid(draft.policy_groups(i)) && draft.policy_groups(i) != 0);
  }
}

}  // namespace laowu::match

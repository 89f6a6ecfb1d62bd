#include "services/worker/worker_rules.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/divisions.h"
#include "reference/identity_number.h"
#include "reference/invisible.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/masked_text.h"
#include "services/runtime/place_checks.h"
#include "services/runtime/reference_text.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/wage_checks.h"
#include "services/worker/personal_details.h"

namespace laowu::worker {
namespace {

namespace limits = runtime::limits;

constexpr int kCertificateChars = 64;
constexpr int kHouseholdChars = 64;  // of the bureau's own number, longer than any name of ours
constexpr int kDesiredMost = 3;
constexpr int kSkillsMost = 20;
constexpr int kPreferredMost = 4;
constexpr int kLevelMost = 5;
constexpr int kExperienceMonthsMost = 600;
constexpr int kAgeYearsMost = 110;
constexpr int kPlanYearsMost = 5;
constexpr int kBirthDaysApartMost = 366;  // of one person in two records: a year mistaken

// Free texts are shown without a purpose and travel in the feed; a number of a person may not.
void PlainText(const std::string& path, const std::string& value, int chars_most,
               absl::CivilDay today, runtime::FieldChecks& checks) {
  checks.Text(path, value, chars_most);
  if (HoldsIdentityNumber(value, today)) {
    checks.Violate(path,
                   "含有身份证号，只能填在身份证号一栏 / holds an identity number, which may stand "
                   "in personal_details alone");
  }
}

void CheckDetails(const v1::Worker& worker, const std::string& path, absl::CivilDay today,
                  runtime::FieldChecks& checks) {
  const auto& details = worker.personal_details();
  CheckName(details, path, checks);
  const std::string phone(absl::StripAsciiWhitespace(details.phone_number()));
  if (IsMasked(phone)) {
    checks.Violate(path + ".phone_number", kMaskedDetail);
  } else if (!phone.empty() && !IsPhoneNumber(phone)) {
    checks.Violate(path + ".phone_number",
                   "应为 1 开头的 11 位手机号 / must be 11 digits beginning with 1");
  }
  const std::string number(absl::StripAsciiWhitespace(details.identity_number()));
  if (number.empty()) return;
  if (IsMasked(number)) return checks.Violate(path + ".identity_number", kMaskedDetail);
  const auto identity = reference::ParseIdentityNumber(number, today);
  // Its messages say which rule failed, never the number.
  if (!identity.ok()) checks.Violate(path + ".identity_number", identity.status().message());
}

void CheckBirth(const v1::Worker& worker, const std::string& path, const RowDays& days,
                runtime::FieldChecks& checks) {
  auto birth = runtime::ToCivilDay(worker.birth_date());
  if (worker.has_birth_date()) checks.Date(path, worker.birth_date());
  const std::string number(absl::StripAsciiWhitespace(worker.personal_details().identity_number()));
  if (!number.empty()) {
    const auto identity = reference::ParseIdentityNumber(number, days.today);
    if (!identity.ok()) return;
    birth = identity->birth_date;
  } else if (!worker.has_birth_date()) {
    return checks.Violate(path,
                          "没有身份证号时须填 / is required where there is no identity number");
  }
  if (!birth.has_value()) return;
  if (*birth > days.today) return checks.Violate(path, "在将来 / lies in the future");
  if (*birth > days.as_of) checks.Violate(path, "晚于文件日期 / lies after as_of_date");
  if (AgeOn(*birth, days.today) > kAgeYearsMost) {
    checks.Violate(path, absl::StrCat("年满 ", AgeOn(*birth, days.today), " 岁，请核对年份 / ",
                                      AgeOn(*birth, days.today), " years old: is the year right?"));
  }
  if (AgeOn(*birth, days.today) < kHiringAgeYears) {
    checks.Violate(path,
                   "未满16周岁，不得招用，也不建档 / UNDERAGE: the person is under 16 and may not "
                   "be hired or kept here");
  }
}

void CheckSkills(const v1::Worker& worker, const std::string& path, absl::CivilDay today,
                 runtime::FieldChecks& checks) {
  checks.CountMost(path, worker.skills_size(), kSkillsMost);
  std::set<std::string> seen;
  for (int i = 0; i < std::min(worker.skills_size(), kSkillsMost); ++i) {
    const auto& skill = worker.skills(i);
    const std::string at = absl::StrCat(path, "[", i, "]");
    if (reference::Skills::Get().Find(skill.skill_code()) == nullptr) {
      checks.Violate(at + ".skill_code",
                     "没有这个技能代码 / there is no such skill; ListSkills names them");
    } else if (!seen.insert(skill.skill_code()).second) {
      checks.Violate(at + ".skill_code", "重复 / is named twice");
    }
    checks.RangeIfSet(at + ".level", skill.level(), 1, kLevelMost);
    checks.Range(at + ".experience_months", skill.experience_months(), 0, kExperienceMonthsMost);
    PlainText(at + ".certificate_number", skill.certificate_number(), kCertificateChars, today,
              checks);
  }
}

// A day from which somebody can or wants to work. Further off it is a slip of the year, and keeps
// the person from every vacancy.
void CheckPlan(const std::string& path, const google::type::Date& date, absl::CivilDay today,
               runtime::FieldChecks& checks) {
  checks.Date(path, date);
  const auto day = runtime::ToCivilDay(date);
  const absl::CivilDay last(today.year() + kPlanYearsMost, 12, 31);
  if (!day.has_value() || *day <= last) return;
  checks.Violate(path,
                 absl::StrCat("晚于 ", runtime::DateText(last), "，请核对年份 / is later than ",
                              runtime::DateText(last), ": is the year right?"));
}

void CheckWishes(const v1::Worker& worker, const std::string& path, absl::CivilDay today,
                 runtime::FieldChecks& checks) {
  const std::string desired = path + ".desired_occupation_codes";
  checks.CountMost(desired, worker.desired_occupation_codes_size(), kDesiredMost);
  std::set<std::string> seen;
  for (int i = 0; i < std::min(worker.desired_occupation_codes_size(), kDesiredMost); ++i) {
    const std::string& code = worker.desired_occupation_codes(i);
    const std::string at = absl::StrCat(desired, "[", i, "]");
    const size_t before = checks.violations().size();
    checks.OccupationCode(at, code);
    if (checks.violations().size() > before) continue;
    if (reference::Occupations::Get().Find(code) == nullptr) {
      checks.Violate(at, absl::StrCat("2022 年版没有职业代码 ", code, " / there is no occupation ",
                                      code, " in the edition of 2022"));
    } else if (!seen.insert(code).second) {
      checks.Violate(at, "重复 / is named twice");
    }
  }
  const std::string preferred = path + ".preferred_division_codes";
  checks.CountMost(preferred, worker.preferred_division_codes_size(), kPreferredMost);
  for (int i = 0; i < std::min(worker.preferred_division_codes_size(), kPreferredMost); ++i) {
    const std::string& code = worker.preferred_division_codes(i);
    const std::string at = absl::StrCat(preferred, "[", i, "]");
    const size_t before = checks.violations().size();
    checks.DivisionCode(at, code);
    if (checks.violations().size() > before) continue;
    if (code.size() != 6) {
      checks.Violate(at,
                     "应为省、市、县的 6 位代码 / must be a province, city or county: six digits");
    } else if (!reference::Divisions::Get().IsAccepted(code, today)) {
      runtime::CheckDivision(at, code, today, checks);
    } else if (!seen.insert(code).second) {
      checks.Violate(at, "重复 / is named twice");
    }
  }
  runtime::CheckWage(path + ".min_wage_cny_per_month", worker.min_wage_cny_per_month(), checks);
  if (worker.has_available_date()) {
    CheckPlan(path + ".available_date", worker.available_date(), today, checks);
  }
  if (worker.has_job_wanted_from()) {
    CheckPlan(path + ".job_wanted_from", worker.job_wanted_from(), today, checks);
  }
}

absl::Time Instant(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

void CheckLegalBasis(const v1::Worker& worker, const std::string& path, absl::CivilDay today,
                     runtime::FieldChecks& checks) {
  if (!worker.has_legal_basis()) return;
  const auto& basis = worker.legal_basis();
  checks.KnownEnum(path + ".kind", basis.kind(),
                   v1::Worker::LegalBasis::Kind_IsValid(basis.kind()) &&
                       basis.kind() != v1::Worker::LegalBasis::KIND_UNSPECIFIED);
  if (basis.kind() == v1::Worker::LegalBasis::STATUTORY_DUTY &&
      reference::SaysNothing(basis.reference())) {
    checks.Violate(path + ".reference",
                   "请填法定依据的文件 / is required: the document that lays down the duty");
  }
  PlainText(path + ".reference", basis.reference(), limits::kTextChars, today, checks);
  PlainText(path + ".scope_version", basis.scope_version(), limits::kTextChars, today, checks);
  checks.Instant(path + ".effective_time", basis.effective_time());
  checks.Instant(path + ".withdraw_time", basis.withdraw_time());
  if (basis.has_effective_time() && basis.has_withdraw_time() &&
      Instant(basis.withdraw_time()) < Instant(basis.effective_time())) {
    checks.Violate(path + ".withdraw_time", "早于生效时间 / lies before effective_time");
  }
}

void CheckEnums(const v1::Worker& worker, const std::string& path, runtime::FieldChecks& checks) {
  checks.KnownEnum(path + ".state", worker.state(), v1::Worker::State_IsValid(worker.state()));
  checks.KnownEnum(path + ".education", worker.education(),
                   v1::EducationLevel_IsValid(worker.education()));
  checks.KnownEnum(path + ".sex", worker.sex(), v1::Sex_IsValid(worker.sex()));
  const std::string groups = path + ".policy_groups";
  checks.CountMost(groups, worker.policy_groups_size(), v1::PolicyGroup_ARRAYSIZE);
  for (int i = 0; i < std::min(worker.policy_groups_size(), v1::PolicyGroup_ARRAYSIZE); ++i) {
    const v1::PolicyGroup group = worker.policy_groups(i);
    checks.KnownEnum(absl::StrCat(groups, "[", i, "]"), group,
                     v1::PolicyGroup_IsValid(group) && group != 0);
  }
}

void Trim(std::string* text) { *text = std::string(absl::StripAsciiWhitespace(*text)); }

// Birth date and sex by the identity number, which has a check character where a column has none.
void ReadIdentity(absl::CivilDay today, v1::Worker& worker,
                  google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  auto& details = *worker.mutable_personal_details();
  const auto identity = reference::ParseIdentityNumber(details.identity_number(), today);
  if (!identity.ok()) return;
  details.set_identity_number(identity->number);
  if (identity->upgraded) {
    runtime::AddWarning(
        "IDENTITY_NUMBER_UPGRADED", "personal_details.identity_number",
        "15位身份证号已升为18位，请核对 / a number of 15 digits was taken for one of 18; check "
        "it",
        warnings);
  }
  const auto stated = runtime::ToCivilDay(worker.birth_date());
  if (stated.has_value() && *stated != identity->birth_date) {
    runtime::AddWarning(
        "BIRTH_DATE_FROM_IDENTITY_NUMBER", "birth_date",
        "出生日期与身份证号不符，以身份证号为准 / the birth date differs from the identity "
        "number's, which was taken",
        warnings);
  }
  *worker.mutable_birth_date() = runtime::ToDate(identity->birth_date);
  const v1::Sex sex = identity->sex == reference::Sex::kMale ? v1::SEX_MALE : v1::SEX_FEMALE;
  if (worker.sex() != v1::SEX_UNSPECIFIED && worker.sex() != sex) {
    runtime::AddWarning(
        "SEX_FROM_IDENTITY_NUMBER", "sex",
        "性别与身份证号不符，以身份证号为准 / the sex differs from the identity number's, "
        "which was taken",
        warnings);
  }
  worker.set_sex(sex);
}

void SortGroups(v1::Worker& worker) {
  const std::set<int> groups(worker.policy_groups().begin(), worker.policy_groups().end());
  worker.clear_policy_groups();
  for (const int group : groups) worker.add_policy_groups(static_cast<v1::PolicyGroup>(group));
}

}  // namespace

void WarnOfPersonalNumber(absl::string_view field_path, absl::string_view text,
                          google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (!runtime::HoldsPersonalNumber(text)) return;
  runtime::AddWarning(
      "PERSONAL_NUMBER", field_path,
      "这里有电话号码或身份证号，已按原样保存，不像姓名、号码那样加密；写文件编号或号码后四位"
      "就够了 / holds a telephone or identity number, and is kept as it is written, not "
      "encrypted as names and numbers are; the number of the document, or the last four "
      "digits, would do",
      warnings);
}

void WarnOfPersonalNumbers(const v1::Worker& before, const v1::Worker& after,
                           google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  const auto look = [&](absl::string_view path, const std::string& was, const std::string& is) {
    if (is != was) WarnOfPersonalNumber(path, is, warnings);
  };
  look("source_reference", before.source_reference(), after.source_reference());
  look("village_display_name", before.village_display_name(), after.village_display_name());
  const auto& basis = after.legal_basis();
  look("legal_basis.reference", before.legal_basis().reference(), basis.reference());
  look("legal_basis.scope_version", before.legal_basis().scope_version(), basis.scope_version());
  for (int i = 0; i < after.skills_size(); ++i) {
    const std::string& number = after.skills(i).certificate_number();
    const bool was_there = std::any_of(
        before.skills().begin(), before.skills().end(),
        [&](const v1::Worker::Skill& skill) { return skill.certificate_number() == number; });
    look(absl::StrCat("skills[", i, "].certificate_number"), was_there ? number : "", number);
  }
}

void WarnOfFarHome(const v1::Worker& before, const v1::Worker& after, absl::CivilDay today,
                   google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  const bool stated =
      after.has_home_location() &&
      (after.home_location().SerializeAsString() != before.home_location().SerializeAsString() ||
       after.division_code() != before.division_code());
  if (!stated) return;
  runtime::WarnOfPlace("home_location", after.home_location(), after.division_code(), today,
                       warnings);
}

void DropTexts(v1::Worker& worker) {
  worker.clear_source_reference();
  worker.clear_village_display_name();
  for (auto& skill : *worker.mutable_skills()) skill.clear_certificate_number();
  if (!worker.has_legal_basis()) return;
  worker.mutable_legal_basis()->clear_reference();
  worker.mutable_legal_basis()->clear_scope_version();
}

void CheckRegistration(absl::string_view path, const std::string& code, absl::CivilDay day,
                       runtime::FieldChecks& checks) {
  if (code.empty()) return checks.Violate(path, "请填写 / is required");
  const size_t before = checks.violations().size();
  checks.DivisionCode(path, code);
  if (checks.violations().size() > before) return;
  if (code.size() == 6) {
    return checks.Violate(
        path, "应写到乡镇（9 位）或村（12 位） / must be a township (9 digits) or a village (12)");
  }
  const auto& divisions = reference::Divisions::Get();
  if (divisions.IsAccepted(code, day)) return;
  // Most dead codes are dead by their township; where that was never listed, by their county.
  const std::string listed =
      divisions.FindEver(code.substr(0, 9)).empty() ? code.substr(0, 6) : code.substr(0, 9);
  const auto ever = divisions.FindEver(listed);
  if (ever.empty() || ever.front()->valid_until > day) {
    return checks.Violate(path, absl::StrCat("没有这个区划代码 / there is no division ", code,
                                             " on ", runtime::DateText(day)));
  }
  const auto now = divisions.Translate(listed, ever.front()->valid_from, day);
  checks.Violate(path, absl::StrCat("区划代码 ", code, "（", ever.front()->name, "）已停用",
                                    now.has_value() ? absl::StrCat("，请用 ", *now) : "", " / ",
                                    code, " (", ever.front()->name, ") is a dead code since ",
                                    runtime::DateText(ever.front()->valid_until),
                                    now.has_value() ? absl::StrCat("; use ", *now) : ""));
}

bool IsPhoneNumber(absl::string_view text) {
  return text.size() == 11 && text[0] == '1' &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return absl::ascii_isdigit(c); });
}

void CheckPurpose(const std::string& purpose, bool required, absl::CivilDay today,
                  runtime::FieldChecks& checks) {
  if (required && reference::SaysNothing(purpose)) {
    return checks.Violate("purpose", "请写明用途 / is required: what it is needed for");
  }
  if (required) runtime::CheckPurposeSays("purpose", purpose, checks);
  PlainText("purpose", purpose, limits::kTextChars, today, checks);
}

bool HoldsIdentityNumber(absl::string_view text, absl::CivilDay today) {
  constexpr size_t kLength = 18;
  for (size_t i = 0; i + kLength <= text.size(); ++i) {
    if (reference::ParseIdentityNumber(text.substr(i, kLength), today).ok()) return true;
  }
  return false;
}

std::string WhyTwoPeople(const v1::Worker& a, const v1::Worker& b) {
  const std::string& number = a.personal_details().identity_number();
  const std::string& other_number = b.personal_details().identity_number();
  if (!number.empty() && !other_number.empty()) {
    if (number != other_number) return "身份证号不同 their identity numbers differ";
    return FitsByNameOrPhone(a.personal_details(), b.personal_details())
               ? ""
               : "身份证号相同而姓名不同 they bear one identity number under two names";
  }
  if (a.sex() != b.sex() && a.sex() != v1::SEX_UNSPECIFIED && b.sex() != v1::SEX_UNSPECIFIED) {
    return "性别不同 their sexes differ";
  }
  const auto birth = runtime::ToCivilDay(a.birth_date());
  const auto other_birth = runtime::ToCivilDay(b.birth_date());
  if (birth.has_value() && other_birth.has_value() &&
      std::abs(*birth - *other_birth) > kBirthDaysApartMost) {
    return "出生日期相差一年以上 their dates of birth lie more than a year apart";
  }
  return "";
}

int AgeOn(absl::CivilDay birth_date, absl::CivilDay day) {
  const auto years = static_cast<int>(day.year() - birth_date.year());
  const absl::CivilDay birthday(day.year(), birth_date.month(), birth_date.day());
  return day < birthday ? years - 1 : years;
}

void CheckWorker(const v1::Worker& worker, absl::string_view path, const RowDays& days,
                 runtime::FieldChecks& checks) {
  const std::string at(path);
  if (reference::SaysNothing(worker.personal_details().identity_number()) &&
      reference::SaysNothing(worker.source_reference())) {
    checks.Violate(at,
                   "身份证号和编号至少填一项 / needs personal_details.identity_number or "
                   "source_reference: without one "
                   "the same row sent again would make a second person");
  }
  CheckDetails(worker, at + ".personal_details", days.today, checks);
  CheckRegistration(at + ".division_code", worker.division_code(), days.as_of, checks);
  CheckBirth(worker, at + ".birth_date", days, checks);
  PlainText(at + ".source_reference", worker.source_reference(), limits::kTextChars, days.today,
            checks);
  PlainText(at + ".village_display_name", worker.village_display_name(), limits::kTextChars,
            days.today, checks);
  if (!worker.household().empty()) {
    if (absl::StartsWith(worker.household(), "households/")) {
      runtime::RequireName("households/*", at + ".household", worker.household(), checks);
    }
    PlainText(at + ".household", worker.household(), kHouseholdChars, days.today, checks);
  }
  if (worker.has_home_location()) checks.LatLng(at + ".home_location", worker.home_location());
  CheckEnums(worker, at, checks);
  CheckWishes(worker, at, days.today, checks);
  CheckSkills(worker, at + ".skills", days.today, checks);
  CheckLegalBasis(worker, at + ".legal_basis", days.today, checks);
}

void CheckUpdated(const v1::Worker& before, const v1::Worker& after, absl::string_view path,
                  const RowDays& days, runtime::FieldChecks& checks) {
  runtime::FieldChecks of_before;
  runtime::FieldChecks of_after;
  CheckWorker(before, path, days, of_before);
  CheckWorker(after, path, days, of_after);
  for (const auto& violation : of_after.violations()) {
    const bool was_there = std::any_of(of_before.violations().begin(), of_before.violations().end(),
                                       [&](const auto& known) {
                                         return known.field() == violation.field() &&
                                                known.description() == violation.description();
                                       });
    if (!was_there) checks.Violate(violation.field(), violation.description());
  }
}

v1::Worker Normalised(const v1::Worker& sent, absl::CivilDay today,
                      google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  v1::Worker out = sent;
  out.clear_name();
  out.clear_inferred_fields();
  out.clear_death_date();
  out.clear_merged_into();
  out.clear_merged_workers();
  out.clear_erase_time();
  out.clear_warnings();
  out.clear_recorded_by();
  out.clear_create_time();
  out.clear_update_time();
  out.clear_etag();
  if (out.state() == v1::Worker::STATE_UNSPECIFIED) out.set_state(v1::Worker::ACTIVE);
  if (!out.has_rural()) out.set_rural(true);
  Trim(out.mutable_source_reference());
  Trim(out.mutable_village_display_name());
  Trim(out.mutable_household());
  Trim(out.mutable_personal_details()->mutable_display_name());
  Trim(out.mutable_personal_details()->mutable_phone_number());
  Trim(out.mutable_personal_details()->mutable_identity_number());
  for (auto& skill : *out.mutable_skills()) skill.set_level(std::max(1, skill.level()));
  SortGroups(out);
  ReadIdentity(today, out, warnings);
  return out;
}

v1::Worker::PersonalDetails MergedDetails(const v1::Worker::PersonalDetails& sent,
                                          const v1::Worker::PersonalDetails& stored) {
  v1::Worker::PersonalDetails out = stored;
  if (!sent.display_name().empty()) out.set_display_name(sent.display_name());
  if (!sent.phone_number().empty()) out.set_phone_number(sent.phone_number());
  if (!sent.identity_number().empty()) out.set_identity_number(sent.identity_number());
  return out;
}

bool HasLegalBasis(const v1::Worker& worker, absl::Time now) {
  if (!worker.has_legal_basis()) return false;
  const auto& basis = worker.legal_basis();
  if (basis.has_effective_time() && Instant(basis.effective_time()) > now) return false;
  return !basis.has_withdraw_time() || Instant(basis.withdraw_time()) > now;
}

void WarnOfNoLegalBasis(const v1::Worker& worker, absl::Time now,
                        google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (HasLegalBasis(worker, now)) return;
  runtime::AddWarning(
      "NO_LEGAL_BASIS", "legal_basis",
      "没有有效的授权或法定依据，不会向用人单位推荐 / no consent or statutory duty in force: "
      "the person is kept but not proposed to offices",
      warnings);
}

}  // namespace laowu::worker

#include "services/vacancy/vacancy_rules.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/table/ditto.h"
#include "reference/divisions.h"
#include "reference/folding.h"
#include "reference/invisible.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/output_fields.h"
#include "services/runtime/place_checks.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/vacancy_checks.h"
#include "services/vacancy/clean_texts.h"
#include "services/vacancy/employer_rules.h"

namespace laowu::vacancy {
namespace {

namespace limits = runtime::limits;
using google::protobuf::FieldDescriptor;

constexpr int kSkillsMost = 20;
constexpr int kDigestChars = 26;  // 130 bits
constexpr char kEmployerPattern[] = "employers/*";

void CheckPlace(const v1::Vacancy& vacancy, const std::string& path, absl::CivilDay today,
                runtime::FieldChecks& checks) {
  const std::string field = path + ".workplace_division_code";
  const std::string& code = vacancy.workplace_division_code();
  if (code.empty()) return checks.Violate(field, "请填写 / is required");
  const auto& divisions = reference::Divisions::Get();
  const size_t before = checks.violations().size();
  checks.DivisionCode(field, code);
  if (checks.violations().size() > before) return;
  if (runtime::ViolatesAsDeadTownship(field, code, today, checks)) return;
  // As of an outcome: an arrival there could not be recorded.
  if (divisions.IsAccepted(code, today)) return;
  const std::string county = code.substr(0, 6);
  const auto ever = divisions.FindEver(county);
  // Of a county whose townships are all in the tables, this is none.
  if (ever.empty() || divisions.IsAccepted(county, today)) {
    return checks.Violate(
        field,
        absl::StrCat("没有区划代码 ", code,
                     "，可查区划表（laowu divisions），或只写到县、市 / there is no division ",
                     code, "; ListDivisions names them, and the county or city will do"));
  }
  const auto now = divisions.Translate(county, ever.front()->valid_from, today);
  checks.Violate(field, absl::StrCat("区划代码 ", code, "（", ever.front()->name, "）已停用",
                                     now.has_value() ? absl::StrCat("，请用 ", *now) : "", " / ",
                                     code, " (", ever.front()->name, ") is a dead code since ",
                                     runtime::DateText(ever.front()->valid_until),
                                     now.has_value() ? absl::StrCat("; use ", *now) : ""));
}

// employers/n-… is passed over: a record that was read may be sent back, and the name decides.
void CheckEmployer(const v1::Vacancy& vacancy, const std::string& field, bool code_accepted,
                   runtime::FieldChecks& checks) {
  if (vacancy.employer().empty()) return;
  if (!runtime::ParseName(kEmployerPattern, vacancy.employer()).has_value()) {
    return checks.Violate(field,
                          "应为 employers/ 加小写的统一社会信用代码，或不填 / must be employers/ "
                          "and a GB 32100 code in lower case, or empty");
  }
  if (IsNamedByDigest(vacancy.employer())) return;
  CheckCreditCode(CreditCodeOf(vacancy.employer()), field, code_accepted, checks);
}

void CheckSkills(const v1::Vacancy& vacancy, const std::string& path,
                 runtime::FieldChecks& checks) {
  checks.CountMost(path + ".skill_requirements", vacancy.skill_requirements_size(), kSkillsMost);
  std::set<std::string> seen;
  const int count = std::min(vacancy.skill_requirements_size(), kSkillsMost);
  for (int i = 0; i < count; ++i) {
    const auto& skill = vacancy.skill_requirements(i);
    const std::string at = absl::StrCat(path, ".skill_requirements[", i, "]");
    if (reference::Skills::Get().Find(skill.skill_code()) == nullptr) {
      checks.Violate(at + ".skill_code",
                     "没有这个技能代码 / there is no such skill; ListSkills names them");
    } else if (!seen.insert(skill.skill_code()).second) {
      checks.Violate(at + ".skill_code", "重复 / is named twice");
    }
    checks.RangeIfSet(at + ".min_level", skill.min_level(), 1, 5);
  }
}

// Of a text that said something, something must be `left` without what may not stay.
void CheckIsLeft(const std::string& text, const std::string& left, const std::string& path,
                 absl::string_view why, runtime::FieldChecks& checks) {
  if (!reference::SaysNothing(text) && reference::SaysNothing(left)) checks.Violate(path, why);
}

// A title of nothing but "限女工 13800001234", an employer of a telephone number.
void CheckNamesAreLeft(const v1::Vacancy& vacancy, const std::string& at,
                       runtime::FieldChecks& checks) {
  google::protobuf::RepeatedPtrField<v1::Warning> dropped;
  CheckIsLeft(
      vacancy.title(), CleanText(vacancy.title(), "", &dropped), at + ".title",
      "只有联系方式或限制条件，请写岗位名称 / says nothing but contacts or conditions, which "
      "are not kept: name the job",
      checks);
  CheckIsLeft(
      vacancy.employer_display_name(),
      WithoutContacts(vacancy.employer_display_name(), "", &dropped), at + ".employer_display_name",
      "只有联系方式，请写企业名称 / says nothing but contacts, which are not kept: name the "
      "employer",
      checks);
  // Of a file its reader has put in what the mark stands for.
  if (intake::IsDitto(vacancy.employer_display_name())) {
    checks.Violate(at + ".employer_display_name",
                   "“同上”不是企业名称 / stands for another row's: name the employer");
  }
}

void CheckDates(const v1::Vacancy& vacancy, const std::string& path, absl::CivilDay today,
                runtime::FieldChecks& checks) {
  if (vacancy.has_start_date()) checks.Date(path + ".start_date", vacancy.start_date());
  if (vacancy.has_expire_date()) checks.Date(path + ".expire_date", vacancy.expire_date());
  checks.Instant(path + ".source_update_time", vacancy.source_update_time());
  // A clock may be fast by hours; a stamp of next year would make every true one STALE until then.
  const absl::Time source = absl::FromUnixSeconds(vacancy.source_update_time().seconds());
  if (runtime::DayOf(source) > today + 1) {
    checks.Violate(path + ".source_update_time",
                   absl::StrCat("在将来，今天是 ", runtime::DateText(today),
                                " / lies in the future; today is ", runtime::DateText(today)));
  }
  if (vacancy.has_location()) checks.LatLng(path + ".location", vacancy.location());
}

// Name, etag, what only the server sets, and `more`.
std::vector<const FieldDescriptor*> OutputsAnd(std::initializer_list<absl::string_view> more) {
  std::vector<absl::string_view> names = {"name", "etag"};
  names.insert(names.end(), std::begin(runtime::kVacancyOutputs),
               std::end(runtime::kVacancyOutputs));
  names.insert(names.end(), more);
  std::vector<const FieldDescriptor*> fields;
  for (const absl::string_view name : names) {
    fields.push_back(v1::Vacancy::descriptor()->FindFieldByName(std::string(name)));
  }
  return fields;
}

const std::vector<const FieldDescriptor*>& Outputs() {
  static const auto* const kFields = new std::vector<const FieldDescriptor*>(OutputsAnd({}));
  return *kFields;
}

const std::vector<const FieldDescriptor*>& NoPartOfOffer() {
  static const auto* const kFields = new std::vector<const FieldDescriptor*>(OutputsAnd(
      {"source_reference", "source_update_time", "employer_display_name", "location",
       "occupation_code", "opening_count", "expire_date", "description", "office_contact"}));
  return *kFields;
}

std::string Trimmed(const std::string& text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

}  // namespace

void CheckVacancy(const v1::Vacancy& vacancy, absl::string_view path, absl::CivilDay today,
                  bool code_accepted, runtime::FieldChecks& checks) {
  const std::string at(path);
  checks.RequiredText(at + ".title", vacancy.title(), limits::kTextChars);
  checks.RequiredText(at + ".employer_display_name", vacancy.employer_display_name(),
                      limits::kTextChars);
  CheckNamesAreLeft(vacancy, at, checks);
  CheckPlace(vacancy, at, today, checks);
  checks.Text(at + ".source_reference", vacancy.source_reference(), limits::kTextChars);
  checks.Text(at + ".office_contact", vacancy.office_contact(), limits::kTextChars);
  checks.Text(at + ".description", vacancy.description(), limits::kDescriptionChars, true);
  if (!vacancy.occupation_code().empty()) {
    const size_t before = checks.violations().size();
    checks.OccupationCode(at + ".occupation_code", vacancy.occupation_code());
    if (checks.violations().size() == before &&
        reference::Occupations::Get().Find(vacancy.occupation_code()) == nullptr) {
      checks.Violate(at + ".occupation_code",
                     absl::StrCat("2022 年版没有职业代码 ", vacancy.occupation_code(),
                                  "，可不填 / there is no occupation ", vacancy.occupation_code(),
                                  " in the edition of 2022"));
    }
  }
  CheckEmployer(vacancy, at + ".employer", code_accepted, checks);
  CheckSkills(vacancy, at, checks);
  runtime::CheckVacancyNumbers(vacancy, at, checks);
  runtime::CheckVacancyEnums(vacancy, at, checks);
  CheckDates(vacancy, at, today, checks);
}

v1::Vacancy Normalised(const v1::Vacancy& sent,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  v1::Vacancy out = sent;
  for (const FieldDescriptor* field : Outputs()) out.GetReflection()->ClearField(&out, field);
  out.set_title(Trimmed(CleanText(sent.title(), "title", warnings)));
  out.set_employer_display_name(
      Trimmed(WithoutContacts(sent.employer_display_name(), "employer_display_name", warnings)));
  out.set_source_reference(Trimmed(sent.source_reference()));
  out.set_office_contact(
      Trimmed(WithoutPersons(sent.office_contact(), "office_contact", warnings)));
  if (out.max_wage_cny_per_month() == 0) {
    out.set_max_wage_cny_per_month(out.min_wage_cny_per_month());
  } else if (out.min_wage_cny_per_month() == 0) {
    out.set_min_wage_cny_per_month(out.max_wage_cny_per_month());
  }
  for (auto& skill : *out.mutable_skill_requirements()) {
    skill.set_min_level(std::max(1, skill.min_level()));
  }
  out.set_employer(EmployerName(sent.employer().empty() ? "" : CreditCodeOf(sent.employer()),
                                out.employer_display_name()));
  out.set_description(CleanDescription(sent.description(), "description", warnings));
  return out;
}

void WarnOfUnknownOpenings(const v1::Vacancy& vacancy,
                           google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (vacancy.opening_count() != 0) return;
  runtime::AddWarning(
      "OPENINGS_UNKNOWN", "opening_count",
      "未写招聘人数，按 1 个名额；推荐一人即占用（7 天未答复则放回），接受即招满；请补填 / how "
      "many "
      "are wanted is not said: it counts as 1 opening, which a proposal takes (for seven days) and "
      "an acceptance fills; say how many",
      warnings);
}

void WarnOfFarLocation(const v1::Vacancy& vacancy, absl::CivilDay today,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (!vacancy.has_location()) return;
  runtime::WarnOfPlace("location", vacancy.location(), vacancy.workplace_division_code(), today,
                       warnings);
}

std::string VacancyId(const v1::Vacancy& vacancy, IdForm form) {
  if (!vacancy.source_reference().empty()) {
    return runtime::IdForReference(vacancy.source_reference());
  }
  std::string key =
      absl::StrCat(vacancy.employer(), "\n", reference::FoldTight(vacancy.title()), "\n",
                   vacancy.workplace_division_code(), "\n", static_cast<int>(vacancy.pay_kind()));
  if (form == IdForm::kAmongEquals) {
    absl::StrAppend(&key, "\n", vacancy.min_wage_cny_per_month(), "-",
                    vacancy.max_wage_cny_per_month(), "\n", vacancy.opening_count());
  }
  return absl::StrCat("k-", runtime::Base32(runtime::Sha256(key)).substr(0, kDigestChars));
}

std::string ContentDigest(const v1::Vacancy& vacancy) {
  v1::Vacancy content = vacancy;
  content.clear_state();
  content.clear_duplicate_group();
  content.clear_source_update_time();  // a new stamp on the same words is no change
  return runtime::Sha256(runtime::DeterministicBytes(content));
}

std::string OfferDigest(const v1::Vacancy& vacancy, absl::string_view canonical_employer) {
  v1::Vacancy offer = vacancy;
  for (const FieldDescriptor* field : NoPartOfOffer()) {
    offer.GetReflection()->ClearField(&offer, field);
  }
  offer.set_employer(std::string(canonical_employer));
  offer.set_title(reference::FoldTight(vacancy.title()));
  auto& skills = *offer.mutable_skill_requirements();
  std::sort(skills.begin(), skills.end(),
            [](const auto& a, const auto& b) { return a.skill_code() < b.skill_code(); });
  std::sort(offer.mutable_hazards()->begin(), offer.mutable_hazards()->end());
  const std::string digest = runtime::Sha256(runtime::DeterministicBytes(offer));
  return runtime::Base32(digest).substr(0, kDigestChars);
}

std::vector<std::string> IncompleteFields(const v1::Vacancy& vacancy) {
  std::vector<std::string> out;
  if (vacancy.opening_count() == 0) out.push_back("opening_count");
  if (vacancy.max_wage_cny_per_month() == 0) out.push_back("max_wage_cny_per_month");
  if (!vacancy.has_expire_date()) out.push_back("expire_date");
  if (vacancy.description().empty()) out.push_back("description");
  return out;
}

void CheckLastDayIsMeant(const v1::Vacancy& vacancy, absl::string_view path, absl::CivilDay today,
                         runtime::FieldChecks& checks) {
  const auto last_day = runtime::ToCivilDay(vacancy.expire_date());
  if (!last_day.has_value() || *last_day >= today || vacancy.state() == v1::Vacancy::EXPIRED) {
    return;
  }
  checks.Violate(
      path,
      absl::StrCat("截止日期 ", runtime::DateText(*last_day),
                   " 已过；确属过期岗位的，同时填 state: EXPIRED（不写进 update_mask） / ",
                   runtime::DateText(*last_day), " is over, today is ", runtime::DateText(today),
                   "; state EXPIRED beside it, and not in the update_mask, says "
                   "that this is meant"));
}

v1::Vacancy::State StateOn(const v1::Vacancy& vacancy, absl::CivilDay today) {
  if (vacancy.state() == v1::Vacancy::CLOSED) return v1::Vacancy::CLOSED;
  const auto last_day = runtime::ToCivilDay(vacancy.expire_date());
  return last_day.has_value() && *last_day < today ? v1::Vacancy::EXPIRED : v1::Vacancy::OPEN;
}

namespace {

bool Says(const google::protobuf::RepeatedPtrField<v1::Warning>& warnings,
          absl::string_view reason) {
  return std::any_of(warnings.begin(), warnings.end(),
                     [&](const v1::Warning& warning) { return warning.reason() == reason; });
}

}  // namespace

void WarnOfState(const v1::Vacancy* old, v1::Vacancy::State now, v1::Vacancy::State said,
                 absl::CivilDay today, google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (now == v1::Vacancy::CLOSED && said != v1::Vacancy::CLOSED) {
    runtime::AddWarning(
        "STAYS_CLOSED", "state",
        "岗位此前已关闭，仍不推荐；要继续招人请重新开放，新的岗位请另给编号 / the office has "
        "closed this vacancy, and it stays closed: reopen it, or give a new post a number "
        "of its own",
        warnings);
  } else if (now == v1::Vacancy::EXPIRED && said != v1::Vacancy::EXPIRED &&
             !Says(*warnings, "ALREADY_EXPIRED")) {  // as who read the row's texts may have
    // A file may be older than its posts.
    runtime::AddWarning(
        "ALREADY_EXPIRED", "expire_date",
        "截止日期已过，只存档、不推荐，请核对 / the last day is over: the vacancy is kept "
        "and shown to nobody; check it",
        warnings);
  } else if (now == v1::Vacancy::OPEN && old != nullptr &&
             StateOn(*old, today) == v1::Vacancy::EXPIRED) {
    WarnOfOpenAgain(warnings);
  }
}

void WarnOfOpenAgain(google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  runtime::AddWarning(
      "OPEN_AGAIN", "opening_count",
      "岗位重新开放，沿用原记录，以前到岗的人仍占招聘人数；已无空额的不参加匹配，须调高招聘人数；"
      "新的岗位请另给编号 / open again as the same record: those who came before still take its "
      "openings, and with none left it matches nobody until opening_count is raised; give a new "
      "post a number of its own",
      warnings);
}

void DropInferred(const std::vector<std::string>& stated_paths, v1::Vacancy& vacancy) {
  auto& fields = *vacancy.mutable_inferred_fields();
  const auto stated = [&](const v1::InferredField& field) {
    return std::any_of(stated_paths.begin(), stated_paths.end(), [&](const std::string& path) {
      return field.field_path() == path || absl::StartsWith(field.field_path(), path + ".") ||
             absl::StartsWith(field.field_path(), path + "[");
    });
  };
  fields.erase(std::remove_if(fields.begin(), fields.end(), stated), fields.end());
}

}  // namespace laowu::vacancy

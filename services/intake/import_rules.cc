#include "services/intake/import_rules.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/text/text.h"
#include "reference/folding.h"
#include "reference/invisible.h"
#include "services/runtime/digest.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/reference_text.h"
#include "services/runtime/resource_name.h"

namespace laowu::intake_role {
namespace {

using intake::Field;
using v1::Import;

constexpr int kSourceChars = 64;
constexpr int kColumnsMost = 100;

void CheckKind(const Import::Spec& spec, absl::CivilDay today, runtime::FieldChecks& checks) {
  if (spec.kind() == Import::KIND_UNSPECIFIED || !Import::Kind_IsValid(spec.kind())) {
    checks.Violate("spec.kind", "请选填类型 / must be VACANCY, WORKER, OUTCOME or SURVEY");
  }
  checks.KnownEnum("spec.mode", spec.mode(), Import::Mode_IsValid(spec.mode()));
  if (spec.mode() == Import::SNAPSHOT) {
    if (spec.kind() != Import::VACANCY) {
      checks.Violate("spec.mode", "整份替换只用于岗位 / SNAPSHOT is for vacancies alone");
    }
    if (reference::SaysNothing(spec.source_display_name())) {
      checks.Violate(
          "spec.source_display_name",
          "整份替换须写明来源 / is required with SNAPSHOT: whose vacancies may be closed");
    }
  }
  if (spec.kind() == Import::VACANCY) {
    if (spec.parent().empty()) {
      checks.Violate("spec.parent",
                     "本账号不属于协作站，请填是哪个协作站的岗位（命令行 --office zhongshan） / is "
                     "required, since your token has no office of its own: offices/{office} of "
                     "who sends them (at the command line --office zhongshan)");
    } else {
      runtime::RequireName("offices/*", "spec.parent", spec.parent(), checks);
    }
  } else {
    const auto ids = runtime::ParseName("divisions/*", spec.parent());
    if (ids.has_value()) {
      runtime::CheckDivisionFilter("spec.parent", ids->front(), today, checks);
    } else if (!spec.parent().empty()) {
      checks.Violate("spec.parent",
                     "人员和动态应填 divisions/区划代码 / must be divisions/{code} for people and "
                     "what they do");
    } else {
      checks.Violate(
          "spec.parent",
          "本账号没有所属区划，请填是哪里的人员，如 divisions/520281（命令行 --division 520281） / "
          "is required, since your token has no division of its own: divisions/{code} "
          "of whose people they are, such as divisions/520281 (at the command line "
          "--division 520281)");
    }
  }
}

void CheckColumns(const Import::Spec& spec, runtime::FieldChecks& checks) {
  checks.CountMost("spec.columns", spec.columns_size(), kColumnsMost);
  for (int i = 0; i < spec.columns_size(); ++i) {
    const std::string at = absl::StrCat("spec.columns[", i, "]");
    checks.RequiredText(at + ".header", spec.columns(i).header(), runtime::limits::kTextChars);
    const std::string& field = spec.columns(i).field();
    const Field named = intake::FieldByName(field);
    if (named == Field::kUnknown) {
      constexpr size_t kShownBytes = 64;
      const absl::string_view shown = runtime::FirstBytes(field, kShownBytes);
      checks.Violate(
          at + ".field",
          absl::StrCat("\"", runtime::FirstBytes(spec.columns(i).header(), kShownBytes), "=", shown,
                       "\": there is no field ", shown.empty() ? "\"\"" : shown, "; there are: ",
                       absl::StrJoin(intake::FieldNames(TableKindOf(spec.kind())), ", "),
                       " 没有这个字段"));
    }
  }
}

// Of what the sender states for all rows of one kind.
void CheckOnly(Import::Kind kind, const Import::Spec& spec, absl::string_view field,
               absl::string_view value, runtime::FieldChecks& checks) {
  const std::string at = absl::StrCat("spec.", field);
  checks.Text(at, value, runtime::limits::kTextChars);
  if (!value.empty() && spec.kind() != kind) {
    checks.Violate(at, absl::StrCat("只用于 ", Import::Kind_Name(kind), " / is for ",
                                    Import::Kind_Name(kind), " alone"));
  }
}

void CheckAttestation(const Import::Spec& spec, runtime::FieldChecks& checks) {
  const bool none = spec.attestation_kind() == v1::Attestation::KIND_UNSPECIFIED;
  if (spec.kind() == Import::SURVEY) {
    if (!none && spec.attestation_kind() != v1::Attestation::VILLAGE_STATEMENT) {
      checks.Violate("spec.attestation_kind",
                     "摸底表的凭据是 VILLAGE_STATEMENT / of a SURVEY is VILLAGE_STATEMENT");
    }
    checks.Text("spec.attestation_reference", spec.attestation_reference(),
                runtime::limits::kTextChars);
    if (!spec.attestation_reference().empty() &&
        !runtime::CanBeLookedUp(spec.attestation_reference())) {
      checks.Violate(
          "spec.attestation_reference",
          "请填村里名单或说明的编号、日期 / must say where it can be looked up: number or "
          "day of the village's list or statement");
    }
    if (!spec.has_as_of_date()) {
      checks.Violate("spec.as_of_date",
                     "摸底表须填日期 / is required for a SURVEY: the day of which it speaks");
    }
    return;
  }
  if (!none && spec.kind() != Import::OUTCOME) {
    checks.Violate("spec.attestation_kind",
                   "只用于务工动态和摸底表 / is for OUTCOME and SURVEY alone");
  }
  CheckOnly(Import::OUTCOME, spec, "attestation_reference", spec.attestation_reference(), checks);
  if (!spec.attestation_reference().empty() && none) {
    checks.Violate("spec.attestation_reference", "须同时填凭据类型 / needs attestation_kind");
  } else if (spec.kind() == Import::OUTCOME && !none &&
             !runtime::CanBeLookedUp(spec.attestation_reference())) {
    checks.Violate(
        "spec.attestation_reference",
        spec.attestation_reference().empty()
            ? "转述他人的话须有凭据，请填名单、通话批次等的编号 / is required with "
              "attestation_kind: number of the list, of the round of calls, of the match"
            : "凭据太短，查不到，至少要有两个不同的字、字母或数字，请填名单、通话批次等的编号 / "
              "is too short to be looked up: at least two different letters, digits or "
              "characters; number of the list, of the round of calls, of the match");
  }
}

using Fields = std::vector<std::string>;

const std::map<Field, Fields>& VacancyFields() {
  static const auto* fields = [] {
    const Fields place = {"workplace_division_code"};
    const Fields wage = {"min_wage_cny_per_month", "max_wage_cny_per_month", "pay_kind",
                         "pay_basis", "pay_months"};
    const Fields asked = {"skill_requirements", "min_education", "min_age_years", "max_age_years",
                          "min_experience_months"};
    Fields told = asked;
    // Of a file of postings, too, which has no column of titles or pay: half of what another text
    // said must not stand beside this one's half, as its upper wage beside "6500起".
    told.insert(told.end(), wage.begin(), wage.end());
    for (const char* field :
         {"title", "occupation_code", "description", "accommodation_provided", "meals_provided",
          "night_shift", "hazards", "no_juvenile_hazards", "hours_per_week", "social_insurance"}) {
      told.emplace_back(field);
    }
    return new std::map<Field, Fields>{
        {Field::kReference, {"source_reference"}},
        {Field::kTitle, {"title", "occupation_code"}},
        {Field::kEmployerName, {"employer_display_name"}},
        {Field::kEmployerCode, {"employer"}},
        {Field::kOccupation, {"occupation_code"}},
        {Field::kOccupationCode, {"occupation_code"}},
        {Field::kWorkplace, place},
        {Field::kWorkplaceCode, place},
        {Field::kProvince, place},
        {Field::kCity, place},
        {Field::kCityCode, place},
        {Field::kDistrict, place},
        {Field::kDistrictCode, place},
        {Field::kTown, place},
        {Field::kLatitude, {"location"}},
        {Field::kLongitude, {"location"}},
        {Field::kWageText, wage},
        {Field::kWageMin, wage},
        {Field::kWageMax, wage},
        {Field::kPayMonths, {"pay_months"}},
        {Field::kPayKind, {"pay_kind"}},
        {Field::kPayBasis, {"pay_basis"}},
        {Field::kOpeningCount, {"opening_count"}},
        {Field::kEducation, {"min_education"}},
        {Field::kAge, {"min_age_years", "max_age_years"}},
        {Field::kMinAge, {"min_age_years"}},
        {Field::kMaxAge, {"max_age_years"}},
        {Field::kExperience, {"min_experience_months"}},
        {Field::kRequiredSkills, {"skill_requirements"}},
        {Field::kPreferredSkills, {"skill_requirements"}},
        {Field::kBenefits, {"accommodation_provided", "meals_provided", "social_insurance"}},
        {Field::kAccommodation, {"accommodation_provided"}},
        {Field::kMeals, {"meals_provided"}},
        {Field::kBoardAndLodging, {"accommodation_provided", "meals_provided"}},
        {Field::kNightShift, {"night_shift"}},
        {Field::kHours, {"hours_per_week"}},
        {Field::kSocialInsurance, {"social_insurance"}},
        {Field::kHazards, {"hazards"}},
        {Field::kNoJuvenileHazards, {"no_juvenile_hazards"}},
        {Field::kStartDate, {"start_date"}},
        {Field::kExpireDate, {"expire_date"}},
        {Field::kUpdateTime, {"source_update_time"}},
        {Field::kDescription, told},
        {Field::kRequirements, asked},
        {Field::kOfficeContact, {"office_contact"}},
    };
  }();
  return *fields;
}

const std::map<Field, Fields>& WorkerFields() {
  static const auto* fields = [] {
    const Fields home = {"division_code"};
    const Fields skills = {"skills"};
    const Fields basis = {"legal_basis"};
    return new std::map<Field, Fields>{
        {Field::kReference, {"source_reference"}},
        {Field::kIdentityNumber, {"birth_date", "sex"}},
        {Field::kSex, {"sex"}},
        {Field::kBirthDate, {"birth_date"}},
        {Field::kDivisionCode, home},
        {Field::kProvince, home},
        {Field::kCity, home},
        {Field::kCounty, home},
        {Field::kTown, home},
        {Field::kHomeAddress, home},
        {Field::kVillage, {"division_code", "village_display_name"}},
        {Field::kRural, {"rural"}},
        {Field::kEducation, {"education"}},
        {Field::kDesiredOccupations, {"desired_occupation_codes"}},
        {Field::kSkills, skills},
        {Field::kSkillLevel, skills},
        {Field::kCertificate, skills},
        {Field::kExperience, skills},
        {Field::kDesiredWage, {"min_wage_cny_per_month"}},
        {Field::kPreferredPlaces, {"preferred_division_codes"}},
        {Field::kAvailableDate, {"available_date"}},
        {Field::kJobWantedFrom, {"job_wanted_from"}},
        {Field::kAccommodationRequired, {"accommodation_required"}},
        {Field::kRefusesNightShift, {"refuses_night_shift"}},
        {Field::kNightShift, {"refuses_night_shift"}},
        {Field::kHousehold, {"household"}},
        {Field::kPolicyGroups, {"policy_groups"}},
        {Field::kConsent, basis},
        {Field::kConsentDate, basis},
        {Field::kConsentScope, basis},
    };
  }();
  return *fields;
}

}  // namespace

void CheckSpec(const Import::Spec& spec, absl::CivilDay today, runtime::FieldChecks& checks) {
  CheckKind(spec, today, checks);
  runtime::RequireName("files/*", "spec.file", spec.file(), checks);
  CheckColumns(spec, checks);
  checks.Text("spec.source_display_name", spec.source_display_name(), kSourceChars);
  if (!spec.source_display_name().empty() && spec.kind() != Import::VACANCY) {
    checks.Violate("spec.source_display_name", "只用于岗位 / is for VACANCY alone");
  }
  if (spec.has_as_of_date()) {
    checks.Date("spec.as_of_date", spec.as_of_date());
    if (runtime::ToCivilDay(spec.as_of_date()).value_or(today) > today) {
      checks.Violate("spec.as_of_date", "在将来 / lies in the future");
    }
  }
  CheckOnly(Import::WORKER, spec, "consent_reference", spec.consent_reference(), checks);
  CheckOnly(Import::WORKER, spec, "statutory_duty_reference", spec.statutory_duty_reference(),
            checks);
  if (spec.allow_erased() && spec.kind() != Import::WORKER) {
    checks.Violate("spec.allow_erased", "只用于人员 / is for WORKER alone");
  }
  if (spec.allow_older() && spec.kind() != Import::WORKER) {
    checks.Violate("spec.allow_older", "只用于人员 / is for WORKER alone");
  }
  if (!spec.consent_reference().empty() && !spec.statutory_duty_reference().empty()) {
    checks.Violate("spec.statutory_duty_reference",
                   "与 consent_reference 只填一项 / stands beside consent_reference; give one");
  }
  checks.KnownEnum("spec.attestation_kind", spec.attestation_kind(),
                   v1::Attestation::Kind_IsValid(spec.attestation_kind()));
  CheckAttestation(spec, checks);
  checks.Text("spec.sheet_display_name", spec.sheet_display_name(), runtime::limits::kTextChars);
}

Import::Spec Normalised(Import::Spec spec) {
  if (spec.mode() == Import::MODE_UNSPECIFIED) spec.set_mode(Import::APPEND);
  if (spec.kind() == Import::SURVEY) {
    spec.set_attestation_kind(v1::Attestation::VILLAGE_STATEMENT);
    const auto day = runtime::ToCivilDay(spec.as_of_date());
    if (spec.attestation_reference().empty() && day.has_value()) {
      spec.set_attestation_reference(
          absl::StrCat("村级摸底 village survey ", runtime::DateText(*day)));
    }
  }
  return spec;
}

intake::TableKind TableKindOf(Import::Kind kind) {
  switch (kind) {
    case Import::WORKER:
      return intake::TableKind::kWorkers;
    case Import::OUTCOME:
      return intake::TableKind::kOutcomes;
    case Import::SURVEY:
      return intake::TableKind::kSurveys;
    default:
      return intake::TableKind::kVacancies;
  }
}

std::vector<std::string> MaskOf(Import::Kind kind, const std::vector<Field>& columns) {
  if (kind == Import::OUTCOME || kind == Import::SURVEY) return {};
  const auto& table = kind == Import::VACANCY ? VacancyFields() : WorkerFields();
  std::set<std::string> fields;
  for (const Field column : columns) {
    const auto spoken_of = table.find(column);
    if (spoken_of == table.end()) continue;
    fields.insert(spoken_of->second.begin(), spoken_of->second.end());
  }
  return {fields.begin(), fields.end()};
}

std::string PathOf(Import::Kind kind, Field column) {
  if (column == Field::kDescription) return "description";
  if (kind == Import::VACANCY || kind == Import::WORKER) {
    const auto& table = kind == Import::VACANCY ? VacancyFields() : WorkerFields();
    const auto spoken_of = table.find(column);
    if (spoken_of != table.end()) return spoken_of->second.front();
  }
  return std::string(intake::FieldName(column));
}

bool NamesMonth(absl::string_view sheet_name) {
  const std::string text = reference::FoldTight(sheet_name);
  for (size_t at = text.find("月"); at != std::string::npos; at = text.find("月", at + 1)) {
    const absl::string_view before = absl::string_view(text).substr(0, at);
    if (!before.empty() && absl::ascii_isdigit(static_cast<unsigned char>(before.back()))) {
      return true;
    }
    for (const absl::string_view numeral :
         {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) {
      if (absl::EndsWith(before, numeral)) return true;
    }
  }
  // "2026-06", "2026.6".
  const std::vector<absl::string_view> parts = absl::StrSplit(text, absl::ByAnyChar("-./"));
  const auto all_digits = [](absl::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), absl::ascii_isdigit);
  };
  return parts.size() == 2 && parts[0].size() == 4 && parts[1].size() <= 2 &&
         all_digits(parts[0]) && all_digits(parts[1]);
}

bool IsUnfilled(const std::vector<Field>& columns, const std::vector<std::string>& cells) {
  static constexpr Field kTold[] = {Field::kOutcomeType,   Field::kEffectiveDate, Field::kWorkplace,
                                    Field::kWorkplaceCode, Field::kChannel,       Field::kOrganizer,
                                    Field::kWageText,      Field::kWageMin,       Field::kWageMax};
  bool asks = false;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (std::find(std::begin(kTold), std::end(kTold), columns[i]) == std::end(kTold)) continue;
    if (i < cells.size() && !cells[i].empty()) return false;
    asks = asks || columns[i] == Field::kOutcomeType;
  }
  return asks;
}

bool HasRemarks(const std::vector<Field>& columns, const std::vector<std::string>& cells) {
  static constexpr absl::string_view kOfThePerson[] = {
      "脱贫户", "脱贫",   "脱贫人口", "建档立卡", "建档立卡户", "监测户",   "监测对象",
      "三类户", "一般户", "一般农户", "低保",     "低保户",     "五保",     "五保户",
      "特困",   "特困户", "残疾",     "残疾人",   "搬迁户",     "易地搬迁", "易地搬迁户",
      "党员",   "户主",   "村干部",   "退役军人", "无",         "没有",     "暂无",
      "无备注", "-",      "--",       "/",        "\\",         "0",        "none"};
  for (size_t i = 0; i < std::min(columns.size(), cells.size()); ++i) {
    if (columns[i] != Field::kDescription) continue;
    for (const std::string& part : intake::SplitList(cells[i])) {
      const std::string said = reference::FoldTight(part);
      if (std::find(std::begin(kOfThePerson), std::end(kOfThePerson), said) ==
          std::end(kOfThePerson)) {
        return true;
      }
    }
  }
  return false;
}

bool IsUnderWay(Import::State state) {
  return state == Import::READING || state == Import::RUNNING || state == Import::UNDOING;
}

std::string WhyNotRun(const Import& import, int64_t confirmed_closed_count) {
  if (import.has_erase_time())
    return "文件已删除，请重新上传 / The file has been erased; send it again.";
  if (import.state() == Import::READING) {
    return "文件还在读取，请先看预览 / The file is still being read; look at the preview first.";
  }
  if (import.state() == Import::UNDOING || import.state() == Import::UNDONE) {
    return "导入已撤销，请重新上传文件 / The import was undone; send the file again.";
  }
  const int64_t closed = import.counts().closed_count();
  const bool too_many = closed * 100 > import.source_open_count() * kClosedPercentMost;
  if (import.state() == Import::READY && closed > 0 && too_many &&
      confirmed_closed_count != closed) {
    return absl::StrCat(
        "将关闭该来源在招岗位 ", closed, " 个（共 ", import.source_open_count(), " 个），超过 ",
        kClosedPercentMost, "%：文件是否不完整？确认无误请填 confirmed_closed_count = ", closed,
        "（命令行 --close ", closed, "） / It would close ", closed, " of the source's ",
        import.source_open_count(), " open vacancies, more than ", kClosedPercentMost,
        " %: is the file whole? If it is, set confirmed_closed_count to ", closed,
        " (at the command line --close ", closed, ").");
  }
  return "";
}

std::string WhyNotCancelled(const Import& import) {
  if (import.state() == Import::UNDOING) return "撤销须做完 / An undoing goes on to its end.";
  if (import.state() == Import::DONE)
    return "导入已完成，可撤销 / The import is done; UndoImport takes it back.";
  if (import.state() == Import::UNDONE) return "导入已撤销 / The import was undone.";
  return "";
}

void ForgetReading(Import& import) {
  import.clear_columns();
  import.clear_counts();
  import.set_row_count(0);
  import.set_done_row_count(0);
  import.set_read_percent(0);
}

std::string WhyNotUndone(const Import& import, Import::State interrupted_state) {
  if (import.has_erase_time()) {
    return "满 90 天，撤销所需内容已删除 / What is needed to undo the import has been erased after "
           "90 days.";
  }
  if (import.state() == Import::READING || import.state() == Import::RUNNING) {
    return "正在导入，请先停止 / The import is under way; cancel it first.";
  }
  const bool was_stopped = import.state() == Import::CANCELLED || import.state() == Import::FAILED;
  if (import.state() == Import::READY || (was_stopped && interrupted_state == Import::READING)) {
    return "还没有导入，没有可撤销的；不要了的，取消即可 / Nothing has been written yet, so there "
           "is "
           "nothing to undo; cancel it if it is not wanted.";
  }
  return "";
}

std::string StepRequestId(absl::string_view import_name, int64_t row_number,
                          absl::string_view step) {
  std::string hex = absl::BytesToHexString(
      runtime::Sha256(absl::StrCat(import_name, "\n", row_number, "\n", step)).substr(0, 16));
  hex[12] = '8';  // a UUID of the form that is free for such digests (RFC 9562, version 8)
  hex[16] = 'a';
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-",
                      hex.substr(16, 4), "-", hex.substr(20));
}

}  // namespace laowu::intake_role

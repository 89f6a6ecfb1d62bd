// What was read of a row, value by value, for the receipt.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "reference/divisions.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/intake/outcome_words.h"
#include "services/intake/receipt_words.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/value_words.h"

namespace laowu::intake_role {
namespace {

using v1::ImportRow;

std::string DivisionWords(const std::string& code) {
  const auto ever = reference::Divisions::Get().FindEver(code);
  return ever.empty() ? code : absl::StrCat(ever.front()->name, " ", code);
}

std::string OccupationWords(const std::string& code) {
  const auto* occupation = reference::Occupations::Get().Find(code);
  return occupation == nullptr ? code : absl::StrCat(occupation->name, " ", code);
}

std::string SkillWords(const std::string& code) {
  const auto* skill = reference::Skills::Get().Find(code);
  return skill == nullptr ? code : std::string(skill->name);
}

// What the rules of intake/ took for granted; those that only say where a value stood have no
// words.
const absl::flat_hash_map<absl::string_view, absl::string_view>& Assumptions() {
  static const auto* words = new absl::flat_hash_map<absl::string_view, absl::string_view>{
      {"wage.assume_26_days", "每月按26天 ×26 days"},
      {"wage.assume_208_hours", "每月按208小时 ×208 hours"},
      {"wage.stated_hours", "按写明的工时 by the hours stated"},
      {"wage.year_by_12", "年薪÷12 year ÷12"},
      {"wage.assume_month", "没写单位，按月 no unit: a month's"},
      {"wage.open_ended", "只写了一头 one end alone"},
      {"wage.guessed_multiplier", "千、万是推测的 unit guessed"},
      {"wage.guessed_separator", "按范围读 read as a range"},
      {"wage.swapped", "大小颠倒，已换 larger stood first"},
      {"wage.lost_end", "缺后一个数 second figure missing"},
      {"wage.wide_range", "两头相差很大 ends far apart"},
      {"wage.maybe_a_year", "按月读，不是年薪 a month's, not a year's"},
      {"wage.for_two", "两人的，按一半 half of two people's"},
      {"wage.maybe_for_two", "没写一人还是两人 of one or of two?"},
      {"wage.with_rebate", "含返费 with a rebate"},
      {"wage.less_for_a_short_stay", "做不满少发 less for a short stay"},
      {"wage.by_skill", "因熟练程度而异 differs by skill"},
      {"wage.to_the_best_case", "最高是最好情况 most: the best case"},
      {"wage.several_figures", "有几个数，读第一个 first of several"},
      {"wage.unit_by_size", "工价按大小认时薪或日薪 an hour's or a day's, by its size"},
      {"wage.by_season", "淡旺季合成 of both seasons"},
      {"wage.by_shift", "白夜班合成 of both shifts"},
      {"wage.only_the_base", "只读了底薪 the base alone"},
      {"wage.after_the_first_months", "按头几个月之后的 after the first months"},
      {"wage.in_text", "在描述里 in the text"},
      {"wage.in_title", "在岗位名称里 in the title"},
      {"title.any_hand", "没写岗位，按普工 no title: any hand"},
      {"title.in_text", "在描述里 in the text"},
      {"employer.of_the_file", "整份文件的企业 the file's employer"},
      {"place.in_text", "在描述里 in the text"},
      {"place.in_title", "在岗位名称里 in the title"},
      {"place.by_title", "在岗位名称里 in the title"},
      {"place.by_employer", "按企业名称 by the employer's name"},
      {"place.of_employer_and_sender",
       "按企业名称，本市 by the employer's name, in the sender's city"},
      {"place.home", "按本地 in the sender's own area"},
      {"place.dead_code", "旧代码 a code of earlier times"},
      {"place.former_name", "旧地名 a former name"},
      {"place.misspelt", "按近似字 misspelt"},
      {"place.several", "有几处，读第一处 first of several"},
      {"occupation.likeness", "按相近名称 by likeness"},
      {"occupation.factory", "按所在工厂 by what the factory makes"},
      {"age.by_birth_year", "按出生年份 from the year of birth"},
      {"skill.past_occupation", "按做过的工作 from past work"},
      {"date.spoken", "按口语日期 from words"},
  };
  return *words;
}

// Collects "名称 name: value"; one that was read from free text says so, and what was assumed.
class Values {
 public:
  explicit Values(const ImportRow& row) {
    for (const auto& field : row.inferred_fields()) {
      auto& assumed = inferred_[field.field_path().substr(0, field.field_path().find('['))];
      for (const absl::string_view rule : absl::StrSplit(field.rule(), '+')) {
        const auto found = Assumptions().find(rule);
        if (found == Assumptions().end()) continue;
        if (std::find(assumed.begin(), assumed.end(), found->second) == assumed.end()) {
          assumed.push_back(found->second);
        }
      }
    }
  }
  // `field`: of which it is told where it came from.
  void Add(absl::string_view words, const std::string& field, const std::string& value) {
    if (value.empty() || value == "–") return;
    parts_.push_back(absl::StrCat(words, ": ", value, Inferred(field)));
  }
  void AddDate(absl::string_view words, const std::string& field, bool has,
               const google::type::Date& date) {
    const auto day = runtime::ToCivilDay(date);
    if (has && day.has_value()) Add(words, field, runtime::DateText(*day));
  }
  void AddNumber(absl::string_view words, const std::string& field, int value,
                 absl::string_view unit = "") {
    if (value != 0) Add(words, field, absl::StrCat(value, unit));
  }
  void AddYes(absl::string_view words, const std::string& field, bool has, bool value) {
    if (has) Add(words, field, runtime::YesNoWords(value));
  }
  template <typename List, typename Words>
  void AddList(absl::string_view words, const std::string& field, const List& list, Words one) {
    Add(words, field, absl::StrJoin(list, "、", [&](std::string* out, const auto& value) {
          absl::StrAppend(out, one(value));
        }));
  }
  std::string Text() const { return absl::StrJoin(parts_, "; "); }

 private:
  std::string Inferred(const std::string& field) const {
    const auto found = inferred_.find(field);
    if (found == inferred_.end()) return "";
    const std::string assumed = absl::StrJoin(found->second, "，");
    return absl::StrCat("（推断 inferred", assumed.empty() ? "" : "：", assumed, "）");
  }

  std::map<std::string, std::vector<absl::string_view>> inferred_;
  std::vector<std::string> parts_;
};

std::string WageWords(int least, int most) {
  if (least == 0 && most == 0) return "";
  if (least == 0) return absl::StrCat("最高 up to ", most, " 元/月");
  if (most == 0) return absl::StrCat(least, " 元/月以上 or more");
  return least == most ? absl::StrCat(least, " 元/月") : absl::StrCat(least, "–", most, " 元/月");
}

std::string RequirementWords(const v1::Vacancy::SkillRequirement& skill) {
  return absl::StrCat(
      SkillWords(skill.skill_code()),
      skill.min_level() > 1 ? absl::StrCat(" ", runtime::SkillLevelWords(skill.min_level())) : "",
      skill.required() ? "" : "（优先 preferred）");
}

std::string SkillHeldWords(const v1::Worker::Skill& skill) {
  std::string out = SkillWords(skill.skill_code());
  if (skill.level() > 1) absl::StrAppend(&out, " ", runtime::SkillLevelWords(skill.level()));
  if (skill.experience_months() > 0) {
    absl::StrAppend(&out, " ", skill.experience_months(), " 个月 months");
  }
  if (!skill.certificate_number().empty()) {
    absl::StrAppend(&out, " 证号 no. ", skill.certificate_number());
  }
  return out;
}

void AddPay(const v1::Vacancy& vacancy, Values& values) {
  values.Add("工资 wage", "max_wage_cny_per_month",
             WageWords(vacancy.min_wage_cny_per_month(), vacancy.max_wage_cny_per_month()));
  values.Add("计薪 pay", "pay_kind", runtime::PayKindWords(vacancy.pay_kind()));
  values.Add("口径 basis", "pay_basis", runtime::PayBasisWords(vacancy.pay_basis()));
  values.AddNumber("年发薪 months of pay", "pay_months", vacancy.pay_months(), " 个月 months");
}

void AddRequirements(const v1::Vacancy& vacancy, Values& values) {
  values.AddList("技能 skills", "skill_requirements", vacancy.skill_requirements(),
                 RequirementWords);
  values.Add("学历 education", "min_education",
             vacancy.min_education() == v1::EDUCATION_LEVEL_NONE
                 ? "不限 any"
                 : runtime::EducationWords(vacancy.min_education()));
  values.AddNumber("年龄不低于 least age", "min_age_years", vacancy.min_age_years());
  values.AddNumber("年龄不高于 most age", "max_age_years", vacancy.max_age_years());
  values.AddNumber("经验 experience", "min_experience_months", vacancy.min_experience_months(),
                   " 个月 months");
}

void AddConditions(const v1::Vacancy& vacancy, Values& values) {
  values.AddYes("包住 accommodation", "accommodation_provided",
                vacancy.has_accommodation_provided(), vacancy.accommodation_provided());
  values.AddYes("包吃 meals", "meals_provided", vacancy.has_meals_provided(),
                vacancy.meals_provided());
  values.AddYes("社保 insurance", "social_insurance", vacancy.has_social_insurance(),
                vacancy.social_insurance());
  values.AddYes("夜班 night shift", "night_shift", vacancy.has_night_shift(),
                vacancy.night_shift());
  values.AddNumber("每周工时 hours a week", "hours_per_week", vacancy.hours_per_week());
  values.AddList("未成年禁忌 hazards", "hazards", vacancy.hazards(),
                 [](int hazard) { return runtime::HazardWords(static_cast<v1::Hazard>(hazard)); });
  values.AddYes("无未成年禁忌 no hazards", "no_juvenile_hazards", vacancy.has_no_juvenile_hazards(),
                vacancy.no_juvenile_hazards());
  values.AddDate("到岗日 start", "start_date", vacancy.has_start_date(), vacancy.start_date());
  values.AddDate("截止日 expires", "expire_date", vacancy.has_expire_date(), vacancy.expire_date());
}

std::string VacancyWords(const ImportRow& row) {
  const v1::Vacancy& vacancy = row.vacancy();
  Values values(row);
  values.Add("编号 number", "source_reference", vacancy.source_reference());
  values.Add("岗位 title", "title", vacancy.title());
  values.Add("企业 employer", "employer_display_name", vacancy.employer_display_name());
  values.Add("工种 occupation", "occupation_code", OccupationWords(vacancy.occupation_code()));
  values.Add("工作地点 workplace", "workplace_division_code",
             DivisionWords(vacancy.workplace_division_code()));
  AddPay(vacancy, values);
  values.AddNumber("人数 openings", "opening_count", vacancy.opening_count());
  AddRequirements(vacancy, values);
  AddConditions(vacancy, values);
  values.Add("联系方式 contact", "office_contact", vacancy.office_contact());
  return values.Text();
}

void AddPerson(const v1::Worker& worker, Values& values) {
  const auto& details = worker.personal_details();
  values.Add("编号 number", "source_reference", worker.source_reference());
  values.Add("姓名 name", "personal_details.display_name", details.display_name());
  values.Add("电话 phone", "personal_details.phone_number", details.phone_number());
  values.Add("身份证号 identity number", "personal_details.identity_number",
             details.identity_number());
  values.Add("户籍 registration", "division_code", DivisionWords(worker.division_code()));
  values.Add("村 village", "village_display_name", worker.village_display_name());
  values.AddYes("农村 rural", "rural", worker.has_rural(), worker.rural());
  values.AddDate("出生 birth", "birth_date", worker.has_birth_date(), worker.birth_date());
  values.Add("性别 sex", "sex", runtime::SexWords(worker.sex()));
  values.Add("学历 education", "education", runtime::EducationWords(worker.education()));
}

// No record has a field for it: the matcher learns it from outcomes. What was read stands here.
std::string PastWork(const ImportRow& row) {
  std::vector<std::string> texts;
  for (const auto& field : row.inferred_fields()) {
    const bool is_past = absl::StartsWith(field.field_path(), "past_occupation_codes");
    if (is_past && std::find(texts.begin(), texts.end(), field.source_text()) == texts.end()) {
      texts.push_back(field.source_text());
    }
  }
  return absl::StrJoin(texts, "、");
}

void AddWishes(const v1::Worker& worker, Values& values) {
  values.AddList("意向工种 wanted", "desired_occupation_codes", worker.desired_occupation_codes(),
                 OccupationWords);
  values.AddList("意向地 places", "preferred_division_codes", worker.preferred_division_codes(),
                 DivisionWords);
  values.AddNumber("最低工资 least wage", "min_wage_cny_per_month", worker.min_wage_cny_per_month(),
                   " 元/月");
  values.AddDate("可到岗 available", "available_date", worker.has_available_date(),
                 worker.available_date());
  values.AddDate("想换工作 wants a job from", "job_wanted_from", worker.has_job_wanted_from(),
                 worker.job_wanted_from());
  values.AddYes("要包住 needs a bed", "accommodation_required", worker.accommodation_required(),
                true);
  values.AddYes("不上夜班 no night shift", "refuses_night_shift", worker.refuses_night_shift(),
                true);
}

std::string BasisWords(const v1::Worker::LegalBasis& basis) {
  if (basis.has_withdraw_time()) return "不同意或已撤回 refused or withdrawn";
  const char* kind = basis.kind() == v1::Worker::LegalBasis::CONSENT ? "授权 consent"
                     : basis.kind() == v1::Worker::LegalBasis::STATUTORY_DUTY
                         ? "法定职责 statutory duty"
                         : "";
  return absl::StrCat(kind, basis.reference().empty() || *kind == '\0' ? "" : " ",
                      *kind == '\0' ? "" : basis.reference());
}

// The bureau's own number; that which a row has by its head's (JoinHousehold) says nothing.
std::string HouseholdWords(const std::string& household) {
  const bool is_digest = household.size() == 32 &&
                         household.find_first_not_of("0123456789abcdef") == std::string::npos;
  return is_digest ? "随户主 by the head" : household;
}

std::string WorkerWords(const ImportRow& row) {
  const v1::Worker& worker = row.worker();
  Values values(row);
  AddPerson(worker, values);
  values.AddList("技能 skills", "skills", worker.skills(), SkillHeldWords);
  values.Add("做过 past work", "past_occupation_codes", PastWork(row));
  AddWishes(worker, values);
  values.Add("户 household", "household", HouseholdWords(worker.household()));
  values.AddList("政策身份 policy groups", "policy_groups", worker.policy_groups(), [](int group) {
    return runtime::PolicyGroupWords(static_cast<v1::PolicyGroup>(group));
  });
  values.Add("处理依据 legal basis", "legal_basis", BasisWords(worker.legal_basis()));
  return values.Text();
}

std::vector<std::string> Filled(std::vector<std::string> texts) {
  texts.erase(std::remove(texts.begin(), texts.end(), ""), texts.end());
  return texts;
}

// A month that is told as such is no day.
std::string WhenWords(const v1::Outcome& outcome) {
  const auto day = runtime::ToCivilDay(outcome.effective_date());
  if (!outcome.has_effective_date() || !day.has_value()) return "";
  switch (outcome.date_precision()) {
    case v1::DATE_PRECISION_MONTH:
      return absl::StrFormat("%04d-%02d（只到月 the month alone）", day->year(), day->month());
    case v1::DATE_PRECISION_BEFORE:
      return absl::StrCat(runtime::DateText(*day), "（此前某日 some day before）");
    default:
      return runtime::DateText(*day);
  }
}

std::string OutcomeWords(const ImportRow& row) {
  const v1::Outcome& outcome = row.outcome();
  Values values(row);
  values.Add(
      "类型 type", "type",
      outcome.type() == v1::Outcome::TYPE_UNSPECIFIED ? "" : OutcomeTypeWords(outcome.type()));
  values.Add("日期 date", "effective_date", WhenWords(outcome));
  values.Add("务工地 workplace", "workplace_division_code",
             DivisionWords(outcome.workplace_division_code()));
  values.Add("企业 employer", "employer", outcome.employer());
  values.Add("工种 occupation", "occupation_code", OccupationWords(outcome.occupation_code()));
  values.AddNumber("月薪 wage", "wage_cny_per_month", outcome.wage_cny_per_month(), " 元/月");
  values.Add("渠道 channel", "channel", runtime::ChannelWords(outcome.channel()));
  values.Add("组织单位 organiser", "organizer", outcome.organizer());
  values.Add("推荐 placement", "placement", outcome.placement());
  values.AddYes("自己经营 self-employed", "self_employed", outcome.self_employed(), true);
  values.AddYes("早出晚归 commutes", "commutes", outcome.commutes(), true);
  values.Add("同时佐证 vouches for", "named_outcome", row.attested_outcome());
  return absl::StrJoin(Filled({row.explanation(), values.Text()}), "\n");
}

}  // namespace

std::string ReadWords(const ImportRow& row) {
  if (row.has_vacancy()) return VacancyWords(row);
  if (row.has_worker()) return WorkerWords(row);
  if (row.has_outcome()) return OutcomeWords(row);
  return row.explanation();
}

}  // namespace laowu::intake_role

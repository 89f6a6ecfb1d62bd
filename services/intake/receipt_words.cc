#include "services/intake/receipt_words.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "google/rpc/error_details.pb.h"
#include "reference/divisions.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/intake/outcome_words.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/field_words.h"

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

// Collects "名称 name: value"; one that was read from free text says so.
class Values {
 public:
  explicit Values(const ImportRow& row) {
    for (const auto& field : row.inferred_fields()) {
      inferred_.insert(field.field_path().substr(0, field.field_path().find('[')));
    }
  }
  void Add(absl::string_view words, const std::string& field, const std::string& value) {
    if (value.empty()) return;
    parts_.push_back(
        absl::StrCat(words, ": ", value, inferred_.contains(field) ? "（推断 inferred）" : ""));
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
    if (has) Add(words, field, value ? "是 yes" : "否 no");
  }
  std::string Text() const { return absl::StrJoin(parts_, "; "); }

 private:
  std::set<std::string> inferred_;
  std::vector<std::string> parts_;
};

std::string WageWords(int least, int most) {
  if (least == 0) return "";
  return least == most ? absl::StrCat(least, " 元/月") : absl::StrCat(least, "–", most, " 元/月");
}

std::string EducationWords(v1::EducationLevel level) {
  static constexpr const char* kWords[] = {"",     "不限",     "小学", "初中",
                                           "高中", "中专技校", "大专", "本科及以上"};
  const auto index = static_cast<size_t>(level);
  return index < std::size(kWords) ? kWords[index] : "";
}

std::string VacancyWords(const ImportRow& row) {
  const v1::Vacancy& vacancy = row.vacancy();
  Values values(row);
  values.Add("岗位 title", "title", vacancy.title());
  values.Add("企业 employer", "employer_display_name", vacancy.employer_display_name());
  values.Add("工种 occupation", "occupation_code", OccupationWords(vacancy.occupation_code()));
  values.Add("工作地点 workplace", "workplace_division_code",
             DivisionWords(vacancy.workplace_division_code()));
  values.Add("工资 wage", "min_wage_cny_per_month",
             WageWords(vacancy.min_wage_cny_per_month(), vacancy.max_wage_cny_per_month()));
  values.AddNumber("人数 openings", "opening_count", vacancy.opening_count());
  std::vector<std::string> skills;
  for (const auto& skill : vacancy.skill_requirements()) {
    skills.push_back(
        absl::StrCat(SkillWords(skill.skill_code()), skill.required() ? "" : "（优先 preferred）"));
  }
  values.Add("技能 skills", "skill_requirements", absl::StrJoin(skills, "、"));
  values.Add("学历 education", "min_education", EducationWords(vacancy.min_education()));
  values.AddNumber("年龄不低于 least age", "min_age_years", vacancy.min_age_years());
  values.AddNumber("年龄不高于 most age", "max_age_years", vacancy.max_age_years());
  values.AddNumber("经验 experience", "min_experience_months", vacancy.min_experience_months(),
                   " 个月 months");
  values.AddYes("包住 accommodation", "accommodation_provided",
                vacancy.has_accommodation_provided(), vacancy.accommodation_provided());
  values.AddYes("包吃 meals", "meals_provided", vacancy.has_meals_provided(),
                vacancy.meals_provided());
  values.AddYes("夜班 night shift", "night_shift", vacancy.has_night_shift(),
                vacancy.night_shift());
  values.AddNumber("每周工时 hours a week", "hours_per_week", vacancy.hours_per_week());
  values.AddDate("到岗日 start", "start_date", vacancy.has_start_date(), vacancy.start_date());
  values.AddDate("截止日 expires", "expire_date", vacancy.has_expire_date(), vacancy.expire_date());
  return values.Text();
}

std::string WorkerWords(const ImportRow& row) {
  const v1::Worker& worker = row.worker();
  Values values(row);
  values.Add("户籍 registration", "division_code", DivisionWords(worker.division_code()));
  values.AddDate("出生 birth", "birth_date", worker.has_birth_date(), worker.birth_date());
  values.Add("学历 education", "education", EducationWords(worker.education()));
  std::vector<std::string> skills;
  for (const auto& skill : worker.skills()) skills.push_back(SkillWords(skill.skill_code()));
  values.Add("技能 skills", "skills", absl::StrJoin(skills, "、"));
  std::vector<std::string> wanted;
  for (const auto& code : worker.desired_occupation_codes()) {
    wanted.push_back(OccupationWords(code));
  }
  values.Add("意向工种 wanted", "desired_occupation_codes", absl::StrJoin(wanted, "、"));
  std::vector<std::string> places;
  for (const auto& code : worker.preferred_division_codes()) places.push_back(DivisionWords(code));
  values.Add("意向地 places", "preferred_division_codes", absl::StrJoin(places, "、"));
  values.AddNumber("最低工资 least wage", "min_wage_cny_per_month", worker.min_wage_cny_per_month(),
                   " 元/月");
  values.AddNumber("政策身份 policy groups", "policy_groups", worker.policy_groups_size());
  values.Add("处理依据 legal basis", "legal_basis",
             worker.legal_basis().has_withdraw_time() ? "不同意或已撤回 refused or withdrawn"
             : worker.legal_basis().kind() == v1::Worker::LegalBasis::CONSENT ? "授权 consent"
             : worker.legal_basis().kind() == v1::Worker::LegalBasis::STATUTORY_DUTY
                 ? "法定职责 statutory duty"
                 : "");
  return values.Text();
}

std::vector<std::string> Filled(std::vector<std::string> texts) {
  texts.erase(std::remove(texts.begin(), texts.end(), ""), texts.end());
  return texts;
}

std::string OutcomeWords(const ImportRow& row) {
  const v1::Outcome& outcome = row.outcome();
  Values values(row);
  values.Add(
      "类型 type", "type",
      outcome.type() == v1::Outcome::TYPE_UNSPECIFIED ? "" : OutcomeTypeWords(outcome.type()));
  values.AddDate("日期 date", "effective_date", outcome.has_effective_date(),
                 outcome.effective_date());
  values.Add("务工地 workplace", "workplace_division_code",
             DivisionWords(outcome.workplace_division_code()));
  values.Add(
      "渠道 channel", "channel",
      outcome.channel() == v1::CHANNEL_UNSPECIFIED ? "" : v1::Channel_Name(outcome.channel()));
  values.Add("组织单位 organiser", "organizer", outcome.organizer());
  values.Add("同时佐证 vouches for", "named_outcome", row.attested_outcome());
  return absl::StrJoin(Filled({row.explanation(), values.Text()}), "\n");
}

std::vector<google::rpc::BadRequest::FieldViolation> ViolationsOf(
    const google::rpc::Status& status) {
  std::vector<google::rpc::BadRequest::FieldViolation> out;
  for (const auto& any : status.details()) {
    google::rpc::BadRequest bad;
    if (!any.UnpackTo(&bad)) continue;
    out.insert(out.end(), bad.field_violations().begin(), bad.field_violations().end());
  }
  return out;
}

// By the first part of a field's path, or a warning's reason.
const std::map<absl::string_view, absl::string_view>& Mending() {
  static const auto* words = new std::map<absl::string_view, absl::string_view>{
      {"title", "填写岗位名称，如“电焊工” / give a title, such as 电焊工"},
      {"employer_display_name", "填写企业全称 / give the employer's full name"},
      {"employer", "核对统一社会信用代码（18 位） / check the credit code, 18 characters"},
      {"workplace_division_code",
       "写明市和镇（街道），如“中山市小榄镇” / name city and town, such as 中山市小榄镇"},
      {"cells",
       "一行一条，列数与表头一致；含逗号的内容加引号 / one record a line, as many cells as "
       "headers; texts with commas in quotes"},
      {"personal_details",
       "核对姓名、18 位身份证号、11 位手机号 / check name, identity number of "
       "18 characters, phone of 11 digits"},
      {"division_code",
       "写明本县的乡镇或 9 位、12 位区划代码 / name a township of the county, or its "
       "code of 9 or 12 digits"},
      {"worker",
       "填写人员编号或身份证号，并先导入该人员 / give the person's number, and import the "
       "person first"},
      {"type", "填写到岗、返乡、换岗等 / say 到岗, 返乡, 换岗 or the like"},
      {"effective_date", "核对日期，写成 2026-06-30 / check the date and write it as 2026-06-30"},
      {"channel", "填写劳务公司、自发等渠道 / say by which way: 劳务公司, 自发 …"},
      {"CHANNEL_NOT_UNDERSTOOD", "填写劳务公司、自发等渠道 / say by which way: 劳务公司, 自发 …"},
      {"min_age_years", "核对年龄上下限 / check the limits of age"},
      {"max_age_years", "核对年龄上下限 / check the limits of age"},
      {"birth_date", "核对出生日期与身份证号 / check birth date against identity number"},
      {"WAGE_NOT_UNDERSTOOD", "工资写成“5000-7000元/月” / write the wage as 5000-7000元/月"},
      {"WAGE_IMPLAUSIBLE",
       "核对工资数额与单位（月、日、小时），改正后重新导入 / check amount and unit of the wage, "
       "mend, import again"},
      {"WAGE_UNUSUAL",
       "核对工资数额与单位，无误则不用改 / check amount and unit; if they are right, nothing is to "
       "be done"},
      {"WAGE_DOUBTFUL",
       "核对两个数和单位，改正后重新导入 / check figures and unit, mend, import again"},
      {"PLACE_NOT_FINE", "补充镇（街道），匹配会更准 / add the town: matches get better"},
      {"PLACE_AMBIGUOUS", "写明省、市 / name province and city"},
      {"PLACE_NOT_UNDERSTOOD", "写明省、市、县、镇 / name province, city, county, town"},
      {"DIVISION_CODE_DEAD", "改用现行区划代码 / use the code in force today"},
      {"OCCUPATION_UNKNOWN",
       "岗位名称写通用工种，如“车工”；职业代码按 2022 年版填，或不填 / use a common trade as the "
       "title, and a code of the 2022 edition or none"},
      {"SKILL_UNKNOWN", "技能写常用名称，如“电焊” / use a skill's common name, such as 电焊"},
      {"DATE_NOT_UNDERSTOOD", "日期写成 2026-06-30 / write the date as 2026-06-30"},
      {"NO_LEGAL_BASIS", "补充授权书编号或法定依据 / add the consent or the document"},
      {"CONSENT_REFUSED",
       "不同意的不用改；写错的改正，并填授权日期 / nothing is to be done where the no is right; "
       "else mend it and give the day of the consent"},
      {"CONSENT_PENDING",
       "签了授权书再填授权日期导入 / import again with the day, once the form is signed"},
      {"CERTIFICATE_EXPIRED", "复审后改写有效期 / once it is renewed, give its new last day"},
      {"NOT_LOOKING", "属实的暂停该人员 / pause the record if it is so"},
      {"FIELDS_EMPTIED", "若是误删，请补填后重新导入 / if not meant, fill in and import again"},
      {"identity_number", "核对 18 位身份证号 / check the identity number of 18 characters"},
      {"organizer", "填写登记过的组织单位名称或编号 / give a registered organiser's name or id"},
      {"named_outcome",
       "动态编号照清单原样保留，不是此人的请删空 / keep the outcome id as the list has it; empty "
       "one "
       "that is not the person's"},
      {"CLAIM_NOT_PROVEN",
       "按提示补上所缺的；补不上的，按实情更正那条动态 / add what the warning says is missing; "
       "where "
       "nobody can, correct that outcome"},
      {"LICENCE_NOT_IN_FORCE",
       "补录上岗当日有效的许可证，或更正渠道；行不用改 / enter the licence of that day, or correct "
       "the channel; the row need not be changed"},
      {"ORGANIZER_NOT_REGISTERED",
       "先登记该组织单位，或更正那条动态 / register the organiser, or correct that outcome"},
      {"wage_cny_per_month", "核对月薪数额和单位 / check amount and unit of the wage"},
      {"NAME_DIFFERS",
       "核对是否同一人；不是则改正编号 / check that it is the same person; if not, "
       "mend the number"},
      {"DATED_TODAY",
       "日期不对时，撤销后写明文件日期再导入 / if that is not the day, undo, and "
       "import again with the file's day"},
      {"NAME_CHANGED", "核对是否同一人 / check that it is the same person"},
      {"FEE_SUSPECTED", "核实是否向劳动者收费 / find out whether people are asked to pay"},
      {"PAY_WITHHELD", "核实是否压扣工资或证件 / find out whether pay or papers are kept back"},
      {"EMPLOYER_BLOCKED",
       "向主管部门问明停用原因；解除前不会推荐人来，不用重送 / ask the authority why it is "
       "blocked; nobody is sent before the block ends, and the row need not be sent again"},
      {"EMPLOYER_RESEMBLES_BLOCKED",
       "核实是否就是已停用的那家；是则补信用代码，不是则不用改 / find out whether it is the "
       "blocked one; if so, add its credit code; if not, nothing is to be done"},
      {"FRAUD_SUSPECTED", "核实单位和岗位真实后再发布 / check employer and job before publishing"},
      {"NOT_AWAY_THEN",
       "核对日期；日期无误则补录此前的到岗 / check the date; if it is right, add the arrival "
       "before it"},
      {"LONG_AGO", "核对年份 / check the year"},
      {"ORPHANS_OTHERS",
       "核对两条记录，作废有误的一条 / compare the two and take the wrong one back"},
      {"OUTCOME_VOIDED",
       "那条仍属实的，重新登记后再佐证 / if that outcome was true, record it anew and vouch for "
       "it"},
      {"STANDS_AFTER_RETURN",
       "按日期重填到岗，或作废返乡后重新登记 / record the arrival anew with its day, or take the "
       "return back and record it anew"},
      {"SEVERAL_JOBS", "每个岗位写一行 / give each job a row of its own"},
  };
  return *words;
}

// "企业名称 employer_display_name: "; "" of no field.
std::string FieldPrefix(const std::string& path) {
  return path.empty() ? "" : absl::StrCat(runtime::FieldWords(path), ": ");
}

void AddMending(absl::string_view key, std::vector<std::string>& out) {
  const auto found = Mending().find(key);
  if (found == Mending().end()) return;
  const std::string text(found->second);
  if (std::find(out.begin(), out.end(), text) == out.end()) out.push_back(text);
}

}  // namespace

std::string ResultWords(const ImportRow& row) {
  switch (row.undo_result()) {
    case ImportRow::UNDONE:
      return "已撤销 undone";
    case ImportRow::CHANGED_SINCE:
      return "未撤销，之后已被修改 not undone: changed since";
    case ImportRow::NOT_POSSIBLE:
      return "未能撤销 not undone";
    default:
      break;
  }
  const bool done = row.done();
  switch (row.change()) {
    case ImportRow::CREATE:
      return done ? "新建 created" : "将新建 to be created";
    case ImportRow::UPDATE:
      return done ? "更新 updated" : "将更新 to be updated";
    case ImportRow::UNCHANGED:
      return "未变 unchanged";
    case ImportRow::STALE:
      return "过时 stale";
    case ImportRow::REJECT:
      return "退回 rejected";
    case ImportRow::CLOSE:
      return done ? "关闭 closed" : "将关闭 to be closed";
    default:
      return "";
  }
}

std::string ReadWords(const ImportRow& row) {
  if (row.has_vacancy()) return VacancyWords(row);
  if (row.has_worker()) return WorkerWords(row);
  if (row.has_outcome()) return OutcomeWords(row);
  return row.explanation();
}

std::string ProblemWords(const ImportRow& row) {
  std::vector<std::string> out;
  if (row.change() == ImportRow::REJECT) {
    for (const auto& violation : ViolationsOf(row.status())) {
      out.push_back(absl::StrCat(FieldPrefix(violation.field()), violation.description()));
    }
    if (out.empty()) out.push_back(row.status().message());
  }
  for (const auto& warning : row.warnings()) {
    out.push_back(absl::StrCat(FieldPrefix(warning.field_path()), warning.message()));
  }
  if (!row.undo_message().empty()) out.push_back(row.undo_message());
  return absl::StrJoin(out, "\n");
}

std::string MendWords(const ImportRow& row) {
  std::vector<std::string> out;
  if (row.change() == ImportRow::REJECT) {
    for (const auto& violation : ViolationsOf(row.status())) {
      const std::string& field = violation.field();
      AddMending(absl::string_view(field).substr(0, field.find_first_of(".[")), out);
    }
  }
  for (const auto& warning : row.warnings()) AddMending(warning.reason(), out);
  return absl::StrJoin(out, "\n");
}

}  // namespace laowu::intake_role

#include "services/cli/try_readings.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "reference/divisions.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {
namespace {

std::string Place(const std::string& code) {
  const auto ever = reference::Divisions::Get().FindEver(code);
  return ever.empty() ? code : absl::StrCat(ever.front()->name, " ", code);
}

std::string Occupation(const std::string& code) {
  const auto* found = reference::Occupations::Get().Find(code);
  return found == nullptr ? code : absl::StrCat(found->name, " ", code);
}

std::string Skill(const std::string& code) {
  const auto* found = reference::Skills::Get().Find(code);
  return found == nullptr ? code : absl::StrCat(found->name, " ", code);
}

template <typename List, typename Words>
std::string Joined(const List& list, Words words) {
  std::vector<std::string> out;
  for (const auto& one : list) out.push_back(words(one));
  return absl::StrJoin(out, "、");
}

// What was read, with the words and the rule that it came from.
class Readings {
 public:
  explicit Readings(const std::vector<intake::InferredField>& inferred) : inferred_(inferred) {}

  void Add(absl::string_view words, absl::string_view field, const std::string& value) {
    if (value.empty()) return;
    std::string source;
    std::string rule;
    std::string confidence;
    int percent = 0;
    for (const auto& from : inferred_) {
      if (from.field_path.substr(0, from.field_path.find('[')) != field) continue;
      if (source.find(from.source_text) == std::string::npos) {
        absl::StrAppend(&source, source.empty() ? "" : "、", from.source_text);
      }
      rule = from.rule;
      percent = from.confidence;
      confidence = absl::StrCat(from.confidence, " %");
    }
    rows_.push_back({std::string(words), value, source, rule, confidence});
    google::protobuf::Struct& read = AddTo("read", all_);
    Set("field", std::string(field), read);
    Set("name", std::string(words), read);
    Set("value", value, read);
    Set("sourceText", source, read);
    Set("rule", rule, read);
    if (percent > 0) (*read.mutable_fields())["confidencePercent"].set_number_value(percent);
  }
  void AddNumber(absl::string_view words, absl::string_view field, int value,
                 absl::string_view unit = "") {
    if (value != 0) Add(words, field, absl::StrCat(value, unit));
  }
  void AddYes(absl::string_view words, absl::string_view field, const std::optional<bool>& value) {
    if (value.has_value()) Add(words, field, *value ? "是 yes" : "否 no");
  }
  void AddDate(absl::string_view words, absl::string_view field,
               const std::optional<absl::CivilDay>& day) {
    if (day.has_value()) Add(words, field, runtime::DateText(*day));
  }
  google::protobuf::Struct& all() { return all_; }
  std::string Text() const {
    return Table({"字段 field", "读到 read", "原文 from", "规则 rule", "把握 confidence"}, rows_);
  }

 private:
  const std::vector<intake::InferredField>& inferred_;
  std::vector<std::vector<std::string>> rows_;
  google::protobuf::Struct all_;
};

constexpr const char* kEducation[] = {"",     "不限",     "小学", "初中",
                                      "高中", "中专技校", "大专", "本科及以上"};

// All of a reading: what was read, what to look at, and what is missing or wrong.
template <typename Reading>
ShownReading Shown(const Reading& reading, Readings& out) {
  std::vector<std::vector<std::string>> warnings;
  for (const auto& warning : reading.warnings) {
    google::protobuf::Struct& one = AddTo("warnings", out.all());
    Set("reason", warning.reason, one);
    Set("field", warning.field_path, one);
    Set("sourceText", warning.source_text, one);
    Set("message", warning.message, one);
    warnings.push_back({warning.reason, warning.field_path, warning.source_text, warning.message});
  }
  std::vector<std::vector<std::string>> violations;
  for (const auto& violation : reading.violations) {
    google::protobuf::Struct& one = AddTo("violations", out.all());
    Set("field", violation.field_path, one);
    Set("message", violation.message, one);
    violations.push_back({violation.field_path, violation.message});
  }
  ShownReading shown{out.Text(), out.all()};
  if (!warnings.empty()) {
    absl::StrAppend(&shown.text, "\n",
                    Table({"提醒 warning", "字段 field", "原文 from", "说明 what"}, warnings));
  }
  if (!violations.empty()) {
    absl::StrAppend(&shown.text, "\n",
                    Table({"缺少或有误 missing or wrong", "说明 what"}, violations));
  }
  return shown;
}

constexpr const char* kWhereabouts[] = {"",
                                        "在外 away",
                                        "回乡探亲 visiting home",
                                        "在家 at home",
                                        "就近就业 in a local job",
                                        "失联 contact lost",
                                        "没联系上 not reached"};

}  // namespace

void Set(const char* name, absl::string_view value, google::protobuf::Struct& to) {
  if (!value.empty()) (*to.mutable_fields())[name].set_string_value(std::string(value));
}

google::protobuf::Struct& AddTo(const char* list, google::protobuf::Struct& to) {
  return *(*to.mutable_fields())[list].mutable_list_value()->add_values()->mutable_struct_value();
}

ShownReading ShowReading(const intake::VacancyReading& reading) {
  const auto& vacancy = reading.vacancy;
  Readings out(reading.inferred_fields);
  out.Add("岗位 title", "title", vacancy.title);
  out.Add("工种 occupation", "occupation_code", Occupation(vacancy.occupation_code));
  out.Add("工作地点 workplace", "workplace_division_code", Place(vacancy.workplace_division_code));
  out.AddNumber("最低月薪 least wage", "min_wage_cny_per_month", vacancy.min_wage_cny_per_month,
                " 元/月");
  out.AddNumber("最高月薪 most wage", "max_wage_cny_per_month", vacancy.max_wage_cny_per_month,
                " 元/月");
  out.Add("计薪 pay", "pay_kind", PayKindWords(static_cast<v1::PayKind>(vacancy.pay_kind)));
  out.Add("口径 basis", "pay_basis", PayBasisWords(static_cast<v1::PayBasis>(vacancy.pay_basis)));
  out.AddNumber("年发薪月数 months of pay", "pay_months", vacancy.pay_months);
  out.AddNumber("人数 openings", "opening_count", vacancy.opening_count);
  out.Add("技能 skills", "skill_requirements",
          Joined(vacancy.skill_requirements, [](const auto& skill) {
            return absl::StrCat(Skill(skill.skill_code),
                                skill.required ? "（必备 required）" : "（优先 preferred）");
          }));
  out.Add("学历 education", "min_education",
          kEducation[static_cast<size_t>(vacancy.min_education)]);
  out.AddNumber("最低年龄 least age", "min_age_years", vacancy.min_age_years);
  out.AddNumber("最高年龄 most age", "max_age_years", vacancy.max_age_years);
  out.AddNumber("经验 experience", "min_experience_months", vacancy.min_experience_months,
                " 个月 months");
  out.AddYes("包住 accommodation", "accommodation_provided", vacancy.accommodation_provided);
  out.AddYes("包吃 meals", "meals_provided", vacancy.meals_provided);
  out.AddYes("夜班 night shift", "night_shift", vacancy.night_shift);
  out.AddNumber("每周工时 hours a week", "hours_per_week", vacancy.hours_per_week);
  out.AddYes("社保 insurance", "social_insurance", vacancy.social_insurance);
  out.Add("未成年禁忌 hazards", "hazards", Joined(vacancy.hazards, [](intake::Hazard hazard) {
            return HazardWords(static_cast<v1::Hazard>(hazard));
          }));
  out.AddDate("到岗日 start", "start_date", vacancy.start_date);
  out.AddDate("截止日 expires", "expire_date", vacancy.expire_date);
  out.Add("描述 description", "description", vacancy.description);
  return Shown(reading, out);
}

ShownReading ShowReading(const intake::WorkerReading& reading) {
  const auto& worker = reading.worker;
  Readings out(reading.inferred_fields);
  if (!worker.division_code.empty()) {
    out.Add("户籍地 registration", "division_code", Place(worker.division_code));
  }
  out.Add("技能 skills", "skills", Joined(worker.skills, [](const auto& skill) {
            return absl::StrCat(
                Skill(skill.skill_code),
                skill.level > 1 ? absl::StrCat(" ", SkillLevelWords(skill.level)) : "",
                skill.experience_months > 0
                    ? absl::StrCat(" ", skill.experience_months, " 个月 months")
                    : "");
          }));
  out.Add("做过 past work", "past_occupation_codes",
          Joined(worker.past_occupation_codes, Occupation));
  out.Add("意向工种 wanted", "desired_occupation_codes",
          Joined(worker.desired_occupation_codes, Occupation));
  out.Add("意向地 places", "preferred_division_codes",
          Joined(worker.preferred_division_codes, Place));
  out.AddNumber("最低工资 least wage", "min_wage_cny_per_month", worker.min_wage_cny_per_month,
                " 元/月");
  out.Add("学历 education", "education",
          worker.education == intake::EducationLevel::kNone
              ? "未上学"
              : kEducation[static_cast<size_t>(worker.education)]);
  out.AddDate("可到岗 available", "available_date", worker.available_date);
  if (worker.accommodation_required)
    out.AddYes("要包住 needs a bed", "accommodation_required", true);
  if (worker.refuses_night_shift)
    out.AddYes("不上夜班 no night shift", "refuses_night_shift", true);
  return Shown(reading, out);
}

ShownReading ShowReading(const intake::SurveyReading& reading) {
  const auto& said = reading.statement;
  Readings out(reading.inferred_fields);
  out.Add("去向 whereabouts", "whereabouts", kWhereabouts[static_cast<size_t>(said.whereabouts)]);
  if (said.since.has_value()) {
    const std::string day = runtime::DateText(*said.since);
    out.Add("自 since", "effective_date", said.since_month ? day.substr(0, 7) : day);
  }
  out.Add("地点 place", "workplace_division_code", Place(said.workplace_division_code));
  out.Add("单位 employer", "employer_display_name", said.employer_display_name);
  out.Add("工种 occupation", "occupation_code", Occupation(said.occupation_code));
  out.AddNumber("工资 wage", "wage_cny_per_month", said.wage_cny_per_month, " 元/月");
  out.Add("渠道 channel", "channel", said.channel);
  if (said.self_employed) out.AddYes("自营 on own account", "self_employed", true);
  return Shown(reading, out);
}

}  // namespace laowu::cli

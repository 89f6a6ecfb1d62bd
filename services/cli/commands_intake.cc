// `laowu intake try`: what would be read from a text, without a server.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "reference/divisions.h"
#include "reference/occupations.h"
#include "reference/skills.h"
#include "services/cli/commands.h"
#include "services/cli/record_words.h"
#include "services/cli/table_print.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {
namespace {

using intake::Field;

struct TryOptions {
  std::string text, title, place, city, as_of;
  bool worker = false;
};

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

void Set(const char* name, const std::string& value, google::protobuf::Struct& to) {
  if (!value.empty()) (*to.mutable_fields())[name].set_string_value(value);
}
google::protobuf::Struct& AddTo(const char* list, google::protobuf::Struct& to) {
  return *(*to.mutable_fields())[list].mutable_list_value()->add_values()->mutable_struct_value();
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
  // For --json.
  google::protobuf::Struct& all() { return all_; }
  void Print() const {
    std::fputs(
        Table({"字段 field", "读到 read", "原文 from", "规则 rule", "把握 confidence"}, rows_)
            .c_str(),
        stdout);
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
void Print(const Client& client, const Reading& reading, Readings& out) {
  for (const auto& warning : reading.warnings) {
    google::protobuf::Struct& one = AddTo("warnings", out.all());
    Set("reason", warning.reason, one);
    Set("field", warning.field_path, one);
    Set("sourceText", warning.source_text, one);
    Set("message", warning.message, one);
  }
  for (const auto& violation : reading.violations) {
    google::protobuf::Struct& one = AddTo("violations", out.all());
    Set("field", violation.field_path, one);
    Set("message", violation.message, one);
  }
  if (PrintedAsJson(client, out.all())) return;
  out.Print();
  std::vector<std::vector<std::string>> rows;
  for (const auto& warning : reading.warnings) {
    rows.push_back({warning.reason, warning.field_path, warning.source_text, warning.message});
  }
  if (!rows.empty()) {
    std::printf("\n%s",
                Table({"提醒 warning", "字段 field", "原文 from", "说明 what"}, rows).c_str());
  }
  rows.clear();
  for (const auto& violation : reading.violations) {
    rows.push_back({violation.field_path, violation.message});
  }
  if (!rows.empty()) {
    std::printf("\n%s", Table({"缺少或有误 missing or wrong", "说明 what"}, rows).c_str());
  }
}

void TryVacancy(const Client& client, const TryOptions& options,
                const intake::ReadContext& context) {
  // Without a title it is read from the text, as in a file that has no such column.
  intake::FieldTexts row = {{Field::kDescription, "描述", options.text}};
  if (!options.title.empty()) row.push_back({Field::kTitle, "岗位名称", options.title});
  if (!options.place.empty()) row.push_back({Field::kWorkplace, "工作地点", options.place});
  const auto reading = intake::VacancyReader(context).Read(row);
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
  Print(client, reading, out);
}

void TryWorker(const Client& client, const TryOptions& options,
               const intake::ReadContext& context) {
  const intake::FieldTexts row = {{Field::kDescription, "描述", options.text}};
  const auto reading = intake::WorkerReader(context).Read(row);
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
  Print(client, reading, out);
}

int Try(const Client& client, const TryOptions& options) {
  intake::ReadContext context;
  context.as_of = runtime::DayOf(absl::Now());
  if (!options.as_of.empty()) {
    bool good = true;
    const auto date = DateOf(options.as_of, "--as-of", &good);
    if (!good) return kUsage;
    context.as_of = *runtime::ToCivilDay(date);
  }
  context.home_division_code = options.city;
  options.worker ? TryWorker(client, options, context) : TryVacancy(client, options, context);
  return kOk;
}

}  // namespace

void AddIntakeCommands(const Program& program) {
  auto options = std::make_shared<TryOptions>();
  CLI::App* app = program.app->add_subcommand("intake", "How texts are read 读取");
  app->require_subcommand(1);
  CLI::App* attempt =
      app->add_subcommand("try", "What would be read from a posting; no server is asked 试读");
  attempt->add_option("text", options->text, "招普工若干,包吃住,18-45岁,5500-7000元")->required();
  attempt->add_option("--title", options->title,
                      "The title [the first work that the text names] 岗位名称");
  attempt->add_option("--place", options->place,
                      "The place of work, as a column would say it 工作地点");
  attempt->add_option("--division", options->city, "Division of the sender: 442000 发送方所在地");
  attempt->add_option("--as-of", options->as_of, "The day of the text [today] 文字的日期 [今天]");
  attempt->add_flag("--worker", options->worker, "The text is of a person: 会电焊,想去中山");
  attempt->callback([=] { *program.exit_code = Try(*program.client, *options); });
}

}  // namespace laowu::cli

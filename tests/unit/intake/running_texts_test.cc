// What people write in one go, without columns: every fact that such a text states is read from
// it, and nothing that it does not state. The texts are made up; each line of the two tables says
// what is to be read.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"
#include "intake/text/reading.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"

namespace laowu::intake {
namespace {

constexpr absl::CivilDay kDay(2026, 7, 1);

struct Line {
  std::string text;
  std::string expected;
};

std::vector<Line> Lines(absl::string_view name) {
  std::ifstream file(absl::StrCat(LAOWU_RUNNING_TEXTS_DIR, "/", name));
  std::vector<Line> lines;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::pair<std::string, std::string> parts = absl::StrSplit(line, '\t');
    lines.push_back({absl::StrReplaceAll(parts.first, {{"\\n", "\n"}}), parts.second});
  }
  return lines;
}

void Add(std::vector<std::string>& said, absl::string_view key, absl::string_view value) {
  said.push_back(absl::StrCat(key, "=", value));
}
void AddYes(std::vector<std::string>& said, absl::string_view key, std::optional<bool> value) {
  if (value.has_value()) Add(said, key, *value ? "1" : "0");
}

// In the form of the table.
std::string Said(const VacancyReading& reading) {
  static constexpr const char* kKinds[] = {"-", "M", "D", "H", "P", "Y"};
  static constexpr const char* kSchools[] = {"",     "none", "小学", "初中",
                                             "高中", "中专", "大专", "本科"};
  const VacancyDraft& v = reading.vacancy;
  std::vector<std::string> said = {absl::StrCat(v.min_wage_cny_per_month, "-",
                                                v.max_wage_cny_per_month,
                                                kKinds[static_cast<int>(v.pay_kind)])};
  if (!v.workplace_division_code.empty()) Add(said, "place", v.workplace_division_code);
  if (v.min_age_years > 0 || v.max_age_years > 0) {
    Add(said, "age", absl::StrCat(v.min_age_years, "-", v.max_age_years));
  }
  if (v.min_education != EducationLevel::kUnspecified) {
    Add(said, "school", kSchools[static_cast<int>(v.min_education)]);
  }
  if (v.min_experience_months > 0) Add(said, "months", absl::StrCat(v.min_experience_months));
  if (v.opening_count > 0) Add(said, "heads", absl::StrCat(v.opening_count));
  AddYes(said, "bed", v.accommodation_provided);
  AddYes(said, "meals", v.meals_provided);
  AddYes(said, "night", v.night_shift);
  for (const Warning& warning : reading.warnings) {
    if (warning.reason == reason::kConditionDropped) {
      Add(said, "dropped", absl::StrReplaceAll(warning.source_text, {{" ", "_"}}));
    } else if (warning.reason != reason::kOccupationUnknown &&
               warning.field_path != "workplace_division_code") {
      said.push_back(warning.reason);
    }
  }
  return absl::StrJoin(said, " ");
}

std::string Said(const WorkerReading& reading) {
  const WorkerDraft& w = reading.worker;
  std::vector<std::string> said = {absl::StrCat(w.min_wage_cny_per_month)};
  if (!w.preferred_division_codes.empty()) {
    Add(said, "places", absl::StrJoin(w.preferred_division_codes, ","));
  }
  if (w.accommodation_required) said.emplace_back("bed");
  if (w.refuses_night_shift) said.emplace_back("no-nights");
  if (w.available_date.has_value()) Add(said, "from", absl::FormatCivilTime(*w.available_date));
  for (const Warning& warning : reading.warnings) {
    if (warning.field_path == "available_date") Add(said, warning.reason, warning.source_text);
  }
  return absl::StrJoin(said, " ");
}

TEST(RunningTexts, PostingsAreReadAndNothingIsAdded) {
  const VacancyReader reader(ReadContext{kDay, "442000", ""});
  const std::vector<Line> lines = Lines("vacancies.tsv");
  ASSERT_GT(lines.size(), 150u);
  for (const Line& line : lines) {
    const VacancyReading reading = reader.Read({{Field::kTitle, "岗位名称", "样例岗位"},
                                                {Field::kEmployerName, "企业名称", "样例厂"},
                                                {Field::kDescription, "描述", line.text}});
    EXPECT_EQ(Said(reading), line.expected) << line.text;
    for (const Warning& warning : reading.warnings) {
      if (warning.reason != reason::kConditionDropped) continue;
      EXPECT_EQ(reading.vacancy.description.find(warning.source_text), std::string::npos)
          << "a dropped condition stays: " << reading.vacancy.description;
    }
  }
}

TEST(RunningTexts, WhatWorkersWishIsReadAndWhatTheyRefuseIsNot) {
  const WorkerReader reader(ReadContext{kDay, "520281", ""});
  const std::vector<Line> lines = Lines("workers.tsv");
  ASSERT_GT(lines.size(), 80u);
  for (const Line& line : lines) {
    const WorkerReading reading = reader.Read({{Field::kPersonName, "姓名", "样本甲"},
                                               {Field::kReference, "编号", "1"},
                                               {Field::kTown, "乡镇", "盘州市柏果镇"},
                                               {Field::kDescription, "备注", line.text}});
    EXPECT_EQ(Said(reading), line.expected) << line.text;
  }
}

// A year is no length of time: who was certified in 2019 has not worked for nineteen years.
TEST(RunningTexts, AYearIsNoExperience) {
  const WorkerReader reader(ReadContext{kDay, "520281", ""});
  for (const char* text : {"有低压电工证 2019年考的 会水电安装", "电焊证2020年拿的",
                           "2018年学的电工", "叉车证 2021年3月发证"}) {
    const WorkerReading reading = reader.Read({{Field::kPersonName, "姓名", "样本甲"},
                                               {Field::kReference, "编号", "1"},
                                               {Field::kTown, "乡镇", "盘州市柏果镇"},
                                               {Field::kDescription, "备注", text}});
    ASSERT_FALSE(reading.worker.skills.empty()) << text;
    for (const WorkerSkill& skill : reading.worker.skills) {
      EXPECT_EQ(skill.experience_months, 0) << text;
    }
  }
}

// The jobs of a mixed row are named, so that the office can part them.
TEST(RunningTexts, SeveralJobsAreNamed) {
  const VacancyReader reader(ReadContext{kDay, "442000", ""});
  const VacancyReading reading =
      reader.Read({{Field::kTitle, "岗位名称", "焊工"},
                   {Field::kDescription, "描述", "招普工5000,焊工7000-9000,电工8000"}});
  const auto warning =
      std::find_if(reading.warnings.begin(), reading.warnings.end(),
                   [](const Warning& w) { return w.reason == reason::kSeveralJobs; });
  ASSERT_NE(warning, reading.warnings.end());
  EXPECT_EQ(warning->source_text, "普工、焊工、电工");
  EXPECT_EQ(reading.vacancy.min_wage_cny_per_month, 7000) << "another job's pay was taken";
  EXPECT_EQ(reading.vacancy.max_wage_cny_per_month, 9000);
}

// A chat name or a phone in the cell of pay is neither read as pay nor kept as its source.
TEST(RunningTexts, NoContactIsReadAsPayOrShownAsItsSource) {
  const VacancyReader reader(ReadContext{kDay, "442000", ""});
  for (const char* pay : {"6000 加微信wx88888", "面议 微信 abc12345", "电话13800138000 6000元",
                          "6000元,QQ 99887766", "薪资6000-6000 联系V:gd77777"}) {
    const VacancyReading reading =
        reader.Read({{Field::kTitle, "岗位名称", "普工"}, {Field::kWageText, "工资", pay}});
    const int wage = reading.vacancy.min_wage_cny_per_month;
    EXPECT_TRUE(wage == 6000 || wage == 0) << pay << ": " << wage;
    for (const InferredField& field : reading.inferred_fields) {
      for (const char* contact : {"88888", "12345", "13800138000", "99887766", "77777"}) {
        EXPECT_EQ(field.source_text.find(contact), std::string::npos) << field.source_text;
      }
    }
  }
}

}  // namespace
}  // namespace laowu::intake

// Header rows as offices and villages write them: counters that are no numbers, units, two
// languages, ends of ranges, men's and women's columns.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake/table/column_map.h"
#include "intake/table/header_words.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/wage/wage.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::testing::HasSubstr;
using Cells = std::vector<std::string>;
using Overrides = std::vector<std::pair<std::string, std::string>>;

ColumnMeaning FirstColumn(TableKind kind, const std::string& header, const Cells& numbers,
                          const Overrides& overrides = {}) {
  std::vector<Cells> rows;
  for (const std::string& number : numbers) {
    rows.push_back({number, "普工", absl::StrCat("样例", rows.size(), "厂"), "中山市小榄镇"});
  }
  const auto map =
      ColumnMap::Make(kind, Cells{header, "岗位名称", "企业名称", "工作地点"}, overrides, rows);
  EXPECT_TRUE(map.ok()) << map.status();
  return map.ok() ? map->columns()[0] : ColumnMeaning();
}

// Read as the sender's own numbers, next week's sheet would update the wrong vacancies.
TEST(OfficeHeaders, ACounterOfRowsIsNoReference) {
  for (const char* header : {"编号", "ID", "号", "编号\nNo.", "编 号", "No", "序列号", "顺序号"}) {
    EXPECT_EQ(FirstColumn(TableKind::kVacancies, header, {"1", "2", "3", "4"}).field,
              Field::kIgnored)
        << header;
  }
  for (const Cells& numbers : std::vector<Cells>{{"1"},
                                                 {"1", "2"},
                                                 {"1", "2", "3", "1", "2"},    // a sheet each
                                                 {"2", "5", "9", "14", "30"},  // filtered
                                                 {"3", "1", "4", "2"},         // sorted by pay
                                                 {"01", "02", "03"},
                                                 {"1.", "2.", "3."},
                                                 {"1", "1", "2", "2"},  // merged
                                                 {"1", "2", "", "合计"}}) {
    const ColumnMeaning column = FirstColumn(TableKind::kVacancies, "编号", numbers);
    EXPECT_EQ(column.field, Field::kIgnored) << ::testing::PrintToString(numbers);
    EXPECT_THAT(column.reason, HasSubstr("序号"));
  }
}

TEST(OfficeHeaders, NumbersThatAreNoCounterStayTheReference) {
  for (const Cells& numbers : std::vector<Cells>{{"A-1", "A-2", "A-3"},
                                                 {"20260701", "20260702"},
                                                 {"1001", "1002", "1003"},
                                                 {"101", "102", "103"},
                                                 {"1-1", "1-2", "1-3"},
                                                 {"5", "310", "442"},
                                                 {}}) {
    EXPECT_EQ(FirstColumn(TableKind::kVacancies, "编号", numbers).field, Field::kReference)
        << ::testing::PrintToString(numbers);
  }
  const Overrides stated = {{"编号", "reference"}};
  EXPECT_EQ(FirstColumn(TableKind::kVacancies, "编号", {"1", "2", "3"}, stated).field,
            Field::kReference);
}

// 岗位编号 says plainly what it is; that it runs 1, 2, 3 is told.
TEST(OfficeHeaders, APlainReferenceThatRunsFromOneIsDoubted) {
  for (const char* header : {"岗位编号", "职位编号", "招聘编号", "岗位ID"}) {
    const ColumnMeaning column = FirstColumn(TableKind::kVacancies, header, {"1", "2", "3"});
    EXPECT_EQ(column.field, Field::kReference) << header;
    EXPECT_THAT(column.doubt, HasSubstr("--column A=ignored")) << header;
    EXPECT_LT(column.confidence, 100);
  }
  EXPECT_EQ(FirstColumn(TableKind::kVacancies, "岗位编号", {"7", "12", "30"}).doubt, "");
  EXPECT_EQ(FirstColumn(TableKind::kVacancies, "岗位编号", {"A1", "A2", "A3"}).doubt, "");
}

// Next month's list numbers its people anew; the identity number tells who is meant.
TEST(OfficeHeaders, SmallNumbersBesideIdentityNumbersAreNoReferences) {
  const auto first = [](TableKind kind, const std::string& header, const Cells& numbers,
                        const std::string& beside = "身份证号") {
    const bool is_identity = beside == "身份证号";
    std::vector<Cells> rows;
    for (const std::string& number : numbers) {
      rows.push_back(
          {number, "王小明", is_identity ? "529999199001010019" : "10000000001", "在外"});
    }
    const auto map = ColumnMap::Make(kind, Cells{header, "姓名", beside, "就业状态"}, {}, rows);
    EXPECT_TRUE(map.ok()) << map.status();
    return map.ok() ? map->columns()[0].field : Field::kUnknown;
  };
  for (const Cells& numbers : std::vector<Cells>{{"1", "2"},
                                                 {"1"},
                                                 {"1", "2", "4", "5"},
                                                 {"3", "2", "1"},
                                                 {"1", "", "3"},
                                                 {"5", "6", "7", "8"},
                                                 {"301", "302", "340"}}) {
    for (const TableKind kind : {TableKind::kWorkers, TableKind::kSurveys}) {
      EXPECT_EQ(first(kind, "编号", numbers), Field::kIgnored) << ::testing::PrintToString(numbers);
    }
  }
  EXPECT_EQ(first(TableKind::kWorkers, "人员编号", {"1", "2"}), Field::kReference);
  EXPECT_EQ(first(TableKind::kWorkers, "编号", {"1001", "1004"}), Field::kReference);
  EXPECT_EQ(first(TableKind::kWorkers, "编号", {"A1", "A2"}), Field::kReference);
  // Without them it is all that tells the rows apart.
  EXPECT_EQ(first(TableKind::kWorkers, "编号", {"1", "2"}, "手机号"), Field::kReference);
}

TEST(OfficeHeaders, OfVacanciesInTwoLanguages) {
  for (const auto& [header, field] :
       std::vector<std::pair<const char*, Field>>{{"序号\nNo.", Field::kIgnored},
                                                  {"单位名称 Company", Field::kEmployerName},
                                                  {"岗位名称\nJob Title", Field::kTitle},
                                                  {"Position 职位", Field::kTitle},
                                                  {"工作地点 Work Location", Field::kWorkplace},
                                                  {"薪资待遇 Salary (RMB)", Field::kWageText},
                                                  {"招聘人数 Headcount", Field::kOpeningCount},
                                                  {"学历要求 Education", Field::kEducation},
                                                  {"联系人 Contact", Field::kIgnored},
                                                  {"Monthly Salary (RMB)", Field::kWageText},
                                                  {"Min. Salary", Field::kWageMin},
                                                  {"Max. Salary", Field::kWageMax},
                                                  {"Work Location", Field::kWorkplace},
                                                  {"Job Location", Field::kWorkplace},
                                                  {"Company Name", Field::kEmployerName},
                                                  {"Min. Age", Field::kMinAge},
                                                  {"Max. Age", Field::kMaxAge},
                                                  {"Age Range", Field::kAge},
                                                  {"No. of Workers Needed", Field::kOpeningCount},
                                                  {"Number of Positions", Field::kOpeningCount},
                                                  {"Quantity", Field::kOpeningCount},
                                                  {"Working Hours", Field::kHours},
                                                  {"Work Experience", Field::kExperience},
                                                  {"Board and Lodging", Field::kBoardAndLodging},
                                                  {"Application Deadline", Field::kUnknown},
                                                  {"Deadline", Field::kExpireDate},
                                                  {"Contact Person", Field::kIgnored},
                                                  {"Tel", Field::kIgnored},
                                                  {"Job Description", Field::kDescription},
                                                  {"Job Requirements", Field::kRequirements},
                                                  {"Expected Salary", Field::kUnknown},
                                                  {"Status", Field::kUnknown}}) {
    EXPECT_EQ(MapHeader(TableKind::kVacancies, header), field) << header;
  }
}

TEST(OfficeHeaders, OfWorkersInTwoLanguages) {
  for (const auto& [header, field] :
       std::vector<std::pair<const char*, Field>>{{"姓名 Name", Field::kPersonName},
                                                  {"身份证号 ID Number", Field::kIdentityNumber},
                                                  {"Full Name", Field::kPersonName},
                                                  {"ID Card No.", Field::kIdentityNumber},
                                                  {"Mobile Phone", Field::kPhone},
                                                  {"Expected Job", Field::kDesiredOccupations},
                                                  {"Expected Monthly Salary", Field::kDesiredWage},
                                                  {"Preferred City", Field::kPreferredPlaces},
                                                  {"Current Job", Field::kPastOccupation},
                                                  {"Home Address", Field::kHomeAddress},
                                                  {"Remarks", Field::kDescription},
                                                  {"Company Name", Field::kUnknown},
                                                  {"HR姓名", Field::kUnknown}}) {
    EXPECT_EQ(MapHeader(TableKind::kWorkers, header), field) << header;
  }
}

TEST(OfficeHeaders, EndsOfRangesAndPartsOfOpenings) {
  for (const auto& [header, field] :
       std::vector<std::pair<const char*, Field>>{{"工资（最低）", Field::kWageMin},
                                                  {"工资（最高）", Field::kWageMax},
                                                  {"月薪（下限）", Field::kWageMin},
                                                  {"年龄（上限）", Field::kMaxAge},
                                                  {"年龄起", Field::kMinAge},
                                                  {"年龄止", Field::kMaxAge},
                                                  {"工资（元/月）", Field::kWageText},
                                                  {"日工资", Field::kWageText},
                                                  {"每天工作小时", Field::kHours},
                                                  {"招聘男工人数", Field::kOpeningCount}}) {
    EXPECT_EQ(MapHeader(TableKind::kVacancies, header), field) << header;
  }
  for (const auto& [header, part] :
       std::vector<std::pair<const char*, const char*>>{{"人数（男）", "男"},
                                                        {"人数（女）", "女"},
                                                        {"需求人数/男", "男"},
                                                        {"招聘男工人数", "男"},
                                                        {"需求人数（男/女）", "男女"},
                                                        {"合计", "合计"},
                                                        {"总人数", "合计"},
                                                        {"招聘人数", ""},
                                                        {"招聘人数（人）", ""}}) {
    EXPECT_EQ(PartOfOpenings(header), part) << header;
  }
  EXPECT_TRUE(ColumnMap::Make(TableKind::kVacancies,
                              Cells{"岗位名称", "人数（男）", "人数（女）", "人数合计"})
                  .ok());
}

TEST(OfficeHeaders, OfRostersAndSites) {
  const auto vacancies = TableKind::kVacancies;
  EXPECT_EQ(MapHeader(vacancies, "工地地址"), Field::kWorkplace);
  EXPECT_EQ(MapHeader(vacancies, "施工单位"), Field::kEmployerName);
  EXPECT_EQ(MapHeader(vacancies, "岗位序号"), Field::kIgnored);
  EXPECT_EQ(MapHeader(TableKind::kWorkers, "返乡前从事工种"), Field::kPastOccupation);
  EXPECT_EQ(MapHeader(TableKind::kWorkers, "是否脱贫户/监测户"), Field::kPolicyGroups);
  EXPECT_EQ(MapHeader(TableKind::kWorkers, "劳动能力"), Field::kWorkCapacity);
  EXPECT_EQ(MapHeader(TableKind::kSurveys, "家庭成员姓名"), Field::kPersonName);
  EXPECT_EQ(MapHeader(TableKind::kSurveys, "具体地点"), Field::kWorkplace);
  // Where somebody was before they came home is not where they are.
  EXPECT_EQ(MapHeader(TableKind::kSurveys, "返乡前务工地"), Field::kUnknown);
}

TEST(OfficeHeaders, UnitsOfPay) {
  for (const auto& [header, unit, multiplier] : std::vector<std::tuple<const char*, WageUnit, int>>{
           {"月薪（千元）", WageUnit::kMonth, 1000},
           {"工资（千元/月）", WageUnit::kMonth, 1000},
           {"工资（单位：千元）", WageUnit::kNone, 1000},
           {"薪资(K)", WageUnit::kNone, 1000},
           {"薪资（K/月）", WageUnit::kMonth, 1000},
           {"Salary (thousand RMB)", WageUnit::kNone, 1000},
           {"月工资（万元）", WageUnit::kMonth, 10000},
           {"年薪（万）", WageUnit::kYear, 10000},
           {"工资（元/天）", WageUnit::kDay, 1},
           {"日工资", WageUnit::kDay, 1},
           {"工资（元/时）", WageUnit::kHour, 1},
           {"工价（元/小时）", WageUnit::kHour, 1},
           {"Monthly Salary", WageUnit::kMonth, 1},
           {"Hourly Rate", WageUnit::kHour, 1},
           // Words that only look like a period.
           {"2026年工资标准", WageUnit::kNone, 1},
           {"2026年薪资", WageUnit::kNone, 1},
           {"2026年薪资（元/月）", WageUnit::kMonth, 1},
           {"2026年年薪", WageUnit::kYear, 1},
           {"今年收入", WageUnit::kNone, 1},
           {"去年工资", WageUnit::kNone, 1},
           {"全年工资", WageUnit::kYear, 1},
           {"年收入（万元）", WageUnit::kYear, 10000},
           {"月工资（8小时制）", WageUnit::kMonth, 1},
           {"工资（12小时两班）", WageUnit::kNone, 1},
           {"工资（每小时）", WageUnit::kHour, 1},
           {"工资（元/1小时）", WageUnit::kHour, 1},
           {"临时工工资", WageUnit::kNone, 1},
           {"工资（15日发）", WageUnit::kNone, 1}}) {
    const WageHints hints = HintsFromHeader(header);
    EXPECT_EQ(hints.default_unit, unit) << header;
    EXPECT_EQ(hints.multiplier, multiplier) << header;
  }
}

VacancyDraft ReadRow(Field field, const char* header, const char* text) {
  static const auto* const reader =
      new VacancyReader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", "样例厂"});
  return reader
      ->Read({{Field::kTitle, "岗位", "普工"},
              {Field::kWorkplace, "地点", "小榄"},
              {field, header, text}})
      .vacancy;
}

TEST(OfficeHeaders, WhatTheHeaderSaysOfTheFigureCounts) {
  EXPECT_EQ(ReadRow(Field::kAge, "年龄（岁以下）", "45").max_age_years, 45);
  EXPECT_EQ(ReadRow(Field::kAge, "年龄（岁以下）", "45").min_age_years, 0);
  EXPECT_EQ(ReadRow(Field::kAge, "年龄（周岁以上）", "18").min_age_years, 18);
  EXPECT_EQ(ReadRow(Field::kAge, "年龄（岁以下）", "18-45").max_age_years, 45);
  EXPECT_EQ(ReadRow(Field::kAge, "年龄", "45").max_age_years, 0);
  EXPECT_EQ(ReadRow(Field::kOpeningCount, "需求人数（男/女）", "5/10").opening_count, 15);
  EXPECT_EQ(ReadRow(Field::kOpeningCount, "需求人数（男/女）", "10").opening_count, 10);
  EXPECT_EQ(ReadRow(Field::kOpeningCount, "人数（男）", "7").opening_count, 7);
  // Ten hours of a day, and not of a week.
  EXPECT_EQ(ReadRow(Field::kHours, "上班时间（小时/天）", "10").hours_per_week,
            ReadRow(Field::kHours, "上班时间", "每天10小时").hours_per_week);
  EXPECT_EQ(ReadRow(Field::kHours, "工时（小时/天）", "10").hours_per_week, 0);
  EXPECT_EQ(ReadRow(Field::kHours, "每周工时", "40").hours_per_week, 40);
  EXPECT_EQ(ReadRow(Field::kHours, "工时", "48").hours_per_week, 48);
  EXPECT_EQ(ReadRow(Field::kHours, "工时", "10").hours_per_week, 0);  // of a day or of a week?
  EXPECT_EQ(ReadRow(Field::kWageText, "月薪（千元）", "5-6.5").max_wage_cny_per_month, 6500);
  EXPECT_EQ(ReadRow(Field::kWageText, "月薪（千元）", "5500").max_wage_cny_per_month, 5500);
  EXPECT_EQ(ReadRow(Field::kWageText, "日工资", "220").min_wage_cny_per_month, 220 * 26);
}

}  // namespace
}  // namespace laowu::intake

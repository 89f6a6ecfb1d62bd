// What the sheets of a report hold, of answers that are made up.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/cli/monthly_report.h"
#include "services/cli/office_report.h"
#include "services/cli/ratio_options.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {
namespace {

using ::testing::ElementsAre;

// A figure of each, by channel and age: what a sheet may leave out, and in which order it stands.
MonthlyReport MadeUpReport() {
  MonthlyReport report;
  report.month = absl::CivilMonth(2026, 6);
  report.day = absl::CivilDay(2026, 6, 30);
  report.policy.set_strictness(v1::RatioPolicy::BROAD);
  v1::OutboundRatio whole;
  whole.set_division_code("520281");
  whole.set_division_display_name("盘州市");
  whole.set_status(v1::OutboundRatio::MISSED);
  whole.set_outbound_person_count(600);
  whole.mutable_baseline()->set_outbound_person_count(1000);
  whole.set_register_coverage_permille(600);
  for (auto& figures : report.figures) figures = {whole};
  const auto add = [&](v1::OutboundBreakdown by, const std::vector<std::string>& keys) {
    MonthlyReport::Breakdown& breakdown = report.breakdowns.emplace_back();
    breakdown.by = by;
    for (const std::string& key : keys) {
      v1::OutboundRatio part = whole;
      part.clear_baseline();
      part.mutable_part()->set_key(key);
      breakdown.parts.push_back(part);
    }
  };
  add(v1::OUTBOUND_BREAKDOWN_TOWNSHIP, {"520281001"});
  add(v1::OUTBOUND_BREAKDOWN_CHANNEL, {"CHANNEL_SELF"});
  add(v1::OUTBOUND_BREAKDOWN_SEX, {"SEX_FEMALE"});
  add(v1::OUTBOUND_BREAKDOWN_AGE_BAND, {"45-54", "", "16-24", "60+", "25-34"});
  return report;
}

TEST(MonthlyReportTest, EveryColumnHasANameOfItsOwnAlsoBesideItsContext) {
  MonthlyReport report = MadeUpReport();
  report.policy.set_carry(v1::RatioPolicy::JOB);
  for (const bool english : {false, true}) {
    report.english = english;
    for (const ReportSheet& sheet : MonthlySheets(report)) {
      std::set<std::string> names;
      for (const auto& [name, text] : MonthlyContext(report)) names.insert(name);
      for (const auto& column : sheet.table.columns) {
        EXPECT_TRUE(names.insert(column.title).second) << sheet.table.name << ": " << column.title;
      }
      for (const auto& row : sheet.table.rows) {
        EXPECT_EQ(row.size(), sheet.table.columns.size()) << sheet.table.name;
      }
    }
  }
  for (const bool english : {false, true}) {
    for (const ReportSheet& sheet : OfficeSheets("", {}, {}, english)) {
      std::set<std::string> names;
      for (const auto& column : sheet.table.columns) {
        EXPECT_TRUE(names.insert(column.title).second) << column.title;
      }
    }
  }
}

// A county that has begun with a few of its townships: the others are one row, in figures and pay.
TEST(MonthlyReportTest, TownshipsOfWhichThereIsNothingToSayAreOneRow) {
  MonthlyReport report = MadeUpReport();
  for (int i = 1; i <= 5; ++i) {
    v1::OutboundRatio township;
    township.set_division_code(absl::StrCat("52028100", i));
    township.set_status(v1::OutboundRatio::NO_DATA);
    for (auto& figures : report.figures) figures.push_back(township);
    v1::OutboundPeriod& quarter = report.in_quarter.emplace_back();
    quarter.set_division_code(township.division_code());
    *quarter.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 4, 1));
    *quarter.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 6, 30));
  }
  // Nobody is away of the second now, but was this year; of the third some stated their pay.
  v1::OutboundPeriod& year = report.in_year.emplace_back();
  year.set_division_code("520281002");
  year.set_missed_day_count(3);
  report.in_quarter[2].set_self_arranged_wage_count(4);
  const auto first_cells = [&](const std::string& key, std::size_t column) {
    std::vector<std::string> cells;
    for (const ReportSheet& sheet : MonthlySheets(report)) {
      if (sheet.key != key) continue;
      for (const auto& row : sheet.table.rows) cells.push_back(row[column]);
    }
    return cells;
  };
  EXPECT_THAT(first_cells("", 0), ElementsAre("520281", "520281002", "–"));
  EXPECT_THAT(first_cells("", 1), ElementsAre("盘州市", "", "其余4个乡镇：无数据"));
  EXPECT_THAT(first_cells("pay", 0), ElementsAre("520281003", "–"));
  report.english = true;
  EXPECT_THAT(first_cells("pay", 1), ElementsAre("", "4 more townships: no data"));
}

TEST(KnownAtTest, IsToldWholeAndNoLongerThanItIs) {
  google::protobuf::Timestamp time;
  time.set_seconds(absl::ToUnixSeconds(runtime::StartOfDay(absl::CivilDay(2026, 7, 1))));
  EXPECT_EQ(KnownAtText(time), "2026-07-01T00:00:00+08:00");
  time.set_nanos(123456000);
  EXPECT_EQ(KnownAtText(time), "2026-07-01T00:00:00.123456+08:00");
  google::protobuf::Timestamp read;
  ASSERT_TRUE(ReadKnownAt(KnownAtText(time), read));
  EXPECT_EQ(read.SerializeAsString(), time.SerializeAsString());
}

// The cell of the only publication in the sheet.
std::string PublicationCell(const MonthlyReport& report, const std::string& title) {
  for (const ReportSheet& sheet : MonthlySheets(report)) {
    if (sheet.key != "publications") continue;
    EXPECT_EQ(sheet.table.rows.size(), 1u);
    for (std::size_t i = 0; i < sheet.table.columns.size() && !sheet.table.rows.empty(); ++i) {
      if (sheet.table.columns[i].title == title) return sheet.table.rows[0][i];
    }
  }
  return "there is no such column";
}

// Which figure it is: what was not asked for follows from the policy version.
TEST(MonthlyReportTest, TheContextNamesTheCarryThatWasAskedFor) {
  MonthlyReport report = MadeUpReport();
  const auto text_of = [&](const std::string& title) -> std::string {
    for (const auto& [name, text] : MonthlyContext(report)) {
      if (name == title) return text;
    }
    return "";
  };
  EXPECT_EQ(text_of("外出边界"), "县外");
  EXPECT_EQ(text_of("沿用"), "");
  report.policy.set_carry(v1::RatioPolicy::JOB);
  for (auto& figures : report.figures) {
    for (auto& figure : figures) figure.mutable_policy()->set_carry(v1::RatioPolicy::JOB);
  }
  EXPECT_EQ(text_of("沿用"), "每份工作");
  report.english = true;
  EXPECT_EQ(text_of("carry"), "job");
  EXPECT_EQ(text_of("boundary"), "outside the county");
  EXPECT_EQ(text_of("policy"), "broad");
}

// A publication of another boundary stands under its own, and a draft was not handed in.
TEST(MonthlyReportTest, PublicationsAreThoseHandedInWithTheirPolicyAndAllWhoSigned) {
  MonthlyReport report = MadeUpReport();
  v1::Publication& draft = report.publications.emplace_back();
  draft.set_name("publications/draft");
  draft.set_state(v1::Publication::DRAFT);
  v1::Publication& accepted = report.publications.emplace_back();
  accepted.set_name("publications/accepted");
  accepted.set_state(v1::Publication::ACCEPTED);
  accepted.mutable_outbound_ratio()->set_status(v1::OutboundRatio::PROVISIONAL);
  auto* policy = accepted.mutable_outbound_ratio()->mutable_policy();
  policy->set_boundary(v1::RatioPolicy::PROVINCE);
  policy->set_carry(v1::RatioPolicy::JOB);
  const auto sign = [&](v1::Publication::State state, const std::string& who) {
    auto* signature = accepted.add_signatures();
    signature->set_state(state);
    signature->set_signed_by(who);
  };
  sign(v1::Publication::DRAFT, "panzhou");
  sign(v1::Publication::ACCEPTED, "city");
  const auto cell = [&](const std::string& title) { return PublicationCell(report, title); };
  EXPECT_EQ(cell("发布"), "publications/accepted");
  EXPECT_EQ(cell("发布边界"), "省外");
  EXPECT_EQ(cell("渠道沿用"), "每份工作");
  EXPECT_EQ(cell("达标情况"), "待定");
  EXPECT_EQ(cell("签署"), "草稿 panzhou；已采纳 city");
  EXPECT_EQ(cell("日期"), "") << "it has none";
  report.english = true;
  EXPECT_EQ(cell("state"), "accepted");
  EXPECT_EQ(cell("figure's boundary"), "outside the province");
  EXPECT_EQ(cell("figure's carry"), "job");
  EXPECT_EQ(cell("signed by"), "draft panzhou; accepted city");
}

// Days of which nobody can say are not days that met the target.
TEST(MonthlyReportTest, ProvisionalDaysOfTheYearStandBesideTheMissedOnes) {
  MonthlyReport report = MadeUpReport();
  v1::OutboundPeriod& year = report.in_year.emplace_back();
  year.set_division_code("520281");
  year.set_missed_day_count(2);
  year.set_provisional_day_count(333);
  const auto sheets = MonthlySheets(report);
  const auto& columns = sheets[0].table.columns;
  const auto missed = std::find_if(columns.begin(), columns.end(), [](const auto& column) {
    return column.title == "本年未达标（天）";
  });
  ASSERT_NE(missed, columns.end());
  const auto at = static_cast<std::size_t>(missed - columns.begin());
  EXPECT_EQ(columns[at + 1].title, "本年待定（天）");
  EXPECT_EQ(sheets[0].table.rows[0][at], "2");
  EXPECT_EQ(sheets[0].table.rows[0][at + 1], "333");
}

// R4 is told of a year that ends where known-at does, which no earlier month's report may count its
// days by.
TEST(MonthlyReportTest, R4IsOfTheYearToKnownAtAndDaysMissedAreOfThatToTheDay) {
  MonthlyReport report = MadeUpReport();
  v1::OutboundPeriod& year = report.in_year.emplace_back();
  year.set_division_code("520281");
  year.set_missed_day_count(181);
  v1::OutboundPeriod& known_year = report.in_known_year.emplace_back(year);
  known_year.set_missed_day_count(240);
  known_year.set_long_absent_ratio_permille(412);
  const ReportSheet summary = MonthlySheets(report)[0];
  std::map<std::string, std::string> cells;
  for (std::size_t i = 0; i < summary.table.columns.size(); ++i) {
    cells[summary.table.columns[i].title] = summary.table.rows[0][i];
  }
  EXPECT_EQ(cells["全年组织化率R4（算到截至日，%）"], "41.2");
  EXPECT_EQ(cells["本年未达标（天）"], "181");
}

TEST(MonthlyReportTest, PartsWithoutATargetAreNeitherMetNorMissedAndAgesStandByAge) {
  std::map<std::string, intake::SheetTable> tables;
  for (const ReportSheet& sheet : MonthlySheets(MadeUpReport())) tables[sheet.key] = sheet.table;
  const auto has_status = [&](const std::string& key) {
    return std::any_of(tables[key].columns.begin(), tables[key].columns.end(),
                       [](const auto& column) { return column.title == "状态"; });
  };
  EXPECT_TRUE(has_status(""));
  EXPECT_TRUE(has_status("townships"));
  for (const char* key : {"channels", "sexes", "ages"}) EXPECT_FALSE(has_status(key)) << key;
  std::vector<std::string> ages;
  for (const auto& row : tables["ages"].rows) ages.push_back(row[0]);
  EXPECT_THAT(ages, ElementsAre("16-24", "25-34", "45-54", "60+", ""));
  const auto& summary = tables[""];
  ASSERT_GE(summary.columns.size(), 2u);
  EXPECT_EQ(summary.columns[summary.columns.size() - 2].title, "调查外出人数（人）");
  EXPECT_EQ(summary.columns.back().title, "登记覆盖率（%）");
  ASSERT_EQ(summary.rows.size(), 1u);
  EXPECT_EQ(summary.rows[0][summary.columns.size() - 2], "1000");
  EXPECT_EQ(summary.rows[0].back(), "60.0");
}

}  // namespace
}  // namespace laowu::cli

// Rows of tables of outcomes, as bureaus keep them: how their words are read.

#include "services/intake/outcome_row.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/runtime/field_checks.h"

namespace laowu::intake_role {
namespace {

OutcomeRow ReadRow(const std::vector<std::string>& headers, const std::vector<std::string>& cells) {
  const OutcomeRowReader reader(absl::CivilDay(2026, 6, 30));
  const auto columns = intake::ColumnMap::Make(intake::TableKind::kOutcomes, headers);
  EXPECT_TRUE(columns.ok()) << columns.status();
  return columns.ok() ? reader.Read(columns->Apply(cells)) : OutcomeRow();
}

TEST(OutcomeRowTest, ChineseAndEnglishHeadersAndWordsSayTheSame) {
  const OutcomeRow chinese =
      ReadRow({"人员编号", "类型", "日期", "务工地", "渠道", "组织单位", "月薪"},
              {"w1", "到岗", "2026年6月12日", "中山市", "劳务公司", "labour", "6000"});
  const OutcomeRow english =
      ReadRow({"worker", "type", "date", "workplace", "channel", "organizer", "wage"},
              {"workers/w1", "arrived", "2026-06-12", "442000", "labour-company",
               "organizers/labour", "6000"});
  EXPECT_TRUE(chinese.violations.empty());
  EXPECT_EQ(chinese.outcome.SerializeAsString(), english.outcome.SerializeAsString());
  EXPECT_EQ(chinese.outcome.worker(), "workers/w1");
  EXPECT_EQ(chinese.outcome.type(), v1::Outcome::ARRIVED);
  EXPECT_EQ(chinese.outcome.workplace_division_code(), "442000");
  EXPECT_EQ(chinese.outcome.wage_cny_per_month(), 6000);
}

TEST(OutcomeRowTest, Rule20ADateSaysHowSureItIs) {
  struct Case {
    const char* text;
    v1::DatePrecision precision;
    absl::CivilDay day;
  };
  const Case kCases[] = {
      {"2026-03-15", v1::DATE_PRECISION_DAY, absl::CivilDay(2026, 3, 15)},
      {"2026年3月", v1::DATE_PRECISION_MONTH, absl::CivilDay(2026, 3, 1)},
      {"2026-03", v1::DATE_PRECISION_MONTH, absl::CivilDay(2026, 3, 1)},
      {"2026年3月15日以前", v1::DATE_PRECISION_BEFORE, absl::CivilDay(2026, 3, 15)},
      {"before 2026-03-15", v1::DATE_PRECISION_BEFORE, absl::CivilDay(2026, 3, 15)},
  };
  for (const Case& c : kCases) {
    const OutcomeRow row = ReadRow({"worker", "type", "date"}, {"w1", "期初在外", c.text});
    EXPECT_EQ(row.outcome.date_precision(), c.precision) << c.text;
    EXPECT_EQ(runtime::ToCivilDay(row.outcome.effective_date()), c.day) << c.text;
  }
}

TEST(OutcomeRowTest, WhatCannotBeReadIsToldAndNotGuessed) {
  const OutcomeRow row = ReadRow({"worker", "type", "date", "workplace", "channel", "wage"},
                                 {"w1", "飞走", "上周", "月球", "缘分", "很多"});
  EXPECT_EQ(row.violations.size(), 5);
  EXPECT_TRUE(ReadRow({"worker", "type", "date", "workplace"}, {"w1", "到岗", "2026-06-01", "SG"})
                  .violations.empty())
      << "overseas";
}

}  // namespace
}  // namespace laowu::intake_role

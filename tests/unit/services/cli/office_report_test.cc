// What an office's report counts, of answers that are made up, and reports as files.

#include "services/cli/office_report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/cli/report_sheets.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {
namespace {

using ::testing::ElementsAre;

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// An .xlsx bears a time of its making: that of the figures, not of the clock.
TEST(ReportSheetsTest, TheSameSheetsAsOfTheSameTimeAreTheSameBytes) {
  const testing::ScratchDir scratch;
  ReportSheet sheet;
  sheet.table.name = "汇总";
  sheet.table.columns = {TextColumn("地区")};
  sheet.table.rows = {{"盘州"}};
  const auto book = [&](const std::string& name, absl::Time known_at) {
    EXPECT_OK(WriteReport(scratch.file(name), {sheet}, {}, known_at));
    return Contents(scratch.file(name));
  };
  const absl::Time june = runtime::StartOfDay(absl::CivilDay(2026, 6, 30));
  EXPECT_EQ(book("one.xlsx", june), book("two.xlsx", june));
  EXPECT_NE(book("one.xlsx", june), book("later.xlsx", june + absl::Hours(1)));
}

v1::Placement Started(const std::string& vacancy, absl::CivilDay start) {
  v1::Placement placement;
  placement.set_vacancy(vacancy);
  *placement.mutable_propose_time() = runtime::ToTimestamp(runtime::StartOfDay(start - 3));
  *placement.mutable_accept_time() = runtime::ToTimestamp(runtime::StartOfDay(start - 2));
  *placement.mutable_start_date() = runtime::ToDate(start);
  return placement;
}

v1::OfficeStay Stay(const std::string& vacancy, int days, int due, int stayed) {
  v1::OfficeStay stay;
  stay.set_vacancy(vacancy);
  stay.set_day_count(days);
  stay.set_due_count(due);
  stay.set_stayed_count(stayed);
  return stay;
}

// Of October: what happened in it, and who stayed as the outcomes say, whatever placements do.
TEST(OfficeReportTest, CountsWhatHappenedInTheMonthAndWhoStayed) {
  std::vector<v1::Placement> placements = {
      Started("offices/z/vacancies/a", absl::CivilDay(2026, 10, 5)),
      Started("offices/z/vacancies/a", absl::CivilDay(2026, 9, 10)),
      Started("offices/z/vacancies/a", absl::CivilDay(2026, 9, 11)),
      Started("offices/z/vacancies/b", absl::CivilDay(2026, 7, 10)),
      Started("offices/z/vacancies/c", absl::CivilDay(2025, 1, 1))};
  const auto counts = CountPlacements(
      placements,
      {Stay("offices/z/vacancies/a", 30, 2, 1), Stay("offices/z/vacancies/b", 90, 1, 1)},
      absl::CivilDay(2026, 10, 1), absl::CivilDay(2026, 10, 31));
  ASSERT_EQ(counts.size(), 2u) << "nothing happened at the third vacancy";
  EXPECT_EQ(
      counts.at("offices/z/vacancies/a"),
      (OfficeCounts{.proposed = 1, .accepted = 1, .arrived = 1, .due_30 = 2, .stayed_30 = 1}));
  EXPECT_EQ(counts.at("offices/z/vacancies/b"), (OfficeCounts{.due_90 = 1, .stayed_90 = 1}));
  v1::Vacancy vacancy;
  vacancy.set_title("缝纫工");
  vacancy.set_employer_display_name("甲厂");
  const auto sheets = OfficeSheets("zhongshan 2026-10", counts,
                                   {{"offices/z/vacancies/a", vacancy}}, /*english=*/false);
  ASSERT_EQ(sheets.size(), 2u);
  EXPECT_THAT(sheets[0].table.rows.front(),
              ElementsAre("a", "缝纫工", "甲厂", "", "1", "1", "1", "2", "1", "0", "0"));
  EXPECT_THAT(sheets[0].table.rows.back(),
              ElementsAre("合计", "", "", "", "1", "1", "1", "2", "1", "1", "1"));
  EXPECT_THAT(sheets[1].table.rows.back(), ElementsAre("合计", "1", "1", "1", "2", "1", "1", "1"));
}

}  // namespace
}  // namespace laowu::cli

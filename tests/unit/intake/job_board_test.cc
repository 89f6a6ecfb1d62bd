// The readers over 8,738 real postings of Guangdong, whose crawl also holds parsed wages and places
// as answers. The file is not part of the project: skipped where it is absent.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "intake/column_map.h"
#include "intake/place.h"
#include "intake/table_reader.h"
#include "intake/vacancy_reader.h"
#include "intake/wage.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

constexpr absl::CivilDay kCrawlDay(2024, 7, 1);

struct Share {
  int right = 0;
  int all = 0;
  void Add(bool is_right) {
    ++all;
    right += is_right ? 1 : 0;
  }
  double percent() const { return all == 0 ? 0 : 100.0 * right / all; }
};

std::ostream& operator<<(std::ostream& out, const Share& share) {
  return out << share.right << " of " << share.all << " (" << share.percent() << " %)";
}

class JobBoard : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* stated = std::getenv("LAOWU_SHARED_DIR");
    const std::string folder = stated != nullptr ? stated : LAOWU_SHARED_DIR_DEFAULT;
    const std::string path = folder + "/data/vacancies/vacancies_guangdong.tsv.gz";
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "no file of real postings; set LAOWU_SHARED_DIR to the folder that has it";
    }
    const std::string command = absl::StrCat("gzip -dc '", path, "'");
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    ASSERT_NE(pipe, nullptr);
    TableReader reader;
    std::vector<char> piece(1 << 16);
    TableRow row;
    for (std::size_t size = 0;
         (size = std::fread(piece.data(), 1, piece.size(), pipe.get())) > 0;) {
      ASSERT_OK(reader.Append(absl::string_view(piece.data(), size)));
      while (reader.Next(row)) rows_.push_back(row.cells);
    }
    ASSERT_OK(reader.Finish());
    while (reader.Next(row)) rows_.push_back(row.cells);
    ASSERT_GT(rows_.size(), 1u);
    header_ = rows_.front();
    rows_.erase(rows_.begin());
  }

  std::string Cell(const std::vector<std::string>& row, absl::string_view name) const {
    for (std::size_t i = 0; i < header_.size() && i < row.size(); ++i) {
      if (header_[i] == name) return row[i];
    }
    return "";
  }

  static void Miss(const std::string& what) {
    static int shown = 0;
    if (++shown <= 40) std::cout << "  miss: " << what << "\n";
  }

  std::vector<std::string> header_;
  std::vector<std::vector<std::string>> rows_;
};

TEST_F(JobBoard, WageTexts) {
  Share min_right;
  Share max_right;
  Share unit_right;
  for (const auto& row : rows_) {
    const std::string text = Cell(row, "wage_text");
    if (text.empty()) continue;
    WageReading reading = ReadWage(text);
    // The answers keep a day's and an hour's pay as stated, and a year's by twelve.
    const std::int64_t divisor = reading.stated_unit == WageUnit::kYear ? 1200 : 100;
    const auto yuan = [&](std::int64_t fen) { return (fen + divisor / 2) / divisor; };
    const std::string unit = reading.stated_unit == WageUnit::kDay    ? "day"
                             : reading.stated_unit == WageUnit::kHour ? "hour"
                                                                      : "month";
    const auto equal = [&](const std::string& answer, std::int64_t fen) {
      std::int64_t value = 0;
      return (answer.empty() && fen == 0) ||
             (absl::SimpleAtoi(answer, &value) && value == yuan(fen));
    };
    min_right.Add(equal(Cell(row, "wage_min"), reading.stated_min_fen));
    max_right.Add(equal(Cell(row, "wage_max"), reading.stated_max_fen));
    unit_right.Add(unit == Cell(row, "wage_unit"));
    if (!equal(Cell(row, "wage_min"), reading.stated_min_fen) ||
        !equal(Cell(row, "wage_max"), reading.stated_max_fen)) {
      Miss(absl::StrCat(text, " -> ", reading.stated_min_fen, "-", reading.stated_max_fen, " not ",
                        Cell(row, "wage_min"), "-", Cell(row, "wage_max")));
    }
  }
  std::cout << "wage minimum " << min_right << "\nwage maximum " << max_right << "\nwage unit "
            << unit_right << "\n";
  EXPECT_GE(min_right.percent(), 99.5);
  EXPECT_GE(max_right.percent(), 99.5);
  EXPECT_GE(unit_right.percent(), 99.5);
}

TEST_F(JobBoard, PlaceTexts) {
  const PlaceReader places(kCrawlDay, "");
  Share city_right;
  Share district_right;
  Share town_right;  // where the answers have a name but no code: Zhongshan's towns
  for (const auto& row : rows_) {
    const std::string text = absl::StrCat(Cell(row, "city"), "·", Cell(row, "district"));
    const PlaceReading reading = places.Read(text);
    city_right.Add(reading.code.substr(0, 4) == Cell(row, "city_code").substr(0, 4));
    const std::string district = Cell(row, "district_code");
    if (!district.empty()) {
      district_right.Add(reading.code == district);
      if (reading.code != district)
        Miss(absl::StrCat(text, " -> ", reading.code, " not ", district));
    } else if (Cell(row, "city") == "中山市" && !Cell(row, "district").empty()) {
      town_right.Add(reading.code.size() == 9);
      if (reading.code.size() != 9) Miss(absl::StrCat(text, " -> ", reading.code));
    }
  }
  std::cout << "city " << city_right << "\ndistrict " << district_right << "\ntown of Zhongshan "
            << town_right << "\n";
  EXPECT_GE(city_right.percent(), 99.0);
  EXPECT_GE(district_right.percent(), 99.0);
  EXPECT_GE(town_right.percent(), 95.0);
}

// Only the words count here: codes and parsed wages are hidden from the reader.
TEST_F(JobBoard, WholeRows) {
  const std::vector<std::pair<std::string, std::string>> hidden = {{"city_code", "ignored"},
                                                                   {"district_code", "ignored"},
                                                                   {"wage_min", "ignored"},
                                                                   {"wage_max", "ignored"},
                                                                   {"wage_unit", "ignored"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, header_, hidden));
  const VacancyReader reader(ReadContext{kCrawlDay, "", ""});
  int rejected = 0;
  int with_occupation = 0;
  int with_wage = 0;
  int with_skill = 0;
  std::map<std::string, int> warnings;
  std::map<std::string, int> rejections;
  const absl::Time begin = absl::Now();
  for (const auto& row : rows_) {
    const VacancyReading reading = reader.Read(map.Apply(row));
    rejected += reading.rejected() ? 1 : 0;
    with_occupation += reading.vacancy.occupation_code.empty() ? 0 : 1;
    with_wage += reading.vacancy.max_wage_cny_per_month > 0 ? 1 : 0;
    with_skill += reading.vacancy.skill_requirements.empty() ? 0 : 1;
    for (const Warning& warning : reading.warnings) {
      ++warnings[warning.reason];
      if (std::getenv("LAOWU_SHOW_WARNINGS") != nullptr &&
          (warning.reason != "OCCUPATION_UNKNOWN" || warnings[warning.reason] < 150)) {
        std::cout << warning.reason << ": " << warning.source_text << " | " << reading.vacancy.title
                  << "\n";
      }
    }
    for (const Violation& violation : reading.violations) {
      ++rejections[violation.field_path];
      if (std::getenv("LAOWU_SHOW_WARNINGS") != nullptr)
        std::cout << "REJECTED " << violation.source_text << " | " << violation.message << "\n";
    }
  }
  const double seconds = absl::ToDoubleSeconds(absl::Now() - begin);
  const auto rows = static_cast<double>(rows_.size());
  std::cout << "rows " << rows_.size() << ", rejected " << rejected << ", with occupation "
            << 100 * with_occupation / rows << " %, with wage " << 100 * with_wage / rows
            << " %, with skill " << 100 * with_skill / rows << " %, " << rows / seconds
            << " rows a second\n";
  for (const auto& [reason, count] : warnings)
    std::cout << "  warning " << reason << " " << count << "\n";
  for (const auto& [path, count] : rejections)
    std::cout << "  rejected for " << path << " " << count << "\n";
  EXPECT_LT(rejected, 100);
  EXPECT_GT(with_wage / rows, 0.99);
}

}  // namespace
}  // namespace laowu::intake

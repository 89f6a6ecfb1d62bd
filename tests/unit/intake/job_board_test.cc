// The readers over 47,499 real postings, whose crawl also holds parsed wages, places and repeated
// postings as answers. The file is not part of the project: skipped where it is absent.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "intake/file/table_reader.h"
#include "intake/place/place.h"
#include "intake/table/column_map.h"
#include "intake/text/text.h"
#include "intake/vacancy/fingerprint.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/wage/wage.h"
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

// The file, read once for all tests.
struct Board {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> rows;
};

absl::Status Load(const std::string& path, Board& board) {
  const std::string command = absl::StrCat("gzip -dc '", path, "'");
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  if (pipe == nullptr) return absl::InternalError("gzip does not start");
  TableReader reader;
  std::vector<char> piece(1 << 16);
  TableRow row;
  for (std::size_t size = 0; (size = std::fread(piece.data(), 1, piece.size(), pipe.get())) > 0;) {
    if (auto status = reader.Append(absl::string_view(piece.data(), size)); !status.ok())
      return status;
    while (reader.Next(row)) board.rows.push_back(row.cells);
  }
  if (auto status = reader.Finish(); !status.ok()) return status;
  while (reader.Next(row)) board.rows.push_back(row.cells);
  if (board.rows.size() < 2) return absl::InternalError("no rows");
  board.header = board.rows.front();
  board.rows.erase(board.rows.begin());
  return absl::OkStatus();
}

class JobBoard : public ::testing::Test {
 protected:
  void SetUp() override {
    const char* stated = std::getenv("LAOWU_SHARED_DIR");
    const std::string folder = stated != nullptr ? stated : LAOWU_SHARED_DIR_DEFAULT;
    const std::string path = folder + "/data/vacancies/vacancies.tsv.gz";
    if (!std::filesystem::exists(path)) {
      GTEST_SKIP() << "no file of real postings; set LAOWU_SHARED_DIR to the folder that has it";
    }
    static Board* const board = new Board;
    if (board->rows.empty()) {
      ASSERT_OK(Load(path, *board));
    }
    board_ = board;
  }

  const std::vector<std::vector<std::string>>& rows() const { return board_->rows; }

  std::string Cell(const std::vector<std::string>& row, absl::string_view name) const {
    for (std::size_t i = 0; i < board_->header.size() && i < row.size(); ++i) {
      if (board_->header[i] == name) return row[i];
    }
    return "";
  }

  static void Miss(const std::string& what) {
    static int shown = 0;
    if (++shown <= 60) std::cout << "  miss: " << what << "\n";
  }

  const Board* board_ = nullptr;
};

TEST_F(JobBoard, WageTexts) {
  Share min_right;
  Share max_right;
  Share unit_right;
  for (const auto& row : rows()) {
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
  Share town_right;   // where the answers have a name but no code: Zhongshan's towns
  Share coarse_told;  // a district that the tables lack: the city, and that it is only the city
  for (const auto& row : rows()) {
    const std::string city = Cell(row, "city");
    if (city.empty()) continue;
    const std::string text = absl::StrCat(city, "·", Cell(row, "district"));
    const PlaceReading reading = places.Read(text);
    city_right.Add(reading.code.substr(0, 4) == Cell(row, "city_code").substr(0, 4) ||
                   reading.code.substr(0, 2) + "0000" == Cell(row, "city_code"));
    const std::string district = Cell(row, "district_code");
    if (!district.empty()) {
      district_right.Add(reading.code == district);
      if (reading.code != district)
        Miss(absl::StrCat(text, " -> ", reading.code, " not ", district));
    } else if (city == "中山市" && !Cell(row, "district").empty()) {
      town_right.Add(reading.code.size() == 9);
      if (reading.code.size() != 9) Miss(absl::StrCat(text, " -> ", reading.code));
    } else if (!Cell(row, "district").empty()) {
      coarse_told.Add(reading.code != Cell(row, "city_code") || !reading.unread_text.empty());
    }
  }
  std::cout << "city " << city_right << "\ndistrict " << district_right << "\ntown of Zhongshan "
            << town_right << "\nunknown district told " << coarse_told << "\n";
  EXPECT_GE(city_right.percent(), 99.0);
  EXPECT_GE(district_right.percent(), 99.0);
  EXPECT_GE(town_right.percent(), 95.0);
}

// Pairs of rows of one `group` against pairs that GroupOffers puts together.
TEST_F(JobBoard, RepeatedPostings) {
  std::vector<Fingerprint> prints;
  for (const auto& row : rows()) {
    VacancyDraft draft;
    draft.title = Cell(row, "title");
    draft.employer_key = FoldTight(Cell(row, "company"));
    draft.workplace_division_code = Cell(row, "district_code");
    if (draft.workplace_division_code.empty())
      draft.workplace_division_code = Cell(row, "city_code");
    draft.description = Cell(row, "description");
    const WageReading wage = ReadWage(Cell(row, "wage_text"));
    draft.pay_kind = wage.pay_kind;
    draft.min_wage_cny_per_month = wage.min_cny_per_month;
    draft.max_wage_cny_per_month = wage.max_cny_per_month;
    prints.push_back(FingerprintOf(draft));
  }
  const std::vector<int> groups = GroupOffers(prints);
  std::map<std::string, std::map<int, std::int64_t>> by_answer;
  std::map<int, std::map<std::string, std::int64_t>> by_reading;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::string answer = Cell(rows()[i], "group");
    ++by_answer[answer][groups[i]];
    ++by_reading[groups[i]][answer];
  }
  const auto pairs = [](std::int64_t count) { return count * (count - 1) / 2; };
  const auto count_pairs = [&](const auto& table, std::int64_t& together, std::int64_t& both) {
    for (const auto& [name, parts] : table) {
      std::int64_t size = 0;
      for (const auto& [part, count] : parts) {
        size += count;
        both += pairs(count);
      }
      together += pairs(size);
    }
  };
  std::int64_t answered = 0;
  std::int64_t found = 0;
  std::int64_t right = 0;
  std::int64_t right_again = 0;
  count_pairs(by_answer, answered, right);
  count_pairs(by_reading, found, right_again);
  ASSERT_EQ(right, right_again);
  const double precision = static_cast<double>(right) / static_cast<double>(found);
  const double recall = static_cast<double>(right) / static_cast<double>(answered);
  std::cout << "repeated postings: pairs " << answered << ", found " << found << ", right " << right
            << ", precision " << precision << ", recall " << recall << "\n";
  EXPECT_GE(precision, 0.98);
  EXPECT_GE(recall, 0.9);
}

// Only the words count here: codes and parsed wages are hidden from the reader.
TEST_F(JobBoard, WholeRows) {
  const std::vector<std::pair<std::string, std::string>> hidden = {{"city_code", "ignored"},
                                                                   {"district_code", "ignored"},
                                                                   {"wage_min", "ignored"},
                                                                   {"wage_max", "ignored"},
                                                                   {"wage_unit", "ignored"}};
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kVacancies, board_->header, hidden));
  const VacancyReader reader(ReadContext{kCrawlDay, "", ""});
  int read = 0;
  int rejected = 0;
  int with_occupation = 0;
  int with_wage = 0;
  int with_skill = 0;
  std::map<std::string, int> warnings;
  std::map<std::string, int> rejections;
  const absl::Time begin = absl::Now();
  for (const auto& row : rows()) {
    if (Cell(row, "city").empty()) continue;  // names no place, and is rejected as it must be
    ++read;
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
  const auto all = static_cast<double>(read);
  std::cout << "rows " << read << ", rejected " << rejected << ", with occupation "
            << 100 * with_occupation / all << " %, with wage " << 100 * with_wage / all
            << " %, with skill " << 100 * with_skill / all << " %, " << all / seconds
            << " rows a second\n";
  for (const auto& [reason, count] : warnings)
    std::cout << "  warning " << reason << " " << count << "\n";
  for (const auto& [path, count] : rejections)
    std::cout << "  rejected for " << path << " " << count << "\n";
  EXPECT_LT(rejected, 100);
  EXPECT_GT(with_wage / all, 0.99);
}

}  // namespace
}  // namespace laowu::intake

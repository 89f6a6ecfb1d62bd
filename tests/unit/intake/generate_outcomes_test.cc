// Made-up outcomes: of made-up people alone, in an order in which they may have happened, and the
// same bytes everywhere.

#include "intake/generate/generate_outcomes.h"
#include "intake/file/table_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "intake/table/column_map.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Le;

constexpr int kWorkerCount = 400;

const std::string& Workers() {
  static const auto* text = [] {
    auto* out = new std::string;
    GenerateOptions options;
    options.count = kWorkerCount;
    options.county_code = "520281";
    EXPECT_OK(GenerateWorkers(options, [out](absl::string_view piece) {
      absl::StrAppend(out, piece);
      return absl::OkStatus();
    }));
    return out;
  }();
  return *text;
}

absl::StatusOr<std::string> Outcomes(std::int64_t count, std::uint64_t seed = 7,
                                     const std::string& workers = Workers()) {
  OutcomeOptions options;
  options.count = count;
  options.seed = seed;
  std::string text;
  const absl::Status status = GenerateOutcomes(options, workers, [&](absl::string_view piece) {
    absl::StrAppend(&text, piece);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return text;
}

// The rows after the line that says what the file is, the header among them.
std::vector<std::vector<std::string>> RowsOf(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  for (const absl::string_view line : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    if (!absl::StartsWith(line, "#")) rows.push_back(absl::StrSplit(line, ','));
  }
  return rows;
}

TEST(GenerateOutcomes, TheSameSeedGivesTheSameBytesAndALongerFileBeginsWithTheShorter) {
  const std::string hundred = *Outcomes(100);
  EXPECT_EQ(hundred, *Outcomes(100));
  EXPECT_NE(hundred, *Outcomes(100, 8));
  EXPECT_TRUE(absl::StartsWith(*Outcomes(300), hundred));
  EXPECT_EQ(RowsOf(hundred).size(), 101U);
}

TEST(GenerateOutcomes, TheFileSaysThatItIsMadeUpAndItsColumnsAreKnown) {
  const std::string text = *Outcomes(10);
  EXPECT_TRUE(absl::StartsWith(text, kMadeUpMarker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map,
                             ColumnMap::Make(TableKind::kOutcomes, RowsOf(text)[0]));
  EXPECT_TRUE(map.unknown_headers().empty());
}

// What is invented must never be said of somebody real.
TEST(GenerateOutcomes, OfPeopleWhoMayBeRealNothingIsInvented) {
  std::string real = Workers();
  real.erase(0, real.find('\n') + 1);  // the line that says that they are made up
  EXPECT_THAT(Outcomes(1, 7, real),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("made up")));
  const std::string mixed =
      absl::StrCat(kMadeUpMarker, "\n姓名,身份证号\n某人,110101199003070011\n");
  EXPECT_THAT(Outcomes(1, 7, mixed),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("0…0")));
}

TEST(GenerateOutcomes, WhatCannotBeMadeIsRefused) {
  for (const std::int64_t count : {std::int64_t{-1}, std::int64_t{kWorkerCount + 1}}) {
    EXPECT_THAT(Outcomes(count), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("count")));
  }
  const std::string no_numbers = absl::StrCat(kMadeUpMarker, "\n姓名,乡镇\n某人,某镇\n");
  EXPECT_THAT(Outcomes(1, 7, no_numbers),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("身份证号")));
  EXPECT_FALSE(Outcomes(1, 7, "").ok());
}

// Away, home, away: each on a later day than the one before, at 16 at the earliest, none after the
// file's day; where to and how of arrivals alone.
TEST(GenerateOutcomes, EachPersonsDaysAreInOrderAndPossible) {
  auto rows = RowsOf(*Outcomes(kWorkerCount));
  rows.erase(rows.begin());
  std::map<std::string, std::pair<std::string, std::string>> last;  // number → type, day
  std::set<std::string> places, ways;
  int returned_count = 0;
  for (const auto& row : rows) {
    ASSERT_EQ(row.size(), 7U);
    const std::string& number = row[1];
    const std::string& type = row[2];
    const std::string& day = row[3];
    EXPECT_TRUE(absl::StartsWith(number, "529999"));
    EXPECT_TRUE(absl::StrContains(Workers(), absl::StrCat(row[0], ",", number))) << row[0];
    auto& [last_type, last_day] = last[number];
    EXPECT_LT(last_day, day);
    EXPECT_EQ(type, last_type == "到岗" ? "返乡" : "到岗");
    EXPECT_LE(day, "2026-07-01");
    EXPECT_GE(day, absl::StrCat(std::stoi(number.substr(6, 4)) + 16, "-", number.substr(10, 2), "-",
                                number.substr(12, 2)));
    EXPECT_EQ(row[4].empty(), type == "返乡");
    returned_count += type == "返乡" ? 1 : 0;
    if (type == "到岗") {
      places.insert(row[4]);
      ways.insert(row[5]);
      EXPECT_THAT(std::stoi(row[6]), AllOf(Ge(3'000), Le(9'000)));
    }
    last_type = type;
    last_day = day;
  }
  EXPECT_GT(returned_count, kWorkerCount / 20);
  EXPECT_GE(places.size(), 10U);
  EXPECT_EQ(ways.size(), 6U);
}

}  // namespace
}  // namespace laowu::intake

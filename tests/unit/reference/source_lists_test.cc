// The tables of data/ against the lists they were made from, where these are at hand: counts agree,
// and every code there is known here. The lists are looked for in $LAOWU_SHARED_DIR, else in
// ../shared beside the source tree.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "reference/divisions.h"
#include "reference/occupations.h"

namespace laowu::reference {
namespace {

using Row = std::vector<std::string>;

constexpr absl::CivilDay kEdition(2023, 6, 30);

std::string SharedFile(absl::string_view name) {
  const char* shared = std::getenv("LAOWU_SHARED_DIR");
  return absl::StrCat(shared != nullptr ? shared : LAOWU_SOURCE_DIR "/../shared", "/data/", name);
}

// Rows of a CSV without quotes, without its header; empty if there is no such file.
std::vector<Row> ReadRows(absl::string_view name) {
  std::ifstream file(SharedFile(name));
  std::vector<Row> rows;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) rows.push_back(absl::StrSplit(line, ','));
  return rows;
}

#define LAOWU_READ_OR_SKIP(rows, name)                                                  \
  const std::vector<Row> rows = ReadRows(name);                                         \
  if (rows.empty()) {                                                                   \
    GTEST_SKIP() << "not compared: there is no " << SharedFile(name)                    \
                 << " (LAOWU_SHARED_DIR names the folder that holds data/divisions …)"; \
  }

bool IsZone(const Row& row) { return row[4] == "zone"; }

TEST(SharedDataTest, EveryDivisionIsHereUnderItsNameAndParent) {
  LAOWU_READ_OR_SKIP(rows, "divisions/divisions.csv");
  std::size_t compared_count = 0;
  for (const Row& row : rows) {
    if (IsZone(row)) continue;
    const Division* division = Divisions::Get().Find(row[0], kEdition);
    ASSERT_NE(division, nullptr) << row[0];
    EXPECT_EQ(division->name, row[1]) << row[0];
    EXPECT_EQ(division->parent, row[5]) << row[0];
    ++compared_count;
  }
  std::size_t here_count = 0;
  for (const Division& division : Divisions::Get().all()) {
    if (division.valid_until == kNoEnd && division.level < DivisionLevel::kTownship) ++here_count;
  }
  EXPECT_EQ(here_count, compared_count);
}

TEST(SharedDataTest, CoordinatesAreTheSeatsRounded) {
  LAOWU_READ_OR_SKIP(rows, "divisions/divisions.csv");
  for (const Row& row : rows) {
    double latitude = 0;
    double longitude = 0;
    if (IsZone(row) || row[0] == "710000" || !absl::SimpleAtod(row[6], &latitude) ||
        !absl::SimpleAtod(row[7], &longitude)) {
      continue;  // 710000 has a placeholder there
    }
    const Division* division = Divisions::Get().Find(row[0], kEdition);
    ASSERT_TRUE(division != nullptr && division->latitude.has_value()) << row[0];
    EXPECT_NEAR(*division->latitude, latitude, 0.00501) << row[0];
    EXPECT_NEAR(*division->longitude, longitude, 0.00501) << row[0];
  }
}

TEST(SharedDataTest, ZonesAreNotInTheTablesButAccepted) {
  LAOWU_READ_OR_SKIP(rows, "divisions/divisions.csv");
  for (const Row& row : rows) {
    if (!IsZone(row)) continue;
    EXPECT_EQ(Divisions::Get().Find(row[0], kEdition), nullptr) << row[0];
    EXPECT_TRUE(Divisions::Get().IsAccepted(row[0], kEdition)) << row[0];
    EXPECT_TRUE(Divisions::Get().Contains(row[5], row[0], kEdition)) << row[0];
  }
}

TEST(SharedDataTest, EveryTownshipOfLiupanshuiAndZhongshanIsHere) {
  LAOWU_READ_OR_SKIP(rows, "divisions/townships_liupanshui_zhongshan.csv");
  for (const Row& row : rows) {
    const Division* division = Divisions::Get().Find(row[0], kEdition);
    ASSERT_NE(division, nullptr) << row[0];
    EXPECT_EQ(division->name, row[1]);
    EXPECT_EQ(division->parent, row[2]);
  }
  EXPECT_EQ(rows.size(), 115u);
}

TEST(SharedDataTest, EveryTownshipOfTheCountryIsAcceptedAndLiesInItsParent) {
  LAOWU_READ_OR_SKIP(rows, "divisions/townships.csv");
  int refused_count = 0;
  for (const Row& row : rows) {
    if (!Divisions::Get().IsAccepted(row[0], kEdition)) ++refused_count;
    EXPECT_TRUE(Divisions::Get().Contains(row[2], row[0], kEdition)) << row[0];
    EXPECT_TRUE(Divisions::Get().Centroid(row[0], kEdition).has_value()) << row[0];
  }
  EXPECT_EQ(refused_count, 0);
}

TEST(SharedDataTest, EveryOldCodeIsDeadAndWasKnown) {
  for (const char* name :
       {"divisions/code_changes.csv", "divisions/township_changes_liupanshui_zhongshan.csv"}) {
    LAOWU_READ_OR_SKIP(rows, name);
    for (const Row& row : rows) {
      if (row[0].empty() || row[0] == row[2]) continue;
      const std::vector<const Division*> ever = Divisions::Get().FindEver(row[0]);
      if (ever.empty()) {
        // Only zones, and what the statistics office used to list as such, are left out.
        EXPECT_EQ(row[0][4], '7') << row[0];
        continue;
      }
      bool was_known = false;
      for (const Division* division : ever) was_known |= division->name == row[1];
      EXPECT_TRUE(was_known) << row[0] << " " << row[1];
      for (const Division* division : ever) {
        if (division->name == row[1]) {
          EXPECT_NE(division->valid_until, kNoEnd) << row[0];
        }
      }
    }
  }
}

TEST(SharedDataTest, EveryOccupationIsHere) {
  LAOWU_READ_OR_SKIP(rows, "occupations_cn/occupations_2022.csv");
  for (const Row& row : rows) {
    const Occupation* occupation = Occupations::Get().Find(row[0]);
    ASSERT_NE(occupation, nullptr) << row[0];
    EXPECT_EQ(absl::StrCat(occupation->level), row[1]);
    EXPECT_EQ(occupation->parent, row[3]);
  }
  EXPECT_EQ(Occupations::Get().all().size(), rows.size());
}

// Not all titles are of our trades (much of the count is sales and office work), but the factory
// and service titles that stand most often must be known whole or by one of their parts.
TEST(SharedDataTest, TheMostFrequentFactoryAndServiceTitlesAreKnown) {
  LAOWU_READ_OR_SKIP(rows, "occupations_cn/job_titles_frequency.csv");
  for (const Row& row : rows) {
    int count = 0;
    if (!absl::SimpleAtoi(row[1], &count) || count < 500) continue;
    const bool is_trade = row[0].find("工") != std::string::npos ||
                          row[0].find("司机") != std::string::npos ||
                          row[0].find("服务员") != std::string::npos;
    if (!is_trade || row[0].find("工程") != std::string::npos ||
        row[0].find("美工") != std::string::npos || row[0].find("化工") != std::string::npos) {
      continue;
    }
    bool known = false;
    for (absl::string_view part : absl::StrSplit(row[0], '/')) {
      known |= Occupations::Get().FindAlias(part) != nullptr ||
               Occupations::Get().FindByName(part) != nullptr;
    }
    EXPECT_TRUE(known) << row[0] << " " << count;
  }
}

}  // namespace
}  // namespace laowu::reference

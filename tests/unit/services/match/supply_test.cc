// GetSupply: every available worker in one cell, by the gates; no cell under five, and none that
// could be worked out from what is shown.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "match_fixture.h"
#include "matcher/score.h"
#include "services/match/supply.h"
#include "services/runtime/errors.h"

namespace laowu::match {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr char kMonitor[] = "monitor";
constexpr char kOrganizer[] = "organizer";

class SupplyTest : public MatchFixture {
 protected:
  SupplyTest() {
    role_.AddPrincipal(kMonitor, "monitor", "5203");
    role_.AddPrincipal(kOrganizer, "organizer", "organizers/a");
  }
  absl::StatusOr<v1::GetSupplyResponse> Supply(const std::string& id,
                                               const v1::GetSupplyRequest& request = {}) {
    return role_.Call(id, &Stub::GetSupply, request);
  }
  void Put(int count, const std::function<void(v1::Worker&)>& change = nullptr) {
    for (int i = 0; i < count; ++i) {
      v1::Worker worker = WorkerNamed(absl::StrCat("w", next_++));
      if (change) change(worker);
      fed_.Put(worker);
    }
  }
  int next_ = 0;
};

TEST_F(SupplyTest, ShowsCountyOccupationBandAndMonth) {
  Put(7);
  Put(5, [](auto& w) {
    w.set_division_code("520203001");
    w.clear_min_wage_cny_per_month();
    *w.mutable_available_date() = runtime::ToDate(absl::CivilDay(2026, 9, 20));
  });
  const auto response = Supply(kOffice);
  ASSERT_OK(response);
  ASSERT_EQ(response->cells_size(), 2);
  const v1::SupplyCell& later = response->cells(0);
  EXPECT_EQ(later.division_code(), "520203");
  EXPECT_EQ(runtime::ToCivilDay(later.month()), absl::CivilDay(2026, 9, 1));
  EXPECT_EQ(later.wish_at_least_cny_per_month(), 0);
  EXPECT_EQ(later.wish_below_cny_per_month(), 0);
  const v1::SupplyCell& now = response->cells(1);
  EXPECT_EQ(now.division_code(), "520281");
  EXPECT_EQ(now.occupation_code(), "6-18");
  EXPECT_EQ(now.wish_at_least_cny_per_month(), 5'000);
  EXPECT_EQ(now.wish_below_cny_per_month(), 6'000);
  EXPECT_EQ(runtime::ToCivilDay(now.month()), absl::CivilDay(2026, 6, 1));
  EXPECT_EQ(now.worker_count(), 7);
  EXPECT_EQ(response->shown_worker_count(), 12);
  EXPECT_EQ(response->least_worker_count(), 5);
  EXPECT_GT(response->freshness().worker_sequence(), 0);
}

TEST_F(SupplyTest, HoldsWhomAMatchMayShowFromTheMonthInWhichTheyAreFree) {
  Put(5, [](auto& w) { w.set_state(v1::Worker::PAUSED); });
  Put(5, [](auto& w) { w.clear_legal_basis(); });
  Put(5, [](auto& w) {  // 16 in August
    *w.mutable_birth_date() = runtime::ToDate(absl::CivilDay(2010, 8, 3));
  });
  for (int i = 0; i < 5; ++i) fed_.Put(AwayState(absl::StrCat("w", next_ + i)));
  Put(5);  // away, and looking for nothing else
  for (int i = 0; i < 5; ++i) fed_.Put(AwayState(absl::StrCat("w", next_ + i)));
  Put(5, [](auto& w) {
    *w.mutable_job_wanted_from() = runtime::ToDate(absl::CivilDay(2026, 10, 31));
  });
  const auto response = Supply(kCity);
  ASSERT_OK(response);
  std::vector<int> months;
  for (const auto& cell : response->cells()) months.push_back(cell.month().month());
  EXPECT_THAT(months, ElementsAre(8, 10));
}

// The grid is that of the gates: a worker is in the first month in which he would pass them for a
// vacancy that starts on its last day.
TEST_F(SupplyTest, TheGridIsThatOfTheGates) {
  std::mt19937_64 random(5);
  const auto below = [&](int bound) {
    return static_cast<int>(random() % static_cast<uint64_t>(bound));
  };
  for (int i = 0; i < 300; ++i) {
    Put(1, [&](v1::Worker& w) {
      w.set_division_code(below(2) == 0 ? "520281105" : "520203001");
      if (below(2) == 0) *w.mutable_available_date() = runtime::ToDate(kToday + below(400) - 50);
      if (below(3) == 0) *w.mutable_job_wanted_from() = runtime::ToDate(kToday + below(300) - 50);
      if (below(5) == 0) {
        *w.mutable_birth_date() = runtime::ToDate(absl::CivilDay(2010, 1 + below(12), 29));
      }
      if (below(10) == 0) w.set_state(v1::Worker::PAUSED);
      w.set_min_wage_cny_per_month(1'000 + 500 * below(24));
      if (below(4) == 0) w.set_desired_occupation_codes(0, "4-02-02-01");
      if (below(6) == 0) w.clear_desired_occupation_codes();
    });
    if (below(3) == 0) fed_.Put(AwayState(absl::StrCat("w", i)));
  }
  const MatchIndex::View view(fed_.index());
  const matcher::MatchTerms terms = TermsOn(kToday);
  SupplyGrid expected;
  for (int i = 0; i < 300; ++i) {
    const auto row = *view.matcher().GetWorker(absl::StrCat("workers/w", i));
    for (int month = 0; month < kSupplyMonths; ++month) {
      matcher::VacancyRow vacancy;
      vacancy.start_date = absl::CivilDay(absl::CivilMonth(kToday) + month + 1) - 1;
      const auto failed = matcher::Gates(row, vacancy, terms);
      const bool free = std::none_of(failed.begin(), failed.end(), [](const auto& gate) {
        return gate.gate <= matcher::Gate::kNotAvailable;
      });
      if (!free || matcher::AgeInYears(*row.birth_date, *vacancy.start_date) < 16) continue;
      const int wish = *row.min_wage_cny_per_month;
      const std::string occupation =
          row.desired_occupation_codes.empty() ? "" : row.desired_occupation_codes[0].substr(0, 4);
      ++expected[{row.division_code.substr(0, 6), occupation, month,
                  wish < 3'000 ? 1 : std::min(9, wish / 1'000 - 1)}];
      break;
    }
  }
  const auto grid = CountSupply(view, terms, [] { return absl::OkStatus(); });
  ASSERT_OK(grid);
  EXPECT_EQ(*grid, expected);
}

TEST_F(SupplyTest, TheAnswerIsTheSameForAllWhoMayAsk) {
  Put(6);
  for (const char* id : {kOffice, kPanzhou, kLiuzhi, kCity, kMonitor, kAdministrator}) {
    const auto response = Supply(id);
    ASSERT_OK(response) << id;
    EXPECT_EQ(response->shown_worker_count(), 6) << id;
  }
  EXPECT_THAT(Supply(kOrganizer), StatusIs(absl::StatusCode::kPermissionDenied));
}

// Filters choose among what is shown anyway, so that no two answers differ by what is hidden.
TEST_F(SupplyTest, FiltersChooseAmongTheSameCells) {
  Put(7);
  Put(3, [](auto& w) { w.set_min_wage_cny_per_month(6'500); });  // hidden
  Put(6, [](auto& w) { w.set_desired_occupation_codes(0, "4-02-02-01"); });
  Put(8, [](auto& w) { w.set_division_code("520203001"); });
  const auto all = Supply(kOffice);
  ASSERT_OK(all);
  EXPECT_EQ(all->shown_worker_count(), 21) << "the three are in no total";
  v1::GetSupplyRequest request;
  request.set_division_prefix("520281");
  EXPECT_EQ(Supply(kOffice, request)->shown_worker_count(), 13);
  request.add_occupation_codes("6-18");
  EXPECT_EQ(Supply(kOffice, request)->shown_worker_count(), 7);
  request.set_occupation_codes(0, "4");
  EXPECT_EQ(Supply(kOffice, request)->shown_worker_count(), 6);
  request.clear_division_prefix();
  request.clear_occupation_codes();
  request.set_month_count(1);
  EXPECT_EQ(Supply(kOffice, request)->shown_worker_count(), 21);
  request.set_division_prefix("520000");
  EXPECT_EQ(Supply(kOffice, request)->shown_worker_count(), 21);
}

TEST_F(SupplyTest, WrongFieldsAreNamedAllAtOnce) {
  v1::GetSupplyRequest request;
  request.set_division_prefix("520281105");
  request.add_occupation_codes("6-18-02");
  request.add_occupation_codes("x");
  request.set_month_count(13);
  EXPECT_THAT(PathsOf(Supply(kOffice, request).status()),
              ::testing::UnorderedElementsAre("division_prefix", "occupation_codes[0]",
                                              "occupation_codes[1]", "month_count"));
}

TEST_F(SupplyTest, ADeadCodeIsToldWhatItBecame) {
  v1::GetSupplyRequest request;
  request.set_division_prefix("520222");
  EXPECT_THAT(Supply(kOffice, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("ask for 520281")));
}

// ---- What is hidden.

constexpr int kClasses = 30;

TEST(SupplyRelease, SmallCellsArePooledOverBandsThenOverClasses) {
  SupplyGrid grid;
  grid[{"520281", "6-18", 0, 3}] = 9;
  grid[{"520281", "6-18", 0, 4}] = 4;
  grid[{"520281", "6-18", 0, 5}] = 3;
  grid[{"520281", "6-20", 0, 3}] = 4;
  grid[{"520281", "6-21", 0, 3}] = 3;
  grid[{"520203", "6-21", 0, 3}] = 4;  // with nothing to pool
  const ShownCell alone = {{"520281", "6-18", 0, 3}, false, false, 9};
  const ShownCell bands = {{"520281", "6-18", 0, 0}, false, true, 7};
  const ShownCell classes = {{"520281", "", 0, 0}, true, true, 7};
  EXPECT_THAT(Release(grid, kClasses), ElementsAre(alone, bands, classes));
}

// Of two bands that are left, eight can only be four and four.
TEST(SupplyRelease, APoolThatWouldGiveItsCellsAwayIsNotShown) {
  SupplyGrid grid;
  for (int band = 0; band < kWishBands - 2; ++band) grid[{"520281", "6-18", 0, band}] = 5;
  grid[{"520281", "6-18", 0, kWishBands - 2}] = 4;
  grid[{"520281", "6-18", 0, kWishBands - 1}] = 4;
  for (const ShownCell& cell : Release(grid, kClasses)) {
    EXPECT_FALSE(cell.several_wishes) << cell.worker_count;
  }
}

// An adversary who sees all that is shown and knows all the rest of the world cannot tell a hidden
// cell from an empty one: there is another grid, with that cell empty, that shows the same.
TEST(SupplyRelease, EveryHiddenCellCouldBeEmpty) {
  std::mt19937_64 random(11);
  const auto below = [&](int bound) {
    return static_cast<int>(random() % static_cast<uint64_t>(bound));
  };
  int tried_count = 0;
  for (int round = 0; round < 300; ++round) {
    SupplyGrid grid;
    for (int i = 5 + below(60); i > 0; --i) {
      const std::string occupation = absl::StrCat("6-", 10 + below(4));
      grid[{"520281", occupation, below(2), below(kWishBands)}] += 1 + below(4);
    }
    const auto shown = Release(grid, kClasses);
    const auto is_pooled = [&](const SupplyKey& key) {
      return std::any_of(shown.begin(), shown.end(), [&](const ShownCell& cell) {
        return cell.several_wishes && !cell.several_occupations && cell.key.month == key.month &&
               cell.key.occupation_code == key.occupation_code;
      });
    };
    for (const auto& [key, count] : grid) {
      if (count >= kSupplyCellLeast || !is_pooled(key)) continue;
      SupplyGrid other = grid;
      other.erase(key);
      int left = count;
      for (int band = 0; band < kWishBands && left > 0; ++band) {
        SupplyKey to = key;
        to.band = band;
        if (band == key.band || (other.contains(to) && other[to] >= kSupplyCellLeast)) continue;
        while (left > 0 && other[to] < kSupplyCellLeast - 1) {
          ++other[to];
          --left;
        }
      }
      ASSERT_EQ(left, 0);
      for (auto it = other.begin(); it != other.end();) {
        it = it->second == 0 ? other.erase(it) : std::next(it);
      }
      ASSERT_EQ(Release(other, kClasses), shown);
      ++tried_count;
    }
    for (const ShownCell& cell : shown) ASSERT_GE(cell.worker_count, kSupplyCellLeast);
  }
  EXPECT_GT(tried_count, 500);
}

}  // namespace
}  // namespace laowu::match

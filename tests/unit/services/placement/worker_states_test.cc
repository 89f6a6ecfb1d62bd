#include "services/placement/worker_states.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::placement {
namespace {

using ::testing::ElementsAre;
using O = v1::Outcome;

class WorkerStatesTest : public ::testing::Test {
 protected:
  O& Add(O::Type type, absl::CivilDay day, const std::string& occupation = "") {
    O& outcome = outcomes_.emplace_back();
    outcome.set_name(absl::StrCat("outcomes/", outcomes_.size()));
    outcome.set_sequence(static_cast<int64_t>(outcomes_.size()));
    outcome.set_type(type);
    outcome.set_occupation_code(occupation);
    outcome.set_workplace_division_code("442000");
    *outcome.mutable_effective_date() = runtime::ToDate(day);
    outcome.mutable_record_time()->set_seconds(absl::ToUnixSeconds(runtime::StartOfDay(day)));
    return outcome;
  }
  v1::WorkerState On(absl::CivilDay day, std::optional<absl::CivilDay> died = std::nullopt) const {
    v1::WorkerState state;
    SetOutcomes(outcomes_, runtime::StartOfDay(day) + absl::Hours(12), died, state);
    return state;
  }
  std::vector<O> outcomes_;
};

TEST_F(WorkerStatesTest, AwaySinceTheSpellBegan) {
  Add(O::ARRIVED, absl::CivilDay(2026, 3, 1));
  Add(O::JOB_CHANGED, absl::CivilDay(2026, 5, 1)).set_workplace_division_code("441900");
  const auto state = On(absl::CivilDay(2026, 6, 30));
  EXPECT_EQ(*runtime::ToCivilDay(state.away_since_date()), absl::CivilDay(2026, 3, 1));
  EXPECT_EQ(state.spell_outcome(), "outcomes/1");
  EXPECT_EQ(state.workplace_division_code(), "441900");
  EXPECT_FALSE(state.has_next_lapse_date());
}

TEST_F(WorkerStatesTest, HomeAgainNothingIsLeftOfTheSpellButTheTrade) {
  Add(O::ARRIVED, absl::CivilDay(2026, 3, 1), "6-18-02-04");
  Add(O::RETURNED, absl::CivilDay(2026, 5, 1));
  const auto state = On(absl::CivilDay(2026, 6, 30));
  EXPECT_FALSE(state.has_away_since_date());
  EXPECT_EQ(state.workplace_division_code(), "");
  EXPECT_EQ(state.spell_outcome(), "");
  EXPECT_THAT(state.past_occupation_codes(), ElementsAre("6-18-02-04"));
}

TEST_F(WorkerStatesTest, Rule2TheLastDayOfAVisitIsTold) {
  Add(O::ARRIVED, absl::CivilDay(2026, 3, 1));
  Add(O::HOME_VISIT, absl::CivilDay(2026, 6, 1));
  const absl::CivilDay last = absl::CivilDay(2026, 6, 1) + 45;
  EXPECT_EQ(*runtime::ToCivilDay(On(absl::CivilDay(2026, 6, 30)).next_lapse_date()), last);
  EXPECT_TRUE(On(last).has_away_since_date());
  EXPECT_FALSE(On(last + 1).has_away_since_date());
}

TEST_F(WorkerStatesTest, ADispatchDoesNotHideTheLapseOfAVisit) {
  Add(O::ARRIVED, absl::CivilDay(2026, 3, 1));
  Add(O::HOME_VISIT, absl::CivilDay(2026, 6, 1));
  Add(O::DISPATCHED, absl::CivilDay(2026, 6, 20));  // would be a no-show from 6 July on
  EXPECT_EQ(*runtime::ToCivilDay(On(absl::CivilDay(2026, 6, 30)).next_lapse_date()),
            absl::CivilDay(2026, 6, 1) + 45);
}

TEST_F(WorkerStatesTest, TheLastThreeTradesNewestFirstEachOnce) {
  Add(O::OPENING_BALANCE, absl::CivilDay(2020, 1, 1), "a");
  Add(O::ARRIVED, absl::CivilDay(2023, 1, 1), "c");
  Add(O::JOB_CHANGED, absl::CivilDay(2022, 1, 1), "b");
  Add(O::JOB_CHANGED, absl::CivilDay(2024, 1, 1), "c");
  Add(O::LOCAL_JOB_STARTED, absl::CivilDay(2025, 1, 1), "d");
  O& mistake = Add(O::ARRIVED, absl::CivilDay(2026, 1, 1), "e");
  Add(O::VOIDED, absl::CivilDay(2026, 1, 2)).set_voids(mistake.name());
  EXPECT_THAT(On(absl::CivilDay(2026, 6, 30)).past_occupation_codes(), ElementsAre("d", "c", "b"));
}

TEST_F(WorkerStatesTest, TheDeadAreNotAway) {
  Add(O::ARRIVED, absl::CivilDay(2026, 3, 1));
  EXPECT_FALSE(On(absl::CivilDay(2026, 6, 30), absl::CivilDay(2026, 6, 1)).has_away_since_date());
}

TEST_F(WorkerStatesTest, PlacementsAreCounted) {
  internal::v1::StoredLivePlacements live;
  live.set_placement("placements/p");
  live.add_proposals();
  live.add_proposals();
  v1::WorkerState state;
  SetPlacements(live, state);
  EXPECT_EQ(state.live_placement(), "placements/p");
  EXPECT_EQ(state.proposal_count(), 2);
}

}  // namespace
}  // namespace laowu::placement

// Random histories of the owners' stores, followed with delays, cuts, repetitions, truncations,
// restores and restarts. The promises of a watch hold by name at every step; whenever monitoring
// says that it is ready its figures equal a recount over the stores; and once the feeds have caught
// up, candidates equal brute force over the stores.
//
//   LAOWU_SIMULATION_SECONDS=3600   as many seeds as go into that time
//   LAOWU_SIMULATION_SEED=17        that one, longer

#include "tests/simulation/simulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/time/clock.h"

namespace laowu::simulation {
namespace {

using intake::Draw;
using Slice = SimFeed::Slice;

constexpr int kSeeds = 250;
constexpr int kSteps = 200;

int FromEnvironment(const char* name) {
  int value = 0;
  const char* const text = std::getenv(name);
  return text != nullptr && absl::SimpleAtoi(text, &value) ? value : 0;
}

TEST(Simulation, PromisesHoldAndAnswersAreTrueInRandomHistories) {
  if (const int seed = FromEnvironment("LAOWU_SIMULATION_SEED"); seed > 0) {
    ASSERT_EQ(RunSeed(static_cast<unsigned>(seed), kSteps * 5), "");
    return;
  }
  const int seconds = FromEnvironment("LAOWU_SIMULATION_SECONDS");
  const absl::Time until = absl::Now() + absl::Seconds(seconds);
  for (int seed = 1; seconds > 0 ? absl::Now() < until : seed <= kSeeds; ++seed) {
    ASSERT_EQ(RunSeed(static_cast<unsigned>(seed), kSteps), "");
  }
}

// Told that one store was restored, monitoring begins anew; a message of the other feed that was
// already on its way must not make it ready with half of a book.
TEST(Simulation, MonitoringIsNotReadyByWhatSlipsThroughARestart) {
  using Feed = monitoring::MonitoringFeed::Feed;
  runtime::Metrics metrics;
  runtime::Environment environment;
  environment.metrics = &metrics;
  monitoring::MonitoringFeed feed(environment);
  v1::WatchWorkersResponse workers;
  workers.mutable_progress()->set_caught_up(true);
  v1::WatchPlacementsResponse placements;
  placements.mutable_progress()->set_caught_up(true);
  feed.Opened(Feed::kWorkers, 0);
  feed.Opened(Feed::kPlacements, 0);
  feed.Apply(workers);
  feed.Apply(placements);
  EXPECT_TRUE(feed.ready());
  feed.StartOver();
  feed.Apply(placements);  // of the old stream
  feed.Opened(Feed::kWorkers, 0);
  feed.Apply(workers);
  EXPECT_FALSE(feed.ready());
  feed.Opened(Feed::kPlacements, 0);
  feed.Apply(placements);
  EXPECT_TRUE(feed.ready());
}

// ---- The checker bites: a server that breaks one promise is told so by the promise's name.

struct Breach {
  const char* promise;
  std::function<void(Slice&)> tamper;
  std::function<void(storage::Store&, std::string&, storage::Sequence&)> misopen;
};

// What the checker says of a follower of workers whose server breaks its word, over many histories.
bool IsFound(const Breach& breach) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SimWorld world(seed);
    SimFeed::Options options;
    options.store = [&world]() -> storage::Store& { return world.store(Owner::kWorker); };
    options.tables = {{storage::Table::kWorkers, "worker"}};
    options.fill = [](const Slice&) { return [] {}; };
    options.reset = [] {};
    options.others = [&world](Draw& others) { world.StepOf(Owner::kWorker, others); };
    if (breach.tamper) options.tamper = breach.tamper;
    if (breach.misopen) options.misopen = breach.misopen;
    SimFeed feed(options);
    Draw draw(seed, 0, 0);
    for (int i = 0; i < 400; ++i) {
      if (draw.Below(2) == 0) {
        world.Step(draw);
      } else {
        feed.Step(draw);
      }
      if (feed.checker().broken().empty()) continue;
      // A breach may break another promise first; what counts is that this one is named.
      for (const std::string& broken : feed.checker().broken()) {
        if (absl::StartsWith(broken, breach.promise)) return true;
      }
    }
  }
  return false;
}

const std::vector<Breach>& Breaches() {
  static const auto* breaches = new std::vector<Breach>{
      {kOrdered,
       [](Slice& slice) {
         if (slice.resume != 0 && slice.entries.size() > 1) {
           std::swap(slice.entries.front(), slice.entries.back());
         }
       },
       {}},
      {kNoGap,
       [](Slice& slice) {
         if (!slice.entries.empty() && slice.entries.back().record.has_value()) {
           slice.entries.pop_back();
         }
       },
       {}},
      {kNoTimeTravel,
       [](Slice& slice) {
         for (auto& entry : slice.entries) {
           if (entry.record.has_value() && slice.resume != 0) entry.record->version -= 12;
         }
       },
       {}},
      {kResumable,
       [](Slice& slice) { slice.resume = slice.resume > 2 ? slice.resume - 2 : 0; },
       {}},
      {kCaughtUpIsTrue, [](Slice& slice) { slice.caught_up = slice.resume != 0; }, {}},
      {kCompleteThroughIsTrue, [](Slice& slice) { slice.complete_through += absl::Hours(1); }, {}},
      {kDeletesArrive,
       [](Slice& slice) {
         if (!slice.entries.empty() && !slice.entries.back().record.has_value()) {
           slice.entries.pop_back();
         }
       },
       {}},
      {kTruncationIsTold,
       {},
       [](storage::Store& store, std::string&, storage::Sequence& after) {
         if (after > 0 && after < store.oldest_sequence()) after = store.oldest_sequence();
       }},
      {kRestoreIsTold,
       {},
       [](storage::Store& store, std::string& store_id, storage::Sequence&) {
         store_id = std::string(store.store_id());
       }},
  };
  return *breaches;
}

TEST(Simulation, EveryBrokenPromiseIsNamed) {
  for (const Breach& breach : Breaches()) EXPECT_TRUE(IsFound(breach)) << breach.promise;
}

// The same world and follower without a breach: nothing is said.
TEST(Simulation, AnHonestServerIsNotAccused) {
  for (const char* const promise :
       {kOrdered, kNoGap, kNoTimeTravel, kResumable, kCaughtUpIsTrue, kCompleteThroughIsTrue,
        kDeletesArrive, kTruncationIsTold, kRestoreIsTold}) {
    EXPECT_FALSE(IsFound({promise, {}, {}})) << promise;
  }
}

}  // namespace
}  // namespace laowu::simulation

#ifndef LAOWU_TESTS_SIMULATION_SIMULATION_H_
#define LAOWU_TESTS_SIMULATION_SIMULATION_H_

// The whole: owners' stores, five followers with their faults, the match index and the monitoring
// feed that they fill. One thread; each step draws from (seed, number) alone, so that a failing run
// can be shortened by leaving steps out.

#include <memory>
#include <string>
#include <vector>

#include "services/match/match_index.h"
#include "services/monitoring/monitoring_feed.h"
#include "services/runtime/metrics.h"
#include "tests/simulation/sim_feed.h"
#include "tests/simulation/sim_world.h"

namespace laowu::simulation {

class Simulation {
 public:
  explicit Simulation(unsigned seed);
  ~Simulation();

  // One thing happens, to the world, to a follower or to a role. The first promise that is broken
  // by it, or "".
  std::string Step(int number);

  // All feeds catch up, and answers are compared with brute force over the stores.
  std::string Checkpoint(int number);

 private:
  // Of a store that `owner` has and writes.
  SimFeed MakeFeed(Owner owner, SimFeed::Options options);
  SimFeed MakeVacancyFeed();
  SimFeed MakeWorkerFeed();
  SimFeed MakePlacementFeed();
  SimFeed MakeFactFeed();
  SimFeed MakeOutcomeFeed();
  void RestartMatch();
  void RestartMonitoring();
  std::string FirstBroken() const;
  std::string CheckCandidates();
  std::string CheckRatio(intake::Draw& draw);

  const unsigned seed_;
  SimWorld world_;
  runtime::Metrics metrics_;
  runtime::Environment environment_;
  std::unique_ptr<match::MatchIndex> index_;
  std::unique_ptr<monitoring::MonitoringFeed> monitoring_;
  std::vector<SimFeed> feeds_;
};

// Runs `seed` for `step_count` steps with a checkpoint after every tenth and at the end. "" or what
// went wrong, with the fewest steps found that still bring it about.
std::string RunSeed(unsigned seed, int step_count);

}  // namespace laowu::simulation

#endif  // LAOWU_TESTS_SIMULATION_SIMULATION_H_

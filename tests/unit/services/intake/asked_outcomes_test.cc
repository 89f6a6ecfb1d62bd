// Whose outcomes an answer about several people tells of.

#include "services/intake/asked_outcomes.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace laowu::intake_role {
namespace {

// By worker and name.
using Told = std::vector<std::pair<std::string, std::string>>;

bool Tells(const std::vector<std::string>& asked, const Told& told) {
  v1::ListOutcomesRequest request;
  for (const std::string& worker : asked) request.add_workers(worker);
  v1::ListOutcomesResponse answer;
  for (const auto& [worker, name] : told) {
    auto& outcome = *answer.add_outcomes();
    outcome.set_worker(worker);
    outcome.set_name(name);
  }
  return TellsWhose(request, answer);
}

TEST(TellsWhose, EachOfThoseThatWereAskedFor) {
  EXPECT_TRUE(Tells({"workers/a", "workers/b"}, {}));
  EXPECT_TRUE(Tells(
      {"workers/a", "workers/b"},
      {{"workers/a", "outcomes/1"}, {"workers/a", "outcomes/2"}, {"workers/b", "outcomes/3"}}));
}

TEST(TellsWhose, Rule8NotWhereAMergedRecordStandsAmongThem) {
  EXPECT_FALSE(Tells({"workers/a", "workers/b"},
                     {{"workers/merged", "outcomes/1"}, {"workers/b", "outcomes/2"}}));
  // Asked for itself as well, and so told twice.
  EXPECT_FALSE(Tells({"workers/a", "workers/merged"},
                     {{"workers/merged", "outcomes/1"}, {"workers/merged", "outcomes/1"}}));
}

}  // namespace
}  // namespace laowu::intake_role

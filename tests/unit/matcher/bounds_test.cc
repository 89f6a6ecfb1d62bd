// The promise that the index rests on (bounds.h): for each pair that passes, the best bound among
// the row's postings is at least the pair's total, alone and in any set; and a bound that is too
// low is caught by the same check.
#include "matcher/bounds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <vector>

#include "matcher/packed_score.h"
#include "tests/unit/matcher/random_rows.h"

namespace laowu::matcher {
namespace {

const MatchTerms kTerms = {absl::CivilDay(2028, 2, 29), true};

using Lower = std::function<void(Parts&)>;  // makes bounds wrong, to see that it is found
const Lower kAsTheyAre = [](Parts&) {};

struct Findings {
  int pair_count = 0;
  int too_low_count = 0;
  int tight_count = 0;  // bounds that equal the total
};

class BoundsTest : public ::testing::Test {
 protected:
  static constexpr int kRows = 60;
  static constexpr int kSetSize = 7;

  void Fill(std::uint64_t seed) {
    Random random(seed);
    workers_.clear();
    vacancies_.clear();
    for (int i = 0; i < kRows; ++i) {
      workers_.push_back(Pack(RandomWorker("workers/x", random), dictionaries_));
      vacancies_.push_back(Pack(RandomVacancy("offices/o/vacancies/x", random), dictionaries_));
    }
  }

  // Sets of postings of one kind, each of some neighbours in the order of the index.
  Findings TryWorkers(const PackedVacancy& vacancy, const Lower& lower) {
    struct Member {
      std::size_t worker;
      WorkerPosting posting;
    };
    std::vector<std::int32_t> best(workers_.size(), -1);
    for (int kind = 0; kind < kOccupationKindCount; ++kind) {
      for (const bool with_skill : {false, true}) {
        std::vector<Member> members;
        for (std::size_t i = 0; i < workers_.size(); ++i) {
          WorkerPostings of;
          PostingsOf(workers_[i], of);
          if (static_cast<int>(of.kind) != kind) continue;
          for (const WorkerPosting& posting : of.postings) {
            if ((posting.skill != kNoCode) == with_skill) members.push_back({i, posting});
          }
        }
        std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) {
          return std::tuple(a.posting.skill, a.posting.occupation, a.posting.place) <
                 std::tuple(b.posting.skill, b.posting.occupation, b.posting.place);
        });
        for (std::size_t begin = 0; begin < members.size(); begin += kSetSize) {
          const std::size_t end = std::min(members.size(), begin + kSetSize);
          // Built as the index does: half the members, and what the other half comes to.
          WorkerSummary set;
          WorkerSummary rest;
          for (std::size_t i = begin; i < end; ++i) {
            (i % 2 == 0 ? set : rest).Add(members[i].posting, workers_[members[i].worker]);
          }
          set.Add(rest);
          const VacancyProbe probe(vacancy, Pack(kTerms));
          PartBounds parts = UpperBounds(static_cast<OccupationKind>(kind), set, probe);
          if (!parts.has_value()) continue;
          const Parts as_they_are = *parts;
          lower(*parts);
          for (std::size_t i = begin; i < end; ++i) {
            const auto& [worker, posting] = members[i];
            const std::int32_t of_set = TotalMicros(*parts);
            const PostingHint hint = HintOf(posting, workers_[worker]);
            const std::int32_t of_posting = WorkerPostingBounds(set, *parts, probe).Of(hint, 0);
            // With a floor it may be said sooner, never on the other side of the floor.
            WorkerPostingBounds right(set, as_they_are, probe);
            const std::int32_t bound = right.Of(hint, 0);
            EXPECT_EQ(right.Of(hint, bound), bound);
            EXPECT_LE(right.Of(hint, bound + 1), bound);
            best[worker] = std::max(best[worker], std::min(of_set, of_posting));
          }
        }
      }
    }
    Findings findings;
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      if (PackedGates<false>(workers_[i], vacancy, Pack(kTerms)) == 0) {
        EXPECT_TRUE(CanEverPass(workers_[i]));
        Note(PackedTotalMicros(workers_[i], vacancy), best[i], findings);
      }
    }
    return findings;
  }

  Findings TryVacancies(const PackedWorker& worker, const Lower& lower) {
    Findings findings;
    const WorkerProbe probe(worker, Pack(kTerms));
    for (std::size_t begin = 0; begin < vacancies_.size(); begin += kSetSize) {
      const std::size_t end = std::min(vacancies_.size(), begin + kSetSize);
      VacancySummary set;
      VacancySummary rest;
      for (std::size_t i = begin; i < end; ++i) (i % 2 == 0 ? set : rest).Add(vacancies_[i]);
      set.Add(rest);
      PartBounds parts = UpperBounds(set, probe);
      if (parts.has_value()) lower(*parts);
      for (std::size_t i = begin; i < end; ++i) {
        if (PackedGates<false>(worker, vacancies_[i], Pack(kTerms)) != 0) continue;
        EXPECT_TRUE(CanEverPass(vacancies_[i]));
        const std::int32_t bound =
            parts.has_value()
                ? std::min(TotalMicros(*parts),
                           VacancyPostingBounds(set, *parts, probe).Of(HintOf(vacancies_[i]), 0))
                : -1;
        Note(PackedTotalMicros(worker, vacancies_[i]), bound, findings);
      }
    }
    return findings;
  }

  static void Note(std::int32_t total, std::int32_t bound, Findings& findings) {
    ++findings.pair_count;
    if (bound < total) ++findings.too_low_count;
    if (bound == total) ++findings.tight_count;
  }

  Findings TryAll(const Lower& lower) {
    Findings all;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
      Fill(seed);
      for (int i = 0; i < kRows; ++i) {
        for (const Findings& one : {TryWorkers(vacancies_[static_cast<std::size_t>(i)], lower),
                                    TryVacancies(workers_[static_cast<std::size_t>(i)], lower)}) {
          all.pair_count += one.pair_count;
          all.too_low_count += one.too_low_count;
          all.tight_count += one.tight_count;
        }
      }
    }
    return all;
  }

  Dictionaries dictionaries_;
  std::vector<PackedWorker> workers_;
  std::vector<PackedVacancy> vacancies_;
};

TEST_F(BoundsTest, NoPairThatPassesHasATotalAboveItsBestBound) {
  const Findings findings = TryAll(kAsTheyAre);
  EXPECT_GT(findings.pair_count, 2'000);
  EXPECT_EQ(findings.too_low_count, 0);
  EXPECT_GT(findings.tight_count, 0) << "bounds that are never reached would prune nothing";
}

// One part lower by a hundredth, each in turn: found.
TEST_F(BoundsTest, ABoundThatIsTooLowIsCaught) {
  const std::pair<const char*, Lower> kWrong[] = {
      {"skill", [](Parts& parts) { parts.skill -= 100; }},
      {"occupation", [](Parts& parts) { parts.occupation -= 100; }},
      {"location", [](Parts& parts) { parts.location -= 100; }},
      {"wage", [](Parts& parts) { parts.wage -= 100; }},
      {"experience", [](Parts& parts) { parts.experience -= 100; }},
      {"policy", [](Parts& parts) { parts.policy -= 100; }},
  };
  for (const auto& [part, lower] : kWrong) {
    EXPECT_GT(TryAll(lower).too_low_count, 0) << part;
  }
}

// The nearest corner, edge or inside of a box is as near as any of its points.
TEST_F(BoundsTest, ABoxIsAsNearAsItsNearestPoint) {
  Box box;
  box.Add(100, 100);
  box.Add(300, 200);
  EXPECT_EQ(box.BestDistanceValue(200, 150), kFullPart);
  EXPECT_EQ(box.BestDistanceValue(400, 150), DistanceValue(100));
  EXPECT_EQ(box.BestDistanceValue(0, 0), DistanceValue(141));
  box.Add(kNoPoint, 0);
  EXPECT_EQ(box.BestDistanceValue(100'000, 100), kMiddleOfPart) << "one of unknown place is there";
}

// Prices of postings: a worker with two occupations, two destinations and two skills has twelve.
TEST_F(BoundsTest, AWorkerHasAPostingForEachWayToBeFound) {
  WorkerRow row;
  row.name = "workers/a";
  row.desired_occupation_codes = {"6-18-02-24", "4-02-01-01"};
  row.preferred_division_codes = {"442000", "440000"};
  row.skills = {{"welding", "metal", 2, 24}, {"forklift", "driving", 1, {}}};
  WorkerPostings of;
  PostingsOf(Pack(row, dictionaries_), of);
  EXPECT_EQ(of.kind, OccupationKind::kDesired);
  EXPECT_EQ(of.postings.size(), 12U);
  PostingsOf(Pack(WorkerRow{}, dictionaries_), of);
  EXPECT_EQ(of.kind, OccupationKind::kNone);
  EXPECT_EQ(of.postings.size(), 1U) << "nobody is left out";
}

}  // namespace
}  // namespace laowu::matcher

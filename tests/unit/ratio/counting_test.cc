// A pass over all persons on several threads counts what one thread counts.

#include "ratio/counting.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ratio/in_parts.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

TEST(CountingOnDays, SeveralThreadsCountWhatOneCounts) {
  Story story;
  for (int i = 0; i < 200; ++i) {
    const std::string worker = absl::StrCat("w", i);
    story.Worker(worker, i % 3 == 0 ? kTownX : kOtherTownX);
    story.Tell(worker, OutcomeType::kArrived, i % 2 == 0 ? "2026-03-01" : "2026-04-15",
               i % 5 == 0 ? Channel::kUnknown : Channel::kSelf);
    if (i % 7 == 0) story.Merged(worker, absl::StrCat("w", (i * 31 + 3) % 200));
  }
  Entries entries;
  for (const WorkerFact& fact : story.facts) entries.UpsertFact(fact);
  for (const Outcome& outcome : story.outcomes) entries.UpsertOutcome(outcome);
  const Question question =
      QuestionOf(Story::Query("2026-06-30", "2026-06-30"), entries.organizers());
  const std::vector<std::string> targets = {std::string(kTownX), std::string(kX)};
  const std::vector<DayNumber> days = {DayNumberOf(Day("2026-03-31")), question.day};
  const auto& divisions = reference::Divisions::Get();
  const auto one = Counting(divisions, entries).OnDays(question, targets, days);
  const auto several = Counting(divisions, entries, 10).OnDays(question, targets, days);
  for (std::size_t t = 0; t < targets.size(); ++t) {
    for (std::size_t i = 0; i < days.size(); ++i) {
      EXPECT_GT(one[t][i].counts[0], 0);
      EXPECT_EQ(several[t][i].counts, one[t][i].counts) << t << " " << i;
    }
  }
}

TEST(InParts, CoversEachThingOnceAndIsOnePartForFew) {
  EXPECT_EQ(PartsOf(99, 100), 1U);
  EXPECT_LE(PartsOf(1'000'000, 100), kMostParts);
  std::vector<int> seen(103, 0);
  InParts(seen.size(), 4, [&](std::size_t /*part*/, std::int32_t begin, std::int32_t end) {
    for (std::int32_t i = begin; i < end; ++i) ++seen[static_cast<std::size_t>(i)];
  });
  EXPECT_EQ(seen, std::vector<int>(103, 1));
}

}  // namespace
}  // namespace laowu::ratio

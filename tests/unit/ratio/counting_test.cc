// A pass over all persons on several threads counts what one thread counts.

#include "ratio/counting.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "ratio/in_parts.h"
#include "ratio/periods.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

// Two hundred, of two townships, some of them merged.
void TellOfMany(Entries& entries) {
  Story story;
  for (int i = 0; i < 200; ++i) {
    const std::string worker = absl::StrCat("w", i);
    story.Worker(worker, i % 3 == 0 ? kTownX : kOtherTownX);
    story.Tell(worker, OutcomeType::kArrived, i % 2 == 0 ? "2026-03-01" : "2026-04-15",
               i % 5 == 0 ? Channel::kUnknown : Channel::kSelf);
    if (i % 7 == 0) story.Merged(worker, absl::StrCat("w", (i * 31 + 3) % 200));
  }
  for (const WorkerFact& fact : story.facts) entries.UpsertFact(fact);
  for (const Outcome& outcome : story.outcomes) entries.UpsertOutcome(outcome);
}

TEST(CountingOnDays, SeveralThreadsCountWhatOneCounts) {
  Entries entries;
  TellOfMany(entries);
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

TEST(CountPeriods, SeveralThreadsCountWhatOneCounts) {
  Entries entries;
  TellOfMany(entries);
  const Question question =
      QuestionOf(Story::Query("2026-06-30", "2026-06-30"), entries.organizers());
  const auto& divisions = reference::Divisions::Get();
  const DaySpan span{Day("2026-01-01"), Day("2026-06-30")};
  const std::vector<std::string> targets = {std::string(kTownX), std::string(kX)};
  const auto one = CountPeriods(divisions, entries, question, targets, {span});
  EXPECT_GT(one[1][0].new_spell_count, 0);
  EXPECT_EQ(CountPeriods(divisions, entries, question, targets, {span}, 10), one);
  for (const Breakdown breakdown : {Breakdown::kTownship, Breakdown::kChannel}) {
    const auto parts =
        CountPeriodParts(divisions, entries, question, std::string(kX), breakdown, span);
    EXPECT_EQ(parts.size(), 2U);
    EXPECT_EQ(CountPeriodParts(divisions, entries, question, std::string(kX), breakdown, span, 10),
              parts);
  }
}

// People of Panzhou (520222 until 2017, 520281 since) and Shuicheng (520221 until 2020, 520204
// since), registered by old codes and by new ones, who work in each other's counties and away: a
// series counts on each day what is counted of that day alone.
TEST(CountingOnDays, ASeriesOverDaysOfChangeCountsWhatEachDayCounts) {
  const char* const kHomes[] = {"520222100", "520281001", "520221101", "520204001", "520203001001"};
  const char* const kWorkplaces[] = {"520221101", "520204001", "520222100", "520281001",
                                     "442000100", "320106",    "SG",        ""};
  Story story;
  story.KnownOn("2026-06-01");
  int i = 0;
  for (const char* home : kHomes) {
    for (const char* workplace : kWorkplaces) {
      const std::string worker = absl::StrCat("w", ++i);
      story.Worker(worker, home, "1990-05-01", true, i % 2 == 0 ? "2015-01-01" : "2026-01-01");
      story.Tell(
          worker, OutcomeType::kArrived, absl::StrCat(2014 + i % 5, "-05-01"),
          {.channel = i % 3 == 0 ? Channel::kUnknown : Channel::kSelf, .workplace = workplace});
      if (i % 4 == 0) story.Moved(worker, "2019-03-01", "520281002");
      if (i % 7 == 0) story.Tell(worker, OutcomeType::kReturned, "2020-01-01");
    }
  }
  Entries entries;
  for (const WorkerFact& fact : story.facts) entries.UpsertFact(fact);
  for (const Outcome& outcome : story.outcomes) entries.UpsertOutcome(outcome);
  const Counting counting(reference::Divisions::Get(), entries);
  const std::vector<std::string> targets = {"520200", "520221", "520204", "520281", "520222100"};
  std::vector<DayNumber> days;
  for (absl::CivilDay day(2014, 1, 17); day < absl::CivilDay(2026, 6, 1); day += 11) {
    days.push_back(DayNumberOf(day));
  }
  for (const Boundary boundary : {Boundary::kCounty, Boundary::kTownship}) {
    Question question =
        QuestionOf(Story::Query("2026-06-01", "2026-06-30", Strictness::kBroad, boundary),
                   entries.organizers());
    const auto series = counting.OnDays(question, targets, days);
    std::vector<std::int32_t> most(targets.size(), 0);
    for (std::size_t d = 0; d < days.size(); ++d) {
      const auto alone = counting.OnDays(question, targets, {days[d]});
      for (std::size_t t = 0; t < targets.size(); ++t) {
        ASSERT_EQ(series[t][d].counts, alone[t][0].counts)
            << targets[t] << " on " << CivilDayOf(days[d]);
        most[t] = std::max(most[t], series[t][d].counts[0]);
      }
    }
    for (std::size_t t = 0; t < targets.size(); ++t) EXPECT_GT(most[t], 0) << targets[t];
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

// What the book reports beside the figures of a day, held to the slow recount and to the figures
// themselves: random lives, random questions. Same seed, same lives.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include "ratio/reports.h"
#include "tests/model/random_lives.h"
#include "tests/model/recount.h"

namespace laowu::ratio {
namespace {

void Tell(RatioBook& book, const Told& told) {
  for (const WorkerFact& fact : told.facts) book.UpsertFact(fact);
  for (const Outcome& outcome : told.outcomes) book.UpsertOutcome(outcome);
  for (const Attestation& attestation : told.attestations) book.UpsertAttestation(attestation);
  for (const OrganizerFact& fact : told.organizer_facts) book.UpsertOrganizerFact(fact);
}

FigureQuery QueryOf(const RecountQuestion& question) {
  FigureQuery query;
  query.division = question.division;
  query.day = question.day;
  query.known_at = question.known_at;
  query.strictness = question.strictness;
  query.boundary = question.boundary;
  query.carry = question.carry;
  return query;
}

// D, O, U, C.
using Counts = std::array<int, 4>;

Counts CountsOf(const Figures& figures) {
  return {figures.outbound_person_count, figures.organized_person_count,
          figures.unknown_channel_person_count, figures.unproven_person_count};
}

void Add(Standing standing, int factor, Counts& counts) {
  if (standing == Standing::kNotCounted) return;
  counts[0] += factor;
  if (standing == Standing::kOrganized) counts[1] += factor;
  if (standing == Standing::kUnknownChannel) counts[2] += factor;
  if (standing == Standing::kUnproven) counts[3] += factor;
}

// The year so far, then its quarters: R2, R3 with retention, R4, days by status, median pay.
TEST(ReportsModel, PeriodsEqualARecountDayByDay) {
  std::int64_t person_days = 0;
  int new_spells = 0;
  int retained = 0;
  int long_absent = 0;
  int wages = 0;
  for (unsigned seed = 501; seed <= 545; ++seed) {
    RandomLives lives(seed, /*crowded=*/seed > 530);
    const Told told = lives.Make(60);
    RatioBook book;
    Tell(book, told);
    for (int i = 0; i < 3; ++i) {
      RecountQuestion question = lives.Ask();
      if (i == 0) question.division = "52";
      const absl::CivilDay last =
          std::min(ShanghaiDay(question.known_at), absl::CivilDay(2026, 12, 31));
      std::vector<DaySpan> spans = {{kFirstDay, last}};
      if (last > kFirstDay + 100) {
        spans = {
            {kFirstDay, kFirstDay + 50}, {kFirstDay + 51, kFirstDay + 99}, {kFirstDay + 100, last}};
        if (i == 0) spans = {{kFirstDay, last}};
      }
      const auto found = book.Periods(QueryOf(question), {question.division}, spans);
      ASSERT_EQ(found.size(), 1U);
      for (std::size_t s = 0; s < spans.size(); ++s) {
        const PeriodFigures expected = RecountPeriod(told, question, spans[s]);
        const PeriodFigures& period = found[0][s];
        ASSERT_EQ(period, expected)
            << "seed " << seed << ", span " << s << ": person-days "
            << period.outbound_person_day_count << " and " << expected.outbound_person_day_count
            << ", new " << period.new_spell_count << " and " << expected.new_spell_count
            << ", long " << period.long_absent_person_count << " and "
            << expected.long_absent_person_count;
        person_days += period.organized_person_day_count;
        new_spells += period.new_spell_count;
        retained += period.retentions[1].retained_count;
        long_absent += period.long_absent_person_count;
        wages += period.organized_wage_count + period.self_arranged_wage_count;
      }
    }
  }
  // The lives are worth comparing.
  EXPECT_GT(person_days, 1000);
  EXPECT_GT(new_spells, 300);
  EXPECT_GT(retained, 50);
  EXPECT_GT(long_absent, 20);
  EXPECT_GT(wages, 50);
}

// Each part of a window: what the recount counts of that part, day by day; and no part is left out,
// since together they make the whole.
TEST(ReportsModel, PartsOfPeriodsEqualARecountAndMakeTheWhole) {
  int part_count = 0;
  int long_absent = 0;
  int new_spells = 0;
  unsigned seed = 550;
  for (int turn = 0; turn < 8; ++turn) {
    for (const Breakdown breakdown :
         {Breakdown::kTownship, Breakdown::kDestination, Breakdown::kChannel,
          Breakdown::kPolicyGroup, Breakdown::kOrganizer, Breakdown::kSex, Breakdown::kAgeBand}) {
      RandomLives lives(++seed);
      const Told told = lives.Make(30);
      RatioBook book;
      Tell(book, told);
      RecountQuestion question = lives.Ask();
      if (turn % 2 == 0) question.division = "52";
      const absl::CivilDay today = ShanghaiDay(question.known_at);
      DaySpan span = {kFirstDay, std::min(today, absl::CivilDay(2026, 12, 31))};
      if (turn % 4 == 3) span.first += 20;
      const PeriodFigures whole =
          book.Periods(QueryOf(question), {question.division}, {span})[0][0];
      PeriodFigures sum;
      for (const PeriodPart& part : book.PeriodParts(QueryOf(question), breakdown, span)) {
        const PeriodFigures expected =
            RecountPeriod(told, question, span, {breakdown, part.key, part.number});
        ASSERT_EQ(part.figures, expected)
            << "seed " << seed << ", by " << static_cast<int>(breakdown) << ", part " << part.key
            << " " << part.number << ": person-days " << part.figures.outbound_person_day_count
            << " and " << expected.outbound_person_day_count << ", new "
            << part.figures.new_spell_count << " and " << expected.new_spell_count << ", long "
            << part.figures.long_absent_person_count << " and "
            << expected.long_absent_person_count;
        sum.outbound_person_day_count += part.figures.outbound_person_day_count;
        sum.organized_person_day_count += part.figures.organized_person_day_count;
        sum.new_spell_count += part.figures.new_spell_count;
        sum.long_absent_person_count += part.figures.long_absent_person_count;
        ++part_count;
      }
      long_absent += sum.long_absent_person_count;
      new_spells += sum.new_spell_count;
      if (breakdown == Breakdown::kPolicyGroup) {  // who is in two groups is in two parts
        EXPECT_GE(sum.outbound_person_day_count, whole.outbound_person_day_count);
        continue;
      }
      EXPECT_EQ(sum.outbound_person_day_count, whole.outbound_person_day_count) << seed;
      EXPECT_EQ(sum.organized_person_day_count, whole.organized_person_day_count) << seed;
      EXPECT_EQ(sum.new_spell_count, whole.new_spell_count) << seed;
      EXPECT_EQ(sum.long_absent_person_count, whole.long_absent_person_count) << seed;
    }
  }
  EXPECT_GT(part_count, 60);
  EXPECT_GT(long_absent, 20);
  EXPECT_GT(new_spells, 100);
}

// What changed between two known-at, person by person, adds up to the difference of the recounts.
TEST(ReportsModel, RevisionsAddUpToTheDifferenceOfTwoRecounts) {
  std::map<RevisionCause, int> causes;
  for (unsigned seed = 601; seed <= 680; ++seed) {
    RandomLives lives(seed);
    const Told told = lives.Make(25);
    RatioBook book;
    Tell(book, told);
    for (int i = 0; i < 6; ++i) {
      RecountQuestion question = lives.Ask();
      const Counts before = CountsOf(RecountFigures(told, question));
      const auto revised =
          book.Revisions(QueryOf(question), question.known_at + absl::Hours(24 * 90), nullptr);
      question.known_at += absl::Hours(24 * 90);
      const Counts now = CountsOf(RecountFigures(told, question));
      Counts moved = before;
      for (const RevisedPerson& person : revised) {
        Add(person.before, -1, moved);
        Add(person.now, 1, moved);
        ++causes[person.cause];
        EXPECT_NE(person.before, person.now);
      }
      ASSERT_EQ(moved, now) << "seed " << seed;
    }
  }
  for (const RevisionCause cause :
       {RevisionCause::kLate, RevisionCause::kCorrected, RevisionCause::kVoided,
        RevisionCause::kMerged, RevisionCause::kResidenceMoved, RevisionCause::kLapsed}) {
    EXPECT_GT(causes[cause], 0) << static_cast<int>(cause);
  }
}

// The persons of a publication, the pages of an explanation and the worklist tell of the persons
// that the recount counts.
TEST(ReportsModel, PersonsPagesAndWorklistAgreeWithTheRecount) {
  int rows = 0;
  for (unsigned seed = 701; seed <= 740; ++seed) {
    RandomLives lives(seed);
    const Told told = lives.Make(25);
    RatioBook book;
    Tell(book, told);
    for (int i = 0; i < 5; ++i) {
      RecountQuestion question = lives.Ask();
      question.day = ShanghaiDay(question.known_at);
      const Figures expected = RecountFigures(told, question);
      const FigureQuery query = QueryOf(question);
      Counts counts{};
      for (const PersonStanding& person : book.Standings(query)) Add(person.standing, 1, counts);
      ASSERT_EQ(counts, CountsOf(expected)) << "seed " << seed;

      std::vector<ExplainedPerson> explained;
      ExplainedPage page;
      do {
        page = book.ExplainPage(query, explained.empty() ? "" : explained.back().worker, 3);
        EXPECT_EQ(page.figures, expected);
        explained.insert(explained.end(), page.persons.begin(), page.persons.end());
      } while (page.more);
      ASSERT_EQ(explained, book.Explain(query)) << "seed " << seed;
      for (const Standing only : {Standing::kOrganized, Standing::kUnproven,
                                  Standing::kUnknownChannel, Standing::kNotOrganized}) {
        std::vector<ExplainedPerson> expected_only = explained;
        std::erase_if(expected_only,
                      [&](const ExplainedPerson& person) { return person.standing != only; });
        std::vector<ExplainedPerson> of_one;
        do {
          page = book.ExplainPage(query, of_one.empty() ? "" : of_one.back().worker, 2, only);
          of_one.insert(of_one.end(), page.persons.begin(), page.persons.end());
        } while (page.more);
        ASSERT_EQ(of_one, expected_only) << "seed " << seed;
      }

      std::map<WorklistKind, int> kinds;
      for (const WorklistRow& row : *book.Worklist(query)) ++kinds[row.kind];
      ASSERT_EQ(kinds[WorklistKind::kUnproven], expected.unproven_person_count);
      ASSERT_EQ(kinds[WorklistKind::kUnknownChannel], expected.unknown_channel_person_count);
      ASSERT_EQ(kinds[WorklistKind::kLapsingVisit], expected.lapsing_visit_person_count);
      for (const auto& [kind, count] : kinds) rows += count;
    }
  }
  EXPECT_GT(rows, 200);
}

}  // namespace
}  // namespace laowu::ratio

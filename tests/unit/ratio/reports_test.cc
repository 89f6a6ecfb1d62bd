// Figures of stretches of time, as ratio.md has them: R2 to R4, retention, days below the target,
// median pay. tests/model holds the same to a recount of random lives.

#include "ratio/reports.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

class Periods : public ::testing::Test {
 protected:
  PeriodFigures Period(absl::string_view first, absl::string_view last, absl::string_view known_on,
                       Strictness strictness = Strictness::kBroad) {
    const FigureQuery query = Story::Query(last, known_on, strictness);
    return story_.book.Periods(query, {std::string(kX)}, {{Day(first), Day(last)}})[0][0];
  }

  Story story_;
};

TEST_F(Periods, R2AddsUpPersonDaysSoThatAMonthEndRelabellingGainsNothing) {
  story_.Worker("organised");
  story_.Worker("self");
  story_.ArrivedOrganized("organised", "2026-03-11");
  story_.Tell("self", OutcomeType::kArrived, "2026-01-10", Channel::kSelf);
  story_.Tell("self", OutcomeType::kConfirmed, "2026-03-31", Channel::kPublicService);
  const PeriodFigures broad = Period("2026-03-01", "2026-03-31", "2026-04-02");
  EXPECT_EQ(broad.outbound_person_day_count, 31 + 21);
  EXPECT_EQ(broad.organized_person_day_count, 21);
  const PeriodFigures reported =
      Period("2026-03-01", "2026-03-31", "2026-04-02", Strictness::kAsReported);
  EXPECT_EQ(reported.organized_person_day_count, 22);
}

TEST_F(Periods, R3CountsSpellsThatBeganAndHowManyLasted30And90Days) {
  for (const char* worker : {"stays", "leaves", "self", "before", "handed"}) story_.Worker(worker);
  story_.ArrivedOrganized("stays", "2026-03-01");
  story_.ArrivedOrganized("leaves", "2026-03-02");
  story_.Tell("leaves", OutcomeType::kReturned, "2026-04-01");  // day 30: it did not last 30 days
  story_.Tell("self", OutcomeType::kArrived, "2026-03-10", Channel::kSelf);
  story_.ArrivedOrganized("before", "2026-02-28");
  story_.Tell("before", OutcomeType::kJobChanged, "2026-03-20", Channel::kSelf);  // no new spell
  story_.Tell("handed", OutcomeType::kOpeningBalance, "2026-03-05", Channel::kSelf);
  const PeriodFigures march = Period("2026-03-01", "2026-03-31", "2026-06-05");
  EXPECT_EQ(march.new_spell_count, 3);
  EXPECT_EQ(march.organized_new_spell_count, 2);
  EXPECT_EQ(march.retentions[0], (Retention{30, 3, 2, 2, 1}));
  EXPECT_EQ(march.retentions[1], (Retention{90, 2, 1, 2, 1}));  // 10 March + 90 is 8 June
  EXPECT_EQ(march.retentions[2], (Retention{180, 0, 0, 0, 0}));
}

TEST_F(Periods, R4CountsWhoWasLongOutsideTheTownshipAndOrganisedHalfTheTime) {
  for (const char* worker : {"half", "less", "near", "short"}) story_.Worker(worker);
  story_.Tell("half", OutcomeType::kArrived, "2025-01-01", Channel::kSelf);
  const std::string placed =
      story_.Tell("half", OutcomeType::kJobChanged, "2025-07-02",
                  {.channel = Channel::kPublicService, .placement = "placements/p"});
  story_.Attest(placed, AttestationKind::kOrganizerRecord);
  story_.Tell("less", OutcomeType::kArrived, "2025-01-01", Channel::kSelf);
  story_.Tell("near", OutcomeType::kArrived, "2025-01-01",
              {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
  story_.ArrivedOrganized("short", "2025-07-03");
  const PeriodFigures year = Period("2025-01-01", "2025-12-31", "2026-01-05");
  // "short" was away for 182 days; "half" was organised on 183 of 365.
  EXPECT_EQ(year.long_absent_person_count, 3);
  EXPECT_EQ(year.organized_long_absent_person_count, 1);
  // Of anything else but a calendar year there is no R4.
  EXPECT_EQ(Period("2025-01-01", "2025-12-30", "2026-01-05").long_absent_person_count, 0);
}

TEST_F(Periods, DaysBelowTheTargetAreCountedOneByOne) {
  story_.Worker("a");
  story_.Worker("b");
  story_.ArrivedOrganized("a", "2026-03-01");
  story_.Tell("b", OutcomeType::kArrived, "2026-03-22", Channel::kSelf);
  const PeriodFigures march = Period("2026-03-01", "2026-03-31", "2026-04-02");
  EXPECT_EQ(march.missed_day_count, 10);
  EXPECT_EQ(march.provisional_day_count, 0);
}

TEST_F(Periods, MedianPayIsOfNewSpellsAndNeverOfFewerThanFive) {
  const auto arrive = [&](const std::string& worker, Channel channel, int wage) {
    story_.Worker(worker);
    const std::string name = story_.Tell(worker, OutcomeType::kArrived, "2026-03-05", channel);
    Outcome outcome = story_.outcomes.back();
    outcome.wage_cny_per_month = wage;
    story_.book.UpsertOutcome(outcome);
    return name;
  };
  for (int i = 0; i < 6; ++i) {
    story_.Attest(arrive(absl::StrCat("o", i), Channel::kPublicService, 5000 + 100 * i),
                  AttestationKind::kOrganizerRecord);
  }
  for (int i = 0; i < 4; ++i) arrive(absl::StrCat("s", i), Channel::kSelf, 4000);
  arrive("nothing", Channel::kSelf, 0);
  const PeriodFigures march = Period("2026-03-01", "2026-03-31", "2026-06-05");
  EXPECT_EQ(march.organized_median_wage, 5200);  // the lower of two in the middle
  EXPECT_EQ(march.organized_wage_count, 6);
  EXPECT_EQ(march.self_arranged_median_wage, std::nullopt);
  EXPECT_EQ(march.self_arranged_wage_count, 4);
}

}  // namespace
}  // namespace laowu::ratio

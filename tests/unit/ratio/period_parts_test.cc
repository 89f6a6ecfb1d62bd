// The parts of the figures of a window: which day, spell and year lies in which. tests/model holds
// the same to a recount of random lives.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class PeriodParts : public ::testing::Test {
 protected:
  std::vector<PeriodPart> PartsBy(Breakdown breakdown, absl::string_view first,
                                  absl::string_view last, absl::string_view known_on,
                                  absl::string_view division = kX) const {
    const FigureQuery query =
        Story::Query(last, known_on, Strictness::kBroad, Boundary::kCounty, division);
    return story_.book.PeriodParts(query, breakdown, {Day(first), Day(last)});
  }
  PeriodFigures ByChannel(Channel channel, absl::string_view first, absl::string_view last,
                          absl::string_view known_on) const {
    for (const PeriodPart& part : PartsBy(Breakdown::kChannel, first, last, known_on)) {
      if (part.number == static_cast<int>(channel)) return part.figures;
    }
    return {};
  }
  static std::vector<std::pair<std::string, int>> Days(const std::vector<PeriodPart>& parts) {
    std::vector<std::pair<std::string, int>> days;
    days.reserve(parts.size());
    for (const PeriodPart& part : parts) {
      days.emplace_back(part.key, static_cast<int>(part.figures.outbound_person_day_count));
    }
    return days;
  }

  Story story_;
};

// Alone from 1 to 10 March, then placed: each day in the part of that day's job, with what was
// organised of it. By organiser and destination likewise.
TEST_F(PeriodParts, R2PutsEachDayWhereThePersonWasOnThatDay) {
  story_.Worker("a");
  story_.Tell("a", OutcomeType::kArrived, "2026-03-01",
              {.channel = Channel::kSelf, .workplace = "440106"});
  story_.Attest(story_.Tell("a", OutcomeType::kJobChanged, "2026-03-11",
                            {.channel = Channel::kPublicService,
                             .workplace = "310115",
                             .organizer = "organizers/o",
                             .placement = "placements/p"}),
                AttestationKind::kOrganizerRecord);
  const PeriodFigures self = ByChannel(Channel::kSelf, "2026-03-01", "2026-03-31", "2026-04-02");
  EXPECT_EQ(self.outbound_person_day_count, 10);
  EXPECT_EQ(self.organized_person_day_count, 0);
  const PeriodFigures placed =
      ByChannel(Channel::kPublicService, "2026-03-01", "2026-03-31", "2026-04-02");
  EXPECT_EQ(placed.outbound_person_day_count, 21);
  EXPECT_EQ(placed.organized_person_day_count, 21);
  EXPECT_THAT(Days(PartsBy(Breakdown::kDestination, "2026-03-01", "2026-03-31", "2026-04-02")),
              ElementsAre(Pair("310000", 21), Pair("440100", 10)));
  EXPECT_THAT(Days(PartsBy(Breakdown::kOrganizer, "2026-03-01", "2026-03-31", "2026-04-02")),
              ElementsAre(Pair("organizers/o", 21), Pair("", 10)));
}

TEST_F(PeriodParts, ACountryIsOnePartWhicheverOfItsCodesWasTold) {
  story_.Worker("a");
  story_.Tell("a", OutcomeType::kArrived, "2026-03-01",
              {.channel = Channel::kSelf, .workplace = "JPN"});
  story_.Tell("a", OutcomeType::kJobChanged, "2026-03-11",
              {.channel = Channel::kSelf, .workplace = "JP"});
  EXPECT_THAT(Days(PartsBy(Breakdown::kDestination, "2026-03-01", "2026-03-31", "2026-04-02")),
              ElementsAre(Pair("JP", 31)));
}

// The target is a division's: of a part no day is said to have missed it.
TEST_F(PeriodParts, NoDayOfAPartIsMissed) {
  story_.Worker("a");
  story_.Tell("a", OutcomeType::kArrived, "2026-03-01", Channel::kSelf);
  EXPECT_EQ(ByChannel(Channel::kSelf, "2026-03-01", "2026-03-31", "2026-04-02").missed_day_count,
            0);
}

TEST_F(PeriodParts, R3StaysInThePartOfTheDayTheSpellBegan) {
  story_.Worker("a");
  story_.ArrivedOrganized("a", "2026-03-01");
  story_.Tell("a", OutcomeType::kJobChanged, "2026-03-20", Channel::kSelf);
  const PeriodFigures placed =
      ByChannel(Channel::kPublicService, "2026-03-01", "2026-03-31", "2026-05-05");
  EXPECT_EQ(placed.new_spell_count, 1);
  EXPECT_EQ(placed.organized_new_spell_count, 1);
  EXPECT_EQ(placed.retentions[0], (Retention{30, 1, 1, 1, 1}));
  const PeriodFigures self = ByChannel(Channel::kSelf, "2026-03-01", "2026-03-31", "2026-05-05");
  EXPECT_EQ(self.new_spell_count, 0);
  EXPECT_EQ(self.outbound_person_day_count, 12);
}

// Of 2025, 184 days by himself and 181 placed, and 181 against 181 of another: the most days, of
// equal ones the earlier.
TEST_F(PeriodParts, R4ByChannelGoesWhereTheMostDaysWere) {
  for (const char* worker : {"more", "equal"}) story_.Worker(worker);
  story_.Tell("more", OutcomeType::kArrived, "2025-01-01", Channel::kSelf);
  story_.Tell("more", OutcomeType::kJobChanged, "2025-07-04", Channel::kTraining);
  story_.Tell("equal", OutcomeType::kArrived, "2025-01-01", Channel::kApp);
  story_.Tell("equal", OutcomeType::kJobChanged, "2025-07-01", Channel::kTraining);
  story_.Tell("equal", OutcomeType::kReturned, "2025-12-29");
  std::map<int, int> persons;
  for (const PeriodPart& part :
       PartsBy(Breakdown::kChannel, "2025-01-01", "2025-12-31", "2026-01-05")) {
    if (part.figures.long_absent_person_count > 0) {
      persons[part.number] = part.figures.long_absent_person_count;
    }
  }
  EXPECT_THAT(persons, ElementsAre(Pair(static_cast<int>(Channel::kSelf), 1),
                                   Pair(static_cast<int>(Channel::kApp), 1)));
}

// Away all year, from another county's township until November: R4 tells of the township of the
// last day, R2 of the days registered in X alone.
TEST_F(PeriodParts, R4ByTownshipGoesByTheLastDay) {
  story_.Worker("a", kTownY);
  story_.Moved("a", "2025-11-01", kOtherTownX);
  story_.Tell("a", OutcomeType::kArrived, "2025-01-01", Channel::kSelf);
  const auto parts = PartsBy(Breakdown::kTownship, "2025-01-01", "2025-12-31", "2026-01-05");
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].key, kOtherTownX);
  EXPECT_EQ(parts[0].figures.outbound_person_day_count, 61);
  EXPECT_EQ(parts[0].figures.long_absent_person_count, 1);
}

TEST_F(PeriodParts, ABirthdayIsTheFirstDayInTheNextAgeBand) {
  story_.Worker("a", kTownX, "1991-03-11");  // 35 on 11 March
  story_.Tell("a", OutcomeType::kArrived, "2026-03-01", Channel::kSelf);
  const auto parts = PartsBy(Breakdown::kAgeBand, "2026-03-01", "2026-03-31", "2026-04-02");
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts[0].number, 3);
  EXPECT_EQ(parts[0].figures.outbound_person_day_count, 21);
  EXPECT_EQ(parts[1].number, 2);
  EXPECT_EQ(parts[1].figures.outbound_person_day_count, 10);
  EXPECT_EQ(parts[1].figures.new_spell_count, 1);
}

// Shuicheng was 520221 until 18 July 2020 and is 520204 since, and so are its townships.
TEST_F(PeriodParts, ATownshipStandsUnderTheCodeOfEachDay) {
  story_.Worker("a", "520221001", "1990-05-01", true, "2019-01-01");
  story_.Tell("a", OutcomeType::kArrived, "2020-07-08", Channel::kSelf);
  const auto days =
      Days(PartsBy(Breakdown::kTownship, "2020-07-01", "2020-07-31", "2026-01-05", "520200"));
  EXPECT_THAT(days, ElementsAre(Pair("520204002", 14), Pair("520221001", 10)));
}

TEST_F(PeriodParts, WhereNothingIsCountedThereIsNoPart) {
  story_.Worker("a");
  story_.Tell("a", OutcomeType::kArrived, "2026-03-01", Channel::kSelf);
  EXPECT_THAT(PartsBy(Breakdown::kSex, "2026-01-01", "2026-02-28", "2026-04-02"), IsEmpty());
}

}  // namespace
}  // namespace laowu::ratio

// A list's statement held against what is on record: it makes who is away on its day away then, and
// the same list again changes nothing, whatever was known and however often it was mended.

#include "services/intake/statement_outcomes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {
namespace {

using intake::Whereabouts;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using v1::Outcome;

constexpr absl::CivilDay kSurveyDay(2026, 10, 31);
constexpr char kZhongshan[] = "442000";
constexpr char kQuanzhou[] = "350500";

// One person's outcomes, and which of them the list has recorded or vouched for.
class Record {
 public:
  void Know(Outcome::Type type, absl::CivilDay day, const std::string& place = "") {
    Outcome outcome;
    outcome.set_type(type);
    *outcome.mutable_effective_date() = runtime::ToDate(day);
    outcome.set_date_precision(v1::DATE_PRECISION_DAY);
    outcome.set_workplace_division_code(place);
    Add(outcome);
  }
  // What the list says is recorded, as the placement role does: what stands already is not recorded
  // twice. How many were new. A survey is known by its number, a row of outcomes by what it says.
  int Run(const Statement& statement, bool of_survey = true) {
    told_ = OutcomesOf(statement, outcomes_, [&](const Outcome& outcome) {
      return of_survey ? own_.count(outcome.name()) > 0 : MayBeOfAway(statement, outcome);
    });
    int new_count = 0;
    for (const Outcome& outcome : told_.outcomes) {
      const auto known =
          std::find_if(outcomes_.begin(), outcomes_.end(),
                       [&](const Outcome& other) { return Words(other) == Words(outcome); });
      if (known == outcomes_.end()) ++new_count;
      own_.insert(known == outcomes_.end() ? Add(outcome) : known->name());
    }
    return new_count;
  }
  const StatedOutcomes& told() const { return told_; }
  std::vector<std::string> ToldWords() const {
    std::vector<std::string> words;
    for (const Outcome& outcome : told_.outcomes) words.push_back(Words(outcome));
    return words;
  }
  Whereabouts Now() const { return KnownOn(outcomes_, kSurveyDay).whereabouts; }
  std::string DebugString() const {
    std::string out;
    for (const Outcome& outcome : outcomes_) absl::StrAppend(&out, Words(outcome), "; ");
    return absl::StrCat(out, told_.explanation);
  }

 private:
  static std::string Words(const Outcome& outcome) {
    return absl::StrCat(Outcome::Type_Name(outcome.type()), " ",
                        runtime::DateText(CountingDayOf(outcome)), " ",
                        outcome.workplace_division_code());
  }
  std::string Add(Outcome outcome) {
    const auto number = static_cast<int64_t>(outcomes_.size()) + 1;
    outcome.set_name(absl::StrCat("outcomes/", number));
    outcome.set_sequence(number);
    outcomes_.push_back(outcome);
    return outcome.name();
  }

  std::vector<Outcome> outcomes_;
  std::set<std::string> own_;
  StatedOutcomes told_;
};

Statement Says(Whereabouts whereabouts, std::optional<absl::CivilDay> since = std::nullopt,
               const std::string& place = "") {
  Statement statement;
  statement.day = kSurveyDay;
  statement.said.whereabouts = whereabouts;
  statement.said.since = since;
  statement.said.workplace_division_code = place;
  return statement;
}

TEST(StatementOutcomes, WhoWentOutAgainIsAwayThoughTheDateIsThatOfTheFirstTime) {
  Record record;
  record.Know(Outcome::ARRIVED, absl::CivilDay(2026, 3, 1), kZhongshan);
  record.Know(Outcome::RETURNED, absl::CivilDay(2026, 8, 1));
  const Statement away = Says(Whereabouts::kAway, absl::CivilDay(2026, 6, 15), kQuanzhou);
  record.Run(away);
  EXPECT_THAT(record.ToldWords(), ElementsAre("ARRIVED 2026-10-31 350500"));
  EXPECT_EQ(record.Now(), Whereabouts::kAway) << record.DebugString();
  ASSERT_THAT(record.told().warnings, SizeIs(1));
  EXPECT_EQ(record.told().warnings[0].reason, "BEFORE_KNOWN_RETURN");
  EXPECT_THAT(record.told().warnings[0].message, HasSubstr("2026-08-01"));
  EXPECT_THAT(record.told().explanation, HasSubstr("已知 known: 在家 at home 2026-08-01"));
  EXPECT_EQ(record.Run(away), 0) << record.DebugString();
}

TEST(StatementOutcomes, TheSheetsOwnDateCountsAfterTheReturnAndWhereNoneIsKnown) {
  Record returned;
  returned.Know(Outcome::RETURNED, absl::CivilDay(2026, 8, 1));
  returned.Run(Says(Whereabouts::kAway, absl::CivilDay(2026, 8, 2), kQuanzhou));
  EXPECT_THAT(returned.ToldWords(), ElementsAre("ARRIVED 2026-08-02 350500"));
  EXPECT_THAT(returned.told().warnings, IsEmpty());
  // A confirmation waits for the arrival before it.
  Record confirmed;
  confirmed.Know(Outcome::CONFIRMED, absl::CivilDay(2026, 8, 1), kQuanzhou);
  confirmed.Run(Says(Whereabouts::kAway, absl::CivilDay(2026, 6, 15), kQuanzhou));
  EXPECT_THAT(confirmed.ToldWords(), ElementsAre("ARRIVED 2026-06-15 350500"));
  EXPECT_THAT(confirmed.told().warnings, IsEmpty());
}

TEST(StatementOutcomes, AMendedSheetSentAgainDoesNotConfirmItsOwnChangeOfJob) {
  Record record;
  record.Run(Says(Whereabouts::kAway, absl::CivilDay(2026, 9, 10), kQuanzhou));
  const Statement mended = Says(Whereabouts::kAway, absl::CivilDay(2026, 6, 15), kZhongshan);
  EXPECT_EQ(record.Run(mended), 1);
  EXPECT_THAT(record.ToldWords(), ElementsAre("JOB_CHANGED 2026-10-31 442000"));
  EXPECT_EQ(record.Run(mended), 0) << record.DebugString();
}

TEST(StatementOutcomes, AMendedSheetSentAgainDoesNotTellAnArrivalFromALocalJobTwice) {
  Record record;
  record.Know(Outcome::ARRIVED, absl::CivilDay(2026, 3, 1), kZhongshan);
  record.Know(Outcome::RETURNED, absl::CivilDay(2026, 8, 1));
  record.Run(Says(Whereabouts::kLocal, absl::CivilDay(2026, 8, 1), "520281"));
  const Statement mended = Says(Whereabouts::kAway, absl::CivilDay(2026, 3, 1), kZhongshan);
  EXPECT_EQ(record.Run(mended), 2);
  EXPECT_EQ(record.Now(), Whereabouts::kAway) << record.DebugString();
  EXPECT_EQ(record.Run(mended), 0) << record.DebugString();
}

TEST(StatementOutcomes, AMendedDateNamesWhatTheListRecordedBefore) {
  Record record;
  record.Run(Says(Whereabouts::kAway, absl::CivilDay(2026, 8, 1), kQuanzhou));
  EXPECT_THAT(record.told().warnings, IsEmpty());
  const Statement mended = Says(Whereabouts::kAway, absl::CivilDay(2026, 8, 11), kQuanzhou);
  for (int run = 0; run < 2; ++run) {
    record.Run(mended);
    ASSERT_THAT(record.told().warnings, SizeIs(1)) << run;
    EXPECT_EQ(record.told().warnings[0].reason, "EARLIER_STANDS");
    EXPECT_THAT(record.told().warnings[0].message, HasSubstr("outcomes/1"));
    EXPECT_THAT(record.told().warnings[0].message, HasSubstr("2026-08-11"));
    EXPECT_THAT(record.told().warnings[0].message, HasSubstr("laowu import undo"));
  }
}

TEST(StatementOutcomes, AMendedDateAfterALocalJobNamesBothThatTheListRecorded) {
  Record record;
  record.Know(Outcome::LOCAL_JOB_STARTED, absl::CivilDay(2026, 5, 1), "520281");
  record.Run(Says(Whereabouts::kAway, absl::CivilDay(2026, 2, 1), kQuanzhou));
  EXPECT_THAT(record.ToldWords(),
              ElementsAre("LOCAL_JOB_ENDED 2026-10-31 ", "ARRIVED 2026-10-31 350500"));
  record.Run(Says(Whereabouts::kAway, absl::CivilDay(2026, 10, 2), kQuanzhou));
  ASSERT_THAT(record.told().warnings, SizeIs(1)) << record.DebugString();
  EXPECT_EQ(record.told().warnings[0].reason, "EARLIER_STANDS");
  EXPECT_THAT(record.told().warnings[0].message, HasSubstr("outcomes/2"));
  EXPECT_THAT(record.told().warnings[0].message, HasSubstr("outcomes/3"));
}

TEST(StatementOutcomes, WhoseTimeAwayLapsedIsNotSaidToHaveBeenHome) {
  const struct {
    Outcome::Type last;
    const char* mend;
    const char* known;
  } kCases[] = {{Outcome::LOST_CONTACT, "作废失联那条", "known: 失联满180天"},
                {Outcome::HOME_VISIT, "补登记返岗", "known: 探亲未返岗"}};
  for (const auto& c : kCases) {
    Record record;
    record.Know(Outcome::ARRIVED, absl::CivilDay(2026, 1, 5), kZhongshan);
    record.Know(c.last, absl::CivilDay(2026, 2, 1));
    record.Run(Says(Whereabouts::kAway, absl::CivilDay(2026, 1, 5), kZhongshan));
    ASSERT_THAT(record.told().warnings, SizeIs(1)) << record.DebugString();
    EXPECT_THAT(record.told().warnings[0].message, HasSubstr(c.mend));
    EXPECT_THAT(record.told().explanation, HasSubstr(c.known));
  }
}

// Known histories and sheets by chance.
class ByChance {
 public:
  explicit ByChance(unsigned seed) : random_(seed) {}

  int Below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }
  std::string Place() { return Below(2) == 0 ? kZhongshan : kQuanzhou; }
  // The last ones of them on the survey's day.
  absl::CivilDay Day() { return kSurveyDay - Below(300); }

  Record History() {
    static constexpr Outcome::Type kTypes[] = {
        Outcome::ARRIVED,           Outcome::JOB_CHANGED,    Outcome::HOME_VISIT,
        Outcome::RESUMED,           Outcome::RETURNED,       Outcome::CONFIRMED,
        Outcome::LOCAL_JOB_STARTED, Outcome::LOCAL_JOB_ENDED};
    Record record;
    for (int left = Below(5); left > 0; --left) {
      const Outcome::Type type = kTypes[Below(static_cast<int>(std::size(kTypes)))];
      record.Know(type, Day(), Place());
    }
    return record;
  }
  Statement Row() {
    static constexpr Whereabouts kSaid[] = {Whereabouts::kAway, Whereabouts::kVisiting,
                                            Whereabouts::kHome, Whereabouts::kLocal,
                                            Whereabouts::kLost};
    const Whereabouts said = kSaid[Below(static_cast<int>(std::size(kSaid)))];
    const bool dated = Below(4) > 0;
    return Says(said, dated ? std::optional<absl::CivilDay>(Day()) : std::nullopt,
                Below(4) > 0 ? Place() : "");
  }

 private:
  std::mt19937 random_;
};

TEST(StatementOutcomes, TheSameListAgainNeverChangesAnything) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    ByChance chance(seed);
    Record record = chance.History();
    Statement row;
    for (int left = 1 + chance.Below(3); left > 0; --left) {
      row = chance.Row();
      record.Run(row);
    }
    const std::string before = record.DebugString();
    ASSERT_EQ(record.Run(row), 0) << seed << ": " << before << " then " << record.DebugString();
  }
}

TEST(StatementOutcomes, ARowOfOutcomesThatSaysAwayNeverChangesAnythingAgain) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    ByChance chance(seed);
    Record record = chance.History();
    Outcome read;
    if (chance.Below(4) > 0) *read.mutable_effective_date() = runtime::ToDate(chance.Day());
    read.set_date_precision(v1::DATE_PRECISION_DAY);
    if (chance.Below(4) > 0) read.set_workplace_division_code(chance.Place());
    const Statement row = AwayStatement(read, kSurveyDay);
    record.Run(row, /*of_survey=*/false);
    const std::string before = record.DebugString();
    ASSERT_EQ(record.Run(row, /*of_survey=*/false), 0)
        << seed << ": " << before << " then " << record.DebugString();
  }
}

TEST(StatementOutcomes, WhoIsAwayByTheListIsAwayOnItsDay) {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    ByChance chance(seed);
    Record record = chance.History();
    record.Run(Says(Whereabouts::kAway, chance.Day(), chance.Place()));
    ASSERT_EQ(record.Now(), Whereabouts::kAway) << seed << ": " << record.DebugString();
  }
}

}  // namespace
}  // namespace laowu::intake_role

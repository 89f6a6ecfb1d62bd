// What is recorded and stands, but is worth a look: told to whoever records it, and to nobody else.

#include "services/placement/warnings.h"

#include "absl/strings/str_cat.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using O = v1::Outcome;

class WarningsTest : public PlacementFixture {
 protected:
  template <typename Record>
  static std::vector<std::string> Reasons(const Record& record) {
    std::vector<std::string> out;
    for (const auto& warning : record.warnings()) {
      EXPECT_FALSE(warning.message().empty());
      EXPECT_FALSE(warning.field_path().empty());
      out.push_back(warning.reason());
    }
    return out;
  }
  // Those of the answer to its recording.
  std::vector<std::string> WarnedOf(O::Type type, absl::CivilDay day) {
    const auto outcome = Record(MakeOutcome(type, day));
    EXPECT_THAT(outcome, IsOk());
    return outcome.ok() ? Reasons(*outcome) : std::vector<std::string>{"refused"};
  }
};

// A mistyped year: rule 0 takes rows in any order and so takes it, but says which arrival comes
// after it.
TEST_F(WarningsTest, Rule0AReturnBeforeEveryArrivalIsTakenAndNamesTheArrival) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived,
                             Record(MakeOutcome(O::ARRIVED, absl::CivilDay(2025, 3, 1))));
  EXPECT_THAT(Reasons(arrived), IsEmpty());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto returned,
                             Record(MakeOutcome(O::RETURNED, absl::CivilDay(2006, 6, 1))));
  ASSERT_THAT(Reasons(returned), ElementsAre("NOT_AWAY_THEN"));
  const v1::Warning& warning = returned.warnings(0);
  EXPECT_EQ(warning.field_path(), "effective_date");
  EXPECT_THAT(warning.message(), HasSubstr("2006-06-01"));
  EXPECT_THAT(warning.message(), HasSubstr("2025-03-01"));
  EXPECT_THAT(warning.related_names(), ElementsAre(arrived.name()));
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
}

TEST_F(WarningsTest, Rule0WhatFindsNothingIsToldAndCountsOnceItsArrivalIsKnown) {
  EXPECT_THAT(WarnedOf(O::RETURNED, Today() - 2), ElementsAre("NOT_AWAY_THEN"));
  EXPECT_THAT(WarnedOf(O::ARRIVED, Today() - 9), IsEmpty());
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

// One side's word that somebody went in an organised way is taken, and said to be no more than
// that.
TEST_F(WarningsTest, AnOrganisedChannelWithoutWhoOrganisedItIsToldToWhoRecordsIt) {
  const auto warned = [&](v1::Channel channel, O::Type type, const std::string& organizer) {
    O outcome = MakeOutcome(type, Today() - 1);
    outcome.set_workplace_division_code("442000");
    outcome.set_channel(channel);
    outcome.set_organizer(organizer);
    const auto recorded = Record(outcome);
    EXPECT_THAT(recorded, IsOk());
    return recorded.ok() ? Reasons(*recorded) : std::vector<std::string>{"refused"};
  };
  ASSERT_OK(CreateOrganizer("labour"));
  EXPECT_THAT(warned(v1::CHANNEL_SELF, O::ARRIVED, ""), IsEmpty());
  for (const auto channel : {v1::CHANNEL_COOPERATION_STATION, v1::CHANNEL_LABOUR_COMPANY,
                             v1::CHANNEL_COOPERATIVE, v1::CHANNEL_PUBLIC_SERVICE}) {
    EXPECT_THAT(warned(channel, O::ARRIVED, ""), ElementsAre("ORGANIZER_MISSING"));
    EXPECT_THAT(warned(channel, O::ARRIVED, "organizers/labour"), IsEmpty());
  }
  EXPECT_THAT(warned(v1::CHANNEL_COOPERATION_STATION, O::CONFIRMED, ""), IsEmpty())
      << "begins no job";
  EXPECT_THAT(warned(v1::CHANNEL_COOPERATION_STATION, O::OPENING_BALANCE, ""), IsEmpty())
      << "the old ledger may not know";
  EXPECT_THAT(warned(v1::CHANNEL_BROKER, O::OPENING_BALANCE, ""), ElementsAre("ORGANIZER_MISSING"))
      << "which counts with a registered one alone";
}

// To take the arrival back and record another would be the very trick that the signal
// WENT_ALONE_BEFORE is there for: the advice is the way that rule 6 knows.
TEST_F(WarningsTest, AMissingOrganiserIsAddedByAConfirmationAndNotByTakingBack) {
  O outcome = MakeOutcome(O::ARRIVED, Today() - 1);
  outcome.set_workplace_division_code("442000");
  for (const auto channel : {v1::CHANNEL_PUBLIC_SERVICE, v1::CHANNEL_LABOUR_COMPANY}) {
    outcome.set_channel(channel);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded, Record(outcome));
    ASSERT_THAT(Reasons(recorded), ElementsAre("ORGANIZER_MISSING"));
    const std::string& advice = recorded.warnings(0).message();
    EXPECT_THAT(advice, HasSubstr("CONFIRMED"));
    EXPECT_THAT(advice, Not(HasSubstr("作废")));
    EXPECT_THAT(advice, Not(HasSubstr("take this back")));
  }
}

TEST_F(WarningsTest, EveryKindThatSpeaksOfATimeAwayIsJudged) {
  for (const auto type : {O::RETURNED, O::HOME_VISIT, O::CONFIRMED, O::LOST_CONTACT, O::JOB_CHANGED,
                          O::LOCAL_JOB_ENDED}) {
    EXPECT_THAT(WarnedOf(type, Today() - 100), ElementsAre("NOT_AWAY_THEN")) << O::Type_Name(type);
  }
  for (const auto type : {O::OPENING_BALANCE, O::DISPATCHED, O::ARRIVED, O::LOCAL_JOB_STARTED}) {
    EXPECT_THAT(WarnedOf(type, Today() - 1), IsEmpty()) << O::Type_Name(type);
  }
  EXPECT_THAT(WarnedOf(O::CONFIRMED, Today()), IsEmpty());
  EXPECT_THAT(WarnedOf(O::RETURNED, Today()), IsEmpty());
}

// A second return inside a time away that had ended shortens it, and the first ends nothing any
// more.
TEST_F(WarningsTest, AnotherReturnThatTakesTheFirstOnesPlaceNamesIt) {
  ASSERT_OK(Record(MakeOutcome(O::ARRIVED, Today() - 90)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(MakeOutcome(O::RETURNED, Today() - 10)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Record(MakeOutcome(O::RETURNED, Today() - 40)));
  ASSERT_THAT(Reasons(second), ElementsAre("ORPHANS_OTHERS"));
  EXPECT_THAT(second.warnings(0).related_names(), ElementsAre(first.name()));
  EXPECT_THAT(second.warnings(0).message(), HasSubstr(runtime::DateText(Today() - 10)));
}

TEST_F(WarningsTest, TakingBackAnArrivalNamesTheReturnThatIsLeftOver) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Record(MakeOutcome(O::ARRIVED, Today() - 90)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto returned, Record(MakeOutcome(O::RETURNED, Today() - 10)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Void(arrived));
  ASSERT_THAT(Reasons(voided), ElementsAre("ORPHANS_OTHERS"));
  EXPECT_THAT(voided.warnings(0).related_names(), ElementsAre(returned.name()));
}

TEST_F(WarningsTest, ManyThatAreLeftOverAreCountedAndTheFirstNamed) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Record(MakeOutcome(O::ARRIVED, Today() - 300)));
  for (int i = 1; i <= 7; ++i) ASSERT_OK(Record(MakeOutcome(O::CONFIRMED, Today() - i)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Void(arrived));
  ASSERT_THAT(Reasons(voided), ElementsAre("ORPHANS_OTHERS"));
  EXPECT_EQ(voided.warnings(0).related_names_size(), 5);
  EXPECT_THAT(voided.warnings(0).message(), HasSubstr("6 more"));
}

// A retry gets the same answer; whoever reads later gets the record alone.
TEST_F(WarningsTest, ARetryIsWarnedAndAReaderIsNot) {
  v1::RecordOutcomeRequest request;
  *request.mutable_outcome() = MakeOutcome(O::RETURNED, Today());
  request.mutable_outcome()->add_warnings()->set_reason("TYPED_BY_THE_CALLER");
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::RecordOutcome, request));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::RecordOutcome, request));
  EXPECT_THAT(Reasons(first), ElementsAre("NOT_AWAY_THEN"));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  v1::GetOutcomeRequest get;
  get.set_name(first.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Call(kBureau, &Stub::GetOutcome, get));
  EXPECT_THAT(Reasons(read), IsEmpty());
}

// People who are away and want another job are proposed on purpose: it is said, not refused.
TEST_F(WarningsTest, AProposalToWhoIsBoundOrAwaySaysSo) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto free, Propose(kWorker2, kVacancy2));
  EXPECT_THAT(Reasons(free), IsEmpty());
  const auto accepted = Accepted(kWorker, kVacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto bound, Propose(kWorker, kVacancy2));
  ASSERT_THAT(Reasons(bound), ElementsAre("WORKER_COMMITTED"));
  EXPECT_THAT(bound.warnings(0).related_names(), ElementsAre(accepted.name()));
  ASSERT_OK(Confirm(accepted.name(), Today()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto away, Propose(kWorker, kVacancy3));
  EXPECT_THAT(Reasons(away), ElementsAre("WORKER_COMMITTED", "WORKER_AWAY"));
  EXPECT_THAT(away.warnings(1).message(), HasSubstr(runtime::DateText(Today())));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(away.name()));
  EXPECT_THAT(Reasons(read), IsEmpty());
}

TEST_F(WarningsTest, AProposalSentAgainSaysTheSame) {
  Accepted(kWorker, kVacancy);
  auto request = Proposal(kWorker, kVacancy2);
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::CreatePlacement, request));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::CreatePlacement, request));
  EXPECT_THAT(Reasons(first), ElementsAre("WORKER_COMMITTED"));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
}

// A person's other records may be another bureau's: they are judged with, and not named.
TEST_F(WarningsTest, Rule8OfTheOtherRecordsOfAPersonNothingIsTold) {
  O mine;
  mine.set_name("outcomes/mine");
  mine.set_type(O::RETURNED);
  *mine.mutable_effective_date() = runtime::ToDate(Today() - 40);
  mine.set_sequence(9);
  std::vector<O> others(2);
  others[0] = MakeOutcome(O::ARRIVED, Today() - 20);
  others[0].set_name("outcomes/theirs");
  others[0].set_sequence(3);
  others[1] = MakeOutcome(O::RETURNED, Today() - 1);
  others[1].set_name("outcomes/theirs-2");
  others[1].set_sequence(4);
  Warnings warnings;
  WarnOfFindings(mine.name(), {mine}, others, role_.now(), &warnings);
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "NOT_AWAY_THEN");
  EXPECT_THAT(warnings[0].related_names(), IsEmpty());
  EXPECT_THAT(warnings[0].message(), Not(HasSubstr(runtime::DateText(Today() - 20))));

  *others[0].mutable_effective_date() = runtime::ToDate(Today() - 60);
  warnings.Clear();
  WarnOfFindings(mine.name(), {mine}, others, role_.now(), &warnings);
  EXPECT_EQ(warnings.size(), 0) << "it ends their time away, and their return is not named";
}

}  // namespace
}  // namespace laowu::placement

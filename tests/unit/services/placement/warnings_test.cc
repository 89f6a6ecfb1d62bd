// What is recorded and stands, but is worth a look: told to whoever records it, and to nobody else.

#include "services/placement/warnings.h"

#include "absl/strings/str_cat.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::Contains;
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

// A mistyped year of an arrival finds everything in order and makes somebody away for twenty years.
TEST_F(WarningsTest, AnArrivalOfTwentyYearsAgoIsAskedAfter) {
  EXPECT_THAT(WarnedOf(O::ARRIVED, absl::CivilDay(2006, 6, 1)), ElementsAre("LONG_AGO"));
  ASSERT_THAT(WarnedOf(O::RETURNED, absl::CivilDay(2007, 6, 1)), IsEmpty());
  EXPECT_THAT(WarnedOf(O::ARRIVED, absl::CivilDay(2019, 6, 1)), IsEmpty());
  EXPECT_THAT(WarnedOf(O::OPENING_BALANCE, absl::CivilDay(2010, 6, 1)), IsEmpty());
}

// Rule 15 refuses no second beginning, and a return ends those alone that are dated before it: who
// records one is told of the first.
TEST_F(WarningsTest, ABeginningOfWhoIsAwayNamesWhatBeganTheTimeAway) {
  O old_ledger = MakeOutcome(O::OPENING_BALANCE, Today() - 60);
  old_ledger.set_date_precision(v1::DATE_PRECISION_BEFORE);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(old_ledger));
  EXPECT_THAT(Reasons(first), IsEmpty());
  for (const auto type : {O::OPENING_BALANCE, O::ARRIVED}) {
    for (const int days_ago : {60, 50}) {
      LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Record(MakeOutcome(type, Today() - days_ago)));
      ASSERT_THAT(Reasons(second), ElementsAre("WORKER_AWAY")) << days_ago;
      EXPECT_THAT(second.warnings(0).message(), HasSubstr(runtime::DateText(Today() - 60)));
      EXPECT_EQ(second.warnings(0).related_names_size(), 1);
      ASSERT_OK(Void(second));
    }
  }
  EXPECT_THAT(WarnedOf(O::ARRIVED, Today() - 70), IsEmpty()) << "nobody knows of that day";
  ASSERT_THAT(WarnedOf(O::RETURNED, Today() - 20), IsEmpty());
  EXPECT_THAT(WarnedOf(O::ARRIVED, Today() - 10), IsEmpty()) << "gone again";
}

// An opening balance has an organiser of which the licence is known: told at once, and not only to
// who attests it later.
TEST_F(WarningsTest, AnOrganiserWithoutALicenceIsToldAtTheProposalAndWhereTheJobIsRecorded) {
  ASSERT_OK(CreateOrganizer("labour"));  // licensed since 1 January 2025
  auto request = Proposal(kWorker, kVacancy2);
  request.mutable_placement()->set_channel(v1::CHANNEL_LABOUR_COMPANY);
  request.mutable_placement()->set_organizer("organizers/labour");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto licensed, Call(kBureau, &Stub::CreatePlacement, request));
  EXPECT_THAT(Reasons(licensed), IsEmpty());
  ASSERT_OK(Decline(licensed.name()));
  v1::UpdateOrganizerRequest update;
  update.mutable_organizer()->set_name("organizers/labour");
  auto& licence = *update.mutable_organizer()->add_licences();
  licence.set_number("L-1");
  *licence.mutable_start_date() = runtime::ToDate(absl::CivilDay(2025, 1, 1));
  *licence.mutable_end_date() = runtime::ToDate(Today() - 10);
  ASSERT_OK(Call(kCity, &Stub::UpdateOrganizer, update));

  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Call(kBureau, &Stub::CreatePlacement, request));
  ASSERT_THAT(Reasons(proposed), ElementsAre("LICENCE_NOT_IN_FORCE"));
  EXPECT_EQ(proposed.warnings(0).field_path(), "organizer");
  EXPECT_THAT(proposed.warnings(0).related_names(), ElementsAre("organizers/labour"));
  ASSERT_OK(Accept(proposed.name()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto confirmed, Confirm(proposed.name(), Today()));
  EXPECT_THAT(Reasons(confirmed), ElementsAre("LICENCE_NOT_IN_FORCE"));

  O outcome = MakeOutcome(O::ARRIVED, Today() - 10);
  outcome.set_worker(kWorker2);
  outcome.set_channel(v1::CHANNEL_LABOUR_COMPANY);
  outcome.set_organizer("organizers/labour");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto late, Record(outcome));
  ASSERT_THAT(Reasons(late), ElementsAre("LICENCE_NOT_IN_FORCE"));
  EXPECT_THAT(late.warnings(0).message(), HasSubstr(runtime::DateText(Today() - 10)));
  *outcome.mutable_effective_date() = runtime::ToDate(Today() - 11);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto in_force, Record(outcome));
  EXPECT_THAT(Reasons(in_force), IsEmpty()) << "its last day";
  v1::ImportOutcomesRequest rows;
  outcome.set_worker("workers/w3");
  outcome.set_type(O::OPENING_BALANCE);
  for (const int days_ago : {9, 400}) {
    *outcome.mutable_effective_date() = runtime::ToDate(Today() - days_ago);
    *rows.add_rows()->mutable_outcome() = outcome;
    outcome.set_worker("workers/w4");
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, rows));
  EXPECT_THAT(Reasons(imported.results(0)), ElementsAre("LICENCE_NOT_IN_FORCE"));
  EXPECT_THAT(Reasons(imported.results(1)), IsEmpty());
}

// The person is reached again: the arrival is on record, and the lost contact is what ended it.
TEST_F(WarningsTest, Rule3AfterALostContactThatHasLapsedItIsNamedAndItsTakingBackRestores) {
  ASSERT_OK(Record(MakeOutcome(O::ARRIVED, Today() - 300)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto lost, Record(MakeOutcome(O::LOST_CONTACT, Today() - 250)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto reached, Record(MakeOutcome(O::CONFIRMED, Today())));
  ASSERT_THAT(Reasons(reached), ElementsAre("NOT_AWAY_THEN"));
  EXPECT_THAT(reached.warnings(0).related_names(), ElementsAre(lost.name()));
  EXPECT_THAT(reached.warnings(0).message(), HasSubstr(runtime::DateText(Today() - 250)));
  EXPECT_THAT(reached.warnings(0).message(), HasSubstr(runtime::DateText(Today() - 120)))
      << "180 days after the arrival, the last that was heard";
  EXPECT_THAT(reached.warnings(0).message(), HasSubstr("请作废（VOIDED）那条失联"));
  // As it advises.
  ASSERT_OK(Void(lost));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(MakeOutcome(O::CONFIRMED, Today())));
  EXPECT_THAT(Reasons(again), IsEmpty());
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
}

TEST_F(WarningsTest, Rule15AResumedBeforeTheVisitNamesItsDay) {
  ASSERT_OK(Record(MakeOutcome(O::ARRIVED, Today() - 100)));
  ASSERT_OK(Record(MakeOutcome(O::HOME_VISIT, Today() - 20)));
  const auto early = Record(MakeOutcome(O::RESUMED, Today() - 21));
  EXPECT_THAT(early, HasReason("OUTCOME_NOT_POSSIBLE"));
  EXPECT_THAT(early.status().message(), HasSubstr(runtime::DateText(Today() - 20)));
  EXPECT_OK(Record(MakeOutcome(O::RESUMED, Today() - 20)));
}

// Nobody works at ten, nor after death: rule 15, whatever the year was meant to be.
TEST_F(WarningsTest, Rule15AReturnOfAChildOrOfTheDeadIsRefused) {
  EXPECT_THAT(Record(MakeOutcome(O::RETURNED, absl::CivilDay(2000, 6, 1))),
              HasReason("OUTCOME_NOT_POSSIBLE"));
  v1::Worker worker = MakeWorker(kWorker2);
  *worker.mutable_death_date() = runtime::ToDate(Today() - 10);
  workers_.Put(worker);
  v1::Outcome outcome = MakeOutcome(O::RETURNED, Today() - 5);
  outcome.set_worker(kWorker2);
  EXPECT_THAT(Record(outcome), HasReason("OUTCOME_NOT_POSSIBLE"));
}

TEST_F(WarningsTest, Rule0WhatFindsNothingIsToldAndCountsOnceItsArrivalIsKnown) {
  EXPECT_THAT(WarnedOf(O::RETURNED, Today() - 2), ElementsAre("NOT_AWAY_THEN"));
  EXPECT_THAT(WarnedOf(O::ARRIVED, Today() - 9), IsEmpty());
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

// One side's word that somebody went in an organised way is taken, and said to be no more than
// that.
TEST_F(WarningsTest, AnOrganisedChannelWithoutWhoOrganisedItIsToldToWhoRecordsIt) {
  int person = 0;
  const auto warned = [&](v1::Channel channel, O::Type type, const std::string& organizer) {
    O outcome = MakeOutcome(type, Today() - 1);
    outcome.set_worker(absl::StrCat("workers/w", ++person));
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
  }
  EXPECT_THAT(warned(v1::CHANNEL_LABOUR_COMPANY, O::ARRIVED, "organizers/labour"), IsEmpty());
  --person;
  EXPECT_THAT(warned(v1::CHANNEL_LABOUR_COMPANY, O::CONFIRMED, ""),
              Not(Contains("ORGANIZER_MISSING")))
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
    outcome.set_worker(kWorker2);
    ASSERT_THAT(Reasons(recorded), ElementsAre("ORGANIZER_MISSING"));
    const std::string& advice = recorded.warnings(0).message();
    EXPECT_THAT(advice, HasSubstr("CONFIRMED"));
    EXPECT_THAT(advice, Not(HasSubstr("作废")));
    EXPECT_THAT(advice, Not(HasSubstr("take this back")));
  }
}

// Past the days of rule 6 a confirmation adds nothing: nobody is sent to record one.
TEST_F(WarningsTest, OfAnOldArrivalTheOrganiserIsAddedByRecordingItAnew) {
  O outcome = MakeOutcome(O::ARRIVED, Today() - 30);
  outcome.set_channel(v1::CHANNEL_LABOUR_COMPANY);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto recent, Record(outcome));
  ASSERT_THAT(Reasons(recent), ElementsAre("ORGANIZER_MISSING"));
  EXPECT_THAT(recent.warnings(0).message(), HasSubstr("record CONFIRMED, dated within 30 days"));
  *outcome.mutable_effective_date() = runtime::ToDate(Today() - 31);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto old, Record(outcome));
  ASSERT_THAT(Reasons(old), ElementsAre("ORGANIZER_MISSING"));
  EXPECT_THAT(old.warnings(0).message(), HasSubstr("VOIDED"));
  EXPECT_THAT(old.warnings(0).message(), HasSubstr("请作废本条"));
  // The days run from the beginning of the time away, which a change of job does not begin anew.
  O changed = MakeOutcome(O::JOB_CHANGED, Today() - 1);
  changed.set_workplace_division_code("442000");
  changed.set_channel(v1::CHANNEL_LABOUR_COMPANY);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto job, Record(changed));
  ASSERT_THAT(Reasons(job), ElementsAre("ORGANIZER_MISSING"));
  EXPECT_THAT(job.warnings(0).message(), HasSubstr("VOIDED"));
}

TEST_F(WarningsTest, EveryKindThatSpeaksOfATimeAwayIsJudged) {
  for (const auto type : {O::RETURNED, O::HOME_VISIT, O::CONFIRMED, O::LOST_CONTACT, O::JOB_CHANGED,
                          O::LOCAL_JOB_ENDED}) {
    EXPECT_THAT(WarnedOf(type, Today() - 100), ElementsAre("NOT_AWAY_THEN")) << O::Type_Name(type);
  }
  for (const auto type : {O::OPENING_BALANCE, O::DISPATCHED, O::LOCAL_JOB_STARTED}) {
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

// A month counts from its last day (rule 20), so that what was recorded first ends nothing (rule
// 16): the person would be away for ever, and nobody would be told.
TEST_F(WarningsTest, Rule20AnArrivalToldByItsMonthNamesTheReturnThatStandsBeforeIt) {
  O returned = MakeOutcome(O::RETURNED, absl::CivilDay(2025, 5, 1));
  returned.set_date_precision(v1::DATE_PRECISION_MONTH);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Record(returned));
  EXPECT_THAT(Reasons(first), ElementsAre("NOT_AWAY_THEN"));
  O arrived = MakeOutcome(O::ARRIVED, absl::CivilDay(2025, 5, 1));
  arrived.set_date_precision(v1::DATE_PRECISION_MONTH);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Record(arrived));
  ASSERT_THAT(Reasons(second), ElementsAre("STANDS_AFTER_RETURN"));
  EXPECT_EQ(second.warnings(0).field_path(), "effective_date");
  EXPECT_THAT(second.warnings(0).message(), HasSubstr("2025-05-31"));
  EXPECT_THAT(second.warnings(0).related_names(), ElementsAre(first.name()));
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
  // As it advises.
  ASSERT_OK(Void(first));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto anew, Record(returned));
  EXPECT_THAT(Reasons(anew), IsEmpty());
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
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

// The office confirms by the proposal's channel; where there is none, the arrival stands among the
// unknown, and the office is told of nothing that it could mend.
TEST_F(WarningsTest, AProposalWithoutAChannelSaysWhatItsArrivalWillBe) {
  auto request = Proposal(kWorker, kVacancy2);
  for (const auto channel : {v1::CHANNEL_UNSPECIFIED, v1::CHANNEL_UNKNOWN}) {
    request.mutable_placement()->set_channel(channel);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Call(kBureau, &Stub::CreatePlacement, request));
    ASSERT_THAT(Reasons(proposed), ElementsAre("CHANNEL_MISSING"));
    EXPECT_EQ(proposed.warnings(0).field_path(), "channel");
    EXPECT_THAT(proposed.warnings(0).message(), HasSubstr("渠道不明"));
    ASSERT_OK(Decline(proposed.name()));
  }
  request.mutable_placement()->set_channel(v1::CHANNEL_SELF);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto stated, Call(kBureau, &Stub::CreatePlacement, request));
  EXPECT_THAT(Reasons(stated), IsEmpty()) << "said, whatever it is worth";
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

// The gates of the matching rule, each with a worker and a post that meet in it.
TEST_F(WarningsTest, AProposalOfWhoDoesNotFitNamesEveryGate) {
  v1::Worker worker = MakeWorker(kWorker);
  *worker.mutable_available_date() = runtime::ToDate(Today() + 60);
  worker.set_education(v1::EDUCATION_LEVEL_PRIMARY);
  worker.set_min_wage_cny_per_month(6'000);
  worker.add_preferred_division_codes("440300");
  worker.set_accommodation_required(true);
  worker.set_refuses_night_shift(true);
  workers_.Put(worker);
  v1::Vacancy vacancy = MakeVacancy(kVacancy2, 3);
  *vacancy.mutable_start_date() = runtime::ToDate(Today() + 5);
  vacancy.set_max_age_years(35);
  vacancy.set_min_education(v1::EDUCATION_LEVEL_SENIOR_MIDDLE);
  vacancy.set_max_wage_cny_per_month(5'000);
  auto& skill = *vacancy.add_skill_requirements();
  skill.set_skill_code("welding-arc");
  skill.set_min_level(2);
  skill.set_required(true);
  vacancy.set_accommodation_provided(false);
  vacancy.set_night_shift(true);
  vacancies_.Put(vacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto proposed, Propose(kWorker, kVacancy2));
  EXPECT_EQ(proposed.state(), v1::Placement::PROPOSED) << "a person decides";
  EXPECT_THAT(Reasons(proposed),
              ElementsAre("GATE_NOT_AVAILABLE", "GATE_AGE_LIMIT", "GATE_EDUCATION", "GATE_WAGE",
                          "GATE_DESTINATION", "GATE_REQUIRED_SKILL", "GATE_CONDITIONS"));
  const auto said = [&](int i) { return proposed.warnings(i).message(); };
  EXPECT_THAT(said(1), HasSubstr("到岗时 36 岁，岗位限 16–35 岁"));
  EXPECT_THAT(said(2), HasSubstr("本人学历小学，岗位要求高中"));
  EXPECT_THAT(said(3), HasSubstr("wants 6000 yuan a month, the vacancy pays 5000"));
  EXPECT_THAT(said(4), HasSubstr("本人只去 深圳市，岗位在 中山市"));
  EXPECT_THAT(said(5), HasSubstr("电焊2级"));
  EXPECT_THAT(said(6), HasSubstr("the worker refuses nights"));
}

// Juveniles: what is unsaid may be settled by asking; what is named closes the post by law.
TEST_F(WarningsTest, APostWithHazardsIsRefusedToWhoIsUnderEighteen) {
  v1::Worker worker = MakeWorker(kWorker);
  *worker.mutable_birth_date() = runtime::ToDate(absl::CivilDay(2009, 3, 1));
  workers_.Put(worker);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto unsaid, Propose(kWorker, kVacancy2));
  EXPECT_THAT(Reasons(unsaid), ElementsAre("GATE_UNDERAGE"));
  v1::Vacancy vacancy = MakeVacancy(kVacancy3, 3);
  vacancy.set_no_juvenile_hazards(true);
  vacancies_.Put(vacancy);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto fits, Propose(kWorker, kVacancy3));
  EXPECT_THAT(Reasons(fits), IsEmpty());
  vacancy = MakeVacancy(kVacancy4, 3);
  vacancy.add_hazards(v1::HAZARD_DUST);
  vacancies_.Put(vacancy);
  EXPECT_THAT(Propose(kWorker, kVacancy4), HasReason("WRONG_STATE"));
}

// What they were when they were proposed is no secret to a retry, and their owners' answers are not
// needed for it.
TEST_F(WarningsTest, AProposalSentAgainIsItsOwnRecordThoughTheWorkerIsGone) {
  auto request = Proposal(kWorker, kVacancy2);
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kBureau, &Stub::CreatePlacement, request));
  workers_.Remove(kWorker);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kBureau, &Stub::CreatePlacement, request));
  EXPECT_EQ(again.etag(), first.etag());
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

// Worklists: who is on them, with which next step, and that the shortest way to the target stands
// first.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ratio/reports.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class WorklistTest : public ::testing::Test {
 protected:
  using Line = std::tuple<std::string, WorklistKind, NextStep>;

  std::vector<WorklistRow> Rows(Strictness strictness = Strictness::kBroad,
                                absl::string_view known_on = "2026-06-30") {
    return *story_.book.Worklist(Story::Query(known_on, known_on, strictness));
  }
  std::vector<Line> Lines(Strictness strictness = Strictness::kBroad,
                          absl::string_view known_on = "2026-06-30") {
    std::vector<Line> lines;
    for (const WorklistRow& row : Rows(strictness, known_on)) {
      lines.emplace_back(row.worker.substr(8), row.kind, row.step);
    }
    return lines;
  }
  std::string Arrive(absl::string_view worker, const Story::Detail& detail,
                     absl::string_view date = "2026-06-01") {
    story_.Worker(worker);
    return story_.Tell(worker, OutcomeType::kArrived, date, detail);
  }

  Story story_;
};

TEST_F(WorklistTest, AClaimSaysWhatItLacks) {
  story_.Company("licensed", "2020-01-01");
  story_.Company("lapsed", "2020-01-01", "2026-01-01");
  const auto attested = [&](const std::string& outcome) {
    story_.Attest(outcome, AttestationKind::kWorkerConfirmation);
  };
  Arrive("evidence", {.channel = Channel::kPublicService, .organizer = "organizers/licensed"});
  Arrive("nobody", {.channel = Channel::kPublicService});
  // No call proves what has no organiser: that comes first.
  Arrive("neither", {.channel = Channel::kLabourCompany});
  Arrive("lapsed", {.channel = Channel::kLabourCompany, .organizer = "organizers/lapsed"});
  attested(Arrive("organiser", {.channel = Channel::kLabourCompany}));
  attested(
      Arrive("licence", {.channel = Channel::kLabourCompany, .organizer = "organizers/lapsed"}));
  // Nor what was begun while away, without a placement (rule 4).
  Arrive("later job", {.channel = Channel::kSelf});
  story_.Tell("later job", OutcomeType::kJobChanged, "2026-06-10",
              {.channel = Channel::kPublicService, .organizer = "organizers/licensed"});
  Arrive("placement", {.channel = Channel::kSelf});
  attested(story_.Tell("placement", OutcomeType::kJobChanged, "2026-06-10",
                       {.channel = Channel::kPublicService}));
  attested(
      Arrive("fine", {.channel = Channel::kLabourCompany, .organizer = "organizers/licensed"}));
  const WorklistKind unproven = WorklistKind::kUnproven;
  EXPECT_THAT(Lines(),
              UnorderedElementsAre(Line("evidence", unproven, NextStep::kGetOrganizerRecord),
                                   Line("nobody", unproven, NextStep::kGetWorkerConfirmation),
                                   Line("neither", unproven, NextStep::kRegisterOrganizer),
                                   Line("organiser", unproven, NextStep::kRegisterOrganizer),
                                   Line("lapsed", unproven, NextStep::kEnterLicence),
                                   Line("licence", unproven, NextStep::kEnterLicence),
                                   Line("later job", unproven, NextStep::kGetPlacementOrRecord),
                                   Line("placement", unproven, NextStep::kGetPlacementOrRecord)));
}

// Rule 6: up to 30 days after leaving a CONFIRMED names the organiser; later, or of an earlier job
// that is carried, it adds nothing, and the step must say so.
TEST_F(WorklistTest, AClaimWithoutAnOrganiserSaysWhetherConfirmingStillHelps) {
  story_.Company("licensed", "2020-01-01");
  Arrive("lately", {.channel = Channel::kLabourCompany}, "2026-05-31");
  Arrive("long ago", {.channel = Channel::kLabourCompany}, "2026-05-30");
  Arrive("changed", {.channel = Channel::kLabourCompany}, "2026-06-10");
  story_.Tell("changed", OutcomeType::kJobChanged, "2026-06-20", Channel::kSelf);
  const auto adds_nothing = [&] {
    std::vector<std::pair<std::string, bool>> found;
    for (const WorklistRow& row : Rows()) {
      EXPECT_EQ(row.step, NextStep::kRegisterOrganizer) << row.worker;
      found.emplace_back(row.worker.substr(8), row.confirming_adds_nothing);
    }
    return found;
  };
  EXPECT_THAT(adds_nothing(),
              UnorderedElementsAre(std::pair("lately", false), std::pair("long ago", true),
                                   std::pair("changed", true)));
  // As it says: the one is a claim of the organiser's then, the other is not.
  for (const char* worker : {"lately", "long ago"}) {
    story_.Tell(worker, OutcomeType::kConfirmed, "2026-06-30",
                {.channel = Channel::kLabourCompany, .organizer = "organizers/licensed"});
  }
  EXPECT_THAT(Lines(), UnorderedElementsAre(
                           Line("lately", WorklistKind::kUnproven, NextStep::kGetOrganizerRecord),
                           Line("long ago", WorklistKind::kUnproven, NextStep::kRegisterOrganizer),
                           Line("changed", WorklistKind::kUnproven, NextStep::kRegisterOrganizer)));
}

// Which licence to look at: the one that had ended last, else the first to come.
TEST_F(WorklistTest, AMissingLicenceIsNamedWithTheDay) {
  const Story::Detail by_lapsed{.channel = Channel::kLabourCompany,
                                .organizer = "organizers/lapsed"};
  story_.Company("lapsed", "2020-01-01", "2022-01-01");
  story_.Company("lapsed", "2024-01-01", "2026-01-01");
  story_.Company("lapsed", "2026-06-20");
  story_.Company("later", "2026-06-20");
  Arrive("a", by_lapsed);
  Arrive("b", {.channel = Channel::kLabourCompany, .organizer = "organizers/later"});
  const auto rows = Rows();
  ASSERT_THAT(rows, SizeIs(2));
  for (const WorklistRow& row : rows) {
    const bool lapsed = row.worker == "workers/a";
    EXPECT_EQ(row.step, NextStep::kEnterLicence);
    EXPECT_EQ(row.licence_needed, absl::CivilDay(2026, 6, 1));
    ASSERT_TRUE(row.licence.has_value());
    EXPECT_EQ(row.licence->first,
              lapsed ? absl::CivilDay(2024, 1, 1) : absl::CivilDay(2026, 6, 20));
    EXPECT_EQ(row.licence->end, lapsed ? std::optional(absl::CivilDay(2026, 1, 1)) : std::nullopt);
  }
}

// Of all counties, and only what waits for the organiser's own record: neither what names another
// one, nor what is proven or lacks something else, nor who is back.
TEST_F(WorklistTest, ClaimsAreWhatAwaitsTheRecordOfOneOrganiser) {
  story_.Company("own", "2020-01-01");
  story_.Company("other", "2020-01-01");
  story_.Company("lapsed", "2020-01-01", "2026-01-01");
  const Story::Detail own{.channel = Channel::kLabourCompany, .organizer = "organizers/own"};
  const std::string claimed = Arrive("claimed", own);
  story_.Worker("neighbour", kTownY);
  story_.Tell("neighbour", OutcomeType::kArrived, "2026-06-01", own);
  Arrive("other", {.channel = Channel::kLabourCompany, .organizer = "organizers/other"});
  story_.Attest(
      Arrive("lapsed", {.channel = Channel::kLabourCompany, .organizer = "organizers/lapsed"}),
      AttestationKind::kWorkerConfirmation);  // lacks the licence
  Arrive("nobody", {.channel = Channel::kLabourCompany});
  story_.Attest(Arrive("attested", own), AttestationKind::kOrganizerRecord);
  story_.Attest(Arrive("proven", own), AttestationKind::kOfficeConfirmation);
  Arrive("back", own);
  story_.Tell("back", OutcomeType::kReturned, "2026-06-10");
  Arrive("moved on", own, "2026-05-01");
  story_.Tell("moved on", OutcomeType::kJobChanged, "2026-06-10",
              {.channel = Channel::kLabourCompany, .organizer = "organizers/other"});
  Arrive("alone before", {.channel = Channel::kSelf});
  story_.Attest(story_.Tell("alone before", OutcomeType::kJobChanged, "2026-06-10", own),
                AttestationKind::kWorkerConfirmation);

  const auto workers = [&](const std::string& organizer) {
    std::vector<std::string> found;
    for (const auto& row :
         *story_.book.Claims(Story::Query("2026-06-30", "2026-06-30"), organizer)) {
      EXPECT_EQ(row.organizer, organizer);
      found.push_back(row.worker.substr(8));
    }
    return found;
  };
  EXPECT_THAT(workers("organizers/own"), ElementsAre("neighbour", "alone before", "claimed"));
  EXPECT_THAT(workers("organizers/other"), ElementsAre("moved on", "other"));
  EXPECT_THAT(workers("organizers/lapsed"), IsEmpty());
  EXPECT_THAT(workers("organizers/unheard-of"), IsEmpty());
  story_.Attest(claimed, AttestationKind::kOrganizerRecord);
  EXPECT_THAT(workers("organizers/own"), ElementsAre("neighbour", "alone before"));
}

// A bureau that passes an organiser's record on proves the claim by it; the organiser, which was
// not heard, still finds it among its claims, and can deny it.
TEST_F(WorklistTest, WhatWasPassedOnStaysAmongTheClaimsUntilTheOrganiserSpeaks) {
  story_.Company("own", "2020-01-01");
  const Story::Detail own{.channel = Channel::kLabourCompany, .organizer = "organizers/own"};
  const std::string passed_on = Arrive("passed on", own);
  story_.Attest(passed_on, AttestationKind::kOrganizerRecord, /*passed_on=*/true);
  const std::string denied = Arrive("denied", own);
  story_.Attest(denied, AttestationKind::kOrganizerRecord, /*passed_on=*/true);
  story_.Attest(Arrive("handed in", own), AttestationKind::kOrganizerRecord);
  Arrive("claimed", own);
  const std::string returned = Arrive("returned", own);
  story_.Attest(returned, AttestationKind::kOrganizerRecord, /*passed_on=*/true);
  story_.Tell("returned", OutcomeType::kReturned, "2026-06-10");
  const auto claims = [&] {
    std::vector<std::pair<std::string, bool>> found;
    for (const auto& row :
         *story_.book.Claims(Story::Query("2026-06-30", "2026-06-30"), "organizers/own")) {
      found.emplace_back(row.worker.substr(8), row.passed_on);
    }
    return found;
  };
  using ::testing::Pair;
  EXPECT_EQ(story_.On("passed on", "2026-06-30", "2026-06-30"), Standing::kOrganized);
  EXPECT_THAT(claims(),
              ElementsAre(Pair("claimed", false), Pair("denied", true), Pair("passed on", true)));
  story_.Attest(denied, AttestationKind::kOrganizerDenial);
  story_.Attest(passed_on, AttestationKind::kOrganizerRecord);
  EXPECT_THAT(claims(), ElementsAre(Pair("claimed", false)));
}

// Who asks again a minute later costs no pass over everybody, unless something was recorded or the
// day is another one: then what is kept is of the past.
TEST_F(WorklistTest, ClaimsAreKeptForLaterTimesOfTheDayWhileNothingIsRecorded) {
  story_.Company("own", "2020-01-01");
  const Story::Detail own{.channel = Channel::kLabourCompany, .organizer = "organizers/own"};
  Arrive("a", own);
  FigureQuery query = Story::Query("2026-06-30", "2026-06-30");
  const auto claims = [&] { return story_.book.Claims(query, "organizers/own"); };
  const auto first = claims();
  query.known_at -= absl::Minutes(10);
  EXPECT_EQ(claims(), first);
  query.known_at += absl::Hours(24);
  const auto next_day = claims();
  EXPECT_NE(next_day, first);
  EXPECT_THAT(*next_day, SizeIs(1));
  query.known_at -= absl::Hours(24);
  EXPECT_EQ(claims(), first);
  const std::string second = Arrive("b", own);
  const auto with_second = claims();
  EXPECT_THAT(*with_second, SizeIs(2));
  story_.Attest(second, AttestationKind::kOrganizerRecord);
  EXPECT_THAT(*claims(), SizeIs(1));

  // What is recorded after T changes nothing of it, and keeps no later T from being asked anew.
  const auto before = claims();
  Attestation late;
  late.outcome = second;
  late.name = second + "/attestations/denial";
  late.kind = AttestationKind::kOrganizerDenial;
  late.record_time = query.known_at + absl::Minutes(1);
  late.sequence = 1'000'000;
  story_.book.UpsertAttestation(late);
  EXPECT_EQ(claims(), before);
  query.known_at += absl::Minutes(5);
  EXPECT_NE(claims(), before);
}

TEST_F(WorklistTest, StrictAsksForTheDestination) {
  story_.Attest(Arrive("a", {.channel = Channel::kPublicService}),
                AttestationKind::kOrganizerRecord);
  EXPECT_THAT(Lines(), IsEmpty());
  EXPECT_THAT(Lines(Strictness::kStrict), ElementsAre(Line("a", WorklistKind::kUnproven,
                                                           NextStep::kGetDestinationConfirmation)));
}

// One list of the organiser with two workers comes before that of the one with one; claims come
// before unknown channels, of which the larger township comes first.
TEST_F(WorklistTest, WhatMovesManyStandsFirst) {
  Arrive("a", {.channel = Channel::kTraining, .organizer = "organizers/few"});
  Arrive("b", {.channel = Channel::kTraining, .organizer = "organizers/many"});
  Arrive("c", {.channel = Channel::kTraining, .organizer = "organizers/many"});
  story_.Worker("d", kTownX);
  story_.Tell("d", OutcomeType::kArrived, "2026-06-01", Channel::kUnknown);
  for (const char* worker : {"e", "f"}) {
    story_.Worker(worker, kOtherTownX);
    story_.Tell(worker, OutcomeType::kArrived, "2026-06-01", Channel::kUnknown);
  }
  std::vector<std::pair<std::string, int>> found;
  for (const WorklistRow& row : Rows()) {
    found.emplace_back(row.worker.substr(8), row.group_person_count);
  }
  using ::testing::Pair;
  EXPECT_THAT(found, ElementsAre(Pair("b", 2), Pair("c", 2), Pair("a", 1), Pair("e", 2),
                                 Pair("f", 2), Pair("d", 1)));
}

TEST_F(WorklistTest, VisitsAreThereFromThirtyDaysBeforeTheyLapse) {
  Arrive("a", {.channel = Channel::kSelf}, "2026-05-01");
  story_.Tell("a", OutcomeType::kHomeVisit, "2026-06-01");  // lapses after 16 July
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-06-16"), IsEmpty());
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-06-17"),
              ElementsAre(Line("a", WorklistKind::kLapsingVisit, NextStep::kAskResumed)));
  EXPECT_EQ(Rows(Strictness::kBroad, "2026-06-17")[0].due, Day("2026-07-16"));
}

TEST_F(WorklistTest, WhoWasNotHeardOfFor180Days) {
  Arrive("a", {.channel = Channel::kSelf}, "2026-01-01");
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-06-30"), IsEmpty());  // day 180
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-07-01"),
              ElementsAre(Line("a", WorklistKind::kNotConfirmed, NextStep::kConfirmAway)));
  story_.Tell("a", OutcomeType::kConfirmed, "2026-06-30");
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-07-01"), IsEmpty());
}

TEST_F(WorklistTest, DispatchedAndNotArrivedUntilSixtyDaysAfter) {
  story_.Worker("a");
  const std::string dispatch =
      story_.Tell("a", OutcomeType::kDispatched, "2026-06-01", Channel::kTraining);
  for (const char* day : {"2026-06-02", "2026-06-30", "2026-07-31"}) {
    EXPECT_THAT(Lines(Strictness::kBroad, day),
                ElementsAre(Line("a", WorklistKind::kNotArrived, NextStep::kAskArrival)))
        << day;
  }
  EXPECT_EQ(Rows()[0].outcome, dispatch);
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-08-01"), IsEmpty());
  story_.Tell("a", OutcomeType::kArrived, "2026-06-05", Channel::kSelf);
  EXPECT_THAT(Lines(), IsEmpty());
}

// Rule 6: 30 days from leaving, and not from a later job, a CONFIRMED tells the channel. After that
// (rule 5) it counts for nothing but as reported, and a call would be in vain.
TEST_F(WorklistTest, AnUnknownChannelIsAskedForWhileTheAnswerCounts) {
  const WorklistKind unknown = WorklistKind::kUnknownChannel;
  Arrive("a", {.channel = Channel::kUnknown});  // 1 June
  story_.Tell("a", OutcomeType::kJobChanged, "2026-06-20", Channel::kUnknown);
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-07-01"),
              ElementsAre(Line("a", unknown, NextStep::kAskChannel)));
  for (const Strictness strictness : {Strictness::kBroad, Strictness::kStrict}) {
    EXPECT_THAT(Lines(strictness, "2026-07-02"),
                ElementsAre(Line("a", unknown, NextStep::kGetPlacementOrRecord)));
  }
  EXPECT_THAT(Lines(Strictness::kAsReported, "2026-07-02"),
              ElementsAre(Line("a", unknown, NextStep::kAskChannel)));

  // The step says what is so.
  const auto confirmed_on = [&](absl::string_view worker, absl::string_view day) {
    Arrive(worker, {.channel = Channel::kUnknown});
    story_.Attest(story_.Tell(worker, OutcomeType::kConfirmed, day, Channel::kPublicService),
                  AttestationKind::kWorkerConfirmation);
    return story_.On(worker, "2026-07-10", "2026-07-10");
  };
  EXPECT_EQ(confirmed_on("in time", "2026-07-01"), Standing::kOrganized);
  EXPECT_EQ(confirmed_on("late", "2026-07-02"), Standing::kUnknownChannel);
}

// Work inside the boundary before is no part of the spell.
TEST_F(WorklistTest, TheDaysOfAnUnknownChannelRunFromTheSpell) {
  Arrive("a", {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)}, "2026-03-01");
  story_.Tell("a", OutcomeType::kJobChanged, "2026-06-01", Channel::kUnknown);
  const WorklistKind unknown = WorklistKind::kUnknownChannel;
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-07-01"),
              ElementsAre(Line("a", unknown, NextStep::kAskChannel)));
  EXPECT_THAT(Lines(Strictness::kBroad, "2026-07-02"),
              ElementsAre(Line("a", unknown, NextStep::kGetPlacementOrRecord)));
}

TEST_F(WorklistTest, TheVillageIsNotTold) {
  story_.Worker("a", "520281001203");
  story_.Tell("a", OutcomeType::kArrived, "2026-06-01", Channel::kUnknown);
  EXPECT_EQ(Rows()[0].division_code, "520281001");
}

TEST_F(WorklistTest, WhoDiedOrMovedAwayIsOnNoList) {
  Arrive("died", {.channel = Channel::kUnknown});
  story_.Died("died", "2026-06-20");
  Arrive("moved", {.channel = Channel::kUnknown});
  story_.Moved("moved", "2026-06-20", kTownY);
  EXPECT_THAT(Lines(), IsEmpty());
}

}  // namespace
}  // namespace laowu::ratio

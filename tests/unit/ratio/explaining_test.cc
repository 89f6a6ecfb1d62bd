// What an explanation says beside the standing: what is missing for being organised, by which
// organiser, and which outcomes and attestations the standing rests on.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class ExplainingTest : public ::testing::Test {
 protected:
  ExplainingTest() {
    story_.Company("licensed", "2020-01-01");
    story_.Company("lapsed", "2020-01-01", "2026-01-01");
    story_.Company("village", "2020-01-01", "", Channel::kCooperative);
  }

  std::string Arrive(absl::string_view worker, const Story::Detail& detail,
                     absl::string_view date = "2026-06-01") {
    story_.Worker(worker);
    return story_.Tell(worker, OutcomeType::kArrived, date, detail);
  }
  // The same with the worker's own word, grade 3.
  std::string Attested(absl::string_view worker, const Story::Detail& detail,
                       absl::string_view date = "2026-06-01") {
    const std::string outcome = Arrive(worker, detail, date);
    story_.Attest(outcome, AttestationKind::kWorkerConfirmation);
    return outcome;
  }
  ExplainedPerson Of(absl::string_view worker, Strictness strictness = Strictness::kBroad,
                     absl::string_view known_on = "2026-06-30") {
    return story_.Stands(worker, Story::Query("2026-06-30", known_on, strictness));
  }
  static std::vector<AttestationKind> KindsOf(const ExplainedPerson& person) {
    std::vector<AttestationKind> kinds;
    for (const Attestation& attested : person.attestations) kinds.push_back(attested.kind);
    return kinds;
  }

  Story story_;
};

// Everybody but "fine" reads "away on the day": only what is missing tells them apart.
TEST_F(ExplainingTest, WhatIsMissingIsSaid) {
  const Story::Detail licensed{.channel = Channel::kLabourCompany,
                               .organizer = "organizers/licensed"};
  Arrive("evidence", licensed);
  Arrive("both", {.channel = Channel::kLabourCompany});
  Attested("organiser", {.channel = Channel::kLabourCompany});
  Attested("unheard of", {.channel = Channel::kLabourCompany, .organizer = "organizers/new"});
  Attested("of another channel",
           {.channel = Channel::kLabourCompany, .organizer = "organizers/village"});
  Attested("licence", {.channel = Channel::kLabourCompany, .organizer = "organizers/lapsed"});
  story_.Attest(Attested("denied", licensed), AttestationKind::kOrganizerDenial);
  Arrive("self", {.channel = Channel::kSelf});
  Arrive("unknown", {.channel = Channel::kUnknown});
  Attested("fine", licensed);
  Arrive("later job", {.channel = Channel::kSelf});
  story_.Attest(story_.Tell("later job", OutcomeType::kJobChanged, "2026-06-10",
                            {.channel = Channel::kPublicService}),
                AttestationKind::kWorkerConfirmation);
  const struct {
    const char* worker;
    Missing missing;
    const char* chinese;
    const char* english;
  } kCases[] = {
      {"evidence", Missing::kEvidence, "佐证0级，一般口径须2级", "grade 0, broad asks for 2"},
      {"both", Missing::kEvidence, "没有写明组织单位；佐证0级", "is named; evidence grade 0"},
      {"organiser", Missing::kOrganizer, "没有写明组织单位", "no organiser is named"},
      {"unheard of", Missing::kRegistration, "没有按此渠道登记", "not registered"},
      {"of another channel", Missing::kRegistration, "没有按此渠道登记", "not registered"},
      {"licence", Missing::kLicence, "上岗当日2026-06-01", "no licence in force on 2026-06-01"},
      {"denied", Missing::kOrganizersWord, "说不是其组织的", "not its own"},
      {"self", Missing::kCountedChannel, "此渠道不计为有组织", "does not count as organised"},
      {"unknown", Missing::kChannel, "渠道不明", "not known"},
      {"later job", Missing::kPlacementOrRecord, "没有推荐安置", "neither a placement"},
  };
  for (const auto& c : kCases) {
    const ExplainedPerson person = Of(c.worker);
    EXPECT_EQ(person.missing, c.missing) << c.worker;
    EXPECT_THAT(person.missing_text, AllOf(HasSubstr(c.chinese), HasSubstr(c.english)));
  }
  EXPECT_EQ(Of("fine").standing, Standing::kOrganized);
  EXPECT_EQ(Of("fine").missing, Missing::kNothing);
  EXPECT_EQ(Of("fine").missing_text, "");
}

// What lies after the day is no reason on it: a dispatch of July does not explain the end of June.
TEST_F(ExplainingTest, ADispatchAfterTheDayExplainsNothing) {
  story_.Worker("a");
  const std::string dispatch =
      story_.Tell("a", OutcomeType::kDispatched, "2026-07-05", Channel::kTraining);
  for (const char* known_on : {"2026-07-10", "2026-07-31"}) {  // expected still, and given up
    const ExplainedPerson june = Of("a", Strictness::kBroad, known_on);
    EXPECT_THAT(june.reason, HasSubstr("nothing known of an arrival")) << known_on;
    EXPECT_EQ(june.rule_number, 1);
    EXPECT_THAT(june.outcomes, IsEmpty());
  }
  const ExplainedPerson expected = story_.Stands("a", Story::Query("2026-07-05", "2026-07-10"));
  EXPECT_THAT(expected.reason, HasSubstr("dispatched, not arrived"));
  EXPECT_THAT(expected.outcomes, ElementsAre(dispatch));
  EXPECT_THAT(story_.Stands("a", Story::Query("2026-07-05", "2026-07-31")).reason,
              HasSubstr("not arrived in 15 days"));
}

TEST_F(ExplainingTest, OfSeveralDispatchesTheNewestByTheDayIsNamed) {
  story_.Worker("a");
  const std::string first =
      story_.Tell("a", OutcomeType::kDispatched, "2026-06-25", Channel::kTraining);
  story_.Tell("a", OutcomeType::kDispatched, "2026-07-03", Channel::kTraining);
  const ExplainedPerson june = Of("a", Strictness::kBroad, "2026-07-05");
  EXPECT_THAT(june.reason, HasSubstr("dispatched, not arrived"));
  EXPECT_THAT(june.outcomes, ElementsAre(first));
}

TEST_F(ExplainingTest, NoArrivalOnRecordIsOneRuleWhateverElseIsKnown) {
  story_.Worker("nothing");
  story_.Worker("an orphan");
  const std::string returned = story_.Tell("an orphan", OutcomeType::kReturned, "2026-06-10");
  for (const char* worker : {"nothing", "an orphan"}) {
    EXPECT_EQ(Of(worker).rule_number, 1) << worker;
    EXPECT_THAT(Of(worker).reason, HasSubstr("nothing known of an arrival")) << worker;
  }
  EXPECT_THAT(Of("an orphan").flags, ElementsAre(Flag::kOrphan));
  EXPECT_THAT(Of("an orphan").outcomes, ElementsAre(returned));
}

// The same people by another reading: each is told what that one asks for.
TEST_F(ExplainingTest, WhatIsMissingIsOfTheStrictnessAskedFor) {
  Attested("station", {.channel = Channel::kCooperationStation});
  Attested("village", {.channel = Channel::kCooperative, .organizer = "organizers/village"});
  for (const char* worker : {"station", "village"}) {
    EXPECT_EQ(Of(worker).standing, Standing::kOrganized) << worker;
    EXPECT_EQ(Of(worker).missing, Missing::kNothing) << worker;
  }
  const ExplainedPerson station = Of("station", Strictness::kStrict);
  EXPECT_EQ(station.missing, Missing::kEvidence);
  EXPECT_THAT(station.missing_text,
              AllOf(HasSubstr("佐证3级，从严口径须4级"), HasSubstr("grade 3, strict asks for 4")));
  const ExplainedPerson village = Of("village", Strictness::kStrict);
  EXPECT_EQ(village.standing, Standing::kNotOrganized);
  EXPECT_EQ(village.missing, Missing::kCountedChannel);
  EXPECT_THAT(village.missing_text, HasSubstr("does not count as strict"));
}

TEST_F(ExplainingTest, WhoIsNotInTheFigureLacksNothing) {
  Arrive("back", {.channel = Channel::kSelf});
  story_.Tell("back", OutcomeType::kReturned, "2026-06-10");
  EXPECT_EQ(Of("back").standing, Standing::kNotCounted);
  EXPECT_EQ(Of("back").missing, Missing::kNothing);
  EXPECT_EQ(Of("back").missing_text, "");
}

// Rule 4: the job now held is self-arranged, and what is missing is of the one before it.
TEST_F(ExplainingTest, OfACarriedJobTheEarlierOneLacksIt) {
  const std::string arrived = Attested(
      "a", {.channel = Channel::kLabourCompany, .organizer = "organizers/lapsed"}, "2026-05-01");
  const std::string changed =
      story_.Tell("a", OutcomeType::kJobChanged, "2026-06-10", Channel::kSelf);
  const ExplainedPerson person = Of("a");
  EXPECT_EQ(person.standing, Standing::kUnproven);
  EXPECT_EQ(person.missing, Missing::kLicence);
  EXPECT_THAT(person.missing_text, AllOf(StartsWith("较早的那份工作："), HasSubstr("2026-05-01"),
                                         HasSubstr("of the earlier job")));
  EXPECT_EQ(person.organizer, "organizers/lapsed");
  EXPECT_THAT(person.outcomes, ElementsAre(arrived, changed));
  EXPECT_THAT(KindsOf(person), ElementsAre(AttestationKind::kWorkerConfirmation));
  EXPECT_EQ(person.spell_start, Day("2026-05-01"));
  EXPECT_EQ(person.job_start, Day("2026-06-10"));
}

// A denial stands before all that it takes the worth of, once it is known.
TEST_F(ExplainingTest, AttestationsStandByWhatTheyAreWorth) {
  const std::string outcome =
      Arrive("a", {.channel = Channel::kLabourCompany, .organizer = "organizers/licensed"});
  story_.Attest(outcome, AttestationKind::kVillageStatement);
  story_.Attest(outcome, AttestationKind::kWorkerConfirmation);
  story_.Attest(outcome, AttestationKind::kOrganizerRecord, /*passed_on=*/true);
  story_.KnownOn("2026-07-05").Attest(outcome, AttestationKind::kOrganizerDenial);
  const ExplainedPerson before = Of("a");
  EXPECT_THAT(KindsOf(before),
              ElementsAre(AttestationKind::kWorkerConfirmation, AttestationKind::kOrganizerRecord,
                          AttestationKind::kVillageStatement));
  const Attestation& record = before.attestations[1];
  EXPECT_EQ(record.name, story_.attestations[2].name);
  EXPECT_EQ(record.outcome, outcome);
  EXPECT_EQ(record.grade, 2);
  EXPECT_EQ(record.record_time, story_.attestations[2].record_time);
  EXPECT_TRUE(record.passed_on);
  EXPECT_THAT(KindsOf(Of("a", Strictness::kBroad, "2026-07-31")),
              ElementsAre(AttestationKind::kOrganizerDenial, AttestationKind::kWorkerConfirmation,
                          AttestationKind::kOrganizerRecord, AttestationKind::kVillageStatement));
}

// Rule 6: a later CONFIRMED vouches, too, whether or not its grade is the highest.
TEST_F(ExplainingTest, ALaterOutcomeThatVouchesIsAmongThose) {
  const std::string arrived = Attested("a", {.channel = Channel::kPublicService});
  const std::string silent =
      story_.Tell("a", OutcomeType::kConfirmed, "2026-06-05", Channel::kPublicService);
  const std::string confirmed =
      story_.Tell("a", OutcomeType::kConfirmed, "2026-06-10", Channel::kPublicService);
  story_.Attest(confirmed, AttestationKind::kOrganizerRecord);
  EXPECT_THAT(Of("a").outcomes, ElementsAre(arrived, confirmed)) << "and not " << silent;
  EXPECT_THAT(KindsOf(Of("a")),
              ElementsAre(AttestationKind::kWorkerConfirmation, AttestationKind::kOrganizerRecord));
}

}  // namespace
}  // namespace laowu::ratio

// UnprovenClaim: of one person's outcomes alone, whether the figures have them as claimed and not
// proven. Each story is told to a book as well, which must say the same.

#include "ratio/standing.h"

#include <gtest/gtest.h>

#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "ratio/places.h"
#include "reference/divisions.h"
#include "reference/policy.h"
#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

constexpr absl::string_view kEnd = "2027-06-30";

class UnprovenClaimTest : public ::testing::Test {
 protected:
  UnprovenClaimTest() { s_.Worker("a"); }

  // The outcome whose claim lacks proof on the day; empty: none does.
  std::string ClaimOn(absl::string_view day) {
    TextTable texts;
    OrganizerTable organizers;
    for (const OrganizerFact& fact : s_.organizer_facts) {
      organizers[texts.Add(fact.organizer)].push_back(MakeOrganizerFactRow(fact, texts));
    }
    std::deque<OutcomeRow> rows;
    std::vector<const OutcomeRow*> pointers;
    for (const Outcome& outcome : s_.outcomes) {
      OutcomeRow& row = rows.emplace_back(MakeOutcomeRow(outcome, texts));
      for (const Attestation& attestation : s_.attestations) {
        if (attestation.outcome != outcome.name) continue;
        row.attestations.push_back(MakeAttestationRow(attestation, texts));
      }
      pointers.push_back(&row);
    }
    const KnownAt known_at = KnownAtOf(EndOfShanghaiDay(Day(kEnd)));
    Places places(reference::Divisions::Get(), texts, DayNumberOf(Day(day)));
    const Timeline timeline = DeriveTimeline(pointers, known_at, kNewestRules);
    const std::optional<Unproven> unproven =
        UnprovenClaim(timeline, places.Resolve(kTownX, Day(day)), DayNumberOf(Day(day)), known_at,
                      reference::Policies::Get().Newest(), &organizers, places);
    const ExplainedPerson person = s_.Stands("a", Story::Query(day, kEnd));
    const bool lacks_proof =
        person.missing == Missing::kEvidence || person.missing == Missing::kOrganizersWord ||
        person.missing == Missing::kOrganizer || person.missing == Missing::kRegistration ||
        person.missing == Missing::kLicence || person.missing == Missing::kPlacementOrRecord;
    EXPECT_EQ(unproven.has_value(), lacks_proof) << day;
    if (!unproven.has_value()) return "";
    missing_ = unproven->missing;
    spell_start_ = unproven->spell_start;
    return std::string(texts.text(unproven->standing.decided_by->name));
  }
  std::string Tell(OutcomeType type, absl::string_view date, Channel channel) {
    return s_.Tell("a", type, date, channel);
  }

  Story s_;
  // Of the last claim asked for.
  Missing missing_ = Missing::kNothing;
  DayNumber spell_start_ = kNoDay;
};

TEST_F(UnprovenClaimTest, AClaimIsUnprovenUntilSomebodyVouchesForIt) {
  const std::string claim = Tell(OutcomeType::kArrived, "2026-01-01", Channel::kCooperationStation);
  EXPECT_EQ(ClaimOn("2025-12-31"), "");
  EXPECT_EQ(ClaimOn("2026-01-01"), claim);
  s_.Attest(claim, AttestationKind::kVillageStatement);
  EXPECT_EQ(ClaimOn("2026-01-01"), claim);
  s_.Attest(claim, AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(ClaimOn("2026-01-01"), "");
  s_.Attest(claim, AttestationKind::kOrganizerDenial);
  EXPECT_EQ(ClaimOn("2026-01-01"), claim);
}

TEST_F(UnprovenClaimTest, WhoClaimsNothingOrIsBackLacksNoProof) {
  Tell(OutcomeType::kArrived, "2026-01-01", Channel::kSelf);
  EXPECT_EQ(ClaimOn("2026-02-01"), "");
  Tell(OutcomeType::kJobChanged, "2026-03-01", Channel::kCooperationStation);
  EXPECT_NE(ClaimOn("2026-03-01"), "");
  s_.Tell("a", OutcomeType::kReturned, "2026-04-01");
  EXPECT_EQ(ClaimOn("2026-04-01"), "");
}

// No evidence stands for the organiser that the channel asks for; whether one that is named is
// registered is not asked.
TEST_F(UnprovenClaimTest, AnOrganiserThatIsNotNamedIsMissingWhateverVouches) {
  const std::string claim = Tell(OutcomeType::kArrived, "2026-01-01", Channel::kLabourCompany);
  s_.Attest(claim, AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(ClaimOn("2026-02-01"), claim);
}

// Whatever vouches: what comes first is what no evidence mends.
TEST_F(UnprovenClaimTest, ALicenceThatHadLapsedIsToldApartFromWantOfProof) {
  s_.Company("company", "2020-01-01", "2026-01-01");
  const std::string claim =
      s_.Tell("a", OutcomeType::kArrived, "2026-02-01",
              {.channel = Channel::kLabourCompany, .organizer = "organizers/company"});
  EXPECT_EQ(ClaimOn("2026-03-01"), claim);
  EXPECT_EQ(missing_, Missing::kLicence);
  s_.Attest(claim, AttestationKind::kOfficeConfirmation);
  EXPECT_EQ(ClaimOn("2026-03-01"), claim);
  EXPECT_EQ(missing_, Missing::kLicence);
  s_.Company("company", "2026-01-15");
  EXPECT_EQ(ClaimOn("2026-03-01"), "");
}

TEST_F(UnprovenClaimTest, AnOrganiserThatIsNotRegisteredIsToldApart) {
  const std::string claim =
      s_.Tell("a", OutcomeType::kArrived, "2026-02-01",
              {.channel = Channel::kLabourCompany, .organizer = "organizers/nobody"});
  s_.Attest(claim, AttestationKind::kOfficeConfirmation);
  EXPECT_EQ(ClaimOn("2026-03-01"), claim);
  EXPECT_EQ(missing_, Missing::kRegistration);
}

TEST_F(UnprovenClaimTest, Rule4WhatAnEarlierJobProvedIsCarried) {
  s_.ArrivedOrganized("a", "2026-01-01");
  Tell(OutcomeType::kJobChanged, "2026-03-01", Channel::kCooperationStation);
  EXPECT_EQ(ClaimOn("2026-03-01"), "");
}

// Gone alone, then by a labour company: a call proves the job, and does not make it count.
TEST_F(UnprovenClaimTest, Rule4NoCallStandsForAPlacementOrTheOrganisersRecord) {
  Tell(OutcomeType::kArrived, "2026-01-01", Channel::kSelf);
  const std::string claim = Tell(OutcomeType::kJobChanged, "2026-03-01", Channel::kPublicService);
  EXPECT_EQ(ClaimOn("2026-03-01"), claim);
  EXPECT_EQ(missing_, Missing::kPlacementOrRecord) << "from the start";
  s_.Attest(claim, AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(ClaimOn("2026-03-01"), claim);
  EXPECT_EQ(missing_, Missing::kPlacementOrRecord);
  s_.Attest(claim, AttestationKind::kOrganizerRecord);
  EXPECT_EQ(ClaimOn("2026-03-01"), "");
}

TEST_F(UnprovenClaimTest, Rule4SoIsWhatItLacks) {
  const std::string claim = Tell(OutcomeType::kArrived, "2026-01-01", Channel::kCooperationStation);
  Tell(OutcomeType::kJobChanged, "2026-03-01", Channel::kSelf);
  EXPECT_EQ(ClaimOn("2026-03-01"), claim);
}

// Work inside the county is no part of the spell: what follows it needs neither a placement nor the
// organiser's record, and is proven within thirty days of the way out.
TEST_F(UnprovenClaimTest, Rule6ASpellBeginsWithTheWayOutAndNotWithWorkInside) {
  s_.Tell("a", OutcomeType::kArrived, "2026-01-01",
          {.channel = Channel::kSelf, .workplace = std::string(kOtherTownX)});
  const std::string claim =
      Tell(OutcomeType::kJobChanged, "2026-03-01", Channel::kCooperationStation);
  EXPECT_EQ(ClaimOn("2026-03-01"), claim);
  EXPECT_EQ(missing_, Missing::kEvidence);
  EXPECT_EQ(spell_start_, DayNumberOf(Day("2026-03-01")));
  s_.Attest(Tell(OutcomeType::kConfirmed, "2026-03-31", Channel::kCooperationStation),
            AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(ClaimOn("2026-03-30"), claim);
  EXPECT_EQ(ClaimOn("2026-03-31"), "");
}

TEST_F(UnprovenClaimTest, Rule7OfTwoJobsTheBetterEvidencedDecides) {
  const auto arrive = [&](Channel channel, const char* employer) {
    return s_.Tell("a", OutcomeType::kArrived, "2026-01-01",
                   {.channel = channel, .employer = employer});
  };
  const std::string claim = arrive(Channel::kCooperationStation, "employers/e1");
  const std::string self = arrive(Channel::kSelf, "employers/e2");
  // Equally evidenced: the least organised of them.
  EXPECT_EQ(ClaimOn("2026-02-01"), "");
  s_.Attest(claim, AttestationKind::kVillageStatement);
  EXPECT_EQ(ClaimOn("2026-02-01"), claim);
  s_.Attest(self, AttestationKind::kWorkerConfirmation);
  EXPECT_EQ(ClaimOn("2026-02-01"), "");
}

}  // namespace
}  // namespace laowu::ratio

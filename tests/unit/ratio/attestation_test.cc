// Who may vouch for what, and what it is worth; organisers and their licences.

#include "ratio/attestation.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/ratio/story.h"

namespace laowu::ratio {
namespace {

constexpr AttestationKind kAllKinds[] = {
    AttestationKind::kVillageStatement,     AttestationKind::kOrganizerRecord,
    AttestationKind::kWorkerConfirmation,   AttestationKind::kOfficeConfirmation,
    AttestationKind::kEmployerConfirmation, AttestationKind::kPayrollMatch,
    AttestationKind::kOrganizerDenial};

TEST(Attestation, GradesOfTheKinds) {
  const int grades[] = {1, 2, 3, 4, 4, 5, 0};
  for (int i = 0; i < 7; ++i) EXPECT_EQ(GradeOfKind(kAllKinds[i]), grades[i]);
  EXPECT_EQ(GradeOfKind(AttestationKind::kUnspecified), 0);
}

TEST(Attestation, ACountyAloneNeverGetsBeyondThree) {
  for (const AttestationKind kind : kAllKinds) {
    EXPECT_LE(GradeOf(PrincipalRole::kCountyBureau, kind), 3);
  }
  EXPECT_EQ(GradeOf(PrincipalRole::kCountyBureau, AttestationKind::kWorkerConfirmation), 3);
  EXPECT_FALSE(MayAttest(PrincipalRole::kCountyBureau, AttestationKind::kOfficeConfirmation));
  EXPECT_FALSE(MayAttest(PrincipalRole::kCountyBureau, AttestationKind::kEmployerConfirmation));
  EXPECT_FALSE(MayAttest(PrincipalRole::kCountyBureau, AttestationKind::kPayrollMatch));
}

TEST(Attestation, AnOfficeConfirmsArrivalsAndNothingElse) {
  EXPECT_EQ(GradeOf(PrincipalRole::kOffice, AttestationKind::kOfficeConfirmation), 4);
  EXPECT_EQ(GradeOf(PrincipalRole::kOffice, AttestationKind::kEmployerConfirmation), 4);
  EXPECT_EQ(GradeOf(PrincipalRole::kOffice, AttestationKind::kVillageStatement), 0);
  EXPECT_EQ(GradeOf(PrincipalRole::kOffice, AttestationKind::kOrganizerRecord), 0);
  EXPECT_EQ(GradeOf(PrincipalRole::kOffice, AttestationKind::kPayrollMatch), 0);
}

TEST(Attestation, AnOrganizerHasItsOwnRecordOnly) {
  for (const AttestationKind kind : kAllKinds) {
    EXPECT_EQ(GradeOf(PrincipalRole::kOrganizer, kind),
              kind == AttestationKind::kOrganizerRecord ? 2 : 0);
  }
}

TEST(Attestation, ACityKeepsPayrollButDoesNotSpeakForTheEmployer) {
  EXPECT_EQ(GradeOf(PrincipalRole::kCityBureau, AttestationKind::kPayrollMatch), 5);
  EXPECT_FALSE(MayAttest(PrincipalRole::kCityBureau, AttestationKind::kEmployerConfirmation));
  EXPECT_FALSE(MayAttest(PrincipalRole::kCityBureau, AttestationKind::kOfficeConfirmation));
}

TEST(Attestation, WhoOnlyReadsVouchesForNothing) {
  for (const AttestationKind kind : kAllKinds) {
    EXPECT_FALSE(MayAttest(PrincipalRole::kMonitor, kind));
    EXPECT_FALSE(MayAttest(PrincipalRole::kUnspecified, kind));
  }
  EXPECT_FALSE(MayAttest(PrincipalRole::kAdministrator, AttestationKind::kUnspecified));
}

TEST(Attestation, ProvesFromItsRecordTimeOn) {
  const AttestationRow rows[] = {
      {.record_nanos = 100, .name = 1, .kind = AttestationKind::kVillageStatement, .grade = 1},
      {.record_nanos = 200, .name = 2, .kind = AttestationKind::kOrganizerRecord, .grade = 2}};
  EXPECT_EQ(EvidenceAt(rows, 99).grade, 0);
  EXPECT_EQ(EvidenceAt(rows, 100).grade, 1);
  EXPECT_FALSE(EvidenceAt(rows, 199).organizer_record);
  EXPECT_EQ(EvidenceAt(rows, 200).grade, 2);
  EXPECT_TRUE(EvidenceAt(rows, 200).organizer_record);
}

TEST(Attestation, NobodyDeniesForAnOrganizerButItself) {
  for (const PrincipalRole role :
       {PrincipalRole::kOffice, PrincipalRole::kCountyBureau, PrincipalRole::kCityBureau,
        PrincipalRole::kMonitor, PrincipalRole::kService}) {
    EXPECT_FALSE(MayAttest(role, AttestationKind::kOrganizerDenial));
  }
  EXPECT_TRUE(MayAttest(PrincipalRole::kOrganizer, AttestationKind::kOrganizerDenial));
}

TEST(Attestation, ADenialLeavesNothingOfTheRestFromItsRecordTimeOn) {
  const AttestationRow rows[] = {
      {.record_nanos = 100, .name = 1, .kind = AttestationKind::kOrganizerRecord, .grade = 2},
      {.record_nanos = 200, .name = 2, .kind = AttestationKind::kOrganizerDenial, .grade = 0},
      {.record_nanos = 300, .name = 3, .kind = AttestationKind::kPayrollMatch, .grade = 5}};
  EXPECT_FALSE(EvidenceAt(rows, 199).denied);
  EXPECT_EQ(EvidenceAt(rows, 199).grade, 2);
  for (const int known : {200, 300}) {
    const Evidence evidence = EvidenceAt(rows, known);
    EXPECT_TRUE(evidence.denied);
    EXPECT_EQ(evidence.grade, 0);
    EXPECT_FALSE(evidence.organizer_record);
  }
}

TEST(Attestation, AnOrganizerRecordWorthNothingIsNoRecord) {
  const AttestationRow rows[] = {
      {.record_nanos = 1, .name = 1, .kind = AttestationKind::kOrganizerRecord, .grade = 0}};
  EXPECT_FALSE(EvidenceAt(rows, 1).organizer_record);
}

class Organizers : public ::testing::Test {
 protected:
  void Add(OrganizerFactKind kind, absl::string_view from, absl::string_view end, int recorded,
           absl::string_view name, absl::string_view voids = "",
           Channel channel = Channel::kUnspecified) {
    OrganizerFact fact;
    fact.name = std::string(name);
    fact.organizer = "organizers/o";
    fact.kind = kind;
    fact.effective_date = Day(from);
    if (!end.empty()) fact.licence_end = Day(end);
    fact.record_time = absl::FromUnixSeconds(recorded);
    fact.sequence = recorded;
    fact.channel = channel;
    fact.voids = std::string(voids);
    rows.push_back(MakeOrganizerFactRow(fact, texts));
  }
  OrganizerOnDay On(absl::string_view day, int known,
                    Channel channel = Channel::kLabourCompany) const {
    return OrganizerOn(rows, channel, DayNumberOf(Day(day)),
                       absl::ToUnixNanos(absl::FromUnixSeconds(known)));
  }
  TextTable texts;
  std::vector<OrganizerFactRow> rows;
};

TEST_F(Organizers, LicenceIntervalsIncludeTheStartAndNotTheEnd) {
  Add(OrganizerFactKind::kLicence, "2026-01-01", "2026-07-01", 1, "a");
  Add(OrganizerFactKind::kLicence, "2026-09-01", "", 1, "b");
  EXPECT_FALSE(On("2025-12-31", 1).licensed);
  EXPECT_TRUE(On("2026-01-01", 1).licensed);
  EXPECT_TRUE(On("2026-06-30", 1).licensed);
  EXPECT_FALSE(On("2026-07-01", 1).licensed);
  EXPECT_TRUE(On("2030-01-01", 1).licensed);
  EXPECT_FALSE(On("2026-03-01", 0).licensed);
}

TEST_F(Organizers, AVoidedLicenceIsGoneForLaterKnowledgeOnly) {
  Add(OrganizerFactKind::kLicence, "2026-01-01", "", 1, "a");
  Add(OrganizerFactKind::kVoided, "2026-01-01", "", 5, "v", "a");
  EXPECT_TRUE(On("2026-03-01", 4).licensed);
  EXPECT_FALSE(On("2026-03-01", 5).licensed);
}

TEST_F(Organizers, RegisteredForItsChannelUntilDeregistered) {
  Add(OrganizerFactKind::kRegistered, "2026-02-01", "", 1, "r", "", Channel::kBroker);
  Add(OrganizerFactKind::kDeregistered, "2026-06-01", "", 2, "d");
  EXPECT_TRUE(On("2026-05-31", 2, Channel::kBroker).registered);
  EXPECT_FALSE(On("2026-05-31", 2, Channel::kLabourCompany).registered);
  EXPECT_FALSE(On("2026-06-01", 2, Channel::kBroker).registered);
  EXPECT_TRUE(On("2026-06-01", 1, Channel::kBroker).registered);
  EXPECT_TRUE(On("2026-01-01", 2, Channel::kBroker).registered);  // taken as registered before
  EXPECT_FALSE(On("2026-05-31", 0, Channel::kBroker).registered);
}

}  // namespace
}  // namespace laowu::ratio

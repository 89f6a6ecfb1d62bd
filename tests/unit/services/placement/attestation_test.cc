// Who vouches for what, and what it is worth.

#include "absl/strings/str_cat.h"
#include "services/placement/outcome_records.h"
#include "services/placement/placement_records.h"
#include "storage/key.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using A = v1::Attestation;

class AttestationTest : public PlacementFixture {
 protected:
  // An arrival by a placement on zhongshan's vacancy, organised by organizers/labour.
  v1::Outcome Arrived() {
    EXPECT_THAT(CreateOrganizer("labour"), IsOk());
    const auto placement = Accepted(kWorker, kVacancy);
    v1::Outcome arrival = MakeOutcome(v1::Outcome::ARRIVED, Today() - 1);
    arrival.set_placement(placement.name());
    arrival.set_organizer("organizers/labour");
    const auto outcome = Record(arrival);
    EXPECT_THAT(outcome, IsOk());
    return outcome.ok() ? *outcome : v1::Outcome();
  }
};

TEST_F(AttestationTest, TheEvidenceGradeIsTheBestOfItsAttestations) {
  const auto outcome = Arrived();
  LAOWU_ASSERT_OK_AND_ASSIGN(auto read, Attest(kBureau, outcome.name(), A::VILLAGE_STATEMENT));
  EXPECT_EQ(read.evidence_grade(), v1::EVIDENCE_GRADE_VILLAGE_STATEMENT);
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Attest(kOffice, outcome.name(), A::EMPLOYER_CONFIRMATION));
  EXPECT_EQ(read.evidence_grade(), v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Attest(kOrganizerUser, outcome.name(), A::ORGANIZER_RECORD));
  EXPECT_EQ(read.evidence_grade(), v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
  EXPECT_EQ(read.attestations_size(), 3);
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Attest(kCity, outcome.name(), A::PAYROLL_MATCH));
  EXPECT_EQ(read.evidence_grade(), v1::EVIDENCE_GRADE_PAYROLL_MATCH);
  EXPECT_EQ(read.sequence(), outcome.sequence()) << "the outcome itself is never rewritten";
  for (const auto& attestation : read.attestations()) {
    EXPECT_GT(attestation.sequence(), outcome.sequence());
    EXPECT_TRUE(attestation.has_record_time());
    EXPECT_FALSE(attestation.recorded_by().empty());
  }
}

// References are free texts, which may name the person: a bureau reads those of its people, anybody
// else their own alone.
TEST_F(AttestationTest, WhereItCanBeLookedUpIsShownToTheBureauAndToWhoWroteIt) {
  const auto outcome = Arrived();
  ASSERT_OK(Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION, "李某 电话"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto by_office,
                             Confirm(outcome.placement(), Today() - 1, kOffice));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto by_organizer, Attest(kOrganizerUser, outcome.name(),
                                                             A::ORGANIZER_RECORD, "labour 7"));
  const auto texts = [](const v1::Outcome& read) {
    std::vector<std::string> all;
    for (const auto& attestation : read.attestations()) {
      if (!attestation.reference().empty()) all.push_back(attestation.reference());
    }
    return all;
  };
  EXPECT_THAT(texts(by_office), ::testing::ElementsAre("list 12"));
  EXPECT_EQ(by_office.attestations_size(), 2);
  EXPECT_THAT(texts(by_organizer), ::testing::ElementsAre("labour 7"));
  v1::GetOutcomeRequest request;
  request.set_name(outcome.name());
  const std::pair<const char*, std::vector<std::string>> readers[] = {
      {kBureau, {"李某 电话", "labour 7", "list 12"}},
      {kAdmin, {"李某 电话", "labour 7", "list 12"}},
      {kOffice, {"list 12"}},
      {kOrganizerUser, {"labour 7"}}};
  for (const auto& [by, expected] : readers) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Call(by, &Stub::GetOutcome, request));
    EXPECT_THAT(texts(read), ::testing::UnorderedElementsAreArray(expected)) << by;
    EXPECT_EQ(read.evidence_grade(), v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION) << by;
  }
}

TEST_F(AttestationTest, AWholeTelephoneNumberIsTakenAndSaidToBeTooMuch) {
  const auto outcome = Arrived();
  const auto reasons = [](const auto& warnings) {
    std::vector<std::string> all;
    for (const auto& warning : warnings) all.push_back(warning.reason());
    return all;
  };
  LAOWU_ASSERT_OK_AND_ASSIGN(
      auto read, Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION, "李某 13900000058 电话"));
  EXPECT_THAT(reasons(read.warnings()), ::testing::ElementsAre("PERSONAL_NUMBER"));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      read, Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION, "6月30日电话 尾号0058"));
  EXPECT_EQ(read.warnings_size(), 0);
  v1::ImportOutcomesRequest rows;
  auto& row = *rows.add_rows();
  *row.mutable_outcome() = outcome;
  row.mutable_attestation()->set_kind(A::VILLAGE_STATEMENT);
  row.mutable_attestation()->set_reference("52028119850505301X");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, rows));
  ASSERT_EQ(imported.results_size(), 1);
  EXPECT_THAT(reasons(imported.results(0).warnings()), ::testing::ElementsAre("PERSONAL_NUMBER"));
}

// Who takes an arrival back since nobody else vouches for it plans anew when somebody does.
// Nothing that vouches for it counts: who gives it is told, and it stands all the same.
TEST_F(AttestationTest, Rule14OfWhatWasTakenBackItIsSaidToCountForNothing) {
  const auto outcome = Arrived();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto voided, Void(outcome));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto gone,
                             Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION));
  ASSERT_EQ(gone.warnings_size(), 1);
  EXPECT_EQ(gone.warnings(0).reason(), "OUTCOME_VOIDED");
  EXPECT_EQ(gone.warnings(0).field_path(), "name");
  EXPECT_EQ(gone.attestations_size(), 1);
  ASSERT_OK(Void(voided));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again,
                             Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION));
  EXPECT_EQ(again.warnings_size(), 0) << "it stands again";
}

TEST_F(AttestationTest, ItChangesTheVersionOfTheWorkersOpenWorkAndNothingOfIt) {
  const auto outcome = Arrived();
  LAOWU_ASSERT_OK_AND_ASSIGN(const OpenWork before, LoadOpenWork(*owned_->store, kWorker));
  ASSERT_OK(Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION));
  LAOWU_ASSERT_OK_AND_ASSIGN(const OpenWork after, LoadOpenWork(*owned_->store, kWorker));
  ASSERT_TRUE(before.live.has_value() && after.live.has_value());
  EXPECT_GT(after.live->version, before.live->version);
  EXPECT_EQ(after.live->stored.SerializeAsString(), before.live->stored.SerializeAsString());
  EXPECT_EQ(after.state->version, before.state->version);
  // Said again it is there already.
  ASSERT_OK(Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION));
  LAOWU_ASSERT_OK_AND_ASSIGN(const OpenWork again, LoadOpenWork(*owned_->store, kWorker));
  EXPECT_EQ(again.live->version, after.live->version);
}

// As a row of an import that stands and brings an attestation does.
TEST_F(AttestationTest, ARowThatOnlyAttestsChangesItToo) {
  const auto outcome = Arrived();
  v1::ImportOutcomesRequest request;
  auto& row = *request.add_rows();
  *row.mutable_outcome() = outcome;
  row.mutable_attestation()->set_kind(A::WORKER_CONFIRMATION);
  row.mutable_attestation()->set_reference("calls of June");
  LAOWU_ASSERT_OK_AND_ASSIGN(const OpenWork before, LoadOpenWork(*owned_->store, kWorker));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, request));
  ASSERT_EQ(imported.results(0).result(), v1::ImportResult::UPDATED) << imported.DebugString();
  LAOWU_ASSERT_OK_AND_ASSIGN(const OpenWork after, LoadOpenWork(*owned_->store, kWorker));
  ASSERT_TRUE(before.live.has_value() && after.live.has_value());
  EXPECT_GT(after.live->version, before.live->version);
}

// A bureau that passes an organiser's record on is not the organiser, which can still deny it: the
// record says whose word it is.
TEST_F(AttestationTest, AnOrganisersRecordSaysWhetherItWasPassedOn) {
  const auto outcome = Arrived();
  LAOWU_ASSERT_OK_AND_ASSIGN(auto read,
                             Attest(kBureau, outcome.name(), A::ORGANIZER_RECORD, "list 2026-7"));
  ASSERT_EQ(read.attestations_size(), 1);
  EXPECT_TRUE(read.attestations(0).passed_on());
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Attest(kOrganizerUser, outcome.name(), A::ORGANIZER_RECORD));
  ASSERT_EQ(read.attestations_size(), 2);
  int passed_on_count = 0;
  for (const auto& attestation : read.attestations()) passed_on_count += attestation.passed_on();
  EXPECT_EQ(passed_on_count, 1);
}

TEST_F(AttestationTest, AKindThatIsNotTheCallersIsRefused) {
  const auto outcome = Arrived();
  for (const auto& [by, kind] :
       std::vector<std::pair<std::string, A::Kind>>{{kBureau, A::OFFICE_CONFIRMATION},
                                                    {kBureau, A::PAYROLL_MATCH},
                                                    {kOffice, A::VILLAGE_STATEMENT},
                                                    {kOrganizerUser, A::OFFICE_CONFIRMATION}}) {
    const auto status = Attest(by, outcome.name(), kind).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kPermissionDenied));
    EXPECT_THAT(status, HasReason("NOT_YOUR_ATTESTATION")) << by << " " << A::Kind_Name(kind);
  }
}

TEST_F(AttestationTest, OfficesAndOrganizersVouchForTheirOwnAlone) {
  ASSERT_OK(CreateOrganizer("broker"));
  const auto outcome = Arrived();
  EXPECT_THAT(Attest(kOtherOffice, outcome.name(), A::OFFICE_CONFIRMATION),
              HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Attest(kOtherOrganizerUser, outcome.name(), A::ORGANIZER_RECORD),
              HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Attest(kOtherBureau, outcome.name(), A::VILLAGE_STATEMENT),
              HasReason("OUT_OF_SCOPE"));
  v1::Outcome alone = MakeOutcome(v1::Outcome::CONFIRMED, Today());
  LAOWU_ASSERT_OK_AND_ASSIGN(alone, Record(alone));
  EXPECT_THAT(Attest(kOffice, alone.name(), A::OFFICE_CONFIRMATION), HasReason("OUT_OF_SCOPE"));
  EXPECT_THAT(Attest(kOrganizerUser, alone.name(), A::ORGANIZER_RECORD), HasReason("OUT_OF_SCOPE"));
}

// A county writes an organiser's name under whom it likes; the organiser has the last word on that.
TEST_F(AttestationTest, AnOrganizersDenialLeavesNothingOfWhatElseIsAttested) {
  ASSERT_OK(CreateOrganizer("broker"));
  const auto outcome = Arrived();
  ASSERT_OK(Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION));
  EXPECT_THAT(Attest(kOtherOrganizerUser, outcome.name(), A::ORGANIZER_DENIAL),
              HasReason("OUT_OF_SCOPE"));
  LAOWU_ASSERT_OK_AND_ASSIGN(auto read,
                             Attest(kOrganizerUser, outcome.name(), A::ORGANIZER_DENIAL));
  EXPECT_EQ(read.evidence_grade(), v1::EVIDENCE_GRADE_UNSPECIFIED);
  EXPECT_EQ(read.attestations_size(), 2) << "what was said stays to be read";
  // Nobody's word after it counts, nor is there a record of what it has denied.
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Attest(kOffice, outcome.name(), A::OFFICE_CONFIRMATION));
  EXPECT_EQ(read.evidence_grade(), v1::EVIDENCE_GRADE_UNSPECIFIED);
  for (const char* by : {kOrganizerUser, kBureau}) {
    EXPECT_THAT(Attest(by, outcome.name(), A::ORGANIZER_RECORD),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(read, Attest(kOrganizerUser, outcome.name(), A::ORGANIZER_DENIAL));
  EXPECT_EQ(read.attestations_size(), 3) << "said again, it is not stored twice";
  for (const char* by : {kBureau, kOffice}) {
    EXPECT_THAT(Attest(by, outcome.name(), A::ORGANIZER_DENIAL), HasReason("NOT_YOUR_ATTESTATION"));
  }
}

TEST_F(AttestationTest, TheSameAgainIsNotStoredTwice) {
  const auto outcome = Arrived();
  ASSERT_OK(Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION, "call 5"));
  LAOWU_ASSERT_OK_AND_ASSIGN(auto read,
                             Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION, "call 5"));
  EXPECT_EQ(read.attestations_size(), 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(read,
                             Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION, "call 6"));
  EXPECT_EQ(read.attestations_size(), 2);
}

TEST_F(AttestationTest, TheRequestIdBecomesTheId) {
  const auto outcome = Arrived();
  v1::AttestOutcomeRequest request;
  request.set_name(outcome.name());
  request.mutable_attestation()->set_kind(A::VILLAGE_STATEMENT);
  request.mutable_attestation()->set_reference("list 12");
  request.set_request_id(kRequest1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Call(kBureau, &Stub::AttestOutcome, request));
  ASSERT_EQ(read.attestations_size(), 1);
  EXPECT_EQ(read.attestations(0).name(), absl::StrCat(outcome.name(), "/attestations/", kRequest1));
  EXPECT_OK(Call(kBureau, &Stub::AttestOutcome, request));
  request.mutable_attestation()->set_kind(A::WORKER_CONFIRMATION);
  EXPECT_THAT(Call(kBureau, &Stub::AttestOutcome, request), HasReason("ALREADY_EXISTS"));
}

TEST_F(AttestationTest, ItsTextsStandApartSoThatTheyCanBeErased) {
  const auto outcome = Arrived();
  LAOWU_ASSERT_OK_AND_ASSIGN(auto read,
                             Attest(kBureau, outcome.name(), A::WORKER_CONFIRMATION, "call 5"));
  const std::string name = read.attestations(0).name();
  storage::Batch erase;
  erase.Delete(storage::Table::kNotes, storage::EncodeKey(name));
  ASSERT_OK(owned_->store->Commit(erase, absl::InfiniteFuture()));
  const auto again = LoadOutcome(*owned_->store, outcome.name());
  ASSERT_OK(again);
  EXPECT_EQ((*again)->attestations(0).reference(), "");
  EXPECT_EQ((*again)->attestations(0).grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
  const auto records = owned_->store->Scan(storage::Table::kAttestations, {}, 10);
  ASSERT_OK(records);
  EXPECT_EQ(records->front().value.find("call 5"), std::string::npos);
}

// Otherwise a county organised people by its own say-so: an arrival, and "the worker confirmed".
TEST_F(AttestationTest, WhoPassesOnAnothersWordSaysWhereItCanBeLookedUp) {
  const auto outcome = Arrived();
  const std::vector<std::pair<std::string, A::Kind>> passed_on = {
      {kBureau, A::WORKER_CONFIRMATION},   {kBureau, A::VILLAGE_STATEMENT},
      {kBureau, A::ORGANIZER_RECORD},      {kCity, A::PAYROLL_MATCH},
      {kOffice, A::EMPLOYER_CONFIRMATION}, {kAdmin, A::OFFICE_CONFIRMATION}};
  for (const auto& [by, kind] : passed_on) {
    for (const char* nothing : {"", " ", "-", "1", "00"}) {
      const auto status = Attest(by, outcome.name(), kind, nothing).status();
      EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
      EXPECT_THAT(ViolatedFields(status), ::testing::ElementsAre("attestation.reference"))
          << A::Kind_Name(kind) << " '" << nothing << "'";
    }
  }
  v1::AttestOutcomeRequest request;
  request.set_name(outcome.name());
  request.mutable_attestation()->set_kind(A::WORKER_CONFIRMATION);
  request.mutable_attestation()->set_file_digest(std::string(64, 'a'));
  EXPECT_OK(Call(kBureau, &Stub::AttestOutcome, request)) << "a recording's digest will do";
}

// Their own login vouches for who they are.
TEST_F(AttestationTest, WhoSpeaksForThemselvesNeedsNoReference) {
  const auto outcome = Arrived();
  EXPECT_OK(Attest(kOrganizerUser, outcome.name(), A::ORGANIZER_RECORD, ""));
  EXPECT_OK(Attest(kOffice, outcome.name(), A::OFFICE_CONFIRMATION, ""));
}

TEST_F(AttestationTest, WhoSpeaksForThemselvesGivesAReferenceThatCanBeLookedUpOrNone) {
  const auto outcome = Arrived();
  const auto point = Attest(kOrganizerUser, outcome.name(), A::ORGANIZER_RECORD, ".").status();
  EXPECT_THAT(ViolatedFields(point), ::testing::ElementsAre("attestation.reference"));
  EXPECT_OK(Attest(kOrganizerUser, outcome.name(), A::ORGANIZER_RECORD, "名单 12"));
}

TEST_F(AttestationTest, AnOrganizersRecordIsOfAnOrganizerAndAllIsToldAtOnce) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto alone,
                             Record(MakeOutcome(v1::Outcome::ARRIVED, Today() - 1)));
  EXPECT_THAT(ViolatedFields(Attest(kBureau, alone.name(), A::ORGANIZER_RECORD, "list 7").status()),
              ::testing::ElementsAre("attestation.kind"));
  EXPECT_THAT(ViolatedFields(Attest(kBureau, alone.name(), A::ORGANIZER_RECORD, "").status()),
              ::testing::ElementsAre("attestation.reference", "attestation.kind"));
  // Whose outcome it is not is told nothing of it.
  EXPECT_THAT(ViolatedFields(Attest(kOtherBureau, alone.name(), A::ORGANIZER_RECORD, "").status()),
              ::testing::ElementsAre("attestation.reference"));
}

// Who was reached is not lost: refused, with what to record instead, one by one and in a row.
TEST_F(AttestationTest, NobodyConfirmsToBeOutOfReach) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto lost,
                             Record(MakeOutcome(v1::Outcome::LOST_CONTACT, Today() - 1)));
  const auto status = Attest(kBureau, lost.name(), A::WORKER_CONFIRMATION, "call 12").status();
  EXPECT_THAT(status, HasReason("INVALID_FIELD"));
  EXPECT_THAT(ViolatedFields(status), ::testing::ElementsAre("attestation.kind"));
  EXPECT_OK(Attest(kBureau, lost.name(), A::VILLAGE_STATEMENT, "list 12"));
  v1::ImportOutcomesRequest rows;
  auto* row = rows.add_rows();
  *row->mutable_outcome() = MakeOutcome(v1::Outcome::LOST_CONTACT, Today());
  row->mutable_attestation()->set_kind(A::WORKER_CONFIRMATION);
  row->mutable_attestation()->set_reference("call 12");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto imported, Call(kBureau, &Stub::ImportOutcomes, rows));
  ASSERT_EQ(imported.results_size(), 1);
  EXPECT_EQ(imported.results(0).result(), v1::ImportResult::REJECTED);
  EXPECT_THAT(ViolatedFields(runtime::FromRpcStatus(imported.results(0).status())),
              ::testing::ElementsAre("rows[0].attestation.kind"));
}

// Somebody claimed to have gone by an organised channel long ago, vouched for one by one.
class ClaimTest : public PlacementFixture {
 protected:
  v1::Outcome Claim(v1::Channel channel, const std::string& organizer = "") {
    v1::Outcome claim = MakeOutcome(v1::Outcome::ARRIVED, Today() - 200);
    claim.set_channel(channel);
    claim.set_organizer(organizer);
    const auto recorded = Record(claim);
    EXPECT_THAT(recorded, IsOk());
    return recorded.ok() ? *recorded : v1::Outcome();
  }
  // "REASON field outcome" of each warning; the outcome "" where none is named.
  static std::vector<std::string> Told(const absl::StatusOr<v1::Outcome>& answer) {
    if (!answer.ok()) return {"refused"};
    std::vector<std::string> told;
    for (const auto& warning : answer->warnings()) {
      told.push_back(absl::StrCat(warning.reason(), " ", warning.field_path(), " ",
                                  warning.related_names().empty() ? "" : warning.related_names(0)));
    }
    return told;
  }
};

TEST_F(ClaimTest, Rule6ALateConfirmationThatProvesNothingSaysSo) {
  const auto claim = Claim(v1::CHANNEL_COOPERATION_STATION);
  const std::string lacking = absl::StrCat("CLAIM_NOT_PROVEN type ", claim.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto confirmed,
                             Record(MakeOutcome(v1::Outcome::CONFIRMED, Today())));
  EXPECT_THAT(Told(confirmed), ::testing::ElementsAre(lacking));
  EXPECT_THAT(Told(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today()))),
              ::testing::ElementsAre(lacking))
      << "said again";
  EXPECT_THAT(Told(Attest(kBureau, confirmed.name(), A::WORKER_CONFIRMATION)),
              ::testing::ElementsAre(absl::StrCat("CLAIM_NOT_PROVEN name ", claim.name())));
  EXPECT_THAT(Told(Attest(kBureau, claim.name(), A::WORKER_CONFIRMATION)), ::testing::IsEmpty());
  EXPECT_THAT(Told(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 1))), ::testing::IsEmpty());
}

TEST_F(ClaimTest, WhoVouchesIsToldThatNoLicenceWasInForceWhenTheJobBegan) {
  ASSERT_OK(CreateOrganizer("labour"));
  const auto claim = Claim(v1::CHANNEL_LABOUR_COMPANY, "organizers/labour");
  EXPECT_THAT(Told(Attest(kBureau, claim.name(), A::WORKER_CONFIRMATION)), ::testing::IsEmpty());
  v1::UpdateOrganizerRequest update;
  update.mutable_organizer()->set_name("organizers/labour");
  auto& licence = *update.mutable_organizer()->add_licences();
  licence.set_number("L-1");
  *licence.mutable_start_date() = runtime::ToDate(absl::CivilDay(2025, 1, 1));
  *licence.mutable_end_date() = runtime::ToDate(Today() - 300);
  ASSERT_OK(Call(kCity, &Stub::UpdateOrganizer, update));
  const std::string lapsed = absl::StrCat("LICENCE_NOT_IN_FORCE name ", claim.name());
  EXPECT_THAT(Told(Attest(kBureau, claim.name(), A::WORKER_CONFIRMATION)),
              ::testing::ElementsAre(lapsed))
      << "said again";
  EXPECT_THAT(Told(Attest(kOrganizerUser, claim.name(), A::ORGANIZER_RECORD)),
              ::testing::ElementsAre(lapsed));
  EXPECT_THAT(Told(Record(MakeOutcome(v1::Outcome::CONFIRMED, Today()))),
              ::testing::ElementsAre(absl::StrCat("LICENCE_NOT_IN_FORCE type ", claim.name())));
  EXPECT_THAT(Told(Attest(kOrganizerUser, claim.name(), A::ORGANIZER_DENIAL)), ::testing::IsEmpty())
      << "who denies wants no proof";
}

TEST_F(ClaimTest, Rule4WhoVouchesForAJobBegunWhileAwayIsToldThatItIsNotEnough) {
  const auto before = Claim(v1::CHANNEL_SELF);
  v1::Outcome changed = MakeOutcome(v1::Outcome::JOB_CHANGED, Today() - 100);
  changed.set_channel(v1::CHANNEL_PUBLIC_SERVICE);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto claim, Record(changed));
  EXPECT_THAT(Told(Attest(kBureau, claim.name(), A::WORKER_CONFIRMATION)),
              ::testing::ElementsAre(absl::StrCat("CLAIM_NOT_PROVEN name ", claim.name())));
  EXPECT_THAT(Told(Attest(kBureau, before.name(), A::WORKER_CONFIRMATION)), ::testing::IsEmpty())
      << "which nobody claims";
}

TEST_F(AttestationTest, FieldsAreChecked) {
  const auto outcome = Arrived();
  EXPECT_THAT(Attest(kBureau, outcome.name(), A::KIND_UNSPECIFIED),
              StatusIs(absl::StatusCode::kInvalidArgument));
  v1::AttestOutcomeRequest request;
  request.set_name(outcome.name());
  request.mutable_attestation()->set_kind(A::VILLAGE_STATEMENT);
  request.mutable_attestation()->set_file_digest("abc");
  EXPECT_THAT(Call(kBureau, &Stub::AttestOutcome, request),
              StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("file_digest")));
  EXPECT_THAT(Attest(kBureau, "outcomes/none", A::VILLAGE_STATEMENT), HasReason("OUT_OF_SCOPE"))
      << "as of one of another county";
}

}  // namespace
}  // namespace laowu::placement

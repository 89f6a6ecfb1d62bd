// A figure's life as a county, its city and an auditor live it: returned, mended by another one,
// accepted; revised by every cause that there is; worked out anew to the last byte after a restart,
// and after the data was lost and restored (ratio.md, "Figures for a division on day t").

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/backups.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using absl::CivilDay;
using runtime::ToDate;

constexpr char kHome[] = "520281001";
constexpr CivilDay kArrived(2026, 3, 1);

class PublicationLifeTest : public ::testing::Test {
 protected:
  PublicationLifeTest() : process_(scratch_.file("data")) {
    process_.config().backups = backups_;
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("city", "city-bureau", "5202");
    process_.AddPrincipal("company", "organizer", "organizers/company");
    process_.SetDay(CivilDay(2026, 6, 30));
    process_.Start();
    MakeCompany();
    for (const char* who :
         {"late", "corrected", "voided", "twin", "other twin", "moved", "visiting", "licensed"}) {
      Import(who);
    }
    for (const char* who : {"corrected", "voided", "twin", "other twin", "moved", "visiting"}) {
      arrivals_[who] = Record(who, v1::Outcome::ARRIVED, kArrived, v1::CHANNEL_SELF);
    }
    arrivals_["licensed"] =
        Record("licensed", v1::Outcome::ARRIVED, kArrived, v1::CHANNEL_LABOUR_COMPANY);
    Attest(arrivals_["licensed"]);
    Record("visiting", v1::Outcome::HOME_VISIT, CivilDay(2026, 6, 10));
  }

  // Registered, and without a licence yet.
  void MakeCompany() {
    v1::CreateOrganizerRequest request;
    request.set_organizer_id("company");
    request.mutable_organizer()->set_display_name("劳务公司（样例）");
    request.mutable_organizer()->set_kind(v1::Organizer::LABOUR_COMPANY);
    request.mutable_organizer()->set_division_code("520200");
    *request.mutable_organizer()->mutable_register_date() = ToDate(CivilDay(2020, 1, 1));
    ASSERT_OK(process_.Call("admin", &v1::PlacementService::Stub::CreateOrganizer, request));
  }
  void License() {
    v1::UpdateOrganizerRequest request;
    request.mutable_organizer()->set_name("organizers/company");
    auto* licence = request.mutable_organizer()->add_licences();
    licence->set_number("L-1");
    *licence->mutable_start_date() = ToDate(CivilDay(2020, 1, 1));
    ASSERT_OK(process_.Call("admin", &v1::PlacementService::Stub::UpdateOrganizer, request));
  }

  void Import(const std::string& who) {
    v1::ImportWorkersRequest request;
    *request.mutable_as_of_date() = ToDate(CivilDay(2026, 1, 1));
    auto* worker = request.add_rows()->mutable_worker();
    worker->mutable_personal_details()->set_display_name("样例");
    worker->mutable_personal_details()->set_identity_number(
        MadeUpIdentityNumber(CivilDay(1985, 5, 5), static_cast<int>(workers_.size()) + 1));
    worker->set_division_code(kHome);
    worker->set_rural(true);
    worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    worker->mutable_legal_basis()->set_reference("form-1");
    LAOWU_ASSERT_OK_AND_ASSIGN(
        const auto response,
        process_.Call("bureau", &v1::WorkerService::Stub::ImportWorkers, request));
    workers_[who] = response.results(0).name();
  }

  std::string Record(const std::string& who, v1::Outcome::Type type, CivilDay day,
                     v1::Channel channel = v1::CHANNEL_UNSPECIFIED, const std::string& voids = "") {
    v1::RecordOutcomeRequest request;
    auto* outcome = request.mutable_outcome();
    outcome->set_type(type);
    outcome->set_worker(workers_.at(who));
    *outcome->mutable_effective_date() = ToDate(day);
    outcome->set_channel(channel);
    if (type == v1::Outcome::ARRIVED) outcome->set_workplace_division_code("442000118");
    if (channel == v1::CHANNEL_LABOUR_COMPANY) outcome->set_organizer("organizers/company");
    outcome->set_voids(voids);
    const auto recorded =
        process_.Call("bureau", &v1::PlacementService::Stub::RecordOutcome, request);
    EXPECT_OK(recorded) << who;
    return recorded.ok() ? recorded->name() : "";
  }
  void Attest(const std::string& outcome) {
    v1::AttestOutcomeRequest request;
    request.set_name(outcome);
    request.mutable_attestation()->set_kind(v1::Attestation::ORGANIZER_RECORD);
    request.mutable_attestation()->set_reference("list-7");
    ASSERT_OK(process_.Call("company", &v1::PlacementService::Stub::AttestOutcome, request));
  }

  absl::StatusOr<v1::Publication> Publish() {
    v1::CreatePublicationRequest request;
    request.set_outbound_ratio("divisions/520281/outboundRatios/2026-06-30");
    *request.mutable_known_at() = runtime::ToTimestamp(process_.now());
    return process_.Call("bureau", &v1::MonitoringService::Stub::CreatePublication, request);
  }
  absl::StatusOr<v1::Publication> Advance(const std::string& who, const v1::Publication& made,
                                          v1::Publication::State state) {
    v1::AdvancePublicationRequest request;
    request.set_name(made.name());
    request.set_state(state);
    request.set_comment("口径");
    return process_.Call(who, &v1::MonitoringService::Stub::AdvancePublication, request);
  }
  absl::StatusOr<v1::Publication> Get(const v1::Publication& made) {
    v1::GetPublicationRequest request;
    request.set_name(made.name());
    return process_.Call("bureau", &v1::MonitoringService::Stub::GetPublication, request);
  }
  void ExpectReproduced(const v1::Publication& made) {
    v1::VerifyPublicationRequest request;
    request.set_name(made.name());
    LAOWU_ASSERT_OK_AND_ASSIGN(
        const auto verified,
        process_.Call("city", &v1::MonitoringService::Stub::VerifyPublication, request));
    EXPECT_TRUE(verified.reproduced()) << verified.recomputed_hash();
    EXPECT_EQ(verified.recomputed_hash(), made.hash());
    EXPECT_EQ(verified.publication().SerializeAsString(), made.SerializeAsString());
  }
  // As known at `known_at`; unset: now.
  absl::StatusOr<v1::ListRevisionsResponse> Revisions(
      const v1::Publication& made, const google::protobuf::Timestamp* known_at = nullptr) {
    v1::ListRevisionsRequest request;
    request.set_parent(made.name());
    *request.mutable_known_at() =
        known_at != nullptr ? *known_at : runtime::ToTimestamp(process_.now());
    return process_.Call("bureau", &v1::MonitoringService::Stub::ListRevisions, request);
  }

  // What becomes known from July on.
  void LearnMore() {
    process_.SetDay(CivilDay(2026, 8, 1));
    Record("late", v1::Outcome::ARRIVED, CivilDay(2026, 6, 1), v1::CHANNEL_SELF);
    Record("corrected", v1::Outcome::VOIDED, kArrived, v1::CHANNEL_UNSPECIFIED,
           arrivals_["corrected"]);
    Record("corrected", v1::Outcome::ARRIVED, kArrived, v1::CHANNEL_UNKNOWN);
    Record("voided", v1::Outcome::VOIDED, kArrived, v1::CHANNEL_UNSPECIFIED, arrivals_["voided"]);
    v1::MergeWorkersRequest merge;
    merge.set_name(workers_["twin"]);
    merge.set_merged_worker(workers_["other twin"]);
    merge.set_purpose("同一人");
    merge.set_accept_differences(true);
    merge.set_reference("notice-2");
    ASSERT_OK(process_.Call("bureau", &v1::WorkerService::Stub::MergeWorkers, merge));
    v1::RecordWorkerFactRequest move;
    move.set_parent(workers_["moved"]);
    move.mutable_fact()->set_kind(v1::WorkerFact::RESIDENCE_MOVED);
    move.mutable_fact()->set_reference("notice-1");
    *move.mutable_fact()->mutable_effective_date() = ToDate(CivilDay(2026, 6, 15));
    move.mutable_fact()->mutable_values()->set_division_code("520203102");
    ASSERT_OK(process_.Call("bureau", &v1::WorkerService::Stub::RecordWorkerFact, move));
    License();
  }

  ScratchDir scratch_;
  const std::string backups_ = scratch_.file("backups");
  TestProcess process_;
  std::map<std::string, std::string> workers_, arrivals_;
};

// A returned one stays as it was; what answers it is another one. Neither changes a byte after.
TEST_F(PublicationLifeTest, IsReturnedAnsweredAndAccepted) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Publish());
  EXPECT_EQ(first.state(), v1::Publication::DRAFT);
  ASSERT_OK(Advance("bureau", first, v1::Publication::SUBMITTED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto returned,
                             Advance("city", first, v1::Publication::RETURNED));
  EXPECT_FALSE(Advance("bureau", first, v1::Publication::SUBMITTED).ok());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Publish());
  EXPECT_NE(second.name(), first.name());
  ASSERT_OK(Advance("bureau", second, v1::Publication::SUBMITTED));
  EXPECT_FALSE(Advance("bureau", second, v1::Publication::ACCEPTED).ok());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto accepted,
                             Advance("city", second, v1::Publication::ACCEPTED));
  EXPECT_EQ(accepted.signatures_size(), 3);
  EXPECT_EQ(accepted.outbound_ratio().SerializeAsString(),
            second.outbound_ratio().SerializeAsString());
  LearnMore();
  EXPECT_EQ(Get(first)->SerializeAsString(), returned.SerializeAsString());
  EXPECT_EQ(Get(second)->SerializeAsString(), accepted.SerializeAsString());
  ExpectReproduced(returned);
  ExpectReproduced(accepted);
}

// Each person under the cause that is theirs, and all differences together the figure's.
TEST_F(PublicationLifeTest, RevisionsHaveEveryCauseAndAddUp) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto made, Publish());
  const v1::OutboundRatio& frozen = made.outbound_ratio();
  EXPECT_EQ(frozen.outbound_person_count(), 7);
  EXPECT_EQ(frozen.unproven_person_count(), 1);
  LearnMore();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto revised, Revisions(made));
  std::map<std::string, v1::RevisionCause> causes;
  for (const auto& person : revised.persons()) causes[person.worker()] = person.cause();
  EXPECT_EQ(causes[workers_["late"]], v1::REVISION_CAUSE_LATE);
  EXPECT_EQ(causes[workers_["corrected"]], v1::REVISION_CAUSE_CORRECTED);
  EXPECT_EQ(causes[workers_["voided"]], v1::REVISION_CAUSE_VOIDED);
  EXPECT_EQ(causes[workers_["moved"]], v1::REVISION_CAUSE_RESIDENCE_MOVED);
  EXPECT_EQ(causes[workers_["visiting"]], v1::REVISION_CAUSE_LAPSED);
  EXPECT_EQ(causes[workers_["licensed"]], v1::REVISION_CAUSE_ORGANIZER);
  // Of two records that are one person one is left.
  EXPECT_EQ(causes[workers_["twin"]] + causes[workers_["other twin"]], v1::REVISION_CAUSE_MERGED);
  EXPECT_EQ(revised.persons_size(), 7);
  v1::RevisionTotal sum;
  for (const auto& total : revised.totals()) {
    sum.set_outbound_person_count(sum.outbound_person_count() + total.outbound_person_count());
    sum.set_organized_person_count(sum.organized_person_count() + total.organized_person_count());
    sum.set_unknown_channel_person_count(sum.unknown_channel_person_count() +
                                         total.unknown_channel_person_count());
    sum.set_unproven_person_count(sum.unproven_person_count() + total.unproven_person_count());
  }
  const v1::OutboundRatio& now = revised.outbound_ratio();
  EXPECT_EQ(frozen.outbound_person_count() + sum.outbound_person_count(),
            now.outbound_person_count());
  EXPECT_EQ(frozen.organized_person_count() + sum.organized_person_count(),
            now.organized_person_count());
  EXPECT_EQ(frozen.unknown_channel_person_count() + sum.unknown_channel_person_count(),
            now.unknown_channel_person_count());
  EXPECT_EQ(frozen.unproven_person_count() + sum.unproven_person_count(),
            now.unproven_person_count());
  // Late, merged (one less), voided, moved and lapsed: four fewer away; the licence proves one.
  EXPECT_EQ(now.outbound_person_count(), 4);
  EXPECT_EQ(now.organized_person_count(), 1);
}

// The log alone is enough, wherever it stands.
TEST_F(PublicationLifeTest, IsReproducedAfterARestartAndFromABackup) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto made, Publish());
  LearnMore();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto revised, Revisions(made));
  const auto known_at = revised.outbound_ratio().known_at();
  ASSERT_OK(
      process_.Call("admin", &v1::AdminService::Stub::CreateBackup, v1::CreateBackupRequest()));
  // After the backup: lost with the data.
  Record("late", v1::Outcome::RETURNED, CivilDay(2026, 6, 20));
  for (const bool is_lost : {false, true}) {
    process_.Stop();
    if (is_lost) {
      std::filesystem::remove_all(process_.config().data);
      ASSERT_OK(
          runtime::RestoreBackup(backups_, 0, process_.config().data, [](const std::string&) {}));
    }
    process_.Start();
    ASSERT_OK(process_.WaitUntilReady());
    ExpectReproduced(made);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Revisions(made, &known_at));
    EXPECT_EQ(again.SerializeAsString(), revised.SerializeAsString()) << "lost: " << is_lost;
  }
}

}  // namespace
}  // namespace laowu::testing

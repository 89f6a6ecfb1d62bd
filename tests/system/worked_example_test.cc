// The worked example of ratio.md, W1 to W13, through the API of a whole process: what is recorded
// by offices, bureaus and organisers over a year, what the ratio says on 30 June, and what becomes
// known on 1 August.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "reference/divisions.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using absl::CivilDay;
using runtime::ToDate;

constexpr char kX[] = "520281";
constexpr char kY[] = "520203";

class WorkedExampleTest : public ::testing::TestWithParam<Topology> {
 protected:
  void SetUp() override {
    process_.SetDay(CivilDay(2025, 8, 1));
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("bureau-x", "county-bureau", kX);
    process_.AddPrincipal("bureau-y", "county-bureau", kY);
    process_.AddPrincipal("city", "city-bureau", "5202");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.AddPrincipal("company", "organizer", "organizers/company");
    process_.AddPrincipal("station", "organizer", "organizers/station");
    process_.Start();
    const auto towns = reference::Divisions::Get().Children(kX, CivilDay(2026, 1, 1));
    ASSERT_GE(towns.size(), 2U);
    home_ = std::string(towns[0]->code);
    other_town_ = std::string(towns[1]->code);
    y_town_ = std::string(reference::Divisions::Get().Children(kY, CivilDay(2026, 1, 1))[0]->code);
    away_ =
        std::string(reference::Divisions::Get().Children("442000", CivilDay(2026, 1, 1))[0]->code);
    MakeOfficeAndOrganizers();
  }

  void MakeOfficeAndOrganizers() {
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("中山市劳务协作站（样例）");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office));
    MakeOrganizer("company", v1::Organizer::LABOUR_COMPANY);
    MakeOrganizer("station", v1::Organizer::COOPERATION_STATION);
  }

  void MakeOrganizer(const std::string& id, v1::Organizer::Kind kind) {
    v1::CreateOrganizerRequest request;
    request.set_organizer_id(id);
    request.mutable_organizer()->set_display_name(id);
    request.mutable_organizer()->set_kind(kind);
    request.mutable_organizer()->set_division_code("520200");
    *request.mutable_organizer()->mutable_register_date() = ToDate(CivilDay(2020, 1, 1));
    auto* licence = request.mutable_organizer()->add_licences();
    licence->set_number("L-" + id);
    *licence->mutable_start_date() = ToDate(CivilDay(2020, 1, 1));
    ASSERT_OK(process_.Call("admin", &v1::PlacementService::Stub::CreateOrganizer, request));
  }

  // The worker's name; empty with an EXPECT failure if the row was not accepted.
  std::string Import(const std::string& bureau, const std::string& town, CivilDay birth, int serial,
                     CivilDay as_of) {
    v1::ImportWorkersRequest request;
    *request.mutable_as_of_date() = ToDate(as_of);
    auto* worker = request.add_rows()->mutable_worker();
    worker->mutable_personal_details()->set_display_name("样例");
    worker->mutable_personal_details()->set_identity_number(MadeUpIdentityNumber(birth, serial));
    worker->set_division_code(town);
    worker->set_rural(true);
    worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    worker->mutable_legal_basis()->set_reference("form-1");
    const auto response = process_.Call(bureau, &v1::WorkerService::Stub::ImportWorkers, request);
    EXPECT_OK(response);
    if (!response.ok()) return "";
    EXPECT_EQ(response->results(0).result(), v1::ImportResult::CREATED)
        << response->results(0).ShortDebugString();
    return response->results(0).name();
  }

  std::string Record(v1::Outcome::Type type, const std::string& worker, CivilDay day,
                     v1::Channel channel = v1::CHANNEL_UNSPECIFIED,
                     const std::string& workplace = "", const std::string& organizer = "",
                     const std::string& voids = "") {
    v1::RecordOutcomeRequest request;
    auto* outcome = request.mutable_outcome();
    outcome->set_type(type);
    outcome->set_worker(worker);
    *outcome->mutable_effective_date() = ToDate(day);
    outcome->set_channel(channel);
    outcome->set_workplace_division_code(workplace);
    outcome->set_organizer(organizer);
    outcome->set_voids(voids);
    const auto response =
        process_.Call("bureau-x", &v1::PlacementService::Stub::RecordOutcome, request);
    EXPECT_OK(response) << v1::Outcome::Type_Name(type) << " " << worker;
    return response.ok() ? response->name() : "";
  }

  std::string Arrive(const std::string& worker, CivilDay day, v1::Channel channel,
                     const std::string& organizer = "") {
    const std::string name = Record(v1::Outcome::ARRIVED, worker, day, channel, away_, organizer);
    if (!organizer.empty()) Attest(organizer, name);
    return name;
  }

  void Attest(const std::string& organizer, const std::string& outcome) {
    v1::AttestOutcomeRequest request;
    request.set_name(outcome);
    request.mutable_attestation()->set_kind(v1::Attestation::ORGANIZER_RECORD);
    request.mutable_attestation()->set_reference("list-7");
    const std::string principal = organizer.substr(organizer.find('/') + 1);
    const auto response =
        process_.Call(principal, &v1::PlacementService::Stub::AttestOutcome, request);
    EXPECT_OK(response);
    if (response.ok()) {
      EXPECT_EQ(response->evidence_grade(), v1::EVIDENCE_GRADE_ORGANIZER_RECORD);
    }
  }

  // W1: placed on a vacancy of the office, which confirms the arrival.
  void PlaceW1(const std::string& worker) {
    process_.SetDay(CivilDay(2026, 2, 5));
    v1::ImportVacanciesRequest import;
    import.set_parent("offices/zhongshan");
    auto* vacancy = import.add_rows()->mutable_vacancy();
    vacancy->set_source_reference("zs-1");
    vacancy->set_title("装配工");
    vacancy->set_employer_display_name("样例灯饰厂");
    vacancy->set_workplace_division_code(away_);
    vacancy->set_opening_count(3);
    ASSERT_OK(process_.Call("office", &v1::VacancyService::Stub::ImportVacancies, import));
    v1::CreatePlacementRequest create;
    create.mutable_placement()->set_worker(worker);
    create.mutable_placement()->set_vacancy("offices/zhongshan/vacancies/zs-1");
    create.mutable_placement()->set_decided_by("officer 7");
    create.mutable_placement()->set_channel(v1::CHANNEL_COOPERATION_STATION);
    create.mutable_placement()->set_organizer("organizers/station");
    LAOWU_ASSERT_OK_AND_ASSIGN(
        const auto placement,
        process_.Call("bureau-x", &v1::PlacementService::Stub::CreatePlacement, create));
    v1::AcceptPlacementRequest accept;
    accept.set_name(placement.name());
    ASSERT_OK(process_.Call("bureau-x", &v1::PlacementService::Stub::AcceptPlacement, accept));
    process_.SetDay(CivilDay(2026, 2, 12));
    v1::ConfirmArrivalRequest confirm;
    confirm.set_name(placement.name());
    *confirm.mutable_arrive_date() = ToDate(CivilDay(2026, 2, 12));
    LAOWU_ASSERT_OK_AND_ASSIGN(
        const auto arrived,
        process_.Call("office", &v1::PlacementService::Stub::ConfirmArrival, confirm));
    EXPECT_EQ(arrived.type(), v1::Outcome::ARRIVED);
    EXPECT_EQ(arrived.channel(), v1::CHANNEL_COOPERATION_STATION);
    EXPECT_EQ(arrived.evidence_grade(), v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
  }

  void RecordTheYear() {
    const CivilDay start(2025, 8, 1);
    const CivilDay born(1985, 5, 5);
    for (int i = 1; i <= 12; ++i) {
      if (i != 7) w_[i] = Import("bureau-x", home_, born, i, start);
    }
    // W7 is W1 again, in an older list of the other county: one person, two records.
    w_[7] = Import("bureau-y", y_town_, born, 1, CivilDay(2025, 7, 1));
    EXPECT_NE(w_[7], w_[1]);
    process_.SetDay(CivilDay(2025, 9, 10));
    Arrive(w_[4], CivilDay(2025, 9, 10), v1::CHANNEL_SELF);
    PlaceW1(w_[1]);
    process_.SetDay(CivilDay(2026, 3, 1));
    const CivilDay march(2026, 3, 1);
    Arrive(w_[2], march, v1::CHANNEL_SELF);
    Arrive(w_[3], march, v1::CHANNEL_LABOUR_COMPANY, "organizers/company");
    Arrive(w_[6], march, v1::CHANNEL_LABOUR_COMPANY, "organizers/company");
    Arrive(w_[8], march, v1::CHANNEL_LABOUR_COMPANY, "organizers/company");
    Arrive(w_[9], march, v1::CHANNEL_UNKNOWN);
    Record(v1::Outcome::ARRIVED, w_[11], march, v1::CHANNEL_SELF, other_town_);
    Arrive(w_[12], march, v1::CHANNEL_LABOUR_COMPANY, "organizers/company");
    process_.SetDay(CivilDay(2026, 4, 1));
    Arrive(w_[5], CivilDay(2026, 4, 1), v1::CHANNEL_SELF);
    process_.SetDay(CivilDay(2026, 5, 10));
    Attest("organizers/company", Record(v1::Outcome::JOB_CHANGED, w_[4], CivilDay(2026, 5, 10),
                                        v1::CHANNEL_LABOUR_COMPANY, away_, "organizers/company"));
    process_.SetDay(CivilDay(2026, 6, 1));
    MoveToY(w_[6]);
    process_.SetDay(CivilDay(2026, 6, 10));
    Record(v1::Outcome::HOME_VISIT, w_[12], CivilDay(2026, 6, 10));
    process_.SetDay(CivilDay(2026, 6, 20));
    w3_returned_ = Record(v1::Outcome::RETURNED, w_[3], CivilDay(2026, 6, 20));
    process_.SetDay(CivilDay(2026, 6, 25));
    Die(w_[8]);
    process_.SetDay(CivilDay(2026, 6, 28));
    Record(v1::Outcome::DISPATCHED, w_[10], CivilDay(2026, 6, 28), v1::CHANNEL_LABOUR_COMPANY,
           away_, "organizers/company");
    process_.SetDay(CivilDay(2026, 6, 29));
    Record(v1::Outcome::CONFIRMED, w_[5], CivilDay(2026, 6, 29), v1::CHANNEL_LABOUR_COMPANY);
    process_.SetDay(CivilDay(2026, 7, 1));
  }

  // On 1 August it becomes known that W3 had only been on a visit.
  void CorrectW3() {
    process_.SetDay(CivilDay(2026, 8, 1));
    Record(v1::Outcome::VOIDED, w_[3], CivilDay(2026, 6, 20), v1::CHANNEL_UNSPECIFIED, "", "",
           w3_returned_);
    Record(v1::Outcome::HOME_VISIT, w_[3], CivilDay(2026, 6, 20));
    Record(v1::Outcome::RESUMED, w_[3], CivilDay(2026, 7, 8));
    process_.SetDay(CivilDay(2026, 8, 2));
  }

  void MoveToY(const std::string& worker) {
    v1::RecordWorkerFactRequest request;
    request.set_parent(worker);
    request.mutable_fact()->set_kind(v1::WorkerFact::RESIDENCE_MOVED);
    request.mutable_fact()->set_reference("notice-1");
    *request.mutable_fact()->mutable_effective_date() = ToDate(CivilDay(2026, 6, 1));
    request.mutable_fact()->mutable_values()->set_division_code(y_town_);
    ASSERT_OK(process_.Call("bureau-x", &v1::WorkerService::Stub::RecordWorkerFact, request));
  }

  void Die(const std::string& worker) {
    v1::RecordWorkerFactRequest request;
    request.set_parent(worker);
    request.mutable_fact()->set_kind(v1::WorkerFact::DIED);
    request.mutable_fact()->set_reference("certificate-3");
    *request.mutable_fact()->mutable_effective_date() = ToDate(CivilDay(2026, 6, 25));
    ASSERT_OK(process_.Call("bureau-x", &v1::WorkerService::Stub::RecordWorkerFact, request));
  }

  v1::OutboundRatio Ratio(absl::Time known_at, v1::RatioPolicy::Strictness strictness,
                          v1::RatioPolicy::Boundary boundary = v1::RatioPolicy::COUNTY) {
    v1::GetOutboundRatioRequest request;
    request.set_name("divisions/520281/outboundRatios/2026-06-30");
    request.mutable_policy()->set_strictness(strictness);
    request.mutable_policy()->set_boundary(boundary);
    *request.mutable_known_at() = runtime::ToTimestamp(known_at);
    const auto response =
        process_.Call("bureau-x", &v1::MonitoringService::Stub::GetOutboundRatio, request);
    EXPECT_OK(response);
    return response.ok() ? *response : v1::OutboundRatio();
  }

  void ExpectReproduced(const v1::Publication& publication) {
    v1::VerifyPublicationRequest verify;
    verify.set_name(publication.name());
    const auto answer =
        process_.Call("bureau-x", &v1::MonitoringService::Stub::VerifyPublication, verify);
    ASSERT_OK(answer);
    EXPECT_TRUE(answer->reproduced()) << answer->recomputed_hash();
    EXPECT_EQ(answer->recomputed_hash(), publication.hash());
    EXPECT_EQ(answer->publication().hash(), publication.hash());
    EXPECT_EQ(answer->recomputed_ratio().outbound_person_count(),
              publication.outbound_ratio().outbound_person_count());
  }

  // The last microsecond of a day.
  static absl::Time EndOf(CivilDay day) {
    return runtime::StartOfDay(day + 1) - absl::Microseconds(1);
  }

  TestProcess process_{runtime::kMemoryData, GetParam()};
  std::string home_, other_town_, y_town_, away_;
  std::string w_[13];
  std::string w3_returned_;
};

// D, O, U and C in one value, so that a failure shows all four.
std::string Counts(const v1::OutboundRatio& ratio) {
  return absl::StrCat("D=", ratio.outbound_person_count(), " O=", ratio.organized_person_count(),
                      " U=", ratio.unknown_channel_person_count(),
                      " C=", ratio.unproven_person_count());
}

TEST_P(WorkedExampleTest, W1ToW13AsKnownOn30June) {
  RecordTheYear();
  const absl::Time june = EndOf(CivilDay(2026, 6, 30));
  const auto broad = Ratio(june, v1::RatioPolicy::BROAD);
  EXPECT_EQ(Counts(broad), "D=6 O=3 U=1 C=0");
  EXPECT_EQ(broad.ratio_permille(), 500);
  EXPECT_EQ(broad.high_bound_permille(), 666);
  EXPECT_EQ(broad.coverage_permille(), 833);
  EXPECT_EQ(broad.status(), v1::OutboundRatio::PROVISIONAL);

  const auto reported = Ratio(june, v1::RatioPolicy::AS_REPORTED);
  EXPECT_EQ(Counts(reported), "D=6 O=4 U=1 C=0");
  EXPECT_EQ(reported.ratio_permille(), 666);

  const auto strict = Ratio(june, v1::RatioPolicy::STRICT);
  EXPECT_EQ(Counts(strict), "D=6 O=1 U=1 C=2");
  EXPECT_EQ(strict.ratio_permille(), 166);

  const auto township = Ratio(june, v1::RatioPolicy::BROAD, v1::RatioPolicy::TOWNSHIP);
  EXPECT_EQ(township.outbound_person_count(), 7);
  EXPECT_EQ(township.ratio_permille(), 428);
}

TEST_P(WorkedExampleTest, WhatBecomesKnownOn1AugustMovesTheSameDay) {
  RecordTheYear();
  process_.SetDay(CivilDay(2026, 7, 5));
  Record(v1::Outcome::RESUMED, w_[12], CivilDay(2026, 7, 5));
  CorrectW3();

  const auto august = Ratio(EndOf(CivilDay(2026, 8, 1)), v1::RatioPolicy::BROAD);
  EXPECT_EQ(Counts(august), "D=7 O=4 U=1 C=0");
  EXPECT_EQ(august.ratio_permille(), 571);
  // What was known in June still says the same: a year later the figure can be defended.
  const auto june = Ratio(EndOf(CivilDay(2026, 6, 30)), v1::RatioPolicy::BROAD);
  EXPECT_EQ(Counts(june), "D=6 O=3 U=1 C=0");
}

TEST_P(WorkedExampleTest, HadW12NotResumedTheLapsedVisitTakesItOut) {
  RecordTheYear();
  CorrectW3();
  const auto august = Ratio(EndOf(CivilDay(2026, 8, 1)), v1::RatioPolicy::BROAD);
  EXPECT_EQ(Counts(august), "D=6 O=3 U=1 C=0");
}

// The figure of June is frozen and signed. In August it still reads 50.0 %, is worked out anew to
// the last byte, and its revision says +1 D, +1 O, corrected.
TEST_P(WorkedExampleTest, ThePublicationOfJuneIsReproducedInAugust) {
  RecordTheYear();
  v1::CreatePublicationRequest create;
  create.set_outbound_ratio("divisions/520281/outboundRatios/2026-06-30");
  *create.mutable_known_at() = runtime::ToTimestamp(EndOf(CivilDay(2026, 6, 30)));
  create.set_request_id("1b4e28ba-2fa1-4d3b-a3f5-ef19b5a7633b");
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto draft,
      process_.Call("bureau-x", &v1::MonitoringService::Stub::CreatePublication, create));
  EXPECT_EQ(Counts(draft.outbound_ratio()), "D=6 O=3 U=1 C=0");
  EXPECT_EQ(draft.hash().size(), 64U);
  EXPECT_GT(draft.worker_sequence(), 0);
  EXPECT_GT(draft.placement_sequence(), 0);
  v1::AdvancePublicationRequest advance;
  advance.set_name(draft.name());
  advance.set_state(v1::Publication::SUBMITTED);
  ASSERT_OK(process_.Call("bureau-x", &v1::MonitoringService::Stub::AdvancePublication, advance));
  advance.set_state(v1::Publication::ACCEPTED);
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto accepted,
      process_.Call("city", &v1::MonitoringService::Stub::AdvancePublication, advance));
  EXPECT_EQ(accepted.signatures_size(), 3);
  process_.SetDay(CivilDay(2026, 7, 5));
  Record(v1::Outcome::RESUMED, w_[12], CivilDay(2026, 7, 5));
  CorrectW3();
  ExpectReproduced(draft);

  v1::ListRevisionsRequest revisions;
  revisions.set_parent(draft.name());
  *revisions.mutable_known_at() = runtime::ToTimestamp(EndOf(CivilDay(2026, 8, 1)));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto revised,
      process_.Call("bureau-x", &v1::MonitoringService::Stub::ListRevisions, revisions));
  EXPECT_EQ(Counts(revised.publication().outbound_ratio()), "D=6 O=3 U=1 C=0");
  EXPECT_EQ(Counts(revised.outbound_ratio()), "D=7 O=4 U=1 C=0");
  ASSERT_EQ(revised.persons_size(), 1);
  EXPECT_EQ(revised.persons(0).worker(), w_[3]);
  ASSERT_EQ(revised.totals_size(), 1);
  EXPECT_EQ(revised.totals(0).cause(), v1::REVISION_CAUSE_CORRECTED);
  EXPECT_EQ(revised.totals(0).outbound_person_count(), 1);
  EXPECT_EQ(revised.totals(0).organized_person_count(), 1);
}

// All who are away are in Zhongshan, where the office is.
TEST_P(WorkedExampleTest, DestinationsSayWhetherAPartnerOfficeIsThere) {
  RecordTheYear();
  v1::ListOutboundRatiosRequest request;
  request.set_parent("divisions/520281");
  *request.mutable_end_date() = ToDate(CivilDay(2026, 6, 30));
  *request.mutable_known_at() = runtime::ToTimestamp(EndOf(CivilDay(2026, 6, 30)));
  request.set_breakdown(v1::OUTBOUND_BREAKDOWN_DESTINATION);
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto parts,
      process_.Call("bureau-x", &v1::MonitoringService::Stub::ListOutboundRatios, request));
  ASSERT_EQ(parts.outbound_ratios_size(), 1);
  EXPECT_EQ(parts.outbound_ratios(0).part().key(), "442000");
  EXPECT_EQ(parts.outbound_ratios(0).part().partner_office_count(), 1);
}

TEST_P(WorkedExampleTest, W13AgedFifteenIsRefused) {
  v1::ImportWorkersRequest request;
  *request.mutable_as_of_date() = ToDate(CivilDay(2025, 8, 1));
  auto* worker = request.add_rows()->mutable_worker();
  worker->mutable_personal_details()->set_display_name("样例");
  worker->mutable_personal_details()->set_identity_number(
      MadeUpIdentityNumber(CivilDay(2010, 9, 1), 13));
  worker->set_division_code(home_);
  const auto response = process_.Call("bureau-x", &v1::WorkerService::Stub::ImportWorkers, request);
  ASSERT_OK(response);
  EXPECT_EQ(response->results(0).result(), v1::ImportResult::REJECTED);
}

TEST_P(WorkedExampleTest, ExplainNamesThePersonsAndTheRules) {
  RecordTheYear();
  v1::ExplainOutboundRatioRequest request;
  request.set_name("divisions/520281/outboundRatios/2026-06-30");
  *request.mutable_known_at() = runtime::ToTimestamp(EndOf(CivilDay(2026, 6, 30)));
  const auto response =
      process_.Call("bureau-x", &v1::MonitoringService::Stub::ExplainOutboundRatio, request);
  ASSERT_OK(response);
  EXPECT_EQ(response->persons_size(), 6);
  for (const auto& person : response->persons()) {
    if (person.worker() == w_[4]) {
      EXPECT_EQ(person.standing(), v1::ExplainedPerson::ORGANIZED);
    }
    if (person.worker() == w_[5]) {
      EXPECT_EQ(person.rule_number(), 5);
      EXPECT_THAT(person.flags(), ::testing::Contains("RELABEL_WITHOUT_PLACEMENT"));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Topologies, WorkedExampleTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

}  // namespace
}  // namespace laowu::testing

// A county registers somebody whom another county had registered, placed and reported: from then on
// it alone decides for the person, with all that the other had recorded (ratio.md rule 8). A number
// under a name that does not fit takes nobody over.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/files.h"
#include "services/runtime/record_fields.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using absl::CivilDay;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;
using Outcomes = v1::PlacementService::Stub;
using Workers = v1::WorkerService::Stub;
using Monitoring = v1::MonitoringService::Stub;

constexpr char kOld[] = "panzhou";    // county bureau of 520281
constexpr char kNew[] = "shuicheng";  // of 520204
const CivilDay kToday(2026, 7, 1);
const CivilDay kArrived = kToday - 20;

template <typename Told>
std::vector<std::string> ReasonsOf(const Told& told) {
  std::vector<std::string> reasons;
  for (const auto& warning : told.warnings()) reasons.push_back(warning.reason());
  return reasons;
}

class TakeoverTest : public ::testing::TestWithParam<Topology> {
 protected:
  void SetUp() override {
    process_.SetDay(kArrived);
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal(kOld, "county-bureau", "520281");
    process_.AddPrincipal(kNew, "county-bureau", "520204");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.Start();
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("劳务协作站（样例）");
    office.mutable_office()->set_division_code("442000");
    ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office));
    v1::ImportVacanciesRequest import;
    import.set_parent("offices/zhongshan");
    for (const char* reference : {"zs-1", "zs-2"}) {
      auto* vacancy = import.add_rows()->mutable_vacancy();
      vacancy->set_source_reference(reference);
      vacancy->set_title("装配工");
      vacancy->set_employer_display_name("样例灯饰厂");
      vacancy->set_workplace_division_code("442000");
      vacancy->set_opening_count(3);
    }
    ASSERT_OK(process_.Call("office", &v1::VacancyService::Stub::ImportVacancies, import));
  }

  v1::Worker Register(const std::string& bureau, const std::string& division, int serial,
                      const std::string& name, CivilDay as_of) {
    v1::CreateWorkerRequest create;
    auto& worker = *create.mutable_worker();
    worker.mutable_personal_details()->set_display_name(name);
    worker.mutable_personal_details()->set_identity_number(
        MadeUpIdentityNumber(CivilDay(1990, 5, 1), serial));
    worker.set_division_code(division);
    worker.set_rural(true);
    worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    worker.mutable_legal_basis()->set_reference("form-1");
    *create.mutable_as_of_date() = runtime::ToDate(as_of);
    const auto made = process_.Call(bureau, &Workers::CreateWorker, create);
    EXPECT_OK(made);
    return made.value_or(v1::Worker());
  }
  v1::Worker RegisterOld(int serial) {
    return Register(kOld, "520281104", serial, "样例", CivilDay(2026, 1, 1));
  }
  v1::Worker RegisterNew(int serial, const std::string& name) {
    return Register(kNew, "520204001", serial, name, kToday);
  }
  std::string Propose(const std::string& worker, const std::string& vacancy) {
    v1::CreatePlacementRequest create;
    create.mutable_placement()->set_worker(worker);
    create.mutable_placement()->set_vacancy("offices/zhongshan/vacancies/" + vacancy);
    create.mutable_placement()->set_decided_by("officer 7");
    create.mutable_placement()->set_channel(v1::CHANNEL_PUBLIC_SERVICE);
    const auto placement = process_.Call(kOld, &Outcomes::CreatePlacement, create);
    EXPECT_OK(placement);
    return placement.ok() ? placement->name() : "";
  }
  absl::StatusOr<v1::Outcome> Record(const std::string& bureau, v1::Outcome::Type type,
                                     const std::string& worker, CivilDay day,
                                     const std::string& placement = "") {
    v1::RecordOutcomeRequest record;
    auto& outcome = *record.mutable_outcome();
    outcome.set_type(type);
    outcome.set_worker(worker);
    *outcome.mutable_effective_date() = runtime::ToDate(day);
    if (type == v1::Outcome::ARRIVED) {
      outcome.set_channel(v1::CHANNEL_PUBLIC_SERVICE);
      outcome.set_workplace_division_code("442000118");
      outcome.set_placement(placement);
    }
    return process_.Call(bureau, &Outcomes::RecordOutcome, record);
  }
  std::string MergedInto(const std::string& bureau, const std::string& worker) {
    v1::GetWorkerRequest get;
    get.set_name(worker);
    const auto found = process_.Call(bureau, &Workers::GetWorker, get);
    EXPECT_OK(found);
    return found.ok() ? found->merged_into() : "";
  }
  absl::StatusOr<v1::Placement> Decline(const std::string& bureau, const std::string& placement) {
    v1::DeclinePlacementRequest decline;
    decline.set_name(placement);
    decline.set_decline_reason(v1::DECLINE_REASON_PAY);
    return process_.Call(bureau, &Outcomes::DeclinePlacement, decline);
  }
  absl::StatusOr<v1::Outcome> Attest(const std::string& bureau, const std::string& outcome) {
    v1::AttestOutcomeRequest attest;
    attest.set_name(outcome);
    attest.mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
    attest.mutable_attestation()->set_reference("call 12");
    return process_.Call(bureau, &Outcomes::AttestOutcome, attest);
  }
  std::vector<std::string> PlacementsOf(const std::string& bureau, const std::string& worker) {
    v1::ListPlacementsRequest list;
    list.set_worker(worker);
    const auto listed = process_.Call(bureau, &Outcomes::ListPlacements, list);
    EXPECT_OK(listed);
    std::vector<std::string> names;
    if (!listed.ok()) return names;
    for (const auto& placement : listed->placements()) names.push_back(placement.name());
    return names;
  }
  // The lists follow as soon as the placement role has heard of the takeover.
  std::vector<std::string> PlacementsOnceHeardOf(const std::string& bureau,
                                                 const std::string& worker) {
    const absl::Time until = absl::Now() + absl::Seconds(60);
    std::vector<std::string> names;
    do {
      names = PlacementsOf(bureau, worker);
      if (names.empty()) std::this_thread::yield();
    } while (names.empty() && absl::Now() < until);
    return names;
  }
  std::vector<v1::WorklistRow> Worklist(const std::string& bureau, const std::string& division) {
    v1::ListWorklistRequest list;
    list.set_parent("divisions/" + division);
    *list.mutable_at_least()->mutable_read_time() = runtime::ToTimestamp(process_.now());
    const auto listed = process_.Call(bureau, &Monitoring::ListWorklist, list);
    EXPECT_OK(listed);
    if (!listed.ok()) return {};
    return {listed->rows().begin(), listed->rows().end()};
  }
  absl::StatusOr<v1::ExplainOutboundRatioResponse> Explain(const std::string& bureau,
                                                           const std::string& division,
                                                           const std::string& worker = "") {
    v1::ExplainOutboundRatioRequest explain;
    explain.set_name(
        absl::StrCat("divisions/", division, "/outboundRatios/", runtime::DateText(kToday)));
    explain.set_worker(worker);
    *explain.mutable_at_least()->mutable_read_time() = runtime::ToTimestamp(process_.now());
    return process_.Call(bureau, &Monitoring::ExplainOutboundRatio, explain);
  }
  // The program asks one server, which has all roles in one process alone.
  void ExpectCallListNames(const std::string& worker, const std::string& other) {
    if (GetParam() == Topology::kSplit) return;
    const std::string path = scratch_.file("calls.csv");
    const Finished written =
        RunLaowu({"worklist", "520204", "--out", path, "--purpose", "电话回访", "--server",
                  process_.process().grpc_address(), "--token", process_.token(kNew)});
    ASSERT_EQ(written.exit_code, 0) << written.output;
    const auto list = runtime::ReadFile(path);
    ASSERT_OK(list);
    EXPECT_THAT(*list, AllOf(HasSubstr(worker), HasSubstr("样例"), Not(HasSubstr(other))));
  }

  ScratchDir scratch_;
  TestProcess process_{runtime::kMemoryData, GetParam()};
};

// One who went by the old county's placement, and for whom it has just proposed another.
class TakenOverTest : public TakeoverTest {
 protected:
  void SetUp() override {
    TakeoverTest::SetUp();
    theirs_ = RegisterOld(1).name();
    started_ = Propose(theirs_, "zs-1");
    v1::AcceptPlacementRequest accept;
    accept.set_name(started_);
    ASSERT_OK(process_.Call(kOld, &Outcomes::AcceptPlacement, accept));
    const auto arrived = Record(kOld, v1::Outcome::ARRIVED, theirs_, kArrived, started_);
    ASSERT_OK(arrived);
    arrived_ = arrived->name();
    process_.SetDay(kToday);
    proposed_ = Propose(theirs_, "zs-2");
    const v1::Worker made = RegisterNew(1, "样例");
    mine_ = made.name();
    ASSERT_THAT(ReasonsOf(made), Contains("REGISTRATION_TAKEN_OVER"));
  }

  std::string theirs_, mine_;  // the person's records
  std::string started_, proposed_;
  std::string arrived_;
};

TEST_P(TakenOverTest, ItsWordAtOnceFindsWhatTheOldCountyTold) {
  EXPECT_EQ(MergedInto(kOld, theirs_), mine_);
  const auto confirmed = Record(kNew, v1::Outcome::CONFIRMED, mine_, kToday);
  ASSERT_OK(confirmed);
  EXPECT_THAT(ReasonsOf(*confirmed), Not(Contains("NOT_AWAY_THEN")));
  EXPECT_EQ(runtime::ReasonOf(Record(kOld, v1::Outcome::CONFIRMED, theirs_, kToday).status()),
            "OUT_OF_SCOPE");
}

TEST_P(TakenOverTest, TheNewCountyAloneDecidesOnWhatTheOldOneProposed) {
  EXPECT_EQ(runtime::ReasonOf(Decline(kOld, proposed_).status()), "OUT_OF_SCOPE");
  EXPECT_THAT(PlacementsOnceHeardOf(kNew, mine_), UnorderedElementsAre(started_, proposed_));
  EXPECT_THAT(PlacementsOf(kOld, theirs_), UnorderedElementsAre(started_, proposed_))
      << "its own record's, for reading";
  const auto declined = Decline(kNew, proposed_);
  ASSERT_OK(declined);
  EXPECT_EQ(declined->state(), v1::Placement::DECLINED);
  v1::EndPlacementRequest end;
  end.set_name(started_);
  EXPECT_EQ(runtime::ReasonOf(process_.Call(kOld, &Outcomes::EndPlacement, end).status()),
            "OUT_OF_SCOPE");
  const auto ended = process_.Call(kNew, &Outcomes::EndPlacement, end);
  ASSERT_OK(ended);
  EXPECT_EQ(ended->state(), v1::Placement::ENDED);
}

TEST_P(TakenOverTest, TheFigureTheListsAndTheProofAreTheNewCountys) {
  const std::vector<v1::WorklistRow> rows = Worklist(kNew, "520204");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].kind(), v1::WORKLIST_KIND_UNPROVEN);
  EXPECT_EQ(rows[0].worker(), mine_);
  EXPECT_EQ(rows[0].outcome(), arrived_);
  EXPECT_THAT(Worklist(kOld, "520281"), IsEmpty());
  ExpectCallListNames(mine_, theirs_);

  const auto own = Explain(kNew, "520204");
  ASSERT_OK(own);
  ASSERT_EQ(own->persons_size(), 1);
  EXPECT_EQ(own->persons(0).worker(), mine_);
  EXPECT_THAT(own->persons(0).other_workers(), ElementsAre(theirs_));
  EXPECT_EQ(own->persons(0).standing(), v1::ExplainedPerson::UNPROVEN);
  const auto old = Explain(kOld, "520281", theirs_);
  ASSERT_OK(old);
  EXPECT_EQ(old->outbound_ratio().outbound_person_count(), 0);
  ASSERT_EQ(old->persons_size(), 1);
  EXPECT_EQ(old->persons(0).worker(), theirs_);
  EXPECT_EQ(old->persons(0).standing(), v1::ExplainedPerson::NOT_COUNTED);
  EXPECT_THAT(old->persons(0).reason(), AllOf(HasSubstr("registered elsewhere since 2026-07-01"),
                                              Not(HasSubstr("520204")), Not(HasSubstr("水城"))));
  EXPECT_THAT(old->ShortDebugString(), Not(HasSubstr(mine_)));

  v1::GetOutcomeRequest get;
  get.set_name(arrived_);
  const auto read = process_.Call(kNew, &Outcomes::GetOutcome, get);
  ASSERT_OK(read);
  EXPECT_EQ(read->worker(), theirs_);
  const auto attested = Attest(kNew, arrived_);
  ASSERT_OK(attested);
  EXPECT_THAT(ReasonsOf(*attested), IsEmpty()) << "it counts";
  EXPECT_THAT(Worklist(kNew, "520204"), IsEmpty());
  const auto proven = Explain(kNew, "520204");
  ASSERT_OK(proven);
  EXPECT_EQ(proven->outbound_ratio().organized_person_count(), 1);
}

INSTANTIATE_TEST_SUITE_P(Topologies, TakenOverTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

// The same number under a name that does not fit: two records that stand, each its county's.
TEST_P(TakeoverTest, ANumberUnderAnotherNameTakesNobodyOver) {
  const std::string theirs = RegisterOld(2).name();
  const auto arrived = Record(kOld, v1::Outcome::ARRIVED, theirs, kArrived);
  ASSERT_OK(arrived);
  process_.SetDay(kToday);
  const v1::Worker mine = RegisterNew(2, "阿里木·买买提");
  EXPECT_THAT(ReasonsOf(mine),
              AllOf(Contains("NOT_LINKED"), Not(Contains("REGISTRATION_TAKEN_OVER"))));
  EXPECT_EQ(MergedInto(kOld, theirs), "");
  EXPECT_EQ(MergedInto(kNew, mine.name()), "");

  EXPECT_THAT(Worklist(kNew, "520204"), IsEmpty());
  const std::vector<v1::WorklistRow> rows = Worklist(kOld, "520281");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].worker(), theirs);
  EXPECT_EQ(runtime::ReasonOf(Attest(kNew, arrived->name()).status()), "OUT_OF_SCOPE");
  EXPECT_OK(Attest(kOld, arrived->name()));
  const auto confirmed = Record(kNew, v1::Outcome::CONFIRMED, mine.name(), kToday);
  ASSERT_OK(confirmed);
  EXPECT_THAT(ReasonsOf(*confirmed), ElementsAre("NOT_AWAY_THEN")) << "nobody told of an arrival";
}

INSTANTIATE_TEST_SUITE_P(Topologies, TakeoverTest,
                         ::testing::Values(Topology::kOneProcess, Topology::kSplit), TopologyName);

}  // namespace
}  // namespace laowu::testing

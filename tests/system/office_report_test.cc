// The monthly report that an office makes for itself, by the program as it stands in its page: what
// came of the workers proposed for its vacancies. It asks as the office, and as nobody more.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/files.h"
#include "tests/support/status_matchers.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using absl::CivilDay;
using ::testing::HasSubstr;
using ::testing::Not;

class OfficeReportTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.SetDay(CivilDay(2026, 5, 4));
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.AddPrincipal("other-office", "office", "offices/dongguan");
    process_.Start();
    for (const char* id : {"zhongshan", "dongguan"}) {
      v1::CreateOfficeRequest office;
      office.set_office_id(id);
      office.mutable_office()->set_display_name("劳务协作站（样例）");
      office.mutable_office()->set_division_code("442000");
      ASSERT_OK(process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, office));
    }
    v1::ImportVacanciesRequest import;
    import.set_parent("offices/zhongshan");
    auto* vacancy = import.add_rows()->mutable_vacancy();
    vacancy->set_source_reference("zs-1");
    vacancy->set_title("装配工");
    vacancy->set_employer_display_name("样例灯饰厂");
    vacancy->set_workplace_division_code("442000");
    vacancy->set_opening_count(3);
    ASSERT_OK(process_.Call("office", &v1::VacancyService::Stub::ImportVacancies, import));
  }

  // The name of an accepted placement of a new worker.
  std::string Accepted(int serial) {
    v1::ImportWorkersRequest import;
    *import.mutable_as_of_date() = runtime::ToDate(CivilDay(2026, 1, 1));
    auto* worker = import.add_rows()->mutable_worker();
    worker->mutable_personal_details()->set_display_name("样例");
    worker->mutable_personal_details()->set_identity_number(
        MadeUpIdentityNumber(CivilDay(1990, 5, 1), serial));
    worker->set_division_code("520281001");
    worker->set_rural(true);
    worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    worker->mutable_legal_basis()->set_reference("form-1");
    const auto imported = process_.Call("bureau", &v1::WorkerService::Stub::ImportWorkers, import);
    EXPECT_OK(imported);
    v1::CreatePlacementRequest create;
    create.mutable_placement()->set_worker(imported->results(0).name());
    create.mutable_placement()->set_vacancy("offices/zhongshan/vacancies/zs-1");
    create.mutable_placement()->set_decided_by("officer 7");
    create.mutable_placement()->set_channel(v1::CHANNEL_PUBLIC_SERVICE);
    const auto placement =
        process_.Call("bureau", &v1::PlacementService::Stub::CreatePlacement, create);
    EXPECT_OK(placement);
    v1::AcceptPlacementRequest accept;
    accept.set_name(placement->name());
    EXPECT_OK(process_.Call("bureau", &v1::PlacementService::Stub::AcceptPlacement, accept));
    return placement->name();
  }

  void Arrive(const std::string& placement, CivilDay day) {
    v1::ConfirmArrivalRequest confirm;
    confirm.set_name(placement);
    *confirm.mutable_arrive_date() = runtime::ToDate(day);
    ASSERT_OK(process_.Call("office", &v1::PlacementService::Stub::ConfirmArrival, confirm));
  }

  Finished Report(const std::string& month, const std::string& principal,
                  const std::string& office) {
    return RunLaowu({"report", "--month", month, "--office", office, "--english", "--out",
                     scratch_.file("r.csv"), "--server", process_.process().grpc_address(),
                     "--token", process_.token(principal)});
  }

  ScratchDir scratch_;
  TestProcess process_;
};

// Two accepted in May of whom one arrived; he was still there in June, thirty days later.
TEST_F(OfficeReportTest, OfTheMonthAndOfThoseWhoStayed) {
  const std::string placement = Accepted(1);
  Accepted(2);
  process_.SetDay(CivilDay(2026, 5, 12));
  Arrive(placement, CivilDay(2026, 5, 12));
  process_.SetDay(CivilDay(2026, 7, 1));

  const Finished may = Report("2026-05", "office", "zhongshan");
  ASSERT_EQ(may.exit_code, 0) << may.output;
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string by_vacancy,
                             runtime::ReadFile(scratch_.file("r.csv")));
  EXPECT_THAT(by_vacancy, HasSubstr("zs-1,装配工,样例灯饰厂,3,2,2,1,0,0,0,0"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string by_employer,
                             runtime::ReadFile(scratch_.file("r-employers.csv")));
  EXPECT_THAT(by_employer, HasSubstr("样例灯饰厂,2,2,1,0,0,0,0"));
  EXPECT_THAT(by_vacancy, Not(HasSubstr("workers/"))) << "counts, no persons";

  const Finished june = Report("2026-06", "office", "zhongshan");
  ASSERT_EQ(june.exit_code, 0) << june.output;
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string later, runtime::ReadFile(scratch_.file("r.csv")));
  EXPECT_THAT(later, HasSubstr("zs-1,装配工,样例灯饰厂,3,0,0,0,1,1,0,0"));
}

// Told late, a visit home that had lapsed by then is a return of its first day (ratio.md rule 2),
// and who left on the 30th day was not there on it, as R3 has it.
TEST_F(OfficeReportTest, WhoStayedFollowsTheOutcomesAsTheCountysFiguresDo) {
  const std::string visiting = Accepted(1);
  const std::string leaving = Accepted(2);
  process_.SetDay(CivilDay(2026, 5, 12));
  Arrive(visiting, CivilDay(2026, 5, 12));
  Arrive(leaving, CivilDay(2026, 5, 12));
  process_.SetDay(CivilDay(2026, 9, 1));
  const auto tell = [&](const std::string& placement, v1::Outcome::Type type, CivilDay day) {
    v1::GetPlacementRequest get;
    get.set_name(placement);
    const auto told = process_.Call("bureau", &v1::PlacementService::Stub::GetPlacement, get);
    ASSERT_OK(told);
    v1::RecordOutcomeRequest record;
    record.mutable_outcome()->set_worker(told->worker());
    record.mutable_outcome()->set_type(type);
    *record.mutable_outcome()->mutable_effective_date() = runtime::ToDate(day);
    ASSERT_OK(process_.Call("bureau", &v1::PlacementService::Stub::RecordOutcome, record));
  };
  tell(visiting, v1::Outcome::HOME_VISIT, CivilDay(2026, 7, 1));
  tell(leaving, v1::Outcome::RETURNED, CivilDay(2026, 6, 11));
  const Finished june = Report("2026-06", "office", "zhongshan");
  ASSERT_EQ(june.exit_code, 0) << june.output;
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string after_30, runtime::ReadFile(scratch_.file("r.csv")));
  EXPECT_THAT(after_30, HasSubstr("zs-1,装配工,样例灯饰厂,3,0,0,0,2,1,0,0"));
  const Finished august = Report("2026-08", "bureau", "zhongshan");
  ASSERT_EQ(august.exit_code, 0) << august.output;
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string after_90, runtime::ReadFile(scratch_.file("r.csv")));
  EXPECT_THAT(after_90, HasSubstr("zs-1,装配工,样例灯饰厂,3,0,0,0,0,0,2,0"));
}

TEST_F(OfficeReportTest, AnotherOfficesReportIsRefused) {
  Accepted(1);
  const Finished refused = Report("2026-05", "other-office", "zhongshan");
  EXPECT_EQ(refused.exit_code, 1) << refused.output;
  EXPECT_THAT(refused.output, Not(HasSubstr("装配工")));
}

}  // namespace
}  // namespace laowu::testing

// What is told of placements where the role that was asked knows none: which stand in each other's
// way after a merger, and how many openings of a vacancy are taken.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/recorded_people.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kVacancy[] = "offices/zhongshan/vacancies/a-1";
constexpr char kOther[] = "offices/zhongshan/vacancies/a-2";

class PlacementsToldTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("office", "office", "offices/zhongshan");
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.Start();
    ASSERT_EQ(
        Run("admin", {"office", "create", "zhongshan", "--name", "站", "--division", "442000"})
            .exit_code,
        0);
    const std::string path = scratch_.file("vacancies.csv");
    std::ofstream(path) << "编号,岗位名称,企业名称,工作地点,月薪,招聘人数\n"
                           "a-1,电焊工,样例五金厂,中山市小榄镇,5000-7000元/月,3\n"
                           "a-2,缝纫工,样例制衣厂,中山市沙溪镇,5000-7000元/月,3\n";
    ASSERT_EQ(Run("admin", {"import", "vacancies", path, "--office", "zhongshan"}).exit_code, 0);
    one_ = ImportPerson(process_, 101);
    two_ = ImportPerson(process_, 103);
  }

  Ran Run(const std::string& who, std::vector<std::string> arguments) {
    return RunAs(process_, who, std::move(arguments));
  }
  std::string Propose(const std::string& worker, const std::string& vacancy) {
    v1::CreatePlacementRequest request;
    request.mutable_placement()->set_worker(worker);
    request.mutable_placement()->set_vacancy(vacancy);
    request.mutable_placement()->set_decided_by("officer 7");
    const auto made =
        process_.Call("bureau", &v1::PlacementService::Stub::CreatePlacement, request);
    EXPECT_OK(made);
    return made.ok() ? made->name() : "";
  }
  std::string Accept(const std::string& worker, const std::string& vacancy) {
    v1::AcceptPlacementRequest request;
    request.set_name(Propose(worker, vacancy));
    EXPECT_OK(process_.Call("bureau", &v1::PlacementService::Stub::AcceptPlacement, request));
    return request.name();
  }
  Ran Merge() {
    return Run("bureau", {"worker", "merge", one_, two_, "--purpose", "same papers",
                          "--accept-differences", "--reference", "公安证明第1号"});
  }

  testing::ScratchDir scratch_;
  testing::TestProcess process_;
  std::string one_;
  std::string two_;
};

TEST_F(PlacementsToldTest, OfTwoRecordsThatAreMergedBothBoundOnesAreNamed) {
  const std::string first = Accept(one_, kVacancy);
  const std::string second = Accept(two_, kOther);
  const Ran merged = Merge();
  EXPECT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_THAT(merged.out,
              AllOf(HasSubstr("[WORKER_COMMITTED]"), HasSubstr(first), HasSubstr(second)));
}

TEST_F(PlacementsToldTest, AProposalOfTheMergedRecordIsTold) {
  Accept(one_, kVacancy);
  const std::string second = Propose(two_, kOther);
  const Ran merged = Merge();
  EXPECT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_THAT(merged.out, AllOf(HasSubstr("[RECORD_MERGED]"), HasSubstr(second),
                                Not(HasSubstr("WORKER_COMMITTED"))));
}

// Free until now, it is refused (WORKER_COMMITTED) when somebody comes to accept it.
TEST_F(PlacementsToldTest, AProposalThatTheMergedRecordsJobBlocksIsTold) {
  const std::string own = Propose(one_, kVacancy);
  const std::string bound = Accept(two_, kOther);
  const Ran merged = Merge();
  EXPECT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_THAT(merged.out, AllOf(HasSubstr("[WORKER_COMMITTED]"), HasSubstr(own + " 现在不能接受"),
                                HasSubstr(bound), Not(HasSubstr("RECORD_MERGED"))));
}

TEST_F(PlacementsToldTest, FewerOpeningsThatAreEnoughAreNoNews) {
  Accept(one_, kVacancy);
  v1::UpdateVacancyRequest fewer;
  fewer.mutable_vacancy()->set_name(kVacancy);
  fewer.mutable_vacancy()->set_opening_count(2);
  fewer.mutable_update_mask()->add_paths("opening_count");
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto updated, process_.Call("office", &v1::VacancyService::Stub::UpdateVacancy, fewer));
  EXPECT_EQ(updated.warnings_size(), 0) << updated.DebugString();
}

TEST_F(PlacementsToldTest, AVacancySaysHowManyOfItsOpeningsAreTaken) {
  EXPECT_THAT(Run("office", {"vacancy", "show", kVacancy}).out, Not(HasSubstr("taken, as seen")));
  Accept(one_, kVacancy);
  Accept(two_, kVacancy);
  const Ran shown = Run("office", {"vacancy", "show", kVacancy});
  EXPECT_EQ(shown.exit_code, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("2 人已接受"), Not(HasSubstr("more than are wanted"))));
  v1::UpdateVacancyRequest fewer;
  fewer.mutable_vacancy()->set_name(kVacancy);
  fewer.mutable_vacancy()->set_opening_count(1);
  fewer.mutable_update_mask()->add_paths("opening_count");
  fewer.set_request_id("11111111-1111-4111-8111-111111111111");
  for (const char* time : {"first", "sent again, since its answer was lost"}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(
        const auto updated,
        process_.Call("office", &v1::VacancyService::Stub::UpdateVacancy, fewer));
    ASSERT_EQ(updated.warnings_size(), 1) << time << updated.DebugString();
    EXPECT_EQ(updated.warnings(0).reason(), "OPENINGS_TAKEN");
    EXPECT_THAT(updated.warnings(0).message(), HasSubstr("已有 2 人接受或到岗"));
  }
  EXPECT_THAT(Run("office", {"vacancy", "show", kVacancy}).out, HasSubstr("more than are wanted"));
}

}  // namespace
}  // namespace laowu::cli

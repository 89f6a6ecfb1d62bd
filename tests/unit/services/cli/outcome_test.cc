// Outcomes as bureaus keep them, in a file, through the program to a whole server.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class OutcomeFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("admin", "administrator", "");
    process_.Start();
    const std::string header = "编号,姓名,身份证号,乡镇,是否同意\n";
    number_ = testing::MadeUpIdentityNumber(absl::CivilDay(1990, 3, 1), 1);
    Write("workers.csv", absl::StrCat(header, "A1,甲某,", number_, ",盘州市红果街道,是\n"));
    ASSERT_EQ(
        Run({"import", "workers", scratch_.file("workers.csv"), "--division", "520281"}).exit_code,
        0);
  }
  void Write(const std::string& name, const std::string& content) {
    std::ofstream(scratch_.file(name), std::ios::binary) << content;
  }
  Ran Run(std::vector<std::string> arguments) {
    return RunAs(process_, "admin", std::move(arguments));
  }
  testing::ScratchDir scratch_;
  testing::TestProcess process_;
  std::string number_;
};

TEST_F(OutcomeFileTest, AFileWithIdentityNumbersIsTakenRowByRowAndSentAgainChangesNothing) {
  Write("outcomes.csv", absl::StrCat("外出务工动态表,,,,\n身份证号,类型,日期,务工地,渠道\n",
                                     number_, ",到岗,2026-03-12,中山市,劳务协作站\n", number_,
                                     ",返乡探亲,2026-05-01,,\n", number_, ",飞走,2026-05-02,,\n"));
  const Ran first = Run({"outcome", "import", scratch_.file("outcomes.csv"), "--division", "520281",
                         "--attest", "worker-confirmation", "--reference", "call 7"});
  EXPECT_EQ(first.exit_code, 3) << first.err;
  EXPECT_THAT(first.out, AllOf(HasSubstr("新建 created"), HasSubstr("   5  type")));
  const Ran again = Run({"outcome", "import", scratch_.file("outcomes.csv"), "--division", "520281",
                         "--attest", "worker-confirmation", "--reference", "call 7"});
  EXPECT_THAT(again.out, AllOf(HasSubstr("未变 unchanged"), Not(HasSubstr("created"))));
  EXPECT_THAT(again.out + again.err, Not(HasSubstr(number_))) << "no identity number is shown";
}

// Who is where, as a village keeps it: the command asks for the day, shows what follows, and the
// same sheet again changes nothing.
TEST_F(OutcomeFileTest, AVillagesSurveyBecomesOutcomesAndSentAgainChangesNothing) {
  Write("survey.csv", absl::StrCat("姓名,身份证号,就业状态,务工地,外出时间,外出方式\n甲某,",
                                   number_, ",在外务工,中山市,2026-03-12,老乡介绍\n"));
  const std::vector<std::string> survey = {"import",     "survey", scratch_.file("survey.csv"),
                                           "--division", "520281", "--as-of",
                                           "2026-06-30"};
  EXPECT_EQ(
      Run({"import", "survey", scratch_.file("survey.csv"), "--division", "520281"}).exit_code, 2)
      << "the day is required";
  const Ran first = Run(survey);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_THAT(first.out, HasSubstr("新建 created"));
  const Ran again = Run(survey);
  EXPECT_THAT(again.out, AllOf(HasSubstr("未变 unchanged"), Not(HasSubstr("created"))));
}

TEST_F(OutcomeFileTest, AFileWithoutHeadersIsRefusedAndTheErrorNamesSome) {
  Write("outcomes.csv", "a,b\nc,d\n");
  const Ran ran = Run({"outcome", "import", scratch_.file("outcomes.csv"), "--division", "520281"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("务工地"));
}

TEST_F(OutcomeFileTest, AnOrganizersLicenceCanBeCutShort) {
  ASSERT_EQ(Run({"organizer", "create", "labour", "--name", "公司", "--kind", "labour-company",
                 "--division", "520281", "--licence", "L-1:2025-01-01"})
                .exit_code,
            0);
  ASSERT_EQ(
      Run({"organizer", "update", "labour", "--licence", "L-1:2025-01-01:2026-01-01"}).exit_code,
      0);
  const Ran list = Run({"--json", "organizer", "list"});
  EXPECT_THAT(list.out, HasSubstr("pastLicences"));
  EXPECT_EQ(Run({"organizer", "update", "labour", "--kind", "friend"}).exit_code, 2);
}

TEST_F(OutcomeFileTest, PlacementsAreListedByOfficeAndState) {
  EXPECT_EQ(Run({"place", "list", "--office", "zhongshan", "--state", "accepted"}).exit_code, 0);
  EXPECT_EQ(Run({"place", "list", "--office", "zhongshan", "--state", "gone"}).exit_code, 2);
  const Ran none = Run({"place", "list"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("one of worker, vacancy, office and division_code"));
}

// A mistyped year is taken (ratio.md rule 0); the clerk reads at once that it is strange.
TEST_F(OutcomeFileTest, AReturnBeforeEveryArrivalIsPrintedWithAWarning) {
  v1::ListWorkersRequest list;
  list.set_division_code("520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto workers,
                             process_.Call("admin", &v1::WorkerService::Stub::ListWorkers, list));
  ASSERT_EQ(workers.workers_size(), 1);
  const std::string& worker = workers.workers(0).name();
  const Ran arrived = Run({"outcome", "record", "--worker", worker, "--type", "arrived", "--date",
                           "2026-03-12", "--workplace", "442000"});
  EXPECT_THAT(arrived.out, Not(HasSubstr("warning")));
  const Ran returned =
      Run({"outcome", "record", "--worker", worker, "--type", "returned", "--date", "2016-06-01"});
  EXPECT_EQ(returned.exit_code, 0);
  EXPECT_THAT(returned.out, AllOf(HasSubstr("提醒 warning"), HasSubstr("[NOT_AWAY_THEN]"),
                                  HasSubstr("2026-03-12")));
}

// Made-up workers, and what became of them, go the way of real files: every row is understood.
TEST_F(OutcomeFileTest, MadeUpOutcomesAreTakenRowByRow) {
  const std::string workers = scratch_.file("made-up.csv");
  const std::string outcomes = scratch_.file("made-up-outcomes.csv");
  const std::vector<std::string> generate = {"generate", "outcomes",   "--count", "150",
                                             "--as-of",  "2026-07-01", "--out",   outcomes};
  EXPECT_EQ(Run(generate).exit_code, 2) << "of whom?";
  ASSERT_EQ(Run({"generate", "workers", "--count", "200", "--division", "520281", "--as-of",
                 "2026-07-01", "--out", workers})
                .exit_code,
            0);
  ASSERT_EQ(Run({"import", "workers", workers, "--division", "520281"}).exit_code, 0);
  auto of_these = generate;
  of_these.insert(of_these.end(), {"--workers", workers});
  const Ran made = Run(of_these);
  EXPECT_EQ(made.exit_code, 0) << made.err;
  EXPECT_THAT(made.err, HasSubstr("150 made-up outcomes"));
  const Ran taken = Run({"import", "outcomes", outcomes, "--division", "520281"});
  EXPECT_EQ(taken.exit_code, 0) << taken.out << taken.err;
  EXPECT_THAT(taken.out, AllOf(HasSubstr("150"), Not(HasSubstr("rejected"))));
  EXPECT_EQ(Run({"generate", "workers", "--workers", workers, "--out", outcomes}).exit_code, 2);
}

// Who was erased comes back through a file only where that is meant.
TEST_F(OutcomeFileTest, AnErasedPersonIsImportedAgainOnlyWithAllowErased) {
  v1::ListWorkersRequest list;
  list.set_division_code("520281");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto workers,
                             process_.Call("admin", &v1::WorkerService::Stub::ListWorkers, list));
  ASSERT_EQ(workers.workers_size(), 1);
  ASSERT_EQ(
      Run({"worker", "erase", workers.workers(0).name(), "--purpose", "asked", "--yes"}).exit_code,
      0);
  std::vector<std::string> import = {"import", "workers", scratch_.file("workers.csv"),
                                     "--division", "520281"};
  const Ran refused = Run(import);
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_THAT(refused.out, HasSubstr("ERASED"));
  import.push_back("--allow-erased");
  const Ran taken = Run(import);
  EXPECT_EQ(taken.exit_code, 0) << taken.out << taken.err;
  EXPECT_THAT(taken.out, HasSubstr("新建 created"));
}

TEST_F(OutcomeFileTest, AnArrivalIsTakenBackByThePlacement) {
  const Ran ran = Run({"outcome", "retract-arrival", "none", "--reason", "another person"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("NOT_FOUND"));
}

TEST_F(OutcomeFileTest, WhoHasLeftIsReportedByThePlacement) {
  const Ran ran = Run({"outcome", "report-left", "none", "--date", "2026-06-30"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.err, HasSubstr("NOT_FOUND"));
}

}  // namespace
}  // namespace laowu::cli

// What a clerk does with one worker at the command line: find, look, change, pause, erase, merge.
// Names and numbers come by standard input, and are shown masked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "laowu/v1/worker_service.grpc.pb.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kNumber[] = "529999199005011019";

class WorkerCommandsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("panzhou", "county-bureau", "520281");
    process_.AddPrincipal("liuzhi", "county-bureau", "520203");
    process_.Start();
    name_ = Create("王小明", "13800001234", kNumber);
    ASSERT_FALSE(name_.empty());
  }

  std::string Create(const std::string& name, const std::string& phone, const std::string& number) {
    v1::CreateWorkerRequest request;
    auto& worker = *request.mutable_worker();
    worker.mutable_personal_details()->set_display_name(name);
    worker.mutable_personal_details()->set_phone_number(phone);
    worker.mutable_personal_details()->set_identity_number(number);
    worker.set_source_reference(phone);
    worker.mutable_birth_date()->set_year(1990);
    worker.mutable_birth_date()->set_month(5);
    worker.mutable_birth_date()->set_day(1);
    worker.set_division_code("520281001");
    worker.set_household("H-1");
    const auto made = process_.Call("panzhou", &v1::WorkerService::Stub::CreateWorker, request);
    EXPECT_OK(made);
    return made.ok() ? made->name() : "";
  }

  // `input` is what standard input holds.
  Ran RunAs(const std::string& who, std::vector<std::string> arguments,
            const std::string& input = "") {
    return cli::RunAs(process_, who, std::move(arguments), input);
  }

  testing::TestProcess process_;
  std::string name_;
};

TEST_F(WorkerCommandsTest, FindsByNumberPhoneAndNameMasked) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> searches = {
      {{}, kNumber},
      {{"--phone"}, "13800001234"},
      {{"--name", "--division", "520281"}, "王小明"},
  };
  for (const auto& [flags, input] : searches) {
    std::vector<std::string> arguments = {"worker", "find", "--purpose", "counter"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    const Ran ran = RunAs("panzhou", arguments, input + "\n");
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr(name_), HasSubstr("王**"), HasSubstr("138****1234"),
                               HasSubstr("529999********1019")));
    EXPECT_THAT(ran.out, Not(HasSubstr("小明")));
  }
  const Ran nobody = RunAs("liuzhi", {"worker", "find", "--purpose", "counter"}, kNumber);
  EXPECT_EQ(nobody.exit_code, 0);
  EXPECT_THAT(nobody.err, HasSubstr("nobody"));
  EXPECT_EQ(RunAs("panzhou", {"worker", "find"}, kNumber).exit_code, 2);
  EXPECT_EQ(RunAs("panzhou", {"worker", "find", "--purpose", "x", "--phone", "--name"}).exit_code,
            2);
}

TEST_F(WorkerCommandsTest, ShowsDetailsForAPurposeAlone) {
  const Ran basic = RunAs("panzhou", {"worker", "show", name_});
  EXPECT_EQ(basic.exit_code, 0) << basic.err;
  EXPECT_THAT(basic.out, AllOf(HasSubstr("可推荐 active"), Not(HasSubstr("王小明"))));
  const Ran full = RunAs("panzhou", {"worker", "show", name_, "--full", "--purpose", "trip"});
  EXPECT_THAT(full.out, AllOf(HasSubstr("王小明"), HasSubstr("529999********1019")));
  EXPECT_EQ(RunAs("panzhou", {"worker", "show", name_, "--full"}).exit_code, 1);
  EXPECT_EQ(RunAs("liuzhi", {"worker", "show", name_}).exit_code, 1);
}

TEST_F(WorkerCommandsTest, UpdatesWhatIsSaid) {
  const Ran ran =
      RunAs("panzhou", {"worker", "update", name_, "--wage", "5000", "--phone", "--display-name"},
            "13900000000\n王大明\n");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const Ran full = RunAs("panzhou", {"worker", "show", name_, "--full", "--purpose", "check"});
  EXPECT_THAT(full.out, AllOf(HasSubstr("王大明"), HasSubstr("13900000000"), HasSubstr("5000")));
  EXPECT_EQ(RunAs("panzhou", {"worker", "update", name_}).exit_code, 2);
  EXPECT_EQ(RunAs("panzhou", {"worker", "update", name_, "--education", "nonsense"}).exit_code, 2);
  EXPECT_EQ(
      RunAs("panzhou", {"worker", "update", name_, "--wage", "6000", "--etag", "\"1\""}).exit_code,
      1);
  const Ran undated = RunAs("panzhou", {"worker", "update", name_, "--division", "520281002"});
  EXPECT_THAT(undated.err, HasSubstr("effective_date"));
}

TEST_F(WorkerCommandsTest, PausesResumesAndErases) {
  EXPECT_THAT(RunAs("panzhou", {"worker", "pause", name_}).out, HasSubstr("paused"));
  EXPECT_THAT(RunAs("panzhou", {"worker", "resume", name_}).out, HasSubstr("active"));
  EXPECT_NE(RunAs("panzhou", {"worker", "erase", name_, "--purpose", "asked"}, "no\n").exit_code,
            0);
  const Ran erased = RunAs("panzhou", {"worker", "erase", name_, "--purpose", "asked", "--yes"});
  EXPECT_EQ(erased.exit_code, 0) << erased.err;
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", name_}).out, HasSubstr("erased"));
}

TEST_F(WorkerCommandsTest, MergesAndTakesItBack) {
  const std::string other = Create("王小明", "13900000000", "");
  const Ran merged = RunAs("panzhou", {"worker", "merge", name_, other, "--purpose", "papers"});
  EXPECT_EQ(merged.exit_code, 0) << merged.err;
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", other}).out, HasSubstr("merged into " + name_));
  EXPECT_EQ(RunAs("panzhou", {"worker", "unmerge", other, "--purpose", "wrong"}).exit_code, 0);
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", other}).out, HasSubstr("active"));
}

TEST_F(WorkerCommandsTest, ShowsHouseholds) {
  const Ran list = RunAs("panzhou", {"household", "list", "--division", "520281"});
  EXPECT_EQ(list.exit_code, 0) << list.err;
  EXPECT_THAT(list.out, AllOf(HasSubstr("households/"), HasSubstr(name_)));
  const std::string household = list.out.substr(list.out.find("households/"), 43);
  EXPECT_THAT(RunAs("panzhou", {"household", "show", household}).out, HasSubstr(name_));
  EXPECT_EQ(RunAs("liuzhi", {"household", "show", household}).exit_code, 1);
}

}  // namespace
}  // namespace laowu::cli

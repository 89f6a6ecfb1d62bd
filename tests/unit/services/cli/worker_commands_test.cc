// What a clerk does with one worker at the command line: find, look, change, pause, erase, merge.
// Names and numbers come by standard input, and are shown masked.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
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

  std::string Create(const std::string& name, const std::string& phone, const std::string& number,
                     const std::string& bureau = "panzhou",
                     const std::string& division_code = "520281001") {
    v1::CreateWorkerRequest request;
    auto& worker = *request.mutable_worker();
    worker.mutable_personal_details()->set_display_name(name);
    worker.mutable_personal_details()->set_phone_number(phone);
    worker.mutable_personal_details()->set_identity_number(number);
    worker.set_source_reference("ref-" + phone.substr(7));
    worker.mutable_birth_date()->set_year(1990);
    worker.mutable_birth_date()->set_month(5);
    worker.mutable_birth_date()->set_day(1);
    worker.set_division_code(division_code);
    worker.set_household("H-1");
    const auto made = process_.Call(bureau, &v1::WorkerService::Stub::CreateWorker, request);
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
                               HasSubstr("529999************")));
    EXPECT_THAT(ran.out, Not(HasSubstr("小明")));
  }
  const Ran nobody = RunAs("liuzhi", {"worker", "find", "--purpose", "counter"}, kNumber);
  EXPECT_EQ(nobody.exit_code, 0);
  EXPECT_THAT(nobody.err, HasSubstr("nobody of your divisions has this identity number"));
  EXPECT_THAT(
      RunAs("panzhou", {"worker", "find", "--purpose", "counter", "--phone"}, "13900009999").err,
      HasSubstr("phone number"));
  const Ran nowhere = RunAs("panzhou", {"worker", "find", "--purpose", "x", "--name"}, "王小明");
  EXPECT_EQ(nowhere.exit_code, 2);
  EXPECT_THAT(nowhere.err, HasSubstr("--division"));
  const Ran silent = RunAs("panzhou", {"worker", "find", "--purpose", "x", "--phone"}, "");
  EXPECT_EQ(silent.exit_code, 2);
  EXPECT_THAT(silent.err, HasSubstr("standard input"));
  EXPECT_EQ(RunAs("panzhou", {"worker", "find"}, kNumber).exit_code, 2);
  EXPECT_EQ(RunAs("panzhou", {"worker", "find", "--purpose", "x", "--phone", "--name"}).exit_code,
            2);
}

TEST_F(WorkerCommandsTest, ShowsDetailsForAPurposeAlone) {
  const Ran basic = RunAs("panzhou", {"worker", "show", name_});
  EXPECT_EQ(basic.exit_code, 0) << basic.err;
  EXPECT_THAT(basic.out, AllOf(HasSubstr("可推荐 active"), HasSubstr("王**"),
                               Not(HasSubstr("王小明")), Not(HasSubstr("13800001234"))));
  const Ran full = RunAs("panzhou", {"worker", "show", name_, "--details", "--purpose", "trip"});
  EXPECT_THAT(full.out, AllOf(HasSubstr("王小明"), HasSubstr("529999************")));
  EXPECT_EQ(RunAs("panzhou", {"worker", "show", name_, "--details"}).exit_code, 2);
  EXPECT_EQ(RunAs("liuzhi", {"worker", "show", name_}).exit_code, 1);
}

// What a clerk asks for next: whether something came of it.
TEST_F(WorkerCommandsTest, ShowsTheLastOutcomesAndNoneThatWasTakenBack) {
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", name_}).out,
              ::testing::ContainsRegex("动态 outcomes +无 none"));
  const auto record = [&](const std::string& type, const std::string& day,
                          std::vector<std::string> more) {
    std::vector<std::string> arguments = {"outcome", "record", "--worker", name_,
                                          "--type",  type,     "--date",   day};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = RunAs("panzhou", arguments);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    return ran.out.substr(0, ran.out.find(' '));
  };
  record("arrived", "2026-03-01", {"--workplace", "442000", "--channel", "self"});
  const std::string wrong = record("returned", "2026-06-01", {});
  record("voided", "2026-06-02", {"--voids", wrong});
  const Ran shown = RunAs("panzhou", {"worker", "show", name_});
  EXPECT_THAT(shown.out, AllOf(HasSubstr("2026-03-01"), HasSubstr("中山"),
                               Not(HasSubstr("2026-06-01")), Not(HasSubstr("2026-06-02"))));
  for (const std::vector<std::string>& named :
       {std::vector<std::string>{name_}, {"--worker", name_}}) {
    for (const std::string command : {"outcome", "place"}) {
      std::vector<std::string> arguments = {command, "list"};
      arguments.insert(arguments.end(), named.begin(), named.end());
      EXPECT_EQ(RunAs("panzhou", arguments).exit_code, 0) << command;
    }
  }
}

TEST_F(WorkerCommandsTest, UpdatesWhatIsSaid) {
  const Ran ran =
      RunAs("panzhou", {"worker", "update", name_, "--wage", "5000", "--phone", "--name"},
            "13900000000\n王大明\n");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const Ran full = RunAs("panzhou", {"worker", "show", name_, "--details", "--purpose", "check"});
  EXPECT_THAT(full.out, AllOf(HasSubstr("王大明"), HasSubstr("13900000000"), HasSubstr("5000")));
  EXPECT_EQ(RunAs("panzhou", {"worker", "update", name_}).exit_code, 2);
  EXPECT_EQ(RunAs("panzhou", {"worker", "update", name_, "--education", "nonsense"}).exit_code, 2);
  EXPECT_EQ(
      RunAs("panzhou", {"worker", "update", name_, "--wage", "6000", "--etag", "\"1\""}).exit_code,
      1);
  const Ran undated = RunAs("panzhou", {"worker", "update", name_, "--division", "520281002"});
  EXPECT_THAT(undated.err, HasSubstr("effective_date"));
}

TEST_F(WorkerCommandsTest, AHouseholdIsTakenAwayByNamingNone) {
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", name_}).out, HasSubstr("households/"));
  const Ran ran = RunAs("panzhou", {"worker", "update", name_, "--household", ""});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", name_}).out, Not(HasSubstr("households/")));
}

// A page must not pass for the whole.
TEST_F(WorkerCommandsTest, APageSaysHowToGoOn) {
  const std::string other = Create("李样", "13900000000", "");
  const Ran all = RunAs("panzhou", {"worker", "list", "--division", "520281"});
  EXPECT_THAT(all.out, AllOf(HasSubstr(name_), HasSubstr(other)));
  EXPECT_THAT(all.err, Not(HasSubstr("--page-token")));
  // In order of name, and names made within one millisecond are in any order.
  const auto [lower, upper] = std::minmax(name_, other);
  std::vector<std::string> page = {"worker", "list", "--division", "520281", "--page-size", "1"};
  const Ran first = RunAs("panzhou", page);
  EXPECT_THAT(first.out, AllOf(HasSubstr(lower), Not(HasSubstr(upper))));
  const std::string flag = "--page-token ";
  const size_t at = first.err.find(flag);
  ASSERT_NE(at, std::string::npos) << first.err;
  page.push_back("--page-token");
  page.push_back(first.err.substr(at + flag.size(), first.err.find('\n', at) - at - flag.size()));
  const Ran second = RunAs("panzhou", page);
  EXPECT_THAT(second.out, AllOf(HasSubstr(upper), Not(HasSubstr(lower))));
  EXPECT_THAT(second.err, Not(HasSubstr("--page-token")));
}

// A move to another county carries the record there; who said it by mistake takes it back.
TEST_F(WorkerCommandsTest, MovesToAnotherCountyAndTakesItBack) {
  const std::string today = runtime::DateText(runtime::DayOf(process_.now()));
  const Ran update =
      RunAs("panzhou", {"worker", "update", name_, "--division", "520203102", "--since", today});
  EXPECT_EQ(update.exit_code, 1);
  EXPECT_THAT(update.err, HasSubstr("RESIDENCE_MOVED"));
  const Ran moved = RunAs("panzhou", {"worker", "moved", name_, "--division", "520203102",
                                      "--since", today, "--reference", "准迁字7号"});
  EXPECT_EQ(moved.exit_code, 0) << moved.err;
  EXPECT_THAT(moved.out, AllOf(HasSubstr("[MOVED_OUT_OF_SCOPE]"),
                               HasSubstr("laowu worker take-back workers/")));
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", name_}).err,
              HasSubstr("laowu worker take-back workers/"));
  const Ran facts = RunAs("liuzhi", {"worker", "facts", name_});
  EXPECT_THAT(facts.out, AllOf(HasSubstr("registration moved"), HasSubstr("520203102"),
                               HasSubstr("panzhou"), HasSubstr("准迁字7号")));
  const std::string fact = moved.out.substr(0, moved.out.find('\n'));
  const Ran back = RunAs("panzhou", {"worker", "take-back", fact, "--since", today});
  EXPECT_EQ(back.exit_code, 0) << back.err;
  EXPECT_THAT(RunAs("panzhou", {"worker", "show", name_}).out, HasSubstr("520281001"));
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

TEST_F(WorkerCommandsTest, ErasingTellsThatAnotherCountysRecordIsLeft) {
  const std::string other = Create("王小明", "13900000000", kNumber, "liuzhi", "520203102");
  const Ran erased = RunAs("liuzhi", {"worker", "erase", other, "--purpose", "asked", "--yes"});
  EXPECT_EQ(erased.exit_code, 0) << erased.err;
  EXPECT_THAT(erased.out, HasSubstr("[RECORDS_LEFT]"));
}

TEST_F(WorkerCommandsTest, TheWrongNumberIsReplacedBeforeTwoOfOneNumberAreParted) {
  const std::string other = Create("王小明", "13900000000", kNumber, "liuzhi", "520203102");
  const std::vector<std::string> part = {"worker", "unmerge", name_, "--purpose", "two people"};
  const Ran refused = RunAs("panzhou", part);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_THAT(refused.err, HasSubstr("--identity-number"));
  const Ran replaced =
      RunAs("panzhou", {"worker", "update", name_, "--identity-number"}, "529999199005011035\n");
  EXPECT_EQ(replaced.exit_code, 0) << replaced.err;
  EXPECT_THAT(replaced.out, AllOf(HasSubstr("[STILL_LINKED]"), HasSubstr(other)));
  EXPECT_EQ(RunAs("panzhou", part).exit_code, 0);
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

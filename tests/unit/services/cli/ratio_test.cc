// `laowu ratio` in front of a whole server: the three policies in a row, series, breakdowns, and
// what it says to an option it does not know.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/cli/cli.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Ran {
  int exit_code;
  std::string out;
  std::string err;
};

class RatioTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.Start();
    RecordArrival();
  }

  // One worker, away by himself since 1 March.
  void RecordArrival() {
    v1::ImportWorkersRequest import;
    *import.mutable_as_of_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
    auto* worker = import.add_rows()->mutable_worker();
    worker->mutable_personal_details()->set_display_name("样例");
    worker->mutable_personal_details()->set_identity_number(
        testing::MadeUpIdentityNumber(absl::CivilDay(1990, 5, 1), 1));
    worker->set_division_code("520281001");
    worker->set_rural(true);
    worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
    worker->mutable_legal_basis()->set_reference("form-1");
    const auto imported = process_.Call("bureau", &v1::WorkerService::Stub::ImportWorkers, import);
    ASSERT_OK(imported);
    v1::RecordOutcomeRequest record;
    auto* outcome = record.mutable_outcome();
    outcome->set_type(v1::Outcome::ARRIVED);
    outcome->set_worker(imported->results(0).name());
    *outcome->mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 3, 1));
    outcome->set_channel(v1::CHANNEL_SELF);
    outcome->set_workplace_division_code("442000118");
    const auto recorded =
        process_.Call("bureau", &v1::PlacementService::Stub::RecordOutcome, record);
    ASSERT_OK(recorded);
    sequence_ = std::to_string(recorded->sequence());
  }

  // `laowu ratio 520281 --date 2026-06-30` and more.
  Ran Ratio(const std::vector<std::string>& more, const std::string& date = "2026-06-30") {
    std::vector<std::string> arguments = {"laowu",
                                          "--server",
                                          process_.process().grpc_address(),
                                          "--token",
                                          process_.token("bureau"),
                                          "ratio",
                                          "520281",
                                          "--date",
                                          date,
                                          "--at-least-placement",
                                          sequence_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::vector<const char*> argv;
    for (const auto& argument : arguments) argv.push_back(argument.c_str());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = cli::Run(static_cast<int>(argv.size()), argv.data());
    std::fflush(stdout);
    std::string out = ::testing::internal::GetCapturedStdout();
    return {code, std::move(out), ::testing::internal::GetCapturedStderr()};
  }

  static long Lines(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

  testing::TestProcess process_;
  std::string sequence_;
};

TEST_F(RatioTest, ThreePoliciesInARow) {
  const Ran ran = Ratio({});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const auto reported = ran.out.find("按填报 as reported");
  const auto broad = ran.out.find("一般 broad");
  const auto strict = ran.out.find("从严 strict");
  ASSERT_NE(strict, std::string::npos) << ran.out;
  EXPECT_LT(reported, broad);
  EXPECT_LT(broad, strict);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("盘州市"), HasSubstr("0.0 %")));
}

TEST_F(RatioTest, OnePolicyBoundaryAndCarry) {
  const Ran ran =
      Ratio({"--policy", "strict", "--boundary", "province", "--carry", "job", "--json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("STRICT"), HasSubstr("PROVINCE"), HasSubstr("JOB")));
}

TEST_F(RatioTest, SeriesOfMonthsAndDays) {
  const Ran months = Ratio({"--series", "month", "--from", "2026-02-01"});
  EXPECT_EQ(months.exit_code, 0) << months.err;
  EXPECT_THAT(months.out, AllOf(HasSubstr("2026-02-28"), HasSubstr("2026-06-30")));
  EXPECT_EQ(Lines(months.out), 1 + 5);
  EXPECT_EQ(Lines(Ratio({"--series", "month"}).out), 1 + 12);  // a year
  EXPECT_EQ(Lines(Ratio({"--series", "day"}).out), 1 + 30);
}

TEST_F(RatioTest, ByEachBreakdown) {
  const struct {
    const char* by;
    const char* shows;
  } kCases[] = {{"child-division", "520281001"},
                {"township", "520281001"},
                {"destination", "中山市"},
                {"channel", "自行外出  self"},
                {"policy-group", "不属于任何政策群体"},
                {"organizer", "无组织单位"}};
  for (const auto& c : kCases) {
    const Ran ran = Ratio({"--by", c.by});
    EXPECT_EQ(ran.exit_code, 0) << c.by << ran.err;
    EXPECT_THAT(ran.out, HasSubstr(c.shows)) << c.by;
    EXPECT_EQ(Lines(ran.out), 1 + 1) << c.by;
  }
}

TEST_F(RatioTest, NobodyAwayHasNoParts) {
  const Ran ran = Ratio({"--by", "channel"}, "2026-02-01");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("nobody is away"));
}

TEST_F(RatioTest, AnOptionItDoesNotKnowIsSaid) {
  const struct {
    std::vector<std::string> options;
    const char* told;
  } kCases[] = {{{"--policy", "loose"}, "as-reported, broad or strict"},
                {{"--boundary", "village"}, "county, township or province"},
                {{"--carry", "both"}, "spell or job"},
                {{"--by", "shoe-size"}, "child-division, township"},
                {{"--series", "year"}, "--series"},
                {{"--from", "2026-01-01"}, "--series"},
                {{"--by", "channel", "--children"}, "--children"}};
  for (const auto& c : kCases) {
    const Ran ran = Ratio(c.options);
    EXPECT_NE(ran.exit_code, 0) << c.options[0];
    EXPECT_THAT(ran.err + ran.out, HasSubstr(c.told)) << c.options[0];
  }
}

}  // namespace
}  // namespace laowu::cli

// `laowu ratio` in front of a whole server: the three policies in a row, series, breakdowns, and
// what it says to an option it does not know.

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class RatioTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("city", "city-bureau", "5202");
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
    std::vector<std::string> arguments = {
        "ratio", "520281", "--date", date, "--at-least-placement", sequence_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return Laowu(arguments);
  }
  // Any command, as the bureau.
  Ran Laowu(const std::vector<std::string>& command) { return RunAs(process_, "bureau", command); }

  static std::string ReadFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
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

// What a script reads is one document, whatever is asked for.
TEST_F(RatioTest, AsJsonItIsOneDocument) {
  const auto all = Ratio({"--json"});
  v1::ListOutboundRatiosResponse ratios;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(all.out, &ratios).ok()) << all.out;
  EXPECT_EQ(ratios.outbound_ratios_size(), 3);
  const auto one = Ratio({"--policy", "strict", "--json"});
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(one.out, &ratios).ok()) << one.out;
  EXPECT_EQ(ratios.outbound_ratios_size(), 1);
  const auto persons = Ratio({"--explain", "--policy", "broad", "--json"});
  v1::ExplainOutboundRatioResponse explained;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(persons.out, &explained).ok());
  EXPECT_EQ(explained.persons_size(), 1);
}

TEST_F(RatioTest, ACityIsCalledByTwoCodesAndNamedByOne) {
  const Ran ran = RunAs(process_, "city", {"ratio", "5202", "--date", "2026-06-30"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("520200 六盘水市"));
}

// Whoever has just imported sees it in the figure, and need not name a sequence.
TEST_F(RatioTest, WhatWasJustRecordedIsInTheFigure) {
  EXPECT_THAT(Laowu({"ratio", "520281", "--date", "2026-06-30", "--policy", "broad", "--json"}).out,
              HasSubstr("\"outboundPersonCount\": 1"));
}

TEST_F(RatioTest, AMomentOutOfFormIsToldItsForm) {
  const Ran ran = Ratio({"--known-at", "2026-06-30"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("2026-06-30T23:59:59+08:00"));
  EXPECT_THAT(ran.err, HasSubstr("时区"));
}

TEST_F(RatioTest, OnePolicyBoundaryAndCarry) {
  const Ran ran =
      Ratio({"--policy", "strict", "--boundary", "province", "--carry", "job", "--json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("STRICT"), HasSubstr("PROVINCE"), HasSubstr("JOB")));
}

// The figure is in when the outcome is: what follows asks for all that is known.
TEST_F(RatioTest, PeriodsWorklistAndSignals) {
  ASSERT_EQ(Ratio({}).exit_code, 0);
  const Ran periods = Laowu(
      {"periods", "520281", "--from", "2026-01-01", "--to", "2026-06-30", "--step", "quarter"});
  EXPECT_EQ(periods.exit_code, 0) << periods.err;
  EXPECT_EQ(Lines(periods.out), 1 + 2);
  EXPECT_THAT(periods.out, AllOf(HasSubstr("2026-01-01 – 2026-03-31"), HasSubstr("R3")));
  const Ran children = Laowu({"periods", "520281", "--from", "2026-01-01", "--children"});
  EXPECT_EQ(children.exit_code, 0) << children.err;
  EXPECT_THAT(children.out, HasSubstr("520281001"));
  // The worker is away alone: there is nothing to prove or to ask.
  const Ran worklist = Laowu({"worklist", "520281"});
  EXPECT_EQ(worklist.exit_code, 0) << worklist.err;
  EXPECT_THAT(worklist.out, AllOf(HasSubstr("劳动者 worker"), HasSubstr("下一步 next step")));
  EXPECT_EQ(Laowu({"worklist", "520281", "--kind", "unproven"}).exit_code, 0);
  EXPECT_EQ(Laowu({"worklist", "520281", "--kind", "nobody"}).exit_code, 2);
  const Ran signals = Laowu({"signals", "520281"});
  EXPECT_EQ(signals.exit_code, 0) << signals.err;
  EXPECT_THAT(signals.out, HasSubstr("no signals"));
}

// A bureau's token says of no organiser whose claims are meant, and may not read them.
TEST_F(RatioTest, ClaimsAreForAnOrganisersToken) {
  const Ran whose = Laowu({"claims"});
  EXPECT_NE(whose.exit_code, 0);
  EXPECT_THAT(whose.err, HasSubstr("--organizer"));
  EXPECT_NE(Laowu({"claims", "--organizer", "station"}).exit_code, 0);
}

TEST_F(RatioTest, APublicationFromDraftToRevisions) {
  ASSERT_EQ(Ratio({}).exit_code, 0);
  const Ran created = Laowu({"publication", "create", "520281", "--date", "2026-06-30"});
  ASSERT_EQ(created.exit_code, 0) << created.err;
  EXPECT_THAT(created.out, AllOf(HasSubstr("草稿 draft"), HasSubstr("盘州市")));
  const auto at = created.out.find("publications/");
  ASSERT_NE(at, std::string::npos);
  const std::string name = created.out.substr(at, created.out.find(' ', at) - at);
  const Ran submitted = Laowu({"publication", "submit", name, "--comment", "六月"});
  EXPECT_THAT(submitted.out, HasSubstr("已上报 submitted")) << submitted.err;
  EXPECT_EQ(Laowu({"publication", "accept", name}).exit_code, 1);  // a county does not
  EXPECT_THAT(Laowu({"publication", "list", "520281"}).out, HasSubstr(name));
  const Ran verified = Laowu({"publication", "verify", name});
  EXPECT_EQ(verified.exit_code, 0) << verified.err;
  EXPECT_THAT(verified.out, HasSubstr("reproduced to the last byte"));
  const Ran revisions = Laowu({"publication", "revisions", name});
  EXPECT_EQ(revisions.exit_code, 0) << revisions.err;
  EXPECT_THAT(revisions.out, HasSubstr("此后没有变化 Nothing has changed since"));
}

TEST_F(RatioTest, BaselinesAreSetAndListed) {
  const Ran set = Laowu({"baseline", "set", "520281", "2026-03", "4", "--source", "抽样调查"});
  EXPECT_EQ(set.exit_code, 0) << set.err;
  EXPECT_THAT(set.out, HasSubstr("divisions/520281/baselines/2026-03"));
  EXPECT_THAT(Laowu({"baseline", "list", "520281"}).out, HasSubstr("抽样调查"));
  // One of the four is on record as away.
  EXPECT_THAT(Ratio({}).out, AllOf(HasSubstr("调查外出人数"), HasSubstr("登记覆盖率"),
                                   HasSubstr("25.0 %"), HasSubstr("2026-03: 抽样调查")));
  EXPECT_THAT(Ratio({}, "2026-02-28").out, Not(HasSubstr("登记覆盖率"))) << "none of that time";
}

// From the draw to the corrected ratio, by the form as a clerk and a spreadsheet leave it.
TEST_F(RatioTest, AnAuditSampleIsDrawnAnsweredAndCorrected) {
  v1::CreatePublicationRequest create;
  create.set_outbound_ratio("divisions/520281/outboundRatios/2026-06-30");
  create.mutable_at_least()->set_placement_sequence(std::stoll(sequence_));
  const auto made =
      process_.Call("bureau", &v1::MonitoringService::Stub::CreatePublication, create);
  ASSERT_OK(made);
  testing::ScratchDir scratch;
  const std::string form = scratch.file("calls.csv");
  const Ran drawn = Laowu({"audit-sample", "draw", made->name(), "--out", form});
  ASSERT_EQ(drawn.exit_code, 0) << drawn.err;
  EXPECT_THAT(drawn.out, HasSubstr("1 persons: " + form));
  const std::string sample = drawn.out.substr(0, drawn.out.find('\n'));
  const auto answer = [&] { return Laowu({"audit-sample", "answer", "--sample", sample, form}); };
  EXPECT_THAT(answer().err, HasSubstr("no answer yet"));

  std::string text = ReadFile(form);
  const std::string person = text.substr(text.find('\n') + 1, 32);
  EXPECT_THAT(text, HasSubstr(person + ",520281001,SELF,,no,,,"));
  const auto write = [&](const std::string& called, const std::string& truth) {
    std::ofstream(form) << "pseudonym,called_on,truly_organized\n"
                        << person << "," << called << "," << truth << "\n";
  };
  const absl::CivilDay today = runtime::DayOf(process_.now());
  write(absl::StrCat(today.year(), "/", today.month(), "/", today.day()), "Yes");
  const Ran answered = answer();
  EXPECT_EQ(answered.exit_code, 0) << answered.err;
  EXPECT_THAT(answered.out,
              HasSubstr("drawn 抽取 1, reached 联系上 1, recorded ratio 发布值 0.0 %"));
  EXPECT_THAT(answered.out, HasSubstr("b = 1/1 = 100.0 %"));
  EXPECT_THAT(answered.out, HasSubstr("corrected ratio 校正值 100.0 %"));
  EXPECT_THAT(Laowu({"audit-sample", "list", made->name()}).out, HasSubstr("100.0 %"));
  // Handed in again with another answer, which counts.
  write(runtime::DateText(today), "未接通");
  EXPECT_THAT(answer().out, HasSubstr("too few answers"));
  EXPECT_THAT(Laowu({"audit-sample", "result", sample}).out, HasSubstr("reached 联系上 0"));

  write(runtime::DateText(today), "perhaps");
  EXPECT_THAT(answer().err, HasSubstr("line 2: truly_organized"));
  write("soon", "yes");
  EXPECT_THAT(answer().err, HasSubstr("line 2: called_on"));
  write("2020-01-01", "yes");
  EXPECT_THAT(answer().err, HasSubstr("answers[0].call_date"));
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
                {"sex", "男  sex-male"},
                {"age-band", "35-44"},
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
                {{"--by", "channel", "--children"}, "--children"},
                {{"--date", "yesterday"}, "--date"}};
  for (const auto& c : kCases) {
    const Ran ran = Ratio(c.options);
    EXPECT_NE(ran.exit_code, 0) << c.options[0];
    EXPECT_THAT(ran.err + ran.out, HasSubstr(c.told)) << c.options[0];
  }
}

}  // namespace
}  // namespace laowu::cli

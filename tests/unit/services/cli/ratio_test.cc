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
#include "tests/unit/services/cli/recorded_people.h"
#include "tests/unit/services/cli/run_as.h"

namespace laowu::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// What stands above a table: where, when and known at; policy; nothing.
constexpr long kContextLines = 3;

class RatioTest : public ::testing::Test {
 protected:
  void SetUp() override {
    process_.AddPrincipal("bureau", "county-bureau", "520281");
    process_.AddPrincipal("city", "city-bureau", "5202");
    process_.Start();
    RecordArrival();
  }

  // One worker more, away since 1 March: by himself, unless another channel is told.
  void RecordArrival(int serial = 1, v1::Channel channel = v1::CHANNEL_SELF) {
    const v1::Outcome recorded =
        RecordOutcome(process_, ImportPerson(process_, serial), v1::Outcome::ARRIVED,
                      absl::CivilDay(2026, 3, 1), channel);
    sequence_ = std::to_string(recorded.sequence());
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

// A printed table is of no use to who does not know which figure it is: T, policy, boundary, day.
TEST_F(RatioTest, EachTableSaysWhichFigureItIs) {
  const std::vector<std::vector<std::string>> kTables = {
      {"--by", "channel"}, {"--series", "month"}, {"--children"}, {"--explain"}};
  for (const auto& table : kTables) {
    const Ran ran = Ratio(table);
    EXPECT_EQ(ran.exit_code, 0) << table[0] << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("520281 盘州市"), HasSubstr("2026-06-30"),
                               HasSubstr("截至 known at 20"), HasSubstr("口径 一般 broad"),
                               HasSubstr("边界 县外 county")))
        << table[0];
  }
  EXPECT_THAT(Ratio({"--children", "--policy", "strict", "--boundary", "township"}).out,
              AllOf(HasSubstr("口径 从严 strict"), HasSubstr("边界 乡镇外 township")));
  EXPECT_THAT(Ratio({}).out, AllOf(HasSubstr("边界 县外 county"), Not(HasSubstr("口径 一般"))));
}

TEST_F(RatioTest, DaysMissedAndWhatProofWouldBringStandBelow) {
  const Ran ran = Ratio({});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  // From 1 March to 30 June, in each policy.
  EXPECT_THAT(ran.out, ::testing::ContainsRegex("当年未达标天 days missed +– +122 +– *\n"));
  EXPECT_THAT(ran.out, HasSubstr("只算一般口径"));
  EXPECT_THAT(Ratio({"--policy", "strict"}).out,
              AllOf(::testing::ContainsRegex("当年未达标天 days missed +122 *\n"),
                    Not(HasSubstr("只算一般口径"))));
  EXPECT_THAT(ran.out, HasSubstr("证明后还差 if all were proven"));
}

// 95 % of the ways have to be known; of two persons that is both.
TEST_F(RatioTest, AProvisionalFigureSaysHowManyWaysAreToBeFoundOut) {
  EXPECT_THAT(Ratio({}).out, Not(HasSubstr("--kind unknown-channel")));
  RecordArrival(2, v1::CHANNEL_UNKNOWN);
  EXPECT_THAT(Ratio({}).out, AllOf(HasSubstr("渠道不明的1人中再问清1人"),
                                   HasSubstr("laowu worklist 520281 --kind unknown-channel\n")));
  EXPECT_THAT(Ratio({"--explain", "--boundary", "township"}).out,
              HasSubstr("--kind unknown-channel --boundary township\n"));
}

TEST_F(RatioTest, ThePersonsBehindAFigureAreToldWhatTheyLack) {
  RecordArrival(2, v1::CHANNEL_PUBLIC_SERVICE);
  const Ran all = Ratio({"--explain"});
  EXPECT_EQ(all.exit_code, 0) << all.err;
  EXPECT_THAT(all.out, AllOf(HasSubstr("组织单位 organiser"), HasSubstr("还缺 missing"),
                             HasSubstr("此渠道不计为有组织"), HasSubstr("佐证0级，一般口径须2级")));
  EXPECT_THAT(all.err, Not(HasSubstr("--all")));
  const Ran unproven = Ratio({"--explain", "--standing", "unproven"});
  EXPECT_THAT(unproven.out, AllOf(HasSubstr("佐证0级"), Not(HasSubstr("此渠道不计为有组织"))));
  EXPECT_THAT(unproven.err, Not(HasSubstr("--all")));
  EXPECT_THAT(Ratio({"--explain", "--standing", "organized"}).out, Not(HasSubstr("workers/")));
}

// A page of them says how to see the rest; a script has them all.
TEST_F(RatioTest, SoManyPersonsAreShownAndHowToSeeTheRest) {
  RecordArrival(2);
  const auto workers = [](const std::string& text) {
    long count = 0;
    for (auto at = text.find("workers/"); at != std::string::npos;
         at = text.find("workers/", at + 1)) {
      ++count;
    }
    return count;
  };
  const Ran one = Ratio({"--explain", "--count", "1"});
  EXPECT_EQ(workers(one.out), 1) << one.out;
  EXPECT_THAT(one.err, AllOf(HasSubstr("1 of 2"), HasSubstr("--all")));
  const Ran all = Ratio({"--explain", "--all"});
  EXPECT_EQ(workers(all.out), 2) << all.out;
  EXPECT_THAT(all.err, Not(HasSubstr("--all")));
  EXPECT_EQ(workers(Ratio({"--explain", "--json"}).out), 2);
}

// The same words for the same figure, whatever is asked of it.
TEST_F(RatioTest, BesideTheRatioAnyBoundaryAndKnownAtCanBeAskedFor) {
  ASSERT_EQ(Ratio({}).exit_code, 0);
  const std::string then = "2026-06-30T23:59:59+08:00";
  const Ran periods = Laowu({"periods", "520281", "--from", "2026-01-01", "--to", "2026-06-30",
                             "--boundary", "province", "--carry", "job", "--known-at", then});
  EXPECT_EQ(periods.exit_code, 0) << periods.err;
  EXPECT_THAT(periods.out, AllOf(HasSubstr("边界 省外 province"), HasSubstr("沿用 每份工作 job"),
                                 HasSubstr("截至 known at " + then)));
  const Ran worklist = Laowu({"worklist", "520281", "--boundary", "township"});
  EXPECT_EQ(worklist.exit_code, 0) << worklist.err;
  EXPECT_THAT(worklist.out, HasSubstr("边界 乡镇外 township"));
  const Ran signals = Laowu(
      {"signals", "520281", "--to", "2026-06-30", "--known-at", then, "--boundary", "county"});
  EXPECT_EQ(signals.exit_code, 0) << signals.err;
  EXPECT_THAT(signals.out, HasSubstr("截至 known at " + then));
  for (const char* command : {"periods", "worklist", "signals"}) {
    EXPECT_EQ(Laowu({command, "520281", "--boundary", "village"}).exit_code, 2) << command;
  }
  for (const char* command : {"periods", "signals"}) {
    EXPECT_EQ(Laowu({command, "520281", "--known-at", "2026-06-30"}).exit_code, 2) << command;
  }
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
  EXPECT_EQ(Lines(periods.out), 3 + 1 + 2);
  EXPECT_THAT(periods.out, AllOf(HasSubstr("2026-01-01 – 2026-03-31"), HasSubstr("R3"),
                                 HasSubstr("口径 一般 broad"), HasSubstr("边界 县外 county")));
  const Ran children = Laowu({"periods", "520281", "--from", "2026-01-01", "--children"});
  EXPECT_EQ(children.exit_code, 0) << children.err;
  EXPECT_THAT(children.out, HasSubstr("520281001"));
  const Ran below = Laowu({"periods", "520281", "--from", "2026-01-01", "--by", "child-division"});
  EXPECT_EQ(below.exit_code, 0) << below.err;
  EXPECT_THAT(below.out, HasSubstr("520281001"));
  const Ran channels = Laowu({"periods", "520281", "--from", "2026-01-01", "--by", "channel"});
  EXPECT_EQ(channels.exit_code, 0) << channels.err;
  EXPECT_EQ(Lines(channels.out), 3 + 1 + 1);
  EXPECT_THAT(channels.out, AllOf(HasSubstr("分组 part"), HasSubstr("自行外出  self")));
  const Ran nobody =
      Laowu({"periods", "520281", "--from", "2020-01-01", "--to", "2020-01-31", "--by", "channel"});
  EXPECT_EQ(nobody.exit_code, 0) << nobody.err;
  EXPECT_THAT(nobody.out, HasSubstr("nobody is away"));
  EXPECT_EQ(Laowu({"periods", "520281", "--by", "channel", "--step", "month"}).exit_code, 2);
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

// Who left long ago is asked no more: a placement or a record is what helps.
TEST_F(RatioTest, AWorklistIsNarrowedToNextSteps) {
  RecordArrival(2, v1::CHANNEL_UNKNOWN);
  ASSERT_EQ(Ratio({}).exit_code, 0);
  const Ran none = Laowu({"worklist", "--step", "ask-channel", "520281"});
  EXPECT_EQ(none.exit_code, 0) << none.err;
  EXPECT_THAT(none.out, Not(HasSubstr("workers/")));
  const Ran either =
      Laowu({"worklist", "520281", "--step", "ask-channel", "--step", "get-placement-or-record"});
  EXPECT_EQ(either.exit_code, 0) << either.err;
  EXPECT_THAT(either.out, AllOf(HasSubstr("workers/"), HasSubstr("补录推荐安置")));
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

// What was meant in ten thousands, or is of a township.
TEST_F(RatioTest, ABaselineFarBelowWhatIsOnRecordIsWarnedOf) {
  RecordArrival(2);
  const Ran low = Laowu({"baseline", "set", "520281", "2026-03", "1", "--source", "抽样调查"});
  EXPECT_EQ(low.exit_code, 0) << low.err;
  EXPECT_THAT(low.err, AllOf(HasSubstr("200.0 %"), HasSubstr("another unit")));
  const Ran mended = Laowu({"baseline", "set", "520281", "2026-03", "2", "--source", "抽样调查"});
  EXPECT_EQ(mended.exit_code, 0) << mended.err;
  EXPECT_THAT(mended.err, Not(HasSubstr("another unit")));
  const Ran nobody = Laowu({"baseline", "set", "520281", "2026-03", "0", "--source", "县里"});
  EXPECT_EQ(nobody.exit_code, 1);
  EXPECT_THAT(nobody.err, HasSubstr("outbound_person_count"));
  EXPECT_THAT(Ratio({}).out, HasSubstr("登记覆盖率")) << "what the survey said stands";
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
  EXPECT_THAT(answered.out, HasSubstr("a: nobody is recorded organised"));
  EXPECT_THAT(answered.out, HasSubstr("b = 1/1 = 100.0 %"));
  // One answer is not certain of anything.
  EXPECT_THAT(answered.out,
              HasSubstr("corrected ratio 校正值 100.0 %, 95 % interval 区间 20.6 % to 100.0 %"));
  EXPECT_THAT(answered.out, HasSubstr("half of the drawn: not certified 不能认定\n"
                                      "  the corrected ratio is lower 校正值未达到\n"
                                      "  the interval begins below 70 %"));
  EXPECT_THAT(Laowu({"audit-sample", "list", made->name()}).out, HasSubstr("100.0 %"));
  // Handed in again with another answer, which counts.
  write(runtime::DateText(today), "未接通");
  EXPECT_THAT(answer().out, HasSubstr("b: none of those recorded otherwise was reached "
                                      "没有记为有组织的一个也没有联系上\ntoo few answers"));
  EXPECT_THAT(Laowu({"audit-sample", "result", sample}).out, HasSubstr("reached 联系上 0"));
  EXPECT_THAT(Laowu({"audit-sample", "result", "--sample", sample}).out,
              HasSubstr("reached 联系上 0"));
  EXPECT_EQ(Laowu({"audit-sample", "result"}).exit_code, 2);
  EXPECT_THAT(Laowu({"audit-sample", "list", "--publication", made->name()}).out,
              HasSubstr(sample));

  write(runtime::DateText(today), "perhaps");
  EXPECT_THAT(answer().err, HasSubstr("line 2: truly_organized"));
  write("soon", "yes");
  EXPECT_THAT(answer().err, HasSubstr("line 2: called_on"));
  // All of it at once, and an answer of nobody is not lost.
  std::ofstream(form) << "pseudonym,called_on,truly_organized\n"
                      << person << ",soon,perhaps\n,2026/11/28,yes\n,,\n";
  EXPECT_THAT(answer().err,
              AllOf(HasSubstr("line 2: truly_organized"), HasSubstr("line 2: called_on"),
                    HasSubstr("第 3 行 line 3: pseudonym is empty"), Not(HasSubstr("line 4"))));
  write(absl::StrCat(today.year(), "年", today.month(), "月", today.day(), "日"), "是");
  EXPECT_EQ(answer().exit_code, 0);
  write("随时", "yes");
  EXPECT_THAT(answer().err, HasSubstr("line 2: called_on"));
  write("2020-01-01", "yes");
  EXPECT_THAT(answer().err, AllOf(HasSubstr("line 2: called_on"), Not(HasSubstr("answers["))));
}

TEST_F(RatioTest, SeriesOfMonthsAndDays) {
  const Ran months = Ratio({"--series", "month", "--from", "2026-02-01"});
  EXPECT_EQ(months.exit_code, 0) << months.err;
  EXPECT_THAT(months.out, AllOf(HasSubstr("2026-02-28"), HasSubstr("2026-06-30")));
  EXPECT_EQ(Lines(months.out), kContextLines + 1 + 5);
  EXPECT_EQ(Lines(Ratio({"--series", "month"}).out), kContextLines + 1 + 12);  // a year
  EXPECT_EQ(Lines(Ratio({"--series", "day"}).out), kContextLines + 1 + 30);
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
    EXPECT_EQ(Lines(ran.out), kContextLines + 1 + 1) << c.by;
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
                {{"--explain", "--standing", "not-counted"}, "unknown-channel"},
                {{"--standing", "unproven"}, "--explain"},
                {{"--explain", "--count", "1", "--all"}, "--all"},
                {{"--date", "yesterday"}, "--date"}};
  for (const auto& c : kCases) {
    const Ran ran = Ratio(c.options);
    EXPECT_NE(ran.exit_code, 0) << c.options[0];
    EXPECT_THAT(ran.err + ran.out, HasSubstr(c.told)) << c.options[0];
  }
}

}  // namespace
}  // namespace laowu::cli

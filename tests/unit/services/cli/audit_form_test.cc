// What a person is asked: by the channels that count in the policy's table, whatever that says.

#include "services/cli/audit_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "reference/policy.h"
#include "services/cli/form_file.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {
namespace {

using ::laowu::testing::ScratchDir;
using ::laowu::testing::StatusIs;
using reference::Channel;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// Up to the question mark: who organised it. Behind: what is no.
struct Question {
  std::string organized, alone;
};
Question Split(const std::string& text) {
  const std::string mark = "？";
  const auto at = text.find(mark);
  EXPECT_NE(at, std::string::npos) << text;
  return {text.substr(0, at), text.substr(at)};
}

// A word of each channel that there is something to ask of.
const std::map<Channel, std::string>& WordsOfChannels() {
  static const auto* words = new std::map<Channel, std::string>{
      {Channel::kPublicService, "公共就业服务"},
      {Channel::kCooperationStation, "劳务协作站"},
      {Channel::kLabourCompany, "劳务公司"},
      {Channel::kCooperative, "合作社"},
      {Channel::kBroker, "经纪人"},
      {Channel::kTraining, "培训学校"},
      {Channel::kDirectHire, "企业"},
      {Channel::kSelf, "自己"},
      {Channel::kRelatives, "亲友"},
      {Channel::kApp, "手机"},
  };
  return *words;
}

void ExpectAsTheTableSays(const reference::Policy& policy) {
  for (const auto strictness :
       {v1::RatioPolicy::AS_REPORTED, v1::RatioPolicy::BROAD, v1::RatioPolicy::STRICT}) {
    const Question question = Split(AuditQuestion(policy, strictness));
    for (const auto& [channel, word] : WordsOfChannels()) {
      const reference::ChannelRule& rule = policy.rule(channel);
      const bool counts =
          strictness == v1::RatioPolicy::STRICT ? rule.counts_as_strict : rule.counts_as_broad;
      EXPECT_THAT(counts ? question.organized : question.alone, HasSubstr(word));
      EXPECT_THAT(counts ? question.alone : question.organized, Not(HasSubstr(word)));
    }
  }
}

TEST(AuditQuestionTest, EveryChannelStandsWhereThePublishedTablesPutIt) {
  EXPECT_EQ(WordsOfChannels().size(), reference::kChannelCount - 2U) << "but none, and unknown";
  for (const reference::Policy& policy : reference::Policies::Get().all()) {
    ExpectAsTheTableSays(policy);
    v1::RatioPolicy asked;
    asked.set_version(std::string(policy.version));
    asked.set_strictness(v1::RatioPolicy::STRICT);
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::string question, AuditQuestion(asked));
    EXPECT_EQ(question, AuditQuestion(policy, v1::RatioPolicy::STRICT));
  }
}

// The next version of the policy may count others.
TEST(AuditQuestionTest, AnotherTableIsAskedByItsOwnChannels) {
  reference::Policy policy = reference::Policies::Get().Newest();
  const auto rule = [&policy](Channel channel) -> reference::ChannelRule& {
    return policy.channels[static_cast<std::size_t>(channel)];
  };
  rule(Channel::kTraining) = {};
  rule(Channel::kBroker).counts_as_strict = true;
  rule(Channel::kCooperationStation).counts_as_strict = false;
  ExpectAsTheTableSays(policy);
}

TEST(AuditQuestionTest, OfAPolicyThatThisProgramDoesNotHaveThereIsNoQuestion) {
  v1::RatioPolicy policy;
  policy.set_version("2999-1");
  policy.set_strictness(v1::RatioPolicy::BROAD);
  EXPECT_THAT(AuditQuestion(policy),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("没有政策版本 2999-1"), HasSubstr("which channels count"))));
}

// As a clerk writes them who has filled in call lists all morning.
TEST(AuditAnswersTest, AreReadAsPeopleWriteThem) {
  for (const char* yes : {"是", "是的", "是。", "√", "Y", "yes", "1", "对"}) {
    EXPECT_EQ(TruthOf(yes), v1::AuditAnswer::ORGANIZED) << yes;
  }
  for (const char* no : {"否", "不是", "否。", "×", "N", "no", "0"}) {
    EXPECT_EQ(TruthOf(no), v1::AuditAnswer::NOT_ORGANIZED) << no;
  }
  for (const char* not_reached :
       {"未接通", "not_reached", "没接", "无人接听", "没人接", "关机", "空号", "打不通"}) {
    EXPECT_EQ(TruthOf(not_reached), v1::AuditAnswer::NOT_REACHED) << not_reached;
  }
  for (const char* none : {"也许", "", "自己去的"}) {
    EXPECT_EQ(TruthOf(none), v1::AuditAnswer::TRUTH_UNSPECIFIED) << none;
  }
}

// Somebody was reached who cannot say: no yes and no no, and so in neither share.
TEST(AuditAnswersTest, WhoDoesNotKnowIsInNeitherShare) {
  for (const char* unclear :
       {"不知道", "不知道。", "说不清", "说不清楚", "不清楚", "记不清", "不确定", "Don't know"}) {
    EXPECT_EQ(TruthOf(unclear), v1::AuditAnswer::NOT_REACHED) << unclear;
  }
}

TEST(AuditAnswersTest, DaysOfCallsAreReadAsImportsReadDates) {
  constexpr absl::CivilDay kToday(2026, 12, 1);
  for (const char* day : {"2026-11-30", "2026/11/30", "2026年11月30日", "11月30日", "11-30"}) {
    EXPECT_EQ(CallDayOf(day, kToday), absl::CivilDay(2026, 11, 30)) << day;
  }
  for (const char* none : {"", "随时", "11月", "2026-11", "打过了"}) {
    EXPECT_EQ(CallDayOf(none, kToday), std::nullopt) << none;
  }
}

TEST(FormFileTest, TheHeaderMayStandBelowATitle) {
  const ScratchDir scratch;
  const std::string path = scratch.file("form.csv");
  std::ofstream(path) << "六月抽查回访名单,,\n化名,通话日期,是否有组织外出\nabc,2026-11-30,是\n";
  LAOWU_ASSERT_OK_AND_ASSIGN(const AuditForm form, ReadAuditForm(path));
  EXPECT_EQ(form.called_title, "通话日期");
  ASSERT_EQ(form.rows.size(), 1U);
  EXPECT_EQ(form.rows[0].pseudonym, "abc");
  EXPECT_EQ(form.rows[0].line_number, 3);
  std::ofstream(path) << "六月抽查回访名单,,\n化名,通话日期\nabc,2026-11-30\n";
  EXPECT_THAT(ReadAuditForm(path),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("truly_organized")));
}

TEST(FormProblemsTest, EachFaultIsToldByItsLineAndOfManyEqualOnesHowManyMore) {
  FormProblems problems;
  EXPECT_TRUE(problems.empty());
  problems.Add(2, "called_on", " must be a date");
  problems.Add(3, "pseudonym", " is empty");
  for (int line = 4; line <= 20; ++line) problems.Add(line, "called_on", " must be a date");
  EXPECT_EQ(problems.count(), 19);
  EXPECT_EQ(problems.Text(),
            "第 2 行 line 2: called_on must be a date\n"
            "第 4 行 line 4: called_on must be a date\n"
            "第 5 行 line 5: called_on must be a date\n"
            "第 6 行 line 6: called_on must be a date\n"
            "第 7 行 line 7: called_on must be a date\n"
            "另有 13 行同样 and 13 more rows, the last line 20: called_on must be a date\n"
            "第 3 行 line 3: pseudonym is empty");
}

}  // namespace
}  // namespace laowu::cli

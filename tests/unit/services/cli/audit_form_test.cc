// What a person is asked: by the channels that count in the policy's table, whatever that says.

#include "services/cli/audit_form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "reference/policy.h"
#include "services/cli/form_file.h"
#include "tests/support/status_matchers.h"

namespace laowu::cli {
namespace {

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

#include "services/cli/audit_form.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/types/span.h"
#include "intake/facts/spoken_date.h"
#include "intake/survey/survey_remarks.h"
#include "reference/folding.h"
#include "services/cli/form_file.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

// As a person is asked, where the channel counts and where it does not.
struct ChannelPhrase {
  reference::Channel channel;
  const char* organized;  // "… 组织去的？"
  const char* alone;      // "…，都填否"
};
// In the order in which they are asked. Of no channel, and of one that nobody knows, there is
// nothing to ask.
constexpr ChannelPhrase kChannelPhrases[] = {
    {reference::Channel::kPublicService, "公共就业服务（招聘会、推荐、专车专列）",
     "公共就业服务推荐的"},
    {reference::Channel::kCooperationStation, "劳务协作站", "劳务协作站带的"},
    {reference::Channel::kLabourCompany, "劳务公司", "劳务公司带的"},
    {reference::Channel::kSelf, "自己", "自己找的"},
    {reference::Channel::kRelatives, "亲友", "亲友带的"},
    {reference::Channel::kApp, "手机招聘平台", "手机上找的"},
    {reference::Channel::kDirectHire, "用人企业", "企业直接招的"},
    {reference::Channel::kCooperative, "合作社", "合作社带的"},
    {reference::Channel::kBroker, "劳务经纪人", "劳务经纪人带的"},
    {reference::Channel::kTraining, "培训学校", "培训学校带的"},
};

constexpr absl::string_view kDayWords[] = {"天", "日", "号", "初"};

}  // namespace

std::string AuditQuestion(const reference::Policy& policy, v1::RatioPolicy::Strictness strictness) {
  std::vector<std::string> organized, alone;
  for (const ChannelPhrase& phrase : kChannelPhrases) {
    const reference::ChannelRule& rule = policy.rule(phrase.channel);
    const bool counts =
        strictness == v1::RatioPolicy::STRICT ? rule.counts_as_strict : rule.counts_as_broad;
    (counts ? organized : alone).emplace_back(counts ? phrase.organized : phrase.alone);
  }
  return absl::StrCat("您这次外出，是不是由", absl::StrJoin(organized, "、"), "组织去的？",
                      absl::StrJoin(alone, "、"),
                      "，都填否；没有外出也填否。填写：是、否、未接通（说不清的也填未接通）");
}

absl::StatusOr<std::string> AuditQuestion(const v1::RatioPolicy& policy) {
  const reference::Policy* const known = reference::Policies::Get().Find(policy.version());
  if (known == nullptr) {
    return absl::FailedPreconditionError(absl::StrCat(
        "本程序没有政策版本 ", policy.version(),
        "，不知哪些渠道计入，写不出该问什么：请用与服务端同版本的 laowu / this program does not "
        "have the policy version ",
        policy.version(),
        " and cannot tell what to ask: which channels count is not known. Use the laowu of the "
        "server's version"));
  }
  return AuditQuestion(*known, policy.strictness());
}

v1::AuditAnswer::Truth TruthOf(absl::string_view cell) {
  static constexpr absl::string_view kYes[] = {"是", "是的", "对",  "对的", "有", "√",
                                               "✓",  "☑",    "yes", "y",    "1",  "true"};
  static constexpr absl::string_view kNo[] = {"否", "不是", "不", "没有", "无",   "×",
                                              "x",  "no",   "n",  "0",    "false"};
  static constexpr absl::string_view kUnclear[] = {
      "不知道", "不晓得", "不清楚", "说不清", "说不清楚", "说不准",  "不确定",    "记不清",
      "记不得", "不记得", "忘了",   "不愿说", "不肯说",   "unclear", "don'tknow", "notsure"};
  std::string said = reference::FoldTight(cell);
  for (const absl::string_view mark : {"。", ".", "!", ",", "，", ";"}) {
    if (absl::EndsWith(said, mark)) said.erase(said.size() - mark.size());
  }
  const auto is_one_of = [&said](absl::Span<const absl::string_view> words) {
    return std::find(words.begin(), words.end(), said) != words.end();
  };
  if (is_one_of(kYes)) return v1::AuditAnswer::ORGANIZED;
  if (is_one_of(kNo)) return v1::AuditAnswer::NOT_ORGANIZED;
  // A call without a clear answer says as little as one that nobody took: in neither share.
  if (said == "not_reached" || is_one_of(kUnclear) || intake::SaysNotReached(said)) {
    return v1::AuditAnswer::NOT_REACHED;
  }
  return v1::AuditAnswer::TRUTH_UNSPECIFIED;
}

std::optional<absl::CivilDay> CallDayOf(absl::string_view cell, absl::CivilDay today) {
  // "随时" and its like, which offers have for a day, are none on which somebody was called.
  const bool names_a_day =
      std::any_of(cell.begin(), cell.end(), absl::ascii_isdigit) ||
      std::any_of(std::begin(kDayWords), std::end(kDayWords),
                  [&](absl::string_view word) { return absl::StrContains(cell, word); });
  if (!names_a_day) return std::nullopt;
  const intake::SpokenDate said = intake::ReadSpokenDate(cell, today);
  return said.month_only ? std::nullopt : said.day;
}

absl::StatusOr<AuditForm> ReadAuditForm(const std::string& path) {
  const std::vector<FormColumn> columns = {FormColumn{{kPseudonymChinese, kPseudonymTitle}},
                                           FormColumn{{kCalledChinese, kCalledTitle}},
                                           FormColumn{{kTruthChinese, kTruthTitle}}};
  LAOWU_ASSIGN_OR_RETURN(const Form form, ReadForm(path, columns));
  AuditForm read = {form.titles[0], form.titles[1], form.titles[2], {}};
  for (const FormRow& row : form.rows) {
    if (row.cells[0].empty() && row.cells[1].empty() && row.cells[2].empty()) continue;
    read.rows.push_back({row.line_number, row.cells[0], row.cells[1], row.cells[2]});
  }
  return read;
}

}  // namespace laowu::cli

// Social insurance; the header is facts.h.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr absl::string_view kInsurance[] = {"五险一金", "六险一金", "七险一金", "五险",
                                            "六险",     "5险",      "6险",      "7险一金",
                                            "社保",     "三险",     "社会保险", "养老保险"};

// The clause that holds `at`, with all items of a list.
absl::string_view ClauseAround(absl::string_view text, std::size_t at) {
  std::size_t begin = 0;
  std::size_t end = text.size();
  for (absl::string_view mark : {",", ";", "。", "!", "|", "+"}) {
    const std::size_t last = text.substr(0, at).rfind(mark);
    if (last != absl::string_view::npos) begin = std::max(begin, last + mark.size());
    end = std::min(end, text.find(mark, at));
  }
  return text.substr(begin, end - begin);
}

// Its item up to there.
absl::string_view Before(absl::string_view text, std::size_t at) {
  const absl::string_view before = text.substr(0, at);
  std::size_t begin = 0;
  for (absl::string_view mark : {",", ";", "。", "!", "、", "|", "+", "/"}) {
    const std::size_t last = before.rfind(mark);
    if (last != absl::string_view::npos) begin = std::max(begin, last + mark.size());
  }
  return before.substr(begin);
}

// Whether insurance is what the post works at, or a thing that is only named so: "五险一金增减员",
// "熟悉社保政策", "持社保卡", "社保局". Not what the firm does for its people (公司负责缴纳社保).
bool IsTask(absl::string_view text, std::size_t at, absl::string_view word) {
  const absl::string_view before = Before(text, at);
  absl::string_view behind = text.substr(at + word.size());
  for (absl::string_view joint : {"一金", "、公积金", "和公积金", "公积金", "及公积金", "账户",
                                  "的", "等", "费用", "费", "关系"}) {
    if (absl::StartsWith(behind, joint)) behind.remove_prefix(joint.size());
  }
  if (StartsWithAny(behind, {"增减", "增员",   "减员", "核算", "申报", "基数", "核定", "转移",
                             "转入", "转出",   "业务", "政策", "法规", "知识", "事务", "手续",
                             "经办", "代缴业", "局",   "卡",   "号",   "中心", "所",   "窗口",
                             "专员", "稽核",   "理赔", "计算", "对账", "开户", "台账", "报表",
                             "报销", "缴费申", "系统", "模块", "代理", "基金"})) {
    return true;
  }
  if (SaysAny(before,
              {"熟悉", "熟知", "熟练", "懂", "了解", "掌握", "精通", "核算", "申报", "经办"})) {
    return true;
  }
  // Of a list of what an office of personnel does: "招聘、社保、考勤".
  const absl::string_view list = ClauseAround(text, at);
  if (SaysAny(list, {"考勤", "入离职", "入、离职", "薪酬核算", "员工档案", "人事档案"}))
    return true;
  const bool handles = SaysAny(before, {"负责", "协助", "处理", "跟进", "配合", "完成", "代办"});
  return handles && !SaysAny(before, {"公司", "单位", "厂", "企业", "我司", "我方", "老板"}) &&
         !EndsWithAny(before, {"负责", "负责买", "负责购买", "负责交", "负责缴纳"});
}

// Whether it is denied for the first weeks alone: "试用期不买社保".
bool IsOfTheTrial(absl::string_view before) {
  return SaysAny(before,
                 {"试用", "转正前", "实习期", "培训期", "首月", "第一个月", "未转正", "未满"});
}

}  // namespace

std::optional<Found<bool>> ReadSocialInsurance(absl::string_view text) {
  const std::string t = TightText(text);
  if (!SaysAny(t, {"险", "社保"})) return std::nullopt;
  // "没社保", "不给交五险", "社保不买", "社保自理".
  static const RE2 none(
      R"((?:没|没有|无|不|未|暂不|暂无|不予|不帮|不给|不含|不带)(?:买|购买?|交|缴纳?|上|办理?|提供|参加?|包|给|代缴?)*(?:五险一?金?|社保|社会保险|养老保险|保险[,。;、!]|保险$)(?:[^号卡手断]|$)|(?:社保|社会保险|五险)(?:费用?)?(?:都|也|暂|均|一律|公司|厂里)*(?:不买|不购|不交|不缴|不上|不参|不包|不办|没有(?:[^一]|$)|没买|自理|自费|自己(?:买|交|缴)|自行(?:购买|缴纳)))");
  bool on_trial = false;
  if (SaysAny(t, {"没", "无", "不", "未", "自"})) {
    re2::StringPiece found;
    if (none.Match(t, 0, t.size(), RE2::UNANCHORED, &found, 1)) {
      on_trial = IsOfTheTrial(Before(t, static_cast<std::size_t>(found.data() - t.data())));
      if (!on_trial) return Found<bool>{false, std::string(found.data(), found.size())};
    }
  }
  // Clause by clause: lines of duties stand above those of benefits.
  const std::string clauses = FoldClauses(text);
  const absl::string_view said(clauses);
  for (absl::string_view word : kInsurance) {
    if (!Holds(t, word)) continue;
    std::size_t at = said.find(word);
    if (at == absl::string_view::npos) return Found<bool>{true, std::string(word)};
    for (; at != absl::string_view::npos; at = said.find(word, at + 1)) {
      const bool denied = on_trial && IsOfTheTrial(Before(said, at));
      if (!denied && !IsTask(said, at, word)) return Found<bool>{true, std::string(word)};
    }
  }
  return std::nullopt;
}

}  // namespace laowu::intake

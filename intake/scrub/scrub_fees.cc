#include "intake/scrub/scrub_fees.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// "报名费0", "报名费:0元"; not "押金100".
bool IsNoFee(absl::string_view found, absl::string_view after) {
  absl::string_view said = found;
  while (!said.empty() && !IsDigit(said.back())) {
    if (!absl::EndsWith(said, "元")) return false;
    said.remove_suffix(absl::string_view("元").size());
  }
  if (said.empty() || (!after.empty() && IsDigit(after.front()))) return false;
  std::size_t digits = 0;
  bool zero = true;
  while (digits < said.size() && IsDigit(said[said.size() - 1 - digits])) {
    zero = zero && said[said.size() - 1 - digits] == '0';
    ++digits;
  }
  return zero;
}

// "负责管理费的催收工作": others pay it, and the work is to collect it.
bool IsDuty(absl::string_view before, absl::string_view after) {
  absl::string_view next = after;
  if (absl::StartsWith(next, "的")) next.remove_prefix(absl::string_view("的").size());
  return StartsWithAny(next, {"催", "收缴", "追缴", "征收", "核算", "结算", "核对", "统计", "对账",
                              "会计", "专员", "台账", "账户", "条会计"}) ||
         (StartsWithAny(next, {"收取", "收款", "退还", "管理"}) && Holds(before, "负责")) ||
         EndsWithAny(before, {"催收", "催缴", "收缴", "追缴", "代收", "负责收取", "负责收", "核算",
                              "征收"});
}

// "体检费厂方承担", "体检费50元入职满1个月报销": the rest of the clause says that the firm pays it.
bool IsPaidByTheFirm(absl::string_view after) {
  static const RE2 firm(
      R"(^[^,，。;；!！\n]{0,14}?(?:(?:厂方|工厂|厂家|厂里|单位|企业|公司|我司|我厂|用人单位|店里|老板)(?:全额|统一|负责|全部|给)*(?:承担|支付|报销|出|付|负担|解决)|(?:满|入职|上班|转正|合格|通过|录用|过关|凭票|凭发票)[^,，。;；!！\n]{0,8}(?:报销|返还|退还|全退)|(?:元|块|可以?|全额|给|后|再)(?:全额)?(?:报销|返还|退还)))");
  return SaysAny(after.substr(0, 60),
                 {"承担", "支付", "报销", "出", "付", "负担", "解决", "返还", "退"}) &&
         RE2::PartialMatch({after.data(), after.size()}, firm);
}

// The clause that something stands in, up to it.
absl::string_view ClauseBefore(absl::string_view before) {
  std::size_t clause = 0;
  for (absl::string_view mark : {",", "，", "。", ";", "；", "\n", "!", "！"}) {
    const std::size_t last = before.rfind(mark);
    if (last != absl::string_view::npos) clause = std::max(clause, last + mark.size());
  }
  return before.substr(clause);
}

absl::string_view ClauseBehind(absl::string_view after) {
  std::size_t end = after.size();
  for (absl::string_view mark : {",", "，", "。", ";", "；", "\n", "!", "！"}) {
    end = std::min(end, after.find(mark));
  }
  return after.substr(0, end);
}

// "无押金", "报名费、服装费全免", "谨防收取押金的骗子".
bool IsDenied(absl::string_view said, absl::string_view after) {
  if (StartsWithAny(after,
                    {"全免",   "全退",     "报销",     "公司承担", "由公司", "企业承担", "返还",
                     "由厂",   "厂里承担", "公司出",   "厂里出",   "公司付", "公司报销", "厂里报销",
                     "可报销", "入职报销", "全额报销", "无",       "没有",   "不收",     "免费",
                     "不用",   "不需",     "唔收",     "唔使",     "唔需"})) {
    return true;
  }
  if (SaysAny(ClauseBehind(after), {"全免", "均免", "都免", "全部免", "一律免", "都不收", "均不收",
                                    "一律不收", "骗子", "诈骗", "骗人"}) ||
      SaysAny(said, {"谨防", "警惕", "举报", "骗子"})) {
    return true;
  }
  if (EndsWithAny(said, {"不", "唔", "不用", "不需", "无需"})) return true;
  for (absl::string_view no : {"无", "不收", "免", "没有", "不需", "不交", "不用", "拒绝", "零",
                               "不扣", "不押", "唔收", "唔使", "唔交", "唔需", "冇"}) {
    const std::size_t last = said.rfind(no);
    if (last == absl::string_view::npos) continue;
    // "无夜班先交押金": another thing is not there.
    const absl::string_view between = said.substr(last + no.size());
    const std::size_t pay_first = between.find("先交");
    if (pay_first == absl::string_view::npos || pay_first == 0) return true;
  }
  return false;
}

// "老员工介绍费500元/人", "介绍费奖励300": who brings somebody is paid.
bool IsReward(absl::string_view said, absl::string_view found, absl::string_view after) {
  if (!absl::StartsWith(found, "介绍费")) return false;
  return SaysAny(said,
                 {"奖", "推荐", "老员工", "介绍一", "介绍人", "带人", "另有", "给你", "发"}) ||
         StartsWithAny(after, {"奖", "/", "每人", "一人", "一个", "一位", "发放"});
}

// What costs, by its name; paid by oneself; money that is to be brought.
constexpr const char* kFees =
    R"((?:押金|保证金|服装费|工衣费|资料费|手续费|会员费|管理费|培训费|报名费|中介费|介绍费|入职费|建档费|工服费|办证费|办卡费|厂牌费|体检费|占位费|进厂费|入厂费|占床费|名额费|考试费|代办费|安置费|诚意金|工本费|风险金|上岗费)[:：]?(?:\d+元?)?)"
    R"(|(?:预缴|预交)[^,，。;；!！\d]{0,8}\d{2,4}元?)"
    R"(|(?:工衣|厂服|厂牌|工牌|工卡|饭卡|钥匙|宿舍|床位|水电)[先要需]?(?:押|交)(?:金)?\d{2,4}元?)"
    R"(|(?:自?交|缴|收取?)\d{2,4}(?:元|块)(?:钱)?的?(?:床上用品|被褥|被子|被套|棉被|凉席|生活用品|工衣|工服|厂服|工装|制服|厂牌|工牌|饭卡|钥匙)(?:费|押?金)?)"
    R"(|(?:体检|健康证|办证|服装|工衣|工服|厂服|意外险|商业保?险|雇主险|保险费)(?:费用?|的?钱)?(?:约|大约|大概)?\d{0,4}(?:元|块)?(?:左右)?(?:自理|自费|自付|自己出|自己付|自己承担|个人承担|个人出|员工自付|员工承担))"
    R"(|买(?:商业|意外)?(?:保险|险)自费|自费(?:体检|办证|办?健康证|买?(?:保险|意外险|工衣|工服)))"
    R"(|(?:先|需要?|须|要)先?(?:交|缴|垫付?)纳?(?:钱|\d{2,5}(?:元|块)?(?:钱)?(?:的?\p{Han}{0,6}?(?:押金|保证金|定金|订金|费))?))";

}  // namespace

std::vector<std::string> FindFees(const std::string& text) {
  static const RE2 fee(kFees);
  std::vector<std::string> fees;
  constexpr std::size_t kLongestList = 75;  // bytes of "一律不收任何押金、服装费、…"
  std::size_t from = 0;
  while (from < text.size()) {
    re2::StringPiece piece;
    if (!fee.Match(text, from, text.size(), RE2::UNANCHORED, &piece, 1)) break;
    const absl::string_view found(piece.data(), piece.size());
    const auto at = static_cast<std::size_t>(found.data() - text.data());
    const absl::string_view before = absl::string_view(text).substr(
        at > kLongestList ? at - kLongestList : 0, std::min(at, kLongestList));
    const absl::string_view after = absl::string_view(text).substr(at + found.size());
    from = at + found.size();
    const absl::string_view said = ClauseBefore(before);
    // "0押金", and not "交200服装押金".
    const bool nought =
        absl::EndsWith(said, "0") && (said.size() < 2 || !IsDigit(*(said.end() - 2)));
    const bool harmless = nought || IsDenied(said, after) || IsPaidByTheFirm(after) ||
                          IsDuty(said, after) || IsNoFee(found, after) ||
                          IsReward(said, found, after);
    if (!harmless) fees.emplace_back(found);
  }
  return fees;
}

}  // namespace laowu::intake

#include "intake/scrub_fees.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "intake/text.h"
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
  return StartsWithAny(next,
                       {"催", "收缴", "追缴", "征收", "核算", "结算", "核对", "统计", "对账"}) ||
         (StartsWithAny(next, {"收取", "收款", "退还", "管理"}) && Holds(before, "负责")) ||
         EndsWithAny(before, {"催收", "催缴", "收缴", "追缴", "代收", "负责收取", "负责收", "核算",
                              "征收"});
}

// "体检费厂方承担", "体检费50元入职满1个月报销": the rest of the clause says that the firm pays it.
bool IsPaidByTheFirm(absl::string_view after) {
  static const RE2 firm(
      R"(^[^,，。;；!！\n]{0,14}?(?:(?:厂方|工厂|厂家|厂里|单位|企业|公司|我司|我厂|用人单位|店里|老板)(?:全额|统一|负责|全部|给)*(?:承担|支付|报销|出|付|负担|解决)|(?:满|入职|上班|转正)[^,，。;；!！\n]{0,8}(?:报销|返还|退还|全退)))");
  return SaysAny(after.substr(0, 60),
                 {"承担", "支付", "报销", "出", "付", "负担", "解决", "返还", "退"}) &&
         RE2::PartialMatch({after.data(), after.size()}, firm);
}

}  // namespace

std::vector<std::string> FindFees(const std::string& text) {
  static const RE2 fee(
      R"((押金|保证金|服装费|工衣费|资料费|手续费|会员费|管理费|培训费|报名费|中介费|介绍费|入职费|建档费|工服费|办证费|办卡费|厂牌费|体检费|占位费|进厂费|入厂费|占床费|名额费|考试费|代办费|安置费)[:：]?(?:\d+元?)?|(?:预缴|预交)[^,，。;；!！\d]{0,8}\d{2,4}元?|(?:工衣|厂服|厂牌|工牌|工卡|饭卡|钥匙|宿舍|床位|水电)[先要需]?(?:押|交)(?:金)?\d{2,4}元?|(?:自?交|缴|收取?)\d{2,4}(?:元|块)(?:钱)?的?(?:床上用品|被褥|被子|被套|棉被|凉席|生活用品|工衣|工服|厂服|工装|制服|厂牌|工牌|饭卡|钥匙)(?:费|押?金)?)");
  std::vector<std::string> fees;
  std::size_t from = 0;
  while (from < text.size()) {
    re2::StringPiece found;
    if (!fee.Match(text, from, text.size(), RE2::UNANCHORED, &found, 1)) break;
    const auto at = static_cast<std::size_t>(found.data() - text.data());
    const absl::string_view before =
        absl::string_view(text).substr(at > 30 ? at - 30 : 0, std::min<std::size_t>(at, 30));
    const absl::string_view after = absl::string_view(text).substr(at + found.size());
    from = at + found.size();
    // The clause that it stands in.
    std::size_t clause = 0;
    for (absl::string_view mark : {",", "，", "。", ";", "；", "\n", "!", "！"}) {
      const std::size_t last = before.rfind(mark);
      if (last != absl::string_view::npos) clause = std::max(clause, last + mark.size());
    }
    const absl::string_view said = before.substr(clause);
    bool denied =
        StartsWithAny(after, {"全免", "全退", "报销", "公司承担", "由公司", "企业承担", "返还",
                              "由厂", "厂里承担", "公司出", "厂里出", "公司付"}) ||
        StartsWithAny(after, {"公司报销", "厂里报销", "可报销", "入职报销", "全额报销"}) ||
        IsPaidByTheFirm(after) ||
        StartsWithAny(after, {"无", "没有", "不收", "免费", "不用", "不需"});
    for (absl::string_view no :
         {"无", "不收", "免", "没有", "不需", "不交", "不用", "拒绝", "零", "不扣", "不押"}) {
      const std::size_t last = said.rfind(no);
      if (last == absl::string_view::npos) continue;
      // "无夜班先交押金": another thing is not there.
      const absl::string_view between = said.substr(last + no.size());
      const std::size_t pay_first = between.find("先交");
      denied = denied || pay_first == absl::string_view::npos || pay_first == 0;
    }
    denied = denied || IsDuty(said, after) || EndsWithAny(said, {"不", "不用", "不需", "无需"});
    denied = denied || IsNoFee({found.data(), found.size()}, after);
    // "0押金", and not "交200服装押金".
    denied =
        denied || (absl::EndsWith(said, "0") && (said.size() < 2 || !IsDigit(*(said.end() - 2))));
    if (!denied) fees.emplace_back(found.data(), found.size());
  }
  return fees;
}

}  // namespace laowu::intake

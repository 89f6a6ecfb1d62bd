#include "intake/consent_words.h"

#include <string>

#include "intake/facts.h"
#include "intake/text.h"
#include "re2/re2.h"

namespace laowu::intake {

ConsentWords ReadConsentWords(absl::string_view text) {
  const std::string folded = FoldTight(text);
  if (folded.empty() || folded == "-" || folded == "/" || folded == "—") {
    return ConsentWords::kNothing;
  }
  if (SaysAny(folded, {"无异议", "没异议", "没有异议", "无意见", "没意见", "没有意见", "没问题",
                       "没有问题", "不反对"})) {
    return ConsentWords::kGiven;
  }
  if (SaysAny(folded, {"不同意", "不授权", "不愿", "拒绝", "拒签", "拒不", "撤回", "反对"})) {
    return ConsentWords::kRefused;
  }
  // At the beginning, or beside something else: "口头同意,未签".
  static const RE2 pending(
      R"(^(?:待|等|未|尚|没|还没|还未|暂|缺|空|无|考虑|再说|不在|不清|不详|不知|不明|不确|不一定|不好说)|待[补签定确联]|[未没](?:有)?(?:签|定|授权|同意|确认|联系|回复|办|交|填)|补签|考虑|联系不上|再联系)");
  if (RE2::PartialMatch(folded, pending)) return ConsentWords::kPending;
  const auto yes = ReadYesNo(folded);
  if (!yes.has_value()) return ConsentWords::kReference;
  return *yes ? ConsentWords::kGiven : ConsentWords::kRefused;
}

}  // namespace laowu::intake

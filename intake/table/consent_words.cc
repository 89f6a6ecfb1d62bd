#include "intake/table/consent_words.h"

#include <string>
#include <vector>

#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {

ConsentWords ReadConsentWords(absl::string_view text) {
  const std::string folded = FoldTight(text);
  if (folded.empty()) return ConsentWords::kNothing;
  if (SaysAny(folded, {"无异议", "没异议", "没有异议", "无意见", "没意见", "没有意见", "没问题",
                       "没有问题", "不反对"})) {
    return ConsentWords::kGiven;
  }
  static const RE2 refusal(
      R"(不[太大想]?(?:同意|授权|愿|肯|签|提供|给|行|可以?$|要|想|许|允许|登记|公开)|拒绝|拒签|拒不|撤回|撤销|反对|作废|[,;。、:(](?:否|不|不行|no)[.。!)]*$)");
  static const RE2 whole_no(R"((?:否|不|不是|非|no|false|n|×|x|✗|✘|✖|❌|0)(?:的|了|[.。!,;(].*)?)");
  if (RE2::PartialMatch(folded, refusal) || RE2::FullMatch(folded, whole_no)) {
    return ConsentWords::kRefused;
  }
  // At the beginning, or beside something else: "口头同意,未签".
  static const RE2 pending(
      R"(^(?:待|等|未|尚|没|还没|还未|暂|缺|空|无|再说|不在|不清|不详|不知|不明|不确|不一定|不好说|要|需|可能|也许|或许|看|视|到时|回头|以后|下次|想想)|待[补签定确联]|[未没](?:有)?(?:签|定|授权|同意|确认|联系|回复|办|交|填)|补签|考虑|商量|犹豫|联系不上|再联系|不在|\?|是[/、或]?否|(?:家人|家属|父母|父亲|母亲|爱人|妻子|丈夫|老婆|老公|儿子|女儿)[^,。;]{0,3}(?:同意|签|授权)|代签)");
  if (RE2::PartialMatch(folded, pending)) return ConsentWords::kPending;
  static const RE2 given(
      R"((?:本人|自己|口头|完全|均|都|已经?|电话)*(?:是的?|有|对的?|嗯|行|好的?|可以?|能|愿意?|肯|同意|授权|许可|允许|签[字名署订约]?|[提上][供交传]|办理?|收到?|确认|yes|true|1|y|ok|√|✓|✔️?|☑|☑️|✅)(?:了|的|(?:使用|提供|授权|登记|推荐|签字?|信息|本人|个人).*|[.。!,;(].*)?)");
  if (RE2::FullMatch(folded, given)) return ConsentWords::kGiven;
  // "2026-授权-01", "授权书第3号"; and no "看情况", which says nothing.
  if (HoldsDigit(folded) || SaysAny(folded, {"书", "同意", "授权", "已签"})) {
    return ConsentWords::kReference;
  }
  return ConsentWords::kPending;
}

ConsentSaid ReadConsentCells(const std::vector<const FieldText*>& cells) {
  ConsentSaid said;
  for (const FieldText* cell : cells) {
    const ConsentWords words = ReadConsentWords(cell->text);
    if (words > said.words) said = {words, Trim(cell->text)};
  }
  return said;
}

Field ConsentField(absl::string_view header) {
  constexpr int kMostCharacters = 60;  // a sentence, as forms have it
  if (!SaysAny(header, {"同意", "授权", "愿", "允许", "许可", "书", "知情", "签", "consent",
                        "agree", "authori"}) ||
      CharacterCount(header) > kMostCharacters) {
    return Field::kUnknown;
  }
  static const RE2 asks(
      R"(授权|同意书|知情书|知情同意|(?:愿意?|允许|许可|可否|能否)[^,。;]{0,6}(?:提供|公开|共享|使用|登记|录入|采集|上报|交换)[^,。;]{0,10}(?:信息|资料|数据|隐私)|(?:愿意?|允许|许可|可否|能否)[^,。;]{0,8}(?:信息|资料|数据|隐私)[^,。;]{0,6}(?:提供|公开|共享|使用|登记|录入|采集|上报|交换)|签[^,。;]{0,8}(?:授权|同意|知情|告知)[^,。;]{0,4}书|是否已?签[字名署]$|签[字名署]情况|隐私.{0,4}许可|consent|agree|authori)");
  static const RE2 agrees("同意");
  // To do something oneself, or of somebody else, and not to have one's data used.
  static const RE2 wish(
      R"(外出|务工|就业|夜班|晚班|倒班|加班|轮班|住宿|食宿|培训|调岗|调剂|调配|转移|搬迁|异地|出国|出省|跨省|省外|县外|返岗|返乡|上岗|入职|体检|工资|工种|岗位|参加|参保|家属|家人|父母|配偶|土地|流转|入社|合作社|贷款|合同)");
  static const RE2 of_data("信息|资料|数据|隐私|授权|同意书|推荐");
  const re2::StringPiece piece(header.data(), header.size());
  // Until when a consent holds, and news that somebody is willing to get.
  static const RE2 other("有效期|到期|截止|失效|接收|收到|获取|了解|推送");
  if (RE2::PartialMatch(piece, other)) return Field::kUnknown;
  const bool says_so = RE2::PartialMatch(piece, asks) ||
                       (RE2::PartialMatch(piece, agrees) &&
                        (!RE2::PartialMatch(piece, wish) || RE2::PartialMatch(piece, of_data)));
  if (!says_so) return Field::kUnknown;
  static const RE2 day(R"((?:日期|时间|日|年月日?|date|time)(?:\(.*)?$)");
  static const RE2 scope(R"((?:范围|版本|scope|version)(?:\(.*)?$)");
  if (RE2::PartialMatch(piece, day)) return Field::kConsentDate;
  if (RE2::PartialMatch(piece, scope)) return Field::kConsentScope;
  return Field::kConsent;
}

}  // namespace laowu::intake

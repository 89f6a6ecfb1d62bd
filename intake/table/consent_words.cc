#include "intake/table/consent_words.h"

#include <string>
#include <vector>

#include "intake/table/consent_header.h"
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
      R"([不唔][太大想]?(?:同意|授权|愿|肯|签|提供|给|得?行|可以?$|要|想|许|允许|登记|公开|干$)|要不得|[莫别勿](?:给|报|登|录|用|推荐|联系|公开|授权|签)|拒绝|拒签|拒不|撤回|撤销|反对|作废|[,;。、:(](?:否|不|不行|no)[.。!)]*$)");
  static const RE2 whole_no(R"((?:否|不|不是|非|no|false|n|×|x|✗|✘|✖|❌|0)(?:的|了|[.。!,;(].*)?)");
  if (RE2::PartialMatch(folded, refusal) || RE2::FullMatch(folded, whole_no)) {
    return ConsentWords::kRefused;
  }
  // A yes with a but: "√（怕被骗）", "是，电话莫打".
  static const RE2 but(R"([,;。、(].*(?:不|没|未|莫|别|勿|拒|怕|但|只|除|考虑|再说|再看))");
  if (RE2::PartialMatch(folded, but)) return ConsentWords::kPending;
  // At the beginning, or beside something else: "口头同意,未签".
  static const RE2 pending(
      R"(^(?:待|等|未|尚|没|冇|还没|还未|暂|缺|空|无|再说|不在|不清|不详|不知|不明|不确|不一定|不好说|要|需|可能|也许|或许|看|视|到时|回头|以后|下次|想想)|待[补签定确联]|(?:回来|回家|到家|过年|过了?年|[天月号日年]之?以?后|再|才|等[^,。;]{0,6})[^,。;]{0,3}(?:签|说|定|办|看|填|讲|授权|同意)|[未没](?:有)?(?:签|定|授权|同意|确认|联系|回复|办|交|填)|补签|考虑|商量|犹豫|联系不上|再联系|不在|\?|是[/、或]?否|(?:家人|家属|父母|父亲|母亲|爱人|妻子|丈夫|老婆|老公|儿子|女儿)[^,。;]{0,3}(?:同意|签|授权)|代签)");
  if (RE2::PartialMatch(folded, pending)) return ConsentWords::kPending;
  static const RE2 given(
      R"((?:本人|他|她|自己|口头|完全|均|都|已经?|电话|亲口|[说讲](?:的|了|过)?)*(?:[打画划已]?勾选?|钩|打钩|红?手印|[按摁]了?红?手印|是的?|有|对的?|嗯|行|好的?|可以?|能|愿意?|肯|同意|授权|许可|允许|签[字名署订约]?|[提上][供交传]|办理?|收到?|确认|yes|true|1|y|ok|√|✓|✔️?|☑|☑️|✅)(?:了|的|(?:使用|提供|授权|登记|推荐|签字?|信息|本人|个人).*|[.。!,;(].*)?)");
  if (RE2::FullMatch(folded, given)) return ConsentWords::kGiven;
  // A code that nobody explains.
  if (CharacterCount(folded) <= 1) return ConsentWords::kPending;
  // "部分同意", "授权书遗失", "同意到2025年底".
  static const RE2 in_part(
      R"(只|仅|部分|条件|原则|以前|之前|原来|曾|悔|失|丢|空白|期满|过期|到期|截止|到\d|如果|若|除|暂|没|不|未|问|推)");
  if (RE2::PartialMatch(folded, in_part)) return ConsentWords::kPending;
  // "2026-授权-01", "授权书第3号"; and no "看情况", "138空号", which say nothing.
  static const RE2 number(
      R"((?:[^\p{Han}]|[年月日第号签已于字档案编存盒册卷页份版]|\p{Han}{0,6}[〔\[(]\d{4}[〕\])])+)");
  if (SaysAny(folded, {"书", "同意", "授权", "已签"}) ||
      (HoldsDigit(folded) && RE2::FullMatch(folded, number))) {
    return ConsentWords::kReference;
  }
  return ConsentWords::kPending;
}

namespace {

bool IsName(absl::string_view text) {
  static const RE2 name(R"(\p{Han}{2,4}|\p{Han}{1,3}\s+\p{Han}{1,2}|[A-Za-z·. ]{3,30})");
  return !SaysConsentAlone(text) &&
         !SaysAny(text, {"未", "没", "不", "无", "待", "拒", "否", "是", "有", "已", "同意"}) &&
         RE2::FullMatch({text.data(), text.size()}, name);
}

// Under 签字 a name or a mark is a signature, for whatever it was. Who asks 是否签字, 签字没得 is
// told.
ConsentWords ReadSignature(const FieldText& cell, absl::string_view header, ConsentWords words) {
  if (IsName(Trim(cell.text))) return ConsentWords::kNothing;
  const bool is_asked = SaysAny(header, {"是否", "有无", "有没有", "是不是", "没得", "没有", "与否",
                                         "没签", "情况", "了没", "吗"});
  const bool is_signed = words == ConsentWords::kGiven || words == ConsentWords::kReference;
  return is_signed && !is_asked ? ConsentWords::kNothing : words;
}

// What one cell adds to the row's answer.
enum class Vote : std::uint8_t {
  kNone,
  kYes,
  kReference,
  kPending,
  kNo,
  kNotNo,  // 否 under 不同意
};

// Under a header that asks for the no: 不同意, 拒绝授权, 未签.
Vote ReadAnswerToNo(ConsentAsked asked, absl::string_view text) {
  const std::string folded = FoldTight(text);
  static const RE2 nothing(
      R"((?:否|不是|无|没有?|没得|非|no|n|false|0|×|x|✗|✘|✖|❌|/|-+|—+|不(?:反对|拒绝|退出)|(?:未|没有?)(?:反对|拒绝|退出))[.。]?)");
  if (RE2::FullMatch(folded, nothing)) return Vote::kNotNo;
  if (asked != ConsentAsked::kNo) return Vote::kPending;
  // "√（怕被骗）", "是，不要推荐".
  const std::string said = folded.substr(0, folded.find_first_of(",;(.!"));
  static const RE2 no(
      R"((?:不(?:同意|愿意?|肯|授权|公开|提供|推荐|登记|行)|拒绝|反对|退出|要求.*).*)");
  return IsConsentTick(said) || RE2::FullMatch(said, no) ? Vote::kNo : Vote::kPending;
}

Vote VoteOf(ConsentWords words) {
  switch (words) {
    case ConsentWords::kNothing:
      return Vote::kNone;
    case ConsentWords::kGiven:
      return Vote::kYes;
    case ConsentWords::kReference:
      return Vote::kReference;
    case ConsentWords::kPending:
      return Vote::kPending;
    case ConsentWords::kRefused:
      return Vote::kNo;
  }
  return Vote::kPending;
}

Vote ReadConsentCell(const FieldText& cell) {
  const std::string text = TickedAnswer(ByLegend(cell.header, Trim(cell.text)));
  const ConsentAsked asked = WhatHeaderAsks(cell.header);
  const std::string header = FoldTight(cell.header);
  if (asked == ConsentAsked::kYes) {
    const ConsentWords words = ReadConsentWords(text);
    return VoteOf(AsksForSignature(header) ? ReadSignature(cell, header, words) : words);
  }
  // What the legend or the printed answers say is said, whatever the header asks.
  const ConsentWords words = ReadConsentWords(text);
  const bool is_translated = text != Trim(cell.text) && !IsConsentTick(FoldTight(text)) &&
                             SaysAny(text, {"同意", "愿", "授权", "签", "肯", "拒绝", "?"});
  if (is_translated || asked == ConsentAsked::kUnsure) {
    return IsConsentTick(FoldTight(text)) ? Vote::kPending : VoteOf(words);
  }
  return ReadAnswerToNo(asked, text);
}

}  // namespace

ConsentSaid ReadConsentCells(const std::vector<const FieldText*>& cells) {
  ConsentSaid said;
  bool is_yes = false;
  bool is_not_no = false;
  bool is_no_of_no = false;  // ticked under 不同意
  for (const FieldText* cell : cells) {
    const Vote vote = ReadConsentCell(*cell);
    is_yes |= vote == Vote::kYes;
    is_not_no |= vote == Vote::kNotNo;
    is_no_of_no |= vote == Vote::kNo && WhatHeaderAsks(cell->header) == ConsentAsked::kNo;
    const ConsentWords words = vote == Vote::kYes         ? ConsentWords::kGiven
                               : vote == Vote::kReference ? ConsentWords::kReference
                               : vote == Vote::kPending   ? ConsentWords::kPending
                               : vote == Vote::kNo        ? ConsentWords::kRefused
                                                          : ConsentWords::kNothing;
    if (words > said.words) said = {words, Trim(cell->text)};
  }
  // 同意 | 不同意: both are marked, or both denied.
  const bool is_both = is_yes && is_no_of_no;
  const bool is_neither = said.words == ConsentWords::kRefused && !is_no_of_no && is_not_no;
  if (is_both || is_neither) said.words = ConsentWords::kPending;
  return said;
}

bool AsksForSignature(absl::string_view header) {
  if (!SaysAny(header, {"签", "手印", "指印", "指模", "画押", "盖章"})) return false;
  static const RE2 signs(
      R"((?:是否|有无|有没有|是不是|本人|个人|自己|群众|村民|务工者?|劳动者|当事人|劳动力|务工人员|求职者|已|要|必须|没|未|确认|需)*(?:签[字名署章]?(?:没|不)?签?[字名署章]?|[按摁捺盖](?:没|不)?[按摁捺盖]?(?:红)?(?:手印|指印|指模)|手印|指印|指模|画押|签名?盖章|签[字名][/]?(?:[按摁捺盖]?手印|盖章|画押))(?:确认|栏|处|情况|与否|没有|没得|没|否|不|了|了没有?|了没得|状态|结果|有没有|是否|吗|[(].*[)])*)");
  return RE2::FullMatch({header.data(), header.size()}, signs);
}

bool SaysConsentAlone(absl::string_view text) {
  constexpr int kMostCharacters = 10;
  if (!SaysAny(text, {"签", "授权", "同意", "手印", "拒绝"}) ||
      CharacterCount(text) > kMostCharacters) {
    return false;
  }
  static const RE2 alone(
      R"((?:本人|自己|他|她|口头|电话|还|暂时?|都|均|已经?|全部?|坚决|明确|现场|表示|就是|又|也|尚|仍)*(?:不[太大想肯愿]?意?|没得?有?|未|待|等|拒绝?|补|暂缓|代|愿意?|肯|可以|后)?(?:签(?:字|名|署|订|约)?|授权|同意|按手印|摁手印|按|拒绝|拒签)(?:了|过|好|完|的|书|书了|中|之?后再说)?)");
  return RE2::FullMatch(FoldTight(text), alone);
}

bool SpeaksOfAnotherPaper(absl::string_view header) {
  static const RE2 paper(
      R"(培训|流转|入社|合作社|贷款|合同|协议|医生|签约|签证|签到|签收|领取|领款|承诺|保险|社保|医保|征|拆|宅基|(?:家属|家人|父母|配偶|户主|监护人?|单位|负责人?|经办人?|填表人?|采集人?|调查人?|审核人?|登记人?|核查人?|录入人?|介绍人|带队人?|干部|网格员|责任人|组长|支书|书记|主任|领导|村委会?|村支两委|乡镇|镇政府)[^,。;]{0,3}(?:签|意见|确认|盖章|审))");
  return RE2::PartialMatch({header.data(), header.size()}, paper);
}

bool SpeaksOfOtherConsent(absl::string_view header) {
  static const RE2 other(
      R"(外出|务工|就业|夜班|晚班|倒班|加班|轮班|住宿|食宿|调岗|调剂|调配|转移|搬迁|异地|出国|出省|跨省|省外|县外|返岗|返乡|上岗|入职|体检|工资|工种|岗位|参加|参保|养老|家属|家人|父母|配偶|土地|审核|审批|评议|审查|包保|帮扶|婚|计划生育|低保|申请)");
  static const RE2 of_data("信息|资料|数据|隐私|授权|同意书|知情");
  const re2::StringPiece piece(header.data(), header.size());
  return (RE2::PartialMatch(piece, other) || SpeaksOfAnotherPaper(header)) &&
         !RE2::PartialMatch(piece, of_data);
}

bool RefusesUse(absl::string_view header) {
  static const RE2 refuses(
      R"((?:不(?:愿意?|同意|肯|想|让|许|准|要|予|希望|接受|允许)|拒绝?|谢绝|反对|退出|撤回|取消|[莫勿])[^,。;]{0,5}(?:推荐|登记|录入|采集|上报|入库|公开|共享|提供|使用|外传|外泄|透露)[^,。;]{0,4}(?:信息|资料|数据|隐私|就业|给?企业|用人单位|系统|平台|台账)?(?:的|者|栏)*(?:情况|意愿|[(]|[打画划填]|请|/|$)|(?:不(?:愿意?|同意|肯|想|让|许|准|要|予)|拒绝?|谢绝|反对|退出|撤回|取消)[^,。;]{0,4}(?:信息|资料|数据|隐私)[^,。;]{0,2}(?:推荐|登记|录入|采集|上报|入库|公开|共享|提供|使用))");
  return WhatHeaderAsks(header) == ConsentAsked::kNo &&
         (!SpeaksOfOtherConsent(header) || Holds(header, "推荐")) &&
         RE2::PartialMatch({header.data(), header.size()}, refuses);
}

Field ConsentField(absl::string_view header) {
  constexpr int kMostCharacters = 60;  // a sentence, as forms have it
  if (!SaysAny(header, {"同意", "授权",    "愿",    "允许",    "许可", "书",   "知情", "签",
                        "手印", "指印",    "指模",  "画押",    "肯",   "信息", "资料", "数据",
                        "隐私", "consent", "agree", "authori", "推荐", "登记", "录入"}) ||
      CharacterCount(header) > kMostCharacters) {
    return Field::kUnknown;
  }
  static const RE2 asks(
      R"(授权|同意书|知情书|知情同意|(?:愿意?|肯|让|准|允许|许可|可否|能否|可不可以|得不得)[^,。;]{0,6}(?:提供|公开|共享|使用|登记|录入|采集|上报|交换|用|给)[^,。;]{0,10}(?:信息|资料|数据|隐私)|(?:愿意?|肯|让|准|允许|许可|可否|能否|可不可以|得不得)[^,。;]{0,8}(?:信息|资料|数据|隐私)[^,。;]{0,6}(?:提供|公开|共享|使用|登记|录入|采集|上报|交换|用)|(?:信息|资料|数据|隐私)[^,。;]{0,4}(?:愿不愿|肯不肯|让不让|准不准|可不可以|能不能|得不得|同不同意|可否|能否)[^,。;]{0,3}(?:提供|公开|共享|使用|登记|录入|采集|上报|用|给)|签[^,。;]{0,8}(?:授权|同意|知情|告知)[^,。;]{0,4}书|是否已?签[字名署]$|签[字名署]情况|(?:愿意?|肯|允许|可否|能否|同意)[^,。;]{0,4}(?:登记|录入|入库|采集|上报|上传)(?:系统|平台|台账|名册|入库)?$|隐私.{0,4}许可|consent|agree|authori)");
  static const RE2 agrees("同意");
  // To do something oneself, or of somebody else, and not to have one's data used.
  static const RE2 wish(
      R"(外出|务工|就业|夜班|晚班|倒班|加班|轮班|住宿|食宿|培训|调岗|调剂|调配|转移|搬迁|异地|出国|出省|跨省|省外|县外|返岗|返乡|上岗|入职|体检|工资|工种|岗位|参加|参保|家属|家人|父母|配偶|土地|流转|入社|合作社|贷款|合同)");
  static const RE2 of_data("信息|资料|数据|隐私|授权|同意书|推荐");
  // 审核意见/同意: an office's.
  static const RE2 of_office("审核|审批|评议|审查|村委|镇政府|领导|驻村");
  if (AsksForSignature(header)) return Field::kConsent;
  const re2::StringPiece piece(header.data(), header.size());
  // Until when a consent holds, and news that somebody is willing to get.
  static const RE2 other("有效期|到期|截止|失效|接收|收到|获取|了解|推送");
  if (RE2::PartialMatch(piece, other)) return Field::kUnknown;
  const bool says_so = RE2::PartialMatch(piece, asks) || RefusesUse(header) ||
                       (RE2::PartialMatch(piece, agrees) && !RE2::PartialMatch(piece, of_office) &&
                        (!RE2::PartialMatch(piece, wish) || RE2::PartialMatch(piece, of_data)));
  if (!says_so) return Field::kUnknown;
  static const RE2 day(R"((?:日期|时间|日|年月日?|date|time)(?:\(.*)?$)");
  static const RE2 scope(R"((?:范围|版本|scope|version)(?:\(.*)?$)");
  if (RE2::PartialMatch(piece, day)) {
    // 撤回授权日期 is no day from which there is one.
    const ConsentAsked asked = WhatHeaderAsks(header);
    return asked == ConsentAsked::kYes ? Field::kConsentDate : Field::kUnknown;
  }
  if (RE2::PartialMatch(piece, scope)) return Field::kConsentScope;
  return Field::kConsent;
}

}  // namespace laowu::intake

#include "intake/table/consent_doubt.h"

#include <string>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/table/consent_header.h"
#include "intake/table/consent_words.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

// 不同意授权, 授权书没签, 不愿提供个人信息; or, of several clauses one by itself, 本人不签.
bool SaysNotAgreed(absl::string_view header, absl::string_view folded) {
  if (!SaysAny(folded, {"签", "授权", "同意", "拒绝", "手印", "信息", "资料", "隐私"})) {
    return false;
  }
  static const RE2 named(
      R"((?:不(?:愿意?|想|肯|让|许|准|给|能)?|没得?有?|未|拒绝?|不予|尚未|无|反对|撤回|撤销|收回|取消)[^,。;!]{0,4}(?:授权|同意书|知情书|知情同意)|授权书?(?:还|都|也|尚|暂)*(?:没得?有?|未|不肯|不愿意?|不想|不|拒)(?:签|办|交|给|填|同意)|(?:不|未|没有?|拒绝?)(?:予以?|绝)?(?:同意|愿意?|肯|让|许|准|想)?[^,。;!]{0,4}(?:登记|推荐|录入|采集|使用|提供|公开|透露|上报|共享|泄露|留)[^,。;!]{0,4}(?:信息|资料|隐私|数据)|(?:信息|资料|隐私|数据)[^,。;!]{0,3}(?:不(?:愿意?|想|肯|让|许|准|同意)|拒绝)[^,。;!]{0,3}(?:登记|推荐|录入|采集|使用|提供|公开|透露|上报|共享)|不同意(?:登记|推荐|录入|采集|使用|提供|公开))");
  if (RE2::PartialMatch(Piece(folded), named)) return true;
  static const RE2 alone(
      R"((?:^|[,。;!、(])(?:本人|自己|他|她|还|都|又|也|仍|尚|暂时?|坚决|明确|表示|现场)*(?:不(?:愿意?|想|肯|同意)?|没得?有?|未|拒绝?|待|等)(?:补)?(?:签(?:字|名|署)?|按手印|摁手印|同意|授权)(?:的|了)?(?:[,。;!、)]|$)|(?:^|[,。;!、(])(?:拒绝|拒签)(?:[,。;!、)]|$))");
  if (!RE2::PartialMatch(Piece(folded), alone)) return false;
  // 本人不签 under 务工情况 speaks of no work; 不同意 does.
  const std::string column = FoldTight(header);
  const bool is_other =
      SaysAny(folded, {"签", "手印"}) ? SpeaksOfAnotherPaper(column) : SpeaksOfOtherConsent(column);
  return !is_other && !SaysAny(folded, {"合同", "协议", "流转", "贷款", "医生", "培训"});
}

// What is refused, of the words below: data, registration, recommendation, calls.
#define LAOWU_REFUSES                                                                                                         \
  "(?:不(?:太|大|再|怎么)?(?:同意|愿意?|想|要|让|许|准|给|肯|予|接受|希望|允许|喜欢|答应|乐意|" \
  "得把|能把)"                                                                                                            \
  "|[莫勿]|请别|(?:^|叫|让|讲|说|求|我们|你们|干部|麻烦|千万)别|拒绝?|谢绝|反对|担心|害怕|怕)"
#define LAOWU_USED                                                                                                                 \
  "(?:信息|资料|电话|手机号|号码|隐私|名单|台账|花名册|名册|档案|授权|联系|打扰|骚扰|泄[漏露]|" \
  "透露|外传|公开"                                                                                                           \
  "|上报|录入|入库|采集|建档|登记|名字|短信|填表|填写|填他|填我|报名字|报名单|报我|报他|报她|" \
  "录他|录我|登他|登我|照片"                                                                                             \
  "|(?:推荐|介绍)(?:$|[!?)]|给|就业|工作$|岗位$|企业|单位|用人|出去|信息|名单|(?:我|他|她|本人|"       \
  "自己)$))"

// `clause`: folded, without 介绍费 and the like.
bool RefusesUseOfData(absl::string_view clause) {
  // Wishes and work stand between: 不想去介绍的厂, 不愿换电话.
  static const RE2 first(LAOWU_REFUSES "[^去到做干进回学搞住换接]{0,8}" LAOWU_USED);
  static const RE2 last(
      R"((?:信息|资料|电话|手机号|号码|名字|隐私|照片|名单)[^去做干进回]{0,6}(?:不(?:同意|愿意?|想|要|让|许|准|给|肯|能|得)|[莫勿别]|拒绝?)(?:再|随便|乱|往外|对外|给别人|拿|被|让人)*(?:给|公开|外传|透露|泄|用|拿|报|录|登|推荐|提供|发|传|外|说|讲|交|上))");
  static const RE2 removed(
      R"((?:名单|台账|系统|信息|名字|电话|资料|花名册|名册|库)[^,。;]{0,4}(?:删|划掉|勾掉|去掉|除名|撤|拿掉|抹掉|注销|拿下来|剔)|(?:删[除掉去了]?|划掉|勾掉|去掉|撤[下掉]|抹掉|注销|剔除|退出)[^,。;]{0,6}(?:名单|台账|系统|信息|资料|电话|名字|登记|名册|平台|推荐)|把(?:我|他|她|本人|人)(?:给)?(?:删|划掉|勾掉|去掉|除名|抹掉))");
  static const RE2 who_else(
      R"((?:厂|公司|老板|单位|学校|医院|工地|车间|法院|派出所|银行|平台|店)[^,。;]{0,3}(?:不|拒|反对))");
  static const RE2 at_times(
      R"((?:上班|白天|晚上|夜里|中午|上课|睡觉|工作)(?:时间?|时候|期间|的时候)?(?:请)?(?:不要|别|莫|勿))");
  static const RE2 family(
      R"((?:联系|打电话)[^,。;]{0,2}(?:家|父母|爹|妈|亲戚|老婆|老公|娘家|前夫|前妻)|[跟和与](?:家|屋|父母|爹|妈|亲戚|老婆|老公)|联系不[上到])");
  static const RE2 surname(
      "(?:人|姓名|[:、(]|找|支书|主任|村长|组长|师傅|^)莫[^"
      "把给打再要联推录登报写留让拿公透讲外来找叫通泄用将乱向对往]");
  static const RE2 removal(R"((?:未|没|不[要能用]?|莫|别)(?:被)?(?:删|划|注销|剔|撤|退))");
  if (RE2::PartialMatch(Piece(clause), who_else) || RE2::PartialMatch(Piece(clause), surname)) {
    return false;
  }
  if (RE2::PartialMatch(Piece(clause), removed)) {
    return !RE2::PartialMatch(Piece(clause), removal) && !SaysAny(clause, {"脱贫", "低保", "贫困"});
  }
  return (RE2::PartialMatch(Piece(clause), first) || RE2::PartialMatch(Piece(clause), last)) &&
         !RE2::PartialMatch(Piece(clause), at_times) && !RE2::PartialMatch(Piece(clause), family);
}
#undef LAOWU_REFUSES
#undef LAOWU_USED

bool SaysRefusalOfUse(absl::string_view folded) {
  if (SaysAny(folded, {"免打扰", "要求保密", "不方便说", "不方便讲", "不方便透露", "要求取消",
                       "要求退出", "要求删除", "信息保密", "资料保密", "电话保密", "请保密"}))
    return true;
  static const RE2 uncooperative(
      "不(?:愿意?|肯|想|予|太)?配合(?:[,;。!)]|$|登记|采集|调查|填|信息|入户|走访|工作(?:[,;。!)]|$"
      "))");
  if (Holds(folded, "配合") && RE2::PartialMatch(Piece(folded), uncooperative)) return true;
  if (!SaysAny(folded, {"不", "莫", "别", "勿", "拒", "怕", "删", "划掉", "勾掉", "去掉", "撤",
                        "除", "抹掉", "注销", "退出", "反对", "担心", "谢绝"}) ||
      !SaysAny(folded,
               {"信息", "资料", "电话", "号", "登",   "名",   "推荐", "介绍", "联系", "泄", "公开",
                "录",   "隐私", "上报", "报", "授权", "台账", "系统", "打扰", "骚扰", "把", "传",
                "透",   "照片", "档",   "填", "短信", "采集", "入库", "库",   "平台"})) {
    return false;
  }
  // Of which one speaks where no data are meant.
  const std::string plain = absl::StrReplaceAll(
      folded, {{"介绍费", ""},     {"登记费", ""},     {"信息费", ""},   {"电话费", ""},
               {"资料费", ""},     {"推荐费", ""},     {"登记结婚", ""}, {"结婚登记", ""},
               {"失业登记", ""},   {"登记失业", ""},   {"电话面试", ""}, {"电话销售", ""},
               {"电话客服", ""},   {"信息技术", ""},   {"电信", ""},     {"联系不上", ""},
               {"不接电话", ""},   {"打不通", ""},     {"不晓得", ""},   {"别人", "人"},
               {"特别", ""},       {"别的", ""},       {"级别", ""},     {"性别", ""},
               {"分别", ""},       {"登记的岗位", ""}, {"登记的厂", ""}, {"登记的工作", ""},
               {"身份证登记", ""}, {"登记的活", ""},   {"莫某", ""},     {"莫家", ""},
               {"恐怕", ""},       {"哪怕", ""},       {"不怕", ""}});
  for (const absl::string_view clause :
       absl::StrSplit(plain, absl::ByAnyChar(",;!\n"), absl::SkipEmpty())) {
    for (const absl::string_view part : absl::StrSplit(clause, "。", absl::SkipEmpty())) {
      if (RefusesUseOfData(part)) return true;
    }
  }
  return false;
}

// 否, 无, a stroke.
bool DeniesAlone(absl::string_view folded) {
  static const RE2 denial(
      R"((?:否|不|不是|不愿意?|不同意|不想|不要|不肯|不行|不得行|不可以|不能|不接受|拒绝|没得?有?|无|非|n|no|false|×|x|✗|✘|✖|❌|0|/|-+|—+)[.。!]?)");
  return RE2::FullMatch(Piece(folded), denial);
}

// Under 免打扰, 不公开, 拒绝推送: whatever is neither empty nor a denial and short enough for a
// mark.
bool MarksRefusal(absl::string_view header, absl::string_view folded) {
  if (!SaysAny(header,
               {"拒绝",     "不愿",   "免打扰", "勿扰",   "不公开", "不同意", "不想",    "不让",
                "不许",     "不肯",   "退出",   "撤回",   "撤销",   "保密",   "屏蔽",    "谢绝",
                "不要",     "不接受", "勿",     "反对",   "异议",   "不推荐", "不需",    "无需",
                "拒签",     "不签",   "删除",   "donot",  "optout", "refuse", "decline", "withdraw",
                "disagree", "不登记", "不提供", "不上报", "未签"}) ||
      (SpeaksOfOtherConsent(header) && !Holds(header, "推荐"))) {
    return false;
  }
  // 拒签原因: who gives one has refused. 拒绝原因 may be of work.
  const bool is_counted = SaysAny(header, {"次数", "个数", "数量"});
  const bool is_reason = SaysAny(header, {"原因", "理由"});
  if (is_counted || (is_reason && !SaysAny(header, {"签", "授权", "同意", "信息", "登记"}))) {
    return false;
  }
  static const RE2 of_work(
      R"((?:去|出门|走|上班|换|学|吃|住|工作|企业|地|厂|行业|倒|远|夜|晚|脱贫|贫困|低保|监测|兵|伍|党|学校)|保密(?:协议|员|工作)|(?:不要|不想|不接受)的)");
  static const RE2 of_data("信息|资料|数据|隐私|电话|联系|推荐|登记|打扰|公开|授权");
  const bool is_needless = SaysAny(header, {"不需", "无需", "删除"});
  if ((is_needless || RE2::PartialMatch(Piece(header), of_work)) &&
      !RE2::PartialMatch(Piece(header), of_data)) {
    return false;
  }
  constexpr int kMostCharacters = 12;
  static const RE2 denied(
      R"(否|无|没有?|没得|非|n|no|false|×|x|✗|✘|✖|❌|0|/|-+|—+|不是|无异议|不反对)");
  const std::string said = std::string(folded.substr(0, folded.find_first_of(",;(.!")));
  return !RE2::FullMatch(said, denied) &&
         (IsConsentTick(said) || CharacterCount(folded) <= kMostCharacters);
}

// 本人意见: 算了, 摇头, 不要报我. Of a journey it says nothing.
bool IsNoOpinion(absl::string_view header, absl::string_view folded) {
  if (!SaysAny(header, {"意见", "态度", "答复", "回复", "表态", "意思", "反馈"})) return false;
  static const RE2 own(
      R"((?:(?:本人|个人|自己|群众|村民|劳动者|当事人|求职者)的?(?:意见|态度|答复|回复|意思|看法|表态|反馈)|^(?:意见|态度|答复|回复|表态|反馈))(?:情况|结果)?(?:[(]|$))");
  if (!RE2::PartialMatch(Piece(header), own)) return false;
  static const RE2 no(
      R"(不|莫|别|勿|算了|摇头|拒|否|免|考虑|没|未|×|怕|反对|再说|再看|挂|想想|商量|删)");
  static const RE2 of_work(
      R"(去|外出|出门|出去|务工|打工|上班|夜班|厂|工资|远|回家|离家|培训|学|钱|岗位|做工|没意见|没有意见|不反对)");
  return RE2::PartialMatch(Piece(folded), no) && !RE2::PartialMatch(Piece(folded), of_work);
}

// 是否愿意推荐就业, 可否联系, 能不能公开电话.
bool AsksWhetherUsed(absl::string_view header) {
  if (!SaysAny(header, {"推荐", "联系", "打电话", "公开", "登记", "录入"})) return false;
  if (SaysAny(header, {"推荐意愿", "登记意愿", "公开意愿", "联系意愿"})) return true;
  static const RE2 asks(
      R"((?:愿意?|同意|接受|肯|让|准|许|可以|能|可否|可)(?:否|不)?(?:被|给|对外|向企业|为其|帮)*(?:推荐|联系|打电话|公开|登记|录入))");
  return RE2::PartialMatch(Piece(header), asks) && !SaysAny(header, {"家人", "家属"});
}

}  // namespace

bool WithholdsConsent(absl::string_view header, absl::string_view text) {
  const std::string folded = FoldTight(text);
  if (SaysNotAgreed(header, folded) || SaysRefusalOfUse(folded)) return true;
  constexpr std::size_t kLongMark = 120;  // bytes
  if (text.size() > kLongMark) return false;
  const std::string column = FoldTight(header);
  return MarksRefusal(column, folded) || IsNoOpinion(column, folded) ||
         (AsksWhetherUsed(column) && DeniesAlone(folded));
}

}  // namespace laowu::intake

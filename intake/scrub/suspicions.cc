#include "intake/scrub/suspicions.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "intake/text/asked_text.h"
#include "intake/text/reading.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

struct Kind {
  absl::string_view reason;
  absl::string_view message;
  const RE2* pattern;
  std::vector<AskedWord> holds;  // one of these stands in every match: most texts have none
};

const std::vector<Kind>& Kinds() {
  static const auto* const kinds = new std::vector<Kind>{
      {reason::kFraudSuspected,
       "刷单、点赞、垫付返利多为诈骗，请核实后再发布 (clicks and advances for rebates are mostly "
       "fraud: check before publishing)",
       new RE2(
           R"(刷单|刷信誉|刷好评|刷流水|垫付.{0,12}(?:返|佣|利)|(?:充值|先垫|下单).{0,9}返利|点赞员|(?:抖音|快手|视频|手机|关注)点赞|点赞(?:关注|任务|兼职)|做任务.{0,6}佣金|跑分|(?:出租|出借|收购|收|租)(?:银行卡|电话卡|手机卡)|躺赚|稳赚不赔)"),
       {"刷", "赞", "垫", "返利", "佣金", "跑分", "卡", "赚"}},
      {reason::kFraudSuspected,
       "在家打字、手工等兼职多为诈骗，请核实 (typing or handiwork at home is mostly fraud: check)",
       new RE2(
           R"(打字员.{0,12}(?:在家|兼职|日结)|(?:在家|手机|网上|网络|居家)(?:就能|可以|可|做)*(?:打字|录入|手工活?|串珠|兼职)|(?:打字|手工|串珠).{0,6}(?:在家|居家)(?:做|可做|就能做)?|宝妈.{0,4}兼职)"),
       {"打字", "录入", "手工", "串珠", "兼职"}},
      {reason::kFraudSuspected,
       "境外用工须有对外劳务合作经营资格，请核实 (work abroad needs a licensed agency: check)",
       new RE2(
           R"(缅北|缅甸|柬埔寨|西港|妙瓦底|金三角|老挝|菲律宾|迪拜|(?:越南|泰国|马来|印尼|非洲|日本|韩国|新加坡|澳洲|欧洲)(?:工?厂|工地|务工|劳务|打工|农场|餐馆)|(?:出国|境外|海外|国外).{0,4}(?:高薪|劳务|打工|务工)|包机票|包办?护照|偷渡)"),
       {"缅",   "柬埔寨", "西港", "妙瓦底", "金三角", "老挝", "菲律宾", "迪拜",
        "越南", "泰国",   "马来", "印尼",   "非洲",   "日本", "韩国",   "新加坡",
        "澳洲", "欧洲",   "国",   "境外",   "海外",   "包",   "偷渡"}},
      {reason::kPayWithheld,
       "不得压扣工资或扣押证件，请核实 (pay or papers must not be kept back: check)",
       new RE2(
           R"((?:押|压)(?:一|两|二|三|半|\d{1,2})?(?:个)?(?:天|月|周|星期|礼拜)(?:的)?(?:工资|薪)|(?:押|压)工资|(?:扣|押|压|扣押|收|上交)(?:本人)?身份证(?:原件)?|身份证(?:原件)?(?:要|需|须|先)?(?:扣押|抵押|押|扣|上交)|(?:没|未|不)(?:做|干)?满(?:一|两|三|\d{1,2})?个?月的?(?:离职)?扣\d|工资(?:押|压)(?:一|两|半|\d{1,2})?(?:个)?(?:天|月)|(?:自离|自动离职|急辞|(?:不满|未满|做不满|不足|干不满|没做满)(?:一|两|三|\d{1,2})(?:个)?(?:天|月|周|星期))(?:的)?(?:一律|都)?(?:没有?|无|不发|不结|不算|扣(?:发|除)?)(?:任何)?(?:工资|薪)|自离不结|(?:押|压)(?:一|两|二|三|半)(?:个)?(?:月|周|星期)(?:的)?(?:$|[,，。;；、!！\s)）])|工资(?:押|压)(?:到|至)|(?:先|要先|需先)交(?:出)?身份证|(?:没|未|不)(?:做|干|上)?满(?:一|两|三|[1-9]\d?)个?(?:天|月|周|星期)(?:就走|走人|离职|走的)?(?:的)?(?:一律|都)?(?:没有?|无|不发|不结|不算|不给|扣)(?:任何)?(?:工资|薪|钱)|(?:一|两|三|五|七|[1-9]\d?)(?:天|周|个?月)(?:内|以内|之内)(?:走|离职|自离|不干|走人)(?:的|了)?(?:一律|都)?(?:没有?|无|不发|不结|不算|不给)(?:任何)?(?:工资|薪|钱))"),
       {"押", "压", "身份证", "自离", "自动离职", "急辞", "满", "不足", "内"}},
  };
  return *kinds;
}

bool IsDenied(absl::string_view before) {
  for (absl::string_view no : {"不", "不会", "无", "没有", "绝不", "从不", "拒绝", "非", "谢绝",
                               "严禁", "禁止", "防", "反", "打击"}) {
    if (absl::EndsWith(before, no)) return true;
  }
  return false;
}

}  // namespace

std::vector<Suspicion> FindSuspicions(absl::string_view text) {
  return FindSuspicions(text, AskedText(text));
}

std::vector<Suspicion> FindSuspicions(absl::string_view text, const AskedText& asked) {
  std::vector<Suspicion> found;
  for (const Kind& kind : Kinds()) {
    if (std::none_of(kind.holds.begin(), kind.holds.end(),
                     [&](const AskedWord& word) { return word.IsIn(asked); })) {
      continue;
    }
    re2::StringPiece words;
    const re2::StringPiece whole(text.data(), text.size());
    if (!kind.pattern->Match(whole, 0, whole.size(), RE2::UNANCHORED, &words, 1)) continue;
    const auto at = static_cast<std::size_t>(words.data() - text.data());
    if (IsDenied(text.substr(0, at))) continue;
    found.push_back({kind.reason, kind.message, std::string(words.data(), words.size())});
  }
  return found;
}

}  // namespace laowu::intake

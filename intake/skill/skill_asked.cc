#include "intake/skill/skill_asked.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "intake/skill/last_said.h"
#include "intake/skill/skill_clauses.h"
#include "intake/skill/skill_papers.h"
#include "intake/skill/skill_wording.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// What may stand between a word that asks and the name: how well, with what, of which kind.
#define LAOWU_HOW                                                                                                                      \
  "(?:过|地|的|使用|操作|运用|应用|掌握|独立|单独|能够?|会|懂得?|熟练|熟悉|精通|了解|看得?懂?|"       \
  "读懂|识|开|做|打|修|装|调|编|用|焊|踩|烧|拉|洗|炒|写|说|讲|驾驶|各类|各种|多种|各式|一般|"          \
  "基本|基础|简单|常用|常见|日常|相关|相应|一定|较强|良好|过硬|丰富|有效|有|国家|至少|一种|一门|" \
  "一项|以下|以上|下列|年|个|月|[一二两三四五六七八九十半几]|初级|中级|高级|持有?|需要?|须|"        \
  "必须|必备|要求|要|具备|是|为|本人|电脑|机械|全?自动|半自动|手动|数控|国产|进口|办公|专业|"       \
  "大型|中型|小型|和|与|及|以及|计算机|网络|微软|书面|口头|较为?|[a-z0-9+#.]{1,14}|[:\\[(\"\\-~])"             \
  "*"

// Nothing of a longer word follows: the end, a mark, or the beginning of another statement.
bool EndsAWord(absl::string_view behind) {
  if (behind.empty()) return true;
  static const RE2 ends(
      "^(?:操作|作业|使用|工作|技能|技术|手艺|软件|系统|办公软件|工具|设备|机器|机台|岗位|工种|类|"
      "方面|工|员|师傅|人员|工人|者|能力|基础|经验|经历|证书?|操作证|上岗证|资格证|驾驶证|驾照|"
      "从业|基本|常用|系列|相关|应用|运用|读写|阅读|书写|口语|沟通|技巧|水平|处理|输入法|专用|熟练|"
      "熟手|精通|流利|良好|必须|必备|必会|t\\+?|[0-9.+]+|版|的|等|之一|均可|都可以?|"
      "也可以?|即可|皆可|两种|三种)*(?:$|[、(:+&\"\\[)\\]!?~*.\\-]|及|和|与|或|兼|能(?:[^量源]|$)|"
      "会(?:[^计议员所场馆费]|$)|有|要|可|包[吃住食教]|需|须|持|懂|熟|无|不|限|年龄|年薪|"
      "\\d|男|女|月薪|月入|月休|工资|工价|底薪|待遇|薪|吃|住|长期|长白|白班|夜班|两班|做[事过]|"
      "上班|上岗|也|都|就|才|且|并|来|优先|最好|满|提供|身体|人品|男女|服从|适应|独立|从事|"
      "[a-z]\\d(?:$|[^a-z0-9]))");
  return RE2::PartialMatch(Piece(behind), ends);
}

// "会电焊" is a name as well as 电焊.
bool AsksByItself(absl::string_view name) {
  return StartsWithAny(name, {"会", "懂", "熟练", "精通", "看懂"}) &&
         !absl::StartsWith(name, "会计");
}

bool IsPaper(absl::string_view name) {
  if (EndsWithAny(name, {"单证", "验证", "认证", "保证"})) return false;
  // A bare class (B1) is also an address, and is asked for as any other name.
  return EndsWithAny(name, {"证", "证书", "证明", "照"}) ||
         (!IsBareLicenceClass(name) && NamesLicence(name));
}

// "国际贸易、英语等相关专业": what somebody studied.
bool IsASubject(absl::string_view rest) {
  constexpr std::size_t kNear = 45;       // bytes
  constexpr std::size_t kOneMoreHan = 9;  // 专业 and the ideograph behind it
  rest = rest.substr(0, kNear + kOneMoreHan);
  const std::size_t at = rest.find("专业");
  return at != absl::string_view::npos && at <= kNear &&
         !StartsWithAny(rest.substr(at), {"专业技", "专业知", "专业能", "专业化", "专业性"});
}

// "具备一定的销售能力": less than the trade.
bool AsksForALittle(absl::string_view before, absl::string_view behind) {
  return SaysAny(before, {"一定", "基本", "基础", "简单"}) &&
         SaysAny(behind, {"能力", "意识", "知识", "基础", "常识", "概念"});
}

// "办理健康证", "考证补贴", "报销": the firm sees to it, or speaks of another's.
bool IsSeenTo(absl::string_view before) {
  return SaysAny(before, {"办理", "代办", "帮办", "协助", "免费", "报销", "补贴", "培训", "审核",
                          "检查", "核对", "负责", "收集"});
}

}  // namespace

bool IsAskedFor(absl::string_view before, absl::string_view name, absl::string_view behind) {
  if (!EndsAWord(behind) || AsksForALittle(before, behind)) return false;
  if (IsPaper(name) && !IsSeenTo(before)) return true;
  if (AsksByItself(name)) return true;
  if (SaysAny(behind, {"熟练", "熟悉", "精通", "流利", "必须", "必备", "必会", "证", "驾照"})) {
    static const RE2 proven(
        R"(^(?:操作|作业|使用|技能|技术|软件|系统|机器|设备|工|员|师傅|等|的|特种|上岗|资格|从业|执业|驾驶|平台|[a-z0-9+.]+)*(?:必须|要|需)?(?:熟练|熟悉|精通|流利|必须|必备|必会|证|驾照))");
    if (RE2::PartialMatch(Piece(behind), proven)) return true;
  }
  if (before.empty() || !SaysAny(before, {"会", "懂", "熟", "精通", "掌握", "擅长", "能", "须",
                                          "需", "要求", "持", "具备", "具有", "必", "有", "带"})) {
    return false;
  }
  if (IsBareLicenceClass(name) && EndsWithAny(before, {"有", "带", "持"})) return true;
  static const RE2 asks(
      "(?:(?:^|[^社协机开年工公晚展议例学商])会|懂得?|熟练|熟悉|精通|掌握|擅长|能够?|必须|必需|"
      "(?:^|[^无急现诚尚还所])(?:须|需要?)|要求|持有?|具备|具有)" LAOWU_HOW "$");
#undef LAOWU_HOW
  return RE2::PartialMatch(Piece(before), asks);
}

namespace {

bool OnlyJoins(absl::string_view between) {
  static const RE2 joins(
      R"(^(?:和|及|与|以及|兼|并|且|还|也|都|能|会|懂|\+|&|又|操作|使用|\(|如|:|包括)*$)");
  return RE2::FullMatch(Piece(between), joins);
}

bool LeavesTheChoice(absl::string_view between) {
  constexpr std::size_t kFar = 45;  // bytes; behind more words than that 或 joins sentences
  return between.size() <= kFar && SaysAny(between, {"或", "任一", "其中一"});
}

constexpr absl::string_view kWelcome[] = {"优先", "最好", "加分", "更佳",
                                          "为佳", "更好", "尤佳", "者佳"};

// The names between which a list leaves the choice are all of it: 电焊、氩弧焊或二保焊.
void TakeChoices(absl::string_view statement, const std::vector<Lexicon::Hit>& hits,
                 std::vector<HowAsked>& how) {
  const auto between = [&](std::size_t i) {
    return statement.substr(hits[i].end, hits[i + 1].begin - hits[i].end);
  };
  for (std::size_t i = 0; i + 1 < hits.size(); ++i) {
    if (hits[i].end > hits[i + 1].begin || hits[i].id == hits[i + 1].id) continue;
    if (!LeavesTheChoice(between(i))) continue;
    how[i + 1].only_welcome = true;
    for (std::size_t at = i + 1; at-- > 0;) {
      how[at].only_welcome = true;
      if (at == 0 || hits[at - 1].end > hits[at].begin || between(at - 1) != "、") break;
    }
  }
}

}  // namespace

std::vector<HowAsked> HowAskedFor(absl::string_view statement, absl::string_view next_statement,
                                  const std::vector<Lexicon::Hit>& hits) {
  std::vector<HowAsked> how(hits.size());
  const bool welcome_next =
      StartsWithAny(next_statement, {"优先", "者优先", "加分", "更佳", "尤佳"});
  LastSaid welcome(statement, kWelcome);
  SkillClauses clauses(statement);
  ClauseSpan clause{0, 0};
  bool paid_more = false;  // in that clause
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const Lexicon::Hit& hit = hits[i];
    if (const ClauseSpan around = clauses.Around(hit); i == 0 || around != clause) {
      clause = around;
      paid_more = IsPaidMore(statement.substr(clause.begin, clause.end - clause.begin));
    }
    const std::size_t last = i == 0 ? 0 : hits[i - 1].end;
    const std::size_t from = std::min(std::max(clause.begin, last), hit.begin);
    std::size_t to = clause.end;
    if (i + 1 < hits.size()) to = std::max(hit.end, std::min(to, hits[i + 1].begin));
    const absl::string_view before = statement.substr(from, hit.begin - from);
    const absl::string_view name = statement.substr(hit.begin, hit.end - hit.begin);
    const absl::string_view behind = statement.substr(hit.end, to - hit.end);
    how[i].only_welcome = welcome_next || welcome.IsBehind(clause.begin) || paid_more;
    const bool handed_on = i > 0 && last > clause.begin && how[i - 1].required && OnlyJoins(before);
    how[i].required = IsAskedFor(handed_on ? "会" : before, name, behind) &&
                      (IsPaper(name) || !IsASubject(statement.substr(hit.end)));
  }
  TakeChoices(statement, hits, how);
  for (HowAsked& one : how) one.required = one.required && !one.only_welcome;
  return how;
}

}  // namespace laowu::intake

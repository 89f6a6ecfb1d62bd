#include "intake/skill/skill_wording.h"

#include "absl/strings/match.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// "不会", "不太懂", "还没有考", "无需"; not "不仅会", since what stands between counts.
bool DeniesWhatFollows(absl::string_view before) {
  static const RE2 no(
      R"(不(?:太|大|怎么|是很)?(?:会|懂|熟悉|熟练|熟|能|是|做|干|打|跑|搞|带|含|涉及|属于|从事|负责|参与|想|愿意|愿|要|招|考虑|接受|喜欢|限|需要|需|要求|用|必|具备|打算|去|进)+(?:会|懂|做|干|用|开|打|搞|操作|持|有|去|当|考|再|任何|这个|那个|什么|的)*$|(?:做|干|开|打)不[了来]$)");
  static const RE2 none(
      R"((?:没|未|无|免|非)(?:有|得|需|须|要求|学习|学会|学|会|考取|考到|考|拿到|拿|取得|办|做|干|当|从事|接触|碰|开|用|打|任何|什么|过|持|相关|专业|具备|的)*$)");
  // "有无叉车证:有" asks and answers.
  if (absl::EndsWith(before, "有无") || absl::EndsWith(before, "有没有")) return false;
  // Of each of these expressions, one of the words before it stands in every match.
  return (Holds(before, "不") && RE2::PartialMatch(Piece(before), no)) ||
         (SaysAny(before, {"没", "未", "无", "免", "非"}) &&
          RE2::PartialMatch(Piece(before), none));
}

// "电焊不会", "叉车证没有", "电工证还没考"; "叉车司机没有住宿不去" speaks of a bed.
bool DeniesWhatStandsBefore(absl::string_view after) {
  static const RE2 no(
      R"(^[(:]*(?:证书?|工|操作|方面|这些|活|技术|经验|水平|手艺|什么的|的|也|都|全|还|早|已经?|现在|后来|我|就|暂时|基本|完全|一点)*(?:不会|不懂|不行|不熟[练悉]?|不太会|不太懂|没有|没做过|没干过|没学过|没学会|没接触过|没考[过完]?|没拿到?|没(?:考|拿|办)下来|还?没(?:考|学|拿|办|有)?|未考|考试?(?:没有?|未)(?:通过|过)|(?:没有?|未)(?:通过|考过)|不及格|无|不需要?|不要求|无要求|不做|不干|做不[了来]|干不[了来]|不想[做干]|不用|不(?:太)?(?:好|标准|流利)|不太行|不怎么[样好会行]|不大会|[太很]差|差|忘[了光记掉]了?|忘得?差不多了|记不[得清]|不记得|没得|莫得|[做干搞弄整开]不得|[做干][不没]动|搞不来|整不来|弄不来|不得行|(?:都|已|早)?被?(?:吊销|注销|没收|收缴|扣)|丢|遗失|弄丢|搞丢|弄掉|搞掉|掉|不见|不能[做干开]|[说讲听做干开修弄学看](?:得)?不(?:太)?(?:好|来|了|清|懂|出|标准|会)|不(?:太)?会[说讲听开做弄])(?:证|经验|经历|过|了|的|呢|吧|啊|可学|可教|可以学|也行|也可以?|没关系|没事|做|干|[说讲听]|怎么[做干开弄])*\)?$)");
  // "电焊不会只会看火": what follows is another thing.
  static const RE2 another(
      R"(^(?:方面|技术|活|的)*(?:不会|不懂|不熟|没做过|没干过|没学过)(?:但是?)?(?:只|就|但|光)(?:会|能|做过|干过|懂))");
  if (!SaysAny(after, {"不", "没", "未", "无", "差", "忘", "莫", "吊销", "注销", "收缴", "丢", "掉",
                       "遗失", "扣"})) {
    return false;
  }
  return RE2::PartialMatch(Piece(after), no) || RE2::PartialMatch(Piece(after), another);
}

bool WantsToLearn(absl::string_view before, absl::string_view after) {
  static const RE2 learns(
      R"((?:想|要|愿意?|希望|打算|准备|计划|正|在|去|来|可以?|能|包|免费|边|刚|开始|带薪|学徒|有意|报名|报班)(?:免费|重新|再|去|来|跟师傅|多|好好)*(?:学习|学|考取|考到|考|报考|报|培训)(?:一下|一门|个|点|些|做|开|下|门|张|技术|的是|的)*$)");
  static const RE2 to_learn(
      R"(^[(:]*(?:证书?|工|操作|技术)?(?:也|很|都|还|我|就)*(?:想学|正在学|在学|可学|可以学|能学|想考|在考|正在考|准备考|准备学|打算[学考]|正在办|还在办|在办|办理中|待办|待发|学习中|考试中|培训中|包教|可教|包学))");
  static const RE2 interest(R"(^(?:工作|方面|技术|的工作|行业)?(?:很|比较|非常)?(?:感|有)兴趣)");
  return (SaysAny(before, {"学", "考", "报", "培训"}) &&
          RE2::PartialMatch(Piece(before), learns)) ||
         (SaysAny(after, {"学", "考", "办", "发", "训", "教"}) &&
          RE2::PartialMatch(Piece(after), to_learn)) ||
         (Holds(after, "兴趣") && RE2::PartialMatch(Piece(after), interest));
}

// "想找个保安", "想当保姆": what somebody would do, who has not said that they can.
bool OnlyWishes(absl::string_view before, absl::string_view after) {
  static const RE2 wishes(
      R"((?:(?:想|希望|打算|计划|准备)(?:去|回家|在家|回来|再|自己)*(?:找|做|干|当|跑|开|进|养|种|搞|卖)|想应聘|想从事|想去做|想去当|希望做|希望找|希望当|希望从事|愿从事|愿意从事|有意从事|拟从事|打算做|打算找|愿意做|愿意当|愿做|可以去?(?:做|干|当)|可做|应聘|要找|(?:安排|介绍|推荐)(?:我|去|到)?|(?:^|[^寻])找|求职|(?:求职意向|意向|期望)(?:岗位|工种|工作|职位)?:?)(?:一?个|一?份|点|些|做|会|当)*$)");
  static const RE2 would_do(
      R"(^(?:工|的|员|之类|岗位|工作)*(?:也|都)(?:行|可以|可|愿意)(?:做|干)?$)");
  // "想去福建晋江做鞋"; not "想去中山以前做焊工".
  static const RE2 there(
      R"((?:想|希望|打算|计划|准备)(?:去|到|回)(\p{Han}{2,10}?)(?:做|干|当|搞|学|找|进|开)$)");
  re2::StringPiece place;
  if (SaysAny(before, {"去", "到", "回"}) && RE2::PartialMatch(Piece(before), there, &place) &&
      !SaysAny({place.data(), place.size()}, {"前", "过", "会", "曾", "有", "一直", "年", "在"})) {
    return true;
  }
  return (!before.empty() && RE2::PartialMatch(Piece(before), wishes)) ||
         (SaysAny(after, {"也", "都"}) && RE2::PartialMatch(Piece(after), would_do));
}

// "不会电焊的勿扰": no and no is yes.
bool TurnsAway(absl::string_view after) {
  static const RE2 not_wanted(R"((?:者|的|人)不要$)");
  return SaysAny(after, {"勿扰", "免谈", "别来", "勿投", "勿面", "绕道", "不要来", "请勿", "不录用",
                         "不予录用", "不招"}) ||
         RE2::PartialMatch(Piece(after), not_wanted);
}

}  // namespace

SkillWording WordingOf(absl::string_view before, absl::string_view after) {
  if (before.empty() && after.empty()) return SkillWording::kUnsaid;
  if (DeniesWhatFollows(before)) {
    return TurnsAway(after) ? SkillWording::kAskedFor : SkillWording::kDenied;
  }
  if (DeniesWhatStandsBefore(after) || WantsToLearn(before, after) || OnlyWishes(before, after)) {
    return SkillWording::kDenied;
  }
  if (before.empty()) return SkillWording::kUnsaid;
  static const RE2 listed(
      R"(^(?:、|和|及|与|或者?|跟|还有|以及|\+|&)*(?:做|当|干|开|搞|养|种|跑|卖)?$)");
  return RE2::FullMatch(Piece(before), listed) ? SkillWording::kUnsaid : SkillWording::kStated;
}

bool LacksOnlyThePaper(absl::string_view name, absl::string_view after) {
  static const RE2 no_paper(
      R"(^[(:]*(?:但是?|就是|还|暂)?(?:没有?|无|未办|未考|没考|没办|没拿)(?:操作|上岗|资格)?证书?\)?$)");
  return Holds(after, "证") && !absl::EndsWith(name, "证") && !absl::EndsWith(name, "照") &&
         !absl::EndsWith(name, "本") && RE2::PartialMatch(Piece(after), no_paper);
}

bool IsPaidMore(absl::string_view clause) {
  if (!SaysAny(clause, {"加", "补", "津贴", "奖", "从优"})) return false;
  static const RE2 more(
      R"((?:证书?|照|会|懂|技能)[^,、]{0,6}?者?(?:薪资|工资|每月|月薪|底薪)?(?:另外?|可|再)?(?:加薪|加\d|补贴|补\d|津贴|奖励?\d|待遇从优|从优|工资从优))");
  return RE2::PartialMatch({clause.data(), clause.size()}, more);
}

bool DeniesTheList(absl::string_view after) {
  return SaysAny(after, {"都", "全"}) && DeniesWhatStandsBefore(after);
}

bool SpeaksOfAnother(absl::string_view up_to_the_name) {
  static const RE2 other(
      R"(^(?:(?:我|俺)?(?:的|家|家里的?)?(?:老公|老婆|丈夫|妻子|爱人|媳妇|儿子|女儿|父亲|母亲|父母|爸爸|妈妈|公公|婆婆|岳父|女婿|儿媳|哥哥|弟弟|姐姐|妹妹|男朋友|女朋友|表哥|表弟|堂哥|堂弟)|(?:我|俺)(?:的|家|家里的?)?(?:哥|弟|姐|妹|爸|妈|姐夫|妹夫|叔|舅|对象|家人|家属|朋友|同乡|老乡|亲戚|邻居)|(?:家人|家属|朋友|同乡|老乡|亲戚|邻居|对象)(?:也|还|以前|现在)*[会能是有做开懂当踩干学搞打])([^我]*)$)");
  re2::StringPiece found;
  if (up_to_the_name.empty()) return false;
  // What somebody who is spoken of may begin with.
  if (!StartsWithAny(up_to_the_name,
                     {"我", "俺", "的", "家", "老", "丈", "妻", "爱", "媳", "儿",
                      "女", "父", "母", "爸", "妈", "公", "婆", "岳", "哥", "弟",
                      "姐", "妹", "男", "表", "堂", "朋", "同", "亲", "邻", "对"})) {
    return false;
  }
  if (!RE2::PartialMatch(Piece(up_to_the_name), other, &found)) return false;
  // 妈妈岗 is a post for whoever has children; "我和老公都会" speaks of both.
  const absl::string_view rest(found.data(), found.size());
  return !absl::StartsWith(rest, "岗") && !absl::StartsWith(rest, "班") &&
         !SaysAny(rest, {"本人", "自己", "教", "和俺", "都"});
}

}  // namespace laowu::intake

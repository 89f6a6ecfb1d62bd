#include "intake/skill/skill_subject.h"

#include "absl/strings/match.h"
#include "intake/skill/skill_wording.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// What somebody would do. Not 主要, 需要, 思想; of a bare 去 only where a work follows a place,
// since 去毛刺 is a work and 去年 a time.
#define LAOWU_WISHES                                                                                                      \
  "(?:(?:^|[^思理联梦幻])想|愿意?|希望|打算|准备|计划|考虑|有意|同意|期望|盼望?|求职|应聘|" \
  "(?:^|[^主需重想不])要(?:去|到|进|做|找|当|学|来|干|回)|(?:可以?|能)(?:去|到)(?:\\p{Han}{2,}?)"    \
  "(?:做|干|当|搞|进))"
#define LAOWU_GOES                                                                                                                \
  "(?:^|、)(?:我|就|也|还是|只|年后|过完年|过了年|节后|春节后|开年|下个?月|明年|近期|马上|随时|" \
  "今年|再|先)*(?:去[^年掉过了毛污油皮骨壳锈渣]|到[^处岗期位]|进[^网口出货])"

// Between a wish and a name: that somebody can, did or goes on.
bool SaysMoreThanTheWish(absl::string_view between) {
  static const RE2 more(
      R"((?:^|[^机社])会|懂|过(?:[^去来完了年]|$)|[\d一二两三四五六七八九十几多半]年|以前|之前|先前|从前|前[做干当搞开]|曾|原[来先在做]|持|有$|有(?:经验|基础|手艺|\p{Han}{0,4}证)|能$|能[做干开焊修]|熟|擅长|一直|现在|目前|继续|接着|本行|仍)");
  return RE2::PartialMatch(Piece(between), more);
}

#define LAOWU_KIN                                                                                                                  \
  "(?:老公|老婆|丈夫|妻子|爱人|媳妇|儿子|女儿|儿媳妇?|女婿|父亲|母亲|父母|爸爸|妈妈|公公|婆婆|" \
  "岳父|岳母|哥哥|弟弟|姐姐|妹妹|大哥|二哥|三哥|大姐|二姐|姐夫|妹夫|嫂子|弟媳|男朋友|女朋友|"  \
  "表[哥弟姐妹叔兄]|堂[哥弟姐妹叔兄]|叔叔|伯伯|舅舅|大舅|小舅子?|姑姑|姑父|姨妈|姨父|小姨|"     \
  "侄[子女儿]|外甥|孙子|亲戚|老乡|同乡|朋友|同学|战友|工友|邻居|对象|家属|家人|同村的?人?|熟人)"

bool NamesSomebody(absl::string_view statement) {
  static const RE2 kin(
      LAOWU_KIN "|(?:我|俺|咱)(?:的|家的?)?(?:哥|弟|姐|妹|爸|妈|爹|娘|叔|舅|姑|姨|师傅|老板)");
  return RE2::PartialMatch(Piece(statement), kin);
}

// "我表哥在东莞做", "有个老乡是", "听说亲戚那边"; not "跟表哥做过", nor "老公和我都会".
bool BeginsWithAnother(absl::string_view up_to_the_name) {
  static const RE2 other(
      "^(?:因为|听说|由于|就是|主要是?|现在|目前|以前|去年|今年|家里?|家中|屋里|我们?|俺|咱们?|"
      "有|是|个|一个|几个|的|那个|村里?|同村|找)*(?:" LAOWU_KIN
      "|师傅|老板)(?:他|她|们|俩|家里?|那边|那里|那儿|厂里?|的厂)*(?:以前|现在|目前|也|还|就|"
      "一直|常年|说|刚)*(?:"
      "$|在|会|能|是|有|懂|做|干|搞|开|当|打|跑|踩|种|养|去|从事|介绍|叫|喊|认识|焊|修|包|管|"
      "办)([^我俺咱]*)$");
  static const RE2 they_too(
      "(?:" LAOWU_KIN
      "|老板|师傅)[^我俺咱]{0,9}(?:^|[^其吉])(?:他|她)(?:们)?(?:在|是|那|做|会|"
      "干|开|当|搞|家)([^我俺咱]*)$");
  re2::StringPiece rest;
  if (!RE2::PartialMatch(Piece(up_to_the_name), other, &rest) &&
      !RE2::PartialMatch(Piece(up_to_the_name), they_too, &rest)) {
    return false;
  }
  return !SaysAny({rest.data(), rest.size()}, {"本人", "自己", "教", "都"});
}

// "他在那边", of somebody who was named before.
bool BeginsWithThem(absl::string_view statement) {
  static const RE2 them("^(?:现在|目前|以前|因为|说)*(?:他|她|人家)");
  return RE2::PartialMatch(Piece(statement), them);
}

}  // namespace

bool IsOnlyWishedFor(absl::string_view up_to_the_name, absl::string_view statement) {
  static const RE2 wish("(?s)^.*" LAOWU_WISHES "(.*)$");
  static const RE2 goes("(?s)^.*" LAOWU_GOES
                        R"((.*(?:做|干|当|搞|踩|开|从事|打|跑|找|学).{0,12})$)");
  if (!SaysAny(up_to_the_name, {"想", "愿", "希望", "打算", "准备", "计划", "考虑", "有意", "同意",
                                "期望", "盼", "求职", "应聘", "要", "去", "到", "进"})) {
    return false;
  }
  re2::StringPiece between;
  const bool wished =
      RE2::FullMatch(Piece(up_to_the_name), wish, &between) ||
      (RE2::FullMatch(Piece(up_to_the_name), goes, &between) && !SaysThatTheyCan(statement));
  return wished && !SaysMoreThanTheWish({between.data(), between.size()});
}

bool WishesForAPlace(absl::string_view statement) {
  static const RE2 there("^(?:.{0,12}" LAOWU_WISHES "(?:去|到|回|来|在|进)?|" LAOWU_GOES
                         R"()(\p{Han}[\p{Han}、]{1,30})$)");
  re2::StringPiece place;
  return RE2::FullMatch(Piece(statement), there, &place) &&
         !SaysMoreThanTheWish({place.data(), place.size()});
}

bool GoesOnWishing(absl::string_view statement) {
  static const RE2 work("^(?:做|进|干|当|搞|找|学|踩|从事|开|就做|就进|到|去)");
  return RE2::PartialMatch(Piece(statement), work) && !SaysThatTheyCan(statement);
}

bool SaysThatTheyCan(absl::string_view statement) {
  static const RE2 can(
      R"((?:^|[^不机社])会|懂|过(?:[^去来完了年]|$)|[\d一二两三四五六七八九十几多半]年|[^没无]证|熟|精通|了[一二两三四五六七八九十几\d])");
  return RE2::PartialMatch(Piece(statement), can);
}

bool TakesBack(absl::string_view statement) {
  static const RE2 back(
      R"((?:但是?|不过|就是|可是|可|虽然|我|还|也|都|全|从来|从|以前|之前|目前|暂时|一点|完全|这个|这些|这行|这方面|什么)*(?:(?:没有?|未|不曾)(?:正式|系统)?(?:做|干|学|接触|搞|弄|碰|开|操作)过?|(?:没有?|无|零)(?:任何|相关|什么)?(?:经验|基础|技术)|不会(?:做|弄|的|操作)?|不懂|不熟[练悉]?|(?:想|要|愿意?|可以?|能|需要?|得|愿意去)(?:从头|重新|慢慢|边做边)?学(?:习)?)(?:过|的|了|呢|这个|这行|也|,|想|愿意?|可以?|肯|能|要|学|就是|一下|起|技术|教)*)");
  return RE2::FullMatch(Piece(statement), back);
}

bool SaysThatTheyCanNoMore(absl::string_view statement) {
  static const RE2 no_more(
      R"((?:我|本人|但是?|就是|后来|现在|目前|因为|由于)*(?:(?:眼睛?|身体|手|腰|腿|脚|年纪|年龄|人|颈椎|视力|耳朵|受伤|生病|得病|上了?年纪)\p{Han}{0,8}?)?(?:就|现在|后来|所以|早就?|已经?|都|实在)*(?:[做干开搞]不(?:动|了|得|起)|(?:不能|不敢|没法|无法)(?:再)?[做干开搞]|[做干开搞]不来)(?:这个|这行|了)*)");
  static const RE2 for_their_health(
      R"((?:我|本人|但是?|因为|由于)*(?:眼睛?|身体|手|腰|腿|脚|年纪|年龄|颈椎|视力|耳朵|受伤|生病|得病)\p{Han}{0,8}?(?:不|没)(?:再)?[做干开搞](?:这个|这行)?了)");
  static const RE2 long_ago(
      R"((?:早就?|现在|已经?|多年|好久|好多年|后来|\d+年)+(?:都)?(?:不|没)(?:再)?[做干开搞](?:这个|这行|过)?了)");
  if (!SaysAny(statement, {"不", "没"})) return false;
  for (const RE2* one : {&no_more, &for_their_health, &long_ago}) {
    if (RE2::FullMatch(Piece(statement), *one)) return true;
  }
  return false;
}

bool IsOfWhomTheyFollow(absl::string_view before, absl::string_view name, absl::string_view after) {
  if (!EndsWithAny(name, {"工", "员", "师", "师傅", "长", "头", "司机", "嫂", "匠", "老板", "主管",
                          "主任", "领班", "经理"})) {
    return false;
  }
#define LAOWU_WHICH                                                                                                              \
  "(?:着|了|过|到|住)?(?:人家|别人|一?个|我们?|家里?|他们?|村里?|老家|当地|本地|的|那个|工地上?|" \
  "厂里?|大|小|老)*$"
  static const RE2 behind_them(
      "(?:跟|给|帮|替|随|找|投奔|认识|陪|听|靠|被|由|有一?个)" LAOWU_WHICH);
  static const RE2 beside_them("(?:和|同|与|在)" LAOWU_WHICH);
  static const RE2 helps(
      R"(^(?:师傅)?(?:手下|手底下|下面|底下|那里|那儿|那边|带着?我?|叫我?|喊我?|介绍|联系|打下手|打杂|当[小学下]|跑了|拖欠|不给|欠|一起))");
#undef LAOWU_WHICH
  // "带得有三个小工", "手下两个木工": whom they lead.
  static const RE2 led_by_them(
      R"((?:带|领|管|请|雇|喊|叫|招|手下|手底下|底下|下面)(?:得|着|了|过|起|有|是)*(?:[一二两三四五六七八九十几]{1,3}|\d{1,2}|好几)(?:来|多)?(?:个|名|位|号|帮|批|群|班)(?:人|的)?$|有(?:[二两三四五六七八九十几]{1,2}|[2-9]|\d\d)(?:来|多)?(?:个|名|位|号)$)");
  if (SaysAny(before, {"个", "名", "位", "号", "帮", "批", "群", "班"}) &&
      !StartsWithAny(after, {"证", "本", "照", "资格"}) &&
      RE2::PartialMatch(Piece(before), led_by_them)) {
    return true;
  }
  const bool is_boss = EndsWithAny(name, {"长", "头", "老板", "主管", "主任", "领班", "经理"});
  const bool is_helper = RE2::PartialMatch(Piece(after), helps);
  if (before.empty() && is_boss &&
      StartsWithAny(
          after, {"介绍", "叫", "喊", "带我", "带着我", "拖欠", "不给", "跑了", "手下", "联系"})) {
    return true;
  }
  if (RE2::PartialMatch(Piece(before), behind_them)) {
    // Who did a year with a joiner has done joinery; with a foreman, no foreman's work.
    return is_helper || after.empty() || after == "师傅" || is_boss;
  }
  return is_helper && RE2::PartialMatch(Piece(before), beside_them);
}

void OtherPeople::Take(absl::string_view up_to_the_name, absl::string_view statement,
                       bool begins_a_sentence) {
  static const RE2 of_themselves(
      "^(?:我|俺|咱|本人|自己)(?:也|自己|会|能|有|做|干|是|在|想|就|才|啥|只)");
  static const RE2 elsewhere("^(?:我|俺|咱|有|个|一个|家里?|的|听说|因为)*" LAOWU_KIN
                             R"((?:也|都|现在|目前|一直)*(?:在|去了|到了)([^家村屋附老].{1,9})$)");
  static const RE2 works("^(?:做|干|搞|开|当|打|跑|踩|是|从事|进|在)");
  if (begins_a_sentence) is_elsewhere_ = was_named_ = speaks_of_another_ = false;
  if (SaysAny(statement, {"我", "本人", "自己"})) speaks_of_another_ = false;
  const bool names_nothing = up_to_the_name.size() == statement.size();
  if (!names_nothing && SpeaksOfAnother(up_to_the_name)) speaks_of_another_ = true;
  if (!of_a_person_) return;
  if ((was_named_ && BeginsWithThem(statement)) || absl::StartsWith(statement, "听说") ||
      (is_elsewhere_ && RE2::PartialMatch(Piece(statement), works)) ||
      (!names_nothing && BeginsWithAnother(up_to_the_name))) {
    speaks_of_another_ = !RE2::PartialMatch(Piece(statement), of_themselves);
  }
  was_named_ = was_named_ || NamesSomebody(statement);
  is_elsewhere_ = names_nothing && RE2::PartialMatch(Piece(statement), elsewhere);
}

#undef LAOWU_WISHES
#undef LAOWU_GOES
#undef LAOWU_KIN

}  // namespace laowu::intake

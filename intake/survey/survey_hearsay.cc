#include "intake/survey/survey_hearsay.h"

#include <string>

#include "absl/strings/match.h"
#include "intake/facts/facts_text.h"
#include "intake/text/re2_piece.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

bool IsFamily(absl::string_view who) {
  static const RE2 family(
      R"((?:据|问了?|打?电话问了?|跟|经)?(?:他|她|其|家里|家中|屋里|本人|我|的|大|二|三|小|老)*(?:妈妈?|爸爸?|父亲|母亲|父母|爸妈|爹|娘|老婆|老公|丈夫|妻子|爱人|媳妇|儿子|女儿|儿媳妇?|女婿|哥哥?|弟弟?|姐姐?|妹妹?|兄弟|姐妹|爷爷?|奶奶?|公公|婆婆|家人|家属|家里人?|家长|屋里人?|孩子|小孩|娃|户主|外公|外婆|嫂子?)(?:们|子)?)");
  return RE2::FullMatch(Piece(who), family);
}

}  // namespace

Source TakeSource(absl::string_view& clause) {
  if (SaysAny(clause, {"听说", "据说", "传说"})) return Source::kHeard;
  const bool own =
      SaysAny(clause, {"本人", "打电话", "电话", "微信", "视频", "回访", "核实", "确认"});
  const Source otherwise = own ? Source::kOwn : Source::kUnsaid;
  if (!SaysAny(clause, {"说", "讲", "告", "反映", "透露", "称", "提到"})) return otherwise;
  static const RE2 told(
      R"((\p{Han}{0,9}?)(?:跟我们?|给我们?|对我们?)?(?:说|讲|告诉我?们?|告知|反映|透露|称|提到)(?:过|是|的是|起)?:?(?:他们?|她们?|其|人家?)?(.*))");
  std::string who;
  std::string rest;
  if (!RE2::FullMatch(Piece(clause), told, &who, &rest) || who.empty()) return otherwise;
  if (EndsWithAny(who, {"没", "不", "好", "来", "想", "小", "再", "别", "名", "职"}) ||
      StartsWithAny(rest, {"好", "明", "法", "话", "不定", "不清", "不准", "普通话"})) {
    return otherwise;
  }
  static const RE2 oneself(
      R"((?:本人|自己|他|她|其|打|发|来|在?电话|微信|语音|视频|短信|信息|里|中|上|自|现在|目前|昨天|今天|前天|刚才?|上次|后来|又|都|也)+)");
  const bool family = IsFamily(who);
  if (family || RE2::FullMatch(who, oneself)) {
    clause.remove_prefix(clause.size() - rest.size());
    return Source::kOwn;
  }
  if (absl::StartsWith(who, "听")) return Source::kHeard;
  // "去了广东说是电子厂": no person.
  static const RE2 no_person(R"([去到回走]了|在外|在家|打工|务工|上班|^在|^去)");
  return RE2::PartialMatch(who, no_person) ? otherwise : Source::kHeard;
}

bool IsHearsay(absl::string_view clause) {
  static const RE2 hearsay(
      R"(^(?:\p{Han}{0,6}?)(?:听说|据说|听人说|听(?:邻居|村里|老乡|别人|亲戚|家人)\p{Han}{0,2}说|传说|好像|(?:有|^)可能|也许|应该是?[在去到回]|估计(?:是|还)?[在去到回]))");
  return RE2::PartialMatch(Piece(clause), hearsay);
}

}  // namespace laowu::intake

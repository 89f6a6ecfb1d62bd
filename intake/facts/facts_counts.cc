#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

std::string Text(const re2::StringPiece& piece) { return std::string(piece.data(), piece.size()); }

// With numerals as digits, 一百二十 among them.
std::string Prepared(absl::string_view text) {
  return FactText(Holds(text, "百") ? ArabicNumerals(text) : std::string(text));
}

}  // namespace

std::optional<int> ReadCount(absl::string_view text) {
  absl::string_view said = Trim(text);
  const bool counted = absl::ConsumeSuffix(&said, "个");  // a unit that FactText does not know
  std::string folded = Prepared(counted ? absl::StrCat(said, "人") : std::string(said));
  if (absl::EndsWith(folded, ".0")) folded.resize(folded.size() - 2);
  if (SaysAny(folded, {"若干", "several", "数名", "多名", "不限", "大量", "长期"})) return 0;
  // "几十人", "十几个", "一批": some, and no number.
  static const RE2 some(
      R"((?:招|约|需|要|大概)*(?:好?几[十百]?|[一二三四五六七八九]?十[几多来余]|数[十百]?|上[十百]|成百上千|\d+[几多余来])(?:人|名|个|位)*|(?:招|要)*(?:一|大)批)");
  if (RE2::FullMatch(folded, some)) return 0;
  static const RE2 pattern(
      R"(^(?:招|约|共|男女各|各)*(\d{1,7})(?:(?:-+|~+|至|到)(\d{1,7}))?(?:人|名|个|位|以上|左右|\+)*$)");
  // "夫妻2人", "一对夫妻"
  static const RE2 couple(
      R"((?:招|约|要)*(?:夫妻(?:工|档)?(?:2人|[一1]对|两人|二人)?|[一1]对夫妻(?:工|档)?))");
  if (Holds(folded, "夫妻") && RE2::FullMatch(folded, couple)) return 2;
  std::string low;
  std::string high;
  if (!RE2::FullMatch(folded, pattern, &low, &high)) return std::nullopt;
  int count = 0;
  if (!absl::SimpleAtoi(high.empty() ? low : high, &count)) return std::nullopt;
  return Holds(folded, "男女各") ? 2 * count : count;
}

namespace {

// "20男10女": thirty. `folded`: as Prepared makes it.
std::optional<Found<int>> CountOfBothSexes(const std::string& folded) {
  if (!Holds(folded, "男") || !Holds(folded, "女") || !HoldsDigit(folded)) return std::nullopt;
  static const RE2 of_both_sexes(
      R"((\d{1,3})(?:名|个|位)?男(?:性|工|生|的)?[、,和/加+]?(\d{1,3})(?:名|个|位)?女)");
  static const RE2 women_first(
      R"((\d{1,3})(?:名|个|位)?女(?:性|工|生|的)?[、,和/加+]?(\d{1,3})(?:名|个|位)?男)");
  static const RE2 of_each(
      R"((?:男|女)(?:性|工|生|普工)?(\d{1,3})(?:名|个|位|人)[、,和/加+]?(?:男|女)(?:性|工|生|普工)?(\d{1,3})(?:名|个|位|人))");
  // "男10女10": from sixteen on they may be ages
  static const RE2 bare(
      R"(男(?:工|的)?([1-9]|1[0-5])[、,和]?女(?:工|的)?([1-9]|1[0-5])(?:[,。;、!]|$))");
  for (const RE2* one : {&of_both_sexes, &women_first, &of_each, &bare}) {
    re2::StringPiece groups[3];
    int first = 0;
    int second = 0;
    if (!one->Match(folded, 0, folded.size(), RE2::UNANCHORED, groups, 3)) continue;
    const auto at = static_cast<std::size_t>(groups[0].data() - folded.data());
    const absl::string_view before = absl::string_view(folded).substr(0, at);
    const absl::string_view after = absl::string_view(folded).substr(at + groups[0].size());
    // "45男40女以下" are ages.
    if (StartsWithAny(after, {"以", "岁", "内"}) || EndsWithAny(before, {"年龄", "-", "年龄:"})) {
      continue;
    }
    if (absl::SimpleAtoi(Text(groups[1]), &first) && absl::SimpleAtoi(Text(groups[2]), &second) &&
        first > 0 && second > 0) {
      return Found<int>{first + second, Text(groups[0])};
    }
  }
  return std::nullopt;
}

// "三四个人", "30个人", whose unit FactText does not know.
std::string WithoutUnitBeforePeople(absl::string_view text) {
  static const RE2 people(R"(([一二两三四五六七八九十\d])\s*个人)");
  std::string t(text);
  if (Holds(text, "个人")) RE2::GlobalReplace(&t, people, R"(\1人)");
  return t;
}

// Of "抛光5名、焊工3名" the first counts, by whichever it is found.
bool MatchesFirst(const RE2& one, const RE2& other, const std::string& text) {
  re2::StringPiece by_one;
  re2::StringPiece by_other;
  return Holds(text, "名") && one.Match(text, 0, text.size(), RE2::UNANCHORED, &by_one, 1) &&
         (!other.Match(text, 0, text.size(), RE2::UNANCHORED, &by_other, 1) ||
          by_one.data() < by_other.data());
}

// "招煮饭阿姨一个", "门卫夫妻一对", "要两个师傅"; 招一个月 is none.
std::optional<Found<int>> CountInWords(const std::string& folded) {
  static const RE2 behind(
      R"((?:阿姨|师傅|[^员职]工|司机|保安|门卫|文员|学徒|夫妻|两口子|大厨|领班|组长|店长|保姆|帮厨|会计|[^人职]员)([一二两三四五六七八九十])(个|对|位|名)(?:[,。;、!]|$))");
  static const RE2 before(
      R"((?:(?:^|[,。;!急还想现就只正刚仅店厂工员傅安机师姨])(?:招|要|请|找|缺|差)|各)([一二两三四五六七八九十])(个|对|位)(?:[^月小点班车项证以亿]|$))");
  // "有两个司机名额", "还剩一个空缺"
  static const RE2 places(
      R"((?:有|剩|余|空|缺|放|招)(?:出|下|了|着)?([一二两三四五六七八九十])(个|对|位)\p{Han}{0,8}?(?:名额|空缺|缺口|位置|岗位))");
  if (!SaysAny(folded, {"个", "对", "位", "名"})) return std::nullopt;
  for (const RE2* one : {&behind, &before, &places}) {
    re2::StringPiece groups[3];
    if (!one->Match(folded, 0, folded.size(), RE2::UNANCHORED, groups, 3)) continue;
    const std::string numeral = Text(groups[1]);
    const int count = numeral == "十" ? 10 : ChineseDigit(numeral);
    if (count <= 0) continue;
    return Found<int>{count * (Text(groups[2]) == "对" ? 2 : 1), Text(groups[0])};
  }
  return std::nullopt;
}

// "夫妻2人", "5个名额", "计划6人" as a clause of its own; "招冲压工、机器人焊接操作共30名", of all
// that the sentence lists.
std::optional<Found<int>> CountPlanned(const std::string& folded) {
  static const RE2 planned(
      R"((?:^|[,。;、!:])(?:(\d{1,3})个名额|(?:计划|拟|预计|编制|定编)(?:招|用工)?(\d{1,3})(?:人|名|个)(?:[,。;、!]|$)))");
  // "限30人", and not "期限3个月".
  static const RE2 limited(
      R"((?:^|[^期年不时])限(?:\d{1,4}(?:-|~|至|到))?(\d{1,4})()(?:人|名|位))");
  static const RE2 couple(R"(夫妻(?:工|档)?(2)()(?:人|名|位)(?:[,。;、!)]|$))");
  static const RE2 in_all(
      R"((?:招|聘|缺)[^。;!\d]{2,40}?(?:[^,]共|合计|总共|一共|总计)(?:招|需|计)?(\d{1,4})()(?:人|名|位))");
  if (!HoldsDigit(folded)) return std::nullopt;
  const bool may_plan = SaysAny(folded, {"个名额", "计划", "拟", "预计", "编"});
  const bool may_sum = SaysAny(folded, {"共", "合计", "总计"});
  for (const RE2* one :
       {Holds(folded, "限") ? &limited : nullptr, Holds(folded, "夫妻") ? &couple : nullptr,
        may_plan ? &planned : nullptr, may_sum ? &in_all : nullptr}) {
    re2::StringPiece groups[3];
    int count = 0;
    if (one == nullptr || !one->Match(folded, 0, folded.size(), RE2::UNANCHORED, groups, 3) ||
        !absl::SimpleAtoi(Text(groups[1].empty() ? groups[2] : groups[1]), &count) || count == 0) {
      continue;
    }
    return Found<int>{count, Text(groups[0])};
  }
  return std::nullopt;
}

// Whether the text may say a number of heads at all; a cheap look.
bool MayCount(absl::string_view text) {
  return SaysAny(text, {"招", "聘", "需", "缺", "限", "人数", "名额", "个", "一对", "一位", "一名",
                        "要", "差", "请", "男女各"}) ||
         (HoldsDigit(text) && SaysAny(text, {"人", "名", "位", "男"}));
}

// Whether a figure stands before what is counted ("20名", "5+人"), as in most expressions below.
bool CountsSomething(absl::string_view folded) {
  for (absl::string_view unit : {"名", "位", "人", "个"}) {
    for (std::size_t at = folded.find(unit); at != absl::string_view::npos;
         at = folded.find(unit, at + unit.size())) {
      const char before = at == 0 ? ' ' : folded[at - 1];
      if (before == '+' || absl::ascii_isdigit(static_cast<unsigned char>(before))) return true;
    }
  }
  return false;
}

}  // namespace

std::optional<Found<int>> ReadCountInText(absl::string_view text) {
  static const RE2 pattern(
      R"((?:招|聘|需|缺|人数)([^,。;、\d]{0,12})(\d{1,4})(?:(?:-|~|至|到)(\d{1,4}))?\+?(?:人|名|位|个(?:[^月小点班工]|工人|$)))");
  // "要3个人", "急请2个阿姨", "还差5人": dialect for the same; 要3个月 is none.
  static const RE2 wanted(
      R"((?:^|[,。;!急还想现就只正刚次厂店里楼馆厅场堂院园家队])(?:要|差|请|找|招|来|缺)(\p{Han}{0,6}?)(\d{1,3})(?:(?:-|~|至|到)(\d{1,3}))?(?:名|位|人(?:[^以左])|人$|个(?:[^月小点班车项证以]|$)))");
  // "招100+"; "招普工200+" may be pay, 招18+ an age.
  static const RE2 and_more(R"(((?:招|人数)[:：]?)([5-9]\d|\d{3})()\+(?:[,。;、!]|$))");
  static const RE2 labelled(
      R"(()(?:人数|名额|招聘数量)[:：]?(\d{1,4})(?:(?:-|~|至|到)(\d{1,4}))?(?:人|名|位|个)?(?:[,。;、]|$))");
  // "普工50名", "普工(男女不限)20名", "2名" as a clause of its own; "员工500人" are there already.
  static const RE2 behind_job(
      R"(([^员职]工|师傅|厨师|技师|司机|保安|会计|文员|[^人职]员|客服|学徒|主管|经理|领班|大厨|组长|班长|阿姨|店长|前台|普工|大工|小工|墩子|帮厨|保姆|大姐)(?:\([^()\d]{1,15}\))?(?:一?共|合计|约)?\(?(\d{1,3})(?:(?:-|~|至|到)(\d{1,3}))?\+?(?:名|位|人|个)(?:[,。;、!():]|[1-9]\d{3}|$))");
  // "裁床1名", "打荷2名5500"; 前3名 is none
  static const RE2 by_name(
      R"((?:^|[,。;:、!])(\p{Han}{1,16}[^\d前第共])(\d{1,3})()名(?:[,。;、!:(]|[1-9]\d{3}|$))");
  static const RE2 alone(
      R"((^|[,。;、!])(\d{1,3})(?:(?:-|~|至|到)(\d{1,3}))?\+?(?:名|人|位)(?:[,。;、!]|$))");
  // "仅剩3个名额", "有2个司机名额"
  static const RE2 places(
      R"(()(?:有|剩|余|空|放)(?:出|下|了|着)?(\d{1,3})()(?:个|名|位)?\p{Han}{0,8}?(?:名额|空缺|缺口))");
  // "焊工、木工各5名": five of the one that the row is of.
  static const RE2 each(
      R"(()各招?(\d{1,3})(?:(?:-|~|至|到)(\d{1,3}))?(?:名|人|位|个(?:[^月小]|$)))");
  static const RE2 each_bare(R"((男女|工|员|师傅|师|学徒)各招?(\d{1,3})()(?:[,。;、!]|$))");
  if (!MayCount(text)) return std::nullopt;
  const std::string folded = Prepared(WithoutUnitBeforePeople(text));
  if (const auto both = CountOfBothSexes(folded); both.has_value()) return both;
  const bool digit = HoldsDigit(folded);
  const bool counts = digit && CountsSomething(folded);
  // With a word that each match has, where it is one.
  for (const auto& [one, word] :
       {std::pair{&each, "各"}, std::pair{&each_bare, "各"}, std::pair{&pattern, ""},
        std::pair{&wanted, ""}, std::pair{&and_more, "+"}, std::pair{&labelled, ""},
        std::pair{counts && MatchesFirst(by_name, behind_job, folded) ? &by_name : &behind_job, ""},
        std::pair{&alone, ""}, std::pair{&places, ""}}) {
    re2::StringPiece groups[4];
    if (!digit || !Holds(folded, word)) continue;
    const bool bare = one == &each_bare || one == &and_more || one == &labelled || one == &places;
    if (!counts && !bare) continue;
    if (one == &labelled && !SaysAny(folded, {"人数", "名额", "招聘数量"})) continue;
    if (one == &places && !SaysAny(folded, {"名额", "空缺", "缺口"})) continue;
    if (!one->Match(folded, 0, folded.size(), RE2::UNANCHORED, groups, 4)) continue;
    int count = 0;
    // "需管理20人": a team that is there.
    if (SaysAny(Text(groups[1]), {"管理", "带", "团队", "负责"}) ||
        !absl::SimpleAtoi(Text(groups[3].empty() ? groups[2] : groups[3]), &count) || count == 0) {
      continue;
    }
    // "男女各5名" are ten.
    const auto at = static_cast<std::size_t>(groups[0].data() - folded.data());
    const bool of_both =
        Text(groups[1]) == "男女" ||
        (one == &each && absl::EndsWith(absl::string_view(folded).substr(0, at), "男女"));
    return Found<int>{of_both ? 2 * count : count, Text(groups[0])};
  }
  if (const auto planned = CountPlanned(folded); planned.has_value()) return planned;
  return CountInWords(folded);
}

namespace {

// The number that begins `text` ("10人", "3-5名", "(男女不限)15个", "招4位"), if a clause ends
// behind its unit.
std::optional<Found<int>> CountAtBegin(absl::string_view text) {
  static const RE2 count(
      R"(^(?:工|师傅|人员)?(?:\([^()\d]{1,15}\))?(?:约|共|招|要)?\(?(\d{1,3})(?:(?:-|~|至|到)(\d{1,3}))?\+?(?:人|名|位|个)\)?(?:[,。;、!(:]|$))");
  re2::StringPiece groups[3];
  int value = 0;
  const re2::StringPiece whole(text.data(), text.size());
  if (!count.Match(whole, 0, whole.size(), RE2::ANCHOR_START, groups, 3) ||
      !absl::SimpleAtoi(Text(groups[2].empty() ? groups[1] : groups[2]), &value) || value == 0) {
    return std::nullopt;
  }
  return Found<int>{value, Text(groups[0])};
}

// The number that ends `text` ("电子厂20名", "要3-5个").
std::optional<Found<int>> CountAtEnd(absl::string_view text) {
  static const RE2 count(
      R"((?:^|[^\d第前每])(\d{1,3})(?:(?:-|~|至|到)(\d{1,3}))?\+?(?:名|位|个)$)");
  constexpr std::size_t kFarthest = 24;  // bytes
  if (!EndsWithAny(text, {"名", "位", "个"})) return std::nullopt;
  if (text.size() > kFarthest) text.remove_prefix(text.size() - kFarthest);
  re2::StringPiece groups[3];
  int value = 0;
  const re2::StringPiece whole(text.data(), text.size());
  if (!count.Match(whole, 0, whole.size(), RE2::UNANCHORED, groups, 3) ||
      !absl::SimpleAtoi(Text(groups[2].empty() ? groups[1] : groups[2]), &value) || value == 0) {
    return std::nullopt;
  }
  return Found<int>{value, Text(groups[0])};
}

// Whether the clause that `before` ends in speaks of who is there, not of who is wanted: 现有20名,
// 管理5名, 带3个.
bool SpeaksOfWhoIsThere(absl::string_view before) {
  constexpr std::size_t kFarthest = 48;  // bytes
  if (before.size() > kFarthest) before.remove_prefix(before.size() - kFarthest);
  const std::size_t mark = before.find_last_of(",;!:");
  if (mark != absl::string_view::npos) before.remove_prefix(mark + 1);
  return SaysAny(before, {"现有", "已有", "原有", "共有", "拥有", "只有", "里有", "厂有", "管",
                          "带", "每", "配", "超过"});
}

}  // namespace

std::optional<Found<int>> ReadCountBeside(absl::string_view text, absl::string_view work) {
  constexpr std::size_t kShortest = 6;  // bytes of two ideographs
  if (work.size() < kShortest || !SaysAny(text, {"人", "名", "位", "个"})) return std::nullopt;
  const std::string folded = Prepared(text);
  const std::string name = FoldTight(work);  // FactText keeps what it made of the text
  if (!HoldsDigit(folded) || HoldsDigit(name)) return std::nullopt;
  const absl::string_view whole = folded;
  for (std::size_t at = whole.find(name); at != absl::string_view::npos;
       at = whole.find(name, at + name.size())) {
    const absl::string_view before = whole.substr(0, at);
    const absl::string_view behind = whole.substr(at + name.size());
    if (SpeaksOfWhoIsThere(before)) continue;
    if (auto count = CountAtBegin(behind); count.has_value()) {
      count->text.insert(0, name);
      return count;
    }
    if (!behind.empty() && !StartsWithAny(behind, {",", "。", ";", "!", "(", ":", "、"})) continue;
    if (auto count = CountAtEnd(before); count.has_value()) {
      count->text.append(name);
      return count;
    }
  }
  return std::nullopt;
}

std::optional<Found<int>> ReadCountInTitle(absl::string_view text) {
  static const RE2 pattern(
      R"((\d{1,4})(?:(?:-|~|至|到)(\d{1,4}))?\+?(?:人|名|位)(?:[^\p{Han}]|$))");
  const std::string folded = Prepared(text);
  if (!HoldsDigit(folded) || !SaysAny(folded, {"人", "名", "位"})) return std::nullopt;
  // Who is there, and who is taught.
  if (SaysAny(folded, {"员工", "职工", "团队", "规模", "生源", "学生", "在读", "小朋友", "客户"})) {
    return std::nullopt;
  }
  // "平车3名四线2名包装5名": of which job the row is, is not said.
  static const RE2 several(R"(\d(?:人|名|位)\p{Han}{2,8}\d{1,3}(?:人|名|位))");
  re2::StringPiece groups[3];
  int count = 0;
  if (RE2::PartialMatch(folded, several)) return std::nullopt;
  if (!pattern.Match(folded, 0, folded.size(), RE2::UNANCHORED, groups, 3) ||
      !absl::SimpleAtoi(Text(groups[2].empty() ? groups[1] : groups[2]), &count) || count == 0) {
    return std::nullopt;
  }
  return Found<int>{count, Text(groups[0])};
}

}  // namespace laowu::intake

#include "intake/wage/wage_text.h"

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "intake/text/asked_text.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "intake/wage/wage_figures.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Most texts of pay are short and plain: what is looked for first is much cheaper than an
// expression that does not match.
std::ptrdiff_t CountOf(absl::string_view text, absl::string_view any) {
  std::bitset<256> counted;
  for (char c : any) counted[static_cast<unsigned char>(c)] = true;
  return std::count_if(text.begin(), text.end(),
                       [&](char c) { return counted[static_cast<unsigned char>(c)]; });
}

// Fold takes the blanks away only where no two figures would grow together: "底薪3000 5天8小时".
std::string FoldKeepingFiguresApart(absl::string_view text) {
  std::string folded = Fold(text);
  if (folded.find_first_of(" \t\n\r\f\v") == std::string::npos) return FoldTight(folded);
  static const RE2 blank_thousands(R"((^|[^\d.])(\d{1,3})\s(\d{3})([^\d]|$))");
  static const RE2 between_figures(R"((\d[百千万kw元块]?)\s+(\d))");
  static const RE2 two_wages(R"((\d{4,5}元?)\s+(\d{4,5}(?:[^\d]|$)))");
  while (RE2::Replace(&folded, blank_thousands, R"(\1\2\3\4)")) {
  }
  // "3500-5000 年入10万": no pay of a year.
  static const RE2 next_word(
      R"((\d[百千万kw元块]?)\s+((?:年|月|日|时)(?:入|薪|均|收入|结|休|底|终)))");
  RE2::GlobalReplace(&folded, next_word, R"(\1;\2)");
  RE2::GlobalReplace(&folded, two_wages, R"(\1_\2)");
  RE2::GlobalReplace(&folded, between_figures, R"(\1;\2)");
  return FoldTight(folded);
}

// "6千5", "1w2".
bool HoldsFigureBehindMultiplier(absl::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(text[at]))) continue;
    const char before = text[at - 1];
    if (before == 'k' || before == 'w' || EndsWithAny(text.substr(0, at), {"万", "千"}))
      return true;
  }
  return false;
}

// "6千5" → "6.5千", "1万2千" → "1.2万"; not "5千8小时".
void JoinMixedNumerals(std::string& text) {
  static const RE2 with_thousands(R"((^|[^\d.])(\d+)万(\d)千)");
  static const RE2 with_hundreds(R"((^|[^\d.])(\d)千(\d)百)");
  static const RE2 short_form(
      R"((^|[^\d.])(\d+)([万千kw])(\d)([^\d.百千万k%小个天人名点位时岁险次月年班元块/h]|元|块|/|年底|年终|$))");
  if (!SaysAny(text, {"万", "千", "k", "w"})) return;
  if (Holds(text, "千")) RE2::GlobalReplace(&text, with_thousands, R"(\1\2.\3万)");
  // "1万零5百", "1万零500", "8千零50"
  static const RE2 bare_hundreds(R"((^|[^\d.])(\d+)万零?(\d)百)");
  static const RE2 over_nought(R"((^|[^\d.])(\d+)万零(\d{3})([^\d.]|$))");
  static const RE2 over_hundreds(R"((^|[^\d.])(\d+)千零(\d{2})([^\d.]|$))");
  if (Holds(text, "百")) {
    RE2::GlobalReplace(&text, bare_hundreds, R"(\1\2.0\3万)");
    RE2::GlobalReplace(&text, with_hundreds, R"(\1\2.\3千)");
  }
  if (Holds(text, "零")) {
    RE2::GlobalReplace(&text, over_nought, R"(\1\2.0\3万\4)");
    RE2::GlobalReplace(&text, over_hundreds, R"(\1\2.0\3千\4)");
  }
  while (HoldsFigureBehindMultiplier(text) && RE2::Replace(&text, short_form, R"(\1\2.\4\3\5)")) {
  }
}

// "底薪6000/4500/6500" of three jobs is no range; 5000/6000/7000 may be one.
void KeepListedPayApart(std::string& text) {
  static const RE2 listed(R"((^|[^\d.])(\d{4,5})元?[/、](\d{4,5})元?[/、](\d{4,5})([^\d.]|$))");
  int figures[3] = {};
  std::string before;
  std::string behind;
  if (!RE2::PartialMatch(text, listed, &before, &figures[0], &figures[1], &figures[2], &behind)) {
    return;
  }
  const bool rises = figures[0] < figures[1] && figures[1] < figures[2];
  RE2::Replace(&text, listed, rises ? R"(\1\2_\4\5)" : R"(\1\2|\3|\4\5)");
}

// What may stand for a dash between two figures.
void MendSeparators(std::string& text) {
  static constexpr std::pair<absl::string_view, absl::string_view> kPlain[] = {
      {"～", "~"},      {"—", "-"},          {"–", "-"},      {"−", "-"},       {"─", "-"},
      {"━", "-"},       {"‐", "-"},          {"‑", "-"},      {"‒", "-"},       {"―", "-"},
      {"﹣", "-"},      {"〜", "~"},         {"∼", "~"},      {"→", "-"},       {"...", "-"},
      {"￥", ""},       {"¥", ""},           {"cny", ""},     {"rmb", "元"},    {"人民币", "元"},
      {"元元", "元"},   {"块钱", "元"},      {"仟", "千"},    {"萬", "万"},     {"k+", "k以上"},
      {">=", "不低于"}, {"≥", "不低于"},     {">", "不低于"}, {"<=", "不超过"}, {"≤", "不超过"},
      {"<", "不超过"},  {"每人每月", "/月"}, {"/人", ""},     {"每人", ""},     {"钟头", "小时"},
      {"/晚", "/天"},   {"↓", "以下"},       {"↑", "以上"},   {"≧", "不低于"},  {"≦", "不超过"},
      {"日均", "日薪"}, {"per", "/"}};
  static const WordSet& odd = *new WordSet([] {
    std::vector<absl::string_view> words;
    for (const auto& [word, plain] : kPlain) words.push_back(word);
    return words;
  }());
  if (odd.IsIn(text)) text = absl::StrReplaceAll(text, absl::MakeConstSpan(kPlain));
  // Katakana's long mark and the numeral one look like dashes, and input methods offer them first.
  static const RE2 looks_like_a_dash(R"((\d[百千万kw]?元?)(?:ー|一|亠|\.\.)(\d))");
  static const RE2 to(R"((\d[百千万kw]?元?)(?:多|左右|以上|起)?(?:-*[至到]-*)(\d))");
  // "5000起-8000" is a range; of three figures ("5000-7000-9000") the outer two are one, by a
  // guess.
  static const RE2 open_to(R"((\d[百千万kw]?元?)(?:以上|起步?|\+|多|左右|出头)[-~]+(\d))");
  static const RE2 three(R"((^|[^\d.])(\d{4,5})元?[-~]\d{4,5}元?[-~](\d{4,5})([^\d.]|$))");
  static const RE2 other_mark(R"((^|[^\d.])(\d{4,5})元?[.,、/;](\d{4,5})([^\d.]|$))");
  if (SaysAny(text, {"ー", "一", "亠", ".."})) {
    RE2::GlobalReplace(&text, looks_like_a_dash, R"(\1-\2)");
  }
  // "最低5000封顶9000": it speaks of the figure behind it.
  static const RE2 most_behind(R"((\d[千万kw]?元?)(封顶|上限)(\d))");
  if (SaysAny(text, {"封顶", "上限"})) RE2::GlobalReplace(&text, most_behind, R"(\1,\2\3)");
  if (SaysAny(text, {"至", "到"})) RE2::GlobalReplace(&text, to, R"(\1-\2)");
  if (SaysAny(text, {"以上-", "起-", "+-", "以上~", "起~", "+~", "步-", "步~", "多-", "多~", "右-",
                     "右~", "头-", "头~"})) {
    RE2::GlobalReplace(&text, open_to, R"(\1-\2)");
  }
  if (CountOf(text, "-~") >= 2) RE2::GlobalReplace(&text, three, R"(\1\2_\3\4)");
  if (CountOf(text, "/") >= 2 || Holds(text, "、")) KeepListedPayApart(text);
  if (CountOf(text, ".,/;") > 0 || Holds(text, "、"))
    RE2::GlobalReplace(&text, other_mark, R"(\1\2_\3\4)");
}

// "5000元/月-8000元/月" → "5000元-8000元/月"; "20元/小时-25" → "20元-25/小时".
void JoinPeriods(std::string& text) {
  static const RE2 pattern(
      R"((\d+(?:\.\d+)?[百千万kw]?元?)((?:/|每|一个?)(?:月|天|日|小时|时|年|h))([-~]+)(\d+(?:\.\d+)?[百千万kw]?元?)((?:/|每|一个?)(?:月|天|日|小时|时|年|h))?)");
  if (CountOf(text, "-~") == 0 || !SaysAny(text, {"/", "每", "一"})) return;
  std::string low;
  std::string period;
  std::string dash;
  std::string high;
  std::string last;
  while (RE2::PartialMatch(text, pattern, &low, &period, &dash, &high, &last)) {
    if (!RE2::Replace(&text, pattern, absl::StrCat(low, "-", high, last.empty() ? period : last)))
      return;
  }
}

// "18块五一小时" is 18.5; "18块一小时" is 18.
void WriteTenthsInFigures(std::string& text) {
  if (!Holds(text, "块")) return;
  constexpr absl::string_view kTenths[] = {"二", "三", "四", "五", "六", "七", "八", "九"};
  static const RE2 tenths(
      R"((\d)块([二三四五六七八九半])(一?个?小时|一个?钟|/|每|\s|[,;，；。]|$))");
  static const RE2 in_figures(R"((\d)块([1-9])(一?个?小时|一个?钟|/小时|/h|每小时))");
  static const RE2 of_a_measure(
      absl::StrCat(R"((\d)块([1-9])((?:一|每|/)个?)", kMeasureOfWork, "(?:[^月人]|$))"));
  RE2::GlobalReplace(&text, of_a_measure, R"(\1.\2块\3)");
  RE2::GlobalReplace(&text, in_figures, R"(\1.\2块\3)");
  RE2::GlobalReplace(&text, tenths, R"(\1块\2毛\3)");
  if (!Holds(text, "毛")) return;
  for (int tenth = 2; tenth <= 9; ++tenth) {
    absl::StrReplaceAll(
        {{absl::StrCat("块", kTenths[tenth - 2], "毛"), absl::StrCat(".", tenth, "块")}}, &text);
  }
  absl::StrReplaceAll({{"块半毛", ".5块"}}, &text);
}

// The numeral, one to ninety-nine, as figures: 二十五 → 25.
std::string TwoFigures(absl::string_view numeral) {
  constexpr absl::string_view kTen = "十";
  const std::size_t ten = numeral.find(kTen);
  if (ten == absl::string_view::npos) return absl::StrCat(ChineseDigit(numeral));
  const int tens = ten == 0 ? 1 : ChineseDigit(numeral.substr(0, ten));
  const absl::string_view ones = numeral.substr(ten + kTen.size());
  return absl::StrCat(10 * tens + (ones.empty() ? 0 : ChineseDigit(ones)));
}

// Puts figures for the numerals that `pattern` finds in its second group; the first and third stay.
void WriteInFigures(const RE2& pattern, std::string& text) {
  re2::StringPiece groups[3];
  std::size_t from = 0;
  while (pattern.Match(text, from, text.size(), RE2::UNANCHORED, groups, 3)) {
    const re2::StringPiece& numeral = groups[2];
    const auto at = static_cast<std::size_t>(numeral.data() - text.data());
    const std::string figures = TwoFigures({numeral.data(), numeral.size()});
    text.replace(at, numeral.size(), figures);
    from = at + figures.size();
  }
}

// "10小时200元" is a day's pay, and "24+2/小时" surely 24.
void SettleHoursOfADay(std::string& text) {
  static const RE2 a_day(
      R"((^|[^\d.])(?:8|9|1[0-2])个?(?:小时|h)制?[,:]?([1-9]\d{2})(元|块)?([,;。+(加]|$))");
  static const RE2 with_more(
      R"((^|[^\d.])(\d{2}(?:\.\d)?)\+\d(?:\.\d)?(元|块)?((?:/|每|一)个?(?:小时|时|h)))");
  if (SaysAny(text, {"小时", "h"})) RE2::GlobalReplace(&text, a_day, R"(\1日薪\2元\4)");
  if (Holds(text, "+") && SaysAny(text, {"时", "h"})) {
    RE2::GlobalReplace(&text, with_more, R"(\1\2元\4起)");
  }
}

// "1万二", "四到六千", "四、五千", "1万二三".
void WriteThousandsInFigures(std::string& text) {
  static const RE2 behind(
      R"((\d[千万]零?)([一二三四五六七八九])(?:千|百|元|块|/|[-~—,，;；。、\s到至左起多+()（）]|一个?[月天]|$))");
  // "四到六千五": the multiplier stands once, and what is behind it counts for the upper end.
  static const RE2 thousands_once(
      R"((^|[^\d.百千万十一二两三四五六七八九点])([1-9一二两三四五六七八九])((?:到|至|-|~|—|～)+[1-9一二两三四五六七八九]千))");
  static const RE2 low_end(
      R"((^|[^百千万十一二两三四五六七八九点])([一二两三四五六七八九])(?:到|至|-|~|—|～)+[一二两三四五六七八九\d]万)");
  static const RE2 high_end(
      R"((\d(?:到|至|-|~|—|～)+)([一二两三四五六七八九])万(?:[^一二三四五六七八九百]|$))");
  static const RE2 two_thousands(
      R"((\d+(?:\.\d)?[千万]|[一二两三四五六七八九][千万])([一二三四五六七八九])([一二三四五六七八九])(元|块|左右|/|[,，;；。\s起]|$))");
  static const RE2 either(
      R"((^|[^百千万十一二两三四五六七八九])([一二三四五六七八])[、，,]([一二三四五六七八九]千))");
  RE2::GlobalReplace(&text, two_thousands, R"(\1\2-\1\3\4)");
  if (HoldsDigit(text)) WriteInFigures(behind, text);
  if (SaysAny(text, {"到", "至", "-", "~", "—", "～"})) {
    RE2::GlobalReplace(&text, thousands_once, R"(\1\2千\3)");
    WriteInFigures(low_end, text);
    WriteInFigures(high_end, text);
  }
  if (SaysAny(text, {"、", "，", ","})) RE2::GlobalReplace(&text, either, R"(\1\2\3)");
}

// "五K", "五到七K".
void WriteKInFigures(std::string& text) {
  static const RE2 to_k(
      R"((^|[^百千万十])([一二两三四五六七八九])(?:到|至|-|~|—)[一二两三四五六七八九][kK])");
  static const RE2 of_high_k(R"((\d[kK]?(?:到|至|-|~|—))([一二两三四五六七八九])[kK])");
  static const RE2 of_k(R"((^|[^百千万十\dkK])([一二两三四五六七八九])[kK])");
  WriteInFigures(to_k, text);
  WriteInFigures(of_high_k, text);
  WriteInFigures(of_k, text);
}

// "时薪二十", "二十二块"; not "二十人", "时薪二十几".
void WriteTensInFigures(std::string& text) {
  static const RE2 with_unit(
      R"((^|[^\d百千万一二三四五六七八九])([二三四五六七八九]?十[一二三四五六七八九]?)(?:元|块|/|一个?(?:小时|钟)|每个?小时))");
  static const RE2 led(
      R"(((?:时薪|工价|小时|小时工|每小时|一个?小时|一个钟)[:：是]?)([二三四五六七八九]?十[一二三四五六七八九]?)(?:[^一二三四五六七八九\d个几多]|$))");
  WriteInFigures(with_unit, text);
  WriteInFigures(led, text);
}

// Whether a numeral from one to ten stands there; most texts of pay have none.
bool HoldsNumeral(absl::string_view text) {
  for (std::size_t at = 0; at + 3 <= text.size(); ++at) {
    if (static_cast<unsigned char>(text[at]) < 0xE0) continue;
    const absl::string_view character = text.substr(at, 3);
    if (ChineseDigit(character) > 0 || character == "十") return true;
    at += 2;
  }
  return false;
}

}  // namespace

void WriteCantoneseMoney(std::string& text) {
  if (!Holds(text, "蚊")) return;
  static const RE2 yuan(R"(([\d十百千万k])蚊)");
  RE2::GlobalReplace(&text, yuan, R"(\1元)");
}

void WriteDaysPayOfSites(std::string& text) {
  // "240块一个工", "200一工": what a hand does in a day.
  static const RE2 a_hands_day(R"((\d{2,3})(?:元|块)?(?:/|每|一|1)个?工([,;。、)(日包]|$))");
  if (SaysAny(text, {"个工", "/工", "一工", "每工", "1工"})) {
    RE2::GlobalReplace(&text, a_hands_day, R"(\1元/天\2)");
  }
  if (!SaysAny(text, {"大工", "小工", "中工", "力工", "壮工", "辅工"})) return;
  static const RE2 a_day(
      R"(((?:大工|小工|中工|力工|壮工|辅工)(?:师傅)?[:]?)([1-9]\d0(?:[-~][1-9]\d0)?)(?:元|块)?([,;。、/(一二两三四五六七八九十包管]|大工|小工|中工|$))");
  while (RE2::Replace(&text, a_day, R"(\1日薪\2元\3)")) {
  }
}

void JoinNeighbours(std::string& text) {
  if (!SaysAny(text, {"、", "，", ","}) || !SaysAny(text, {"千", "k", "K"})) return;
  static const RE2 neighbours(
      R"((?:^|[^\d.、百千万])(?:(3)[、，,]4|(4)[、，,]5|(5)[、，,]6|(6)[、，,]7|(7)[、，,]8|(8)[、，,]9)[千kK])");
  re2::StringPiece low[7];
  while (neighbours.Match(text, 0, text.size(), RE2::UNANCHORED, low, 7)) {
    const auto* const found =
        std::find_if(low + 1, low + 7, [](const re2::StringPiece& one) { return !one.empty(); });
    const auto at = static_cast<std::size_t>(found->data() - text.data());
    // "…2、…3、4千": the item before it stands there.
    const std::string item_before = absl::StrCat(text[at] - '0' - 1, "、");
    const std::size_t mark = text[at + 1] == ',' ? 1 : 3;
    if (Holds(absl::string_view(text).substr(0, at), item_before)) return;
    text.replace(at + 1, mark, "-");
  }
}

std::string WithShortNumerals(absl::string_view stated) {
  std::string text(stated);
  static const RE2 about_ten_thousand(
      R"((^|薪|资|入|月|约|[,，:：;；])万(元|块)?(左右|上下|以上|起|出头))");
  if (Holds(text, "万") && SaysAny(text, {"左右", "上下", "以上", "起", "出头"})) {
    RE2::GlobalReplace(&text, about_ten_thousand, R"(\11万\2\3)");
  }
  JoinNeighbours(text);
  // "万把块": ten thousand, or nearly.
  static const RE2 or_nearly(
      R"((^|[^\d百千十几数上过])[一1]?万把(元|块|[,，;；。/]|左右|一个?月|$))");
  if (Holds(text, "万把")) RE2::GlobalReplace(&text, or_nearly, R"(\11万\2)");
  if (!HoldsNumeral(text)) return text;
  if (SaysAny(text, {"万", "千"})) WriteThousandsInFigures(text);
  if (text.find_first_of("kK") != std::string::npos) WriteKInFigures(text);
  if (Holds(text, "十")) WriteTensInFigures(text);
  return text;
}

std::string PrepareWageText(absl::string_view text) {
  // "七千 一个月" is no 7100.
  static const RE2 a_month(R"(([百千万])\s*[一1](个月|天))");
  std::string stated(text);
  WriteCantoneseMoney(stated);
  if (SaysAny(stated, {"个月", "天"}) && SaysAny(stated, {"百", "千", "万"})) {
    RE2::GlobalReplace(&stated, a_month, R"(\1元/\2)");
  }
  stated =
      absl::StrReplaceAll(stated, {{"元/个月", "元/月"}, {"十三薪", "13薪"}, {"十四薪", "14薪"}});
  stated = WithShortNumerals(stated);
  WriteTenthsInFigures(stated);
  std::string out = ArabicNumerals(FoldKeepingFiguresApart(stated));
  static const RE2 thousands(R"((\d),(\d{3})(\D|$))");
  while (Holds(out, ",") && RE2::Replace(&out, thousands, R"(\1\2\3)")) {
  }
  // "1,5000": five figures, or a list's number before four.
  static const RE2 odd_comma(R"(^\d{1,2},\d{4}(\D|$))");
  if (Holds(out, ",")) RE2::Replace(&out, odd_comma, R"(;\1)");
  static const RE2 date(
      R"((?:19|20)\d\d(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月(?:\d{1,2}日)?))");
  static const RE2 phone(R"(0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|[48]00-?\d{3}-?\d{4})");
  static const RE2 by_the_shift(R"(/(?:8|9|10|11|12|24)(?:个?小时|h))");
  static const RE2 by_the_month(R"(/(?:2\d|30)天)");  // a month's nurse: "9800/26天"
  static const RE2 cents(R"((\d{3,})\.00?(\D|$))");
  // "2人月入12000": the 2 is no figure of pay.
  static const RE2 of_two(
      R"((^|[,;。:])2个?人((?:一起|合计|总共|一共|共)?(?:月入|合计|工资|月薪|每月|一个月|能拿|可拿|收入)))");
  if (Holds(out, "人")) RE2::GlobalReplace(&out, of_two, R"(\1两人\2)");
  if (Holds(out, ".0")) RE2::GlobalReplace(&out, cents, R"(\1\2)");
  if (Holds(out, "年") || CountOf(out, "-/.") >= 2) RE2::GlobalReplace(&out, date, ";");
  if (Holds(out, "/")) {
    if (SaysAny(out, {"小时", "h"})) RE2::GlobalReplace(&out, by_the_shift, "/天");
    if (Holds(out, "天")) RE2::GlobalReplace(&out, by_the_month, "/月");
  }
  SettleHoursOfADay(out);
  // "5000≤薪资≤8000"
  static const RE2 between(R"((\d[百千万kw]?元?)(?:≤|≦|<=|<)[\p{Han}a-z]{1,8}(?:≤|≦|<=|<)(\d))");
  if (SaysAny(out, {"≤", "≦", "<"})) RE2::GlobalReplace(&out, between, R"(\1-\2)");
  MendSeparators(out);
  constexpr std::ptrdiff_t kShortestPhone = 10;
  if (CountOf(out, "0123456789") >= kShortestPhone) RE2::GlobalReplace(&out, phone, ";");
  JoinMixedNumerals(out);
  JoinPeriods(out);
  WriteDaysPayOfSites(out);
  return out;
}

namespace {

bool TakeTrialOut(std::string& text) {
  if (!SaysAny(text, {"转正", "正式"}) ||
      !SaysAny(text, {"试用", "实习", "学徒", "见习", "培训", "学习"})) {
    return false;
  }
  static const RE2 trial(
      R"((?:试用|实习|学徒|见习|培训|学习)期?(?:[\d一二两三四五六]{1,2}个?月|半个?月|\d{1,2}天)?(?:内|的|为|是|底薪|工资|薪资|月薪|综合|保底|每月|一个?月|:)*\d(?:\.\d)?(?:\d{3}|[千万k])[\d.\-~_元千万k/月]*(?:以上|起|左右)?[,;、。]?)");
  static const RE2 regular(R"((?:转正|正式)(?:以?后|工资|底薪|薪资|月薪|综合|保底|期|:)*\d)");
  return RE2::PartialMatch(text, regular) && RE2::Replace(&text, trial, "");
}

}  // namespace

bool TakeFirstMonthsOut(std::string& text) {
  if (TakeTrialOut(text)) return true;
  if (!SaysAny(text, {"后", "第2", "第二", "第3", "第三", "第4", "第四", "次月"})) return false;
  static const RE2 first(
      R"((?:刚来|入职)?(?:第[1一]个?月|首月|[前头][\d一二两三]?个?月|学徒期?(?:[\d一二两三]个?月|半年)?)[^,;\d]{0,9}\d+[\d.\-~_元千万k/月]*[,;、。]?((?:以后|往后|之后|过后|出师|学会|熟练|满师|期满|第[二三四2-4]个?月|次月)[^,;\d]{0,6}(?:\d{4}|\d(?:\.\d)?[千万kw])))");
  return RE2::Replace(&text, first, R"(\1)");
}

int TakePayMonths(std::string& text) {
  static const RE2 pattern(R"([·.xX*×,，]?(\d{2})(?:[-~](\d{2}))?个?月?薪(?:资)?)");
  // "8000*13"
  static const RE2 times(
      R"((\d{4,6}|\d[千万kw])(元|元?/月)?[xX*×](1[2-8])(?:个?月)?([^\d.小h天]|$))");
  static const RE2 twice(R"([,;·+]?(?:年底|年终)双薪)");
  std::string first;
  if (Holds(text, "薪") && RE2::PartialMatch(text, pattern, &first)) {
    int months = 0;
    if (!absl::SimpleAtoi(first, &months) || months < 12 || months > 24) return 0;
    RE2::Replace(&text, pattern, ",");
    return months;
  }
  std::string figure;
  std::string unit;
  if (text.find_first_of("xX*") != std::string::npos || Holds(text, "×")) {
    if (RE2::PartialMatch(text, times, &figure, &unit, &first)) {
      int months = 0;
      RE2::Replace(&text, times, R"(\1\2\4)");
      return absl::SimpleAtoi(first, &months) ? months : 0;
    }
  }
  return Holds(text, "双薪") && RE2::Replace(&text, twice, ",") ? 13 : 0;
}

}  // namespace laowu::intake

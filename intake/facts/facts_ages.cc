// Age limits; the header is facts.h.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/facts/age_refusals.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

std::string Text(const re2::StringPiece& piece) { return std::string(piece.data(), piece.size()); }

AgeLimits Widest(const AgeLimits& a, const AgeLimits& b) {
  return {a.min_years == 0 || b.min_years == 0 ? std::max(a.min_years, b.min_years)
                                               : std::min(a.min_years, b.min_years),
          std::max(a.max_years, b.max_years)};
}

constexpr int kGrownUp = 18;

bool PlausibleAge(int years) { return years >= 14 && years <= 80; }

// Limits that a prepared text states. In running text (`bare` false) the words must say that it is
// an age: 岁 behind it or 年龄 before.
class AgeFinder {
 public:
  AgeFinder(const std::string& text, bool bare) : text_(text), bare_(bare) {}

  std::optional<AgeLimits> Find(std::string* matched) {
    static const RE2 range_unit(R"((?:年满|满)?(\d{2})(?:周?岁)?(?:-+|~+|至|到)(\d{2})(?:周?岁))");
    static const RE2 range_labelled(
        R"(年龄(?:要求|范围|在)?[:：(]?(\d{2})(?:周?岁)?(?:-+|~+|至|到)(\d{2}))");
    static const RE2 range_bare(R"((\d{2})(?:周?岁)?(?:-+|~+|至|到)(\d{2})(?:周?岁)?)");
    Ranges(bare_ ? range_bare : range_unit);
    if (!bare_) Ranges(range_labelled);
    if (bare_ && !limits_.has_value() && Holds(text_, "满")) {
      static const RE2 from_to(
          R"(满(\d{2})(?:周?岁)?(?:以上)?[,、]?(?:且|但)?(?:不超过?|不满|未满|不大于)(\d{2}))");
      Ranges(from_to);
    }
    if (!limits_.has_value()) {
      static const RE2 most_unit(R"((\d{2})周?岁(?:及?以下|以内|之内|内|往下|朝下|以里))");
      static const RE2 most_bare(
          R"((\d{2})(?:周?岁)?(?:及?以下|以内|之内|内|封顶)|(?:≤|<=?|不超过?|不高于|不大于|小于|低于|最大|最高|最多|上限)(\d{2})(?:周?岁)?(?:$|[,;。(]))");
      static const RE2 most_labelled(
          R"((?:年龄|岁数)(?:要求)?[:：]?(?:在)?(?:不超过?|别超过?|不要超过?|不能超过?|不得超过?|不高于|不大于|小于|低于|上限|最大|最高)?[:]?(\d{2})(?:周?岁)?(?:及?以下|以内|之内|内|$|[,;。]))");
      static const RE2 most_before(
          R"((?:不超过?|别超过?|不要超过?|不能超过?|不得超过?|不高于|不大于|最大)(\d{2})周?岁)");
      static const RE2 least_unit(R"((\d{2})周?岁(?:及?以上|\+|起))");
      static const RE2 least_bare(
          R"((?:满|≥|>=?|大于|不低于|不小于|至少|最低|最小)(\d{2})(?:周?岁)?(?:$|[,;。(])|(\d{2})(?:周?岁)?(?:及?以上|\++|起))");
      static const RE2 least_before(
          R"((?:年满|须满|需满|满)(\d{2})周?岁|年龄(?:须|需|要)?满(\d{2})(?:[,;。]|$))");
      AgeLimits single;
      for (const RE2* pattern : {bare_ ? &most_bare : &most_unit, &most_before, &most_labelled}) {
        if (single.max_years == 0) single.max_years = One(*pattern);
      }
      for (const RE2* pattern : {bare_ ? &least_bare : &least_unit, &least_before}) {
        if (single.min_years == 0) single.min_years = One(*pattern);
      }
      if (single.min_years > 0 || single.max_years > 0) limits_ = single;
    }
    // "18-45岁,放宽到52岁": who is 52 may come.
    static const RE2 widened(R"((?:可|适当)?放宽(?:至|到)?(\d{2}))");
    if (const int years = One(widened); years > 0) {
      if (!limits_.has_value()) limits_ = AgeLimits{};
      limits_->max_years = std::max(limits_->max_years, years);
    }
    if (matched != nullptr) *matched = matched_;
    return limits_;
  }

 private:
  void Ranges(const RE2& pattern) {
    re2::StringPiece rest(text_);
    re2::StringPiece whole[3];
    while (pattern.Match(rest, 0, rest.size(), RE2::UNANCHORED, whole, 3)) {
      int low = 0;
      int high = 0;
      if (absl::SimpleAtoi(Text(whole[1]), &low) && absl::SimpleAtoi(Text(whole[2]), &high) &&
          PlausibleAge(low) && PlausibleAge(high) && low <= high &&
          (bare_ || !OnlyPreferred(text_, whole[0]))) {
        const AgeLimits more{low, high};
        limits_ = limits_.has_value() ? Widest(*limits_, more) : more;
        if (matched_.empty()) matched_ = Text(whole[0]);
      }
      rest.remove_prefix(static_cast<std::size_t>(whole[0].data() + whole[0].size() - rest.data()));
    }
  }

  // 0 if there is none, or it is only welcome.
  int One(const RE2& pattern) {
    re2::StringPiece whole[3];
    const int count = std::min(3, pattern.NumberOfCapturingGroups() + 1);
    std::size_t from = 0;
    while (pattern.Match(text_, from, text_.size(), RE2::UNANCHORED, whole, count)) {
      from = static_cast<std::size_t>(whole[0].data() + whole[0].size() - text_.data());
      // "未满45岁" is no least age; what is may follow it.
      const absl::string_view before(text_.data(), from - whole[0].size());
      if (absl::StartsWith(Text(whole[0]), "满") &&
          (absl::EndsWith(before, "未") || absl::EndsWith(before, "不") ||
           absl::EndsWith(before, "没"))) {
        continue;
      }
      int years = 0;
      if (!absl::SimpleAtoi(Text(whole[1].empty() ? whole[2] : whole[1]), &years) ||
          !PlausibleAge(years) || (!bare_ && OnlyPreferred(text_, whole[0]))) {
        return 0;
      }
      if (matched_.empty()) matched_ = Text(whole[0]);
      return years;
    }
    return 0;
  }

  const std::string& text_;
  const bool bare_;
  std::optional<AgeLimits> limits_;
  std::string matched_;
};

// "18-40" somewhere: two digits, a mark, two digits.
bool HoldsTwoByTwo(absl::string_view text) {
  static const RE2 pattern(R"(\d\d\s*(?:[-~—–－～一至到]+)\s*\d\d)");
  return HoldsDigit(text) && RE2::PartialMatch({text.data(), text.size()}, pattern);
}

// "60内", "18+".
bool HoldsTwoAndBound(absl::string_view text) {
  return SaysAny(text, {"0内", "5内", "8内", "18+", "16+", "18岁+"});
}

// Behind a sex ("男18-45女18-42", "女35以下"): the widest, since none may be kept out for it.
std::optional<Found<AgeLimits>> AgesBySex(const std::string& folded) {
  if (!SaysAny(folded, {"男", "女"})) return std::nullopt;
  static const RE2 by_sex(
      R"((?:男|女)(?:性|工|生|士)?[:,]?(?:(\d{2})[-~至到])?(\d{2})(?:周?岁)?(以[下内上]|及以下|内)?(?:[^\d元块千万kw%人名位个天小月年.]|$))");
  // "男士不超过50"
  static const RE2 at_most(R"((男|女)(?:性|工|生|士)?(?:不超过|不大于|最大)(\d{2})(?:周?岁)?)");
  // "25-50男", "50以下男": the sex behind the ages, where none stands before them.
  static const RE2 behind(
      R"((^|[,;。!、(:员工手师]|年龄)(\d{2}[-~至到]\d{2}|\d{2}(?:以下|以内))(?:周?岁)?的?(男|女)(?:性|工|生|士)?(?:[,;。!、):]|$))");
  std::string text = folded;
  if (SaysAny(text, {"不超过", "不大于", "最大"})) {
    RE2::GlobalReplace(&text, at_most, R"(\1\2以下)");
  }
  RE2::GlobalReplace(&text, behind, R"(\1,\3\2,)");
  std::optional<AgeLimits> limits;
  std::string matched;
  re2::StringPiece rest(text);
  re2::StringPiece groups[4];
  while (by_sex.Match(rest, 0, rest.size(), RE2::UNANCHORED, groups, 4)) {
    int low = 0;
    int high = 0;
    const bool one = groups[1].empty();
    const auto rest_of_it = rest.substr(
        static_cast<std::size_t>(std::max(groups[2].end(), groups[3].end()) - rest.data()));
    const bool welcome =
        StartsWithAny({rest_of_it.data(), rest_of_it.size()}, {"优先", "最好", "更佳"});
    (void)absl::SimpleAtoi(Text(groups[1]), &low);
    const bool read = !welcome && absl::SimpleAtoi(Text(groups[2]), &high) && PlausibleAge(high) &&
                      (one ? !groups[3].empty() : PlausibleAge(low) && low < high);
    if (read) {
      AgeLimits more{low, high};
      if (one && Text(groups[3]) == "以上") more = {high, 0};
      limits = limits.has_value() ? Widest(*limits, more) : more;
      if (matched.empty()) matched = Text(groups[0]);
    }
    // The last character of a match may begin the next.
    const char* const next = std::max(groups[2].data() + groups[2].size(), rest.data() + 1);
    rest.remove_prefix(static_cast<std::size_t>(next - rest.data()));
  }
  if (!limits.has_value()) return std::nullopt;
  return Found<AgeLimits>{*limits, Excerpt(matched)};
}

// Ages without 岁: behind a sex ("男18-45女18-42", "女35以下": the widest), or a clause of their
// own
// ("18-40", "45以下"). "18-20" alone may be pay for an hour.
std::optional<Found<AgeLimits>> BareAges(const std::string& text) {
  static const RE2 clause(
      R"((?:^|[,;。!、(])(?:年龄)?(?:(\d{2})[-~至到])(\d{2})(?:左右|之间|以内)?(?:[,;。!、)]|$))");
  // "满16", "年满18即可"; 干满18天 is another matter.
  static const RE2 least(
      R"((?:^|[,;。!、(:])(?:必须|须|需要?|要求?)?(?:年)?满(1[6-9]|2\d)(?:以上)?(?:即可|就行|就可以|可以|就好|都可以?|都行|均可)?(?:[,;。!、)]|$))");
  // "55以下带身份证来", "50以下的都可以来": what follows says who may come, or what they bring.
  static const RE2 most(
      R"((?:^|[,;。!、(|])(\d{2})(?:以下|以内|之内|往下|内)(?:的|者)?(?:(?:都|均|也|全)?(?:可以?来?|行|要|收|能来|能做)|左右|(?:都可以?来|均可|都行|都要|身体|健康|带|持|能吃苦|会|吃苦|手脚|勤快|男女|无不良|人员).{0,60})?(?:[,;。!、)|]|$))");
  static const RE2 at_most(
      R"((?:^|[,;。!、(|])(?:不超过?|别超过?|不要超过?|不能超过?|不得超过?|最大|最高)(\d{2})(?:的)?(?:[,;。!、)|]|$))");
  // "年满18不超过50", "满18周岁,不超50岁"
  static const RE2 from_to(
      R"(满(1[6-9]|2\d)(?:周?岁)?(?:以上)?[,、]?(?:且|但)?(?:不超过?|别超过?|不满|未满|不大于)(\d{2}))");
  static const RE2 grown_up(
      R"((?:^|[,;。!、(|])(?:(?:必须|须|需要?|要)(?:已经?)?成年|成年(?:人|就|即|的)*(?:可|行|可以|能来))(?:[,;。!、)|]|$))");
  static const RE2 and_more(R"((?:^|[,;。!、(|])(1[68])(?:\+|岁\+)(?:[,;。!、)|]|$))");
  if (auto limits = AgesBySex(text); limits.has_value()) return limits;
  int low = 0;
  int high = 0;
  if (Holds(text, "满") && RE2::PartialMatch(text, from_to, &low, &high) && high > low &&
      PlausibleAge(high)) {
    return Found<AgeLimits>{{low, high}, absl::StrCat("满", low, "不超过", high)};
  }
  if (RE2::PartialMatch(text, clause, &low, &high) && PlausibleAge(low) && low >= 16 &&
      high >= 28 && PlausibleAge(high) && high - low >= 6) {
    return Found<AgeLimits>{{low, high}, absl::StrCat(low, "-", high)};
  }
  const bool has_least = Holds(text, "满") && RE2::PartialMatch(text, least, &low);
  if ((RE2::PartialMatch(text, most, &high) ||
       (SaysAny(text, {"超", "最"}) && RE2::PartialMatch(text, at_most, &high))) &&
      high >= 28 && PlausibleAge(high)) {
    const bool both = has_least && low < high;  // "满18,55以下"
    return Found<AgeLimits>{{both ? low : 0, high}, absl::StrCat(high, "以下")};
  }
  if (has_least) {
    return Found<AgeLimits>{{low, 0}, absl::StrCat("满", low)};
  }
  if (Holds(text, "成年") && RE2::PartialMatch(text, grown_up)) {
    return Found<AgeLimits>{{kGrownUp, 0}, "成年"};
  }
  if (Holds(text, "+") && RE2::PartialMatch(text, and_more, &low)) {
    return Found<AgeLimits>{{low, 0}, absl::StrCat(low, "+")};
  }
  return std::nullopt;
}

// Who may come by what is asked for and by what is refused; nullopt if nobody may, or nothing is
// said.
std::optional<AgeLimits> WithoutRefused(const std::optional<AgeLimits>& asked,
                                        const AgesLeft& left) {
  if (left.min_years == 0 && left.max_years == 0) return asked;
  AgeLimits limits = asked.value_or(AgeLimits{});
  limits.min_years = std::max(limits.min_years, left.min_years);
  // "20-48岁,48岁以上勿扰": who is 48 may come.
  const bool stated = limits.max_years > 0 && limits.max_years <= left.max_years + 1;
  if (left.max_years > 0 && !stated) limits.max_years = left.max_years;
  if (limits.max_years > 0 && limits.min_years > limits.max_years) return std::nullopt;
  return limits;
}

// Ages that a prepared text asks for. `named`: it says 岁 or 年龄.
std::optional<Found<AgeLimits>> AgesAskedFor(const std::string& prepared, bool named) {
  if (named) {
    std::string matched;
    const auto limits = AgeFinder(prepared, /*bare=*/false).Find(&matched);
    if (limits.has_value()) {
      const auto by_sex = AgesBySex(prepared);
      return Found<AgeLimits>{by_sex.has_value() ? Widest(*limits, by_sex->value) : *limits,
                              Excerpt(matched)};
    }
  }
  return BareAges(prepared);
}

// "别超过五十", "年满十八": tens behind a bound, which FactText leaves as they are.
std::string WithAgesInFigures(std::string text) {
  if (!Holds(text, "十") || !SaysAny(text, {"超", "满"})) return text;
  static const RE2 bounded(
      R"((超过?|满)([一二三四五六七]?)十([一二三四五六七八九]?)([^\p{Han}]|岁|的|$))");
  re2::StringPiece groups[5];
  while (bounded.Match(text, 0, text.size(), RE2::UNANCHORED, groups, 5)) {
    const int tens = groups[2].empty() ? 1 : ChineseDigit({groups[2].data(), groups[2].size()});
    const int ones = groups[3].empty() ? 0 : ChineseDigit({groups[3].data(), groups[3].size()});
    const auto at = static_cast<std::size_t>(groups[2].data() - text.data());
    const auto end = static_cast<std::size_t>(groups[4].data() - text.data());
    text.replace(at, end - at, absl::StrCat(10 * tens + ones));
  }
  return text;
}

// The letter O where a nought was meant: 18-5O岁.
std::string WithNoughts(std::string text) {
  static const RE2 letter(R"((\d)[oO]([^a-zA-Z0-9]|$))");
  if (text.find_first_of("oO") != std::string::npos)
    RE2::GlobalReplace(&text, letter,
                       "\\1"
                       "0\\2");
  return text;
}

}  // namespace

std::optional<AgeLimits> ReadAgeColumn(absl::string_view text) {
  std::string prepared = WithNoughts(WithAgesInFigures(FactText(text)));
  const AgesLeft left = TakeRefusedAges(prepared, /*bare=*/true);
  const auto limits = AgeFinder(prepared, /*bare=*/true).Find(nullptr);
  if (limits.has_value() || !left.text.empty()) return WithoutRefused(limits, left);
  if (SaysNoLimit(prepared) || prepared == "无" || prepared == "-") return AgeLimits{};
  return std::nullopt;
}

std::optional<Found<AgeLimits>> ReadAgeInText(absl::string_view text) {
  // 年纪 is 年龄 in plain speech.
  if (Holds(text, "年纪")) return ReadAgeInText(absl::StrReplaceAll(text, {{"年纪", "年龄"}}));
  const bool named = SaysAny(text, {"岁", "年龄"});
  const bool may_refuse = !named && (HoldsDigit(text) || Holds(text, "十")) &&
                          SaysAny(text, {"以上", "超"}) &&
                          SaysAny(text, {"不", "勿", "免", "绝", "拒", "绕", "别来", "莫来", "禁"});
  const bool in_numerals = Holds(text, "十") && SaysAny(text, {"到", "至", "-", "满"});
  const bool may_be_full = HoldsDigit(text) && Holds(text, "满");
  if (!named && !may_refuse &&
      !SaysAny(text, {"男", "女", "以下", "以内", "往下", "成年", "不超", "别超"}) &&
      !in_numerals && !HoldsTwoAndBound(text) && !may_be_full && !HoldsTwoByTwo(text)) {
    return std::nullopt;
  }
  std::string prepared = WithNoughts(WithAgesInFigures(FactText(text)));
  const AgesLeft left = TakeRefusedAges(prepared, /*bare=*/false);
  const auto asked = AgesAskedFor(prepared, named);
  if (left.text.empty()) return asked;
  const auto limits =
      WithoutRefused(asked.has_value() ? std::optional(asked->value) : std::nullopt, left);
  if (!limits.has_value()) return std::nullopt;
  return Found<AgeLimits>{*limits, Excerpt(asked.has_value() ? asked->text : left.text)};
}

}  // namespace laowu::intake

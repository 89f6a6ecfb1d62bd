#include "intake/facts/spoken_date.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr absl::string_view kNoDate =
    "日期读不懂，请写如 2026-06-30、2026年6月 或 6月30日 / not a date such as 2026-06-30 or "
    "2026年6月";
constexpr absl::string_view kVague =
    "只说了节前节后，不知哪天，请至少写到月份，如 2026年3月 / before or after a holiday is no "
    "date: the month will do, e.g. 2026年3月";
constexpr absl::string_view kLunarMonth =
    "农历一个月跨公历两个月，请写公历月份（如 2026年2月）或农历哪一天（如 正月初八） / a month of "
    "the old calendar lies in two of ours: write the calendar month, or the day";

// First day of each year of the old calendar, and how many days the month before it had, by new
// moons in Beijing's time (GB/T 33661). Those of 2027 and 2030 fall within minutes of midnight,
// where some libraries are a day out.
struct LunarYear {
  int year;
  int month;
  int day;
  int days_of_last_month;
};
constexpr LunarYear kLunarYears[] = {
    {2016, 2, 8, 29},  {2017, 1, 28, 30}, {2018, 2, 16, 30}, {2019, 2, 5, 30},  {2020, 1, 25, 30},
    {2021, 2, 12, 30}, {2022, 2, 1, 29},  {2023, 1, 22, 30}, {2024, 2, 10, 30}, {2025, 1, 29, 29},
    {2026, 2, 17, 29}, {2027, 2, 6, 29},  {2028, 1, 26, 29}, {2029, 2, 13, 29}, {2030, 2, 3, 30}};

// How many years before the present one a word means; -1 if it is none.
int YearsBack(absl::string_view word) {
  if (word == "今年" || word == "本年") return 0;
  if (word == "去年" || word == "上年") return 1;
  if (word == "前年") return 2;
  return -1;
}

int FullYear(const std::string& digits) {
  int year = 0;
  if (!absl::SimpleAtoi(digits, &year)) return 0;
  return digits.size() == 2 ? 2000 + year : year;
}

SpokenDate Day(absl::CivilDay day) { return {day, false, ""}; }
SpokenDate Month(absl::CivilMonth month) { return {absl::CivilDay(month), true, ""}; }

// `years_back` < 0: no year is said.
SpokenDate LunarDay(int years_back, bool first_month, int day, absl::CivilDay as_of) {
  if (day < 1 || day > (first_month ? 29 : 30)) return {std::nullopt, false, kLunarMonth};
  // Of the year that begins at `at`: its 正月; or the 腊月 before it, which is of the year before.
  const auto in = [&](const LunarYear& at) {
    const absl::CivilDay new_year(at.year, at.month, at.day);
    return (first_month ? new_year : new_year - at.days_of_last_month) + (day - 1);
  };
  int now = 0;  // the year of the old calendar on `as_of`
  for (const LunarYear& at : kLunarYears) {
    if (absl::CivilDay(at.year, at.month, at.day) <= as_of) now = at.year;
  }
  const LunarYear* found = nullptr;
  for (const LunarYear& at : kLunarYears) {
    const int year = first_month ? at.year : at.year - 1;
    if (years_back >= 0 ? year == now - years_back : in(at) <= as_of) found = &at;
  }
  // Not every last month has a thirtieth day.
  if (found == nullptr || (!first_month && day > found->days_of_last_month)) {
    return {std::nullopt, false, kNoDate};
  }
  return Day(in(*found));
}

std::optional<SpokenDate> ReadLunar(const std::string& text, absl::CivilDay as_of) {
  static const RE2 pattern(
      R"(^(今年|本年|去年|上年|前年)?(?:农历|阴历|旧历)?(正月|大年|腊月)(初?[一二三四五六七八九十廿\d]{1,3})?(?:日|号)?$)");
  static const RE2 other(
      R"(农历|阴历|旧历|[一二三四五六七八九十冬]月(?:初[一二三四五六七八九十]|廿))");
  std::string year;
  std::string month;
  std::string day;
  if (RE2::FullMatch(text, pattern, &year, &month, &day)) {
    if (day.empty()) return SpokenDate{std::nullopt, false, kLunarMonth};
    return LunarDay(YearsBack(year), month != "腊月", SpokenNumber(day), as_of);
  }
  if (RE2::PartialMatch(text, other)) return SpokenDate{std::nullopt, false, kLunarMonth};
  return std::nullopt;
}

// A month or a day of it, with or without a year.
std::optional<SpokenDate> ReadMonth(const std::string& text, absl::CivilDay as_of) {
  static const RE2 pattern(
      R"(^(?:(\d{4}|\d{2})年|(今年|本年|去年|上年|前年))?([一二三四五六七八九十\d]{1,2})月(?:份|初|上旬|中旬|下旬|中|底|末|([一二三四五六七八九十廿\d]{1,3})[日号]?)?$)");
  static const RE2 in_figures(R"(^(\d{4})[-/.年](\d{1,2})(?:月份?)?$)");
  std::string year_text;
  std::string year_word;
  std::string month_text;
  std::string day_text;
  if (!RE2::FullMatch(text, pattern, &year_text, &year_word, &month_text, &day_text) &&
      !RE2::FullMatch(text, in_figures, &year_text, &month_text)) {
    return std::nullopt;
  }
  const int month = SpokenNumber(month_text);
  const int day = day_text.empty() ? 0 : SpokenNumber(day_text);
  const SpokenDate none{std::nullopt, false, kNoDate};
  if (month < 1 || month > 12 || (!day_text.empty() && day < 1)) return none;
  const int back = YearsBack(year_word);
  auto year = static_cast<int>(as_of.year());
  if (!year_text.empty()) {
    year = FullYear(year_text);
  } else if (back > 0) {
    year -= back;
  } else if (back < 0 && absl::CivilDay(year, month, std::max(1, day)) > as_of) {
    --year;  // "12月" said in July
  }
  if (year < 1950 || year > 2100) return none;
  if (day == 0) return Month(absl::CivilMonth(year, month));
  const absl::CivilDay found(year, month, day);
  if (found.month() != month) return none;  // 2月30日
  return Day(found);
}

// How many days behind Monday a day is that people call 一 to 六, 日 or 天.
int DayOfWeek(absl::string_view name) {
  if (name == "日" || name == "天") return 6;
  return ChineseDigit(name) - 1;
}

// 上周三, 昨天, 上个月15号, 三天前: a day counted from `as_of`, which is the file's.
std::optional<SpokenDate> ReadCounted(const std::string& text, absl::CivilDay as_of) {
  static const RE2 of_week(R"((上上|上|本|这)个?(?:周|星期|礼拜)([一二三四五六日天]))");
  static const RE2 of_month(R"((上个?月|本月|这个?月)([一二三四五六七八九十廿\d]{1,3})[日号])");
  static const RE2 days_ago(R"(([一二三四五六七八九十\d]{1,2}|两)天(?:以?前|之前))");
  std::string which;
  std::string day;
  std::optional<absl::CivilDay> found;
  if (RE2::FullMatch(text, of_week, &which, &day)) {
    const int in_week = static_cast<int>(absl::GetWeekday(as_of));  // Monday is the first
    const int weeks_back = which == "上上" ? 2 : which == "上" ? 1 : 0;
    found = as_of - in_week - 7 * weeks_back + DayOfWeek(day);
  } else if (RE2::FullMatch(text, of_month, &which, &day)) {
    const absl::CivilMonth month =
        absl::CivilMonth(as_of) - (absl::StartsWith(which, "上") ? 1 : 0);
    const int number = SpokenNumber(day);
    found = absl::CivilDay(month) + (number - 1);
    if (number < 1 || absl::CivilMonth(*found) != month)
      return SpokenDate{std::nullopt, false, kNoDate};
  } else if (RE2::FullMatch(text, days_ago, &day)) {
    found = as_of - (day == "两" ? 2 : SpokenNumber(day));
  } else {
    static constexpr std::pair<absl::string_view, int> kNear[] = {
        {"今天", 0}, {"今日", 0}, {"昨天", 1},  {"昨日", 1},
        {"昨晚", 1}, {"前天", 2}, {"大前天", 3}};
    for (const auto& [word, days] : kNear) {
      if (text == word) found = as_of - days;
    }
  }
  if (!found.has_value()) return std::nullopt;
  if (*found > as_of) return SpokenDate{std::nullopt, false, kNoDate};  // 本周五, said on Wednesday
  return Day(*found);
}

// "3.15", "3/15", "26.3", "26.3.5". A spreadsheet makes "3.1" of 3.10 as well: of such a day only
// the month is known.
std::optional<SpokenDate> ReadShort(const std::string& text, absl::CivilDay as_of) {
  static const RE2 pattern(R"(^(?:(\d{2})([./\-]))?(\d{1,2})([./\-])(\d{1,2})[日号]?$)");
  std::string year_text;
  std::string mark_before;
  std::string mark;
  int first = 0;
  int second = 0;
  if (!RE2::FullMatch(text, pattern, &year_text, &mark_before, &first, &mark, &second)) {
    return std::nullopt;
  }
  constexpr int kMonths = 12;
  // "3-5" is a range of months, and "10-12" may be; "11-05" and "05-20" are days.
  constexpr std::size_t kFiguresOfDay = 5;
  const bool is_padded = text[0] == '0' || text.find("-0") != std::string::npos;
  const bool may_be_range =
      text.size() != kFiguresOfDay || first > kMonths || !(is_padded || second > kMonths);
  if (year_text.empty() ? mark == "-" && may_be_range : mark_before != mark) return std::nullopt;
  const SpokenDate none{std::nullopt, false, kNoDate};
  if (year_text.empty() && first > kMonths) {  // "26.3"
    const int year = 2000 + first;
    constexpr int kLongAgo = 8;
    if (year < as_of.year() - kLongAgo || year > as_of.year() || second < 1 || second > kMonths)
      return none;
    return Month(absl::CivilMonth(year, second));
  }
  auto year = static_cast<int>(as_of.year());
  if (!year_text.empty()) {
    year = FullYear(year_text);
  } else if (absl::CivilDay(year, std::max(first, 1), std::max(second, 1)) > as_of) {
    --year;
  }
  if (first < 1 || first > kMonths || second < 1 || year > as_of.year()) return none;
  const absl::CivilDay found(year, first, second);
  if (found.month() != first) return none;
  const bool maybe_tens = mark == "." && year_text.empty() && second <= 3 && text.back() != '0' &&
                          text.size() - text.find('.') == 2;
  return maybe_tens ? Month(absl::CivilMonth(found)) : Day(found);
}

// "国庆5号" → "10月5日": the holidays of a fixed month.
std::string WithDaysOfHolidays(std::string folded) {
  if (!SaysAny(folded, {"国庆", "五一", "元旦"})) return folded;
  static const RE2 october(R"(国庆节?(\d{1,2})[日号])");
  static const RE2 may(R"(五一(?:节|劳动节)?(\d{1,2})[日号])");
  static const RE2 january(R"(元旦节?(\d{1,2})[日号])");
  RE2::GlobalReplace(&folded, october, R"(10月\1日)");
  RE2::GlobalReplace(&folded, may, R"(5月\1日)");
  RE2::GlobalReplace(&folded, january, R"(1月\1日)");
  return folded;
}

}  // namespace

std::string WithFiguresInYear(std::string text) {
  if (!Holds(text, "年")) return text;
  static const RE2 spoken(R"(([一二][零〇○一二三四五六七八九]{3})年)");
  re2::StringPiece year;
  if (!RE2::PartialMatch(text, spoken, &year)) return text;
  const auto at = static_cast<std::size_t>(year.data() - text.data());
  std::string figures;
  constexpr std::size_t kIdeograph = 3;
  for (std::size_t i = 0; i < year.size(); i += kIdeograph) {
    absl::StrAppend(&figures, ChineseDigit({year.data() + i, kIdeograph}));
  }
  return text.replace(at, year.size(), figures);
}

std::optional<absl::CivilDay> LunarNewYear(absl::civil_year_t year) {
  for (const LunarYear& at : kLunarYears) {
    if (at.year == year) return absl::CivilDay(at.year, at.month, at.day);
  }
  return std::nullopt;
}

int SpokenNumber(absl::string_view text) {
  (void)absl::ConsumePrefix(&text, "初");
  int number = 0;
  if (absl::SimpleAtoi(text, &number)) return number <= 31 ? number : 0;
  bool tens = false;
  while (!text.empty()) {
    const absl::string_view character = text.substr(0, Utf8SequenceLength(text));
    const int digit = ChineseDigit(character);
    if (character == "廿") {
      number = 20;
    } else if (character == "十") {
      number = tens ? 0 : 10 * std::max(1, number);
      tens = true;
    } else if (digit > 0) {
      number = number % 10 == 0 ? number + digit : 0;
    } else {
      return 0;
    }
    text.remove_prefix(character.size());
  }
  return number <= 31 ? number : 0;
}

SpokenDate ReadSpokenDate(absl::string_view text, absl::CivilDay as_of) {
  // "2026.2.20-至今", "3月5日起", "5月10日左右": of the last only the month is known.
  static const RE2 since_then(
      R"((?:[-~至到]*至?今|起|开始|以来|左右|前后|(?:出去|外出|出门|去|回|回来|返乡)的?)$)");
  std::string folded = WithDaysOfHolidays(WithFiguresInYear(FoldTight(text)));
  // "2026年2月24日(正月初八)", "2026年3月至12月": the first counts, which says it with its year or
  // day.
  static const RE2 begins(
      R"(^((?:20)?\d\d年\d{1,2}月(?:份|\d{1,2}[日号]?)?|\d{1,2}月\d{1,2}[日号])(?:\(.*\)|[-~至到]\d.*)$)");
  if (std::string first; RE2::FullMatch(folded, begins, &first))
    return ReadSpokenDate(first, as_of);
  // "去年底", "202603".
  static const RE2 year_end(R"((今年|去年|前年|(?:20)?\d\d年)年?(?:底|末))");
  static const RE2 packed_month(R"((20\d\d)(0[1-9]|1[0-2]))");
  std::string year_words;
  std::string month_words;
  if (RE2::FullMatch(folded, year_end, &year_words)) folded = absl::StrCat(year_words, "12月");
  if (RE2::FullMatch(folded, packed_month, &year_words, &month_words))
    folded = absl::StrCat(year_words, "-", month_words);
  re2::StringPiece tail;
  if (since_then.Match(folded, 0, folded.size(), RE2::UNANCHORED, &tail, 1) &&
      tail.size() < folded.size()) {
    const bool about = SaysAny({tail.data(), tail.size()}, {"左右", "前后"});
    SpokenDate date = ReadSpokenDate(folded.substr(0, folded.size() - tail.size()), as_of);
    if (about && date.day.has_value()) date = Month(absl::CivilMonth(*date.day));
    return date;
  }
  if (folded == "本月" || folded == "这个月" || folded == "这月")
    return Month(absl::CivilMonth(as_of));
  if (folded == "上月" || folded == "上个月") return Month(absl::CivilMonth(as_of) - 1);
  if (auto counted = ReadCounted(folded, as_of); counted.has_value()) return *counted;
  if (auto lunar = ReadLunar(folded, as_of); lunar.has_value()) return *lunar;
  if (auto month = ReadMonth(folded, as_of); month.has_value()) return *month;
  if (const auto day = ReadDate(text, as_of); day.has_value()) return Day(*day);
  if (auto in_short = ReadShort(folded, as_of); in_short.has_value()) return *in_short;
  const bool vague = SaysAny(folded, {"春节", "年后", "年前", "节后", "节前", "过年", "过完年",
                                      "国庆", "五一", "元旦", "中秋", "端午", "清明", "元宵"});
  return {std::nullopt, false, vague ? kVague : kNoDate};
}

std::optional<absl::CivilDay> ReadOfferedDate(absl::string_view text, absl::CivilDay as_of,
                                              bool of_end) {
  static const RE2 spoken(
      R"((?:截止|截至|有效期?)?(?:到|至|于|:)*(?:(\d{4}|\d{2})年|(今年|本年|明年))?(?:([一二三四五六七八九十\d]{1,2})月份?(?:(初|上旬|中旬|中|下旬|底|末|月底)|([一二三四五六七八九十廿\d]{1,3})[日号]?)?|(年底|底|月底|本月底|下月底|下个月底))(?:以?前|之前|截止|为?止|有效|左右|起|开始|以后)*)");
  static const RE2 figures(R"((\d{1,2})[./](\d{1,2})(?:以?前|之前|截止|为?止)?)");
  constexpr int kMonths = 12;
  constexpr int kPassedMost = 60;
  const std::string folded = FoldTight(text);
  std::string year_text;
  std::string year_word;
  std::string month_text;
  std::string part;
  std::string day_text;
  std::string end;
  if (!RE2::FullMatch(folded, spoken, &year_text, &year_word, &month_text, &part, &day_text,
                      &end) &&
      !RE2::FullMatch(folded, figures, &month_text, &day_text)) {
    return std::nullopt;
  }
  const auto last_of = [](absl::CivilMonth month) { return absl::CivilDay(month + 1) - 1; };
  const bool has_year = !year_text.empty() || !year_word.empty();
  auto year = static_cast<int>(as_of.year());
  if (!year_text.empty()) year = FullYear(year_text);
  if (year_word == "明年") ++year;
  if (absl::StrContains(end, "月")) {
    if (has_year) return std::nullopt;
    return last_of(absl::CivilMonth(as_of) + (absl::StartsWith(end, "下") ? 1 : 0));
  }
  if (end == "底" && !has_year) return std::nullopt;
  const int month = end.empty() ? SpokenNumber(month_text) : kMonths;
  if (month < 1 || month > kMonths) return std::nullopt;
  const auto in = [&](int of_year) -> std::optional<absl::CivilDay> {
    const absl::CivilMonth whole(of_year, month);
    if (!day_text.empty()) {
      const int day = SpokenNumber(day_text);
      const absl::CivilDay found(of_year, month, std::max(day, 1));
      if (day < 1 || found.month() != month) return std::nullopt;
      return found;
    }
    constexpr int kFirstThird = 10;
    constexpr int kSecondThird = 20;
    if (part == "初" || part == "上旬")
      return absl::CivilDay(whole) + (of_end ? kFirstThird - 1 : 0);
    if (part == "中" || part == "中旬") {
      return absl::CivilDay(whole) + (of_end ? kSecondThird : kFirstThird) - (of_end ? 1 : 0);
    }
    if (part == "下旬" && !of_end) return absl::CivilDay(whole) + kSecondThird;
    return of_end || !part.empty() || !end.empty() ? last_of(whole) : absl::CivilDay(whole);
  };
  const auto found = in(year);
  if (found.has_value() && !has_year && *found < as_of - kPassedMost) return in(year + 1);
  return found;
}

std::optional<SpokenDate> FindSpokenDate(absl::string_view text, absl::CivilDay as_of) {
  static const RE2 date(
      R"(((?:(?:\d{4}|\d{2})年|今年|去年|前年)?(?:农历)?(?:\d{1,2}|十[一二]|[一二三四五六七八九十])月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|份|初|底|中旬)?|(?:今年|去年|前年)?(?:农历)?(?:正月|大年|腊月)(?:初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?)|\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|上个?月))");
  // "3月15去的", "3.15走的": a day by what follows it.
  static const RE2 bare_day(R"((月\d{1,2})(去|走|回|返|出|到|起|开始))");
  static const RE2 short_date(
      R"((^|[^\d.])(\d{1,2})\.(\d{1,2})[日号]?(去|走|回|返|出|到|起|开始))");
  std::string folded = WithDaysOfHolidays(WithFiguresInYear(FoldTight(text)));
  RE2::GlobalReplace(&folded, bare_day, R"(\1日\2)");
  RE2::GlobalReplace(&folded, short_date, R"(\1\2月\3日\4)");
  // "上周三走的", "昨天去了浙江"; not "昨天回访,在广东", where somebody asked that day.
  static const RE2 counted(
      R"(((?:上上|上|本|这)个?(?:周|星期|礼拜)[一二三四五六日天]|大前天|前天|昨[天日晚]|今[天日]|(?:上个?月|本月|这个?月)(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|(?:\d{1,2}|[一二两三四五六七八九十])天(?:以?前|之前))(?:早上|上午|中午|下午|晚上)?(?:就|才|刚|又)?(?:坐车|从\p{Han}{2,6}?)?(?:去|走|返|出去|出门|出发|外出|动身|到|开始|进厂|上班|离|回(?:来|家|乡|村|到|去|了|的|老)))");
  std::string words;
  if (SaysAny(folded, {"周", "星期", "礼拜", "天", "昨", "号", "日"}) &&
      RE2::PartialMatch(folded, counted, &words)) {
    const SpokenDate found = ReadSpokenDate(words, as_of);
    if (found.day.has_value()) return found;
  }
  if (!RE2::PartialMatch(folded, date, &words)) return std::nullopt;
  const SpokenDate found = ReadSpokenDate(words, as_of);
  if (!found.day.has_value()) return std::nullopt;
  return found;
}

}  // namespace laowu::intake

#include "intake/facts/facts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts_text.h"
#include "intake/facts/spoken_date.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// "91年" is 1991: nobody writes so of a year that is more than ten years ahead.
int FullYear(int two_digits, absl::CivilDay as_of) {
  const int year = 2000 + two_digits;
  return year > as_of.year() + 10 ? year - 100 : year;
}

}  // namespace

std::optional<bool> ReadYesNo(absl::string_view text) {
  const std::string folded = FoldTight(text);
  if (folded.empty()) return std::nullopt;
  for (absl::string_view no :
       {"否", "无", "没", "不", "未", "非", "自理", "no", "false", "0", "n", "×", "x", "-", "/"}) {
    if (absl::StartsWith(folded, no)) return false;
  }
  if (Holds(folded, "自理")) return false;
  for (absl::string_view yes : {"是", "有", "包", "提供", "免费", "yes", "true", "1", "y", "√", "✓",
                                "需", "要", "可", "接受", "同意", "已", "能", "愿意"}) {
    if (absl::StartsWith(folded, yes)) return true;
  }
  return std::nullopt;
}

namespace {

// Half days of work a week, 0 if the text does not say.
int HalfDaysPerWeek(const std::string& said) {
  const std::string t = absl::StrReplaceAll(said, {{"月休:", "月休"}, {"周休:", "周休"}});
  static const RE2 days(R"((?:每周|周|一周|做|上)(?:工作|上班|上)?([4567])(?:天|日))");
  static const RE2 days_by_hours(R"(([4567])(?:天|[*x])(?:制)?\d{1,2}(?:个?小时|h))");
  static const RE2 alternate(R"([做上]?(\d)休(\d))");
  std::string count;
  std::string off;
  if (SaysAny(t, {"5.5天", "五天半", "5天半", "周六半天"})) return 11;
  // Of one day off it is half a one more; three lie between 12 and 13, and are left unread.
  static const RE2 off_a_month(
      R"((?:每?个?月|一个月)(?:带薪)?(?:公休|休息|休假|放假|放|休)([0-24-9])天)");
  if (RE2::PartialMatch(t, off_a_month, &count)) {
    constexpr int kByDaysOff[] = {14, 13, 13, 0, 12, 12, 11, 10, 10, 10};
    return kByDaysOff[count[0] - '0'];
  }
  static const RE2 off_a_week(R"((?:每?周|一周|每?星期)(?:公休|休息|放假|放|休)([12])天)");
  if (RE2::PartialMatch(t, off_a_week, &count)) return count == "1" ? 12 : 10;
  if (SaysAny(t, {"周一至周五", "周一到周五", "周一-周五"})) return 10;
  if (SaysAny(t, {"周一至周六", "周一到周六", "周一-周六"})) return 12;
  if (RE2::PartialMatch(t, days, &count) || RE2::PartialMatch(t, days_by_hours, &count)) {
    return 2 * (count[0] - '0');
  }
  if (RE2::PartialMatch(t, alternate, &count, &off) && count[0] - '0' + off[0] - '0' == 7) {
    return 2 * (count[0] - '0');
  }
  if (SaysAny(t, {"大小周", "单双休", "大小休"})) return 11;
  if (SaysAny(t, {"双休", "5天工作", "5天制", "五休二", "周末休息", "六日休息", "22天"})) return 10;
  if (SaysAny(t, {"单休", "六天", "6天", "26天", "休一天", "休1天", "六休一", "周日休", "周日放假",
                  "星期天休", "星期日休"}))
    return 12;
  if (Holds(t, "28天")) return 13;
  if (Holds(t, "无休")) return 14;
  return 0;
}

// "8:00", "8：00", "8点".
bool HoldsClock(absl::string_view text) {
  for (absl::string_view mark : {":", "：", "点"}) {
    for (std::size_t at = text.find(mark); at != absl::string_view::npos;
         at = text.find(mark, at + mark.size())) {
      if (at > 0 && absl::ascii_isdigit(static_cast<unsigned char>(text[at - 1]))) return true;
    }
  }
  return false;
}

// "8:00-12:00 13:30-17:30 18:30-20:30": the parts of a day with its breaks left out. One part alone
// (8:00-20:00) may hold breaks; 0 then.
double HoursOfShifts(const std::string& t) {
  static const RE2 part(R"((\d{1,2})[:点](\d{2})?[-~至到]+(\d{1,2})[:点](\d{2})?)");
  constexpr int kDay = 24 * 60;
  re2::StringPiece rest(t);
  std::string texts[4];
  int parts = 0;
  int minutes = 0;
  while (RE2::FindAndConsume(&rest, part, &texts[0], &texts[1], &texts[2], &texts[3])) {
    int clock[4] = {};
    for (int i = 0; i < 4; ++i) (void)absl::SimpleAtoi(texts[i], &clock[i]);
    const int length = clock[2] * 60 + clock[3] - clock[0] * 60 - clock[1];
    ++parts;
    minutes += length < 0 ? length + kDay : length;
  }
  constexpr int kLeast = 4 * 60;
  constexpr int kMost = 14 * 60;
  return parts >= 2 && minutes >= kLeast && minutes <= kMost ? minutes / 60.0 : 0;
}

// Of a long text, what speaks of hours and free days.
std::string HoursClauses(const std::string& t) {
  std::string said;
  for (absl::string_view clause : absl::StrSplit(t, absl::ByAnyChar(",;!\n"))) {
    for (absl::string_view part : absl::StrSplit(clause, "。")) {
      if (!SaysAny(part, {"时", "h", "休", "周", "天", "假", "点", ":"})) continue;
      absl::StrAppend(&said, said.empty() ? "" : ",", part);
    }
  }
  return Excerpt(said);
}

}  // namespace

std::optional<Found<int>> ReadHoursPerWeek(absl::string_view text) {
  if (!SaysAny(text, {"时", "h", "H", "ｈ", "24休", "12休"}) && !HoldsClock(text)) {
    return std::nullopt;
  }
  const std::string t = FactText(text);
  // "上24休48": of each three days one is worked.
  static const RE2 on_and_off(
      R"([上做干值](12|24|36|48)(?:个?小时|h)?,?[休歇]息?(12|24|36|48|72)(?:个?小时|h|[^\d天]|$))");
  int on = 0;
  int off = 0;
  if (Holds(t, "休") && RE2::PartialMatch(t, on_and_off, &on, &off)) {
    constexpr int kHoursOfAWeek = 168;
    constexpr int kMost = 84;
    const int a_week = kHoursOfAWeek * on / (on + off);
    if (a_week <= kMost) return Found<int>{a_week, HoursClauses(t)};
  }
  static const RE2 weekly(R"((?:每周|周工时|一周|/周)(?:工作)?(\d{2})(?:个)?(?:小时|h))");
  static const RE2 weekly_behind(R"((\d{2})(?:个)?(?:小时|h)(?:/|每)周)");
  static const RE2 daily(R"((加班)?(?:不超过|约)?(\d{1,2}(?:\.\d)?)(?:个)?(?:小时|h(?:[^a-z]|$)))");
  static const RE2 times(
      R"((?:每|一)周(?:上门|做|来|工作)?([1-7])次[,;、]?(?:每次|一次)(?:做|工作)?(\d)个?(?:小时|h))");
  int hours = 0;
  int a_week = 0;
  // "每周3次,每次3小时"
  if (Holds(t, "次") && RE2::PartialMatch(t, times, &a_week, &hours)) {
    return Found<int>{a_week * hours, HoursClauses(t)};
  }
  if (SaysAny(t, {"每周", "周工时", "一周", "/周"}) &&
      (RE2::PartialMatch(t, weekly, &hours) || RE2::PartialMatch(t, weekly_behind, &hours))) {
    if (hours >= 10 && hours <= 84) return Found<int>{hours, HoursClauses(t)};
    return std::nullopt;
  }
  re2::StringPiece rest(t);
  std::string overtime;
  double stated = 0;
  double a_day = 0;
  while (a_day == 0 && RE2::FindAndConsume(&rest, daily, &overtime, &stated)) {
    if (overtime.empty() && stated >= 4 && stated <= 14) a_day = stated;
  }
  if (a_day == 0 && SaysAny(t, {":", "点"})) a_day = HoursOfShifts(t);
  if (a_day == 0) return std::nullopt;
  const int half_days = HalfDaysPerWeek(t);
  // Hours a day alone say nothing of the week.
  if (half_days == 0) return std::nullopt;
  const int week = static_cast<int>(a_day * half_days / 2);
  if (week > 84) return std::nullopt;
  return Found<int>{week, HoursClauses(t)};
}

std::optional<absl::CivilDay> ReadDate(absl::string_view text, absl::CivilDay as_of) {
  // "2026/3/5 0:00:00", as systems export it: without its blank, it would be the 50th.
  static const RE2 with_time(R"(^\s*([\d\-/.年月日]+)\s+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*$)");
  re2::StringPiece date_part;
  if (Holds(text, ":") && RE2::FullMatch({text.data(), text.size()}, with_time, &date_part)) {
    text = absl::string_view(date_part.data(), date_part.size());
  }
  const std::string t = FoldTight(text);
  if (SaysAnyTime(text)) return as_of;
  static const RE2 separated(
      R"(^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[t ]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?z?)?$)");
  static const RE2 packed(R"(^(\d{4})(\d{2})(\d{2})$)");
  static const RE2 serial(R"(^(\d{5})(?:\.\d+)?$)");
  int year = 0;
  int month = 0;
  int day = 0;
  if (RE2::FullMatch(t, separated, &year, &month, &day) ||
      RE2::FullMatch(t, packed, &year, &month, &day)) {
    if (year < 1900 || year > 2100) return std::nullopt;
    const absl::CivilDay date(year, month, day);  // normalises what does not exist: compare
    if (date.year() != year || date.month() != month || date.day() != day) return std::nullopt;
    return date;
  }
  static const RE2 short_year(R"(^(\d{2})年(\d{1,2})月(\d{1,2})日?$)");
  if (RE2::FullMatch(t, short_year, &year, &month, &day)) {
    return ReadDate(absl::StrCat(FullYear(year, as_of), "-", month, "-", day), as_of);
  }
  int days = 0;
  if (RE2::FullMatch(t, serial, &days) && days > 20000 && days < 73050) {
    return absl::CivilDay(1899, 12, 30) + days;
  }
  return std::nullopt;
}

std::vector<absl::CivilMonth> ReadBirthMonths(absl::string_view text, absl::CivilDay as_of) {
  static const RE2 pattern(R"(^(\d{4}|\d{2}年)[-/.年]?(\d{1,2})月?(?:份|生|出生)?$)");
  static const RE2 packed(R"(^\d+$)");
  const std::string t = FoldTight(text);
  std::string first;
  int month = 0;
  if (RE2::FullMatch(t, packed) || !RE2::FullMatch(t, pattern, &first, &month)) return {};
  int year = 0;
  absl::string_view years = first;
  const bool is_short = absl::ConsumeSuffix(&years, "年");
  if (!absl::SimpleAtoi(years, &year) || month < 1 || month > 12) return {};
  if (is_short) year = FullYear(year, as_of);
  if (year < 1900 || absl::CivilMonth(year, month) > absl::CivilMonth(as_of)) return {};
  std::vector<absl::CivilMonth> months = {absl::CivilMonth(year, month)};
  if (month == 1 && absl::EndsWith(t, ".1")) months.emplace_back(year, 10);
  return months;
}

std::optional<Found<absl::CivilDay>> ReadExpiryInText(absl::string_view text,
                                                      absl::CivilDay as_of) {
  static const RE2 behind(
      R"((?:有效期|截止|截至|招聘期限|报名期限)(?:日期|时间|期)?(?:至|到|为|:|：)*((?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}))");
  static const RE2 before(
      R"(((?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2})日?(?:前|之前)?(?:截止|为止|止|前有效))");
  // "7月底前报名"
  static const RE2 apply_before(
      R"(((?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]?|底|初|上旬|中旬)?)(?:前|之前|以前)(?:可|来|尽快)?(?:报名|应聘|面试))");
  if (!SaysAny(text, {"有效", "截", "止", "期限", "前报名", "前应聘", "前面试", "之前", "以前"})) {
    return std::nullopt;
  }
  const std::string folded = FoldTight(text);
  if (std::string words; RE2::PartialMatch(folded, apply_before, &words)) {
    const auto day = ReadOfferedDate(words, as_of, /*of_end=*/true);
    if (day.has_value()) return Found<absl::CivilDay>{*day, words};
  }
  for (const RE2* pattern : {&behind, &before}) {
    std::string words;
    if (!RE2::PartialMatch(folded, *pattern, &words)) continue;
    if (absl::StartsWith(words, "20") && words.size() > 6) {
      const auto day = ReadDate(words, as_of);
      if (day.has_value()) return Found<absl::CivilDay>{*day, words};
      continue;
    }
    const auto day = ReadDate(absl::StrCat(as_of.year(), "-", words), as_of);
    if (!day.has_value()) continue;
    // "1月15日截止", written in December.
    const bool next_year = *day < as_of - 60;
    return Found<absl::CivilDay>{
        next_year ? absl::CivilDay(day->year() + 1, day->month(), day->day()) : *day, words};
  }
  return std::nullopt;
}

std::optional<Found<absl::CivilDay>> ReadStartInText(absl::string_view text, absl::CivilDay as_of) {
  static const RE2 begins(
      R"((?:^|[^\d.\-~至到])((?:20\d\d年)?\d{1,2}月\d{1,2}[日号]?)(?:起|后|以后|左右|开始|统一|可|安排|正式|集体|准时)*(?:入职|上岗|到岗|上班|报到|进厂|入厂|开工))");
  if (!Holds(text, "月") ||
      !SaysAny(text, {"入职", "上岗", "到岗", "上班", "报到", "进厂", "入厂", "开工"})) {
    return std::nullopt;
  }
  std::string words;
  if (!RE2::PartialMatch(FoldTight(text), begins, &words)) return std::nullopt;
  const auto day = ReadOfferedDate(words, as_of, /*of_end=*/false);
  if (!day.has_value()) return std::nullopt;
  return Found<absl::CivilDay>{*day, words};
}

bool SaysNoDate(absl::string_view text) {
  const std::string t = FoldTight(text);
  return t == "-" || t == "/" || t == "无" ||
         SaysAny(t, {"长期", "不限", "招满", "常年", "待定", "无固定"});
}

bool SaysAnyTime(absl::string_view text) {
  return SaysAny(FoldTight(text), {"即日", "随时", "尽快", "立即", "马上", "现在", "今日"});
}

}  // namespace laowu::intake

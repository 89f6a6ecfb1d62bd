#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"

namespace laowu::intake {
WageUnit ReadWageUnit(absl::string_view text) {
  const std::string folded = FoldTight(text);
  if (folded.empty()) return WageUnit::kNone;
  if (SaysAny(folded, {"计件", "件"})) return WageUnit::kPiece;
  if (SaysAny(folded, {"时", "hour"})) return WageUnit::kHour;
  if (SaysAny(folded, {"月", "month"})) return WageUnit::kMonth;
  if (SaysAny(folded, {"年", "year"})) return WageUnit::kYear;
  if (SaysAny(folded, {"日", "天", "day"})) return WageUnit::kDay;
  return WageUnit::kNone;
}

namespace {

// "2026年工资", "去年收入", and not "全年工资" or "1年工资": the year that the file is of.
bool IsYearOfTheCalendar(absl::string_view before) {
  const auto is_figure = [&](std::size_t back) {
    return before.size() >= back &&
           absl::ascii_isdigit(static_cast<unsigned char>(before[before.size() - back]));
  };
  return (is_figure(1) && is_figure(2)) ||
         EndsWithAny(before, {"今", "去", "本", "前", "上一", "当"});
}

// "小时", and not "月工资(8小时制)": how long a day is.
bool SaysAnHour(absl::string_view header) {
  constexpr absl::string_view kHour = "小时";
  for (std::size_t at = header.find(kHour); at != absl::string_view::npos;
       at = header.find(kHour, at + kHour.size())) {
    const absl::string_view before = header.substr(0, at);
    const bool counted =
        !before.empty() && (absl::ascii_isdigit(static_cast<unsigned char>(before.back())) ||
                            EndsWithAny(before, {"八", "九", "十", "十一", "十二", "个"}));
    if (!counted || EndsWithAny(before, {"/1", "/每个", "一个", "每1"})) return true;
  }
  return SaysAny(header, {"时薪", "/时", "/h", "每时", "时工资", "hour"});
}

bool SaysAYear(absl::string_view header) {
  if (SaysAny(header, {"/年", "每年", "一年", "year", "annual"})) return true;
  constexpr absl::string_view kYear = "年";
  for (std::size_t at = header.find(kYear); at != absl::string_view::npos;
       at = header.find(kYear, at + kYear.size())) {
    if (StartsWithAny(header.substr(at), {"年薪", "年收入", "年均", "年工资"}) &&
        !IsYearOfTheCalendar(header.substr(0, at))) {
      return true;
    }
  }
  return false;
}

// Its period by what a header says of it: "临时工工资", "2026年月薪" and "15日发" say none or
// another.
WageUnit UnitOfHeader(absl::string_view header) {
  if (SaysAnHour(header)) return WageUnit::kHour;
  if (SaysAny(header, {"日薪", "日工资", "/天",    "/日",    "每天",   "每日",   "天工资",
                       "天薪", "一天",   "日工钱", "天工钱", "日工价", "天工价", "日收入",
                       "按天", "每工",   "日均",   "/day",   "perday", "daily"})) {
    return WageUnit::kDay;
  }
  if (SaysAny(header, {"月", "month"})) return WageUnit::kMonth;
  return SaysAYear(header) ? WageUnit::kYear : WageUnit::kNone;
}

}  // namespace

WageHints HintsFromHeader(absl::string_view header) {
  // One header stands above a whole column: what the last one says is kept.
  thread_local std::string last;
  thread_local WageHints hints;
  if (header == last) return hints;
  last.assign(header.data(), header.size());
  hints = WageHints();
  const std::string folded = FoldTight(header);
  if (SaysAny(folded, {"万元", "(万", ":万", "/万", "(w)", "(w/"})) {
    hints.multiplier = 10000;
  } else if (SaysAny(folded, {"千元", "(千", ":千", "/千", "(k)", "(k/", "/k)", "薪资k", "薪k",
                              "工资k", "thousand", "'000", "(000"})) {
    hints.multiplier = 1000;
  }
  if (!SaysAny(folded, {"计件", "单价"})) hints.default_unit = UnitOfHeader(folded);
  hints.unit_by_size = hints.default_unit == WageUnit::kNone && Holds(folded, "工价");
  return hints;
}

WageReading ReadWageColumns(absl::string_view min_text, absl::string_view max_text,
                            const WageHints& hints) {
  const auto said = [](absl::string_view text) {
    return Trim(text) == "0" ? absl::string_view() : Trim(text);
  };
  const absl::string_view low = said(min_text);
  const absl::string_view high = said(max_text);
  if (low.empty() && high.empty()) return {};
  if (low.empty()) return ReadWage(absl::StrCat(high, "以下"), hints);
  if (high.empty()) return ReadWage(low, hints);
  // Each column is a figure of its own, so "8000" beside "1万" shares no multiplier.
  WageReading from = ReadWage(low, hints);
  const WageReading to = ReadWage(high, hints);
  if (from.outcome != WageReading::Outcome::kRead) return from;
  if (to.outcome != WageReading::Outcome::kRead) return to;
  from.max_cny_per_month = to.max_cny_per_month;
  from.stated_max_fen = to.stated_max_fen;
  from.rule = "wage.range";
  from.confidence = std::min(from.confidence, to.confidence);
  if (from.min_cny_per_month > from.max_cny_per_month) {
    std::swap(from.min_cny_per_month, from.max_cny_per_month);
    std::swap(from.stated_min_fen, from.stated_max_fen);
    from.assumptions.emplace_back("wage.swapped");
    from.confidence = std::max(from.confidence - 20, 10);
  }
  if (from.min_cny_per_month > 0 && from.max_cny_per_month > 10 * from.min_cny_per_month) {
    from.assumptions.emplace_back("wage.wide_range");
    from.confidence = std::max(from.confidence - 20, 10);
  }
  return from;
}

std::string DoubtsAbout(const WageReading& reading) {
  struct Doubt {
    absl::string_view assumption;
    absl::string_view words;
  };
  static constexpr Doubt kDoubts[] = {
      {"wage.swapped", "两个数大小颠倒，已按小的在前读 (the larger figure stood first)"},
      {"wage.guessed_separator", "两个数之间没有写“-”，按范围读 (read as a range)"},
      {"wage.guessed_multiplier",
       "两个数单位不一，前一个按“千”读 (the first was read in thousands)"},
      {"wage.lost_end", "范围缺了后一个数，按“起”读 (the second figure is missing)"},
      {"wage.wide_range", "两个数相差十倍以上 (the ends are far apart)"},
      {"wage.maybe_a_year", "没有写明按月还是按年，按月读 (read as a month's, not a year's)"},
      {"wage.with_rebate", "含返费，做不满期拿不到 (part of it is a rebate, paid only later)"},
      {"wage.less_for_a_short_stay", "做不满期工资要少 (less for who leaves early)"},
      {"wage.by_skill",
       "生手、熟手工资不同，最低按生手 (the new and the skilled are paid differently)"},
      {"wage.only_the_base", "写着“过万”，只读了底薪 (only the base was read)"},
      {"wage.hours_by_size",
       "没有写按月还是按时，数小，按每小时读 (read as an hour's, being so small)"},
      {"wage.maybe_for_two", "夫妻工：没有写明是一人还是两人的 (of one or of both?)"},
      {"wage.several_figures", "有几个工资，只读了第一个 (several figures: the first was read)"},
  };
  const auto assumed = [&](absl::string_view name) {
    return std::find(reading.assumptions.begin(), reading.assumptions.end(), name) !=
           reading.assumptions.end();
  };
  // A running text speaks of later pay, other work and ranks as well.
  const bool running = assumed("wage.in_text") || assumed("wage.in_title");
  std::string doubts;
  for (const Doubt& doubt : kDoubts) {
    if (!assumed(doubt.assumption)) continue;
    if (running && doubt.assumption == "wage.several_figures") continue;
    absl::StrAppend(&doubts, doubts.empty() ? "" : "；", doubt.words);
  }
  return doubts;
}

}  // namespace laowu::intake

#ifndef LAOWU_INTAKE_WAGE_WAGE_H_
#define LAOWU_INTAKE_WAGE_WAGE_H_

// What a wage text says → yuan a month, with what was assumed.
//
//   "5500-7000元/月"  "6千-8千·13薪"  "1.2-1.5万"  "8-10K"  "五千到七千"  "20元/小时"  "200元/天"
//   "10-15万/年"  "3000元以下"  "5000起"  "底薪2500+提成,综合5000-7000"  "计件0.5元/件"  "面议"
//
// Of one stated figure minimum and maximum are both (matching.md); of "以下" only the maximum is.
// A text that is not understood, or a figure outside 100–200,000 yuan a month, 5–1,000 an hour or
// 30–7,600 a day, or 100,000 and more without a period (a year's?), gives no value.
//
// Assumptions, each named in WageReading::assumptions and each lowering the confidence:
//   wage.assume_26_days      a day's pay × 26 (six-day week)
//   wage.assume_208_hours    an hour's pay × 26 × 8, where hours a week are unsaid
//   wage.stated_hours        an hour's pay × hours a week × 52 ÷ 12
//   wage.stated_hours_of_26_days   an hour's pay × hours a day × 26, where only a day's are said
//   wage.year_by_12          a year's pay ÷ 12
//   wage.assume_month        no period stated and the figure can only be a month's
//   wage.unit_by_size        under "工价": up to 60 yuan an hour's, 100 and more a day's
//   wage.hours_by_size       "白班21夜班23": so little is an hour's
//   wage.open_ended          "起", "以上", "以下": one end is the only figure
//   wage.shared_multiplier   "6-8千": the multiplier stands once
//   wage.guessed_multiplier  "8-1.2万": read as 8千
//   wage.guessed_separator   "5000.8000", "5000 8000": read as a range
//   wage.of_the_title        (by the vacancy reader) "厨师9000,帮厨4500": the title's job
//   wage.in_text, wage.in_title   (by the vacancy reader) the column of pay said nothing
//   wage.for_two             "两人12000/月": half of it each
//   wage.maybe_for_two       "夫妻工12000": read as one's, and may be both's; with wage.for_two (by
//   the
//                            vacancy reader) "夫妻一对,10000/月": halved, and may be one's
//   wage.by_season           "旺季6000+,淡季保底4000": from the slack month's to the busy one's
//   wage.by_shift            "白班20元/小时,夜班22元/小时": from the lower to the higher
//   wage.only_the_base       "底薪2500,月入过万": the base is read, the slogan is not
//   wage.by_skill            "生手280/天,熟手350/天": from what the new get to what the skilled do
//   wage.to_the_best_case    "不加班4500,手快的6000": from what a newcomer is sure of to what only
//                            the quick, old hands, busy months or overtime bring
//   wage.swapped             the larger figure stood first
//   wage.several_figures     "焊工7000,普工5000": the first of equals is read
//   wage.after_the_first_months   "第一个月3000,以后3500-5000": the later pay
//   wage.lost_end            "5000-": a range without its second end, read as "5000起"
//   wage.wide_range          the upper end is more than ten times the lower
//   wage.maybe_a_year        "5-8万" without a period: a month's, if it is not a year's
//
// A figure behind a minus sign, pay for half a month or ten days, and foreign money are not
// understood. Of "24+2元/小时" the 24 is sure: "24起".

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Numbers are those of laowu.v1; tests in the intake role hold them together.
enum class PayKind : std::uint8_t {
  kUnspecified = 0,
  kMonthly = 1,
  kDaily = 2,
  kHourly = 3,
  kPiece = 4,
  kYearly = 5,
};
enum class PayBasis : std::uint8_t { kUnspecified = 0, kAllIn = 1, kBase = 2 };

inline constexpr int kMinWageCnyPerMonth = 100;
inline constexpr int kMaxWageCnyPerMonth = 200'000;

enum class WageUnit : std::uint8_t { kNone, kMonth, kDay, kHour, kYear, kPiece };

// What is known besides the text.
struct WageHints {
  WageUnit default_unit = WageUnit::kNone;  // by the header ("日薪") or a column of its own
  int multiplier = 1;                       // "月薪(千元)": 1,000, for figures below 1,000
  // By the header (工价, any pay in Guangdong): a figure too small for a month is an hour's or a
  // day's, as large as it is.
  bool unit_by_size = false;
  int hours_per_week = 0;
  // As the text states them (TakeHoursOfAMonth); before the week's. The pay of an hour is for
  // these.
  int hours_per_month = 0;
  int most_hours_per_month = 0;
  bool is_of_26_days = false;  // reckoned from a day's (TakeHoursOfADay)
  // The row's work is of weekends and holidays (WorksOnDaysOffOnly): a day's or an hour's pay makes
  // no month's.
  bool days_off_only = false;
};

struct WageReading {
  enum class Outcome : std::uint8_t {
    kEmpty,          // nothing there
    kRead,           // min or max is set
    kNoFigure,       // 面议, 计件 without a monthly figure: nothing to set, nothing wrong
    kNotUnderstood,  // there is a text, and no value
    kImplausible,    // read, and outside the limits: dropped
  };
  Outcome outcome = Outcome::kEmpty;
  int min_cny_per_month = 0;  // 0: unknown
  int max_cny_per_month = 0;
  PayKind pay_kind = PayKind::kUnspecified;
  PayBasis pay_basis = PayBasis::kUnspecified;
  int pay_months = 0;
  int confidence = 0;
  std::string rule;  // "wage.range", "wage.single", "wage.at_least", "wage.at_most"
  std::vector<std::string> assumptions;
  // As stated, before anything was assumed: in fen a `stated_unit`.
  WageUnit stated_unit = WageUnit::kNone;
  std::int64_t stated_min_fen = 0;
  std::int64_t stated_max_fen = 0;
};

WageReading ReadWage(absl::string_view text, const WageHints& hints = {});

// "每月300小时", "月工时260-300h" of a folded text, unless the hints have them already.
void TakeHoursOfAMonth(absl::string_view text, WageHints& hints);

// "每天10小时", "一天做10-12小时", "12小时/天" of a folded text: the hours of 26 such days, unless
// the hints have a week's or a month's. Eight are what is assumed without a word.
void TakeHoursOfADay(absl::string_view text, WageHints& hints);

// What a person should look at, in Chinese and English, for a warning: "两数大小颠倒…". Empty if
// nothing about the reading is doubtful.
std::string DoubtsAbout(const WageReading& reading);

// "月薪（千元）" → month, 1,000; "时薪" → hour; "工价" → by size.
WageHints HintsFromHeader(absl::string_view header);

// "元/小时", "month", "日", "计件" → unit; kNone if it says none.
WageUnit ReadWageUnit(absl::string_view text);

// Minimum, maximum and unit from columns of their own; figures may bear blanks, commas, 元. "0" in
// one of them says nothing.
WageReading ReadWageColumns(absl::string_view min_text, absl::string_view max_text,
                            const WageHints& hints);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_WAGE_H_

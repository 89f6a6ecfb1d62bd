#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "intake/text.h"
#include "intake/wage.h"

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

WageHints HintsFromHeader(absl::string_view header) {
  WageHints hints;
  const std::string folded = FoldTight(header);
  if (SaysAny(folded, {"万元", "(万)"})) {
    hints.multiplier = 10000;
  } else if (SaysAny(folded, {"千元", "(千)", "(k)"})) {
    hints.multiplier = 1000;
  }
  if (!SaysAny(folded, {"计件", "单价"})) hints.default_unit = ReadWageUnit(folded);
  if (hints.default_unit == WageUnit::kNone && SaysAny(folded, {"工价"})) {
    hints.default_unit = WageUnit::kHour;
  }
  return hints;
}

WageReading ReadWageColumns(absl::string_view min_text, absl::string_view max_text,
                            const WageHints& hints) {
  const absl::string_view low = Trim(min_text);
  const absl::string_view high = Trim(max_text);
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
  return from;
}

}  // namespace laowu::intake

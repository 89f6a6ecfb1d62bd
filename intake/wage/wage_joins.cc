#include "intake/wage/wage_joins.h"

#include <algorithm>
#include <cstdint>

namespace laowu::intake {

bool JoinOpenEnds(const std::vector<WageExpression>& found, WageExpression& chosen) {
  if (!chosen.single || chosen.at_least == chosen.at_most) return false;
  for (const WageExpression& other : found) {
    // "保底5000,封顶9000": what is sure is the least.
    const bool other_least = other.at_least || (other.basis == PayBasis::kBase && chosen.at_most);
    const bool other_end =
        other.single && other_least != other.at_most && other_least == chosen.at_most;
    const bool same_unit = other.unit == chosen.unit || other.unit == WageUnit::kNone ||
                           chosen.unit == WageUnit::kNone;
    const WageExpression& low = chosen.at_least ? chosen : other;
    const WageExpression& high = chosen.at_least ? other : chosen;
    if (!other_end || !same_unit || low.low_fen > high.high_fen ||
        high.high_fen > 10 * low.low_fen) {
      continue;
    }
    WageExpression both = low;
    both.high_fen = high.high_fen;
    both.unit = low.unit == WageUnit::kNone ? high.unit : low.unit;
    both.plain_number = low.plain_number && high.plain_number;
    both.single = both.at_least = both.at_most = false;
    chosen = both;
    return true;
  }
  return false;
}

bool JoinGuarantee(const std::vector<WageExpression>& found, WageExpression& chosen) {
  if (!chosen.single || chosen.guaranteed || chosen.basis != PayBasis::kUnspecified ||
      chosen.at_least) {
    return false;
  }
  // "一万左右,保底7000加提成": what is sure explains the pay that was named before it.
  const auto usual = std::find_if(found.begin(), found.end(), [&](const WageExpression& one) {
    return one.low_fen == chosen.low_fen && one.high_fen == chosen.high_fen;
  });
  const auto sure = std::find_if(found.begin(), usual, [&](const WageExpression& one) {
    const bool same_unit =
        one.unit == chosen.unit || one.unit == WageUnit::kNone || chosen.unit == WageUnit::kNone;
    return one.guaranteed && one.single && same_unit && one.low_fen < chosen.high_fen &&
           one.low_fen * 2 >= chosen.high_fen && one.season == chosen.season;
  });
  if (sure == usual) return false;
  chosen.low_fen = sure->low_fen;
  if (chosen.unit == WageUnit::kNone) chosen.unit = sure->unit;
  chosen.plain_number = chosen.plain_number && sure->plain_number;
  chosen.single = chosen.at_most = false;
  return true;
}

bool JoinBestCase(const std::vector<WageExpression>& found, WageExpression& chosen) {
  constexpr std::int64_t kFarthest = 5;  // so many times the least is another matter
  const WageExpression* least = nullptr;
  const WageExpression* most = nullptr;
  bool is_any_best = false;
  for (const WageExpression& one : found) {
    const bool can_be_month = one.unit == WageUnit::kNone || one.unit == WageUnit::kMonth;
    const bool same_unit =
        one.unit == chosen.unit ||
        (can_be_month && (chosen.unit == WageUnit::kNone || chosen.unit == WageUnit::kMonth));
    if (!same_unit || one.for_two || one.maybe_for_two || one.days_off ||
        (one.unit == WageUnit::kNone && one.high_fen < kMonthlyFen)) {
      continue;
    }
    const bool is_best =
        one.skill == Skill::kSkilled || one.season == Season::kBusy || one.overtime;
    is_any_best = is_any_best || is_best;
    if (!is_best && !one.at_most && (least == nullptr || one.low_fen < least->low_fen)) {
      least = &one;
    }
    if (most == nullptr || one.high_fen > most->high_fen) most = &one;
  }
  if (!is_any_best || least == nullptr || least->low_fen >= most->high_fen ||
      most->high_fen > kFarthest * least->low_fen) {
    return false;
  }
  WageExpression both = *least;
  both.high_fen = most->high_fen;
  both.unit = least->unit == WageUnit::kNone ? most->unit : least->unit;
  both.plain_number = least->plain_number && most->plain_number;
  both.skill = Skill::kNew;
  both.single = both.at_least = both.at_most = both.aside = false;
  chosen = both;
  return true;
}

bool JoinSeasons(const std::vector<WageExpression>& found, WageExpression& chosen) {
  const WageExpression* busy = nullptr;
  const WageExpression* slack = nullptr;
  for (const WageExpression& one : found) {
    if (one.season == Season::kBusy && busy == nullptr) busy = &one;
    if (one.season == Season::kSlack && slack == nullptr) slack = &one;
  }
  if (busy == nullptr || slack == nullptr || chosen.season == Season::kNone) return false;
  const bool same_unit =
      busy->unit == slack->unit || busy->unit == WageUnit::kNone || slack->unit == WageUnit::kNone;
  if (!same_unit || slack->low_fen > busy->high_fen) return false;
  WageExpression both = *slack;
  both.high_fen = busy->high_fen;
  both.unit = slack->unit == WageUnit::kNone ? busy->unit : slack->unit;
  both.plain_number = slack->plain_number && busy->plain_number;
  both.basis = PayBasis::kUnspecified;
  both.single = both.at_least = both.at_most = false;
  chosen = both;
  return true;
}

bool JoinShifts(const std::vector<WageExpression>& found, WageExpression& chosen) {
  const WageExpression* day = nullptr;
  const WageExpression* night = nullptr;
  for (const WageExpression& one : found) {
    if (one.shift == Shift::kDay && day == nullptr) day = &one;
    if (one.shift == Shift::kNight && night == nullptr) night = &one;
  }
  if (day == nullptr || night == nullptr || chosen.shift == Shift::kNone ||
      day->unit != night->unit || night->low_fen > 2 * day->high_fen ||
      day->low_fen > 2 * night->high_fen) {
    return false;
  }
  WageExpression both = *day;
  both.low_fen = std::min(day->low_fen, night->low_fen);
  both.high_fen = std::max(day->high_fen, night->high_fen);
  both.plain_number = day->plain_number && night->plain_number;
  both.single = both.at_least = both.at_most = false;
  chosen = both;
  return true;
}

}  // namespace laowu::intake

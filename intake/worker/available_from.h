#ifndef LAOWU_INTAKE_WORKER_AVAILABLE_FROM_H_
#define LAOWU_INTAKE_WORKER_AVAILABLE_FROM_H_

// From which day somebody can go, as people say it: 7月15号以后, 下个月初, 过完年, 半个月后. Pure
// and thread-safe.
//
//   7月15号以后, 7.15后, 明年3月1日起            that day; without a year this year's, or next
//                                                year's where it is more than half a year ago
//   7月份, 7月中旬, 7月底, 下个月初, 月底        the 1st, 11th, last day of the month
//   15号以后, 下周, 下周三, 半个月后, 10天后     seen from `as_of`
//   过完年, 年后, 春节后                         the eighth of 正月, when work begins
//   正月初六, 过完元宵                           that day; the sixteenth
//   国庆后, 五一后, 元旦后, 清明后               8 October, 6 May, 4 January, 7 April
//   随时, 马上                                   nothing: an unset date means any time
//   农忙后, 收完烤烟, 孩子开学后, 中秋后         nothing, and `is_vague`
//   明年开春, 后年, 等娃儿大点再说               likewise
//
// A cell of its own may say 7/20, 8-1 (not 7-8, which may be two months) and 大概9月, behind
// whatever else it tells.
//
// In running text a date counts only where the clause says that somebody goes or is free from then
// on: what was ("3月回来的"), ends ("能做到8月底") or is refused ("年后不去") is none.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::intake {

struct AvailableFrom {
  std::optional<absl::CivilDay> day;
  std::string words;  // that say it, and nothing else of the text
  std::string rule;   // "available.date", "available.after_new_year" …
  int confidence = 0;
  bool is_vague = false;  // a time is named, and no day
};

// Of a cell that tells of nothing else.
AvailableFrom ReadAvailableFrom(absl::string_view text, absl::CivilDay as_of);

// Of such a cell: 随叫随到, 明天都行, 随便哪天. An unset date means that.
bool AnyDayWillDo(absl::string_view text);

// The first that a running text tells.
AvailableFrom FindAvailableFrom(absl::string_view text, absl::CivilDay as_of);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_AVAILABLE_FROM_H_

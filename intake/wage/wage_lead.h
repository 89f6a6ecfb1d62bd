#ifndef LAOWU_INTAKE_WAGE_WAGE_LEAD_H_
#define LAOWU_INTAKE_WAGE_WAGE_LEAD_H_

// What the words before a figure of a wage text say of it: "月薪", "底薪", "最高", "全勤奖". For
// wage.cc only. Pure and thread-safe.

#include <cstdint>

#include "absl/strings/string_view.h"
#include "intake/wage/wage.h"

namespace laowu::intake {

// 旺季 and 淡季, of which the post's pay is the range.
enum class Season : std::uint8_t { kNone, kBusy, kSlack };

// How well somebody knows the work who is paid so: 生手, 新员工; 熟手, 老员工, 手快.
enum class Skill : std::uint8_t { kNone, kNew, kSkilled };

// 白班 and 夜班, which are worked by turns.
enum class Shift : std::uint8_t { kNone, kDay, kNight };

// What the words before a figure say about it. The last one said counts most.
struct Lead {
  WageUnit unit = WageUnit::kNone;
  PayBasis basis = PayBasis::kUnspecified;
  bool extra = false;       // a bonus or an allowance, not the wage
  bool by_size = false;     // 工价: of an hour or a day, as large as the figure is
  bool attendance = false;  // 满勤6000, 全勤200, 加班6000: pay, or the bonus for it
  bool overtime = false;    // 加班6000: what a month comes to with it
  bool named = false;  // 日薪, 时薪: the pay of `unit` itself, not a word about working hours
  bool aside = false;  // of weekends, of part-time or short-term work: kept behind other figures
  bool days_off = false;       // of weekends and holidays
  bool of_one_year = false;    // 第一年8万: a year's, where it can be no month's
  bool regular = false;        // of permanent staff: 同工同酬, 正式工
  bool for_two = false;        // "夫妻两人12000": what both get
  bool maybe_for_two = false;  // "夫妻工12000"
  bool guaranteed = false;     // 保底: the whole pay of a poor month, and not its base
  bool at_least = false;
  bool at_most = false;
  Season season = Season::kNone;
  Skill skill = Skill::kNone;
  Shift shift = Shift::kNone;  // named right before the figure: 夜班22
};

// Of the last clause of `words`, a piece of a prepared text (wage_text.h).
Lead ReadLead(absl::string_view words);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_WAGE_LEAD_H_

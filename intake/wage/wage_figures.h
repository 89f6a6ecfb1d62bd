#ifndef LAOWU_INTAKE_WAGE_WAGE_FIGURES_H_
#define LAOWU_INTAKE_WAGE_WAGE_FIGURES_H_

// Which figures of a text on pay are no pay, or pay for what cannot be made a month's. For ReadWage
// only; texts are as PrepareWageText makes them.

#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// A figure, or a range of two, with what belongs to it; empty where it is not there.
struct WageFigures {
  std::string low, low_multiplier, separator, high, high_multiplier, currency, tail, unit;
};

// Where the figures stand.
struct WageSurroundings {
  absl::string_view before;  // since the figures before these, or since the beginning
  bool at_beginning;         // no figures stand before
  absl::string_view figure;  // they themselves, with multipliers and period
  absl::string_view after;   // the rest of the text
};

// An age, heads, hours, a number of something; below zero; paid by the week, beside the wage.
bool IsNoWage(const WageFigures& figures, const WageSurroundings& around);

// What work is counted in, beside pieces, as an expression: 方, 斤, 吨, 趟 ….
inline constexpr absl::string_view kMeasureOfWork =
    "(?:平方米?|平米|平|立方米?|方量?|㎡|m[2²3³]|吨|公斤|斤|米|亩|棵|株|件|个|双|套|台|打|条|只|箱|"
    "袋|包|车|趟|"
    "单|次|头|张|片|把|根|支|扇|樘|桩|筐|船|票|份|盒|瓶|节|课时?)";

// "8元/单", "50元每次".
bool IsByTheTask(const WageSurroundings& around);

// The words for pay by the piece: "计件", "件数制", "件薪".
bool SaysPiecePay(absl::string_view text);
// "计件", "件数制", "按平方": by what is done, also where a figure says what that comes to.
bool PaysByPiece(absl::string_view prepared);
// "按方", "论斤", "按吨算": the same of any measure, where no figure says what it comes to.
bool CountsWork(absl::string_view prepared);

// "5000-", "5000-/月": the second end is lost.
bool HasLostEnd(const WageFigures& figures, absl::string_view after);

// Pay in another money than yuan.
bool SaysForeignMoney(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_WAGE_FIGURES_H_

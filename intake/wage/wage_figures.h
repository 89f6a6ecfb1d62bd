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

// "8元/单", "50元每次".
bool IsByTheTask(const WageSurroundings& around);

// "5000-", "5000-/月": the second end is lost.
bool HasLostEnd(const WageFigures& figures, absl::string_view after);

// Pay in another money than yuan.
bool SaysForeignMoney(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_WAGE_FIGURES_H_

#ifndef LAOWU_RATIO_SIGNALS_H_
#define LAOWU_RATIO_SIGNALS_H_

// Signals that someone should look (ratio.md), each with its evidence, for a person to judge.

#include <string>
#include <vector>

#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/reports.h"

namespace laowu::ratio {

// As RatioBook::Signals, of the days from `first` to the question's.
std::vector<Signal> FindSignals(const reference::Divisions& divisions, const Entries& entries,
                                const std::string& division, const Question& question,
                                DayNumber first);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_SIGNALS_H_

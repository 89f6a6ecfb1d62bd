#ifndef LAOWU_RATIO_PERIODS_H_
#define LAOWU_RATIO_PERIODS_H_

// Figures of stretches of time: R2, R3 with retention, R4, days below the target, median pay.

#include <string>
#include <vector>

#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/reports.h"

namespace laowu::ratio {

// As RatioBook::Periods. The day of `question` is not read.
std::vector<std::vector<PeriodFigures>> CountPeriods(const reference::Divisions& divisions,
                                                     const Entries& entries,
                                                     const Question& question,
                                                     const std::vector<std::string>& targets,
                                                     const std::vector<DaySpan>& spans);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PERIODS_H_

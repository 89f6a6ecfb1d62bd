#ifndef LAOWU_RATIO_PERIODS_H_
#define LAOWU_RATIO_PERIODS_H_

// Figures of stretches of time: R2, R3 with retention, R4, days below the target, median pay; and
// their parts.

#include <cstddef>
#include <string>
#include <vector>

#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/in_parts.h"
#include "ratio/reports.h"

namespace laowu::ratio {

// As RatioBook::Periods. The day of `question` is not read.
std::vector<std::vector<PeriodFigures>> CountPeriods(
    const reference::Divisions& divisions, const Entries& entries, const Question& question,
    const std::vector<std::string>& targets, const std::vector<DaySpan>& spans,
    std::size_t workers_a_thread = kWorkersAThread);

// As RatioBook::PeriodParts. The day of `question` is not read.
std::vector<PeriodPart> CountPeriodParts(const reference::Divisions& divisions,
                                         const Entries& entries, const Question& question,
                                         const std::string& division, Breakdown breakdown,
                                         const DaySpan& span,
                                         std::size_t workers_a_thread = kWorkersAThread);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PERIODS_H_

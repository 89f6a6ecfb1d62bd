#ifndef LAOWU_SERVICES_MONITORING_REPORT_WORDS_H_
#define LAOWU_SERVICES_MONITORING_REPORT_WORDS_H_

// Steps of a worklist and signals in words, Chinese first. Pure.

#include <string>

#include "ratio/reports.h"

namespace laowu::monitoring {

std::string NextStepText(ratio::NextStep step);
std::string SignalText(const ratio::Signal& signal);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_REPORT_WORDS_H_

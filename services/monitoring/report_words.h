#ifndef LAOWU_SERVICES_MONITORING_REPORT_WORDS_H_
#define LAOWU_SERVICES_MONITORING_REPORT_WORDS_H_

// Steps of a worklist and signals in words, Chinese first. Pure. The Chinese of a step has no
// blank, so that a table in one language can be told apart.

#include <string>

#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/reports.h"

namespace laowu::monitoring {

std::string NextStepText(const ratio::WorklistRow& row);
std::string SignalText(const ratio::Signal& signal);
// Of ONE_PHONE, which is not the book's.
std::string OnePhoneText(const v1::Signal& signal);
// Of BASELINE_REVISED, which is not the book's either.
std::string BaselineRevisedText(const v1::Signal& signal);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_REPORT_WORDS_H_

#ifndef LAOWU_SERVICES_MATCH_ADVICE_MESSAGES_H_
#define LAOWU_SERVICES_MATCH_ADVICE_MESSAGES_H_

// Advice as the API shows it. Pure.

#include "laowu/v1/advice.pb.h"
#include "matcher/vacancy_advice.h"
#include "matcher/worker_advice.h"

namespace laowu::match {

// Sets eligible_count, top_count, steps, pairs and like_pay.
void FillAdvice(const matcher::VacancyAdvice& advice, v1::AdviseVacancyResponse* response);
// Sets eligible_count, top_count and steps.
void FillAdvice(const matcher::WorkerAdvice& advice, v1::AdviseWorkerResponse* response);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_ADVICE_MESSAGES_H_

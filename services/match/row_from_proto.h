#ifndef LAOWU_SERVICES_MATCH_ROW_FROM_PROTO_H_
#define LAOWU_SERVICES_MATCH_ROW_FROM_PROTO_H_

// The only meeting of messages and matcher: rows from what the feeds bring, and answers back. Pure.

#include <algorithm>

#include "absl/time/time.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/matcher.h"

namespace laowu::match {

// What the profile says; what hangs on time or work is SetTimeBound's (worker_facts.h). Places are
// those of the day of `now`.
matcher::WorkerRow WorkerRowFrom(const v1::Worker& worker, absl::Time now);

// With all openings left and no block.
matcher::VacancyRow VacancyRowFrom(const v1::Vacancy& vacancy, absl::Time now);

// People wanted; one where the vacancy does not say how many.
inline int OpeningCount(const v1::Vacancy& vacancy) { return std::max(1, vacancy.opening_count()); }

v1::Score ToScore(const matcher::PairScore& score);
v1::FailedGate ToFailedGate(const matcher::FailedGate& gate);
v1::GateCount ToGateCount(const matcher::GateCount& count);

// Sets matched_skill_codes, missing_skill_codes, score and unsaid_conditions of a Candidate,
// VacancyMatch or ExplainMatchResponse.
template <typename Answer>
void FillDetails(const matcher::PairDetails& details, Answer* answer) {
  *answer->mutable_score() = ToScore(details.score);
  for (const auto& code : details.matched_skill_codes) answer->add_matched_skill_codes(code);
  for (const auto& code : details.missing_skill_codes) answer->add_missing_skill_codes(code);
  if (details.accommodation_unsaid) answer->add_unsaid_conditions("accommodation_provided");
  if (details.night_shift_unsaid) answer->add_unsaid_conditions("night_shift");
}

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_ROW_FROM_PROTO_H_

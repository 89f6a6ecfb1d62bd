#ifndef LAOWU_SERVICES_MATCH_ROW_FROM_PROTO_H_
#define LAOWU_SERVICES_MATCH_ROW_FROM_PROTO_H_

// The only meeting of messages and matcher: rows from what the feeds bring, and answers back. Pure.

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/matcher.h"

namespace laowu::match {

// What holds at `now`: the legal basis in force, and whether an open visit or lost contact has
// lapsed. `state` may be absent: nothing is known of the worker's work.
matcher::WorkerRow WorkerRowFrom(const v1::Worker& worker, const v1::WorkerState* state,
                                 absl::Time now);

// The first time after `now` at which the row of the same messages would read differently; nullopt
// if never.
std::optional<absl::Time> NextChangeOf(const v1::Worker& worker, const v1::WorkerState* state,
                                       absl::Time now);

// `employer` may be absent: it has no blocks. `taken_count`: openings given away.
matcher::VacancyRow VacancyRowFrom(const v1::Vacancy& vacancy, const v1::Employer* employer,
                                   int taken_count, absl::Time now);

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

#ifndef LAOWU_SERVICES_MATCH_PAIR_MESSAGES_H_
#define LAOWU_SERVICES_MATCH_PAIR_MESSAGES_H_

// What the matcher says of a pair, as the API's messages. Pure.

#include "laowu/v1/match_service.pb.h"
#include "matcher/matcher.h"

namespace laowu::match {

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

#endif  // LAOWU_SERVICES_MATCH_PAIR_MESSAGES_H_

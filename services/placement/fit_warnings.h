#ifndef LAOWU_SERVICES_PLACEMENT_FIT_WARNINGS_H_
#define LAOWU_SERVICES_PLACEMENT_FIT_WARNINGS_H_

// Whether a worker who is proposed fits the vacancy by the matching rule (matching.md,
// matcher/score.h). A person decides, and may know more than the records do: what does not fit is
// told before anybody travels, and stops nothing but what the law forbids. Pure.

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/score.h"
#include "services/placement/placement_rules.h"
#include "services/placement/warnings.h"

namespace laowu::placement {

// The gates that the pair fails, asked today, in the order of the rule: those about the person and
// the post. Not those for which a proposal is refused (not visible, closed, blocked) or warned of
// by where the worker stands (committed).
std::vector<matcher::FailedGate> MisfitsOf(const v1::Worker& worker, const v1::Vacancy& vacancy,
                                           absl::Time now);

// standards.md: under 16 on the start date, or under 18 and the vacancy names hazards.
std::optional<Refusal> WhyUnlawful(const std::string& worker_name,
                                   const std::vector<matcher::FailedGate>& misfits);

// One warning a gate: the reason is its name (GATE_AGE_LIMIT), the message says the two values that
// met in it.
void WarnOfMisfits(const std::vector<matcher::FailedGate>& misfits, Warnings* warnings);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_FIT_WARNINGS_H_

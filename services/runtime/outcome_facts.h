#ifndef LAOWU_SERVICES_RUNTIME_OUTCOME_FACTS_H_
#define LAOWU_SERVICES_RUNTIME_OUTCOME_FACTS_H_

// What several roles ask of a person's outcomes, and the figures have no part in: which stand,
// whether two speak of the same job away, whether a channel counts. Pure; thread-safe.

#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::runtime {

// Whether a job that was found this way is a claim to be organised, by the newest policy.
bool CountsAsBroad(v1::Channel channel);

// Those that no VOIDED which itself stands has taken back (ratio.md rule 14), VOIDED ones included,
// as they were given. Points into `outcomes`.
std::vector<const v1::Outcome*> NotTakenBack(absl::Span<const v1::Outcome> outcomes);

// One holds the other, or one is not stated: a place may be told more finely the next time.
bool SamePlace(absl::string_view a, absl::string_view b);

// Whether `now` differs from `told` in channel, organiser or place, as far as `now` states them: an
// organiser that `told` lacks is no difference, a channel is.
bool SaysOtherwise(const v1::Outcome& now, const v1::Outcome& told);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_OUTCOME_FACTS_H_

#ifndef LAOWU_SERVICES_RUNTIME_JOB_COMPARE_H_
#define LAOWU_SERVICES_RUNTIME_JOB_COMPARE_H_

// What several roles ask of a person's outcomes, and the figures have no part in: which stand,
// whether two speak of the same job away, whether a channel counts. Pure.

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"
#include "reference/policy.h"
#include "services/runtime/division_code.h"

namespace laowu::runtime {

// Whether a job that was found this way is a claim to be organised, by the newest policy.
inline bool CountsAsBroad(v1::Channel channel) {
  return reference::Policies::Get()
      .Newest()
      .rule(static_cast<reference::Channel>(channel))
      .counts_as_broad;
}

// Those that no VOIDED which itself stands has taken back (ratio.md rule 14), VOIDED ones included,
// as they were given. Points into `outcomes`.
inline std::vector<const v1::Outcome*> NotTakenBack(absl::Span<const v1::Outcome> outcomes) {
  std::vector<const v1::Outcome*> voids;
  for (const v1::Outcome& outcome : outcomes) {
    if (outcome.type() == v1::Outcome::VOIDED) voids.push_back(&outcome);
  }
  // The latest first: one that is itself taken back takes nothing back.
  std::sort(voids.begin(), voids.end(), [](const v1::Outcome* a, const v1::Outcome* b) {
    return a->sequence() > b->sequence();
  });
  absl::flat_hash_set<absl::string_view> gone;
  for (const v1::Outcome* outcome : voids) {
    if (!gone.contains(outcome->name())) gone.insert(outcome->voids());
  }
  std::vector<const v1::Outcome*> standing;
  for (const v1::Outcome& outcome : outcomes) {
    if (!gone.contains(outcome.name())) standing.push_back(&outcome);
  }
  return standing;
}

// One holds the other, or one is not stated: a place may be told more finely the next time.
inline bool SamePlace(absl::string_view a, absl::string_view b) {
  a = DivisionPrefix(a);
  b = DivisionPrefix(b);
  return absl::StartsWith(a, b) || absl::StartsWith(b, a);
}

// Whether `now` differs from `told` in channel, organiser or place, as far as `now` states them: an
// organiser that `told` lacks is no difference, a channel is.
inline bool SaysOtherwise(const v1::Outcome& now, const v1::Outcome& told) {
  const bool other_channel =
      now.channel() != v1::CHANNEL_UNSPECIFIED && now.channel() != told.channel();
  const bool other_organizer =
      !now.organizer().empty() && !told.organizer().empty() && now.organizer() != told.organizer();
  return other_channel || other_organizer ||
         !SamePlace(now.workplace_division_code(), told.workplace_division_code());
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_JOB_COMPARE_H_

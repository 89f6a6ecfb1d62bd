#include "services/runtime/outcome_facts.h"

#include <algorithm>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "reference/policy.h"
#include "services/runtime/division_code.h"

namespace laowu::runtime {

using v1::Outcome;

bool CountsAsBroad(v1::Channel channel) {
  return reference::Policies::Get()
      .Newest()
      .rule(static_cast<reference::Channel>(channel))
      .counts_as_broad;
}

std::vector<const Outcome*> NotTakenBack(absl::Span<const Outcome> outcomes) {
  std::vector<const Outcome*> voids;
  for (const Outcome& outcome : outcomes) {
    if (outcome.type() == Outcome::VOIDED) voids.push_back(&outcome);
  }
  // The latest first: one that is itself taken back takes nothing back.
  std::sort(voids.begin(), voids.end(),
            [](const Outcome* a, const Outcome* b) { return a->sequence() > b->sequence(); });
  absl::flat_hash_set<absl::string_view> gone;
  for (const Outcome* outcome : voids) {
    if (!gone.contains(outcome->name())) gone.insert(outcome->voids());
  }
  std::vector<const Outcome*> standing;
  for (const Outcome& outcome : outcomes) {
    if (!gone.contains(outcome.name())) standing.push_back(&outcome);
  }
  return standing;
}

bool SamePlace(absl::string_view a, absl::string_view b) {
  a = DivisionPrefix(a);
  b = DivisionPrefix(b);
  return absl::StartsWith(a, b) || absl::StartsWith(b, a);
}

bool SaysOtherwise(const Outcome& now, const Outcome& told) {
  const bool other_channel =
      now.channel() != v1::CHANNEL_UNSPECIFIED && now.channel() != told.channel();
  const bool other_organizer =
      !now.organizer().empty() && !told.organizer().empty() && now.organizer() != told.organizer();
  return other_channel || other_organizer ||
         !SamePlace(now.workplace_division_code(), told.workplace_division_code());
}

}  // namespace laowu::runtime

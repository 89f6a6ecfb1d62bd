#ifndef LAOWU_SERVICES_INTAKE_ASKED_OUTCOMES_H_
#define LAOWU_SERVICES_INTAKE_ASKED_OUTCOMES_H_

// What an answer tells that is about several people. Pure.

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"

namespace laowu::intake_role {

// Whether each outcome is of the person that it bears the name of. It is not where a record was
// merged into one of those that were asked for: what was told of it stands among that one's
// outcomes, under its own name (ratio.md rule 8). An answer about one alone is all of that one.
inline bool TellsWhose(const v1::ListOutcomesRequest& asked,
                       const v1::ListOutcomesResponse& answer) {
  const absl::flat_hash_set<absl::string_view> workers(asked.workers().begin(),
                                                       asked.workers().end());
  absl::flat_hash_set<absl::string_view> told;
  for (const v1::Outcome& outcome : answer.outcomes()) {
    // Told twice: of a record that was asked for itself, too.
    if (!workers.contains(outcome.worker()) || !told.insert(outcome.name()).second) return false;
  }
  return true;
}

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_ASKED_OUTCOMES_H_

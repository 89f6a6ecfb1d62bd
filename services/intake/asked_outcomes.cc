#include "services/intake/asked_outcomes.h"

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

namespace laowu::intake_role {

bool TellsWhose(const v1::ListOutcomesRequest& asked, const v1::ListOutcomesResponse& answer) {
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

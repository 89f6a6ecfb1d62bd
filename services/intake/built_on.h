#ifndef LAOWU_SERVICES_INTAKE_BUILT_ON_H_
#define LAOWU_SERVICES_INTAKE_BUILT_ON_H_

// On whom others have built since a file made them: with a placement or an outcome, a person is not
// erased with the file. Hardly anybody has either, so it is asked of many at a time.

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/owner_calls.h"

namespace laowu::intake_role {

class BuiltOn {
 public:
  // `owners` outlives it.
  explicit BuiltOn(const OwnerCalls& owners) : owners_(owners) {}

  struct Made {
    std::string worker;
    std::string etag;  // as the import left the record
  };
  // Learns of whom there is nothing; of others Is asks one by one. What was learnt before is
  // forgotten. Not while Is runs.
  absl::Status Look(const std::vector<Made>& made);

  // Whether there is a placement or an outcome of the worker. Thread-safe beside itself.
  absl::StatusOr<bool> Is(const std::string& worker) const;

 private:
  absl::Status LookForOutcomes(const std::vector<Made>& made);
  absl::Status LookForPlacements(const std::vector<Made>& made);

  const OwnerCalls& owners_;
  absl::flat_hash_set<std::string> without_outcomes_;
  absl::flat_hash_set<std::string> without_placements_;
  // Divisions with more placements than one page has.
  absl::flat_hash_set<std::string> crowded_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_BUILT_ON_H_

#ifndef LAOWU_SERVICES_INTAKE_BUILT_ON_H_
#define LAOWU_SERVICES_INTAKE_BUILT_ON_H_

// What others have built on since a file made it, so that it does not go with the file. With a
// placement or an outcome, a person is not erased, but for a proposal of which nothing came
// (DECLINED, EXPIRED) and what was taken back (VOIDED): ratio.md counts neither. Hardly anybody has
// either, so it is asked of many at a time. A vacancy for which somebody is proposed or accepted is
// not closed, and an outcome that somebody has vouched for since is not taken back.

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "laowu/v1/placement_service.pb.h"
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

  enum class Bound {
    kNot,
    kForNow,   // a proposal that may be declined yet, or an outcome that may be taken back
    kForEver,  // a placement that was accepted once: it stays on record
  };
  // What there is of the worker. Thread-safe beside itself.
  absl::StatusOr<Bound> Is(const std::string& worker) const;

 private:
  absl::Status LookForOutcomes(const std::vector<Made>& made);
  absl::Status LookForPlacements(const std::vector<Made>& made);
  absl::StatusOr<bool> HasOutcome(const std::string& worker) const;
  absl::StatusOr<Bound> ByPlacements(const std::string& worker) const;

  const OwnerCalls& owners_;
  absl::flat_hash_set<std::string> without_outcomes_;
  absl::flat_hash_set<std::string> without_placements_;
  // Divisions with more placements than one page has.
  absl::flat_hash_set<std::string> crowded_;
};

// Whether a placement for the vacancy is PROPOSED, ACCEPTED or STARTED. NOT_FOUND and so on: as the
// placement role answers.
absl::StatusOr<bool> HasLivePlacement(const OwnerCalls& owners, const std::string& vacancy);

// Whether somebody has vouched for the outcome after it was recorded. A denial (ORGANIZER_DENIAL)
// vouches for nothing, nor does what is passed over: what a wrong file said again.
absl::StatusOr<bool> IsVouchedForSince(
    const OwnerCalls& owners, const std::string& outcome,
    absl::FunctionRef<bool(const v1::Attestation&)> is_passed_over);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_BUILT_ON_H_

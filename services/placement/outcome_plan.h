#ifndef LAOWU_SERVICES_PLACEMENT_OUTCOME_PLAN_H_
#define LAOWU_SERVICES_PLACEMENT_OUTCOME_PLAN_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/placement/placement_records.h"
#include "services/runtime/call_context.h"
#include "storage/store.h"

namespace laowu::placement {

// One outcome to be added to one worker's, planned against one moment of the store: whether it may
// be, and the batch of all that it changes: outcome, index, the worker's state, the placement that
// it begins or ends. Another change of the same worker makes that batch fail.
class OutcomePlan {
 public:
  // `reader` outlives it.
  static absl::StatusOr<OutcomePlan> Load(const storage::Reader* reader,
                                          const runtime::CallContext& call,
                                          absl::string_view worker_name);

  // A standing outcome equal in all input fields; nullptr if there is none.
  const v1::Outcome* FindEqual(const v1::Outcome& outcome) const;
  // The standing outcome that began the placement; nullptr if there is none.
  const v1::Outcome* FindStart(absl::string_view placement_name) const;

  // `outcome` is normalised, checked, and bears worker_division_code; `worker` is whose it is.
  // INVALID_ARGUMENT: it names something that there is not, or is not this worker's.
  // FAILED_PRECONDITION with OUTCOME_NOT_POSSIBLE: ratio.md rule 15.
  absl::Status Add(absl::string_view outcome_name, const v1::Outcome& outcome,
                   const v1::Worker& worker, absl::string_view request_id, storage::Batch& batch);

 private:
  OutcomePlan(const storage::Reader* reader, const runtime::CallContext& call)
      : reader_(reader), call_(call) {}
  absl::Status CheckNamed(const v1::Outcome& outcome, bool* placement_accepted) const;
  absl::Status CheckPossible(const v1::Outcome& outcome, const v1::Worker& worker,
                             bool placement_accepted) const;
  // Moves the live placement to where the outcomes have got.
  absl::Status PlanLivePlacement(internal::v1::StoredLivePlacements& live,
                                 absl::string_view request_id, storage::Batch& batch) const;

  const storage::Reader* reader_;
  const runtime::CallContext& call_;
  OpenWork work_;
  std::vector<v1::Outcome> outcomes_;  // with the added one after Add
  absl::Time now_;                     // of the call, but not before what the store knows
};

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_OUTCOME_PLAN_H_

#ifndef LAOWU_SERVICES_PLACEMENT_REFUSALS_H_
#define LAOWU_SERVICES_PLACEMENT_REFUSALS_H_

// The answers "no" that several methods of this role give, as a caller gets them.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/rpc/error_details.pb.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/placement/placement_records.h"
#include "services/placement/placement_rules.h"
#include "services/runtime/principal.h"

namespace laowu::placement {

// FAILED_PRECONDITION.
absl::Status ErrorOf(const Refusal& refusal);
// Whose it is by what it bears: the bureau of the person's registration, the vacancy's office.
// PERMISSION_DENIED.
absl::Status RequirePlacement(const runtime::Principal& principal, const v1::Placement& placement);
// Who may read it by what is stored: besides, the bureau of the registration when it was proposed.
absl::Status RequirePlacement(const runtime::Principal& principal,
                              const internal::v1::StoredPlacement& stored);
// FAILED_PRECONDITION with WORKER_COMMITTED: `placement_name`, of this record or, with `elsewhere`,
// of another record of the same person (ratio.md rule 8), binds the worker.
absl::Status WorkerCommitted(absl::string_view worker_name, absl::string_view placement_name,
                             bool elsewhere);
// ALREADY_EXISTS: `placement_name` is of the person and the vacancy. `goes_on`: it can be gone on
// with; else it is a proposal of another of their records, which is declined first.
absl::Status AlreadyProposed(absl::string_view placement_name, bool goes_on);
// Of VACANCY_FULL at a proposal: by whom its openings are taken, and what helps: to wait for a
// proposal to end where one stands; where all are gone who came, more openings.
std::string VacancyFullText(int opening_count, const OpeningsTaken& taken);
// PERMISSION_DENIED with NOT_YOUR_ATTESTATION.
absl::Status NotYours(runtime::PrincipalRole role, v1::Attestation::Kind kind);
// FAILED_PRECONDITION with OUTCOME_NOT_POSSIBLE about the worker (ratio.md rule 15), and BadRequest
// with the fields; `violations` is not empty.
absl::Status NotPossible(absl::string_view worker_name,
                         const std::vector<google::rpc::BadRequest::FieldViolation>& violations);
// The same error, and BadRequest with the field that it is about: of many rows, a reader finds the
// cell. One that names fields already stays as it is.
absl::Status AtField(absl::Status status, absl::string_view field);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_REFUSALS_H_

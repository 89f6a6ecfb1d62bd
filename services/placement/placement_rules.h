#ifndef LAOWU_SERVICES_PLACEMENT_PLACEMENT_RULES_H_
#define LAOWU_SERVICES_PLACEMENT_PLACEMENT_RULES_H_

// What a placement must be, who may be proposed for what, and how a placement moves. Pure: no gRPC,
// no store, no clock.
//
//   PROPOSED → ACCEPTED | DECLINED | EXPIRED (after seven days)
//   ACCEPTED → STARTED (an ARRIVED) | ENDED        STARTED → ENDED, or ACCEPTED (ARRIVED voided)
//
//   ENDED by what was told of the person → where it was, once that is taken back
//
// A proposal takes an opening of its vacancy; declining, expiring and ending before STARTED free
// it, ending later does not, unless it turns out that nobody came.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "reference/policy.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/reasons.h"

namespace laowu::placement {

inline constexpr absl::Duration kProposalTime = absl::Hours(7 * 24);
inline constexpr int kProposalsMost = 3;  // that stand at once for one worker

// Why something cannot be done now; FAILED_PRECONDITION about `subject`, a resource name.
struct Refusal {
  runtime::reasons::Reason reason;
  std::string subject;
  std::string message;
};

// Every violation of the field comments in placement_service.proto, paths prefixed by `path`.
void CheckNewPlacement(const v1::Placement& placement, absl::string_view path,
                       runtime::FieldChecks& checks);

// The same for a list: one of worker, vacancy, office and division is required; more narrow it.
void CheckListPlacements(const v1::ListPlacementsRequest& request, runtime::FieldChecks& checks);
// Whether the placement, as read, is one that the list asks for.
bool Matches(const v1::ListPlacementsRequest& request, const v1::Placement& placement);

// What is stored of what was sent: the input fields alone, PROPOSED since `now`.
v1::Placement NewPlacement(const v1::Placement& sent, absl::string_view worker_division_code,
                           absl::Time now);

// Equal in all that a caller states at creation.
bool SameProposal(const v1::Placement& a, const v1::Placement& b);

// The state at `now`: a PROPOSED one whose time is over is EXPIRED.
v1::Placement::State StateAt(const v1::Placement& placement, absl::Time now);

// Erased or dead: nothing can be proposed to them any more.
std::optional<Refusal> WhyGone(const std::string& worker, bool erased, bool dead);

// matching.md, WORKER_NOT_VISIBLE: ACTIVE, a legal basis in force, not dead, not merged into
// another record.
std::optional<Refusal> WhyNotVisible(const v1::Worker& worker, absl::Time now,
                                     const reference::Policy& policy);

// Of who has a proposal, once the record was merged into another: the proposal takes an opening and
// stands in the way of one of the record that stands.
std::optional<Refusal> WhyMergedAway(const v1::Worker& worker);

// OPEN, and not past its last day.
std::optional<Refusal> WhyNotOpen(const v1::Vacancy& vacancy, absl::CivilDay today);

// A block in force on `today` (matching.md, EMPLOYER_BLOCKED); of the employer itself, not an
// alias.
std::optional<Refusal> WhyBlocked(const v1::Employer& employer, absl::CivilDay today);

// Why a caller may not move a placement from `from` (as StateAt says) to `to`.
std::optional<Refusal> WhyNotMove(absl::string_view name, v1::Placement::State from,
                                  v1::Placement::State to);
// Adds that the placement's record was erased, which ended what was open of it.
void AddErased(Refusal& refusal);

// Why a committed placement cannot end on that day, which is not later than today: nobody leaves
// before they have come, nor takes back an acceptance before it was given.
std::optional<std::string> WhyNotEndOn(const v1::Placement& placement, absl::CivilDay end);

// Whether a placement in this state stands open for its worker.
bool IsProposal(v1::Placement::State state);   // PROPOSED
bool IsCommitted(v1::Placement::State state);  // ACCEPTED, STARTED

// Whether it takes one of its vacancy's openings: it stands open, or its worker came, whatever has
// become of them since.
bool HoldsOpening(const v1::Placement& placement);

// Whether it was ever accepted: what outcomes may name it (ratio.md rule 15).
bool WasAccepted(const v1::Placement& placement);

// "offices/zhongshan" of "offices/zhongshan/vacancies/a-1".
std::string OfficeOfVacancy(absl::string_view vacancy_name);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_PLACEMENT_RULES_H_

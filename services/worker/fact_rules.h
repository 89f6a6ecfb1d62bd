#ifndef LAOWU_SERVICES_WORKER_FACT_RULES_H_
#define LAOWU_SERVICES_WORKER_FACT_RULES_H_

// Dated facts of a worker and what they come to (ratio.md, "Worker facts"). Pure: no gRPC, no
// store, no clock. ratio/worker_history.h reads the same facts for figures, by the same order; here
// they make the newest state, which the profile shows.

#include <limits>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/worker_service.pb.h"

namespace laowu::worker {

// More facts of one worker are refused: they would be a loop in somebody's program.
inline constexpr int kFactsMost = 1'000;

// Sequences of facts that are planned and not yet recorded: after all that are.
inline constexpr int64_t kPendingSequence = std::numeric_limits<int64_t>::max() / 2;

// In StateOn: all that is known, whatever its day.
inline constexpr absl::CivilDay kNewest = absl::CivilDay(9999, 12, 31);

struct WorkerState {
  std::string division_code;
  bool rural = false;
  std::optional<absl::CivilDay> birth_date;
  v1::Sex sex = v1::SEX_UNSPECIFIED;
  std::set<v1::PolicyGroup> policy_groups;
  std::optional<absl::CivilDay> death_date;
  std::string merged_into;  // the worker of the MERGED recorded last and not undone; empty: none
};

// What held on `day`. `facts` are those of one worker with name, effective date and sequence, in
// any order. The first PROFILE also holds for the days before its date; then each fact from its own
// date on, of two on one thing and date the later recorded; birth date, sex, death and mergers do
// not change with the day: the latest recorded holds. What FACT_VOIDED takes back counts for
// nothing, unless that was itself taken back.
WorkerState StateOn(const std::vector<v1::WorkerFact>& facts, absl::CivilDay day);

// Puts the state into the fields of a profile that show it.
void ShowState(const WorkerState& state, v1::Worker& profile);

// The date of the first PROFILE; nullopt if there is none.
std::optional<absl::CivilDay> ProfileDate(const std::vector<v1::WorkerFact>& facts);

// The date since when the newest registration holds; nullopt if none is known.
std::optional<absl::CivilDay> RegistrationDate(const std::vector<v1::WorkerFact>& facts);

// The fact that begins a worker's list, effective on `day`, of a row with its details.
v1::WorkerFact ProfileFact(const v1::Worker& worker, absl::CivilDay day);

// The facts by which `worker`'s dated fields differ from `held`: registration, rural status and
// policy groups, effective on `day`.
std::vector<v1::WorkerFact> DatedChanges(const WorkerState& held, const v1::Worker& worker,
                                         absl::CivilDay day);

// The facts by which `worker` corrects birth date and sex, effective on `profile_date`, since they
// were true all along. An unsaid sex corrects nothing.
std::vector<v1::WorkerFact> Corrections(const WorkerState& held, const v1::Worker& worker,
                                        absl::CivilDay profile_date);

// With only what its kind reads; outputs, reference and file cleared.
v1::WorkerFact NormalisedFact(const v1::WorkerFact& sent);

// Equal in kind, date and values.
bool SaysTheSame(const v1::WorkerFact& a, const v1::WorkerFact& b);

// The fact that stands and says what `fact` says, unless something else was said since of the same
// day: recorded a second time it would change nothing, and taking one of two back would change
// nothing either. nullptr if there is none.
const v1::WorkerFact* StandingEqual(const std::vector<v1::WorkerFact>& known,
                                    const v1::WorkerFact& fact);

// The deaths that stand, of whichever day; point into `known`.
std::vector<const v1::WorkerFact*> StandingDeaths(const std::vector<v1::WorkerFact>& known);

// Whether a fact of that name was recorded and has been taken back since.
bool WasVoided(const std::vector<v1::WorkerFact>& known, absl::string_view name);

// Why a checked fact cannot follow those known of `worker_name`; empty if it can. Before birth,
// after death, a fact to be voided that is not there, no merger to be undone.
std::string WhyNotPossible(const std::vector<v1::WorkerFact>& known, absl::string_view worker_name,
                           const v1::WorkerFact& fact);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_FACT_RULES_H_

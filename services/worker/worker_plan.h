#ifndef LAOWU_SERVICES_WORKER_WORKER_PLAN_H_
#define LAOWU_SERVICES_WORKER_WORKER_PLAN_H_

// What a change of one worker comes to: who the person is, and the one batch that writes profile,
// facts, details and every index of it. Import, create, update, merger and erasure all end here.
//
// Who a person is: the identity number, by its digest, if there is one; else the bureau's own
// source_reference. A person known only outside the caller's scope gets a record here all the same,
// and the two are one person (ratio.md rule 8): the record with the newer registration stands for
// both, so that the county where the person is now can place them, and the other one is MERGED into
// it; unless one of the two alone is dead, or the names do not fit, as MergeWorkers refuses it.
// Neither bureau sees the other's record.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/keys.h"
#include "services/worker/household_records.h"
#include "services/worker/person_index.h"
#include "services/worker/scope_crossings.h"
#include "services/worker/worker_records.h"
#include "storage/store.h"

namespace laowu::worker {

// What every plan reads and writes with. All outlive it.
struct PlanContext {
  const storage::Reader& reader;
  const runtime::Keys& keys;
  const runtime::CallContext& call;
  HouseholdChanges& households;  // of the batch
};

// Digests of what tells who a row is; empty where it does not say.
struct PersonDigests {
  std::vector<runtime::Keys::Digest> number;
  std::vector<runtime::Keys::Digest> reference;
};
// Of a normalised worker; a reference is told apart by the caller's scope.
PersonDigests DigestsOfPerson(const PlanContext& context, const v1::Worker& worker);

// Whom a row was found to be.
struct Person {
  std::string mine_id;               // the record in the caller's scope; empty: none
  std::optional<LoadedWorker> mine;  // set if mine_id is
  std::string elsewhere_id;          // one with the same number outside the scope; empty: none
  std::optional<LoadedWorker> elsewhere;
  bool elsewhere_fits = true;  // by its name (JudgeNames); else it is not linked
  std::string beside_id;       // the same, where mine_id is set: not to be linked by the row
  std::optional<LoadedWorker> beside;
  bool beside_fits = true;
  std::optional<Identity> number;  // set if the row has one
  std::optional<Identity> reference;
};

// Finds the person of a normalised `worker` that carries its details. *refusal, with paths under
// `path`, says why the row cannot stand; then the person is not whole. `self_id` is passed over:
// the worker that is being changed, or empty.
absl::StatusOr<Person> FindPerson(const PlanContext& context, const PersonDigests& digests,
                                  const v1::Worker& worker, absl::string_view self_id,
                                  absl::string_view path, absl::Status* refusal);

// Of a person with a record here and one elsewhere: that the two stand side by side, and count as
// two, since one of them alone is dead, their names do not fit or they were parted; or that the one
// which stands behind the other is dead still while that one lives. `day`: of the row.
std::optional<Joined> ApartBefore(const Person& person, absl::CivilDay day);

// The same of a record of the caller's scope as it stands, `own`, of which nobody has sent a row.
// Details are read only where another bears one of the worker's digests.
absl::StatusOr<std::optional<Joined>> ApartNow(const PlanContext& context,
                                               const std::string& worker_id,
                                               const LoadedWorker& own);

// How a record of the caller's scope, `own`, and one of another county that bears the number of
// `row` stand by now; nullopt: there is none. `day`: of the row.
absl::StatusOr<std::optional<Joined>> JoinedBefore(const PlanContext& context,
                                                   const std::string& worker_id,
                                                   const v1::Worker& own, const v1::Worker& row,
                                                   absl::CivilDay day);

// A worker before and after.
struct WorkerChange {
  std::string worker_id;
  std::optional<LoadedWorker> old;          // none: a new worker
  v1::Worker::PersonalDetails old_details;  // as stored
  std::vector<v1::WorkerFact> known;        // as recorded
  std::vector<v1::WorkerFact> added;        // to be recorded, without names
  std::string fact_id;                      // of the first one added; empty: a new id
  v1::Worker profile;                       // without details; dated fields are read from the facts
  v1::Worker::PersonalDetails details;
  internal::v1::Provenance provenance;
  std::optional<absl::CivilDay> stated;  // StoredWorker.stated_date
  std::vector<Identity> gained;          // entries that are to name this worker, too
  std::vector<Identity> lost;            // entries that name it no longer
  // Names of all records that the change writes, for the audit record.
  std::vector<std::string> written() const;
  // Records outside the caller's scope, or erased, that it puts behind this one, or parts from it.
  std::vector<std::string> elsewhere_ids;
  std::optional<Joined> joined;  // by this change
};

// The change that leaves all as it is: what an update begins with.
absl::StatusOr<WorkerChange> LoadChange(const PlanContext& context, absl::string_view worker_id,
                                        const LoadedWorker& old);

// A new worker of a normalised row with its details, whose PROFILE is effective on `as_of`.
WorkerChange NewWorker(const PlanContext& context, const std::string& worker_id,
                       const v1::Worker& row, absl::CivilDay as_of);

// Puts the person's entries in `person` under this worker, and decides by the dates of registration
// which of the two records stands for both, if there is one elsewhere; the fact is of `day`. Where
// one of the two alone is dead (Joined::contradicted), or the names do not fit, neither does.
absl::Status JoinPerson(const PlanContext& context, const Person& person, absl::CivilDay day,
                        WorkerChange& change, storage::Batch& batch);

// Where the change loses the number of `lost`: parts the worker, on `day`, from records outside the
// caller's scope that bear the number, as far as the word of the caller, or of who made the record,
// had linked them. A slip in a number must not keep another county's record behind this one.
absl::Status PartPerson(const PlanContext& context, const Identity& lost, absl::CivilDay day,
                        WorkerChange& change, storage::Batch& batch);

// Fills the batch. True facts of the profile's dated fields come from known and added facts.
// *refusal is set, and nothing planned, if the household that the profile names cannot be joined.
absl::Status PlanChange(const PlanContext& context, WorkerChange change, std::string* refusal,
                        storage::Batch& batch);

// Takes the person away and leaves what figures need (ratio.md rule 18): details, digests, indexes,
// household and all that the profile says are gone, the facts stay, and the record is a tombstone
// with erase_time, PAUSED, without legal basis. `noted`: later rows that name the person are
// refused (erased_persons.h); else the record was a slip, and the person is parted from others'.
// Either way who comes with the number again is one person with what is left.
absl::Status PlanErasure(const PlanContext& context, WorkerChange& change, bool noted,
                         storage::Batch& batch);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_WORKER_PLAN_H_

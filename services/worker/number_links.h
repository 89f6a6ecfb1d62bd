#ifndef LAOWU_SERVICES_WORKER_NUMBER_LINKS_H_
#define LAOWU_SERVICES_WORKER_NUMBER_LINKS_H_

// One identity number is one person (ratio.md rule 8): which records bear a number, whether their
// names let them be one person, and that what the number links is not parted while it does.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/worker/person_index.h"
#include "services/worker/worker_plan.h"
#include "services/worker/worker_records.h"
#include "storage/store.h"

namespace laowu::worker {

// A record that bears an identity number.
struct Bearer {
  std::string id;
  LoadedWorker loaded;
  bool fits = true;  // set by JudgeNames

  const v1::Worker& worker() const { return loaded.stored.worker(); }
};

// Whom `identity` names, but `self_id` and the erased.
absl::StatusOr<std::vector<Bearer>> LoadBearers(const storage::Reader& reader,
                                                const Identity& identity,
                                                absl::string_view self_id);

// Sets `fits` of each: name or phone agrees with `details` (FitsByNameOrPhone), or that of a record
// among them which is merged into it does.
absl::Status JudgeNames(const PlanContext& context, const v1::Worker::PersonalDetails& details,
                        std::vector<Bearer>& bearers);

// Neither dead nor behind another record.
bool LivesByItself(const v1::Worker& worker);

// Of a worker who lives and stands for himself by `change`, and is not linked by it: links the
// worker, on `day`, with the first record of the number that does so too and whose name fits, as
// JoinPerson does of one that arrives. Not where a record behind either is recorded as dead, since
// figures would have both dead. Where none fits, `change.joined` says so of one that does not.
absl::Status LinkByNumber(const PlanContext& context, absl::CivilDay day, WorkerChange& change,
                          storage::Batch& batch);

// FAILED_PRECONDITION where `fact` would part the worker of `change` from the record that stands
// for it while a record on one side bears the identity number of one on the other. The undoing of
// an import, which sets the number back next, may.
absl::Status CheckNotParted(const PlanContext& context, const WorkerChange& change,
                            const v1::WorkerFact& fact);

// STILL_LINKED: `change` replaces the identity number, and a record of the old one is merged into
// this or stands for it still.
absl::Status WarnOfStillLinked(const PlanContext& context, const WorkerChange& change,
                               google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_NUMBER_LINKS_H_

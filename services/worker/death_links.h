#ifndef LAOWU_SERVICES_WORKER_DEATH_LINKS_H_
#define LAOWU_SERVICES_WORKER_DEATH_LINKS_H_

// Two records of one identity number are not linked while one of them alone is dead (Joined,
// contradicted): what becomes of them when the death is taken back.

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/worker/worker_plan.h"
#include "storage/store.h"

namespace laowu::worker {

// Where the last of `change.added` takes the worker's death back: links the worker by the identity
// number, as one that arrives today (LinkByNumber). Else the change stays as it is.
absl::Status LinkAgain(const PlanContext& context, WorkerChange& change, storage::Batch& batch);

// To who has recorded `fact`, which took a death back of `worker`; `known`: all its facts by now.
// REGISTRATION_TAKEN_OVER or SAME_PERSON_ELSEWHERE of what was linked in the commit of `fact`;
// NOT_LINKED of each living record with which that could not be.
absl::Status WarnOfLinks(const PlanContext& context, const std::string& worker_id,
                         const v1::Worker& worker, const v1::WorkerFact& fact,
                         const std::vector<v1::WorkerFact>& known,
                         google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_DEATH_LINKS_H_

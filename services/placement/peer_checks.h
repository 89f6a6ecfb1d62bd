#ifndef LAOWU_SERVICES_PLACEMENT_PEER_CHECKS_H_
#define LAOWU_SERVICES_PLACEMENT_PEER_CHECKS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/placement/registration.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::placement {

// Asks the owners of workers and vacancies what a name is, as this service itself: the caller's
// scope is then checked here, with what they say. Errors: NOT_FOUND as the owner says it;
// UNAVAILABLE with PEER_UNAVAILABLE and a delay if the owner does not answer. Thread-safe.
class PeerChecks {
 public:
  explicit PeerChecks(const runtime::Channels* channels) : channels_(*channels) {}

  absl::StatusOr<v1::Worker> GetWorker(const runtime::CallContext& call,
                                       const std::string& name) const;
  // The record that stands for the person (ratio.md rule 8) by what its owner says now: `worker`,
  // or the one that it was merged into, directly or behind others. One that is not there ends the
  // chain: the last that is. A call for each record that stands before another.
  absl::StatusOr<v1::Worker> GetStanding(const runtime::CallContext& call, v1::Worker worker) const;
  // `worker` and all that stand before it, nearest first, each with its facts where they are needed
  // to tell a registration on `first_day` or later: a call more for each such record.
  absl::StatusOr<std::vector<RecordOfPerson>> GetRecordsOfPerson(const runtime::CallContext& call,
                                                                 v1::Worker worker,
                                                                 absl::CivilDay first_day) const;
  // Those of `names` that there are, as BASIC or MASKED. Asks limits::kBatchGet at a time; one that
  // there is not costs some more calls.
  absl::StatusOr<std::vector<v1::Worker>> GetWorkers(
      const runtime::CallContext& call, absl::Span<const std::string> names,
      v1::WorkerView view = v1::WORKER_VIEW_BASIC) const;
  // All dated facts of a worker.
  absl::StatusOr<std::vector<v1::WorkerFact>> GetFacts(const runtime::CallContext& call,
                                                       const std::string& worker_name) const;
  absl::StatusOr<v1::Vacancy> GetVacancy(const runtime::CallContext& call,
                                         const std::string& name) const;
  // As it stands in the registry: of an alias, the employer that it stands for.
  absl::StatusOr<v1::Employer> GetEmployer(const runtime::CallContext& call,
                                           const std::string& name) const;

 private:
  const runtime::Channels& channels_;
};

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_PEER_CHECKS_H_

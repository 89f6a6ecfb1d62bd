#include "services/placement/peer_checks.h"

#include <utility>

#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "storage/status_macros.h"

namespace laowu::placement {

absl::StatusOr<v1::Worker> PeerChecks::GetWorker(const runtime::CallContext& call,
                                                 const std::string& name) const {
  grpc::ClientContext context;
  channels_.AsService(&context, call.deadline);
  v1::GetWorkerRequest request;
  request.set_name(name);
  v1::Worker worker;
  const auto stub = v1::WorkerService::NewStub(channels_.To("worker"));
  const grpc::Status status = stub->GetWorker(&context, request, &worker);
  if (!status.ok()) return runtime::PeerStatus("worker", runtime::FromGrpc(status));
  return worker;
}

absl::StatusOr<v1::Worker> PeerChecks::GetStanding(const runtime::CallContext& call,
                                                   v1::Worker worker) const {
  for (int i = 0; i < runtime::limits::kMergeChainMost && !worker.merged_into().empty(); ++i) {
    auto above = GetWorker(call, worker.merged_into());
    if (absl::IsNotFound(above.status())) break;
    if (!above.ok()) return above.status();
    worker = *std::move(above);
  }
  return worker;
}

absl::StatusOr<std::vector<RecordOfPerson>> PeerChecks::GetRecordsOfPerson(
    const runtime::CallContext& call, v1::Worker worker, absl::CivilDay first_day) const {
  std::vector<RecordOfPerson> records;
  while (true) {
    RecordOfPerson record;
    if (!TellsRegistration(worker, first_day)) {
      LAOWU_ASSIGN_OR_RETURN(record.facts, GetFacts(call, worker.name()));
    }
    const std::string into = worker.merged_into();
    record.worker = std::move(worker);
    records.push_back(std::move(record));
    const bool is_last =
        into.empty() || static_cast<int>(records.size()) > runtime::limits::kMergeChainMost;
    if (is_last) return records;
    auto above = GetWorker(call, into);
    if (absl::IsNotFound(above.status())) return records;
    if (!above.ok()) return above.status();
    worker = *std::move(above);
  }
}

absl::StatusOr<std::vector<v1::Worker>> PeerChecks::GetWorkers(const runtime::CallContext& call,
                                                               absl::Span<const std::string> names,
                                                               v1::WorkerView view) const {
  std::vector<v1::Worker> workers;
  const auto stub = v1::WorkerService::NewStub(channels_.To("worker"));
  // The call is all or nothing: a part with a name that is not there is asked for in halves.
  std::vector<absl::Span<const std::string>> parts;
  for (size_t i = 0; i < names.size(); i += runtime::limits::kBatchGet) {
    parts.push_back(names.subspan(i, runtime::limits::kBatchGet));
  }
  while (!parts.empty()) {
    const auto part = parts.back();
    parts.pop_back();
    grpc::ClientContext context;
    channels_.AsService(&context, call.deadline);
    v1::BatchGetWorkersRequest request;
    request.set_view(view);
    for (const std::string& name : part) request.add_names(name);
    v1::BatchGetWorkersResponse response;
    const grpc::Status status = stub->BatchGetWorkers(&context, request, &response);
    if (status.ok()) {
      for (auto& worker : *response.mutable_workers()) workers.push_back(std::move(worker));
    } else if (status.error_code() != grpc::StatusCode::NOT_FOUND) {
      return runtime::PeerStatus("worker", runtime::FromGrpc(status));
    } else if (part.size() > 1) {
      parts.push_back(part.subspan(0, part.size() / 2));
      parts.push_back(part.subspan(part.size() / 2));
    }
  }
  return workers;
}

absl::StatusOr<std::vector<v1::WorkerFact>> PeerChecks::GetFacts(
    const runtime::CallContext& call, const std::string& worker_name) const {
  std::vector<v1::WorkerFact> facts;
  const auto stub = v1::WorkerService::NewStub(channels_.To("worker"));
  v1::ListWorkerFactsRequest request;
  request.set_parent(worker_name);
  request.set_page_size(runtime::limits::kPageSizeMost);
  do {
    grpc::ClientContext context;
    channels_.AsService(&context, call.deadline);
    v1::ListWorkerFactsResponse response;
    const grpc::Status status = stub->ListWorkerFacts(&context, request, &response);
    if (!status.ok()) return runtime::PeerStatus("worker", runtime::FromGrpc(status));
    for (auto& fact : *response.mutable_facts()) facts.push_back(std::move(fact));
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return facts;
}

absl::StatusOr<v1::Vacancy> PeerChecks::GetVacancy(const runtime::CallContext& call,
                                                   const std::string& name) const {
  grpc::ClientContext context;
  channels_.AsService(&context, call.deadline);
  v1::GetVacancyRequest request;
  request.set_name(name);
  v1::Vacancy vacancy;
  const auto stub = v1::VacancyService::NewStub(channels_.To("vacancy"));
  const grpc::Status status = stub->GetVacancy(&context, request, &vacancy);
  if (!status.ok()) return runtime::PeerStatus("vacancy", runtime::FromGrpc(status));
  return vacancy;
}

absl::StatusOr<v1::Employer> PeerChecks::GetEmployer(const runtime::CallContext& call,
                                                     const std::string& name) const {
  const auto stub = v1::VacancyService::NewStub(channels_.To("vacancy"));
  v1::Employer employer;
  employer.set_alias_of(name);
  // An alias names the one that it stands for, which is no alias.
  for (int step = 0; step < 2 && !employer.alias_of().empty(); ++step) {
    grpc::ClientContext context;
    channels_.AsService(&context, call.deadline);
    v1::GetEmployerRequest request;
    request.set_name(employer.alias_of());
    const grpc::Status status = stub->GetEmployer(&context, request, &employer);
    if (!status.ok()) return runtime::PeerStatus("vacancy", runtime::FromGrpc(status));
  }
  return employer;
}

}  // namespace laowu::placement

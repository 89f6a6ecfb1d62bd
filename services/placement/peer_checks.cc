#include "services/placement/peer_checks.h"

#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/errors.h"

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

}  // namespace laowu::placement

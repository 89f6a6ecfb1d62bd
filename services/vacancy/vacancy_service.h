#ifndef LAOWU_SERVICES_VACANCY_VACANCY_SERVICE_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_SERVICE_H_

// The vacancy role: offices of partner cities, their vacancies, employers. Loads, asks the rules,
// commits, answers. Methods and limits are in vacancy_service.proto.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/role.h"
#include "services/vacancy/vacancy_records.h"

namespace laowu::vacancy {

// Thread-safe. `owned` and what `environment` points to outlive it.
class VacancyService final : public v1::VacancyService::CallbackService {
 public:
  VacancyService(const runtime::Environment& environment, runtime::OwnedStore* owned);

  LAOWU_UNARY(VacancyService, CreateOffice, CreateOfficeRequest, Office)
  LAOWU_UNARY(VacancyService, GetOffice, GetOfficeRequest, Office)
  LAOWU_UNARY(VacancyService, ListOffices, ListOfficesRequest, ListOfficesResponse)
  LAOWU_UNARY(VacancyService, GetEmployer, GetEmployerRequest, Employer)
  LAOWU_UNARY(VacancyService, BlockEmployer, BlockEmployerRequest, Employer)
  LAOWU_UNARY(VacancyService, UnblockEmployer, UnblockEmployerRequest, Employer)
  LAOWU_UNARY(VacancyService, GetVacancy, GetVacancyRequest, Vacancy)
  LAOWU_UNARY(VacancyService, ListVacancies, ListVacanciesRequest, ListVacanciesResponse)
  LAOWU_UNARY(VacancyService, CloseVacancy, CloseVacancyRequest, Vacancy)
  LAOWU_UNARY(VacancyService, ImportVacancies, ImportVacanciesRequest, ImportVacanciesResponse)

  grpc::ServerWriteReactor<v1::WatchVacanciesResponse>* WatchVacancies(
      grpc::CallbackServerContext* context, const v1::WatchVacanciesRequest* request) override;

  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::Office> CreateOffice(const Call& call, const v1::CreateOfficeRequest& request);
  absl::StatusOr<v1::Office> GetOffice(const Call& call, const v1::GetOfficeRequest& request);
  absl::StatusOr<v1::ListOfficesResponse> ListOffices(const Call& call,
                                                      const v1::ListOfficesRequest& request);
  absl::StatusOr<v1::Employer> GetEmployer(const Call& call, const v1::GetEmployerRequest& request);
  absl::StatusOr<v1::Employer> BlockEmployer(const Call& call,
                                             const v1::BlockEmployerRequest& request);
  absl::StatusOr<v1::Employer> UnblockEmployer(const Call& call,
                                               const v1::UnblockEmployerRequest& request);
  absl::StatusOr<v1::Vacancy> GetVacancy(const Call& call, const v1::GetVacancyRequest& request);
  absl::StatusOr<v1::ListVacanciesResponse> ListVacancies(const Call& call,
                                                          const v1::ListVacanciesRequest& request);
  absl::StatusOr<v1::Vacancy> CloseVacancy(const Call& call,
                                           const v1::CloseVacancyRequest& request);
  absl::StatusOr<v1::ImportVacanciesResponse> ImportVacancies(
      const Call& call, const v1::ImportVacanciesRequest& request);

  // Changes an employer under its etag, with an audit record. `change` edits the stored state.
  absl::StatusOr<v1::Employer> ChangeEmployer(
      const Call& call, const std::string& name, const std::string& etag,
      const std::string& request_id,
      const std::function<absl::Status(internal::v1::StoredEmployer&)>& change);

  storage::Store& store_;
  runtime::FeedHub& hub_;
  runtime::Executor& feed_executor_;
  runtime::Metrics& metrics_;
  const runtime::Clock clock_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

// Opens the role's store. See role.h for the life of a role.
absl::StatusOr<std::unique_ptr<runtime::Role>> MakeVacancyRole(
    const runtime::Environment& environment);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_SERVICE_H_

#ifndef LAOWU_SERVICES_VACANCY_VACANCY_SERVICE_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_SERVICE_H_

// The vacancy role: vacancies (vacancy_service.cc), offices and employers (office_service.cc).
// Loads, asks the rules, commits, answers. Methods and limits are in vacancy_service.proto.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/channels.h"
#include "services/runtime/ingest_stream.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/role.h"
#include "services/vacancy/blocked_employers.h"
#include "services/vacancy/expiry_sweeper.h"
#include "services/vacancy/vacancy_changes.h"
#include "services/vacancy/vacancy_import.h"
#include "services/vacancy/vacancy_records.h"
#include "services/vacancy/write_turns.h"

namespace laowu::vacancy {

// Thread-safe. `owned` and what `environment` points to outlive it.
class VacancyService final : public v1::VacancyService::CallbackService {
 public:
  VacancyService(const runtime::Environment& environment, runtime::OwnedStore* owned);

  LAOWU_UNARY(VacancyService, CreateOffice, CreateOfficeRequest, Office)
  LAOWU_UNARY(VacancyService, GetOffice, GetOfficeRequest, Office)
  LAOWU_UNARY(VacancyService, ListOffices, ListOfficesRequest, ListOfficesResponse)
  LAOWU_UNARY(VacancyService, UpdateOffice, UpdateOfficeRequest, Office)
  LAOWU_UNARY(VacancyService, GetEmployer, GetEmployerRequest, Employer)
  LAOWU_UNARY(VacancyService, ListEmployers, ListEmployersRequest, ListEmployersResponse)
  LAOWU_UNARY(VacancyService, UpdateEmployer, UpdateEmployerRequest, Employer)
  LAOWU_UNARY(VacancyService, BlockEmployer, BlockEmployerRequest, Employer)
  LAOWU_UNARY(VacancyService, UnblockEmployer, UnblockEmployerRequest, Employer)
  LAOWU_UNARY(VacancyService, GetVacancy, GetVacancyRequest, Vacancy)
  LAOWU_UNARY(VacancyService, ListVacancies, ListVacanciesRequest, ListVacanciesResponse)
  LAOWU_UNARY(VacancyService, CreateVacancy, CreateVacancyRequest, Vacancy)
  LAOWU_UNARY(VacancyService, UpdateVacancy, UpdateVacancyRequest, Vacancy)
  LAOWU_UNARY(VacancyService, CloseVacancy, CloseVacancyRequest, Vacancy)
  LAOWU_UNARY(VacancyService, ReopenVacancy, ReopenVacancyRequest, Vacancy)
  LAOWU_UNARY(VacancyService, ImportVacancies, ImportVacanciesRequest, ImportVacanciesResponse)

  grpc::ServerBidiReactor<v1::ImportVacanciesRequest, v1::ImportVacanciesResponse>*
  StreamImportVacancies(grpc::CallbackServerContext* context) override;
  LAOWU_WATCH(VacancyService, WatchVacancies, WatchVacanciesRequest, WatchVacanciesResponse)
  grpc::ServerWriteReactor<v1::WatchVacanciesResponse>* WatchVacancies(
      grpc::CallbackServerContext* context, const v1::WatchVacanciesRequest* request) override;

  ExpirySweeper& sweeper() { return sweeper_; }
  // Ends the streamed imports. Those of watches end with the feed hub.
  void EndStreams() { streams_.StopAll(); }
  void Stop() {
    sweeper_.Stop();
    threads_.io.Stop();
  }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::Office> CreateOffice(const Call& call, const v1::CreateOfficeRequest& request);
  absl::StatusOr<v1::Office> GetOffice(const Call& call, const v1::GetOfficeRequest& request);
  absl::StatusOr<v1::ListOfficesResponse> ListOffices(const Call& call,
                                                      const v1::ListOfficesRequest& request);
  absl::StatusOr<v1::Employer> GetEmployer(const Call& call, const v1::GetEmployerRequest& request);
  absl::StatusOr<v1::Office> UpdateOffice(const Call& call, const v1::UpdateOfficeRequest& request);
  absl::StatusOr<v1::ListEmployersResponse> ListEmployers(const Call& call,
                                                          const v1::ListEmployersRequest& request);
  absl::StatusOr<v1::Employer> UpdateEmployer(const Call& call,
                                              const v1::UpdateEmployerRequest& request);
  absl::StatusOr<v1::Employer> BlockEmployer(const Call& call,
                                             const v1::BlockEmployerRequest& request);
  absl::StatusOr<v1::Employer> UnblockEmployer(const Call& call,
                                               const v1::UnblockEmployerRequest& request);
  absl::StatusOr<v1::Vacancy> GetVacancy(const Call& call, const v1::GetVacancyRequest& request);
  absl::StatusOr<v1::ListVacanciesResponse> ListVacancies(const Call& call,
                                                          const v1::ListVacanciesRequest& request);
  absl::StatusOr<v1::Vacancy> CreateVacancy(const Call& call,
                                            const v1::CreateVacancyRequest& request);
  absl::StatusOr<v1::Vacancy> UpdateVacancy(const Call& call,
                                            const v1::UpdateVacancyRequest& request);
  absl::StatusOr<v1::Vacancy> CloseVacancy(const Call& call,
                                           const v1::CloseVacancyRequest& request);
  absl::StatusOr<v1::Vacancy> ReopenVacancy(const Call& call,
                                            const v1::ReopenVacancyRequest& request);
  absl::StatusOr<v1::ImportVacanciesResponse> ImportVacancies(
      const Call& call, const v1::ImportVacanciesRequest& request);

  // A caller's change of one record.
  struct Change {
    std::string name;
    std::string etag;
    std::string request_id;
    std::vector<std::string> fields;  // for the audit record, as is `purpose`
    std::string purpose;
    bool validate_only = false;
    google::protobuf::RepeatedPtrField<v1::Warning> warnings = {};  // for the answer
    bool sent_again = false;  // the record bears the request id (runtime/request_ids.h)
  };

  // Edits the stored state; false: it is so already, and nothing is to be written. May still fill
  // in what the audit record says.
  using VacancyEdit = std::function<absl::StatusOr<bool>(internal::v1::StoredVacancy&, Change&)>;
  absl::StatusOr<v1::Vacancy> ChangeVacancy(const Call& call, const VacancyIds& ids, Change change,
                                            const VacancyEdit& edit);
  // Makes what was sent, if all of it is as it must be and `checks` has found nothing before;
  // `ids.vacancy` may be empty: then the id is that of an imported row.
  absl::StatusOr<v1::Vacancy> MakeVacancy(const Call& call, VacancyIds ids, v1::Vacancy sent,
                                          const Change& change, runtime::FieldChecks& checks);
  absl::Status CommitVacancy(const Call& call, const VacancyIds& ids,
                             internal::v1::StoredVacancy stored, const Change& change,
                             VacancyChanges& changes);
  absl::StatusOr<v1::Vacancy> ReadVacancy(const Call& call, const VacancyIds& ids) const;
  // What someone should look at in a vacancy that is, or may come to be, open.
  absl::Status WarnOf(const v1::Vacancy& vacancy, absl::CivilDay today,
                      google::protobuf::RepeatedPtrField<v1::Warning>* warnings) const;
  // The edit of UpdateVacancy.
  absl::StatusOr<bool> MergeUpdate(const Call& call, const v1::UpdateVacancyRequest& request,
                                   internal::v1::StoredVacancy& stored, Change& change) const;

  // Of the employer named, or, for what holds for all names of it, of the one it stands for.
  enum class Whose { kNamed, kCanonical };
  using EmployerEdit =
      std::function<absl::StatusOr<bool>(internal::v1::StoredEmployer&, VacancyChanges&, Change&)>;
  absl::StatusOr<v1::Employer> ChangeEmployer(const Call& call, Whose whose, Change change,
                                              const EmployerEdit& edit);
  // The edit of UpdateEmployer.
  absl::StatusOr<bool> MergeEmployer(const Call& call, const v1::UpdateEmployerRequest& request,
                                     internal::v1::StoredEmployer& stored, VacancyChanges& changes,
                                     Change& change) const;
  absl::StatusOr<v1::Office> ReadOffice(const std::string& office_id) const;
  absl::StatusOr<v1::Employer> ReadEmployer(const std::string& name) const;
  absl::Status Commit(const Call& call, const VacancyChanges& changes, const Change& change);

  // One attempt at the next rows; ABORTED if somebody was faster.
  absl::Status CommitPiece(const Call& call, bool validate_only, VacancyImport& import,
                           storage::Sequence* committed);

  storage::Store& store_;
  runtime::FeedHub& hub_;
  runtime::Executor& feed_executor_;
  runtime::Metrics& metrics_;
  const runtime::Clock clock_;
  const runtime::Channels& channels_;
  runtime::OpenStreams streams_;
  BlockedEmployers blocked_;
  WriteTurns turns_;  // of vacancies and employers
  ExpirySweeper sweeper_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

// Opens the role's store. See role.h for the life of a role.
absl::StatusOr<std::unique_ptr<runtime::Role>> MakeVacancyRole(
    const runtime::Environment& environment);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_SERVICE_H_

#ifndef LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_
#define LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_

// The intake role: reads the sender's own words (intake/), hands structured rows to their owner on
// the sender's behalf, and gives the owner's results back row by row. A row that cannot be read
// never reaches the owner and is told as REJECTED. It stores files, imports and their rows; what
// the rows say is their owners'.

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/intake/import_jobs.h"
#include "services/intake/import_records.h"
#include "services/intake/reader_cache.h"
#include "services/intake/uploads.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/ingest_stream.h"
#include "services/runtime/role.h"

namespace laowu::intake_role {

// Thread-safe. What `environment` points to outlives it.
class IntakeService final : public v1::IntakeService::CallbackService {
 public:
  // `owned` outlives it.
  IntakeService(const runtime::Environment& environment, runtime::OwnedStore* owned);

  LAOWU_UNARY(IntakeService, SubmitRawVacancies, SubmitRawVacanciesRequest,
              SubmitRawVacanciesResponse)
  LAOWU_UNARY(IntakeService, SubmitRawWorkers, SubmitRawWorkersRequest, SubmitRawWorkersResponse)
  LAOWU_UNARY(IntakeService, ReadRaw, ReadRawRequest, ReadRawResponse)
  LAOWU_UNARY(IntakeService, CreateImport, CreateImportRequest, Import)
  LAOWU_UNARY(IntakeService, GetImport, GetImportRequest, Import)
  LAOWU_UNARY(IntakeService, ListImports, ListImportsRequest, ListImportsResponse)
  LAOWU_UNARY(IntakeService, PreviewImport, PreviewImportRequest, PreviewImportResponse)
  LAOWU_UNARY(IntakeService, RunImport, RunImportRequest, Import)
  LAOWU_UNARY(IntakeService, CancelImport, CancelImportRequest, Import)
  LAOWU_UNARY(IntakeService, UndoImport, UndoImportRequest, Import)
  LAOWU_UNARY(IntakeService, DownloadReceipt, DownloadReceiptRequest, DownloadReceiptResponse)

  grpc::ServerBidiReactor<v1::SubmitRawVacanciesRequest, v1::SubmitRawVacanciesResponse>*
  StreamSubmitRawVacancies(grpc::CallbackServerContext* context) override;
  grpc::ServerBidiReactor<v1::SubmitRawWorkersRequest, v1::SubmitRawWorkersResponse>*
  StreamSubmitRawWorkers(grpc::CallbackServerContext* context) override;

  grpc::ServerBidiReactor<v1::UploadFileRequest, v1::UploadFileResponse>* UploadFile(
      grpc::CallbackServerContext* context) override;

  absl::Status Start() { return jobs_.Start(); }
  // Jobs call other roles, so they end while those answer.
  void StopCalling() { jobs_.Stop(); }
  void EndStreams() { streams_.StopAll(); }
  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;
  // The sender's column headers: of the request, or of an earlier one of its stream.
  using Headers = google::protobuf::RepeatedPtrField<std::string>;

  absl::StatusOr<v1::SubmitRawVacanciesResponse> SubmitRawVacancies(
      const Call& call, const v1::SubmitRawVacanciesRequest& request) {
    return SubmitVacancies(call, request, request.headers());
  }
  absl::StatusOr<v1::SubmitRawWorkersResponse> SubmitRawWorkers(
      const Call& call, const v1::SubmitRawWorkersRequest& request) {
    return SubmitWorkers(call, request, request.headers());
  }
  absl::StatusOr<v1::SubmitRawVacanciesResponse> SubmitVacancies(
      const Call& call, const v1::SubmitRawVacanciesRequest& request, const Headers& headers);
  absl::StatusOr<v1::SubmitRawWorkersResponse> SubmitWorkers(
      const Call& call, const v1::SubmitRawWorkersRequest& request, const Headers& headers);
  absl::StatusOr<v1::ReadRawResponse> ReadRaw(const Call& call, const v1::ReadRawRequest& request);

  // import_service.cc
  absl::StatusOr<v1::Import> CreateImport(const Call& call, const v1::CreateImportRequest& request);
  absl::StatusOr<v1::Import> GetImport(const Call& call, const v1::GetImportRequest& request);
  absl::StatusOr<v1::ListImportsResponse> ListImports(const Call& call,
                                                      const v1::ListImportsRequest& request);
  absl::StatusOr<v1::PreviewImportResponse> PreviewImport(const Call& call,
                                                          const v1::PreviewImportRequest& request);
  absl::StatusOr<v1::Import> RunImport(const Call& call, const v1::RunImportRequest& request);
  absl::StatusOr<v1::Import> CancelImport(const Call& call, const v1::CancelImportRequest& request);
  absl::StatusOr<v1::Import> UndoImport(const Call& call, const v1::UndoImportRequest& request);
  absl::StatusOr<v1::DownloadReceiptResponse> DownloadReceipt(
      const Call& call, const v1::DownloadReceiptRequest& request);

  // A file of the caller's own.
  absl::StatusOr<v1::File> FileOf(const Call& call, const std::string& name) const;
  absl::StatusOr<LoadedImport> ImportInScope(const Call& call, const std::string& name) const;
  // The violations in `checks`, if there are any; before them that the import, if `name` is one's,
  // is somebody else's (AIP-211).
  absl::Status CheckedInScope(const Call& call, const std::string& name,
                              const runtime::FieldChecks& checks) const;
  absl::StatusOr<v1::Import> ReadImport(const std::string& import_id) const;
  // Edits the stored state; false: it is so already, and nothing is to be written.
  using ImportEdit = std::function<absl::StatusOr<bool>(internal::v1::StoredImport&)>;
  template <typename Request>
  absl::StatusOr<v1::Import> ChangeImport(const Call& call, const Request& request,
                                          runtime::FieldChecks checks, const ImportEdit& edit);

  // Division of the sending office, so that bare town names are looked for in its city first.
  // Without it they would be read otherwise, so its errors are the call's.
  absl::StatusOr<std::string> OfficeDivision(const Call& call, const std::string& office) const;

  const runtime::Channels& channels_;
  const runtime::Keys& keys_;
  runtime::Principals& principals_;
  storage::Store& store_;
  ReaderCache<intake::VacancyReader> vacancy_readers_;
  ReaderCache<intake::WorkerReader> worker_readers_;
  UploadRoom upload_room_{store_};
  ImportJobs jobs_;
  runtime::OpenStreams streams_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

// Opens the role's store. See role.h for the life of a role.
absl::StatusOr<std::unique_ptr<runtime::Role>> MakeIntakeRole(
    const runtime::Environment& environment);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_

#ifndef LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_
#define LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_

// The intake role: reads the sender's own words (intake/), hands structured rows to their owner on
// the sender's behalf, and gives the owner's results back row by row. It stores nothing yet; a row
// that cannot be read never reaches the owner and is told as REJECTED.

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "intake/vacancy_reader.h"
#include "intake/worker_reader.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "services/intake/reader_cache.h"
#include "services/runtime/ingest_stream.h"
#include "services/runtime/role.h"

namespace laowu::intake_role {

// Thread-safe. What `environment` points to outlives it.
class IntakeService final : public v1::IntakeService::CallbackService {
 public:
  explicit IntakeService(const runtime::Environment& environment);

  LAOWU_UNARY(IntakeService, SubmitRawVacancies, SubmitRawVacanciesRequest,
              SubmitRawVacanciesResponse)
  LAOWU_UNARY(IntakeService, SubmitRawWorkers, SubmitRawWorkersRequest, SubmitRawWorkersResponse)
  LAOWU_UNARY(IntakeService, ReadRaw, ReadRawRequest, ReadRawResponse)

  grpc::ServerBidiReactor<v1::SubmitRawVacanciesRequest, v1::SubmitRawVacanciesResponse>*
  StreamSubmitRawVacancies(grpc::CallbackServerContext* context) override;
  grpc::ServerBidiReactor<v1::SubmitRawWorkersRequest, v1::SubmitRawWorkersResponse>*
  StreamSubmitRawWorkers(grpc::CallbackServerContext* context) override;

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

  // Division of the sending office, so that bare town names are looked for in its city first.
  // Without it they would be read otherwise, so its errors are the call's.
  absl::StatusOr<std::string> OfficeDivision(const Call& call, const std::string& office) const;

  const runtime::Channels& channels_;
  ReaderCache<intake::VacancyReader> vacancy_readers_;
  ReaderCache<intake::WorkerReader> worker_readers_;
  runtime::OpenStreams streams_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeIntakeRole(
    const runtime::Environment& environment);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_

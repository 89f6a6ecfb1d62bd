#ifndef LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_
#define LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_

// The intake role: reads the sender's own words (intake/), hands structured rows to their owner on
// the sender's behalf, and gives the owner's results back row by row. It stores nothing yet; a row
// that cannot be read never reaches the owner and is told as REJECTED.

#include <memory>

#include "absl/status/statusor.h"
#include "laowu/v1/intake_service.grpc.pb.h"
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

  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::SubmitRawVacanciesResponse> SubmitRawVacancies(
      const Call& call, const v1::SubmitRawVacanciesRequest& request);
  absl::StatusOr<v1::SubmitRawWorkersResponse> SubmitRawWorkers(
      const Call& call, const v1::SubmitRawWorkersRequest& request);
  absl::StatusOr<v1::ReadRawResponse> ReadRaw(const Call& call, const v1::ReadRawRequest& request);

  // Division of the sending office, so that bare town names are looked for in its city first.
  std::string OfficeDivision(const Call& call, const std::string& office) const;

  const runtime::Channels& channels_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeIntakeRole(
    const runtime::Environment& environment);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_INTAKE_SERVICE_H_

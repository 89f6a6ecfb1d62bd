#ifndef LAOWU_SERVICES_REFERENCE_REFERENCE_SERVICE_H_
#define LAOWU_SERVICES_REFERENCE_REFERENCE_SERVICE_H_

// Names for codes, from the tables compiled into the binary, and the caller's own name and scope.
// No role: every process offers it, since every client needs it.

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/reference_service.grpc.pb.h"
#include "services/runtime/role.h"

namespace laowu::reference_door {

// Thread-safe.
class ReferenceService final : public v1::ReferenceService::CallbackService {
 public:
  explicit ReferenceService(const runtime::Environment& environment);

  LAOWU_UNARY(ReferenceService, GetDivision, GetDivisionRequest, Division)
  LAOWU_UNARY(ReferenceService, ListDivisions, ListDivisionsRequest, ListDivisionsResponse)
  LAOWU_UNARY(ReferenceService, ListOccupations, ListOccupationsRequest, ListOccupationsResponse)
  LAOWU_UNARY(ReferenceService, ListSkills, ListSkillsRequest, ListSkillsResponse)
  LAOWU_UNARY(ReferenceService, ListPolicies, ListPoliciesRequest, ListPoliciesResponse)
  LAOWU_UNARY(ReferenceService, GetCaller, GetCallerRequest, Caller)

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::Division> GetDivision(const Call& call, const v1::GetDivisionRequest& request);
  absl::StatusOr<v1::ListDivisionsResponse> ListDivisions(const Call& call,
                                                          const v1::ListDivisionsRequest& request);
  absl::StatusOr<v1::ListOccupationsResponse> ListOccupations(
      const Call& call, const v1::ListOccupationsRequest& request);
  absl::StatusOr<v1::ListSkillsResponse> ListSkills(const Call& call,
                                                    const v1::ListSkillsRequest& request);
  absl::StatusOr<v1::ListPoliciesResponse> ListPolicies(const Call& call,
                                                        const v1::ListPoliciesRequest& request);
  absl::StatusOr<v1::Caller> GetCaller(const Call& call, const v1::GetCallerRequest& request);

  runtime::Rpc rpc_;
};

}  // namespace laowu::reference_door

#endif  // LAOWU_SERVICES_REFERENCE_REFERENCE_SERVICE_H_

#include "services/placement/refusals.h"

#include <string>
#include <utility>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/access.h"
#include "services/runtime/errors.h"

namespace laowu::placement {

namespace reasons = runtime::reasons;

namespace {

constexpr char kBadRequest[] = "type.googleapis.com/google.rpc.BadRequest";

}  // namespace

absl::Status ErrorOf(const Refusal& refusal) {
  return runtime::FailedPrecondition(refusal.reason, refusal.subject, refusal.message);
}

absl::Status RequirePlacement(const runtime::Principal& principal, const v1::Placement& placement) {
  return runtime::RequireEither(principal, placement.worker_division_code(),
                                OfficeOfVacancy(placement.vacancy()));
}

absl::Status RequirePlacement(const runtime::Principal& principal,
                              const internal::v1::StoredPlacement& stored) {
  const v1::Placement& placement = stored.placement();
  const absl::Status now = RequirePlacement(principal, placement);
  if (now.ok() || stored.proposed_division_code().empty()) return now;
  return runtime::RequireEither(principal, stored.proposed_division_code(),
                                OfficeOfVacancy(placement.vacancy()));
}

absl::Status WorkerCommitted(absl::string_view worker_name, absl::string_view placement_name,
                             bool elsewhere) {
  return runtime::FailedPrecondition(
      reasons::kWorkerCommitted, worker_name,
      absl::StrCat(elsewhere ? "此人的另一份档案已接受推荐（" : "此人已接受另一推荐（",
                   placement_name,
                   elsewhere ? "），两个只能留一个，请县局先结束其中一个 / The worker is bound by "
                             : "），请先结束它 / The worker is bound by ",
                   placement_name,
                   elsewhere ? ", of another record of the same person; have the county bureau end "
                               "one of the two first."
                             : "; end that one first."));
}

absl::Status AlreadyProposed(absl::string_view placement_name, bool goes_on) {
  return runtime::Error(
      absl::StatusCode::kAlreadyExists, reasons::kAlreadyExists,
      goes_on
          ? absl::StrCat("此人已被推荐到该岗位，请在原推荐上办理：", placement_name,
                         " / The worker is placed at this vacancy already: go on with ",
                         placement_name, ".")
          : absl::StrCat("此人的另一份档案已被推荐到该岗位，占着名额，请先撤下：", placement_name,
                         "，再推荐 / Another record of the same person is proposed for this "
                         "vacancy and holds an opening: decline ",
                         placement_name, " first, then propose."));
}

std::string VacancyFullText(int opening_count, const OpeningsTaken& taken) {
  const bool may_end = taken.proposed > 0;
  const bool any_gone = taken.gone > 0;
  return absl::StrCat(
      "该岗位 ", opening_count, " 个名额已用完：推荐待答复 ", taken.proposed, " 人，已接受或在岗 ",
      taken.bound, " 人，到岗后已离开 ", taken.gone, " 人。请另选岗位",
      may_end ? "，或等推荐到期、撤下" : "",
      any_gone ? "；离开的人仍占名额，还要招人的，请协作站调高招聘人数（opening_count）" : "",
      " / All ", opening_count, " openings are taken: ", taken.proposed, " by proposals, ",
      taken.bound, " by who has accepted or is there, ", taken.gone,
      " by who came and has left. Choose another vacancy",
      may_end ? ", or wait for a proposal to end" : "",
      any_gone ? "; who has left keeps the opening, so where more people are wanted, have the "
                 "office raise opening_count."
               : ".");
}

absl::Status NotYours(runtime::PrincipalRole role, v1::Attestation::Kind kind) {
  return runtime::Error(absl::StatusCode::kPermissionDenied, reasons::kNotYourAttestation,
                        absl::StrCat("本账号不能出具这种凭据，请由有权的一方出具 / ",
                                     runtime::RoleText(role), " may not vouch by ",
                                     v1::Attestation::Kind_Name(kind), "; ask the one who can."));
}

absl::Status NotPossible(absl::string_view worker_name,
                         const std::vector<google::rpc::BadRequest::FieldViolation>& violations) {
  const absl::Status fields = runtime::InvalidFields(violations);
  absl::Status status =
      runtime::FailedPrecondition(reasons::kOutcomeNotPossible, worker_name, fields.message());
  const auto details = fields.GetPayload(kBadRequest);
  if (details.has_value()) status.SetPayload(kBadRequest, *details);
  return status;
}

absl::Status AtField(absl::Status status, absl::string_view field) {
  if (status.ok() || status.GetPayload(kBadRequest).has_value()) return status;
  google::rpc::BadRequest bad_request;
  auto* violation = bad_request.add_field_violations();
  violation->set_field(std::string(field));
  violation->set_description(std::string(status.message()));
  status.SetPayload(kBadRequest, absl::Cord(bad_request.SerializeAsString()));
  return status;
}

}  // namespace laowu::placement

#include "services/intake/import_callers.h"

#include "services/runtime/access.h"
#include "services/runtime/errors.h"
#include "services/runtime/reasons.h"

namespace laowu::intake_role {

bool SeesPeople(const runtime::Principal& caller, const internal::v1::StoredImport& import) {
  return import.import().spec().kind() == v1::Import::VACANCY ||
         caller.id == import.provenance().recorded_by();
}

absl::Status RequireRunner(const runtime::Principal& caller,
                           const internal::v1::StoredImport& import) {
  if (caller.unscoped() || SeesPeople(caller, import)) return absl::OkStatus();
  return runtime::Error(
      absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
      "人员名单的内容只有上传人看得到，由上传人导入；撤销，本单位别的账号也可以 / "
      "A list of people is run by who sent it, who alone may look at its rows; "
      "any account of the bureau may take it back.");
}

absl::Status RequireUndoer(const runtime::Principal& caller,
                           const internal::v1::StoredImport& import,
                           runtime::Principals& principals) {
  if (caller.unscoped() || SeesPeople(caller, import)) return absl::OkStatus();
  const auto sender = principals.Find(import.provenance().recorded_by());
  if (sender.ok() && runtime::DivisionInScope(caller, sender->division_prefix)) {
    return absl::OkStatus();
  }
  return runtime::Error(
      absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
      "上传人的辖区比本账号大，或其账号已停用：由上传人、上级或管理员撤销 / The sender's division "
      "is "
      "not within yours, or the account is gone: the sender, the bureau above or an administrator "
      "takes it back.");
}

}  // namespace laowu::intake_role

#ifndef LAOWU_SERVICES_ADMIN_ADMIN_SERVICE_H_
#define LAOWU_SERVICES_ADMIN_ADMIN_SERVICE_H_

// Backups of this process's stores, and what their audit tells, asked for by an administrator. No
// role: every process offers it. Methods and errors are in admin_service.proto.

#include "absl/status/statusor.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "services/runtime/role.h"

namespace laowu::admin {

// Thread-safe. What `environment` points to outlives it. Made when the process's stores are open:
// they are what its pages are of.
class AdminService final : public v1::AdminService::CallbackService {
 public:
  explicit AdminService(const runtime::Environment& environment);

  LAOWU_UNARY(AdminService, CreateBackup, CreateBackupRequest, Backup)
  LAOWU_UNARY(AdminService, ListBackups, ListBackupsRequest, ListBackupsResponse)
  LAOWU_UNARY(AdminService, ListAuditRecords, ListAuditRecordsRequest, ListAuditRecordsResponse)

  void Stop() { executor_.Stop(); }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::Backup> CreateBackup(const Call& call, const v1::CreateBackupRequest& request);
  absl::StatusOr<v1::ListBackupsResponse> ListBackups(const Call& call,
                                                      const v1::ListBackupsRequest& request);
  absl::StatusOr<v1::ListAuditRecordsResponse> ListAuditRecords(
      const Call& call, const v1::ListAuditRecordsRequest& request);
  // FAILED_PRECONDITION if this process has no folder for backups or no stores on a disk.
  absl::Status CheckFolder() const;

  const runtime::Environment& environment_;
  runtime::Executor executor_;
  runtime::Rpc rpc_;
};

}  // namespace laowu::admin

#endif  // LAOWU_SERVICES_ADMIN_ADMIN_SERVICE_H_

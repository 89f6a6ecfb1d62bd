#include "services/admin/admin_service.h"

#include <utility>

#include "services/runtime/backups.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/log.h"
#include "storage/status_macros.h"

namespace laowu::admin {
namespace {

constexpr int kThreads = 2;  // one backs up, one lists or says that a backup is under way
constexpr int kQueue = 16;
constexpr int kKeepMost = 10'000;

// What is damaged, and what to do: on its way out a DATA_LOSS loses its text, since elsewhere that
// may tell of a person. Here it names files, and the caller is who looks after them.
absl::Status Told(const absl::Status& status) {
  if (!absl::IsDataLoss(status)) return status;
  return runtime::FailedPrecondition(runtime::reasons::kStore, "backups", status.message());
}

}  // namespace

AdminService::AdminService(const runtime::Environment& environment)
    : environment_(environment),
      executor_("admin", kThreads, kQueue),
      rpc_(environment.principals, &executor_, environment.cpu, environment.metrics,
           environment.clock) {}

absl::Status AdminService::CheckFolder() const {
  const runtime::ServeConfig& config = *environment_.config;
  if (config.backups.empty()) {
    return runtime::FailedPrecondition(
        runtime::reasons::kStore, "backups",
        "启动服务时没有指明备份目录，请加 serve --backups 目录 / This process was started without "
        "a folder for backups: serve --backups DIR.");
  }
  if (config.data == runtime::kMemoryData || environment_.stores->All().empty()) {
    return runtime::FailedPrecondition(
        runtime::reasons::kStore, "backups",
        "本进程没有数据库，或数据只在内存中 / This process has no stores, or they lie in memory.");
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Backup> AdminService::CreateBackup(const Call& call,
                                                      const v1::CreateBackupRequest& request) {
  runtime::FieldChecks checks;
  checks.Range("keep_count", request.keep_count(), 0, kKeepMost);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(CheckFolder());
  const auto backup = runtime::CreateBackup({.folder = environment_.config->backups,
                                             .data = environment_.config->data,
                                             .stores = environment_.stores->All(),
                                             .keep_count = request.keep_count()},
                                            environment_.clock, call.cancelled);
  if (!backup.ok()) {
    runtime::Log(runtime::LogLevel::kError, "backup failed",
                 {{"folder", environment_.config->backups},
                  {"status", std::string(backup.status().message())}});
    return Told(backup.status());
  }
  runtime::Log(runtime::LogLevel::kInfo, "backup made",
               {{"backup", backup->name()}, {"by", call.principal.id}});
  return backup;
}

absl::StatusOr<v1::ListBackupsResponse> AdminService::ListBackups(
    const Call& /*call*/, const v1::ListBackupsRequest& /*request*/) {
  LAOWU_RETURN_IF_ERROR(CheckFolder());
  const auto backups = runtime::ListBackups(environment_.config->backups);
  v1::ListBackupsResponse response;
  if (absl::IsNotFound(backups.status())) return response;  // none was made yet
  LAOWU_RETURN_IF_ERROR(Told(backups.status()));
  for (const v1::Backup& backup : *backups) *response.add_backups() = backup;
  return response;
}

}  // namespace laowu::admin

#include "services/admin/admin_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/runtime/audit_list.h"
#include "services/runtime/backups.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/page_token.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::admin {
namespace {

namespace limits = runtime::limits;

constexpr int kThreads = 3;  // one backs up, others list or say that a backup is under way
constexpr int kQueue = 16;
constexpr int kKeepMost = 10'000;

// What is damaged, and what to do: on its way out a DATA_LOSS loses its text, since elsewhere that
// may tell of a person. Here it names files, and the caller is who looks after them.
absl::Status Told(const absl::Status& status) {
  if (!absl::IsDataLoss(status)) return status;
  return runtime::FailedPrecondition(runtime::reasons::kStore, "backups", status.message());
}

// A page goes on in all stores of the process.
std::string StoreIds(const runtime::OwnedStores& stores) {
  std::string ids;
  for (const auto& entry : stores.All()) absl::StrAppend(&ids, entry.store->store_id(), "\n");
  return ids;
}

}  // namespace

AdminService::AdminService(const runtime::Environment& environment)
    : environment_(environment),
      executor_("admin", kThreads, kQueue),
      rpc_(environment.principals, environment.keys, &executor_, environment.cpu,
           environment.metrics, environment.clock, StoreIds(*environment.stores),
           environment.calls) {}

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

absl::StatusOr<v1::ListAuditRecordsResponse> AdminService::ListAuditRecords(
    const Call& call, const v1::ListAuditRecordsRequest& request) {
  LAOWU_ASSIGN_OR_RETURN(const runtime::AuditFilter filter, runtime::AuditFilterOf(request));
  LAOWU_ASSIGN_OR_RETURN(
      const int page_size,
      runtime::PageSize(request.page_size(), limits::kPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(internal::v1::PageToken token, runtime::DecodePageToken(request));
  const auto stores = environment_.stores->All();
  if (stores.empty()) {
    return runtime::FailedPrecondition(runtime::reasons::kStore, "audit",
                                       "本进程没有数据库，请询问有数据库的进程 / This process has "
                                       "no stores: ask those that have.");
  }
  // Else the records of this very reading would make a list without end.
  if (token.end_key().empty()) token.set_end_key(storage::EncodeKey(runtime::NewId(call.now)));
  LAOWU_ASSIGN_OR_RETURN(storage::KeyRange range,
                         runtime::RestOfRange(runtime::AuditRange(filter, token.end_key()), token));
  std::vector<runtime::AuditSource> sources;
  for (const auto& entry : stores) sources.push_back({entry.role, entry.store});
  LAOWU_ASSIGN_OR_RETURN(
      runtime::AuditPage page,
      runtime::ReadAuditPage(sources, filter, std::move(range), page_size, call.cancelled));
  // As with personal details: without the record there is no answer.
  runtime::AuditEntry look{{}, {"audit_records"}, "", ""};
  if (!filter.resource.empty()) look.resources.push_back(filter.resource);
  storage::Batch batch;
  runtime::AddAudit(call, look, batch);
  LAOWU_RETURN_IF_ERROR(stores.front().store->Commit(batch, call.deadline).status());
  v1::ListAuditRecordsResponse response;
  for (v1::AuditRecord& record : page.records) {
    *response.add_audit_records() = std::move(record);
  }
  if (!page.last_key.empty()) {
    token.set_last_key(page.last_key);
    response.set_next_page_token(runtime::EncodePageToken(request, std::move(token)));
  }
  return response;
}

}  // namespace laowu::admin

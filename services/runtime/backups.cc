#include "services/runtime/backups.h"

#include <fcntl.h>
#include <google/protobuf/util/json_util.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "services/runtime/audit_chain.h"
#include "services/runtime/data_folder.h"
#include "services/runtime/errors.h"
#include "services/runtime/files.h"
#include "services/runtime/log.h"
#include "services/runtime/named_elsewhere.h"
#include "services/runtime/path_hold.h"
#include "services/runtime/record_fields.h"
#include "storage/rocksdb_backup.h"
#include "storage/rocksdb_verify.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

namespace fs = std::filesystem;

constexpr char kNamePrefix[] = "backups/";
constexpr char kFilePrefix[] = "backup-";
constexpr char kFileSuffix[] = ".json";
// In a data folder: what a restore is making. While it is there the data is not whole.
constexpr char kRestoring[] = "/restoring";

absl::Status FileError(absl::string_view doing, const std::string& path,
                       const std::error_code& error) {
  return absl::FailedPreconditionError(absl::StrCat(
      "cannot ", doing, " ", path, ": ", error.message(), " 无法完成：请检查路径、权限和磁盘"));
}

// Held while a folder is worked in; closed on destruction.
class FolderLock {
 public:
  static absl::StatusOr<std::unique_ptr<FolderLock>> Take(const std::string& folder, int how) {
    const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
      return absl::NotFoundError(
          absl::StrCat("there is no folder ", folder, " that can be read 没有这个目录或无权读取"));
    }
    std::unique_ptr<FolderLock> lock(new FolderLock(fd));
    if (flock(fd, how | LOCK_NB) != 0) {
      return Error(absl::StatusCode::kAborted, reasons::kConflict,
                   absl::StrCat("A backup is under way in ", folder,
                                ", or it is being read; try "
                                "again when that is done. 该目录正在备份或读取，请稍后再试。"));
    }
    return lock;
  }
  ~FolderLock() { close(fd_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  const int fd_;
};

int64_t NumberOf(const v1::Backup& backup) {
  absl::string_view name = backup.name();
  int64_t number = 0;
  const bool good = absl::ConsumePrefix(&name, kNamePrefix) && absl::SimpleAtoi(name, &number);
  return good ? number : 0;
}

std::string BackupFile(const std::string& folder, int64_t number) {
  return absl::StrCat(folder, "/", kFilePrefix, number, kFileSuffix);
}

absl::Status WriteBackupFile(const std::string& folder, const v1::Backup& backup) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(backup, &json, options);
  if (!status.ok()) return absl::InternalError(std::string(status.message()));
  return ReplaceFile(BackupFile(folder, NumberOf(backup)), json, 0600);
}

std::set<std::string> RolesOf(const v1::Backup& backup) {
  std::set<std::string> roles;
  for (const auto& copy : backup.stores()) roles.insert(copy.role());
  return roles;
}

// That the folder's backups are of the same roles and keys as what is to be backed up.
absl::Status CheckSameSystem(const BackupPlan& plan, const std::vector<v1::Backup>& earlier) {
  std::set<std::string> roles;
  for (const auto& entry : plan.stores) roles.insert(entry.role);
  if (!earlier.empty() && RolesOf(earlier.front()) != roles) {
    return FailedPrecondition(
        reasons::kStore, "backups",
        absl::StrCat(plan.folder,
                     " holds backups of other roles than this process has. Give each "
                     "process a folder of its own, and another one when its roles change. "
                     "该目录是另一组角色的备份：请为每个进程各用一个目录，角色有变动的另换目录。"));
  }
  LAOWU_ASSIGN_OR_RETURN(const std::string check, ReadFile(plan.data + kKeysCheck));
  const auto known = ReadFile(plan.folder + kKeysCheck);
  if (absl::IsNotFound(known.status())) return ReplaceFile(plan.folder + kKeysCheck, check, 0600);
  LAOWU_RETURN_IF_ERROR(known.status());
  if (*known == check) return absl::OkStatus();
  return FailedPrecondition(
      reasons::kStore, "backups",
      absl::StrCat(plan.folder,
                   " holds backups of other data. Give each "
                   "system a folder of its own. 该目录是另一系统的备份：请各用一个目录。"));
}

// Removes backups beyond `keep_count`, and copies that no backup names.
absl::Status Prune(const BackupPlan& plan, std::vector<v1::Backup> newest_first) {
  std::error_code error;
  while (plan.keep_count > 0 && static_cast<int>(newest_first.size()) > plan.keep_count) {
    const std::string file = BackupFile(plan.folder, NumberOf(newest_first.back()));
    if (!fs::remove(file, error) && error) return FileError("remove", file, error);
    newest_first.pop_back();
  }
  std::map<std::string, std::set<int64_t>> kept;
  for (const v1::Backup& backup : newest_first) {
    for (const auto& copy : backup.stores()) kept[copy.role()].insert(copy.copy_number());
  }
  for (const auto& [role, numbers] : kept) {
    LAOWU_RETURN_IF_ERROR(storage::KeepCopies(absl::StrCat(plan.folder, "/", role), numbers));
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::Backup> FindBackup(const std::string& folder, int64_t number) {
  LAOWU_ASSIGN_OR_RETURN(const auto backups, ListBackups(folder));
  for (const v1::Backup& backup : backups) {
    if (number == 0 || NumberOf(backup) == number) return backup;
  }
  return absl::NotFoundError(number == 0
                                 ? absl::StrCat("there is no backup in ", folder, " 没有备份")
                                 : absl::StrCat("there is no backup ", number, " in ", folder,
                                                " 没有这个备份: laowu backups"));
}

// What was read of the store, and that its audit fits its chain.
absl::StatusOr<std::string> FactsText(absl::string_view what, const storage::StoreFacts& facts,
                                      const AuditCheck& check) {
  const auto audit = check.Finish();
  if (!audit.ok()) {
    return absl::DataLossError(absl::StrCat(what, ": ", audit.status().message()));
  }
  std::string text = absl::StrCat(what, ": ", facts.record_count, " records, ", facts.change_count,
                                  " feed entries, sequence ", facts.last_sequence,
                                  ", good 完好; audit: ", audit->sealed_count, " sealed in ",
                                  audit->link_count, " links");
  if (audit->unsealed_count > 0) absl::StrAppend(&text, ", ", audit->unsealed_count, " not yet");
  if (audit->link_count > 0) {
    absl::StrAppend(
        &text, ", head ", absl::BytesToHexString(audit->head.hash()), " of ",
        absl::FormatTime(absl::FromUnixSeconds(audit->head.second()), absl::UTCTimeZone()));
  }
  return text;
}

// Those who are shown the records of one store.
struct Readers {
  AuditCheck audit;
  std::vector<NamedElsewhere*> named;

  storage::RecordVisitor Visitor(absl::string_view role) {
    for (NamedElsewhere* names : named) names->Begin(role);
    return [this](storage::Table table, const storage::Record& record) {
      audit.Add(table, record);
      for (NamedElsewhere* names : named) names->Add(table, record);
    };
  }
};

// That stores which are each good also fit together.
absl::Status CheckOneMoment(absl::string_view where, const NamedElsewhere& named) {
  const std::vector<std::string> missing = named.Missing();
  if (missing.empty()) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat(where, ": each store is good by itself, but they are not of one moment: ",
                   absl::StrJoin(missing, "; "),
                   ". Restore the stores of all processes from backups of the same time "
                   "各库不是同一时刻的数据，请一起恢复到同一时刻"));
}

absl::StatusOr<std::string> VerifyCopyOf(const std::string& folder, const v1::Backup& backup,
                                         const v1::Backup::StoreCopy& copy, Readers readers) {
  LAOWU_ASSIGN_OR_RETURN(
      const auto facts,
      storage::VerifyCopy(absl::StrCat(folder, "/", copy.role()), copy.copy_number(), copy.role(),
                          readers.Visitor(copy.role())));
  if (facts.store_id != copy.store_id() || facts.last_sequence < copy.through_sequence()) {
    return absl::DataLossError("is not the copy that was made 与备份时不符");
  }
  return FactsText(absl::StrCat(backup.name(), " ", copy.role()), facts, readers.audit);
}

// All of them, whatever is wrong with one: who must restore needs to know which is whole.
// `newest`: shown what a restore of the newest backup brings.
absl::Status VerifyBackups(const std::string& folder, const std::vector<v1::Backup>& backups,
                           NamedElsewhere& newest, const Report& report) {
  std::vector<std::string> whole, damaged;
  for (const v1::Backup& backup : backups) {
    NamedElsewhere own;
    bool sound = true;
    for (const auto& copy : backup.stores()) {
      Readers readers{{}, {&own}};
      if (&backup == &backups.front()) readers.named.push_back(&newest);
      const auto text = VerifyCopyOf(folder, backup, copy, std::move(readers));
      sound &= text.ok();
      report(text.ok() ? *text
                       : absl::StrCat(backup.name(), " ", copy.role(),
                                      ": 损坏 DAMAGED: ", text.status().message()));
    }
    if (sound) {
      const absl::Status one = CheckOneMoment(absl::StrCat(folder, " ", backup.name()), own);
      sound = one.ok();
      if (!sound) report(absl::StrCat(backup.name(), ": 损坏 DAMAGED: ", one.message()));
    }
    (sound ? whole : damaged).push_back(backup.name());
  }
  if (damaged.empty()) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat(absl::StrJoin(damaged, ", "), " cannot be restored, ",
                   whole.empty() ? "and none can 没有可用的备份"
                                 : absl::StrCat(absl::StrJoin(whole, ", "), " can 可恢复")));
}

// An empty folder for what is restored. What an earlier try left behind is removed, also what it
// had moved into place already: until the mark is gone nothing else can have been written there.
absl::Status BeginRestore(const v1::Backup& backup, const std::string& data) {
  const std::string work = data + kRestoring;
  std::error_code error;
  if (fs::exists(work, error)) {
    for (const std::string& role : RolesOf(backup)) {
      fs::remove_all(absl::StrCat(data, "/", role), error);
      if (error) return FileError("remove", absl::StrCat(data, "/", role), error);
    }
    fs::remove_all(work, error);
    if (error) return FileError("remove", work, error);
  }
  const std::vector<std::string> stores = StoresIn(data);
  if (!stores.empty()) {
    return absl::FailedPreconditionError(
        absl::StrCat(data, " holds stores (", stores.front(),
                     "): restore into an empty folder, and move the old one away "
                     "请恢复到空目录，先移开旧数据"));
  }
  // Before there is a mark: what another put there must not be taken for an earlier try's.
  for (const std::string& role : RolesOf(backup)) {
    const std::string target = absl::StrCat(data, "/", role);
    if (!fs::exists(target, error) || fs::is_empty(target, error)) continue;
    return absl::FailedPreconditionError(
        absl::StrCat(target, " is in the way: restore into an empty folder 请恢复到空目录"));
  }
  fs::create_directories(work, error);
  if (error) return FileError("make", work, error);
  fs::permissions(data, fs::perms::owner_all, error);
  return absl::OkStatus();
}

// The engine leaves what it restores to the system's cache.
absl::Status SyncFiles(const std::string& folder) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder, error)) {
    const int fd = open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0) {
      error.assign(errno, std::generic_category());
      if (fd >= 0) close(fd);
      return FileError("sync", entry.path().string(), error);
    }
    close(fd);
  }
  return error ? FileError("read", folder, error) : absl::OkStatus();
}

// Of all stores, before any is made: most of a backup is no backup.
absl::Status CheckCopies(const std::string& folder, const v1::Backup& backup) {
  for (const auto& copy : backup.stores()) {
    const absl::Status good =
        storage::CheckCopy(absl::StrCat(folder, "/", copy.role()), copy.copy_number());
    if (good.ok()) continue;
    return absl::Status(good.code(),
                        absl::StrCat(backup.name(), " ", copy.role(), ": ", good.message(),
                                     ". Nothing was restored; --backup N takes an older one. "
                                     "未作任何恢复：请用 --backup N 换一份较早的备份。"));
  }
  return absl::OkStatus();
}

// Of one process of a split system: that the others belong to it.
void TellOfOthers(const v1::Backup& backup, const Report& report) {
  const std::set<std::string> roles = RolesOf(backup);
  const std::set<std::string> bound = {"vacancy", "worker", "placement"};  // by names
  const auto count = std::count_if(bound.begin(), bound.end(),
                                   [&](const std::string& role) { return roles.count(role) > 0; });
  if (count == 0 || count == static_cast<long>(bound.size())) return;
  report(absl::StrCat(backup.name(), " has ", absl::StrJoin(roles, ", "), " and not the others of ",
                      absl::StrJoin(bound, ", "),
                      ": restore those from their backups of the same time too, and hold all "
                      "against each other with "
                      "laowu verify FOLDER... "
                      "其他进程的数据也要恢复到同一时刻，再用 laowu verify 一并核对"));
}

// Makes the stores in the folder that BeginRestore made, and moves them into place.
absl::Status FillData(const std::string& folder, const v1::Backup& backup,
                      const std::string& keys_check, const std::string& data,
                      const Report& report) {
  const std::string work = data + kRestoring;
  for (const auto& copy : backup.stores()) {
    LAOWU_ASSIGN_OR_RETURN(
        const std::string store_id,
        storage::RestoreCopy(absl::StrCat(folder, "/", copy.role()), copy.copy_number(),
                             absl::StrCat(work, "/", copy.role())));
    report(absl::StrCat(backup.name(), " ", copy.role(), ": restored 已恢复, through sequence ",
                        copy.through_sequence(), " at the least; its new store id is ", store_id));
  }
  LAOWU_RETURN_IF_ERROR(SyncFiles(work));
  LAOWU_RETURN_IF_ERROR(ReplaceFile(data + kKeysCheck, keys_check, 0600));
  std::error_code error;
  for (const auto& copy : backup.stores()) {
    const std::string target = absl::StrCat(data, "/", copy.role());
    fs::rename(absl::StrCat(work, "/", copy.role()), target, error);
    if (error) return FileError("move into place", target, error);
  }
  const std::set<std::string> roles = RolesOf(backup);
  LAOWU_RETURN_IF_ERROR(NoteHeldStores(data, {roles.begin(), roles.end()}));
  fs::remove_all(work, error);
  return error ? FileError("remove", work, error) : absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Backup> CreateBackup(const BackupPlan& plan, const Clock& clock,
                                        const std::function<bool()>& cancelled) {
  std::error_code error;
  fs::create_directories(plan.folder, error);
  if (error) return FileError("make", plan.folder, error);
  fs::permissions(plan.folder, fs::perms::owner_all, error);
  LAOWU_ASSIGN_OR_RETURN(const auto lock, FolderLock::Take(plan.folder, LOCK_EX));
  LAOWU_ASSIGN_OR_RETURN(std::vector<v1::Backup> backups, ListBackups(plan.folder));
  LAOWU_RETURN_IF_ERROR(CheckSameSystem(plan, backups));
  v1::Backup backup;
  backup.set_name(absl::StrCat(kNamePrefix, backups.empty() ? 1 : NumberOf(backups.front()) + 1));
  *backup.mutable_begin_time() = ToTimestamp(clock());
  for (auto entry = plan.stores.rbegin(); entry != plan.stores.rend(); ++entry) {
    if (cancelled())
      return absl::CancelledError("the backup was stopped before its end 备份未完成即被停止");
    LAOWU_ASSIGN_OR_RETURN(
        const storage::StoreCopy made,
        entry->store->CopyTo(absl::StrCat(plan.folder, "/", entry->role), cancelled));
    auto* copy = backup.add_stores();
    copy->set_role(entry->role);
    copy->set_copy_number(made.number);
    copy->set_store_id(made.store_id);
    copy->set_through_sequence(made.through_sequence);
    copy->set_size_bytes(made.byte_size);
    for (const std::string& file : made.replaced_files) {
      backup.add_replaced_files(absl::StrCat(entry->role, "/", file));
      Log(LogLevel::kError,
          "a file of the backups was damaged and has been copied anew: look at their disk "
          "备份文件曾损坏，已重新复制：请检查备份盘",
          {{"folder", plan.folder}, {"file", *backup.replaced_files().rbegin()}});
    }
  }
  *backup.mutable_end_time() = ToTimestamp(clock());
  LAOWU_RETURN_IF_ERROR(WriteBackupFile(plan.folder, backup));
  backups.insert(backups.begin(), backup);
  LAOWU_RETURN_IF_ERROR(Prune(plan, std::move(backups)));
  return backup;
}

absl::StatusOr<std::vector<v1::Backup>> ListBackups(const std::string& folder) {
  std::error_code error;
  std::vector<v1::Backup> backups;
  if (!fs::is_directory(folder, error)) {
    return absl::NotFoundError(absl::StrCat("there is no folder ", folder, " 没有这个目录"));
  }
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string file = entry.path().filename().string();
    if (!absl::StartsWith(file, kFilePrefix) || !absl::EndsWith(file, kFileSuffix)) continue;
    LAOWU_ASSIGN_OR_RETURN(const std::string json, ReadFile(entry.path().string()));
    v1::Backup backup;
    const bool good = google::protobuf::util::JsonStringToMessage(json, &backup).ok();
    if (!good || NumberOf(backup) <= 0) {
      return absl::DataLossError(
          absl::StrCat(entry.path().string(),
                       " is damaged: move it away, then that backup is none 文件已损坏：请移走它，"
                       "该备份即不再列出"));
    }
    backups.push_back(std::move(backup));
  }
  if (error) return FileError("read", folder, error);
  std::sort(backups.begin(), backups.end(),
            [](const v1::Backup& a, const v1::Backup& b) { return NumberOf(a) > NumberOf(b); });
  return backups;
}

namespace {

absl::Status VerifyFolder(const std::string& given, NamedElsewhere& named, const Report& report) {
  // RocksDB takes a relative name for one beside the copy.
  const std::string folder = std::filesystem::absolute(given).lexically_normal().string();
  LAOWU_ASSIGN_OR_RETURN(const auto backups, ListBackups(folder));
  if (!backups.empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto lock, FolderLock::Take(folder, LOCK_SH));
    return VerifyBackups(folder, backups, named, report);
  }
  LAOWU_RETURN_IF_ERROR(CheckNoHalfRestore(folder));
  LAOWU_ASSIGN_OR_RETURN(const std::vector<std::string> roles, HeldStores(folder));
  if (roles.empty()) {
    return absl::NotFoundError(
        absl::StrCat("neither backups nor stores lie in ", folder, " 既没有备份，也没有数据"));
  }
  LAOWU_RETURN_IF_ERROR(CheckHeldStores(folder, roles));
  for (const std::string& role : roles) {
    Readers readers{{}, {&named}};
    LAOWU_ASSIGN_OR_RETURN(const auto facts, storage::VerifyStore(absl::StrCat(folder, "/", role),
                                                                  role, readers.Visitor(role)));
    LAOWU_ASSIGN_OR_RETURN(const std::string text, FactsText(role, facts, readers.audit));
    report(text);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status VerifyFolders(const std::vector<std::string>& folders, const Report& report) {
  NamedElsewhere named;
  absl::Status first;
  for (const std::string& folder : folders) first.Update(VerifyFolder(folder, named, report));
  LAOWU_RETURN_IF_ERROR(first);
  return CheckOneMoment(absl::StrJoin(folders, ", "), named);
}

absl::Status RestoreBackup(const std::string& folder, int64_t number, const std::string& data,
                           const Report& report) {
  LAOWU_RETURN_IF_ERROR(CheckNoDeadLink(data));
  LAOWU_ASSIGN_OR_RETURN(const v1::Backup backup, FindBackup(folder, number));
  LAOWU_ASSIGN_OR_RETURN(const auto lock, FolderLock::Take(folder, LOCK_SH));
  const std::set<std::string> roles = RolesOf(backup);
  LAOWU_ASSIGN_OR_RETURN(const auto hold, PathHold::Take(data, {roles.begin(), roles.end()}));
  LAOWU_ASSIGN_OR_RETURN(const std::string keys_check, ReadFile(folder + kKeysCheck));
  LAOWU_RETURN_IF_ERROR(CheckCopies(folder, backup));
  LAOWU_RETURN_IF_ERROR(BeginRestore(backup, data));
  const absl::Status filled = FillData(folder, backup, keys_check, data, report);
  if (filled.ok()) {
    TellOfOthers(backup, report);
    return filled;
  }
  return absl::Status(filled.code(),
                      absl::StrCat(filled.message(), ". The server does not start on ", data,
                                   " as it is: run the same laowu restore again; it removes what "
                                   "this one began. 未恢复完：请重新执行同一命令。"));
}

absl::Status CheckNoHalfRestore(const std::string& data) {
  std::error_code error;
  if (!fs::exists(data + kRestoring, error)) return absl::OkStatus();
  return absl::FailedPreconditionError(absl::StrCat(
      "a restore into ", data, " was cut short: run laowu restore again 恢复未完成：请重新执行"));
}

}  // namespace laowu::runtime

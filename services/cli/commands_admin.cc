#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "services/cli/commands.h"
#include "services/cli/table_print.h"
#include "services/runtime/backups.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"

namespace laowu::cli {
namespace {

// As much of a time as tells one backup from another, in China's time.
std::string TimeText(const google::protobuf::Timestamp& time) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S", runtime::ToTime(time),
                          absl::FixedTimeZone(8 * 60 * 60));
}

int PrintBackups(const std::vector<v1::Backup>& backups) {
  std::vector<std::vector<std::string>> rows;
  for (const v1::Backup& backup : backups) {
    for (const auto& copy : backup.stores()) {
      rows.push_back({backup.name(), TimeText(backup.begin_time()), copy.role(),
                      absl::StrCat(copy.through_sequence()), absl::StrCat(copy.size_bytes())});
    }
  }
  std::fputs(
      Table({"备份 backup", "时间 time", "角色 role", "序号 through", "字节 bytes"}, rows).c_str(),
      stdout);
  for (const v1::Backup& backup : backups) {
    for (const std::string& file : backup.replaced_files()) {
      std::printf(
          "%s: 备份文件曾损坏，已重新复制，请检查备份盘 "
          "was damaged and has been copied anew, look at the disk: %s\n",
          backup.name().c_str(), file.c_str());
    }
  }
  return kOk;
}

int Backup(Client& client, int keep_count) {
  v1::CreateBackupRequest request;
  request.set_keep_count(keep_count);
  client.timeout = runtime::limits::kBackupDeadline;
  const auto backup = client.Call(&v1::AdminService::Stub::CreateBackup, request);
  if (!backup.ok()) return Fail(backup.status());
  if (PrintedAsJson(client, *backup)) return kOk;
  return PrintBackups({*backup});
}

int List(Client& client) {
  const auto backups = client.Call(&v1::AdminService::Stub::ListBackups, v1::ListBackupsRequest());
  if (!backups.ok()) return Fail(backups.status());
  if (PrintedAsJson(client, *backups)) return kOk;
  return PrintBackups({backups->backups().begin(), backups->backups().end()});
}

void PrintLine(const std::string& line) {
  std::printf("%s\n", line.c_str());
  std::fflush(stdout);
}

void AddVerify(const Program& program) {
  auto folders = std::make_shared<std::vector<std::string>>();
  CLI::App* verify = program.app->add_subcommand(
      "verify", "Read backups, or the stores of a stopped server, as a whole 校验");
  verify
      ->add_option("folder", *folders,
                   "Folder of backups, or of stores; of a split system, those of all processes "
                   "备份目录或数据目录；拆分部署给出全部")
      ->required();
  verify->callback([=] {
    const absl::Status status = runtime::VerifyFolders(*folders, PrintLine);
    *program.exit_code = status.ok() ? kOk : Fail(status);
  });
}

void AddRestore(const Program& program) {
  auto from = std::make_shared<std::string>();
  auto data = std::make_shared<std::string>();
  auto number = std::make_shared<int64_t>(0);
  CLI::App* restore =
      program.app->add_subcommand("restore", "Make the stores from a backup 从备份恢复");
  restore->add_option("--from", *from, "Folder of backups 备份目录")->required();
  restore->add_option("--data", *data, "Folder of the stores; it holds none yet 数据目录，须为空")
      ->required();
  restore->add_option("--backup", *number, "Its number [the newest] 备份编号 [最新]")
      ->check(CLI::PositiveNumber);
  restore->callback([=] {
    const absl::Status status = runtime::RestoreBackup(*from, *number, *data, PrintLine);
    if (!status.ok()) {
      *program.exit_code = Fail(status);
      return;
    }
    std::printf(
        "Restored into %s. Start the server with the keys that the data was written with; they are "
        "in no backup.\n已恢复。请使用原来的密钥启动服务；备份中不含密钥。\n",
        data->c_str());
  });
}

}  // namespace

void AddAdminCommands(const Program& program) {
  auto keep_count = std::make_shared<int>(0);
  CLI::App* backup =
      program.app->add_subcommand("backup", "Copy the stores while the server runs 备份");
  backup
      ->add_option("--keep", *keep_count,
                   "Keep so many backups, remove older ones [all] 保留份数 [全部]")
      ->check(CLI::Range(1, 10000));
  backup->callback([=] { *program.exit_code = Backup(*program.client, *keep_count); });
  program.app->add_subcommand("backups", "The backups there are 备份列表")->callback([=] {
    *program.exit_code = List(*program.client);
  });
  AddVerify(program);
  AddRestore(program);
}

}  // namespace laowu::cli

// Backup, loss, restore, as an operator lives it: what was acknowledged before the backup is there,
// who followed the lost stores starts again, and nothing given out by them is mistaken.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "laowu/v1/admin_service.grpc.pb.h"
#include "laowu/v1/intake_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/backups.h"
#include "services/runtime/files.h"
#include "tests/support/status_matchers.h"
#include "tests/system/server_binary.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class BackupTest : public ::testing::Test {
 protected:
  BackupTest() : process_(scratch_.file("data")) {
    process_.config().backups = backups_;
    process_.AddPrincipal("admin", "administrator", "");
    process_.AddPrincipal("panzhou", "county-bureau", "520281");
  }

  absl::StatusOr<v1::Backup> Backup(int keep_count = 0) {
    v1::CreateBackupRequest request;
    request.set_keep_count(keep_count);
    return process_.Call("admin", &v1::AdminService::Stub::CreateBackup, request);
  }
  absl::Status CreateOffice(const std::string& id) {
    v1::CreateOfficeRequest request;
    request.set_office_id(id);
    request.mutable_office()->set_display_name("站");
    request.mutable_office()->set_division_code("442000");
    return process_.Call("admin", &v1::VacancyService::Stub::CreateOffice, request).status();
  }
  absl::StatusOr<v1::Office> GetOffice(const std::string& id) {
    v1::GetOfficeRequest request;
    request.set_name("offices/" + id);
    return process_.Call("admin", &v1::VacancyService::Stub::GetOffice, request);
  }
  // The data folder is lost, and made again from the newest backup.
  void LoseAndRestore() {
    process_.Stop();
    std::filesystem::remove_all(process_.config().data);
    ASSERT_OK(
        runtime::RestoreBackup(backups_, 0, process_.config().data, [](const std::string&) {}));
  }

  ScratchDir scratch_;
  const std::string backups_ = scratch_.file("backups");
  TestProcess process_;
};

TEST_F(BackupTest, RestoreHasEverythingAcknowledgedBeforeTheBackupThoughWritersWrote) {
  process_.Start();
  std::atomic<int> acknowledged = 0;
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    while (!stop) {
      if (!CreateOffice(absl::StrCat("o", acknowledged + 1)).ok()) break;
      ++acknowledged;
    }
  });
  while (acknowledged < 10) std::this_thread::yield();
  const int before = acknowledged;
  const auto backup = Backup();
  stop = true;
  writer.join();
  ASSERT_OK(backup);
  std::vector<std::string> roles;
  for (const auto& copy : backup->stores()) roles.push_back(copy.role());
  // Whoever names others' records is copied before them.
  const auto position = [&](const char* role) {
    return std::find(roles.begin(), roles.end(), role) - roles.begin();
  };
  EXPECT_LT(position("placement"), position("worker"));
  EXPECT_LT(position("worker"), position("vacancy"));
  EXPECT_LT(position("vacancy"), static_cast<long>(roles.size()));

  LoseAndRestore();
  process_.Start();
  for (int number = 1; number <= before; ++number) {
    EXPECT_OK(GetOffice(absl::StrCat("o", number))) << " of " << before;
  }
}

// A watcher with a resume point of the lost store is told, and starts again.
TEST_F(BackupTest, WatcherOfTheLostStoreIsToldThatItWasRestored) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  ASSERT_OK(Backup());
  v1::WatchWorkersResponse seen;
  const auto watch = [&](const v1::WatchWorkersRequest& request, v1::WatchWorkersResponse* out) {
    grpc::ClientContext context;
    context.AddMetadata(runtime::kAuthorization, "Bearer " + process_.token("admin"));
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(30)));
    const auto stub = v1::WorkerService::NewStub(process_.channel());
    const auto reader = stub->WatchWorkers(&context, request);
    if (reader->Read(out)) context.TryCancel();
    return runtime::FromGrpc(reader->Finish());
  };
  watch({}, &seen).IgnoreError();
  ASSERT_FALSE(seen.progress().store_id().empty());
  LoseAndRestore();
  process_.Start();  // ready: match and monitoring have followed the restored stores
  v1::WatchWorkersRequest resume;
  resume.set_store_id(seen.progress().store_id());
  resume.set_after_sequence(1);
  v1::WatchWorkersResponse unused;
  const absl::Status told = watch(resume, &unused);
  EXPECT_THAT(told, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(runtime::ReasonOf(told), "STORE_RESTORED");
}

// An etag of a write that the restored store never saw fits nothing there, now or later.
TEST_F(BackupTest, EtagOfALostWriteDoesNotFit) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  v1::SubmitRawVacanciesRequest rows;
  rows.set_parent("offices/zhongshan");
  for (const char* header : {"编号", "岗位名称", "企业名称", "工作地点", "月薪", "招聘人数"}) {
    rows.add_headers(header);
  }
  auto* row = rows.add_rows();
  for (const char* cell : {"v1", "焊工", "样例厂", "中山市小榄镇", "6000-8000元/月", "2"}) {
    row->add_cells(cell);
  }
  const auto results = process_.Call("admin", &v1::IntakeService::Stub::SubmitRawVacancies, rows);
  ASSERT_OK(results);
  v1::GetVacancyRequest get;
  get.set_name(results->results(0).name());
  const auto made = process_.Call("admin", &v1::VacancyService::Stub::GetVacancy, get);
  ASSERT_OK(made);
  ASSERT_OK(Backup());
  v1::CloseVacancyRequest close;
  close.set_name(made->name());
  close.set_etag(made->etag());
  const auto lost = process_.Call("admin", &v1::VacancyService::Stub::CloseVacancy, close);
  ASSERT_OK(lost);
  LoseAndRestore();
  process_.Start();
  close.set_etag(lost->etag());
  const auto refused = process_.Call("admin", &v1::VacancyService::Stub::CloseVacancy, close);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kAborted));
  close.set_etag(made->etag());
  const auto again = process_.Call("admin", &v1::VacancyService::Stub::CloseVacancy, close);
  ASSERT_OK(again);
  EXPECT_NE(again->etag(), lost->etag());
}

TEST_F(BackupTest, OldBackupsGoAndWhatRemainsIsGood) {
  process_.Start();
  for (int number = 1; number <= 4; ++number) {
    ASSERT_OK(CreateOffice(absl::StrCat("o", number)));
    ASSERT_OK(Backup(/*keep_count=*/2));
  }
  const auto listed =
      process_.Call("admin", &v1::AdminService::Stub::ListBackups, v1::ListBackupsRequest());
  ASSERT_OK(listed);
  std::vector<std::string> names;
  for (const auto& backup : listed->backups()) names.push_back(backup.name());
  EXPECT_THAT(names, ElementsAre("backups/4", "backups/3"));
  std::vector<std::string> lines;
  EXPECT_OK(
      runtime::VerifyFolders({backups_}, [&](const std::string& line) { lines.push_back(line); }));
  EXPECT_EQ(lines.size(), 2 * static_cast<size_t>(listed->backups(0).stores_size()));
}

// A bad sector below a file that all backups share: the next backup mends it, or is none; and what
// is pruned for it is not the last that can be restored.
TEST_F(BackupTest, ADamagedFileOfTheFolderCostsNoBackup) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  process_.Stop();
  process_.Start();  // what was in the log is in a file by now, which backups share
  ASSERT_OK(Backup());
  std::string name;
  for (const auto& entry :
       std::filesystem::directory_iterator(backups_ + "/vacancy/shared_checksum")) {
    name = entry.path().filename().string();
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5);
    file.put('\x55');
    file.put('\xAA');
  }
  ASSERT_NE(name, "");
  std::ofstream(backups_ + "/vacancy/damaged") << "in the way";
  const auto refused = Backup(/*keep_count=*/1);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(name)));
  EXPECT_EQ(runtime::ReasonOf(refused.status()), "STORE");
  const auto names = [&] {
    std::vector<std::string> found;
    const auto listed =
        process_.Call("admin", &v1::AdminService::Stub::ListBackups, v1::ListBackupsRequest());
    EXPECT_OK(listed);
    if (!listed.ok()) return found;
    for (const auto& backup : listed->backups()) found.push_back(backup.name());
    return found;
  };
  EXPECT_THAT(names(), ElementsAre("backups/1"));
  std::filesystem::remove(backups_ + "/vacancy/damaged");
  const auto next = Backup();
  ASSERT_OK(next);
  EXPECT_THAT(next->replaced_files(), ElementsAre("vacancy/shared_checksum/" + name));
  EXPECT_OK(runtime::VerifyFolders({backups_}, [](const std::string&) {}));  // the first, too
  const auto last = Backup(/*keep_count=*/1);
  ASSERT_OK(last);
  EXPECT_EQ(last->replaced_files_size(), 0);
  EXPECT_THAT(names(), ElementsAre("backups/3"));
  EXPECT_OK(runtime::VerifyFolders({backups_}, [](const std::string&) {}));
}

// An administrator is told which file, not that something failed inside.
TEST_F(BackupTest, ADamagedListOfTheFolderIsNamedToTheCaller) {
  process_.Start();
  ASSERT_OK(Backup());
  std::ofstream(backups_ + "/backup-1.json") << "{";
  EXPECT_THAT(Backup(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                 HasSubstr("/backup-1.json is damaged: move it away")));
  std::filesystem::remove(backups_ + "/backup-1.json");
  EXPECT_OK(Backup());
}

TEST_F(BackupTest, KeysAreInNoBackupAndOtherKeysAreRefused) {
  process_.Start();
  ASSERT_OK(Backup());
  for (const auto& entry : std::filesystem::recursive_directory_iterator(backups_)) {
    EXPECT_NE(entry.path().filename(), "keys.json");
    EXPECT_NE(entry.path().filename(), "principals.json");
  }
  LoseAndRestore();
  TestProcess other(process_.config().data);
  EXPECT_THAT(Process::Start(other.config(), [] { return absl::Now(); }).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("other keys")));
}

TEST_F(BackupTest, OnlyAnAdministratorMayAndOnlyWithAFolder) {
  process_.config().backups = "";
  process_.Start();
  EXPECT_THAT(
      process_.Call("panzhou", &v1::AdminService::Stub::CreateBackup, v1::CreateBackupRequest()),
      StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Backup(), StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("--backups")));
}

// Two systems in one folder would take away each other's backups.
TEST_F(BackupTest, AFolderOfAnotherSystemIsRefused) {
  process_.Start();
  ASSERT_OK(Backup());
  ScratchDir scratch;
  TestProcess other(scratch.file("data"));
  other.config().backups = backups_;
  other.AddPrincipal("admin", "administrator", "");
  other.Start();
  EXPECT_THAT(other.Call("admin", &v1::AdminService::Stub::CreateBackup, v1::CreateBackupRequest()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("other data")));
}

TEST_F(BackupTest, ARestoreCutShortIsNotServedAndStartsAnew) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  ASSERT_OK(Backup());
  process_.Stop();
  EXPECT_THAT(
      runtime::RestoreBackup(backups_, 0, process_.config().data, [](const std::string&) {}),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("holds stores")));
  LoseAndRestore();
  std::filesystem::create_directories(process_.config().data + "/restoring/worker");
  EXPECT_THAT(Process::Start(process_.config(), [] { return absl::Now(); }).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("laowu restore again")));
  ASSERT_OK(runtime::RestoreBackup(backups_, 1, process_.config().data, [](const std::string&) {}));
  process_.Start();
  EXPECT_OK(GetOffice("zhongshan"));
}

// A server that has not stopped yet goes on by the path: it removed files of the stores that were
// put there. Nor does another server start on a folder that was put there by hand.
TEST_F(BackupTest, WhileAServerWorksOnThePathNothingIsPutThereThoughTheFolderWasMoved) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  ASSERT_OK(Backup());
  const std::string data = process_.config().data;
  std::filesystem::rename(data, data + "-moved");
  EXPECT_THAT(runtime::RestoreBackup(backups_, 0, data, [](const std::string&) {}),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       HasSubstr(absl::StrCat("process ", getpid(), " "))));
  EXPECT_FALSE(std::filesystem::exists(data));
  std::filesystem::copy(data + "-moved", data, std::filesystem::copy_options::recursive);
  runtime::ServeConfig second = process_.config();
  second.grpc = second.http = "127.0.0.1:0";
  EXPECT_THAT(Process::Start(second, [] { return absl::Now(); }).status(),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("works on")));
  std::filesystem::remove_all(data);
  std::filesystem::rename(data + "-moved", data);
  LoseAndRestore();
  process_.Start();
  EXPECT_OK(GetOffice("zhongshan"));
}

// A backup that is damaged in the store that comes last leaves nothing behind: who looks does not
// take the stores before it for a restore, and the older backup goes into the same folder.
TEST_F(BackupTest, ADamagedBackupIsNotRestoredInPart) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  ASSERT_OK(Backup());
  ASSERT_OK(CreateOffice("dongguan"));
  const auto newest = Backup();
  ASSERT_OK(newest);
  process_.Stop();
  const auto& last = *newest->stores().rbegin();
  const std::string own = absl::StrCat(backups_, "/", last.role(), "/private/", last.copy_number());
  for (const auto& entry : std::filesystem::directory_iterator(own)) {
    std::filesystem::resize_file(entry.path(), 1);
  }
  const std::string made = scratch_.file("made");
  const auto restore = [&](int64_t number) {
    return runtime::RestoreBackup(backups_, number, made, [](const std::string&) {});
  };
  EXPECT_THAT(restore(0), StatusIs(absl::StatusCode::kDataLoss,
                                   AllOf(HasSubstr(absl::StrCat("backups/2 ", last.role())),
                                         HasSubstr("Nothing was restored"))));
  EXPECT_FALSE(std::filesystem::exists(made));
  // Who must choose another one hears of all.
  std::vector<std::string> lines;
  EXPECT_THAT(
      runtime::VerifyFolders({backups_}, [&](const std::string& line) { lines.push_back(line); }),
      StatusIs(absl::StatusCode::kDataLoss,
               AllOf(HasSubstr("backups/2 cannot be restored"), HasSubstr("backups/1 can"))));
  EXPECT_EQ(lines.size(), 2 * static_cast<size_t>(newest->stores_size()));
  EXPECT_OK(restore(1));
}

// As /data -> /mnt/disk/laowu while the disk is not mounted.
TEST_F(BackupTest, ALinkToNothingIsSaidToBeOne) {
  process_.Start();
  ASSERT_OK(Backup());
  process_.Stop();
  const std::string target = scratch_.file("unmounted");
  const std::string link = scratch_.file("link");
  std::filesystem::create_directory_symlink(target, link);
  const auto restore = [&](const std::string& data) {
    return runtime::RestoreBackup(backups_, 0, data, [](const std::string&) {});
  };
  for (const std::string& data : {link, link + "/"}) {
    EXPECT_THAT(restore(data), StatusIs(absl::StatusCode::kFailedPrecondition,
                                        AllOf(HasSubstr(link + " is a link to " + target),
                                              HasSubstr("which is not there"))));
  }
  EXPECT_FALSE(std::filesystem::exists(target));
  std::filesystem::create_directory(target);
  EXPECT_OK(restore(link));
}

// A disk that is full, or a file in the way: what to do then is said, and works. What somebody put
// there is not taken for what an earlier try left behind.
TEST_F(BackupTest, ARestoreThatFailsHalfwaySaysThatItMayBeRunAgain) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  ASSERT_OK(Backup());
  process_.Stop();
  const std::string made = scratch_.file("made");
  const auto restore = [&] {
    return runtime::RestoreBackup(backups_, 0, made, [](const std::string&) {});
  };
  std::filesystem::create_directories(made + "/vacancy/notes");
  for (int time = 0; time < 2; ++time) {
    EXPECT_THAT(restore(), StatusIs(absl::StatusCode::kFailedPrecondition,
                                    HasSubstr("/vacancy is in the way")));
  }
  EXPECT_TRUE(std::filesystem::exists(made + "/vacancy/notes"));
  std::filesystem::remove_all(made + "/vacancy");
  std::filesystem::create_directories(made + "/keys-check/in-the-way");  // met after the stores
  const absl::Status failed = restore();
  EXPECT_FALSE(failed.ok());
  EXPECT_THAT(failed.message(), HasSubstr("run the same laowu restore again"));
  std::filesystem::remove_all(made + "/keys-check");
  EXPECT_OK(restore());
  EXPECT_OK(runtime::VerifyFolders({made}, [](const std::string&) {}));
}

// The commands as they stand in the operators' page.
TEST_F(BackupTest, CommandLineBacksUpVerifiesAndRestores) {
  process_.Start();
  ASSERT_OK(CreateOffice("zhongshan"));
  const std::vector<std::string> at = {"--server", process_.process().grpc_address(), "--token",
                                       process_.token("admin")};
  const auto with = [&](std::vector<std::string> command) {
    command.insert(command.end(), at.begin(), at.end());
    return RunLaowu(command);
  };
  const Finished backup = with({"backup", "--keep", "7"});
  EXPECT_EQ(backup.exit_code, 0) << backup.output;
  EXPECT_THAT(backup.output, HasSubstr("backups/1"));
  EXPECT_THAT(with({"backups"}).output, HasSubstr("vacancy"));
  process_.Stop();
  for (const std::string& folder : {backups_, process_.config().data}) {
    const Finished verify = RunLaowu({"verify", folder});
    EXPECT_EQ(verify.exit_code, 0) << verify.output;
    EXPECT_THAT(verify.output, HasSubstr("good"));
  }
  const Finished restore =
      RunLaowu({"restore", "--from", backups_, "--data", scratch_.file("new")});
  EXPECT_EQ(restore.exit_code, 0) << restore.output;
  EXPECT_EQ(RunLaowu({"verify", scratch_.file("new")}).exit_code, 0);
  EXPECT_EQ(RunLaowu({"verify", scratch_.file("nothing")}).exit_code, 1);
}

}  // namespace
}  // namespace laowu::testing

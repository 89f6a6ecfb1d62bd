// What an operator meets when a store cannot be opened or read: each error says what to do.

#include "storage/open_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "rocksdb/db.h"
#include "storage/key.h"
#include "storage/record_format.h"
#include "storage/rocksdb_backup.h"
#include "storage/rocksdb_store.h"
#include "storage/rocksdb_verify.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::ScratchDir;
using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

class OpenStoreTest : public ::testing::Test {
 protected:
  std::string target() const { return "rocksdb:" + path(); }
  std::string path() const { return scratch_.file("store"); }

  // A store with one office "o" of value "v", closed again.
  void MakeStore() {
    LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> store, OpenStore(target()));
    Batch batch;
    batch.Put(Table::kOffices, "o", "v");
    ASSERT_OK(store->Commit(batch, absl::InfiniteFuture()));
  }

  // Writes around the store, as damage or another program would.
  void PutRaw(const std::string& key, const std::string& value) {
    rocksdb::Options options;
    options.create_if_missing = true;
    rocksdb::DB* raw = nullptr;
    ASSERT_TRUE(rocksdb::DB::Open(options, path(), &raw).ok());
    const std::unique_ptr<rocksdb::DB> database(raw);
    ASSERT_TRUE(database->Put(rocksdb::WriteOptions(), key, value).ok());
  }

  ScratchDir scratch_;
};

TEST_F(OpenStoreTest, TargetsThatNameNoStore) {
  for (const absl::string_view target : {"", "rocksdb:", "/var/lib/x", "memory:x", "postgres:db"}) {
    EXPECT_THAT(OpenStore(target),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("write rocksdb:PATH")))
        << target;
  }
}

TEST_F(OpenStoreTest, MemoryStoresShareNothing) {
  LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> one, OpenStore("memory:"));
  LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> other, OpenStore("memory:"));
  EXPECT_NE(one->store_id(), other->store_id());
}

TEST_F(OpenStoreTest, MakesTheFolderAndItsParents) {
  EXPECT_OK(OpenStore("rocksdb:" + scratch_.file("a/b/c")));
}

TEST_F(OpenStoreTest, MissingStoreIsNotMadeUnlessAsked) {
  OpenOptions options;
  options.create_if_missing = false;
  EXPECT_THAT(OpenStore(target(), options),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("create the store first")));
  EXPECT_FALSE(fs::exists(path()));
  fs::create_directory(path());
  EXPECT_THAT(OpenStore(target(), options), StatusIs(absl::StatusCode::kNotFound));
  MakeStore();
  EXPECT_OK(OpenStore(target(), options));
}

TEST_F(OpenStoreTest, PathIsAFile) {
  std::ofstream(path()) << "not a folder";
  EXPECT_THAT(OpenStore(target()), StatusIs(absl::StatusCode::kFailedPrecondition,
                                            AllOf(HasSubstr(path()), HasSubstr("not a folder"),
                                                  HasSubstr("name a folder"))));
  EXPECT_THAT(OpenStore(target() + "/below"), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST_F(OpenStoreTest, FolderOfSomethingElse) {
  fs::create_directory(path());
  std::ofstream(path() + "/photo.jpg") << "x";
  EXPECT_THAT(OpenStore(target()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("photo.jpg"), HasSubstr("empty folder"))));
  EXPECT_EQ(std::distance(fs::directory_iterator(path()), fs::directory_iterator()), 1);
}

TEST_F(OpenStoreTest, DatabaseOfSomethingElse) {
  PutRaw("their key", "their value");
  EXPECT_THAT(OpenStore(target()),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("no store of ours")));
}

TEST_F(OpenStoreTest, CreationCutShortIsTakenUpAgain) {
  fs::create_directory(path());
  for (const char* name : {"LOCK", "LOG", "IDENTITY", "MANIFEST-000001", "000001.dbtmp"}) {
    std::ofstream(path() + "/" + name) << "";
  }
  EXPECT_OK(OpenStore(target()));
  fs::remove_all(path());
  rocksdb::Options options;  // the database was made, the store's first write was not
  options.create_if_missing = true;
  rocksdb::DB* raw = nullptr;
  ASSERT_TRUE(rocksdb::DB::Open(options, path(), &raw).ok());
  delete raw;
  EXPECT_OK(OpenStore(target()));
}

TEST_F(OpenStoreTest, UnreadableFolder) {
  fs::create_directory(path());
  ASSERT_EQ(chmod(path().c_str(), 0), 0);
  // Root may read everything: be nobody for a moment. The scratch folder above must let it pass.
  const bool is_root = geteuid() == 0;
  if (is_root) {
    ASSERT_EQ(chmod(scratch_.path().c_str(), 0755), 0);
    ASSERT_EQ(seteuid(65534), 0);
  }
  const absl::Status status = OpenStore(target()).status();
  const absl::Status not_creatable = OpenStore("rocksdb:" + scratch_.file("new")).status();
  if (is_root) {
    ASSERT_EQ(seteuid(0), 0);
    EXPECT_THAT(not_creatable, StatusIs(absl::StatusCode::kPermissionDenied));
  }
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kPermissionDenied,
                               AllOf(HasSubstr(path()), HasSubstr("read and write permission"))));
}

TEST_F(OpenStoreTest, SecondOpeningOfTheSameStore) {
  LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> first, OpenStore(target()));
  EXPECT_THAT(OpenStore(target()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr(path()), HasSubstr("another process has this store open"))));
  EXPECT_THAT(BeginNewHistory(path()), StatusIs(absl::StatusCode::kFailedPrecondition));
  first.reset();
  EXPECT_OK(OpenStore(target()));
}

TEST_F(OpenStoreTest, LockHeldByAnotherProcess) {
  MakeStore();
  int ready[2];
  int done[2];
  ASSERT_EQ(pipe(ready), 0);
  ASSERT_EQ(pipe(done), 0);
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child == 0) {  // holds the lock as a second process would, until told
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    const int file = open((path() + "/LOCK").c_str(), O_RDWR);
    char byte = fcntl(file, F_SETLK, &lock) == 0 ? 'y' : 'n';
    if (write(ready[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) _exit(1);
    _exit(0);
  }
  char byte = 'n';
  ASSERT_EQ(read(ready[0], &byte, 1), 1);
  ASSERT_EQ(byte, 'y');
  EXPECT_THAT(OpenStore(target()), StatusIs(absl::StatusCode::kFailedPrecondition,
                                            AllOf(HasSubstr("another process has this store open"),
                                                  HasSubstr("stop it first"))));
  ASSERT_EQ(write(done[1], &byte, 1), 1);
}

TEST_F(OpenStoreTest, WrongFormatNumber) {
  MakeStore();
  PutRaw(StoredKey(Table::kMeta, EncodeKey(kMetaFormat)), EncodeKey(kFormatNumber + 1));
  EXPECT_THAT(OpenStore(target()),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("has format 2"), HasSubstr("reads format 1"),
                             HasSubstr("run the version that wrote it"))));
}

TEST_F(OpenStoreTest, DamagedMetaRecord) {
  MakeStore();
  PutRaw(StoredKey(Table::kMeta, EncodeKey(kMetaLastSequence)), "short");
  EXPECT_THAT(OpenStore(target()),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr("last_sequence"), HasSubstr("backup"))));
}

TEST_F(OpenStoreTest, CorruptRecordIsDataLossForThatRequestAlone) {
  MakeStore();
  PutRaw(StoredKey(Table::kOffices, "bad"), "short");
  LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> store, OpenStore(target()));
  const auto is_data_loss =
      StatusIs(absl::StatusCode::kDataLoss, AllOf(HasSubstr("offices"), HasSubstr("backup")));
  EXPECT_THAT(store->Get(Table::kOffices, "bad"), is_data_loss);
  EXPECT_THAT(store->Scan(Table::kOffices, KeyRange{}, 10), is_data_loss);
  Batch on_bad;
  on_bad.Require(Table::kOffices, "bad", 1);
  EXPECT_THAT(store->Commit(on_bad, absl::InfiniteFuture()), is_data_loss);

  EXPECT_OK(store->Get(Table::kOffices, "o"));
  Batch on_good;
  on_good.Require(Table::kOffices, "o", 1);
  on_good.Put(Table::kOffices, "bad", "mended by writing it anew");
  EXPECT_OK(store->Commit(on_good, absl::InfiniteFuture()));
  EXPECT_OK(store->Get(Table::kOffices, "bad"));
}

// A damaged log must not be taken for a torn tail: what stood behind was acknowledged.
TEST_F(OpenStoreTest, DamagedLogDoesNotOpen) {
  {
    LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> store, OpenStore(target()));
    for (int i = 0; i < 100; ++i) {
      Batch batch;
      batch.Put(Table::kOffices, std::to_string(i), std::string(100, 'x'));
      ASSERT_OK(store->Commit(batch, absl::InfiniteFuture()));
    }
  }
  std::string log;
  for (const fs::directory_entry& entry : fs::directory_iterator(path())) {
    if (entry.path().extension() == ".log" && entry.file_size() > 0) log = entry.path();
  }
  ASSERT_FALSE(log.empty());
  std::fstream file(log, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(fs::file_size(log) / 2));
  file << "damage";
  file.close();
  EXPECT_THAT(OpenStore(target()),
              StatusIs(absl::StatusCode::kDataLoss, AllOf(HasSubstr(path()), HasSubstr("backup"))));
}

// Records without CURRENT, or without the manifest that it names, are a store that broke: neither a
// foreign folder nor a new store, under which they would be lost.
TEST_F(OpenStoreTest, AStoreThatLacksAFileIsToldToBeDamaged) {
  const auto expect_told = [&](const std::string& file) {
    for (int i = 0; i < 2; ++i) {
      EXPECT_THAT(OpenStore(target()),
                  StatusIs(absl::StatusCode::kDataLoss,
                           AllOf(HasSubstr(path()), HasSubstr(file), HasSubstr("laowu restore"))));
    }
    EXPECT_THAT(VerifyStore(path(), "vacancy"),
                StatusIs(absl::StatusCode::kDataLoss, HasSubstr(file)));
  };
  {
    LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> store, OpenStore(target()));
    Batch batch;
    batch.Put(Table::kOffices, "o", "acknowledged");
    ASSERT_OK(store->Commit(batch, absl::InfiniteFuture()));
  }
  std::string manifest;
  {
    std::ifstream current(fs::path(path()) / "CURRENT");
    std::getline(current, manifest);
  }
  ASSERT_TRUE(fs::remove(fs::path(path()) / manifest)) << manifest;
  expect_told(manifest);
  ASSERT_TRUE(fs::remove(fs::path(path()) / "CURRENT"));
  expect_told("CURRENT");
}

TEST_F(OpenStoreTest, LastRecordMoreThanADayAheadOfTheClock) {
  const absl::Time noon = absl::FromCivil(absl::CivilHour(2026, 7, 31, 12), absl::UTCTimeZone());
  OpenOptions options;
  options.clock = [&] { return noon; };
  {
    LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> store, OpenStore(target(), options));
    ASSERT_OK(store->Commit(Batch(), absl::InfiniteFuture()));
  }
  OpenOptions a_day_behind;
  a_day_behind.clock = [&] { return noon - absl::Hours(24); };
  EXPECT_OK(OpenStore(target(), a_day_behind));
  OpenOptions more_behind;
  more_behind.clock = [&] { return noon - absl::Hours(24) - absl::Microseconds(1); };
  EXPECT_THAT(OpenStore(target(), more_behind),
              StatusIs(absl::StatusCode::kFailedPrecondition,
                       AllOf(HasSubstr("2026-07-31"), HasSubstr("set the clock"))));
}

}  // namespace
}  // namespace laowu::storage

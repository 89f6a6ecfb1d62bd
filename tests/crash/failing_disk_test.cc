// The disk fails while a store writes to it. Promise 7: no further write until the store is opened
// anew, reads go on. And the reason for the sync in every commit: what the disk had not yet been
// made to keep is gone after a power cut, what was acknowledged is not.

#include <atomic>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "rocksdb/env.h"
#include "rocksdb/file_system.h"
#include "storage/mutex.h"
#include "storage/rocksdb_store.h"
#include "storage/store.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::ScratchDir;
using ::laowu::testing::StatusIs;
using ::testing::AnyOf;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

constexpr Table kAnnounced1 = Table::kWorkers;

// The real file system, but for log files: appends and syncs fail when told to, and it remembers
// how much of each file has been synced.
class FailingDisk : public rocksdb::FileSystemWrapper {
 public:
  FailingDisk() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}
  const char* Name() const override { return "FailingDisk"; }

  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;

  // A power cut, as the files are found afterwards. The store must be closed.
  void DropWhatWasNotSynced() {
    MutexLock lock(mutex_);
    for (const auto& [name, size] : synced_bytes_) {
      if (fs::exists(name)) fs::resize_file(name, static_cast<uintmax_t>(size));
    }
  }
  void NoteSynced(const std::string& name, int64_t bytes) {
    MutexLock lock(mutex_);
    synced_bytes_[name] = bytes;
  }

  std::atomic<bool> append_fails = false;
  std::atomic<bool> append_fails_halfway = false;
  std::atomic<bool> sync_fails = false;

 private:
  Mutex mutex_;
  std::map<std::string, int64_t> synced_bytes_ LAOWU_GUARDED_BY(mutex_);
};

class FailingFile : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  FailingFile(std::unique_ptr<rocksdb::FSWritableFile>&& file, std::string name, FailingDisk* disk)
      : FSWritableFileOwnerWrapper(std::move(file)), name_(std::move(name)), disk_(disk) {
    disk_->NoteSynced(name_, 0);
  }

  rocksdb::IOStatus Append(const rocksdb::Slice& bytes, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    if (disk_->append_fails) return rocksdb::IOStatus::NoSpace("the test's disk is full");
    if (disk_->append_fails_halfway) {
      const rocksdb::Slice half(bytes.data(), bytes.size() / 2);
      FSWritableFileOwnerWrapper::Append(half, options, debug).PermitUncheckedError();
      return rocksdb::IOStatus::IOError("the test's disk failed halfway");
    }
    written_bytes_ += static_cast<int64_t>(bytes.size());
    return FSWritableFileOwnerWrapper::Append(bytes, options, debug);
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& bytes, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo&,
                           rocksdb::IODebugContext* debug) override {
    return Append(bytes, options, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options,
                         rocksdb::IODebugContext* debug) override {
    if (disk_->sync_fails) return rocksdb::IOStatus::IOError("the test's disk does not sync");
    const rocksdb::IOStatus status = FSWritableFileOwnerWrapper::Sync(options, debug);
    if (status.ok()) disk_->NoteSynced(name_, written_bytes_);
    return status;
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options,
                          rocksdb::IODebugContext* debug) override {
    return Sync(options, debug);
  }

 private:
  const std::string name_;
  FailingDisk* const disk_;
  std::atomic<int64_t> written_bytes_ = 0;
};

rocksdb::IOStatus FailingDisk::NewWritableFile(const std::string& name,
                                               const rocksdb::FileOptions& options,
                                               std::unique_ptr<rocksdb::FSWritableFile>* file,
                                               rocksdb::IODebugContext* debug) {
  const rocksdb::IOStatus status = target()->NewWritableFile(name, options, file, debug);
  if (status.ok() && fs::path(name).extension() == ".log") {
    *file = std::make_unique<FailingFile>(std::move(*file), name, this);
  }
  return status;
}

class FailingDiskTest : public ::testing::Test {
 protected:
  FailingDiskTest()
      : disk_(std::make_shared<FailingDisk>()), env_(rocksdb::NewCompositeEnv(disk_)) {}

  void SetUp() override { Open(); }

  void Open() {
    auto opened = OpenRocksDbStore(scratch_.file("store"), OpenOptions(), env_.get());
    ASSERT_OK(opened);
    store_ = *std::move(opened);
  }
  void Reopen() {
    store_.reset();
    disk_->append_fails = disk_->append_fails_halfway = disk_->sync_fails = false;
    Open();
  }
  absl::StatusOr<Committed> Put(const std::string& key) {
    Batch batch;
    batch.Put(kAnnounced1, key, "v");
    return store_->Commit(batch, absl::InfiniteFuture());
  }
  bool Holds(const std::string& key) {
    const auto record = store_->Get(kAnnounced1, key);
    EXPECT_OK(record);
    return record.ok() && record->has_value();
  }
  // All writes are refused, all reads answered.
  void ExpectRefusesWrites() {
    EXPECT_THAT(Put("later"),
                StatusIs(absl::StatusCode::kUnavailable, HasSubstr("see to the disk")));
    EXPECT_THAT(store_->TruncateChanges(1), StatusIs(absl::StatusCode::kUnavailable));
    EXPECT_FALSE(Holds("later"));
    EXPECT_TRUE(Holds("before"));
    EXPECT_OK(store_->ReadChanges(0, 10));
    EXPECT_OK(store_->TakeSnapshot());
    EXPECT_EQ(store_->CompleteThrough(), store_->CompleteThrough());  // stands still
  }

  ScratchDir scratch_;
  std::shared_ptr<FailingDisk> disk_;
  std::unique_ptr<rocksdb::Env> env_;
  std::unique_ptr<Store> store_;
};

TEST_F(FailingDiskTest, Promise7AfterAFailedSyncNothingIsWrittenUntilReopened) {
  ASSERT_OK(Put("before"));
  disk_->sync_fails = true;
  EXPECT_THAT(Put("failed"),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("may or may not have happened")));
  ExpectRefusesWrites();
  disk_->sync_fails = false;  // that the disk is well again changes nothing
  ExpectRefusesWrites();
  const Sequence last = store_->last_sequence();
  EXPECT_EQ(last, 1);
  Reopen();
  EXPECT_TRUE(Holds("before"));
  EXPECT_FALSE(Holds("later"));
  // Whether the failed one is there or not: the feed says the same.
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::vector<Change> changes, store_->ReadChanges(last, 10));
  EXPECT_EQ(changes.size(), Holds("failed") ? 1 : 0);
  ASSERT_OK(Put("later"));
}

TEST_F(FailingDiskTest, Promise7FullDisk) {
  ASSERT_OK(Put("before"));
  disk_->append_fails = true;
  EXPECT_THAT(Put("failed"), StatusIs(absl::StatusCode::kInternal, HasSubstr("no space left")));
  ExpectRefusesWrites();
  Reopen();
  EXPECT_TRUE(Holds("before"));
  ASSERT_OK(Put("later"));
}

TEST_F(FailingDiskTest, Promise7TornWriteIsCutOffWhenReopened) {
  ASSERT_OK(Put("before"));
  disk_->append_fails_halfway = true;
  EXPECT_THAT(Put("failed"), StatusIs(absl::StatusCode::kInternal));
  ExpectRefusesWrites();
  Reopen();
  EXPECT_TRUE(Holds("before"));
  EXPECT_FALSE(Holds("failed"));
  EXPECT_EQ(store_->last_sequence(), 1);
  ASSERT_OK(Put("later"));
}

TEST_F(FailingDiskTest, Promise7FailedTruncationPoisonsToo) {
  ASSERT_OK(Put("before"));
  disk_->append_fails = true;
  EXPECT_FALSE(store_->TruncateChanges(1).ok());
  EXPECT_THAT(Put("later"), StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(FailingDiskTest, Promise7FailedNoteOfTheTimePoisonsTooAndIsNotAnswered) {
  ASSERT_OK(Put("before"));
  const auto record = store_->Get(kAnnounced1, "before");
  disk_->append_fails = true;
  EXPECT_EQ(store_->CompleteThrough(), (*record)->record_time);
  EXPECT_THAT(Put("later"), StatusIs(absl::StatusCode::kUnavailable));
}

// Many commit at once when the disk fails: those in the failed write may have happened, those
// behind it did not, and nobody waits for ever.
TEST_F(FailingDiskTest, Promise7EveryoneInTheQueueIsTold) {
  ASSERT_OK(Put("before"));
  disk_->sync_fails = true;
  std::vector<absl::Status> results(16);
  std::vector<std::thread> threads;
  for (size_t i = 0; i < results.size(); ++i) {
    threads.emplace_back([&, i] { results[i] = Put(std::to_string(i)).status(); });
  }
  for (std::thread& thread : threads) thread.join();
  int internal_count = 0;
  for (const absl::Status& result : results) {
    EXPECT_THAT(result, AnyOf(StatusIs(absl::StatusCode::kInternal),
                              StatusIs(absl::StatusCode::kUnavailable)));
    internal_count += absl::IsInternal(result) ? 1 : 0;
  }
  EXPECT_GE(internal_count, 1);
  ExpectRefusesWrites();
}

TEST_F(FailingDiskTest, Promise1AcknowledgedSurvivesAPowerCut) {
  for (int round = 0; round < 3; ++round) {
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
      threads.emplace_back([this, round, thread] {
        for (int i = 0; i < 5; ++i) {
          EXPECT_OK(Put(std::to_string(round) + "-" + std::to_string(thread) + std::to_string(i)));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    const Sequence last = store_->last_sequence();
    EXPECT_EQ(last, 20 * (round + 1));
    store_.reset();
    disk_->DropWhatWasNotSynced();
    Open();
    EXPECT_EQ(store_->last_sequence(), last);
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::vector<Record> records,
                               store_->Scan(kAnnounced1, KeyRange{}, 1'000));
    EXPECT_EQ(static_cast<Sequence>(records.size()), last);
  }
}

}  // namespace
}  // namespace laowu::storage

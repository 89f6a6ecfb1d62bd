// Copies of a store that are made while it is written: whole, checked, brought back with a history
// of their own, removed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "rocksdb/db.h"
#include "storage/open_store.h"
#include "storage/record_format.h"
#include "storage/rocksdb_backup.h"
#include "storage/rocksdb_verify.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::ScratchDir;
using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kRole[] = "vacancy";

std::string KeyOf(int number) { return EncodeKey(absl::string_view("o"), absl::StrCat(number)); }

class CopyTest : public ::testing::Test {
 protected:
  std::unique_ptr<Store> Open(const std::string& path) {
    auto store = OpenStore("rocksdb:" + path);
    EXPECT_OK(store);
    return *std::move(store);
  }
  // Record `number` and an index entry of it, in one batch.
  static Sequence Write(Store& store, int number) {
    Batch batch;
    batch.Put(Table::kVacancies, KeyOf(number), "vacancy");
    batch.Put(Table::kVacanciesByExpiry, KeyOf(number), "");
    const auto committed = store.Commit(batch, absl::Now() + absl::Seconds(30));
    EXPECT_OK(committed);
    return committed.ok() ? committed->last : 0;
  }
  StoreCopy Copy(Store& store) {
    const auto copy = store.CopyTo(copies_, [] { return false; });
    EXPECT_OK(copy);
    return copy.ok() ? *copy : StoreCopy();
  }

  // A store with a file of its own that copies share: what was in the log when it is opened again.
  std::unique_ptr<Store> OpenWithATableFile() {
    {
      auto store = Open(path_);
      for (int number = 1; number <= 100; ++number) Write(*store, number);
    }
    return Open(path_);
  }
  // The only file with that ending in the folder.
  static std::string OnlyFileIn(const std::string& folder, const std::string& extension) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == extension) found.push_back(entry.path().string());
    }
    EXPECT_EQ(found.size(), 1U) << folder;
    return found.empty() ? "" : found.front();
  }
  std::string SharedFile() const { return OnlyFileIn(copies_ + "/shared_checksum", ".sst"); }
  static std::string Content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void SpoilAByte(const std::string& path, int64_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(at);
    const int byte = file.get();
    file.seekp(at);
    file.put(static_cast<char>(byte ^ 0x55));
  }

  ScratchDir scratch_;
  const std::string path_ = scratch_.file("store");
  const std::string copies_ = scratch_.file("copies");
};

// The promise of a backup: acknowledged before it began, so in it; each batch whole.
TEST_F(CopyTest, HasAllThatWasCommittedBeforeItBeganThoughWritersGoOn) {
  auto store = Open(path_);
  std::atomic<int> written = 0;
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    while (!stop) {
      Write(*store, written + 1);
      ++written;
    }
  });
  while (written < 20) std::this_thread::yield();
  const int before = written;
  const StoreCopy copy = Copy(*store);
  stop = true;
  writer.join();
  EXPECT_GE(copy.through_sequence, before);
  LAOWU_ASSERT_OK_AND_ASSIGN(const StoreFacts facts, VerifyCopy(copies_, copy.number, kRole));
  EXPECT_EQ(facts.store_id, store->store_id());
  EXPECT_GE(facts.last_sequence, copy.through_sequence);

  const std::string restored_path = scratch_.file("restored");
  ASSERT_OK(RestoreCopy(copies_, copy.number, restored_path));
  auto restored = Open(restored_path);
  for (int number = 1; number <= before; ++number) {
    const auto record = restored->Get(Table::kVacancies, KeyOf(number));
    ASSERT_OK(record);
    EXPECT_TRUE(record->has_value()) << number << " of " << before;
  }
  const auto records = restored->Scan(Table::kVacancies, {}, kMaxRecordsPerRead);
  const auto entries = restored->Scan(Table::kVacanciesByExpiry, {}, kMaxRecordsPerRead);
  ASSERT_OK(records);
  ASSERT_OK(entries);
  EXPECT_EQ(records->size(), entries->size());
}

// Promise 9: nothing that the lost store gave out is mistaken for something of the restored one.
TEST_F(CopyTest, Promise9RestoredStoreHasAnIdAndSequencesOfItsOwn) {
  auto store = Open(path_);
  Write(*store, 1);
  const StoreCopy copy = Copy(*store);
  const Sequence lost = Write(*store, 2);
  const std::string lost_id(store->store_id());
  store = nullptr;
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string new_id,
                             RestoreCopy(copies_, copy.number, scratch_.file("restored")));
  auto restored = Open(scratch_.file("restored"));
  EXPECT_EQ(restored->store_id(), new_id);
  EXPECT_NE(new_id, lost_id);
  EXPECT_GT(Write(*restored, 2), lost + kRestoreLeap / 2);
  EXPECT_OK(restored->Get(Table::kVacancies, KeyOf(1)));
}

TEST_F(CopyTest, CopiesStandSideBySideAndOldOnesGo) {
  auto store = Open(path_);
  Write(*store, 1);
  const StoreCopy first = Copy(*store);
  Write(*store, 2);
  const StoreCopy second = Copy(*store);
  EXPECT_GT(second.number, first.number);
  EXPECT_OK(VerifyCopy(copies_, first.number, kRole));
  ASSERT_OK(KeepCopies(copies_, {second.number}));
  EXPECT_THAT(VerifyCopy(copies_, first.number, kRole), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_OK(VerifyCopy(copies_, second.number, kRole));
}

TEST_F(CopyTest, DamageIsFoundAndNotRestored) {
  auto store = Open(path_);
  for (int number = 1; number <= 100; ++number) Write(*store, number);
  const StoreCopy copy = Copy(*store);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(copies_)) {
    if (entry.path().extension() != ".log" && entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(entry.file_size() / 2));
    file.put('\x55');
    file.put('\xAA');
  }
  EXPECT_THAT(VerifyCopy(copies_, copy.number, kRole), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(RestoreCopy(copies_, copy.number, scratch_.file("restored")),
              StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_FALSE(std::filesystem::exists(scratch_.file("restored")));
}

// Later copies would share the damage, and be as little worth as the one that it happened to.
TEST_F(CopyTest, ADamagedSharedFileIsCopiedAnewAndItsCopiesAreWholeAgain) {
  auto store = OpenWithATableFile();
  const StoreCopy first = Copy(*store);
  EXPECT_THAT(first.replaced_files, IsEmpty());
  const std::string shared = SharedFile();
  const std::string name = std::filesystem::path(shared).filename().string();
  const std::string good = Content(shared);
  const auto spoil_a_byte = [&] { SpoilAByte(shared, 5); };
  const auto cut = [&] { std::filesystem::resize_file(shared, good.size() / 2); };
  const auto lengthen = [&] { std::filesystem::resize_file(shared, good.size() + 10); };
  for (const std::function<void()>& damage :
       {std::function<void()>(spoil_a_byte), std::function<void()>(cut),
        std::function<void()>(lengthen)}) {
    damage();
    const std::string damaged = Content(shared);
    const StoreCopy next = Copy(*store);
    EXPECT_THAT(next.replaced_files, ElementsAre("shared_checksum/" + name));
    EXPECT_EQ(Content(shared), good);
    EXPECT_EQ(Content(copies_ + "/damaged/" + name), damaged);
    EXPECT_OK(VerifyCopy(copies_, next.number, kRole));
    EXPECT_OK(VerifyCopy(copies_, first.number, kRole));
  }
  EXPECT_THAT(Copy(*store).replaced_files, IsEmpty());
}

TEST_F(CopyTest, ADamagedSharedFileThatCannotBeCopiedAnewIsNamedAndLeft) {
  auto store = OpenWithATableFile();
  Copy(*store);
  const std::string shared = SharedFile();
  SpoilAByte(shared, 5);
  const std::string damaged = Content(shared);
  const auto none = [] { return false; };
  std::ofstream(copies_ + "/damaged") << "in the way";
  EXPECT_THAT(store->CopyTo(copies_, none),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr(shared), HasSubstr("cannot be copied anew"))));
  EXPECT_EQ(Content(shared), damaged);
  std::filesystem::remove(copies_ + "/damaged");
  // Of the store's own file the copy does not fit what was copied first.
  SpoilAByte(OnlyFileIn(path_, ".sst"), 7);
  EXPECT_THAT(store->CopyTo(copies_, none),
              StatusIs(absl::StatusCode::kDataLoss,
                       AllOf(HasSubstr(shared), HasSubstr("not what was copied before"))));
  EXPECT_EQ(Content(shared), damaged);
}

// RocksDB would end the process.
TEST_F(CopyTest, ListsThatContradictEachOtherAreTold) {
  auto store = OpenWithATableFile();
  const StoreCopy first = Copy(*store);
  Copy(*store);
  const std::string list = copies_ + "/meta/1";
  std::string text = Content(list);
  const size_t file = text.find("shared_checksum/");
  ASSERT_NE(file, std::string::npos);
  const size_t last_digit = text.find('\n', file) - 1;
  text[last_digit] = text[last_digit] == '1' ? '2' : '1';
  std::ofstream(list) << text;
  const auto told =
      StatusIs(absl::StatusCode::kDataLoss, AllOf(HasSubstr("/meta/1"), HasSubstr("/meta/2")));
  EXPECT_THAT(store->CopyTo(copies_, [] { return false; }), told);
  EXPECT_THAT(VerifyCopy(copies_, first.number, kRole), told);
}

TEST_F(CopyTest, ACancelledCopyCountsForNothing) {
  auto store = Open(path_);
  const std::string long_value(1 << 20, 'x');
  for (int number = 1; number <= 12; ++number) {  // past the step between two looks
    Batch batch;
    batch.Put(Table::kVacancies, KeyOf(number), long_value);
    ASSERT_OK(store->Commit(batch, absl::Now() + absl::Seconds(30)));
  }
  EXPECT_THAT(store->CopyTo(copies_, [] { return true; }), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_FALSE(VerifyCopy(copies_, 1, kRole).ok());
  EXPECT_OK(VerifyCopy(copies_, Copy(*store).number, kRole));
}

TEST_F(CopyTest, AStoreInMemorySaysThatItCannot) {
  auto store = OpenStore("memory:");
  ASSERT_OK(store);
  EXPECT_THAT((*store)->CopyTo(copies_, [] { return false; }),
              StatusIs(absl::StatusCode::kUnimplemented));
}

TEST_F(CopyTest, VerifyRefusesAStoreThatIsOpenOrNotThere) {
  EXPECT_THAT(VerifyStore(path_, kRole), StatusIs(absl::StatusCode::kNotFound));
  auto store = Open(path_);
  Write(*store, 1);
  EXPECT_THAT(VerifyStore(path_, kRole), StatusIs(absl::StatusCode::kFailedPrecondition));
  store = nullptr;
  LAOWU_ASSERT_OK_AND_ASSIGN(const StoreFacts facts, VerifyStore(path_, kRole));
  EXPECT_EQ(facts.record_count, 2);
  EXPECT_EQ(facts.change_count, 1);
}

// What verify holds a store to; each broken by a write past the store.
TEST_F(CopyTest, VerifyFindsWhatBreaksTheStoresPromises) {
  const std::string key = KeyOf(1);
  std::string value;
  AppendValue(1, absl::UnixEpoch(), "vacancy", &value);
  std::string newer;
  AppendValue(99, absl::UnixEpoch(), "vacancy", &newer);
  struct Case {
    const char* name;
    std::string key;
    std::string value;  // empty: the key is removed
    const char* found;
  };
  const Case cases[] = {
      {"no feed entry", StoredKey(Table::kChanges, EncodeKey(int64_t{1})), "", "feed lacks"},
      {"newer than the store", StoredKey(Table::kVacancies, key), newer, "newer"},
      {"not readable", StoredKey(Table::kVacancies, key), "x", "cannot be read"},
      {"another role's table", StoredKey(Table::kWorkers, key), value, "not of this role"},
      {"unknown table", std::string("\xC8") + key, value, "not of this role"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const ScratchDir scratch;
    Write(*Open(scratch.file("store")), 1);
    ASSERT_OK(VerifyStore(scratch.file("store"), kRole));
    {
      rocksdb::DB* raw = nullptr;
      ASSERT_TRUE(rocksdb::DB::Open(rocksdb::Options(), scratch.file("store"), &raw).ok());
      const std::unique_ptr<rocksdb::DB> database(raw);
      const auto written = c.value.empty() ? database->Delete(rocksdb::WriteOptions(), c.key)
                                           : database->Put(rocksdb::WriteOptions(), c.key, c.value);
      ASSERT_TRUE(written.ok());
    }
    EXPECT_THAT(VerifyStore(scratch.file("store"), kRole),
                StatusIs(absl::StatusCode::kDataLoss, HasSubstr(c.found)));
  }
}

}  // namespace
}  // namespace laowu::storage

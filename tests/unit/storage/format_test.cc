// Golden bytes of what is on disk. A failure here means that stores in the field can no longer be
// read: do not change the expected bytes; take a new format number (storage/record_format.h).

#include "storage/record_format.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "rocksdb/db.h"
#include "storage/open_store.h"
#include "tests/support/scratch_dir.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::ScratchDir;
using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::Pair;

std::string Hex(absl::string_view bytes) { return absl::BytesToHexString(bytes); }

TEST(FormatTest, GoldenKeys) {
  EXPECT_EQ(Hex(StoredKey(Table::kVacancies, EncodeKey("zhongshan", "v1"))),
            "01"
            "7a686f6e677368616e00"
            "763100");
  EXPECT_EQ(Hex(StoredKey(Table::kVacanciesByExpiry,
                          EncodeKey(absl::CivilDay(2026, 12, 31), "zhongshan", "v1"))),
            "02"
            "80005152"
            "7a686f6e677368616e00"
            "763100");
  EXPECT_EQ(Hex(StoredKey(Table::kWorkerFacts,
                          EncodeKey("workers/w1", absl::CivilDay(1969, 12, 31), "f1"))),
            "15"
            "776f726b6572732f773100"
            "7fffffff"
            "663100");
  EXPECT_EQ(Hex(StoredKey(Table::kChanges, EncodeKey(1))),
            "fe"
            "8000000000000001");
  EXPECT_EQ(Hex(StoredKey(Table::kChanges, EncodeKey(-1))),
            "fe"
            "7fffffffffffffff");
  EXPECT_EQ(Hex(StoredKey(Table::kMeta, EncodeKey(kMetaLastSequence))),
            "ff"
            "6c6173745f73657175656e636500");
}

TEST(FormatTest, GoldenValue) {
  std::string value;
  AppendValue(258, absl::FromUnixMicros(1'785'513'600'000'001), "payload", &value);
  EXPECT_EQ(Hex(value),
            "8000000000000102"
            "800657ea47dea001"
            "7061796c6f6164");
  LAOWU_ASSERT_OK_AND_ASSIGN(const StoredValue back, DecodeValue(value));
  EXPECT_EQ(back.version, 258);
  EXPECT_EQ(back.record_time, absl::FromUnixMicros(1'785'513'600'000'001));
  EXPECT_EQ(back.payload, "payload");
}

TEST(FormatTest, DamagedValuesAreDataLoss) {
  std::string value;
  AppendValue(1, absl::UnixEpoch(), "", &value);
  EXPECT_OK(DecodeValue(value));
  EXPECT_THAT(DecodeValue(value.substr(0, 15)), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeValue(""), StatusIs(absl::StatusCode::kDataLoss));
  value.clear();
  AppendValue(kAbsent, absl::UnixEpoch(), "no record has version 0", &value);
  EXPECT_THAT(DecodeValue(value), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(FormatTest, DamagedFeedEntriesAreDataLoss) {
  EXPECT_OK(DecodeChange(EncodeKey(1), StoredKey(Table::kWorkers, "k")));
  EXPECT_THAT(DecodeChange("short", "\x10k"), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeChange(EncodeKey(1), ""), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeChange(EncodeKey(1), "\x7fk"), StatusIs(absl::StatusCode::kDataLoss));
}

// A whole small store, byte by byte as RocksDB holds it: one announced record, one index record.
TEST(FormatTest, GoldenStore) {
  ScratchDir scratch;
  OpenOptions options;
  options.clock = [] { return absl::FromUnixMicros(1'785'513'600'000'000); };
  std::string store_id;
  {
    LAOWU_ASSERT_OK_AND_ASSIGN(std::unique_ptr<Store> store,
                               OpenStore("rocksdb:" + scratch.file("s"), options));
    store_id = std::string(store->store_id());
    Batch batch;
    batch.Put(Table::kVacancies, EncodeKey("o", "v"), "payload");
    batch.Put(Table::kVacanciesByExpiry, EncodeKey(absl::CivilDay(1970, 1, 2), "o", "v"), "");
    batch.Delete(Table::kVacancies, EncodeKey("o", "w"));
    ASSERT_OK(store->Commit(batch, absl::InfiniteFuture()));
  }
  rocksdb::DB* raw = nullptr;
  ASSERT_TRUE(rocksdb::DB::OpenForReadOnly(rocksdb::Options(), scratch.file("s"), &raw).ok());
  const std::unique_ptr<rocksdb::DB> database(raw);
  std::vector<std::pair<std::string, std::string>> bytes;
  const std::unique_ptr<rocksdb::Iterator> at(database->NewIterator(rocksdb::ReadOptions()));
  for (at->SeekToFirst(); at->Valid(); at->Next()) {
    bytes.emplace_back(at->key().ToString(/*hex=*/true), at->value().ToString(/*hex=*/true));
  }
  const auto meta = [](absl::string_view name) {
    return "FF" + absl::AsciiStrToUpper(Hex(name)) + "00";
  };
  EXPECT_THAT(bytes, ElementsAre(Pair("016F007600",
                                      "8000000000000001"
                                      "800657EA47DEA000"
                                      "7061796C6F6164"),
                                 Pair("02800000016F007600",
                                      "8000000000000002"
                                      "800657EA47DEA000"),
                                 Pair("FE8000000000000001", "016F007600"),
                                 Pair("FE8000000000000002", "016F007700"),
                                 Pair(meta("format"), "8000000000000001"),
                                 Pair(meta("last_record_time"), "800657EA47DEA000"),
                                 Pair(meta("last_sequence"), "8000000000000002"),
                                 Pair(meta("oldest_sequence"), "8000000000000001"),
                                 Pair(meta("store_id"), absl::AsciiStrToUpper(Hex(store_id)))));
}

}  // namespace
}  // namespace laowu::storage

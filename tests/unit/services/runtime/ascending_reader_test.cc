// Looking up through pages gives what looking up in the store gives, whatever the order of keys.

#include "services/runtime/ascending_reader.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "storage/key.h"
#include "storage/memory_store.h"

namespace laowu::runtime {
namespace {

using storage::Table;

std::string IdOf(int i) { return absl::StrFormat("o%05d", i); }

// 3,000 ids: notes of every third, and one to four attestations of two in five, so that pages end
// in the midst of somebody's.
std::unique_ptr<storage::Store> Filled() {
  auto store = storage::NewMemoryStore();
  for (int i = 0; i < 3'000; ++i) {
    storage::Batch batch;
    if (i % 3 == 0) batch.Put(Table::kNotes, storage::EncodeKey(IdOf(i)), absl::StrCat("note ", i));
    for (int j = 0; i % 5 < 2 && j <= i % 4; ++j) {
      const std::string key = storage::EncodeKey(IdOf(i), absl::StrCat("a", j));
      batch.Require(Table::kAttestations, key, storage::kAbsent);  // append-only
      batch.Put(Table::kAttestations, key, absl::StrCat(i, "/", j));
    }
    if (batch.empty()) continue;
    EXPECT_TRUE(store->Commit(batch, absl::InfiniteFuture()).ok());
  }
  return store;
}

std::vector<std::string> Values(const std::vector<storage::Record>& records) {
  std::vector<std::string> values;
  for (const auto& record : records) values.push_back(record.value);
  return values;
}

void ExpectSame(const storage::Reader& asked, const storage::Reader& truth, int i) {
  const std::string key = storage::EncodeKey(IdOf(i));
  const auto got = asked.Get(Table::kNotes, key);
  const auto is = truth.Get(Table::kNotes, key);
  ASSERT_TRUE(got.ok() && is.ok());
  ASSERT_EQ(got->has_value(), is->has_value()) << i;
  if (is->has_value()) {
    ASSERT_EQ((*got)->value, (*is)->value) << i;
  }
  for (const int limit : {1, 500}) {
    const auto range = storage::RangeOf(IdOf(i));
    const auto some = asked.Scan(Table::kAttestations, range, limit);
    const auto all = truth.Scan(Table::kAttestations, range, limit);
    ASSERT_TRUE(some.ok() && all.ok());
    ASSERT_EQ(Values(*some), Values(*all)) << i;
  }
}

TEST(AscendingReaderTest, InOrder) {
  const auto store = Filled();
  const AscendingReader reader(*store);
  for (int i = -1; i <= 3'000; ++i) ExpectSame(reader, *store, i);
}

TEST(AscendingReaderTest, InAnyOrder) {
  const auto store = Filled();
  const AscendingReader reader(*store);
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    ExpectSame(reader, *store, static_cast<int>(random() % 3'100));
  }
}

TEST(AscendingReaderTest, ARangeLongerThanAPage) {
  const auto store = Filled();
  const AscendingReader reader(*store);
  const auto got = reader.Scan(Table::kAttestations, storage::KeyRange{}, 900);
  const auto is = store->Scan(Table::kAttestations, storage::KeyRange{}, 900);
  ASSERT_TRUE(got.ok() && is.ok());
  EXPECT_EQ(Values(*got), Values(*is));
}

}  // namespace
}  // namespace laowu::runtime

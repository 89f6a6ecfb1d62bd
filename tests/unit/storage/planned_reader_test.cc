// What a dry run reads: the store as it would be.

#include "storage/planned_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::testing::ElementsAre;

constexpr Table kTable = Table::kWorkersByDivision;

std::string KeyOf(const std::string& id) { return EncodeKey("a", id); }

class PlannedReaderTest : public ::testing::Test {
 protected:
  PlannedReaderTest() {
    Batch batch;
    for (const char* id : {"b", "d", "f", "h"}) batch.Put(kTable, KeyOf(id), id);
    EXPECT_OK(store_->Commit(batch, absl::InfiniteFuture()).status());
    planned_ = std::make_unique<PlannedReader>(*store_, store_->last_sequence());
  }
  std::vector<std::string> Read(const KeyRange& range, int limit) {
    const auto records = planned_->Scan(kTable, range, limit);
    EXPECT_OK(records);
    std::vector<std::string> values;
    if (!records.ok()) return values;
    for (const Record& record : *records) values.push_back(record.value);
    return values;
  }

  const std::unique_ptr<Store> store_ = *OpenStore("memory:");
  std::unique_ptr<PlannedReader> planned_;
};

TEST_F(PlannedReaderTest, ShowsWhatBatchesWouldHaveWritten) {
  Batch batch;
  batch.Require(kTable, KeyOf("b"), 1'000'000);  // not judged
  batch.Delete(kTable, KeyOf("b"));
  batch.Delete(kTable, KeyOf("d"));
  batch.Put(kTable, KeyOf("f"), "f2");
  batch.Put(kTable, KeyOf("g"), "g");
  batch.Put(Table::kWorkers, EncodeKey("z"), "of another table");
  const absl::Time now = absl::FromUnixSeconds(1'750'000'000);
  planned_->Apply(batch, now);
  EXPECT_THAT(Read({}, 100), ElementsAre("f2", "g", "h"));
  // Pages as small as one, across what is deleted below.
  EXPECT_THAT(Read({}, 1), ElementsAre("f2"));
  EXPECT_THAT(Read(ContinueAfter({}, KeyOf("f")), 1), ElementsAre("g"));
  EXPECT_THAT(Read(KeyRange{KeyOf("c"), KeyOf("g")}, 100), ElementsAre("f2"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto gone, planned_->Get(kTable, KeyOf("b")));
  EXPECT_FALSE(gone.has_value());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, planned_->Get(kTable, KeyOf("f")));
  ASSERT_TRUE(changed.has_value());
  EXPECT_GT(changed->version, store_->last_sequence());
  EXPECT_EQ(changed->record_time, now);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto kept, planned_->Get(kTable, KeyOf("h")));
  EXPECT_TRUE(kept.has_value());
  // The last one to a key wins, also a later batch.
  Batch later;
  later.Put(kTable, KeyOf("b"), "b2");
  later.Delete(kTable, KeyOf("g"));
  planned_->Apply(later, now);
  EXPECT_THAT(Read({}, 100), ElementsAre("b2", "f2", "h"));
  // The store itself is as it was.
  const auto below = store_->Scan(kTable, {}, 100);
  ASSERT_OK(below);
  EXPECT_EQ(below->size(), 4u);
}

TEST_F(PlannedReaderTest, RefusesWhatTheStoreRefuses) {
  EXPECT_FALSE(planned_->Scan(kTable, {}, 0).ok());
  EXPECT_FALSE(planned_->Scan(Table::kMeta, {}, 1).ok());
}

}  // namespace
}  // namespace laowu::storage

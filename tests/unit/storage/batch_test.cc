// What a batch may hold. The limits are exact: the last allowed passes, one more does not.

#include <string>

#include "absl/strings/str_cat.h"
#include "storage/store.h"
#include "tests/support/status_matchers.h"

namespace laowu::storage {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

TEST(BatchTest, CountsOperationsAndBytes) {
  Batch batch;
  EXPECT_TRUE(batch.empty());
  batch.Require(Table::kOffices, "ab", 7);
  batch.Put(Table::kOffices, "ab", "value");
  batch.Delete(Table::kOffices, "c");
  EXPECT_EQ(batch.operation_count(), 3);
  EXPECT_EQ(batch.byte_size(), 2 + 2 + 5 + 1);
  EXPECT_OK(batch.Check());
}

TEST(BatchTest, FiveThousandOperationsAndNoMore) {
  Batch batch;
  for (int i = 0; i < kMaxBatchOperations; ++i) {
    batch.Delete(Table::kOffices, absl::StrCat("o", i));
  }
  EXPECT_OK(batch.Check());
  batch.Require(Table::kOffices, "one more", kAbsent);
  EXPECT_THAT(batch.Check(), StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("split")));
}

TEST(BatchTest, EightMebibytesAndNoMore) {
  const std::string half(static_cast<size_t>(kMaxBatchBytes) / 2 - 1, 'x');
  Batch batch;
  batch.Put(Table::kOffices, "a", half);
  batch.Put(Table::kOffices, "b", half);
  EXPECT_EQ(batch.byte_size(), kMaxBatchBytes);
  EXPECT_OK(batch.Check());
  batch.Delete(Table::kOffices, "c");
  EXPECT_THAT(batch.Check(), StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(BatchTest, KeysHaveOneToAThousandBytes) {
  Batch longest;
  longest.Put(Table::kOffices, std::string(kMaxKeyBytes, 'k'), "");
  EXPECT_OK(longest.Check());
  Batch longer;
  longer.Put(Table::kOffices, std::string(kMaxKeyBytes + 1, 'k'), "");
  EXPECT_THAT(longer.Check(), StatusIs(absl::StatusCode::kInvalidArgument));
  Batch empty;
  empty.Require(Table::kOffices, "", kAbsent);
  EXPECT_THAT(empty.Check(), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(BatchTest, UnknownAndReservedTablesAreRefused) {
  for (const Table table : {Table::kChanges, Table::kMeta, Table{99}, Table{0}}) {
    Batch batch;
    batch.Put(table, "k", "v");
    EXPECT_THAT(batch.Check(), StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(BatchTest, NegativeVersionIsRefused) {
  Batch batch;
  batch.Require(Table::kOffices, "k", -1);
  EXPECT_THAT(batch.Check(), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(BatchTest, AppendOnlyTakesOnePutRequiredAbsent) {
  Batch good;
  good.Put(Table::kOutcomes, "k", "v");  // the order of the two does not matter
  good.Require(Table::kOutcomes, "k", kAbsent);
  EXPECT_OK(good.Check());

  Batch without_require;
  without_require.Put(Table::kOutcomes, "k", "v");
  EXPECT_THAT(without_require.Check(), StatusIs(absl::StatusCode::kInvalidArgument));

  Batch other_key_required;
  other_key_required.Require(Table::kOutcomes, "other", kAbsent);
  other_key_required.Require(Table::kAudit, "k", kAbsent);
  other_key_required.Put(Table::kOutcomes, "k", "v");
  EXPECT_THAT(other_key_required.Check(), StatusIs(absl::StatusCode::kInvalidArgument));

  Batch version_required;
  version_required.Require(Table::kOutcomes, "k", 3);
  version_required.Put(Table::kOutcomes, "k", "v");
  EXPECT_THAT(version_required.Check(), StatusIs(absl::StatusCode::kInvalidArgument));

  Batch twice;
  twice.Require(Table::kOutcomes, "k", kAbsent);
  twice.Put(Table::kOutcomes, "k", "v");
  twice.Put(Table::kOutcomes, "k", "w");
  EXPECT_THAT(twice.Check(), StatusIs(absl::StatusCode::kInvalidArgument));

  Batch deleted;
  deleted.Require(Table::kOutcomes, "k", kAbsent);
  deleted.Delete(Table::kOutcomes, "k");
  EXPECT_THAT(deleted.Check(), StatusIs(absl::StatusCode::kInvalidArgument));

  Batch required_only;
  required_only.Require(Table::kOutcomes, "k", 3);
  EXPECT_OK(required_only.Check());
}

}  // namespace
}  // namespace laowu::storage

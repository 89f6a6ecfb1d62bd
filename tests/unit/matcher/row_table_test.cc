// Slots stay with their name, and are cleared and used again.

#include "matcher/row_table.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace laowu::matcher {
namespace {

struct Row {
  int value = 0;
};

TEST(RowTableTest, UpsertReplacesInPlace) {
  RowTable<Row> table;
  table.Upsert("a", {1});
  table.Upsert("b", {2});
  table.Upsert("a", {3});
  EXPECT_EQ(table.size(), 2);
  EXPECT_EQ(table.slot_end(), 2);
  EXPECT_EQ(table.row(*table.Find("a")).value, 3);
  EXPECT_EQ(table.name(*table.Find("b")), "b");
}

TEST(RowTableTest, ARemovedRowIsClearedAndItsSlotUsedAgain) {
  RowTable<Row> table;
  table.Upsert("a", {1});
  table.Upsert("b", {2});
  const auto slot = *table.Find("a");
  EXPECT_TRUE(table.Remove("a"));
  EXPECT_FALSE(table.Remove("a"));
  EXPECT_FALSE(table.Find("a").has_value());
  EXPECT_FALSE(table.Holds(slot));
  EXPECT_EQ(table.row(slot).value, 0);
  table.Upsert("c", {3});
  EXPECT_EQ(*table.Find("c"), slot);
  EXPECT_EQ(table.slot_end(), 2);
  EXPECT_TRUE(table.Holds(slot));
}

TEST(RowTableTest, NamesHoldWhileTheTableGrows) {
  RowTable<Row> table;
  for (int i = 0; i < 5'000; ++i) table.Upsert(absl::StrCat("name-", i), {i});
  for (int i = 0; i < 5'000; ++i) {
    const auto slot = *table.Find(absl::StrCat("name-", i));
    ASSERT_EQ(table.row(slot).value, i);
    ASSERT_EQ(table.name(slot), absl::StrCat("name-", i));
  }
}

}  // namespace
}  // namespace laowu::matcher

// The first k in the order: score down, tie up, name up.

#include "matcher/top_k.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "tests/unit/matcher/random_rows.h"

namespace laowu::matcher {
namespace {

// Names that stand in another order than the slots.
const std::array<absl::string_view, 6> kNames = {"f", "b", "d", "a", "e", "c"};
absl::string_view NameOf(std::int32_t slot) { return kNames[static_cast<std::size_t>(slot)]; }

std::vector<std::int32_t> Slots(const std::vector<Ranked>& items) {
  std::vector<std::int32_t> slots;
  for (const Ranked& item : items) slots.push_back(item.slot);
  return slots;
}

TEST(TopKTest, OrdersByScoreThenTieThenName) {
  TopK top_k(10, NameOf);
  top_k.Offer({500, 0, 3});
  top_k.Offer({500, 1, 3});
  top_k.Offer({900, 2, 9});
  top_k.Offer({500, 3, 1});
  top_k.Offer({100, 4, 0});
  EXPECT_THAT(Slots(top_k.Take()), ::testing::ElementsAre(2, 3, 1, 0, 4));
  EXPECT_TRUE(top_k.Take().empty());
}

TEST(TopKTest, KeepsTheFirstKOfAnyStream) {
  Random random(7);
  for (const int limit : {0, 1, 2, 10, 500}) {
    std::vector<Ranked> all;
    TopK top_k(limit, NameOf);
    for (int i = 0; i < 600; ++i) {
      // Ties of score, of score and tie; never of all three.
      const Ranked item{Below(5, random), i % 6, i / 6};
      all.push_back(item);
      top_k.Offer(item);
    }
    std::sort(all.begin(), all.end(), [](const Ranked& a, const Ranked& b) {
      return StandsBefore(a.total_micros, a.tie, NameOf(a.slot), b.total_micros, b.tie,
                          NameOf(b.slot));
    });
    const std::vector<Ranked> best = top_k.Take();
    ASSERT_EQ(best.size(), static_cast<std::size_t>(limit));
    for (std::size_t i = 0; i < best.size(); ++i) {
      ASSERT_EQ(best[i].slot, all[i].slot) << "limit " << limit << " at " << i;
      ASSERT_EQ(best[i].tie, all[i].tie);
    }
  }
}

TEST(StandsBeforeTest, IsStrict) {
  EXPECT_FALSE(StandsBefore(1, 1, "a", 1, 1, "a"));
  EXPECT_TRUE(StandsBefore(2, 9, "z", 1, 1, "a"));
  EXPECT_TRUE(StandsBefore(1, 1, "z", 1, 2, "a"));
  EXPECT_TRUE(StandsBefore(1, 1, "a", 1, 1, "b"));
}

}  // namespace
}  // namespace laowu::matcher

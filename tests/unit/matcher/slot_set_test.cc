// A set of slots is a set, whichever way its chunks lie in memory.
#include "matcher/slot_set.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <vector>

#include "tests/unit/matcher/random_rows.h"

namespace laowu::matcher {
namespace {

std::vector<std::int32_t> SlotsOf(const SlotSet& set) {
  std::vector<std::int32_t> slots;
  set.AppendTo(slots);
  return slots;
}

TEST(SlotSetTest, IsASetWhetherFewOrMany) {
  Random random(3);
  // So few that they are a list, so many that they are bits, and around where one becomes the
  // other.
  for (const int spread : {40, 1'500, 5 * kChunkSlots}) {
    SlotSet set;
    std::set<std::int32_t> model;
    for (int i = 0; i < 30'000; ++i) {
      const std::int32_t slot = kChunkSlots - 20 + Below(spread, random);
      if (Below(3, random) == 0) {
        set.Remove(slot);
        model.erase(slot);
      } else {
        set.Add(slot);
        model.insert(slot);
      }
      ASSERT_EQ(set.size(), static_cast<std::int32_t>(model.size()));
    }
    EXPECT_EQ(SlotsOf(set), std::vector<std::int32_t>(model.begin(), model.end()));
  }
}

TEST(SlotSetTest, AddToSetsTheBitsOfOneChunkAndLeavesOthers) {
  Random random(4);
  for (const int count : {100, 9'000}) {
    SlotSet set;
    std::set<std::int32_t> model;
    for (int i = 0; i < count; ++i) {
      const std::int32_t slot = Below(3 * kChunkSlots, random);
      set.Add(slot);
      model.insert(slot);
    }
    const auto bits = std::make_unique<ChunkLanes>();
    bits->lanes[0][0] = 1;  // of another set
    set.AddTo(1, *bits);
    for (std::int32_t place = 0; place < kChunkSlots; ++place) {
      const bool is_set =
          (bits->lanes[place / kLaneSlots][place % kLaneSlots / 64] >> (place % 64) & 1) != 0;
      ASSERT_EQ(is_set, place == 0 || model.count(kChunkSlots + place) > 0) << place;
    }
    set.AddTo(99, *bits);  // beyond all of them
  }
}

}  // namespace
}  // namespace laowu::matcher

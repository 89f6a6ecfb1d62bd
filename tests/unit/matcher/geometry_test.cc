// The plane, distances and roots, on every machine the same.

#include "matcher/geometry.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>

namespace laowu::matcher {
namespace {

// 104.47 · 1113.195 · 0.8660254037844387 = 100,715.2; 25.71 · 1113.195 = 28,620.2.
TEST(ToPlaneTest, PanzhouAndZhongshanByHand) {
  EXPECT_EQ(ToPlane(25.71, 104.47), (PlanePoint{100'715, 28'620}));
  EXPECT_EQ(ToPlane(22.52, 113.39), (PlanePoint{109'314, 25'069}));
}

TEST(ToPlaneTest, RoundsHalvesAwayFromZeroOnBothSides) {
  EXPECT_EQ(ToPlane(0, 0), (PlanePoint{0, 0}));
  EXPECT_EQ(ToPlane(90, 180), (PlanePoint{173'530, 100'188}));  // 100,187.55 and 173,529.9
  EXPECT_EQ(ToPlane(-90, -180), (PlanePoint{-173'530, -100'188}));
}

TEST(ToPlaneTest, RefusesWhatIsNoPlaceOnEarth) {
  EXPECT_EQ(ToPlane(90.01, 0), std::nullopt);
  EXPECT_EQ(ToPlane(-90.01, 0), std::nullopt);
  EXPECT_EQ(ToPlane(0, 180.01), std::nullopt);
  EXPECT_EQ(ToPlane(0, -180.01), std::nullopt);
  EXPECT_EQ(ToPlane(std::numeric_limits<double>::quiet_NaN(), 0), std::nullopt);
  EXPECT_EQ(ToPlane(0, std::numeric_limits<double>::infinity()), std::nullopt);
}

TEST(FloorSqrtTest, IsTheGreatestNumberWhoseSquareDoesNotExceed) {
  for (std::int64_t root = 0; root < 70'000'000; root = root * 3 / 2 + 1) {
    const std::int64_t square = root * root;
    if (square + 1 >= std::int64_t{1} << 52) break;
    EXPECT_EQ(FloorSqrt(square), root);
    EXPECT_EQ(FloorSqrt(square + root), root);
    if (root > 0) {
      EXPECT_EQ(FloorSqrt(square - 1), root - 1);
    }
  }
}

TEST(Distance100mTest, RoundsDownAndIsTheSameFromBothSides) {
  const PlanePoint panzhou{100'715, 28'620};
  const PlanePoint zhongshan{109'314, 25'069};
  EXPECT_EQ(Distance100m(panzhou, zhongshan), 9'303);  // 930 km
  EXPECT_EQ(Distance100m(zhongshan, panzhou), 9'303);
  EXPECT_EQ(Distance100m({0, 0}, {300, -400}), 500);
  EXPECT_EQ(Distance100m({0, 0}, {1, 1}), 1);
  EXPECT_EQ(Distance100m({-20'000'000, -20'000'000}, {20'000'000, 20'000'000}), 56'568'542);
}

}  // namespace
}  // namespace laowu::matcher

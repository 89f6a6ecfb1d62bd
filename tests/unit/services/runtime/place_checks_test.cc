// Whether a stated point and its division can both be right.

#include "services/runtime/place_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "services/runtime/field_checks.h"

namespace laowu::runtime {
namespace {

using ::testing::HasSubstr;

constexpr absl::CivilDay kDay(2026, 6, 30);

google::type::LatLng At(double latitude, double longitude) {
  google::type::LatLng point;
  point.set_latitude(latitude);
  point.set_longitude(longitude);
  return point;
}

bool Takes(const google::type::LatLng& point) {
  FieldChecks checks;
  checks.LatLng("location", point);
  return checks.ok();
}

TEST(PlaceChecks, APointInChinaWithBothCoordinatesIsTaken) {
  EXPECT_TRUE(Takes(At(22.52, 113.39)));
  EXPECT_TRUE(Takes(At(53.5, 122.4))) << "Mohe";
  EXPECT_TRUE(Takes(At(39.5, 75.99))) << "Kashgar";
  EXPECT_TRUE(Takes(At(16.8, 112.3))) << "Sansha";
  EXPECT_FALSE(Takes(At(22.1, 0))) << "the longitude was not stated";
  EXPECT_FALSE(Takes(At(0, 113.39)));
  EXPECT_FALSE(Takes(At(-30, -60)));
  EXPECT_FALSE(Takes(At(113.39, 22.52))) << "the wrong way round";
  EXPECT_FALSE(Takes(At(std::numeric_limits<double>::quiet_NaN(), 113.39)));
}

TEST(PlaceChecks, APointFarFromItsDivisionIsTold) {
  EXPECT_EQ(KilometresOff(At(22.68, 113.25), "442000118", kDay), std::nullopt);
  EXPECT_EQ(KilometresOff(At(22.52, 113.39), "442000", kDay), std::nullopt);
  const auto beijing = KilometresOff(At(39.9, 116.4), "442000118", kDay);
  ASSERT_TRUE(beijing.has_value());
  EXPECT_NEAR(*beijing, 1950, 30);
  // A city is larger than a county, and a province larger than either.
  EXPECT_TRUE(KilometresOff(At(22.52, 113.39), "520281104201", kDay).has_value());
  EXPECT_EQ(KilometresOff(At(25.71, 108), "520200", kDay), std::nullopt);
  EXPECT_TRUE(KilometresOff(At(25.71, 108), "520281", kDay).has_value());
  EXPECT_EQ(KilometresOff(At(39.9, 116.4), "520000", kDay), std::nullopt);
  EXPECT_EQ(KilometresOff(At(39.9, 116.4), "", kDay), std::nullopt);
}

TEST(PlaceChecks, TheWarningHasThePlaceAndHowFar) {
  Warnings warnings;
  WarnOfPlace("location", At(25.71, 104.47), "520281", kDay, &warnings);
  EXPECT_EQ(warnings.size(), 0);
  WarnOfPlace("location", At(39.9, 116.4), "520281", kDay, &warnings);
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "PLACE_CONFLICT");
  EXPECT_EQ(warnings[0].field_path(), "location");
  EXPECT_THAT(warnings[0].message(), HasSubstr("520281（盘州市）"));
}

}  // namespace
}  // namespace laowu::runtime

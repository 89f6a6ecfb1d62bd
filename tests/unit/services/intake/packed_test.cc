// Rows on disk are made small; what was written stays readable.
#include "services/intake/packed.h"

#include <string>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake_role {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::Lt;

TEST(PackedTest, WhatIsPackedComesBackAndIsSmaller) {
  for (const std::string& message :
       {std::string(), std::string("\x0a"), std::string(1 << 20, 'x'),
        std::string("\x0a\x1bpreferred_division_codes[0]\x12\x09浙江省\x1a\x0aplace.name")}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const std::string unpacked, Unpack(Pack(message)));
    EXPECT_EQ(unpacked, message);
  }
  const std::string row = "desired_occupation_codes[0] occupation.exact 盘州市 skills[0]";
  EXPECT_THAT(Pack(row).size(), Lt(row.size() / 2));
}

TEST(PackedTest, RowsFromBeforeAreTakenAsTheyStand) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const std::string unpacked, Unpack("\x0a\x02\x08\x01"));
  EXPECT_EQ(unpacked, "\x0a\x02\x08\x01");
}

TEST(PackedTest, BytesOnDiskStayReadable) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const std::string unpacked,
      Unpack(absl::HexStringToBytes("01c3e1d2277bfb9ef67543d2025cad81598691b91900")));
  EXPECT_EQ(unpacked, "skills[0] skill.column 低压电工 workers/06h276");
}

TEST(PackedTest, WhatIsCutShortOrStrangeIsDataLoss) {
  const std::string packed = Pack("skills[0] skill.column 低压电工");
  for (size_t size = 1; size < packed.size(); ++size) {
    EXPECT_THAT(Unpack(packed.substr(0, size)), StatusIs(absl::StatusCode::kDataLoss)) << size;
  }
  EXPECT_THAT(Unpack("\x01\xff\xff\xff\xff"), StatusIs(absl::StatusCode::kDataLoss));
}

}  // namespace
}  // namespace laowu::intake_role

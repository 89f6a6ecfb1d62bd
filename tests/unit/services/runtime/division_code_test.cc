// One division has one name, however its code was written.

#include "services/runtime/division_code.h"

#include <gtest/gtest.h>

namespace laowu::runtime {
namespace {

TEST(DivisionCode, ACityOrProvinceIsWrittenWithSixDigits) {
  EXPECT_EQ(WholeDivisionCode("5202"), "520200");
  EXPECT_EQ(WholeDivisionCode("52"), "520000");
  for (const char* whole : {"520200", "520281", "520281101", "520281101201", "", "5", "52028"}) {
    EXPECT_EQ(WholeDivisionCode(whole), whole);
  }
}

TEST(DivisionCode, APrefixIsWhatAllWithinBeginWith) {
  EXPECT_EQ(DivisionPrefix("520200"), "5202");
  EXPECT_EQ(DivisionPrefix("520000"), "52");
  EXPECT_EQ(DivisionPrefix("5202"), "5202");
  EXPECT_EQ(DivisionPrefix("520281"), "520281");
  EXPECT_EQ(DivisionPrefix("520281100"), "520281100") << "a township";
}

}  // namespace
}  // namespace laowu::runtime

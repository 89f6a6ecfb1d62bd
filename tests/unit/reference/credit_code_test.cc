// GB 32100. The codes here were computed apart from this code, over the unassigned
// division 529999, so that none belongs to a body that exists.

#include "reference/credit_code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace laowu::reference {
namespace {

TEST(CreditCodeTest, RightCodes) {
  for (const char* code :
       {"91529999MA0000001Y", "91529999MA00000110", "91529999MA0000030Y", "91529999MA00000400",
        "9152999900000000XJ", "125299990000000011", "93529999MAXYWUTRQA"}) {
    EXPECT_TRUE(IsCreditCode(code)) << code;
    EXPECT_TRUE(HasCreditCodeForm(code)) << code;
    EXPECT_EQ(CreditCheckCharacter(std::string(code).substr(0, 17)), code[17]) << code;
  }
}

TEST(CreditCodeTest, EveryOtherCheckCharacterFailsButKeepsTheForm) {
  const std::string first_17 = "91529999MA0000001";
  for (char c : std::string("0123456789ABCDEFGHJKLMNPQRTUWX")) {
    EXPECT_FALSE(IsCreditCode(first_17 + c)) << c;
    EXPECT_TRUE(HasCreditCodeForm(first_17 + c)) << c;
  }
}

TEST(CreditCodeTest, OneWrongOrSwappedCharacterIsFound) {
  EXPECT_FALSE(IsCreditCode("91529999MA0000002Y"));
  EXPECT_FALSE(IsCreditCode("91529999AM0000001Y"));
  EXPECT_FALSE(IsCreditCode("19529999MA0000001Y"));
}

TEST(CreditCodeTest, LettersOutsideTheAlphabetHaveNotTheForm) {
  for (const char* letter : {"I", "O", "S", "V", "Z", "a", "-", " "}) {
    EXPECT_FALSE(HasCreditCodeForm(std::string("91529999MA000000") + letter + "Y")) << letter;
    EXPECT_EQ(CreditCheckCharacter(std::string("91529999MA000000") + letter), std::nullopt);
  }
}

TEST(CreditCodeTest, TheDivisionIsOfDigits) {
  EXPECT_FALSE(HasCreditCodeForm("91A29999MA0000001Y"));
  EXPECT_FALSE(HasCreditCodeForm("9152999AMA0000001Y"));
}

TEST(CreditCodeTest, OtherLengthsHaveNotTheForm) {
  for (const char* code : {"", "9", "91529999MA0000001", "91529999MA0000001YY"}) {
    EXPECT_FALSE(HasCreditCodeForm(code)) << code;
    EXPECT_FALSE(IsCreditCode(code)) << code;
  }
  EXPECT_EQ(CreditCheckCharacter("91529999MA0000001Y"), std::nullopt);
}

TEST(CreditCodeTest, SmallLettersAreRefusedUntilNormalised) {
  EXPECT_FALSE(IsCreditCode("91529999ma0000001y"));
  EXPECT_TRUE(IsCreditCode(NormaliseCreditCode("91529999ma0000001y")));
}

}  // namespace
}  // namespace laowu::reference

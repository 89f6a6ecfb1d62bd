// What is shown of a person's name and numbers where no purpose was given (standards.md, "Personal
// data").

#include "services/runtime/masked_text.h"

#include <gtest/gtest.h>

namespace laowu::runtime {
namespace {

TEST(MaskedText, ANameKeepsItsFirstCharacter) {
  EXPECT_EQ(MaskedName("王小样"), "王**");
  EXPECT_EQ(MaskedName("Anna"), "A**");
  EXPECT_EQ(MaskedName(""), "");
}

TEST(MaskedText, ANumberThatIsNotWholeIsStarsAlone) {
  EXPECT_EQ(MaskedPhoneNumber("10012345678"), "100****5678");
  EXPECT_EQ(MaskedPhoneNumber("1001234567"), "**********");
  EXPECT_EQ(MaskedIdentityNumber("52999919900501123X"), "529999************");
  EXPECT_EQ(MaskedIdentityNumber("5299991990050112"), "****************");
}

TEST(MaskedText, NumbersOfPersonsAreFoundInText) {
  EXPECT_EQ(WithMaskedNumbers("本人52999919900501123X，电话10012345678"),
            "本人529999************，电话100****5678");
  EXPECT_EQ(WithMaskedNumbers("529999900501123"), "***************");
  EXPECT_EQ(WithMaskedNumbers("100 1234 5678, 100-1234-5678"), "100****5678, 100****5678");
}

TEST(MaskedText, WhatCanHardlyBeAnythingElseIsAPersonsNumber) {
  for (const char* text :
       {"李某 13900000058 电话", "139 0000 0058", "139-0000-0058x", "52028119850505301X",
        "本人520281198505053013。", "+8613900000058", "008613900000058", "＋86 139 0000 0058",
        "１３９００００００５８ 王", "0760-88881234", "(0760)8888123", "010 62000000",
        "５２０２８１１９８５０５０５３０１Ｘ"}) {
    EXPECT_TRUE(HoldsPersonalNumber(text)) << text;
  }
  for (const char* text : {"", "call 13", "尾号0058", "2026-07-01", "20260630101500", "10000000058",
                           "520281202699999999", "202606300000000001", "139000000581",
                           "9113900000058", "8710000000058", "0012-1234567", "0760-12345678",
                           "2026-07012345", "0760-888", "黔0281-88"}) {
    EXPECT_FALSE(HoldsPersonalNumber(text)) << text;
  }
}

TEST(MaskedText, OtherFiguresStay) {
  for (const char* text : {"", "5000元/月", "2026-07-01", "520281104", "520281104003",
                           "workers/06h2egt47dr7pe0b", "200 1234 5678", "100-1234", "第 12 行"}) {
    EXPECT_EQ(WithMaskedNumbers(text), text);
  }
}

}  // namespace
}  // namespace laowu::runtime

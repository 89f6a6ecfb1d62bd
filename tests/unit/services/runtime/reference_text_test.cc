// What could be looked up by nobody is no reference, whoever gives it.

#include "services/runtime/reference_text.h"

#include <gtest/gtest.h>

namespace laowu::runtime {
namespace {

TEST(ReferenceText, ADashOrOneCharacterCanBeLookedUpNowhere) {
  for (const char* text : {"", " ", "-", " - ", "...", "1", "1.", "0000", "x x x", "\u3000",
                           "\u00A0\u2003", "\u200B", "——", "……", "。", "（）", "１", "1１"}) {
    EXPECT_FALSE(CanBeLookedUp(text)) << text;
  }
}

TEST(ReferenceText, ANumberAWordOrADayCan) {
  for (const char* text : {"12", "C-1", "call 7", "6月名单", "号", "2026-06-01 尾号1234", "二〇",
                           "１２", "《通知》"}) {
    EXPECT_TRUE(CanBeLookedUp(text)) << text;
  }
}

}  // namespace
}  // namespace laowu::runtime

// The form in which titles and names are compared; ids on disk rest on it (folding.h).

#include "reference/folding.h"

#include "gtest/gtest.h"

namespace laowu::reference {
namespace {

TEST(Folding, IsFrozen) {
  EXPECT_EQ(Fold("ＣＮＣ　操作员 ①"), "cnc 操作员 1");
  EXPECT_EQ(FoldTight("ＣＮＣ　操作员 ①"), "cnc操作员1");
  EXPECT_EQ(FoldTight("㎡Ⅲ"), "m2iii");
  EXPECT_EQ(FoldTight(" \t\u200b（Ａ）\u00a0"), "(a)");
  EXPECT_EQ(FoldTight("普工😀"), "普工😀");
}

TEST(Folding, BytesThatAreNoTextStayAsTheyAre) {
  EXPECT_EQ(Fold("\xC3"), "\xC3");
  EXPECT_EQ(Fold("A\xEF\xBC"), "a\xEF\xBC");
  EXPECT_EQ(FoldTight(""), "");
}

}  // namespace
}  // namespace laowu::reference

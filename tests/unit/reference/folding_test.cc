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

// What is folded in one piece ends where it must: U+4E00 to U+9FFF are their own folding, their
// neighbours and capitals are not looked over.
TEST(Folding, PiecesEndBeforeWhatIsNotPlain) {
  EXPECT_EQ(FoldTight("一龿A㆒工\u3000厂 Ｂ宿\u200b舍"), "一龿a一工厂b宿舍");
  EXPECT_EQ(Fold("工\xE4\xB7厂\xE9"), "工\xE4\xB7厂\xE9");
  EXPECT_EQ(FoldTight("\u00A8普"), "\u0308普");
}

TEST(Folding, BytesThatAreNoTextStayAsTheyAre) {
  EXPECT_EQ(Fold("\xC3"), "\xC3");
  EXPECT_EQ(Fold("A\xEF\xBC"), "a\xEF\xBC");
  EXPECT_EQ(FoldTight(""), "");
}

}  // namespace
}  // namespace laowu::reference

// Codes get a number once, keep it, and come back as text.

#include "matcher/dictionary.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace laowu::matcher {
namespace {

TEST(DictionaryTest, NumbersAreGivenInOrderOfFirstUseAndKept) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.Intern("520281"), 1);
  EXPECT_EQ(dictionary.Intern("442000"), 2);
  EXPECT_EQ(dictionary.Intern("520281"), 1);
  EXPECT_EQ(dictionary.end(), 3);
  EXPECT_EQ(dictionary.Text(2), "442000");
}

TEST(DictionaryTest, TheEmptyTextIsNoCode) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.Intern(""), kNoCode);
  EXPECT_EQ(dictionary.Find(""), kNoCode);
  EXPECT_EQ(dictionary.Text(kNoCode), "");
}

TEST(DictionaryTest, FindGivesNoNumberToANewText) {
  Dictionary dictionary;
  EXPECT_EQ(dictionary.Find("welding-arc"), kUnknownCode);
  EXPECT_EQ(dictionary.end(), 1);
  EXPECT_EQ(dictionary.Intern("welding-arc"), 1);
  EXPECT_EQ(dictionary.Find("welding-arc"), 1);
}

TEST(DictionaryTest, HoldsWhileItGrows) {
  Dictionary dictionary;
  for (int i = 0; i < 20'000; ++i) ASSERT_EQ(dictionary.Intern(absl::StrCat("code-", i)), i + 1);
  for (int i = 0; i < 20'000; ++i) ASSERT_EQ(dictionary.Find(absl::StrCat("code-", i)), i + 1);
}

}  // namespace
}  // namespace laowu::matcher

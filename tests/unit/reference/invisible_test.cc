// What nobody sees is found, wherever it stands, and what people write is not taken for it.

#include "reference/invisible.h"

#include "gtest/gtest.h"

namespace laowu::reference {
namespace {

TEST(Invisible, IsFoundAndNamed) {
  struct Case {
    const char* text;
    const char* name;
  } const cases[] = {
      {"某\u00AD厂", "U+00AD"}, {"某\u200B厂", "U+200B"}, {"\u202E厂", "U+202E"},
      {"厂\u2060", "U+2060"},   {"某\u3164厂", "U+3164"}, {"某\uFE0F厂", "U+FE0F"},
      {"\uFEFF某厂", "U+FEFF"}, {"某\uFFA0厂", "U+FFA0"}, {"某\U000E0041厂", "U+E0041"},
      {"a\u2066b", "U+2066"},   {"某\u200D厂", "U+200D"}, {"☎️厂\uFE0F", "U+FE0F"},
      {"某\u2029厂", "U+2029"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(FirstInvisible(c.text), c.name) << c.name;
    EXPECT_EQ(FirstInvisible(WithoutInvisible(c.text)), std::nullopt) << c.name;
  }
  EXPECT_EQ(WithoutInvisible("\uFEFF某\u200B\u200B厂\u00AD"), "某厂");
}

TEST(Invisible, IsNothingThatPeopleWrite) {
  for (const char* text :
       {"", "王样", "阿卜杜拉·买买提", "CNC 操作员（夜班）", "　某厂　", "𠮷野", "ئابدۇللا",
        "ᠮᠣᠩᠭᠣᠯ\u180B", "བཀྲ་ཤིས", "普工😀", "急招☎️ 1️⃣", "👨‍👩‍👧", "a\u00A0b",
        "é", "\xC3", "A\xEF\xBC", "\xF0\x9F"}) {
    EXPECT_EQ(FirstInvisible(text), std::nullopt) << text;
    EXPECT_EQ(WithoutInvisible(text), text);
  }
}

TEST(Invisible, BlanksOfAllKindsSayNothing) {
  for (const char* text :
       {"", " \t\n", "\u3000", "\u00A0", "\u2003\u2009", "\u202F", "\u205F", "\u1680", "\u0085",
        "\x7F", "\u200B", "\uFEFF \u3000", "\u2800", "\u180E", "\uFE0F"}) {
    EXPECT_TRUE(SaysNothing(text)) << text;
  }
  for (const char* text : {"王", "　王　", "a", "-", "0", "😀", "〇", "\xC3"}) {
    EXPECT_FALSE(SaysNothing(text)) << text;
  }
}

}  // namespace
}  // namespace laowu::reference

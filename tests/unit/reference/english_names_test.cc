// Names of divisions for readers of English.

#include "reference/english_names.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace laowu::reference {
namespace {

constexpr absl::CivilDay kDay(2024, 6, 1);

std::string NameOf(absl::string_view code, absl::CivilDay day = kDay) {
  const Division* division = Divisions::Get().Find(code, day);
  return division == nullptr ? "not in force" : EnglishNameOf(*division);
}

TEST(EnglishNamesTest, ThePinyinWithACapitalAndWithoutTheLevel) {
  EXPECT_EQ(NameOf("520000"), "Guizhou");
  EXPECT_EQ(NameOf("520200"), "Liupanshui");
  EXPECT_EQ(NameOf("520281"), "Panzhou");
  EXPECT_EQ(NameOf("520281121"), "Xinmin");
  EXPECT_EQ(NameOf("442000"), "Zhongshan");
  EXPECT_EQ(NameOf("520201"), "Zhongshan");
  EXPECT_EQ(NameOf("522300"), "Qianxinan");
  EXPECT_EQ(NameOf("540000"), "Xizang");
}

TEST(EnglishNamesTest, SpellingsThatAreNotThePinyin) {
  EXPECT_EQ(NameOf("140000"), "Shanxi");
  EXPECT_EQ(NameOf("610000"), "Shaanxi");
  EXPECT_EQ(NameOf("150000"), "Inner Mongolia");
  EXPECT_EQ(NameOf("150100"), "Hohhot");
  EXPECT_EQ(NameOf("650100"), "Urumqi");
  EXPECT_EQ(NameOf("810000"), "Hong Kong");
  EXPECT_EQ(NameOf("820000"), "Macao");
  EXPECT_EQ(NameOf("210521"), "Benxi");
}

// Rule 11 of the rules for Chinese place names (1984): before a, o and e inside a name.
TEST(EnglishNamesTest, SyllablesThatBeginWithAVowelAreKeptApart) {
  EXPECT_EQ(NameOf("610100"), "Xi'an");
  EXPECT_EQ(NameOf("341500"), "Lu'an");
  EXPECT_EQ(NameOf("371524"), "Dong'e");
  EXPECT_EQ(NameOf("141100"), "Lüliang");
  EXPECT_EQ(NameOf("410000"), "Henan");
}

// Beside 承德市, 承德县 has no shorter name; 赵县 is one syllable.
TEST(EnglishNamesTest, AWholeNameLosesItsLevelUnlessItIsOneSyllable) {
  EXPECT_EQ(NameOf("130821"), "Chengde");
  EXPECT_EQ(NameOf("320803"), "Huai'an");
  EXPECT_EQ(NameOf("150421"), "Aluke'erqin");
  EXPECT_EQ(NameOf("220200"), "Jilin");
  EXPECT_EQ(NameOf("130133"), "Zhaoxian");
  EXPECT_EQ(NameOf("140502"), "Chengqu");
}

TEST(EnglishNamesTest, WhatHasNoPinyinHasNone) {
  EXPECT_EQ(NameOf("371200", absl::CivilDay(2018, 6, 1)), "");
}

TEST(EnglishNamesTest, AllInForceHaveOneThatBeginsWithACapital) {
  std::set<std::string> provinces;
  for (const Division& division : Divisions::Get().all()) {
    if (division.valid_until != kNoEnd) continue;
    const std::string name = EnglishNameOf(division);
    ASSERT_FALSE(name.empty()) << division.code;
    EXPECT_TRUE(name.front() >= 'A' && name.front() <= 'Z') << name;
    if (division.level == DivisionLevel::kProvince) {
      EXPECT_TRUE(provinces.insert(name).second) << name;
    }
  }
  EXPECT_EQ(provinces.size(), 34u);
}

}  // namespace
}  // namespace laowu::reference

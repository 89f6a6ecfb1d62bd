// Countries by their codes and names, and texts that are one and nothing else.

#include "reference/countries.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "tests/support/status_matchers.h"

namespace laowu::reference {
namespace {

using ::laowu::testing::StatusIs;

TEST(CountriesTest, ACodeOfTwoLettersOrThreeHasTheNamesOfItsCountry) {
  for (const char* code : {"JP", "JPN"}) {
    const Country* const japan = Countries::Get().Find(code);
    ASSERT_NE(japan, nullptr);
    EXPECT_EQ(japan->name, "日本");
    EXPECT_EQ(japan->english_name, "Japan");
  }
  EXPECT_EQ(Countries::Get().Find("HKG")->name, "中国香港");
  EXPECT_EQ(Countries::Get().Find("jpn"), nullptr);
  EXPECT_EQ(Countries::Get().Find(""), nullptr);
  EXPECT_EQ(Countries::Get().all().size(), 249U) << "all of ISO 3166-1";
}

TEST(CountriesTest, TheTextOfACodeIsReadBackAsThatCode) {
  for (const Country& country : Countries::Get().all()) {
    for (const absl::string_view code : {country.alpha_2, country.alpha_3}) {
      EXPECT_EQ(CountryText(code), absl::StrCat(country.name, " ", code));
      const bool china = country.alpha_2 == "CN";
      EXPECT_EQ(ReadCountry(CountryText(code)), china ? "" : code);
      EXPECT_EQ(ReadCountry(code), IsCountryAbroad(code) ? code : "");
    }
    if (country.alpha_2 == "CN") continue;
    EXPECT_TRUE(IsCountryAbroad(country.alpha_3)) << country.alpha_3;
    EXPECT_EQ(ReadCountry(country.name), country.alpha_3);
    EXPECT_EQ(ReadCountry(country.english_name), country.alpha_3);
  }
  EXPECT_EQ(CountryText("XYZ"), "XYZ") << "what stands is shown as it is";
}

// GD is Grenada and, in our tables, Guangdong; NO is Norway and no.
TEST(CountriesTest, TwoLettersThatMeanSomethingElseHereAreNoCountryByThemselves) {
  for (const char* code : {"GD", "SZ", "SH", "NO", "CN", "CHN", "USD", "ZZZ", "jp", "", "J"}) {
    EXPECT_FALSE(IsCountryAbroad(code)) << code;
    EXPECT_EQ(ReadCountry(code), "") << code;
  }
  for (const char* code : {"JP", "JPN", "SG", "GRD", "HKG", "YEM"}) {
    EXPECT_TRUE(IsCountryAbroad(code)) << code;
  }
  EXPECT_EQ(ReadCountry("格林纳达 GD"), "GD") << "by its name it is one";
  for (const char* text : {"中国", "中国 CHN", "China", "境外 CN"}) {
    EXPECT_EQ(ReadCountry(text), "") << text;
  }
}

TEST(CountriesTest, ACountryIsCountedUnderItsTwoLettersUnlessTheyMayBeSomethingElse) {
  for (const Country& country : Countries::Get().all()) {
    const bool sure = country.two_letters_also.empty();
    EXPECT_EQ(CountedCode(country.alpha_2), country.alpha_2);
    EXPECT_EQ(CountedCode(country.alpha_3), sure ? country.alpha_2 : country.alpha_3);
  }
  EXPECT_EQ(CountedCode("JPN"), "JP");
  EXPECT_EQ(CountedCode("GRD"), "GRD");
  EXPECT_EQ(CountedCode("XYZ"), "XYZ");
}

TEST(CountriesTest, ACodeIsReadHoweverItStandsBesideTheName) {
  for (const char* text : {"境外 JPN", "境外 日本 JPN", "日本JPN", "日本（JPN）", "日本(jpn)",
                           "日本 jpn", "jpn", "Japan (JPN)", "日本 ＪＰＮ"}) {
    EXPECT_EQ(ReadCountry(text), "JPN") << text;
  }
  EXPECT_EQ(ReadCountry("也门"), "YEM");
  EXPECT_EQ(ReadCountry("格鲁吉亚"), "GEO");
  EXPECT_EQ(ReadCountry("刚果（金）COD"), "COD");
}

TEST(CountriesTest, ACityAbroadIsItsCountry) {
  for (const char* text : {"首尔", "韩国首尔", "韩国 首尔市", "境外韩国首尔", "韩国京畿道"}) {
    EXPECT_EQ(ReadCountry(text), "KOR") << text;
  }
  EXPECT_EQ(ReadCountry("日本东京都"), "JPN");
  EXPECT_EQ(ReadCountry("迪拜"), "ARE");
  for (const char* text : {"日本首尔", "大东京", "东京小吃店", "东京路"}) {
    EXPECT_EQ(ReadCountry(text), "") << text;
  }
}

TEST(CountriesTest, ATextIsACountryOnlyAsAWhole) {
  EXPECT_EQ(ReadCountry(" 印尼 "), "IDN");
  EXPECT_EQ(ReadCountry("境外 日本"), "JPN");
  EXPECT_EQ(ReadCountry("境外日本 JP"), "JP");
  EXPECT_EQ(ReadCountry("south korea"), "KOR");
  for (const char* text : {"", "XYZ", "日本料理店", "日本 KOR", "境外", "广东省中山市", "香港"}) {
    EXPECT_EQ(ReadCountry(text), "") << text;
  }
}

TEST(CountriesTest, BadTablesAreRefused) {
  const std::string head =
      "# edition: test\nalpha_2,alpha_3,name,english_name,aliases,cities,two_letters_also\n";
  EXPECT_OK(Countries::Parse(absl::StrCat(head, "JP,JPN,日本,Japan,,东京,\n")));
  for (const char* rows :
       {"J,JPN,日本,Japan,,,\n", "JP,jpn,日本,Japan,,,\n", "JP,JPN,,Japan,,,\n",
        "JP,JPN,日本,Japan,,,\nKR,KOR,韩国,Japan,,,\n", "JP,JPN,日本,Japan,日本,,\n",
        "JP,JPN,日本,Japan,,东京,\nKR,KOR,韩国,South Korea,,东京,\n"}) {
    EXPECT_THAT(Countries::Parse(absl::StrCat(head, rows)),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << rows;
  }
}

}  // namespace
}  // namespace laowu::reference

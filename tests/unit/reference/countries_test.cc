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
  EXPECT_GE(Countries::Get().all().size(), 60U);
}

TEST(CountriesTest, TheTextOfACodeIsReadBackAsThatCode) {
  for (const Country& country : Countries::Get().all()) {
    for (const absl::string_view code : {country.alpha_2, country.alpha_3}) {
      EXPECT_EQ(CountryText(code), absl::StrCat(country.name, " ", code));
      EXPECT_EQ(ReadCountry(CountryText(code)), code);
      EXPECT_EQ(ReadCountry(code), code);
    }
    EXPECT_EQ(ReadCountry(country.name), country.alpha_3);
    EXPECT_EQ(ReadCountry(country.english_name), country.alpha_3);
  }
  EXPECT_EQ(CountryText("XYZ"), "XYZ") << "not known here, and taken all the same";
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
  const std::string head = "# edition: test\nalpha_2,alpha_3,name,english_name,aliases\n";
  EXPECT_OK(Countries::Parse(absl::StrCat(head, "JP,JPN,日本,Japan,\n")));
  for (const char* rows :
       {"J,JPN,日本,Japan,\n", "JP,jpn,日本,Japan,\n", "JP,JPN,,Japan,\n",
        "JP,JPN,日本,Japan,\nKR,KOR,韩国,Japan,\n", "JP,JPN,日本,Japan,日本\n"}) {
    EXPECT_THAT(Countries::Parse(absl::StrCat(head, rows)),
                StatusIs(absl::StatusCode::kInvalidArgument))
        << rows;
  }
}

}  // namespace
}  // namespace laowu::reference

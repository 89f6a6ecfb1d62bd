// Numbers of a workbook must become what people see in it; a number that lost digits must not pass
// for one that has them.

#include "intake/file/cell_format.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace laowu::intake {
namespace {

using Kind = NumberFormat::Kind;

TEST(CellFormat, FormatCodesAreTold) {
  const struct {
    const char* code;
    Kind kind;
  } kCases[] = {
      {"General", Kind::kPlain},
      {"0.00", Kind::kPlain},
      {"#,##0", Kind::kPlain},
      {"0.00E+00", Kind::kPlain},
      {"0\"元\"", Kind::kPlain},
      {"\"day\"0", Kind::kPlain},
      {"[Red]0;[Blue]-0", Kind::kPlain},
      {"@", Kind::kPlain},
      {"yyyy-mm-dd", Kind::kDate},
      {"yyyy\"年\"m\"月\"d\"日\";@", Kind::kDate},
      {"[$-804]yyyy\\-m\\-d", Kind::kDate},
      {"m/d/yy", Kind::kDate},
      {"mmm", Kind::kDate},
      {"yyyy/m/d h:mm", Kind::kDateTime},
      {"h:mm AM/PM", Kind::kTime},
      {"[h]:mm:ss", Kind::kTime},
      {"0.0%", Kind::kPercent},
      {"000000", Kind::kPadded},
      {"0", Kind::kPlain},
  };
  for (const auto& each : kCases) {
    EXPECT_EQ(FormatOfCode(each.code).kind, each.kind) << each.code;
  }
  EXPECT_EQ(FormatOfCode("000000").width, 6);
  EXPECT_EQ(FormatOfCode("0\"元/天\"").unit, "元/天");
  EXPECT_EQ(FormatOfCode("#,##0.00\\元;[Red]-0").unit, "元");
  EXPECT_EQ(FormatOfCode("General\"元/小时\"").unit, "元/小时");
  // An 8 that shows as 8K is 8,000; what leaves the number as good as it is, is left out.
  for (const auto& [code, unit] :
       std::vector<std::pair<std::string, std::string>>{{"0\"K\"", "K"},
                                                        {"0.0\"k\"", "k"},
                                                        {"#,##0\"K\";-0\"K\"", "K"},
                                                        {"0\\K", "K"},
                                                        {"0K", "K"},
                                                        {"0.0\" K\"", "K"},
                                                        {"General\"k\"", "k"},
                                                        {"0\"K+\"", "K+"},
                                                        {"0.0\"W\"", "W"},
                                                        {"0.0\"w\"_ ", "w"},
                                                        {"0\"/h\"", "/h"},
                                                        {"0\"/Hour\"", "/Hour"},
                                                        {"0\"k元\"", "k元"},
                                                        {"[>=1]0.0\"K\";0", "K"},
                                                        {"0.0,\"K\"", ""},
                                                        {"\"K\"0", ""},
                                                        {"#\"K\"0", ""},
                                                        {"0\"RMB\"", ""},
                                                        {"0\"cm\"", ""},
                                                        {"0\"kg\"", ""},
                                                        {"0\"+\"", ""}}) {
    EXPECT_EQ(FormatOfCode(code).unit, unit) << code;
    EXPECT_EQ(FormatOfCode(code).kind, Kind::kPlain) << code;
  }
  EXPECT_EQ(NumberText(8, FormatOfCode("0\"K\""), false), "8K");
  EXPECT_EQ(NumberText(8.5, FormatOfCode("0.0\"k\""), false), "8.5k");
  EXPECT_EQ(NumberText(8500, FormatOfCode("0.0,\"k\""), false), "8500");
  // What is no unit of this very number: scaled, made of parts, in front, a name.
  for (const char* code : {"0.0,\"千\"", "0!.0,\"万\"", "0\".\"0000\"万\"", "\"约\"0", "0\"号\"",
                           "0.0\"°\"", "0", "@", "yyyy\"年\"m\"月\""}) {
    EXPECT_EQ(FormatOfCode(code).unit, "") << code;
  }
  EXPECT_EQ(BuiltinFormat(14).kind, Kind::kDate);
  EXPECT_EQ(BuiltinFormat(31).kind, Kind::kDate);  // yyyy年m月d日 of a Chinese system
  EXPECT_EQ(BuiltinFormat(0).kind, Kind::kPlain);
}

TEST(CellFormat, NumbersAreTextsAsPeopleSeeThem) {
  const struct {
    double number;
    NumberFormat format;
    const char* text;
  } kCases[] = {
      {5500, {}, "5500"},
      {-3, {}, "-3"},
      {0.1 + 0.2, {}, "0.3"},
      {13'800'000'000, {}, "13800000000"},
      {5.2e17, {}, "5.2E+17"},
      {45443, {Kind::kDate}, "2024-05-31"},
      {45443.354166666664, {Kind::kDateTime}, "2024-05-31 08:30"},
      {45443.999999999, {Kind::kDateTime}, "2024-06-01"},
      {0.354166666666, {Kind::kTime}, "08:30"},
      {1, {Kind::kDate}, "1900-01-01"},
      {61, {Kind::kDate}, "1900-03-01"},
      {-1, {Kind::kDate}, "-1"},
      {1e10, {Kind::kDate}, "10000000000"},
      {0.15, {Kind::kPercent}, "15%"},
      {520, {Kind::kPadded, 6}, "000520"},
      {1234567, {Kind::kPadded, 6}, "1234567"},
      {200, {Kind::kPlain, 0, "元/天"}, "200元/天"},
  };
  for (const auto& each : kCases) {
    EXPECT_EQ(NumberText(each.number, each.format, false), each.text) << each.number;
  }
  EXPECT_EQ(NumberText(43981, {Kind::kDate}, true), "2024-05-31");
}

TEST(CellFormat, DatesThatAreWrittenAsTextsNeedNeitherClockNorZone) {
  const struct {
    const char* written;
    const char* text;
  } kCases[] = {
      {"2026-07-01", "2026-07-01"},
      {"2026-07-01T00:00:00", "2026-07-01"},
      {"2026-07-01T00:00:00Z", "2026-07-01"},
      {"2026-07-01T00:00:00.000Z", "2026-07-01"},
      {"2026-07-01T00:00:00.000", "2026-07-01"},
      {"2026-07-01T00:00:00+08:00", "2026-07-01"},
      {"2026-06-30T16:00:00.000Z", "2026-07-01"},
      {"2026-07-01T08:30:00.5", "2026-07-01 08:30:00"},
      {"2026-07-01T08:30", "2026-07-01 08:30"},
      {"2026-07-01T00:30:00Z", "2026-07-01 08:30:00"},
      {"no date of any known form", "no date of any known form"},
  };
  for (const auto& each : kCases) EXPECT_EQ(IsoDateText(each.written), each.text);
}

TEST(CellFormat, DigitsThatWereLostAreTold) {
  const struct {
    const char* written;
    const char* text;
    bool lost;
  } kCases[] = {
      {"13800000000", "13800000000", false},
      {"1.38E10", "13800000000", false},
      {"529999199001010015", "529999199001010015", false},  // not what a double gives again
      {"5.2999919900101E+17", "5.2999919900101E+17", true},
      {"529999199001010000", "5.2999919900101E+17", true},
      {"6222020200112233", "6.22202020011223E+15", true},
      {"abc", "abc", false},
      {"1e999", "1e999", false},
      {"", "", false},
  };
  for (const auto& each : kCases) {
    bool lost = false;
    EXPECT_EQ(WrittenNumberText(each.written, {}, false, lost), each.text);
    EXPECT_EQ(lost, each.lost) << each.written;
  }
}

TEST(CellFormat, ScientificAndZeroFractionInTexts) {
  for (const char* yes : {"5.29999E+17", "1.38E+10", "1.38e10", "1E+10"}) {
    EXPECT_TRUE(IsScientific(yes)) << yes;
  }
  for (const char* no : {"3E10", "E+1", "1.5", "A1.2E3", "12.5E3", "1.2E", "1.2E3x", ""}) {
    EXPECT_FALSE(IsScientific(no)) << no;
  }
  EXPECT_EQ(WithoutZeroFraction("13800000000.0"), "13800000000");
  EXPECT_EQ(WithoutZeroFraction("5.00"), "5");
  for (const char* same : {"5.10", "v5.0", "1.2.0", ".0", "5.", "5"}) {
    EXPECT_EQ(WithoutZeroFraction(same), same);
  }
}

}  // namespace
}  // namespace laowu::intake

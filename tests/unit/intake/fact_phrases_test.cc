// Phrases of postings, in plain, dialect and chat speech, with what they say of board, nights,
// ages, schooling, experience, heads, insurance, hours and pay; many say nothing of it.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "intake/facts/facts.h"
#include "intake/wage/pay_clauses.h"
#include "intake/wage/wage.h"

namespace laowu::intake {
namespace {

std::string YesNo(const std::optional<bool>& said) {
  if (!said.has_value()) return "-";
  return *said ? "y" : "n";
}

template <typename T>
std::string Number(const std::optional<T>& found, absl::string_view none) {
  return found.has_value() ? absl::StrCat(found->value) : std::string(none);
}

std::string Ages(const AgeLimits& limits) {
  return absl::StrCat(limits.min_years, " ", limits.max_years);
}

std::string School(const std::string& text) {
  static constexpr absl::string_view kLevels[] = {"-",    "none", "pri", "mid",
                                                  "high", "voc",  "col", "bac"};
  const auto found = ReadEducationInText(text);
  return std::string(found.has_value() ? kLevels[static_cast<int>(found->value)] : "-");
}

std::string Pay(const std::string& text, bool is_cell) {
  static constexpr absl::string_view kKinds[] = {"-", "M", "D", "H", "P", "Y"};
  WageHints hints;
  if (!is_cell) {
    hints.days_off_only = WorksOnDaysOffOnly(text);
    TakeHoursOfAMonth(text, hints);
    TakeHoursOfADay(text, hints);
  }
  const WageReading wage = ReadWage(is_cell ? text : PayClauses(text), hints);
  return absl::StrCat(wage.min_cny_per_month, " ", wage.max_cny_per_month, " ",
                      kKinds[static_cast<int>(wage.pay_kind)]);
}

std::string Said(absl::string_view what, const std::string& text) {
  if (what == "board") {
    const Board board = ReadBoard(text);
    return YesNo(board.accommodation) + YesNo(board.meals);
  }
  if (what == "night" || what == "insurance") {
    const auto found = what == "night" ? ReadNightShift(text) : ReadSocialInsurance(text);
    return YesNo(found.has_value() ? std::optional(found->value) : std::nullopt);
  }
  if (what == "age") {
    const auto found = ReadAgeInText(text);
    return Ages(found.has_value() ? found->value : AgeLimits{});
  }
  if (what == "education") return School(text);
  if (what == "experience") return Number(ReadExperienceInText(text), "0");
  if (what == "experience_cell") {
    const auto months = ReadExperienceColumn(text);
    return months.has_value() ? absl::StrCat(*months) : "-";
  }
  if (what == "openings") return Number(ReadCountInText(text), "-");
  if (what == "hours") return Number(ReadHoursPerWeek(text), "-");
  if (what == "days_off") return WorksOnDaysOffOnly(text) ? "y" : "-";
  if (what == "piece") return SaysPieceWork(text) ? "y" : "-";
  if (what == "pay" || what == "pay_cell") return Pay(text, what == "pay_cell");
  return "unknown row";
}

TEST(FactPhrases, EachSaysWhatItSays) {
  std::ifstream file(LAOWU_FACT_PHRASES);
  std::string line;
  std::map<std::string, int> count_of;  // by what is read
  while (std::getline(file, line)) {
    if (absl::StartsWith(line, "#")) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    ASSERT_EQ(cells.size(), 3u) << line;
    EXPECT_EQ(Said(cells[0], cells[1]), cells[2]) << cells[0] << ": " << cells[1];
    ++count_of[cells[0]];
  }
  // As many as there were when this was written: rows are added, and none may be lost.
  const std::map<std::string, int> kLeast = {
      {"pay", 163},           {"board", 96},      {"age", 60},      {"night", 58},
      {"insurance", 48},      {"experience", 48}, {"openings", 42}, {"pay_cell", 36},
      {"education", 26},      {"piece", 15},      {"days_off", 13}, {"hours", 10},
      {"experience_cell", 10}};
  EXPECT_EQ(count_of.size(), kLeast.size());
  for (const auto& [what, least] : kLeast) EXPECT_GE(count_of[what], least) << what;
}

TEST(FactPhrases, ACoupleIsTwo) {
  for (const char* cell : {"夫妻2人", "夫妻一对", "一对夫妻", "夫妻工"}) {
    EXPECT_EQ(ReadCount(cell), 2) << cell;
  }
}

TEST(FactPhrases, AgesOfACellWithSexes) {
  for (const auto& [cell, low, high] :
       {std::tuple{"男/50以下", 0, 50}, std::tuple{"男45以内", 0, 45},
        std::tuple{"女40以内", 0, 40}, std::tuple{"不限 22-40", 22, 40},
        std::tuple{"年满18不超过50", 18, 50}, std::tuple{"不超五十", 0, 50}}) {
    const auto limits = ReadAgeColumn(cell);
    ASSERT_TRUE(limits.has_value()) << cell;
    EXPECT_EQ(Ages(*limits), absl::StrCat(low, " ", high)) << cell;
  }
}

}  // namespace
}  // namespace laowu::intake

// 200 made-up postings of Zhongshan's factories, every field labelled (postings/README.md): how
// many of each field are read as they were meant. The mess is in the form, so that almost all must
// be.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kRowColumns = 7;

std::string Said(const std::optional<bool>& value) {
  return value.has_value() ? *value ? "yes" : "no" : "";
}

std::string NameOf(PayKind kind) {
  switch (kind) {
    case PayKind::kMonthly:
      return "month";
    case PayKind::kDaily:
      return "day";
    case PayKind::kHourly:
      return "hour";
    case PayKind::kPiece:
      return "piece";
    case PayKind::kYearly:
      return "year";
    case PayKind::kUnspecified:
      break;
  }
  return "";
}

// What was read, under the names of the labels.
std::map<std::string, std::string> Read(const VacancyReading& reading) {
  const VacancyDraft& draft = reading.vacancy;
  std::map<std::string, bool> warned;
  for (const Warning& warning : reading.warnings) warned[warning.reason] = true;
  const auto told = [&](absl::string_view reason) {
    return warned.contains(std::string(reason)) ? "yes" : "no";
  };
  return {{"want_place", draft.workplace_division_code},
          {"want_occupation", draft.occupation_code},
          {"want_wage_min", absl::StrCat(draft.min_wage_cny_per_month)},
          {"want_wage_max", absl::StrCat(draft.max_wage_cny_per_month)},
          {"want_pay_kind", NameOf(draft.pay_kind)},
          {"want_openings", absl::StrCat(draft.opening_count)},
          {"want_min_age", absl::StrCat(draft.min_age_years)},
          {"want_max_age", absl::StrCat(draft.max_age_years)},
          {"want_education", absl::StrCat(static_cast<int>(draft.min_education))},
          {"want_experience_months", absl::StrCat(draft.min_experience_months)},
          {"want_accommodation", Said(draft.accommodation_provided)},
          {"want_meals", Said(draft.meals_provided)},
          {"want_night_shift", Said(draft.night_shift)},
          {"want_hours", draft.hours_per_week == 0 ? "" : absl::StrCat(draft.hours_per_week)},
          {"want_insurance", draft.social_insurance.value_or(false) ? "yes" : "no"},
          {"want_contact", told(reason::kContactRemoved)},
          {"want_condition", told(reason::kConditionDropped)},
          {"want_fee", told(reason::kFeeSuspected)}};
}

TEST(FactoryPostings, AreReadFieldByField) {
  std::ifstream file(absl::StrCat(LAOWU_POSTINGS_DIR, "/factory_postings.tsv"));
  ASSERT_TRUE(file.is_open());
  std::string line;
  ASSERT_TRUE(std::getline(file, line));
  const std::vector<std::string> header = absl::StrSplit(line, '\t');
  ASSERT_GT(header.size(), kRowColumns);
  const std::vector<std::string> own(header.begin(), header.begin() + kRowColumns);
  LAOWU_ASSERT_OK_AND_ASSIGN(const ColumnMap map, ColumnMap::Make(TableKind::kVacancies, own));
  const VacancyReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  std::map<std::string, std::pair<int, int>> right;  // of how many
  int rows = 0;
  const bool show = std::getenv("LAOWU_SHOW_WARNINGS") != nullptr;
  while (std::getline(file, line)) {
    std::vector<std::string> cells = absl::StrSplit(line, '\t');
    ASSERT_EQ(cells.size(), header.size()) << line;
    ++rows;
    const std::vector<std::string> wanted = cells;
    cells.resize(kRowColumns);
    for (std::string& cell : cells) cell = absl::StrReplaceAll(cell, {{"\\n", "\n"}});
    const VacancyReading reading = reader.Read(map.Apply(cells));
    const auto read = Read(reading);
    for (std::size_t i = kRowColumns; i < header.size(); ++i) {
      const std::string& got = read.at(header[i]);
      // An occupation label may be a class above; what is read within it is right.
      const bool equal =
          header[i] == "want_occupation" ? absl::StartsWith(got, wanted[i]) : got == wanted[i];
      auto& [count, all] = right[header[i]];
      count += equal ? 1 : 0;
      ++all;
      if (!equal && show) {
        std::cout << header[i] << ": " << got << " not " << wanted[i] << " | " << cells[2] << " | "
                  << cells[3] << " | " << cells[4] << " | " << cells[5] << " | " << cells[6]
                  << "\n";
      }
    }
  }
  ASSERT_EQ(rows, 200);
  for (const auto& [name, counts] : right) {
    std::cout << "made-up postings, " << name.substr(5) << ": " << counts.first << " of "
              << counts.second << "\n";
    // Titles are judged elsewhere, against labelled ones of real postings.
    if (name != "want_occupation") {
      EXPECT_GE(counts.first * 100, counts.second * 97) << name;
    }
  }
}

}  // namespace
}  // namespace laowu::intake

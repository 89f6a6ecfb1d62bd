#include "tests/bench/matching/made_up_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace laowu::matcher {
namespace {

constexpr int kTradeCount = 320;
constexpr int kSkillCount = 280;
constexpr std::array<const char*, 9> kPlaces = {"442000", "440000", "441900", "440100", "330000",
                                                "440300", "440600", "350000", "520000"};
constexpr std::array<const char*, 8> kCities = {"442000101", "442000102", "441900003", "440113000",
                                                "440306000", "330382000", "440605000", "350582000"};

std::string Occupation(int trade) {
  return absl::StrFormat("6-%02d-%02d-%02d", 10 + trade / 40, trade / 8 % 5, 1 + trade % 8);
}

}  // namespace

Shape ShapeOf(absl::string_view name) {
  if (name == "flat") return Shape::kFlat;
  return name == "anywhere" ? Shape::kAnywhere : Shape::kRealistic;
}

const absl::CivilDay& RowMaker::Today() {
  static const absl::CivilDay today(2026, 11, 1);
  return today;
}

int RowMaker::Below(int bound) {
  return static_cast<int>(random_() % static_cast<std::uint64_t>(bound));
}

bool RowMaker::Chance(int percent) { return Below(100) < percent; }

// 0 … bound - 1; number i as often as 1 / (i + 3): some are very common, most are rare.
int RowMaker::Skewed(int bound) {
  const double u = static_cast<double>(random_() >> 11) * 0x1.0p-53;
  const double ratio = (bound + 3.0) / 3.0;
  return std::min(bound - 1, static_cast<int>(3.0 * std::pow(ratio, u) - 3.0));
}

int RowMaker::Pick(int bound) { return shape_ == Shape::kFlat ? Below(bound) : Skewed(bound); }

int RowMaker::SkillOf(int trade) { return (trade * 7 + Below(3)) % kSkillCount; }

WorkerRow RowMaker::Worker(int number) {
  WorkerRow row;
  row.name = absl::StrFormat("workers/%026d", number);
  row.tie_hash = static_cast<std::int64_t>(random_() >> 1);
  row.active = !Chance(2);
  row.legal_basis_in_force = Chance(97) ? LegalBasis::kConsent : LegalBasis::kNone;
  row.currently_away = Chance(35);
  if (row.currently_away) {
    row.away_division_code = "442000101";
    if (Chance(8)) row.job_wanted_from = Today() + Below(60);
  }
  if (Chance(20)) row.available_date = Today() + Below(60);
  row.birth_date = absl::CivilDay(1962 + Below(47), 1 + Below(12), 5);
  row.education = static_cast<EducationLevel>(2 + std::min(Skewed(6), 4));
  if (Chance(85)) row.min_wage_cny_per_month = 3'000 + 100 * Below(45);
  if (shape_ != Shape::kAnywhere && Chance(75)) {
    for (int i = 1 + Below(3); i > 0; --i) {
      row.preferred_division_codes.push_back(
          kPlaces[static_cast<std::size_t>(Pick(static_cast<int>(kPlaces.size())))]);
    }
  }
  row.accommodation_required = Chance(40);
  row.refuses_night_shift = Chance(20);
  const int trade = Pick(kTradeCount);
  for (int i = Chance(25) ? 0 : 1 + Below(3); i > 0; --i) {
    const int skill = Chance(70) ? SkillOf(trade) : Pick(kSkillCount);
    row.skills.push_back({absl::StrCat("skill-", skill), absl::StrCat("group-", skill / 8),
                          1 + Skewed(5), 6 * Skewed(40)});
  }
  for (int i = Chance(15) ? 0 : 1 + Below(3); i > 0; --i) {
    row.desired_occupation_codes.push_back(Occupation(Chance(60) ? trade : Pick(kTradeCount)));
  }
  if (Chance(50)) row.past_occupation_codes.push_back(Occupation(trade));
  if (Chance(30)) row.policy_groups = BitOf(1 + Below(3));
  const int home = Below(92);
  row.division_code = absl::StrFormat("5202%02d1%02d", 1 + home / 23, home % 23);
  row.home = PlanePoint{100'000 + 12 * home + Below(60), 28'000 + 9 * (home % 17)};
  return row;
}

VacancyRow RowMaker::Vacancy(int number) {
  VacancyRow row;
  row.name = absl::StrCat("offices/zhongshan/vacancies/", number);
  row.tie_hash = static_cast<std::int64_t>(random_() >> 1);
  row.state = VacancyState::kOpen;
  row.openings_left_count = 1 + Skewed(40);
  if (Chance(40)) row.max_age_years = 35 + 5 * Below(5);
  if (Chance(60)) row.min_age_years = 18;
  if (Chance(15)) row.min_education = static_cast<EducationLevel>(3 + Below(3));
  if (Chance(92)) row.max_wage_cny_per_month = 4'000 + 250 * Skewed(24);
  if (Chance(60)) row.accommodation_provided = Chance(85);
  if (Chance(30)) row.night_shift = Chance(60);
  if (Chance(30)) row.start_date = Today() + Below(45);
  const int trade = Pick(kTradeCount);
  const int kind = Below(100);
  for (int i = kind < 38 ? 0 : 1 + Below(3); i > 0; --i) {
    const int skill = Chance(80) ? SkillOf(trade) : Pick(kSkillCount);
    row.skill_requirements.push_back({absl::StrCat("skill-", skill),
                                      absl::StrCat("group-", skill / 8), 1 + Skewed(3),
                                      kind >= 58 && (i == 1 || Chance(50))});
  }
  row.occupation_code = Occupation(trade);
  const int place = Pick(static_cast<int>(kCities.size()));
  row.workplace_division_code = kCities[static_cast<std::size_t>(place)];
  row.workplace_lineage_codes = {row.workplace_division_code.substr(0, 2) + "0000",
                                 row.workplace_division_code.substr(0, 4) + "00",
                                 row.workplace_division_code};
  row.workplace = PlanePoint{105'000 + 400 * place, 20'000 + 700 * place + Below(200)};
  return row;
}

}  // namespace laowu::matcher

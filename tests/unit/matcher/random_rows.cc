#include "tests/unit/matcher/random_rows.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"

namespace laowu::matcher {
namespace {

bool Chance(int percent, Random& random) { return Below(100, random) < percent; }

template <typename T, std::size_t n>
const T& OneOf(const std::array<T, n>& values, Random& random) {
  return values[static_cast<std::size_t>(Below(static_cast<int>(n), random))];
}

const std::array<const char*, 9> kOccupations = {"6-18-02-24", "6-18-02-01", "6-18-01-01",
                                                 "6-29-01-01", "4-02-01-01", "6-18-02",
                                                 "6-18",       "6",          "8-00-00-00"};
const std::array<const char*, 7> kPlaces = {"440000",    "442000", "442000101", "441900",
                                            "441900003", "330000", "330100"};
const std::array<const char*, 4> kHomes = {"520281105", "520281106", "520201001", "520203102"};

absl::CivilDay RandomDay(Random& random) {
  // Around 29 February 2028, so that birthdays and starts meet it.
  return absl::CivilDay(2028, 2, 29) + (Below(40, random) - 20);
}

absl::CivilDay RandomBirthDate(Random& random) {
  const int age_years = Chance(15, random) ? 14 + Below(6, random) : 18 + Below(40, random);
  if (Chance(20, random)) return absl::CivilDay(2028 - age_years / 4 * 4, 2, 29);
  return absl::CivilDay(2028 - age_years, 2, 29) + (Below(40, random) - 20);
}

std::optional<PlanePoint> RandomPoint(Random& random) {
  if (Chance(15, random)) return std::nullopt;
  return PlanePoint{100'000 + 1'000 * Below(8, random), 25'000 + 1'000 * Below(8, random)};
}

std::string RandomSkill(Random& random) { return absl::StrCat("skill-", Below(8, random)); }

std::string GroupOf(const std::string& skill) {
  const int number = skill.back() - '0';
  return number >= 6 ? "" : absl::StrCat("group-", number / 2);
}

EducationLevel RandomEducation(int percent_missing, Random& random) {
  if (Chance(percent_missing, random)) return EducationLevel::kUnspecified;
  return static_cast<EducationLevel>(1 + Below(7, random));
}

// Few, so that pairs of rows tie, also in their names' order.
std::int64_t RandomTieHash(Random& random) {
  if (Chance(50, random)) return Below(4, random);
  return static_cast<std::int64_t>(random() >> 1);
}

std::optional<bool> RandomAnswer(Random& random) {
  if (Chance(40, random)) return std::nullopt;
  return Chance(50, random);
}

}  // namespace

int Below(int bound, Random& random) {
  return static_cast<int>(random() % static_cast<std::uint64_t>(bound));
}

WorkerRow RandomWorker(const std::string& name, Random& random) {
  WorkerRow row;
  row.name = name;
  row.tie_hash = RandomTieHash(random);
  row.active = Chance(95, random);
  row.dead = Chance(3, random);
  row.legal_basis_in_force =
      Chance(85, random) ? LegalBasis::kConsent : static_cast<LegalBasis>(Below(3, random));
  row.has_live_placement = Chance(5, random);
  row.currently_away = Chance(20, random);
  if (row.currently_away && Chance(80, random)) row.away_division_code = OneOf(kPlaces, random);
  if (Chance(50, random)) row.job_wanted_from = RandomDay(random);
  if (Chance(50, random)) row.available_date = RandomDay(random) - 15;
  if (Chance(90, random)) row.birth_date = RandomBirthDate(random);
  row.education = RandomEducation(15, random);
  if (Chance(80, random)) row.min_wage_cny_per_month = 100 + 700 * Below(10, random);
  for (int i = Chance(60, random) ? 0 : Below(5, random); i > 0; --i) {
    row.preferred_division_codes.push_back(OneOf(kPlaces, random));
  }
  row.accommodation_required = Chance(25, random);
  row.refuses_night_shift = Chance(25, random);
  for (int i = Chance(5, random) ? kMaxSkills : Below(5, random); i > 0; --i) {
    WorkerSkill& skill = row.skills.emplace_back();
    skill.skill_code = RandomSkill(random);
    skill.group_code = GroupOf(skill.skill_code);
    skill.level = 1 + Below(5, random);
    if (Chance(70, random)) skill.experience_months = Below(150, random);
  }
  for (int i = Below(4, random); i > 0; --i) {
    row.desired_occupation_codes.push_back(OneOf(kOccupations, random));
  }
  for (int i = Below(4, random); i > 0; --i) {
    row.past_occupation_codes.push_back(OneOf(kOccupations, random));
  }
  for (int group = 1; group <= 5; ++group) {
    if (Chance(20, random)) row.policy_groups |= BitOf(group);
  }
  if (Chance(95, random)) row.division_code = OneOf(kHomes, random);
  row.home = RandomPoint(random);
  return row;
}

VacancyRow RandomVacancy(const std::string& name, Random& random) {
  VacancyRow row;
  row.name = name;
  row.tie_hash = RandomTieHash(random);
  row.state =
      Chance(92, random) ? VacancyState::kOpen : static_cast<VacancyState>(Below(4, random));
  if (Chance(50, random)) row.expire_date = RandomDay(random) + 15;
  if (Chance(80, random)) row.openings_left_count = Below(30, random) - 1;
  for (int i = Chance(80, random) ? 0 : Below(4, random); i > 0; --i) {
    const absl::CivilDay from = RandomDay(random);
    row.employer_blocks.push_back({from, {}});
    if (Chance(70, random)) row.employer_blocks.back().until = from + Below(20, random);
  }
  if (Chance(70, random)) row.start_date = RandomDay(random);
  if (Chance(20, random)) row.min_age_years = 16 + Below(5, random);
  if (Chance(20, random)) row.max_age_years = 35 + 5 * Below(6, random);
  if (Chance(20, random)) row.hazards = BitOf(1 + Below(15, random));
  row.no_juvenile_hazards = RandomAnswer(random);
  row.min_education = RandomEducation(85, random);
  if (Chance(20, random)) row.min_experience_months = 1 + Below(300, random);
  if (Chance(85, random)) row.max_wage_cny_per_month = 3'500 + 500 * Below(12, random);
  row.accommodation_provided = RandomAnswer(random);
  row.night_shift = RandomAnswer(random);
  for (int i = Chance(40, random) ? 0 : Below(4, random); i > 0; --i) {
    SkillRequirement& requirement = row.skill_requirements.emplace_back();
    requirement.skill_code = RandomSkill(random);
    requirement.group_code = GroupOf(requirement.skill_code);
    requirement.min_level = 1 + Below(4, random);
    requirement.required = Chance(25, random);
  }
  if (Chance(90, random)) row.occupation_code = OneOf(kOccupations, random);
  switch (Below(10, random)) {
    case 0:
      break;  // no place
    case 1:
      row.workplace_division_code = "330100";
      row.workplace_lineage_codes = {"330000", "330100"};
      break;
    case 2:
    case 3:
      row.workplace_division_code = "441900003";
      row.workplace_lineage_codes = {"440000", "441900", "441900003"};
      break;
    default:
      row.workplace_division_code = "442000101";
      row.workplace_lineage_codes = {"440000", "442000", "442000101"};
  }
  row.workplace = RandomPoint(random);
  return row;
}

}  // namespace laowu::matcher

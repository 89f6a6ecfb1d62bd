#include "matcher/types.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace laowu::matcher {
namespace {

// Remembers the first violation; what follows it is not looked at.
class Violation {
 public:
  void Require(bool holds, absl::string_view field, absl::string_view must) {
    if (!holds && status_.ok()) {
      status_ = absl::InvalidArgumentError(absl::StrCat(field, " must ", must));
    }
  }
  void RequireRange(int value, int least, int most, absl::string_view field) {
    Require(least <= value && value <= most, field, absl::StrCat("be ", least, " to ", most));
  }
  void RequireCount(std::size_t count, int most, absl::string_view field) {
    Require(count <= static_cast<std::size_t>(most), field, absl::StrCat("have at most ", most));
  }
  void RequireCode(absl::string_view code, absl::string_view field) {
    Require(!code.empty() && code.size() <= static_cast<std::size_t>(kMaxCodeBytes), field,
            absl::StrCat("have 1 to ", kMaxCodeBytes, " bytes"));
  }
  void RequireOptionalCode(absl::string_view code, absl::string_view field) {
    if (!code.empty()) RequireCode(code, field);
  }
  void RequireDate(const std::optional<absl::CivilDay>& day, absl::string_view field) {
    Require(!day.has_value() || (1900 <= day->year() && day->year() <= 9999), field,
            "be from 1900-01-01 to 9999-12-31");
  }
  void RequirePoint(const std::optional<PlanePoint>& point, absl::string_view field) {
    constexpr int kFar = 20'000'000;
    Require(!point.has_value() || (-kFar <= point->x_100m && point->x_100m <= kFar &&
                                   -kFar <= point->y_100m && point->y_100m <= kFar),
            field, "come from ToPlane");
  }
  void RequireOccupation(absl::string_view code, absl::string_view field) {
    Require(IsOccupationCode(code), field, "have the form d-dd-dd-dd, or be a class above one");
  }
  absl::Status status() const { return status_; }

 private:
  absl::Status status_;
};

void CheckNameAndTie(absl::string_view name, std::int64_t tie_hash, Violation& violation) {
  violation.Require(name.size() <= static_cast<std::size_t>(kMaxNameBytes), "name",
                    absl::StrCat("have at most ", kMaxNameBytes, " bytes"));
  violation.Require(tie_hash >= 0, "tie_hash", "not be negative");
}

std::string Element(absl::string_view field, std::size_t index, absl::string_view member = "") {
  return absl::StrCat(field, "[", index, "]", member.empty() ? "" : ".", member);
}

}  // namespace

bool IsOccupationCode(absl::string_view code) {
  bool well_formed = code.size() == 1 || code.size() == 4 || code.size() == 7 || code.size() == 10;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const bool hyphen_here = i % 3 == 1;
    well_formed =
        well_formed &&
        (hyphen_here ? code[i] == '-' : absl::ascii_isdigit(static_cast<unsigned char>(code[i])));
  }
  return well_formed;
}

absl::Status CheckRow(const WorkerRow& row) {
  Violation violation;
  CheckNameAndTie(row.name, row.tie_hash, violation);
  violation.RequireOptionalCode(row.away_division_code, "away_division_code");
  violation.RequireDate(row.job_wanted_from, "job_wanted_from");
  violation.RequireDate(row.available_date, "available_date");
  violation.RequireDate(row.birth_date, "birth_date");
  violation.RequireRange(static_cast<int>(row.education), 0,
                         static_cast<int>(EducationLevel::kBachelorOrAbove), "education");
  violation.RequireRange(static_cast<int>(row.legal_basis_in_force), 0,
                         static_cast<int>(LegalBasis::kStatutoryDuty), "legal_basis_in_force");
  if (row.min_wage_cny_per_month.has_value()) {
    violation.RequireRange(*row.min_wage_cny_per_month, kMinWageCnyPerMonth, kMaxWageCnyPerMonth,
                           "min_wage_cny_per_month");
  }
  violation.RequireCount(row.preferred_division_codes.size(), kMaxPreferredDivisions,
                         "preferred_division_codes");
  for (std::size_t i = 0; i < row.preferred_division_codes.size(); ++i) {
    violation.RequireCode(row.preferred_division_codes[i], Element("preferred_division_codes", i));
  }
  violation.RequireCount(row.skills.size(), kMaxSkills, "skills");
  for (std::size_t i = 0; i < row.skills.size(); ++i) {
    const WorkerSkill& skill = row.skills[i];
    violation.RequireCode(skill.skill_code, Element("skills", i, "skill_code"));
    violation.RequireOptionalCode(skill.group_code, Element("skills", i, "group_code"));
    violation.RequireRange(skill.level, kMinSkillLevel, kMaxSkillLevel,
                           Element("skills", i, "level"));
    violation.RequireRange(skill.experience_months.value_or(0), 0, kMaxExperienceMonths,
                           Element("skills", i, "experience_months"));
  }
  violation.RequireCount(row.desired_occupation_codes.size(), kMaxDesiredOccupations,
                         "desired_occupation_codes");
  for (std::size_t i = 0; i < row.desired_occupation_codes.size(); ++i) {
    violation.RequireOccupation(row.desired_occupation_codes[i],
                                Element("desired_occupation_codes", i));
  }
  violation.RequireCount(row.past_occupation_codes.size(), kMaxPastOccupations,
                         "past_occupation_codes");
  for (std::size_t i = 0; i < row.past_occupation_codes.size(); ++i) {
    violation.RequireOccupation(row.past_occupation_codes[i], Element("past_occupation_codes", i));
  }
  violation.Require((row.policy_groups & BitOf(0)) == 0, "policy_groups", "not have bit 0");
  violation.RequireOptionalCode(row.division_code, "division_code");
  violation.RequirePoint(row.home, "home");
  return violation.status();
}

absl::Status CheckRow(const VacancyRow& row) {
  Violation violation;
  CheckNameAndTie(row.name, row.tie_hash, violation);
  violation.RequireRange(static_cast<int>(row.state), 0, static_cast<int>(VacancyState::kExpired),
                         "state");
  violation.RequireDate(row.expire_date, "expire_date");
  violation.RequireRange(row.openings_left_count.value_or(0), -1'000'000'000, 1'000'000'000,
                         "openings_left_count");
  violation.RequireCount(row.employer_blocks.size(), kMaxEmployerBlocks, "employer_blocks");
  for (std::size_t i = 0; i < row.employer_blocks.size(); ++i) {
    violation.RequireDate(row.employer_blocks[i].from, Element("employer_blocks", i, "from"));
    violation.RequireDate(row.employer_blocks[i].until, Element("employer_blocks", i, "until"));
  }
  violation.RequireDate(row.start_date, "start_date");
  violation.RequireRange(row.min_age_years.value_or(1), 1, kMaxAgeYears, "min_age_years");
  violation.RequireRange(row.max_age_years.value_or(1), 1, kMaxAgeYears, "max_age_years");
  violation.Require((row.hazards & BitOf(0)) == 0, "hazards", "not have bit 0");
  violation.RequireRange(static_cast<int>(row.min_education), 0,
                         static_cast<int>(EducationLevel::kBachelorOrAbove), "min_education");
  violation.RequireRange(row.min_experience_months.value_or(1), 1, kMaxExperienceMonths,
                         "min_experience_months");
  if (row.max_wage_cny_per_month.has_value()) {
    violation.RequireRange(*row.max_wage_cny_per_month, kMinWageCnyPerMonth, kMaxWageCnyPerMonth,
                           "max_wage_cny_per_month");
  }
  violation.RequireCount(row.skill_requirements.size(), kMaxSkills, "skill_requirements");
  for (std::size_t i = 0; i < row.skill_requirements.size(); ++i) {
    const SkillRequirement& requirement = row.skill_requirements[i];
    violation.RequireCode(requirement.skill_code, Element("skill_requirements", i, "skill_code"));
    violation.RequireOptionalCode(requirement.group_code,
                                  Element("skill_requirements", i, "group_code"));
    violation.RequireRange(requirement.min_level, kMinSkillLevel, kMaxSkillLevel,
                           Element("skill_requirements", i, "min_level"));
  }
  if (!row.occupation_code.empty()) {
    violation.RequireOccupation(row.occupation_code, "occupation_code");
  }
  violation.RequireOptionalCode(row.workplace_division_code, "workplace_division_code");
  violation.RequireCount(row.workplace_lineage_codes.size(), kMaxLineageCodes,
                         "workplace_lineage_codes");
  for (std::size_t i = 0; i < row.workplace_lineage_codes.size(); ++i) {
    violation.RequireCode(row.workplace_lineage_codes[i], Element("workplace_lineage_codes", i));
  }
  violation.RequirePoint(row.workplace, "workplace");
  return violation.status();
}

}  // namespace laowu::matcher

#include "matcher/packed_rows.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"

namespace laowu::matcher {
namespace {

PackedDate PackDate(const std::optional<absl::CivilDay>& day) {
  return day.has_value() ? matcher::PackDate(*day) : kNoDate;
}

std::optional<absl::CivilDay> UnpackOptionalDate(PackedDate date) {
  if (date == kNoDate) return std::nullopt;
  return UnpackDate(date);
}

Answer PackAnswer(const std::optional<bool>& answer) {
  if (!answer.has_value()) return Answer::kUnsaid;
  return *answer ? Answer::kYes : Answer::kNo;
}

std::optional<bool> UnpackAnswer(Answer answer) {
  if (answer == Answer::kUnsaid) return std::nullopt;
  return answer == Answer::kYes;
}

void UnpackOccupationTo(PackedOccupation occupation, std::string& code) {
  const auto digit = [](int figure) { return static_cast<char>('0' + figure); };
  code.assign(1, digit((occupation >> kMajorClassShift) - 1));
  for (int shift = kMiddleClassShift; shift >= 0; shift -= 7) {
    const int figure = (occupation >> shift) & 127;
    if (figure == 0) break;
    code.push_back('-');
    code.push_back(digit((figure - 1) / 10));
    code.push_back(digit((figure - 1) % 10));
  }
}

// Those that are stated, into the texts that `codes` has already.
template <std::size_t kMost>
void UnpackOccupationsTo(const std::array<PackedOccupation, kMost>& packed,
                         std::vector<std::string>& codes) {
  const auto end = std::find(packed.begin(), packed.end(), kNoOccupation);
  codes.resize(static_cast<std::size_t>(end - packed.begin()));
  for (std::size_t i = 0; i < codes.size(); ++i) UnpackOccupationTo(packed[i], codes[i]);
}

std::optional<int> UnpackPositive(std::int32_t number) {
  if (number == 0) return std::nullopt;
  return number;
}

static_assert(kMaxSkillLevel < 1 << (15 - kSkillGroupBits));

PackedSkill PackSkill(CodeNumber skill, CodeNumber group, int level) {
  PackedSkill packed;
  packed.skill = skill;
  packed.group = static_cast<unsigned>(group) & kUnknownGroup;
  packed.level = static_cast<unsigned>(level) & ((1 << (15 - kSkillGroupBits)) - 1);
  return packed;
}

// What both ways of packing share: how a code becomes a number is theirs.
template <typename Coder>
PackedWorker PackWith(const WorkerRow& row, Coder& coder) {
  PackedWorker packed;
  packed.tie_hash = row.tie_hash;
  packed.policy_groups = row.policy_groups;
  packed.division = coder.Division(row.division_code);
  packed.active = row.active;
  packed.dead = row.dead;
  packed.has_live_placement = row.has_live_placement;
  packed.currently_away = row.currently_away;
  packed.accommodation_required = row.accommodation_required;
  packed.refuses_night_shift = row.refuses_night_shift;
  packed.legal_basis = row.legal_basis_in_force;
  packed.education = row.education;
  packed.job_wanted_from = PackDate(row.job_wanted_from);
  packed.available_date = PackDate(row.available_date);
  packed.birth_date = PackDate(row.birth_date);
  packed.min_wage_cny_per_month = row.min_wage_cny_per_month.value_or(0);
  if (row.home.has_value()) {
    packed.x_100m = row.home->x_100m;
    packed.y_100m = row.home->y_100m;
  }
  for (std::size_t i = 0; i < row.preferred_division_codes.size(); ++i) {
    packed.preferred_divisions[i] = coder.Division(row.preferred_division_codes[i]);
  }
  for (std::size_t i = 0; i < row.desired_occupation_codes.size(); ++i) {
    packed.desired_occupations[i] = PackOccupation(row.desired_occupation_codes[i]);
  }
  for (std::size_t i = 0; i < row.past_occupation_codes.size(); ++i) {
    packed.past_occupations[i] = PackOccupation(row.past_occupation_codes[i]);
  }
  packed.away_division = coder.Division(row.away_division_code);
  packed.skills.reserve(row.skills.size());
  for (const WorkerSkill& skill : row.skills) {
    PackedSkill& out = packed.skills.emplace_back(
        PackSkill(coder.Skill(skill.skill_code), coder.SkillGroup(skill.group_code), skill.level));
    out.experience_months =
        static_cast<std::int16_t>(skill.experience_months.value_or(kUnknownMonths));
  }
  return packed;
}

template <typename Coder>
PackedVacancy PackWith(const VacancyRow& row, Coder& coder) {
  PackedVacancy packed;
  packed.tie_hash = row.tie_hash;
  packed.state = row.state;
  packed.min_education = row.min_education;
  packed.min_experience_months = static_cast<std::int16_t>(row.min_experience_months.value_or(0));
  packed.no_juvenile_hazards = PackAnswer(row.no_juvenile_hazards);
  packed.accommodation_provided = PackAnswer(row.accommodation_provided);
  packed.night_shift = PackAnswer(row.night_shift);
  packed.min_age_years = static_cast<std::uint8_t>(row.min_age_years.value_or(0));
  packed.max_age_years = static_cast<std::uint8_t>(row.max_age_years.value_or(0));
  packed.hazards = row.hazards;
  packed.expire_date = PackDate(row.expire_date);
  packed.start_date = PackDate(row.start_date);
  packed.openings_left_count = row.openings_left_count.value_or(kUnknownOpenings);
  packed.max_wage_cny_per_month = row.max_wage_cny_per_month.value_or(0);
  if (!row.occupation_code.empty()) packed.occupation = PackOccupation(row.occupation_code);
  if (row.workplace.has_value()) {
    packed.x_100m = row.workplace->x_100m;
    packed.y_100m = row.workplace->y_100m;
  }
  packed.workplace_division = coder.Division(row.workplace_division_code);
  for (std::size_t i = 0; i < row.workplace_lineage_codes.size(); ++i) {
    packed.workplace_lineage[i] = coder.Division(row.workplace_lineage_codes[i]);
  }
  packed.skills.reserve(row.skill_requirements.size());
  for (const SkillRequirement& requirement : row.skill_requirements) {
    PackedSkill& out = packed.skills.emplace_back(
        PackSkill(coder.Skill(requirement.skill_code), coder.SkillGroup(requirement.group_code),
                  requirement.min_level));
    out.required = requirement.required;
  }
  packed.employer_blocks.reserve(row.employer_blocks.size());
  for (const DateInterval& block : row.employer_blocks) {
    packed.employer_blocks.push_back({matcher::PackDate(block.from), PackDate(block.until)});
  }
  return packed;
}

struct Interner {
  CodeNumber Division(absl::string_view text) { return dictionaries.divisions.Intern(text); }
  CodeNumber Skill(absl::string_view text) { return dictionaries.skills.Intern(text); }
  CodeNumber SkillGroup(absl::string_view text) { return dictionaries.skill_groups.Intern(text); }
  Dictionaries& dictionaries;
};

struct Finder {
  CodeNumber Division(absl::string_view text) { return dictionaries.divisions.Find(text); }
  CodeNumber Skill(absl::string_view text) { return dictionaries.skills.Find(text); }
  CodeNumber SkillGroup(absl::string_view text) { return dictionaries.skill_groups.Find(text); }
  const Dictionaries& dictionaries;
};

}  // namespace

PackedDate PackDate(absl::CivilDay day) {
  return static_cast<PackedDate>(day.year() * kOneYear + day.month() * 100 + day.day());
}

absl::CivilDay UnpackDate(PackedDate date) {
  return absl::CivilDay(date / kOneYear, date / 100 % 100, date % 100);
}

PackedOccupation PackOccupation(absl::string_view code) {
  PackedOccupation packed = (code[0] - '0' + 1) << kMajorClassShift;
  int shift = kMiddleClassShift;
  for (std::size_t i = 2; i + 1 < code.size(); i += 3, shift -= 7) {
    packed |= ((code[i] - '0') * 10 + (code[i + 1] - '0') + 1) << shift;
  }
  return packed;
}

std::string UnpackOccupation(PackedOccupation occupation) {
  std::string code;
  UnpackOccupationTo(occupation, code);
  return code;
}

PackedWorker Pack(const WorkerRow& row, Dictionaries& dictionaries) {
  Interner interner{dictionaries};
  return PackWith(row, interner);
}

PackedVacancy Pack(const VacancyRow& row, Dictionaries& dictionaries) {
  Interner interner{dictionaries};
  return PackWith(row, interner);
}

PackedWorker PackDraft(const WorkerRow& row, const Dictionaries& dictionaries) {
  Finder finder{dictionaries};
  return PackWith(row, finder);
}

PackedVacancy PackDraft(const VacancyRow& row, const Dictionaries& dictionaries) {
  Finder finder{dictionaries};
  return PackWith(row, finder);
}

void UnpackTo(const PackedWorker& packed, absl::string_view name, const Dictionaries& dictionaries,
              WorkerRow& row) {
  row.name.assign(name.data(), name.size());
  row.tie_hash = packed.tie_hash;
  row.active = packed.active;
  row.dead = packed.dead;
  row.legal_basis_in_force = packed.legal_basis;
  row.has_live_placement = packed.has_live_placement;
  row.currently_away = packed.currently_away;
  row.away_division_code = dictionaries.divisions.Text(packed.away_division);
  row.job_wanted_from = UnpackOptionalDate(packed.job_wanted_from);
  row.available_date = UnpackOptionalDate(packed.available_date);
  row.birth_date = UnpackOptionalDate(packed.birth_date);
  row.education = packed.education;
  row.min_wage_cny_per_month = UnpackPositive(packed.min_wage_cny_per_month);
  const auto& preferred = packed.preferred_divisions;
  const auto preferred_end = std::find(preferred.begin(), preferred.end(), kNoCode);
  row.preferred_division_codes.resize(static_cast<std::size_t>(preferred_end - preferred.begin()));
  for (std::size_t i = 0; i < row.preferred_division_codes.size(); ++i) {
    row.preferred_division_codes[i] = dictionaries.divisions.Text(preferred[i]);
  }
  row.accommodation_required = packed.accommodation_required;
  row.refuses_night_shift = packed.refuses_night_shift;
  row.skills.resize(packed.skills.size());
  for (std::size_t i = 0; i < row.skills.size(); ++i) {
    const PackedSkill& skill = packed.skills[i];
    WorkerSkill& out = row.skills[i];
    out.skill_code = dictionaries.skills.Text(skill.skill);
    out.group_code = dictionaries.skill_groups.Text(skill.group);
    out.level = skill.level;
    out.experience_months.reset();
    if (skill.experience_months != kUnknownMonths) out.experience_months = skill.experience_months;
  }
  UnpackOccupationsTo(packed.desired_occupations, row.desired_occupation_codes);
  UnpackOccupationsTo(packed.past_occupations, row.past_occupation_codes);
  row.policy_groups = packed.policy_groups;
  row.division_code = dictionaries.divisions.Text(packed.division);
  row.home.reset();
  if (packed.x_100m != kNoPoint) row.home = PlanePoint{packed.x_100m, packed.y_100m};
}

WorkerRow Unpack(const PackedWorker& packed, absl::string_view name,
                 const Dictionaries& dictionaries) {
  WorkerRow row;
  UnpackTo(packed, name, dictionaries, row);
  return row;
}

VacancyRow Unpack(const PackedVacancy& packed, absl::string_view name,
                  const Dictionaries& dictionaries) {
  VacancyRow row;
  row.name = std::string(name);
  row.tie_hash = packed.tie_hash;
  row.state = packed.state;
  row.expire_date = UnpackOptionalDate(packed.expire_date);
  if (packed.openings_left_count != kUnknownOpenings) {
    row.openings_left_count = packed.openings_left_count;
  }
  for (const PackedInterval& block : packed.employer_blocks) {
    row.employer_blocks.push_back({UnpackDate(block.from), UnpackOptionalDate(block.until)});
  }
  row.start_date = UnpackOptionalDate(packed.start_date);
  row.min_age_years = UnpackPositive(packed.min_age_years);
  row.max_age_years = UnpackPositive(packed.max_age_years);
  row.hazards = packed.hazards;
  row.no_juvenile_hazards = UnpackAnswer(packed.no_juvenile_hazards);
  row.min_education = packed.min_education;
  row.min_experience_months = UnpackPositive(packed.min_experience_months);
  row.max_wage_cny_per_month = UnpackPositive(packed.max_wage_cny_per_month);
  row.accommodation_provided = UnpackAnswer(packed.accommodation_provided);
  row.night_shift = UnpackAnswer(packed.night_shift);
  for (const PackedSkill& skill : packed.skills) {
    row.skill_requirements.push_back({dictionaries.skills.Text(skill.skill),
                                      dictionaries.skill_groups.Text(skill.group), skill.level,
                                      skill.required});
  }
  if (packed.occupation != kNoOccupation) row.occupation_code = UnpackOccupation(packed.occupation);
  row.workplace_division_code = dictionaries.divisions.Text(packed.workplace_division);
  for (const CodeNumber division : packed.workplace_lineage) {
    if (division == kNoCode) break;
    row.workplace_lineage_codes.push_back(dictionaries.divisions.Text(division));
  }
  if (packed.x_100m != kNoPoint) row.workplace = PlanePoint{packed.x_100m, packed.y_100m};
  return row;
}

}  // namespace laowu::matcher

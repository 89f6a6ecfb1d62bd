#include "matcher/postings.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "matcher/part_values.h"

namespace laowu::matcher {

PostingHint HintOf(const WorkerPosting& posting, const PackedWorker& worker) {
  int months = posting.months;
  std::uint32_t skills = 0;
  for (const PackedSkill& skill : worker.skills) {
    skills |= SkillBit(skill.skill);
    if (posting.skill == kNoCode) months = std::max<int>(months, skill.experience_months);
  }
  PostingHint hint;
  hint.wage = static_cast<std::uint32_t>(worker.min_wage_cny_per_month / kHintWage) & 0xFFF;
  hint.policy = static_cast<std::uint32_t>((PolicyValue(worker.policy_groups) + kHintPolicy - 1) /
                                           kHintPolicy) &
                0xF;
  hint.months =
      static_cast<std::uint32_t>(months == kUnknownMonths ? kUnstatedHintMonths
                                                          : std::min(months, kMostHintMonths)) &
      0x7F;
  hint.skills = skills & 0x1FF;
  return hint;
}

PostingHint HintOf(const PackedVacancy& vacancy) {
  PostingHint hint;
  hint.wage =
      static_cast<std::uint32_t>((vacancy.max_wage_cny_per_month + kHintWage - 1) / kHintWage) &
      0xFFF;
  return hint;
}

bool CanEverPass(const PackedWorker& worker) {
  if (!worker.active || worker.dead || worker.legal_basis == LegalBasis::kNone) return false;
  const bool committed = worker.has_live_placement || worker.currently_away;
  return !committed || worker.job_wanted_from != kNoDate;
}

bool CanEverPass(const PackedVacancy& vacancy) {
  return vacancy.state == VacancyState::kOpen &&
         (vacancy.openings_left_count > 0 || vacancy.openings_left_count == kUnknownOpenings);
}

void PostingsOf(const PackedWorker& worker, WorkerPostings& out) {
  out.postings.clear();
  std::array<PackedOccupation, kMaxDesiredOccupations> occupations = {};
  out.kind = OccupationKind::kNone;
  if (worker.desired_occupations[0] != kNoOccupation) {
    out.kind = OccupationKind::kDesired;
    occupations = worker.desired_occupations;
  } else if (worker.past_occupations[0] != kNoOccupation) {
    out.kind = OccupationKind::kPast;
    occupations = worker.past_occupations;
  }
  for (std::size_t i = 0; i < occupations.size(); ++i) {
    if (i > 0 && occupations[i] == kNoOccupation) break;
    for (std::size_t j = 0; j < worker.preferred_divisions.size(); ++j) {
      if (j > 0 && worker.preferred_divisions[j] == kNoCode) break;
      out.postings.push_back(
          {kNoCode, occupations[i], worker.preferred_divisions[j], static_cast<std::uint8_t>(j)});
    }
  }
  const std::size_t without_skill = out.postings.size();
  for (std::size_t s = 0; s < worker.skills.size(); ++s) {
    const PackedSkill& skill = worker.skills[s];
    const auto same = [&](const PackedSkill& other) { return other.skill == skill.skill; };
    if (std::any_of(worker.skills.begin(), worker.skills.begin() + static_cast<int>(s), same)) {
      continue;  // each skill once, with the best of what is said of it
    }
    int level = 0;
    std::int16_t months = kUnknownMonths;
    for (const PackedSkill& other : worker.skills) {
      if (!same(other)) continue;
      level = std::max<int>(level, other.level);
      months = std::max(months, other.experience_months);
    }
    for (std::size_t i = 0; i < without_skill; ++i) {
      WorkerPosting posting = out.postings[i];
      posting.skill = skill.skill;
      posting.level = static_cast<std::int8_t>(level);
      posting.months = months;
      out.postings.push_back(posting);
    }
  }
}

}  // namespace laowu::matcher

#include "matcher/vacancy_gates.h"

#include <algorithm>

#include "matcher/bounds.h"
#include "matcher/postings.h"
#include "matcher/rule.h"

namespace laowu::matcher {
namespace {

constexpr std::uint64_t kAllPlaces = ~std::uint64_t{0};

std::uint64_t PlaceBit(CodeNumber place) { return NumberSet::BitOf(place); }

// As many as a gist has: two skills may share one.
std::uint32_t RequiredBit(CodeNumber skill) {
  return std::uint32_t{1} << (static_cast<std::uint32_t>(skill) % 32);
}

}  // namespace

// Whatever is compared here is compared as packed_score.cc does it, or more loosely.
struct VacancyGates::Question {
  Question(const PackedWorker& worker, const PackedTerms& terms)
      : as_of_date(terms.as_of_date),
        start_if_unsaid(terms.start_date_if_unsaid),
        earliest_start(worker.available_date),
        birth_date(worker.birth_date),
        wish(worker.min_wage_cny_per_month),
        education(worker.education),
        needs_accommodation(worker.accommodation_required),
        refuses_night_shift(worker.refuses_night_shift) {
    // What opens with time: the worker is free, no longer bound elsewhere, and old enough.
    if (worker.has_live_placement || worker.currently_away) {
      earliest_start = std::max(earliest_start, worker.job_wanted_from);
    }
    if (birth_date != kNoDate) {
      earliest_start = std::max(earliest_start, birth_date + kRule.min_age_years * kOneYear);
    }
    for (const CodeNumber place : worker.preferred_divisions) {
      if (place == kNoCode) break;
      places |= PlaceBit(place);
    }
    if (places == 0) places = kAllPlaces;
    for (const PackedSkill& skill : worker.skills) held_skills |= RequiredBit(skill.skill);
  }

  bool IsWithinAgeLimits(const Gist& gist, PackedDate start) const {
    if (birth_date == kNoDate) return true;
    const PackedDate lived = start - birth_date;
    return (gist.min_age_years == 0 || lived >= gist.min_age_years * kOneYear) &&
           (gist.max_age_years == 0 || lived < (gist.max_age_years + 1) * kOneYear);
  }

  bool MayPass(const Gist& gist) const {
    const PackedDate start = gist.start_date == kNoDate ? start_if_unsaid : gist.start_date;
    return gist.is_open && start >= earliest_start &&
           (gist.max_wage_cny_per_month == 0 || wish <= gist.max_wage_cny_per_month) &&
           (gist.places & places) != 0 && (gist.required_skills & ~held_skills) == 0 &&
           (gist.expire_date == kNoDate || gist.expire_date >= as_of_date) &&
           (education == EducationLevel::kUnspecified || education >= gist.min_education) &&
           !(needs_accommodation && gist.has_no_accommodation) &&
           !(refuses_night_shift && gist.has_night_shift) && IsWithinAgeLimits(gist, start);
  }

  PackedDate as_of_date;
  PackedDate start_if_unsaid;
  PackedDate earliest_start;
  PackedDate birth_date;
  std::int32_t wish;  // 0: not stated
  EducationLevel education;
  bool needs_accommodation;
  bool refuses_night_shift;
  std::uint64_t places = 0;
  std::uint32_t held_skills = 0;
};

void VacancyGates::Put(Slot slot, const PackedVacancy& now) {
  const auto index = static_cast<std::size_t>(slot);
  if (index >= gists_.size()) gists_.resize(index + 1);
  Gist gist;
  for (const CodeNumber place : now.workplace_lineage) {
    if (place == kNoCode) break;
    gist.places |= PlaceBit(place);
  }
  if (gist.places == 0) gist.places = kAllPlaces;
  for (const PackedSkill& entry : now.skills) {
    if (entry.required) gist.required_skills |= RequiredBit(entry.skill);
  }
  gist.start_date = now.start_date;
  gist.expire_date = now.expire_date;
  gist.division = now.workplace_division;
  gist.max_wage_cny_per_month = now.max_wage_cny_per_month;
  gist.min_age_years = now.min_age_years;
  gist.max_age_years = now.max_age_years;
  gist.min_education = now.min_education;
  gist.is_open = CanEverPass(now);
  gist.has_no_accommodation = now.accommodation_provided == Answer::kNo;
  gist.has_night_shift = now.night_shift == Answer::kYes;
  gists_[index] = gist;
}

void VacancyGates::Clear(Slot slot) { gists_[static_cast<std::size_t>(slot)] = Gist(); }

std::optional<std::vector<VacancyGates::Slot>> VacancyGates::FewThatMayPass(
    const PackedWorker& worker, const PackedTerms& terms,
    const std::vector<bool>& division_takes_part, std::int64_t slots_most) const {
  std::vector<Slot> slots;
  if (!CanEverPass(worker)) return slots;
  const Question question(worker, terms);
  for (std::size_t index = 0; index < gists_.size(); ++index) {
    const Gist& gist = gists_[index];
    if (!question.MayPass(gist)) continue;
    if (!division_takes_part.empty() &&
        !division_takes_part[static_cast<std::size_t>(gist.division)]) {
      continue;
    }
    if (static_cast<std::int64_t>(slots.size()) == slots_most) return std::nullopt;
    slots.push_back(static_cast<Slot>(index));
  }
  return slots;
}

}  // namespace laowu::matcher

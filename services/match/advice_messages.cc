#include "services/match/advice_messages.h"

#include "services/runtime/field_checks.h"

namespace laowu::match {
namespace {

v1::StepEffect ToEffect(const matcher::StepEffect& effect) {
  v1::StepEffect out;
  out.set_eligible_count(effect.eligible_count);
  out.set_gained_count(effect.gained_count);
  out.set_lost_count(effect.lost_count);
  out.set_rising_count(effect.rising_count);
  return out;
}

v1::VacancyStep ToStep(const matcher::VacancyStep& step) {
  using Kind = matcher::VacancyStepKind;
  v1::VacancyStep out;
  out.set_kind(static_cast<v1::VacancyStep::Kind>(step.kind));
  out.set_skill_code(step.skill_code);
  out.set_wage_quartile(step.wage_quartile);
  if (step.start_date.has_value()) *out.mutable_start_date() = runtime::ToDate(*step.start_date);
  switch (step.kind) {
    case Kind::kWage:
      out.set_max_wage_cny_per_month(step.value);
      break;
    case Kind::kMaxAge:
      out.set_max_age_years(step.value);
      break;
    case Kind::kMinAge:
      out.set_min_age_years(step.value);
      break;
    case Kind::kEducation:
      out.set_min_education(static_cast<v1::EducationLevel>(step.value));
      break;
    case Kind::kExperience:
      out.set_min_experience_months(step.value);
      break;
    case Kind::kSkillLevel:
      out.set_skill_level(step.value);
      break;
    case Kind::kSkillPreferred:
    case Kind::kSkillDropped:
    case Kind::kAccommodation:
    case Kind::kNoNightShift:
    case Kind::kStartDate:
      break;
  }
  return out;
}

v1::WorkerStep ToStep(const matcher::WorkerStep& step) {
  using Kind = matcher::WorkerStepKind;
  v1::WorkerStep out;
  out.set_kind(static_cast<v1::WorkerStep::Kind>(step.kind));
  out.set_recommended(step.is_recommended);
  if (step.date.has_value()) *out.mutable_date() = runtime::ToDate(*step.date);
  switch (step.kind) {
    case Kind::kSkill:
      out.set_skill_code(step.code);
      out.set_skill_level(step.value);
      break;
    case Kind::kWiderPlace:
    case Kind::kMorePlace:
      out.set_division_code(step.code);
      break;
    case Kind::kWish:
      out.set_min_wage_cny_per_month(step.value);
      break;
    case Kind::kAnyPlace:
    case Kind::kAvailableDate:
    case Kind::kJobWantedFrom:
    case Kind::kNoAccommodationNeeded:
    case Kind::kTakesNightShift:
      break;
  }
  return out;
}

v1::LikePay ToLikePay(const matcher::LikePay& pay) {
  v1::LikePay out;
  out.set_vacancy_count(pay.vacancy_count);
  out.set_occupation_code(pay.occupation_code);
  out.set_division_code(pay.division_code);
  out.set_widened(pay.widened);
  out.set_lower_quartile_cny_per_month(pay.lower_quartile);
  out.set_median_cny_per_month(pay.median);
  out.set_upper_quartile_cny_per_month(pay.upper_quartile);
  return out;
}

}  // namespace

void FillAdvice(const matcher::VacancyAdvice& advice, v1::AdviseVacancyResponse* response) {
  response->set_eligible_count(advice.eligible_count);
  response->set_top_count(advice.top_count);
  for (const auto& one : advice.steps) {
    auto* step = response->add_steps();
    *step->mutable_step() = ToStep(one.step);
    *step->mutable_effect() = ToEffect(one.effect);
  }
  for (const auto& pair : advice.pairs) {
    auto* out = response->add_pairs();
    *out->mutable_first() = ToStep(pair.first);
    *out->mutable_second() = ToStep(pair.second);
    out->set_first_gained_count(pair.first_gained_count);
    out->set_second_gained_count(pair.second_gained_count);
    *out->mutable_effect() = ToEffect(pair.effect);
  }
  *response->mutable_like_pay() = ToLikePay(advice.pay);
}

void FillAdvice(const matcher::WorkerAdvice& advice, v1::AdviseWorkerResponse* response) {
  response->set_eligible_count(advice.eligible_count);
  response->set_top_count(advice.top_count);
  for (const auto& one : advice.steps) {
    auto* step = response->add_steps();
    *step->mutable_step() = ToStep(one.step);
    *step->mutable_effect() = ToEffect(one.effect);
  }
}

}  // namespace laowu::match

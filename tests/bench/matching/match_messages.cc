#include "tests/bench/matching/match_messages.h"

#include <algorithm>
#include <string>

#include "absl/strings/numbers.h"
#include "reference/skills.h"
#include "services/runtime/field_checks.h"

namespace laowu::matcher {
namespace {

constexpr int kChangesAMessage = 500;

// Skills of the tables, so that groups are known.
std::string RealSkill(const std::string& made_up) {
  const auto& all = reference::Skills::Get().all();
  int number = 0;
  (void)absl::SimpleAtoi(made_up.substr(made_up.find('-') + 1), &number);
  return std::string(all[static_cast<std::size_t>(number) % all.size()].code);
}

template <typename Message>
void SetPoint(const PlanePoint& point, Message* at) {
  constexpr double k100mPerDegree = 1113.195;
  constexpr double kCosine30 = 0.8660254037844387;
  at->set_latitude(point.y_100m / k100mPerDegree);
  at->set_longitude(point.x_100m / (k100mPerDegree * kCosine30));
}

v1::Worker WorkerMessage(const WorkerRow& row) {
  v1::Worker worker;
  worker.set_name(row.name);
  worker.set_state(row.active ? v1::Worker::ACTIVE : v1::Worker::PAUSED);
  worker.set_division_code(row.division_code);
  SetPoint(*row.home, worker.mutable_home_location());
  *worker.mutable_birth_date() = runtime::ToDate(*row.birth_date);
  worker.set_education(static_cast<v1::EducationLevel>(row.education));
  for (const std::string& code : row.desired_occupation_codes) {
    worker.add_desired_occupation_codes(code);
  }
  for (const WorkerSkill& skill : row.skills) {
    auto* out = worker.add_skills();
    out->set_skill_code(RealSkill(skill.skill_code));
    out->set_level(skill.level);
    out->set_experience_months(skill.experience_months.value_or(0));
  }
  worker.set_min_wage_cny_per_month(row.min_wage_cny_per_month.value_or(0));
  for (const std::string& code : row.preferred_division_codes) {
    worker.add_preferred_division_codes(code);
  }
  if (row.available_date.has_value()) {
    *worker.mutable_available_date() = runtime::ToDate(*row.available_date);
  }
  if (row.job_wanted_from.has_value()) {
    *worker.mutable_job_wanted_from() = runtime::ToDate(*row.job_wanted_from);
  }
  worker.set_accommodation_required(row.accommodation_required);
  worker.set_refuses_night_shift(row.refuses_night_shift);
  for (int group = 1; group <= 3; ++group) {
    if ((row.policy_groups & BitOf(group)) != 0) {
      worker.add_policy_groups(static_cast<v1::PolicyGroup>(group));
    }
  }
  if (row.legal_basis_in_force == LegalBasis::kConsent) {
    auto* basis = worker.mutable_legal_basis();
    basis->set_kind(v1::Worker::LegalBasis::CONSENT);
    basis->mutable_effective_time()->set_seconds(1'760'000'000);
  }
  return worker;
}

v1::WorkerState StateMessage(const WorkerRow& row) {
  v1::WorkerState state;
  state.set_worker(row.name);
  if (row.currently_away) {
    *state.mutable_away_since_date() = runtime::ToDate(absl::CivilDay(2026, 3, 1));
    state.set_workplace_division_code(row.away_division_code);
  }
  for (const std::string& code : row.past_occupation_codes) state.add_past_occupation_codes(code);
  return state;
}

v1::Vacancy VacancyMessage(const VacancyRow& row) {
  v1::Vacancy vacancy;
  vacancy.set_name(row.name);
  vacancy.set_state(v1::Vacancy::OPEN);
  vacancy.set_title("普工");
  vacancy.set_employer_display_name("某某有限公司");
  vacancy.set_opening_count(row.openings_left_count.value_or(1));
  vacancy.set_min_age_years(row.min_age_years.value_or(0));
  vacancy.set_max_age_years(row.max_age_years.value_or(0));
  vacancy.set_min_education(static_cast<v1::EducationLevel>(row.min_education));
  vacancy.set_max_wage_cny_per_month(row.max_wage_cny_per_month.value_or(0));
  if (row.accommodation_provided.has_value()) {
    vacancy.set_accommodation_provided(*row.accommodation_provided);
  }
  if (row.night_shift.has_value()) vacancy.set_night_shift(*row.night_shift);
  if (row.start_date.has_value()) *vacancy.mutable_start_date() = runtime::ToDate(*row.start_date);
  for (const SkillRequirement& entry : row.skill_requirements) {
    auto* out = vacancy.add_skill_requirements();
    out->set_skill_code(RealSkill(entry.skill_code));
    out->set_min_level(entry.min_level);
    out->set_required(entry.required);
  }
  vacancy.set_occupation_code(row.occupation_code);
  vacancy.set_workplace_division_code(row.workplace_division_code);
  SetPoint(*row.workplace, vacancy.mutable_location());
  return vacancy;
}

// add(number, message) for each, and the last message says that all has been sent.
template <typename Message, typename Add>
void Send(int count, const Add& add, match::MatchIndex& index) {
  for (int next = 0; next < count;) {
    Message message;
    const int end = std::min(count, next + kChangesAMessage);
    for (; next < end; ++next) add(next, message);
    message.mutable_progress()->set_resume_sequence(next);
    message.mutable_progress()->set_caught_up(next == count);
    index.Apply(message);
  }
}

}  // namespace

void FillMatchIndex(int worker_count, int vacancy_count, RowMaker& maker,
                    match::MatchIndex& index) {
  std::vector<v1::WorkerState> states;
  const auto add_worker = [&](int number, v1::WatchWorkersResponse& message) {
    const WorkerRow row = maker.Worker(number);
    auto* change = message.add_changes();
    change->set_name(row.name);
    *change->mutable_worker() = WorkerMessage(row);
    if (row.currently_away || !row.past_occupation_codes.empty()) {
      states.push_back(StateMessage(row));
    }
  };
  Send<v1::WatchWorkersResponse>(worker_count, add_worker, index);
  const auto add_state = [&](int number, v1::WatchPlacementsResponse& message) {
    auto* change = message.add_changes();
    change->set_name(states[static_cast<std::size_t>(number)].worker());
    *change->mutable_worker_state() = std::move(states[static_cast<std::size_t>(number)]);
  };
  Send<v1::WatchPlacementsResponse>(static_cast<int>(states.size()), add_state, index);
  const auto add_vacancy = [&](int number, v1::WatchVacanciesResponse& message) {
    const VacancyRow row = maker.Vacancy(number);
    auto* change = message.add_changes();
    change->set_name(row.name);
    *change->mutable_vacancy() = VacancyMessage(row);
  };
  Send<v1::WatchVacanciesResponse>(vacancy_count, add_vacancy, index);
  while (index.RebuildIfDue([] { return false; })) {
  }
}

}  // namespace laowu::matcher

#include "tests/simulation/sim_records.h"

#include "absl/strings/str_cat.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::simulation {
namespace {

using intake::Draw;

constexpr absl::string_view kHomes[] = {"520281121", "520281104", "520201", "520203"};
constexpr absl::string_view kPlaces[] = {"442000", "440300", "520100", "520281"};
constexpr absl::string_view kSkills[] = {"welding-arc", "welding-gas", "warehouse-forklift"};
constexpr absl::string_view kOccupations[] = {"6-06-03-01", "4-03-02-05", "6-29-01-01"};

// Some day around now: what hangs on it changes while the simulation runs.
absl::CivilDay NearDay(absl::Time now, Draw& draw) {
  return runtime::DayOf(now) - 20 + draw.Below(60);
}
google::type::Date NearDate(absl::Time now, Draw& draw) {
  return runtime::ToDate(NearDay(now, draw));
}
google::protobuf::Timestamp NearTime(absl::Time now, Draw& draw) {
  return runtime::ToTimestamp(now + absl::Hours(draw.Below(1'000) - 300));
}
std::string Pick(absl::Span<const absl::string_view> words, Draw& draw) {
  return std::string(draw.Pick(words));
}

}  // namespace

v1::Worker RandomWorker(absl::Time now, Draw& draw) {
  v1::Worker worker;
  worker.set_state(draw.Permille(900) ? v1::Worker::ACTIVE : v1::Worker::PAUSED);
  worker.set_division_code(Pick(kHomes, draw));
  *worker.mutable_birth_date() =
      runtime::ToDate(absl::CivilDay(1970 + draw.Below(40), 1 + draw.Below(12), 3));
  worker.set_education(static_cast<v1::EducationLevel>(draw.Below(8)));
  if (draw.Permille(700)) worker.add_desired_occupation_codes(Pick(kOccupations, draw));
  if (draw.Permille(600)) {
    auto* skill = worker.add_skills();
    skill->set_skill_code(Pick(kSkills, draw));
    skill->set_level(1 + draw.Below(5));
    skill->set_experience_months(draw.Below(150));
  }
  if (draw.Permille(700)) worker.set_min_wage_cny_per_month(3'000 + 500 * draw.Below(8));
  if (draw.Permille(400)) worker.add_preferred_division_codes(Pick(kPlaces, draw));
  if (draw.Permille(300)) *worker.mutable_available_date() = NearDate(now, draw);
  if (draw.Permille(300)) *worker.mutable_job_wanted_from() = NearDate(now, draw);
  worker.set_accommodation_required(draw.Permille(200));
  worker.set_refuses_night_shift(draw.Permille(200));
  if (draw.Permille(300)) worker.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  if (draw.Permille(950)) {
    auto* basis = worker.mutable_legal_basis();
    basis->set_kind(v1::Worker::LegalBasis::CONSENT);
    if (draw.Permille(300)) *basis->mutable_effective_time() = NearTime(now, draw);
    if (draw.Permille(300)) *basis->mutable_withdraw_time() = NearTime(now, draw);
  }
  return worker;
}

v1::WorkerState RandomWorkerState(absl::Time now, Draw& draw) {
  v1::WorkerState state;
  if (draw.Permille(400)) {
    *state.mutable_away_since_date() = NearDate(now, draw);
    state.set_workplace_division_code(Pick(kPlaces, draw));
    if (draw.Permille(500)) *state.mutable_next_lapse_date() = NearDate(now, draw);
  }
  if (draw.Permille(150)) state.set_live_placement("placements/p");
  state.set_proposal_count(draw.Below(3));
  if (draw.Permille(400)) state.add_past_occupation_codes(Pick(kOccupations, draw));
  return state;
}

v1::Vacancy RandomVacancy(absl::Time now, Draw& draw) {
  v1::Vacancy vacancy;
  vacancy.set_state(draw.Permille(850) ? v1::Vacancy::OPEN : v1::Vacancy::CLOSED);
  vacancy.set_title("普工");
  vacancy.set_employer(absl::StrCat("employers/e", draw.Below(kEmployers)));
  vacancy.set_workplace_division_code(Pick(kPlaces, draw));
  vacancy.set_occupation_code(Pick(kOccupations, draw));
  if (draw.Permille(500)) {
    auto* skill = vacancy.add_skill_requirements();
    skill->set_skill_code(Pick(kSkills, draw));
    skill->set_min_level(1 + draw.Below(3));
    skill->set_required(draw.Permille(400));
  }
  if (draw.Permille(200)) vacancy.set_min_education(v1::EDUCATION_LEVEL_PRIMARY);
  if (draw.Permille(200)) vacancy.set_max_age_years(45);
  vacancy.set_min_wage_cny_per_month(3'500);
  vacancy.set_max_wage_cny_per_month(4'000 + 500 * draw.Below(6));
  vacancy.set_opening_count(draw.Below(4));
  if (draw.Permille(500)) vacancy.set_accommodation_provided(draw.Permille(500));
  if (draw.Permille(500)) vacancy.set_night_shift(draw.Permille(500));
  if (draw.Permille(500)) *vacancy.mutable_start_date() = NearDate(now, draw);
  if (draw.Permille(500)) *vacancy.mutable_expire_date() = NearDate(now, draw);
  return vacancy;
}

v1::Employer RandomEmployer(absl::Time now, Draw& draw) {
  v1::Employer employer;
  employer.set_display_name("某厂");
  if (draw.Permille(400)) {
    auto* block = employer.add_blocks();
    const absl::CivilDay from = NearDay(now, draw);
    *block->mutable_start_date() = runtime::ToDate(from);
    if (draw.Permille(700)) {
      *block->mutable_end_date() = runtime::ToDate(from + 1 + draw.Below(30));
    }
    block->set_reason("欠薪");
  }
  return employer;
}

v1::WorkerFact ToFact(const ratio::WorkerFact& fact) {
  v1::WorkerFact out;
  out.set_kind(static_cast<v1::WorkerFact::Kind>(fact.kind));
  *out.mutable_effective_date() = runtime::ToDate(fact.effective_date);
  auto& values = *out.mutable_values();
  values.set_division_code(fact.division_code);
  values.set_rural(fact.rural);
  if (fact.birth_date.has_value()) {
    *values.mutable_birth_date() = runtime::ToDate(*fact.birth_date);
  }
  values.set_worker(fact.merged_worker);
  values.set_voided_fact(fact.voids);
  return out;
}

v1::Outcome ToOutcome(const ratio::Outcome& outcome) {
  v1::Outcome out;
  out.set_type(static_cast<v1::Outcome::Type>(outcome.type));
  out.set_worker(outcome.worker);
  *out.mutable_effective_date() = runtime::ToDate(outcome.effective_date);
  out.set_date_precision(static_cast<v1::DatePrecision>(outcome.precision));
  out.set_workplace_division_code(outcome.workplace_division_code);
  out.set_employer(outcome.employer);
  out.set_channel(static_cast<v1::Channel>(outcome.channel));
  out.set_organizer(outcome.organizer);
  out.set_placement(outcome.placement);
  out.set_self_employed(outcome.self_employed);
  out.set_voids(outcome.voids);
  return out;
}

}  // namespace laowu::simulation

#ifndef LAOWU_TESTS_UNIT_SERVICES_MATCH_MATCH_MESSAGES_H_
#define LAOWU_TESTS_UNIT_SERVICES_MATCH_MATCH_MESSAGES_H_

// Records as the feeds bring them, and an index that is fed without a wire: a worker of Panzhou who
// welds and will go to Zhongshan for 5,000, a vacancy there for 6,000 that he fits.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/match/match_index.h"
#include "services/match/match_requests.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::match {

inline constexpr absl::CivilDay kToday(2026, 6, 30);
inline absl::Time Noon(absl::CivilDay day) { return runtime::StartOfDay(day) + absl::Hours(12); }

inline v1::Worker WorkerNamed(const std::string& id) {
  v1::Worker worker;
  worker.set_name("workers/" + id);
  worker.set_state(v1::Worker::ACTIVE);
  worker.set_division_code("520281105");
  *worker.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 3, 15));
  worker.set_education(v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  worker.set_min_wage_cny_per_month(5'000);
  worker.add_preferred_division_codes("442000");
  worker.add_desired_occupation_codes("6-18-02-04");
  auto* skill = worker.add_skills();
  skill->set_skill_code("welding-arc");
  skill->set_level(2);
  skill->set_experience_months(24);
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  return worker;
}

inline v1::Vacancy VacancyNamed(const std::string& id, const std::string& office = "zhongshan") {
  v1::Vacancy vacancy;
  vacancy.set_name("offices/" + office + "/vacancies/" + id);
  vacancy.set_state(v1::Vacancy::OPEN);
  vacancy.set_title("焊工");
  vacancy.set_employer("employers/n-lamp");
  vacancy.set_employer_display_name("古镇灯饰厂");
  vacancy.set_workplace_division_code("442000101");
  vacancy.set_occupation_code("6-18-02-04");
  vacancy.set_min_wage_cny_per_month(6'000);
  vacancy.set_max_wage_cny_per_month(6'000);
  vacancy.set_opening_count(3);
  *vacancy.mutable_update_time() = runtime::ToTimestamp(Noon(kToday));
  return vacancy;
}

inline v1::WorkerState StateOf(const std::string& id) {
  v1::WorkerState state;
  state.set_worker("workers/" + id);
  return state;
}
// Away in Zhongshan since May.
inline v1::WorkerState AwayState(const std::string& id) {
  v1::WorkerState state = StateOf(id);
  *state.mutable_away_since_date() = runtime::ToDate(absl::CivilDay(2026, 5, 1));
  state.set_workplace_division_code("442000");
  return state;
}
inline v1::VacancyFill FillOf(const std::string& id, int taken_count) {
  v1::VacancyFill fill;
  fill.set_vacancy("offices/zhongshan/vacancies/" + id);
  fill.set_taken_count(taken_count);
  return fill;
}
inline v1::Employer EmployerNamed(const std::string& name, const std::string& alias_of = "") {
  v1::Employer employer;
  employer.set_name(name);
  employer.set_alias_of(alias_of);
  return employer;
}
inline v1::Employer BlockedEmployer(const std::string& name, const std::string& alias_of = "") {
  v1::Employer employer = EmployerNamed(name, alias_of);
  *employer.add_blocks()->mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
  return employer;
}

// Feeds records to an index, each as a message of its own that ends caught up.
class FedIndex {
 public:
  FedIndex() : index_([this] { return now; }) {}

  absl::Time now = Noon(kToday);
  // Of the messages to come: another one once the store is restored.
  std::string store_id = "store";
  MatchIndex& index() { return index_; }

  void Put(const v1::Worker& worker, bool caught_up = true) {
    v1::WatchWorkersResponse message;
    auto* change = message.add_changes();
    change->set_type(v1::CHANGE_TYPE_UPSERTED);
    change->set_name(worker.name());
    *change->mutable_worker() = worker;
    Apply(std::move(message), caught_up);
  }
  void Put(const v1::Vacancy& vacancy, bool caught_up = true) {
    v1::WatchVacanciesResponse message;
    auto* change = message.add_changes();
    change->set_type(v1::CHANGE_TYPE_UPSERTED);
    change->set_name(vacancy.name());
    *change->mutable_vacancy() = vacancy;
    Apply(std::move(message), caught_up);
  }
  void Put(const v1::Employer& employer, bool caught_up = true) {
    v1::WatchVacanciesResponse message;
    auto* change = message.add_changes();
    change->set_type(v1::CHANGE_TYPE_UPSERTED);
    change->set_name(employer.name());
    *change->mutable_employer() = employer;
    Apply(std::move(message), caught_up);
  }
  void Put(const v1::WorkerState& state, bool caught_up = true) {
    v1::WatchPlacementsResponse message;
    auto* change = message.add_changes();
    change->set_type(v1::CHANGE_TYPE_UPSERTED);
    change->set_name(state.worker());
    *change->mutable_worker_state() = state;
    Apply(std::move(message), caught_up);
  }
  void Put(const v1::VacancyFill& fill, bool caught_up = true) {
    v1::WatchPlacementsResponse message;
    auto* change = message.add_changes();
    change->set_type(v1::CHANGE_TYPE_UPSERTED);
    change->set_name(fill.vacancy());
    *change->mutable_vacancy_fill() = fill;
    Apply(std::move(message), caught_up);
  }
  template <typename Message>
  void Delete(const std::string& name) {
    Message message;
    auto* change = message.add_changes();
    change->set_type(v1::CHANGE_TYPE_DELETED);
    change->set_name(name);
    Apply(std::move(message), true);
  }
  // Nothing new, and all of it seen.
  template <typename Message>
  void Progress() {
    Apply(Message(), true);
  }
  void CatchUp() {
    Progress<v1::WatchVacanciesResponse>();
    Progress<v1::WatchWorkersResponse>();
    Progress<v1::WatchPlacementsResponse>();
  }

  // Names of the workers that fit, best first.
  std::vector<std::string> Candidates(const std::string& vacancy) {
    const MatchIndex::View view(index_);
    matcher::FindQuery query;
    query.terms = TermsOn(runtime::DayOf(now));
    std::vector<std::string> names;
    const auto page =
        view.matcher().FindCandidates("offices/zhongshan/vacancies/" + vacancy, query);
    if (!page.ok()) return {std::string(page.status().message())};
    for (const auto& result : page->results) names.push_back(result.name);
    return names;
  }
  // Numbers of the gates that the pair fails.
  std::vector<int> FailedGates(const std::string& worker, const std::string& vacancy) {
    const MatchIndex::View view(index_);
    const auto explanation =
        view.matcher().Explain("workers/" + worker, "offices/zhongshan/vacancies/" + vacancy,
                               TermsOn(runtime::DayOf(now)));
    std::vector<int> gates;
    if (!explanation.ok()) return {-1};
    for (const auto& gate : explanation->failed_gates) {
      gates.push_back(static_cast<int>(gate.gate));
    }
    return gates;
  }

 private:
  template <typename Message>
  void Apply(Message message, bool caught_up) {
    message.mutable_progress()->set_store_id(store_id);
    message.mutable_progress()->set_resume_sequence(++sequence_);
    message.mutable_progress()->set_caught_up(caught_up);
    if (caught_up) {
      *message.mutable_progress()->mutable_complete_through_time() = runtime::ToTimestamp(now);
    }
    index_.Apply(message);
  }

  MatchIndex index_;
  int64_t sequence_ = 0;
};

}  // namespace laowu::match

#endif  // LAOWU_TESTS_UNIT_SERVICES_MATCH_MATCH_MESSAGES_H_

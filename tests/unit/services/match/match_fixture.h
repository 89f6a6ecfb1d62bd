#ifndef LAOWU_TESTS_UNIT_SERVICES_MATCH_MATCH_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_MATCH_MATCH_FIXTURE_H_

// The match role over an index that the test feeds, called through a server in this process: two
// county bureaus (panzhou 520281, liuzhi 520203), the city bureau above them, the office of
// zhongshan, an administrator.

#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "match_messages.h"
#include "services/match/match_service.h"
#include "storage/mutex.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::match {

inline constexpr char kPanzhou[] = "panzhou";
inline constexpr char kLiuzhi[] = "liuzhi";
inline constexpr char kCity[] = "liupanshui";
inline constexpr char kOffice[] = "zhongshan-office";
inline constexpr char kAdministrator[] = "administrator";

// "division_prefix", "policy_groups[0]": the paths of an error's violations.
inline std::vector<std::string> PathsOf(const absl::Status& status) {
  google::rpc::BadRequest details;
  const auto payload = status.GetPayload("type.googleapis.com/google.rpc.BadRequest");
  if (payload.has_value()) details.ParseFromString(std::string(*payload));
  std::vector<std::string> paths;
  for (const auto& violation : details.field_violations()) paths.push_back(violation.field());
  return paths;
}

// The vacancy role, as far as the match role asks it: offices, a page each. Thread-safe.
class FakeOffices final : public v1::VacancyService::Service {
 public:
  void Put(const std::string& name, const std::string& display_name) {
    storage::MutexLock lock(mutex_);
    offices_.emplace_back();
    offices_.back().set_name(name);
    offices_.back().set_display_name(display_name);
  }
  void set_down(bool down) {
    storage::MutexLock lock(mutex_);
    down_ = down;
  }

  grpc::Status ListOffices(grpc::ServerContext* /*context*/, const v1::ListOfficesRequest* request,
                           v1::ListOfficesResponse* response) override {
    storage::MutexLock lock(mutex_);
    if (down_) return {grpc::StatusCode::UNAVAILABLE, "down"};
    const auto at = request->page_token().empty() ? 0 : std::stoul(request->page_token());
    if (at < offices_.size()) *response->add_offices() = offices_[at];
    if (at + 1 < offices_.size()) response->set_next_page_token(std::to_string(at + 1));
    return grpc::Status::OK;
  }

 private:
  storage::Mutex mutex_;
  std::vector<v1::Office> offices_ LAOWU_GUARDED_BY(mutex_);
  bool down_ LAOWU_GUARDED_BY(mutex_) = false;
};

class MatchFixture : public ::testing::Test {
 protected:
  using Stub = v1::MatchService::Stub;

  MatchFixture() {
    role_.AddPrincipal(kPanzhou, "county-bureau", "520281");
    role_.AddPrincipal(kLiuzhi, "county-bureau", "520203");
    role_.AddPrincipal(kCity, "city-bureau", "5202");
    role_.AddPrincipal(kOffice, "office", "offices/zhongshan");
    role_.AddPrincipal(kAdministrator, "administrator", "");
    service_ = std::make_unique<MatchService>(role_.environment(), &fed_.index());
    role_.Serve({service_.get(), &offices_});
    fed_.CatchUp();
  }
  ~MatchFixture() override {
    role_.Shutdown();
    service_->Stop();
  }

  void set_now(absl::Time now) {
    fed_.now = now;
    role_.set_now(now);
  }

  absl::StatusOr<v1::FindCandidatesResponse> FindCandidates(
      const std::string& id, const v1::FindCandidatesRequest& request) {
    return role_.Call(id, &Stub::FindCandidates, request);
  }
  absl::StatusOr<v1::FindVacanciesResponse> FindVacancies(const std::string& id,
                                                          const v1::FindVacanciesRequest& request) {
    return role_.Call(id, &Stub::FindVacancies, request);
  }

  // Forty workers and forty vacancies with few distinct values, so that scores tie.
  void PutMany() {
    std::mt19937_64 random(7);
    const auto below = [&](int bound) {
      return static_cast<int>(random() % static_cast<uint64_t>(bound));
    };
    for (int i = 0; i < 40; ++i) {
      v1::Worker worker = WorkerNamed(absl::StrCat("w", i));
      worker.set_division_code(below(2) == 0 ? "520281105" : "520203001");
      worker.set_min_wage_cny_per_month(4'000 + 1'000 * below(4));
      if (below(3) == 0) worker.clear_skills();
      if (below(3) == 0) worker.add_policy_groups(v1::POLICY_GROUP_MONITORED);
      if (below(8) == 0) worker.set_state(v1::Worker::PAUSED);
      if (below(4) == 0) worker.set_education(v1::EDUCATION_LEVEL_PRIMARY);
      *worker.mutable_birth_date() =
          runtime::ToDate(absl::CivilDay(1960 + 10 * below(6), 6, 1 + below(28)));
      fed_.Put(worker);
      if (below(4) == 0) fed_.Put(AwayState(absl::StrCat("w", i)));
      v1::Vacancy vacancy = VacancyNamed(absl::StrCat("v", i));
      vacancy.set_max_wage_cny_per_month(5'000 + 1'000 * below(3));
      vacancy.set_min_wage_cny_per_month(vacancy.max_wage_cny_per_month());
      if (below(2) == 0) vacancy.set_min_education(v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
      if (below(2) == 0) vacancy.set_max_age_years(45);
      if (below(6) == 0) vacancy.set_state(v1::Vacancy::CLOSED);
      if (below(3) == 0) vacancy.set_workplace_division_code("520281105");
      fed_.Put(vacancy);
    }
  }

  testing::RoleFixture role_;
  FedIndex fed_;
  FakeOffices offices_;
  std::unique_ptr<MatchService> service_;
};

// All pages of a request, each of `page_size`: pages(response) gets each of them.
template <typename Call, typename Request, typename OnPage>
void ForEachPage(Call call, Request request, int page_size, OnPage on_page) {
  request.set_page_size(page_size);
  for (int page = 0; page < 1'000; ++page) {
    const auto response = call(request);
    ASSERT_OK(response);
    on_page(*response);
    request.set_page_token(response->next_page_token());
    if (request.page_token().empty()) return;
  }
  FAIL() << "pages without end";
}

}  // namespace laowu::match

#endif  // LAOWU_TESTS_UNIT_SERVICES_MATCH_MATCH_FIXTURE_H_

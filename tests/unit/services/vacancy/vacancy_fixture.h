#ifndef LAOWU_TESTS_UNIT_SERVICES_VACANCY_VACANCY_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_VACANCY_VACANCY_FIXTURE_H_

// The vacancy role over a store in memory, called through a server in this process: two offices
// (zhongshan, dongguan) with a principal each, a county bureau, a city bureau, an administrator.
// The sweeper's thread does not run: tests call SweepOnce.

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/role.h"
#include "services/vacancy/vacancy_records.h"
#include "services/vacancy/vacancy_service.h"
#include "storage/open_store.h"
#include "storage/store.h"
#include "tests/support/raced_store.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"
#include "vacancy_rows.h"

namespace laowu::vacancy {

inline constexpr char kZhongshan[] = "zhongshan";
inline constexpr char kDongguan[] = "dongguan";
inline constexpr char kPanzhou[] = "panzhou";
inline constexpr char kCity[] = "liupanshui";
inline constexpr char kAdministrator[] = "administrator";
inline constexpr char kRequestId[] = "123e4567-e89b-12d3-a456-426614174000";

class VacancyFixture : public ::testing::Test {
 protected:
  using Stub = v1::VacancyService::Stub;

  VacancyFixture() {
    role_.AddPrincipal(kZhongshan, "office", "offices/zhongshan");
    role_.AddPrincipal(kDongguan, "office", "offices/dongguan");
    role_.AddPrincipal(kPanzhou, "county-bureau", "520281");
    role_.AddPrincipal(kCity, "city-bureau", "5202");
    role_.AddPrincipal(kAdministrator, "administrator", "");
    storage::OpenOptions options;
    options.clock = role_.environment().clock;
    auto raced = std::make_unique<testing::RacedStore>(*storage::OpenStore("memory:", options));
    store_ = raced.get();
    owned_.store = std::move(raced);
    owned_.hub = std::make_unique<runtime::FeedHub>(owned_.store.get());
    owned_.hub->Start();
    service_ = std::make_unique<VacancyService>(role_.environment(), &owned_);
    role_.Serve({service_.get()});
    CreateOffice("zhongshan", "442000");
    CreateOffice("dongguan", "441900");
  }
  ~VacancyFixture() override {
    owned_.hub->Stop();
    service_->EndStreams();
    role_.Shutdown();
    service_->Stop();
  }

  void CreateOffice(const std::string& id, const std::string& division_code) {
    v1::CreateOfficeRequest request;
    request.set_office_id(id);
    request.mutable_office()->set_display_name(id);
    request.mutable_office()->set_division_code(division_code);
    EXPECT_OK(role_.Call(kAdministrator, &Stub::CreateOffice, request));
  }
  static v1::ImportVacanciesRequest Message(const std::string& office,
                                            const std::vector<v1::Vacancy>& rows) {
    v1::ImportVacanciesRequest request;
    request.set_parent(absl::StrCat("offices/", office));
    request.set_batch_number(7);
    for (const v1::Vacancy& row : rows) *request.add_rows()->mutable_vacancy() = row;
    return request;
  }
  // As the office itself.
  absl::StatusOr<v1::ImportVacanciesResponse> Import(const std::string& office,
                                                     const std::vector<v1::Vacancy>& rows) {
    return role_.Call(office, &Stub::ImportVacancies, Message(office, rows));
  }
  v1::ImportResult ImportOne(const std::string& office, const v1::Vacancy& row) {
    const auto response = Import(office, {row});
    EXPECT_OK(response);
    return response.ok() ? response->results(0) : v1::ImportResult();
  }
  // A new vacancy of one row; its name.
  std::string Create(const std::string& office, const v1::Vacancy& row) {
    const v1::ImportResult result = ImportOne(office, row);
    EXPECT_EQ(result.result(), v1::ImportResult::CREATED) << result.DebugString();
    return result.name();
  }
  absl::StatusOr<v1::Vacancy> TryGet(const std::string& id, const std::string& name) {
    v1::GetVacancyRequest request;
    request.set_name(name);
    return role_.Call(id, &Stub::GetVacancy, request);
  }
  v1::Vacancy Get(const std::string& name) {
    const auto vacancy = TryGet(kAdministrator, name);
    EXPECT_OK(vacancy);
    return vacancy.ok() ? *vacancy : v1::Vacancy();
  }
  // Fields that `mask` names, of `vacancy`, as the office zhongshan.
  absl::StatusOr<v1::Vacancy> Update(const v1::Vacancy& vacancy,
                                     const std::vector<std::string>& mask = {},
                                     const std::string& request_id = "") {
    v1::UpdateVacancyRequest request;
    *request.mutable_vacancy() = vacancy;
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(request_id);
    return role_.Call(kZhongshan, &Stub::UpdateVacancy, request);
  }
  absl::StatusOr<v1::Vacancy> Close(const std::string& name, const std::string& etag = "") {
    v1::CloseVacancyRequest request;
    request.set_name(name);
    request.set_etag(etag);
    return role_.Call(kAdministrator, &Stub::CloseVacancy, request);
  }
  absl::StatusOr<v1::Vacancy> Reopen(const std::string& name) {
    v1::ReopenVacancyRequest request;
    request.set_name(name);
    return role_.Call(kAdministrator, &Stub::ReopenVacancy, request);
  }
  absl::StatusOr<v1::Vacancy> Reopen(const std::string& name, absl::CivilDay last_day) {
    v1::ReopenVacancyRequest request;
    request.set_name(name);
    *request.mutable_expire_date() = runtime::ToDate(last_day);
    return role_.Call(kAdministrator, &Stub::ReopenVacancy, request);
  }
  absl::StatusOr<v1::Employer> GetEmployer(const std::string& name) {
    v1::GetEmployerRequest request;
    request.set_name(name);
    return role_.Call(kPanzhou, &Stub::GetEmployer, request);
  }
  absl::StatusOr<v1::Employer> Block(const std::string& name, absl::CivilDay start,
                                     const std::string& request_id = "") {
    v1::BlockEmployerRequest request;
    request.set_name(name);
    *request.mutable_start_date() = runtime::ToDate(start);
    request.set_reason("欠薪");
    request.set_request_id(request_id);
    return role_.Call(kCity, &Stub::BlockEmployer, request);
  }
  // The stored state, which reading does not show past the last day.
  v1::Vacancy::State StoredState(const std::string& name) {
    const auto ids = *runtime::ParseName("offices/*/vacancies/*", name);
    const auto loaded = LoadVacancy(*store_, {ids[0], ids[1]});
    EXPECT_TRUE(loaded.ok() && loaded->has_value());
    return (*loaded)->stored.vacancy().state();
  }
  std::vector<storage::Record> Records(storage::Table table) {
    return *store_->Scan(table, {}, storage::kMaxRecordsPerRead);
  }
  // In the order they were recorded: their keys are random within a millisecond.
  std::vector<internal::v1::AuditRecord> Audits() {
    auto records = Records(storage::Table::kAudit);
    std::sort(records.begin(), records.end(),
              [](const auto& a, const auto& b) { return a.version < b.version; });
    std::vector<internal::v1::AuditRecord> audits;
    for (const auto& record : records) {
      EXPECT_TRUE(audits.emplace_back().ParseFromString(record.value));
    }
    return audits;
  }
  // Before the next commit of the service, `change` is committed by somebody else; once.
  void Overtake(const std::function<void()>& change) {
    store_->before_commit = [this, change](storage::Store& /*store*/) {
      store_->before_commit = nullptr;
      change();
    };
  }
  void MoveTo(absl::CivilDay day) { role_.set_now(runtime::StartOfDay(day) + absl::Hours(12)); }
  int Sweep() {
    const auto swept = service_->sweeper().SweepOnce(role_.now());
    EXPECT_OK(swept);
    return swept.value_or(-1);
  }

  testing::RoleFixture role_;
  runtime::OwnedStore owned_;
  testing::RacedStore* store_ = nullptr;
  std::unique_ptr<VacancyService> service_;
};

inline std::vector<v1::ImportResult::Result> ResultsOf(
    const v1::ImportVacanciesResponse& response) {
  std::vector<v1::ImportResult::Result> results;
  for (const auto& result : response.results()) results.push_back(result.result());
  return results;
}

}  // namespace laowu::vacancy

#endif  // LAOWU_TESTS_UNIT_SERVICES_VACANCY_VACANCY_FIXTURE_H_

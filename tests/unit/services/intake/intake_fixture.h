#ifndef LAOWU_TESTS_UNIT_SERVICES_INTAKE_INTAKE_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_INTAKE_INTAKE_FIXTURE_H_

// The intake role with the owners of what it reads, the vacancy, worker and placement roles, over
// stores in memory: an office with its own table, a county bureau with its roster, all made up.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "gtest/gtest.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/intake/intake_service.h"
#include "services/placement/placement_service.h"
#include "services/runtime/role.h"
#include "services/vacancy/vacancy_service.h"
#include "services/worker/worker_service.h"
#include "storage/store.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::intake_role {

inline constexpr char kAdmin[] = "admin";
inline constexpr char kOffice[] = "zhongshan";
inline constexpr char kOtherOffice[] = "dongguan";
inline constexpr char kCounty[] = "panzhou";
// Other accounts of the same office and the same bureau; the bureau above.
inline constexpr char kOfficeColleague[] = "zhongshan-2";
inline constexpr char kCountyColleague[] = "panzhou-2";
inline constexpr char kCity[] = "liupanshui";

using Cells = std::vector<std::string>;

template <typename Request>
void AddRow(Request& request, const Cells& cells) {
  auto* row = request.add_rows();
  for (const auto& cell : cells) row->add_cells(cell);
}
template <typename Request>
void SetHeaders(Request& request, const Cells& headers) {
  for (const auto& header : headers) request.add_headers(header);
}

// A table of an office, whose headers are the sender's own; the rows are the test's.
inline v1::SubmitRawVacanciesRequest VacancyTable() {
  v1::SubmitRawVacanciesRequest request;
  request.set_parent("offices/zhongshan");
  request.set_batch_number(7);
  SetHeaders(request, {"编号", "岗位名称", "企业名称", "工作地点", "月薪", "招聘人数"});
  return request;
}
inline Cells VacancyRow(const std::string& reference, const std::string& title = "普工") {
  return {reference, title, "中山市样例电器有限公司", "中山市小榄镇", "4500-5800元/月", "3"};
}

inline v1::SubmitRawWorkersRequest WorkerTable() {
  v1::SubmitRawWorkersRequest request;
  request.set_batch_number(7);
  SetHeaders(request, {"姓名", "身份证号", "乡镇", "行政区划代码", "文化程度", "是否同意授权"});
  return request;
}
// A made-up person: the number's prefix is nobody's.
inline Cells WorkerRow() {
  return {"魏良", "529999196811087997", "新民镇", "520281121", "初中", "是"};
}

// The fields that a refusal names.
inline std::vector<std::string> FieldsOf(const google::rpc::Status& status) {
  std::vector<std::string> fields;
  for (const auto& any : status.details()) {
    google::rpc::BadRequest bad;
    if (!any.UnpackTo(&bad)) continue;
    for (const auto& violation : bad.field_violations()) fields.push_back(violation.field());
  }
  return fields;
}

MATCHER_P(HasResult, result, "has the result") {
  *result_listener << arg.DebugString();
  return arg.result() == result;
}

class IntakeFixture : public ::testing::Test {
 protected:
  using Stub = v1::IntakeService::Stub;

  IntakeFixture() {
    role_.AddPrincipal(kAdmin, "administrator", "");
    role_.AddPrincipal(kOffice, "office", "offices/zhongshan");
    role_.AddPrincipal(kOtherOffice, "office", "offices/dongguan");
    role_.AddPrincipal(kCounty, "county-bureau", "520281");
    role_.AddPrincipal(kOfficeColleague, "office", "offices/zhongshan");
    role_.AddPrincipal(kCountyColleague, "county-bureau", "520281");
    role_.AddPrincipal(kCity, "city-bureau", "5202");
    environment_.stores = &stores_;
    roles_.push_back(*vacancy::MakeVacancyRole(environment_));
    roles_.push_back(*worker::MakeWorkerRole(environment_));
    roles_.push_back(*placement::MakePlacementRole(environment_));
    roles_.push_back(*MakeIntakeRole(environment_));
    std::vector<grpc::Service*> services;
    for (const auto& role : roles_) {
      for (auto* service : role->services()) services.push_back(service);
    }
    role_.Serve(services);
    for (const auto& role : roles_) EXPECT_OK(role->Start());
    v1::CreateOfficeRequest office;
    office.set_office_id("zhongshan");
    office.mutable_office()->set_display_name("中山市劳务协作站（样例）");
    office.mutable_office()->set_division_code("442000");
    EXPECT_OK(role_.Call(kAdmin, &v1::VacancyService::Stub::CreateOffice, office));
  }
  ~IntakeFixture() override {
    for (const auto& role : roles_) role->StopCalling();
    EndStreams();
    role_.Shutdown();
    for (const auto& role : roles_) role->Stop();
  }

  void EndStreams() {
    for (const auto& role : roles_) role->EndStreams();
  }

  absl::StatusOr<v1::SubmitRawVacanciesResponse> Submit(
      const v1::SubmitRawVacanciesRequest& request, const std::string& id = kOffice) {
    return role_.Call(id, &Stub::SubmitRawVacancies, request);
  }
  absl::StatusOr<v1::SubmitRawWorkersResponse> Submit(const v1::SubmitRawWorkersRequest& request,
                                                      const std::string& id = kCounty) {
    return role_.Call(id, &Stub::SubmitRawWorkers, request);
  }
  absl::StatusOr<v1::Vacancy> GetVacancy(const std::string& name) {
    v1::GetVacancyRequest get;
    get.set_name(name);
    return role_.Call(kOffice, &v1::VacancyService::Stub::GetVacancy, get);
  }
  absl::StatusOr<v1::Worker> GetWorker(const std::string& name) {
    v1::GetWorkerRequest get;
    get.set_name(name);
    return role_.Call(kCounty, &v1::WorkerService::Stub::GetWorker, get);
  }
  // How many the owners hold.
  int VacancyCount() {
    v1::ListVacanciesRequest list;
    list.set_parent("offices/zhongshan");
    const auto all = role_.Call(kAdmin, &v1::VacancyService::Stub::ListVacancies, list);
    EXPECT_OK(all);
    return all.ok() ? all->vacancies_size() : -1;
  }
  int WorkerCount() {
    v1::ListWorkersRequest list;
    list.set_division_code("520281");
    const auto all = role_.Call(kAdmin, &v1::WorkerService::Stub::ListWorkers, list);
    EXPECT_OK(all);
    return all.ok() ? all->workers_size() : -1;
  }

  // What the intake role recorded of calls of `method` ("PreviewImport").
  std::vector<internal::v1::AuditRecord> AuditsOf(const std::string& method,
                                                  const std::string& role = "intake") {
    std::vector<internal::v1::AuditRecord> audits;
    for (const auto& entry : stores_.All()) {
      if (entry.role != role) continue;
      const auto records =
          entry.store->Scan(storage::Table::kAudit, {}, storage::kMaxRecordsPerRead);
      EXPECT_OK(records);
      for (const auto& record : *records) {
        internal::v1::AuditRecord audit;
        EXPECT_TRUE(audit.ParseFromString(record.value));
        if (absl::EndsWith(audit.method(), method)) audits.push_back(std::move(audit));
      }
    }
    return audits;
  }

  testing::RoleFixture role_;
  runtime::OwnedStores stores_;
  runtime::Environment environment_ = role_.environment();
  std::vector<std::unique_ptr<runtime::Role>> roles_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_TESTS_UNIT_SERVICES_INTAKE_INTAKE_FIXTURE_H_

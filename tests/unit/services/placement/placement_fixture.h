#ifndef LAOWU_TESTS_UNIT_SERVICES_PLACEMENT_PLACEMENT_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_PLACEMENT_PLACEMENT_FIXTURE_H_

// The placement role over a memory store, with made-up owners of workers and vacancies beside it.
// Calls go the whole way, through tokens and the access table.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/placement/placement_service.h"
#include "services/runtime/field_checks.h"
#include "storage/mutex.h"
#include "storage/store.h"
#include "tests/support/passing_store.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::placement {

using testing::IsOk;
using testing::StatusIs;

MATCHER_P(HasReason, reason, "has the reason") {
  const auto& status = testing::GetStatus(arg);
  *result_listener << status.ToString();
  return runtime::ReasonOf(status) == reason;
}

// The fields that an error names, in its order.
std::vector<std::string> ViolatedFields(const absl::Status& status);

// Answers from what the test put there.
class FakeWorkers final : public v1::WorkerService::Service {
 public:
  void Put(const v1::Worker& worker);
  void Remove(const std::string& name);
  grpc::Status GetWorker(grpc::ServerContext* context, const v1::GetWorkerRequest* request,
                         v1::Worker* response) override;
  // All or nothing, as the worker role does it; details as they were put, in the masked view alone.
  grpc::Status BatchGetWorkers(grpc::ServerContext* context,
                               const v1::BatchGetWorkersRequest* request,
                               v1::BatchGetWorkersResponse* response) override;
  // From now on BatchGetWorkers is not reached.
  void FailBatches();
  void PutFact(const std::string& worker, const v1::WorkerFact& fact);
  grpc::Status ListWorkerFacts(grpc::ServerContext* context,
                               const v1::ListWorkerFactsRequest* request,
                               v1::ListWorkerFactsResponse* response) override;

 private:
  storage::Mutex mutex_;
  bool batches_fail_ LAOWU_GUARDED_BY(mutex_) = false;
  std::map<std::string, v1::Worker> workers_ LAOWU_GUARDED_BY(mutex_);
  std::map<std::string, std::vector<v1::WorkerFact>> facts_ LAOWU_GUARDED_BY(mutex_);
};

class FakeVacancies final : public v1::VacancyService::Service {
 public:
  void Put(const v1::Vacancy& vacancy);
  void Remove(const std::string& name);
  grpc::Status GetVacancy(grpc::ServerContext* context, const v1::GetVacancyRequest* request,
                          v1::Vacancy* response) override;
  void Put(const v1::Employer& employer);
  // Lets `act` happen once, while the next caller waits to be told of an employer.
  void BeforeNextEmployer(std::function<void()> act);
  // One that nobody put is known and not blocked.
  grpc::Status GetEmployer(grpc::ServerContext* context, const v1::GetEmployerRequest* request,
                           v1::Employer* response) override;

 private:
  storage::Mutex mutex_;
  std::map<std::string, v1::Vacancy> vacancies_ LAOWU_GUARDED_BY(mutex_);
  std::map<std::string, v1::Employer> employers_ LAOWU_GUARDED_BY(mutex_);
  std::function<void()> before_employer_ LAOWU_GUARDED_BY(mutex_);
};

// Lets somebody else act between two reads of a call.
class HookedStore final : public testing::PassingStore {
 public:
  using PassingStore::PassingStore;

  // Once, before the next reading of a key of `table`.
  void BeforeNextGet(storage::Table table, std::function<void()> act);
  absl::StatusOr<std::optional<storage::Record>> Get(storage::Table table,
                                                     absl::string_view key) const override;

 private:
  mutable storage::Mutex mutex_;
  mutable std::function<void()> act_ LAOWU_GUARDED_BY(mutex_);
  storage::Table table_ LAOWU_GUARDED_BY(mutex_) = storage::Table::kPlacements;
};

inline constexpr char kBureau[] = "panzhou";         // county bureau of 520281
inline constexpr char kOtherBureau[] = "shuicheng";  // of 520204
inline constexpr char kCity[] = "liupanshui";
inline constexpr char kOffice[] = "zhongshan";
inline constexpr char kOtherOffice[] = "dongguan";
inline constexpr char kOrganizerUser[] = "labour-company";
inline constexpr char kOtherOrganizerUser[] = "broker";
inline constexpr char kAdmin[] = "admin";
inline constexpr char kMonitorUser[] = "monitor";

inline constexpr char kVacancy[] = "offices/zhongshan/vacancies/welder";
inline constexpr char kVacancy2[] = "offices/zhongshan/vacancies/sewer";
inline constexpr char kVacancy3[] = "offices/zhongshan/vacancies/packer";
inline constexpr char kVacancy4[] = "offices/zhongshan/vacancies/cook";
inline constexpr char kWorker[] = "workers/w1";
inline constexpr char kWorker2[] = "workers/w2";

// Workers w1 to w9 of 520281, born in 1990; vacancies welder (one opening), sewer, packer and cook
// (three each), open until the end of 2026. It is noon on 30 June 2026.
class PlacementFixture : public ::testing::Test {
 protected:
  using Stub = v1::PlacementService::Stub;

  PlacementFixture();
  ~PlacementFixture() override;

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(const std::string& principal,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) const {
    return role_.Call(principal, method, request);
  }

  static v1::Worker MakeWorker(const std::string& name);
  static v1::Vacancy MakeVacancy(const std::string& name, int opening_count);
  void PassDays(int days) { role_.set_now(role_.now() + absl::Hours(24 * days)); }
  absl::CivilDay Today() const { return runtime::DayOf(role_.now()); }

  static v1::CreatePlacementRequest Proposal(const std::string& worker, const std::string& vacancy);
  absl::StatusOr<v1::Placement> Propose(const std::string& worker, const std::string& vacancy);
  absl::StatusOr<v1::Placement> Accept(const std::string& name);
  absl::StatusOr<v1::Placement> Decline(const std::string& name, const std::string& by = kBureau);
  absl::StatusOr<v1::Placement> End(const std::string& name, const std::string& by = kBureau);
  absl::StatusOr<v1::Placement> Get(const std::string& name, const std::string& by = kAdmin);
  // Proposed and accepted that many days ago.
  v1::Placement Accepted(const std::string& worker, const std::string& vacancy, int days_ago = 0);

  static v1::Outcome MakeOutcome(v1::Outcome::Type type, absl::CivilDay day);
  absl::StatusOr<v1::Outcome> Record(const v1::Outcome& outcome, const std::string& by = kBureau);
  // On record as an older version took it, whose tables let pass what today's do not.
  void PutRecorded(const std::string& name, const v1::Outcome& outcome);
  absl::StatusOr<v1::Outcome> Void(const v1::Outcome& outcome);
  absl::StatusOr<v1::Outcome> Confirm(const std::string& placement, absl::CivilDay day,
                                      const std::string& by = kOffice);
  absl::StatusOr<v1::Outcome> Attest(const std::string& by, const std::string& outcome,
                                     v1::Attestation::Kind kind,
                                     const std::string& reference = "list 12");
  absl::StatusOr<v1::Organizer> CreateOrganizer(
      const std::string& id, v1::Organizer::Kind kind = v1::Organizer::LABOUR_COMPANY);

  v1::WorkerState StateOf(const std::string& worker);
  int TakenCount(const std::string& vacancy);
  int AuditCount();

  testing::RoleFixture role_;
  FakeWorkers workers_;
  FakeVacancies vacancies_;
  std::unique_ptr<runtime::OwnedStore> owned_;
  HookedStore* store_ = nullptr;  // what owned_ has
  std::unique_ptr<PlacementService> service_;
};

inline constexpr char kRequest1[] = "11111111-1111-4111-8111-111111111111";
inline constexpr char kRequest2[] = "22222222-2222-4222-8222-222222222222";

}  // namespace laowu::placement

#endif  // LAOWU_TESTS_UNIT_SERVICES_PLACEMENT_PLACEMENT_FIXTURE_H_

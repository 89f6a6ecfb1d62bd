#ifndef LAOWU_TESTS_UNIT_SERVICES_WORKER_WORKER_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_WORKER_WORKER_FIXTURE_H_

// The worker role over a store in memory, called through a server in this process: two county
// bureaus (panzhou 520281, liuzhi 520203), the city bureau above them, an administrator.

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/runtime/role.h"
#include "services/worker/worker_records.h"
#include "services/worker/worker_service.h"
#include "storage/open_store.h"
#include "storage/store.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"
#include "worker_rows.h"

namespace laowu::worker {

inline constexpr char kPanzhou[] = "panzhou";
inline constexpr char kLiuzhi[] = "liuzhi";
inline constexpr char kCity[] = "liupanshui";
inline constexpr char kAdministrator[] = "administrator";

// A store that lets somebody else be faster: before a commit it calls what the test set. Counts
// commits and their sizes.
class RacedStore final : public storage::Store {
 public:
  explicit RacedStore(std::unique_ptr<storage::Store> store) : store_(std::move(store)) {}

  // Called before each commit, with the store below.
  std::function<void(storage::Store&)> before_commit;
  std::vector<int> operation_counts;
  // If set: what every commit answers, without happening.
  absl::Status fail_commits;

  absl::StatusOr<storage::Committed> Commit(const storage::Batch& batch,
                                            absl::Time deadline) override {
    if (!fail_commits.ok()) return fail_commits;
    if (before_commit) before_commit(*store_);
    auto done = store_->Commit(batch, deadline);
    if (done.ok()) operation_counts.push_back(batch.operation_count());
    return done;
  }
  absl::StatusOr<std::optional<storage::Record>> Get(storage::Table table,
                                                     absl::string_view key) const override {
    return store_->Get(table, key);
  }
  absl::StatusOr<std::vector<storage::Record>> Scan(storage::Table table,
                                                    const storage::KeyRange& range,
                                                    int limit) const override {
    return store_->Scan(table, range, limit);
  }
  absl::StatusOr<std::unique_ptr<storage::Snapshot>> TakeSnapshot() const override {
    return store_->TakeSnapshot();
  }
  absl::StatusOr<std::vector<storage::Change>> ReadChanges(storage::Sequence after,
                                                           int limit) const override {
    return store_->ReadChanges(after, limit);
  }
  absl::StatusOr<storage::Sequence> WaitForChanges(storage::Sequence after,
                                                   absl::Time deadline) override {
    return store_->WaitForChanges(after, deadline);
  }
  absl::Status TruncateChanges(storage::Sequence through) override {
    return store_->TruncateChanges(through);
  }
  absl::string_view store_id() const override { return store_->store_id(); }
  storage::Sequence last_sequence() const override { return store_->last_sequence(); }
  storage::Sequence oldest_sequence() const override { return store_->oldest_sequence(); }
  absl::Time CompleteThrough() override { return store_->CompleteThrough(); }

 private:
  std::unique_ptr<storage::Store> store_;
};

class WorkerFixture : public ::testing::Test {
 protected:
  using Stub = v1::WorkerService::Stub;

  WorkerFixture() {
    role_.AddPrincipal(kPanzhou, "county-bureau", "520281");
    role_.AddPrincipal(kLiuzhi, "county-bureau", "520203");
    role_.AddPrincipal(kCity, "city-bureau", "5202");
    role_.AddPrincipal(kAdministrator, "administrator", "");
    role_.AddPrincipal("office", "office", "offices/zhongshan");
    storage::OpenOptions options;
    options.clock = role_.environment().clock;
    auto raced = std::make_unique<RacedStore>(*storage::OpenStore("memory:", options));
    store_ = raced.get();
    owned_.store = std::move(raced);
    owned_.hub = std::make_unique<runtime::FeedHub>(owned_.store.get());
    owned_.hub->Start();
    service_ = std::make_unique<WorkerService>(role_.environment(), &owned_);
    role_.Serve({service_.get()});
  }
  ~WorkerFixture() override {
    owned_.hub->Stop();
    role_.Shutdown();
    service_->Stop();
  }

  absl::StatusOr<v1::ImportWorkersResponse> Import(
      const std::string& id, const std::vector<v1::Worker>& rows,
      std::optional<absl::CivilDay> as_of = std::nullopt, bool validate_only = false) {
    v1::ImportWorkersRequest request;
    request.set_batch_number(7);
    request.set_validate_only(validate_only);
    for (const v1::Worker& row : rows) *request.add_rows()->mutable_worker() = row;
    if (as_of.has_value()) *request.mutable_as_of_date() = runtime::ToDate(*as_of);
    return role_.Call(id, &Stub::ImportWorkers, request);
  }
  // One row.
  v1::ImportResult ImportOne(const std::string& id, const v1::Worker& row,
                             std::optional<absl::CivilDay> as_of = std::nullopt) {
    const auto response = Import(id, {row}, as_of);
    EXPECT_OK(response);
    return response.ok() ? response->results(0) : v1::ImportResult();
  }
  // A new worker of one row; its name.
  std::string Create(const std::string& id, const v1::Worker& row,
                     std::optional<absl::CivilDay> as_of = std::nullopt) {
    const v1::ImportResult result = ImportOne(id, row, as_of);
    EXPECT_EQ(result.result(), v1::ImportResult::CREATED) << result.DebugString();
    return result.name();
  }
  absl::StatusOr<v1::Worker> Get(const std::string& id, const std::string& name,
                                 v1::WorkerView view = v1::WORKER_VIEW_BASIC,
                                 const std::string& purpose = "") {
    v1::GetWorkerRequest request;
    request.set_name(name);
    request.set_view(view);
    request.set_purpose(purpose);
    return role_.Call(id, &Stub::GetWorker, request);
  }
  std::vector<v1::WorkerFact> FactsOf(const std::string& name) {
    v1::ListWorkerFactsRequest request;
    request.set_parent(name);
    const auto response = role_.Call(kAdministrator, &Stub::ListWorkerFacts, request);
    EXPECT_OK(response);
    if (!response.ok()) return {};
    return {response->facts().begin(), response->facts().end()};
  }
  std::vector<int> KindsOf(const std::string& name) {
    std::vector<int> kinds;
    for (const auto& fact : FactsOf(name)) kinds.push_back(fact.kind());
    return kinds;
  }
  absl::StatusOr<v1::WorkerFact> Record(const std::string& id, const std::string& parent,
                                        const v1::WorkerFact& fact,
                                        const std::string& request_id = "") {
    v1::RecordWorkerFactRequest request;
    request.set_parent(parent);
    *request.mutable_fact() = fact;
    request.set_request_id(request_id);
    return role_.Call(id, &Stub::RecordWorkerFact, request);
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

  testing::RoleFixture role_;
  runtime::OwnedStore owned_;
  RacedStore* store_ = nullptr;
  std::unique_ptr<WorkerService> service_;
};

inline std::vector<std::string> Reasons(const v1::ImportResult& result) {
  std::vector<std::string> reasons;
  for (const auto& warning : result.warnings()) reasons.push_back(warning.reason());
  return reasons;
}

MATCHER_P(HasResult, result, "has the result") {
  *result_listener << arg.DebugString();
  return arg.result() == result;
}

}  // namespace laowu::worker

#endif  // LAOWU_TESTS_UNIT_SERVICES_WORKER_WORKER_FIXTURE_H_

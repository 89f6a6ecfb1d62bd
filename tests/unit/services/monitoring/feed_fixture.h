#ifndef LAOWU_TESTS_UNIT_SERVICES_MONITORING_FEED_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_MONITORING_FEED_FIXTURE_H_

// The monitoring role between two feeds that the test speaks for: it sends the messages of the
// worker and of the placement role one by one, cuts a stream, or says that a store was restored.

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/monitoring/monitoring_feed.h"
#include "services/monitoring/monitoring_service.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/mutex.h"
#include "tests/support/role_fixture.h"
#include "tests/support/status_matchers.h"

namespace laowu::monitoring {

inline constexpr char kPanzhou[] = "panzhou";  // bureau of 520281
inline constexpr char kLiuzhi[] = "liuzhi";    // bureau of 520203
inline constexpr char kCity[] = "city";        // bureau of 5202
inline constexpr char kMonitor[] = "monitor";  // of the city, 5202
inline constexpr char kOffice[] = "office";

// What a watch sends: messages in order, until the stream is ended.
template <typename Request, typename Response>
class Script {
 public:
  void Send(Response message) {
    storage::MutexLock lock(mutex_);
    messages_.push_back(std::move(message));
    changed_.NotifyAll();
  }
  // Ends the stream that is open; what was not sent yet goes into the next one.
  void End(grpc::Status status) {
    storage::MutexLock lock(mutex_);
    end_ = std::move(status);
    changed_.NotifyAll();
  }
  // Ends every stream at once, for good.
  void Close() {
    storage::MutexLock lock(mutex_);
    closed_ = true;
    changed_.NotifyAll();
  }
  // The request of the `index`-th stream, counted from 0; waits for it.
  Request request(std::size_t index) {
    storage::MutexLock lock(mutex_);
    while (requests_.size() <= index) changed_.Wait(mutex_);
    return requests_[index];
  }

  grpc::Status Play(grpc::ServerContext* context, const Request& request,
                    grpc::ServerWriter<Response>* writer) {
    storage::MutexLock lock(mutex_);
    requests_.push_back(request);
    const std::size_t stream = requests_.size();
    changed_.NotifyAll();
    while (true) {
      // A stream that was given up takes no message away from the next one.
      if (closed_ || stream != requests_.size() || context->IsCancelled())
        return grpc::Status::CANCELLED;
      if (end_.has_value()) return *std::exchange(end_, std::nullopt);
      if (messages_.empty()) {
        changed_.WaitUntil(mutex_, absl::Now() + absl::Milliseconds(5));
        continue;
      }
      writer->Write(messages_.front());
      messages_.pop_front();
    }
  }

 private:
  storage::Mutex mutex_;
  storage::CondVar changed_;
  std::deque<Response> messages_;
  std::deque<Request> requests_;
  std::optional<grpc::Status> end_;
  bool closed_ = false;
};

class ScriptedWorkers final : public v1::WorkerService::Service {
 public:
  grpc::Status WatchWorkers(grpc::ServerContext* context, const v1::WatchWorkersRequest* request,
                            grpc::ServerWriter<v1::WatchWorkersResponse>* writer) override {
    return script.Play(context, *request, writer);
  }
  // All are called 王**, as far as who may ask so is told.
  grpc::Status BatchGetWorkers(grpc::ServerContext*, const v1::BatchGetWorkersRequest* request,
                               v1::BatchGetWorkersResponse* response) override {
    storage::MutexLock lock(mutex_);
    if (batches_fail_) return {grpc::StatusCode::UNAVAILABLE, "not there"};
    for (const std::string& name : request->names()) {
      v1::Worker* const worker = response->add_workers();
      worker->set_name(name);
      if (const auto erased = erased_.find(name); erased != erased_.end()) {
        worker->mutable_erase_time()->set_seconds(1);
        worker->set_merged_into(erased->second);
        continue;
      }
      if (const auto merged = merged_.find(name); merged != merged_.end()) {
        worker->set_merged_into(merged->second);
      }
      worker->set_division_code(divisions_[name]);
      if (request->view() != v1::WORKER_VIEW_MASKED) continue;
      worker->mutable_personal_details()->set_display_name("王**");
    }
    return grpc::Status::OK;
  }
  // Without an answer: the role is not reached.
  grpc::Status ListSharedPhones(grpc::ServerContext*, const v1::ListSharedPhonesRequest* request,
                                v1::ListSharedPhonesResponse* response) override {
    storage::MutexLock lock(mutex_);
    if (!shared_phones_.has_value()) return {grpc::StatusCode::UNAVAILABLE, "not there"};
    if (request->division_code() == "520281") *response = *shared_phones_;
    return grpc::Status::OK;
  }
  // Of 520281.
  void Answer(v1::ListSharedPhonesResponse shared_phones) {
    storage::MutexLock lock(mutex_);
    shared_phones_ = std::move(shared_phones);
  }
  // Says of a worker that it was erased; `anew`: the record it was merged into then.
  void Erase(const std::string& name, const std::string& anew = "") {
    storage::MutexLock lock(mutex_);
    erased_[name] = anew;
  }
  // Says of a worker that it was merged into another, which is registered in `division`.
  void Merge(const std::string& name, const std::string& into, const std::string& division) {
    storage::MutexLock lock(mutex_);
    merged_[name] = into;
    divisions_[into] = division;
  }
  // From now on BatchGetWorkers is not reached.
  void FailBatches() {
    storage::MutexLock lock(mutex_);
    batches_fail_ = true;
  }
  Script<v1::WatchWorkersRequest, v1::WatchWorkersResponse> script;

 private:
  storage::Mutex mutex_;
  bool batches_fail_ = false;
  std::map<std::string, std::string> erased_;
  std::map<std::string, std::string> merged_;
  std::map<std::string, std::string> divisions_;
  std::optional<v1::ListSharedPhonesResponse> shared_phones_;
};

class ScriptedPlacements final : public v1::PlacementService::Service {
 public:
  grpc::Status WatchPlacements(grpc::ServerContext* context,
                               const v1::WatchPlacementsRequest* request,
                               grpc::ServerWriter<v1::WatchPlacementsResponse>* writer) override {
    return script.Play(context, *request, writer);
  }
  Script<v1::WatchPlacementsRequest, v1::WatchPlacementsResponse> script;
};

class FeedFixture : public ::testing::Test {
 protected:
  using Stub = v1::MonitoringService::Stub;

  FeedFixture()
      : owned_(*runtime::OwnedStore::Open(role_.environment(), "monitoring")),
        feed_(role_.environment()),
        service_(role_.environment(), &feed_, owned_.get()) {
    role_.AddPrincipal(kCity, "city-bureau", "5202");
    role_.AddPrincipal(kPanzhou, "county-bureau", "520281");
    role_.AddPrincipal(kLiuzhi, "county-bureau", "520203");
    role_.AddPrincipal(kMonitor, "monitor", "5202");
    role_.AddPrincipal(kOffice, "office", "offices/zhongshan");
    role_.Serve({&service_, &workers_, &placements_});
    feed_.Start();
  }
  ~FeedFixture() override {
    workers_.script.Close();
    placements_.script.Close();
    feed_.Stop();
    owned_->hub->Stop();
    role_.Shutdown();
    service_.Stop();
  }

  // An hour of the day of the fixture's clock, which stands at noon of 30 June 2026.
  static absl::Time At(int hour, int minute = 0) {
    return runtime::StartOfDay(absl::CivilDay(2026, 6, 30)) + absl::Hours(hour) +
           absl::Minutes(minute);
  }

  static v1::WatchProgress Progress(int64_t sequence, absl::Time complete_through,
                                    const std::string& store = "store-1") {
    v1::WatchProgress progress;
    progress.set_store_id(store);
    progress.set_resume_sequence(sequence);
    progress.set_caught_up(true);
    *progress.mutable_complete_through_time() = runtime::ToTimestamp(complete_through);
    return progress;
  }

  v1::WorkerFact Profile(const std::string& worker, const std::string& town, absl::Time recorded) {
    v1::WorkerFact fact;
    fact.set_name("workers/" + worker + "/facts/profile");
    fact.set_kind(v1::WorkerFact::PROFILE);
    *fact.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
    fact.mutable_values()->set_division_code(town);
    fact.mutable_values()->set_rural(true);
    *fact.mutable_record_time() = runtime::ToTimestamp(recorded);
    fact.set_sequence(++sequence_);
    return fact;
  }

  v1::Outcome Arrival(const std::string& worker, v1::Channel channel, absl::Time recorded) {
    v1::Outcome outcome;
    outcome.set_name("outcomes/arrival-" + worker);
    outcome.set_type(v1::Outcome::ARRIVED);
    outcome.set_worker("workers/" + worker);
    *outcome.mutable_effective_date() = runtime::ToDate(absl::CivilDay(2026, 3, 1));
    outcome.set_workplace_division_code("442000100");
    outcome.set_channel(channel);
    *outcome.mutable_record_time() = runtime::ToTimestamp(recorded);
    outcome.set_sequence(++sequence_);
    return outcome;
  }

  // One message with these changes, complete through `through`.
  void SendWorkers(const std::vector<v1::WorkerFact>& facts, absl::Time through,
                   const std::string& store = "store-1") {
    v1::WatchWorkersResponse message;
    for (const auto& fact : facts) *message.add_changes()->mutable_fact() = fact;
    *message.mutable_progress() = Progress(++sequence_, through, store);
    workers_.script.Send(message);
  }
  void SendOutcomes(const std::vector<v1::Outcome>& outcomes, absl::Time through) {
    v1::WatchPlacementsResponse message;
    for (const auto& outcome : outcomes) *message.add_changes()->mutable_outcome() = outcome;
    *message.mutable_progress() = Progress(++sequence_, through);
    placements_.script.Send(message);
  }
  void SendOrganizer(const std::string& name, const std::string& display_name, absl::Time through) {
    v1::WatchPlacementsResponse message;
    auto* organizer = message.add_changes()->mutable_organizer();
    organizer->set_name(name);
    organizer->set_display_name(display_name);
    organizer->set_kind(v1::Organizer::PUBLIC_SERVICE);
    *organizer->mutable_register_date() = runtime::ToDate(absl::CivilDay(2020, 1, 1));
    *organizer->mutable_record_time() = runtime::ToTimestamp(At(1));
    *message.mutable_progress() = Progress(++sequence_, through);
    placements_.script.Send(message);
  }

  // Waits until both feeds are complete through `time`.
  void WaitUntilComplete(absl::Time time) {
    absl::StatusOr<absl::Time> known = absl::UnavailableError("not asked yet");
    while (absl::IsUnavailable(known.status())) {
      std::this_thread::yield();
      known = feed_.WaitForKnownAt(time, {}, time, absl::Now() + absl::Seconds(60), "");
    }
    ASSERT_OK(known);
  }

  static v1::GetOutboundRatioRequest Ratio(const std::string& division = "520281") {
    v1::GetOutboundRatioRequest request;
    request.set_name("divisions/" + division + "/outboundRatios/2026-06-30");
    return request;
  }
  absl::StatusOr<v1::OutboundRatio> Get(const std::string& principal,
                                        const v1::GetOutboundRatioRequest& request) {
    return role_.Call(principal, &Stub::GetOutboundRatio, request);
  }

  testing::RoleFixture role_;
  ScriptedWorkers workers_;
  ScriptedPlacements placements_;
  std::unique_ptr<runtime::OwnedStore> owned_;
  MonitoringFeed feed_;
  MonitoringService service_;
  int64_t sequence_ = 0;
};

}  // namespace laowu::monitoring

#endif  // LAOWU_TESTS_UNIT_SERVICES_MONITORING_FEED_FIXTURE_H_

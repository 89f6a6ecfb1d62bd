// A county crosses its target: whoever runs the system is told, over HTTP, once, and by the process
// that comes after a restart too.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/mutex.h"
#include "tests/support/status_matchers.h"
#include "tests/system/test_process.h"

namespace laowu::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// Takes what is posted to /hook.
class Receiver {
 public:
  Receiver() {
    server_.Post("/hook", [this](const httplib::Request& request, httplib::Response&) {
      storage::MutexLock lock(mutex_);
      bodies_.push_back(request.body);
      told_.NotifyAll();
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~Receiver() {
    server_.stop();
    thread_.join();
  }

  std::string url() const { return absl::StrCat("http://127.0.0.1:", port_, "/hook"); }
  // Waits for the first.
  std::vector<std::string> Bodies() {
    storage::MutexLock lock(mutex_);
    const absl::Time until = absl::Now() + absl::Seconds(60);
    while (bodies_.empty() && told_.WaitUntil(mutex_, until)) {
    }
    return bodies_;
  }

 private:
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
  storage::Mutex mutex_;
  storage::CondVar told_;
  std::vector<std::string> bodies_ LAOWU_GUARDED_BY(mutex_);
};

std::string Metrics(TestProcess& process) {
  httplib::Client client("http://" + process.process().http_address());
  const auto answer = client.Get("/metrics");
  return answer ? answer->body : "";
}

// Until a look at the counties has said so.
bool WaitForMetric(TestProcess& process, const std::string& line) {
  const absl::Time until = absl::Now() + absl::Seconds(60);
  while (absl::Now() < until) {
    if (absl::StrContains(Metrics(process), line)) return true;
    std::this_thread::yield();
  }
  return false;
}

// One worker, away by a way that counts, and nothing that proves it. The outcome's name.
std::string RecordUnproven(TestProcess& process) {
  v1::ImportWorkersRequest import;
  *import.mutable_as_of_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
  auto* worker = import.add_rows()->mutable_worker();
  worker->mutable_personal_details()->set_display_name("样例");
  worker->mutable_personal_details()->set_identity_number(
      MadeUpIdentityNumber(absl::CivilDay(1990, 5, 1), 1));
  worker->set_division_code("520281001");
  worker->set_rural(true);
  worker->mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  worker->mutable_legal_basis()->set_reference("form-1");
  const auto imported = process.Call("bureau", &v1::WorkerService::Stub::ImportWorkers, import);
  EXPECT_OK(imported);
  v1::RecordOutcomeRequest record;
  auto* outcome = record.mutable_outcome();
  outcome->set_type(v1::Outcome::ARRIVED);
  outcome->set_worker(imported->results(0).name());
  *outcome->mutable_effective_date() = runtime::ToDate(runtime::DayOf(process.now()) - 10);
  outcome->set_channel(v1::CHANNEL_PUBLIC_SERVICE);
  outcome->set_workplace_division_code("442000118");
  const auto recorded = process.Call("bureau", &v1::PlacementService::Stub::RecordOutcome, record);
  EXPECT_OK(recorded);
  return recorded->name();
}

TEST(CrossingTest, AWebhookIsToldOnceWhatTheGaugesSay) {
  Receiver receiver;
  ScratchDir data;
  TestProcess process(data.file("data"));
  process.AddPrincipal("bureau", "county-bureau", "520281");
  process.config().webhook_url = receiver.url();
  process.Start();
  const std::string outcome = RecordUnproven(process);
  // A start looks at once.
  process.Stop();
  process.Start();
  const std::string target = R"(laowu_ratio_target_met{division="520281",policy="broad"} )";
  ASSERT_TRUE(WaitForMetric(process, target + "0")) << Metrics(process);
  EXPECT_THAT(Metrics(process),
              AllOf(HasSubstr("laowu_feed_caught_up_timestamp_seconds"),
                    HasSubstr(R"(laowu_store_sequence{role="worker"})"),
                    HasSubstr(R"(laowu_disk_free_bytes{folder="data"})"), Not(HasSubstr("样例"))));
  v1::AttestOutcomeRequest attest;
  attest.set_name(outcome);
  attest.mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
  attest.mutable_attestation()->set_reference("call-1");
  ASSERT_OK(process.Call("bureau", &v1::PlacementService::Stub::AttestOutcome, attest));
  process.Stop();
  process.Start();
  ASSERT_TRUE(WaitForMetric(process, target + "1")) << Metrics(process);
  EXPECT_THAT(receiver.Bodies(),
              ElementsAre(AllOf(HasSubstr(R"("id":"520281-1","previousStatus":"MISSED")"),
                                HasSubstr(R"("organizedPersonCount":1)"))));
  process.Stop();
  process.Start();
  ASSERT_TRUE(WaitForMetric(process, target + "1"));
  process.Stop();
  EXPECT_EQ(receiver.Bodies().size(), 1u);
}

}  // namespace
}  // namespace laowu::testing

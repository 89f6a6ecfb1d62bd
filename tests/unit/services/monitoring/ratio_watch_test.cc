// What operators watch: gauges that say what the API says, and crossings of the target that are
// told once each, also over a restart and a webhook that is down.

#include "services/monitoring/ratio_watch.h"

#include <httplib.h>

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "feed_fixture.h"

namespace laowu::monitoring {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr char kTown[] = "520281001";

// What it was told stays when the watch that owns it ends.
struct Told {
  std::vector<std::string> ids;
  absl::Status answer;
};
class FakeWebhook final : public Webhook {
 public:
  explicit FakeWebhook(Told* told) : told_(told) {}
  absl::Status Tell(const v1::OutboundRatio& ratio, int64_t number) override {
    told_->ids.push_back(absl::StrCat(ratio.division_code(), "-", number, " ",
                                      v1::OutboundRatio::Status_Name(ratio.status())));
    return told_->answer;
  }
  void Stop() override {}

 private:
  Told* const told_;
};

// One person of Panzhou who went alone is away at 11.
class RatioWatchTest : public FeedFixture {
 protected:
  RatioWatchTest() { Restart(); }

  void Restart() {
    watch_ = std::make_unique<RatioWatch>(role_.environment(), &feed_, owned_->store.get(),
                                          std::make_unique<FakeWebhook>(&told_));
  }

  v1::Outcome Organised(const std::string& worker, absl::Time recorded) {
    v1::Outcome outcome = Arrival(worker, v1::CHANNEL_PUBLIC_SERVICE, recorded);
    auto* proof = outcome.add_attestations();
    proof->set_name(outcome.name() + "/attestations/a");
    proof->set_kind(v1::Attestation::OFFICE_CONFIRMATION);
    proof->set_grade(v1::EVIDENCE_GRADE_DESTINATION_CONFIRMATION);
    *proof->mutable_record_time() = runtime::ToTimestamp(recorded);
    return outcome;
  }

  // `count` persons arrive by `channel`, known at `time`.
  void Arrive(const std::string& prefix, int count, v1::Channel channel, absl::Time time) {
    std::vector<v1::WorkerFact> facts;
    std::vector<v1::Outcome> outcomes;
    for (int i = 0; i < count; ++i) {
      const std::string worker = absl::StrCat(prefix, i);
      facts.push_back(Profile(worker, kTown, time));
      outcomes.push_back(channel == v1::CHANNEL_PUBLIC_SERVICE ? Organised(worker, time)
                                                               : Arrival(worker, channel, time));
    }
    SendWorkers(facts, time);
    SendOutcomes(outcomes, time);
    WaitUntilComplete(time);
  }

  int Look() {
    const auto crossed = watch_->LookOnce(role_.now());
    EXPECT_OK(crossed);
    return crossed.value_or(-1);
  }
  int Tell(absl::Time now) {
    const auto told = watch_->TellOnce(now);
    EXPECT_OK(told);
    return told.value_or(-1);
  }
  std::string MetricsText() { return role_.environment().metrics->Text(); }

  Told told_;
  std::unique_ptr<RatioWatch> watch_;
};

TEST_F(RatioWatchTest, SaysNothingWhileTheFeedsAreBeingRead) {
  EXPECT_THAT(watch_->LookOnce(role_.now()), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(MetricsText(), Not(HasSubstr("laowu_ratio_outbound_persons{")));
}

TEST_F(RatioWatchTest, GaugesSayWhatTheFiguresSayForEachPolicy) {
  Arrive("alone", 3, v1::CHANNEL_SELF, At(10));
  Arrive("organised", 1, v1::CHANNEL_PUBLIC_SERVICE, At(11));
  EXPECT_EQ(Look(), 0) << "the first look is no crossing";
  const std::string text = MetricsText();
  for (const char* policy : {"as_reported", "broad", "strict"}) {
    const std::string labels = absl::StrCat(R"({division="520281",policy=")", policy, "\"} ");
    EXPECT_THAT(text, HasSubstr("laowu_ratio_outbound_persons" + labels + "4\n"));
    EXPECT_THAT(text, HasSubstr("laowu_ratio_organized_persons" + labels + "1\n"));
    EXPECT_THAT(text, HasSubstr("laowu_ratio_organized_ratio" + labels + "0.25\n"));
    EXPECT_THAT(text, HasSubstr("laowu_ratio_target_met" + labels + "0\n"));
  }
  EXPECT_THAT(text, HasSubstr("laowu_ratio_known_at_timestamp_seconds "));
}

TEST_F(RatioWatchTest, WhatCannotBeSaidIsAbsent) {
  Arrive("organised", 1, v1::CHANNEL_PUBLIC_SERVICE, At(10));
  EXPECT_EQ(Look(), 0);
  EXPECT_THAT(MetricsText(), HasSubstr(R"(laowu_ratio_target_met{division="520281")"));
  Arrive("unknown", 1, v1::CHANNEL_UNKNOWN, At(11));
  EXPECT_EQ(Look(), 0) << "PROVISIONAL is no crossing";
  EXPECT_THAT(MetricsText(), Not(HasSubstr(R"(laowu_ratio_target_met{division="520281")")));
}

TEST_F(RatioWatchTest, EachCrossingIsToldOnceEitherWay) {
  Arrive("alone", 1, v1::CHANNEL_SELF, At(9));
  EXPECT_EQ(Look(), 0);
  Arrive("organised", 9, v1::CHANNEL_PUBLIC_SERVICE, At(10));
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(Tell(role_.now()), 1);
  EXPECT_EQ(Tell(role_.now()), 0);
  Arrive("later", 9, v1::CHANNEL_SELF, At(11));
  EXPECT_EQ(Look(), 1);
  EXPECT_EQ(Tell(role_.now()), 1);
  EXPECT_THAT(told_.ids, ElementsAre("520281-1 MET", "520281-2 MISSED"));
}

TEST_F(RatioWatchTest, ARestartNeitherRepeatsACrossingNorLosesOne) {
  Arrive("alone", 1, v1::CHANNEL_SELF, At(9));
  EXPECT_EQ(Look(), 0);
  Restart();
  Arrive("organised", 9, v1::CHANNEL_PUBLIC_SERVICE, At(10));
  EXPECT_EQ(Look(), 1);
  Restart();  // before it was told
  EXPECT_EQ(Look(), 0);
  EXPECT_EQ(Tell(role_.now()), 1);
  Restart();
  EXPECT_EQ(Tell(role_.now()), 0);
  EXPECT_THAT(told_.ids, ElementsAre("520281-1 MET"));
}

TEST_F(RatioWatchTest, WhatIsNotTakenIsTriedAgainUnderTheSameIdForADay) {
  Arrive("alone", 1, v1::CHANNEL_SELF, At(9));
  EXPECT_EQ(Look(), 0);
  Arrive("organised", 9, v1::CHANNEL_PUBLIC_SERVICE, At(10));
  EXPECT_EQ(Look(), 1);
  told_.answer = absl::UnavailableError("the webhook answered 503");
  EXPECT_THAT(watch_->TellOnce(At(11)), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(watch_->TellOnce(At(12)), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(Tell(At(10 + 25)), 0) << "given up";
  EXPECT_EQ(Tell(At(10 + 26)), 0);
  EXPECT_THAT(told_.ids, ElementsAre("520281-1 MET", "520281-1 MET", "520281-1 MET"));
}

// Over HTTP: only an answer of 2xx takes it, and the body holds counts and no persons.
TEST(WebhookTest, PostsJsonAndTakesOnlySuccessForAnAnswer) {
  httplib::Server server;
  std::vector<std::string> bodies;
  int status = 500;
  server.Post("/hook/secret", [&](const httplib::Request& request, httplib::Response& response) {
    bodies.push_back(request.body);
    response.status = status;
  });
  const int port = server.bind_to_any_port("127.0.0.1");
  std::thread serving([&] { server.listen_after_bind(); });
  while (!server.is_running()) std::this_thread::yield();
  runtime::ServeConfig config;
  EXPECT_EQ(MakeWebhook(config), nullptr);
  config.webhook_url = absl::StrCat("http://127.0.0.1:", port, "/hook/secret");
  const auto webhook = MakeWebhook(config);
  v1::OutboundRatio ratio;
  ratio.set_division_code("520281");
  ratio.set_status(v1::OutboundRatio::MISSED);
  ratio.set_ratio_permille(698);
  const absl::Status refused = webhook->Tell(ratio, 3);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_THAT(std::string(refused.message()), Not(HasSubstr("secret")));
  status = 204;
  EXPECT_OK(webhook->Tell(ratio, 3));
  server.stop();
  serving.join();
  EXPECT_THAT(webhook->Tell(ratio, 3), StatusIs(absl::StatusCode::kUnavailable));
  const std::string body =
      R"({"event":"TARGET_CROSSED","id":"520281-3","previousStatus":"MET","outboundRatio":)"
      R"({"status":"MISSED","ratioPermille":698,"divisionCode":"520281"}})";
  EXPECT_THAT(bodies, ElementsAre(body, body));
}

TEST(WebhookTest, OnlyTlsLeavesThisMachineAndAWrongUrlIsNotRepeated) {
  runtime::ServeConfig config;
  config.data = runtime::kMemoryData;
  for (const char* good : {"https://example.org/x", "http://127.0.0.1:9/x", "http://localhost"}) {
    config.webhook_url = good;
    EXPECT_OK(runtime::CheckConfig(config)) << good;
  }
  for (const char* bad : {"http://example.org/secret", "ftp://example.org/secret", "secret",
                          "https://me:secret@example.org", "https:///secret"}) {
    config.webhook_url = bad;
    const absl::Status status = runtime::CheckConfig(config);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << bad;
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("secret")));
  }
}

}  // namespace
}  // namespace laowu::monitoring

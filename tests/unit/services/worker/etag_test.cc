// An etag that is given is the record's of now, in every method and also where nothing would
// change; but a request that is sent again is answered whatever it is.

#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr char kStale[] = "\"1000000\"";
constexpr char kRequestId[] = "123e4567-e89b-12d3-a456-426614174000";
constexpr char kOtherRequestId[] = "123e4567-e89b-12d3-a456-426614174001";

class EtagTest : public WorkerFixture {};

TEST_F(EtagTest, AStaleOneIsRefusedOfWhoIsPausedAlready) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::PauseWorkerRequest pause;
  pause.set_name(name);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::PauseWorker, pause));
  const storage::Sequence before = store_->last_sequence();
  for (const std::string& stale : {std::string(kStale), std::string(5'000, 'x')}) {
    pause.set_etag(stale);
    EXPECT_THAT(role_.Call(kPanzhou, &Stub::PauseWorker, pause),
                StatusIs(absl::StatusCode::kAborted));
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker now, Get(kPanzhou, name));
  pause.set_etag(now.etag());
  EXPECT_OK(role_.Call(kPanzhou, &Stub::PauseWorker, pause));
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(EtagTest, ARequestSentAgainIsAnsweredWhateverItIs) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::PauseWorkerRequest pause;
  pause.set_name(name);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::PauseWorker, pause));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker paused, Get(kPanzhou, name));
  v1::ResumeWorkerRequest resume;
  resume.set_name(name);
  resume.set_etag(paused.etag());
  resume.set_request_id(kRequestId);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::ResumeWorker, resume));
  EXPECT_OK(role_.Call(kPanzhou, &Stub::ResumeWorker, resume)) << "its answer was lost";
  resume.set_request_id(kOtherRequestId);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ResumeWorker, resume),
              StatusIs(absl::StatusCode::kAborted));
  v1::DeleteWorkerRequest erase;
  erase.set_name(name);
  erase.set_purpose("asked for at the counter");
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker now, Get(kPanzhou, name));
  erase.set_etag(now.etag());
  erase.set_request_id(kOtherRequestId);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::DeleteWorker, erase));
  EXPECT_OK(role_.Call(kPanzhou, &Stub::DeleteWorker, erase)) << "its answer was lost";
}

}  // namespace
}  // namespace laowu::worker

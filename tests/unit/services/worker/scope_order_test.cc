// A request for a record that is not the caller's is answered alike whatever else is wrong with it:
// scope first, then the fields (AIP-211).

#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;

constexpr absl::CivilDay kMay(2026, 5, 1);

class ScopeOrderTest : public WorkerFixture {
 protected:
  template <typename Request, typename Response>
  void ExpectScopeFirst(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                     Response*),
                        const Request& request) {
    const auto foreign = role_.Call(kLiuzhi, method, request);
    EXPECT_THAT(foreign, StatusIs(absl::StatusCode::kPermissionDenied)) << request.DebugString();
    EXPECT_EQ(runtime::ReasonOf(foreign.status()), "OUT_OF_SCOPE");
    EXPECT_THAT(role_.Call(kPanzhou, method, request), StatusIs(absl::StatusCode::kInvalidArgument))
        << request.DebugString();
  }
};

TEST_F(ScopeOrderTest, ReadingSomebodyElsesWorkerIsOutOfScopeWithoutAPurposeToo) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::GetWorkerRequest get;
  get.set_name(name);
  get.set_view(v1::WORKER_VIEW_FULL);
  ExpectScopeFirst(&Stub::GetWorker, get);
  v1::BatchGetWorkersRequest batch;
  batch.add_names(name);
  batch.set_view(v1::WORKER_VIEW_FULL);
  ExpectScopeFirst(&Stub::BatchGetWorkers, batch);
}

TEST_F(ScopeOrderTest, SoIsEveryChangeOfOne) {
  const std::string name = Create(kPanzhou, Row(101), kMay);
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(name);
  update.set_request_id("none");
  ExpectScopeFirst(&Stub::UpdateWorker, update);
  v1::DeleteWorkerRequest erase;
  erase.set_name(name);
  ExpectScopeFirst(&Stub::DeleteWorker, erase);
  v1::PauseWorkerRequest pause;
  pause.set_name(name);
  pause.set_request_id("none");
  ExpectScopeFirst(&Stub::PauseWorker, pause);
  v1::ResumeWorkerRequest resume;
  resume.set_name(name);
  resume.set_request_id("none");
  ExpectScopeFirst(&Stub::ResumeWorker, resume);
  v1::MergeWorkersRequest merge;
  merge.set_name(name);
  merge.set_merged_worker(Create(kPanzhou, Row(103), kMay));
  ExpectScopeFirst(&Stub::MergeWorkers, merge);
  v1::UnmergeWorkersRequest part;
  part.set_name(name);
  ExpectScopeFirst(&Stub::UnmergeWorkers, part);
  v1::RecordWorkerFactRequest fact;
  fact.set_parent(name);
  ExpectScopeFirst(&Stub::RecordWorkerFact, fact);
  v1::CreateWorkerRequest create;
  *create.mutable_worker() = Row(105);
  create.set_request_id("none");
  ExpectScopeFirst(&Stub::CreateWorker, create);
}

// The way back is told to who moved the person away, and what is wrong with taking that way, too.
TEST_F(ScopeOrderTest, WhoMovedThePersonAwayIsToldWhatIsWrongWithTakingThatBack) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::WorkerFact moved,
                             Record(kPanzhou, name, Moved(kMay, kYanjiao)));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kMay);
  back.mutable_values()->set_voided_fact(moved.name());
  back.clear_effective_date();
  EXPECT_THAT(Record(kPanzhou, name, back), StatusIs(absl::StatusCode::kInvalidArgument));
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kMay);
  died.clear_effective_date();
  EXPECT_THAT(Record(kPanzhou, name, died), StatusIs(absl::StatusCode::kPermissionDenied));
}

}  // namespace
}  // namespace laowu::worker

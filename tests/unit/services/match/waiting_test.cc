// Who asks for what the matcher has not seen waits; the others do not wait behind them.

#include "match_fixture.h"
#include "tests/support/waiting_callers.h"

namespace laowu::match {
namespace {

using ::laowu::testing::StatusIs;
using ::laowu::testing::WaitingCallers;

class WaitingTest : public MatchFixture {
 protected:
  absl::Status Search(const std::string& id, int64_t worker_sequence) {
    v1::SearchVacanciesRequest request;
    request.mutable_at_least()->set_worker_sequence(worker_sequence);
    return role_.Call(id, &Stub::SearchVacancies, request).status();
  }
};

// As many as the limit allows, of all callers that it takes to reach it: three times as many calls
// as the role lets wait, and more than it has threads.
TEST_F(WaitingTest, CallsThatWaitLeaveTheOthersAlone) {
  const int64_t next = fed_.index().freshness().placement_sequence() + 1;
  WaitingCallers waiting({kPanzhou, kLiuzhi, kCity, kOffice},
                         [&](const std::string& id) { return Search(id, next); });
  // Nobody's wait has ended: the worker that all wait for comes below.
  EXPECT_OK(Search(kAdministrator, 0));
  EXPECT_OK(Search(kOffice, 0));
  EXPECT_THAT(Search(kAdministrator, next), StatusIs(absl::StatusCode::kResourceExhausted));
  fed_.Put(WorkerNamed("w"));
  EXPECT_EQ(waiting.Join(), runtime::kWaitingMost);
  EXPECT_OK(Search(kAdministrator, next));
}

TEST_F(WaitingTest, OneCallerLeavesPlacesToOthersThatWait) {
  const int64_t next = fed_.index().freshness().placement_sequence() + 1;
  WaitingCallers waiting({kOffice}, [&](const std::string& id) { return Search(id, next); });
  WaitingCallers honest({kPanzhou}, [&](const std::string& id) { return Search(id, next); });
  fed_.Put(WorkerNamed("w"));
  EXPECT_EQ(waiting.Join(), runtime::kWaitingOfOneCaller);
  EXPECT_EQ(honest.Join(), runtime::kWaitingOfOneCaller);
}

}  // namespace
}  // namespace laowu::match

// Which record stands for a person of two counties, as the other roles ask for it and as lists name
// it.

#include <gmock/gmock.h>

#include "merge_fixture.h"

namespace laowu::worker {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StandingTest : public MergeTest {
 protected:
  absl::StatusOr<v1::IdentifyWorkersResponse> Identify(const std::string& id,
                                                       const std::string& reference) {
    v1::IdentifyWorkersRequest request;
    request.add_persons()->set_reference(reference);
    request.set_purpose("import of outcomes");
    return role_.Call(id, &Stub::IdentifyWorkers, request);
  }
};

// A feed may be behind: who records something of the person asks anyway, and is answered by this.
TEST_F(StandingTest, ToTheOtherRolesARecordNamesThoseThatStandBehindIt) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  v1::GetWorkerRequest get;
  get.set_name(second);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker standing,
                             role_.CallOnBehalfOf("", &Stub::GetWorker, get));
  EXPECT_THAT(standing.merged_workers(), ElementsAre(first));
  v1::BatchGetWorkersRequest batch;
  batch.add_names(second);
  batch.add_names(first);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto both,
                             role_.CallOnBehalfOf("", &Stub::BatchGetWorkers, batch));
  ASSERT_EQ(both.workers_size(), 2);
  EXPECT_THAT(both.workers(0).merged_workers(), ElementsAre(first));
  EXPECT_THAT(both.workers(1).merged_workers(), IsEmpty());
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker to_county, Get(kLiuzhi, second));
  EXPECT_THAT(to_county.merged_workers(), IsEmpty()) << "another county's record";
}

// A call list of the time before the takeover bears the old record's name.
TEST_F(StandingTest, TheNameOfTheOldRecordIsThePersonOfTheCountyThatTookOver) {
  const std::string first = Create(kPanzhou, Row(), kMay);
  EXPECT_EQ(Identify(kLiuzhi, first)->persons(0).result(), v1::IdentifyWorkersResponse::NOT_FOUND);
  const std::string second = Create(kLiuzhi, LiuzhiRow(), kJune);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto found, Identify(kLiuzhi, first));
  EXPECT_EQ(found.persons(0).worker(), second);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto own, Identify(kPanzhou, first));
  EXPECT_EQ(own.persons(0).worker(), first) << "the record that the county has";
}

}  // namespace
}  // namespace laowu::worker

// ImportWorkers as the intake role sends it: a row and the record it was checked against.

#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::testing::SizeIs;

class ConditionalRowsTest : public WorkerFixture {};

// Between the check of a file and its run somebody may have changed a person: then the row is
// checked once more, so that what stood there can be written down first.
TEST_F(ConditionalRowsTest, ARowIsWrittenOnlyWhereItsRecordStandsAsItSays) {
  const std::string name = Create(kPanzhou, Row());
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker found, Get(kPanzhou, name));
  v1::ImportWorkersRequest request;
  request.set_return_changes(true);
  v1::Worker& row = *request.add_rows()->mutable_worker();
  row = Row();
  row.set_min_wage_cny_per_month(7'000);
  row.set_name(name);
  row.set_etag("1");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto moved,
                             role_.CallOnBehalfOf(kPanzhou, &Stub::ImportWorkers, request));
  EXPECT_THAT(moved.results(0), HasResult(v1::ImportResult::UPDATED));
  ASSERT_THAT(moved.changes(), SizeIs(1));
  EXPECT_EQ(moved.changes(0).etag(), found.etag());
  EXPECT_EQ(moved.changes(0).before().etag(), found.etag());
  EXPECT_EQ(moved.committed_sequence(), 0) << "nothing was written";
  row.set_etag(found.etag());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto written,
                             role_.CallOnBehalfOf(kPanzhou, &Stub::ImportWorkers, request));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker now, Get(kPanzhou, name));
  EXPECT_EQ(now.min_wage_cny_per_month(), 7'000);
  EXPECT_EQ(written.changes(0).etag(), now.etag());
  EXPECT_EQ(written.changes(0).before().etag(), found.etag());
  // Somebody new, who is there already.
  row.clear_name();
  row.clear_etag();
  row.set_min_wage_cny_per_month(8'000);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto there,
                             role_.CallOnBehalfOf(kPanzhou, &Stub::ImportWorkers, request));
  EXPECT_THAT(there.results(0), HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(there.committed_sequence(), 0);
  // Name and etag alone ask whether the record still stands so.
  row.Clear();
  row.set_name(name);
  for (const std::string& etag : {now.etag(), found.etag()}) {
    row.set_etag(etag);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto asked,
                               role_.CallOnBehalfOf(kPanzhou, &Stub::ImportWorkers, request));
    EXPECT_THAT(asked.results(0), HasResult(v1::ImportResult::UNCHANGED));
    EXPECT_EQ(asked.changes(0).etag(), now.etag());
  }
}

}  // namespace
}  // namespace laowu::worker

// What is past its last day becomes EXPIRED in the store, so that the feed tells of it.

#include "services/vacancy/expiry_sweeper.h"

#include "services/vacancy/employer_rules.h"
#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ExpirySweeperTest : public VacancyFixture {};

constexpr absl::CivilDay kLastDay(2026, 8, 31);

TEST_F(ExpirySweeperTest, SweepsTheDayAfterTheLastDay) {
  const std::string name = Create(kZhongshan, Row());
  MoveTo(kLastDay);
  EXPECT_EQ(Sweep(), 0);
  role_.set_now(runtime::StartOfDay(kLastDay + 1) - absl::Seconds(1));
  EXPECT_EQ(Sweep(), 0);
  const std::string etag = Get(name).etag();
  role_.set_now(runtime::StartOfDay(kLastDay + 1));
  EXPECT_EQ(Get(name).state(), v1::Vacancy::EXPIRED);  // by the last day, before any sweep
  EXPECT_EQ(Sweep(), 1);
  EXPECT_EQ(StoredState(name), v1::Vacancy::EXPIRED);
  EXPECT_NE(Get(name).etag(), etag);
  EXPECT_EQ(Get(name).recorded_by(), kZhongshan);
  EXPECT_THAT(Records(Table::kVacanciesByExpiry), IsEmpty());
  EXPECT_EQ(Sweep(), 0);
}

TEST_F(ExpirySweeperTest, LeavesClosedOnesAndThoseWithoutALastDay) {
  const std::string closed = Create(kZhongshan, Row("a-1"));
  ASSERT_OK(Close(closed));
  v1::Vacancy endless = Row("a-2");
  endless.clear_expire_date();
  const std::string open = Create(kZhongshan, endless);
  MoveTo(kLastDay + 100);
  EXPECT_EQ(Sweep(), 0);
  EXPECT_EQ(StoredState(closed), v1::Vacancy::CLOSED);
  EXPECT_EQ(StoredState(open), v1::Vacancy::OPEN);
}

TEST_F(ExpirySweeperTest, GoesInSmallBatchesThroughAllOfThem) {
  std::vector<v1::Vacancy> rows;
  for (int i = 0; i < 250; ++i) rows.push_back(Row(absl::StrCat("a-", i)));
  ASSERT_OK(Import(kZhongshan, rows));
  store_->operation_counts.clear();
  MoveTo(kLastDay + 1);
  EXPECT_EQ(Sweep(), 250);
  EXPECT_THAT(store_->operation_counts, SizeIs(3));
}

// One that somebody changes meanwhile is skipped; its neighbours are not.
TEST_F(ExpirySweeperTest, SkipsARecordThatChanged) {
  const std::string moved = Create(kZhongshan, Row("a-1"));
  v1::Vacancy other = Row("a-2");
  other.set_title("氩弧焊工");
  const std::string over = Create(kZhongshan, other);
  MoveTo(kLastDay + 1);
  Overtake([&] { EXPECT_OK(Reopen(moved, kLastDay + 30)); });
  EXPECT_EQ(Sweep(), 1);
  EXPECT_EQ(StoredState(moved), v1::Vacancy::OPEN);
  EXPECT_EQ(StoredState(over), v1::Vacancy::EXPIRED);
}

TEST_F(ExpirySweeperTest, SkipsWhatChangesWithEveryCommit) {
  Create(kZhongshan, Row("a-1"));
  MoveTo(kLastDay + 1);
  store_->before_commit = [](storage::Store& store) {
    const auto record = *store.Get(Table::kVacancies, VacancyKey("zhongshan", "a-1"));
    storage::Batch batch;
    batch.Put(Table::kVacancies, record->key, record->value);
    EXPECT_OK(store.Commit(batch, absl::InfiniteFuture()));
  };
  EXPECT_EQ(Sweep(), 0);
  store_->before_commit = nullptr;
  EXPECT_EQ(Sweep(), 1);
}

TEST_F(ExpirySweeperTest, AStoreThatRefusesIsAnErrorAndNoLoop) {
  Create(kZhongshan, Row());
  MoveTo(kLastDay + 1);
  store_->fail_commits = absl::UnavailableError("refuses writes");
  EXPECT_THAT(service_->sweeper().SweepOnce(role_.now()), StatusIs(absl::StatusCode::kUnavailable));
}

// The thread sweeps at once when it starts, and Stop does not wait for the next minute.
TEST_F(ExpirySweeperTest, TheThreadSweepsAndStops) {
  const std::string name = Create(kZhongshan, Row());
  MoveTo(kLastDay + 1);
  const auto before = store_->last_sequence();
  service_->sweeper().Start();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto after,
                             store_->WaitForChanges(before, absl::Now() + absl::Seconds(30)));
  EXPECT_GT(after, before);
  service_->sweeper().Stop();
  EXPECT_EQ(StoredState(name), v1::Vacancy::EXPIRED);
}

}  // namespace
}  // namespace laowu::vacancy

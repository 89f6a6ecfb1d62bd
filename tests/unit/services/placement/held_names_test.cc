// Whether the workers and vacancies that placements name are there is asked in doubt, and only
// then: every name, once a feed speaks of another store or begins anew.

#include "services/placement/held_names.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/placement/placement_records.h"
#include "storage/key.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using Owner = HeldNames::Owner;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class HeldNamesTest : public PlacementFixture {
 protected:
  // What a follower hears once it has all.
  static v1::WatchProgress At(const std::string& store_id, int64_t sequence) {
    v1::WatchProgress progress;
    progress.set_store_id(store_id);
    progress.set_resume_sequence(sequence);
    progress.set_caught_up(true);
    return progress;
  }
  static std::string Line(const std::string& owner, int count) {
    return absl::StrCat("laowu_missing_records{owner=\"", owner, "\",role=\"placement\"} ", count,
                        "\n");
  }
  std::string Metrics() { return role_.environment().metrics->Text(); }
  // Waits for it.
  void ExpectMissing(const std::string& owner, int count) {
    const absl::Time deadline = absl::Now() + absl::Seconds(20);
    while (absl::Now() < deadline && Metrics().find(Line(owner, count)) == std::string::npos) {
    }
    EXPECT_THAT(Metrics(), HasSubstr(Line(owner, count)));
  }
  std::unique_ptr<HeldNames> Started() {
    auto held = std::make_unique<HeldNames>(role_.environment(), owned_->store.get());
    EXPECT_THAT(held->Start(), IsOk());
    return held;
  }
};

TEST_F(HeldNamesTest, AnotherStoreIsAskedForEveryNameAndTheCountFallsWhenTheyAreBack) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Propose(kWorker, kVacancy));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Propose(kWorker2, kVacancy2));
  const auto held = Started();
  held->Followed(Owner::kWorker, At("a", 7));
  ExpectMissing("worker", 0);
  workers_.Remove(kWorker2);
  held->BeginsAnew(Owner::kWorker);
  held->Followed(Owner::kWorker, At("b", 3));
  ExpectMissing("worker", 1);
  workers_.Put(MakeWorker(kWorker2));
  held->Followed(Owner::kWorker, At("b", 4));  // no doubt that is new: looked at again in an hour
  held->BeginsAnew(Owner::kWorker);
  held->Followed(Owner::kWorker, At("c", 1));
  ExpectMissing("worker", 0);
}

TEST_F(HeldNamesTest, AFeedThatBeginsAnewIsDoubtedThoughItsStoreHasTheSameId) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  const auto held = Started();
  held->Followed(Owner::kVacancy, At("a", 7));
  ExpectMissing("vacancy", 0);
  vacancies_.Remove(kVacancy);
  held->BeginsAnew(Owner::kVacancy);
  held->Followed(Owner::kVacancy, At("a", 2));
  ExpectMissing("vacancy", 1);
}

// While the first state comes the feed says nothing of where its store is.
TEST_F(HeldNamesTest, AnOrdinaryStartAsksForNothing) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, kVacancy));
  {
    const auto held = Started();
    held->Followed(Owner::kWorker, At("a", 7));
    ExpectMissing("worker", 0);
    // Kept before the next one starts.
    const absl::Time deadline = absl::Now() + absl::Seconds(20);
    const auto kept = [&] {
      return *owned_->store->Get(storage::Table::kFollowedFeeds,
                                 storage::EncodeKey("worker", "whole"));
    };
    while (absl::Now() < deadline && !kept().has_value()) {
    }
    ASSERT_TRUE(kept().has_value());
  }
  workers_.Remove(kWorker);  // had it asked, it would say so
  HeldNames held(role_.environment(), owned_->store.get());
  ASSERT_THAT(held.Start(), IsOk());
  v1::WatchProgress of_state = At("a", 0);
  of_state.set_caught_up(false);
  held.Followed(Owner::kWorker, of_state);
  held.Followed(Owner::kWorker, At("a", 9));
  // Of the other owner there is doubt: once that one was asked, this one would have been too.
  vacancies_.Remove(kVacancy);
  held.Followed(Owner::kVacancy, At("v", 1));
  ExpectMissing("vacancy", 1);
  EXPECT_THAT(Metrics(), HasSubstr(Line("worker", 0)));
  EXPECT_THAT(Metrics(), Not(HasSubstr(Line("worker", 1))));
}

TEST_F(HeldNamesTest, NamesOfAnIndexComeOnceEachByThePage) {
  for (const char* vacancy : {kVacancy, kVacancy2, kVacancy3}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto placement, Propose(kWorker, vacancy));
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto other, Propose(kWorker2, kVacancy3));
  const auto names = [&](storage::Table index, const std::string& after, int most) {
    return *FindNames(*owned_->store, index, after, most);
  };
  const auto by_worker = storage::Table::kPlacementsByWorker;
  EXPECT_THAT(names(by_worker, "", 10), ElementsAre(kWorker, kWorker2));
  EXPECT_THAT(names(by_worker, "", 1), ElementsAre(kWorker));
  EXPECT_THAT(names(by_worker, kWorker, 10), ElementsAre(kWorker2));
  EXPECT_THAT(names(by_worker, kWorker2, 10), IsEmpty());
  EXPECT_THAT(names(storage::Table::kPlacementsByVacancy, kVacancy3, 10),
              ElementsAre(kVacancy2, kVacancy));
  EXPECT_EQ(*CountEntries(*owned_->store, by_worker, kWorker), 3);
  EXPECT_EQ(*CountEntries(*owned_->store, by_worker, "workers/w"), 0);
}

}  // namespace
}  // namespace laowu::placement

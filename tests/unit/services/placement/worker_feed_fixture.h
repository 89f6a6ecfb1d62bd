#ifndef LAOWU_TESTS_UNIT_SERVICES_PLACEMENT_WORKER_FEED_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_PLACEMENT_WORKER_FEED_FIXTURE_H_

// The placement role with the feed of the worker role, message by message.

#include <string>

#include "services/placement/worker_feed.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {

class WorkerFeedFixture : public PlacementFixture {
 protected:
  WorkerFeedFixture()
      : held_names_(role_.environment(), owned_->store.get()),
        feed_(role_.environment(), owned_->store.get(), &held_names_) {}
  void Apply(const v1::Worker& worker) { EXPECT_THAT(feed_.Apply(worker, role_.now()), IsOk()); }
  // Since yesterday.
  v1::Worker Dead(const std::string& name) {
    v1::Worker worker = MakeWorker(name);
    *worker.mutable_death_date() = runtime::ToDate(Today() - 1);
    return worker;
  }
  v1::Worker Merged(const std::string& name, const std::string& into) {
    v1::Worker worker = MakeWorker(name);
    worker.set_merged_into(into);
    return worker;
  }

  HeldNames held_names_;
  WorkerFeed feed_;
};

}  // namespace laowu::placement

#endif  // LAOWU_TESTS_UNIT_SERVICES_PLACEMENT_WORKER_FEED_FIXTURE_H_

// Every state of a placement with every thing that can happen to it, through the API and the
// sweeper: where it then stands, and how many openings of its vacancy are taken.

#include <functional>

#include "services/placement/sweeper.h"
#include "services/placement/worker_feed.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using P = v1::Placement;

constexpr P::State kStates[] = {P::PROPOSED, P::ACCEPTED, P::DECLINED,
                                P::STARTED,  P::ENDED,    P::EXPIRED};

class StateMachineTest : public PlacementFixture {
 protected:
  // A placement of a worker in that state. `taken`: openings that it holds.
  std::string In(P::State state, const std::string& worker) {
    const auto proposed = Propose(worker, kVacancy4);
    EXPECT_THAT(proposed, IsOk());
    const std::string name = proposed->name();
    if (state == P::DECLINED) {
      EXPECT_THAT(Decline(name), IsOk());
    }
    if (state == P::EXPIRED) {
      PassDays(8);
      Sweep();
    }
    if (state == P::ACCEPTED || state == P::STARTED || state == P::ENDED) {
      EXPECT_THAT(Accept(name), IsOk());
    }
    if (state == P::STARTED || state == P::ENDED) {
      EXPECT_THAT(Confirm(name, Today()), IsOk());
    }
    if (state == P::ENDED) {
      EXPECT_THAT(End(name), IsOk());
    }
    return name;
  }
  void Sweep() {
    Sweeper sweeper(owned_->store.get(), [this] { return role_.now(); });
    EXPECT_THAT(sweeper.SweepOnce(role_.now()), IsOk());
  }
  absl::Status RecordFor(const std::string& worker, v1::Outcome::Type type,
                         const std::string& placement) {
    v1::Outcome outcome = MakeOutcome(type, Today());
    outcome.set_worker(worker);
    outcome.set_placement(placement);
    return Record(outcome).status();
  }
  absl::Status Retract(const std::string& name) {
    v1::RetractArrivalRequest request;
    request.set_name(name);
    return Call(kOffice, &Stub::RetractArrival, request).status();
  }
  absl::Status Left(const std::string& name) {
    v1::ReportLeftRequest request;
    request.set_name(name);
    *request.mutable_leave_date() = runtime::ToDate(Today());
    return Call(kOffice, &Stub::ReportLeft, request).status();
  }
};

struct Action {
  const char* what;
  std::function<void(const std::string& name, const std::string& worker)> run;
  P::State to[6];  // by kStates
  int change[6];   // of the openings taken
};

TEST_F(StateMachineTest, TheWholeTable) {
  const Action kActions[] = {
      {"accept",
       [this](auto& name, auto&) { (void)Accept(name); },
       {P::ACCEPTED, P::ACCEPTED, P::DECLINED, P::STARTED, P::ENDED, P::EXPIRED},
       {0, 0, 0, 0, 0, 0}},
      {"decline",
       [this](auto& name, auto&) { (void)Decline(name); },
       {P::DECLINED, P::ACCEPTED, P::DECLINED, P::STARTED, P::ENDED, P::EXPIRED},
       {-1, 0, 0, 0, 0, 0}},
      {"end",
       [this](auto& name, auto&) { (void)End(name); },
       {P::PROPOSED, P::ENDED, P::DECLINED, P::ENDED, P::ENDED, P::EXPIRED},
       {0, -1, 0, 0, 0, 0}},
      {"confirm arrival",
       [this](auto& name, auto&) { (void)Confirm(name, Today()); },
       {P::PROPOSED, P::STARTED, P::DECLINED, P::STARTED, P::ENDED, P::EXPIRED},
       {0, 0, 0, 0, 0, 0}},
      {"retract arrival",
       [this](auto& name, auto&) { (void)Retract(name); },
       {P::PROPOSED, P::ACCEPTED, P::DECLINED, P::ACCEPTED, P::ENDED, P::EXPIRED},
       {0, 0, 0, 0, 0, 0}},
      {"report left",
       [this](auto& name, auto&) { (void)Left(name); },
       {P::PROPOSED, P::ACCEPTED, P::DECLINED, P::ENDED, P::ENDED, P::EXPIRED},
       {0, 0, 0, 0, 0, 0}},
      {"arrived by it",
       [this](auto& name, auto& worker) { (void)RecordFor(worker, v1::Outcome::ARRIVED, name); },
       {P::PROPOSED, P::STARTED, P::DECLINED, P::STARTED, P::ENDED, P::EXPIRED},
       {0, 0, 0, 0, 0, 0}},
      {"returned",
       [this](auto&, auto& worker) { (void)RecordFor(worker, v1::Outcome::RETURNED, ""); },
       {P::PROPOSED, P::ACCEPTED, P::DECLINED, P::ENDED, P::ENDED, P::EXPIRED},
       {0, 0, 0, 0, 0, 0}},
      {"dispatched, 16 days pass",
       [this](auto&, auto& worker) {
         (void)RecordFor(worker, v1::Outcome::DISPATCHED, "");
         PassDays(16);
         Sweep();
       },
       {P::EXPIRED, P::ENDED, P::DECLINED, P::STARTED, P::ENDED, P::EXPIRED},
       {-1, -1, 0, 0, 0, 0}},
      {"home on a visit, 46 days pass",
       [this](auto&, auto& worker) {
         (void)RecordFor(worker, v1::Outcome::HOME_VISIT, "");
         PassDays(46);
         Sweep();
       },
       {P::EXPIRED, P::ACCEPTED, P::DECLINED, P::ENDED, P::ENDED, P::EXPIRED},
       {-1, 0, 0, 0, 0, 0}},
      {"eight days pass",
       [this](auto&, auto&) {
         PassDays(8);
         Sweep();
       },
       {P::EXPIRED, P::ACCEPTED, P::DECLINED, P::STARTED, P::ENDED, P::EXPIRED},
       {-1, 0, 0, 0, 0, 0}},
      {"death",
       [this](auto&, auto& worker) {
         v1::Worker dead = MakeWorker(worker);
         *dead.mutable_death_date() = runtime::ToDate(Today());
         HeldNames held_names(role_.environment(), owned_->store.get());
         WorkerFeed feed(role_.environment(), owned_->store.get(), &held_names);
         EXPECT_THAT(feed.Apply(dead, role_.now()), IsOk());
       },
       {P::EXPIRED, P::ENDED, P::DECLINED, P::ENDED, P::ENDED, P::EXPIRED},
       {-1, -1, 0, 0, 0, 0}},
  };
  v1::Vacancy vacancy = MakeVacancy(kVacancy4, 1000);
  *vacancy.mutable_expire_date() = runtime::ToDate(absl::CivilDay(2036, 12, 31));  // months pass
  vacancies_.Put(vacancy);
  int serial = 0;
  for (const Action& action : kActions) {
    for (size_t i = 0; i < 6; ++i) {
      SCOPED_TRACE(std::string(action.what) + " in " + P::State_Name(kStates[i]));
      const std::string worker = "workers/t" + std::to_string(serial++);
      workers_.Put(MakeWorker(worker));
      const std::string name = In(kStates[i], worker);
      const int taken = TakenCount(kVacancy4);
      action.run(name, worker);
      const auto placement = Get(name);
      ASSERT_THAT(placement, IsOk());
      EXPECT_EQ(P::State_Name(placement->state()), P::State_Name(action.to[i]));
      EXPECT_EQ(TakenCount(kVacancy4) - taken, action.change[i]);
      // Nothing of this worker may stand in the way of the next row.
      if (placement->state() == P::PROPOSED) {
        EXPECT_THAT(Decline(name), IsOk());
      }
      if (placement->state() == P::ACCEPTED || placement->state() == P::STARTED) {
        EXPECT_THAT(End(name), IsOk());
      }
    }
  }
}

}  // namespace
}  // namespace laowu::placement

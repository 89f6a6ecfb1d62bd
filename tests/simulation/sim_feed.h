#ifndef LAOWU_TESTS_SIMULATION_SIM_FEED_H_
#define LAOWU_TESTS_SIMULATION_SIM_FEED_H_

// One follower of one store without a wire between them: the server's WatchCursor, the client's
// FeedPosition, and in the middle messages that are late, lost with their stream, or sent again.
// While a message is made, others write.

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "intake/generate/draw.h"
#include "services/runtime/feed_position.h"
#include "services/runtime/watch_cursor.h"
#include "tests/simulation/busy_store.h"
#include "tests/simulation/watch_checker.h"

namespace laowu::simulation {

class SimFeed {
 public:
  using Slice = runtime::WatchCursor::Slice;
  struct Options {
    std::string name;
    std::function<storage::Store&()> store;  // another one after a restore
    std::vector<runtime::WatchedTable> tables;
    // The server's part of a message: what is to be done once it arrives.
    std::function<std::function<void()>(const Slice&)> fill;
    std::function<void()> reset;
    std::function<void(storage::Sequence after)> opened = [](storage::Sequence) {};
    // What others do to the store while the server makes a message, between any two of its reads.
    std::function<void(intake::Draw&)> others = [](intake::Draw&) {};
    // Spoils what the server sends; for the tests of the checker.
    std::function<void(Slice&)> tamper = [](Slice&) {};
    // Opens a stream in place of the real cursor; for the same.
    std::function<void(storage::Store&, std::string& store_id, storage::Sequence& after)> misopen =
        [](storage::Store&, std::string&, storage::Sequence&) {};
  };

  explicit SimFeed(Options options) : options_(std::move(options)), checker_(options_.tables) {}

  // One thing that may happen: a stream is opened, a message is sent, arrives, the stream is cut,
  // the follower comes back with an earlier resume point.
  void Step(intake::Draw& draw);
  // All that is under way arrives, until the follower has been told that it is caught up.
  void CatchUp();

  // As FeedFollower::Restart: what the follower fed is void; a message may still slip through.
  void Restart() { restarting_ = true; }
  // The role was restarted: it remembers nothing.
  void Forget();

  // The follower has been told of the present store.
  bool follows_present_store() const { return position_.store_id() == options_.store().store_id(); }
  bool restarting() const { return restarting_; }
  const std::string& name() const { return options_.name; }
  const WatchChecker& checker() const { return checker_; }

 private:
  struct InFlight {
    Slice slice;
    std::string store_id;
    std::function<void()> apply;
  };
  void Open();
  void Serve(intake::Draw* draw);  // nullptr: nobody else writes meanwhile
  void Deliver();
  void Cut();
  // A store is restored while its role is down, so that no stream outlives it.
  void CutIfRestored();
  void StartOver();
  bool FinishRestart(bool slip);

  Options options_;
  WatchChecker checker_;
  runtime::FeedPosition position_;
  std::vector<runtime::FeedPosition> noted_;  // of this life, since the last reset
  std::unique_ptr<BusyStore> busy_;           // what the server reads; outlives cursor_
  std::optional<runtime::WatchCursor> cursor_;
  std::deque<InFlight> in_flight_;
  WatchChecker::Versions applied_;
  std::string stream_store_id_;
  bool restarting_ = false;
  bool told_caught_up_ = false;
};

}  // namespace laowu::simulation

#endif  // LAOWU_TESTS_SIMULATION_SIM_FEED_H_

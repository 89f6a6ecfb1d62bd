#ifndef LAOWU_TESTS_SIMULATION_WATCH_CHECKER_H_
#define LAOWU_TESTS_SIMULATION_WATCH_CHECKER_H_

// What a watch promises (services/runtime/watch_cursor.h), checked by name: each slice that one
// follower is sent, against the store at that moment.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/runtime/watch_cursor.h"
#include "storage/store.h"

namespace laowu::simulation {

inline constexpr char kOrdered[] = "ordered";
inline constexpr char kNoGap[] = "no gap";
inline constexpr char kNoTimeTravel[] = "no time travel";
inline constexpr char kResumable[] = "resumable";
inline constexpr char kTruncationIsTold[] = "truncation is told";
inline constexpr char kRestoreIsTold[] = "restore is told";
inline constexpr char kCaughtUpIsTrue[] = "caught_up is true";
inline constexpr char kCompleteThroughIsTrue[] = "complete_through is true";
inline constexpr char kDeletesArrive[] = "deletes arrive";

class WatchChecker {
 public:
  // What somebody holds: of each record the version.
  using Versions = std::map<std::pair<storage::Table, std::string>, storage::Sequence>;

  // `tables`: those of the kinds that are watched.
  explicit WatchChecker(std::vector<runtime::WatchedTable> tables) : tables_(std::move(tables)) {}

  // A stream is asked for by a follower that holds `applied`.
  void Open(const storage::Store& store, const std::string& store_id, storage::Sequence after,
            const Versions& applied);
  // The server is asked for the next slice. Others may write until it is made.
  void Asked(const storage::Store& store);
  // What the server says to that: an error, or one slice after the other.
  void Refused(const storage::Store& store, const absl::Status& status);
  void Sent(const storage::Store& store, const runtime::WatchCursor::Slice& slice);

  // "no gap: …", the first one first.
  const std::vector<std::string>& broken() const { return broken_; }

 private:
  void Break(const char* promise, const std::string& how);
  // The reason with which the stream must now be refused; empty: it must not be.
  std::string MustRefuse(const storage::Store& store) const;
  void CheckEntry(const runtime::WatchCursor::Entry& entry, bool of_state);
  void CheckCaughtUp(const storage::Store& store, const runtime::WatchCursor::Slice& slice);
  void CheckHeld(const storage::Store& store);

  std::vector<runtime::WatchedTable> tables_;
  // Of the stream.
  std::string store_id_;
  storage::Sequence after_ = 0;
  storage::Sequence position_ = 0;  // all up to here has been sent, once the state has
  bool scanning_ = false;
  storage::Sequence last_sequence_ = 0;  // of the last change
  absl::Time complete_through_;
  Versions sent_;  // what a follower holds that has applied all
  // Of the moment at which the slice was asked for.
  storage::Sequence last_when_asked_ = 0;
  Versions truth_when_asked_;
  std::string refusal_due_;

  std::vector<std::string> broken_;
};

}  // namespace laowu::simulation

#endif  // LAOWU_TESTS_SIMULATION_WATCH_CHECKER_H_

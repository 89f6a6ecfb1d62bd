#ifndef LAOWU_SERVICES_MATCH_WORKER_TABLE_H_
#define LAOWU_SERVICES_MATCH_WORKER_TABLE_H_

// The workers of the match role: a row in the matcher and some facts by the row's slot, brought
// together from two feeds in whatever order they come. A state whose profile is not here waits.
//
// What a worker costs in memory: docs/performance.md. Thread-compatible.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "matcher/matcher.h"
#include "matcher/row_table.h"
#include "services/match/worker_facts.h"

namespace laowu::match {

class WorkerTable {
 public:
  using Slot = matcher::RowTable<matcher::PackedWorker>::Slot;

  // `matcher` outlives it, and nobody else changes its workers.
  explicit WorkerTable(matcher::Matcher* matcher) : matcher_(*matcher) {}
  WorkerTable(const WorkerTable&) = delete;
  WorkerTable& operator=(const WorkerTable&) = delete;

  // An erased worker's profile removes him, and so does that of a record merged into another, which
  // stands for both: only where it went is kept.
  void PutProfile(const v1::Worker& worker, absl::Time now);
  void RemoveProfile(const std::string& name);
  void PutState(const v1::WorkerState& state, absl::Time now);
  void RemoveState(const std::string& name, absl::Time now);
  // Brings up to date whose row reads differently by now. To be called with a clock that does not
  // go back.
  void ApplyDue(absl::Time now);

  // A feed begins anew: all it brought is marked; what is put again loses its mark; what still has
  // one in the end is dropped.
  void MarkProfiles();
  void DropMarkedProfiles();
  void MarkStates();
  void DropMarkedStates(absl::Time now);

  // By slot of matcher().workers(), of a slot that holds a row.
  const WorkFacts& work(Slot slot) const { return entries_[static_cast<size_t>(slot)].work; }
  // Numbers of WorkFacts::workplace.
  const matcher::Dictionary& places() const { return places_; }
  // Of a record merged into another; nullptr if it is none.
  struct Merged {
    std::string into;  // workers/{worker}
    std::string division_code;
    bool marked = false;
  };
  const Merged* FindMerged(absl::string_view name) const;
  int waiting_state_count() const { return static_cast<int>(waiting_.size()); }

 private:
  struct Entry {
    ProfileFacts profile;
    WorkFacts work;
    bool profile_marked = false;
    bool has_state = false;
    bool state_marked = false;
    int64_t next_change_micros = ProfileFacts::kNever;
  };
  struct WaitingState {
    WorkFacts work;
    bool marked = false;
  };

  const matcher::RowTable<matcher::PackedWorker>& rows() const { return matcher_.workers(); }
  Entry& EntryAt(Slot slot) { return entries_[static_cast<size_t>(slot)]; }
  // The row as it is with what `entry` says at `now`, in the matcher.
  void Refresh(Slot slot, absl::Time now);
  void NoteNextChange(Slot slot, absl::Time now);
  void SetWork(Slot slot, const WorkFacts& work, absl::Time now);

  matcher::Matcher& matcher_;
  matcher::Dictionary places_;
  std::vector<Entry> entries_;  // by slot
  absl::flat_hash_map<std::string, WaitingState> waiting_;
  absl::flat_hash_map<std::string, Merged> merged_;
  // A heap, the earliest first; what differs from the entry's next_change_micros is void.
  std::vector<std::pair<int64_t, Slot>> due_;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_WORKER_TABLE_H_

#include "tests/simulation/watch_checker.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/runtime/errors.h"
#include "services/runtime/reasons.h"

namespace laowu::simulation {
namespace {

constexpr int kScan = 10'000;

}  // namespace

void WatchChecker::Break(const char* promise, const std::string& how) {
  broken_.push_back(absl::StrCat(promise, ": ", how));
}

void WatchChecker::Open(const storage::Store& store, const std::string& store_id,
                        storage::Sequence after, const Versions& applied) {
  store_id_ = store_id;
  after_ = after;
  scanning_ = after == 0;
  position_ = scanning_ ? store.last_sequence() : after;
  last_sequence_ = position_;
  complete_through_ = absl::InfinitePast();
  sent_ = applied;
}

std::string WatchChecker::MustRefuse(const storage::Store& store) const {
  if (after_ > 0 && store_id_ != store.store_id()) {
    return std::string(runtime::reasons::kStoreRestored.name);
  }
  if (!scanning_ && position_ + 1 < store.oldest_sequence()) {
    return std::string(runtime::reasons::kChangesTruncated.name);
  }
  return "";
}

void WatchChecker::Refused(const storage::Store& store, const absl::Status& status) {
  const std::string reason = runtime::ReasonOf(status);
  // Whether the state of an empty store has been sent to its end cannot be seen from outside.
  if (position_ == 0) scanning_ = false;
  const std::string must = MustRefuse(store);
  if (absl::IsOutOfRange(status) && reason == must) return;
  if (must == runtime::reasons::kStoreRestored.name)
    return Break(kRestoreIsTold, status.ToString());
  if (must == runtime::reasons::kChangesTruncated.name) {
    return Break(kTruncationIsTold, status.ToString());
  }
  Break(kResumable, absl::StrCat("refused without need: ", status.ToString()));
}

void WatchChecker::Asked(const storage::Store& store) {
  refusal_due_ = MustRefuse(store);
  last_when_asked_ = store.last_sequence();
  truth_when_asked_.clear();
  for (const auto& watched : tables_) {
    // What travels with another record is not sent by itself in the first state.
    if (!watched.scanned) continue;
    const auto records = store.Scan(watched.table, {}, kScan);
    if (!records.ok()) return Break(kNoGap, records.status().ToString());
    for (const storage::Record& record : *records) {
      truth_when_asked_[{watched.table, record.key}] = record.version;
    }
  }
}

void WatchChecker::Sent(const storage::Store& store, const runtime::WatchCursor::Slice& slice) {
  if (refusal_due_ == runtime::reasons::kStoreRestored.name) {
    Break(kRestoreIsTold, "a slice instead");
  }
  if (refusal_due_ == runtime::reasons::kChangesTruncated.name) {
    Break(kTruncationIsTold, "a slice instead");
  }
  const bool of_state = scanning_;
  for (const auto& entry : slice.entries) CheckEntry(entry, of_state);
  if (slice.resume != 0 || slice.caught_up) scanning_ = false;
  if (!scanning_) {
    if (slice.resume < position_) {
      Break(kResumable, absl::StrCat("resume goes back to ", slice.resume));
    }
    position_ = slice.resume;
  }
  if (slice.caught_up) CheckCaughtUp(store, slice);
}

void WatchChecker::CheckEntry(const runtime::WatchCursor::Entry& entry, bool of_state) {
  if (!of_state) {
    if (entry.sequence <= last_sequence_) {
      Break(kOrdered, absl::StrCat(entry.sequence, " after ", last_sequence_));
    }
    last_sequence_ = entry.sequence;
  }
  const auto key = std::pair(entry.table, entry.key);
  if (!entry.record.has_value()) {
    sent_.erase(key);  // gone now, whatever the sequence of the entry that says so
    return;
  }
  const auto known = sent_.find(key);
  const storage::Sequence version = entry.record->version;
  if (known != sent_.end() && version < known->second) {
    Break(kNoTimeTravel, absl::StrCat("version ", version, " after ", known->second));
  }
  if (!of_state && entry.record->record_time <= complete_through_) {
    Break(kCompleteThroughIsTrue,
          absl::StrCat("recorded at ", absl::FormatTime(entry.record->record_time),
                       ", complete through ", absl::FormatTime(complete_through_)));
  }
  sent_[key] = version;
}

void WatchChecker::CheckCaughtUp(const storage::Store& store,
                                 const runtime::WatchCursor::Slice& slice) {
  const auto more = store.ReadChanges(slice.resume, 1);
  if (more.ok() && !more->empty() && more->front().sequence <= last_when_asked_) {
    Break(kCaughtUpIsTrue, "there are more changes");
  }
  complete_through_ = std::max(complete_through_, slice.complete_through);
  CheckHeld(store);
}

// All that was there when the slice was asked for has come by now, in that version or a later one;
// what was not there any more is gone. Of what others did meanwhile, either may be.
void WatchChecker::CheckHeld(const storage::Store& store) {
  const auto version_now = [&](const auto& key) {
    const auto record = store.Get(key.first, key.second);
    return record.ok() && record->has_value() ? (*record)->version : storage::kAbsent;
  };
  for (const auto& [key, version] : truth_when_asked_) {
    const auto at = sent_.find(key);
    if (at != sent_.end() ? at->second >= version : version_now(key) != version) continue;
    return Break(version <= after_ ? kResumable : kNoGap,
                 absl::StrCat("version ", version, " was not sent, after ", after_));
  }
  for (const auto& [key, version] : sent_) {
    const bool known = version > last_when_asked_ || truth_when_asked_.contains(key);
    const bool apart = std::any_of(tables_.begin(), tables_.end(), [&](const auto& watched) {
      return watched.table == key.first && !watched.scanned;
    });
    if (known || (apart && version_now(key) != storage::kAbsent)) continue;
    return Break(kDeletesArrive, absl::StrCat("version ", version, " is still held"));
  }
}

}  // namespace laowu::simulation

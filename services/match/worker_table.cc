#include "services/match/worker_table.h"

#include <algorithm>
#include <functional>

#include "services/runtime/log.h"
#include "services/runtime/match_rows.h"

namespace laowu::match {
namespace {

void LogRefused(absl::string_view name, const absl::Status& status) {
  runtime::Log(runtime::LogLevel::kError, "worker's row refused by the matcher",
               {{"name", std::string(name)}, {"status", std::string(status.message())}});
}

}  // namespace

void WorkerTable::PutProfile(const v1::Worker& worker, absl::Time now) {
  if (worker.has_erase_time()) return RemoveProfile(worker.name());
  if (!worker.merged_into().empty()) {
    RemoveProfile(worker.name());
    merged_[worker.name()] = {worker.merged_into(), worker.division_code()};
    return;
  }
  merged_.erase(worker.name());
  Entry entry;
  const auto old = rows().Find(worker.name());
  if (old.has_value()) entry = EntryAt(*old);
  const auto waiting = old.has_value() ? waiting_.end() : waiting_.find(worker.name());
  if (waiting != waiting_.end()) {
    entry.has_state = true;
    entry.work = waiting->second.work;
    entry.state_marked = waiting->second.marked;
  }
  entry.profile = ProfileFactsOf(worker);
  entry.profile_marked = false;
  matcher::WorkerRow row = runtime::WorkerRowFrom(worker, now);
  SetTimeBound(entry.profile, entry.work, places_, now, row);
  if (const absl::Status status = matcher_.UpsertWorker(row); !status.ok()) {
    // What is here is no longer true: rather nobody than somebody who does not want it.
    LogRefused(worker.name(), status);
    return RemoveProfile(worker.name());
  }
  if (waiting != waiting_.end()) {
    waiting_.erase(waiting);
    // The table of those who waited for a first state can be large; it is not needed again.
    if (waiting_.empty()) waiting_ = decltype(waiting_)();
  }
  const Slot slot = old.has_value() ? *old : *rows().Find(worker.name());
  if (static_cast<size_t>(slot) >= entries_.size()) entries_.resize(static_cast<size_t>(slot) + 1);
  EntryAt(slot) = entry;
  NoteNextChange(slot, now);
}

const WorkerTable::Merged* WorkerTable::FindMerged(absl::string_view name) const {
  const auto found = merged_.find(name);
  return found == merged_.end() ? nullptr : &found->second;
}

void WorkerTable::RemoveProfile(const std::string& name) {
  merged_.erase(name);
  const auto slot = rows().Find(name);
  if (!slot.has_value()) return;
  Entry& entry = EntryAt(*slot);
  if (entry.has_state) waiting_[name] = {entry.work, entry.state_marked};
  entry = {};
  matcher_.RemoveWorker(name);
}

void WorkerTable::PutState(const v1::WorkerState& state, absl::Time now) {
  const WorkFacts work = WorkFactsOf(state, places_);
  const auto slot = rows().Find(state.worker());
  if (!slot.has_value()) {
    waiting_[state.worker()] = {work, false};
    return;
  }
  EntryAt(*slot).has_state = true;
  EntryAt(*slot).state_marked = false;
  SetWork(*slot, work, now);
}

void WorkerTable::RemoveState(const std::string& name, absl::Time now) {
  waiting_.erase(name);
  const auto slot = rows().Find(name);
  if (!slot.has_value()) return;
  EntryAt(*slot).has_state = false;
  EntryAt(*slot).state_marked = false;
  SetWork(*slot, {}, now);
}

void WorkerTable::SetWork(Slot slot, const WorkFacts& work, absl::Time now) {
  if (EntryAt(slot).work == work) return;
  EntryAt(slot).work = work;
  Refresh(slot, now);
  NoteNextChange(slot, now);
}

void WorkerTable::Refresh(Slot slot, absl::Time now) {
  const std::string name(rows().name(slot));
  auto row = matcher_.GetWorker(name);
  if (!row.ok()) return LogRefused(name, row.status());
  SetTimeBound(EntryAt(slot).profile, EntryAt(slot).work, places_, now, *row);
  if (const absl::Status status = matcher_.UpsertWorker(*row); !status.ok()) {
    LogRefused(name, status);
    RemoveProfile(name);
  }
}

void WorkerTable::NoteNextChange(Slot slot, absl::Time now) {
  Entry& entry = EntryAt(slot);
  const int64_t next = NextChangeMicros(entry.profile, entry.work, now);
  if (next == entry.next_change_micros) return;
  entry.next_change_micros = next;
  if (next == ProfileFacts::kNever) return;
  due_.emplace_back(next, slot);
  std::push_heap(due_.begin(), due_.end(), std::greater<>());
}

void WorkerTable::ApplyDue(absl::Time now) {
  while (!due_.empty() && due_.front().first <= absl::ToUnixMicros(now)) {
    const auto [micros, slot] = due_.front();
    std::pop_heap(due_.begin(), due_.end(), std::greater<>());
    due_.pop_back();
    if (!rows().Holds(slot) || EntryAt(slot).next_change_micros != micros) continue;
    Refresh(slot, now);
    NoteNextChange(slot, now);
  }
}

void WorkerTable::MarkProfiles() {
  for (Slot slot = 0; slot < rows().slot_end(); ++slot) {
    if (rows().Holds(slot)) EntryAt(slot).profile_marked = true;
  }
  for (auto& [name, merged] : merged_) merged.marked = true;
}

void WorkerTable::DropMarkedProfiles() {
  absl::erase_if(merged_, [](const auto& entry) { return entry.second.marked; });
  for (Slot slot = 0; slot < rows().slot_end(); ++slot) {
    if (rows().Holds(slot) && EntryAt(slot).profile_marked) {
      RemoveProfile(std::string(rows().name(slot)));
    }
  }
}

void WorkerTable::MarkStates() {
  for (Entry& entry : entries_) entry.state_marked = entry.has_state;
  for (auto& [name, waiting] : waiting_) waiting.marked = true;
}

void WorkerTable::DropMarkedStates(absl::Time now) {
  absl::erase_if(waiting_, [](const auto& entry) { return entry.second.marked; });
  for (Slot slot = 0; slot < rows().slot_end(); ++slot) {
    if (rows().Holds(slot) && EntryAt(slot).state_marked) {
      RemoveState(std::string(rows().name(slot)), now);
    }
  }
}

}  // namespace laowu::match

#include "services/runtime/feed_hub.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"

namespace laowu::runtime {

FeedHub::FeedHub(storage::Store* store) : store_(store) {}

FeedHub::~FeedHub() { Stop(); }

void FeedHub::Start() {
  thread_ = std::thread([this] { Run(); });
}

void FeedHub::WakeOnce(storage::Sequence after, std::function<void()> wake) {
  {
    storage::MutexLock lock(mutex_);
    if (!stopping_) {
      waiters_.push_back({after, absl::Now() + limits::kWatchProgressInterval, std::move(wake)});
      return;
    }
  }
  wake();
}

void FeedHub::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool FeedHub::stopping() const {
  storage::MutexLock lock(mutex_);
  return stopping_;
}

std::vector<std::function<void()>> FeedHub::TakeDue(storage::Sequence newest, absl::Time now) {
  std::vector<std::function<void()>> due;
  storage::MutexLock lock(mutex_);
  auto keep = waiters_.begin();
  for (Waiter& waiter : waiters_) {
    if (stopping_ || waiter.after < newest || waiter.until <= now) {
      due.push_back(std::move(waiter.wake));
    } else {
      *keep++ = std::move(waiter);
    }
  }
  waiters_.erase(keep, waiters_.end());
  return due;
}

void FeedHub::Run() {
  // A watcher may wait from a sequence below or above the last one seen here (it read more since),
  // so each is judged by its own. The tick bounds how long a fresh waiter or Stop goes unseen.
  constexpr absl::Duration kTick = absl::Milliseconds(20);
  storage::Sequence newest = store_->last_sequence();
  while (true) {
    const auto changed = store_->WaitForChanges(newest, absl::Now() + kTick);
    if (changed.ok()) newest = *changed;
    const absl::Time now = absl::Now();
    // Asked before the waiters are taken: whoever came in between, and waits when Stop() comes, is
    // found by one more round.
    const bool last_round = stopping();
    for (const auto& wake : TakeDue(newest, now)) wake();
    if (last_round) return;
    CutFeed(now);
  }
}

void FeedHub::CutFeed(absl::Time now) {
  if (!notes_.empty() && now < notes_.back().first + absl::Hours(1)) return;
  notes_.emplace_back(now, store_->last_sequence());
  storage::Sequence through = store_->last_sequence() - limits::kFeedEntriesMost;
  while (notes_.size() > 1 && notes_.front().first < now - limits::kFeedRetention) {
    through = std::max(through, notes_.front().second);
    notes_.pop_front();
  }
  if (through < store_->oldest_sequence()) return;
  const absl::Status status = store_->TruncateChanges(through);
  if (!status.ok()) Log(LogLevel::kWarning, "feed not cut", {{"status", status.ToString()}});
}

}  // namespace laowu::runtime

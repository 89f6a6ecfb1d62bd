#ifndef LAOWU_SERVICES_RUNTIME_WAITING_PLACES_H_
#define LAOWU_SERVICES_RUNTIME_WAITING_PLACES_H_

// How many calls of a role may wait for a feed (`at_least`, `known_at`). Each holds one of the
// role's threads until the feed has come so far or its deadline has: without a bound, as many
// waiters as threads stop the role for everybody, and whoever has a token can ask for what never
// comes. Thread-safe.

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/reasons.h"
#include "storage/mutex.h"

namespace laowu::runtime {

// The other half of the role's threads is never behind a waiter.
inline constexpr int kWaitingMost = limits::kIoThreads / 2;
// Of one caller, so that it takes four of them to leave no place to others.
inline constexpr int kWaitingOfOneCaller = kWaitingMost / 4;

class WaitingPlaces {
 public:
  // Held while a call waits. Outlived by the places it is of.
  class Place {
   public:
    Place(Place&& other) noexcept : places_(other.places_), caller_(std::move(other.caller_)) {
      other.places_ = nullptr;
    }
    Place& operator=(Place&& other) noexcept {
      std::swap(places_, other.places_);
      std::swap(caller_, other.caller_);
      return *this;
    }
    ~Place() {
      if (places_ != nullptr) places_->Leave(caller_);
    }

   private:
    friend class WaitingPlaces;
    Place(WaitingPlaces* places, absl::string_view caller) : places_(places), caller_(caller) {}
    WaitingPlaces* places_;
    std::string caller_;
  };

  // RESOURCE_EXHAUSTED with QUEUE_FULL and a delay, at once, if all places are taken, or the
  // caller's share of them. `caller` is a principal's id.
  absl::StatusOr<Place> Take(absl::string_view caller) {
    storage::MutexLock lock(mutex_);
    int& of_caller = by_caller_[caller];
    if (taken_count_ == kWaitingMost || of_caller == kWaitingOfOneCaller) {
      if (of_caller == 0) by_caller_.erase(caller);
      return WithRetry(
          Error(absl::StatusCode::kResourceExhausted, reasons::kQueueFull,
                "Too many calls are waiting for what was recorded last; try again after the delay "
                "given, or ask for what is known now (without at_least and known_at). "
                "等待最新数据的请求太多：请稍后重试，或不带 at_least、known_at 查询。"),
          limits::kRetryDelay);
    }
    ++taken_count_;
    ++of_caller;
    return Place(this, caller);
  }

 private:
  void Leave(const std::string& caller) {
    storage::MutexLock lock(mutex_);
    --taken_count_;
    const auto found = by_caller_.find(caller);
    if (--found->second == 0) by_caller_.erase(found);
  }

  storage::Mutex mutex_;
  int taken_count_ LAOWU_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_map<std::string, int> by_caller_ LAOWU_GUARDED_BY(mutex_);  // none of 0
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_WAITING_PLACES_H_

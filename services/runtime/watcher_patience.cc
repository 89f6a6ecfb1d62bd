#include "services/runtime/watcher_patience.h"

#include <limits>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/errors.h"

namespace laowu::runtime {

absl::Status WatcherPatience::Cut() {
  return Error(absl::StatusCode::kAborted, reasons::kWatcherCut,
               absl::StrCat(reasons::kWatcherCut.name,
                            ": This watcher took nothing for 60 s and was cut; watch again from "
                            "the last resume_sequence that you have. "
                            "60 秒没有取走数据，已断开：请从最后的 resume_sequence 接着看。"));
}

void WatcherPatience::Offer() {
  {
    storage::MutexLock lock(mutex_);
    offered_ = absl::Now();
    if (looks_) return;
    looks_ = true;
  }
  LookLater();
}

void WatcherPatience::Taken() {
  storage::MutexLock lock(mutex_);
  offered_ = absl::InfiniteFuture();
}

void WatcherPatience::CallEnds() {
  storage::MutexLock lock(mutex_);
  call_ = nullptr;
}

bool WatcherPatience::has_cut() const {
  storage::MutexLock lock(mutex_);
  return has_cut_;
}

void WatcherPatience::LookLater() {
  // No change has that sequence: the hub wakes by its interval alone.
  hub_->WakeOnce(std::numeric_limits<storage::Sequence>::max(),
                 [self = shared_from_this()] { self->Look(); });
}

void WatcherPatience::Look() {
  const bool stopping = hub_->stopping();
  grpc_call* cut = nullptr;
  {
    storage::MutexLock lock(mutex_);
    const bool open = call_ != nullptr && offered_ != absl::InfiniteFuture();
    looks_ = open && !stopping && absl::Now() < offered_ + patience_;
    if (open && !stopping && !looks_) {
      has_cut_ = true;
      cut = call_;
      grpc_call_ref(cut);  // it may end as soon as the lock is given back
    }
    if (cut == nullptr && !looks_) return;
  }
  if (cut == nullptr) return LookLater();
  // Not under the lock: what the cut makes happen may run within this call. A Finish would wait
  // behind the write that nobody takes.
  const absl::Status status = Cut();
  grpc_call_cancel_with_status(cut, GRPC_STATUS_ABORTED, std::string(status.message()).c_str(),
                               nullptr);
  grpc_call_unref(cut);
}

}  // namespace laowu::runtime

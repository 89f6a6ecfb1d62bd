#include "services/runtime/running_calls.h"

#include <utility>
#include <vector>

#include "absl/time/clock.h"

namespace laowu::runtime {
namespace {

class Uncut final : public RunningCalls::Call {
 public:
  void Cut() override {}
};

}  // namespace

void RunningCalls::Add(std::shared_ptr<Call> call) {
  storage::MutexLock lock(mutex_);
  calls_.insert(std::move(call));
}

void RunningCalls::Remove(const std::shared_ptr<Call>& call) {
  storage::MutexLock lock(mutex_);
  if (calls_.erase(call) == 0 || !calls_.empty()) return;
  last_end_ = absl::Now();
  none_.NotifyAll();
}

std::shared_ptr<void> RunningCalls::Hold() {
  const std::shared_ptr<Call> call = std::make_shared<Uncut>();
  Add(call);
  return std::shared_ptr<void>(call.get(), [this, call](void*) { Remove(call); });
}

bool RunningCalls::WaitUntilNone(absl::Time deadline) {
  storage::MutexLock lock(mutex_);
  while (!calls_.empty()) {
    if (!none_.WaitUntil(mutex_, deadline) && !calls_.empty()) return false;
  }
  return true;
}

void RunningCalls::CutAll() {
  std::vector<std::shared_ptr<Call>> calls;
  {
    storage::MutexLock lock(mutex_);
    calls.assign(calls_.begin(), calls_.end());
  }
  // Outside: a call that is cut may be removed before Cut() returns.
  for (const std::shared_ptr<Call>& call : calls) call->Cut();
}

absl::Time RunningCalls::last_end() const {
  storage::MutexLock lock(mutex_);
  return last_end_;
}

}  // namespace laowu::runtime

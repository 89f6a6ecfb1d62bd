#include "services/match/index_rebuilder.h"

#include "absl/time/clock.h"

namespace laowu::match {
namespace {

// Between two looks where nothing is due: what has changed is found meanwhile, row by row.
constexpr absl::Duration kLook = absl::Milliseconds(50);

}  // namespace

void IndexRebuilder::Start() {
  thread_ = std::thread([this] { Run(); });
}

void IndexRebuilder::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  if (thread_.joinable()) thread_.join();
}

bool IndexRebuilder::stopping() const {
  storage::MutexLock lock(mutex_);
  return stopping_;
}

void IndexRebuilder::Run() {
  while (!stopping()) {
    if (index_.RebuildIfDue([this] { return stopping(); })) continue;
    storage::MutexLock lock(mutex_);
    if (!stopping_) changed_.WaitUntil(mutex_, absl::Now() + kLook);
  }
}

}  // namespace laowu::match

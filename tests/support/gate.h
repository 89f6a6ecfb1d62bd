#ifndef LAOWU_TESTS_SUPPORT_GATE_H_
#define LAOWU_TESTS_SUPPORT_GATE_H_

#include <memory>

#include "storage/mutex.h"

namespace laowu::testing {

// Opens once; who waits goes on from then. Thread-safe; may be gone while who was let through is
// still on his way out.
class Gate {
 public:
  void Open() {
    storage::MutexLock lock(state_->mutex);
    state_->open = true;
    state_->changed.NotifyAll();
  }
  void Wait() {
    const std::shared_ptr<State> state = state_;
    storage::MutexLock lock(state->mutex);
    while (!state->open) state->changed.Wait(state->mutex);
  }

 private:
  struct State {
    storage::Mutex mutex;
    storage::CondVar changed;
    bool open LAOWU_GUARDED_BY(mutex) = false;
  };
  const std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_GATE_H_

#ifndef LAOWU_TESTS_SUPPORT_GATE_H_
#define LAOWU_TESTS_SUPPORT_GATE_H_

#include "storage/mutex.h"

namespace laowu::testing {

// Opens once; who waits goes on from then. Thread-safe.
class Gate {
 public:
  void Open() {
    storage::MutexLock lock(mutex_);
    open_ = true;
    changed_.NotifyAll();
  }
  void Wait() {
    storage::MutexLock lock(mutex_);
    while (!open_) changed_.Wait(mutex_);
  }

 private:
  storage::Mutex mutex_;
  storage::CondVar changed_;
  bool open_ LAOWU_GUARDED_BY(mutex_) = false;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_GATE_H_

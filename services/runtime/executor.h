#ifndef LAOWU_SERVICES_RUNTIME_EXECUTOR_H_
#define LAOWU_SERVICES_RUNTIME_EXECUTOR_H_

#include <deque>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "storage/mutex.h"

namespace laowu::runtime {

// At most so many threads behind a bounded queue; one is made when there is work and none idle, and
// stays. Thread-safe.
class Executor {
 public:
  Executor(std::string name, int threads_most, int queue_most);
  ~Executor();  // as Stop()
  Executor(const Executor&) = delete;
  Executor& operator=(const Executor&) = delete;

  // False at once if the queue is full or the executor stopped; then `work` will not run.
  [[nodiscard]] bool TrySubmit(std::function<void()> work);

  // Runs what is queued, then joins. Work may not be submitted from then on.
  void Stop();

  int queued_count() const;
  const std::string& name() const { return name_; }

 private:
  void Run();

  const std::string name_;
  const size_t threads_most_;
  const size_t queue_most_;
  mutable storage::Mutex mutex_;
  storage::CondVar changed_;
  std::deque<std::function<void()>> queue_ LAOWU_GUARDED_BY(mutex_);
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  size_t idle_count_ LAOWU_GUARDED_BY(mutex_) = 0;
  std::vector<std::thread> threads_ LAOWU_GUARDED_BY(mutex_);
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_EXECUTOR_H_

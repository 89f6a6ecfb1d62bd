#include "services/runtime/executor.h"

#include <utility>

namespace laowu::runtime {

Executor::Executor(std::string name, int thread_count, int queue_most)
    : name_(std::move(name)), queue_most_(static_cast<size_t>(queue_most)) {
  for (int i = 0; i < thread_count; ++i) threads_.emplace_back([this] { Run(); });
}

Executor::~Executor() { Stop(); }

bool Executor::TrySubmit(std::function<void()> work) {
  storage::MutexLock lock(mutex_);
  if (stopping_ || queue_.size() >= queue_most_) return false;
  queue_.push_back(std::move(work));
  changed_.NotifyOne();
  return true;
}

void Executor::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

int Executor::queued_count() const {
  storage::MutexLock lock(mutex_);
  return static_cast<int>(queue_.size());
}

void Executor::Run() {
  while (true) {
    std::function<void()> work;
    {
      storage::MutexLock lock(mutex_);
      while (queue_.empty() && !stopping_) changed_.Wait(mutex_);
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
  }
}

}  // namespace laowu::runtime

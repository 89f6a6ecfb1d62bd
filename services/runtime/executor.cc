#include "services/runtime/executor.h"

#include <utility>

namespace laowu::runtime {

Executor::Executor(std::string name, int threads_most, int queue_most)
    : name_(std::move(name)),
      threads_most_(static_cast<size_t>(threads_most)),
      queue_most_(static_cast<size_t>(queue_most)) {}

Executor::~Executor() { Stop(); }

bool Executor::TrySubmit(std::function<void()> work) {
  {
    storage::MutexLock lock(mutex_);
    if (stopping_ || queue_.size() >= queue_most_) return false;
    queue_.push_back(std::move(work));
    // One that was woken and has not taken its work yet still counts as idle, and its work as
    // queued.
    if (queue_.size() > idle_count_ && threads_.size() < threads_most_) {
      threads_.emplace_back([this] { Run(); });
      return true;
    }
  }
  // Outside: who is woken wants the lock at once, and would sleep again: under it, 64 callers who
  // commit were 6 to 8 % slower (bench_import, BM_CreateWorkers). The executor outlives its calls:
  // the server has ended all of them before a role's threads go.
  changed_.NotifyOne();
  return true;
}

void Executor::Stop() {
  std::vector<std::thread> threads;
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
    threads.swap(threads_);
  }
  for (std::thread& thread : threads) thread.join();
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
      ++idle_count_;
      while (queue_.empty() && !stopping_) changed_.Wait(mutex_);
      --idle_count_;
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
  }
}

}  // namespace laowu::runtime

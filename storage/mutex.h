#ifndef LAOWU_STORAGE_MUTEX_H_
#define LAOWU_STORAGE_MUTEX_H_

// Locks over std, annotated for clang's thread-safety analysis. Why not absl::Mutex:
// ThreadSanitizer reports races inside the packaged one that are none; std::mutex it understands.
// Why not std::mutex bare: the analysis does not see it.
//
//   Mutex mutex_;
//   int count_ LAOWU_GUARDED_BY(mutex_) = 0;
//   void Add() { MutexLock lock(mutex_); ++count_; }
//
//   Mutex           one at a time; with CondVar for waiting
//   SharedMutex     many readers or one writer; readers that never pause can keep the writer out
//   TurnstileMutex  the same, but a waiting writer stops new readers, so it always gets in

#include <condition_variable>
#include <mutex>
#include <shared_mutex>

#include "absl/time/time.h"

#if defined(__clang__)
#define LAOWU_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define LAOWU_THREAD_ATTRIBUTE(x)
#endif

#define LAOWU_CAPABILITY(x) LAOWU_THREAD_ATTRIBUTE(capability(x))
#define LAOWU_SCOPED_CAPABILITY LAOWU_THREAD_ATTRIBUTE(scoped_lockable)
#define LAOWU_GUARDED_BY(x) LAOWU_THREAD_ATTRIBUTE(guarded_by(x))
#define LAOWU_PT_GUARDED_BY(x) LAOWU_THREAD_ATTRIBUTE(pt_guarded_by(x))
#define LAOWU_ACQUIRED_AFTER(...) LAOWU_THREAD_ATTRIBUTE(acquired_after(__VA_ARGS__))
#define LAOWU_REQUIRES(...) LAOWU_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define LAOWU_REQUIRES_SHARED(...) LAOWU_THREAD_ATTRIBUTE(requires_shared_capability(__VA_ARGS__))
#define LAOWU_ACQUIRE(...) LAOWU_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define LAOWU_ACQUIRE_SHARED(...) LAOWU_THREAD_ATTRIBUTE(acquire_shared_capability(__VA_ARGS__))
#define LAOWU_RELEASE(...) LAOWU_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
#define LAOWU_RELEASE_SHARED(...) LAOWU_THREAD_ATTRIBUTE(release_shared_capability(__VA_ARGS__))
#define LAOWU_RELEASE_GENERIC(...) LAOWU_THREAD_ATTRIBUTE(release_generic_capability(__VA_ARGS__))
#define LAOWU_TRY_ACQUIRE(...) LAOWU_THREAD_ATTRIBUTE(try_acquire_capability(__VA_ARGS__))
#define LAOWU_EXCLUDES(...) LAOWU_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))
#define LAOWU_RETURN_CAPABILITY(x) LAOWU_THREAD_ATTRIBUTE(lock_returned(x))
#define LAOWU_NO_THREAD_SAFETY_ANALYSIS LAOWU_THREAD_ATTRIBUTE(no_thread_safety_analysis)

namespace laowu::storage {

class CondVar;

class LAOWU_CAPABILITY("mutex") Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void Lock() LAOWU_ACQUIRE() { mutex_.lock(); }
  void Unlock() LAOWU_RELEASE() { mutex_.unlock(); }
  bool TryLock() LAOWU_TRY_ACQUIRE(true) { return mutex_.try_lock(); }

 private:
  friend class CondVar;
  std::mutex mutex_;
};

// Holds a Mutex for a scope. Unlock and Lock let go of it in between, for slow work inside.
class LAOWU_SCOPED_CAPABILITY MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) LAOWU_ACQUIRE(mutex) : mutex_(mutex) { mutex_.Lock(); }
  ~MutexLock() LAOWU_RELEASE() {
    if (held_) mutex_.Unlock();
  }
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

  void Unlock() LAOWU_RELEASE() {
    held_ = false;
    mutex_.Unlock();
  }
  void Lock() LAOWU_ACQUIRE() {
    mutex_.Lock();
    held_ = true;
  }

 private:
  Mutex& mutex_;
  bool held_ = true;
};

// Waits may wake without cause: always in a loop over the condition.
class CondVar {
 public:
  void Wait(Mutex& mutex) LAOWU_REQUIRES(mutex) {
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    condition_.wait(lock);
    lock.release();
  }
  // False if `deadline`, an instant of the system's clock, has passed. absl::InfiniteFuture() waits
  // for ever.
  bool WaitUntil(Mutex& mutex, absl::Time deadline) LAOWU_REQUIRES(mutex) {
    if (deadline == absl::InfiniteFuture()) {
      Wait(mutex);
      return true;
    }
    std::unique_lock<std::mutex> lock(mutex.mutex_, std::adopt_lock);
    const bool in_time =
        condition_.wait_until(lock, absl::ToChronoTime(deadline)) == std::cv_status::no_timeout;
    lock.release();
    return in_time;
  }
  void NotifyOne() { condition_.notify_one(); }
  void NotifyAll() { condition_.notify_all(); }

 private:
  std::condition_variable condition_;
};

class LAOWU_CAPABILITY("mutex") SharedMutex {
 public:
  SharedMutex() = default;
  SharedMutex(const SharedMutex&) = delete;
  SharedMutex& operator=(const SharedMutex&) = delete;

  void Lock() LAOWU_ACQUIRE() { mutex_.lock(); }
  void Unlock() LAOWU_RELEASE() { mutex_.unlock(); }
  void LockShared() LAOWU_ACQUIRE_SHARED() { mutex_.lock_shared(); }
  void UnlockShared() LAOWU_RELEASE_SHARED() { mutex_.unlock_shared(); }

 private:
  std::shared_mutex mutex_;
};

// std::shared_mutex lets readers in as long as one is inside: four busy readers kept a writer out
// for more than a minute (measured). Here all queue at a turnstile; a writer stays in it until the
// readers inside have left.
class LAOWU_CAPABILITY("mutex") TurnstileMutex {
 public:
  TurnstileMutex() = default;
  TurnstileMutex(const TurnstileMutex&) = delete;
  TurnstileMutex& operator=(const TurnstileMutex&) = delete;

  void Lock() LAOWU_ACQUIRE() {
    std::lock_guard<std::mutex> turn(turnstile_);
    mutex_.lock();
  }
  void Unlock() LAOWU_RELEASE() { mutex_.unlock(); }
  void LockShared() LAOWU_ACQUIRE_SHARED() {
    std::lock_guard<std::mutex> turn(turnstile_);
    mutex_.lock_shared();
  }
  void UnlockShared() LAOWU_RELEASE_SHARED() { mutex_.unlock_shared(); }

 private:
  std::mutex turnstile_;
  std::shared_mutex mutex_;
};

// Hold a SharedMutex or a TurnstileMutex for a scope: `ReaderLock lock(mutex_);`
template <typename AnyMutex>
class LAOWU_SCOPED_CAPABILITY ReaderLock {
 public:
  explicit ReaderLock(AnyMutex& mutex) LAOWU_ACQUIRE_SHARED(mutex) : mutex_(mutex) {
    mutex_.LockShared();
  }
  ~ReaderLock() LAOWU_RELEASE_GENERIC() { mutex_.UnlockShared(); }
  ReaderLock(const ReaderLock&) = delete;
  ReaderLock& operator=(const ReaderLock&) = delete;

 private:
  AnyMutex& mutex_;
};

template <typename AnyMutex>
class LAOWU_SCOPED_CAPABILITY WriterLock {
 public:
  explicit WriterLock(AnyMutex& mutex) LAOWU_ACQUIRE(mutex) : mutex_(mutex) { mutex_.Lock(); }
  ~WriterLock() LAOWU_RELEASE() { mutex_.Unlock(); }
  WriterLock(const WriterLock&) = delete;
  WriterLock& operator=(const WriterLock&) = delete;

 private:
  AnyMutex& mutex_;
};

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_MUTEX_H_

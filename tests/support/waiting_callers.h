#ifndef LAOWU_TESTS_SUPPORT_WAITING_CALLERS_H_
#define LAOWU_TESTS_SUPPORT_WAITING_CALLERS_H_

// More calls that wait for what a feed has not brought than a role has threads. Of each caller as
// many wait as may (services/runtime/waiting_places.h) until the feed comes, and the others are
// refused at once.

#include <atomic>
#include <functional>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "services/runtime/errors.h"
#include "services/runtime/waiting_places.h"

namespace laowu::testing {

class WaitingCallers {
 public:
  // `ask` calls as the caller of that id, and waits. Returns once every place is taken, all who
  // did not get one having been answered.
  WaitingCallers(const std::vector<std::string>& callers,
                 const std::function<absl::Status(const std::string&)>& ask) {
    constexpr int kOfEach = 3 * runtime::kWaitingOfOneCaller;
    for (const std::string& caller : callers) {
      for (int i = 0; i < kOfEach; ++i) {
        threads_.emplace_back([this, ask, caller] {
          const absl::Status status = ask(caller);
          if (status.ok()) ++fresh_count_;
          if (runtime::ReasonOf(status) == "QUEUE_FULL") ++refused_count_;
          answered_.release();
        });
      }
    }
    for (size_t i = 0; i < callers.size() * (kOfEach - runtime::kWaitingOfOneCaller); ++i) {
      answered_.acquire();
    }
    EXPECT_EQ(refused_count_, threads_.size() - callers.size() * runtime::kWaitingOfOneCaller);
  }
  ~WaitingCallers() { Join(); }
  WaitingCallers(const WaitingCallers&) = delete;
  WaitingCallers& operator=(const WaitingCallers&) = delete;

  // Of the calls that waited, how many got an answer; to be called once the feed has come.
  size_t Join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
    return fresh_count_;
  }

 private:
  std::atomic<size_t> fresh_count_ = 0;
  std::atomic<size_t> refused_count_ = 0;
  std::counting_semaphore<> answered_{0};
  std::vector<std::thread> threads_;
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_WAITING_CALLERS_H_

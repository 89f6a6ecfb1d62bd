#ifndef LAOWU_TESTS_SYSTEM_SMALL_WORLD_H_
#define LAOWU_TESTS_SYSTEM_SMALL_WORLD_H_

// One record of each kind in a running server, for requests that name them.

#include <string>

#include "tests/system/test_process.h"

namespace laowu::testing {

class SmallWorld {
 public:
  // Made by `caller`, an administrator: offices/zhongshan with a vacancy, a worker of 520281 with
  // an outcome and a proposal, an organiser.
  static SmallWorld Make(const TestProcess& process, const std::string& caller);
  // The same names with nothing behind them.
  static SmallWorld Empty();

  // $office, $vacancy, $employer, $worker, $placement, $outcome, $organizer, $household in `text`
  // replaced by names.
  std::string Fill(const std::string& text) const;
  const std::string& worker() const { return worker_; }

 private:
  SmallWorld() = default;

  std::string office_ = "offices/none";
  std::string vacancy_ = "offices/none/vacancies/none";
  std::string employer_ = "employers/none";
  std::string worker_ = "workers/none";
  std::string placement_ = "placements/none";
  std::string outcome_ = "outcomes/none";
  std::string organizer_ = "organizers/none";
};

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SYSTEM_SMALL_WORLD_H_

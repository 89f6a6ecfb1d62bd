#ifndef LAOWU_SERVICES_CLI_PROGRESS_H_
#define LAOWU_SERVICES_CLI_PROGRESS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace laowu::cli {

// One line about work under way: "workers  12,000 rows  48 %  5,210/s  2s left". `total` 0:
// unknown.
std::string ProgressText(absl::string_view what, int64_t done, int64_t total, double share,
                         absl::Duration taken);

// Draws that line on stderr, at most ten times a second; nothing where stderr is no terminal.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();  // clears the line
  // `share` of the whole done, 0 to 1.
  void Show(int64_t done, double share);
  // The same with words of its own.
  void ShowLine(const std::string& text);

 private:
  const std::string what_;
  const bool terminal_;
  const absl::Time begun_;
  absl::Time shown_ = absl::InfinitePast();
};

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_PROGRESS_H_

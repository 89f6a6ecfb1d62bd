#include "services/cli/progress.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace laowu::cli {

std::string ProgressText(absl::string_view what, int64_t done, int64_t total, double share,
                         absl::Duration taken) {
  const double seconds = std::max(0.001, absl::ToDoubleSeconds(taken));
  std::string out = absl::StrFormat("%s  %d", what, done);
  if (total > 0) absl::StrAppend(&out, "/", total);
  absl::StrAppendFormat(&out, " rows  %.0f %%  %.0f/s", share * 100,
                        static_cast<double>(done) / seconds);
  if (share > 0 && share < 1) {
    absl::StrAppendFormat(&out, "  %.0fs left", seconds / share - seconds);
  }
  return out;
}

Progress::Progress(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1), begun_(absl::Now()) {}

Progress::~Progress() {
  if (terminal_) std::fprintf(stderr, "\r\033[K");
}

void Progress::Show(int64_t done, double share) {
  ShowLine(ProgressText(what_, done, 0, share, absl::Now() - begun_));
}

void Progress::ShowLine(const std::string& text) {
  const absl::Time now = absl::Now();
  if (!terminal_ || now - shown_ < absl::Milliseconds(100)) return;
  shown_ = now;
  std::fprintf(stderr, "\r\033[K%s", text.c_str());
}

}  // namespace laowu::cli

#include "services/monitoring/signal_list.h"

#include <algorithm>
#include <map>
#include <utility>

namespace laowu::monitoring {
namespace {

// A city of 1.2 M takes some 60 slices. More come where organisers change meanwhile, which begins
// it anew; in the end it is done at once.
constexpr int kSlicesMost = 1'000;

}  // namespace

absl::Status LookAtEverybody(const MonitoringFeed& feed, const ratio::FigureQuery& query,
                             absl::CivilDay first, std::size_t workers_at_once,
                             const std::function<bool()>& cancelled) {
  const auto look = [&](const ratio::RatioBook& book) {
    return book.PrepareSignals(query, first, workers_at_once);
  };
  for (int slice = 0; slice < kSlicesMost && !feed.Ask(look); ++slice) {
    if (cancelled()) {
      return absl::DeadlineExceededError(
          "时间已到，线索还没有看完，请再试 / the call's time is over before everybody was looked "
          "at for signals; try again");
    }
  }
  return absl::OkStatus();
}

void OrderSignals(std::size_t most, std::vector<v1::Signal>& signals) {
  std::stable_sort(signals.begin(), signals.end(),
                   [](const v1::Signal& a, const v1::Signal& b) { return a.kind() < b.kind(); });
  std::map<v1::Signal::Kind, std::size_t> kept;
  for (const v1::Signal& signal : signals) ++kept[signal.kind()];
  for (std::size_t count = signals.size(); count > most; --count) {
    const auto longest = std::max_element(
        kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    --longest->second;
  }
  std::vector<v1::Signal> shown;
  for (v1::Signal& signal : signals) {
    std::size_t& left = kept[signal.kind()];
    if (left == 0) continue;
    --left;
    shown.push_back(std::move(signal));
  }
  signals = std::move(shown);
}

}  // namespace laowu::monitoring

#include "services/cli/signal_table.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/cli/table_print.h"
#include "services/cli/words.h"

namespace laowu::cli {
namespace {

constexpr std::size_t kNamed = 3;
constexpr std::size_t kToldMost = 20;  // of each, by the server (Signal.workers)

// "2: workers/a、workers/b", "20+: workers/a、workers/b、workers/c …": how many are told, and the
// first.
std::string FirstOf(const std::vector<std::string>& names) {
  if (names.empty()) return "–";
  const std::size_t named = std::min(names.size(), kNamed);
  return absl::StrCat(
      names.size(), names.size() < kToldMost ? "" : "+", ": ",
      absl::StrJoin(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(named), "、"),
      named < names.size() ? " …" : "");
}

void AddOnce(const std::string& name, std::vector<std::string>& names) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) {
    names.push_back(name);
  }
}

// Whose word it is: of some kinds the signal says so, of others its evidence.
std::vector<std::string> RecordersOf(const v1::Signal& signal) {
  std::vector<std::string> recorders;
  for (const std::string& principal : signal.recorded_by()) AddOnce(principal, recorders);
  for (const auto& evidence : signal.evidences()) AddOnce(evidence.recorded_by(), recorders);
  return recorders;
}

std::vector<std::string> OutcomesOf(const v1::Signal& signal) {
  std::vector<std::string> outcomes;
  for (const std::string& outcome : signal.outcomes()) AddOnce(outcome, outcomes);
  for (const auto& evidence : signal.evidences()) AddOnce(evidence.outcome(), outcomes);
  return outcomes;
}

}  // namespace

std::string SignalTable(const v1::ListSignalsResponse& answer) {
  std::vector<std::vector<std::string>> rows;
  for (const v1::Signal& signal : answer.signals()) {
    const std::string organizer = signal.organizer_display_name().empty()
                                      ? signal.organizer()
                                      : signal.organizer_display_name();
    const std::vector<std::string> recorders = RecordersOf(signal);
    rows.push_back(
        {v1::Signal::Kind_Name(signal.kind()), organizer.empty() ? "–" : organizer,
         recorders.empty() ? "–" : absl::StrJoin(recorders, "、"), DateWords(signal.date()),
         FirstOf({signal.workers().begin(), signal.workers().end()}), FirstOf(OutcomesOf(signal)),
         FirstOf({signal.facts().begin(), signal.facts().end()}), signal.reason()});
  }
  return Table({"线索 signal", "组织单位 organiser", "记录人 recorded by", "日期 date",
                "劳动者 workers", "动态 outcomes", "事实 facts", "内容 what"},
               rows);
}

}  // namespace laowu::cli

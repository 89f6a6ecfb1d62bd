// The policy groups that a text names; the header is worker_texts.h.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "intake/worker_texts.h"

namespace laowu::intake {

std::vector<PolicyGroup> PolicyGroupsIn(absl::string_view folded) {
  static constexpr std::pair<absl::string_view, PolicyGroup> kWords[] = {
      {"脱贫", PolicyGroup::kPovertyAlleviated},
      {"建档立卡", PolicyGroup::kPovertyAlleviated},
      {"贫困户", PolicyGroup::kPovertyAlleviated},
      {"监测", PolicyGroup::kMonitored},
      {"边缘易致贫", PolicyGroup::kMonitored},
      {"边缘户", PolicyGroup::kMonitored},
      {"三类户", PolicyGroup::kMonitored},
      {"三类人员", PolicyGroup::kMonitored},
      {"三类对象", PolicyGroup::kMonitored},
      {"突发户", PolicyGroup::kMonitored},
      {"易迁", PolicyGroup::kRelocated},
      {"突发严重困难", PolicyGroup::kMonitored},
      {"易地", PolicyGroup::kRelocated},
      {"搬迁", PolicyGroup::kRelocated},
      {"低保", PolicyGroup::kLowIncome},
      {"低收入", PolicyGroup::kLowIncome},
      {"残疾", PolicyGroup::kDisabled}};
  // One of the three kinds of households that are watched over.
  static constexpr absl::string_view kUnstable = "脱贫不稳定";
  bool unstable = false;
  std::vector<PolicyGroup> groups;
  for (const auto& [word, group] : kWords) {
    const std::size_t at = folded.find(word);
    if (at == absl::string_view::npos) continue;
    if (group == PolicyGroup::kPovertyAlleviated &&
        absl::StartsWith(folded.substr(at), kUnstable)) {
      unstable = true;
      continue;
    }
    const absl::string_view before = folded.substr(0, at);
    if (absl::EndsWith(before, "非") || absl::EndsWith(before, "未") ||
        absl::EndsWith(before, "无")) {
      continue;
    }
    if (std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  const bool named =
      std::find(groups.begin(), groups.end(), PolicyGroup::kMonitored) != groups.end();
  if (unstable && !named) groups.push_back(PolicyGroup::kMonitored);
  std::sort(groups.begin(), groups.end());
  return groups;
}

}  // namespace laowu::intake

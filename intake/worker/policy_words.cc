// The policy groups that a text names; the header is worker_texts.h.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "intake/facts/facts.h"
#include "intake/text/text.h"
#include "intake/worker/worker_texts.h"

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

namespace {

bool SaysLittleWorkCapacity(const FieldText& cell) {
  const std::string said = FoldTight(cell.text);
  if (SaysAny(said, {"未丧失", "没有丧失", "没丧失", "非弱"})) return false;
  if (SaysAny(said, {"丧失劳动", "无劳动", "没有劳动", "没劳动", "弱劳", "半劳", "丧失部分劳动",
                     "劳动能力弱", "不能劳动", "无劳力"})) {
    return true;
  }
  if (cell.field != Field::kWorkCapacity) return false;
  if (SaysAny(cell.header, {"是否丧失", "是否无"})) return ReadYesNo(said).value_or(false);
  return StartsWithAny(said, {"丧失", "部分丧失", "弱", "半", "无", "没有", "否", "不能", "不具"});
}

}  // namespace

void TellWorkCapacity(const RowTexts& texts, Reports<WorkerReading>& reports) {
  // 劳动技能 of the national system holds such words, too.
  for (Field field : {Field::kWorkCapacity, Field::kSkills, Field::kPolicyGroups}) {
    for (const FieldText* cell : texts.All(field)) {
      if (!SaysLittleWorkCapacity(*cell)) continue;
      reports.Warn(reason::kWorkCapacity, "", cell->text,
                   "写明无劳动能力或弱劳动力：健康和劳动能力不登记，也不影响推荐，此人照常登记；不"
                   "外出务工的请"
                   "不要列入，或登记后暂停推荐（laowu worker pause） (said to be unable to work, "
                   "or to little: "
                   "that is not kept and decides nothing; leave out who will not go to work, or "
                   "pause them)");
      return;
    }
  }
}

}  // namespace laowu::intake

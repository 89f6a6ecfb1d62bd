#include "services/worker/merged_placements.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace laowu::worker {
namespace {

void WarnOfBlocked(const std::string& name, const std::vector<std::string>& binding,
                   runtime::Warnings* warnings) {
  const std::string bound = absl::StrJoin(binding, ", ");
  auto* warning = runtime::AddWarning(
      "WORKER_COMMITTED", "merged_into",
      absl::StrCat(name, " 现在不能接受，此人已有接受的推荐（", bound,
                   "）：请撤下，或先结束那一条 / can no longer be accepted, since the person is "
                   "bound by ",
                   bound, ": decline it, or end that one first"),
      warnings);
  warning->add_related_names(name);
  for (const std::string& other : binding) warning->add_related_names(other);
}

}  // namespace

void WarnOfMergedPlacements(absl::Span<const v1::Placement> placements, absl::string_view standing,
                            runtime::Warnings* warnings) {
  std::map<std::string, const v1::Placement*> live;  // each once, in order of name
  for (const v1::Placement& placement : placements) live[placement.name()] = &placement;
  std::vector<std::string> binding;
  std::vector<std::string> proposed;  // of the record that stands
  bool other_is_bound = false;
  for (const auto& [name, placement] : live) {
    if (placement->state() != v1::Placement::PROPOSED) {
      binding.push_back(name);
      other_is_bound = other_is_bound || placement->worker() != standing;
    } else if (placement->worker() == standing) {
      proposed.push_back(name);
    } else {
      runtime::AddWarning(
          "RECORD_MERGED", "merged_into",
          absl::StrCat(name, " 是并入档案的推荐，占着名额而不能接受：请撤下，再推荐 ", standing,
                       " / is a proposal of the merged record: it holds an opening "
                       "and cannot be accepted; decline it, then propose ",
                       standing),
          warnings)
          ->add_related_names(name);
    }
  }
  if (other_is_bound) {
    for (const std::string& name : proposed) WarnOfBlocked(name, binding, warnings);
  }
  if (binding.size() < 2) return;
  auto* warning = runtime::AddWarning(
      "WORKER_COMMITTED", "merged_into",
      absl::StrCat("两份档案都有已接受的推荐（", absl::StrJoin(binding, "、"),
                   "），同一人只能履行一个：请结束其余的 / the records have several placements "
                   "that bind the person; end all but one"),
      warnings);
  for (const std::string& name : binding) warning->add_related_names(name);
}

}  // namespace laowu::worker

// The steps of a build: rows collected, their postings sorted, blocks summarised.

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include "matcher/part_values.h"
#include "matcher/row_index.h"

namespace laowu::matcher {
namespace {

constexpr std::size_t kRowsOfStep = 8'192;  // collected at a time: some milliseconds
constexpr std::size_t kBlocksOfStep = 512;  // summarised at a time
constexpr std::int32_t kWageStep = 500;     // of vacancies that lie together by place

std::size_t Index(std::int32_t slot) { return static_cast<std::size_t>(slot); }

}  // namespace

template <typename Side>
bool RowIndex<Side>::Build::IsSource(std::uint32_t tree) const {
  return std::find(source_trees_.begin(), source_trees_.end(), tree) != source_trees_.end();
}

// What was sealed, and the trees that join it, stay where they are until the build is installed.
template <typename Side>
void RowIndex<Side>::Build::Gather(const RowIndex& index) {
  for (const Unbuilt& unbuilt : index.sealed_) {
    source_slots_.insert(source_slots_.end(), unbuilt.slots.begin(), unbuilt.slots.end());
  }
  for (const auto& tree : index.trees_) {
    if (!IsSource(tree->id)) continue;
    // Every row stands among the postings without a skill.
    const std::size_t kinds = std::min<std::size_t>(tree->kinds.size(), kOccupationKindCount);
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      for (const auto& posting : tree->kinds[kind].postings()) {
        source_slots_.push_back(posting.slot);
      }
    }
  }
  phase_ = Phase::kOrder;
}

template <typename Side>
void RowIndex<Side>::Build::Order() {
  std::sort(source_slots_.begin(), source_slots_.end());
  source_slots_.erase(std::unique(source_slots_.begin(), source_slots_.end()), source_slots_.end());
  phase_ = Phase::kCollect;
}

template <typename Side>
bool RowIndex<Side>::Build::Covers(Tier tier, const RowIndex& index) const {
  if (tier >= end_tier_) return false;  // changed since, or no row
  if (kind_ == BuildKind::kAll) return true;
  const std::uint32_t owner = index.OwnerOf(tier);
  if (owner == kNoTree) return true;  // sealed
  return IsSource(owner);
}

template <typename Side>
void RowIndex<Side>::Build::Step(const Table& table, const RowIndex& index) {
  switch (phase_) {
    case Phase::kGather:
      Gather(index);
      break;
    case Phase::kOrder:
      Order();
      break;
    case Phase::kCollect:
      Collect(table, index);
      break;
    case Phase::kSort:
      SortKind();
      break;
    case Phase::kSummarise:
      Summarise(table);
      break;
    case Phase::kDone:
      break;
  }
}

template <typename Side>
void RowIndex<Side>::Build::Collect(const Table& table, const RowIndex& index) {
  const bool all = kind_ == BuildKind::kAll;
  const std::size_t count = all ? Index(table.slot_end()) : source_slots_.size();
  const std::size_t end = std::min(count, next_ + kRowsOfStep);
  for (; next_ < end; ++next_) {
    const Slot slot = all ? static_cast<Slot>(next_) : source_slots_[next_];
    if (table.Holds(slot) && Covers(index.TierOf(slot), index)) AddRow(slot, table.row(slot));
  }
  if (next_ < count) return;
  source_slots_ = {};
  next_ = 0;
  phase_ = Phase::kSort;
}

template <typename Side>
void RowIndex<Side>::Build::AddRow(Slot slot, const Row& row) {
  if (!CanEverPass(row)) return;
  ++tree_->row_count;
  const CodeNumber first_skill = row.skills.empty() ? kNoCode : row.skills.front().skill;
  if constexpr (std::is_same_v<Side, VacancySide>) {
    const std::int32_t standing = -row.max_wage_cny_per_month;
    const WorkerPosting by_occupation = {kNoCode, row.occupation, row.workplace_lineage[1]};
    items_[0].push_back({slot, by_occupation, standing, first_skill});
    // Of one place those without skills together, the best paid first, neighbours side by side.
    const WorkerPosting by_place = {row.workplace_division, row.skills.empty() ? 0 : 1,
                                    standing / kWageStep, 0, 0};
    items_[1].push_back({slot, by_place, row.x_100m, first_skill});
  } else {
    int months = 0;
    for (const PackedSkill& skill : row.skills) {
      months = std::max<int>(months, skill.experience_months);
    }
    const std::int32_t standing = -ExperienceValue(months, 0) * kRule.experience_weight_percent -
                                  PolicyValue(row.policy_groups) * kRule.policy_weight_percent;
    PostingsOf(row, postings_);
    for (const WorkerPosting& posting : postings_.postings) {
      const int kind =
          static_cast<int>(postings_.kind) + (posting.skill == kNoCode ? 0 : kOccupationKindCount);
      items_[static_cast<std::size_t>(kind)].push_back({slot, posting, standing, first_skill});
    }
  }
}

template <typename Side>
void RowIndex<Side>::Build::SortKind() {
  auto& items = items_[static_cast<std::size_t>(kind_index_)];
  const auto order = [](const Item& item) {
    const WorkerPosting& posting = item.posting;
    return std::tuple(posting.skill, posting.occupation, posting.place, posting.position,
                      -posting.level, item.first_skill, item.standing, item.slot);
  };
  std::sort(items.begin(), items.end(),
            [&order](const Item& a, const Item& b) { return order(a) < order(b); });
  tree_->kinds[static_cast<std::size_t>(kind_index_)].Reserve(items.size());
  if (++kind_index_ < Side::kKindCount) return;
  kind_index_ = 0;
  phase_ = Phase::kSummarise;
}

template <typename Side>
void RowIndex<Side>::Build::Summarise(const Table& table) {
  for (std::size_t done = 0; done < kBlocksOfStep; ++done) {
    if (kind_index_ == Side::kKindCount) {
      phase_ = Phase::kDone;
      return;
    }
    if (SummariseBlock(table)) continue;
    const auto kind = static_cast<std::size_t>(kind_index_);
    tree_->kinds[kind].Finish();
    items_[kind] = {};
    ++kind_index_;
    next_ = 0;
  }
}

// A row that has changed since it was collected may be read here as it is now, or not at all: its
// posting no longer counts in this tree, so whatever its summary and hint say is safe.
template <typename Side>
bool RowIndex<Side>::Build::SummariseBlock(const Table& table) {
  const auto kind = static_cast<std::size_t>(kind_index_);
  const std::size_t end = std::min(items_[kind].size(), next_ + kBlockPostings);
  if (next_ == end) return false;
  typename Side::Summary summary;
  for (; next_ < end; ++next_) {
    const Item& item = items_[kind][next_];
    PostingHint hint;
    if (table.Holds(item.slot)) {
      const Row& row = table.row(item.slot);
      if constexpr (std::is_same_v<Side, WorkerSide>) {
        summary.Add(item.posting, row);
        hint = HintOf(item.posting, row);
      } else {
        summary.Add(row);
        hint = HintOf(row);
      }
    }
    tree_->kinds[kind].Add({item.slot, hint});
  }
  tree_->kinds[kind].AddBlockSummary(summary);
  return true;
}

template class RowIndex<WorkerSide>::Build;
template class RowIndex<VacancySide>::Build;

}  // namespace laowu::matcher

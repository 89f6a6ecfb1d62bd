#include "matcher/row_index.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <type_traits>

#include "absl/container/flat_hash_set.h"
#include "matcher/part_values.h"
#include "matcher/selection.h"

namespace laowu::matcher {
namespace {

constexpr std::size_t kRowsOfStep = 8'192;   // collected at a time: some milliseconds
constexpr std::size_t kBlocksOfStep = 512;   // summarised at a time
constexpr std::int64_t kOpenRowsMost = 256;  // then a small build is due
constexpr std::int64_t kBaseChangesLeast = 50'000;
constexpr std::int64_t kBaseChangesPercent = 2;
constexpr int kTreesMost = 8;
constexpr std::int32_t kWageStep = 500;   // of vacancies that lie together by place
constexpr std::int64_t kMergeFactor = 4;  // a tree up to so many times the new one joins it

std::size_t Index(std::int32_t slot) { return static_cast<std::size_t>(slot); }

}  // namespace

template <typename Side>
std::size_t RowIndex<Side>::byte_count() const {
  std::size_t bytes = tier_by_slot_.capacity() * sizeof(Tier);
  for (const auto& tree : trees_) bytes += tree->byte_count();
  return bytes;
}

template <typename Side>
void RowIndex<Side>::OnUpsert(Slot slot) {
  if (Index(slot) >= tier_by_slot_.size()) tier_by_slot_.resize(Index(slot) + 1, kNoTier);
  ++changes_since_base_;
  if (tier_by_slot_[Index(slot)] == open_.tier) return;
  tier_by_slot_[Index(slot)] = open_.tier;
  // Until the first build the table itself is the list.
  if (ready_) open_.slots.push_back(slot);
}

template <typename Side>
void RowIndex<Side>::OnRemove(Slot slot) {
  // In the open list the slot stays, and may get another row there.
  if (tier_by_slot_[Index(slot)] != open_.tier) tier_by_slot_[Index(slot)] = kNoTier;
  ++changes_since_base_;
}

template <typename Side>
BuildKind RowIndex<Side>::DueBuild(int row_count) const {
  if (!ready_) return row_count > 0 ? BuildKind::kAll : BuildKind::kNone;
  const std::int64_t share = row_count * kBaseChangesPercent / 100;
  if (changes_since_base_ > std::max(kBaseChangesLeast, share)) return BuildKind::kAll;
  return static_cast<std::int64_t>(open_.slots.size()) >= kOpenRowsMost ? BuildKind::kSmall
                                                                        : BuildKind::kNone;
}

// ---- Search

template <typename Side>
class RowIndex<Side>::Search {
 public:
  Search(const RowIndex& index, const Table& table, const typename Side::Other& other,
         const ScanQuery& query, SearchCounts& counts)
      : index_(index),
        table_(table),
        other_(other),
        query_(query),
        probe_(other, query.terms),
        counts_(counts),
        selection_(query, table, other) {
    for (std::size_t number = 0; number < query.division_takes_part.size(); ++number) {
      if (query.division_takes_part[number]) {
        filter_divisions_.Add(static_cast<CodeNumber>(number));
      }
    }
  }

  absl::StatusOr<ScanResult> Run() {
    if (!CanEverPass(other_)) return ScanResult();
    if (query_.keep_going) {
      if (absl::Status status = query_.keep_going(); !status.ok()) return status;
    }
    for (const Unbuilt& unbuilt : index_.sealed_) LookAtUnbuilt(unbuilt);
    LookAtUnbuilt(index_.open_);
    if (absl::Status status = SearchTrees(); !status.ok()) return status;
    ScanResult result;
    result.best = selection_.Take();
    return result;
  }

 private:
  struct Node {
    std::int32_t bound;
    std::int32_t index;
    std::uint16_t tree;
    std::uint8_t kind;
    std::uint8_t level;
    bool operator<(const Node& other) const { return bound < other.bound; }
  };

  void LookAtUnbuilt(const Unbuilt& unbuilt) {
    for (const Slot slot : unbuilt.slots) {
      if (index_.TierOf(slot) == unbuilt.tier && table_.Holds(slot)) LookAt(slot);
    }
  }

  void LookAt(Slot slot) {
    ++counts_.rows_looked_at;
    const Row& row = table_.row(slot);
    if (!PassesFilters(row, query_)) return;
    if (GatesOf<false>(row, other_, query_.terms) != 0) return;
    ++counts_.rows_scored;
    // A row may come by several postings: only what was kept can come twice with effect.
    const Ranked item = RankedOf(row, slot, other_);
    if (!selection_.WouldKeep(item)) return;
    if (Side::kSeveralPostings && !kept_.insert(slot).second) return;
    selection_.Keep(item);
  }

  bool IsOwned(const Tree& tree, Slot slot) const {
    return index_.OwnerOf(index_.TierOf(slot)) == tree.id;
  }

  // Puts a summary on the frontier unless it cannot matter.
  void Consider(std::size_t tree, int kind, int level, std::int32_t index) {
    ++counts_.bounds;
    const auto& set =
        index_.trees_[tree]->kinds[static_cast<std::size_t>(kind)].summary(level, index);
    if (!MayPassFilters(set, query_, filter_divisions_)) return;
    const PartBounds parts = BoundsOf(kind, set, probe_);
    if (!parts.has_value()) return;
    const std::int32_t bound = TotalMicros(*parts);
    if (selection_.AllBelow(bound)) return;
    frontier_.push_back({bound, index, static_cast<std::uint16_t>(tree),
                         static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(level)});
    std::push_heap(frontier_.begin(), frontier_.end());
  }

  absl::Status SearchTrees() {
    for (std::size_t tree = 0; tree < index_.trees_.size(); ++tree) {
      for (int kind = 0; kind < Side::kKindCount; ++kind) {
        const auto& blocks = index_.trees_[tree]->kinds[static_cast<std::size_t>(kind)];
        if (!blocks.empty() && Side::Asks(kind, other_))
          Consider(tree, kind, blocks.top_level(), 0);
      }
    }
    std::int64_t next_check = query_.rows_between_checks;
    while (!frontier_.empty()) {
      std::pop_heap(frontier_.begin(), frontier_.end());
      const Node node = frontier_.back();
      frontier_.pop_back();
      if (selection_.AllBelow(node.bound)) break;
      PrefetchNext();
      Open(node);
      if (query_.keep_going && counts_.rows_looked_at >= next_check) {
        next_check = counts_.rows_looked_at + query_.rows_between_checks;
        if (absl::Status status = query_.keep_going(); !status.ok()) return status;
      }
    }
    LookAtLeft();
    return absl::OkStatus();
  }

  // What will probably be opened after what is opened now: the first of the heap, then one of the
  // two below it.
  void PrefetchNext() const {
    for (std::size_t i = 0; i < std::min<std::size_t>(3, frontier_.size()); ++i) {
      const Node& node = frontier_[i];
      if (i > 0 && node.level > 0) continue;
      index_.trees_[node.tree]->kinds[node.kind].PrefetchBelow(node.level, node.index);
    }
  }

  void Open(const Node& node) {
    const Tree& tree = *index_.trees_[node.tree];
    const auto& blocks = tree.kinds[node.kind];
    if (node.level > 0) {
      const auto [begin, end] = blocks.Children(node.level, node.index);
      for (std::int32_t child = begin; child < end; ++child) {
        Consider(node.tree, node.kind, node.level - 1, child);
      }
      return;
    }
    OpenBlock(tree, blocks, node);
  }

  // What the hints leave of a block, once those rows are here: memory takes longer to bring a row
  // than the hints of a block take, so the rows of the block before are looked at meanwhile.
  template <typename Blocks>
  void OpenBlock(const Tree& tree, const Blocks& blocks, const Node& node) {
    ++counts_.blocks_opened;
    const auto& set = blocks.summary(0, node.index);
    typename Side::PostingBounds bounds(set, *BoundsOf(node.kind, set, probe_), probe_);
    Left& next = lefts_[1 - last_];
    next.tree = &tree;
    next.count = 0;
    const std::int32_t floor = selection_.floor();
    for (const auto& posting : blocks.Block(node.index)) {
      const std::int32_t bound = bounds.Of(posting.hint, floor);
      if (bound < floor) continue;  // none that fails either: the floor is not negative
      next.postings[next.count++] = {bound, posting.slot};
      table_.Prefetch(posting.slot);
      __builtin_prefetch(&index_.tier_by_slot_[Index(posting.slot)]);
    }
    LookAtLeft();
    last_ = 1 - last_;
  }

  void LookAtLeft() {
    Left& left = lefts_[last_];
    for (std::size_t i = 0; i < left.count; ++i) table_.PrefetchSkills(left.postings[i].slot);
    for (std::size_t i = 0; i < left.count; ++i) {
      const auto [bound, slot] = left.postings[i];
      if (!selection_.AllBelow(bound) && IsOwned(*left.tree, slot)) LookAt(slot);
    }
    left.count = 0;
  }

  // Of one block.
  struct Left {
    struct Posting {
      std::int32_t bound;
      Slot slot;
    };
    const Tree* tree = nullptr;
    std::size_t count = 0;
    std::array<Posting, kBlockPostings> postings;
  };

  const RowIndex& index_;
  const Table& table_;
  const typename Side::Other& other_;
  const ScanQuery& query_;
  const typename Side::Probe probe_;
  SearchCounts& counts_;
  Selection<Row, typename Side::Other> selection_;
  NumberSet filter_divisions_;
  std::vector<Node> frontier_;
  // Of the block before this one and of this one, by turns; `last_` is what LookAtLeft looks at.
  std::array<Left, 2> lefts_;
  std::size_t last_ = 0;
  absl::flat_hash_set<Slot> kept_;
};

template <typename Side>
absl::StatusOr<ScanResult> RowIndex<Side>::Find(const Table& table,
                                                const typename Side::Other& other,
                                                const ScanQuery& query,
                                                SearchCounts* counts) const {
  SearchCounts own;
  return Search(*this, table, other, query, counts == nullptr ? own : *counts).Run();
}

// ---- Build

template <typename Side>
typename RowIndex<Side>::Build RowIndex<Side>::BeginBuild(BuildKind kind) {
  Build build;
  build.kind_ = ready_ ? kind : BuildKind::kAll;
  build.items_.resize(Side::kKindCount);
  build.tree_ = std::make_shared<Tree>();
  build.tree_->kinds.resize(Side::kKindCount);
  build.tree_->id = next_tree_id_++;
  // From now on changes go to another tier.
  sealed_.push_back(std::move(open_));
  owners_.push_back(kNoTree);
  open_ = {sealed_.back().tier + 1, {}};
  build.end_tier_ = open_.tier;
  if (build.kind_ == BuildKind::kAll) {
    changes_since_base_ = 0;
    // As many postings as last time, and some: what grows by moving makes a step long.
    for (std::size_t i = 0; !trees_.empty() && i < build.items_.size(); ++i) {
      build.items_[i].reserve(trees_.front()->kinds[i].postings().size() / 16 * 17);
    }
    return build;
  }
  build.phase_ = Build::Phase::kGather;
  std::int64_t rows = 0;
  for (const Unbuilt& unbuilt : sealed_) rows += static_cast<std::int64_t>(unbuilt.slots.size());
  // Newest first: like a binary counter, trees of a size join, and few stand side by side.
  for (std::size_t i = trees_.size(); i-- > 1;) {
    const Tree& tree = *trees_[i];
    const bool too_many = static_cast<int>(trees_.size() - build.source_trees_.size()) > kTreesMost;
    if (tree.row_count > kMergeFactor * rows && !too_many) break;
    rows += tree.row_count;
    build.source_trees_.push_back(tree.id);
  }
  return build;
}

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

template <typename Side>
void RowIndex<Side>::Install(Build& build) {
  const std::uint32_t id = build.tree_->id;
  if (build.kind_ == BuildKind::kAll) {
    // Every tier of before is the base's now.
    owners_.erase(owners_.begin(), owners_.begin() + (build.end_tier_ - first_tier_));
    first_tier_ = build.end_tier_;
    base_id_ = id;
    build.replaced_ = std::exchange(trees_, {});
    if (!ready_) {
      ready_ = true;
      // What changed during the first build stood in no list.
      for (std::size_t slot = 0; slot < tier_by_slot_.size(); ++slot) {
        if (tier_by_slot_[slot] == open_.tier) open_.slots.push_back(static_cast<Slot>(slot));
      }
    }
  } else {
    for (std::size_t i = 0; i < owners_.size(); ++i) {
      const Tier tier = first_tier_ + static_cast<Tier>(i);
      if (tier < build.end_tier_ && (owners_[i] == kNoTree || build.IsSource(owners_[i]))) {
        owners_[i] = id;
      }
    }
    std::erase_if(trees_, [&](const auto& tree) {
      if (!build.IsSource(tree->id)) return false;
      build.replaced_.push_back(tree);
      return true;
    });
  }
  std::erase_if(sealed_, [&](const Unbuilt& unbuilt) { return unbuilt.tier < build.end_tier_; });
  trees_.push_back(std::move(build.tree_));
}

template class RowIndex<WorkerSide>;
template class RowIndex<VacancySide>;

}  // namespace laowu::matcher

#include "matcher/row_index.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/container/flat_hash_set.h"
#include "matcher/part_values.h"
#include "matcher/selection.h"

namespace laowu::matcher {
namespace {

constexpr std::int64_t kOpenRowsMost = 256;  // then a small build is due
constexpr std::int64_t kBaseChangesLeast = 50'000;
constexpr std::int64_t kBaseChangesPercent = 2;
constexpr int kTreesMost = 8;
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
    frontier_.reserve(kRoomAtFirst);
    parts_.reserve(kRoomAtFirst);
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
    std::int32_t parts;  // level 0: where those of the bound stand in parts_
    bool operator<(const Node& other) const { return bound < other.bound; }
  };

  static constexpr std::size_t kAhead = 8;  // rows on their way from memory
  // Of nodes: grown to it from one they would be copied nine times.
  static constexpr std::size_t kRoomAtFirst = 512;

  void LookAtUnbuilt(const Unbuilt& unbuilt) {
    for (std::size_t i = 0; i < unbuilt.slots.size(); ++i) {
      if (i + kAhead < unbuilt.slots.size()) table_.Prefetch(unbuilt.slots[i + kAhead]);
      const Slot slot = unbuilt.slots[i];
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
                         static_cast<std::uint8_t>(kind), static_cast<std::uint8_t>(level),
                         static_cast<std::int32_t>(parts_.size())});
    if (level == 0) parts_.push_back(*parts);
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
    // The counts may be those of several searches.
    const std::int64_t looked_at_before = counts_.rows_looked_at;
    std::int64_t next_check = query_.rows_between_checks;
    bool may_list = query_.list_passing != nullptr;
    while (!frontier_.empty()) {
      std::pop_heap(frontier_.begin(), frontier_.end());
      const Node node = frontier_.back();
      frontier_.pop_back();
      if (selection_.AllBelow(node.bound)) break;
      // Where few pass, or only those whom the bounds cannot tell from the many who fail, every
      // block would be opened to find what a look at all gates finds at once.
      const std::int64_t looked_at = counts_.rows_looked_at - looked_at_before;
      if (may_list && looked_at >= query_.rows_before_listing) {
        may_list = false;
        if (const auto slots = query_.list_passing(); slots.has_value()) return LookAtAll(*slots);
      }
      PrefetchNext();
      Open(node);
      if (query_.keep_going && counts_.rows_looked_at - looked_at_before >= next_check) {
        next_check += query_.rows_between_checks;
        if (absl::Status status = query_.keep_going(); !status.ok()) return status;
      }
    }
    LookAtLeft();
    return absl::OkStatus();
  }

  // Rows that may have been looked at before. Of workers kept_ tells which; vacancies begin anew,
  // since all that pass are among these.
  absl::Status LookAtAll(const std::vector<Slot>& slots) {
    if (!Side::kSeveralPostings) selection_.Clear();
    std::size_t next_check = 0;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (i == next_check && query_.keep_going) {
        next_check += static_cast<std::size_t>(query_.rows_between_checks);
        if (absl::Status status = query_.keep_going(); !status.ok()) return status;
      }
      if (i + kAhead < slots.size()) table_.Prefetch(slots[i + kAhead]);
      LookAt(slots[i]);
    }
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
    typename Side::PostingBounds bounds(set, parts_[static_cast<std::size_t>(node.parts)], probe_);
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
  std::vector<Parts> parts_;
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

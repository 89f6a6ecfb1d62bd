#ifndef LAOWU_MATCHER_ROW_INDEX_H_
#define LAOWU_MATCHER_ROW_INDEX_H_

// The pruned index over a RowTable: the same first k as the scan, without looking at every row.
//
// Rows are held in *tiers*. A row that changes belongs to the open tier, a list that each query
// scans. A build seals that list, makes a tree of it (block_tree.h), alone, with smaller trees, or
// with everything, and puts the tree in their place. Every slot knows its tier, and a posting
// counts only in the tree that owns that tier: so a row counts once, as it is now, whatever was
// built when.
//
// Exact: a search takes blocks by falling bound and stops when no bound left reaches the last of
// the k found. Bounds are safe (bounds.h), so nothing that belongs to the answer is left out;
// equal bounds are opened, since ties are settled by hash and name.
//
// Thread-compatible: const calls may run together, nothing beside a call that is not. A build
// needs the index only now and then, in slices (Step), so that changes wait no longer than a slice:
//
//   auto build = index.BeginBuild(what);                 // exclusive, short
//   while (build.more()) build.Step(table, index);       // shared, some ms; or, unless it
//                                                        // reads_rows(), beside anything
//   index.Install(build);                                // exclusive, short

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "matcher/block_tree.h"
#include "matcher/bounds.h"
#include "matcher/huge_pages.h"
#include "matcher/matcher.h"
#include "matcher/row_table.h"
#include "matcher/scan.h"

namespace laowu::matcher {

// What differs between the two directions.
struct WorkerSide {
  using Row = PackedWorker;
  using Other = PackedVacancy;
  using Summary = WorkerSummary;
  using Probe = VacancyProbe;
  using PostingBounds = WorkerPostingBounds;
  // By kind of occupation, without and with a skill.
  static constexpr int kKindCount = 2 * kOccupationKindCount;
  static constexpr bool kSeveralPostings = true;  // of a row, of which each may bring it
  static bool Asks(int /*kind*/, const Other& /*vacancy*/) { return true; }
};
struct VacancySide {
  using Row = PackedVacancy;
  using Other = PackedWorker;
  using Summary = VacancySummary;
  using Probe = WorkerProbe;
  using PostingBounds = VacancyPostingBounds;
  // By occupation and place; by place alone, for workers who state no occupation.
  static constexpr int kKindCount = 2;
  static constexpr bool kSeveralPostings = false;
  static bool Asks(int kind, const Other& worker) {
    const bool states_none = worker.desired_occupations[0] == kNoOccupation &&
                             worker.past_occupations[0] == kNoOccupation;
    return (kind == 1) == states_none;
  }
};

enum class BuildKind : std::uint8_t {
  kNone,
  kSmall,  // the open tier, with trees not much greater than it
  kAll,
};

inline PartBounds BoundsOf(int kind, const WorkerSummary& set, const VacancyProbe& probe) {
  return UpperBounds(static_cast<OccupationKind>(kind % kOccupationKindCount), set, probe);
}
inline PartBounds BoundsOf(int /*kind*/, const VacancySummary& set, const WorkerProbe& probe) {
  return UpperBounds(set, probe);
}

// Filters that a summary can rule out. `filter_divisions` is only looked at if `query` filters.
inline bool MayPassFilters(const WorkerSummary& set, const ScanQuery& query,
                           const NumberSet& filter_divisions) {
  if (query.policy_groups != 0 && (set.policy_groups & query.policy_groups) == 0) return false;
  return query.division_takes_part.empty() || set.divisions.MayMeet(filter_divisions);
}
inline bool MayPassFilters(const VacancySummary& /*set*/, const ScanQuery& /*query*/,
                           const NumberSet& /*filter_divisions*/) {
  return true;
}

template <typename Side>
class RowIndex {
 public:
  using Row = typename Side::Row;
  using Table = RowTable<Row>;
  using Slot = std::int32_t;
  using Tier = std::uint32_t;

  class Build;

  // The row in `slot` was put, or put anew.
  void OnUpsert(Slot slot);
  // The slot was cleared.
  void OnRemove(Slot slot);

  // True once everything was built once: until then ask the scan.
  bool ready() const { return ready_; }
  // What would serve queries now, by how much has changed.
  BuildKind DueBuild(int row_count) const;

  // The first query.limit rows of `table` for `other`, as ScanWorkers or ScanVacancies gives them.
  // Fills `best` alone; does not look at query.count_excluded. `counts` may be null.
  absl::StatusOr<ScanResult> Find(const Table& table, const typename Side::Other& other,
                                  const ScanQuery& query, SearchCounts* counts = nullptr) const;

  Build BeginBuild(BuildKind kind);
  // Leaves in `build` what it replaced, to be freed when nobody waits.
  void Install(Build& build);

  int tree_count() const { return static_cast<int>(trees_.size()); }
  std::size_t byte_count() const;

 private:
  static constexpr Tier kNoTier = UINT32_MAX;
  static constexpr std::uint32_t kNoTree = 0;

  struct Tree {
    std::uint32_t id = kNoTree;
    std::vector<BlockTree<typename Side::Summary>> kinds;  // kKindCount of them
    std::int64_t row_count = 0;
    std::size_t byte_count() const {
      std::size_t bytes = 0;
      for (const auto& kind : kinds) bytes += kind.byte_count();
      return bytes;
    }
  };
  struct Unbuilt {
    Tier tier = kNoTier;
    std::vector<Slot> slots;
  };
  class Search;

  Tier TierOf(Slot slot) const { return tier_by_slot_[static_cast<std::size_t>(slot)]; }
  std::uint32_t OwnerOf(Tier tier) const {
    if (tier == kNoTier) return kNoTree;
    return tier < first_tier_ ? base_id_ : owners_[tier - first_tier_];
  }

  bool ready_ = false;
  HugePageVector<Tier> tier_by_slot_;
  // Tree that owns a tier: tiers below first_tier_ are the base's, the others stand in owners_.
  Tier first_tier_ = 0;
  std::uint32_t base_id_ = kNoTree;
  std::vector<std::uint32_t> owners_ = {kNoTree};
  std::vector<std::shared_ptr<const Tree>> trees_;  // the base first, then by age
  std::vector<Unbuilt> sealed_;
  Unbuilt open_ = {0, {}};
  std::uint32_t next_tree_id_ = 1;
  std::int64_t changes_since_base_ = 0;
};

// One build on its way. Moved, not copied.
template <typename Side>
class RowIndex<Side>::Build {
 public:
  bool more() const { return phase_ != Phase::kDone; }
  bool reads_rows() const {
    return phase_ == Phase::kGather || phase_ == Phase::kCollect || phase_ == Phase::kSummarise;
  }
  // The next slice.
  void Step(const Table& table, const RowIndex& index);

 private:
  friend class RowIndex;
  // A posting with what it is sorted by.
  struct Item {
    Slot slot;
    WorkerPosting posting;  // of a vacancy: what it is sorted by, in the same fields
    std::int32_t standing;  // likewise; the first of equal ones score highest, whatever is asked
    CodeNumber first_skill;
  };
  enum class Phase : std::uint8_t { kGather, kOrder, kCollect, kSort, kSummarise, kDone };

  void Gather(const RowIndex& index);
  void Order();
  void Collect(const Table& table, const RowIndex& index);
  void AddRow(Slot slot, const Row& row);
  void SortKind();
  void Summarise(const Table& table);
  // Of the next block of the kind; false if there is none.
  bool SummariseBlock(const Table& table);
  bool Covers(Tier tier, const RowIndex& index) const;
  bool IsSource(std::uint32_t tree) const;

  BuildKind kind_ = BuildKind::kNone;
  Phase phase_ = Phase::kCollect;
  Tier end_tier_ = 0;                        // tiers at or above it came later
  std::vector<std::uint32_t> source_trees_;  // kSmall: what the new tree replaces
  std::vector<Slot> source_slots_;           // kSmall: candidates, from kCollect on each once
  std::vector<std::vector<Item>> items_;     // by kind
  std::size_t next_ = 0;
  int kind_index_ = 0;
  WorkerPostings postings_;  // of the row at hand
  std::shared_ptr<Tree> tree_;
  std::vector<std::shared_ptr<const Tree>> replaced_;
};

extern template class RowIndex<WorkerSide>;
extern template class RowIndex<VacancySide>;
using WorkerIndex = RowIndex<WorkerSide>;
using VacancyIndex = RowIndex<VacancySide>;

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_ROW_INDEX_H_

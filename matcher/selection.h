#ifndef LAOWU_MATCHER_SELECTION_H_
#define LAOWU_MATCHER_SELECTION_H_

// What a query does with a row that it looks at, and what it keeps: which rows take part at all, a
// pair's gates and place in the order from either side, and the first `limit` in the order of
// top_k.h that stand strictly below query.after. Shared by the scan and the index.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "matcher/scan.h"
#include "matcher/top_k.h"

namespace laowu::matcher {

inline bool PassesFilters(const PackedWorker& row, const ScanQuery& query) {
  if (query.policy_groups != 0 && (row.policy_groups & query.policy_groups) == 0) return false;
  return query.division_takes_part.empty() ||
         query.division_takes_part[static_cast<std::size_t>(row.division)];
}
inline bool PassesFilters(const PackedVacancy& row, const ScanQuery& query) {
  return query.division_takes_part.empty() ||
         query.division_takes_part[static_cast<std::size_t>(row.workplace_division)];
}

// The rule, whichever side is looked through.
template <bool want_all>
GateBits GatesOf(const PackedWorker& row, const PackedVacancy& other, const PackedTerms& terms) {
  return PackedGates<want_all>(row, other, terms);
}
template <bool want_all>
GateBits GatesOf(const PackedVacancy& row, const PackedWorker& other, const PackedTerms& terms) {
  return PackedGates<want_all>(other, row, terms);
}
inline Ranked RankedOf(const PackedWorker& row, std::int32_t slot, const PackedVacancy& other) {
  return {PackedTotalMicros(row, other), slot, row.tie_hash ^ other.tie_hash};
}
inline Ranked RankedOf(const PackedVacancy& row, std::int32_t slot, const PackedWorker& other) {
  return {PackedTotalMicros(other, row), slot, row.tie_hash ^ other.tie_hash};
}

template <typename Row, typename Other>
class Selection {
 public:
  using Table = RowTable<Row>;

  // All outlive it.
  Selection(const ScanQuery& query, const Table& table, const Other& other)
      : query_(query), table_(table), other_(other), top_k_(query.limit, NameOf{&table}) {}

  // No other member of its group passes and stands before it. `item` passes.
  bool IsFirstOfGroup(const Ranked& item) const {
    if (query_.groups == nullptr) return true;
    const auto& group_by_slot = query_.groups->group_by_slot;
    const auto index = static_cast<std::size_t>(item.slot);
    const std::int32_t group = index < group_by_slot.size() ? group_by_slot[index] : 0;
    if (group == 0) return true;
    for (const std::int32_t slot : query_.groups->members_of(group)) {
      if (slot == item.slot || !table_.Holds(slot)) continue;
      const Row& row = table_.row(slot);
      if (!PassesFilters(row, query_)) continue;
      if (GatesOf<false>(row, other_, query_.terms) != 0) continue;
      const Ranked member = RankedOf(row, slot, other_);
      if (StandsBefore(member.total_micros, member.tie, table_.name(slot), item.total_micros,
                       item.tie, table_.name(item.slot))) {
        return false;
      }
    }
    return true;
  }

  // Stands strictly below query.after, or there is none.
  bool IsBelow(const Ranked& item) const {
    if (!query_.after.has_value()) return true;
    const ScanPosition& after = *query_.after;
    if (item.total_micros != after.total_micros) return item.total_micros < after.total_micros;
    return StandsBefore(after.total_micros, after.tie, after.name, item.total_micros, item.tie,
                        table_.name(item.slot));
  }
  bool WouldKeep(const Ranked& item) const {
    return top_k_.WouldKeep(item) && IsBelow(item) && IsFirstOfGroup(item);
  }
  // Only what it would keep.
  void Keep(const Ranked& item) { top_k_.Offer(item); }
  // `limit` are kept, and every row with at most this total stands behind them, ties or no ties.
  bool AllBelow(std::int32_t total_micros) const {
    return top_k_.is_full() && total_micros < top_k_.last().total_micros;
  }
  // Every row with less stands behind all that is kept.
  std::int32_t floor() const { return top_k_.is_full() ? top_k_.last().total_micros : 0; }
  // Nothing is kept any more.
  void Clear() { top_k_.Clear(); }
  std::vector<Ranked> Take() { return top_k_.Take(); }

 private:
  struct NameOf {
    const Table* table;
    absl::string_view operator()(std::int32_t slot) const { return table->name(slot); }
  };
  const ScanQuery& query_;
  const Table& table_;
  const Other& other_;
  TopK<NameOf> top_k_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_SELECTION_H_

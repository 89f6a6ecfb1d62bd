#ifndef LAOWU_MATCHER_SELECTION_H_
#define LAOWU_MATCHER_SELECTION_H_

// What a query keeps of the rows that it has looked at: the first `limit` in the order of top_k.h
// that stand strictly below query.after, and which rows take part at all. Shared by the scan and
// the index.

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

template <typename Table>
class Selection {
 public:
  // Both outlive it.
  Selection(const ScanQuery& query, const Table& table)
      : query_(query), table_(table), top_k_(query.limit, NameOf{&table}) {}

  // Stands strictly below query.after, or there is none.
  bool IsBelow(const Ranked& item) const {
    if (!query_.after.has_value()) return true;
    const ScanPosition& after = *query_.after;
    if (item.total_micros != after.total_micros) return item.total_micros < after.total_micros;
    return StandsBefore(after.total_micros, after.tie, after.name, item.total_micros, item.tie,
                        table_.name(item.slot));
  }
  bool WouldKeep(const Ranked& item) const { return IsBelow(item) && top_k_.WouldKeep(item); }
  // Only what IsBelow.
  void Keep(const Ranked& item) { top_k_.Offer(item); }
  // `limit` are kept, and every row with at most this total stands behind them, ties or no ties.
  bool AllBelow(std::int32_t total_micros) const {
    return top_k_.is_full() && total_micros < top_k_.last().total_micros;
  }
  std::vector<Ranked> Take() { return top_k_.Take(); }

 private:
  struct NameOf {
    const Table* table;
    absl::string_view operator()(std::int32_t slot) const { return table->name(slot); }
  };
  const ScanQuery& query_;
  const Table& table_;
  TopK<NameOf> top_k_;
};

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_SELECTION_H_

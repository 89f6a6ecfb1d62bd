#include "matcher/scan.h"

#include <algorithm>
#include <cstddef>

#include "absl/numeric/bits.h"
#include "matcher/selection.h"

namespace laowu::matcher {
namespace {

void CountGates(GateBits bits, ScanResult& result) {
  const bool is_only_one = absl::has_single_bit(bits);
  for (; bits != 0; bits &= bits - 1) {
    const auto index = static_cast<std::size_t>(absl::countr_zero(bits));
    ++result.failing_count[index];
    if (is_only_one) ++result.only_this_gate_count[index];
  }
}

template <bool want_all, typename Row, typename Other>
absl::StatusOr<ScanResult> Scan(const RowTable<Row>& table, const Other& other,
                                const ScanQuery& query) {
  ScanResult result;
  Selection<Row, Other> selection(query, table, other);
  std::int32_t next_check = 0;
  for (std::int32_t slot = 0; slot < table.slot_end(); ++slot) {
    if (slot == next_check) {
      next_check += std::min(query.rows_between_checks, table.slot_end() - slot);
      if (query.keep_going) {
        if (absl::Status status = query.keep_going(); !status.ok()) return status;
      }
    }
    if (!table.Holds(slot)) continue;
    const Row& row = table.row(slot);
    if (!PassesFilters(row, query)) continue;
    const GateBits failed = GatesOf<want_all>(row, other, query.terms);
    if (failed != 0) {
      if constexpr (want_all) CountGates(failed, result);
      continue;
    }
    ++result.eligible_count;
    const Ranked item = RankedOf(row, slot, other);
    if (selection.WouldKeep(item)) selection.Keep(item);
  }
  result.best = selection.Take();
  return result;
}

}  // namespace

absl::StatusOr<ScanResult> ScanSlots(const RowTable<PackedWorker>& workers,
                                     absl::Span<const std::int32_t> slots,
                                     const PackedVacancy& vacancy, const ScanQuery& query,
                                     SearchCounts* counts) {
  if (query.keep_going) {
    if (absl::Status status = query.keep_going(); !status.ok()) return status;
  }
  constexpr std::size_t kAhead = 8;  // rows on their way from memory
  ScanResult result;
  Selection<PackedWorker, PackedVacancy> selection(query, workers, vacancy);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (i + kAhead < slots.size()) workers.Prefetch(slots[i + kAhead]);
    const PackedWorker& row = workers.row(slots[i]);
    if (!PassesFilters(row, query)) continue;
    if (PackedGates<false>(row, vacancy, query.terms) != 0) continue;
    if (counts != nullptr) ++counts->rows_scored;
    const Ranked item = RankedOf(row, slots[i], vacancy);
    if (selection.WouldKeep(item)) selection.Keep(item);
  }
  if (counts != nullptr) counts->rows_looked_at += static_cast<std::int64_t>(slots.size());
  result.best = selection.Take();
  return result;
}

absl::StatusOr<ScanResult> ScanWorkers(const RowTable<PackedWorker>& workers,
                                       const PackedVacancy& vacancy, const ScanQuery& query) {
  return query.count_excluded ? Scan<true>(workers, vacancy, query)
                              : Scan<false>(workers, vacancy, query);
}

absl::StatusOr<ScanResult> ScanVacancies(const RowTable<PackedVacancy>& vacancies,
                                         const PackedWorker& worker, const ScanQuery& query) {
  return query.count_excluded ? Scan<true>(vacancies, worker, query)
                              : Scan<false>(vacancies, worker, query);
}

}  // namespace laowu::matcher

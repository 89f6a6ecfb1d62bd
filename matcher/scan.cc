#include "matcher/scan.h"

#include <algorithm>
#include <cstddef>

#include "absl/numeric/bits.h"
#include "matcher/selection.h"

namespace laowu::matcher {
namespace {

// A pair from the side of the row that is scanned.
struct WorkersForVacancy {
  using Row = PackedWorker;
  const PackedVacancy& vacancy;

  template <bool want_all>
  GateBits Gates(const Row& row, const PackedTerms& terms) const {
    return PackedGates<want_all>(row, vacancy, terms);
  }
  std::int32_t TotalMicros(const Row& row) const { return PackedTotalMicros(row, vacancy); }
  std::int64_t Tie(const Row& row) const { return row.tie_hash ^ vacancy.tie_hash; }
};

struct VacanciesForWorker {
  using Row = PackedVacancy;
  const PackedWorker& worker;

  template <bool want_all>
  GateBits Gates(const Row& row, const PackedTerms& terms) const {
    return PackedGates<want_all>(worker, row, terms);
  }
  std::int32_t TotalMicros(const Row& row) const { return PackedTotalMicros(worker, row); }
  std::int64_t Tie(const Row& row) const { return row.tie_hash ^ worker.tie_hash; }
};

void CountGates(GateBits bits, ScanResult& result) {
  const bool is_only_one = absl::has_single_bit(bits);
  for (; bits != 0; bits &= bits - 1) {
    const auto index = static_cast<std::size_t>(absl::countr_zero(bits));
    ++result.failing_count[index];
    if (is_only_one) ++result.only_this_gate_count[index];
  }
}

template <bool want_all, typename Pairing>
absl::StatusOr<ScanResult> Scan(const RowTable<typename Pairing::Row>& table, const Pairing pairing,
                                const ScanQuery& query) {
  ScanResult result;
  Selection<RowTable<typename Pairing::Row>> selection(query, table);
  std::int32_t next_check = 0;
  for (std::int32_t slot = 0; slot < table.slot_end(); ++slot) {
    if (slot == next_check) {
      next_check += std::min(query.rows_between_checks, table.slot_end() - slot);
      if (query.keep_going) {
        if (absl::Status status = query.keep_going(); !status.ok()) return status;
      }
    }
    if (!table.Holds(slot)) continue;
    const auto& row = table.row(slot);
    if (!PassesFilters(row, query)) continue;
    const GateBits failed = pairing.template Gates<want_all>(row, query.terms);
    if (failed != 0) {
      if constexpr (want_all) CountGates(failed, result);
      continue;
    }
    ++result.eligible_count;
    const Ranked item{pairing.TotalMicros(row), slot, pairing.Tie(row)};
    if (!selection.IsBelow(item)) {
      ++result.not_below_count;
      continue;
    }
    selection.Keep(item);
  }
  result.best = selection.Take();
  return result;
}

}  // namespace

absl::StatusOr<ScanResult> ScanWorkers(const RowTable<PackedWorker>& workers,
                                       const PackedVacancy& vacancy, const ScanQuery& query) {
  const WorkersForVacancy pairing{vacancy};
  return query.count_excluded ? Scan<true>(workers, pairing, query)
                              : Scan<false>(workers, pairing, query);
}

absl::StatusOr<ScanResult> ScanVacancies(const RowTable<PackedVacancy>& vacancies,
                                         const PackedWorker& worker, const ScanQuery& query) {
  const VacanciesForWorker pairing{worker};
  return query.count_excluded ? Scan<true>(vacancies, pairing, query)
                              : Scan<false>(vacancies, pairing, query);
}

}  // namespace laowu::matcher

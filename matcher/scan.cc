#include "matcher/scan.h"

#include <algorithm>
#include <cstddef>

#include "absl/numeric/bits.h"

namespace laowu::matcher {
namespace {

// A pair from the side of the row that is scanned.
struct WorkersForVacancy {
  using Row = PackedWorker;
  const PackedVacancy& vacancy;

  bool PassesFilters(const Row& row, const ScanQuery& query) const {
    if (query.policy_groups != 0 && (row.policy_groups & query.policy_groups) == 0) return false;
    return query.division_takes_part.empty() ||
           query.division_takes_part[static_cast<std::size_t>(row.division)];
  }
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

  bool PassesFilters(const Row& row, const ScanQuery& query) const {
    return query.division_takes_part.empty() ||
           query.division_takes_part[static_cast<std::size_t>(row.workplace_division)];
  }
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
  TopK top_k(query.limit, [&table](std::int32_t slot) { return table.name(slot); });
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
    if (!pairing.PassesFilters(row, query)) continue;
    const GateBits failed = pairing.template Gates<want_all>(row, query.terms);
    if (failed != 0) {
      if constexpr (want_all) CountGates(failed, result);
      continue;
    }
    ++result.eligible_count;
    const Ranked item{pairing.TotalMicros(row), slot, pairing.Tie(row)};
    if (query.after.has_value()) {
      const ScanPosition& after = *query.after;
      const bool is_below = item.total_micros < after.total_micros ||
                            (item.total_micros == after.total_micros &&
                             StandsBefore(after.total_micros, after.tie, after.name,
                                          item.total_micros, item.tie, table.name(slot)));
      if (!is_below) {
        ++result.not_below_count;
        continue;
      }
    }
    top_k.Offer(item);
  }
  result.best = top_k.Take();
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

#include "matcher/scan.h"

#include <algorithm>
#include <cstddef>

#include "absl/container/flat_hash_map.h"
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

// What an answer is picked from: rows that pass, of each group the one that stands first.
template <typename Table>
class Places {
 public:
  Places(const Table& table, const ScanQuery& query)
      : table_(table), query_(query), top_k_(query.limit, NameOf{&table}) {}

  void Add(const Ranked& item) {
    const std::int32_t group = GroupOf(item.slot);
    if (group == 0) return Place(item);
    const auto [it, is_new] = first_of_group_.try_emplace(group, item);
    if (!is_new && Before(item, it->second)) it->second = item;
  }

  void Finish(ScanResult& result) {
    for (const auto& [group, item] : first_of_group_) Place(item);
    result.place_count = place_count_;
    result.not_below_count = not_below_count_;
    result.best = top_k_.Take();
  }

 private:
  std::int32_t GroupOf(std::int32_t slot) const {
    if (query_.group_by_slot == nullptr) return 0;
    const auto index = static_cast<std::size_t>(slot);
    return index < query_.group_by_slot->size() ? (*query_.group_by_slot)[index] : 0;
  }
  bool Before(const Ranked& a, const Ranked& b) const {
    return StandsBefore(a.total_micros, a.tie, table_.name(a.slot), b.total_micros, b.tie,
                        table_.name(b.slot));
  }
  void Place(const Ranked& item) {
    ++place_count_;
    if (query_.after.has_value()) {
      const ScanPosition& after = *query_.after;
      const bool is_below = item.total_micros < after.total_micros ||
                            (item.total_micros == after.total_micros &&
                             StandsBefore(after.total_micros, after.tie, after.name,
                                          item.total_micros, item.tie, table_.name(item.slot)));
      if (!is_below) {
        ++not_below_count_;
        return;
      }
    }
    top_k_.Offer(item);
  }

  struct NameOf {
    const Table* table;
    absl::string_view operator()(std::int32_t slot) const { return table->name(slot); }
  };

  const Table& table_;
  const ScanQuery& query_;
  TopK<NameOf> top_k_;
  int place_count_ = 0;
  int not_below_count_ = 0;
  absl::flat_hash_map<std::int32_t, Ranked> first_of_group_;
};

template <bool want_all, typename Pairing>
absl::StatusOr<ScanResult> Scan(const RowTable<typename Pairing::Row>& table, const Pairing pairing,
                                const ScanQuery& query) {
  ScanResult result;
  Places places(table, query);
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
    places.Add({pairing.TotalMicros(row), slot, pairing.Tie(row)});
  }
  places.Finish(result);
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

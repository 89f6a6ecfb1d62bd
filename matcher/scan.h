#ifndef LAOWU_MATCHER_SCAN_H_
#define LAOWU_MATCHER_SCAN_H_

// Every row of a table against one row of the other side: exact and simple. It is the oracle that a
// pruned index must equal, and what answers until there is one.
//
// Costs some tens of nanoseconds a row that passes its gates, less for one that fails early
// (README.md has the figures).

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "matcher/matcher.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "matcher/row_table.h"
#include "matcher/top_k.h"

namespace laowu::matcher {

// A place in the order; the name is not copied.
struct ScanPosition {
  std::int32_t total_micros = 0;
  std::int64_t tie = 0;
  absl::string_view name;
};

struct ScanQuery {
  PackedTerms terms;
  int limit = 0;
  std::optional<ScanPosition> after;
  // By division number: whether a row of that division takes part. Empty: all do.
  std::vector<bool> division_takes_part;
  // Workers of at least one of these groups; 0: all. Scans of vacancies do not look at it.
  PolicyGroupBits policy_groups = 0;
  const RowGroups* groups = nullptr;  // as FindQuery::groups
  bool count_excluded = false;
  std::function<absl::Status()> keep_going;  // as FindQuery::keep_going
  int rows_between_checks = 0;
  // Asked by a search of the index that has looked at so many rows and is not done: slots, each
  // once, among them those of all rows that pass filters and gates, which it then looks at instead
  // of searching on; nullopt: they are too many for that. Asked once at most. May be empty.
  std::function<std::optional<std::vector<std::int32_t>>()> list_passing;
  std::int64_t rows_before_listing = 0;
};

struct ScanResult {
  std::vector<Ranked> best;  // in order, strictly below `after`
  int eligible_count = 0;    // all that pass filters and gates
  // By number of the gate - 1; zeros without count_excluded.
  std::array<int, kGateCount> failing_count = {};
  std::array<int, kGateCount> only_this_gate_count = {};
};

// What keep_going said if it was not OK. Of these slots alone, each given once; counts nothing.
[[nodiscard]] absl::StatusOr<ScanResult> ScanSlots(const RowTable<PackedWorker>& workers,
                                                   absl::Span<const std::int32_t> slots,
                                                   const PackedVacancy& vacancy,
                                                   const ScanQuery& query, SearchCounts* counts);

// Of all rows.
[[nodiscard]] absl::StatusOr<ScanResult> ScanWorkers(const RowTable<PackedWorker>& workers,
                                                     const PackedVacancy& vacancy,
                                                     const ScanQuery& query);
[[nodiscard]] absl::StatusOr<ScanResult> ScanVacancies(const RowTable<PackedVacancy>& vacancies,
                                                       const PackedWorker& worker,
                                                       const ScanQuery& query);

}  // namespace laowu::matcher

#endif  // LAOWU_MATCHER_SCAN_H_

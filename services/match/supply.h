#ifndef LAOWU_SERVICES_MATCH_SUPPLY_H_
#define LAOWU_SERVICES_MATCH_SUPPLY_H_

// How many workers the counties have, in cells none of which is small enough to point at somebody.
//
// Every worker counts in one cell of one fixed grid: county × middle class of the first occupation
// wanted × band of the wish × month from which he is available. A cell under kSupplyCellLeast is
// hidden. What is hidden is decided on the whole grid and never on what is asked for: filters
// choose among cells that are shown anyway, and totals are sums of these. So no two answers about
// one state differ by a hidden cell.
//
// Hidden cells are pooled where that tells something: those of one county, class and month over
// their bands, then what is left of a county and month over its classes. A pool is shown if it is
// of kSupplyCellLeast at least, of two cells at least, and so spread that every cell in it could
// still be empty.
//
// Pure; no person is in the result.

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/advice.pb.h"
#include "matcher/types.h"
#include "services/match/match_index.h"

namespace laowu::match {

inline constexpr int kSupplyCellLeast = 5;
inline constexpr int kSupplyMonths = 12;
// No wish, under 3,000, by 1,000 up to 10,000, and above.
inline constexpr int kWishBands = 10;
inline constexpr int kSupplyCellsMost = 20'000;  // of an answer: some 1 MB

struct SupplyKey {
  std::string county_code;
  std::string occupation_code;  // middle class, or what is known; empty: nothing
  int month = 0;                // after the first, 0 … kSupplyMonths - 1
  int band = 0;                 // 0: no wish stated
  auto operator<=>(const SupplyKey&) const = default;
};
using SupplyGrid = std::map<SupplyKey, int>;

// The whole grid: whoever a match may show on terms.as_of_date, is 16 and free by the end of a
// month. Months count from that of the day. What keep_going said if it was not OK.
absl::StatusOr<SupplyGrid> CountSupply(const MatchIndex::View& view,
                                       const matcher::MatchTerms& terms,
                                       const std::function<absl::Status()>& keep_going);

// The cells that may be shown, in the order of GetSupplyResponse.cells, without months as dates.
struct ShownCell {
  SupplyKey key;
  bool several_occupations = false;  // key.occupation_code is empty
  bool several_wishes = false;       // key.band is 0
  int worker_count = 0;
  bool operator==(const ShownCell&) const = default;
};
// `class_count`: how many values of SupplyKey::occupation_code there can be.
std::vector<ShownCell> Release(const SupplyGrid& grid, int class_count);

// The answer to a checked request. INVALID_ARGUMENT past kSupplyCellsMost.
absl::StatusOr<v1::GetSupplyResponse> AnswerSupply(const std::vector<ShownCell>& cells,
                                                   const v1::GetSupplyRequest& request,
                                                   absl::CivilDay day);

// Middle and major classes, and none.
int SupplyClassCount();

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_SUPPLY_H_

#include "services/match/supply.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "matcher/division_filter.h"
#include "matcher/packed_score.h"
#include "matcher/rule.h"
#include "reference/divisions.h"
#include "reference/occupations.h"
#include "services/match/occupation_filter.h"
#include "services/runtime/field_checks.h"

namespace laowu::match {
namespace {

constexpr int kFirstBandBelow = 3'000;
constexpr int kBandYuan = 1'000;
constexpr int kMonthCountDefault = 6;
constexpr int kMonthsAYear = 12;

int BandOf(int wish) {
  if (wish == 0) return 0;
  if (wish < kFirstBandBelow) return 1;
  return std::min(2 + (wish - kFirstBandBelow) / kBandYuan, kWishBands - 1);
}

int MonthNumber(matcher::PackedDate date) {
  return date / 1'00'00 * kMonthsAYear + date / 1'00 % 1'00 - 1;
}

// The day from which a worker is free, 16 and available; nullopt: not to be seen.
std::optional<matcher::PackedDate> FreeFrom(const matcher::PackedWorker& row) {
  matcher::PackedDate from = row.available_date;
  if (row.birth_date != matcher::kNoDate) {
    from = std::max(from, row.birth_date + matcher::kRule.min_age_years * matcher::kOneYear);
  }
  if (!row.has_live_placement && !row.currently_away) return from;
  if (row.job_wanted_from == matcher::kNoDate) return std::nullopt;
  return std::max(from, row.job_wanted_from);
}

// The number of the middle class, or of the major one where no more is known; 0: nothing is.
int ClassNumberOf(const matcher::PackedWorker& row) {
  const bool desired = row.desired_occupations[0] != matcher::kNoOccupation;
  return (desired ? row.desired_occupations[0] : row.past_occupations[0]) >>
         matcher::kMiddleClassShift;
}

// The county of each division by its number, asked of the tables once each; as a number again,
// since every worker asks.
class Counties {
 public:
  static constexpr int kUnknown = 0;
  Counties(const matcher::Dictionary& divisions, absl::CivilDay day)
      : divisions_(divisions), day_(day), known_(static_cast<size_t>(divisions.end()), kNotAsked) {}

  int Of(matcher::CodeNumber division) {
    int& county = known_[static_cast<size_t>(division)];
    if (county == kNotAsked) {
      county = codes_.Intern(reference::Divisions::Get().CountyOf(divisions_.Text(division), day_));
    }
    return county;
  }
  const std::string& Code(int county) const { return codes_.Text(county); }

 private:
  static constexpr int kNotAsked = -1;
  const matcher::Dictionary& divisions_;
  const absl::CivilDay day_;
  matcher::Dictionary codes_;  // kNoCode is kUnknown
  std::vector<int> known_;
};

// Cells that are not shown alone, to be shown together.
struct Pool {
  int worker_count = 0;
  int cell_count = 0;
  void Add(int workers) {
    worker_count += workers;
    ++cell_count;
  }
  // `hidden_count`: of the cells that may be in it, the empty ones too. However the others are
  // filled up to what is hidden, none needs to hold anybody.
  bool MayBeShown(int hidden_count) const {
    return worker_count >= kSupplyCellLeast && cell_count >= 2 &&
           worker_count <= (kSupplyCellLeast - 1) * (hidden_count - 1);
  }
};

bool InOrder(const ShownCell& a, const ShownCell& b) {
  const auto order = [](const ShownCell& cell) {
    return std::tie(cell.key.county_code, cell.several_occupations, cell.key.occupation_code,
                    cell.key.month, cell.several_wishes, cell.key.band);
  };
  return order(a) < order(b);
}

google::type::Date FirstOfMonth(absl::CivilDay day, int months_later) {
  return runtime::ToDate(absl::CivilDay(absl::CivilMonth(day) + months_later));
}

void SetBand(int band, v1::SupplyCell* cell) {
  if (band == 0) return;
  if (band > 1) cell->set_wish_at_least_cny_per_month(kFirstBandBelow + (band - 2) * kBandYuan);
  if (band < kWishBands - 1) {
    cell->set_wish_below_cny_per_month(kFirstBandBelow + (band - 1) * kBandYuan);
  }
}

}  // namespace

absl::StatusOr<SupplyGrid> CountSupply(const MatchIndex::View& view,
                                       const matcher::MatchTerms& terms,
                                       const std::function<absl::Status()>& keep_going) {
  const auto& rows = view.matcher().workers();
  Counties counties(view.matcher().dictionaries().divisions, terms.as_of_date);
  const matcher::PackedTerms packed_terms = matcher::Pack(terms);
  const int first_month = MonthNumber(packed_terms.as_of_date);
  const matcher::PackedVacancy any;  // the gate does not look at it
  absl::flat_hash_map<std::tuple<int, int, int, int>, int> counts;
  for (WorkerTable::Slot slot = 0; slot < rows.slot_end(); ++slot) {
    if (slot % matcher::kRowsBetweenChecks == 0) {
      if (absl::Status status = keep_going(); !status.ok()) return status;
    }
    if (!rows.Holds(slot)) continue;
    const matcher::PackedWorker& row = rows.row(slot);
    if (!matcher::PassesGates(row, any, packed_terms,
                              matcher::BitOf(matcher::Gate::kWorkerNotVisible))) {
      continue;
    }
    const auto from = FreeFrom(row);
    if (!from.has_value()) continue;
    const int month = std::max(MonthNumber(*from) - first_month, 0);
    const int county = counties.Of(row.division);
    if (month >= kSupplyMonths || county == Counties::kUnknown) continue;
    ++counts[{county, ClassNumberOf(row), month, BandOf(row.min_wage_cny_per_month)}];
  }
  SupplyGrid grid;
  for (const auto& [key, count] : counts) {
    const auto& [county, class_number, month, band] = key;
    const std::string code =
        class_number == 0 ? ""
                          : matcher::UnpackOccupation(class_number << matcher::kMiddleClassShift);
    grid[{counties.Code(county), code, month, band}] = count;
  }
  return grid;
}

std::vector<ShownCell> Release(const SupplyGrid& grid, int class_count) {
  struct Bands {
    Pool hidden;
    int shown_count = 0;
  };
  struct Classes {
    Pool hidden;
    int pooled_count = 0;  // classes of which nothing is left
  };
  std::vector<ShownCell> cells;
  std::map<std::tuple<std::string, std::string, int>, Bands> by_class;
  for (const auto& [key, count] : grid) {
    Bands& bands = by_class[{key.county_code, key.occupation_code, key.month}];
    if (count < kSupplyCellLeast) {
      bands.hidden.Add(count);
      continue;
    }
    ++bands.shown_count;
    cells.push_back({key, false, false, count});
  }
  std::map<std::pair<std::string, int>, Classes> by_county;
  for (const auto& [key, bands] : by_class) {
    const auto& [county, occupation, month] = key;
    Classes& classes = by_county[{county, month}];
    if (bands.hidden.MayBeShown(kWishBands - bands.shown_count)) {
      cells.push_back({{county, occupation, month, 0}, false, true, bands.hidden.worker_count});
      ++classes.pooled_count;
    } else if (bands.hidden.cell_count > 0) {
      classes.hidden.Add(bands.hidden.worker_count);
    }
  }
  for (const auto& [key, classes] : by_county) {
    if (!classes.hidden.MayBeShown(class_count - classes.pooled_count)) continue;
    cells.push_back({{key.first, "", key.second, 0}, true, true, classes.hidden.worker_count});
  }
  std::sort(cells.begin(), cells.end(), InOrder);
  return cells;
}

absl::StatusOr<v1::GetSupplyResponse> AnswerSupply(const std::vector<ShownCell>& cells,
                                                   const v1::GetSupplyRequest& request,
                                                   absl::CivilDay day) {
  const OccupationFilter occupations(request.occupation_codes());
  const auto area = matcher::WithoutTrailingZeros(request.division_prefix());
  const int month_count = request.month_count() == 0 ? kMonthCountDefault : request.month_count();
  v1::GetSupplyResponse response;
  for (const ShownCell& cell : cells) {
    const SupplyKey& key = cell.key;
    if (key.month >= month_count || !absl::StartsWith(key.county_code, area)) continue;
    if (!occupations.empty() &&
        (key.occupation_code.empty() ||
         !occupations.Contains(matcher::PackOccupation(key.occupation_code)))) {
      continue;
    }
    if (response.cells_size() == kSupplyCellsMost) {
      runtime::FieldChecks checks;
      checks.Violate("division_prefix",
                     absl::StrCat("范围太大，请缩小区划 / there are more than ", kSupplyCellsMost,
                                  " cells; ask for a smaller division"));
      return checks.status();
    }
    v1::SupplyCell* out = response.add_cells();
    out->set_division_code(key.county_code);
    out->set_occupation_code(key.occupation_code);
    out->set_several_occupations(cell.several_occupations);
    SetBand(key.band, out);
    out->set_several_wishes(cell.several_wishes);
    *out->mutable_month() = FirstOfMonth(day, key.month);
    out->set_worker_count(cell.worker_count);
    response.set_shown_worker_count(response.shown_worker_count() + cell.worker_count);
  }
  response.set_least_worker_count(kSupplyCellLeast);
  return response;
}

int SupplyClassCount() {
  const auto& all = reference::Occupations::Get().all();
  return 1 + static_cast<int>(std::count_if(all.begin(), all.end(),
                                            [](const auto& one) { return one.level <= 2; }));
}

}  // namespace laowu::match

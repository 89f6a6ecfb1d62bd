#include "matcher/like_pay.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "matcher/packed_score.h"
#include "matcher/row_table.h"

namespace laowu::matcher {
namespace {

constexpr GateBits kOpenAndNotBlocked = BitOf(Gate::kVacancyClosed) | BitOf(Gate::kEmployerBlocked);
constexpr std::size_t kMiddleClassChars = 4;  // d-dd
constexpr std::size_t kSmallClassChars = 7;   // d-dd-dd

// What posts must share to be like the vacancy.
struct Circle {
  std::string occupation_code;  // a class; empty: any
  PackedOccupation occupation = kNoOccupation;
  int shift = 0;  // the bits of a code below its class
  std::string division_code;
  CodeNumber division = kNoCode;  // kNoCode: any place
};

// Of a six-digit code of the lineage: 442000 is a city, 440000 a province.
bool IsProvince(absl::string_view code) { return code.size() == 6 && absl::EndsWith(code, "0000"); }
bool IsCity(absl::string_view code) {
  return code.size() == 6 && absl::EndsWith(code, "00") && !IsProvince(code);
}

// From the narrowest to the widest.
std::vector<Circle> CirclesOf(const VacancyRow& vacancy, const Dictionaries& dictionaries) {
  std::vector<std::string> places;
  for (const auto is_wanted : {IsCity, IsProvince}) {
    for (const std::string& code : vacancy.workplace_lineage_codes) {
      if (is_wanted(code)) places.push_back(code);
    }
  }
  places.emplace_back();
  std::vector<std::string> classes;
  for (const std::size_t chars : {kSmallClassChars, kMiddleClassChars}) {
    if (vacancy.occupation_code.size() >= chars) {
      classes.push_back(vacancy.occupation_code.substr(0, chars));
    }
  }
  if (classes.empty()) classes.push_back(vacancy.occupation_code);
  std::vector<Circle> circles;
  for (const std::string& code : classes) {
    for (const std::string& place : places) {
      const int shift = code.size() == kSmallClassChars    ? kSmallClassShift
                        : code.size() == kMiddleClassChars ? kMiddleClassShift
                                                           : kMajorClassShift;
      circles.push_back({code, code.empty() ? kNoOccupation : PackOccupation(code), shift, place,
                         dictionaries.divisions.Find(place)});
    }
  }
  return circles;
}

bool Contains(const Circle& circle, const PackedVacancy& row) {
  if (circle.occupation != kNoOccupation &&
      (row.occupation == kNoOccupation ||
       ((row.occupation ^ circle.occupation) >> circle.shift) != 0)) {
    return false;
  }
  return circle.division == kNoCode ||
         std::find(row.workplace_lineage.begin(), row.workplace_lineage.end(), circle.division) !=
             row.workplace_lineage.end();
}

// Says of a post whether it is the first of its group that is met; those of `own` never are.
class FirstOfGroup {
 public:
  FirstOfGroup(const RowGroups* groups, std::optional<std::int32_t> own) : groups_(groups) {
    if (own.has_value() && GroupOf(*own) != 0) seen_.insert(GroupOf(*own));
  }
  bool IsNew(std::int32_t slot) {
    const std::int32_t group = GroupOf(slot);
    return group == 0 || seen_.insert(group).second;
  }

 private:
  std::int32_t GroupOf(std::int32_t slot) const {
    if (groups_ == nullptr) return 0;
    const auto index = static_cast<std::size_t>(slot);
    return index < groups_->group_by_slot.size() ? groups_->group_by_slot[index] : 0;
  }
  const RowGroups* const groups_;
  absl::flat_hash_set<std::int32_t> seen_;
};

int NearestRank(const std::vector<int>& sorted, std::size_t quarters) {
  return sorted[(sorted.size() * quarters + 3) / 4 - 1];
}

}  // namespace

absl::StatusOr<LikePay> FindLikePay(const Matcher& matcher, const VacancyRow& vacancy,
                                    const MatchTerms& terms, const RowGroups* groups,
                                    const std::function<absl::Status()>& keep_going) {
  const std::vector<Circle> circles = CirclesOf(vacancy, matcher.dictionaries());
  const PackedTerms packed_terms = Pack(terms);
  const RowTable<PackedVacancy>& table = matcher.vacancies();
  const auto own = table.Find(vacancy.name);
  FirstOfGroup first_of_group(groups, own);
  std::vector<std::vector<int>> wages(circles.size());
  const PackedWorker nobody;  // the two gates do not look at the worker
  for (std::int32_t slot = 0; slot < table.slot_end(); ++slot) {
    if (slot % kRowsBetweenChecks == 0 && keep_going) {
      if (absl::Status status = keep_going(); !status.ok()) return status;
    }
    if (!table.Holds(slot) || slot == own) continue;
    const PackedVacancy& row = table.row(slot);
    // The last circle holds all the others.
    if (row.max_wage_cny_per_month == 0 || !Contains(circles.back(), row) ||
        !PassesGates(nobody, row, packed_terms, kOpenAndNotBlocked) ||
        !first_of_group.IsNew(slot)) {
      continue;
    }
    for (std::size_t i = 0; i < circles.size(); ++i) {
      if (Contains(circles[i], row)) wages[i].push_back(row.max_wage_cny_per_month);
    }
  }
  std::size_t chosen = 0;
  while (chosen + 1 < circles.size() && wages[chosen].size() < std::size_t{kLikePostsLeast}) {
    ++chosen;
  }
  LikePay pay;
  pay.vacancy_count = static_cast<int>(wages[chosen].size());
  pay.occupation_code = circles[chosen].occupation_code;
  pay.division_code = circles[chosen].division_code;
  pay.widened = pay.occupation_code.size() < kSmallClassChars || !IsCity(pay.division_code);
  if (pay.vacancy_count < kLikePostsLeast) return pay;
  std::sort(wages[chosen].begin(), wages[chosen].end());
  pay.lower_quartile = NearestRank(wages[chosen], 1);
  pay.median = NearestRank(wages[chosen], 2);
  pay.upper_quartile = NearestRank(wages[chosen], 3);
  return pay;
}

}  // namespace laowu::matcher

#include "matcher/like_pay.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
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

// The posts that are compared: of a group the one whose name is least, since slots depend on the
// order in which a feed brought them; of the group of `own` none.
class ComparedPosts {
 public:
  ComparedPosts(const RowTable<PackedVacancy>& table, const RowGroups* groups,
                std::optional<std::int32_t> own)
      : table_(table), groups_(groups), own_group_(own.has_value() ? GroupOf(*own) : 0) {}

  void Add(std::int32_t slot) {
    const std::int32_t group = GroupOf(slot);
    if (group == 0) {
      slots_.push_back(slot);
      return;
    }
    if (group == own_group_) return;
    const auto [place, is_new] = place_by_group_.try_emplace(group, slots_.size());
    if (is_new) {
      slots_.push_back(slot);
    } else if (table_.name(slot) < table_.name(slots_[place->second])) {
      slots_[place->second] = slot;
    }
  }
  const std::vector<std::int32_t>& slots() const { return slots_; }

 private:
  std::int32_t GroupOf(std::int32_t slot) const {
    if (groups_ == nullptr) return 0;
    const auto index = static_cast<std::size_t>(slot);
    return index < groups_->group_by_slot.size() ? groups_->group_by_slot[index] : 0;
  }
  const RowTable<PackedVacancy>& table_;
  const RowGroups* const groups_;
  const std::int32_t own_group_;  // 0: none
  std::vector<std::int32_t> slots_;
  absl::flat_hash_map<std::int32_t, std::size_t> place_by_group_;  // in slots_
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
  ComparedPosts posts(table, groups, own);
  const PackedWorker nobody;  // the two gates do not look at the worker
  for (std::int32_t slot = 0; slot < table.slot_end(); ++slot) {
    if (slot % kRowsBetweenChecks == 0 && keep_going) {
      if (absl::Status status = keep_going(); !status.ok()) return status;
    }
    if (!table.Holds(slot) || slot == own) continue;
    const PackedVacancy& row = table.row(slot);
    // The last circle holds all the others.
    if (row.max_wage_cny_per_month == 0 || !Contains(circles.back(), row) ||
        !PassesGates(nobody, row, packed_terms, kOpenAndNotBlocked)) {
      continue;
    }
    posts.Add(slot);
  }
  std::vector<std::vector<int>> wages(circles.size());
  for (const std::int32_t slot : posts.slots()) {
    const PackedVacancy& row = table.row(slot);
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

#ifndef LAOWU_SERVICES_MATCH_FACETS_H_
#define LAOWU_SERVICES_MATCH_FACETS_H_

// Counts by value of what a search found. Pure.

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/match_service.pb.h"
#include "matcher/dictionary.h"
#include "matcher/packed_rows.h"

namespace laowu::match {

inline constexpr int kFacetCountsMost = 20;

// Counts by small number; grows as needed.
class NumberCounts {
 public:
  void Count(int number) {
    const auto index = static_cast<size_t>(number);
    if (index >= counts_.size()) counts_.resize(index + 1, 0);
    ++counts_[index];
  }
  // f(number, count) of each that was counted, in order.
  template <typename F>
  void ForEach(F f) const {
    for (size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] != 0) f(static_cast<int>(i), counts_[i]);
    }
  }

 private:
  std::vector<int> counts_;
};

// By value: what is shown and how many.
using FacetValues = std::map<std::string, std::pair<std::string, int>>;

// The most frequent first, of equal ones the lesser value; at most kFacetCountsMost.
v1::Facet ToFacet(absl::string_view field, const FacetValues& values);

// The city that a place lies in, or what is in its stead; with its name on `day`.
std::pair<std::string, std::string> CityOf(const std::string& division_code, absl::CivilDay day);
// The township of a place, or the place itself where that is coarser.
std::pair<std::string, std::string> TownshipOf(const std::string& division_code,
                                               absl::CivilDay day);
// The middle class, d-dd, of an occupation's class number (occupation >> kMiddleClassShift).
std::pair<std::string, std::string> MiddleClassOf(int class_number);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_FACETS_H_

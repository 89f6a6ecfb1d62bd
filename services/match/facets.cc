#include "services/match/facets.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "reference/divisions.h"
#include "reference/occupations.h"

namespace laowu::match {
namespace {

std::pair<std::string, std::string> WithName(const std::string& code, absl::CivilDay day) {
  const auto* division = reference::Divisions::Get().Find(code, day);
  return {code, division == nullptr ? "" : std::string(division->name)};
}

}  // namespace

v1::Facet ToFacet(absl::string_view field, const FacetValues& values) {
  v1::Facet facet;
  facet.set_field(std::string(field));
  std::vector<const FacetValues::value_type*> order;
  for (const auto& value : values) order.push_back(&value);
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return a->second.second > b->second.second;
  });
  for (const auto* value : order) {
    if (facet.counts_size() == kFacetCountsMost) break;
    v1::FacetCount* count = facet.add_counts();
    count->set_value(value->first);
    count->set_display_name(value->second.first);
    count->set_record_count(value->second.second);
  }
  return facet;
}

std::pair<std::string, std::string> CityOf(const std::string& division_code, absl::CivilDay day) {
  for (const auto* division : reference::Divisions::Get().Lineage(division_code, day)) {
    if (division->level == reference::DivisionLevel::kCity) {
      return {std::string(division->code), std::string(division->name)};
    }
  }
  return WithName(
      division_code.size() < 4 ? division_code : absl::StrCat(division_code.substr(0, 4), "00"),
      day);
}

std::pair<std::string, std::string> TownshipOf(const std::string& division_code,
                                               absl::CivilDay day) {
  return WithName(division_code.substr(0, 9), day);
}

std::pair<std::string, std::string> MiddleClassOf(int class_number) {
  const std::string code = matcher::UnpackOccupation(class_number << matcher::kMiddleClassShift);
  const auto* occupation = reference::Occupations::Get().Find(code);
  return {code, occupation == nullptr ? "" : std::string(occupation->name)};
}

}  // namespace laowu::match

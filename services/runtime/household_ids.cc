#include "services/runtime/household_ids.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace laowu::runtime {
namespace {

constexpr char kHouseholdPrefix[] = "households/";
constexpr size_t kCountyDigits = 6;

}  // namespace

std::vector<std::string> HouseholdIds(const Keys& keys, absl::string_view division_code,
                                      absl::string_view number) {
  constexpr size_t kIdChars = 32;
  std::vector<std::string> ids;
  for (const auto& digest : keys.DigestsOf(
           "household", absl::StrCat(division_code.substr(0, kCountyDigits), "\n", number))) {
    ids.push_back(digest.hex.substr(0, kIdChars));
  }
  return ids;
}

bool IsHouseholdOfNumber(const Keys& keys, absl::string_view name, absl::string_view division_code,
                         absl::string_view number) {
  if (number.empty() || !absl::ConsumePrefix(&name, kHouseholdPrefix)) return false;
  const std::vector<std::string> ids = HouseholdIds(keys, division_code, number);
  return std::find(ids.begin(), ids.end(), name) != ids.end();
}

}  // namespace laowu::runtime

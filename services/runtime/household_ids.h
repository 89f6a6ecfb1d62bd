#ifndef LAOWU_SERVICES_RUNTIME_HOUSEHOLD_IDS_H_
#define LAOWU_SERVICES_RUNTIME_HOUSEHOLD_IDS_H_

// Under which ids the worker role keeps the household of a bureau's own number: who holds a file's
// numbers against records must know it, too. Pure; thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/runtime/keys.h"

namespace laowu::runtime {

// Ids that a household with the bureau's own `number` in this county may have, by every key, the
// newest first. The bureau's number cannot be told from them.
std::vector<std::string> HouseholdIds(const Keys& keys, absl::string_view division_code,
                                      absl::string_view number);

// Whether `name`, households/{household}, is that of the household with that number.
bool IsHouseholdOfNumber(const Keys& keys, absl::string_view name, absl::string_view division_code,
                         absl::string_view number);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_HOUSEHOLD_IDS_H_

#ifndef LAOWU_SERVICES_RUNTIME_RESOURCE_NAME_H_
#define LAOWU_SERVICES_RUNTIME_RESOURCE_NAME_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {

// The ids in `name` if it has the form of `pattern`: ParseName("offices/*/vacancies/*",
// "offices/zhongshan/vacancies/a-1") gives {"zhongshan", "a-1"}. An id is [a-z0-9-]{1,63}.
// nullopt if it has another form.
std::optional<std::vector<std::string>> ParseName(absl::string_view pattern,
                                                  absl::string_view name);

// The same for a pattern with one *; reports a violation at `path` and gives "" if it does not fit.
std::string RequireName(absl::string_view pattern, absl::string_view path, absl::string_view name,
                        FieldChecks& checks);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_RESOURCE_NAME_H_

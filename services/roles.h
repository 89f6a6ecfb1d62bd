#ifndef LAOWU_SERVICES_ROLES_H_
#define LAOWU_SERVICES_ROLES_H_

// The table of the seven roles, in the order in which they start. The graph of who calls whom has
// no cycle, so the order of the table is enough.

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/runtime/role.h"

namespace laowu {

struct RoleRow {
  absl::string_view name;     // "vacancy"
  absl::string_view service;  // "laowu.v1.VacancyService"; empty for the gateway
  bool owns_store;            // DATA/<name>
  // Roles that it calls or follows, here or at a peer: without them it cannot answer.
  std::vector<absl::string_view> needs;
  absl::StatusOr<std::unique_ptr<runtime::Role>> (*make)(const runtime::Environment&);
};

const std::vector<RoleRow>& Roles();

}  // namespace laowu

#endif  // LAOWU_SERVICES_ROLES_H_

#ifndef LAOWU_SERVICES_RUNTIME_PRINCIPAL_H_
#define LAOWU_SERVICES_RUNTIME_PRINCIPAL_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::runtime {

// Numbers stand in audit records and decide what an attestation is worth (ratio.md).
enum class PrincipalRole : std::uint8_t {
  kNone = 0,
  kOffice = 1,  // labour cooperation office of a partner city
  kCountyBureau = 2,
  kCityBureau = 3,
  kMonitor = 4,  // sees figures, no person
  kOrganizer = 5,
  kAdministrator = 6,
  kService = 7,  // another role of this system
};

// Who calls, as what, and within what. A scope that is empty contains nothing (fail closed); only
// an administrator and a service have no scope.
struct Principal {
  std::string id;
  PrincipalRole role = PrincipalRole::kNone;
  std::string division_prefix;  // county and city bureau, monitor: "520281", "5202"
  std::string office;           // office: offices/zhongshan
  std::string organizer;        // organizer: organizers/…

  bool unscoped() const {
    return role == PrincipalRole::kAdministrator || role == PrincipalRole::kService;
  }
};

// "county-bureau"; and back, nullopt if it is none.
absl::string_view RoleText(PrincipalRole role);
std::optional<PrincipalRole> ParseRole(absl::string_view text);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PRINCIPAL_H_

#include "services/runtime/principal.h"

#include <iterator>

namespace laowu::runtime {
namespace {

constexpr absl::string_view kRoleTexts[] = {"none",    "office",    "county-bureau", "city-bureau",
                                            "monitor", "organizer", "administrator", "service"};

}  // namespace

absl::string_view RoleText(PrincipalRole role) {
  return kRoleTexts[static_cast<std::size_t>(role)];
}

std::optional<PrincipalRole> ParseRole(absl::string_view text) {
  for (std::size_t i = 1; i < std::size(kRoleTexts); ++i) {
    if (kRoleTexts[i] == text) return static_cast<PrincipalRole>(i);
  }
  return std::nullopt;
}

}  // namespace laowu::runtime

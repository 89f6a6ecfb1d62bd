#ifndef LAOWU_SERVICES_MONITORING_PARTNER_OFFICES_H_
#define LAOWU_SERVICES_MONITORING_PARTNER_OFFICES_H_

// Where the partner cities' offices are, as the vacancy role has them. Thread-safe.

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::monitoring {

// Division codes of all offices, one each; an error of the call where the vacancy role is not
// reached.
absl::StatusOr<std::vector<std::string>> OfficeDivisions(const runtime::Channels& channels,
                                                         const runtime::CallContext& call);

// How many of them are in `destination`, a city, a municipality or a county directly below its
// province.
int CountOffices(absl::Span<const std::string> office_divisions, absl::string_view destination);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_PARTNER_OFFICES_H_

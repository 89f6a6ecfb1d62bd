#ifndef LAOWU_SERVICES_RUNTIME_ASK_PLACEMENTS_H_
#define LAOWU_SERVICES_RUNTIME_ASK_PLACEMENTS_H_

// For the owners of vacancies and workers: what a change of theirs meets in the placement role,
// told in the answer to who made it, and nothing else. They need no placements for what they do,
// and a process of theirs may run without reaching that role.

#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/channels.h"

namespace laowu::runtime {

// All pages of the list, asked as this service: what of it the caller is shown, is checked before.
// Not for long, and always after the change is on disk, or of a check, which writes nothing: that
// role asks back of workers and vacancies before it answers its own callers, so threads of both may
// wait for each other until this call gives up (a second, or what is left until `deadline`).
// Nothing: it was not told, which `warnings` says as PLACEMENTS_NOT_SEEN, unless this process
// reaches no placement role at all. Thread-safe.
std::optional<std::vector<v1::Placement>> AskPlacements(const Channels& channels,
                                                        absl::Time deadline,
                                                        v1::ListPlacementsRequest request,
                                                        Warnings* warnings);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ASK_PLACEMENTS_H_

#ifndef LAOWU_SERVICES_MATCH_OFFICE_NAMES_H_
#define LAOWU_SERVICES_MATCH_OFFICE_NAMES_H_

// What offices are called: the vacancy role's to know, and in none of the feeds. Thread-safe.

#include "absl/time/time.h"
#include "laowu/v1/match_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::match {

// How long a search waits for names at most: the counts are the answer, names stand beside it.
inline constexpr absl::Duration kOfficeNamesWait = absl::Milliseconds(500);

// Gives the counts of a facet "office" their display names; those that the vacancy role does not
// tell within kOfficeNamesWait, and the call's time, stay empty. Not under the index's lock.
void FillOfficeNames(const runtime::Channels& channels, const runtime::CallContext& call,
                     v1::Facet* facet);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_OFFICE_NAMES_H_

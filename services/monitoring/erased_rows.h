#ifndef LAOWU_SERVICES_MONITORING_ERASED_ROWS_H_
#define LAOWU_SERVICES_MONITORING_ERASED_ROWS_H_

// Who was erased counts on until somebody records that the stay has ended (ratio.md rule 18), so
// worklists have them; but nobody can call them, and no other outcome is taken of them. Who is
// erased is asked of the worker role when rows are shown and kept nowhere here. Thread-safe.

#include <set>
#include <string>
#include <vector>

#include "laowu/v1/monitoring_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::monitoring {

// Those of `names` who were erased and not registered anew. Where the worker role does not answer:
// none. Who never arrived and was erased counts in no figure, and no outcome that is taken of them
// would end the row: they are on no list, and in no count.
std::set<std::string> ErasedAmong(const runtime::Channels& channels,
                                  const runtime::CallContext& call,
                                  const std::vector<std::string>& names);

// Gives the rows of the erased the one step that is left, in words (`next_step` becomes
// unspecified, as nothing of that table helps); of those who were registered anew the rows go by
// that record, with their step. With `only_steps`, rows of some steps having been asked for, those
// whose step went are left out. Rows of a record that was merged into another in the caller's
// scope go by that one (standing_workers.h). Where the worker role does not answer, the rows stay
// as they are.
void MarkErased(const runtime::Channels& channels, const runtime::CallContext& call,
                bool only_steps, v1::ListWorklistResponse& response);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_ERASED_ROWS_H_

#ifndef LAOWU_SERVICES_MONITORING_ERASED_ROWS_H_
#define LAOWU_SERVICES_MONITORING_ERASED_ROWS_H_

// Who was erased counts on until somebody records that the stay has ended (ratio.md rule 18), so
// worklists have them; but nobody can call them, and no other outcome is taken of them. Who is
// erased is asked of the worker role when rows are shown and kept nowhere here. Thread-safe.

#include "laowu/v1/monitoring_service.pb.h"
#include "services/runtime/call_context.h"
#include "services/runtime/channels.h"

namespace laowu::monitoring {

// Gives the rows of the erased the one step that is left, in words (`next_step` becomes
// unspecified, as nothing of that table helps); of those who were registered anew the rows go by
// that record, with their step. Left out are rows of the erased who never arrived, as there is
// nothing left to do, and with `only_steps`, rows of some steps having been asked for, all of those
// whose step went. Rows of a record that was merged into another in the caller's
// scope go by that one (standing_workers.h). Where the worker role does not answer, the rows stay
// as they are.
void MarkErased(const runtime::Channels& channels, const runtime::CallContext& call,
                bool only_steps, v1::ListWorklistResponse& response);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_ERASED_ROWS_H_

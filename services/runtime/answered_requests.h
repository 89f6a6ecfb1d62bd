#ifndef LAOWU_SERVICES_RUNTIME_ANSWERED_REQUESTS_H_
#define LAOWU_SERVICES_RUNTIME_ANSWERED_REQUESTS_H_

// A request that says what another one has recorded already is answered with that record, which
// bears the other one's id. So that its own id stands for it all the same (request_ids.h), it is
// kept beside the name of the answer: sent again after that was taken back, the request must not
// record it anew. Where the answer need not say what the request said (an office's arrival, which
// the bureau's of another day answers), a digest of that stands beside it, so that the id serves no
// other request. Entries stay; they hold two names and at most that digest.

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/store.h"

namespace laowu::runtime {

// With what a request was answered; `name`: of the record that its id would have made. Empty: no
// request of that id was answered with another's record. Read it before the records themselves:
// then the answer is among them.
absl::StatusOr<std::string> LoadAnswer(const storage::Reader& reader, absl::string_view name);

// Keeps it; ABORTED if another try of the request has, so that the caller plans anew. `asked`: what
// the request said, in the caller's own form, without texts that can be erased; its digest is kept,
// unless it is empty.
void PlanAnswer(absl::string_view name, absl::string_view answer, absl::string_view asked,
                storage::Batch& batch);

// Of a request that was answered: RequestIdUsed (request_ids.h) if it said something else than
// `asked`. OK where no digest was kept, as by programs before this one.
absl::Status CheckAsked(const storage::Reader& reader, absl::string_view name,
                        absl::string_view asked);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ANSWERED_REQUESTS_H_

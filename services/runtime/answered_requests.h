#ifndef LAOWU_SERVICES_RUNTIME_ANSWERED_REQUESTS_H_
#define LAOWU_SERVICES_RUNTIME_ANSWERED_REQUESTS_H_

// A request that says what another one has recorded already is answered with that record, which
// bears the other one's id. So that its own id stands for it all the same (request_ids.h), it is
// kept beside the name of the answer: sent again after that was taken back, the request must not
// record it anew. Entries stay; they hold two names and nothing else.

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/store.h"

namespace laowu::runtime {

// With what a request was answered; `name`: of the record that its id would have made. Empty: no
// request of that id was answered with another's record. Read it before the records themselves:
// then the answer is among them.
absl::StatusOr<std::string> LoadAnswer(const storage::Reader& reader, absl::string_view name);

// Keeps it; ABORTED if another try of the request has, so that the caller plans anew.
void PlanAnswer(absl::string_view name, absl::string_view answer, storage::Batch& batch);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ANSWERED_REQUESTS_H_

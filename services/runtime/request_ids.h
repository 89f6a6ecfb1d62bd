#ifndef LAOWU_SERVICES_RUNTIME_REQUEST_IDS_H_
#define LAOWU_SERVICES_RUNTIME_REQUEST_IDS_H_

// A request id stands for one request on one record; on another, or under another parent, it is
// another request. The record that the request makes or changes bears it until the next change, and
// nothing else does, so that a try whose answer was lost finds its own doing:
//   - the record says what the request asks: it is the answer, whatever the etag;
//   - it says otherwise: the id was used for another request, and nothing is done (RequestIdUsed).
// What a request asks is told by what it would change, so that no digest of what people said about
// somebody has to be kept for it. Where later changes hide that from a retry (what was created,
// facts that are added), and no person is meant, the record keeps a digest of what was asked. Pure.

#include <initializer_list>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored.pb.h"

namespace laowu::runtime {

// True if `request_id` is given and is one of those that the record bears.
bool SentAgain(absl::string_view request_id, std::initializer_list<absl::string_view> borne);

// True if `request_id` made the record of `provenance`, by a request of that digest; of a record
// that knows no digest, of any.
bool MadeBy(const internal::v1::Provenance& provenance, absl::string_view request_id,
            absl::string_view request_digest);

// ALREADY_EXISTS. Names no record: it may be one outside of the caller's scope.
absl::Status RequestIdUsed();

// ALREADY_EXISTS, telling that what the id recorded (the outcome, fact, worker of that name, known
// to the caller) was taken back since: an answer of OK would be taken for a record that stands.
absl::Status WasTakenBack(absl::string_view name);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_REQUEST_IDS_H_

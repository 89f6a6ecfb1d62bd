#ifndef LAOWU_SERVICES_WORKER_IMPORT_ROWS_H_
#define LAOWU_SERVICES_WORKER_IMPORT_ROWS_H_

// What a row of an import is, held against the record of its person. Pure; any thread.

#include <vector>

#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/keys.h"
#include "services/worker/worker_plan.h"

namespace laowu::worker {

// What was written about a person is not kept beside the profile in clear: a remark or a wish has
// names, addresses and numbers as it pleases. The rule stays, and the sender's receipt has the
// text.
google::protobuf::RepeatedPtrField<v1::InferredField> WithoutSourceTexts(
    const google::protobuf::RepeatedPtrField<v1::InferredField>& fields);

bool IsOneOf(const std::vector<runtime::Keys::Digest>& digests, absl::string_view hex);

// Nothing of the change differs from what is stored; there is a stored record.
bool IsUnchanged(const WorkerChange& change);

// Whether the row's record stands as the row says: the same name and etag, or no record of a row
// without an etag.
bool IsAsSaid(const Person& person, const v1::Worker& row);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_IMPORT_ROWS_H_

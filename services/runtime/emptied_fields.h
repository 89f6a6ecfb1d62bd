#ifndef LAOWU_SERVICES_RUNTIME_EMPTIED_FIELDS_H_
#define LAOWU_SERVICES_RUNTIME_EMPTIED_FIELDS_H_

// A row of an import is the whole statement: what it does not say is no longer stored. That is how
// an office takes something back, and how a file with too few columns empties records by the
// thousand; so it is told.

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/types.pb.h"

namespace laowu::runtime {

// Adds one warning, FIELDS_EMPTIED, that names the fields which are set in `before` and not in
// `after`; none if there are none. Both are of one type; `outputs` are fields that only the server
// sets.
void WarnOfEmptied(const google::protobuf::Message& before, const google::protobuf::Message& after,
                   absl::Span<const absl::string_view> outputs,
                   google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_EMPTIED_FIELDS_H_

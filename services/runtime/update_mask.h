#ifndef LAOWU_SERVICES_RUNTIME_UPDATE_MASK_H_
#define LAOWU_SERVICES_RUNTIME_UPDATE_MASK_H_

// Partial updates as AIP-134 has them: a mask names the fields that a request changes.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {

// What an update may touch.
struct UpdateMask {
  // Field names of the resource that only the server sets: a mask that names one is a violation,
  // "*" and an empty mask pass over them. "name" and "etag" always belong to them, silently.
  absl::Span<const absl::string_view> output_only;
  // Path of the mask in the request, for violations.
  absl::string_view path = "update_mask";
};

// Copies from `sent` into `stored` what `mask` names: a field named and not set is cleared. An
// empty mask names every field that is set in `sent`; "*" names all. Paths may go into messages
// ("personal_details.phone_number"), not into repeated fields. Returns the paths applied, in order;
// on a violation `stored` is left as it was.
std::vector<std::string> MergeMasked(const google::protobuf::FieldMask& mask,
                                     const google::protobuf::Message& sent,
                                     const UpdateMask& allowed, FieldChecks& checks,
                                     google::protobuf::Message* stored);

// The fields that an empty mask names: those set in `sent`, but for what only the server sets.
std::vector<std::string> SetFields(const google::protobuf::Message& sent,
                                   absl::Span<const absl::string_view> output_only);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_UPDATE_MASK_H_

#ifndef LAOWU_SERVICES_GATEWAY_JSON_ERROR_H_
#define LAOWU_SERVICES_GATEWAY_JSON_ERROR_H_

// What the JSON parser says of a body that it cannot take, in words for who wrote the body: which
// field, what was wrong, what is wanted. Pure.

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace laowu::gateway {

// INVALID_ARGUMENT for a body that is no `type`. `words` are those of protobuf's
// JsonStringToMessage.
absl::Status JsonError(const google::protobuf::Descriptor& type, absl::string_view words);

// The field that a key of an object means, as in the proto or as in JSON; null if it has none, or
// `type` is null.
const google::protobuf::FieldDescriptor* FieldOfKey(const google::protobuf::Descriptor* type,
                                                    const std::string& key);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_JSON_ERROR_H_

#ifndef LAOWU_SERVICES_GATEWAY_CONNECT_H_
#define LAOWU_SERVICES_GATEWAY_CONNECT_H_

// The Connect protocol's unary calls: POST /laowu.v1.Service/Method with a JSON or binary body. All
// is read from the descriptors: a new method has its URL with no line here. Pure.

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

namespace laowu::gateway {

enum class BodyForm { kJson, kBinary };

// From a Content-Type; INVALID_ARGUMENT if it is neither application/json nor application/proto.
absl::StatusOr<BodyForm> FormOf(absl::string_view content_type);
absl::string_view ContentTypeOf(BodyForm form);

// A path as an error may repeat it: text, and not longer than any of ours.
std::string Shown(absl::string_view path);

// The unary method of "/laowu.v1.VacancyService/GetVacancy". NOT_FOUND: no such method;
// UNIMPLEMENTED: it streams, which this door does not.
absl::StatusOr<const google::protobuf::MethodDescriptor*> FindMethod(absl::string_view path);

// A body in the caller's form as the bytes of the message, and back. INVALID_ARGUMENT names the
// field that cannot be read; unknown fields are an error, so that a misspelt one is not lost.
absl::StatusOr<std::string> ToBinary(const google::protobuf::Descriptor& type, BodyForm form,
                                     absl::string_view body);
absl::StatusOr<std::string> FromBinary(const google::protobuf::Descriptor& type, BodyForm form,
                                       const std::string& bytes);

// Whether a method of this name only reads, so that its answer may be kept and asked for again.
bool OnlyReads(absl::string_view method_name);
// A weak etag of an answer: of all that it says, but not of when it was read (freshness, known_at,
// read_time), which is another each time.
std::string ETagOf(const google::protobuf::Descriptor& type, const std::string& bytes);

// The error body and HTTP status of the protocol.
std::string ErrorBody(const absl::Status& status);
int HttpStatusOf(absl::StatusCode code);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_CONNECT_H_

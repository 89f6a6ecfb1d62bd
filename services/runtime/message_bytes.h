#ifndef LAOWU_SERVICES_RUNTIME_MESSAGE_BYTES_H_
#define LAOWU_SERVICES_RUNTIME_MESSAGE_BYTES_H_

// Messages as gRPC has them, bytes, and back. What is no message is told in our words here: gRPC's
// own answer to it is an UNIMPLEMENTED that says nothing.

#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>

#include "absl/status/status.h"

namespace laowu::runtime {

// INVALID_ARGUMENT: the bytes are not of `*message`'s type, of more than limits::kMessageBytes
// (MessageTooLong), or there are none at all. A text that is not UTF-8 is named by its field.
absl::Status ParseMessage(const grpc::ByteBuffer& bytes, google::protobuf::Message* message);

// The same of a message that gRPC itself could not parse: `message` is what it had of it then.
absl::Status NotAMessage(const google::protobuf::Message& message);

absl::Status WriteMessage(const google::protobuf::Message& message, grpc::ByteBuffer* bytes);

// INVALID_ARGUMENT, and what to do: not RESOURCE_EXHAUSTED, which reads like a full queue and is
// tried again, to end alike.
absl::Status MessageTooLong();

// MessageTooLong() of what has more than limits::kMessageBytes.
absl::Status CheckLength(const google::protobuf::MessageLite& message);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_MESSAGE_BYTES_H_

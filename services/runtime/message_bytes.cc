#include "services/runtime/message_bytes.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/support/proto_buffer_reader.h>

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"

namespace laowu::runtime {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Notes each field below `message` whose text is not UTF-8; `path` is where `message` stands.
void NoteNoText(const Message& message, const std::string& path, FieldChecks& checks) {
  const auto* reflection = message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const bool is_text = field->type() == FieldDescriptor::TYPE_STRING;
    if (!is_text && field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
    for (int i = 0; i < count; ++i) {
      const std::string here = field->is_repeated() ? absl::StrCat(path, field->name(), "[", i, "]")
                                                    : absl::StrCat(path, field->name());
      if (!is_text) {
        NoteNoText(field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i)
                                        : reflection->GetMessage(message, field),
                   here + ".", checks);
        continue;
      }
      std::string scratch;
      const std::string& text =
          field->is_repeated() ? reflection->GetRepeatedStringReference(message, field, i, &scratch)
                               : reflection->GetStringReference(message, field, &scratch);
      if (CountChars(text).has_value()) continue;
      checks.Violate(
          here, "不是 UTF-8 编码，请转换后再发 / is not UTF-8: encode every text so, not as GBK");
    }
  }
}

}  // namespace

absl::Status MessageTooLong() {
  return Error(absl::StatusCode::kInvalidArgument, reasons::kInvalidField,
               absl::StrCat("The message has more than ", limits::kMessageBytes,
                            " bytes: send fewer rows in one; a file may have 200 MB (POST /files). "
                            "请求过大：请分批发送，文件请用 POST /files。"));
}

absl::Status CheckLength(const google::protobuf::MessageLite& message) {
  const bool fits = message.ByteSizeLong() <= std::size_t{limits::kMessageBytes};
  return fits ? absl::OkStatus() : MessageTooLong();
}

absl::Status NotAMessage(const Message& message) {
  FieldChecks checks;
  NoteNoText(message, "", checks);
  if (!checks.ok()) return checks.status();
  return Error(
      absl::StatusCode::kInvalidArgument, reasons::kInvalidField,
      absl::StrCat(
          "The bytes sent are no ", message.GetDescriptor()->full_name(),
          ": they are cut short, or of another type or protocol. Make the client from this "
          "server's protos (GET /protos.zip at the HTTP door), and look at what lies "
          "between. 收到的字节不是有效的请求消息：请用本服务的 proto 生成客户端。"));
}

absl::Status ParseMessage(const grpc::ByteBuffer& bytes, Message* message) {
  if (!bytes.Valid()) return NotAMessage(*message);  // no message at all: an empty one has bytes
  if (bytes.Length() > std::size_t{limits::kMessageBytes}) return MessageTooLong();
  grpc::ByteBuffer unread(bytes);
  grpc::ProtoBufferReader reader(&unread);
  const bool parsed = reader.status().ok() && message->ParseFromZeroCopyStream(&reader);
  return parsed ? absl::OkStatus() : NotAMessage(*message);
}

absl::Status WriteMessage(const Message& message, grpc::ByteBuffer* bytes) {
  bool is_owned = false;
  return FromGrpc(grpc::SerializationTraits<Message>::Serialize(message, bytes, &is_owned));
}

}  // namespace laowu::runtime

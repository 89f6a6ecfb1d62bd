#include "services/gateway/connect.h"

#include <google/protobuf/message.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/gateway/json_error.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/log.h"

namespace laowu::gateway {
namespace {

std::unique_ptr<google::protobuf::Message> NewMessage(const google::protobuf::Descriptor& type) {
  const auto* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type);
  return std::unique_ptr<google::protobuf::Message>(prototype->New());
}

// Takes out when an answer was read.
void ForgetTimes(google::protobuf::Message& message) {
  const auto* reflection = message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection->ListFields(message, &fields);
  for (const auto* field : fields) {
    if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) continue;
    if (field->name() == "freshness" || field->name() == "known_at" ||
        field->name() == "read_time") {
      reflection->ClearField(&message, field);
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection->FieldSize(message, field); ++i) {
        ForgetTimes(*reflection->MutableRepeatedMessage(&message, field, i));
      }
    } else {
      ForgetTimes(*reflection->MutableMessage(&message, field));
    }
  }
}

absl::Status Invalid(absl::string_view message) {
  return runtime::Error(absl::StatusCode::kInvalidArgument, runtime::reasons::kInvalidField,
                        message);
}

// The protocol's names: the canonical ones in snake case.
absl::string_view CodeText(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kCancelled:
      return "canceled";
    case absl::StatusCode::kInvalidArgument:
      return "invalid_argument";
    case absl::StatusCode::kDeadlineExceeded:
      return "deadline_exceeded";
    case absl::StatusCode::kNotFound:
      return "not_found";
    case absl::StatusCode::kAlreadyExists:
      return "already_exists";
    case absl::StatusCode::kPermissionDenied:
      return "permission_denied";
    case absl::StatusCode::kResourceExhausted:
      return "resource_exhausted";
    case absl::StatusCode::kFailedPrecondition:
      return "failed_precondition";
    case absl::StatusCode::kAborted:
      return "aborted";
    case absl::StatusCode::kOutOfRange:
      return "out_of_range";
    case absl::StatusCode::kUnimplemented:
      return "unimplemented";
    case absl::StatusCode::kInternal:
      return "internal";
    case absl::StatusCode::kUnavailable:
      return "unavailable";
    case absl::StatusCode::kDataLoss:
      return "data_loss";
    case absl::StatusCode::kUnauthenticated:
      return "unauthenticated";
    default:
      return "unknown";
  }
}

// One detail of an error: its type, its bytes in base 64 without padding, and the same readable.
std::string DetailJson(const google::protobuf::Any& any) {
  const std::string type(absl::StripPrefix(any.type_url(), "type.googleapis.com/"));
  std::string base64 = absl::Base64Escape(any.value());
  while (!base64.empty() && base64.back() == '=') base64.pop_back();
  std::string out = absl::StrCat("{\"type\":", runtime::JsonString(type),
                                 ",\"value\":", runtime::JsonString(base64));
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(type);
  if (descriptor != nullptr) {
    const auto message = NewMessage(*descriptor);
    std::string json;
    if (message->ParseFromString(any.value()) &&
        google::protobuf::util::MessageToJsonString(*message, &json).ok()) {
      absl::StrAppend(&out, ",\"debug\":", json);
    }
  }
  return out + "}";
}

}  // namespace

absl::StatusOr<BodyForm> FormOf(absl::string_view content_type) {
  const absl::string_view type =
      absl::StripAsciiWhitespace(content_type.substr(0, content_type.find(';')));
  if (absl::EqualsIgnoreCase(type, "application/json")) return BodyForm::kJson;
  if (absl::EqualsIgnoreCase(type, "application/proto")) return BodyForm::kBinary;
  return Invalid(
      "Content-Type must be application/json or application/proto. "
      "请求头 Content-Type 须为 application/json 或 application/proto。");
}

absl::string_view ContentTypeOf(BodyForm form) {
  return form == BodyForm::kJson ? "application/json" : "application/proto";
}

std::string Shown(absl::string_view path) {
  constexpr size_t kShownBytes = 200;
  if (!runtime::CountChars(path).has_value()) return "…";
  return std::string(runtime::FirstBytes(path, kShownBytes));
}

absl::StatusOr<const google::protobuf::MethodDescriptor*> FindMethod(absl::string_view path) {
  const std::string original(path);
  const auto unknown = [&] { return runtime::NotFound("method", Shown(original)); };
  const size_t slash = path.rfind('/');
  if (!absl::ConsumePrefix(&path, "/laowu.v1.") || slash == 0) return unknown();
  const auto* service = google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
      original.substr(1, slash - 1));
  if (service == nullptr) return unknown();
  const auto* method = service->FindMethodByName(original.substr(slash + 1));
  if (method == nullptr) return unknown();
  if (method->client_streaming() || method->server_streaming()) {
    return runtime::Error(absl::StatusCode::kUnimplemented, runtime::reasons::kWrongDoor,
                          "This method streams; it is reached over gRPC only. "
                          "这是流式方法，只能用 gRPC 调用。");
  }
  return method;
}

namespace {

// Walks a text that is JSON of a message, to find a field that one object has twice: the parser
// takes one of the two values without a word.
class DoubledKeys {
 public:
  explicit DoubledKeys(const google::protobuf::Descriptor& type) : next_(&type) {}

  // As it stands the second time; page_size and pageSize are one field.
  std::optional<std::string> Find(absl::string_view json) {
    std::string text;  // the last string or word
    for (size_t i = 0; i < json.size(); ++i) {
      const char c = json[i];
      if (c == '"' || c == '\'') {
        const size_t begin = ++i;
        while (i < json.size() && json[i] != c) i += json[i] == '\\' ? 2 : 1;
        text = Unescaped(json.substr(begin, std::min(i, json.size()) - begin));
      } else if (IsOfWord(c)) {
        // The parser takes keys without quotes too.
        const size_t begin = i;
        while (i + 1 < json.size() && IsOfWord(json[i + 1])) ++i;
        text = std::string(json.substr(begin, i + 1 - begin));
      } else if (c == '{' || c == '[') {
        open_.push_back({next_, c == '[', {}});
      } else if (c == '}' || c == ']') {
        if (!open_.empty()) open_.pop_back();
        next_ = !open_.empty() && open_.back().is_array ? open_.back().type : nullptr;
      } else if (c == ':' && !open_.empty() && !Enter(text)) {
        return text;
      }
    }
    return std::nullopt;
  }

 private:
  struct Open {
    const google::protobuf::Descriptor* type;  // of the object, or of the array's objects
    bool is_array;
    absl::flat_hash_set<std::string> keys;
  };

  static bool IsOfWord(char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_';
  }
  static std::string Unescaped(absl::string_view text) {
    std::string out;
    return absl::StrContains(text, '\\') && absl::CUnescape(text, &out) ? out : std::string(text);
  }
  // False if the object has it already.
  bool Enter(const std::string& key) {
    const auto* field = FieldOfKey(open_.back().type, key);
    const bool has_fields = field != nullptr && !field->is_map() &&
                            field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE;
    next_ = has_fields ? field->message_type() : nullptr;
    return open_.back().keys.insert(field == nullptr ? key : field->name()).second;
  }

  const google::protobuf::Descriptor* next_;  // what an object that opens here is
  std::vector<Open> open_;
};

}  // namespace

absl::StatusOr<std::string> ToBinary(const google::protobuf::Descriptor& type, BodyForm form,
                                     absl::string_view body) {
  if (form == BodyForm::kBinary) return std::string(body);
  const auto message = NewMessage(type);
  const absl::string_view json = absl::StripAsciiWhitespace(body);
  if (json.empty()) return std::string();
  if (!runtime::CountChars(json).has_value()) {
    return Invalid("The body is not UTF-8, as JSON must be. 请求体不是 UTF-8 编码");
  }
  const auto status = google::protobuf::util::JsonStringToMessage(
      google::protobuf::StringPiece(json.data(), json.size()), message.get());
  if (!status.ok()) return JsonError(type, std::string(status.message()));
  if (const auto doubled = DoubledKeys(type).Find(json); doubled.has_value()) {
    return Invalid(
        absl::StrCat("The body has \"", runtime::FirstBytes(*doubled, 100),
                     "\" twice in one object; which of the two is meant? 同一对象中字段重复"));
  }
  return message->SerializeAsString();
}

absl::StatusOr<std::string> FromBinary(const google::protobuf::Descriptor& type, BodyForm form,
                                       const std::string& bytes) {
  if (form == BodyForm::kBinary) return bytes;
  const auto message = NewMessage(type);
  std::string json;
  if (!message->ParseFromString(bytes) ||
      !google::protobuf::util::MessageToJsonString(*message, &json).ok()) {
    return absl::InternalError("an answer could not be put into JSON");
  }
  return json;
}

bool OnlyReads(absl::string_view method_name) {
  for (const absl::string_view verb : {"Get", "List", "Find", "Search", "Explain", "Advise"}) {
    if (absl::StartsWith(method_name, verb)) return true;
  }
  return false;
}

std::string ETagOf(const google::protobuf::Descriptor& type, const std::string& bytes) {
  constexpr size_t kHashBytes = 12;
  const auto message = NewMessage(type);
  std::string said = bytes;
  if (message->ParseFromString(bytes)) {
    ForgetTimes(*message);
    said = runtime::DeterministicBytes(*message);
  }
  return absl::StrCat("W/\"", absl::BytesToHexString(runtime::Sha256(said).substr(0, kHashBytes)),
                      "\"");
}

std::string ErrorBody(const absl::Status& status) {
  const google::rpc::Status wire = runtime::ToRpcStatus(status);
  std::string out = absl::StrCat("{\"code\":", runtime::JsonString(CodeText(status.code())),
                                 ",\"message\":", runtime::JsonString(wire.message()));
  if (wire.details_size() > 0) {
    out += ",\"details\":[";
    for (int i = 0; i < wire.details_size(); ++i) {
      absl::StrAppend(&out, i == 0 ? "" : ",", DetailJson(wire.details(i)));
    }
    out += "]";
  }
  return out + "}";
}

int HttpStatusOf(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return 200;
    case absl::StatusCode::kCancelled:
      return 499;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kUnauthenticated:
      return 401;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kResourceExhausted:
      return 429;
    case absl::StatusCode::kUnimplemented:
      return 501;
    case absl::StatusCode::kUnavailable:
      return 503;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    default:
      return 500;
  }
}

}  // namespace laowu::gateway

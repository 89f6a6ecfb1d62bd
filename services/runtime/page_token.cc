#include "services/runtime/page_token.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {
namespace {

uint64_t DigestOf(const google::protobuf::Message& request) {
  std::unique_ptr<google::protobuf::Message> bare(request.New());
  bare->CopyFrom(request);
  const auto* descriptor = bare->GetDescriptor();
  for (const char* field : {"page_size", "page_token", "at_least"}) {
    if (const auto* f = descriptor->FindFieldByName(field))
      bare->GetReflection()->ClearField(bare.get(), f);
  }
  const std::string digest =
      Sha256(absl::StrCat(descriptor->full_name(), "\n", DeterministicBytes(*bare)));
  uint64_t value = 0;
  std::memcpy(&value, digest.data(), sizeof(value));
  return value;
}

std::string TokenOf(const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("page_token");
  return request.GetReflection()->GetString(request, field);
}

}  // namespace

std::string EncodePageToken(const google::protobuf::Message& request,
                            internal::v1::PageToken token) {
  token.set_request_digest(DigestOf(request));
  return absl::WebSafeBase64Escape(token.SerializeAsString());
}

absl::StatusOr<internal::v1::PageToken> DecodePageToken(const google::protobuf::Message& request) {
  internal::v1::PageToken token;
  const std::string text = TokenOf(request);
  if (text.empty()) return token;
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes) || !token.ParseFromString(bytes) ||
      token.request_digest() != DigestOf(request)) {
    return Error(absl::StatusCode::kInvalidArgument, reasons::kPageTokenInvalid,
                 "page_token: is not one that this request was answered with. Start from the first "
                 "page, and change nothing but page_size between pages.");
  }
  return token;
}

absl::StatusOr<int> PageSize(int asked, int size_default, int size_most) {
  if (asked < 0) {
    FieldChecks checks;
    checks.Violate("page_size", "must not be negative");
    return checks.status();
  }
  return asked == 0 ? size_default : std::min(asked, size_most);
}

}  // namespace laowu::runtime

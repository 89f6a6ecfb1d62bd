#include "services/runtime/page_token.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {
namespace {

uint64_t ShortDigest(absl::string_view text) {
  const std::string digest = Sha256(text);
  uint64_t value = 0;
  std::memcpy(&value, digest.data(), sizeof(value));
  return value;
}

uint64_t DigestOf(const google::protobuf::Message& request) {
  std::unique_ptr<google::protobuf::Message> bare(request.New());
  bare->CopyFrom(request);
  const auto* descriptor = bare->GetDescriptor();
  for (const char* field : {"page_size", "page_token", "at_least", "count_excluded", "facets"}) {
    if (const auto* f = descriptor->FindFieldByName(field))
      bare->GetReflection()->ClearField(bare.get(), f);
  }
  return ShortDigest(absl::StrCat(descriptor->full_name(), "\n", DeterministicBytes(*bare)));
}

// Not of the secret: with a new one for the same principal, pages go on.
uint64_t DigestOf(const Principal& principal, absl::string_view store_id) {
  return ShortDigest(absl::StrJoin(
      {absl::string_view(principal.id), RoleText(principal.role),
       absl::string_view(principal.division_prefix), absl::string_view(principal.office),
       absl::string_view(principal.organizer), store_id},
      "\n"));
}

bool Parse(const std::string& text, internal::v1::PageToken* token) {
  std::string bytes;
  return absl::WebSafeBase64Unescape(text, &bytes) && token->ParseFromString(bytes);
}

std::string ToText(const internal::v1::PageToken& token) {
  return absl::WebSafeBase64Escape(token.SerializeAsString());
}

absl::Status Invalid() {
  return Error(absl::StatusCode::kInvalidArgument, reasons::kPageTokenInvalid,
               "page_token: is not one that this request was answered with for this caller, or is "
               "from before the store was restored from a copy. Start from the first page, and "
               "change nothing but page_size between pages. "
               "page_token 无效或已过时：请从第一页重新查询，翻页时不要改其他条件。");
}

std::string TokenOf(const google::protobuf::Message& request) {
  const auto* field = request.GetDescriptor()->FindFieldByName("page_token");
  return request.GetReflection()->GetString(request, field);
}

}  // namespace

std::string EncodePageToken(const google::protobuf::Message& request,
                            internal::v1::PageToken token) {
  token.set_request_digest(DigestOf(request));
  return ToText(token);
}

absl::StatusOr<internal::v1::PageToken> DecodePageToken(const google::protobuf::Message& request) {
  internal::v1::PageToken token;
  const std::string text = TokenOf(request);
  if (text.empty()) return token;
  if (!Parse(text, &token) || token.request_digest() != DigestOf(request)) return Invalid();
  return token;
}

void BindPageToken(const Principal& principal, absl::string_view store_id,
                   std::string* page_token) {
  if (page_token->empty()) return;
  internal::v1::PageToken token;
  if (!Parse(*page_token, &token)) return;  // refused when it comes back
  token.set_principal_digest(DigestOf(principal, store_id));
  *page_token = ToText(token);
}

absl::Status CheckPageTokenIsOf(const Principal& principal, absl::string_view store_id,
                                const std::string& page_token) {
  if (page_token.empty()) return absl::OkStatus();
  internal::v1::PageToken token;
  const bool own =
      Parse(page_token, &token) && token.principal_digest() == DigestOf(principal, store_id);
  return own ? absl::OkStatus() : Invalid();
}

absl::Status RefusedPage(const absl::Status& refused, const absl::Status& other) {
  if (ReasonOf(other) != reasons::kInvalidField.name) return refused;
  return WithViolation(other, "page_token",
                       "无效或已过时，请从第一页重新查询 / is not one that this request was "
                       "answered with for this caller, or is from before the store was restored "
                       "from a copy: start from the first page");
}

absl::StatusOr<int> PageSize(int asked, int size_default, int size_most) {
  if (asked < 0) {
    FieldChecks checks;
    checks.Violate("page_size", "不能为负数 / must not be negative");
    return checks.status();
  }
  return asked == 0 ? size_default : std::min(asked, size_most);
}

}  // namespace laowu::runtime

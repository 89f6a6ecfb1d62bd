#include "services/runtime/page_token.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "storage/key.h"

namespace laowu::runtime {
namespace {

constexpr size_t kSealBytes = 16;

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

// For whom a token is. Not of the secret: with a new one for the same principal, pages go on.
std::string HolderOf(const Principal& principal, absl::string_view store_id) {
  return Sha256(absl::StrJoin(
      {absl::string_view(principal.id), RoleText(principal.role),
       absl::string_view(principal.division_prefix), absl::string_view(principal.office),
       absl::string_view(principal.organizer), store_id},
      "\n"));
}

// By each digest key, the newest first. The holder's digest is of one length, so that where the
// token begins is never a question.
std::vector<std::string> SealsOf(const Keys& keys, absl::string_view holder,
                                 absl::string_view bytes) {
  std::vector<std::string> seals;
  for (const Keys::Digest& digest : keys.DigestsOf("page_token", absl::StrCat(holder, bytes))) {
    seals.push_back(absl::HexStringToBytes(digest.hex).substr(0, kSealBytes));
  }
  return seals;
}

// The bytes of a text in base64url; nullopt if it is not the one text that stands for them, so that
// no two tokens are one.
std::optional<std::string> BytesOf(const std::string& text) {
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(text, &bytes) || absl::WebSafeBase64Escape(bytes) != text) {
    return std::nullopt;
  }
  return bytes;
}

bool Parse(const std::string& text, internal::v1::PageToken* token) {
  const auto bytes = BytesOf(text);
  return bytes.has_value() && token->ParseFromString(*bytes);
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

absl::StatusOr<storage::KeyRange> RestOfRange(storage::KeyRange range,
                                              const internal::v1::PageToken& token) {
  const std::string& last = token.last_key();
  if (last.empty()) return range;
  if (last < range.begin || (!range.end.empty() && last >= range.end)) return Invalid();
  return storage::ContinueAfter(range, last);
}

void SealPageToken(const Keys& keys, const Principal& principal, absl::string_view store_id,
                   std::string* page_token) {
  if (page_token->empty()) return;
  const auto bytes = BytesOf(*page_token);
  if (!bytes.has_value()) return;  // refused when it comes back
  const std::string seal = SealsOf(keys, HolderOf(principal, store_id), *bytes).front();
  *page_token = absl::WebSafeBase64Escape(absl::StrCat(seal, *bytes));
}

absl::Status OpenPageToken(const Keys& keys, const Principal& principal, absl::string_view store_id,
                           std::string* page_token) {
  if (page_token->empty()) return absl::OkStatus();
  const auto sealed = BytesOf(*page_token);
  if (!sealed.has_value() || sealed->size() <= kSealBytes) return Invalid();
  const absl::string_view seal = absl::string_view(*sealed).substr(0, kSealBytes);
  const absl::string_view bytes = absl::string_view(*sealed).substr(kSealBytes);
  bool is_own = false;
  for (const std::string& good : SealsOf(keys, HolderOf(principal, store_id), bytes)) {
    is_own = EqualSecrets(seal, good) || is_own;
  }
  if (!is_own) return Invalid();
  *page_token = absl::WebSafeBase64Escape(bytes);
  return absl::OkStatus();
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

#ifndef LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_
#define LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_

// Opaque page tokens, bound to the request that they continue and to whom they were given: the same
// request with another page size, or other figures beside the page (count_excluded, facets), goes
// on; another request, another caller or the same one with another scope, and a token that was
// changed or made up are refused (PAGE_TOKEN_INVALID). So is a token from before the role's store
// was restored: behind the place where it goes on, what went before may be lost.
//
// Two forms. Methods write and read the bare one, base64url of PageToken, bound to the request
// (EncodePageToken, DecodePageToken). What a caller gets and sends is the sealed one: in front of
// those bytes stand 16 of an HMAC-SHA-256 over them, the caller and the store. Rpc seals what every
// method answers and opens what it is asked with, so that none can forget it. Sealed with the
// newest digest key, under a kind of its own, and opened with any: tokens outlast a restart and a
// new key, and end with the key that made them.
//
// Whoever reads a range of keys goes on with RestOfRange: a second lock, should a seal ever fail.

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/keys.h"
#include "services/runtime/principal.h"
#include "storage/store.h"

namespace laowu::runtime {

// The bare token of the page after. `request` has the fields page_size and page_token, which do not
// bind, nor do at_least, count_excluded and facets. Fills request_digest.
std::string EncodePageToken(const google::protobuf::Message& request,
                            internal::v1::PageToken token);

// Of a bare token. An empty `page_token` gives an empty token: the first page.
absl::StatusOr<internal::v1::PageToken> DecodePageToken(const google::protobuf::Message& request);

// What is left of `range`, which the request names, behind the token's last key; all of it on a
// first page. PAGE_TOKEN_INVALID if the key lies outside: another's records begin there.
absl::StatusOr<storage::KeyRange> RestOfRange(storage::KeyRange range,
                                              const internal::v1::PageToken& token);

// Turns a token of EncodePageToken into the caller's; an empty one stays empty. `store_id`: of the
// role's store; empty for a role without one, whose pages go on at a place in an order.
void SealPageToken(const Keys& keys, const Principal& principal, absl::string_view store_id,
                   std::string* page_token);
// The other way: OK, and the bare token, for one that was sealed for this caller as he is now, and
// this store; an empty one stays empty.
absl::Status OpenPageToken(const Keys& keys, const Principal& principal, absl::string_view store_id,
                           std::string* page_token);

// A token that no request was ever answered with.
inline constexpr char kNoPageToken[] = "!";
// What a request is refused with whose token is `refused`: where `other`, its method's word on it
// under kNoPageToken, names violations, with these and the token as one more; else with `refused`.
absl::Status RefusedPage(const absl::Status& refused, const absl::Status& other);

// Clamps: 0 is the default; below 0 is INVALID_ARGUMENT; above the most is the most (AIP-158).
absl::StatusOr<int> PageSize(int asked, int size_default, int size_most);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_

#ifndef LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_
#define LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_

// Opaque page tokens, bound to the request that they continue and to whom they were given: the same
// request with another page size, or other figures beside the page (count_excluded, facets), goes
// on; another request, and another caller or the same one with
// another scope, are refused (PAGE_TOKEN_INVALID). So is a token from before the role's store was
// restored: behind the place where it goes on, what went before may be lost. Methods bind to the
// request; to the caller and the store, Rpc binds what every method answers, so that none can
// forget it.

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/principal.h"

namespace laowu::runtime {

// `request` has the fields page_size and page_token, which do not bind, nor do at_least,
// count_excluded and facets. Fills request_digest.
std::string EncodePageToken(const google::protobuf::Message& request,
                            internal::v1::PageToken token);

// An empty `page_token` gives an empty token: the first page.
absl::StatusOr<internal::v1::PageToken> DecodePageToken(const google::protobuf::Message& request);

// Binds a token of EncodePageToken to the caller and to the role's store; an empty one stays empty.
// `store_id` is empty for a role without a store, whose pages go on at a place in an order.
void BindPageToken(const Principal& principal, absl::string_view store_id, std::string* page_token);
// OK for an empty token and for one that was bound to this caller as he is now, and this store.
absl::Status CheckPageTokenIsOf(const Principal& principal, absl::string_view store_id,
                                const std::string& page_token);

// A token that no request was ever answered with.
inline constexpr char kNoPageToken[] = "!";
// What a request is refused with whose token is `refused`: where `other`, its method's word on it
// under kNoPageToken, names violations, with these and the token as one more; else with `refused`.
absl::Status RefusedPage(const absl::Status& refused, const absl::Status& other);

// Clamps: 0 is the default; below 0 is INVALID_ARGUMENT; above the most is the most (AIP-158).
absl::StatusOr<int> PageSize(int asked, int size_default, int size_most);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_

#ifndef LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_
#define LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_

// Opaque page tokens, bound to the request that they continue: the same request with another page
// size goes on, another request is refused (PAGE_TOKEN_INVALID).

#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "laowu/internal/v1/stored.pb.h"

namespace laowu::runtime {

// `request` has the fields page_size and page_token, which do not bind. Fills request_digest.
std::string EncodePageToken(const google::protobuf::Message& request,
                            internal::v1::PageToken token);

// An empty `page_token` gives an empty token: the first page.
absl::StatusOr<internal::v1::PageToken> DecodePageToken(const google::protobuf::Message& request);

// Clamps: 0 is the default; below 0 is INVALID_ARGUMENT; above the most is the most (AIP-158).
absl::StatusOr<int> PageSize(int asked, int size_default, int size_most);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PAGE_TOKEN_H_

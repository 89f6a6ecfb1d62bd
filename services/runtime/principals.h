#ifndef LAOWU_SERVICES_RUNTIME_PRINCIPALS_H_
#define LAOWU_SERVICES_RUNTIME_PRINCIPALS_H_

// Who may call: one file beside the keys, principals.json, replaced atomically and read again when
// it changes. It is looked at once a second, and at once for a token that is not known, which costs
// a look at the file's time and no more. It holds digests of tokens, never tokens.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/principal.h"
#include "storage/mutex.h"

namespace laowu::runtime {

// Thread-safe.
class Principals {
 public:
  // `path` may not exist yet: then nobody is known. With `insecure`, a call without a token counts
  // as administrator "insecure"; a token, where given, still decides. `service_token`: by which
  // this process's roles know each other and are known by peers; empty: one is made up.
  Principals(std::string path, Clock clock, bool insecure, std::string service_token = "");

  // UNAUTHENTICATED if no principal has this token, or its time is over.
  absl::StatusOr<Principal> Authenticate(absl::string_view token);
  // The same of "Bearer laowu_…", as it stands in a header or metadata; empty: no token.
  absl::StatusOr<Principal> AuthenticateHeader(absl::string_view header);

  // The principal of that id, for a role that calls on somebody's behalf.
  absl::StatusOr<Principal> Find(absl::string_view id);

  // The token by which this process's roles know each other.
  const std::string& service_token() const { return service_token_; }

 private:
  struct Entry {
    Principal principal;
    absl::Time expire_time;
  };
  struct Table {
    absl::flat_hash_map<std::string, Entry> by_digest;
    absl::flat_hash_map<std::string, std::string> digest_by_id;
  };
  enum class Look : std::uint8_t { kNowAndThen, kAtOnce };
  std::shared_ptr<const Table> Current(Look look);

  const std::string path_;
  const Clock clock_;
  const bool insecure_;
  const std::string service_token_;
  storage::Mutex mutex_;
  std::shared_ptr<const Table> table_ LAOWU_GUARDED_BY(mutex_);
  absl::Time looked_ LAOWU_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::string stamp_ LAOWU_GUARDED_BY(mutex_);  // of the file: time, size, inode
};

// Adds a principal to the file and returns its token, which is shown once and kept nowhere.
// INVALID_ARGUMENT: role, scope or id do not fit together. ALREADY_EXISTS: the id is taken.
absl::StatusOr<std::string> CreateToken(const std::string& path,
                                        internal::v1::PrincipalFile::Principal principal,
                                        absl::Time now);

absl::StatusOr<internal::v1::PrincipalFile> ReadPrincipalFile(const std::string& path);
// Whose token it is by the file, whether or not its time is over; nullopt: nobody's.
absl::StatusOr<std::optional<internal::v1::PrincipalFile::Principal>> FindToken(
    const std::string& path, absl::string_view token);
absl::Status RemovePrincipal(const std::string& path, absl::string_view id);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_PRINCIPALS_H_

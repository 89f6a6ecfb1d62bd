#ifndef LAOWU_SERVICES_RUNTIME_DIGEST_H_
#define LAOWU_SERVICES_RUNTIME_DIGEST_H_

// Hashes and ids, over OpenSSL. Pure but for the random ones; thread-safe.

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/message.h"

namespace laowu::runtime {

// 32 bytes.
std::string Sha256(absl::string_view text);
std::string HmacSha256(absl::string_view key, absl::string_view text);
std::string RandomBytes(int count);

// Lower case, without padding: a-z and 2-7.
std::string Base32(absl::string_view bytes);

// The first 63 bits of SHA-256 of a resource name: the lottery among equal scores (matching.md).
int64_t TieHash(absl::string_view name);

// A new id: UUID version 7 in base 32, 26 characters. Those of one process sort as they were made,
// in one millisecond, too; else random: tells nothing about a person, and bulk loads write in key
// order. From any thread.
std::string NewId(absl::Time now);

// When NewId made the id, to the millisecond; nullopt if it has not the form of one.
std::optional<absl::Time> TimeOfId(absl::string_view id);
// Sorts before every id of the millisecond of `time`, and after those of the ones before.
std::string FirstIdOf(absl::Time time);

// The id for a create: of the caller's request id if there is one, so that a retry meets its own
// record, else a new one.
std::string IdForRequest(absl::string_view request_id, absl::Time now);

// An id [a-z0-9-]{1,63} for a reference in any form: itself if it is one already, else r- and the
// base 32 of its SHA-256.
std::string IdForReference(absl::string_view reference);

// The bytes of a message in one fixed form, to be hashed.
std::string DeterministicBytes(const google::protobuf::Message& message);

// Compares in constant time.
bool EqualSecrets(absl::string_view a, absl::string_view b);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_DIGEST_H_

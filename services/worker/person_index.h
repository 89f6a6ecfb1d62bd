#ifndef LAOWU_SERVICES_WORKER_PERSON_INDEX_H_
#define LAOWU_SERVICES_WORKER_PERSON_INDEX_H_

// By what a person is found: identities (identity number, a bureau's own reference), which say who
// a row is, and blind indexes (phone, name), which a search reads. Both hold keyed digests alone.
// Keys and stored forms; Load... reads, Plan... fills a batch.

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/keys.h"
#include "storage/store.h"

namespace laowu::worker {

// A person registered in more counties than this is somebody's mistake.
inline constexpr int kRecordsOfOnePersonMost = 16;

// Whom a digest stands for. `version` kAbsent: nobody yet; then `digest` is what a new entry is
// made with.
struct Identity {
  runtime::Keys::Digest digest;
  std::vector<std::string> worker_ids;  // the oldest record first
  storage::Sequence version = storage::kAbsent;

  bool Names(absl::string_view worker_id) const;
};

// The first entry among the digests, which are of one value by several keys.
absl::StatusOr<Identity> LoadIdentity(const storage::Reader& reader,
                                      const std::vector<runtime::Keys::Digest>& digests);
// Requires the entry's version and puts whom it names; nobody: deletes it.
void PlanIdentity(const Identity& identity, storage::Batch& batch);

// The digest among those that `stored` was ever found by.
void NoteIdentity(const runtime::Keys::Digest& digest, internal::v1::StoredWorker& stored);
void ForgetIdentity(const runtime::Keys::Digest& digest, internal::v1::StoredWorker& stored);
std::vector<runtime::Keys::Digest> NotedIdentities(const internal::v1::StoredWorker& stored);

// What the blind indexes are made of. A name is found within the county of registration alone.
struct BlindValues {
  std::string phone_number;
  std::string name_in_county;  // as NameInCounty gives it

  static BlindValues Of(const v1::Worker::PersonalDetails& details,
                        absl::string_view division_code);
};

// Takes away the entries of `before` that `after` does not have, by every key, and adds the new
// ones. Guarded by the worker's own version.
void PlanBlindIndexes(const runtime::Keys& keys, absl::string_view worker_id,
                      const BlindValues& before, const BlindValues& after, storage::Batch& batch);

// Workers with this phone number or name, each once, in order of id within a key. At most
// storage::kMaxRecordsPerRead: *truncated if there were more.
absl::StatusOr<std::vector<std::string>> LoadByPhone(const storage::Reader& reader,
                                                     const runtime::Keys& keys,
                                                     absl::string_view phone_number,
                                                     bool* truncated);
absl::StatusOr<std::vector<std::string>> LoadByName(const storage::Reader& reader,
                                                    const runtime::Keys& keys,
                                                    absl::string_view display_name,
                                                    absl::string_view division_code,
                                                    bool* truncated);

// Workers found by one digest of a phone number, in order of id. Who has the number by an older key
// stands in a group of its own.
using PhoneGroup = std::vector<std::string>;
// Every group of at least `least`, read through the whole index.
absl::StatusOr<std::vector<PhoneGroup>> LoadPhoneGroups(const storage::Reader& reader,
                                                        std::size_t least);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_PERSON_INDEX_H_

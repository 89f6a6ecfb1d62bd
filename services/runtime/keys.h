#ifndef LAOWU_SERVICES_RUNTIME_KEYS_H_
#define LAOWU_SERVICES_RUNTIME_KEYS_H_

// The keys that personal details are encrypted and found with. They stand in a folder outside the
// data folder, so that a stolen copy of the data tells nothing; without them the data's personal
// details are lost.
//
// An encrypted value ("envelope", golden test): 1 byte format (1), 1 byte key id, 12 bytes nonce,
// ciphertext, 16 bytes tag. AES-256-GCM; the record's name is the associated data, so that a value
// moved to another record does not open.
//
// A digest: HMAC-SHA-256 over "kind\nvalue" under the newest digest key; the key's id goes into the
// index key beside it.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace laowu::runtime {

// Thread-safe: constant after loading.
class Keys {
 public:
  struct Digest {
    int64_t key_id = 0;
    std::string hex;  // 64 characters
  };

  // NOT_FOUND says how to make keys; FAILED_PRECONDITION if others may read the file or it is not
  // one of keys.
  static absl::StatusOr<Keys> Load(const std::string& folder);

  std::string Encrypt(absl::string_view plain, absl::string_view record_name) const;
  // DATA_LOSS if the value was changed or is of another record; FAILED_PRECONDITION if its key is
  // not in the file.
  absl::StatusOr<std::string> Decrypt(absl::string_view envelope,
                                      absl::string_view record_name) const;

  // By the newest digest key.
  Digest DigestOf(absl::string_view kind, absl::string_view value) const;
  // By every digest key, the newest first: what to look for.
  std::vector<Digest> DigestsOf(absl::string_view kind, absl::string_view value) const;

 private:
  struct Key {
    int64_t id;
    std::string secret;
  };
  std::vector<Key> encryption_keys_;  // the last encrypts
  std::vector<Key> digest_keys_;
};

// Holds a data folder to the keys that it was first served with: DATA/keys-check, made when it is
// not there. FAILED_PRECONDITION if it was made with other keys: personal details could not be
// read, and every person would be taken for a new one.
absl::Status CheckKeysBelong(const Keys& keys, const std::string& data_folder);

// NOT_FOUND: why there are no keys in `keys_folder` for that data, and what to do. New keys are
// advised only where no data was written with others.
absl::Status NoKeysFor(const std::string& data_folder, const std::string& keys_folder);

// keys.json and an empty principals.json in `folder`, readable by their owner alone. ALREADY_EXISTS
// if there are keys: overwriting them would lose every personal detail stored under them.
absl::Status CreateKeys(const std::string& folder, absl::Time now);

std::string KeyFilePath(const std::string& folder);
std::string PrincipalFilePath(const std::string& folder);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_KEYS_H_

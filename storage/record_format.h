#ifndef LAOWU_STORAGE_RECORD_FORMAT_H_
#define LAOWU_STORAGE_RECORD_FORMAT_H_

// The bytes on disk, for stores that keep bytes. All numbers are encoded as in key.h.
//
//   key        1 byte table, then the key                                  StoredKey
//   value      8 bytes version, 8 bytes record time (µs since 1970), payload   AppendValue
//   feed       table 254; key = sequence; value = 1 byte table, then the key that changed
//   meta       table 255; key = a text below; value = 8 bytes number, or 32 bytes store id
//
// A store is read by programs of its own format number only. Any change of these bytes takes the
// next number, and a step that carries old stores over. tests/unit/storage/format_test.cc holds
// them.

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "storage/key.h"
#include "storage/store.h"

namespace laowu::storage {

inline constexpr int64_t kFormatNumber = 1;

// Keys of the meta table.
inline constexpr char kMetaFormat[] = "format";
inline constexpr char kMetaStoreId[] = "store_id";
inline constexpr char kMetaLastSequence[] = "last_sequence";
inline constexpr char kMetaOldestSequence[] = "oldest_sequence";   // lowest that may be in the feed
inline constexpr char kMetaLastRecordTime[] = "last_record_time";  // µs; given, or promised as past

inline std::string StoredKey(Table table, absl::string_view key) {
  std::string stored;
  stored.reserve(key.size() + 1);
  stored.push_back(static_cast<char>(table));
  stored.append(key.data(), key.size());
  return stored;
}

struct StoredValue {
  Sequence version = kAbsent;
  absl::Time record_time;
  absl::string_view payload;  // into the bytes that were decoded
};

inline void AppendValue(Sequence version, absl::Time record_time, absl::string_view payload,
                        std::string* out) {
  AppendNumber(version, out);
  AppendNumber(absl::ToUnixMicros(record_time), out);
  out->append(payload.data(), payload.size());
}

// DATA_LOSS if these are not the bytes of a value.
inline absl::StatusOr<StoredValue> DecodeValue(absl::string_view bytes) {
  StoredValue value;
  int64_t micros = 0;
  if (!ConsumeNumber(&bytes, &value.version).ok() || !ConsumeNumber(&bytes, &micros).ok() ||
      value.version <= kAbsent) {
    return absl::DataLossError("the stored value is damaged");
  }
  value.record_time = absl::FromUnixMicros(micros);
  value.payload = bytes;
  return value;
}

// The value of a feed entry is the stored key of what changed. DATA_LOSS if `key` or `value` (both
// without the feed's own table byte) are not those of an entry.
inline absl::StatusOr<Change> DecodeChange(absl::string_view key, absl::string_view value) {
  Change change;
  if (!DecodeKey(key, &change.sequence).ok() || value.empty() ||
      FindTable(static_cast<Table>(value.front())) == nullptr) {
    return absl::DataLossError("a feed entry is damaged");
  }
  change.table = static_cast<Table>(value.front());
  change.key = std::string(value.substr(1));
  return change;
}

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_RECORD_FORMAT_H_

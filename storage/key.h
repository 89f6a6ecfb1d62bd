#ifndef LAOWU_STORAGE_KEY_H_
#define LAOWU_STORAGE_KEY_H_

// Keys are tuples, encoded so that byte order is the order of the tuples:
//   text    its bytes, then 0x00               (ids cannot contain 0x00)
//   number  8 bytes, big endian, sign bit turned
//   date    4 bytes, days since 1970-01-01, big endian, sign bit turned
// The table is not part of a key made here; the store puts it in front.
//
//   std::string key = EncodeKey(absl::CivilDay(2026, 12, 31), "zhongshan", "v1");
//   absl::CivilDay day;  std::string office, vacancy;
//   LAOWU_RETURN_IF_ERROR(DecodeKey(key, &day, &office, &vacancy));
//   store->Scan(Table::kVacancies, RangeOf("zhongshan"), 500);   // all of the office
//
// An encoded tuple is a prefix of every longer tuple that begins with it. The bytes are on disk:
// tests/unit/storage/format_test.cc holds them.

#include <cstdint>
#include <string>
#include <type_traits>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "storage/store.h"

namespace laowu::storage {

// One part onto the end of `out`. Text with a 0x00 in it is a programmer's error and traps: callers
// check ids before they make keys. Dates must lie within 2^31 days of 1970.
void AppendText(absl::string_view text, std::string* out);
void AppendNumber(int64_t number, std::string* out);
void AppendDate(absl::CivilDay date, std::string* out);

// Takes one part off the front of `in`. DATA_LOSS, and `in` as it was, if there is none.
absl::Status ConsumeText(absl::string_view* in, std::string* text);
absl::Status ConsumeNumber(absl::string_view* in, int64_t* number);
absl::Status ConsumeDate(absl::string_view* in, absl::CivilDay* date);

namespace internal {
template <typename Part>
void AppendPart(const Part& part, std::string* out) {
  if constexpr (std::is_same_v<Part, absl::CivilDay>) {
    AppendDate(part, out);
  } else if constexpr (std::is_integral_v<Part>) {
    static_assert(
        std::is_signed_v<Part> && !std::is_same_v<Part, bool> && !std::is_same_v<Part, char>,
        "a number in a key is a signed integer");
    AppendNumber(part, out);
  } else {
    AppendText(part, out);
  }
}
inline absl::Status ConsumePart(absl::string_view* in, std::string* out) {
  return ConsumeText(in, out);
}
inline absl::Status ConsumePart(absl::string_view* in, int64_t* out) {
  return ConsumeNumber(in, out);
}
inline absl::Status ConsumePart(absl::string_view* in, absl::CivilDay* out) {
  return ConsumeDate(in, out);
}
}  // namespace internal

// The tuple of the parts: text, signed integers, absl::CivilDay.
template <typename... Parts>
std::string EncodeKey(const Parts&... parts) {
  std::string key;
  (internal::AppendPart(parts, &key), ...);
  return key;
}

// Reads a whole key into std::string*, int64_t* and absl::CivilDay*. DATA_LOSS if the key has other
// parts; the outputs are then unspecified.
template <typename... Outs>
absl::Status DecodeKey(absl::string_view key, Outs*... outs) {
  absl::Status status;
  ((status.ok() ? void(status = internal::ConsumePart(&key, outs)) : void()), ...);
  if (status.ok() && !key.empty()) status = absl::DataLossError("key has more parts than expected");
  return status;
}

// All keys that begin with these bytes; all keys at all if it is empty.
KeyRange PrefixRange(absl::string_view prefix);

// All tuples that begin with these parts.
template <typename... Parts>
KeyRange RangeOf(const Parts&... parts) {
  return PrefixRange(EncodeKey(parts...));
}

// All tuples whose next part after `parts` is a text that begins with `text_prefix`:
//   RangeOfTextPrefix("5202")                  division codes below 5202
template <typename... Parts>
KeyRange RangeOfTextPrefix(absl::string_view text_prefix, const Parts&... parts) {
  return PrefixRange(EncodeKey(parts...).append(text_prefix.data(), text_prefix.size()));
}

// What is left of `range` after `key`: the next page of a scan whose last record had that key.
KeyRange ContinueAfter(const KeyRange& range, absl::string_view key);

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_KEY_H_

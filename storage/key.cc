#include "storage/key.h"

#include <cstddef>
#include <limits>

#include "absl/base/macros.h"

namespace laowu::storage {
namespace {

// Turning the sign bit makes negative numbers sort below positive ones as unsigned bytes.
template <typename Unsigned>
constexpr Unsigned kSignBit = Unsigned{1} << (std::numeric_limits<Unsigned>::digits - 1);

template <typename Unsigned>
void AppendBigEndian(Unsigned bits, std::string* out) {
  for (size_t i = sizeof(bits); i-- > 0;) {
    out->push_back(static_cast<char>(static_cast<unsigned char>(bits >> (8 * i))));
  }
}

template <typename Unsigned>
absl::Status ConsumeBigEndian(absl::string_view* in, Unsigned* bits) {
  if (in->size() < sizeof(*bits)) return absl::DataLossError("key ends within a number or date");
  *bits = 0;
  for (size_t i = 0; i < sizeof(*bits); ++i) {
    *bits = static_cast<Unsigned>(*bits << 8) | static_cast<unsigned char>((*in)[i]);
  }
  in->remove_prefix(sizeof(*bits));
  return absl::OkStatus();
}

constexpr absl::CivilDay kEpoch(1970, 1, 1);

}  // namespace

void AppendText(absl::string_view text, std::string* out) {
  ABSL_HARDENING_ASSERT(text.find('\0') == absl::string_view::npos);
  out->append(text.data(), text.size());
  out->push_back('\0');
}

void AppendNumber(int64_t number, std::string* out) {
  AppendBigEndian(static_cast<uint64_t>(number) ^ kSignBit<uint64_t>, out);
}

void AppendDate(absl::CivilDay date, std::string* out) {
  const absl::civil_diff_t days = date - kEpoch;
  ABSL_HARDENING_ASSERT(days >= std::numeric_limits<int32_t>::min() &&
                        days <= std::numeric_limits<int32_t>::max());
  AppendBigEndian(static_cast<uint32_t>(days) ^ kSignBit<uint32_t>, out);
}

absl::Status ConsumeText(absl::string_view* in, std::string* text) {
  const size_t end = in->find('\0');
  if (end == absl::string_view::npos) return absl::DataLossError("key has no end of text");
  text->assign(in->data(), end);
  in->remove_prefix(end + 1);
  return absl::OkStatus();
}

absl::Status ConsumeNumber(absl::string_view* in, int64_t* number) {
  uint64_t bits = 0;
  absl::Status status = ConsumeBigEndian(in, &bits);
  if (status.ok()) *number = static_cast<int64_t>(bits ^ kSignBit<uint64_t>);
  return status;
}

absl::Status ConsumeDate(absl::string_view* in, absl::CivilDay* date) {
  uint32_t bits = 0;
  absl::Status status = ConsumeBigEndian(in, &bits);
  if (status.ok()) *date = kEpoch + static_cast<int32_t>(bits ^ kSignBit<uint32_t>);
  return status;
}

KeyRange PrefixRange(absl::string_view prefix) {
  KeyRange range{std::string(prefix), std::string(prefix)};
  // The first key above all with the prefix: the last byte that can grow, grown. None: no end.
  while (!range.end.empty() && range.end.back() == '\xff') range.end.pop_back();
  if (!range.end.empty()) ++range.end.back();
  return range;
}

KeyRange ContinueAfter(const KeyRange& range, absl::string_view key) {
  std::string begin(key);
  begin.push_back('\0');
  return KeyRange{std::move(begin), range.end};
}

}  // namespace laowu::storage

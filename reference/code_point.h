#ifndef LAOWU_REFERENCE_CODE_POINT_H_
#define LAOWU_REFERENCE_CODE_POINT_H_

// The code points of a UTF-8 text, one after the other. Pure.

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace laowu::reference {

struct CodePoint {
  std::size_t length = 1;  // bytes
  std::uint32_t code = 0;  // 0 of ASCII, and of a byte with which no whole sequence begins
};

// What `text`, which is not empty, begins with. Bytes of two to four that have a sequence's form
// are taken for one; whether UTF-8 allows it is not looked at.
inline CodePoint FirstCodePoint(absl::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  const std::uint32_t lead = byte(0);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  if (length == 1 || text.size() < length) return {};
  std::uint32_t code = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0u) != 0x80u) return {};
    code = (code << 6) | (byte(i) & 0x3Fu);
  }
  return {length, code};
}

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_CODE_POINT_H_

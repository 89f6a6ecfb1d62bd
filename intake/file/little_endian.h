#ifndef LAOWU_INTAKE_FILE_LITTLE_ENDIAN_H_
#define LAOWU_INTAKE_FILE_LITTLE_ENDIAN_H_

// Numbers of binary files. Bytes beyond the end count as zero. Pure.

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "absl/strings/string_view.h"

namespace laowu::intake {

inline std::uint64_t LittleNumber(absl::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t number = 0;
  for (std::size_t i = count; i-- > 0;) {
    const bool inside = at + i < bytes.size();
    number = number << 8 | (inside ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  }
  return number;
}
inline std::uint32_t Little16(absl::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(LittleNumber(bytes, at, 2));
}
inline std::uint32_t Little32(absl::string_view bytes, std::size_t at) {
  return static_cast<std::uint32_t>(LittleNumber(bytes, at, 4));
}
inline double LittleDouble(absl::string_view bytes, std::size_t at) {
  const std::uint64_t bits = LittleNumber(bytes, at, 8);
  double number = 0;
  std::memcpy(&number, &bits, sizeof(number));
  return number;
}

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_LITTLE_ENDIAN_H_

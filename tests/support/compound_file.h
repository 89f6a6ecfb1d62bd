#ifndef LAOWU_TESTS_SUPPORT_COMPOUND_FILE_H_
#define LAOWU_TESTS_SUPPORT_COMPOUND_FILE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"

namespace laowu::testing {

// A compound file (what .xls and encrypted .xlsx are) of one stream: header, table, directory, the
// stream, filled up with zeros to 4,096 bytes at least and cut at some 50,000. Pure.
inline std::string MakeCompoundFile(absl::string_view name, std::string content) {
  constexpr std::size_t kSector = 512;
  constexpr std::uint32_t kEnd = 0xFFFFFFFE;
  constexpr std::uint32_t kFree = 0xFFFFFFFF;
  constexpr std::uint32_t kSmallBelow = 4096;
  content.resize(std::clamp<std::size_t>(content.size(), kSmallBelow, kSector * 100));
  const auto sectors = static_cast<std::uint32_t>((content.size() + kSector - 1) / kSector);
  std::string file(3 * kSector, '\0');
  const auto put = [&](std::size_t at, std::size_t number, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) file[at + i] = static_cast<char>(number >> (8 * i));
  };
  std::memcpy(file.data(), "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  put(30, 9, 2);
  put(32, 6, 2);
  put(44, 1, 4);
  put(48, 1, 4);
  put(56, kSmallBelow, 4);
  put(60, kEnd, 4);
  put(68, kEnd, 4);
  for (std::size_t i = 0; i < 109; ++i) put(76 + 4 * i, i == 0 ? 0 : kFree, 4);
  for (std::size_t i = 0; i < kSector / 4; ++i) put(kSector + 4 * i, kFree, 4);
  put(kSector, kFree - 2, 4);
  put(kSector + 4, kEnd, 4);
  for (std::uint32_t i = 0; i < sectors; ++i) {
    put(kSector + 8 + 4 * i, i + 1 == sectors ? kEnd : 3 + i, 4);
  }
  const std::size_t entry = 2 * kSector;
  for (std::size_t i = 0; i < name.size(); ++i) file[entry + 2 * i] = name[i];
  put(entry + 64, 2 * name.size() + 2, 2);
  put(entry + 66, 2, 1);
  put(entry + 116, 2, 4);
  put(entry + 120, content.size(), 4);
  content.resize(sectors * kSector);
  return file + content;
}

}  // namespace laowu::testing

#endif  // LAOWU_TESTS_SUPPORT_COMPOUND_FILE_H_

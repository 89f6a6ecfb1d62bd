// .xls: the bytes as a compound file, or (by the first byte) as the records of its workbook in a
// good compound file.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

#include "read_all.h"

namespace {

constexpr std::size_t kSector = 512;
constexpr char kMagic[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

void Put(std::string& bytes, std::size_t at, std::uint32_t number, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) bytes[at + i] = static_cast<char>(number >> (8 * i));
}

// A compound file whose one stream, "Workbook", holds the records: header, table, directory,
// stream.
std::string Compound(std::string records) {
  constexpr std::uint32_t kEnd = 0xFFFFFFFE;
  constexpr std::size_t kLongest = kSector * 100;
  records.resize(records.size() < 4096 ? 4096 : std::min(records.size(), kLongest));
  const std::size_t size = records.size();
  const std::size_t sectors = (size + kSector - 1) / kSector;
  std::string file(3 * kSector, '\0');
  std::memcpy(file.data(), kMagic, 8);
  Put(file, 30, 9, 2);
  Put(file, 32, 6, 2);
  Put(file, 44, 1, 4);
  Put(file, 48, 1, 4);
  Put(file, 56, 4096, 4);
  Put(file, 60, kEnd, 4);
  Put(file, 68, kEnd, 4);
  for (std::size_t i = 0; i < 109; ++i) Put(file, 76 + 4 * i, i == 0 ? 0 : 0xFFFFFFFF, 4);
  for (std::size_t i = 0; i < kSector / 4; ++i) Put(file, kSector + 4 * i, 0xFFFFFFFF, 4);
  Put(file, kSector, 0xFFFFFFFD, 4);
  Put(file, kSector + 4, kEnd, 4);
  for (std::size_t i = 0; i < sectors; ++i) {
    const bool is_last = i + 1 == sectors;
    Put(file, kSector + 8 + 4 * i, is_last ? kEnd : static_cast<std::uint32_t>(3 + i), 4);
  }
  const std::size_t entry = 2 * kSector;
  const std::string name("W\0o\0r\0k\0b\0o\0o\0k\0", 16);
  std::memcpy(file.data() + entry, name.data(), name.size());
  Put(file, entry + 64, 18, 2);
  Put(file, entry + 66, 2, 1);
  Put(file, entry + 116, 2, 4);
  Put(file, entry + 120, static_cast<std::uint32_t>(size), 4);
  records.resize(sectors * kSector);
  return file + records;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 9) return 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) {
    std::memcpy(bytes.data(), kMagic, 8);
    laowu::fuzz::ReadAll(bytes);
  } else {
    laowu::fuzz::ReadAll(Compound(std::move(bytes)));
  }
  return 0;
}

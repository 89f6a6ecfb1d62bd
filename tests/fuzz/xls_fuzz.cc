// .xls: the bytes as a compound file, or (by the first byte) as the records of its workbook in a
// good compound file.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "read_all.h"
#include "tests/support/compound_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 9) return 0;
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 2 == 0) {
    std::memcpy(bytes.data(), "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    laowu::fuzz::ReadAll(bytes);
  } else {
    laowu::fuzz::ReadAll(laowu::testing::MakeCompoundFile("Workbook", bytes));
  }
  return 0;
}

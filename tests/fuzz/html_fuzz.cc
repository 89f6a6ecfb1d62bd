// Marked-up text that is called .xls: pages, XML of Excel 2003, and whatever the bytes are.

#include <cstddef>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "read_all.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const absl::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 3) {
    case 0:
      laowu::fuzz::ReadAll(bytes);
      break;
    case 1:
      laowu::fuzz::ReadAll(absl::StrCat("<html><table>", bytes));
      break;
    default:
      laowu::fuzz::ReadAll(
          absl::StrCat("<?xml version=\"1.0\"?><Workbook "
                       "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                       bytes));
  }
  return 0;
}

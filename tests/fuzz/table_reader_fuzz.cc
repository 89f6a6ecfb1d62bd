// Text tables: any bytes, in pieces of any size. The first two bytes are the size of the pieces.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"
#include "intake/file/table_reader.h"
#include "intake/text/text.h"

namespace {

void TakeRows(laowu::intake::TableReader& reader) {
  laowu::intake::TableRow row;
  while (reader.Next(row)) {
    if (!row.status.ok() && !row.cells.empty()) std::abort();
    for (const auto& cell : row.cells) {
      if (!laowu::intake::IsValidUtf8(cell)) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::size_t piece = std::size_t{1} + data[0] + std::size_t{256} * data[1];
  absl::string_view bytes(reinterpret_cast<const char*>(data) + 2, size - 2);
  laowu::intake::TableLimits limits;
  limits.max_row_bytes = 4 << 10;
  laowu::intake::TableReader reader(limits);
  while (!bytes.empty()) {
    if (!reader.Append(bytes.substr(0, piece)).ok()) return 0;
    bytes.remove_prefix(std::min(piece, bytes.size()));
    TakeRows(reader);
  }
  if (reader.Finish().ok()) TakeRows(reader);
  return 0;
}

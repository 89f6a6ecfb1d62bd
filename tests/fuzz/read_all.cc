#include "read_all.h"

#include <cstdlib>

#include "intake/table/table_file.h"
#include "intake/text/text.h"

namespace laowu::fuzz {

void ReadAll(absl::string_view bytes) {
  intake::OpenOptions options;
  options.limits.max_part_bytes = 4 << 20;
  options.limits.max_string_bytes = 4 << 20;
  options.limits.max_string_memory_bytes = 4 << 10;  // so that the file is used as well
  options.limits.max_cell_bytes = 4 << 10;
  options.limits.text.max_row_bytes = 16 << 10;
  auto file = intake::TableFile::OpenBytes(bytes, options);
  if (!file.ok()) return;
  // Of some inputs only: it takes longer than all the rest.
  if (bytes.size() % 8 == 0) (void)(*file)->FindHeader();
  intake::TableRow row;
  std::int64_t last = 0;
  int sheet_index = (*file)->sheet_index();
  for (auto more = (*file)->Next(row); more.ok() && *more; more = (*file)->Next(row)) {
    // Sheets with one header are read as one table; each counts its own lines.
    if ((*file)->sheet_index() != sheet_index) last = 0;
    sheet_index = (*file)->sheet_index();
    if (row.line_number <= last && (*file)->kind() != intake::FileKind::kDelimited) std::abort();
    last = row.line_number;
    if (!row.status.ok() && !row.cells.empty()) std::abort();
    if (row.cells.size() > static_cast<std::size_t>(options.limits.text.max_column_count)) {
      std::abort();
    }
    for (const auto& cell : row.cells) {
      if (!intake::IsValidUtf8(cell)) std::abort();
    }
  }
}

}  // namespace laowu::fuzz

#ifndef LAOWU_INTAKE_FILE_FILE_LIMITS_H_
#define LAOWU_INTAKE_FILE_FILE_LIMITS_H_

// What a file may cost. One struct for every kind; a door that takes uploads sets lower ones.

#include <cstdint>

#include "intake/file/table_reader.h"

namespace laowu::intake {

struct FileLimits {
  // Text files, unpacked; also one row's bytes and columns of every kind.
  TableLimits text;
  // The file as it lies there.
  std::int64_t max_file_bytes = std::int64_t{1} << 30;
  // Kinds that cannot be read as a stream, or only by a slow parser.
  std::int64_t max_xls_bytes = std::int64_t{50} << 20;
  std::int64_t max_html_bytes = std::int64_t{100} << 20;
  // One packed part (a sheet, the shared strings) or a gzipped file, unpacked; and how many times
  // its packed size from 16 MiB on: sheets that Excel writes are packed 5 to 30 times, a bomb a
  // thousand times.
  std::int64_t max_part_bytes = std::int64_t{4} << 30;
  std::int64_t max_pack_ratio = 250;
  // Below, the ratio says nothing: a blank sheet packs well.
  std::int64_t pack_ratio_from_bytes = std::int64_t{16} << 20;
  int max_zip_entry_count = 10'000;
  int max_sheet_count = 1'000;
  int max_cell_bytes = 128 * 1024;  // Excel's own: 32,767 characters
  std::int64_t max_string_count = 50'000'000;
  // Shared strings are kept in memory up to here, then in a temporary file.
  std::int64_t max_string_memory_bytes = std::int64_t{48} << 20;
  std::int64_t max_string_bytes = std::int64_t{2} << 30;
  int max_merge_count = 200'000;  // further merged cells are read as not merged
  int max_xml_depth = 64;
  // Rows looked at to find the header, and under it to tell what a column holds.
  int header_rows = 50;
  int sample_rows = 100;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_FILE_LIMITS_H_

#ifndef LAOWU_INTAKE_FILE_XLSX_BOOK_H_
#define LAOWU_INTAKE_FILE_XLSX_BOOK_H_

// .xlsx and .xlsm as streams: the sheet's part is unpacked and parsed while its rows are taken.
// Cells give the value that is shown or was computed last; formulas are never computed.

#include <memory>

#include "absl/status/statusor.h"
#include "intake/file/file_bytes.h"
#include "intake/file/file_limits.h"
#include "intake/file/sheet_source.h"

namespace laowu::intake {

// `file` must outlive it. INVALID_ARGUMENT says what the zip file is if it is no such workbook.
absl::StatusOr<std::unique_ptr<SheetBook>> OpenXlsx(const FileBytes& file,
                                                    const FileLimits& limits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_XLSX_BOOK_H_

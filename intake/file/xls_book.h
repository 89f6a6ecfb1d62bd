#ifndef LAOWU_INTAKE_FILE_XLS_BOOK_H_
#define LAOWU_INTAKE_FILE_XLS_BOOK_H_

// .xls of Excel 5 to 2003, and the .et of WPS, which is the same inside. A reader of our own:
// merged cells, hidden rows and sheets, and limits on what damaged and hostile files cost are not
// to be had from libfreexl.

#include <memory>

#include "absl/status/statusor.h"
#include "intake/file/file_bytes.h"
#include "intake/file/file_limits.h"
#include "intake/file/sheet_source.h"

namespace laowu::intake {

// `file` must outlive it. INVALID_ARGUMENT says what the compound file is if it is no such
// workbook, or cannot be read since it is encrypted; RESOURCE_EXHAUSTED over max_xls_bytes.
absl::StatusOr<std::unique_ptr<SheetBook>> OpenXls(const FileBytes& file, const FileLimits& limits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_XLS_BOOK_H_

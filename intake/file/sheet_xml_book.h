#ifndef LAOWU_INTAKE_FILE_SHEET_XML_BOOK_H_
#define LAOWU_INTAKE_FILE_SHEET_XML_BOOK_H_

// "XML Spreadsheet 2003" (SpreadsheetML), which some systems write and call .xls, as a stream.

#include <memory>

#include "absl/status/statusor.h"
#include "intake/file/file_limits.h"
#include "intake/file/sheet_source.h"
#include "intake/file/text_book.h"

namespace laowu::intake {

// Reads the sheets' names, the whole file once.
absl::StatusOr<std::unique_ptr<SheetBook>> OpenSheetXml(OpenStream open, const FileLimits& limits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_SHEET_XML_BOOK_H_

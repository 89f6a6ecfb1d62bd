#ifndef LAOWU_INTAKE_FILE_HTML_BOOK_H_
#define LAOWU_INTAKE_FILE_HTML_BOOK_H_

// HTML tables, which many registration systems write and call .xls, as a file of one sheet: the
// rows of all tables, in order. As a stream.

#include <memory>

#include "intake/file/file_limits.h"
#include "intake/file/sheet_source.h"
#include "intake/file/text_book.h"

namespace laowu::intake {

std::unique_ptr<SheetBook> NewHtmlBook(OpenStream open, const FileLimits& limits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_HTML_BOOK_H_

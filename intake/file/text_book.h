#ifndef LAOWU_INTAKE_FILE_TEXT_BOOK_H_
#define LAOWU_INTAKE_FILE_TEXT_BOOK_H_

// A text table (table_reader.h) as a file of one sheet; UTF-16, which table_reader.h does not know,
// is turned into UTF-8 before.

#include <functional>
#include <memory>

#include "absl/status/statusor.h"
#include "intake/file/file_bytes.h"
#include "intake/file/file_limits.h"
#include "intake/file/sheet_source.h"

namespace laowu::intake {

// Opens the file's bytes from the first one.
using OpenStream = std::function<std::unique_ptr<ByteStream>()>;

// `is_wide`: UTF-16.
std::unique_ptr<SheetBook> NewTextBook(OpenStream open, bool is_wide, const FileLimits& limits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_TEXT_BOOK_H_

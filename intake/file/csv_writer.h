#ifndef LAOWU_INTAKE_FILE_CSV_WRITER_H_
#define LAOWU_INTAKE_FILE_CSV_WRITER_H_

// RFC 4180 rows, passed on in pieces of some 64 KiB. Not thread-safe.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace laowu::intake {

// Takes the next piece of the file (a few KiB); an error stops the writing and is handed back.
using WriteBytes = std::function<absl::Status(absl::string_view)>;

// Collects rows and passes them on in pieces.
class CsvWriter {
 public:
  static constexpr std::size_t kFlushBytes = 64 * 1024;

  explicit CsvWriter(const WriteBytes& write) : write_(write) {}  // must outlive this

  absl::Status Line(absl::string_view text) {
    absl::StrAppend(&buffer_, text, "\n");
    return FlushIfFull();
  }
  absl::Status Row(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) buffer_.push_back(',');
      if (cells[i].find_first_of(",\"\n\r") == std::string::npos) {
        buffer_ += cells[i];
        continue;
      }
      buffer_.push_back('"');
      for (char c : cells[i]) {
        if (c == '"') buffer_.push_back('"');
        buffer_.push_back(c);
      }
      buffer_.push_back('"');
    }
    buffer_.push_back('\n');
    return FlushIfFull();
  }
  absl::Status Flush() {
    if (buffer_.empty()) return absl::OkStatus();
    absl::Status status = write_(buffer_);
    buffer_.clear();
    return status;
  }

 private:
  absl::Status FlushIfFull() { return buffer_.size() < kFlushBytes ? absl::OkStatus() : Flush(); }

  const WriteBytes& write_;
  std::string buffer_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_CSV_WRITER_H_

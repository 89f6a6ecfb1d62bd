#ifndef LAOWU_SERVICES_CLI_FILE_ROWS_H_
#define LAOWU_SERVICES_CLI_FILE_ROWS_H_

#include <zlib.h>

#include <cstdint>
#include <filesystem>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "intake/table_reader.h"
#include "storage/status_macros.h"

namespace laowu::cli {

// Files often begin with a title; the header is the first line that looks like one.
inline constexpr int kLinesBeforeHeader = 50;

// Reads a file, plain or gzip, row by row.
class FileRows {
 public:
  explicit FileRows(const std::string& path) : path_(path) {
    std::error_code error;
    bytes_ = std::filesystem::file_size(path, error);
    if (!error) file_ = gzopen(path.c_str(), "rb");
  }
  ~FileRows() {
    if (file_ != nullptr) gzclose(file_);
  }
  FileRows(const FileRows&) = delete;
  FileRows& operator=(const FileRows&) = delete;

  // False at the end.
  absl::StatusOr<bool> Next(intake::TableRow& row) {
    if (file_ == nullptr) {
      return absl::NotFoundError(absl::StrCat("cannot read ", path_, ": is it there, and yours?"));
    }
    while (!reader_.Next(row)) {
      if (ended_) return false;
      char buffer[1 << 16];
      const int count = gzread(file_, buffer, sizeof(buffer));
      // A file cut short ends like any other, but for the code.
      int code = Z_OK;
      const char* const said = gzerror(file_, &code);
      if (count < 0 || (count == 0 && code == Z_BUF_ERROR)) {
        return absl::DataLossError(absl::StrCat("cannot read ", path_, " to its end: ", said,
                                                ". Send an undamaged copy of it."));
      }
      if (count == 0) {
        ended_ = true;
        LAOWU_RETURN_IF_ERROR(reader_.Finish());
      } else {
        LAOWU_RETURN_IF_ERROR(
            reader_.Append(absl::string_view(buffer, static_cast<size_t>(count))));
      }
    }
    return true;
  }
  bool made_up() const { return reader_.made_up(); }
  double share() const {
    return bytes_ == 0 || file_ == nullptr
               ? 0
               : static_cast<double>(gzoffset(file_)) / static_cast<double>(bytes_);
  }

 private:
  gzFile file_ = nullptr;
  std::string path_;
  std::uintmax_t bytes_ = 0;
  intake::TableReader reader_;
  bool ended_ = false;
};

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_FILE_ROWS_H_

#ifndef LAOWU_SERVICES_CLI_FILE_ROWS_H_
#define LAOWU_SERVICES_CLI_FILE_ROWS_H_

// A file of any kind (intake/table_file.h), opened, its header found and its columns mapped, as the
// import commands need it.

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/status/statusor.h"
#include "intake/column_map.h"
#include "intake/table_file.h"

namespace laowu::cli {

// What the user says of the file; empty: found.
struct FileChoice {
  std::string sheet;
  std::int64_t header_line = 0;
  std::vector<std::string> mappings;  // "HEADER=FIELD", "C=wage_text"
};

// --sheet, --header-line, --map.
void AddFileOptions(CLI::App& app, FileChoice& choice);

class FileRows {
 public:
  // Says on the error stream what somebody should look at: columns that were told by content, other
  // sheets that hold tables.
  static absl::StatusOr<FileRows> Open(const std::string& path, intake::TableKind kind,
                                       const FileChoice& choice);

  const intake::ColumnMap& columns() const { return columns_; }
  // The header to send: columns that were mapped by hand or by content bear their field's name, so
  // that the server reads them alike.
  std::vector<std::string> HeadersToSend() const;
  // False at the end.
  absl::StatusOr<bool> Next(intake::TableRow& row) { return file_->Next(row); }
  bool made_up() const { return file_->made_up(); }
  double share() const { return file_->share(); }
  std::int64_t hidden_row_count() const { return file_->hidden_row_count(); }

 private:
  FileRows(std::unique_ptr<intake::TableFile> file, intake::ColumnMap columns)
      : file_(std::move(file)), columns_(std::move(columns)) {}

  std::unique_ptr<intake::TableFile> file_;
  intake::ColumnMap columns_;
};

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_FILE_ROWS_H_

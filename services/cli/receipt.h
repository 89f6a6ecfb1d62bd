#ifndef LAOWU_SERVICES_CLI_RECEIPT_H_
#define LAOWU_SERVICES_CLI_RECEIPT_H_

// What became of a file that was imported: counts, the rows that someone must look at, and, if
// asked for, a line for every row in a CSV file.

#include <cstdint>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "intake/table_reader.h"
#include "laowu/v1/types.pb.h"
#include "services/cli/client.h"

namespace laowu::cli {

struct Receipt {
  struct Warnings {
    int64_t count = 0;
    std::string example;  // the first one's message
  };
  std::map<std::string, int64_t> by_result;
  std::map<std::string, Warnings> by_warning;
  std::vector<std::vector<std::string>> rejected;  // line, field, what is wrong; the first rows'
  int64_t rejected_count = 0;
  int64_t row_count = 0;
  bool made_up = false;
  absl::Duration taken;
  std::vector<std::string> unknown_headers;
  std::unique_ptr<std::ofstream> file;
};

// Opens the CSV file; an empty path: none.
absl::Status OpenReceipt(const std::string& path, Receipt& receipt);

// Counts one row's result under its line in the file.
void Note(int64_t line_number, const v1::ImportResult& result, Receipt& receipt);

// What was lost in the file before it came here, and rows that a filter hides and that were read
// all the same: as warnings.
void NoteLosses(const intake::TableRow& row, Receipt& receipt);
void NoteHiddenRows(int64_t count, Receipt& receipt);

// Of a row that was not even sent.
v1::ImportResult Rejected(absl::string_view message);

// Prints what became of the file, as far as it went; the exit code. `status`: of the sending.
int CloseReceipt(const Client& client, absl::Status status, bool dry_run, const std::string& path,
                 Receipt& receipt);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_RECEIPT_H_

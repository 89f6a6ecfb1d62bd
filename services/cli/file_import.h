#ifndef LAOWU_SERVICES_CLI_FILE_IMPORT_H_
#define LAOWU_SERVICES_CLI_FILE_IMPORT_H_

// A file's way through the intake role, as the commands go it: sent, read, run, waited for, with a
// line of progress; and the receipt brought back.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "laowu/v1/intake_service.pb.h"
#include "services/cli/client.h"

namespace laowu::cli {

struct FileImport {
  std::string path;
  v1::Import::Spec spec;  // without the file
  bool dry_run = false;   // read, and nothing more
  int64_t confirmed_closed_count = 0;
};

// To the end: DONE, or READY of a dry run; CANCELLED while it ran, if somebody has stopped it. The
// error of what failed, CANCELLED where it was stopped while it was read; `import` is then as it
// stands, without a name if it did not come to be.
absl::Status Import(Client& client, const FileImport& file, v1::Import* import);

// Waits until no step is under way.
absl::StatusOr<v1::Import> WaitForImport(Client& client, const std::string& name);

// INVALID_ARGUMENT unless the name ends in .xlsx or .csv.
absl::Status CheckReceiptPath(const std::string& path);

// Writes the receipt to `path`, in the form that its ending says (CheckReceiptPath).
absl::Status DownloadReceipt(Client& client, const std::string& import_name,
                             const std::string& path);

// Where the row stands: its line, and of a file with several sheets the sheet's name before it.
std::string LineWords(const v1::ImportRow& row);

// Field and what is wrong with it, of a rejected row; the field is empty where the whole row is.
std::vector<std::pair<std::string, std::string>> ViolationsOf(const v1::ImportRow& row);

// Prints what became of the file; the exit code.
int PrintImport(Client& client, const v1::Import& import);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_FILE_IMPORT_H_

#ifndef LAOWU_INTAKE_FILE_SHARED_STRINGS_H_
#define LAOWU_INTAKE_FILE_SHARED_STRINGS_H_

// The texts that the cells of a workbook refer to by number: millions of them in a large one. Kept
// as bytes one after the other, with the place of every sixteenth; the first ones, which hold what
// repeats most, in memory, the others in a temporary file that has no name any more (so that nobody
// else sees it, and nothing stays when the process ends).
//
// Thread-compatible.

#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "intake/file/file_limits.h"

namespace laowu::intake {

class SharedStrings {
 public:
  explicit SharedStrings(const FileLimits& limits) : limits_(limits) {}
  ~SharedStrings();
  SharedStrings(const SharedStrings&) = delete;
  SharedStrings& operator=(const SharedStrings&) = delete;

  // RESOURCE_EXHAUSTED: over the limits of count or bytes, or no room for the file.
  absl::Status Add(absl::string_view text);
  std::int64_t count() const { return count_; }
  // False if there is no such number. DATA_LOSS if the file cannot be read.
  absl::StatusOr<bool> Get(std::int64_t index, std::string& text);

 private:
  absl::Status LoadBlock(std::int64_t block);

  const FileLimits limits_;
  std::string memory_;            // records: length (four bytes), text
  std::FILE* file_ = nullptr;     // what follows memory_
  std::int64_t total_bytes_ = 0;  // of all records
  std::int64_t count_ = 0;
  std::vector<std::int64_t> block_begins_;  // offset of every sixteenth record
  std::string block_;                       // the block read last from the file
  std::int64_t block_index_ = -1;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_SHARED_STRINGS_H_

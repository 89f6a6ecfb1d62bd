#ifndef LAOWU_INTAKE_FILE_OLE_FILE_H_
#define LAOWU_INTAKE_FILE_OLE_FILE_H_

// The streams of a compound file (MS-CFB), which an .xls is. Every chain of sectors is followed at
// most as far as the file has sectors, so that a ring ends.
//
// Thread-compatible.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "intake/file/file_bytes.h"

namespace laowu::intake {

class OleFile;

// One stream, by offset, with the last 64 KiB kept. Outlived by its file.
class OleStream {
 public:
  std::int64_t size() const { return size_; }
  // Up to `count` bytes, valid until the next call; fewer only at the end of what is there.
  absl::StatusOr<absl::string_view> ReadAt(std::int64_t offset, std::size_t count);

 private:
  friend class OleFile;
  explicit OleStream(const OleFile& file) : file_(file) {}
  absl::Status Load(std::int64_t offset);

  const OleFile& file_;
  bool is_small_ = false;  // lies in the stream of small sectors
  std::int64_t size_ = 0;
  std::vector<std::uint32_t> sectors_;
  std::string window_;
  std::int64_t window_begin_ = 0;
  std::string joined_;
};

class OleFile {
 public:
  // `file` must outlive it. DATA_LOSS: damaged or cut short.
  static absl::StatusOr<std::unique_ptr<OleFile>> Open(const FileBytes& file);

  // Names of the streams, as they stand there, in UTF-8 with "?" for what is not ASCII.
  const std::vector<std::string>& names() const { return names_; }
  bool Has(absl::string_view name) const;
  absl::StatusOr<std::unique_ptr<OleStream>> OpenStream(absl::string_view name) const;

 private:
  friend class OleStream;
  struct Entry {
    std::uint32_t first_sector = 0;
    std::int64_t size = 0;
  };

  explicit OleFile(const FileBytes& file) : file_(file) {}
  absl::Status Start();
  absl::Status LoadTable(absl::string_view header);
  absl::Status LoadDirectory(std::uint32_t first_sector);
  void TakeEntry(absl::string_view entry);
  absl::StatusOr<std::string> ReadSectors(const std::vector<std::uint32_t>& sectors) const;
  std::vector<std::uint32_t> Chain(const std::vector<std::uint32_t>& table, std::uint32_t first,
                                   std::int64_t sector_bytes, std::int64_t byte_count) const;

  const FileBytes& file_;
  std::int64_t sector_bytes_ = 512;
  std::int64_t small_sector_bytes_ = 64;
  std::int64_t small_below_bytes_ = 4096;
  std::vector<std::uint32_t> table_;          // sector → next one
  std::vector<std::uint32_t> small_table_;    // the same of small sectors
  std::vector<std::uint32_t> small_sectors_;  // sectors that hold the small ones
  Entry root_;
  std::vector<std::string> names_;
  std::vector<Entry> entries_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_OLE_FILE_H_

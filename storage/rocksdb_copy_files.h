#ifndef LAOWU_STORAGE_ROCKSDB_COPY_FILES_H_
#define LAOWU_STORAGE_ROCKSDB_COPY_FILES_H_

// The files in a folder of copies (rocksdb_backup.h) as files, where one is damaged:
//
//   meta/<n>                what belongs to copy n, with the checksum of each file
//   private/<n>/            files of copy n alone
//   shared_checksum/        files that several copies share
//   damaged/                shared files that were found damaged, and copied anew (ours)
//
// Names and the form of the lists are those of RocksDB's BackupEngine (its backup_engine.cc).

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace laowu::storage {

inline constexpr char kSharedFiles[] = "shared_checksum/";

// That all lists of the folder say the same checksum of a file: RocksDB ends the process over two
// that differ. DATA_LOSS names file and lists. A folder without lists is well.
absl::Status CheckCopyLists(const std::string& folder);

// The shared file that an error of the engine speaks of, as "000018_sABC_204083.sst"; empty: none.
std::string SharedFileIn(absl::string_view error);

// Moves shared file `name` to damaged/, and copies it anew from that file of the database in
// `database_path` which it was made of; the caller keeps the database from removing it, and looks
// whether the new file is what the lists say. DATA_LOSS: it cannot be done, RESOURCE_EXHAUSTED: no
// space; then the folder is as it was.
absl::Status ReplaceSharedFile(const std::string& folder, const std::string& name,
                               const std::string& database_path);

// Takes that back: the new file did not fit either.
absl::Status PutBackSharedFile(const std::string& folder, const std::string& name);

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_ROCKSDB_COPY_FILES_H_

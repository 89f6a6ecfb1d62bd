#ifndef LAOWU_SERVICES_RUNTIME_BACKUPS_H_
#define LAOWU_SERVICES_RUNTIME_BACKUPS_H_

// Backups of all stores of a process, in one folder:
//
//   <role>/          copies of the role's store; they share what has not changed
//   backup-<n>.json  backup n: which copy of each store. Written last, when all copies were read
//                    back and are whole, so what has no such file is no backup
//   keys-check       which keys the data was written with. The keys themselves are not here
//
// Stores are copied in the reverse of the order in which roles start: a role's records name those
// of roles before it, so whatever a record in a backup names is in the backup too.

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "laowu/v1/admin_service.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/role.h"

namespace laowu::runtime {

struct BackupPlan {
  std::string folder;
  std::string data;  // the data folder
  std::vector<OwnedStores::Entry> stores;
  int keep_count = 0;  // older backups than so many are removed afterwards; 0: none
};

// Makes a backup, and only then removes older ones: it was read back by then, so that a good one is
// never given up for one that nobody has read. ABORTED with CONFLICT: another is under way in this
// folder. FAILED_PRECONDITION: the folder holds backups of other roles or of data with other keys.
// DATA_LOSS: a file of the folder is damaged and cannot be copied anew. CANCELLED, or an error of
// the disk. After an error what is half-made counts for nothing, and is removed by the next one.
absl::StatusOr<v1::Backup> CreateBackup(const BackupPlan& plan, const Clock& clock,
                                        const std::function<bool()>& cancelled);

// Newest first. NOT_FOUND: no such folder. DATA_LOSS: a file of it cannot be read.
absl::StatusOr<std::vector<v1::Backup>> ListBackups(const std::string& folder);

// One line a store that was read as a whole, for people.
using Report = std::function<void(const std::string& line)>;

// Reads all that is in `folders` (of a folder of backups all of them; of a data folder that no
// process has open, its stores), holds it to the promises of a store, and sees that what the
// records of one store name in another is there: in each backup, and in the newest backups and
// stores of all folders together, so that those of a split system are given at once. DATA_LOSS says
// what is damaged or missing. NOT_FOUND: neither backups nor stores.
absl::Status VerifyFolders(const std::vector<std::string>& folders, const Report& report);

// Puts backup `number` (0: the newest) into `data`, which holds no store yet; each store begins a
// new history, so that nothing given out by the lost ones is mistaken. FAILED_PRECONDITION while a
// process works on stores by that path, also if their folder was moved (path_hold.h), or where it
// is a link to nothing. All its copies are checked before anything is written: DATA_LOSS if one is
// damaged. Cut short, or failing later, it leaves a mark by which serve refuses to start, and
// starts anew when called again.
absl::Status RestoreBackup(const std::string& folder, int64_t number, const std::string& data,
                           const Report& report);

// FAILED_PRECONDITION if a restore into this data folder was cut short.
absl::Status CheckNoHalfRestore(const std::string& data);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_BACKUPS_H_

#ifndef LAOWU_SERVICES_RUNTIME_DATA_FOLDER_H_
#define LAOWU_SERVICES_RUNTIME_DATA_FOLDER_H_

// What a data folder says of itself, so that one that lost something is not taken for a new one:
//
//   <role>/       the role's store
//   keys-check    which keys it was first served with (keys.h). Where neither it nor a store is,
//                 the folder was never prepared: a slip of the finger, or a disk not mounted
//   held-stores   the roles that have a store here, one a line
//   restoring/    a restore that was cut short (backups.h)

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/runtime/keys.h"

namespace laowu::runtime {

inline constexpr char kKeysCheck[] = "/keys-check";

// FAILED_PRECONDITION if `data` is a symbolic link to what is not there. No folder is made at its
// end: mostly that is on a disk that is not mounted.
absl::Status CheckNoDeadLink(const std::string& data);

// Makes the folder of a new system, for these keys, readable by its owner alone. Harmless where
// that is done already. FAILED_PRECONDITION: no folder can be made there, or it is of other keys.
absl::Status PrepareData(const Keys& keys, const std::string& data);

// Whether `data` was prepared, or served before that was asked for.
bool IsPrepared(const std::string& data);

// The folders below `data` that have a store, whole or not, by their names, in order.
std::vector<std::string> StoresIn(const std::string& data);

// Writes down that the stores of `roles` lie here, beside those that it says already. Once they are
// open: what is written down and not there is missed.
absl::Status NoteHeldStores(const std::string& data, const std::vector<std::string>& roles);

// The roles whose stores lie in `data` or should: written down there, or with a folder that a store
// has or had files in. In order.
absl::StatusOr<std::vector<std::string>> HeldStores(const std::string& data);

// DATA_LOSS if a role of `roles` is written down as held here and has no whole store: it would
// begin empty, and everybody in it be unknown. Says which, and what to do.
absl::Status CheckHeldStores(const std::string& data, const std::vector<std::string>& roles);

// Before a start with the stores of `roles` in `data`: FAILED_PRECONDITION if it was never
// prepared, or lacks some of their folders while it has others; else as CheckHeldStores.
absl::Status CheckDataFolder(const std::string& data, const std::vector<std::string>& roles);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_DATA_FOLDER_H_

#ifndef LAOWU_SERVICES_RUNTIME_STORE_METRICS_H_
#define LAOWU_SERVICES_RUNTIME_STORE_METRICS_H_

#include "services/runtime/role.h"

namespace laowu::runtime {

// Brings up to date what is known of this process's stores and disks, just before a scrape:
//
//   laowu_store_sequence{role}              last sequence given out
//   laowu_disk_free_bytes{folder}           folder: data, backups; what the process may still fill
//   laowu_disk_size_bytes{folder}
//   laowu_backup_timestamp_seconds          start of the newest whole backup, Unix time
//
// What cannot be read, or is not there, is absent. Thread-safe.
void RefreshStoreMetrics(const Environment& environment);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_STORE_METRICS_H_

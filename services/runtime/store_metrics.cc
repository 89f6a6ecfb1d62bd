#include "services/runtime/store_metrics.h"

#include <prometheus/gauge.h>

#include <filesystem>
#include <string>
#include <system_error>

#include "services/runtime/backups.h"
#include "services/runtime/record_fields.h"

namespace laowu::runtime {
namespace {

// Registered anew under its name, a family is the one that is there.
prometheus::Family<prometheus::Gauge>& Gauges(const Environment& environment, const char* name,
                                              const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(*environment.metrics->registry());
}

void RefreshDisk(const Environment& environment, const char* label, const std::string& folder) {
  if (folder.empty() || folder == kMemoryData) return;
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error) return;
  Gauges(environment, "laowu_disk_free_bytes", "Free on the disk of the folder")
      .Add({{"folder", label}})
      .Set(static_cast<double>(space.available));
  Gauges(environment, "laowu_disk_size_bytes", "Size of the disk of the folder")
      .Add({{"folder", label}})
      .Set(static_cast<double>(space.capacity));
}

void RefreshBackup(const Environment& environment) {
  if (environment.config->backups.empty()) return;
  const auto backups = ListBackups(environment.config->backups);
  if (!backups.ok() || backups->empty()) return;
  Gauges(environment, "laowu_backup_timestamp_seconds", "The newest whole backup, Unix time")
      .Add({})
      .Set(static_cast<double>(absl::ToUnixSeconds(ToTime(backups->front().begin_time()))));
}

}  // namespace

void RefreshStoreMetrics(const Environment& environment) {
  for (const OwnedStores::Entry& entry : environment.stores->All()) {
    Gauges(environment, "laowu_store_sequence", "Last sequence given out by the role's store")
        .Add({{"role", entry.role}})
        .Set(static_cast<double>(entry.store->last_sequence()));
  }
  RefreshDisk(environment, "data", environment.config->data);
  RefreshDisk(environment, "backups", environment.config->backups);
  RefreshBackup(environment);
}

}  // namespace laowu::runtime

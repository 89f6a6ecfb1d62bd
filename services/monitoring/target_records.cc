#include "services/monitoring/target_records.h"

#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {

using storage::Table;

absl::StatusOr<std::optional<LoadedTargetStanding>> LoadTargetStanding(
    const storage::Reader& reader, absl::string_view county) {
  return runtime::LoadRecord<internal::v1::StoredTargetStanding>(reader, Table::kTargetStandings,
                                                                 storage::EncodeKey(county));
}

absl::StatusOr<LoadedTargetStanding> ToTargetStanding(const storage::Record& record) {
  LoadedTargetStanding loaded;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "target_standings", &loaded.stored));
  loaded.version = record.version;
  loaded.record_time = record.record_time;
  return loaded;
}

void PlanTargetStanding(absl::string_view county, const std::optional<LoadedTargetStanding>& old,
                        const internal::v1::StoredTargetStanding& standing, storage::Batch& batch) {
  const std::string key = storage::EncodeKey(county);
  batch.Require(Table::kTargetStandings, key, runtime::VersionOf(old));
  batch.Put(Table::kTargetStandings, key, standing.SerializeAsString());
}

}  // namespace laowu::monitoring

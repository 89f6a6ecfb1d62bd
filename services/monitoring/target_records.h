#ifndef LAOWU_SERVICES_MONITORING_TARGET_RECORDS_H_
#define LAOWU_SERVICES_MONITORING_TARGET_RECORDS_H_

// Which side of its target each county was on when it was last looked at: key, stored form.

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored_monitoring.pb.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::monitoring {

using LoadedTargetStanding = runtime::Loaded<internal::v1::StoredTargetStanding>;

// No value: it was never looked at. DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<LoadedTargetStanding>> LoadTargetStanding(
    const storage::Reader& reader, absl::string_view county);
absl::StatusOr<LoadedTargetStanding> ToTargetStanding(const storage::Record& record);
// Requires the version in `old` (none: that there is no record) and puts the new state.
void PlanTargetStanding(absl::string_view county, const std::optional<LoadedTargetStanding>& old,
                        const internal::v1::StoredTargetStanding& standing, storage::Batch& batch);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_TARGET_RECORDS_H_

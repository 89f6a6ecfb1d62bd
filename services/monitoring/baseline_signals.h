#ifndef LAOWU_SERVICES_MONITORING_BASELINE_SIGNALS_H_
#define LAOWU_SERVICES_MONITORING_BASELINE_SIGNALS_H_

// The signal of a survey's number that was written over: a county that lowers it lifts how much of
// it the register seems to cover.

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "storage/store.h"

namespace laowu::monitoring {

// BASELINE_REVISED of each month of which the division's baseline was changed from `first` to
// `last`, as known at `known_at`, the latest month first. Of the division's own baselines alone,
// not of those below it. An error: the store cannot be read.
absl::StatusOr<std::vector<v1::Signal>> BaselineSignals(const storage::Reader& reader,
                                                        const std::string& division,
                                                        absl::CivilDay first, absl::CivilDay last,
                                                        absl::Time known_at);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_BASELINE_SIGNALS_H_

#ifndef LAOWU_SERVICES_MONITORING_MONITORING_RECORDS_H_
#define LAOWU_SERVICES_MONITORING_MONITORING_RECORDS_H_

// Publications and baselines, the only stored data of this role: keys, stored form.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/internal/v1/stored_monitoring.pb.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::monitoring {

using LoadedPublication = runtime::Loaded<internal::v1::StoredPublication>;
using LoadedBaseline = runtime::Loaded<internal::v1::StoredBaseline>;

// No value: there is none. DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<LoadedPublication>> LoadPublication(const storage::Reader& reader,
                                                                 absl::string_view publication_id);
// Requires the version in `old` (none: that there is no record) and puts the new state; a new one
// is found by its figure's division and day from then on.
void PlanPublication(absl::string_view publication_id, const std::optional<LoadedPublication>& old,
                     const internal::v1::StoredPublication& publication, storage::Batch& batch);
// As the API shows it.
v1::Publication ToPublication(absl::string_view publication_id, const LoadedPublication& loaded);
absl::StatusOr<v1::Publication> ToPublication(const storage::Record& record);
// Those after `publication_id`, in order of id; empty: all.
storage::KeyRange PublicationsAfter(absl::string_view publication_id);
// Those of figures of one division and day, in order of id.
absl::StatusOr<std::vector<v1::Publication>> PublicationsOfDay(const storage::Reader& reader,
                                                               absl::string_view division,
                                                               absl::CivilDay day);
// Adds what PublicationsOfDay would not find: publications made by a program that kept no such
// keys, be it the one before this or one that was gone back to. Reads all.
absl::Status CompletePublicationsByDay(storage::Store& store, absl::Time deadline);

struct BaselineIds {
  std::string division;
  absl::CivilMonth month;
};
// Of divisions/{code}/baselines/{yyyy-mm}; nullopt if it has another form.
std::optional<BaselineIds> ParseBaselineName(absl::string_view name);

absl::StatusOr<std::optional<LoadedBaseline>> LoadBaseline(const storage::Reader& reader,
                                                           const BaselineIds& ids);
void PlanBaseline(const BaselineIds& ids, const std::optional<LoadedBaseline>& old,
                  const internal::v1::StoredBaseline& baseline, storage::Batch& batch);
absl::StatusOr<v1::Baseline> ToBaseline(const storage::Record& record);
// Of one division, by month.
storage::KeyRange BaselinesRange(absl::string_view division);

// Adds to a figure the newest baseline of its division that is not of a later month, and the
// register's coverage of it.
absl::Status AddBaseline(const storage::Reader& reader, v1::OutboundRatio& ratio);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_MONITORING_RECORDS_H_

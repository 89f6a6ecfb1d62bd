#ifndef LAOWU_SERVICES_MONITORING_AUDIT_SAMPLE_RECORDS_H_
#define LAOWU_SERVICES_MONITORING_AUDIT_SAMPLE_RECORDS_H_

// Samples and the answers to them: keys, stored form. Both are written once and never again.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored_monitoring.pb.h"
#include "laowu/v1/audit_samples.pb.h"
#include "laowu/v1/publications.pb.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::monitoring {

struct SampleIds {
  std::string publication;
  std::string sample;
};
// Of publications/{publication}/auditSamples/{sample}; nullopt if it has another form.
std::optional<SampleIds> ParseSampleName(absl::string_view name);
std::string SampleName(const SampleIds& ids);

using LoadedSample = runtime::Loaded<internal::v1::StoredAuditSample>;
using LoadedAnswers = runtime::Loaded<internal::v1::StoredAuditAnswers>;

// No value: there is none. DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<LoadedSample>> LoadSample(const storage::Reader& reader,
                                                       const SampleIds& ids);
// Requires that there is no record.
void PlanSample(const SampleIds& ids, const internal::v1::StoredAuditSample& sample,
                storage::Batch& batch);
// Of one publication, by sample.
storage::KeyRange SamplesRange(absl::string_view publication_id);
absl::StatusOr<SampleIds> SampleIdsOf(const storage::Record& record);
// What LoadSample reads of it. DATA_LOSS: it cannot be read.
absl::StatusOr<LoadedSample> LoadedSampleOf(const storage::Record& record);

// What was answered, the oldest first.
absl::StatusOr<std::vector<LoadedAnswers>> LoadAnswers(const storage::Reader& reader,
                                                       const SampleIds& ids);
// Adds them after the `position` sets that are there; requires that nothing stands at it.
void PlanAnswers(const SampleIds& ids, int64_t position,
                 const internal::v1::StoredAuditAnswers& answers, storage::Batch& batch);

// As the API shows it: with every answer and what they say of the ratio of `publication`, whose
// server drew `drawn_seed`.
v1::AuditSample ToSample(const SampleIds& ids, const v1::Publication& publication,
                         absl::string_view drawn_seed, const LoadedSample& loaded,
                         const std::vector<LoadedAnswers>& answers);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_AUDIT_SAMPLE_RECORDS_H_

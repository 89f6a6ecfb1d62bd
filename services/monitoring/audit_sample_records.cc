#include "services/monitoring/audit_sample_records.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/monitoring/audit_sample_rules.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {

using storage::Table;

std::optional<SampleIds> ParseSampleName(absl::string_view name) {
  auto ids = runtime::ParseName("publications/*/auditSamples/*", name);
  if (!ids.has_value()) return std::nullopt;
  return SampleIds{std::move((*ids)[0]), std::move((*ids)[1])};
}

std::string SampleName(const SampleIds& ids) {
  return absl::StrCat("publications/", ids.publication, "/auditSamples/", ids.sample);
}

absl::StatusOr<std::optional<LoadedSample>> LoadSample(const storage::Reader& reader,
                                                       const SampleIds& ids) {
  return runtime::LoadRecord<internal::v1::StoredAuditSample>(
      reader, Table::kAuditSamples, storage::EncodeKey(ids.publication, ids.sample));
}

void PlanSample(const SampleIds& ids, const internal::v1::StoredAuditSample& sample,
                storage::Batch& batch) {
  const std::string key = storage::EncodeKey(ids.publication, ids.sample);
  batch.Require(Table::kAuditSamples, key, storage::kAbsent);
  batch.Put(Table::kAuditSamples, key, sample.SerializeAsString());
}

storage::KeyRange SamplesRange(absl::string_view publication_id) {
  return storage::RangeOf(publication_id);
}

absl::StatusOr<SampleIds> SampleIdsOf(const storage::Record& record) {
  SampleIds ids;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &ids.publication, &ids.sample));
  return ids;
}

absl::StatusOr<std::vector<LoadedAnswers>> LoadAnswers(const storage::Reader& reader,
                                                       const SampleIds& ids) {
  LAOWU_ASSIGN_OR_RETURN(
      const auto records,
      reader.Scan(Table::kAuditAnswers, storage::RangeOf(ids.publication, ids.sample),
                  kAnswersOfSampleMost));
  std::vector<LoadedAnswers> all;
  for (const storage::Record& record : records) {
    LoadedAnswers& loaded = all.emplace_back();
    LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "audit_answers", &loaded.stored));
    loaded.version = record.version;
    loaded.record_time = record.record_time;
  }
  return all;
}

void PlanAnswers(const SampleIds& ids, int64_t position,
                 const internal::v1::StoredAuditAnswers& answers, storage::Batch& batch) {
  const std::string key = storage::EncodeKey(ids.publication, ids.sample, position);
  batch.Require(Table::kAuditAnswers, key, storage::kAbsent);
  batch.Put(Table::kAuditAnswers, key, answers.SerializeAsString());
}

}  // namespace laowu::monitoring

#include "services/monitoring/audit_sample_records.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "services/monitoring/audit_sample_rules.h"
#include "services/runtime/record_fields.h"
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

absl::StatusOr<LoadedSample> LoadedSampleOf(const storage::Record& record) {
  LoadedSample loaded;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "audit_samples", &loaded.stored));
  loaded.version = record.version;
  loaded.record_time = record.record_time;
  return loaded;
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

v1::AuditSample ToSample(const SampleIds& ids, const v1::Publication& publication,
                         absl::string_view drawn_seed, const LoadedSample& loaded,
                         const std::vector<LoadedAnswers>& answers) {
  v1::AuditSample sample = loaded.stored.sample();
  storage::Sequence version = loaded.version;
  std::vector<v1::AuditAnswer> given;
  for (const LoadedAnswers& set : answers) {
    for (v1::AuditAnswer answer : set.stored.answers()) {
      answer.set_recorded_by(set.stored.provenance().recorded_by());
      *answer.mutable_record_time() = runtime::ToTimestamp(set.record_time);
      given.push_back(std::move(answer));
    }
    version = set.version;
  }
  AddAnswers(std::move(given), sample);
  FillResult(publication, sample);
  sample.set_name(SampleName(ids));
  sample.set_drawn_by(loaded.stored.provenance().recorded_by());
  *sample.mutable_create_time() = runtime::ToTimestamp(loaded.record_time);
  sample.set_etag(runtime::EtagOf(version));
  sample.set_seed_drawn(sample.seed() == drawn_seed);
  return sample;
}

}  // namespace laowu::monitoring

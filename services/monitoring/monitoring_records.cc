#include "services/monitoring/monitoring_records.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

using storage::Table;

constexpr int kBaselinesMost = 10'000;  // of one division: more months than there will be

std::string MonthText(absl::CivilMonth month) {
  return absl::StrFormat("%04d-%02d", month.year(), month.month());
}

// Months of four-digit years, so that the order of the texts is that of the months.
std::string BaselineKey(absl::string_view division, absl::CivilMonth month) {
  return storage::EncodeKey(division, MonthText(month));
}

std::string DayKey(const v1::Publication& publication, absl::string_view publication_id) {
  const v1::OutboundRatio& figure = publication.outbound_ratio();
  return storage::EncodeKey(figure.division_code(),
                            runtime::ToCivilDay(figure.date()).value_or(absl::CivilDay()),
                            publication_id);
}

}  // namespace

absl::StatusOr<std::optional<LoadedPublication>> LoadPublication(const storage::Reader& reader,
                                                                 absl::string_view publication_id) {
  return runtime::LoadRecord<internal::v1::StoredPublication>(reader, Table::kPublications,
                                                              storage::EncodeKey(publication_id));
}

void PlanPublication(absl::string_view publication_id, const std::optional<LoadedPublication>& old,
                     const internal::v1::StoredPublication& publication, storage::Batch& batch) {
  const std::string key = storage::EncodeKey(publication_id);
  batch.Require(Table::kPublications, key, runtime::VersionOf(old));
  batch.Put(Table::kPublications, key, publication.SerializeAsString());
  // A figure is frozen: the entry stands as long as the record.
  if (old.has_value()) return;
  batch.Put(Table::kPublicationsByDay, DayKey(publication.publication(), publication_id), "");
}

v1::Publication ToPublication(absl::string_view publication_id, const LoadedPublication& loaded) {
  v1::Publication publication = loaded.stored.publication();
  publication.set_name(absl::StrCat("publications/", publication_id));
  *publication.mutable_create_time() = loaded.stored.provenance().create_time();
  publication.set_etag(runtime::EtagOf(loaded.version));
  return publication;
}

absl::StatusOr<v1::Publication> ToPublication(const storage::Record& record) {
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &id));
  LoadedPublication loaded;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "publications", &loaded.stored));
  loaded.version = record.version;
  return ToPublication(id, loaded);
}

storage::KeyRange PublicationsAfter(absl::string_view publication_id) {
  storage::KeyRange all;
  if (publication_id.empty()) return all;
  return storage::ContinueAfter(all, storage::EncodeKey(publication_id));
}

absl::StatusOr<std::vector<v1::Publication>> PublicationsOfDay(const storage::Reader& reader,
                                                               absl::string_view division,
                                                               absl::CivilDay day) {
  std::vector<v1::Publication> publications;
  storage::KeyRange range = storage::RangeOf(division, day);
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto entries, reader.Scan(Table::kPublicationsByDay, range,
                                                           runtime::limits::kPageSizeMost));
    for (const storage::Record& entry : entries) {
      std::string code;
      absl::CivilDay of_day;
      std::string id;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(entry.key, &code, &of_day, &id));
      LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadPublication(reader, id));
      if (loaded.has_value()) publications.push_back(ToPublication(id, *loaded));
    }
    if (entries.size() < runtime::limits::kPageSizeMost) return publications;
    range = storage::ContinueAfter(range, entries.back().key);
  }
}

absl::Status CompletePublicationsByDay(storage::Store& store, absl::Time deadline) {
  storage::KeyRange range = PublicationsAfter("");
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           store.Scan(Table::kPublications, range, runtime::limits::kPageSizeMost));
    storage::Batch missing;
    for (const storage::Record& record : records) {
      std::string id;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &id));
      LAOWU_ASSIGN_OR_RETURN(const v1::Publication publication, ToPublication(record));
      const std::string key = DayKey(publication, id);
      LAOWU_ASSIGN_OR_RETURN(const auto entry, store.Get(Table::kPublicationsByDay, key));
      if (!entry.has_value()) missing.Put(Table::kPublicationsByDay, key, "");
    }
    if (!missing.empty()) LAOWU_RETURN_IF_ERROR(store.Commit(missing, deadline).status());
    if (records.size() < runtime::limits::kPageSizeMost) return absl::OkStatus();
    range = storage::ContinueAfter(range, records.back().key);
  }
}

std::optional<BaselineIds> ParseBaselineName(absl::string_view name) {
  const auto ids = runtime::ParseName("divisions/*/baselines/*", name);
  if (!ids.has_value()) return std::nullopt;
  const auto first_day = runtime::ParseDate(absl::StrCat((*ids)[1], "-01"));
  if (!first_day.has_value()) return std::nullopt;
  return BaselineIds{(*ids)[0], absl::CivilMonth(*first_day)};
}

absl::StatusOr<std::optional<LoadedBaseline>> LoadBaseline(const storage::Reader& reader,
                                                           const BaselineIds& ids) {
  return runtime::LoadRecord<internal::v1::StoredBaseline>(reader, Table::kBaselines,
                                                           BaselineKey(ids.division, ids.month));
}

void PlanBaseline(const BaselineIds& ids, const std::optional<LoadedBaseline>& old,
                  const internal::v1::StoredBaseline& baseline, storage::Batch& batch) {
  const std::string key = BaselineKey(ids.division, ids.month);
  batch.Require(Table::kBaselines, key, runtime::VersionOf(old));
  batch.Put(Table::kBaselines, key, baseline.SerializeAsString());
}

absl::StatusOr<v1::Baseline> ToBaseline(const storage::Record& record) {
  std::string division;
  std::string month;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &division, &month));
  internal::v1::StoredBaseline stored;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "baselines", &stored));
  v1::Baseline baseline = std::move(*stored.mutable_baseline());
  baseline.set_recorded_by(stored.provenance().recorded_by());
  baseline.set_name(absl::StrCat("divisions/", division, "/baselines/", month));
  *baseline.mutable_update_time() = runtime::ToTimestamp(record.record_time);
  baseline.set_etag(runtime::EtagOf(record.version));
  return baseline;
}

storage::KeyRange BaselinesRange(absl::string_view division) { return storage::RangeOf(division); }

absl::Status AddBaseline(const storage::Reader& reader, v1::OutboundRatio& ratio) {
  storage::KeyRange range = BaselinesRange(ratio.division_code());
  const absl::CivilMonth month(ratio.date().year(), ratio.date().month());
  range.end = BaselineKey(ratio.division_code(), month + 1);
  LAOWU_ASSIGN_OR_RETURN(const auto records,
                         reader.Scan(storage::Table::kBaselines, range, kBaselinesMost));
  if (records.empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(*ratio.mutable_baseline(), ToBaseline(records.back()));
  // A series has some hundred figures, and this may be of them all.
  ratio.mutable_baseline()->clear_past_versions();
  const int64_t surveyed = ratio.baseline().outbound_person_count();
  if (surveyed > 0) {
    ratio.set_register_coverage_permille(
        static_cast<int32_t>(int64_t{1000} * ratio.outbound_person_count() / surveyed));
  }
  return absl::OkStatus();
}

}  // namespace laowu::monitoring

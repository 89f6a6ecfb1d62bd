#include "services/placement/organizer_records.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/placement/organizer_rules.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

using storage::Table;

constexpr char kOrganizers[] = "organizers/";
// Ids of later facts begin with a time and sort behind it.
constexpr char kFirstFact[] = "0";
constexpr int kFactsPerRead = 500;

absl::string_view IdOf(absl::string_view name) { return absl::StripPrefix(name, kOrganizers); }

}  // namespace

absl::StatusOr<std::optional<v1::Organizer>> LoadOrganizer(const storage::Reader& reader,
                                                           absl::string_view organizer_name) {
  std::optional<v1::Organizer> organizer;
  storage::KeyRange range = storage::RangeOf(IdOf(organizer_name));
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           reader.Scan(Table::kOrganizerFacts, range, kFactsPerRead));
    for (const storage::Record& record : records) {
      internal::v1::StoredOrganizer fact;
      LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "organizer_facts", &fact));
      if (!organizer.has_value()) organizer.emplace();
      Fold(fact.organizer(), *organizer);
      organizer->set_name(std::string(organizer_name));
      organizer->set_recorded_by(fact.provenance().recorded_by());
      *organizer->mutable_record_time() = runtime::ToTimestamp(record.record_time);
      organizer->set_etag(runtime::EtagOf(record.version));
    }
    if (static_cast<int>(records.size()) < kFactsPerRead) return organizer;
    range = storage::ContinueAfter(range, records.back().key);
  }
}

void PlanFirstFact(absl::string_view organizer_name, const v1::Organizer& organizer,
                   const internal::v1::Provenance& provenance, storage::Batch& batch) {
  internal::v1::StoredOrganizer stored;
  *stored.mutable_organizer() = organizer;
  *stored.mutable_provenance() = provenance;
  const std::string key = storage::EncodeKey(IdOf(organizer_name), kFirstFact);
  batch.Require(Table::kOrganizerFacts, key, storage::kAbsent);
  batch.Put(Table::kOrganizerFacts, key, stored.SerializeAsString());
}

absl::StatusOr<std::string> OrganizerOfFactKey(absl::string_view key) {
  std::string organizer_id;
  std::string fact_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &organizer_id, &fact_id));
  return absl::StrCat(kOrganizers, organizer_id);
}

bool IsFirstFact(absl::string_view key) {
  std::string organizer_id;
  std::string fact_id;
  return storage::DecodeKey(key, &organizer_id, &fact_id).ok() && fact_id == kFirstFact;
}

}  // namespace laowu::placement

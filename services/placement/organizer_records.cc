#include "services/placement/organizer_records.h"

#include <algorithm>
#include <vector>

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
// No request id makes this id.
constexpr char kFirstFact[] = "0";
constexpr int kFactsPerRead = 500;

absl::string_view IdOf(absl::string_view name) { return absl::StripPrefix(name, kOrganizers); }

}  // namespace

absl::StatusOr<std::optional<v1::Organizer>> LoadOrganizer(const storage::Reader& reader,
                                                           absl::string_view organizer_name,
                                                           storage::Sequence* version) {
  std::vector<storage::Record> facts;
  storage::KeyRange range = storage::RangeOf(IdOf(organizer_name));
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           reader.Scan(Table::kOrganizerFacts, range, kFactsPerRead));
    facts.insert(facts.end(), records.begin(), records.end());
    if (static_cast<int>(records.size()) < kFactsPerRead) break;
    range = storage::ContinueAfter(range, records.back().key);
  }
  // Ids of later facts come from callers' request ids: only versions tell the order.
  std::sort(facts.begin(), facts.end(), [](const storage::Record& a, const storage::Record& b) {
    return a.version < b.version;
  });
  std::optional<v1::Organizer> organizer;
  for (const storage::Record& record : facts) {
    internal::v1::StoredOrganizer fact;
    LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "organizer_facts", &fact));
    const auto time = runtime::ToTimestamp(record.record_time);
    if (!organizer.has_value()) {
      organizer.emplace();
      *organizer->mutable_record_time() = time;
    }
    Fold(fact.organizer(), time, *organizer);
    organizer->set_name(std::string(organizer_name));
    organizer->set_recorded_by(fact.provenance().recorded_by());
    *organizer->mutable_update_time() = time;
    organizer->set_etag(runtime::EtagOf(record.version));
    if (version != nullptr) *version = record.version;
  }
  return organizer;
}

absl::StatusOr<std::optional<internal::v1::Provenance>> FindFact(const storage::Reader& reader,
                                                                 absl::string_view organizer_name,
                                                                 absl::string_view fact_id) {
  LAOWU_ASSIGN_OR_RETURN(
      const auto record,
      reader.Get(Table::kOrganizerFacts, storage::EncodeKey(IdOf(organizer_name), fact_id)));
  if (!record.has_value()) return std::optional<internal::v1::Provenance>();
  internal::v1::StoredOrganizer fact;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(*record, "organizer_facts", &fact));
  return std::optional<internal::v1::Provenance>(fact.provenance());
}

void PlanFirstFact(absl::string_view organizer_name, const v1::Organizer& organizer,
                   const internal::v1::Provenance& provenance, storage::Batch& batch) {
  PlanFact(organizer_name, kFirstFact, organizer, provenance, batch);
}

void PlanFact(absl::string_view organizer_name, absl::string_view fact_id,
              const v1::Organizer& fact, const internal::v1::Provenance& provenance,
              storage::Batch& batch) {
  internal::v1::StoredOrganizer stored;
  *stored.mutable_organizer() = fact;
  *stored.mutable_provenance() = provenance;
  const std::string key = storage::EncodeKey(IdOf(organizer_name), fact_id);
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

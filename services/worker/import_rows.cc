#include "services/worker/import_rows.h"

#include <algorithm>

#include "services/runtime/digest.h"
#include "services/runtime/record_fields.h"
#include "services/worker/fact_rules.h"
#include "services/worker/worker_records.h"

namespace laowu::worker {

google::protobuf::RepeatedPtrField<v1::InferredField> WithoutSourceTexts(
    const google::protobuf::RepeatedPtrField<v1::InferredField>& fields) {
  auto out = fields;
  for (auto& field : out) field.clear_source_text();
  return out;
}

bool IsOneOf(const std::vector<runtime::Keys::Digest>& digests, absl::string_view hex) {
  return std::any_of(digests.begin(), digests.end(),
                     [&](const runtime::Keys::Digest& digest) { return digest.hex == hex; });
}

bool IsUnchanged(const WorkerChange& change) {
  v1::Worker shown = change.profile;
  ShowState(StateOn(change.known, kNewest), shown);
  return change.added.empty() &&
         change.details.SerializeAsString() == change.old_details.SerializeAsString() &&
         runtime::DeterministicBytes(shown) ==
             runtime::DeterministicBytes(change.old->stored.worker());
}

bool IsAsSaid(const Person& person, const v1::Worker& row) {
  if (!person.mine.has_value()) return row.etag().empty();
  return WorkerName(person.mine_id) == row.name() &&
         runtime::EtagOf(person.mine->version) == row.etag();
}

}  // namespace laowu::worker

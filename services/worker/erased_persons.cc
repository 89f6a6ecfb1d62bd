#include "services/worker/erased_persons.h"

#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "services/worker/worker_records.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using runtime::Keys;
using storage::Table;

constexpr char kErased[] = "erased";
constexpr size_t kCountyDigits = 6;
constexpr int kMergeChainMost = 16;  // longer is none that anybody made on purpose

std::string NoteKey(const Keys::Digest& note) { return storage::EncodeKey(note.key_id, note.hex); }

// What a note is a digest of.
std::string Noted(absl::string_view division_code, const Keys::Digest& digest) {
  return absl::StrCat(division_code.substr(0, kCountyDigits), "\n", digest.hex);
}

absl::Status WasErased(absl::string_view path, bool by_number, absl::Time erase_time) {
  runtime::FieldChecks checks;
  checks.Violate(
      absl::StrCat(path, by_number ? ".personal_details.identity_number" : ".source_reference"),
      absl::StrCat("ERASED: the person was erased here on ",
                   runtime::DateText(runtime::DayOf(erase_time)),
                   ", and what names them may be older; leave the row out, or send allow_erased to "
                   "register the person anew"));
  return checks.status();
}

// Merges what is left of the erased record, or the record that it stands behind, into `into_id`.
// Its id; empty where a record that was not erased stands for it, which is the person's already.
absl::StatusOr<std::string> PlanReunion(const PlanContext& context, std::string erased_id,
                                        const std::string& into_id, storage::Batch& batch) {
  std::optional<LoadedWorker> erased;
  for (int i = 0; i < kMergeChainMost; ++i) {
    LAOWU_ASSIGN_OR_RETURN(erased, LoadWorker(context.reader, erased_id));
    if (!erased.has_value() || !erased->stored.worker().has_erase_time()) return std::string();
    if (erased->stored.worker().merged_into().empty()) break;
    erased_id = WorkerId(erased->stored.worker().merged_into());
  }
  internal::v1::StoredWorker stored = erased->stored;
  if (!stored.worker().merged_into().empty()) return std::string();
  v1::WorkerFact fact;
  fact.set_kind(v1::WorkerFact::MERGED);
  *fact.mutable_effective_date() = runtime::ToDate(runtime::DayOf(context.call.now));
  fact.mutable_values()->set_worker(WorkerName(into_id));
  PlanFact(erased_id, runtime::NewId(context.call.now), fact,
           runtime::ProvenanceOf(context.call, ""), batch);
  // Nothing else of the facts is shown of it again.
  stored.mutable_worker()->set_merged_into(WorkerName(into_id));
  PlanWorker(erased_id, erased, stored, batch);
  return erased_id;
}

}  // namespace

absl::StatusOr<std::string> PlanAdmission(const PlanContext& context, const PersonDigests& digests,
                                          const v1::Worker& worker, const std::string& worker_id,
                                          bool allowed, absl::string_view path,
                                          absl::Status* refusal, storage::Batch& batch) {
  const bool by_number = !digests.number.empty();
  std::string erased_id;
  for (const Keys::Digest& digest : by_number ? digests.number : digests.reference) {
    const std::string noted = Noted(worker.division_code(), digest);
    for (const Keys::Digest& note : context.keys.DigestsOf(kErased, noted)) {
      const std::string key = NoteKey(note);
      LAOWU_ASSIGN_OR_RETURN(const auto record, context.reader.Get(Table::kIdentities, key));
      if (!record.has_value()) continue;
      if (!allowed) {
        *refusal = WasErased(path, by_number, record->record_time);
        return std::string();
      }
      batch.Require(Table::kIdentities, key, record->version);
      batch.Delete(Table::kIdentities, key);
      if (record->value.empty() || !erased_id.empty()) continue;
      auto opened = context.keys.Decrypt(record->value, note.hex);
      // Its key was destroyed, on purpose: it leads nowhere any more.
      if (absl::IsFailedPrecondition(opened.status())) continue;
      LAOWU_ASSIGN_OR_RETURN(erased_id, std::move(opened));
    }
  }
  if (erased_id.empty()) return erased_id;
  return PlanReunion(context, std::move(erased_id), worker_id, batch);
}

void PlanErasureNotes(const Keys& keys, const std::string& worker_id,
                      const std::vector<v1::WorkerFact>& facts,
                      const std::vector<Keys::Digest>& digests, storage::Batch& batch) {
  std::map<std::string, std::string> notes;  // by key
  for (const v1::WorkerFact& fact : facts) {
    const std::string& division_code = fact.values().division_code();
    if (division_code.empty()) continue;
    for (const Keys::Digest& digest : digests) {
      const Keys::Digest note = keys.DigestOf(kErased, Noted(division_code, digest));
      notes.try_emplace(NoteKey(note), keys.Encrypt(worker_id, note.hex));
    }
  }
  for (const auto& [key, value] : notes) batch.Put(Table::kIdentities, key, value);
}

}  // namespace laowu::worker

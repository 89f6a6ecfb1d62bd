#include "services/worker/erased_persons.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/worker/fact_rules.h"
#include "services/worker/personal_details.h"
#include "services/worker/worker_records.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using runtime::Keys;
using storage::Table;

constexpr char kErased[] = "erased";
// Of notes that hold in every county, and refuse nobody.
constexpr char kLeft[] = "left of erased";
constexpr size_t kCountyDigits = 6;

std::string NoteKey(const Keys::Digest& note) { return storage::EncodeKey(note.key_id, note.hex); }

// What a note is a digest of.
std::string Noted(absl::string_view division_code, const Keys::Digest& digest) {
  return absl::StrCat(division_code.substr(0, kCountyDigits), "\n", digest.hex);
}

absl::Status WasErased(absl::string_view path, bool by_number, absl::Time erase_time) {
  runtime::FieldChecks checks;
  checks.Violate(
      absl::StrCat(path, by_number ? ".personal_details.identity_number" : ".source_reference"),
      absl::StrCat("此人已应要求注销；名单可能是旧的，请删去此行，要重新登记请勾选允许 / ERASED: "
                   "the person was erased here on ",
                   runtime::DateText(runtime::DayOf(erase_time)),
                   ", and what names them may be older; leave the row out, or send allow_erased to "
                   "register the person anew"));
  return checks.status();
}

struct Left {
  std::string id;
  LoadedWorker loaded;
};

// What stands for what is left of the erased record `id`: itself, or the erased one that it was
// merged into. nullopt where one that was not erased does, which is the person's already.
absl::StatusOr<std::optional<Left>> FindLeft(const storage::Reader& reader, std::string id) {
  for (int i = 0; i < runtime::limits::kMergeChainMost; ++i) {
    LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadWorker(reader, id));
    if (!loaded.has_value() || !loaded->stored.worker().has_erase_time()) break;
    const std::string above = loaded->stored.worker().merged_into();
    if (above.empty()) return std::optional<Left>(Left{std::move(id), *std::move(loaded)});
    id = WorkerId(above);
  }
  return std::optional<Left>();
}

// Merges what is left of the erased record `erased_id` into `into_id`, whose recorded facts are
// `known`. Its id; empty where there is nothing to merge, `done` names it, or one of the two alone
// is dead: the figures would take who comes now for dead as well.
absl::StatusOr<std::string> PlanReunion(const PlanContext& context, std::string erased_id,
                                        const std::string& into_id,
                                        const std::vector<v1::WorkerFact>& known,
                                        const std::vector<std::string>& done,
                                        storage::Batch& batch) {
  LAOWU_ASSIGN_OR_RETURN(const auto left, FindLeft(context.reader, std::move(erased_id)));
  if (!left.has_value() || std::find(done.begin(), done.end(), left->id) != done.end()) {
    return std::string();
  }
  LAOWU_ASSIGN_OR_RETURN(const auto facts, LoadFacts(context.reader, left->id));
  if (StandingDeaths(facts).empty() != StandingDeaths(known).empty()) return std::string();
  v1::WorkerFact fact;
  fact.set_kind(v1::WorkerFact::MERGED);
  *fact.mutable_effective_date() = runtime::ToDate(runtime::DayOf(context.call.now));
  fact.mutable_values()->set_worker(WorkerName(into_id));
  PlanFact(left->id, runtime::NewId(context.call.now), fact,
           runtime::ProvenanceOf(context.call, ""), batch);
  // Nothing else of the facts is shown of it again.
  internal::v1::StoredWorker stored = left->loaded.stored;
  stored.mutable_worker()->set_merged_into(WorkerName(into_id));
  PlanWorker(left->id, left->loaded, stored, batch);
  return left->id;
}

// The ids that a note holds; none where its key was destroyed, on purpose: it leads nowhere then.
absl::StatusOr<std::vector<std::string>> IdsIn(const Keys& keys, const storage::Record& record,
                                               const Keys::Digest& note) {
  if (record.value.empty()) return std::vector<std::string>();
  const auto opened = keys.Decrypt(record.value, note.hex);
  if (absl::IsFailedPrecondition(opened.status())) return std::vector<std::string>();
  LAOWU_RETURN_IF_ERROR(opened.status());
  std::vector<std::string> ids = absl::StrSplit(*opened, ',', absl::SkipEmpty());
  return ids;
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
      LAOWU_ASSIGN_OR_RETURN(const auto ids, IdsIn(context.keys, *record, note));
      if (erased_id.empty() && !ids.empty()) erased_id = ids.front();
    }
  }
  if (erased_id.empty()) return erased_id;
  return PlanReunion(context, std::move(erased_id), worker_id, {}, {}, batch);
}

absl::Status PlanReunions(const PlanContext& context, const std::vector<Keys::Digest>& number,
                          WorkerChange& change, storage::Batch& batch) {
  for (const Keys::Digest& digest : number) {
    for (const Keys::Digest& note : context.keys.DigestsOf(kLeft, digest.hex)) {
      const std::string key = NoteKey(note);
      LAOWU_ASSIGN_OR_RETURN(const auto record, context.reader.Get(Table::kIdentities, key));
      if (!record.has_value()) continue;
      batch.Require(Table::kIdentities, key, record->version);
      batch.Delete(Table::kIdentities, key);
      LAOWU_ASSIGN_OR_RETURN(const auto ids, IdsIn(context.keys, *record, note));
      for (const std::string& id : ids) {
        LAOWU_ASSIGN_OR_RETURN(
            std::string merged,
            PlanReunion(context, id, change.worker_id, change.known, change.elsewhere_ids, batch));
        if (!merged.empty()) change.elsewhere_ids.push_back(std::move(merged));
      }
    }
  }
  return absl::OkStatus();
}

absl::Status PlanLeftNote(const PlanContext& context, const std::string& worker_id,
                          absl::string_view identity_number, storage::Batch& batch) {
  if (identity_number.empty()) return absl::OkStatus();
  const Keys::Digest digest = IdentityDigests(context.keys, identity_number).front();
  const Keys::Digest note = context.keys.DigestOf(kLeft, digest.hex);
  const std::string key = NoteKey(note);
  LAOWU_ASSIGN_OR_RETURN(const auto record, context.reader.Get(Table::kIdentities, key));
  std::vector<std::string> ids;
  if (record.has_value()) {
    LAOWU_ASSIGN_OR_RETURN(ids, IdsIn(context.keys, *record, note));
  }
  ids.push_back(worker_id);
  batch.Require(Table::kIdentities, key, record.has_value() ? record->version : storage::kAbsent);
  batch.Put(Table::kIdentities, key, context.keys.Encrypt(absl::StrJoin(ids, ","), note.hex));
  return absl::OkStatus();
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

#include "services/worker/erased_persons.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using runtime::Keys;
using storage::Table;

constexpr char kErased[] = "erased";
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
      absl::StrCat("ERASED: the person was erased here on ",
                   runtime::DateText(runtime::DayOf(erase_time)),
                   ", and what names them may be older; leave the row out, or send allow_erased to "
                   "register the person anew"));
  return checks.status();
}

}  // namespace

absl::Status PlanAdmission(const PlanContext& context, const PersonDigests& digests,
                           const v1::Worker& worker, bool allowed, absl::string_view path,
                           absl::Status* refusal, storage::Batch& batch) {
  const bool by_number = !digests.number.empty();
  for (const Keys::Digest& digest : by_number ? digests.number : digests.reference) {
    const std::string noted = Noted(worker.division_code(), digest);
    for (const Keys::Digest& note : context.keys.DigestsOf(kErased, noted)) {
      const std::string key = NoteKey(note);
      LAOWU_ASSIGN_OR_RETURN(const auto record, context.reader.Get(Table::kIdentities, key));
      if (!record.has_value()) continue;
      if (!allowed) {
        *refusal = WasErased(path, by_number, record->record_time);
        return absl::OkStatus();
      }
      batch.Require(Table::kIdentities, key, record->version);
      batch.Delete(Table::kIdentities, key);
    }
  }
  return absl::OkStatus();
}

void PlanErasureNotes(const Keys& keys, const std::vector<v1::WorkerFact>& facts,
                      const std::vector<Keys::Digest>& digests, storage::Batch& batch) {
  std::set<std::string> note_keys;
  for (const v1::WorkerFact& fact : facts) {
    const std::string& division_code = fact.values().division_code();
    if (division_code.empty()) continue;
    for (const Keys::Digest& digest : digests) {
      note_keys.insert(NoteKey(keys.DigestOf(kErased, Noted(division_code, digest))));
    }
  }
  for (const std::string& key : note_keys) batch.Put(Table::kIdentities, key, "");
}

}  // namespace laowu::worker

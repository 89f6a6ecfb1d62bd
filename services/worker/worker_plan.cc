#include "services/worker/worker_plan.h"

#include <algorithm>
#include <utility>

#include "services/runtime/access.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "services/worker/erased_persons.h"
#include "services/worker/fact_rules.h"
#include "services/worker/personal_details.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

// A record outside the caller's scope and its facts.
struct Elsewhere {
  std::string id;
  LoadedWorker loaded;
  std::vector<v1::WorkerFact> facts;
};

// MERGED or UNMERGED with the worker `worker_id`.
v1::WorkerFact LinkFact(v1::WorkerFact::Kind kind, const std::string& worker_id,
                        absl::CivilDay day) {
  v1::WorkerFact fact;
  fact.set_kind(kind);
  *fact.mutable_effective_date() = runtime::ToDate(day);
  fact.mutable_values()->set_worker(WorkerName(worker_id));
  return fact;
}

// Says in the record elsewhere that this worker stands for it now, or no longer. Its profile shows
// nothing else that is new, so that its indexes stay.
void PlanElsewhere(const PlanContext& context, Elsewhere other, v1::WorkerFact link,
                   storage::Batch& batch) {
  const std::string fact_id = runtime::NewId(context.call.now);
  link.set_name(FactName(other.id, fact_id));
  link.set_sequence(kPendingSequence);
  PlanFact(other.id, fact_id, link, runtime::ProvenanceOf(context.call, ""), batch);
  other.facts.push_back(std::move(link));
  internal::v1::StoredWorker stored = other.loaded.stored;
  ShowState(StateOn(other.facts, kNewest), *stored.mutable_worker());
  PlanWorker(other.id, other.loaded, stored, batch);
}

// By whose word a record stands as it does: who made it, and who is changing it.
std::vector<std::string> WordsOf(const WorkerChange& change, const runtime::CallContext& call) {
  std::vector<std::string> words = {call.principal.id};
  for (const v1::WorkerFact& fact : change.known) {
    if (fact.kind() == v1::WorkerFact::PROFILE) words.push_back(fact.recorded_by());
  }
  return words;
}

// The merger into `into` that holds was recorded by one of `words`.
bool IsMergerBy(const std::vector<std::string>& words, const std::vector<v1::WorkerFact>& facts,
                const std::string& into) {
  const v1::WorkerFact* newest = nullptr;
  for (const v1::WorkerFact& fact : facts) {
    if (fact.kind() != v1::WorkerFact::MERGED || fact.values().worker() != into) continue;
    if (newest == nullptr || fact.sequence() > newest->sequence()) newest = &fact;
  }
  return newest != nullptr &&
         std::find(words.begin(), words.end(), newest->recorded_by()) != words.end();
}

void PlanIdentities(const WorkerChange& change, internal::v1::StoredWorker& stored,
                    storage::Batch& batch) {
  for (Identity identity : change.lost) {
    auto& ids = identity.worker_ids;
    ids.erase(std::remove(ids.begin(), ids.end(), change.worker_id), ids.end());
    PlanIdentity(identity, batch);
    ForgetIdentity(identity.digest, stored);
  }
  for (Identity identity : change.gained) {
    if (!identity.Names(change.worker_id)) {
      identity.worker_ids.push_back(change.worker_id);
      PlanIdentity(identity, batch);
    }
    NoteIdentity(identity.digest, stored);
  }
}

// Names the facts added and plans them; all facts of the worker.
std::vector<v1::WorkerFact> PlanFacts(const PlanContext& context, WorkerChange& change,
                                      storage::Batch& batch) {
  std::vector<v1::WorkerFact> facts = std::move(change.known);
  storage::Sequence sequence = kPendingSequence;
  std::string fact_id = change.fact_id;
  for (v1::WorkerFact& fact : change.added) {
    if (fact_id.empty()) fact_id = runtime::NewId(context.call.now);
    fact.set_name(FactName(change.worker_id, fact_id));
    fact.set_sequence(sequence++);
    PlanFact(change.worker_id, fact_id, fact, runtime::ProvenanceOf(context.call, ""), batch);
    facts.push_back(std::move(fact));
    fact_id.clear();
  }
  return facts;
}

}  // namespace

std::vector<std::string> WorkerChange::written() const {
  std::vector<std::string> names = {WorkerName(worker_id)};
  for (const std::string& id : elsewhere_ids) names.push_back(WorkerName(id));
  return names;
}

absl::StatusOr<WorkerChange> LoadChange(const PlanContext& context, absl::string_view worker_id,
                                        const LoadedWorker& old) {
  WorkerChange change;
  change.worker_id = std::string(worker_id);
  change.old = old;
  LAOWU_ASSIGN_OR_RETURN(change.old_details, LoadDetails(context.reader, context.keys, worker_id));
  LAOWU_ASSIGN_OR_RETURN(change.known, LoadFacts(context.reader, worker_id));
  change.profile = old.stored.worker();
  change.details = change.old_details;
  change.provenance = old.stored.provenance();
  change.provenance.set_recorded_by(context.call.principal.id);
  if (old.stored.has_stated_date()) change.stated = runtime::ToCivilDay(old.stored.stated_date());
  return change;
}

WorkerChange NewWorker(const PlanContext& context, const std::string& worker_id,
                       const v1::Worker& row, absl::CivilDay as_of) {
  WorkerChange change;
  change.worker_id = worker_id;
  change.added = {ProfileFact(row, as_of)};
  change.profile = row;
  change.profile.clear_personal_details();
  change.details = row.personal_details();
  change.provenance = runtime::ProvenanceOf(context.call, "");
  change.stated = as_of;
  return change;
}

absl::Status JoinPerson(const PlanContext& context, const Person& person, absl::CivilDay day,
                        WorkerChange& change, storage::Batch& batch) {
  if (person.number.has_value()) change.gained.push_back(*person.number);
  if (person.reference.has_value()) {
    // A reference is of one person: it passes from one who moved away.
    Identity reference = *person.reference;
    if (!reference.Names(change.worker_id)) reference.worker_ids.clear();
    change.gained.push_back(std::move(reference));
  }
  if (person.elsewhere_id.empty()) return absl::OkStatus();
  std::vector<v1::WorkerFact> here = change.known;
  here.insert(here.end(), change.added.begin(), change.added.end());
  LAOWU_ASSIGN_OR_RETURN(std::vector<v1::WorkerFact> there,
                         LoadFacts(context.reader, person.elsewhere_id));
  const auto since = RegistrationDate(here);
  const bool stands_here = since >= RegistrationDate(there);
  change.joined = Joined{WorkerName(person.elsewhere_id),
                         CountyOf(person.elsewhere->stored.worker().division_code()),
                         since.value_or(day),
                         stands_here,
                         !StandingDeaths(here).empty(),
                         !StandingDeaths(there).empty()};
  change.joined->names_differ = !person.elsewhere_fits;
  if (change.joined->contradicted() || change.joined->names_differ) {
    batch.Require(storage::Table::kWorkers, WorkerKey(person.elsewhere_id),
                  person.elsewhere->version);
    return absl::OkStatus();
  }
  if (stands_here) {
    change.elsewhere_ids.push_back(person.elsewhere_id);
    PlanElsewhere(context, {person.elsewhere_id, *person.elsewhere, std::move(there)},
                  LinkFact(v1::WorkerFact::MERGED, change.worker_id, day), batch);
    return absl::OkStatus();
  }
  change.added.push_back(LinkFact(v1::WorkerFact::MERGED, person.elsewhere_id, day));
  batch.Require(storage::Table::kWorkers, WorkerKey(person.elsewhere_id),
                person.elsewhere->version);
  return absl::OkStatus();
}

absl::Status PartPerson(const PlanContext& context, const Identity& lost, absl::CivilDay day,
                        WorkerChange& change, storage::Batch& batch) {
  const std::string self = WorkerName(change.worker_id);
  std::string behind = change.old->stored.worker().merged_into();
  const std::vector<std::string> words = WordsOf(change, context.call);
  if (!IsMergerBy(words, change.known, behind)) behind.clear();
  for (const std::string& id : lost.worker_ids) {
    const auto& done = change.elsewhere_ids;
    if (id == change.worker_id || std::find(done.begin(), done.end(), id) != done.end()) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto other, LoadWorker(context.reader, id));
    if (!other.has_value() ||
        runtime::DivisionInScope(context.call.principal, other->stored.worker().division_code())) {
      continue;
    }
    if (behind == WorkerName(id)) {
      change.elsewhere_ids.push_back(id);
      change.added.push_back(LinkFact(v1::WorkerFact::UNMERGED, id, day));
      continue;
    }
    if (other->stored.worker().merged_into() != self) continue;
    LAOWU_ASSIGN_OR_RETURN(std::vector<v1::WorkerFact> facts, LoadFacts(context.reader, id));
    if (!IsMergerBy(words, facts, self)) continue;
    change.elsewhere_ids.push_back(id);
    PlanElsewhere(context, {id, *other, std::move(facts)},
                  LinkFact(v1::WorkerFact::UNMERGED, change.worker_id, day), batch);
  }
  return absl::OkStatus();
}

absl::Status PlanChange(const PlanContext& context, WorkerChange change, std::string* refusal,
                        storage::Batch& batch) {
  const std::string old_household =
      change.old.has_value() ? change.old->stored.worker().household() : "";
  std::string household = old_household;
  if (change.profile.household() != old_household) {
    LAOWU_ASSIGN_OR_RETURN(household,
                           context.households.Resolve(change.profile.household(),
                                                      change.profile.division_code(), refusal));
    // Whoever is in it already does not join it.
    if (household == old_household) refusal->clear();
    if (!refusal->empty()) return absl::OkStatus();
  }
  const std::vector<v1::WorkerFact> facts = PlanFacts(context, change, batch);
  internal::v1::StoredWorker stored;
  if (change.old.has_value()) stored = change.old->stored;
  v1::Worker& profile = *stored.mutable_worker();
  profile = std::move(change.profile);
  profile.set_household(household);
  ShowState(StateOn(facts, kNewest), profile);
  const std::string old_division =
      change.old.has_value() ? change.old->stored.worker().division_code() : "";
  LAOWU_RETURN_IF_ERROR(context.households.Move(
      change.worker_id, old_division, profile.division_code(), old_household, household, batch));
  PlanIdentities(change, stored, batch);
  BlindValues before;
  if (change.old.has_value()) {
    before = BlindValues::Of(change.old_details, change.old->stored.worker().division_code());
  }
  PlanBlindIndexes(context.keys, change.worker_id, before,
                   BlindValues::Of(change.details, profile.division_code()), batch);
  *stored.mutable_provenance() = change.provenance;
  stored.clear_stated_date();
  if (change.stated.has_value()) *stored.mutable_stated_date() = runtime::ToDate(*change.stated);
  PlanWorker(change.worker_id, change.old, stored, batch);
  if (change.details.SerializeAsString() != change.old_details.SerializeAsString()) {
    PlanDetails(context.keys, change.worker_id, change.details, batch);
  }
  return absl::OkStatus();
}

absl::Status PlanErasure(const PlanContext& context, WorkerChange& change, bool noted,
                         storage::Batch& batch) {
  const v1::Worker& old = change.old->stored.worker();
  LAOWU_RETURN_IF_ERROR(
      PlanLeftNote(context, change.worker_id, change.old_details.identity_number(), batch));
  if (noted) {
    PlanErasureNotes(context.keys, change.worker_id, change.known,
                     NotedIdentities(change.old->stored), batch);
  }
  for (const auto& digest : NotedIdentities(change.old->stored)) {
    LAOWU_ASSIGN_OR_RETURN(Identity identity, LoadIdentity(context.reader, {digest}));
    if (!identity.Names(change.worker_id)) continue;
    if (!noted) {
      LAOWU_RETURN_IF_ERROR(
          PartPerson(context, identity, runtime::DayOf(context.call.now), change, batch));
    }
    auto& ids = identity.worker_ids;
    ids.erase(std::remove(ids.begin(), ids.end(), change.worker_id), ids.end());
    PlanIdentity(identity, batch);
  }
  PlanBlindIndexes(context.keys, change.worker_id,
                   BlindValues::Of(change.old_details, old.division_code()), BlindValues(), batch);
  LAOWU_RETURN_IF_ERROR(context.households.Move(change.worker_id, old.division_code(),
                                                old.division_code(), old.household(), "", batch));
  PlanDetails(context.keys, change.worker_id, v1::Worker::PersonalDetails(), batch);
  EraseFactNotes(change.known, batch);
  internal::v1::StoredWorker stored;
  v1::Worker& tombstone = *stored.mutable_worker();
  tombstone.set_state(v1::Worker::PAUSED);
  // Whose scope the record lies in, and whom it stands behind, as its facts say.
  tombstone.set_division_code(old.division_code());
  tombstone.set_merged_into(StateOn(PlanFacts(context, change, batch), kNewest).merged_into);
  *tombstone.mutable_erase_time() = runtime::ToTimestamp(context.call.now);
  *stored.mutable_provenance() = change.provenance;
  stored.mutable_provenance()->clear_content_digest();
  PlanWorker(change.worker_id, change.old, stored, batch);
  return absl::OkStatus();
}

}  // namespace laowu::worker

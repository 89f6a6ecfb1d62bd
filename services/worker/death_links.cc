#include "services/worker/death_links.h"

#include <algorithm>
#include <utility>

#include "services/runtime/clock.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/worker/fact_rules.h"
#include "services/worker/merged_records.h"
#include "services/worker/person_index.h"
#include "services/worker/personal_details.h"
#include "services/worker/scope_crossings.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using Facts = std::vector<v1::WorkerFact>;

// Another record of the same identity number.
struct Other {
  std::string id;
  LoadedWorker loaded;
  Facts facts;

  const v1::Worker& worker() const { return loaded.stored.worker(); }
};

absl::StatusOr<std::vector<Other>> OthersOfNumber(const PlanContext& context,
                                                  const std::string& worker_id,
                                                  const std::string& identity_number) {
  std::vector<Other> others;
  if (identity_number.empty()) return others;
  LAOWU_ASSIGN_OR_RETURN(
      const Identity identity,
      LoadIdentity(context.reader, IdentityDigests(context.keys, identity_number)));
  for (const std::string& id : identity.worker_ids) {
    if (id == worker_id) continue;
    LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadWorker(context.reader, id));
    if (!loaded.has_value() || loaded->stored.worker().has_erase_time()) continue;
    LAOWU_ASSIGN_OR_RETURN(Facts facts, LoadFacts(context.reader, id));
    others.push_back({id, *std::move(loaded), std::move(facts)});
  }
  return others;
}

bool LivesByItself(const v1::Worker& worker) {
  return !worker.has_death_date() && worker.merged_into().empty();
}

bool WereParted(const Facts& facts, const std::string& other_id) {
  return std::any_of(facts.begin(), facts.end(), [&](const v1::WorkerFact& fact) {
    return fact.kind() == v1::WorkerFact::UNMERGED &&
           fact.values().worker() == WorkerName(other_id);
  });
}

// By a fact of the commit at `record_time`.
bool WasMergedThen(const Facts& facts, const std::string& into_id, absl::Time record_time) {
  return std::any_of(facts.begin(), facts.end(), [&](const v1::WorkerFact& fact) {
    return fact.kind() == v1::WorkerFact::MERGED && fact.values().worker() == WorkerName(into_id) &&
           runtime::ToTime(fact.record_time()) == record_time;
  });
}

// Whether a record behind that one, or behind such a one, is recorded as dead.
absl::StatusOr<bool> IsAnyDeadBehind(const storage::Reader& reader, const std::string& worker_id,
                                     int depth = 0) {
  if (depth >= runtime::limits::kMergeChainMost) return false;
  LAOWU_ASSIGN_OR_RETURN(const auto ids, IdsMergedInto(reader, worker_id));
  for (const std::string& id : ids) {
    LAOWU_ASSIGN_OR_RETURN(const auto behind, LoadWorker(reader, id));
    if (!behind.has_value() || behind->stored.worker().merged_into() != WorkerName(worker_id)) {
      continue;
    }
    if (behind->stored.worker().has_death_date()) return true;
    LAOWU_ASSIGN_OR_RETURN(const bool further, IsAnyDeadBehind(reader, id, depth + 1));
    if (further) return true;
  }
  return false;
}

// Whether the last of the change's facts makes a worker who stands for himself alive again.
bool TakesTheDeathBack(const WorkerChange& change) {
  if (change.added.empty() || change.added.back().kind() != v1::WorkerFact::FACT_VOIDED) {
    return false;
  }
  Facts all = change.known;
  all.insert(all.end(), change.added.begin(), change.added.end());
  const WorkerState after = StateOn(all, kNewest);
  return StateOn(change.known, kNewest).death_date.has_value() && !after.death_date.has_value() &&
         after.merged_into.empty();
}

}  // namespace

absl::Status LinkAgain(const PlanContext& context, WorkerChange& change, storage::Batch& batch) {
  // After all that are known: a FACT_VOIDED may take back another.
  if (!change.added.empty()) change.added.back().set_sequence(kPendingSequence);
  if (!TakesTheDeathBack(change)) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto others, OthersOfNumber(context, change.worker_id,
                                                           change.details.identity_number()));
  if (others.empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const bool dead_here, IsAnyDeadBehind(context.reader, change.worker_id));
  if (dead_here) return absl::OkStatus();
  for (const Other& other : others) {
    if (!LivesByItself(other.worker()) || WereParted(change.known, other.id) ||
        WereParted(other.facts, change.worker_id)) {
      continue;
    }
    LAOWU_ASSIGN_OR_RETURN(const bool dead_there, IsAnyDeadBehind(context.reader, other.id));
    if (dead_there) continue;
    Person person;
    person.elsewhere_id = other.id;
    person.elsewhere = other.loaded;
    return JoinPerson(context, person, runtime::DayOf(context.call.now), change, batch);
  }
  return absl::OkStatus();
}

absl::Status WarnOfLinks(const PlanContext& context, const std::string& worker_id,
                         const v1::Worker& worker, const v1::WorkerFact& fact, const Facts& known,
                         google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (worker.has_death_date()) return absl::OkStatus();
  const absl::CivilDay today = runtime::DayOf(context.call.now);
  const absl::Time then = runtime::ToTime(fact.record_time());
  LAOWU_ASSIGN_OR_RETURN(const auto details, LoadDetails(context.reader, context.keys, worker_id));
  LAOWU_ASSIGN_OR_RETURN(const auto others,
                         OthersOfNumber(context, worker_id, details.identity_number()));
  for (const Other& other : others) {
    const bool stands_here = WasMergedThen(other.facts, worker_id, then);
    if (stands_here || WasMergedThen(known, other.id, then)) {
      Joined joined;
      joined.elsewhere = WorkerName(other.id);
      joined.county_code = CountyOf(other.worker().division_code());
      joined.since = RegistrationDate(known).value_or(today);
      joined.stands_here = stands_here;
      WarnOfJoined(joined, /*of_a_check=*/false, warnings);
    } else if (LivesByItself(worker) && LivesByItself(other.worker()) &&
               !WereParted(known, other.id) && !WereParted(other.facts, worker_id)) {
      WarnOfNotLinked(WorkerName(other.id), other.worker().division_code(), today, warnings);
    }
  }
  return absl::OkStatus();
}

}  // namespace laowu::worker

#include "services/worker/death_links.h"

#include <algorithm>

#include "services/runtime/clock.h"
#include "services/runtime/record_fields.h"
#include "services/worker/fact_rules.h"
#include "services/worker/number_links.h"
#include "services/worker/person_index.h"
#include "services/worker/personal_details.h"
#include "services/worker/scope_crossings.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using Facts = std::vector<v1::WorkerFact>;

// By a fact of the commit at `record_time`.
bool WasMergedThen(const Facts& facts, const std::string& into_id, absl::Time record_time) {
  return std::any_of(facts.begin(), facts.end(), [&](const v1::WorkerFact& fact) {
    return fact.kind() == v1::WorkerFact::MERGED && fact.values().worker() == WorkerName(into_id) &&
           runtime::ToTime(fact.record_time()) == record_time;
  });
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
  return LinkByNumber(context, runtime::DayOf(context.call.now), change, batch);
}

absl::Status WarnOfLinks(const PlanContext& context, const std::string& worker_id,
                         const v1::Worker& worker, const v1::WorkerFact& fact, const Facts& known,
                         google::protobuf::RepeatedPtrField<v1::Warning>* warnings) {
  if (worker.has_death_date()) return absl::OkStatus();
  const absl::CivilDay today = runtime::DayOf(context.call.now);
  const absl::Time then = runtime::ToTime(fact.record_time());
  LAOWU_ASSIGN_OR_RETURN(const auto details, LoadDetails(context.reader, context.keys, worker_id));
  if (details.identity_number().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(
      const Identity identity,
      LoadIdentity(context.reader, IdentityDigests(context.keys, details.identity_number())));
  LAOWU_ASSIGN_OR_RETURN(auto others, LoadBearers(context.reader, identity, worker_id));
  LAOWU_RETURN_IF_ERROR(JudgeNames(context, details, others));
  for (const Bearer& other : others) {
    LAOWU_ASSIGN_OR_RETURN(const Facts facts, LoadFacts(context.reader, other.id));
    Joined joined;
    joined.elsewhere = WorkerName(other.id);
    joined.county_code = CountyOf(other.worker().division_code());
    joined.since = RegistrationDate(known).value_or(today);
    joined.stands_here = WasMergedThen(facts, worker_id, then);
    if (joined.stands_here || WasMergedThen(known, other.id, then)) {
      WarnOfJoined(joined, /*of_a_check=*/false, warnings);
      continue;
    }
    if (!LivesByItself(worker) || !LivesByItself(other.worker())) continue;
    joined.names_differ = !other.fits;
    if (joined.names_differ) {
      WarnOfJoined(joined, /*of_a_check=*/false, warnings);
    } else {
      WarnOfNotLinked(joined.elsewhere, other.worker().division_code(), today, warnings);
    }
  }
  return absl::OkStatus();
}

}  // namespace laowu::worker

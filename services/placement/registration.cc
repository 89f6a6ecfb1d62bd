#include "services/placement/registration.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"

namespace laowu::placement {
namespace {

using Fact = v1::WorkerFact;

absl::CivilDay DayOfFact(const Fact& fact) {
  return runtime::ToCivilDay(fact.effective_date()).value_or(absl::CivilDay());
}

// Names of facts taken back by one that itself stands.
absl::flat_hash_set<std::string> Voided(absl::Span<const Fact> facts) {
  std::vector<const Fact*> voids;
  for (const Fact& fact : facts) {
    if (fact.kind() == Fact::FACT_VOIDED) voids.push_back(&fact);
  }
  std::sort(voids.begin(), voids.end(),
            [](const Fact* a, const Fact* b) { return a->sequence() > b->sequence(); });
  absl::flat_hash_set<std::string> gone;
  for (const Fact* fact : voids) {
    if (!gone.contains(fact->name())) gone.insert(fact->values().voided_fact());
  }
  return gone;
}

}  // namespace

bool TellsRegistration(const v1::Worker& worker, absl::CivilDay day) {
  return day >= runtime::DayOf(runtime::ToTime(worker.update_time()));
}

std::string RegistrationOn(const v1::Worker& worker, absl::Span<const Fact> facts,
                           absl::CivilDay day) {
  const auto gone = Voided(facts);
  std::vector<const Fact*> moves;
  for (const Fact& fact : facts) {
    const bool tells = fact.kind() == Fact::PROFILE || fact.kind() == Fact::RESIDENCE_MOVED;
    if (tells && !fact.values().division_code().empty() && !gone.contains(fact.name())) {
      moves.push_back(&fact);
    }
  }
  if (moves.empty()) return worker.division_code();
  std::sort(moves.begin(), moves.end(), [](const Fact* a, const Fact* b) {
    return std::tuple(DayOfFact(*a), a->sequence()) < std::tuple(DayOfFact(*b), b->sequence());
  });
  const Fact* held = moves.front();
  for (const Fact* fact : moves) {
    if (DayOfFact(*fact) <= day) held = fact;
  }
  return held->values().division_code();
}

bool StoodBehind(const RecordOfPerson& record, absl::CivilDay day) {
  const v1::Worker& worker = record.worker;
  if (worker.merged_into().empty()) return false;
  if (TellsRegistration(worker, day)) return true;
  const auto gone = Voided(record.facts);
  const Fact* newest = nullptr;
  for (const Fact& fact : record.facts) {
    const bool tells = fact.kind() == Fact::MERGED &&
                       fact.values().worker() == worker.merged_into() &&
                       !gone.contains(fact.name());
    if (tells && (newest == nullptr || newest->sequence() < fact.sequence())) newest = &fact;
  }
  return newest == nullptr || DayOfFact(*newest) <= day;
}

std::string RegistrationOfPersonOn(absl::Span<const RecordOfPerson> records, absl::CivilDay day) {
  size_t standing = 0;
  while (standing + 1 < records.size() && StoodBehind(records[standing], day)) ++standing;
  const RecordOfPerson& record = records[standing];
  if (TellsRegistration(record.worker, day)) return record.worker.division_code();
  return RegistrationOn(record.worker, record.facts, day);
}

}  // namespace laowu::placement

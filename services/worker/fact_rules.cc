#include "services/worker/fact_rules.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/identity_number.h"
#include "services/runtime/limits.h"
#include "services/runtime/reference_text.h"
#include "services/runtime/resource_name.h"
#include "services/worker/worker_rules.h"

namespace laowu::worker {
namespace {

using Facts = std::vector<const v1::WorkerFact*>;

absl::CivilDay DayOfFact(const v1::WorkerFact& fact) {
  return runtime::ToCivilDay(fact.effective_date()).value_or(absl::CivilDay());
}

bool RecordedBefore(const v1::WorkerFact* a, const v1::WorkerFact* b) {
  return a->sequence() < b->sequence();
}

// Whether a fact of the one kind may say otherwise than one of the other.
bool OfOneMatter(v1::WorkerFact::Kind a, v1::WorkerFact::Kind b) {
  const auto matter = [](v1::WorkerFact::Kind kind) {
    switch (kind) {
      case v1::WorkerFact::POLICY_GROUP_REMOVED:
        return v1::WorkerFact::POLICY_GROUP_ADDED;
      case v1::WorkerFact::UNMERGED:
        return v1::WorkerFact::MERGED;
      default:
        return kind;
    }
  };
  return a == v1::WorkerFact::PROFILE || matter(a) == matter(b);
}

// Names of the facts taken back. The latest recorded come first, so that a FACT_VOIDED which is
// itself taken back takes nothing back.
std::set<std::string> VoidedNames(const std::vector<v1::WorkerFact>& facts) {
  Facts voids;
  for (const auto& fact : facts) {
    if (fact.kind() == v1::WorkerFact::FACT_VOIDED) voids.push_back(&fact);
  }
  std::sort(voids.begin(), voids.end(),
            [](const auto* a, const auto* b) { return RecordedBefore(b, a); });
  std::set<std::string> gone;
  for (const auto* fact : voids) {
    if (!gone.contains(fact->name())) gone.insert(fact->values().voided_fact());
  }
  return gone;
}

Facts LiveFacts(const std::vector<v1::WorkerFact>& facts) {
  const std::set<std::string> gone = VoidedNames(facts);
  Facts live;
  for (const auto& fact : facts) {
    if (fact.kind() != v1::WorkerFact::FACT_VOIDED && !gone.contains(fact.name())) {
      live.push_back(&fact);
    }
  }
  return live;
}

// By (effective date, recorded), but the first PROFILE before all: it is all that is known of the
// days before it.
void PutInOrder(Facts& facts) {
  std::sort(facts.begin(), facts.end(), [](const auto* a, const auto* b) {
    return std::make_tuple(DayOfFact(*a), a->sequence()) <
           std::make_tuple(DayOfFact(*b), b->sequence());
  });
  const auto profile = std::find_if(facts.begin(), facts.end(), [](const auto* fact) {
    return fact->kind() == v1::WorkerFact::PROFILE;
  });
  if (profile != facts.end()) std::rotate(facts.begin(), profile, profile + 1);
}

std::set<v1::PolicyGroup> GroupsOf(const google::protobuf::RepeatedField<int>& groups) {
  std::set<v1::PolicyGroup> out;
  for (const int group : groups) out.insert(static_cast<v1::PolicyGroup>(group));
  return out;
}

// What holds from a date on.
void ApplyDated(const v1::WorkerFact& fact, WorkerState& state) {
  const auto& values = fact.values();
  switch (fact.kind()) {
    case v1::WorkerFact::PROFILE:
      state.division_code = values.division_code();
      state.rural = values.rural();
      state.policy_groups = GroupsOf(values.policy_groups());
      break;
    case v1::WorkerFact::RESIDENCE_MOVED:
      state.division_code = values.division_code();
      break;
    case v1::WorkerFact::RURAL_STATUS:
      state.rural = values.rural();
      break;
    case v1::WorkerFact::POLICY_GROUP_ADDED:
      state.policy_groups.merge(GroupsOf(values.policy_groups()));
      break;
    case v1::WorkerFact::POLICY_GROUP_REMOVED:
      for (const auto group : GroupsOf(values.policy_groups())) state.policy_groups.erase(group);
      break;
    default:
      break;
  }
}

// What holds for every day, in the order it was recorded.
void ApplyTimeless(const v1::WorkerFact& fact, WorkerState& state) {
  const auto& values = fact.values();
  switch (fact.kind()) {
    case v1::WorkerFact::PROFILE:
      if (values.has_birth_date()) state.birth_date = runtime::ToCivilDay(values.birth_date());
      if (values.sex() != v1::SEX_UNSPECIFIED) state.sex = values.sex();
      break;
    case v1::WorkerFact::BIRTH_DATE:
      state.birth_date = runtime::ToCivilDay(values.birth_date());
      break;
    case v1::WorkerFact::SEX:
      state.sex = values.sex();
      break;
    case v1::WorkerFact::DIED:
      state.death_date = DayOfFact(fact);
      break;
    case v1::WorkerFact::MERGED:
      state.merged_into = values.worker();
      break;
    case v1::WorkerFact::UNMERGED:
      if (state.merged_into == values.worker()) state.merged_into.clear();
      break;
    default:
      break;
  }
}

v1::WorkerFact NewFact(v1::WorkerFact::Kind kind, absl::CivilDay day) {
  v1::WorkerFact fact;
  fact.set_kind(kind);
  *fact.mutable_effective_date() = runtime::ToDate(day);
  return fact;
}

bool IsTimeless(v1::WorkerFact::Kind kind) {
  return kind == v1::WorkerFact::BIRTH_DATE || kind == v1::WorkerFact::SEX ||
         kind == v1::WorkerFact::MERGED || kind == v1::WorkerFact::UNMERGED ||
         kind == v1::WorkerFact::DIED || kind == v1::WorkerFact::FACT_VOIDED;
}

}  // namespace

WorkerState StateOn(const std::vector<v1::WorkerFact>& facts, absl::CivilDay day) {
  Facts live = LiveFacts(facts);
  PutInOrder(live);
  WorkerState state;
  for (std::size_t i = 0; i < live.size(); ++i) {
    const bool first_profile = i == 0 && live[i]->kind() == v1::WorkerFact::PROFILE;
    if (first_profile || DayOfFact(*live[i]) <= day) ApplyDated(*live[i], state);
  }
  std::sort(live.begin(), live.end(), RecordedBefore);
  for (const auto* fact : live) ApplyTimeless(*fact, state);
  return state;
}

void ShowState(const WorkerState& state, v1::Worker& profile) {
  profile.set_division_code(state.division_code);
  profile.set_rural(state.rural);
  profile.set_sex(state.sex);
  profile.set_merged_into(state.merged_into);
  profile.clear_policy_groups();
  for (const auto group : state.policy_groups) profile.add_policy_groups(group);
  profile.clear_birth_date();
  if (state.birth_date.has_value()) {
    *profile.mutable_birth_date() = runtime::ToDate(*state.birth_date);
  }
  profile.clear_death_date();
  if (state.death_date.has_value()) {
    *profile.mutable_death_date() = runtime::ToDate(*state.death_date);
  }
}

std::optional<absl::CivilDay> ProfileDate(const std::vector<v1::WorkerFact>& facts) {
  Facts live = LiveFacts(facts);
  PutInOrder(live);
  if (live.empty() || live[0]->kind() != v1::WorkerFact::PROFILE) return std::nullopt;
  return DayOfFact(*live[0]);
}

std::optional<absl::CivilDay> RegistrationDate(const std::vector<v1::WorkerFact>& facts) {
  Facts live = LiveFacts(facts);
  PutInOrder(live);
  std::optional<absl::CivilDay> date;
  for (const auto* fact : live) {
    if (fact->kind() == v1::WorkerFact::PROFILE ||
        fact->kind() == v1::WorkerFact::RESIDENCE_MOVED) {
      date = DayOfFact(*fact);
    }
  }
  return date;
}

v1::WorkerFact ProfileFact(const v1::Worker& worker, absl::CivilDay day) {
  v1::WorkerFact fact = NewFact(v1::WorkerFact::PROFILE, day);
  auto& values = *fact.mutable_values();
  values.set_division_code(worker.division_code());
  values.set_rural(worker.rural());
  if (worker.has_birth_date()) *values.mutable_birth_date() = worker.birth_date();
  values.set_sex(worker.sex());
  *values.mutable_policy_groups() = worker.policy_groups();
  values.set_without_identity_number(worker.personal_details().identity_number().empty());
  return fact;
}

std::vector<v1::WorkerFact> DatedChanges(const WorkerState& held, const v1::Worker& worker,
                                         absl::CivilDay day) {
  std::vector<v1::WorkerFact> out;
  if (worker.division_code() != held.division_code) {
    out.push_back(NewFact(v1::WorkerFact::RESIDENCE_MOVED, day));
    out.back().mutable_values()->set_division_code(worker.division_code());
  }
  if (worker.rural() != held.rural) {
    out.push_back(NewFact(v1::WorkerFact::RURAL_STATUS, day));
    out.back().mutable_values()->set_rural(worker.rural());
  }
  const std::set<v1::PolicyGroup> groups = GroupsOf(worker.policy_groups());
  for (const auto group : groups) {
    if (held.policy_groups.contains(group)) continue;
    out.push_back(NewFact(v1::WorkerFact::POLICY_GROUP_ADDED, day));
    out.back().mutable_values()->add_policy_groups(group);
  }
  for (const auto group : held.policy_groups) {
    if (groups.contains(group)) continue;
    out.push_back(NewFact(v1::WorkerFact::POLICY_GROUP_REMOVED, day));
    out.back().mutable_values()->add_policy_groups(group);
  }
  return out;
}

std::vector<v1::WorkerFact> Corrections(const WorkerState& held, const v1::Worker& worker,
                                        absl::CivilDay profile_date) {
  std::vector<v1::WorkerFact> out;
  const auto birth = runtime::ToCivilDay(worker.birth_date());
  if (birth.has_value() && birth != held.birth_date) {
    out.push_back(NewFact(v1::WorkerFact::BIRTH_DATE, profile_date));
    *out.back().mutable_values()->mutable_birth_date() = worker.birth_date();
  }
  if (worker.sex() != v1::SEX_UNSPECIFIED && worker.sex() != held.sex) {
    out.push_back(NewFact(v1::WorkerFact::SEX, profile_date));
    out.back().mutable_values()->set_sex(worker.sex());
  }
  return out;
}

v1::WorkerFact NormalisedFact(const v1::WorkerFact& sent) {
  v1::WorkerFact out;
  out.set_kind(sent.kind());
  *out.mutable_effective_date() = sent.effective_date();
  const auto& from = sent.values();
  auto& to = *out.mutable_values();
  switch (sent.kind()) {
    case v1::WorkerFact::RESIDENCE_MOVED:
      to.set_division_code(from.division_code());
      break;
    case v1::WorkerFact::RURAL_STATUS:
      to.set_rural(from.rural());
      break;
    case v1::WorkerFact::BIRTH_DATE:
      *to.mutable_birth_date() = from.birth_date();
      break;
    case v1::WorkerFact::SEX:
      to.set_sex(from.sex());
      break;
    case v1::WorkerFact::POLICY_GROUP_ADDED:
    case v1::WorkerFact::POLICY_GROUP_REMOVED:
      *to.mutable_policy_groups() = from.policy_groups();
      break;
    case v1::WorkerFact::MERGED:
    case v1::WorkerFact::UNMERGED:
      to.set_worker(from.worker());
      break;
    case v1::WorkerFact::FACT_VOIDED:
      to.set_voided_fact(from.voided_fact());
      break;
    default:
      break;
  }
  return out;
}

bool SaysTheSame(const v1::WorkerFact& a, const v1::WorkerFact& b) {
  // No maps in a fact: equal content has equal bytes within one process.
  return NormalisedFact(a).SerializeAsString() == NormalisedFact(b).SerializeAsString();
}

namespace {

// Of what one took back, another can be recorded only once the first was itself taken back.
const v1::WorkerFact* StandingVoid(const std::vector<v1::WorkerFact>& known,
                                   const v1::WorkerFact& fact) {
  const std::set<std::string> gone = VoidedNames(known);
  const auto same = std::find_if(known.begin(), known.end(), [&](const v1::WorkerFact& other) {
    return SaysTheSame(other, fact) && !gone.contains(other.name());
  });
  return same == known.end() ? nullptr : &*same;
}

}  // namespace

const v1::WorkerFact* StandingEqual(const std::vector<v1::WorkerFact>& known,
                                    const v1::WorkerFact& fact) {
  if (fact.kind() == v1::WorkerFact::FACT_VOIDED) return StandingVoid(known, fact);
  const Facts live = LiveFacts(known);
  const auto same = std::find_if(live.begin(), live.end(),
                                 [&](const auto* other) { return SaysTheSame(*other, fact); });
  if (same == live.end()) return nullptr;
  const bool overtaken = std::any_of(live.begin(), live.end(), [&](const auto* other) {
    return (IsTimeless(fact.kind()) || DayOfFact(*other) == DayOfFact(fact)) &&
           RecordedBefore(*same, other) && OfOneMatter(other->kind(), fact.kind());
  });
  return overtaken ? nullptr : *same;
}

std::vector<const v1::WorkerFact*> StandingDeaths(const std::vector<v1::WorkerFact>& known) {
  Facts deaths = LiveFacts(known);
  deaths.erase(
      std::remove_if(deaths.begin(), deaths.end(),
                     [](const auto* fact) { return fact->kind() != v1::WorkerFact::DIED; }),
      deaths.end());
  return deaths;
}

bool WasVoided(const std::vector<v1::WorkerFact>& known, absl::string_view name) {
  return VoidedNames(known).contains(std::string(name));
}

std::string WhyNotPossible(const std::vector<v1::WorkerFact>& known, absl::string_view worker_name,
                           const v1::WorkerFact& fact) {
  const WorkerState newest = StateOn(known, kNewest);
  const absl::CivilDay day = DayOfFact(fact);
  if (fact.kind() != v1::WorkerFact::BIRTH_DATE && fact.kind() != v1::WorkerFact::FACT_VOIDED &&
      newest.birth_date.has_value() && day < *newest.birth_date) {
    return "早于出生日期 / The fact lies before the birth of the worker.";
  }
  if (!IsTimeless(fact.kind()) && newest.death_date.has_value() && day > *newest.death_date) {
    return "晚于死亡日期；死亡若登记有误，请先撤销 / The fact lies after the death of the worker. "
           "Take the death back first (FACT_VOIDED) "
           "if it was recorded wrongly.";
  }
  if (fact.kind() == v1::WorkerFact::MERGED && fact.values().worker() == worker_name) {
    return "不能并入自己 / A worker cannot be merged into itself.";
  }
  if (fact.kind() == v1::WorkerFact::UNMERGED && newest.merged_into != fact.values().worker()) {
    return "此人没有并入该档案 / The worker is not merged into that one; undo the merger on the "
           "worker whose "
           "merged_into names the other.";
  }
  if (fact.kind() != v1::WorkerFact::FACT_VOIDED) return "";
  const auto target = std::find_if(known.begin(), known.end(), [&](const v1::WorkerFact& other) {
    return other.name() == fact.values().voided_fact();
  });
  if (target == known.end())
    return "此人没有这条事实 / The worker has no such fact; ListWorkerFacts names them.";
  if (target->kind() == v1::WorkerFact::PROFILE) {
    return "建档信息不能撤销，请登记新的事实更正 / The profile cannot be taken back; correct it by "
           "a later fact.";
  }
  if (VoidedNames(known).contains(target->name()))
    return "这条事实已撤销 / That fact is taken back already.";
  return "";
}

}  // namespace laowu::worker

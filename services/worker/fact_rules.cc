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

// The one field of Values that facts of a kind are made with; empty: none.
absl::string_view ValueOf(v1::WorkerFact::Kind kind) {
  switch (kind) {
    case v1::WorkerFact::RESIDENCE_MOVED:
      return "division_code";
    case v1::WorkerFact::RURAL_STATUS:
      return "rural";
    case v1::WorkerFact::BIRTH_DATE:
      return "birth_date";
    case v1::WorkerFact::SEX:
      return "sex";
    case v1::WorkerFact::POLICY_GROUP_ADDED:
    case v1::WorkerFact::POLICY_GROUP_REMOVED:
      return "policy_groups";
    case v1::WorkerFact::MERGED:
    case v1::WorkerFact::UNMERGED:
      return "worker";
    case v1::WorkerFact::FACT_VOIDED:
      return "voided_fact";
    default:
      return "";
  }
}

// What is sent and not read would be lost without a word.
void CheckNoOtherValues(const v1::WorkerFact& fact, const std::string& path,
                        runtime::FieldChecks& checks) {
  const absl::string_view own = ValueOf(fact.kind());
  std::vector<const google::protobuf::FieldDescriptor*> stated;
  fact.values().GetReflection()->ListFields(fact.values(), &stated);
  for (const auto* field : stated) {
    if (field->name() == own) continue;
    checks.Violate(absl::StrCat(path, ".", field->name()),
                   absl::StrCat("这一事实", own.empty() ? "没有取值" : absl::StrCat("只填 ", own),
                                " / is no value of ", v1::WorkerFact::Kind_Name(fact.kind()),
                                own.empty() ? ", which has none"
                                            : absl::StrCat(", which takes ", own, " alone")));
  }
}

void CheckValues(const v1::WorkerFact& fact, const std::string& path, absl::CivilDay day,
                 absl::CivilDay today, runtime::FieldChecks& checks) {
  const auto& values = fact.values();
  switch (fact.kind()) {
    case v1::WorkerFact::RESIDENCE_MOVED:
      CheckRegistration(path + ".division_code", values.division_code(), day, checks);
      break;
    case v1::WorkerFact::RURAL_STATUS:
      if (!values.has_rural())
        checks.Violate(path + ".rural", "请填是或否 / is required: true or false");
      break;
    case v1::WorkerFact::BIRTH_DATE: {
      checks.Date(path + ".birth_date", values.birth_date());
      const auto birth = runtime::ToCivilDay(values.birth_date());
      if (birth.has_value() && *birth > today) {
        checks.Violate(path + ".birth_date", "在将来 / lies in the future");
      }
      break;
    }
    case v1::WorkerFact::SEX:
      checks.KnownEnum(path + ".sex", values.sex(),
                       v1::Sex_IsValid(values.sex()) && values.sex() != v1::SEX_UNSPECIFIED);
      break;
    case v1::WorkerFact::POLICY_GROUP_ADDED:
    case v1::WorkerFact::POLICY_GROUP_REMOVED:
      if (values.policy_groups_size() != 1) {
        checks.Violate(path + ".policy_groups", "只填一个群体 / must name exactly one group");
      } else {
        checks.KnownEnum(path + ".policy_groups", values.policy_groups(0),
                         v1::PolicyGroup_IsValid(values.policy_groups(0)) &&
                             values.policy_groups(0) != v1::POLICY_GROUP_UNSPECIFIED);
      }
      break;
    case v1::WorkerFact::MERGED:
    case v1::WorkerFact::UNMERGED:
      runtime::RequireName("workers/*", path + ".worker", values.worker(), checks);
      break;
    case v1::WorkerFact::FACT_VOIDED:
      if (!runtime::ParseName("workers/*/facts/*", values.voided_fact()).has_value()) {
        checks.Violate(path + ".voided_fact",
                       "格式应为 workers/*/facts/* / must be a name of the form workers/*/facts/*");
      }
      break;
    default:
      break;
  }
}

constexpr int kDigestChars = 64;

constexpr char kTakesOut[] =
    "这一事实会使此人不再计入外出，须有凭据，请填证明或文件的编号 / is required, or file_digest: "
    "number of the certificate, notice or list that says so, since it takes the person out of the "
    "county's figures";

}  // namespace

void CheckReference(const v1::WorkerFact& fact, absl::string_view path, absl::string_view why_asked,
                    absl::CivilDay today, runtime::FieldChecks& checks) {
  const std::string field = path.empty() ? "reference" : absl::StrCat(path, ".reference");
  checks.Text(field, fact.reference(), runtime::limits::kTextChars);
  if (HoldsIdentityNumber(fact.reference(), today)) {
    checks.Violate(field,
                   "含有身份证号，请填文件编号 / holds an identity number; give the number of the "
                   "document instead");
  }
  const std::string& digest = fact.file_digest();
  const bool hex = std::all_of(digest.begin(), digest.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c)) || (c >= 'a' && c <= 'f');
  });
  if (!digest.empty() && (digest.size() != kDigestChars || !hex)) {
    checks.Violate(absl::StrCat(path, ".file_digest"),
                   "应为 SHA-256：64 位 0-9、a-f / must be a SHA-256 in hex: 64 of 0-9 and a-f");
  }
  const bool shown = runtime::CanBeLookedUp(fact.reference()) || !digest.empty();
  if (shown || why_asked.empty()) return;
  checks.Violate(field, std::string(why_asked));
}

bool NeedsReference(const v1::WorkerFact& fact) {
  return fact.kind() == v1::WorkerFact::DIED || fact.kind() == v1::WorkerFact::RESIDENCE_MOVED ||
         fact.kind() == v1::WorkerFact::BIRTH_DATE ||
         (fact.kind() == v1::WorkerFact::RURAL_STATUS && fact.values().has_rural() &&
          !fact.values().rural());
}

std::string WhyAgainstNumber(const v1::WorkerFact& fact, absl::string_view identity_number,
                             absl::CivilDay today) {
  if (fact.kind() != v1::WorkerFact::BIRTH_DATE || identity_number.empty()) return "";
  const auto identity = reference::ParseIdentityNumber(identity_number, today);
  if (!identity.ok() || identity->birth_date == runtime::ToCivilDay(fact.values().birth_date())) {
    return "";
  }
  return "与档案上的身份证号不符；若身份证号有误，请改身份证号 / The identity number on record "
         "says another date of birth. If the number is wrong, "
         "correct it (UpdateWorker), which corrects the date as well.";
}

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

void CheckFact(const v1::WorkerFact& fact, absl::string_view path, absl::CivilDay today,
               runtime::FieldChecks& checks) {
  const std::string at(path);
  if (!v1::WorkerFact::Kind_IsValid(fact.kind()) ||
      fact.kind() == v1::WorkerFact::KIND_UNSPECIFIED) {
    checks.KnownEnum(at + ".kind", fact.kind(), false);
  } else if (fact.kind() == v1::WorkerFact::PROFILE) {
    checks.Violate(
        at + ".kind",
        "建档信息只由建档和导入写入 / PROFILE is written by ImportWorkers and CreateWorker alone");
  } else {
    CheckNoOtherValues(fact, at + ".values", checks);
  }
  checks.Date(at + ".effective_date", fact.effective_date());
  const auto day = runtime::ToCivilDay(fact.effective_date());
  if (day.has_value() && *day > today) {
    checks.Violate(at + ".effective_date",
                   absl::StrCat("在将来，今天是 ", runtime::DateText(today),
                                " / lies in the future; today is ", runtime::DateText(today)));
  }
  CheckValues(fact, at + ".values", day.value_or(today), today, checks);
  CheckReference(fact, at, NeedsReference(fact) ? kTakesOut : "", today, checks);
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

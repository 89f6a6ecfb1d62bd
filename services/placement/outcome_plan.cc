#include "services/placement/outcome_plan.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/spells.h"
#include "services/placement/organizer_records.h"
#include "services/placement/organizer_rules.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_moves.h"
#include "services/placement/placement_rules.h"
#include "services/placement/refusals.h"
#include "services/placement/worker_states.h"
#include "services/runtime/clock.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;

std::string NoSuchOrganizer(const v1::Outcome& outcome) {
  return absl::StrCat("没有登记这个组织单位，请先登记或不填 / there is no ", outcome.organizer(),
                      "; register it first, or leave the organiser out");
}

// `other`: it is of another record of the person, of which the caller decides as well; or nullptr.
std::string NotOfThisRecord(const v1::Outcome* other) {
  if (other == nullptr) {
    return "不是此人的动态 / is no outcome of this worker; ListOutcomes names them";
  }
  return absl::StrCat("是此人另一份档案的动态，worker 请写 ", other->worker(),
                      " / is of another record of the person; name ", other->worker(),
                      " as the worker");
}

}  // namespace

absl::StatusOr<OutcomePlan> OutcomePlan::Load(const storage::Reader* reader,
                                              const runtime::CallContext& call,
                                              absl::string_view worker_name) {
  OutcomePlan plan(reader, call);
  LAOWU_ASSIGN_OR_RETURN(plan.work_, LoadOpenWork(*reader, worker_name));
  plan.live_ = plan.work_.live_now();
  plan.stored_ = plan.work_.stored_now();
  plan.died_ = runtime::ToCivilDay(plan.stored_.death_date());
  plan.erased_ = plan.stored_.erased();
  plan.people_.push_back(plan.work_.worker);
  LAOWU_ASSIGN_OR_RETURN(plan.outcomes_, LoadOutcomesOfWorker(*reader, worker_name));
  LAOWU_RETURN_IF_ERROR(plan.LoadKin());
  plan.now_ = call.now;
  for (const auto* outcomes : {&plan.outcomes_, &plan.kin_, &plan.elsewhere_}) {
    plan.KnowAllOf(*outcomes);
  }
  return plan;
}

absl::Status OutcomePlan::Collect(const std::string& worker, int depth,
                                  std::vector<v1::Outcome>& out) {
  if (depth > limits::kMergeChainMost ||
      std::find(people_.begin(), people_.end(), worker) != people_.end()) {
    return absl::OkStatus();
  }
  people_.push_back(worker);
  LAOWU_ASSIGN_OR_RETURN(OpenWork work, LoadOpenWork(*reader_, worker));
  LAOWU_ASSIGN_OR_RETURN(auto outcomes, LoadOutcomesOfWorker(*reader_, worker));
  std::move(outcomes.begin(), outcomes.end(), std::back_inserter(out));
  const internal::v1::StoredWorkerState stored = work.stored_now();
  others_.push_back(std::move(work));
  for (const std::string& merged : stored.merged_workers()) {
    LAOWU_RETURN_IF_ERROR(Collect(merged, depth + 1, out));
  }
  return absl::OkStatus();
}

absl::Status OutcomePlan::LoadKin() {
  for (const std::string& merged : stored_.merged_workers()) {
    LAOWU_RETURN_IF_ERROR(Collect(merged, 1, kin_));
  }
  std::string above = stored_.state().merged_into();
  for (int depth = 0; depth < limits::kMergeChainMost && !above.empty(); ++depth) {
    LAOWU_RETURN_IF_ERROR(Collect(above, 1, elsewhere_));
    LAOWU_ASSIGN_OR_RETURN(const OpenWork work, LoadOpenWork(*reader_, above));
    above = work.state_now().merged_into();
  }
  return absl::OkStatus();
}

absl::Status OutcomePlan::Join(absl::string_view other) {
  const auto& known = stored_.merged_workers();
  if (std::find(known.begin(), known.end(), other) == known.end()) {
    stored_.add_merged_workers(std::string(other));
  }
  LAOWU_RETURN_IF_ERROR(Collect(std::string(other), 1, kin_));
  KnowAllOf(kin_);
  return absl::OkStatus();
}

// Record times of a busy store run some microseconds ahead of the clock; what it holds is known.
void OutcomePlan::KnowAllOf(const std::vector<v1::Outcome>& outcomes) {
  for (const v1::Outcome& outcome : outcomes) {
    now_ = std::max(now_, runtime::ToTime(outcome.record_time()));
  }
}

absl::Status OutcomePlan::Part(absl::string_view other) {
  auto& known = *stored_.mutable_merged_workers();
  known.erase(std::remove(known.begin(), known.end(), other), known.end());
  people_.resize(1);
  others_.clear();
  kin_.clear();
  elsewhere_.clear();
  unsettled_ = true;
  feed_takes_back_ = true;
  return LoadKin();
}

std::string OutcomePlan::Addition::FieldOf(absl::string_view field) const {
  if (!path.empty()) return absl::StrCat(path, ".", field);
  return field == "effective_date" && !date_field.empty() ? date_field : "name";
}

bool OutcomePlan::SayTheSame(const v1::Outcome& one, const v1::Outcome& other) {
  if (one.type() != v1::Outcome::VOIDED) return SameOutcome(one, other);
  return other.type() == v1::Outcome::VOIDED && one.voids() == other.voids();
}

const v1::Outcome* OutcomePlan::FindEqual(const v1::Outcome& outcome) const {
  for (const v1::Outcome* standing : StandingOutcomes(outcomes_)) {
    if (SayTheSame(outcome, *standing)) return standing;
  }
  return nullptr;
}

const v1::Outcome* OutcomePlan::FindStart(absl::string_view placement_name) const {
  return CourseOf(placement_name, outcomes_).start;
}

const v1::Outcome* OutcomePlan::FindEnd(absl::string_view placement_name) const {
  const std::vector<v1::Outcome> every = EveryOutcome();
  const v1::Outcome* const end = CourseOf(placement_name, every).end;
  return end == nullptr ? nullptr : FindOfPerson(end->name());
}

bool OutcomePlan::IsIn(absl::string_view placement_name) const {
  const std::vector<v1::Outcome> every = EveryOutcome();
  const Course course = CourseOf(placement_name, every);
  if (course.start == nullptr || course.end != nullptr) return false;
  std::optional<absl::CivilDay> died = died_;
  for (const OpenWork& other : others_) {
    if (!died.has_value()) died = runtime::ToCivilDay(other.stored_now().death_date());
  }
  // Not by what is stored, since the sweeper may not have been there yet.
  v1::WorkerState person;
  SetOutcomes(every, now_, died, person);
  return person.has_away_since_date();
}

const v1::Outcome* OutcomePlan::Find(absl::string_view outcome_name) const {
  for (const v1::Outcome& outcome : outcomes_) {
    if (outcome.name() == outcome_name) return &outcome;
  }
  return nullptr;
}

const v1::Outcome* OutcomePlan::FindOfPerson(absl::string_view outcome_name) const {
  for (const auto* outcomes : {&outcomes_, &kin_, &elsewhere_}) {
    for (const v1::Outcome& outcome : *outcomes) {
      if (outcome.name() == outcome_name) return &outcome;
    }
  }
  return nullptr;
}

bool OutcomePlan::Stands(absl::string_view outcome_name) const {
  const std::vector<v1::Outcome> all = EveryOutcome();
  const std::vector<const v1::Outcome*> standing = StandingOutcomes(all);
  return std::any_of(standing.begin(), standing.end(),
                     [&](const v1::Outcome* outcome) { return outcome->name() == outcome_name; });
}

bool OutcomePlan::HasLaterThan(absl::string_view outcome_name) const {
  const std::vector<v1::Outcome> all = EveryOutcome();
  const std::vector<const v1::Outcome*> standing = StandingOutcomes(all);
  auto it = std::find_if(standing.begin(), standing.end(), [&](const v1::Outcome* outcome) {
    return outcome->name() == outcome_name;
  });
  if (it == standing.end()) return false;
  return std::any_of(++it, standing.end(), [](const v1::Outcome* outcome) {
    return outcome->type() != v1::Outcome::VOIDED;
  });
}

void OutcomePlan::Use(const v1::Worker& worker) {
  birth_date_ = runtime::ToCivilDay(worker.birth_date());
  died_ = runtime::ToCivilDay(worker.death_date());
  erased_ = worker.has_erase_time();
}

absl::Status OutcomePlan::Consider(const v1::Worker& worker) {
  std::vector<std::string> linked(worker.merged_workers().begin(), worker.merged_workers().end());
  if (!worker.merged_into().empty()) linked.push_back(worker.merged_into());
  std::set<std::string> known(people_.begin(), people_.end());
  for (const std::string& name : linked) {
    if (known.contains(name)) continue;
    LAOWU_ASSIGN_OR_RETURN(const OpenWork own, LoadOpenWork(*reader_, name));
    LAOWU_ASSIGN_OR_RETURN(const auto records, LoadRecordsOfPerson(*reader_, own, /*above=*/true));
    for (const OpenWork& record : records) {
      if (!known.insert(record.worker).second) continue;
      LAOWU_ASSIGN_OR_RETURN(auto outcomes, LoadOutcomesOfWorker(*reader_, record.worker));
      KnowAllOf(outcomes);
      std::move(outcomes.begin(), outcomes.end(), std::back_inserter(considered_));
    }
  }
  return absl::OkStatus();
}

void OutcomePlan::Follow(const v1::Worker& worker) {
  if (stored_.has_death_date() &&
      runtime::ToCivilDay(stored_.death_date()) != runtime::ToCivilDay(worker.death_date())) {
    unsettled_ = true;
    feed_takes_back_ = true;
  }
  Use(worker);
  stored_.clear_death_date();
  if (worker.has_death_date()) *stored_.mutable_death_date() = worker.death_date();
  stored_.mutable_state()->set_dead(worker.has_death_date());
  stored_.mutable_state()->set_merged_into(worker.merged_into());
  stored_.set_erased(worker.has_erase_time());
  ends_what_is_over_ = worker.has_death_date() || worker.has_erase_time();
}

std::vector<v1::Outcome> OutcomePlan::OfPerson() const {
  std::vector<v1::Outcome> all = outcomes_;
  all.insert(all.end(), kin_.begin(), kin_.end());
  return all;
}

std::vector<v1::Outcome> OutcomePlan::OfOthers() const {
  std::vector<v1::Outcome> others = kin_;
  others.insert(others.end(), elsewhere_.begin(), elsewhere_.end());
  others.insert(others.end(), considered_.begin(), considered_.end());
  return others;
}

std::vector<v1::Outcome> OutcomePlan::EveryOutcome() const {
  std::vector<v1::Outcome> all = OfPerson();
  all.insert(all.end(), elsewhere_.begin(), elsewhere_.end());
  return all;
}

absl::Status WarnOfJobsLicence(const storage::Reader& reader, const v1::Outcome& outcome,
                               Warnings* warnings) {
  const bool begins = BeginsPlacement(outcome) || outcome.type() == v1::Outcome::OPENING_BALANCE;
  if (!begins || outcome.organizer().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(reader, outcome.organizer()));
  if (!organizer.has_value()) return absl::OkStatus();
  WarnOfLicence(outcome.channel(), *organizer, CountingDayOf(outcome), /*proposed=*/false,
                warnings);
  return absl::OkStatus();
}

absl::Status OutcomePlan::Warn(absl::string_view outcome_name, Warnings* warnings) const {
  WarnOfFindings(outcome_name, outcomes_, OfOthers(), now_, warnings);
  const v1::Outcome* const outcome = Find(outcome_name);
  if (outcome == nullptr) return absl::OkStatus();
  WarnOfConfirmation(outcome_name, outcomes_, OfOthers(), now_, warnings);
  WarnOfOrganizer(*outcome, runtime::DayOf(now_), warnings);
  WarnOfLongAgo(*outcome, runtime::DayOf(now_), warnings);
  return WarnOfJobsLicence(*reader_, *outcome, warnings);
}

void OutcomePlan::NameEndOf(absl::string_view placement_name) {
  named_end_of_ = std::string(placement_name);
  unsettled_ = true;
}

absl::Status OutcomePlan::WarnOfUnproven(absl::string_view outcome_name, Vouching how,
                                         Warnings* warnings) const {
  const v1::Outcome* const told = Find(outcome_name);
  const bool confirms = told != nullptr && told->type() == v1::Outcome::CONFIRMED;
  // As WarnOfClaim: of nothing else is it said, and the organisers need not be read.
  if (!confirms && how != Vouching::kAttestation) return absl::OkStatus();
  const std::vector<v1::Outcome> others = OfOthers();
  std::set<std::string> named;
  for (const std::vector<v1::Outcome>* outcomes : {&outcomes_, &others}) {
    if (!AnyClaims(*outcomes)) continue;
    for (const v1::Outcome& outcome : *outcomes) named.insert(outcome.organizer());
  }
  named.erase("");
  std::vector<v1::Organizer> organizers;
  for (const std::string& name : named) {
    LAOWU_ASSIGN_OR_RETURN(auto organizer, LoadOrganizer(*reader_, name));
    if (organizer.has_value()) organizers.push_back(*std::move(organizer));
  }
  WarnOfClaim(outcome_name, how, outcomes_, others, organizers, now_, warnings);
  return absl::OkStatus();
}

absl::Status OutcomePlan::CheckNamed(const Addition& addition, runtime::FieldChecks& checks,
                                     std::optional<v1::Placement>* named_placement) const {
  const v1::Outcome& outcome = addition.outcome;
  const auto at = [&](absl::string_view field) { return addition.FieldOf(field); };
  if (!outcome.organizer().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(*reader_, outcome.organizer()));
    if (!organizer.has_value()) checks.Violate(at("organizer"), NoSuchOrganizer(outcome));
    // What follows from a placement was asked of it when it was proposed.
    if (organizer.has_value() && !addition.path.empty()) {
      const std::string why = WhyNotOfChannel(*organizer, outcome.channel());
      if (!why.empty()) checks.Violate(at("organizer"), why);
    }
  }
  if (!outcome.placement().empty()) {
    LAOWU_ASSIGN_OR_RETURN(const auto named, LoadPlacement(*reader_, outcome.placement()));
    if (!named.has_value()) {
      checks.Violate(at("placement"),
                     absl::StrCat("没有这个推荐 / there is no ", outcome.placement(),
                                  "; ListPlacements names the worker's own"));
    } else if (named->stored.placement().worker() != outcome.worker()) {
      checks.Violate(at("placement"),
                     "是别人的推荐 / is another worker's; ListPlacements names the worker's own");
    } else {
      *named_placement = named->stored.placement();
    }
  }
  if (outcome.type() == v1::Outcome::VOIDED && Find(outcome.voids()) == nullptr) {
    const v1::Outcome* const other = FindOfPerson(outcome.voids());
    checks.Violate(at("voids"), NotOfThisRecord(other));
  }
  return absl::OkStatus();
}

void OutcomePlan::CheckPossible(const Addition& addition, const std::optional<v1::Placement>& named,
                                runtime::FieldChecks& checks) const {
  const v1::Outcome& outcome = addition.outcome;
  std::vector<ratio::Outcome> history;
  for (const auto* outcomes : {&outcomes_, &kin_, &elsewhere_}) {
    for (const v1::Outcome& known : *outcomes) history.push_back(ToRatioOutcome(known));
  }
  ratio::OutcomeContext context;
  context.now = now_;
  context.birth_date = birth_date_;
  context.died = died_;
  context.outcomes = history;
  context.erased = erased_;
  if (named.has_value()) {
    context.placement_accepted = WasAccepted(*named);
    context.placement_proposed = runtime::DayOf(runtime::ToTime(named->propose_time()));
  }
  for (const ratio::Violation& violation : ratio::CheckOutcome(ToRatioOutcome(outcome), context)) {
    // Of a placement that there is not, that it was not accepted says nothing more.
    if (violation.field == "placement" && !named.has_value()) continue;
    checks.Violate(addition.FieldOf(violation.field), violation.message);
  }
}

// What is taken back may have ended a placement, and one that has ended may be begun.
bool OutcomePlan::Unsettles(const v1::Outcome& outcome) const {
  const bool voids = outcome.type() == v1::Outcome::VOIDED;
  return voids || (!outcome.placement().empty() && outcome.placement() != live_.placement());
}

absl::Status OutcomePlan::LoadEndedOnce() {
  if (ended_.has_value()) return absl::OkStatus();
  ended_.emplace();
  // Who was never heard of here has none, as most of a first import.
  if (!work_.live.has_value()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(*ended_, LoadEnded(*reader_, work_.worker));
  return absl::OkStatus();
}

absl::Status OutcomePlan::Foresee(const v1::Outcome& outcome) {
  return Unsettles(outcome) ? LoadEndedOnce() : absl::OkStatus();
}

absl::Status OutcomePlan::Add(const Addition& addition, storage::Batch& batch) {
  std::optional<v1::Placement> named;
  runtime::FieldChecks checks;
  LAOWU_RETURN_IF_ERROR(CheckNamed(addition, checks, &named));
  const bool names_all = checks.ok();
  CheckPossible(addition, named, checks);
  if (!names_all) return checks.status();
  if (!checks.ok()) return NotPossible(addition.outcome.worker(), checks.violations());
  // One promise at a time, also of a person whose records were merged once each had its own.
  // Whether it has begun is asked of the outcomes: one before it may have taken the beginning back.
  if (named.has_value() && IsCommitted(named->state()) && BeginsPlacement(addition.outcome) &&
      FindStart(addition.outcome.placement()) == nullptr) {
    const std::string other = BoundByOtherRecord(others_, EveryOutcome());
    if (!other.empty()) {
      return AtField(WorkerCommitted(work_.worker, other, /*elsewhere=*/true),
                     addition.FieldOf("placement"));
    }
  }
  rests_on_others_ = true;
  unsettled_ = unsettled_ || Unsettles(addition.outcome);
  v1::Outcome added = addition.outcome;
  added.set_name(addition.name);

  *added.mutable_record_time() = runtime::ToTimestamp(now_);
  for (const auto* outcomes : {&outcomes_, &kin_, &elsewhere_}) {
    for (const v1::Outcome& known : *outcomes) {
      added.set_sequence(std::max(added.sequence(), known.sequence() + 1));
    }
  }
  added.set_recorded_by(call_.principal.id);
  added_.push_back(added);
  outcomes_.push_back(std::move(added));
  PlanOutcome(addition.name, addition.outcome, runtime::ProvenanceOf(call_, addition.request_id),
              batch);
  return absl::OkStatus();
}

void OutcomePlan::Attested(absl::string_view outcome_name, const v1::Attestation& attestation) {
  for (auto* outcomes : {&outcomes_, &kin_, &elsewhere_}) {
    for (v1::Outcome& outcome : *outcomes) {
      if (outcome.name() != outcome_name) continue;
      *outcome.add_attestations() = attestation;
      outcome.mutable_attestations()->rbegin()->set_recorded_by(call_.principal.id);
      attested_.insert(outcome.worker());
    }
  }
}

}  // namespace laowu::placement

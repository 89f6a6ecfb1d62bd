// Making, changing and pausing one worker: the part of the worker role that writes a single record.

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/runtime/access.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/output_fields.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/update_mask.h"
#include "services/worker/erased_persons.h"
#include "services/worker/fact_rules.h"
#include "services/worker/import_rows.h"
#include "services/worker/number_links.h"
#include "services/worker/personal_details.h"
#include "services/worker/worker_rules.h"
#include "services/worker/worker_service.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

constexpr char kWorkerPattern[] = "workers/*";

const runtime::UpdateMask kMask{runtime::kWorkerOutputs};

absl::Status AlreadyKnown(absl::string_view name) {
  return runtime::Error(
      absl::StatusCode::kAlreadyExists, runtime::reasons::kAlreadyExists,
      absl::StrCat("此人已建档，请改原档案，或合并两份 / The person is registered already, as ",
                   name, ". Change that record (UpdateWorker), or merge the two (MergeWorkers)."),
      {{"worker", std::string(name)}});
}

// Of an update: what it touches, by the paths of its mask.
class Touched {
 public:
  explicit Touched(std::vector<std::string> paths) : paths_(std::move(paths)) {}

  // The field as a whole or a part of it.
  bool operator()(absl::string_view field) const {
    return std::any_of(paths_.begin(), paths_.end(), [&](const std::string& path) {
      return path == field || absl::StartsWith(path, absl::StrCat(field, ".")) ||
             absl::StartsWith(field, absl::StrCat(path, "."));
    });
  }
  const std::vector<std::string>& paths() const { return paths_; }

 private:
  std::vector<std::string> paths_;
};

// The request's mask. Where there is none, of a message only the parts that are set: a new phone
// number sent without a mask must not take the name away.
google::protobuf::FieldMask MaskOf(const v1::UpdateWorkerRequest& request) {
  if (request.update_mask().paths_size() > 0) return request.update_mask();
  google::protobuf::FieldMask mask;
  runtime::FieldChecks unused_checks;
  v1::Worker unused;
  for (const std::string& path :
       runtime::MergeMasked(mask, request.worker(), kMask, unused_checks, &unused)) {
    if (path != "personal_details") {
      mask.add_paths(path);
      continue;
    }
    for (const std::string& part : FieldsOf(request.worker().personal_details())) {
      mask.add_paths(absl::StrCat(path, ".", part));
    }
  }
  return mask;
}

// The request without what it sends back as a view showed it: without a mask such a field is not
// touched, and one that the mask names keeps its value.
v1::UpdateWorkerRequest WithoutMasks(v1::UpdateWorkerRequest request,
                                     const v1::Worker::PersonalDetails& stored) {
  if (!request.worker().has_personal_details()) return request;
  auto& details = *request.mutable_worker()->mutable_personal_details();
  const v1::Worker::PersonalDetails sent = details;
  details = Unmasked(sent, stored);
  if (request.update_mask().paths_size() > 0) return request;
  if (details.display_name() != sent.display_name()) details.clear_display_name();
  if (details.phone_number() != sent.phone_number()) details.clear_phone_number();
  if (details.identity_number() != sent.identity_number()) details.clear_identity_number();
  return request;
}

// A field that the identity number decides cannot be set against it.
void CheckAgainstNumber(const Touched& touched, const v1::Worker& merged,
                        const v1::Worker& normalised, runtime::FieldChecks& checks) {
  constexpr char kWhy[] = "与身份证号不符 / differs from what the identity number says";
  if (touched("birth_date") && merged.has_birth_date() &&
      merged.birth_date().SerializeAsString() != normalised.birth_date().SerializeAsString()) {
    checks.Violate("worker.birth_date", kWhy);
  }
  if (touched("sex") && merged.sex() != v1::SEX_UNSPECIFIED && merged.sex() != normalised.sex()) {
    checks.Violate("worker.sex", kWhy);
  }
}

// The undoing of an import alone takes away what the import had brought.
void CheckNewDetails(const runtime::CallContext& call, const std::string& name,
                     const v1::Worker& before, const v1::Worker& updated,
                     runtime::FieldChecks& checks, runtime::Warnings* warnings) {
  if (call.via_service) return;
  WarnOfOtherNumber(name, before.personal_details().identity_number(),
                    updated.personal_details().identity_number(), warnings);
  CheckDetailsStay(before.personal_details(), updated.personal_details(), checks);
}

// The facts by which an update changes what is dated. Fields that it does not touch stay as they
// were on that day, whatever holds today.
void AddFacts(const v1::UpdateWorkerRequest& request, const Touched& touched, const RowDays& days,
              v1::Worker updated, WorkerChange& change, runtime::FieldChecks& checks) {
  const bool dated = request.has_effective_date();
  const WorkerState held = StateOn(change.known, dated ? days.as_of : kNewest);
  v1::Worker as_held;
  ShowState(held, as_held);
  if (!touched("division_code")) updated.set_division_code(as_held.division_code());
  if (!touched("rural")) updated.set_rural(as_held.rural());
  if (!touched("policy_groups")) *updated.mutable_policy_groups() = as_held.policy_groups();
  change.added = DatedChanges(held, updated, days.as_of);
  const auto profile_date = ProfileDate(change.known).value_or(days.as_of);
  if (!change.added.empty() && !dated) {
    checks.Violate("effective_date",
                   "请填生效日期：户籍、农村身份、群体按日期记 / is required: registration, rural "
                   "status and policy groups are dated");
  } else if (!change.added.empty() && days.as_of < profile_date) {
    checks.Violate(
        "effective_date",
        absl::StrCat("早于建档日期 ", runtime::DateText(profile_date),
                     "，更早的情况请登记事实 / lies before ", runtime::DateText(profile_date),
                     ", from when the worker is known; RecordWorkerFact can say what "
                     "was true earlier"));
  }
  // It takes the person out of the county's figures: a fact of its own, with its reference.
  if (held.rural && !updated.rural()) {
    checks.Violate(
        "worker.rural",
        "不再是农村户籍须另行登记并填凭据 / that a person is rural no longer is recorded "
        "by RecordWorkerFact (RURAL_STATUS), with its date and reference");
  }
  const bool number = touched("personal_details.identity_number");
  if (!number && !touched("birth_date")) *updated.mutable_birth_date() = as_held.birth_date();
  if (!number && !touched("sex")) updated.set_sex(as_held.sex());
  for (auto& fact : Corrections(held, updated, profile_date)) {
    change.added.push_back(std::move(fact));
  }
}

absl::Status CheckAddedFacts(const std::string& name, const WorkerChange& change) {
  if (change.known.size() + change.added.size() > kFactsMost) {
    return runtime::FailedPrecondition(
        runtime::reasons::kWrongState, name,
        "此人的事实太多，请找管理员 / The worker has too many facts; ask an administrator.");
  }
  for (const v1::WorkerFact& fact : change.added) {
    const std::string why_not = WhyNotPossible(change.known, name, fact);
    if (!why_not.empty()) {
      return runtime::FailedPrecondition(runtime::reasons::kWrongState, name, why_not);
    }
  }
  return absl::OkStatus();
}

// Into another's scope a person goes by a fact of its own, which says since when and by whose word;
// a slip in an update must not carry the record away.
absl::Status CheckMoveInScope(const runtime::CallContext& call, const v1::Worker& before,
                              const v1::Worker& after) {
  if (after.division_code() == before.division_code() ||
      runtime::DivisionInScope(call.principal, after.division_code())) {
    return absl::OkStatus();
  }
  return runtime::Error(
      absl::StatusCode::kPermissionDenied, runtime::reasons::kOutOfScope,
      "新户籍地不在本账号范围内；户籍迁出请登记事实（RESIDENCE_MOVED）并写日期 / The new "
      "registration lies outside the caller's divisions. That a person moved there is "
      "recorded by RecordWorkerFact (RESIDENCE_MOVED, with its date).");
}

// Moves the entries of a number or reference that was corrected: what was wrong must find this
// person no longer; and links by a corrected name what it had kept apart. ALREADY_EXISTS if the new
// number is somebody else's in the caller's scope. `change` has the new details.
absl::Status PlanIdentityChange(const PlanContext& context, const v1::Worker& before,
                                const v1::Worker& after, absl::CivilDay day, WorkerChange& change,
                                storage::Batch& batch) {
  PersonDigests lost = DigestsOfPerson(context, before);
  PersonDigests gained = DigestsOfPerson(context, after);
  const bool same_number =
      before.personal_details().identity_number() == after.personal_details().identity_number();
  if (same_number) lost.number.clear();
  if (same_number) gained.number.clear();
  const bool same_reference = before.source_reference() == after.source_reference();
  if (same_reference) lost.reference.clear();
  if (same_reference) gained.reference.clear();
  for (const auto* digests : {&lost.number, &lost.reference}) {
    if (digests->empty()) continue;
    LAOWU_ASSIGN_OR_RETURN(Identity identity, LoadIdentity(context.reader, *digests));
    if (!identity.Names(change.worker_id)) continue;
    LAOWU_RETURN_IF_ERROR(PartPerson(context, identity, day, change, batch));
    change.lost.push_back(std::move(identity));
  }
  absl::Status refusal;
  LAOWU_ASSIGN_OR_RETURN(const Person person,
                         FindPerson(context, gained, after, change.worker_id, "worker", &refusal));
  LAOWU_RETURN_IF_ERROR(refusal);
  if (person.mine.has_value()) return AlreadyKnown(WorkerName(person.mine_id));
  LAOWU_RETURN_IF_ERROR(PlanReunions(context, gained.number, change, batch));
  LAOWU_RETURN_IF_ERROR(JoinPerson(context, person, day, change, batch));
  const auto& was = before.personal_details();
  const auto& is = after.personal_details();
  const bool renamed =
      was.display_name() != is.display_name() || was.phone_number() != is.phone_number();
  if (!same_number || !renamed || !LivesByItself(before)) return absl::OkStatus();
  // A record of the number that the name had kept apart.
  return LinkByNumber(context, day, change, batch);
}

// Of what the change links, does not, or leaves linked.
absl::Status WarnOfLinks(const PlanContext& context, const WorkerChange& change,
                         runtime::Warnings* warnings) {
  if (change.joined.has_value()) WarnOfJoined(*change.joined, false, warnings);
  return WarnOfStillLinked(context, change, warnings);
}

// Who has one wrong number of two records that bear the same must not be sent to take the merger
// back first, which the number forbids.
bool IsOfNumberAlone(const google::protobuf::FieldMask& mask) {
  return mask.paths_size() == 1 && mask.paths(0) == "personal_details.identity_number";
}

// Those that Intake read and nobody has changed since; where that role sets an import back, those
// that stood before it.
void KeepInferredFields(const runtime::CallContext& call, const v1::Worker& sent,
                        const v1::Worker& before, const Touched& touched, v1::Worker& profile) {
  profile.clear_inferred_fields();
  if (call.via_service && sent.inferred_fields_size() > 0) {
    *profile.mutable_inferred_fields() = WithoutSourceTexts(sent.inferred_fields());
    return;
  }
  for (const auto& field : before.inferred_fields()) {
    const std::vector<std::string> parts = absl::StrSplit(field.field_path(), '[');
    if (!touched(parts.front())) *profile.add_inferred_fields() = field;
  }
}

}  // namespace

absl::Status WorkerService::Change(const Call& call, Plan plan) {
  return runtime::PlanAnew(call.deadline, [&]() -> absl::Status {
    storage::Batch batch;
    HouseholdChanges households(store_, keys_, call);
    const PlanContext context{store_, keys_, call, households};
    LAOWU_ASSIGN_OR_RETURN(const bool nothing, plan(context, batch));
    if (nothing) return absl::OkStatus();
    return store_.Commit(batch, call.deadline).status();
  });
}

absl::StatusOr<LoadedWorker> WorkerService::LoadForChange(const Call& call,
                                                          const std::string& name) const {
  LAOWU_ASSIGN_OR_RETURN(LoadedWorker loaded, LoadInScope(store_, call, name));
  if (!loaded.stored.worker().has_erase_time()) return loaded;
  return runtime::FailedPrecondition(runtime::reasons::kWrongState, name,
                                     "此人已注销，不能再改 / The person was erased; only what "
                                     "figures need is left, and it does not change.");
}

absl::StatusOr<v1::Worker> WorkerService::ReadChanged(absl::string_view worker_id,
                                                      const Warnings& warnings) const {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(store_, worker_id));
  if (!loaded.has_value()) return absl::InternalError("a changed worker is not there");
  LAOWU_ASSIGN_OR_RETURN(v1::Worker worker, ToWorker(worker_id, *loaded));
  *worker.mutable_warnings() = warnings;
  return worker;
}

absl::StatusOr<bool> WorkerService::PlanCreated(const PlanContext& context,
                                                const v1::CreateWorkerRequest& request,
                                                const std::string& worker_id, Warnings* warnings,
                                                storage::Batch& batch) const {
  const runtime::CallContext& call = context.call;
  const absl::CivilDay today = runtime::DayOf(call.now);
  const absl::CivilDay as_of = runtime::ToCivilDay(request.as_of_date()).value_or(today);
  warnings->Clear();
  const v1::Worker row = Normalised(request.worker(), today, warnings);
  WarnOfNoLegalBasis(row, call.now, warnings);
  WarnOfPersonalNumbers(v1::Worker(), row, warnings);
  WarnOfFarHome(v1::Worker(), row, today, warnings);
  const auto content = ContentDigests(keys_, row);
  LAOWU_ASSIGN_OR_RETURN(const auto known, LoadWorker(context.reader, worker_id));
  if (known.has_value()) {
    const auto& stored = known->stored;
    const bool own = runtime::DivisionInScope(call.principal, stored.worker().division_code());
    for (const auto& digest : content) {
      if (!own || digest.hex != stored.provenance().content_digest()) continue;
      LAOWU_ASSIGN_OR_RETURN(const auto joined,
                             JoinedBefore(context, worker_id, stored.worker(), row, as_of));
      if (joined.has_value()) WarnOfJoined(*joined, false, warnings);
      return true;
    }
    return runtime::RequestIdUsed();
  }
  absl::Status refusal;
  const PersonDigests digests = DigestsOfPerson(context, row);
  LAOWU_ASSIGN_OR_RETURN(const Person person,
                         FindPerson(context, digests, row, "", "worker", &refusal));
  LAOWU_RETURN_IF_ERROR(refusal);
  if (person.mine.has_value()) return AlreadyKnown(WorkerName(person.mine_id));
  LAOWU_ASSIGN_OR_RETURN(const std::string erased_id,
                         PlanAdmission(context, digests, row, worker_id, request.allow_erased(),
                                       "worker", &refusal, batch));
  LAOWU_RETURN_IF_ERROR(refusal);
  WorkerChange change = NewWorker(context, worker_id, row, as_of);
  if (!erased_id.empty()) change.elsewhere_ids.push_back(erased_id);
  LAOWU_RETURN_IF_ERROR(PlanReunions(context, digests.number, change, batch));
  change.provenance.set_request_id(request.request_id());
  change.provenance.set_content_digest(content.front().hex);
  LAOWU_RETURN_IF_ERROR(JoinPerson(context, person, as_of, change, batch));
  if (change.joined.has_value()) WarnOfJoined(*change.joined, false, warnings);
  const std::vector<std::string> written = change.written();
  std::string no_household;
  LAOWU_RETURN_IF_ERROR(PlanChange(context, std::move(change), &no_household, batch));
  runtime::FieldChecks checks;
  if (!no_household.empty()) checks.Violate("worker.household", no_household);
  LAOWU_RETURN_IF_ERROR(checks.status());
  runtime::AddAudit(call, {written, {"*"}, "", request.request_id()}, batch);
  return false;
}

absl::StatusOr<v1::Worker> WorkerService::CreateWorker(const Call& call,
                                                       const v1::CreateWorkerRequest& request) {
  RowDays days{runtime::DayOf(call.now), runtime::DayOf(call.now)};
  runtime::FieldChecks checks;
  if (request.has_as_of_date()) {
    checks.Date("as_of_date", request.as_of_date());
    days.as_of = runtime::ToCivilDay(request.as_of_date()).value_or(days.today);
    if (days.as_of > days.today) checks.Violate("as_of_date", "在将来 / lies in the future");
  }
  CheckWorker(request.worker(), "worker", days, checks);
  CheckNamed(request.worker().personal_details(), "worker.personal_details", checks);
  checks.RequestId("request_id", request.request_id());
  // Whose matter it is comes first, where the request says that.
  const bool placed =
      std::none_of(checks.violations().begin(), checks.violations().end(),
                   [](const auto& v) { return v.field() == "worker.division_code"; });
  if (placed) {
    LAOWU_RETURN_IF_ERROR(
        runtime::RequireDivision(call.principal, request.worker().division_code()));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  const std::string worker_id = runtime::IdForRequest(request.request_id(), call.now);
  Warnings warnings;
  LAOWU_RETURN_IF_ERROR(Change(call, [&](const PlanContext& context, storage::Batch& batch) {
    return PlanCreated(context, request, worker_id, &warnings, batch);
  }));
  return ReadChanged(worker_id, warnings);
}

absl::StatusOr<bool> WorkerService::PlanUpdated(const PlanContext& context,
                                                const v1::UpdateWorkerRequest& sent,
                                                Warnings* warnings, storage::Batch& batch) const {
  warnings->Clear();
  const std::string& name = sent.worker().name();
  LAOWU_ASSIGN_OR_RETURN(const LoadedWorker old, LoadForChange(context.call, name));
  const bool again = runtime::SentAgain(sent.request_id(), {old.stored.provenance().request_id()});
  if (!again) {
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(sent.worker().etag(), old.version, name));
  }
  LAOWU_ASSIGN_OR_RETURN(WorkerChange change, LoadChange(context, WorkerId(name), old));
  const v1::UpdateWorkerRequest request = WithoutMasks(sent, change.old_details);
  const google::protobuf::FieldMask mask = MaskOf(request);
  if (!IsOfNumberAlone(mask)) LAOWU_RETURN_IF_ERROR(RequireStanding(context, old, name));
  if (mask.paths_size() == 0) return true;
  v1::Worker before = old.stored.worker();
  *before.mutable_personal_details() = change.old_details;
  v1::Worker after = before;
  const absl::CivilDay today = runtime::DayOf(context.call.now);
  const RowDays days{today, runtime::ToCivilDay(request.effective_date()).value_or(today)};
  runtime::FieldChecks checks;
  const Touched touched(runtime::MergeMasked(mask, request.worker(), kMask, checks, &after));
  v1::Worker allowed = before;
  if (context.call.via_service) {  // an undoing puts back the name that stood, by whichever rule
    *allowed.mutable_personal_details()->mutable_display_name() =
        after.personal_details().display_name();
  }
  CheckUpdated(allowed, after, "worker", days, checks);
  v1::Worker updated = Normalised(after, today, warnings);
  CheckNewDetails(context.call, name, before, updated, checks, warnings);
  WarnOfNoLegalBasis(updated, context.call.now, warnings);
  WarnOfPersonalNumbers(before, updated, warnings);
  WarnOfFarHome(before, updated, today, warnings);
  CheckAgainstNumber(touched, after, updated, checks);
  AddFacts(request, touched, days, updated, change, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(CheckMoveInScope(context.call, before, after));
  LAOWU_RETURN_IF_ERROR(CheckAddedFacts(name, change));
  change.details = updated.personal_details();
  LAOWU_RETURN_IF_ERROR(PlanIdentityChange(context, before, updated, days.as_of, change, batch));
  LAOWU_RETURN_IF_ERROR(WarnOfLinks(context, change, warnings));
  change.profile = updated;
  change.profile.clear_personal_details();
  KeepInferredFields(context.call, sent.worker(), before, touched, change.profile);
  v1::Worker shown = change.profile;
  ShowState(StateOn(change.known, kNewest), shown);
  if (change.added.empty() &&
      change.details.SerializeAsString() == change.old_details.SerializeAsString() &&
      runtime::DeterministicBytes(shown) == runtime::DeterministicBytes(old.stored.worker())) {
    return true;
  }
  if (again) return runtime::RequestIdUsed();
  change.provenance.set_request_id(request.request_id());
  // The intake role brings back what an import wrote over, of whichever day that was, and a
  // household that the import has emptied.
  change.stated = context.call.via_service ? std::nullopt : std::optional(today);
  if (context.call.via_service) context.households.AllowAgain(change.profile.household());
  const std::vector<std::string> written = change.written();
  std::string no_household;
  LAOWU_RETURN_IF_ERROR(PlanChange(context, std::move(change), &no_household, batch));
  if (!no_household.empty()) checks.Violate("worker.household", no_household);
  LAOWU_RETURN_IF_ERROR(checks.status());
  runtime::AddAudit(context.call, {written, touched.paths(), "", request.request_id()}, batch);
  return false;
}

absl::StatusOr<v1::Worker> WorkerService::UpdateWorker(const Call& call,
                                                       const v1::UpdateWorkerRequest& request) {
  const absl::CivilDay today = runtime::DayOf(call.now);
  runtime::FieldChecks checks;
  const std::string worker_id =
      runtime::RequireName(kWorkerPattern, "worker.name", request.worker().name(), checks);
  v1::Worker unused;
  runtime::MergeMasked(request.update_mask(), request.worker(), kMask, checks, &unused);
  if (request.has_effective_date()) {
    checks.Date("effective_date", request.effective_date());
    if (runtime::ToCivilDay(request.effective_date()).value_or(today) > today) {
      checks.Violate("effective_date", "在将来 / lies in the future");
    }
  }
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, {request.worker().name()}, checks));
  Warnings warnings;
  LAOWU_RETURN_IF_ERROR(Change(call, [&](const PlanContext& context, storage::Batch& batch) {
    return PlanUpdated(context, request, &warnings, batch);
  }));
  return ReadChanged(worker_id, warnings);
}

template <typename Request>
absl::StatusOr<v1::Worker> WorkerService::SetState(const Call& call, const Request& request,
                                                   v1::Worker::State state) {
  runtime::FieldChecks checks;
  const std::string worker_id =
      runtime::RequireName(kWorkerPattern, "name", request.name(), checks);
  checks.RequestId("request_id", request.request_id());
  LAOWU_RETURN_IF_ERROR(CheckedInScope(call, {request.name()}, checks));
  LAOWU_RETURN_IF_ERROR(
      Change(call, [&](const PlanContext& context, storage::Batch& batch) -> absl::StatusOr<bool> {
        LAOWU_ASSIGN_OR_RETURN(const LoadedWorker old, LoadForChange(call, request.name()));
        LAOWU_RETURN_IF_ERROR(RequireStanding(context, old, request.name()));
        const bool again =
            runtime::SentAgain(request.request_id(), {old.stored.provenance().request_id()});
        if (!again) {
          LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.etag(), old.version, request.name()));
        }
        if (old.stored.worker().state() == state) return true;
        if (again) return runtime::RequestIdUsed();
        LAOWU_ASSIGN_OR_RETURN(WorkerChange change, LoadChange(context, worker_id, old));
        change.profile.set_state(state);
        change.provenance.set_request_id(request.request_id());
        std::string no_household;
        LAOWU_RETURN_IF_ERROR(PlanChange(context, std::move(change), &no_household, batch));
        runtime::AddAudit(call, {{request.name()}, {"state"}, "", request.request_id()}, batch);
        return false;
      }));
  return ReadChanged(worker_id);
}

absl::StatusOr<v1::Worker> WorkerService::PauseWorker(const Call& call,
                                                      const v1::PauseWorkerRequest& request) {
  return SetState(call, request, v1::Worker::PAUSED);
}

absl::StatusOr<v1::Worker> WorkerService::ResumeWorker(const Call& call,
                                                       const v1::ResumeWorkerRequest& request) {
  return SetState(call, request, v1::Worker::ACTIVE);
}

}  // namespace laowu::worker

// What an office tells of the workers of its own placements: here, and gone. What it takes back:
// retract_service.cc.

#include <algorithm>
#include <functional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/placement/attestation_rules.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_rules.h"
#include "services/placement/placement_service.h"
#include "services/placement/refusals.h"
#include "services/placement/testimony.h"
#include "services/runtime/answered_requests.h"
#include "services/runtime/digest.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/wage_checks.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;
namespace reasons = runtime::reasons;

// `zh` and `en` go on after the state.
absl::Status WrongState(const v1::Placement& placement, absl::string_view zh,
                        absl::string_view en) {
  const std::string& state = v1::Placement::State_Name(placement.state());
  return runtime::FailedPrecondition(
      reasons::kWrongState, placement.name(),
      absl::StrCat("该推荐现为 ", state, zh, " / The placement is ", state, en));
}

absl::Status WhyNobodyArrives(const v1::Placement& placement) {
  if (placement.state() == v1::Placement::PROPOSED) {
    return WrongState(placement,
                      "（待答复），接受后（ACCEPTED）才能确认到岗；请县局先登记本人已接受，再确认",
                      " and nobody can arrive by it: only an ACCEPTED one can. Have the county "
                      "bureau record the acceptance first, then confirm.");
  }
  return WrongState(
      placement, "（已了结），只有 ACCEPTED（已接受）的才能确认到岗；人确已到岗的，请县局重新推荐",
      " and nobody can arrive by it: only an ACCEPTED one can. If the person is "
      "there, ask the county bureau for a new proposal.");
}

absl::Status WhyNobodyLeaves(const v1::Placement& placement) {
  const char* const english = " and nobody can leave it: only a STARTED one can be left. ";
  switch (placement.state()) {
    case v1::Placement::PROPOSED:
    case v1::Placement::ACCEPTED:
      return WrongState(
          placement,
          "，还没有到岗，只有 STARTED（已到岗）的才能报离岗；来过又走的，请先确认到岗；没有来的，"
          "请撤下或结束该推荐",
          absl::StrCat(english,
                       "Who came and has gone is confirmed first; where nobody came, decline or "
                       "end the placement."));
    default:
      return WrongState(
          placement,
          "（已了结），记录上此人已不在这个岗位，无须再报离岗；记录有误请打电话给县局更正",
          absl::StrCat(english,
                       "By the record the person is not in that job; if that is wrong, call the "
                       "county bureau."));
  }
}

// `end` says otherwise than what is reported.
absl::Status LeftOtherwise(const v1::Placement& placement, const v1::Outcome& end) {
  if (end.worker() != placement.worker()) {
    return WrongState(placement, "，本人的另一份档案上已登记离开，请县局结束该推荐",
                      ", and by another record of the same person they have left; have the county "
                      "bureau end the placement.");
  }
  const std::string& what = v1::Outcome::Type_Name(end.type());
  const std::string day = runtime::DateText(CountingDayOf(end));
  return WrongState(
      placement,
      absl::StrCat("，已有 ", day, " 的 ", what,
                   "，与所报不符；协作站自己报错的可以撤销，其他请打电话给县局先作废该条"),
      absl::StrCat(" since ", what, " on ", day,
                   ", which says otherwise; what an office reported itself it can take back "
                   "(RetractArrival with its name), and the bureau can take back the rest first."));
}

// The request says none of these fields: they come from the vacancy.
absl::Status NotOfVacancy(const v1::Placement& placement, const absl::Status& why) {
  return runtime::FailedPrecondition(
      reasons::kOutcomeNotPossible, placement.vacancy(),
      absl::StrCat("岗位信息有误，请先改岗位 / The outcome cannot be made of the vacancy (",
                   why.message(), "). Mend the vacancy first."));
}

// A day in the future is rule 15's to refuse; where other fields are wrong, it is told with them.
void AddFutureDate(absl::string_view field, const google::type::Date& date, absl::CivilDay today,
                   runtime::FieldChecks& checks) {
  v1::Outcome outcome;
  *outcome.mutable_effective_date() = date;
  AddFutureDay(outcome, field, today, checks);
}

bool SameDate(const google::type::Date& a, const google::type::Date& b) {
  return runtime::ToCivilDay(a) == runtime::ToCivilDay(b);
}

// Of an arrival that an office has confirmed, `start`: why the request is no second word of the
// same. A wage that it does not state contradicts none.
absl::Status WhyNotSaidBefore(const v1::ConfirmArrivalRequest& request, const v1::Outcome& start,
                              const v1::Placement& placement) {
  const bool same_date = SameDate(start.effective_date(), request.arrive_date());
  const int wage = start.wage_cny_per_month();
  const bool same_wage = request.wage_cny_per_month() == 0 || request.wage_cny_per_month() == wage;
  if (same_date && same_wage) return absl::OkStatus();
  const std::string day = runtime::DateText(CountingDayOf(start));
  const std::string zh_wage = wage == 0 ? "未填工资" : absl::StrCat("月工资 ", wage, " 元");
  const std::string en_wage =
      wage == 0 ? "without a wage" : absl::StrCat("with a wage of ", wage, " yuan a month");
  return runtime::FailedPrecondition(
      reasons::kWrongState, placement.name(),
      absl::StrCat(
          "已确认 ", day, " 到岗", same_date ? absl::StrCat("，", zh_wage) : "", "；",
          same_date ? "工资" : "日期", "有误请先撤销，再按实际", same_date ? "工资" : "日期",
          "确认；不能撤销的请打电话给县局作废 / The placement is ",
          v1::Placement::State_Name(placement.state()), " since ",
          v1::Outcome::Type_Name(start.type()), " on ", day,
          same_date ? absl::StrCat(", ", en_wage) : "", ". If that ", same_date ? "wage" : "day",
          " is wrong, take it back (RetractArrival), or where that is refused call the "
          "bureau, which can void ",
          start.name(), "; then confirm anew."));
}

// What tells one report from another, for answered_requests.h: not the reference, which can be
// erased, and by which two reports do not differ.
std::string Asked(const Word& word, const std::string& placement, const google::type::Date& date,
                  absl::string_view how) {
  return absl::StrCat(word.id, " ", placement, " ", date.year(), "-", date.month(), "-", date.day(),
                      " ", how);
}

// What another request's record, `answer`, told a request before.
absl::StatusOr<v1::Outcome> ToldBefore(const OutcomePlan& plan, const std::string& answer,
                                       const std::string& placement) {
  const v1::Outcome* const told = plan.FindOfPerson(answer);
  const bool elsewhere =
      told != nullptr && !told->placement().empty() && told->placement() != placement;
  if (told == nullptr || elsewhere) return runtime::RequestIdUsed();
  if (!plan.Stands(answer)) return runtime::WasTakenBack(answer);
  return *told;
}

// What an earlier try of the request recorded, `own`.
absl::StatusOr<v1::Outcome> ToldByItself(const OutcomePlan& plan, const v1::Outcome& own) {
  // One that the plan does not know yet has just been recorded, by a twin of this request.
  if (plan.Find(own.name()) == nullptr || plan.Stands(own.name())) return own;
  return runtime::WasTakenBack(own.name());
}

absl::StatusOr<v1::Attestation> OfficesWord(runtime::PrincipalRole role,
                                            const std::string& reference) {
  const auto grade = GradeFor(role, kOfficeKind);
  if (!grade.has_value()) return NotYours(role, kOfficeKind);
  v1::Attestation attestation;
  attestation.set_kind(kOfficeKind);
  attestation.set_reference(reference);
  attestation.set_grade(*grade);
  return attestation;
}

}  // namespace

absl::StatusOr<v1::Outcome> PlacementService::Testify(const Call& call, const Report& report) {
  LAOWU_ASSIGN_OR_RETURN(v1::Attestation attestation,
                         OfficesWord(call.principal.role, report.reference));
  const std::string own_name =
      absl::StrCat("outcomes/", runtime::IdForRequest(report.request_id, call.now));
  const std::string attestation_id = TestimonyId(report.word, call.principal.id);
  const auto testify = [&]() -> absl::StatusOr<v1::Outcome> {
    LAOWU_ASSIGN_OR_RETURN(const LoadedPlacement before,
                           PlacementInScope(call, report.placement, Right::kDecide));
    LAOWU_ASSIGN_OR_RETURN(const std::string answer, runtime::LoadAnswer(store_, own_name));
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan,
                           OutcomePlan::Load(&store_, call, before.stored.placement().worker()));
    // Read after the plan was loaded: who moves it from then on makes the batch fail.
    LAOWU_ASSIGN_OR_RETURN(const v1::Placement placement, ReadPlacement(call, report.placement));
    if (plan.erased()) EraseTexts(attestation);
    if (placement.state() == v1::Placement::ENDED) plan.NameEndOf(report.placement);
    if (!answer.empty()) {
      LAOWU_RETURN_IF_ERROR(runtime::CheckAsked(store_, own_name, report.asked));
      return ToldBefore(plan, answer, report.placement);
    }
    LAOWU_ASSIGN_OR_RETURN(const auto own, LoadOutcome(store_, own_name));
    if (own.has_value() && (own->worker() != placement.worker() || !report.says(*own))) {
      return runtime::RequestIdUsed();
    }
    LAOWU_ASSIGN_OR_RETURN(const v1::Outcome* const known, report.find(plan, placement));
    std::string name = own_name;
    storage::Batch batch;
    if (known != nullptr) {
      name = known->name();
      const bool attested =
          FindAttestation(*known, AttestationName(name, attestation_id)) != nullptr;
      // The id is kept beside what the request was answered with, which is another's.
      const bool keeps_id = !report.request_id.empty() && !own.has_value();
      if (keeps_id) runtime::PlanAnswer(own_name, name, report.asked, batch);
      if (attested) {
        if (keeps_id) LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
        return *known;
      }
    } else {
      if (own.has_value()) return ToldByItself(plan, *own);
      LAOWU_ASSIGN_OR_RETURN(const v1::Outcome outcome, report.make(plan, placement));
      LAOWU_RETURN_IF_ERROR(PlanReported(
          call, placement, {name, outcome, report.request_id, "", report.date_field}, plan, batch));
    }
    PlanAttestation(name, attestation_id, attestation,
                    runtime::ProvenanceOf(call, report.request_id), batch);
    if (known != nullptr) {
      plan.Attested(name, attestation);
      LAOWU_RETURN_IF_ERROR(plan.Finish(report.request_id, batch));
    }
    runtime::AddAudit(
        call, {{report.placement, name, placement.worker()}, {}, "", report.request_id}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    return ReadOutcome(name);
  };
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome told, runtime::PlanAnew(call.deadline, testify));
  WarnOfReference(attestation, "reference", told.mutable_warnings());
  return ShownTo(call.principal, std::move(told));
}

absl::Status PlacementService::PlanReported(const Call& call, const v1::Placement& placement,
                                            OutcomePlan::Addition reported, OutcomePlan& plan,
                                            storage::Batch& batch) const {
  LAOWU_ASSIGN_OR_RETURN(const v1::Worker worker, peers_.GetWorker(call, placement.worker()));
  v1::Outcome& outcome = reported.outcome;
  runtime::FieldChecks checks;
  CheckOutcomeFields(outcome, "outcome", checks);
  if (!checks.status().ok()) return NotOfVacancy(placement, checks.status());
  LAOWU_ASSIGN_OR_RETURN(*outcome.mutable_worker_division_code(),
                         RegistrationOf(call, worker, CountingDayOf(outcome)));
  plan.Use(worker);
  LAOWU_RETURN_IF_ERROR(plan.Add(reported, batch));
  return plan.Finish(reported.request_id, batch);
}

absl::StatusOr<v1::Outcome> PlacementService::ArrivalOf(const Call& call,
                                                        const v1::ConfirmArrivalRequest& request,
                                                        const v1::Placement& placement) const {
  LAOWU_ASSIGN_OR_RETURN(const v1::Vacancy vacancy, peers_.GetVacancy(call, placement.vacancy()));
  v1::Outcome outcome;
  outcome.set_type(v1::Outcome::ARRIVED);
  outcome.set_worker(placement.worker());
  *outcome.mutable_effective_date() = request.arrive_date();
  outcome.set_date_precision(v1::DATE_PRECISION_DAY);
  outcome.set_workplace_division_code(vacancy.workplace_division_code());
  outcome.set_employer(vacancy.employer());
  outcome.set_occupation_code(vacancy.occupation_code());
  outcome.set_wage_cny_per_month(request.wage_cny_per_month());
  outcome.set_channel(placement.channel());
  outcome.set_organizer(placement.organizer());
  outcome.set_placement(request.name());
  return outcome;
}

absl::StatusOr<v1::Outcome> PlacementService::ConfirmArrival(
    const Call& call, const v1::ConfirmArrivalRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("placements/*", "name", request.name(), checks);
  checks.Date("arrive_date", request.arrive_date());
  runtime::CheckWage("wage_cny_per_month", request.wage_cny_per_month(), checks);
  checks.Text("reference", request.reference(), limits::kTextChars);
  checks.RequestId("request_id", request.request_id());
  AddFutureDate("arrive_date", request.arrive_date(), runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  Report report{request.name(),
                request.request_id(),
                request.reference(),
                kArrival.id,
                "arrive_date",
                Asked(kArrival, request.name(), request.arrive_date(),
                      absl::StrCat(request.wage_cny_per_month())),
                {},
                {},
                {}};
  report.find = [&](const OutcomePlan& plan,
                    const v1::Placement& placement) -> absl::StatusOr<const v1::Outcome*> {
    const v1::Outcome* const start = plan.FindStart(request.name());
    if (start == nullptr) return start;
    // A bureau's day or wage may be off by some; an office that says two of them is told so.
    const bool confirmed =
        std::any_of(start->attestations().begin(), start->attestations().end(),
                    [](const auto& attestation) { return attestation.kind() == kOfficeKind; });
    if (confirmed) LAOWU_RETURN_IF_ERROR(WhyNotSaidBefore(request, *start, placement));
    return start;
  };
  report.make = [&](const OutcomePlan& /*plan*/,
                    const v1::Placement& placement) -> absl::StatusOr<v1::Outcome> {
    if (placement.state() == v1::Placement::ACCEPTED) return ArrivalOf(call, request, placement);
    return WhyNobodyArrives(placement);
  };
  report.says = [&](const v1::Outcome& outcome) {
    return outcome.type() == v1::Outcome::ARRIVED && outcome.placement() == request.name() &&
           SameDate(outcome.effective_date(), request.arrive_date()) &&
           outcome.wage_cny_per_month() == request.wage_cny_per_month();
  };
  LAOWU_ASSIGN_OR_RETURN(v1::Outcome arrived, Testify(call, report));
  LAOWU_RETURN_IF_ERROR(WarnOfJobsLicence(store_, arrived, arrived.mutable_warnings()));
  return arrived;
}

absl::StatusOr<v1::Outcome> PlacementService::ReportLeft(const Call& call,
                                                         const v1::ReportLeftRequest& request) {
  runtime::FieldChecks checks;
  runtime::RequireName("placements/*", "name", request.name(), checks);
  checks.Date("leave_date", request.leave_date());
  checks.Text("reference", request.reference(), limits::kTextChars);
  checks.RequestId("request_id", request.request_id());
  AddFutureDate("leave_date", request.leave_date(), runtime::DayOf(call.now), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  const auto type = request.stayed_away() ? v1::Outcome::JOB_CHANGED : v1::Outcome::RETURNED;
  Report report{request.name(),
                request.request_id(),
                request.reference(),
                kLeaving.id,
                "leave_date",
                Asked(kLeaving, request.name(), request.leave_date(),
                      request.stayed_away() ? "away" : "home"),
                {},
                {},
                {}};
  report.find = [&](const OutcomePlan& plan,
                    const v1::Placement& placement) -> absl::StatusOr<const v1::Outcome*> {
    const v1::Outcome* const end = plan.FindEnd(request.name());
    if (end == nullptr) return nullptr;
    const bool own = end->worker() == placement.worker();
    if (own && end->type() == type && SameDate(end->effective_date(), request.leave_date()))
      return end;
    return LeftOtherwise(placement, *end);
  };
  report.make = [&](const OutcomePlan& plan,
                    const v1::Placement& placement) -> absl::StatusOr<v1::Outcome> {
    // Ended by hand, which tells of no leaving: the person is in that job still.
    if (placement.state() != v1::Placement::STARTED && !plan.IsIn(request.name())) {
      return WhyNobodyLeaves(placement);
    }
    runtime::FieldChecks early;
    const auto leave = runtime::ToCivilDay(request.leave_date());
    const auto why = leave.has_value() ? WhyNotEndOn(placement, *leave) : std::nullopt;
    if (why.has_value()) early.Violate("leave_date", *why);
    LAOWU_RETURN_IF_ERROR(early.status());
    v1::Outcome outcome;
    outcome.set_type(type);
    outcome.set_worker(placement.worker());
    *outcome.mutable_effective_date() = request.leave_date();
    outcome.set_date_precision(v1::DATE_PRECISION_DAY);
    // Found alone: nobody's placement. Where they stayed is where they were.
    if (request.stayed_away()) outcome.set_channel(v1::CHANNEL_SELF);
    return outcome;
  };
  report.says = [&](const v1::Outcome& outcome) {
    return outcome.type() == type && SameDate(outcome.effective_date(), request.leave_date());
  };
  return Testify(call, report);
}

}  // namespace laowu::placement

#include "services/placement/placement_rules.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/runtime/clock.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/limits.h"
#include "services/runtime/resource_name.h"

namespace laowu::placement {
namespace {

namespace limits = runtime::limits;
namespace reasons = runtime::reasons;

absl::Time TimeOf(const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) + absl::Nanoseconds(timestamp.nanos());
}

google::protobuf::Timestamp TimestampOf(absl::Time time) {
  google::protobuf::Timestamp out;
  const int64_t micros = absl::ToUnixMicros(time);
  out.set_seconds(micros / 1'000'000);
  out.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
  return out;
}

bool InForce(const v1::Worker::LegalBasis& basis, absl::Time now, const reference::Policy& policy) {
  const bool suffices = basis.kind() == v1::Worker::LegalBasis::CONSENT ||
                        (basis.kind() == v1::Worker::LegalBasis::STATUTORY_DUTY &&
                         policy.statutory_duty_suffices && !basis.reference().empty());
  if (!suffices) return false;
  if (basis.has_effective_time() && now < TimeOf(basis.effective_time())) return false;
  return !basis.has_withdraw_time() || now < TimeOf(basis.withdraw_time());
}

}  // namespace

void CheckNewPlacement(const v1::Placement& placement, absl::string_view path,
                       runtime::FieldChecks& checks) {
  const std::string at(path);
  runtime::RequireName("workers/*", at + ".worker", placement.worker(), checks);
  runtime::RequireName("offices/*/vacancies/*", at + ".vacancy", placement.vacancy(), checks);
  checks.RequiredText(at + ".decided_by", placement.decided_by(), limits::kTextChars);
  checks.KnownEnum(at + ".channel", placement.channel(), v1::Channel_IsValid(placement.channel()));
  if (!placement.organizer().empty()) {
    runtime::RequireName("organizers/*", at + ".organizer", placement.organizer(), checks);
  }
}

void CheckListPlacements(const v1::ListPlacementsRequest& request, runtime::FieldChecks& checks) {
  const bool any = !request.worker().empty() || !request.vacancy().empty() ||
                   !request.office().empty() || !request.division_code().empty();
  if (!any) {
    checks.Violate(
        "vacancy",
        "人员、岗位、协作站、区划至少填一项 / one of worker, vacancy, office and division_code is "
        "required");
  }
  if (!request.worker().empty()) {
    runtime::RequireName("workers/*", "worker", request.worker(), checks);
  }
  if (!request.vacancy().empty()) {
    runtime::RequireName("offices/*/vacancies/*", "vacancy", request.vacancy(), checks);
  }
  if (!request.office().empty()) {
    runtime::RequireName("offices/*", "office", request.office(), checks);
  }
  runtime::CheckStoredDivisionFilter("division_code", request.division_code(), checks);
  checks.CountMost("states", request.states_size(), v1::Placement::State_ARRAYSIZE);
  for (int i = 0; i < std::min(request.states_size(), v1::Placement::State_ARRAYSIZE); ++i) {
    checks.KnownEnum(absl::StrCat("states[", i, "]"), request.states(i),
                     v1::Placement::State_IsValid(request.states(i)));
  }
}

bool Matches(const v1::ListPlacementsRequest& request, const v1::Placement& placement) {
  const auto& states = request.states();
  return (request.worker().empty() || placement.worker() == request.worker()) &&
         (request.vacancy().empty() || placement.vacancy() == request.vacancy()) &&
         (request.office().empty() || OfficeOfVacancy(placement.vacancy()) == request.office()) &&
         absl::StartsWith(placement.worker_division_code(),
                          runtime::DivisionPrefix(request.division_code())) &&
         (states.empty() ||
          std::find(states.begin(), states.end(), placement.state()) != states.end());
}

v1::Placement NewPlacement(const v1::Placement& sent, absl::string_view worker_division_code,
                           absl::Time now) {
  v1::Placement out;
  out.set_state(v1::Placement::PROPOSED);
  out.set_worker(sent.worker());
  out.set_vacancy(sent.vacancy());
  out.set_decided_by(sent.decided_by());
  out.set_channel(sent.channel());
  out.set_organizer(sent.organizer());
  out.set_worker_division_code(std::string(worker_division_code));
  *out.mutable_propose_time() = TimestampOf(now);
  *out.mutable_expire_time() = TimestampOf(now + kProposalTime);
  return out;
}

bool SameProposal(const v1::Placement& a, const v1::Placement& b) {
  return a.worker() == b.worker() && a.vacancy() == b.vacancy() &&
         a.decided_by() == b.decided_by() && a.channel() == b.channel() &&
         a.organizer() == b.organizer();
}

v1::Placement::State StateAt(const v1::Placement& placement, absl::Time now) {
  if (placement.state() != v1::Placement::PROPOSED) return placement.state();
  return now < TimeOf(placement.expire_time()) ? v1::Placement::PROPOSED : v1::Placement::EXPIRED;
}

std::optional<Refusal> WhyGone(const std::string& worker, bool erased, bool dead) {
  if (erased) {
    return Refusal{reasons::kWrongState, worker,
                   "此人已注销，不能再推荐 / The person was erased; nothing can be proposed to "
                   "them any more."};
  }
  if (!dead) return std::nullopt;
  return Refusal{reasons::kWrongState, worker,
                 "此人已登记为死亡；若登记有误，请先撤销该事实 / The worker is recorded as dead. "
                 "If that is wrong, take the fact DIED back first."};
}

std::optional<Refusal> WhyNotVisible(const v1::Worker& worker, absl::Time now,
                                     const reference::Policy& policy) {
  auto gone = WhyGone(worker.name(), worker.has_erase_time(), worker.has_death_date());
  if (gone.has_value()) return gone;
  if (!worker.merged_into().empty()) {
    return Refusal{reasons::kWrongState, worker.name(),
                   absl::StrCat("此档案已并入 ", worker.merged_into(),
                                "，请推荐该档案 / The record was merged; propose ",
                                worker.merged_into(), ".")};
  }
  if (worker.state() != v1::Worker::ACTIVE) {
    return Refusal{reasons::kWrongState, worker.name(),
                   absl::StrCat("此人已暂停，恢复后才能推荐或接受 / The worker is ",
                                v1::Worker::State_Name(worker.state()),
                                "; only an ACTIVE one can be proposed, or accept.")};
  }
  if (!InForce(worker.legal_basis(), now, policy)) {
    return Refusal{reasons::kNoLegalBasis, worker.name(),
                   "没有有效的授权或法定依据，请先登记 / There is no legal basis in force for "
                   "passing the worker's data on; record "
                   "the consent, or the duty with its reference, first."};
  }
  return std::nullopt;
}

std::optional<Refusal> WhyMergedAway(const v1::Worker& worker) {
  if (worker.merged_into().empty()) return std::nullopt;
  return Refusal{reasons::kWrongState, worker.name(),
                 absl::StrCat("此档案已并入 ", worker.merged_into(),
                              "，本推荐不能接受：请先撤下本推荐，再推荐该档案 / The record was "
                              "merged: decline this proposal, then propose ",
                              worker.merged_into(), ".")};
}

std::optional<Refusal> WhyNotOpen(const v1::Vacancy& vacancy, absl::CivilDay today) {
  const auto last_day = runtime::ToCivilDay(vacancy.expire_date());
  const bool over = last_day.has_value() && *last_day < today;
  if (vacancy.state() == v1::Vacancy::OPEN && !over) return std::nullopt;
  return Refusal{
      reasons::kVacancyClosed, vacancy.name(),
      absl::StrCat("岗位已关闭或过期，请另选 / The vacancy is ",
                   vacancy.state() == v1::Vacancy::OPEN ? "EXPIRED"
                                                        : v1::Vacancy::State_Name(vacancy.state()),
                   "; choose another one.")};
}

std::optional<Refusal> WhyBlocked(const v1::Employer& employer, absl::CivilDay today) {
  for (const auto& block : employer.blocks()) {
    const auto start = runtime::ToCivilDay(block.start_date());
    const auto end = runtime::ToCivilDay(block.end_date());
    if (!start.has_value() || *start > today || (end.has_value() && *end <= today)) continue;
    return Refusal{
        reasons::kVacancyClosed, employer.name(),
        absl::StrCat("该企业自 ", runtime::DateText(*start), " 起被列入限制（", block.reason(),
                     "），请另选岗位 / The employer is blocked since ", runtime::DateText(*start),
                     ": ", block.reason(), ". Choose another vacancy.")};
  }
  return std::nullopt;
}

std::optional<Refusal> WhyNotMove(absl::string_view name, v1::Placement::State from,
                                  v1::Placement::State to) {
  using P = v1::Placement;
  const char* allowed = "";
  bool may = false;
  switch (to) {
    case P::ACCEPTED:
    case P::DECLINED:
      allowed = "only a PROPOSED one can";
      may = from == P::PROPOSED;
      break;
    case P::ENDED:
      allowed = "only an ACCEPTED or STARTED one can";
      may = IsCommitted(from);
      break;
    default:
      allowed = "nobody can make it so by hand";
      break;
  }
  if (may) return std::nullopt;
  // Who says the same again was answered before; this one says it otherwise.
  if (from == to && (to == P::DECLINED || to == P::ENDED)) {
    const bool ended = to == P::ENDED;
    return Refusal{
        reasons::kWrongState, std::string(name),
        absl::StrCat("该推荐已是 ", P::State_Name(to), "，", ended ? "日期" : "原因",
                     "与本次所填不同，未作改动 / The placement is ", P::State_Name(to),
                     " already, with another ", ended ? "day" : "reason", "; nothing was done.")};
  }
  return Refusal{reasons::kWrongState, std::string(name),
                 absl::StrCat("该推荐现为 ", P::State_Name(from), "，不能改为 ", P::State_Name(to),
                              " / The placement is ", P::State_Name(from), " and cannot become ",
                              P::State_Name(to), ": ", allowed, ".")};
}

void AddErased(Refusal& refusal) {
  absl::StrAppend(&refusal.message,
                  " 这份档案已注销，其未结的推荐随之结束；此人另有档案的，请用那份重新推荐 / The "
                  "record was erased, which ends what was open of it; where another record of the "
                  "person stands, propose that one.");
}

std::optional<std::string> WhyNotEndOn(const v1::Placement& placement, absl::CivilDay end) {
  const auto start = runtime::ToCivilDay(placement.start_date());
  const absl::CivilDay first =
      start.has_value() ? *start : runtime::DayOf(TimeOf(placement.accept_time()));
  if (end >= first) return std::nullopt;
  return absl::StrCat(runtime::DateText(end), " 早于", start.has_value() ? "到岗（" : "接受（",
                      runtime::DateText(first), "），请填当天或以后 / ", runtime::DateText(end),
                      " lies before the placement ",
                      start.has_value() ? "began (" : "was accepted (", runtime::DateText(first),
                      "); give that day or a later one");
}

bool IsProposal(v1::Placement::State state) { return state == v1::Placement::PROPOSED; }

bool IsCommitted(v1::Placement::State state) {
  return state == v1::Placement::ACCEPTED || state == v1::Placement::STARTED;
}

bool HoldsOpening(const v1::Placement& placement) {
  const v1::Placement::State state = placement.state();
  if (state == v1::Placement::ENDED) return placement.has_start_date();
  return IsProposal(state) || IsCommitted(state);
}

bool WasAccepted(const v1::Placement& placement) { return placement.has_accept_time(); }

std::string OfficeOfVacancy(absl::string_view vacancy_name) {
  const auto ids = runtime::ParseName("offices/*/vacancies/*", vacancy_name);
  return ids.has_value() ? absl::StrCat("offices/", (*ids)[0]) : "";
}

}  // namespace laowu::placement

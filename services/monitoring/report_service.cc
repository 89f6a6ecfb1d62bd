// Figures of stretches of time, worklists and signals.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ratio/reports.h"
#include "reference/divisions.h"
#include "services/monitoring/baseline_signals.h"
#include "services/monitoring/claim_names.h"
#include "services/monitoring/entries_from_proto.h"
#include "services/monitoring/erased_rows.h"
#include "services/monitoring/monitoring_service.h"
#include "services/monitoring/phone_signals.h"
#include "services/monitoring/ratio_requests.h"
#include "services/monitoring/report_words.h"
#include "services/monitoring/signal_list.h"
#include "services/monitoring/standing_workers.h"
#include "services/runtime/access.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"

namespace laowu::monitoring {
namespace {

namespace limits = runtime::limits;

constexpr int kPeriodDaysMost = 3654;  // ten years and a day
constexpr int kPeriodsMost = 120;
constexpr int kSignalDaysDefault = 92;
constexpr int kSignalDaysMost = 366;
constexpr std::size_t kSignalsMost = 500;
constexpr std::size_t kWorkersAtOnce = 20'000;  // some 50 ms of the look for signals

std::optional<google::type::Date> IfSet(bool has, const google::type::Date& date) {
  return has ? std::optional(date) : std::nullopt;
}

// The first day of the step after the one that `day` lies in.
absl::CivilDay NextStart(absl::CivilDay day, v1::ListOutboundPeriodsRequest::Step step) {
  const absl::CivilMonth month(day);
  switch (step) {
    case v1::ListOutboundPeriodsRequest::MONTH:
      return absl::CivilDay(month + 1);
    case v1::ListOutboundPeriodsRequest::QUARTER:
      return absl::CivilDay(absl::CivilMonth(day.year(), (day.month() - 1) / 3 * 3 + 1) + 3);
    case v1::ListOutboundPeriodsRequest::YEAR:
      return absl::CivilDay(day.year() + 1, 1, 1);
    default:
      return absl::CivilDay::max();
  }
}

std::vector<ratio::DaySpan> SpansOf(absl::CivilDay first, absl::CivilDay last,
                                    v1::ListOutboundPeriodsRequest::Step step) {
  std::vector<ratio::DaySpan> spans;
  for (absl::CivilDay day = first; day <= last; day = NextStart(day, step)) {
    spans.push_back({day, std::min(last, NextStart(day, step) - 1)});
  }
  return spans;
}

// Children and parts are of the whole window, and the one excludes the other.
void CheckBreakdown(const v1::ListOutboundPeriodsRequest& request,
                    v1::ListOutboundPeriodsRequest::Step step, runtime::FieldChecks& checks) {
  checks.KnownEnum("breakdown", request.breakdown(),
                   v1::OutboundBreakdown_IsValid(request.breakdown()));
  const bool breaks_down = request.breakdown() != v1::OUTBOUND_BREAKDOWN_UNSPECIFIED;
  if (step != v1::ListOutboundPeriodsRequest::WHOLE && (request.children() || breaks_down)) {
    checks.Violate(request.children() ? "children" : "breakdown",
                   "只能与 WHOLE 一起使用 / can be asked for with the step WHOLE alone");
  }
  if (request.children() && breaks_down) {
    checks.Violate("breakdown",
                   "不能与 children 同时使用 / cannot be asked for together with children");
  } else if (request.breakdown() == v1::OUTBOUND_BREAKDOWN_CHILD_DIVISION) {
    checks.Violate("breakdown", "下级区划请用 children / is asked for as children");
  }
}

// In thousandths, cut.
template <typename Set>
void SetShare(int64_t part, int64_t whole, Set set) {
  if (whole > 0) set(static_cast<int32_t>(part * 1000 / whole));
}

v1::OutboundPeriod ToPeriod(const ratio::PeriodFigures& figures) {
  v1::OutboundPeriod out;
  out.set_division_code(figures.division);
  const auto* division = reference::Divisions::Get().Find(figures.division, figures.last);
  if (division != nullptr) out.set_division_display_name(std::string(division->name));
  *out.mutable_start_date() = runtime::ToDate(figures.first);
  *out.mutable_end_date() = runtime::ToDate(figures.last);
  out.set_outbound_person_day_count(figures.outbound_person_day_count);
  out.set_organized_person_day_count(figures.organized_person_day_count);
  SetShare(figures.organized_person_day_count, figures.outbound_person_day_count,
           [&](int32_t share) { out.set_person_day_ratio_permille(share); });
  out.set_new_spell_count(figures.new_spell_count);
  out.set_organized_new_spell_count(figures.organized_new_spell_count);
  SetShare(figures.organized_new_spell_count, figures.new_spell_count,
           [&](int32_t share) { out.set_new_spell_ratio_permille(share); });
  for (const ratio::Retention& retention : figures.retentions) {
    auto* to = out.add_retentions();
    to->set_day_count(retention.day_count);
    to->set_spell_count(retention.spell_count);
    to->set_retained_spell_count(retention.retained_count);
    to->set_organized_spell_count(retention.organized_spell_count);
    to->set_retained_organized_spell_count(retention.retained_organized_count);
  }
  out.set_long_absent_person_count(figures.long_absent_person_count);
  out.set_organized_long_absent_person_count(figures.organized_long_absent_person_count);
  SetShare(figures.organized_long_absent_person_count, figures.long_absent_person_count,
           [&](int32_t share) { out.set_long_absent_ratio_permille(share); });
  out.set_missed_day_count(figures.missed_day_count);
  out.set_provisional_day_count(figures.provisional_day_count);
  if (figures.organized_median_wage.has_value()) {
    out.set_organized_median_wage_cny_per_month(*figures.organized_median_wage);
  }
  if (figures.self_arranged_median_wage.has_value()) {
    out.set_self_arranged_median_wage_cny_per_month(*figures.self_arranged_median_wage);
  }
  out.set_organized_wage_count(figures.organized_wage_count);
  out.set_self_arranged_wage_count(figures.self_arranged_wage_count);
  return out;
}

v1::WorklistRow ToRow(const ratio::WorklistRow& row) {
  v1::WorklistRow out;
  out.set_kind(static_cast<v1::WorklistKind>(row.kind));
  out.set_next_step(static_cast<v1::WorklistRow::NextStep>(row.step));
  out.set_next_step_text(NextStepText(row));
  out.set_worker(row.worker);
  out.set_outcome(row.outcome);
  out.set_division_code(row.division_code);
  out.set_workplace_division_code(row.workplace_division_code);
  out.set_channel(static_cast<v1::Channel>(row.channel));
  out.set_organizer(row.organizer);
  out.set_evidence_grade(static_cast<v1::EvidenceGrade>(row.evidence_grade));
  *out.mutable_start_date() = runtime::ToDate(row.start);
  if (row.due.has_value()) *out.mutable_due_date() = runtime::ToDate(*row.due);
  out.set_group_person_count(row.group_person_count);
  if (row.licence_needed.has_value()) {
    *out.mutable_licence_needed_date() = runtime::ToDate(*row.licence_needed);
  }
  if (row.licence.has_value()) *out.mutable_licence() = ToLicence(*row.licence);
  return out;
}

v1::Claim ToClaim(const ratio::WorklistRow& row) {
  v1::Claim out;
  out.set_outcome(row.outcome);
  out.set_worker(row.worker);
  out.set_division_code(row.division_code);
  out.set_workplace_division_code(row.workplace_division_code);
  out.set_channel(static_cast<v1::Channel>(row.channel));
  out.set_evidence_grade(static_cast<v1::EvidenceGrade>(row.evidence_grade));
  *out.mutable_start_date() = runtime::ToDate(row.start);
  out.set_passed_on(row.passed_on);
  return out;
}

v1::Signal::Evidence ToEvidence(const ratio::SignalEvidence& evidence) {
  v1::Signal::Evidence out;
  out.set_worker(evidence.worker);
  out.set_outcome(evidence.outcome);
  out.set_earlier_outcome(evidence.earlier_outcome);
  out.set_day_count(evidence.day_count);
  *out.mutable_record_date() = runtime::ToDate(evidence.record_date);
  out.set_recorded_by(evidence.recorded_by);
  out.set_earlier_recorded_by(evidence.earlier_recorded_by);
  out.set_earlier_voided(evidence.earlier_voided);
  return out;
}

v1::Signal ToSignal(const ratio::Signal& signal, bool with_persons) {
  v1::Signal out;
  out.set_kind(static_cast<v1::Signal::Kind>(signal.kind));
  out.set_organizer(signal.organizer);
  if (signal.date.has_value()) *out.mutable_date() = runtime::ToDate(*signal.date);
  out.set_measured_count(signal.measured_count);
  out.set_compared_count(signal.compared_count);
  out.set_reason(SignalText(signal));
  out.set_division_code(signal.division_code);
  out.set_from_division_code(signal.from_division_code);
  out.set_to_division_code(signal.to_division_code);
  for (const std::string& principal : signal.recorded_by) out.add_recorded_by(principal);
  out.set_undone_import(signal.undone_import);
  if (!with_persons) return out;
  for (const std::string& worker : signal.workers) out.add_workers(worker);
  for (const std::string& outcome : signal.outcomes) out.add_outcomes(outcome);
  for (const std::string& fact : signal.facts) out.add_facts(fact);
  for (const auto& evidence : signal.evidences) *out.add_evidences() = ToEvidence(evidence);
  return out;
}

// A page of a list of which all pages are of one moment.
struct ListPage {
  absl::Time known_at;
  std::size_t first = 0;  // of its rows, in the whole list
  int size = 0;           // rows, at most
};

template <typename Request>
absl::StatusOr<ListPage> PageOf(const MonitoringFeed& feed, const runtime::CallContext& call,
                                const Request& request) {
  ListPage page;
  LAOWU_ASSIGN_OR_RETURN(page.size, runtime::PageSize(request.page_size(), limits::kPageSizeDefault,
                                                      limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  page.first = static_cast<std::size_t>(token.last_rank());
  if (token.last_tie() != 0) {
    page.known_at = absl::FromUnixMicros(static_cast<int64_t>(token.last_tie()));
    return page;
  }
  LAOWU_ASSIGN_OR_RETURN(
      page.known_at, feed.WaitForKnownAt(std::nullopt, request.at_least(), call.now, call.deadline,
                                         call.principal.id));
  return page;
}

// Known and specified, each of them; more than there are tell nothing more.
void CheckNextSteps(const v1::ListWorklistRequest& request, runtime::FieldChecks& checks) {
  using Row = v1::WorklistRow;
  checks.CountMost("next_steps", request.next_steps_size(), Row::NextStep_ARRAYSIZE);
  for (int i = 0; i < std::min(request.next_steps_size(), Row::NextStep_ARRAYSIZE); ++i) {
    const Row::NextStep step = request.next_steps(i);
    checks.KnownEnum(absl::StrCat("next_steps[", i, "]"), step,
                     step != Row::NEXT_STEP_UNSPECIFIED && Row::NextStep_IsValid(step));
  }
}

bool IsOfSteps(const v1::ListWorklistRequest& request, const ratio::WorklistRow& row) {
  const auto& steps = request.next_steps();
  return steps.empty() ||
         std::find(steps.begin(), steps.end(), static_cast<int>(row.step)) != steps.end();
}

// Of a whole list. They are few: a dispatch is asked after for 60 days.
std::vector<std::string> WhoNeverArrived(const std::vector<ratio::WorklistRow>& list) {
  std::vector<std::string> workers;
  for (const ratio::WorklistRow& row : list) {
    if (row.kind == ratio::WorklistKind::kNotArrived) workers.push_back(row.worker);
  }
  return workers;
}

// Goes on with the row `next` of the whole list.
template <typename Request>
std::string TokenFor(const Request& request, const ListPage& page, std::size_t next) {
  internal::v1::PageToken token;
  token.set_last_tie(static_cast<uint64_t>(absl::ToUnixMicros(page.known_at)));
  token.set_last_rank(static_cast<int32_t>(next));
  return runtime::EncodePageToken(request, std::move(token));
}

}  // namespace

absl::StatusOr<v1::ListOutboundPeriodsResponse> MonitoringService::ListOutboundPeriods(
    const Call& call, const v1::ListOutboundPeriodsRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  const auto step = request.step() == v1::ListOutboundPeriodsRequest::STEP_UNSPECIFIED
                        ? v1::ListOutboundPeriodsRequest::WHOLE
                        : request.step();
  checks.KnownEnum("step", step, v1::ListOutboundPeriodsRequest::Step_IsValid(step));
  CheckBreakdown(request, step, checks);
  LAOWU_ASSIGN_OR_RETURN(
      Window window,
      WindowFrom(call,
                 {request.parent(), request.policy(),
                  IfSet(request.has_start_date(), request.start_date()),
                  IfSet(request.has_end_date(), request.end_date()), 0, kPeriodDaysMost},
                 checks));
  ratio::FigureQuery& query = window.query;
  const auto spans = SpansOf(window.first, query.day, step);
  if (spans.size() > kPeriodsMost) {
    checks.Violate("step",
                   absl::StrCat("超过 ", kPeriodsMost, " 期，请取较长的期 / makes more than ",
                                kPeriodsMost, " periods; take longer ones"));
    return checks.status();
  }
  // Of a period that ended before the code began nothing would be counted.
  runtime::CheckDivisionOnDays("start_date", query.division, spans.front().last, query.day, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  v1::ListOutboundPeriodsResponse response;
  const v1::OutboundRatio applied = ToOutboundRatio({}, query);
  *response.mutable_known_at() = applied.known_at();
  *response.mutable_policy() = applied.policy();
  if (request.breakdown() != v1::OUTBOUND_BREAKDOWN_UNSPECIFIED) {
    const auto breakdown = static_cast<ratio::Breakdown>(request.breakdown());
    LAOWU_RETURN_IF_ERROR(AddPeriodParts(call, query, breakdown, spans.front(), response));
    return response;
  }
  std::vector<std::string> divisions = {query.division};
  if (request.children()) {
    divisions.clear();
    for (const auto* child : reference::Divisions::Get().Children(query.division, query.day)) {
      divisions.emplace_back(child->code);
    }
    std::sort(divisions.begin(), divisions.end());
  }
  const auto periods = feed_.Ask(
      [&](const ratio::RatioBook& book) { return book.Periods(query, divisions, spans); });
  for (const auto& of_division : periods) {
    for (const ratio::PeriodFigures& figures : of_division) {
      *response.add_periods() = ToPeriod(figures);
    }
  }
  return response;
}

absl::Status MonitoringService::AddPeriodParts(const Call& call, const ratio::FigureQuery& query,
                                               ratio::Breakdown breakdown,
                                               const ratio::DaySpan& span,
                                               v1::ListOutboundPeriodsResponse& response) const {
  const auto parts = feed_.Ask(
      [&](const ratio::RatioBook& book) { return book.PeriodParts(query, breakdown, span); });
  LAOWU_RETURN_IF_ERROR(CheckPartCount(parts.size()));
  const PartNamer part_of = NamerOfParts(call, breakdown, span.last);
  for (const ratio::PeriodPart& part : parts) {
    v1::OutboundPeriod& period = *response.add_periods();
    period = ToPeriod(part.figures);
    *period.mutable_part() = part_of(part.key, part.number);
  }
  return absl::OkStatus();
}

absl::StatusOr<v1::ListWorklistResponse> MonitoringService::ListWorklist(
    const Call& call, const v1::ListWorklistRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  checks.KnownEnum("kind", request.kind(), v1::WorklistKind_IsValid(request.kind()));
  CheckNextSteps(request, checks);
  LAOWU_ASSIGN_OR_RETURN(
      Window window, WindowFrom(call, {request.parent(), request.policy(), {}, {}, 1, 1}, checks));
  LAOWU_ASSIGN_OR_RETURN(const ListPage page, PageOf(feed_, call, request));
  ratio::FigureQuery& query = window.query;
  query.known_at = page.known_at;
  query.day = ratio::ShanghaiDay(query.known_at);
  v1::ListWorklistResponse response;
  const auto list = feed_.Ask([&](const ratio::RatioBook& book) {
    *response.mutable_outbound_ratio() = ToOutboundRatio(book.FiguresOf(query), query);
    return book.Worklist(query);
  });
  const std::set<std::string> gone = ErasedAmong(channels_, call, WhoNeverArrived(*list));
  const auto counts_here = [&](const ratio::WorklistRow& row) {
    const bool is_gone = row.kind == ratio::WorklistKind::kNotArrived && gone.contains(row.worker);
    return IsOfSteps(request, row) && !is_gone;
  };
  std::map<ratio::WorklistKind, int32_t> counts;
  for (const ratio::WorklistRow& row : *list) {
    if (counts_here(row)) ++counts[row.kind];
  }
  for (const auto& [kind, count] : counts) {
    auto* to = response.add_counts();
    to->set_kind(static_cast<v1::WorklistKind>(kind));
    to->set_person_count(count);
  }
  const auto wanted = [&](const ratio::WorklistRow& row) {
    return counts_here(row) &&
           (request.kind() == 0 || row.kind == static_cast<ratio::WorklistKind>(request.kind()));
  };
  for (std::size_t i = page.first; i < list->size(); ++i) {
    if (!wanted((*list)[i])) continue;
    if (response.rows_size() == page.size) {
      response.set_next_page_token(TokenFor(request, page, i));
      break;
    }
    *response.add_rows() = ToRow((*list)[i]);
  }
  MarkErased(channels_, call, /*only_steps=*/!request.next_steps().empty(), response);
  return response;
}

absl::StatusOr<v1::ListClaimsResponse> MonitoringService::ListClaims(
    const Call& call, const v1::ListClaimsRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  runtime::RequireName("organizers/*", "parent", request.parent(), checks);
  ratio::FigureQuery query;
  FillPolicy({}, query, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireOrganizer(call.principal, request.parent()));
  LAOWU_ASSIGN_OR_RETURN(const ListPage page, PageOf(feed_, call, request));
  query.known_at = page.known_at;
  const auto list =
      feed_.Ask([&](const ratio::RatioBook& book) { return book.Claims(query, request.parent()); });
  v1::ListClaimsResponse response;
  response.set_person_count(static_cast<int32_t>(list->size()));
  *response.mutable_known_at() = runtime::ToTimestamp(page.known_at);
  for (std::size_t i = page.first; i < list->size(); ++i) {
    if (response.claims_size() == page.size) {
      response.set_next_page_token(TokenFor(request, page, i));
      break;
    }
    *response.add_claims() = ToClaim((*list)[i]);
  }
  FillMaskedNames(channels_, call, response);
  return response;
}

absl::StatusOr<v1::ListSignalsResponse> MonitoringService::ListSignals(
    const Call& call, const v1::ListSignalsRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  LAOWU_ASSIGN_OR_RETURN(Window window,
                         WindowFrom(call,
                                    {request.parent(), request.policy(),
                                     IfSet(request.has_start_date(), request.start_date()),
                                     IfSet(request.has_end_date(), request.end_date()),
                                     kSignalDaysDefault, kSignalDaysMost},
                                    checks));
  ratio::FigureQuery& query = window.query;
  LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  LAOWU_RETURN_IF_ERROR(
      LookAtEverybody(feed_, query, window.first, kWorkersAtOnce, call.cancelled));
  const auto of_book =
      feed_.Ask([&](const ratio::RatioBook& book) { return book.Signals(query, window.first); });
  const bool with_persons = call.principal.role != runtime::PrincipalRole::kMonitor;
  std::vector<v1::Signal> signals;
  for (const ratio::Signal& signal : of_book) {
    v1::Signal& to = signals.emplace_back(ToSignal(signal, with_persons));
    if (!signal.organizer.empty()) {
      to.set_organizer_display_name(feed_.OrganizerDisplayName(signal.organizer));
    }
  }
  v1::ListSignalsResponse response;
  *response.mutable_known_at() = runtime::ToTimestamp(query.known_at);
  // Telephone numbers are no dated facts: of another moment than now nothing is said of them.
  absl::StatusOr<std::vector<v1::Signal>> of_phones = absl::UnavailableError("not asked");
  if (!request.has_known_at() && query.day == runtime::DayOf(call.now)) {
    of_phones = PhoneSignals(channels_, call, feed_, query, with_persons);
  }
  response.set_phones_left_out(!of_phones.ok());
  if (of_phones.ok()) {
    for (v1::Signal& signal : *of_phones) signals.push_back(std::move(signal));
  }
  LAOWU_ASSIGN_OR_RETURN(auto of_baselines, BaselineSignals(store_, query.division, window.first,
                                                            query.day, query.known_at));
  for (v1::Signal& signal : of_baselines) signals.push_back(std::move(signal));
  OrderSignals(kSignalsMost, signals);
  for (v1::Signal& signal : signals) *response.add_signals() = std::move(signal);
  NameByStandingRecords(channels_, call, response);
  return response;
}

}  // namespace laowu::monitoring

// Publications: figures that are frozen, signed, worked out anew, and compared with what is known
// since.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "reference/policy.h"
#include "services/monitoring/entries_from_proto.h"
#include "services/monitoring/monitoring_records.h"
#include "services/monitoring/monitoring_service.h"
#include "services/monitoring/named_publication.h"
#include "services/monitoring/publication_rules.h"
#include "services/monitoring/ratio_requests.h"
#include "services/monitoring/standing_workers.h"
#include "services/runtime/digest.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "services/runtime/resource_name.h"
#include "storage/key.h"
#include "storage/mutex.h"

namespace laowu::monitoring {
namespace {

namespace limits = runtime::limits;

constexpr int kPseudonymKeyBytes = 32;

// What stands in the log through the whole microsecond.
absl::Time WholeMicros(absl::Time time) { return absl::FromUnixMicros(absl::ToUnixMicros(time)); }

absl::Status StatusOf(Refusal refusal, const v1::Publication& publication,
                      v1::Publication::State state) {
  switch (refusal) {
    case Refusal::kNone:
      break;
    case Refusal::kWrongState:
      return runtime::FailedPrecondition(
          runtime::reasons::kWrongState, publication.name(),
          absl::StrCat("该发布现在的状态不能这样办理 / A publication that is ",
                       v1::Publication::State_Name(publication.state()), " does not become ",
                       v1::Publication::State_Name(state), "; a new figure is a new publication."));
    case Refusal::kCountyBureau:
      return runtime::Error(
          absl::StatusCode::kPermissionDenied, runtime::reasons::kMethodNotAllowed,
          "退回和采纳由市局办理 / A city bureau returns or accepts, not a county bureau.");
    case Refusal::kOwn:
      return runtime::Error(absl::StatusCode::kPermissionDenied,
                            runtime::reasons::kMethodNotAllowed,
                            "提交的人不能自己退回或采纳 / Who submitted a publication neither "
                            "returns nor accepts it.");
  }
  return absl::OkStatus();
}

// The name of the publication that is ACCEPTED of the figure of `publication`, which is not itself;
// empty: there is none.
absl::StatusOr<std::string> AcceptedOfFigure(const storage::Reader& store,
                                             const v1::Publication& publication) {
  const ratio::PublishedFigure figure = FigureOf(publication);
  LAOWU_ASSIGN_OR_RETURN(const auto of_day, PublicationsOfDay(store, figure.division, figure.day));
  for (const v1::Publication& other : of_day) {
    if (other.state() == v1::Publication::ACCEPTED && OfOneFigure(other, publication)) {
      return other.name();
    }
  }
  return std::string();
}

// Of two figures of one day nobody could say which holds.
absl::Status AcceptedAlready(const std::string& accepted) {
  return runtime::Error(
      absl::StatusCode::kFailedPrecondition, runtime::reasons::kWrongState,
      absl::StrCat("同一地区、同一天、同一口径已采纳 ", accepted,
                   "，不能再采纳一份：要改用这一份，先写明原因退回那一份 / ", accepted,
                   " of the same division, day and policy is accepted already, and holds; to "
                   "accept this one instead, return that one first, saying why."),
      {{"accepted_publication", accepted}});
}

bool SeesPersons(const runtime::Principal& principal) {
  return principal.role != runtime::PrincipalRole::kMonitor;
}

void AddTo(v1::ExplainedPerson::Standing standing, int factor, v1::RevisionTotal& total) {
  if (standing == v1::ExplainedPerson::NOT_COUNTED) return;
  total.set_outbound_person_count(total.outbound_person_count() + factor);
  if (standing == v1::ExplainedPerson::ORGANIZED) {
    total.set_organized_person_count(total.organized_person_count() + factor);
  }
  if (standing == v1::ExplainedPerson::UNKNOWN_CHANNEL) {
    total.set_unknown_channel_person_count(total.unknown_channel_person_count() + factor);
  }
  if (standing == v1::ExplainedPerson::UNPROVEN) {
    total.set_unproven_person_count(total.unproven_person_count() + factor);
  }
}

void AddTotals(const std::vector<ratio::RevisedPerson>& revised, bool with_names,
               v1::ListRevisionsResponse& response) {
  std::map<ratio::RevisionCause, v1::RevisionTotal> totals;
  for (const ratio::RevisedPerson& person : revised) {
    v1::RevisionTotal& total = totals[person.cause];
    total.set_cause(static_cast<v1::RevisionCause>(person.cause));
    total.set_person_count(total.person_count() + 1);
    AddTo(static_cast<v1::ExplainedPerson::Standing>(person.before), -1, total);
    AddTo(static_cast<v1::ExplainedPerson::Standing>(person.now), 1, total);
    for (const std::string& outcome : person.outcomes) {
      if (!with_names || total.outcomes_size() == ratio::kEvidenceMost) break;
      total.add_outcomes(outcome);
    }
    for (const std::string& attestation : person.attestations) {
      if (!with_names || total.attestations_size() == ratio::kEvidenceMost) break;
      total.add_attestations(attestation);
    }
  }
  for (auto& [cause, total] : totals) *response.add_totals() = std::move(total);
}

v1::RevisedPerson ToRevisedPerson(const ratio::RevisedPerson& person) {
  v1::RevisedPerson out;
  out.set_worker(person.worker);
  out.set_cause(static_cast<v1::RevisionCause>(person.cause));
  out.set_standing_before(static_cast<v1::ExplainedPerson::Standing>(person.before));
  out.set_standing_now(static_cast<v1::ExplainedPerson::Standing>(person.now));
  for (const std::string& outcome : person.outcomes) out.add_outcomes(outcome);
  for (const std::string& fact : person.facts) out.add_facts(fact);
  for (const std::string& attestation : person.attestations) out.add_attestations(attestation);
  return out;
}

// Whether a publication that is there is what the request asks for.
bool AsksFor(const v1::CreatePublicationRequest& request, const ratio::FigureQuery& query,
             const v1::Publication& publication) {
  const v1::OutboundRatio& frozen = publication.outbound_ratio();
  ratio::Figures unknown;
  unknown.division = query.division;
  unknown.day = query.day;
  v1::Publication asked;
  *asked.mutable_outbound_ratio() = ToOutboundRatio(unknown, query);
  const bool same_moment =
      !request.has_known_at() ||
      runtime::ToTime(frozen.known_at()) == WholeMicros(runtime::ToTime(request.known_at()));
  return same_moment && OfOneFigure(publication, asked) &&
         publication.signatures(0).comment() == request.comment();
}

// Whether that was the publication's last step.
bool StoodLast(const v1::Publication& publication, v1::Publication::State state,
               const std::string& comment) {
  const auto& last = *publication.signatures().rbegin();
  return last.state() == state && last.comment() == comment;
}

}  // namespace

absl::StatusOr<v1::Publication> MonitoringService::CreatePublication(
    const Call& call, const v1::CreatePublicationRequest& request) {
  runtime::FieldChecks checks;
  checks.RequestId("request_id", request.request_id());
  checks.Text("comment", request.comment(), limits::kTextChars);
  CheckMoment(request, checks);
  LAOWU_ASSIGN_OR_RETURN(
      ratio::FigureQuery query,
      QueryFromName(call, "outbound_ratio", request.outbound_ratio(), request.policy(), checks));
  const std::string id = runtime::IdForRequest(request.request_id(), call.now);
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadPublication(store_, id));
  if (old.has_value()) {
    const v1::Publication publication = ToPublication(id, *old);
    if (!AsksFor(request, query, publication)) return runtime::RequestIdUsed();
    return publication;
  }
  LAOWU_ASSIGN_OR_RETURN(query.known_at, KnownAt(feed_, call, request));
  query.known_at = WholeMicros(query.known_at);
  if (ratio::ShanghaiDay(query.known_at) < query.day) {
    checks.Violate("known_at", "早于数字的日期 / lies before the day of the figure");
    return checks.status();
  }
  internal::v1::StoredPublication stored;
  v1::Publication& publication = *stored.mutable_publication();
  const v1::Freshness freshness = feed_.freshness();
  publication.set_worker_sequence(freshness.worker_sequence());
  publication.set_placement_sequence(freshness.placement_sequence());
  ratio::Figures figures;
  std::vector<ratio::PersonStanding> persons;
  feed_.Ask([&](const ratio::RatioBook& book) {
    figures = book.FiguresOf(query);
    persons = book.Standings(query);
  });
  *publication.mutable_outbound_ratio() = ToOutboundRatio(figures, query);
  stored.set_pseudonym_key(runtime::RandomBytes(kPseudonymKeyBytes));
  publication.set_hash(HashOf(publication, std::move(persons), stored.pseudonym_key()));
  Sign(v1::Publication::DRAFT, call.principal.id, call.now, request.comment(), publication);
  *stored.mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
  storage::Batch batch;
  PlanPublication(id, std::nullopt, stored, batch);
  runtime::AddAudit(call, {{absl::StrCat("publications/", id)}, {}, "", request.request_id()},
                    batch);
  const absl::Status status = store_.Commit(batch, call.deadline).status();
  // Lost against a retry of the same request: it is there.
  if (!status.ok() && !runtime::LostRace(status)) return status;
  LAOWU_ASSIGN_OR_RETURN(const auto made, LoadPublication(store_, id));
  if (!made.has_value()) return runtime::NotFound("publication", id);
  return ToPublication(id, *made);
}

absl::StatusOr<v1::Publication> MonitoringService::AdvancePublication(
    const Call& call, const v1::AdvancePublicationRequest& request) {
  const v1::Publication::State state = request.state();
  const auto advance = [&]() -> absl::StatusOr<v1::Publication> {
    runtime::FieldChecks checks;
    checks.RequestId("request_id", request.request_id());
    checks.Text("comment", request.comment(), limits::kTextChars);
    if (state != v1::Publication::SUBMITTED && state != v1::Publication::RETURNED &&
        state != v1::Publication::ACCEPTED) {
      checks.Violate(
          "state",
          "应为 SUBMITTED、RETURNED 或 ACCEPTED / must be SUBMITTED, RETURNED or ACCEPTED");
    }
    if (state == v1::Publication::RETURNED && request.comment().empty()) {
      checks.Violate("comment", "请写明退回原因 / must say why it is returned");
    }
    LAOWU_ASSIGN_OR_RETURN(const Named named,
                           LoadNamed(store_, call, "name", request.name(), checks));
    if (runtime::SentAgain(request.request_id(), {named.loaded.stored.change_request_id(),
                                                  named.loaded.stored.provenance().request_id()})) {
      const v1::Publication moved = ToPublication(named.id, named.loaded);
      if (!StoodLast(moved, state, request.comment())) return runtime::RequestIdUsed();
      return moved;
    }
    LAOWU_RETURN_IF_ERROR(runtime::CheckEtag(request.etag(), named.loaded.version, request.name()));
    const v1::Publication publication = ToPublication(named.id, named.loaded);
    LAOWU_RETURN_IF_ERROR(
        StatusOf(CheckAdvance(publication, state, call.principal), publication, state));
    if (state == v1::Publication::ACCEPTED) {
      LAOWU_ASSIGN_OR_RETURN(const std::string accepted, AcceptedOfFigure(store_, publication));
      if (!accepted.empty()) return AcceptedAlready(accepted);
    }
    internal::v1::StoredPublication stored = named.loaded.stored;
    Sign(state, call.principal.id, call.now, request.comment(), *stored.mutable_publication());
    stored.set_change_request_id(request.request_id());
    storage::Batch batch;
    PlanPublication(named.id, named.loaded, stored, batch);
    runtime::AddAudit(call, {{request.name()}, {"state"}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    v1::GetPublicationRequest get;
    get.set_name(request.name());
    return GetPublication(call, get);
  };
  if (state != v1::Publication::ACCEPTED) return runtime::PlanAnew(call.deadline, advance);
  // No other of the figure is accepted between the look for one and the commit.
  const storage::MutexLock lock(accepting_);
  if (!by_day_complete_) {
    LAOWU_RETURN_IF_ERROR(CompletePublicationsByDay(store_, call.deadline));
    by_day_complete_ = true;
  }
  return runtime::PlanAnew(call.deadline, advance);
}

absl::StatusOr<v1::Publication> MonitoringService::GetPublication(
    const Call& call, const v1::GetPublicationRequest& request) {
  runtime::FieldChecks checks;
  LAOWU_ASSIGN_OR_RETURN(const Named named,
                         LoadNamed(store_, call, "name", request.name(), checks));
  return ToPublication(named.id, named.loaded);
}

absl::StatusOr<v1::VerifyPublicationResponse> MonitoringService::VerifyPublication(
    const Call& call, const v1::VerifyPublicationRequest& request) {
  runtime::FieldChecks checks;
  LAOWU_ASSIGN_OR_RETURN(const Named named,
                         LoadNamed(store_, call, "name", request.name(), checks));
  v1::VerifyPublicationResponse response;
  *response.mutable_publication() = ToPublication(named.id, named.loaded);
  LAOWU_ASSIGN_OR_RETURN(const ratio::FigureQuery query, FrozenQuery(response.publication()));
  LAOWU_RETURN_IF_ERROR(
      feed_.WaitForKnownAt(query.known_at, {}, call.now, call.deadline, call.principal.id)
          .status());
  ratio::Figures figures;
  std::vector<ratio::PersonStanding> persons;
  feed_.Ask([&](const ratio::RatioBook& book) {
    figures = book.FiguresOf(query);
    persons = book.Standings(query);
  });
  *response.mutable_recomputed_ratio() = ToOutboundRatio(figures, query);
  response.set_recomputed_hash(
      HashOf(response.publication(), std::move(persons), named.loaded.stored.pseudonym_key()));
  response.set_reproduced(response.recomputed_hash() == response.publication().hash());
  return response;
}

absl::StatusOr<v1::ListPublicationsResponse> MonitoringService::ListPublications(
    const Call& call, const v1::ListPublicationsRequest& request) {
  runtime::FieldChecks checks;
  const std::string division =
      runtime::RequireName("divisions/*", "parent", request.parent(), checks);
  runtime::CheckStoredDivisionFilter("parent", division, checks);
  checks.KnownEnum("state", request.state(), v1::Publication::State_IsValid(request.state()));
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(
      runtime::RequireStoredDivision(call.principal, "parent", division, runtime::DayOf(call.now)));
  LAOWU_ASSIGN_OR_RETURN(
      const int page_size,
      runtime::PageSize(request.page_size(), limits::kPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  // 520200 stands for all whose code begins with 5202.
  const std::string prefix(runtime::DivisionPrefix(division));
  v1::ListPublicationsResponse response;
  storage::KeyRange range = PublicationsAfter(token.last_name());
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store_.Scan(storage::Table::kPublications, range,
                                                           limits::kPageSizeMost));
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(v1::Publication publication, ToPublication(record));
      const std::string& code = publication.outbound_ratio().division_code();
      if (!absl::StartsWith(code, prefix) || !runtime::DivisionInScope(call.principal, code) ||
          (request.state() != 0 && publication.state() != request.state())) {
        continue;
      }
      if (response.publications_size() == page_size) {
        const std::string& last = response.publications(page_size - 1).name();
        internal::v1::PageToken next;
        next.set_last_name(last.substr(last.find('/') + 1));
        response.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
        return response;
      }
      *response.add_publications() = std::move(publication);
    }
    if (records.size() < limits::kPageSizeMost) break;
    range = storage::ContinueAfter(range, records.back().key);
  }
  if (response.publications().empty() && request.page_token().empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored("parent", division, runtime::DayOf(call.now)));
  }
  return response;
}

absl::StatusOr<v1::ListRevisionsResponse> MonitoringService::ListRevisions(
    const Call& call, const v1::ListRevisionsRequest& request) {
  runtime::FieldChecks checks;
  CheckMoment(request, checks);
  const auto& policies = reference::Policies::Get();
  const reference::Policy* const policy =
      request.policy_version().empty() ? nullptr : policies.Find(request.policy_version());
  if (policy == nullptr && !request.policy_version().empty()) {
    checks.Violate(
        "policy_version",
        absl::StrCat("没有政策版本“", request.policy_version(), "” / there is no policy \"",
                     request.policy_version(), "\"; ListPolicies names them"));
  }
  LAOWU_ASSIGN_OR_RETURN(
      const int page_size,
      runtime::PageSize(request.page_size(), limits::kPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  LAOWU_ASSIGN_OR_RETURN(const Named named,
                         LoadNamed(store_, call, "parent", request.parent(), checks));
  v1::ListRevisionsResponse response;
  *response.mutable_publication() = ToPublication(named.id, named.loaded);
  LAOWU_ASSIGN_OR_RETURN(const ratio::FigureQuery before, FrozenQuery(response.publication()));
  ratio::FigureQuery now = before;
  if (policy != nullptr) now.policy = policy;
  if (token.last_tie() != 0) {
    now.known_at = absl::FromUnixMicros(static_cast<int64_t>(token.last_tie()));
  } else {
    LAOWU_ASSIGN_OR_RETURN(now.known_at, KnownAt(feed_, call, request));
    now.known_at = WholeMicros(now.known_at);
  }
  if (now.known_at < before.known_at) {
    checks.Violate("known_at",
                   "早于该发布的截至时刻 / lies before the known-at of the publication");
    return checks.status();
  }
  std::vector<ratio::RevisedPerson> revised;
  ratio::Figures figures;
  feed_.Ask([&](const ratio::RatioBook& book) {
    revised = book.Revisions(before, now.known_at, policy);
    figures = book.FiguresOf(now);
  });
  *response.mutable_outbound_ratio() = ToOutboundRatio(figures, now);
  const bool with_persons = SeesPersons(call.principal);
  AddTotals(revised, with_persons, response);
  if (!with_persons) return response;
  const auto first =
      std::min<std::size_t>(static_cast<std::size_t>(token.last_rank()), revised.size());
  const auto last = std::min(first + static_cast<std::size_t>(page_size), revised.size());
  for (std::size_t i = first; i < last; ++i) *response.add_persons() = ToRevisedPerson(revised[i]);
  NameByStandingRecords(channels_, call, response);
  if (last < revised.size()) {
    internal::v1::PageToken next;
    next.set_last_tie(static_cast<uint64_t>(absl::ToUnixMicros(now.known_at)));
    next.set_last_rank(static_cast<int32_t>(last));
    response.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
  }
  return response;
}

}  // namespace laowu::monitoring

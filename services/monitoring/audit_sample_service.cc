// Samples of a publication: drawn once, answered by calls, and what the answers say of the ratio.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/monitoring/audit_sample_records.h"
#include "services/monitoring/audit_sample_rules.h"
#include "services/monitoring/monitoring_service.h"
#include "services/monitoring/named_publication.h"
#include "services/monitoring/publication_rules.h"
#include "services/runtime/clock.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/request_ids.h"
#include "storage/status_macros.h"

namespace laowu::monitoring {
namespace {

namespace limits = runtime::limits;

// With every draw on record nobody draws until it pleases; more than these are no audit.
constexpr int kSamplesMost = 100;

// A sample that a request names, with the publication that it is of.
struct NamedSample {
  SampleIds ids;
  v1::Publication publication;
  std::string drawn_seed;  // of the publication
  LoadedSample loaded;
  std::vector<LoadedAnswers> answers;
};

// Who may see no persons is shown none.
v1::AuditSample SampleFor(const runtime::Principal& principal, const NamedSample& named) {
  v1::AuditSample sample =
      ToSample(named.ids, named.publication, named.drawn_seed, named.loaded, named.answers);
  if (principal.role == runtime::PrincipalRole::kMonitor) sample.clear_persons();
  return sample;
}

// One of a publication outside the caller's scope is NOT_FOUND, like the publication itself.
absl::StatusOr<NamedSample> LoadNamedSample(const storage::Reader& store,
                                            const runtime::CallContext& call,
                                            const std::string& name, runtime::FieldChecks& checks) {
  auto ids = ParseSampleName(name);
  if (!ids.has_value()) {
    checks.Violate("name",
                   "格式应为 publications/{publication}/auditSamples/{sample} / must be of the "
                   "form publications/{publication}/auditSamples/{sample}");
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  NamedSample named;
  named.ids = *std::move(ids);
  LAOWU_ASSIGN_OR_RETURN(
      const Named of,
      LoadNamed(store, call, "name", absl::StrCat("publications/", named.ids.publication), checks));
  named.publication = ToPublication(of.id, of.loaded);
  named.drawn_seed = DrawnSeed(of.loaded.stored.pseudonym_key());
  LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadSample(store, named.ids));
  if (!loaded.has_value()) return runtime::NotFound("audit sample", name);
  named.loaded = *std::move(loaded);
  LAOWU_ASSIGN_OR_RETURN(named.answers, LoadAnswers(store, named.ids));
  return named;
}

// What a caller says of an answer.
v1::AuditAnswer Stated(v1::AuditAnswer answer) {
  answer.clear_recorded_by();
  answer.clear_record_time();
  return answer;
}

using Answers = google::protobuf::RepeatedPtrField<v1::AuditAnswer>;

bool SameAnswers(const Answers& stored, const Answers& sent) {
  return std::equal(stored.begin(), stored.end(), sent.begin(), sent.end(),
                    [](const v1::AuditAnswer& a, const v1::AuditAnswer& b) {
                      return runtime::DeterministicBytes(a) ==
                             runtime::DeterministicBytes(Stated(b));
                    });
}

}  // namespace

absl::StatusOr<v1::AuditSample> MonitoringService::DrawAuditSample(
    const Call& call, const v1::DrawAuditSampleRequest& request) {
  runtime::FieldChecks checks;
  checks.RequestId("request_id", request.request_id());
  checks.Text("seed", request.seed(), limits::kTextChars);
  checks.Range("size", request.size(), 0, kSampleSizeMost);
  LAOWU_ASSIGN_OR_RETURN(const Named named,
                         LoadNamed(store_, call, "parent", request.parent(), checks));
  const int size = request.size() == 0 ? kSampleSizeDefault : request.size();
  const std::string seed = SeedOf(request.seed(), DrawnSeed(named.loaded.stored.pseudonym_key()),
                                  call.principal.role, checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  const SampleIds ids{named.id, SampleIdOf(seed, size)};
  v1::GetAuditSampleRequest get;
  get.set_name(SampleName(ids));
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadSample(store_, ids));
  if (old.has_value()) return GetAuditSample(call, get);
  const v1::Publication publication = ToPublication(named.id, named.loaded);
  LAOWU_ASSIGN_OR_RETURN(const auto drawn, store_.Scan(storage::Table::kAuditSamples,
                                                       SamplesRange(named.id), kSamplesMost));
  if (drawn.size() == kSamplesMost) {
    return runtime::FailedPrecondition(
        runtime::reasons::kWrongState, request.parent(),
        absl::StrCat("该发布已抽过 ", kSamplesMost, " 份样本，不能再抽 / Of this publication ",
                     kSamplesMost, " samples were drawn already."));
  }
  LAOWU_ASSIGN_OR_RETURN(const ratio::FigureQuery query, FrozenQuery(publication));
  LAOWU_RETURN_IF_ERROR(
      feed_.WaitForKnownAt(query.known_at, {}, call.now, call.deadline, call.principal.id)
          .status());
  std::vector<ratio::AuditPerson> persons =
      feed_.Ask([&](const ratio::RatioBook& book) { return book.AuditPersons(query); });
  for (ratio::AuditPerson& person : persons) {
    person.worker = PseudonymOf(person.worker, named.loaded.stored.pseudonym_key());
  }
  internal::v1::StoredAuditSample stored;
  stored.mutable_sample()->set_seed(seed);
  stored.mutable_sample()->set_size(size);
  for (auto& person : DrawPersons(std::move(persons), publication, seed, size)) {
    *stored.mutable_sample()->add_persons() = std::move(person);
  }
  *stored.mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
  storage::Batch batch;
  PlanSample(ids, stored, batch);
  runtime::AddAudit(call, {{get.name()}, {"seed", "size"}, "", request.request_id()}, batch);
  const absl::Status status = store_.Commit(batch, call.deadline).status();
  // Lost against the same draw: it is there.
  if (!status.ok() && !runtime::LostRace(status)) return status;
  return GetAuditSample(call, get);
}

absl::StatusOr<v1::AuditSample> MonitoringService::RecordAuditAnswers(
    const Call& call, const v1::RecordAuditAnswersRequest& request) {
  return runtime::PlanAnew(call.deadline, [&]() -> absl::StatusOr<v1::AuditSample> {
    runtime::FieldChecks checks;
    checks.RequestId("request_id", request.request_id());
    CheckAnswerFields(request, checks);
    LAOWU_ASSIGN_OR_RETURN(const NamedSample named,
                           LoadNamedSample(store_, call, request.name(), checks));
    int answer_count = request.answers_size();
    for (const LoadedAnswers& set : named.answers) {
      if (runtime::SentAgain(request.request_id(), {set.stored.provenance().request_id()})) {
        if (!SameAnswers(set.stored.answers(), request.answers())) return runtime::RequestIdUsed();
        return SampleFor(call.principal, named);
      }
      answer_count += set.stored.answers_size();
    }
    const CallDays days = {runtime::DayOf(named.loaded.record_time), runtime::DayOf(call.now)};
    CheckAnswersOf(named.loaded.stored.sample(), request, days, checks);
    LAOWU_RETURN_IF_ERROR(checks.status());
    if (answer_count > kAnswersOfSampleMost) {
      return runtime::FailedPrecondition(
          runtime::reasons::kWrongState, request.name(),
          absl::StrCat("一份样本最多记 ", kAnswersOfSampleMost,
                       " 条答复，更正也算 / A sample takes ", kAnswersOfSampleMost,
                       " answers, corrections included."));
    }
    internal::v1::StoredAuditAnswers stored;
    for (const v1::AuditAnswer& answer : request.answers()) *stored.add_answers() = Stated(answer);
    *stored.mutable_provenance() = runtime::ProvenanceOf(call, request.request_id());
    storage::Batch batch;
    PlanAnswers(named.ids, static_cast<int64_t>(named.answers.size()), stored, batch);
    runtime::AddAudit(call, {{request.name()}, {"answers"}, "", request.request_id()}, batch);
    LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
    v1::GetAuditSampleRequest get;
    get.set_name(request.name());
    return GetAuditSample(call, get);
  });
}

absl::StatusOr<v1::AuditSample> MonitoringService::GetAuditSample(
    const Call& call, const v1::GetAuditSampleRequest& request) {
  runtime::FieldChecks checks;
  LAOWU_ASSIGN_OR_RETURN(const NamedSample named,
                         LoadNamedSample(store_, call, request.name(), checks));
  return SampleFor(call.principal, named);
}

absl::StatusOr<v1::ListAuditSamplesResponse> MonitoringService::ListAuditSamples(
    const Call& call, const v1::ListAuditSamplesRequest& request) {
  // What is wrong with the request is told whether the publication is there or not.
  LAOWU_RETURN_IF_ERROR(
      runtime::PageSize(request.page_size(), limits::kPageSizeDefault, limits::kPageSizeMost)
          .status());
  LAOWU_RETURN_IF_ERROR(runtime::DecodePageToken(request).status());
  runtime::FieldChecks checks;
  LAOWU_ASSIGN_OR_RETURN(const Named of,
                         LoadNamed(store_, call, "parent", request.parent(), checks));
  const v1::Publication publication = ToPublication(of.id, of.loaded);
  const auto convert = [&](const storage::Record& record) -> absl::StatusOr<v1::AuditSample> {
    NamedSample named;
    LAOWU_ASSIGN_OR_RETURN(named.ids, SampleIdsOf(record));
    named.publication = publication;
    named.drawn_seed = DrawnSeed(of.loaded.stored.pseudonym_key());
    LAOWU_ASSIGN_OR_RETURN(named.loaded, LoadedSampleOf(record));
    LAOWU_ASSIGN_OR_RETURN(named.answers, LoadAnswers(store_, named.ids));
    v1::AuditSample sample = SampleFor(call.principal, named);
    sample.clear_persons();
    return sample;
  };
  v1::ListAuditSamplesResponse response;
  LAOWU_ASSIGN_OR_RETURN(
      auto samples,
      runtime::ReadPage<v1::AuditSample>(store_, storage::Table::kAuditSamples, SamplesRange(of.id),
                                         request, response.mutable_next_page_token(), convert));
  for (auto& sample : samples) *response.add_samples() = std::move(sample);
  return response;
}

}  // namespace laowu::monitoring

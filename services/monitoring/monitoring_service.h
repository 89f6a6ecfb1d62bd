#ifndef LAOWU_SERVICES_MONITORING_MONITORING_SERVICE_H_
#define LAOWU_SERVICES_MONITORING_MONITORING_SERVICE_H_

// The monitoring role: the organised outbound ratio, what is published of it, and what others say
// beside it. Methods and limits are in monitoring_service.proto, the rules in ratio/.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "laowu/v1/monitoring_service.grpc.pb.h"
#include "services/monitoring/monitoring_feed.h"
#include "services/runtime/role.h"
#include "storage/mutex.h"

namespace laowu::monitoring {

// A list request, checked, defaults filled in.
struct ListQuery {
  ratio::FigureQuery query;
  absl::CivilDay first;  // of a series
  ratio::SeriesStep step = ratio::SeriesStep::kDay;
  ratio::Breakdown breakdown = ratio::Breakdown::kUnspecified;
};

// Thread-safe. `feed` and what `environment` points to outlive it.
class MonitoringService final : public v1::MonitoringService::CallbackService {
 public:
  MonitoringService(const runtime::Environment& environment, const MonitoringFeed* feed,
                    runtime::OwnedStore* owned);

  LAOWU_UNARY(MonitoringService, GetOutboundRatio, GetOutboundRatioRequest, OutboundRatio)
  LAOWU_UNARY(MonitoringService, ListOutboundRatios, ListOutboundRatiosRequest,
              ListOutboundRatiosResponse)
  LAOWU_UNARY(MonitoringService, ExplainOutboundRatio, ExplainOutboundRatioRequest,
              ExplainOutboundRatioResponse)
  LAOWU_UNARY(MonitoringService, ListOutboundPeriods, ListOutboundPeriodsRequest,
              ListOutboundPeriodsResponse)
  LAOWU_UNARY(MonitoringService, ListWorklist, ListWorklistRequest, ListWorklistResponse)
  LAOWU_UNARY(MonitoringService, ListClaims, ListClaimsRequest, ListClaimsResponse)
  LAOWU_UNARY(MonitoringService, ListSignals, ListSignalsRequest, ListSignalsResponse)
  LAOWU_UNARY(MonitoringService, ListOfficeStays, ListOfficeStaysRequest, ListOfficeStaysResponse)
  LAOWU_UNARY(MonitoringService, CreatePublication, CreatePublicationRequest, Publication)
  LAOWU_UNARY(MonitoringService, AdvancePublication, AdvancePublicationRequest, Publication)
  LAOWU_UNARY(MonitoringService, GetPublication, GetPublicationRequest, Publication)
  LAOWU_UNARY(MonitoringService, VerifyPublication, VerifyPublicationRequest,
              VerifyPublicationResponse)
  LAOWU_UNARY(MonitoringService, ListPublications, ListPublicationsRequest,
              ListPublicationsResponse)
  LAOWU_UNARY(MonitoringService, ListRevisions, ListRevisionsRequest, ListRevisionsResponse)
  LAOWU_UNARY(MonitoringService, ExportAuditPack, ExportAuditPackRequest, ExportAuditPackResponse)
  LAOWU_UNARY(MonitoringService, RevealAuditPersons, RevealAuditPersonsRequest,
              RevealAuditPersonsResponse)
  LAOWU_UNARY(MonitoringService, DrawAuditSample, DrawAuditSampleRequest, AuditSample)
  LAOWU_UNARY(MonitoringService, RecordAuditAnswers, RecordAuditAnswersRequest, AuditSample)
  LAOWU_UNARY(MonitoringService, GetAuditSample, GetAuditSampleRequest, AuditSample)
  LAOWU_UNARY(MonitoringService, ListAuditSamples, ListAuditSamplesRequest,
              ListAuditSamplesResponse)
  LAOWU_UNARY(MonitoringService, UpdateBaseline, UpdateBaselineRequest, Baseline)
  LAOWU_UNARY(MonitoringService, ListBaselines, ListBaselinesRequest, ListBaselinesResponse)

  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::OutboundRatio> GetOutboundRatio(const Call& call,
                                                     const v1::GetOutboundRatioRequest& request);
  absl::StatusOr<v1::ListOutboundRatiosResponse> ListOutboundRatios(
      const Call& call, const v1::ListOutboundRatiosRequest& request);
  absl::StatusOr<v1::ExplainOutboundRatioResponse> ExplainOutboundRatio(
      const Call& call, const v1::ExplainOutboundRatioRequest& request);

  // What the county of a record is told of a person whom another one has registered by now: since
  // when, and nothing of the other. nullopt: the record never was registered in the caller's scope.
  std::optional<v1::ExplainedPerson> RegisteredElsewhere(const Call& call,
                                                         const std::string& worker,
                                                         const ratio::FigureQuery& query) const;
  absl::StatusOr<v1::ListOutboundRatiosResponse> Breakdown(const Call& call,
                                                           const ListQuery& list) const;
  // Names the parts of one answer, by the key and number that ratio/ gives them. `day` is that of
  // the figures, or their last; of destinations it asks the vacancy role for the offices there.
  using PartNamer = std::function<v1::OutboundPart(const std::string& key, int number)>;
  PartNamer NamerOfParts(const Call& call, ratio::Breakdown breakdown, absl::CivilDay day) const;

  // report_service.cc
  absl::StatusOr<v1::ListOutboundPeriodsResponse> ListOutboundPeriods(
      const Call& call, const v1::ListOutboundPeriodsRequest& request);
  absl::Status AddPeriodParts(const Call& call, const ratio::FigureQuery& query,
                              ratio::Breakdown breakdown, const ratio::DaySpan& span,
                              v1::ListOutboundPeriodsResponse& response) const;
  absl::StatusOr<v1::ListWorklistResponse> ListWorklist(const Call& call,
                                                        const v1::ListWorklistRequest& request);
  absl::StatusOr<v1::ListClaimsResponse> ListClaims(const Call& call,
                                                    const v1::ListClaimsRequest& request);
  absl::StatusOr<v1::ListSignalsResponse> ListSignals(const Call& call,
                                                      const v1::ListSignalsRequest& request);

  // office_stays.cc
  absl::StatusOr<v1::ListOfficeStaysResponse> ListOfficeStays(
      const Call& call, const v1::ListOfficeStaysRequest& request);

  // publication_service.cc
  absl::StatusOr<v1::Publication> CreatePublication(const Call& call,
                                                    const v1::CreatePublicationRequest& request);
  absl::StatusOr<v1::Publication> AdvancePublication(const Call& call,
                                                     const v1::AdvancePublicationRequest& request);
  absl::StatusOr<v1::Publication> GetPublication(const Call& call,
                                                 const v1::GetPublicationRequest& request);
  absl::StatusOr<v1::VerifyPublicationResponse> VerifyPublication(
      const Call& call, const v1::VerifyPublicationRequest& request);
  absl::StatusOr<v1::ListPublicationsResponse> ListPublications(
      const Call& call, const v1::ListPublicationsRequest& request);
  absl::StatusOr<v1::ListRevisionsResponse> ListRevisions(const Call& call,
                                                          const v1::ListRevisionsRequest& request);

  // audit_service.cc
  absl::StatusOr<v1::ExportAuditPackResponse> ExportAuditPack(
      const Call& call, const v1::ExportAuditPackRequest& request);
  absl::StatusOr<v1::RevealAuditPersonsResponse> RevealAuditPersons(
      const Call& call, const v1::RevealAuditPersonsRequest& request);

  // audit_sample_service.cc
  absl::StatusOr<v1::AuditSample> DrawAuditSample(const Call& call,
                                                  const v1::DrawAuditSampleRequest& request);
  absl::StatusOr<v1::AuditSample> RecordAuditAnswers(const Call& call,
                                                     const v1::RecordAuditAnswersRequest& request);
  absl::StatusOr<v1::AuditSample> GetAuditSample(const Call& call,
                                                 const v1::GetAuditSampleRequest& request);
  absl::StatusOr<v1::ListAuditSamplesResponse> ListAuditSamples(
      const Call& call, const v1::ListAuditSamplesRequest& request);

  // baseline_service.cc
  absl::StatusOr<v1::Baseline> UpdateBaseline(const Call& call,
                                              const v1::UpdateBaselineRequest& request);
  absl::StatusOr<v1::ListBaselinesResponse> ListBaselines(const Call& call,
                                                          const v1::ListBaselinesRequest& request);

  const MonitoringFeed& feed_;
  storage::Store& store_;
  const runtime::Channels& channels_;
  storage::Mutex accepting_;  // one publication at a time
  // Whether CompletePublicationsByDay has run since the start.
  bool by_day_complete_ LAOWU_GUARDED_BY(accepting_) = false;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeMonitoringRole(
    const runtime::Environment& environment);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_MONITORING_SERVICE_H_

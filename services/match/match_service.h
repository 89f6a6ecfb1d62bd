#ifndef LAOWU_SERVICES_MATCH_MATCH_SERVICE_H_
#define LAOWU_SERVICES_MATCH_MATCH_SERVICE_H_

// The match role: who fits where, and why, from memory. Methods and limits are in
// match_service.proto, the rule in matcher/score.h.

#include <memory>

#include "absl/status/statusor.h"
#include "laowu/v1/match_service.grpc.pb.h"
#include "services/match/match_index.h"
#include "services/runtime/role.h"

namespace laowu::match {

// Thread-safe. `index` and what `environment` points to outlive it.
class MatchService final : public v1::MatchService::CallbackService {
 public:
  MatchService(const runtime::Environment& environment, const MatchIndex* index);

  LAOWU_UNARY(MatchService, FindCandidates, FindCandidatesRequest, FindCandidatesResponse)
  LAOWU_UNARY(MatchService, BatchFindCandidates, BatchFindCandidatesRequest,
              BatchFindCandidatesResponse)
  LAOWU_UNARY(MatchService, FindVacancies, FindVacanciesRequest, FindVacanciesResponse)
  LAOWU_UNARY(MatchService, ExplainMatch, ExplainMatchRequest, ExplainMatchResponse)
  LAOWU_UNARY(MatchService, SearchVacancies, SearchVacanciesRequest, SearchVacanciesResponse)
  LAOWU_UNARY(MatchService, SearchWorkers, SearchWorkersRequest, SearchWorkersResponse)
  LAOWU_UNARY(MatchService, AdviseVacancy, AdviseVacancyRequest, AdviseVacancyResponse)
  LAOWU_UNARY(MatchService, AdviseWorker, AdviseWorkerRequest, AdviseWorkerResponse)
  LAOWU_UNARY(MatchService, GetSupply, GetSupplyRequest, GetSupplyResponse)

  void Stop() { threads_.io.Stop(); }

 private:
  using Call = runtime::CallContext;

  absl::StatusOr<v1::FindCandidatesResponse> FindCandidates(
      const Call& call, const v1::FindCandidatesRequest& request);
  absl::StatusOr<v1::BatchFindCandidatesResponse> BatchFindCandidates(
      const Call& call, const v1::BatchFindCandidatesRequest& request);
  absl::StatusOr<v1::FindVacanciesResponse> FindVacancies(const Call& call,
                                                          const v1::FindVacanciesRequest& request);
  absl::StatusOr<v1::ExplainMatchResponse> ExplainMatch(const Call& call,
                                                        const v1::ExplainMatchRequest& request);
  // In search_service.cc.
  absl::StatusOr<v1::SearchVacanciesResponse> SearchVacancies(
      const Call& call, const v1::SearchVacanciesRequest& request);
  absl::StatusOr<v1::SearchWorkersResponse> SearchWorkers(const Call& call,
                                                          const v1::SearchWorkersRequest& request);
  // In advice_service.cc.
  absl::StatusOr<v1::AdviseVacancyResponse> AdviseVacancy(const Call& call,
                                                          const v1::AdviseVacancyRequest& request);
  absl::StatusOr<v1::AdviseWorkerResponse> AdviseWorker(const Call& call,
                                                        const v1::AdviseWorkerRequest& request);
  absl::StatusOr<v1::GetSupplyResponse> GetSupply(const Call& call,
                                                  const v1::GetSupplyRequest& request);

  const MatchIndex& index_;
  const runtime::Channels& channels_;
  runtime::RoleThreads threads_;
  runtime::Rpc& rpc_ = threads_.rpc;
};

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeMatchRole(
    const runtime::Environment& environment);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_MATCH_SERVICE_H_

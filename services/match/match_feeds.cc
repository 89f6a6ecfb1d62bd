#include "services/match/match_feeds.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace laowu::match {
namespace {

// The options of one follower: whose feed, which kinds, how its stream is opened.
template <typename Service, typename Request, typename Response, typename Open>
typename runtime::FeedFollower<Request, Response>::Options Follow(
    const runtime::Environment& environment, MatchIndex* index, Feed feed, const std::string& role,
    std::vector<std::string> kinds, Open open) {
  typename runtime::FeedFollower<Request, Response>::Options options;
  options.name = "match follows " + role;
  options.kinds = std::move(kinds);
  auto stub = std::make_shared<std::unique_ptr<typename Service::Stub>>();
  options.open = [=, &environment](grpc::ClientContext* context, const Request& request) {
    if (*stub == nullptr) *stub = Service::NewStub(environment.channels->To(role));
    environment.channels->AsService(context, absl::InfiniteFuture());
    return open(**stub, context, request);
  };
  options.apply = [=, &environment](const Response& response) {
    index->Apply(response);
    environment.metrics->SetFeed("match", role, response.progress().resume_sequence(),
                                 response.progress().caught_up());
  };
  options.reset = [=] { index->Reset(feed); };
  return options;
}

}  // namespace

MatchFeeds::MatchFeeds(const runtime::Environment& environment, MatchIndex* index)
    : vacancies_(Follow<v1::VacancyService, v1::WatchVacanciesRequest, v1::WatchVacanciesResponse>(
          environment, index, Feed::kVacancy, "vacancy", {},
          [](auto& stub, grpc::ClientContext* context, const v1::WatchVacanciesRequest& request) {
            return stub.WatchVacancies(context, request);
          })),
      workers_(Follow<v1::WorkerService, v1::WatchWorkersRequest, v1::WatchWorkersResponse>(
          environment, index, Feed::kWorker, "worker", {"worker"},
          [](auto& stub, grpc::ClientContext* context, const v1::WatchWorkersRequest& request) {
            return stub.WatchWorkers(context, request);
          })),
      placements_(
          Follow<v1::PlacementService, v1::WatchPlacementsRequest, v1::WatchPlacementsResponse>(
              environment, index, Feed::kPlacement, "placement", {"worker_state", "vacancy_fill"},
              [](auto& stub, grpc::ClientContext* context,
                 const v1::WatchPlacementsRequest& request) {
                return stub.WatchPlacements(context, request);
              })) {}

void MatchFeeds::Start() {
  vacancies_.Start();
  workers_.Start();
  placements_.Start();
}

void MatchFeeds::Stop() {
  vacancies_.Cancel();
  workers_.Cancel();
  placements_.Cancel();
  vacancies_.Stop();
  workers_.Stop();
  placements_.Stop();
}

}  // namespace laowu::match

#ifndef LAOWU_SERVICES_MATCH_MATCH_FEEDS_H_
#define LAOWU_SERVICES_MATCH_MATCH_FEEDS_H_

#include "laowu/v1/placement_service.grpc.pb.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "laowu/v1/worker_service.grpc.pb.h"
#include "services/match/match_index.h"
#include "services/runtime/feed_follower.h"
#include "services/runtime/role.h"

namespace laowu::match {

// Three followers that fill a MatchIndex, which outlives them.
class MatchFeeds {
 public:
  MatchFeeds(const runtime::Environment& environment, MatchIndex* index);
  void Start();
  void Stop();

 private:
  runtime::FeedFollower<v1::WatchVacanciesRequest, v1::WatchVacanciesResponse> vacancies_;
  runtime::FeedFollower<v1::WatchWorkersRequest, v1::WatchWorkersResponse> workers_;
  runtime::FeedFollower<v1::WatchPlacementsRequest, v1::WatchPlacementsResponse> placements_;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_MATCH_FEEDS_H_

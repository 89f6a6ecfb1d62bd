#ifndef LAOWU_SERVICES_MATCH_WORKER_SEARCH_H_
#define LAOWU_SERVICES_MATCH_WORKER_SEARCH_H_

// Workers by filters, over all rows: exact and simple. Pure.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "laowu/v1/match_service.pb.h"
#include "matcher/types.h"
#include "services/match/match_index.h"
#include "services/match/ordered_page.h"

namespace laowu::match {

struct WorkerSearch {
  const v1::SearchWorkersRequest* request = nullptr;  // checked
  std::string division_prefix;  // what is asked for, within the caller's scope; empty: all
  matcher::MatchTerms terms;    // the day, and which legal basis makes a worker visible
  int limit = 0;
  std::optional<PlaceOfName> after;
  std::function<absl::Status()> keep_going;  // as matcher::FindQuery::keep_going
};

struct WorkersFound {
  std::vector<v1::FoundWorker> workers;
  int total_size = 0;
  std::vector<v1::Facet> facets;    // if asked for
  std::optional<PlaceOfName> last;  // set if there is more
};

absl::StatusOr<WorkersFound> SearchWorkers(const MatchIndex::View& view,
                                           const WorkerSearch& search);

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_WORKER_SEARCH_H_

#include "services/runtime/ask_placements.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "laowu/v1/placement_service.grpc.pb.h"
#include "services/runtime/limits.h"

namespace laowu::runtime {
namespace {

constexpr absl::Duration kAskMost = absl::Seconds(1);

}  // namespace

std::optional<std::vector<v1::Placement>> AskPlacements(const Channels& channels,
                                                        absl::Time deadline,
                                                        v1::ListPlacementsRequest request,
                                                        Warnings* warnings) {
  const auto stub = v1::PlacementService::NewStub(channels.To("placement"));
  const absl::Time until = std::min(deadline, absl::Now() + kAskMost);
  request.set_page_size(limits::kPageSizeMost);
  std::vector<v1::Placement> placements;
  do {
    grpc::ClientContext context;
    channels.AsService(&context, until);
    v1::ListPlacementsResponse response;
    const grpc::Status status = stub->ListPlacements(&context, request, &response);
    if (!status.ok()) {
      if (status.error_code() != grpc::StatusCode::UNIMPLEMENTED) {
        AddWarning(
            "PLACEMENTS_NOT_SEEN", "",
            "推荐安置暂无应答，未能查看有关的推荐，请稍后自行查看（ListPlacements）；保存不受"
            "影响 / the placement role did not answer, so placements were not looked at: "
            "look at them later (ListPlacements); what is recorded does not depend on it",
            warnings);
      }
      return std::nullopt;
    }
    for (auto& placement : *response.mutable_placements()) {
      placements.push_back(std::move(placement));
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return placements;
}

}  // namespace laowu::runtime

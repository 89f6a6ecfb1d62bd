// The life of the placement role: the service, the sweeper, and what follows the feeds of those
// whom its records name.

#include <utility>

#include "services/placement/held_names.h"
#include "services/placement/placement_service.h"
#include "services/placement/sweeper.h"
#include "services/placement/worker_feed.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

class PlacementRole final : public runtime::Role {
 public:
  PlacementRole(const runtime::Environment& environment, std::unique_ptr<runtime::OwnedStore> owned)
      : owned_(std::move(owned)),
        service_(environment, owned_.get()),
        sweeper_(owned_->store.get(), environment.clock),
        held_names_(environment, owned_->store.get()),
        worker_feed_(environment, owned_->store.get(), &held_names_) {}

  absl::string_view name() const override { return "placement"; }
  std::vector<grpc::Service*> services() override { return {&service_}; }
  absl::Status Start() override {
    sweeper_.Start();
    LAOWU_RETURN_IF_ERROR(held_names_.Start());
    return worker_feed_.Start();
  }
  void StopCalling() override {
    worker_feed_.Stop();
    held_names_.Stop();
  }
  void EndStreams() override {
    service_.EndStreams();
    owned_->hub->Stop();
  }
  void Stop() override {
    sweeper_.Stop();
    service_.Stop();
  }

 private:
  std::unique_ptr<runtime::OwnedStore> owned_;
  PlacementService service_;
  Sweeper sweeper_;
  HeldNames held_names_;
  WorkerFeed worker_feed_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<runtime::Role>> MakePlacementRole(
    const runtime::Environment& environment) {
  LAOWU_ASSIGN_OR_RETURN(auto owned, runtime::OwnedStore::Open(environment, "placement"));
  return std::make_unique<PlacementRole>(environment, std::move(owned));
}

}  // namespace laowu::placement

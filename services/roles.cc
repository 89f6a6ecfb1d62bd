#include "services/roles.h"

#include "services/gateway/gateway.h"
#include "services/intake/intake_service.h"
#include "services/match/match_service.h"
#include "services/monitoring/monitoring_service.h"
#include "services/placement/placement_service.h"
#include "services/vacancy/vacancy_service.h"
#include "services/worker/worker_service.h"

namespace laowu {
namespace {

absl::StatusOr<std::unique_ptr<runtime::Role>> MakeGateway(
    const runtime::Environment& environment) {
  return gateway::MakeGatewayRole(environment);
}

}  // namespace

const std::vector<RoleRow>& Roles() {
  static const auto* roles = new std::vector<RoleRow>{
      {"vacancy", "laowu.v1.VacancyService", true, {}, vacancy::MakeVacancyRole},
      {"worker", "laowu.v1.WorkerService", true, {}, worker::MakeWorkerRole},
      {"placement",
       "laowu.v1.PlacementService",
       true,
       {"vacancy", "worker"},
       placement::MakePlacementRole},
      {"match",
       "laowu.v1.MatchService",
       false,
       {"vacancy", "worker", "placement"},
       match::MakeMatchRole},
      {"monitoring",
       "laowu.v1.MonitoringService",
       true,
       {"worker", "placement"},
       monitoring::MakeMonitoringRole},
      {"intake",
       "laowu.v1.IntakeService",
       true,
       {"vacancy", "worker", "placement"},
       intake_role::MakeIntakeRole},
      // It answers for the roles that it reaches, whichever they are.
      {"gateway", "", false, {}, MakeGateway},
  };
  return *roles;
}

}  // namespace laowu

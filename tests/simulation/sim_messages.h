#ifndef LAOWU_TESTS_SIMULATION_SIM_MESSAGES_H_
#define LAOWU_TESTS_SIMULATION_SIM_MESSAGES_H_

// Slices of a watch as the messages that the owners send of them.

#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/watch_cursor.h"
#include "storage/store.h"

namespace laowu::simulation {

v1::WatchVacanciesResponse VacancyMessage(const storage::Store& store, absl::CivilDay today,
                                          const runtime::WatchCursor::Slice& slice);
v1::WatchWorkersResponse WorkerMessage(const storage::Store& store,
                                       const runtime::WatchCursor::Slice& slice);
v1::WatchPlacementsResponse PlacementMessage(const storage::Store& store,
                                             const runtime::WatchCursor::Slice& slice);

}  // namespace laowu::simulation

#endif  // LAOWU_TESTS_SIMULATION_SIM_MESSAGES_H_

#include "services/placement/ended_placements.h"

#include <algorithm>
#include <utility>

#include "services/placement/own_call.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

constexpr int kPlacementsPerRead = 1'000;

absl::Time AcceptTime(const EndedPlacement& ended) {
  return runtime::ToTime(ended.loaded.stored.placement().accept_time());
}

}  // namespace

absl::StatusOr<std::vector<EndedPlacement>> LoadEnded(const storage::Reader& reader,
                                                      absl::string_view worker_name) {
  std::vector<EndedPlacement> ended;
  LAOWU_ASSIGN_OR_RETURN(const auto records,
                         reader.Scan(storage::Table::kPlacementsByWorker,
                                     storage::RangeOf(worker_name), kPlacementsPerRead));
  for (const storage::Record& record : records) {
    std::string worker;
    std::string name;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &worker, &name));
    LAOWU_ASSIGN_OR_RETURN(auto loaded, LoadPlacement(reader, name));
    if (!loaded.has_value()) return absl::DataLossError("a placement of an index is missing");
    if (loaded->stored.placement().state() != v1::Placement::ENDED) continue;
    ended.push_back({std::move(name), *std::move(loaded)});
  }
  std::stable_sort(ended.begin(), ended.end(),
                   [](const auto& a, const auto& b) { return AcceptTime(a) > AcceptTime(b); });
  if (ended.size() > kEndedMost) ended.resize(kEndedMost);
  return ended;
}

bool EndedByWhatWasTold(const LoadedPlacement& ended, absl::Span<const v1::Outcome> outcomes) {
  const std::string& recorded_by = ended.stored.provenance().recorded_by();
  if (recorded_by == OwnPrincipalId(kFollowsWorker)) return true;
  if (recorded_by == OwnPrincipalId(kKeepsEnd)) return false;
  // What follows from an outcome is written in its batch, and no two batches have one record time
  // (storage/store.h, promise 9).
  const absl::Time end_time = ended.stored.has_state_record_time()
                                  ? runtime::ToTime(ended.stored.state_record_time())
                                  : ended.record_time;
  return std::any_of(outcomes.begin(), outcomes.end(), [&](const v1::Outcome& outcome) {
    return runtime::ToTime(outcome.record_time()) == end_time;
  });
}

}  // namespace laowu::placement

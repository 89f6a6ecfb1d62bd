// The feed of the placement role.

#include <memory>
#include <utility>

#include "services/placement/organizer_records.h"
#include "services/placement/outcome_records.h"
#include "services/placement/placement_service.h"
#include "services/runtime/ascending_reader.h"
#include "services/runtime/watch_stream.h"
#include "storage/status_macros.h"

namespace laowu::placement {

using storage::Table;

absl::StatusOr<bool> PlacementService::FillChange(const runtime::WatchCursor::Entry& entry,
                                                  const storage::Reader& beside,
                                                  v1::PlacementChange* change) const {
  // Nothing that is watched here is ever deleted.
  if (!entry.record.has_value()) return absl::DataLossError("a record of a watched table is gone");
  change->set_type(v1::CHANGE_TYPE_UPSERTED);
  const storage::Record& record = *entry.record;
  switch (entry.table) {
    case Table::kPlacements: {
      LAOWU_ASSIGN_OR_RETURN(*change->mutable_placement(), ToPlacement(record, clock_()));
      change->set_name(change->placement().name());
      return true;
    }
    case Table::kOutcomes: {
      LAOWU_RETURN_IF_ERROR(ParseOutcome(entry.of_state ? beside : store_, record,
                                         change->mutable_outcome(), Texts::kLeaveOut));
      change->set_name(change->outcome().name());
      return true;
    }
    case Table::kAttestations:
    case Table::kErasedNotes: {
      LAOWU_ASSIGN_OR_RETURN(const std::string name, entry.table == Table::kAttestations
                                                         ? OutcomeOfAttestationKey(record.key)
                                                         : OutcomeOfErasedKey(record.key));
      LAOWU_ASSIGN_OR_RETURN(auto outcome, LoadOutcome(store_, name, Texts::kLeaveOut));
      if (!outcome.has_value()) return absl::DataLossError("an attested outcome is gone");
      *change->mutable_outcome() = *std::move(outcome);
      change->set_name(name);
      return true;
    }
    case Table::kOrganizerFacts: {
      LAOWU_ASSIGN_OR_RETURN(const std::string name, OrganizerOfFactKey(record.key));
      LAOWU_ASSIGN_OR_RETURN(const auto organizer, LoadOrganizer(store_, name));
      if (!organizer.has_value()) return absl::DataLossError("an organiser is gone");
      *change->mutable_organizer() = *organizer;
      change->set_name(name);
      return true;
    }
    case Table::kWorkerStates: {
      LAOWU_RETURN_IF_ERROR(ParseWorkerState(record, change->mutable_worker_state()));
      change->set_name(change->worker_state().worker());
      return true;
    }
    case Table::kVacancyFill: {
      LAOWU_ASSIGN_OR_RETURN(*change->mutable_vacancy_fill(), ToVacancyFill(record));
      change->set_name(change->vacancy_fill().vacancy());
      return true;
    }
    default:
      return false;
  }
}

grpc::ServerWriteReactor<v1::WatchPlacementsResponse>* PlacementService::WatchPlacements(
    grpc::CallbackServerContext* context, const v1::WatchPlacementsRequest* request) {
  static constexpr char kMethod[] = "laowu.v1.PlacementService/WatchPlacements";
  const absl::Time begun = absl::Now();
  const auto call = rpc_.Begin(context, kMethod);
  // Organisers first, then what names them; attestations travel with their outcomes, and without
  // their texts, which may be of a person: no follower needs them. What was sent before that was
  // so, or by an earlier version, is sent anew once the texts are erased.
  const std::vector<runtime::WatchedTable> tables = {
      {Table::kOrganizerFacts, "organizer"},   {Table::kPlacements, "placement"},
      {Table::kOutcomes, "outcome"},           {Table::kAttestations, "outcome", false},
      {Table::kErasedNotes, "outcome", false}, {Table::kWorkerStates, "worker_state"},
      {Table::kVacancyFill, "vacancy_fill"}};
  auto cursor = call.ok() ? runtime::WatchCursor::Make(
                                &store_, tables, {request->kinds().begin(), request->kinds().end()},
                                request->store_id(), request->after_sequence())
                          : absl::StatusOr<runtime::WatchCursor>(call.status());
  return new runtime::WatchStream<v1::WatchPlacementsResponse, v1::PlacementChange>(
      context, &store_, &hub_, &feed_executor_, std::move(cursor),
      [this, beside = std::make_shared<runtime::AscendingReader>(store_)](
          const runtime::WatchCursor::Entry& entry, v1::PlacementChange* change) {
        return FillChange(entry, *beside, change);
      },
      [this, context] { return rpc_.Begin(context, kMethod).status(); },
      rpc_.EndOfWatch(kMethod, call, begun));
}

}  // namespace laowu::placement

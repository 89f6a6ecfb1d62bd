#include "tests/simulation/sim_messages.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/placement/organizer_records.h"
#include "services/placement/outcome_records.h"
#include "services/placement/placement_records.h"
#include "services/runtime/record_fields.h"
#include "services/vacancy/vacancy_records.h"
#include "services/worker/worker_records.h"
#include "storage/key.h"

namespace laowu::simulation {
namespace {

using runtime::WatchCursor;
using storage::Table;

// The change's head and the message's progress, as runtime/watch_stream.h writes them.
template <typename Change>
void SetHead(const WatchCursor::Entry& entry, Change& change) {
  change.set_sequence(entry.sequence);
  change.set_type(entry.record.has_value() ? v1::CHANGE_TYPE_UPSERTED : v1::CHANGE_TYPE_DELETED);
}
void SetProgress(const storage::Store& store, const WatchCursor::Slice& slice,
                 v1::WatchProgress& progress) {
  progress.set_store_id(std::string(store.store_id()));
  progress.set_resume_sequence(slice.resume);
  progress.set_caught_up(slice.caught_up);
  if (slice.caught_up) {
    *progress.mutable_complete_through_time() = runtime::ToTimestamp(slice.complete_through);
  }
}

std::string NameOf(const WatchCursor::Entry& entry) {
  std::string first;
  std::string second;
  if (entry.table == Table::kVacancies) {
    EXPECT_TRUE(storage::DecodeKey(entry.key, &first, &second).ok());
    return absl::StrCat("offices/", first, "/vacancies/", second);
  }
  if (entry.table == Table::kEmployers) {
    EXPECT_TRUE(storage::DecodeKey(entry.key, &first).ok());
    return absl::StrCat("employers/", first);
  }
  return *worker::NameOfKey(entry.table, entry.key);
}

void FillPlacement(const storage::Store& store, const WatchCursor::Entry& entry,
                   v1::PlacementChange& change) {
  const storage::Record& record = *entry.record;
  if (entry.table == Table::kWorkerStates) {
    EXPECT_TRUE(placement::ParseWorkerState(record, change.mutable_worker_state()).ok());
    change.set_name(change.worker_state().worker());
  } else if (entry.table == Table::kVacancyFill) {
    *change.mutable_vacancy_fill() = *placement::ToVacancyFill(record);
    change.set_name(change.vacancy_fill().vacancy());
  } else if (entry.table == Table::kOrganizerFacts) {
    change.set_name(*placement::OrganizerOfFactKey(record.key));
    *change.mutable_organizer() = **placement::LoadOrganizer(store, change.name());
  } else if (entry.table == Table::kOutcomes) {
    EXPECT_TRUE(placement::ParseOutcome(store, record, change.mutable_outcome()).ok());
    change.set_name(change.outcome().name());
  } else {
    change.set_name(*placement::OutcomeOfAttestationKey(record.key));
    *change.mutable_outcome() = **placement::LoadOutcome(store, change.name());
  }
}

}  // namespace

v1::WatchVacanciesResponse VacancyMessage(const storage::Store& store, absl::CivilDay today,
                                          const WatchCursor::Slice& slice) {
  v1::WatchVacanciesResponse message;
  for (const auto& entry : slice.entries) {
    auto& change = *message.add_changes();
    SetHead(entry, change);
    change.set_name(NameOf(entry));
    if (!entry.record.has_value()) continue;
    if (entry.table == Table::kEmployers) {
      *change.mutable_employer() = *vacancy::ToEmployer(*entry.record);
    } else {
      *change.mutable_vacancy() = *vacancy::ToVacancy(*entry.record, today);
    }
  }
  SetProgress(store, slice, *message.mutable_progress());
  return message;
}

v1::WatchWorkersResponse WorkerMessage(const storage::Store& store,
                                       const WatchCursor::Slice& slice) {
  v1::WatchWorkersResponse message;
  for (const auto& entry : slice.entries) {
    auto& change = *message.add_changes();
    SetHead(entry, change);
    change.set_name(NameOf(entry));
    if (!entry.record.has_value()) continue;
    if (entry.table == Table::kWorkerFacts) {
      *change.mutable_fact() = *worker::ToFact(*entry.record);
    } else {
      EXPECT_TRUE(worker::ParseWorker(*entry.record, change.mutable_worker()).ok());
    }
  }
  SetProgress(store, slice, *message.mutable_progress());
  return message;
}

v1::WatchPlacementsResponse PlacementMessage(const storage::Store& store,
                                             const WatchCursor::Slice& slice) {
  v1::WatchPlacementsResponse message;
  for (const auto& entry : slice.entries) {
    EXPECT_TRUE(entry.record.has_value()) << "nothing watched there is deleted";
    auto& change = *message.add_changes();
    SetHead(entry, change);
    FillPlacement(store, entry, change);
  }
  SetProgress(store, slice, *message.mutable_progress());
  return message;
}

}  // namespace laowu::simulation

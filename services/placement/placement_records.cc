#include "services/placement/placement_records.h"

#include <algorithm>

#include "absl/functional/function_ref.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/placement/placement_rules.h"
#include "services/placement/worker_states.h"
#include "services/runtime/digest.h"
#include "services/runtime/division_code.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

using storage::Table;

constexpr char kPlacements[] = "placements/";
constexpr char kWorkers[] = "workers/";
constexpr int kIndexRecordsPerRead = 1'000;
// Of a person with more records than this the rest is passed over.
constexpr size_t kRecordsOfPersonMost = 32;

std::string ExpiryKey(const v1::Placement& placement, absl::string_view placement_name) {
  return storage::EncodeKey(absl::ToUnixMicros(runtime::ToTime(placement.expire_time())),
                            placement_name);
}

// A state without a look_date has no place in the order of lapses.
void PlanLookDate(const std::string& worker, const google::type::Date& before,
                  const google::type::Date& after, storage::Batch& batch) {
  const auto old_day = runtime::ToCivilDay(before);
  const auto new_day = runtime::ToCivilDay(after);
  if (old_day == new_day) return;
  if (old_day.has_value()) {
    batch.Delete(Table::kWorkerStatesByLapse, storage::EncodeKey(*old_day, worker));
  }
  if (new_day.has_value()) {
    batch.Put(Table::kWorkerStatesByLapse, storage::EncodeKey(*new_day, worker), "");
  }
}

}  // namespace

internal::v1::StoredLivePlacements OpenWork::live_now() const {
  return live.has_value() ? live->stored : internal::v1::StoredLivePlacements();
}

internal::v1::StoredWorkerState OpenWork::stored_now() const {
  return state.has_value() ? state->stored : internal::v1::StoredWorkerState();
}

v1::WorkerState OpenWork::state_now() const { return stored_now().state(); }

std::string PlacementKey(absl::string_view placement_name) {
  return storage::EncodeKey(absl::StripPrefix(placement_name, kPlacements));
}

std::string LivePlacementKey(absl::string_view worker_name) {
  return storage::EncodeKey(worker_name);
}

std::string WorkerStateKey(absl::string_view worker_name) {
  return storage::EncodeKey(absl::StripPrefix(worker_name, kWorkers));
}

std::string VacancyFillKey(absl::string_view vacancy_name) {
  return storage::EncodeKey(vacancy_name);
}

absl::StatusOr<std::optional<LoadedPlacement>> LoadPlacement(const storage::Reader& reader,
                                                             absl::string_view placement_name) {
  return runtime::LoadRecord<internal::v1::StoredPlacement>(reader, Table::kPlacements,
                                                            PlacementKey(placement_name));
}

absl::StatusOr<std::optional<LoadedFill>> LoadFill(const storage::Reader& reader,
                                                   absl::string_view vacancy_name) {
  return runtime::LoadRecord<internal::v1::StoredVacancyFill>(reader, Table::kVacancyFill,
                                                              VacancyFillKey(vacancy_name));
}

absl::StatusOr<OpenWork> LoadOpenWork(const storage::Reader& reader,
                                      absl::string_view worker_name) {
  OpenWork work;
  work.worker = std::string(worker_name);
  LAOWU_ASSIGN_OR_RETURN(work.live,
                         runtime::LoadRecord<internal::v1::StoredLivePlacements>(
                             reader, Table::kLivePlacementByWorker, LivePlacementKey(worker_name)));
  LAOWU_ASSIGN_OR_RETURN(work.state,
                         runtime::LoadRecord<internal::v1::StoredWorkerState>(
                             reader, Table::kWorkerStates, WorkerStateKey(worker_name)));
  return work;
}

absl::StatusOr<std::vector<OpenWork>> LoadRecordsOfPerson(const storage::Reader& reader,
                                                          const OpenWork& own, bool above) {
  std::vector<OpenWork> records = {own};
  for (size_t i = 0; i < records.size(); ++i) {
    const internal::v1::StoredWorkerState stored = records[i].stored_now();
    std::vector<std::string> linked(stored.merged_workers().begin(), stored.merged_workers().end());
    if (above && !stored.state().merged_into().empty()) {
      linked.push_back(stored.state().merged_into());
    }
    for (const std::string& name : linked) {
      const bool known = std::any_of(records.begin(), records.end(),
                                     [&](const OpenWork& record) { return record.worker == name; });
      if (known || records.size() == kRecordsOfPersonMost) continue;
      LAOWU_ASSIGN_OR_RETURN(OpenWork work, LoadOpenWork(reader, name));
      records.push_back(std::move(work));
    }
  }
  return records;
}

namespace {

// `see` returns false to stop.
absl::Status ForEachProposal(
    const storage::Reader& reader, absl::string_view vacancy_name,
    absl::FunctionRef<absl::StatusOr<bool>(const storage::Record&, absl::Time)> see) {
  storage::KeyRange range = storage::RangeOf(vacancy_name);
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           reader.Scan(Table::kPlacementsByVacancy, range, kIndexRecordsPerRead));
    for (const storage::Record& record : records) {
      internal::v1::StoredPlacementOfVacancy entry;
      LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "placements_by_vacancy", &entry));
      if (!entry.has_expire_time()) continue;
      LAOWU_ASSIGN_OR_RETURN(const bool more, see(record, runtime::ToTime(entry.expire_time())));
      if (!more) return absl::OkStatus();
    }
    if (static_cast<int>(records.size()) < kIndexRecordsPerRead) return absl::OkStatus();
    range = storage::ContinueAfter(range, records.back().key);
  }
}

}  // namespace

absl::StatusOr<int64_t> CountProposals(const storage::Reader& reader,
                                       absl::string_view vacancy_name) {
  int64_t count = 0;
  LAOWU_RETURN_IF_ERROR(ForEachProposal(
      reader, vacancy_name, [&](const storage::Record&, absl::Time) -> absl::StatusOr<bool> {
        ++count;
        return true;
      }));
  return count;
}

absl::StatusOr<OpeningsTaken> CountTaken(const storage::Reader& reader,
                                         absl::string_view vacancy_name, int most) {
  OpeningsTaken taken;
  storage::KeyRange range = storage::RangeOf(vacancy_name);
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           reader.Scan(Table::kPlacementsByVacancy, range, kIndexRecordsPerRead));
    for (const storage::Record& record : records) {
      std::string vacancy;
      std::string name;
      LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &vacancy, &name));
      LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadPlacement(reader, name));
      if (!loaded.has_value() || !HoldsOpening(loaded->stored.placement())) continue;
      const v1::Placement::State state = loaded->stored.placement().state();
      if (IsProposal(state)) {
        ++taken.proposed;
      } else if (IsCommitted(state)) {
        ++taken.bound;
      } else {
        ++taken.gone;
      }
      if (taken.proposed + taken.bound + taken.gone >= most) return taken;
    }
    if (static_cast<int>(records.size()) < kIndexRecordsPerRead) return taken;
    range = storage::ContinueAfter(range, records.back().key);
  }
}

absl::StatusOr<std::vector<std::string>> FindOverdueProposals(const storage::Reader& reader,
                                                              absl::string_view vacancy_name,
                                                              absl::Time now, int most) {
  std::vector<std::string> overdue;
  LAOWU_RETURN_IF_ERROR(ForEachProposal(
      reader, vacancy_name,
      [&](const storage::Record& record, absl::Time expire_time) -> absl::StatusOr<bool> {
        if (now < expire_time) return true;
        std::string vacancy;
        LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &vacancy, &overdue.emplace_back()));
        return static_cast<int>(overdue.size()) < most;
      }));
  return overdue;
}

PlacementIndex IndexOf(const v1::ListPlacementsRequest& request) {
  if (!request.worker().empty()) {
    return {Table::kPlacementsByWorker, storage::RangeOf(request.worker())};
  }
  if (!request.vacancy().empty()) {
    return {Table::kPlacementsByVacancy, storage::RangeOf(request.vacancy())};
  }
  if (!request.office().empty()) {
    return {Table::kPlacementsByOffice, storage::RangeOf(request.office())};
  }
  return {Table::kPlacementsByDivision,
          storage::RangeOfTextPrefix(runtime::DivisionPrefix(request.division_code()))};
}

absl::StatusOr<std::vector<Due>> FindDueProposals(const storage::Reader& reader, absl::Time now,
                                                  absl::string_view after_key, int most) {
  storage::KeyRange range;
  range.end = storage::EncodeKey(absl::ToUnixMicros(now) + 1);
  if (!after_key.empty()) range = storage::ContinueAfter(range, after_key);
  LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(Table::kProposalsByExpiry, range, most));
  std::vector<Due> due;
  for (const storage::Record& record : records) {
    int64_t micros = 0;
    Due& entry = due.emplace_back();
    entry.key = record.key;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &micros, &entry.name));
  }
  return due;
}

absl::StatusOr<std::vector<Due>> FindDueStates(const storage::Reader& reader, absl::CivilDay today,
                                               absl::string_view after_key, int most) {
  storage::KeyRange range;
  range.end = storage::EncodeKey(today);
  if (!after_key.empty()) range = storage::ContinueAfter(range, after_key);
  LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(Table::kWorkerStatesByLapse, range, most));
  std::vector<Due> due;
  for (const storage::Record& record : records) {
    absl::CivilDay day;
    Due& entry = due.emplace_back();
    entry.key = record.key;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &day, &entry.name));
  }
  return due;
}

absl::StatusOr<std::vector<std::string>> FindNames(const storage::Reader& reader, Table index,
                                                   absl::string_view after, int most) {
  std::vector<std::string> names;
  storage::KeyRange range;
  if (!after.empty()) range.begin = storage::RangeOf(after).end;
  while (static_cast<int>(names.size()) < most) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(index, range, 1));
    if (records.empty()) break;
    absl::string_view key = records.front().key;
    LAOWU_RETURN_IF_ERROR(storage::ConsumeText(&key, &names.emplace_back()));
    range.begin = storage::RangeOf(names.back()).end;  // past all others of this name
  }
  return names;
}

absl::StatusOr<int64_t> CountEntries(const storage::Reader& reader, Table index,
                                     absl::string_view name) {
  int64_t count = 0;
  storage::KeyRange range = storage::RangeOf(name);
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(index, range, kIndexRecordsPerRead));
    count += static_cast<int64_t>(records.size());
    if (static_cast<int>(records.size()) < kIndexRecordsPerRead) return count;
    range = storage::ContinueAfter(range, records.back().key);
  }
}

void PlanPlacement(absl::string_view placement_name, const std::optional<LoadedPlacement>& old,
                   const internal::v1::StoredPlacement& placement, storage::Batch& batch) {
  const std::string key = PlacementKey(placement_name);
  batch.Require(Table::kPlacements, key, runtime::VersionOf(old));
  batch.Put(Table::kPlacements, key, placement.SerializeAsString());
  internal::v1::StoredPlacementOfVacancy entry;
  if (IsProposal(placement.placement().state())) {
    *entry.mutable_expire_time() = placement.placement().expire_time();
  }
  batch.Put(Table::kPlacementsByVacancy,
            storage::EncodeKey(placement.placement().vacancy(), placement_name),
            entry.SerializeAsString());
  const v1::Placement& now = placement.placement();
  const bool was_proposal = old.has_value() && IsProposal(old->stored.placement().state());
  if (IsProposal(now.state())) {
    batch.Put(Table::kProposalsByExpiry, ExpiryKey(now, placement_name), "");
  } else if (was_proposal) {
    batch.Delete(Table::kProposalsByExpiry, ExpiryKey(old->stored.placement(), placement_name));
  }
  const std::string& division = now.worker_division_code();
  const std::string& was =
      old.has_value() ? old->stored.placement().worker_division_code() : division;
  if (was != division) {
    batch.Delete(Table::kPlacementsByDivision, storage::EncodeKey(was, placement_name));
  }
  if (!old.has_value() || was != division) {
    batch.Put(Table::kPlacementsByDivision, storage::EncodeKey(division, placement_name), "");
  }
  if (old.has_value()) return;  // the rest never changes
  batch.Put(Table::kPlacementsByWorker, storage::EncodeKey(now.worker(), placement_name), "");
  batch.Put(Table::kPlacementsByOffice,
            storage::EncodeKey(OfficeOfVacancy(now.vacancy()), placement_name), "");
}

void PlanFill(absl::string_view vacancy_name, const std::optional<LoadedFill>& old, int change,
              storage::Batch& batch) {
  const int taken = old.has_value() ? old->stored.fill().taken_count() : 0;
  internal::v1::StoredVacancyFill stored;
  stored.mutable_fill()->set_taken_count(std::max(0, taken + change));
  batch.Require(Table::kVacancyFill, VacancyFillKey(vacancy_name), runtime::VersionOf(old));
  batch.Put(Table::kVacancyFill, VacancyFillKey(vacancy_name), stored.SerializeAsString());
}

void PlanOpenWork(const OpenWork& old, const internal::v1::StoredLivePlacements& live,
                  internal::v1::StoredWorkerState stored, storage::Batch& batch) {
  RequireOpenWork(old, batch);
  batch.Put(Table::kLivePlacementByWorker, LivePlacementKey(old.worker), live.SerializeAsString());
  SetPlacements(live, *stored.mutable_state());
  const bool same = old.state.has_value() && runtime::DeterministicBytes(old.state->stored) ==
                                                 runtime::DeterministicBytes(stored);
  if (same) return;
  const std::string state_key = WorkerStateKey(old.worker);
  batch.Require(Table::kWorkerStates, state_key, runtime::VersionOf(old.state));
  batch.Put(Table::kWorkerStates, state_key, stored.SerializeAsString());
  PlanLookDate(old.worker, old.stored_now().look_date(), stored.look_date(), batch);
}

void RequireOpenWork(const OpenWork& loaded, storage::Batch& batch) {
  batch.Require(Table::kLivePlacementByWorker, LivePlacementKey(loaded.worker),
                runtime::VersionOf(loaded.live));
}

void TouchOpenWork(const OpenWork& loaded, storage::Batch& batch) {
  RequireOpenWork(loaded, batch);
  batch.Put(Table::kLivePlacementByWorker, LivePlacementKey(loaded.worker),
            loaded.live_now().SerializeAsString());
}

void MoveLive(absl::string_view placement_name, const v1::Placement& placement,
              internal::v1::StoredLivePlacements& live) {
  auto& proposals = *live.mutable_proposals();
  proposals.erase(std::remove_if(proposals.begin(), proposals.end(),
                                 [&](const auto& p) { return p.placement() == placement_name; }),
                  proposals.end());
  if (live.placement() == placement_name) {
    live.clear_placement();
    live.clear_vacancy();
  }
  if (IsProposal(placement.state())) {
    auto* proposal = live.add_proposals();
    proposal->set_placement(std::string(placement_name));
    proposal->set_vacancy(placement.vacancy());
    *proposal->mutable_expire_time() = placement.expire_time();
  } else if (IsCommitted(placement.state())) {
    live.set_placement(std::string(placement_name));
    live.set_vacancy(placement.vacancy());
  }
}

absl::StatusOr<v1::Placement> ToPlacement(const storage::Record& record, absl::Time now) {
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &id));
  internal::v1::StoredPlacement stored;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "placements", &stored));
  v1::Placement placement = std::move(*stored.mutable_placement());
  placement.set_name(absl::StrCat(kPlacements, id));
  placement.set_state(StateAt(placement, now));
  placement.set_recorded_by(stored.provenance().recorded_by());
  *placement.mutable_update_time() = runtime::ToTimestamp(record.record_time);
  placement.set_etag(runtime::EtagOf(record.version));
  return placement;
}

absl::Status ParseWorkerState(const storage::Record& record, v1::WorkerState* state) {
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &id));
  internal::v1::StoredWorkerState stored;
  stored.unsafe_arena_set_allocated_state(state);
  const absl::Status read = runtime::MergeStored(record, "worker_states", &stored);
  (void)stored.unsafe_arena_release_state();
  state->set_worker(absl::StrCat(kWorkers, id));
  return read;
}

absl::StatusOr<v1::VacancyFill> ToVacancyFill(const storage::Record& record) {
  std::string vacancy;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &vacancy));
  internal::v1::StoredVacancyFill stored;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "vacancy_fill", &stored));
  stored.mutable_fill()->set_vacancy(vacancy);
  return std::move(*stored.mutable_fill());
}

}  // namespace laowu::placement

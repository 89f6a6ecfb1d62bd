#include "services/worker/household_records.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/runtime/access.h"
#include "services/runtime/household_ids.h"
#include "services/runtime/record_fields.h"
#include "services/worker/worker_records.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using storage::Table;

constexpr char kHouseholdPrefix[] = "households/";

std::string HouseholdId(absl::string_view name) {
  return std::string(absl::StripPrefix(name, kHouseholdPrefix));
}

}  // namespace

std::string HouseholdName(absl::string_view household_id) {
  return absl::StrCat(kHouseholdPrefix, household_id);
}

absl::StatusOr<std::optional<LoadedHousehold>> LoadHousehold(const storage::Reader& reader,
                                                             absl::string_view household_id) {
  return runtime::LoadRecord<internal::v1::StoredHousehold>(reader, Table::kHouseholds,
                                                            storage::EncodeKey(household_id));
}

absl::StatusOr<std::vector<std::string>> LoadMembers(const storage::Reader& reader,
                                                     absl::string_view household_id) {
  LAOWU_ASSIGN_OR_RETURN(const auto records,
                         reader.Scan(Table::kWorkersByHousehold, storage::RangeOf(household_id),
                                     storage::kMaxRecordsPerRead));
  std::vector<std::string> ids;
  for (const storage::Record& record : records) {
    std::string household;
    std::string worker_id;
    LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &household, &worker_id));
    ids.push_back(std::move(worker_id));
  }
  return ids;
}

v1::Household ToHousehold(absl::string_view household_id, const LoadedHousehold& loaded,
                          const std::vector<std::string>& member_ids) {
  v1::Household household = loaded.stored.household();
  household.set_name(HouseholdName(household_id));
  for (const std::string& id : member_ids) household.add_members(WorkerName(id));
  *household.mutable_create_time() = loaded.stored.provenance().create_time();
  *household.mutable_update_time() = runtime::ToTimestamp(loaded.record_time);
  household.set_etag(runtime::EtagOf(loaded.version));
  return household;
}

absl::StatusOr<HouseholdChanges::Household*> HouseholdChanges::Find(const std::string& id) {
  const auto [found, is_new] = households_.try_emplace(id);
  Household& household = found->second;
  if (!is_new) return &household;
  LAOWU_ASSIGN_OR_RETURN(household.loaded, LoadHousehold(reader_, id));
  if (household.loaded.has_value()) {
    household.there = true;
    household.stored = household.loaded->stored;
    LAOWU_ASSIGN_OR_RETURN(household.members, LoadMembers(reader_, id));
  }
  return &household;
}

absl::StatusOr<std::string> HouseholdChanges::Resolve(const std::string& named,
                                                      absl::string_view division_code,
                                                      std::string* refusal) {
  if (named.empty()) return std::string();
  std::vector<std::string> ids = {HouseholdId(named)};
  const bool by_name = absl::StartsWith(named, kHouseholdPrefix);
  if (!by_name) ids = runtime::HouseholdIds(keys_, division_code, named);
  for (const std::string& id : ids) {
    LAOWU_ASSIGN_OR_RETURN(const Household* household, Find(id));
    if (!household->there) continue;
    if (by_name && !runtime::DivisionInScope(call_.principal, household->division_code())) continue;
    if (static_cast<int>(household->members.size()) >= kHouseholdMembersMost) {
      *refusal = absl::StrCat("该户已有 ", kHouseholdMembersMost,
                              " 人，不能再加 / names a household that has ", kHouseholdMembersMost,
                              " members already");
    }
    return HouseholdName(id);
  }
  if (!by_name) return HouseholdName(ids.front());
  LAOWU_ASSIGN_OR_RETURN(const Household* household, Find(ids.front()));
  // One that is there is another county's.
  if (household->there || named != allowed_again_) {
    *refusal =
        "没有这一户 / names a household that is not there; the bureau's own number makes one";
  }
  return named;
}

absl::Status HouseholdChanges::Move(absl::string_view worker_id, absl::string_view division_before,
                                    absl::string_view division_code, const std::string& before,
                                    const std::string& after, storage::Batch& batch) {
  const bool stays = before == after;
  if (stays && (after.empty() || division_before == division_code)) return absl::OkStatus();
  registrations_[std::string(worker_id)] = std::string(division_code);
  if (stays) {
    LAOWU_ASSIGN_OR_RETURN(Household * household, Find(HouseholdId(after)));
    // So that of two who move at once the later sees that nobody is left.
    if (household->there && !household->touched) Write(HouseholdId(after), *household, batch);
    return Settle(HouseholdId(after), *household, batch);
  }
  if (!before.empty()) {
    LAOWU_ASSIGN_OR_RETURN(Household * left, Find(HouseholdId(before)));
    Leave(HouseholdId(before), worker_id, *left, batch);
    LAOWU_RETURN_IF_ERROR(Settle(HouseholdId(before), *left, batch));
  }
  if (!after.empty()) {
    LAOWU_ASSIGN_OR_RETURN(Household * joined, Find(HouseholdId(after)));
    Join(HouseholdId(after), worker_id, division_code, *joined, batch);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> HouseholdChanges::RegistrationOf(const std::string& worker_id) const {
  const auto planned = registrations_.find(worker_id);
  if (planned != registrations_.end()) return planned->second;
  LAOWU_ASSIGN_OR_RETURN(const auto worker, LoadWorker(reader_, worker_id));
  return worker.has_value() ? worker->stored.worker().division_code() : std::string();
}

absl::Status HouseholdChanges::Settle(const std::string& id, Household& household,
                                      storage::Batch& batch) {
  if (!household.there) return absl::OkStatus();
  const std::string old_code = household.division_code();
  std::string first;
  for (const std::string& member : household.members) {
    LAOWU_ASSIGN_OR_RETURN(const std::string code, RegistrationOf(member));
    if (code == old_code) return absl::OkStatus();
    if (first.empty()) first = code;
  }
  if (first.empty()) return absl::OkStatus();
  household.stored.mutable_household()->set_division_code(first);
  batch.Delete(Table::kHouseholdsByDivision, storage::EncodeKey(old_code, id));
  batch.Put(Table::kHouseholdsByDivision, storage::EncodeKey(first, id), "");
  Write(id, household, batch);
  return absl::OkStatus();
}

void HouseholdChanges::Touch(const std::string& id, Household& household, storage::Batch& batch) {
  if (!household.touched) {
    batch.Require(Table::kHouseholds, storage::EncodeKey(id), runtime::VersionOf(household.loaded));
  }
  household.touched = true;
}

void HouseholdChanges::Write(const std::string& id, Household& household, storage::Batch& batch) {
  Touch(id, household, batch);
  batch.Put(Table::kHouseholds, storage::EncodeKey(id), household.stored.SerializeAsString());
}

void HouseholdChanges::Join(const std::string& id, absl::string_view worker_id,
                            absl::string_view division_code, Household& household,
                            storage::Batch& batch) {
  household.members.emplace_back(worker_id);
  batch.Put(Table::kWorkersByHousehold, storage::EncodeKey(id, worker_id), "");
  if (household.touched && household.there) return;
  if (!household.there) {
    household.there = true;
    household.stored.mutable_household()->set_division_code(std::string(division_code));
    *household.stored.mutable_provenance() = runtime::ProvenanceOf(call_, "");
    batch.Put(Table::kHouseholdsByDivision, storage::EncodeKey(division_code, id), "");
  }
  Write(id, household, batch);
}

void HouseholdChanges::Leave(const std::string& id, absl::string_view worker_id,
                             Household& household, storage::Batch& batch) {
  batch.Delete(Table::kWorkersByHousehold, storage::EncodeKey(id, worker_id));
  if (!household.there) return;
  auto& members = household.members;
  members.erase(std::remove(members.begin(), members.end(), worker_id), members.end());
  const bool written = household.touched;
  if (members.empty()) {
    household.there = false;
    Touch(id, household, batch);
    batch.Delete(Table::kHouseholds, storage::EncodeKey(id));
    batch.Delete(Table::kHouseholdsByDivision, storage::EncodeKey(household.division_code(), id));
  } else if (!written) {
    Write(id, household, batch);
  }
}

}  // namespace laowu::worker

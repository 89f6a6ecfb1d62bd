// Telephone numbers that several persons give as theirs: who, never which number.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "services/runtime/access.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/field_checks.h"
#include "services/worker/person_index.h"
#include "services/worker/worker_records.h"
#include "services/worker/worker_service.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

constexpr std::size_t kSharersLeast = 6;  // ratio.md, "Signals": more than five
constexpr int kPhonesMost = 100;
constexpr std::size_t kNamedMost = 100;

// Every worker with the number of `group`, whichever key each was entered under.
absl::StatusOr<PhoneGroup> UnderEveryKey(const storage::Reader& reader, const runtime::Keys& keys,
                                         const PhoneGroup& group) {
  LAOWU_ASSIGN_OR_RETURN(const auto details, LoadDetails(reader, keys, group.front()));
  bool truncated = false;
  LAOWU_ASSIGN_OR_RETURN(PhoneGroup whole,
                         LoadByPhone(reader, keys, details.phone_number(), &truncated));
  std::sort(whole.begin(), whole.end());
  // Of more than one read holds, those of one key are enough to look at.
  return truncated ? group : whole;
}

// The groups of all counties with kSharersLeast workers or more, each once.
absl::StatusOr<std::vector<PhoneGroup>> SharedPhones(const storage::Reader& reader,
                                                     const runtime::Keys& keys) {
  const std::size_t key_count = keys.DigestsOf("", "").size();
  if (key_count == 1) return LoadPhoneGroups(reader, kSharersLeast);
  // Split over that many keys, the largest part has at least so many.
  const std::size_t part_least = (kSharersLeast + key_count - 1) / key_count;
  LAOWU_ASSIGN_OR_RETURN(const auto parts, LoadPhoneGroups(reader, part_least));
  std::vector<PhoneGroup> groups;
  for (const PhoneGroup& part : parts) {
    LAOWU_ASSIGN_OR_RETURN(PhoneGroup whole, UnderEveryKey(reader, keys, part));
    if (whole.size() >= kSharersLeast) groups.push_back(std::move(whole));
  }
  // A number may have several parts that are large enough.
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

// Those who are registered in the division now and stand for themselves.
absl::StatusOr<v1::SharedPhone> SharersOf(const storage::Reader& reader,
                                          const std::string& division_code,
                                          const PhoneGroup& group) {
  v1::SharedPhone shared;
  std::vector<std::string> names;
  for (const std::string& id : group) {
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(reader, id));
    if (!loaded.has_value()) continue;
    const v1::Worker& worker = loaded->stored.worker();
    if (!absl::StartsWith(worker.division_code(), runtime::DivisionPrefix(division_code))) continue;
    if (worker.merged_into().empty()) names.push_back(WorkerName(id));
  }
  shared.set_person_count(static_cast<int32_t>(names.size()));
  names.resize(std::min(names.size(), kNamedMost));
  for (std::string& name : names) shared.add_workers(std::move(name));
  return shared;
}

}  // namespace

absl::StatusOr<v1::ListSharedPhonesResponse> WorkerService::ListSharedPhones(
    const Call& call, const v1::ListSharedPhonesRequest& request) {
  runtime::FieldChecks checks;
  if (request.division_code().empty()) checks.Violate("division_code", "请填写 / is required");
  runtime::CheckStoredDivisionFilter("division_code", request.division_code(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(runtime::RequireStoredDivision(
      call.principal, "division_code", request.division_code(), runtime::DayOf(call.now)));
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  LAOWU_ASSIGN_OR_RETURN(const auto groups, SharedPhones(*snapshot, keys_));
  std::vector<v1::SharedPhone> phones;
  for (const PhoneGroup& group : groups) {
    LAOWU_ASSIGN_OR_RETURN(auto shared, SharersOf(*snapshot, request.division_code(), group));
    if (shared.person_count() >= static_cast<int>(kSharersLeast)) {
      phones.push_back(std::move(shared));
    }
  }
  // Not by digest: the order is to tell nothing of the number.
  std::sort(phones.begin(), phones.end(), [](const auto& a, const auto& b) {
    return std::make_pair(-a.person_count(), absl::string_view(a.workers(0))) <
           std::make_pair(-b.person_count(), absl::string_view(b.workers(0)));
  });
  v1::ListSharedPhonesResponse response;
  for (v1::SharedPhone& shared : phones) {
    response.set_truncated(response.shared_phones_size() == kPhonesMost);
    if (response.truncated()) break;
    *response.add_shared_phones() = std::move(shared);
  }
  if (phones.empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored("division_code", request.division_code(),
                                                    runtime::DayOf(call.now)));
  }
  return response;
}

}  // namespace laowu::worker

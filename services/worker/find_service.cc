// Finding persons, and households: the part of the worker role that reads indexes.

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "reference/folding.h"
#include "reference/identity_number.h"
#include "services/runtime/access.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "services/worker/list_by_division.h"
#include "services/worker/personal_details.h"
#include "services/worker/worker_rules.h"
#include "services/worker/worker_service.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

using storage::Table;

constexpr int kFindMost = 50;

// A number as it is stored, of one that was typed or copied as rows have it: full-width characters,
// blanks and hyphens in it.
std::string BareNumber(absl::string_view typed) {
  std::string bare = reference::FoldTight(typed);
  bare.erase(std::remove(bare.begin(), bare.end(), '-'), bare.end());
  return bare;
}

// The same of a phone number, without the 86 or +86 of the country before it.
std::string BarePhoneNumber(absl::string_view typed) {
  constexpr size_t kDigitsWithCountry = 13;
  const std::string bare = BareNumber(typed);
  absl::string_view digits = absl::StripPrefix(bare, "+");
  if (digits.size() == kDigitsWithCountry) digits = absl::StripPrefix(digits, "86");
  return std::string(digits);
}

// What is asked, in the form that is looked for. Blanks alone stay, to be refused: they ask
// nothing.
v1::FindWorkersRequest Normalised(v1::FindWorkersRequest request) {
  const std::string number = BareNumber(request.identity_number());
  if (!number.empty()) request.set_identity_number(number);
  const std::string phone = BarePhoneNumber(request.phone_number());
  if (!phone.empty()) request.set_phone_number(phone);
  request.set_display_name(std::string(absl::StripAsciiWhitespace(request.display_name())));
  return request;
}

// The name of the one field that the search goes by.
absl::string_view SearchField(const v1::FindWorkersRequest& request) {
  if (!request.identity_number().empty()) return "identity_number";
  return request.phone_number().empty() ? "display_name" : "phone_number";
}

void CheckFind(const v1::FindWorkersRequest& request, absl::CivilDay today,
               runtime::FieldChecks& checks) {
  int stated = 0;
  for (const std::string* text :
       {&request.identity_number(), &request.phone_number(), &request.display_name()}) {
    if (!text->empty()) ++stated;
  }
  if (stated != 1) {
    checks.Violate("identity_number",
                   "身份证号、电话、姓名只填一项 / exactly one of identity_number, phone_number "
                   "and display_name is required");
  }
  if (!request.identity_number().empty()) {
    const auto identity = reference::ParseIdentityNumber(request.identity_number(), today);
    if (!identity.ok()) checks.Violate("identity_number", identity.status().message());
  }
  if (!request.phone_number().empty() && !IsPhoneNumber(request.phone_number())) {
    checks.Violate("phone_number",
                   "应为 1 开头的 11 位手机号 / must be 11 digits beginning with 1");
  }
  checks.Text("display_name", request.display_name(), runtime::limits::kNameChars);
  if (!request.division_code().empty()) {
    const size_t before = checks.violations().size();
    checks.DivisionCode("division_code", request.division_code());
    if (checks.violations().size() == before) {
      runtime::CheckStoredDivisionFilter("division_code", request.division_code(), checks);
    }
  } else if (!request.display_name().empty()) {
    checks.Violate(
        "division_code",
        "按姓名查须填区划，6 位以上 / is required with display_name: six digits or more");
  }
  CheckPurpose(request.purpose(), true, today, checks);
}

}  // namespace

absl::StatusOr<std::vector<v1::Worker>> WorkerService::FindInScope(
    const storage::Reader& reader, const Call& call, const v1::FindWorkersRequest& request,
    bool* truncated) const {
  std::vector<std::string> ids;
  if (!request.identity_number().empty()) {
    const auto identity =
        reference::ParseIdentityNumber(request.identity_number(), runtime::DayOf(call.now));
    LAOWU_RETURN_IF_ERROR(identity.status());
    LAOWU_ASSIGN_OR_RETURN(Identity found,
                           LoadIdentity(reader, IdentityDigests(keys_, identity->number)));
    ids = std::move(found.worker_ids);
  } else if (!request.phone_number().empty()) {
    LAOWU_ASSIGN_OR_RETURN(ids, LoadByPhone(reader, keys_, request.phone_number(), truncated));
  } else {
    LAOWU_ASSIGN_OR_RETURN(
        ids, LoadByName(reader, keys_, request.display_name(), request.division_code(), truncated));
  }
  std::vector<v1::Worker> workers;
  for (const std::string& id : ids) {
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadWorker(reader, id));
    if (!loaded.has_value()) continue;
    const std::string& division = loaded->stored.worker().division_code();
    if (!runtime::DivisionInScope(call.principal, division) ||
        !absl::StartsWith(division, request.division_code())) {
      continue;
    }
    if (static_cast<int>(workers.size()) == kFindMost) {
      *truncated = true;
      break;
    }
    LAOWU_ASSIGN_OR_RETURN(v1::Worker worker, ToWorker(id, *loaded));
    LAOWU_ASSIGN_OR_RETURN(auto details, LoadDetails(reader, keys_, id));
    *worker.mutable_personal_details() = MaskedBriefly(std::move(details));
    workers.push_back(std::move(worker));
  }
  return workers;
}

absl::StatusOr<v1::FindWorkersResponse> WorkerService::FindWorkers(
    const Call& call, const v1::FindWorkersRequest& sent) {
  const v1::FindWorkersRequest request = Normalised(sent);
  runtime::FieldChecks checks;
  CheckFind(request, runtime::DayOf(call.now), checks);
  // Whose matter it is comes first, where the request says that.
  const bool placed = std::none_of(checks.violations().begin(), checks.violations().end(),
                                   [](const auto& v) { return v.field() == "division_code"; });
  if (placed && !request.division_code().empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::RequireStoredDivision(
        call.principal, "division_code", request.division_code(), runtime::DayOf(call.now)));
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  bool truncated = false;
  LAOWU_ASSIGN_OR_RETURN(auto workers, FindInScope(*snapshot, call, request, &truncated));
  v1::FindWorkersResponse response;
  response.set_truncated(truncated);
  std::vector<std::string> names;
  for (v1::Worker& worker : workers) {
    names.push_back(worker.name());
    *response.add_workers() = std::move(worker);
  }
  // Also where nobody was found: asking who is in the register tells something.
  storage::Batch batch;
  runtime::AddAudit(call, {names, {std::string(SearchField(request))}, request.purpose(), ""},
                    batch);
  LAOWU_RETURN_IF_ERROR(store_.Commit(batch, call.deadline).status());
  if (response.workers().empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored("division_code", request.division_code(),
                                                    runtime::DayOf(call.now)));
  }
  return response;
}

absl::StatusOr<v1::Household> WorkerService::ReadHousehold(const storage::Reader& reader,
                                                           const Call& call,
                                                           absl::string_view household_id,
                                                           const LoadedHousehold& loaded) const {
  LAOWU_ASSIGN_OR_RETURN(const auto members, LoadMembers(reader, household_id));
  std::vector<std::string> shown;
  for (const std::string& id : members) {
    LAOWU_ASSIGN_OR_RETURN(const auto worker, LoadWorker(reader, id));
    if (worker.has_value() &&
        runtime::DivisionInScope(call.principal, worker->stored.worker().division_code())) {
      shown.push_back(id);
    }
  }
  return ToHousehold(household_id, loaded, shown);
}

absl::StatusOr<v1::Household> WorkerService::GetHousehold(const Call& call,
                                                          const v1::GetHouseholdRequest& request) {
  runtime::FieldChecks checks;
  const std::string id = runtime::RequireName("households/*", "name", request.name(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store_.TakeSnapshot());
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadHousehold(*snapshot, id));
  const std::string division = loaded.has_value() ? loaded->stored.household().division_code() : "";
  if (loaded.has_value() && !runtime::DivisionInScope(call.principal, division)) {
    // Who moved here alone bears its name still.
    LAOWU_ASSIGN_OR_RETURN(v1::Household shown, ReadHousehold(*snapshot, call, id, *loaded));
    if (!shown.members().empty()) return shown;
  }
  // The same answer whether it is not there or not the caller's.
  LAOWU_RETURN_IF_ERROR(runtime::RequireDivision(call.principal, division));
  if (!loaded.has_value()) return runtime::NotFound("household", request.name());
  return ReadHousehold(*snapshot, call, id, *loaded);
}

absl::StatusOr<v1::ListHouseholdsResponse> WorkerService::ListHouseholds(
    const Call& call, const v1::ListHouseholdsRequest& request) {
  const auto add = [&](const storage::Reader& reader, const std::string& id,
                       v1::ListHouseholdsResponse* response) -> absl::Status {
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadHousehold(reader, id));
    if (!loaded.has_value()) {
      return absl::DataLossError("the index by division names a household that is not there");
    }
    LAOWU_ASSIGN_OR_RETURN(*response->add_households(), ReadHousehold(reader, call, id, *loaded));
    return absl::OkStatus();
  };
  return ListByDivision<v1::ListHouseholdsResponse>(call, request, store_,
                                                    Table::kHouseholdsByDivision, add);
}

}  // namespace laowu::worker

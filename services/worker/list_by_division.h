#ifndef LAOWU_SERVICES_WORKER_LIST_BY_DIVISION_H_
#define LAOWU_SERVICES_WORKER_LIST_BY_DIVISION_H_

// A List method over an index by division (IdsAfter): of workers, and of households.

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/runtime/call_context.h"
#include "services/runtime/clock.h"
#include "services/runtime/division_checks.h"
#include "services/runtime/division_code.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/record_fields.h"
#include "services/worker/worker_records.h"
#include "storage/status_macros.h"

namespace laowu::worker {

// The page that `request` (division_code, page_size, page_token) asks for, of one snapshot of
// `store`. A bureau that names no division means its own. `add` (const storage::Reader&, id,
// Response*) → Status reads one record into the answer. Pages meet everybody once, whoever moves
// in between; an empty first page says why there is nothing, where there is a reason.
template <typename Response, typename Request, typename Add>
absl::StatusOr<Response> ListByDivision(const runtime::CallContext& call, const Request& request,
                                        storage::Store& store, storage::Table by_division,
                                        Add add) {
  const std::string& prefix =
      request.division_code().empty() ? call.principal.division_prefix : request.division_code();
  const absl::CivilDay today = runtime::DayOf(call.now);
  runtime::FieldChecks checks;
  runtime::CheckStoredDivisionFilter("division_code", request.division_code(), checks);
  LAOWU_RETURN_IF_ERROR(checks.status());
  LAOWU_RETURN_IF_ERROR(
      runtime::RequireStoredDivision(call.principal, "division_code", prefix, today));
  LAOWU_ASSIGN_OR_RETURN(const int page_size,
                         runtime::PageSize(request.page_size(), runtime::limits::kPageSizeDefault,
                                           runtime::limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, runtime::DecodePageToken(request));
  LAOWU_ASSIGN_OR_RETURN(const auto snapshot, store.TakeSnapshot());
  LAOWU_ASSIGN_OR_RETURN(auto ids, IdsAfter(*snapshot, by_division, runtime::DivisionPrefix(prefix),
                                            token.last_name(), page_size + 1));
  Response response;
  if (static_cast<int>(ids.size()) > page_size) {
    ids.pop_back();
    internal::v1::PageToken next;
    next.set_last_name(ids.back());
    response.set_next_page_token(runtime::EncodePageToken(request, std::move(next)));
  }
  for (const std::string& id : ids) {
    LAOWU_RETURN_IF_ERROR(add(*snapshot, id, &response));
  }
  if (ids.empty() && request.page_token().empty()) {
    LAOWU_RETURN_IF_ERROR(runtime::WhyNothingStored("division_code", prefix, today));
  }
  return response;
}

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_LIST_BY_DIVISION_H_

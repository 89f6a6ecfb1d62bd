#include "services/monitoring/partner_offices.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/division_code.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"

namespace laowu::monitoring {

absl::StatusOr<std::vector<std::string>> OfficeDivisions(const runtime::Channels& channels,
                                                         const runtime::CallContext& call) {
  std::vector<std::string> divisions;
  const auto stub = v1::VacancyService::NewStub(channels.To("vacancy"));
  v1::ListOfficesRequest request;
  request.set_page_size(runtime::limits::kPageSizeMost);
  do {
    grpc::ClientContext context;
    channels.AsService(&context, call.deadline);
    v1::ListOfficesResponse response;
    const grpc::Status status = stub->ListOffices(&context, request, &response);
    if (!status.ok()) return runtime::PeerStatus("vacancy", runtime::FromGrpc(status));
    for (const auto& office : response.offices()) divisions.push_back(office.division_code());
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return divisions;
}

int CountOffices(absl::Span<const std::string> office_divisions, absl::string_view destination) {
  const absl::string_view prefix = runtime::DivisionPrefix(destination);
  return static_cast<int>(
      std::count_if(office_divisions.begin(), office_divisions.end(),
                    [&](const std::string& code) { return absl::StartsWith(code, prefix); }));
}

}  // namespace laowu::monitoring

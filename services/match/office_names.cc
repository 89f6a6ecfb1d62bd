#include "services/match/office_names.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/time/clock.h"
#include "laowu/v1/vacancy_service.grpc.pb.h"
#include "services/runtime/limits.h"

namespace laowu::match {

void FillOfficeNames(const runtime::Channels& channels, const runtime::CallContext& call,
                     v1::Facet* facet) {
  absl::flat_hash_map<std::string, v1::FacetCount*> unnamed;
  for (v1::FacetCount& count : *facet->mutable_counts()) unnamed[count.value()] = &count;
  const absl::Time until = std::min(call.deadline, absl::Now() + kOfficeNamesWait);
  const auto stub = v1::VacancyService::NewStub(channels.To("vacancy"));
  v1::ListOfficesRequest request;
  request.set_page_size(runtime::limits::kPageSizeMost);
  while (!unnamed.empty()) {
    grpc::ClientContext context;
    channels.AsService(&context, until);
    v1::ListOfficesResponse response;
    if (!stub->ListOffices(&context, request, &response).ok()) return;
    for (const v1::Office& office : response.offices()) {
      const auto found = unnamed.find(office.name());
      if (found == unnamed.end()) continue;
      found->second->set_display_name(office.display_name());
      unnamed.erase(found);
    }
    if (response.next_page_token().empty()) return;
    request.set_page_token(response.next_page_token());
  }
}

}  // namespace laowu::match

#ifndef LAOWU_SERVICES_CLI_PAGING_H_
#define LAOWU_SERVICES_CLI_PAGING_H_

// Lists: all of it, unless a page is asked for. A page says on standard error how to go on, so that
// nobody takes it for the whole.

#include <CLI/CLI.hpp>
#include <string>
#include <utility>

#include "services/cli/client.h"

namespace laowu::cli {

struct Paging {
  int page_size = 0;  // 0: everything
  std::string page_token;
};

// --count, how many are shown: refused out of 1 to 500, which the server would cut to 500 in
// silence.
CLI::Option* AddCount(CLI::App* command, int* count);

// --page-size and --page-token.
void AddPaging(CLI::App* command, Paging* paging);

// How many are shown, and how the next page is asked for; nothing after the last page.
void TellOfMore(const Paging& paging, int shown_count, const std::string& next_page_token);

// All pages as one answer, or the one page asked for; `call` answers the request of one.
template <typename Request, typename CallOne>
auto CallPages(Request request, const Paging& paging, const CallOne& call)
    -> decltype(call(request)) {
  if (paging.page_size == 0 && paging.page_token.empty()) {
    return AllPages(std::move(request), call);
  }
  request.set_page_size(paging.page_size);
  request.set_page_token(paging.page_token);
  return call(request);
}

// The same of a method.
template <typename Stub, typename Request, typename Response>
absl::StatusOr<Response> CallPages(Client& client,
                                   grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                const Request&, Response*),
                                   Request request, const Paging& paging) {
  return CallPages(std::move(request), paging,
                   [&client, method](const Request& one) { return client.Call(method, one); });
}

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_PAGING_H_

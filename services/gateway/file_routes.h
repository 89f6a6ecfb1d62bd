#ifndef LAOWU_SERVICES_GATEWAY_FILE_ROUTES_H_
#define LAOWU_SERVICES_GATEWAY_FILE_ROUTES_H_

// What does not fit one message: files in, receipts out.
//
//   POST /files?name=岗位.xlsx          the bytes as the body, or a form with one file; answers the
//                                       File as JSON
//   GET  /imports/{import}/receipt.csv  (or .xlsx)
//
// With the token in the header, as for every call. Bytes are passed on as they come: a piece is in
// memory, not the file.

#include <httplib.h>

#include <cstdint>
#include <functional>
#include <string>

#include "services/runtime/channels.h"

namespace laowu::gateway {

// Whether the request says that a body follows: without that, none may be waited for.
bool HasBody(const httplib::Request& request);

// The whole of the request's body, or false where it has more than `bytes_most`; read to its end
// all the same, since the connection's next request begins there.
bool ReadBody(const httplib::Request& request, const httplib::ContentReader& reader,
              int64_t bytes_most, std::string* body);

// `allowed` answers requests that may not be answered, and is then false. Both outlive the server.
void AddFileRoutes(httplib::Server& server, const runtime::Channels& channels,
                   std::function<bool(const httplib::Request&, httplib::Response&)> allowed);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_FILE_ROUTES_H_

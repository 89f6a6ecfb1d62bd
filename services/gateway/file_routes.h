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

#include <functional>

#include "services/runtime/channels.h"

namespace laowu::gateway {

// `allowed` answers requests that may not be answered, and is then false. Both outlive the server.
void AddFileRoutes(httplib::Server& server, const runtime::Channels& channels,
                   std::function<bool(const httplib::Request&, httplib::Response&)> allowed);

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_FILE_ROUTES_H_

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

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/runtime/channels.h"

namespace laowu::gateway {

// Whether the caller may call a method; OK, or why not.
using Admission = std::function<absl::Status(const httplib::Request&, absl::string_view method)>;

// Who may not call is told so before a body is read. What `channels` and `admission` hold outlives
// the server.
void AddFileRoutes(httplib::Server& server, const runtime::Channels& channels, Admission admission);

// INVALID_ARGUMENT, which over HTTP is 413 here: a file of more than 200 MB.
absl::Status FileTooLong();

}  // namespace laowu::gateway

#endif  // LAOWU_SERVICES_GATEWAY_FILE_ROUTES_H_

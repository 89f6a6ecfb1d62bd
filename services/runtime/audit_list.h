#ifndef LAOWU_SERVICES_RUNTIME_AUDIT_LIST_H_
#define LAOWU_SERVICES_RUNTIME_AUDIT_LIST_H_

// What the audit of some stores tells, as one list by the time of the call: of stores that are open
// (ReadAuditPage), and of those that lie in a folder (ReadAuditOf). It reads, and leaves records
// and chain as they are. Nothing of a person is told but names of resources, and purposes as they
// were typed.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/admin_service.pb.h"
#include "storage/store.h"

namespace laowu::runtime {

// Which records are told; what is empty takes all.
struct AuditFilter {
  std::string resource;   // it, or one below it, is among those that the record names
  std::string principal;  // on whose account
  std::string method;     // the whole name, or the end of it: "DeleteWorker"
  absl::Time since = absl::InfinitePast();  // of the call, whole milliseconds
  absl::Time before = absl::InfiniteFuture();
};

// What the request asks for; INVALID_ARGUMENT naming each field that cannot be meant, so that a
// mistyped method or name is not answered with nothing.
absl::StatusOr<AuditFilter> AuditFilterOf(const v1::ListAuditRecordsRequest& request);

// A record of the table audit as the API tells it, or nullopt if the filter does not take it.
// DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<v1::AuditRecord>> ToAuditRecord(absl::string_view role,
                                                             const storage::Record& record,
                                                             const AuditFilter& filter);

// Keys of the times asked for, up to `end_key`.
storage::KeyRange AuditRange(const AuditFilter& filter, const std::string& end_key);

struct AuditSource {
  std::string role;
  const storage::Reader* reader = nullptr;
};

struct AuditPage {
  std::vector<v1::AuditRecord> records;
  std::string last_key;  // of the last one looked at; empty: all of the range were
};

// Those of all sources within `range`, the oldest first, at most `page_size`; looks at no more than
// limits::kAuditLook. DEADLINE_EXCEEDED once `cancelled`; errors of the stores.
absl::StatusOr<AuditPage> ReadAuditPage(const std::vector<AuditSource>& sources,
                                        const AuditFilter& filter, storage::KeyRange range,
                                        int page_size, const std::function<bool()>& cancelled);

// All of the stores in `folder`, a data folder that no process has open, the oldest first: what is
// left of a server that does not run any more. Reads the stores as a whole, as VerifyFolders does.
// NOT_FOUND: no stores lie there. FAILED_PRECONDITION: a process has one open. DATA_LOSS: one is
// damaged; what could be read is in *told all the same, and that of the others.
absl::Status ReadAuditOf(const std::string& folder, const AuditFilter& filter,
                         v1::ListAuditRecordsResponse* told);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_AUDIT_LIST_H_

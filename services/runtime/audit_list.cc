#include "services/runtime/audit_list.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "laowu/internal/v1/stored.pb.h"
#include "services/runtime/access.h"
#include "services/runtime/data_folder.h"
#include "services/runtime/digest.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/rocksdb_verify.h"
#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

using storage::Record;
using storage::Table;

// Records may name hundreds of resources each: few at a time.
constexpr int kChunk = 200;

bool IsOrIsBelow(absl::string_view name, absl::string_view resource) {
  return name == resource ||
         (absl::StartsWith(name, resource) && name.substr(resource.size()).front() == '/');
}

// "workers/w": a collection and an id at the least, as names are written.
bool IsNameOfResource(absl::string_view name) {
  constexpr size_t kMostBytes = 200;
  return name.size() <= kMostBytes && absl::StrContains(name, '/') &&
         !absl::StrContains(name, "//") && !absl::StartsWith(name, "/") &&
         !absl::EndsWith(name, "/") && std::all_of(name.begin(), name.end(), [](char c) {
           return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '/';
         });
}

// The whole name, or the end of it: "DeleteWorker", "WorkerService/DeleteWorker".
bool IsOfMethod(absl::string_view whole, absl::string_view asked) {
  if (!absl::EndsWith(whole, asked)) return false;
  const absl::string_view before = whole.substr(0, whole.size() - asked.size());
  return before.empty() || before.back() == '/' || before.back() == '.';
}

// What a role does by itself is no method of the API: "placement/sweep".
bool IsOwnWork(absl::string_view method) {
  return std::count(method.begin(), method.end(), '/') == 1 && !absl::StartsWith(method, "/") &&
         !absl::EndsWith(method, "/") && method.size() <= 63 &&
         std::all_of(method.begin(), method.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) || c == '-' || c == '/';
         });
}

void CheckMethod(absl::string_view method, FieldChecks& checks) {
  const auto& table = AccessTable();
  const bool is_known = method.empty() || IsOwnWork(method) ||
                        std::any_of(table.begin(), table.end(), [&](const MethodAccess& row) {
                          return IsOfMethod(row.method, method);
                        });
  if (is_known) return;
  checks.Violate("method",
                 "没有这个方法，全部方法见 laowu call --list / is no method such as DeleteWorker; "
                 "laowu call --list has them");
}

// One source, record after record.
class Cursor {
 public:
  Cursor(AuditSource source, storage::KeyRange range)
      : source_(std::move(source)), range_(std::move(range)) {}

  // The next record; nullptr after the last one. Valid until Pop().
  absl::StatusOr<const Record*> Peek() {
    if (next_ == chunk_.size() && !was_last_) {
      LAOWU_ASSIGN_OR_RETURN(chunk_, source_.reader->Scan(Table::kAudit, range_, kChunk));
      next_ = 0;
      was_last_ = static_cast<int>(chunk_.size()) < kChunk;
      if (!chunk_.empty()) range_ = storage::ContinueAfter(range_, chunk_.back().key);
    }
    return next_ < chunk_.size() ? &chunk_[next_] : nullptr;
  }
  void Pop() { ++next_; }
  const std::string& role() const { return source_.role; }

 private:
  AuditSource source_;
  storage::KeyRange range_;  // what is left to be read
  std::vector<Record> chunk_;
  size_t next_ = 0;
  bool was_last_ = false;
};

// The one whose next record is the oldest; nullptr if none has one.
absl::StatusOr<Cursor*> Oldest(std::vector<Cursor>& cursors) {
  Cursor* oldest = nullptr;
  const Record* its = nullptr;
  for (Cursor& cursor : cursors) {
    LAOWU_ASSIGN_OR_RETURN(const Record* const record, cursor.Peek());
    if (record == nullptr || (its != nullptr && its->key <= record->key)) continue;
    oldest = &cursor;
    its = record;
  }
  return oldest;
}

}  // namespace

absl::StatusOr<AuditFilter> AuditFilterOf(const v1::ListAuditRecordsRequest& request) {
  FieldChecks checks;
  if (!request.resource().empty() && !IsNameOfResource(request.resource())) {
    checks.Violate("resource",
                   "不是资源名称，例如 workers/… / is no name of a resource such as workers/…");
  }
  if (!request.principal().empty()) checks.Id("principal", request.principal());
  CheckMethod(request.method(), checks);
  checks.Instant("called_since_time", request.called_since_time());
  checks.Instant("called_before_time", request.called_before_time());
  AuditFilter filter;
  filter.resource = request.resource();
  filter.principal = request.principal();
  filter.method = request.method();
  if (request.has_called_since_time()) filter.since = ToTime(request.called_since_time());
  if (request.has_called_before_time()) filter.before = ToTime(request.called_before_time());
  if (filter.before <= filter.since) {
    checks.Violate("called_before_time",
                   "须晚于 called_since_time / must be later than called_since_time");
  }
  LAOWU_RETURN_IF_ERROR(checks.status());
  return filter;
}

absl::StatusOr<std::optional<v1::AuditRecord>> ToAuditRecord(absl::string_view role,
                                                             const Record& record,
                                                             const AuditFilter& filter) {
  std::string id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &id));
  const auto time = TimeOfId(id);
  if (!time.has_value()) return absl::DataLossError("the key of an audit record has no time");
  internal::v1::AuditRecord stored;
  LAOWU_RETURN_IF_ERROR(ParseStored(record, "audit", &stored));
  v1::AuditRecord told;
  for (const std::string& resource : stored.resources()) {
    if (told.resources_size() == limits::kAuditResources) break;
    if (filter.resource.empty() || IsOrIsBelow(resource, filter.resource)) {
      told.add_resources(resource);
    }
  }
  const bool is_via_service = !stored.on_behalf_of().empty();
  const std::string& principal = is_via_service ? stored.on_behalf_of() : stored.principal();
  const bool is_asked_for = (filter.resource.empty() || told.resources_size() > 0) &&
                            (filter.principal.empty() || filter.principal == principal) &&
                            (filter.method.empty() || IsOfMethod(stored.method(), filter.method));
  if (!is_asked_for) return std::optional<v1::AuditRecord>();
  told.set_role(std::string(role));
  told.set_sequence(record.version);
  *told.mutable_call_time() = ToTimestamp(*time);
  told.set_principal(principal);
  told.set_via_service(is_via_service);
  told.set_method(stored.method());
  told.set_resource_count(stored.resources_size());
  *told.mutable_fields() = stored.fields();
  told.set_purpose(stored.purpose());
  told.set_request_id(stored.request_id());
  return std::optional<v1::AuditRecord>(std::move(told));
}

storage::KeyRange AuditRange(const AuditFilter& filter, const std::string& end_key) {
  storage::KeyRange range;
  if (filter.since != absl::InfinitePast()) range.begin = FirstIdOf(filter.since);
  range.end = end_key;
  if (filter.before != absl::InfiniteFuture()) {
    std::string before = FirstIdOf(filter.before);
    if (end_key.empty() || before < end_key) range.end = std::move(before);
  }
  return range;
}

absl::StatusOr<AuditPage> ReadAuditPage(const std::vector<AuditSource>& sources,
                                        const AuditFilter& filter, storage::KeyRange range,
                                        int page_size, const std::function<bool()>& cancelled) {
  AuditPage page;
  if (!range.end.empty() && range.end <= range.begin) return page;  // of a time to come
  std::vector<Cursor> cursors;
  for (const AuditSource& source : sources) cursors.emplace_back(source, range);
  for (int look_count = 0;; ++look_count) {
    LAOWU_ASSIGN_OR_RETURN(Cursor* const oldest, Oldest(cursors));
    if (oldest == nullptr) break;
    if (look_count == limits::kAuditLook || static_cast<int>(page.records.size()) == page_size) {
      return page;
    }
    if (look_count % kChunk == 0 && cancelled()) {
      return absl::DeadlineExceededError("the call's time is over");
    }
    LAOWU_ASSIGN_OR_RETURN(const Record* const record, oldest->Peek());
    LAOWU_ASSIGN_OR_RETURN(auto told, ToAuditRecord(oldest->role(), *record, filter));
    if (told.has_value()) page.records.push_back(*std::move(told));
    page.last_key = record->key;
    oldest->Pop();
  }
  page.last_key.clear();
  return page;
}

absl::Status ReadAuditOf(const std::string& folder, const AuditFilter& filter,
                         v1::ListAuditRecordsResponse* told) {
  LAOWU_ASSIGN_OR_RETURN(const std::vector<std::string> roles, HeldStores(folder));
  if (roles.empty()) {
    return absl::NotFoundError(absl::StrCat("no stores lie in ", folder, " 该目录没有数据"));
  }
  const std::string path = std::filesystem::absolute(folder).lexically_normal().string();
  const storage::KeyRange range = AuditRange(filter, "");
  std::vector<std::pair<std::string, v1::AuditRecord>> found;  // by key
  absl::Status first = CheckHeldStores(folder, roles);
  for (const std::string& role : roles) {
    const auto see = [&](Table table, const Record& record) {
      if (table != Table::kAudit || record.key < range.begin) return;
      if (!range.end.empty() && record.key >= range.end) return;
      auto one = ToAuditRecord(role, record, filter);
      first.Update(one.status());
      if (one.ok() && one->has_value()) found.emplace_back(record.key, **std::move(one));
    };
    first.Update(storage::VerifyStore(absl::StrCat(path, "/", role), role, see).status());
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [key, record] : found) *told->add_audit_records() = std::move(record);
  return first;
}

}  // namespace laowu::runtime

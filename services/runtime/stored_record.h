#ifndef LAOWU_SERVICES_RUNTIME_STORED_RECORD_H_
#define LAOWU_SERVICES_RUNTIME_STORED_RECORD_H_

// Reading stored messages: one by key, or a page of a range. For the *_records and *_service files
// of roles.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/runtime/limits.h"
#include "services/runtime/page_token.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"
#include "storage/store.h"

namespace laowu::runtime {

template <typename Stored>
struct Loaded {
  Stored stored;
  storage::Sequence version = storage::kAbsent;
  absl::Time record_time;
};

// What a batch must require to write over `old`.
template <typename Stored>
storage::Sequence VersionOf(const std::optional<Loaded<Stored>>& old) {
  return old.has_value() ? old->version : storage::kAbsent;
}

// No value: there is none. DATA_LOSS: it cannot be read.
template <typename Stored>
absl::StatusOr<std::optional<Loaded<Stored>>> LoadRecord(const storage::Reader& reader,
                                                         storage::Table table,
                                                         const std::string& key) {
  LAOWU_ASSIGN_OR_RETURN(auto record, reader.Get(table, key));
  if (!record.has_value()) return std::optional<Loaded<Stored>>();
  Loaded<Stored> loaded;
  LAOWU_RETURN_IF_ERROR(ParseStored(*record, storage::FindTable(table)->name, &loaded.stored));
  loaded.version = record->version;
  loaded.record_time = record->record_time;
  return std::optional<Loaded<Stored>>(std::move(loaded));
}

// One page of a table's range for a List request (fields page_size, page_token), each record
// through `convert` (const storage::Record& → absl::StatusOr<Message>). Sets *next_page_token if
// there is more. Pages never repeat or skip a record that did not change: a page begins after the
// last key.
template <typename Message, typename Request, typename Convert>
absl::StatusOr<std::vector<Message>> ReadPage(const storage::Reader& reader, storage::Table table,
                                              storage::KeyRange range, const Request& request,
                                              std::string* next_page_token, Convert convert) {
  LAOWU_ASSIGN_OR_RETURN(
      const int page_size,
      PageSize(request.page_size(), limits::kPageSizeDefault, limits::kPageSizeMost));
  LAOWU_ASSIGN_OR_RETURN(const auto token, DecodePageToken(request));
  LAOWU_ASSIGN_OR_RETURN(range, RestOfRange(std::move(range), token));
  LAOWU_ASSIGN_OR_RETURN(const auto records, reader.Scan(table, range, page_size + 1));
  std::vector<Message> out;
  for (const storage::Record& record : records) {
    if (static_cast<int>(out.size()) == page_size) {
      internal::v1::PageToken next;
      next.set_last_key(records[records.size() - 2].key);
      *next_page_token = EncodePageToken(request, std::move(next));
      break;
    }
    LAOWU_ASSIGN_OR_RETURN(Message message, convert(record));
    out.push_back(std::move(message));
  }
  return out;
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_STORED_RECORD_H_

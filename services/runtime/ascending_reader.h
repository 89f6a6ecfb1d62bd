#ifndef LAOWU_SERVICES_RUNTIME_ASCENDING_READER_H_
#define LAOWU_SERVICES_RUNTIME_ASCENDING_READER_H_

// For who walks one table and looks up, record by record, what stands in other tables under keys in
// the same order: the looked-up tables are read a page at a time, not a seek a record. Any order of
// keys gives right answers; ascending ones are quick.
//
// What a page holds is as old as the page. So only for reads that need not see the newest: the
// first state of a watch, whose later changes are sent again.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/store.h"

namespace laowu::runtime {

// Not thread-safe. `reader` outlives it.
class AscendingReader final : public storage::Reader {
 public:
  explicit AscendingReader(const storage::Reader& reader) : reader_(reader) {}

  absl::StatusOr<std::optional<storage::Record>> Get(storage::Table table,
                                                     absl::string_view key) const override;
  absl::StatusOr<std::vector<storage::Record>> Scan(storage::Table table,
                                                    const storage::KeyRange& range,
                                                    int limit) const override;

 private:
  // All records with keys in [begin, end); an empty end: to the table's last.
  struct Page {
    std::string begin;
    std::string end;
    std::vector<storage::Record> records;
    bool Holds(absl::string_view key) const;
    bool HoldsUpTo(absl::string_view range_end) const;
  };
  // The page that holds `key`, read anew from there if the one at hand does not.
  absl::StatusOr<const Page*> PageAt(storage::Table table, absl::string_view key) const;
  absl::Status Read(storage::Table table, absl::string_view key, Page& page) const;

  const storage::Reader& reader_;
  mutable std::map<storage::Table, Page> pages_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ASCENDING_READER_H_

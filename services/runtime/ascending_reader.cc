#include "services/runtime/ascending_reader.h"

#include <algorithm>
#include <string>

#include "storage/status_macros.h"

namespace laowu::runtime {
namespace {

constexpr int kPageRecords = 500;

auto LowerBound(const std::vector<storage::Record>& records, absl::string_view key) {
  return std::lower_bound(
      records.begin(), records.end(), key,
      [](const storage::Record& record, absl::string_view k) { return record.key < k; });
}

}  // namespace

bool AscendingReader::Page::Holds(absl::string_view key) const {
  return key >= begin && (end.empty() || key < end);
}

bool AscendingReader::Page::HoldsUpTo(absl::string_view range_end) const {
  return end.empty() || (!range_end.empty() && range_end <= end);
}

absl::Status AscendingReader::Read(storage::Table table, absl::string_view key, Page& page) const {
  LAOWU_ASSIGN_OR_RETURN(page.records, reader_.Scan(table, {std::string(key), ""}, kPageRecords));
  page.begin = std::string(key);
  // Just behind the last one read.
  page.end = static_cast<int>(page.records.size()) < kPageRecords
                 ? ""
                 : page.records.back().key + std::string(1, '\0');
  return absl::OkStatus();
}

absl::StatusOr<const AscendingReader::Page*> AscendingReader::PageAt(storage::Table table,
                                                                     absl::string_view key) const {
  const auto [it, is_new] = pages_.try_emplace(table);
  if (is_new || !it->second.Holds(key)) LAOWU_RETURN_IF_ERROR(Read(table, key, it->second));
  return &it->second;
}

absl::StatusOr<std::optional<storage::Record>> AscendingReader::Get(storage::Table table,
                                                                    absl::string_view key) const {
  LAOWU_ASSIGN_OR_RETURN(const Page* const page, PageAt(table, key));
  const auto it = LowerBound(page->records, key);
  if (it == page->records.end() || it->key != key) return std::optional<storage::Record>();
  return std::optional<storage::Record>(*it);
}

absl::StatusOr<std::vector<storage::Record>> AscendingReader::Scan(storage::Table table,
                                                                   const storage::KeyRange& range,
                                                                   int limit) const {
  LAOWU_ASSIGN_OR_RETURN(const Page* page, PageAt(table, range.begin));
  if (!page->HoldsUpTo(range.end) && page->begin != range.begin) {
    LAOWU_RETURN_IF_ERROR(Read(table, range.begin, pages_[table]));
  }
  if (!page->HoldsUpTo(range.end)) return reader_.Scan(table, range, limit);
  std::vector<storage::Record> out;
  for (auto it = LowerBound(page->records, range.begin);
       it != page->records.end() && static_cast<int>(out.size()) < limit; ++it) {
    if (!range.end.empty() && it->key >= range.end) break;
    out.push_back(*it);
  }
  return out;
}

}  // namespace laowu::runtime

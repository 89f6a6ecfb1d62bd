#include "intake/file/ole_file.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "intake/file/little_endian.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kHeaderBytes = 512;
constexpr std::size_t kEntryBytes = 128;
constexpr std::size_t kWindowBytes = 64 * 1024;
constexpr std::size_t kEntriesMax = 10'000;
constexpr std::uint32_t kLastSector = 0xFFFFFFFA;  // from here on: end of chain, free, table

absl::Status Damaged() {
  return absl::DataLossError(
      "Excel 文件已损坏或不完整，请打开后另存为 .xlsx 再上传 / the Excel file is damaged or was "
      "cut "
      "short; open it, save it again as .xlsx and send that");
}

}  // namespace

absl::StatusOr<std::unique_ptr<OleFile>> OleFile::Open(const FileBytes& file) {
  std::unique_ptr<OleFile> ole(new OleFile(file));
  LAOWU_RETURN_IF_ERROR(ole->Start());
  return ole;
}

absl::Status OleFile::Start() {
  LAOWU_ASSIGN_OR_RETURN(const std::string header, file_.First(kHeaderBytes));
  if (header.size() < kHeaderBytes) return Damaged();
  const std::uint32_t shift = Little16(header, 30);
  const std::uint32_t small_shift = Little16(header, 32);
  if ((shift != 9 && shift != 12) || small_shift != 6) return Damaged();
  sector_bytes_ = std::int64_t{1} << shift;
  small_below_bytes_ = Little32(header, 56);
  LAOWU_RETURN_IF_ERROR(LoadTable(header));
  LAOWU_RETURN_IF_ERROR(LoadDirectory(Little32(header, 48)));
  const auto chain = Chain(table_, Little32(header, 60), sector_bytes_, file_.size());
  LAOWU_ASSIGN_OR_RETURN(const std::string small, ReadSectors(chain));
  for (std::size_t at = 0; at + 4 <= small.size(); at += 4) {
    small_table_.push_back(Little32(small, at));
  }
  small_sectors_ = Chain(table_, root_.first_sector, sector_bytes_, root_.size);
  return absl::OkStatus();
}

absl::Status OleFile::LoadTable(absl::string_view header) {
  constexpr std::size_t kInHeader = 109;
  const auto sectors_max = static_cast<std::size_t>(file_.size() / sector_bytes_ + 1);
  std::vector<std::uint32_t> table_sectors;
  for (std::size_t i = 0; i < kInHeader; ++i) {
    const std::uint32_t sector = Little32(header, 76 + i * 4);
    if (sector < kLastSector) table_sectors.push_back(sector);
  }
  std::uint32_t next = Little32(header, 68);
  for (std::size_t read = 0; next < kLastSector && read < sectors_max; ++read) {
    LAOWU_ASSIGN_OR_RETURN(const std::string more, ReadSectors({next}));
    if (more.size() < 8) break;
    for (std::size_t at = 0; at + 8 <= more.size(); at += 4) {
      const std::uint32_t sector = Little32(more, at);
      if (sector < kLastSector) table_sectors.push_back(sector);
    }
    next = Little32(more, more.size() - 4);
    if (table_sectors.size() > sectors_max) return Damaged();
  }
  // More table than a file of this size needs is none.
  const auto in_one = static_cast<std::size_t>(sector_bytes_ / 4);
  if (table_sectors.size() > 2 * sectors_max / in_one + kInHeader) return Damaged();
  LAOWU_ASSIGN_OR_RETURN(const std::string table, ReadSectors(table_sectors));
  table_.reserve(table.size() / 4);
  for (std::size_t at = 0; at + 4 <= table.size(); at += 4) table_.push_back(Little32(table, at));
  return absl::OkStatus();
}

absl::Status OleFile::LoadDirectory(std::uint32_t first_sector) {
  const auto chain = Chain(table_, first_sector, sector_bytes_,
                           static_cast<std::int64_t>(kEntriesMax * kEntryBytes));
  LAOWU_ASSIGN_OR_RETURN(const std::string directory, ReadSectors(chain));
  for (std::size_t at = 0; at + kEntryBytes <= directory.size(); at += kEntryBytes) {
    TakeEntry(absl::string_view(directory).substr(at, kEntryBytes));
  }
  return entries_.empty() ? Damaged() : absl::OkStatus();
}

void OleFile::TakeEntry(absl::string_view entry) {
  constexpr unsigned char kStream = 2;
  constexpr unsigned char kRoot = 5;
  const auto type = static_cast<unsigned char>(entry[66]);
  Entry found;
  found.first_sector = Little32(entry, 116);
  found.size = std::min<std::int64_t>(Little32(entry, 120), file_.size());
  if (type == kRoot) root_ = found;
  if (type != kStream) return;
  std::string name;
  const std::size_t name_bytes = std::min<std::size_t>(Little16(entry, 64), 64);
  for (std::size_t at = 0; at + 2 < name_bytes; at += 2) {
    const std::uint32_t unit = Little16(entry, at);
    name.push_back(unit < 0x80 ? static_cast<char>(unit) : '?');
  }
  names_.push_back(std::move(name));
  entries_.push_back(found);
}

std::vector<std::uint32_t> OleFile::Chain(const std::vector<std::uint32_t>& table,
                                          std::uint32_t first, std::int64_t sector_bytes,
                                          std::int64_t byte_count) const {
  std::vector<std::uint32_t> chain;
  const std::int64_t count = (byte_count + sector_bytes - 1) / sector_bytes;
  while (first < table.size() && static_cast<std::int64_t>(chain.size()) < count) {
    chain.push_back(first);
    first = table[first];
  }
  return chain;
}

absl::StatusOr<std::string> OleFile::ReadSectors(const std::vector<std::uint32_t>& sectors) const {
  std::string bytes;
  const auto size = static_cast<std::size_t>(sector_bytes_);
  for (std::uint32_t sector : sectors) {
    const std::size_t before = bytes.size();
    bytes.resize(before + size);
    LAOWU_ASSIGN_OR_RETURN(const std::size_t got,
                           file_.ReadAt((static_cast<std::int64_t>(sector) + 1) * sector_bytes_,
                                        bytes.data() + before, size));
    if (got == 0) {  // the last sector may be short; one that is not there is an end
      bytes.resize(before);
      break;
    }
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(before + got), bytes.end(), '\0');
  }
  return bytes;
}

bool OleFile::Has(absl::string_view name) const {
  return std::any_of(names_.begin(), names_.end(),
                     [&](const std::string& other) { return absl::EqualsIgnoreCase(name, other); });
}

absl::StatusOr<std::unique_ptr<OleStream>> OleFile::OpenStream(absl::string_view name) const {
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (!absl::EqualsIgnoreCase(names_[i], name)) continue;
    std::unique_ptr<OleStream> stream(new OleStream(*this));
    stream->size_ = entries_[i].size;
    stream->is_small_ = entries_[i].size < small_below_bytes_;
    stream->sectors_ =
        stream->is_small_
            ? Chain(small_table_, entries_[i].first_sector, small_sector_bytes_, stream->size_)
            : Chain(table_, entries_[i].first_sector, sector_bytes_, stream->size_);
    return stream;
  }
  return absl::NotFoundError("no such stream");
}

absl::Status OleStream::Load(std::int64_t offset) {
  const std::int64_t sector_bytes = is_small_ ? file_.small_sector_bytes_ : file_.sector_bytes_;
  std::size_t index = static_cast<std::size_t>(offset / sector_bytes);
  window_begin_ = static_cast<std::int64_t>(index) * sector_bytes;
  window_.clear();
  for (; index < sectors_.size() && window_.size() < kWindowBytes; ++index) {
    std::int64_t at = (static_cast<std::int64_t>(sectors_[index]) + 1) * sector_bytes;
    if (is_small_) {
      const std::int64_t in_stream = static_cast<std::int64_t>(sectors_[index]) * sector_bytes;
      const auto holder = static_cast<std::size_t>(in_stream / file_.sector_bytes_);
      if (holder >= file_.small_sectors_.size()) break;
      at = (static_cast<std::int64_t>(file_.small_sectors_[holder]) + 1) * file_.sector_bytes_ +
           in_stream % file_.sector_bytes_;
    }
    const std::size_t before = window_.size();
    window_.resize(before + static_cast<std::size_t>(sector_bytes));
    LAOWU_ASSIGN_OR_RETURN(
        const std::size_t got,
        file_.file_.ReadAt(at, window_.data() + before, static_cast<std::size_t>(sector_bytes)));
    window_.resize(before + got);
    if (got < static_cast<std::size_t>(sector_bytes)) break;
  }
  const std::int64_t left = std::max<std::int64_t>(0, size_ - window_begin_);
  if (static_cast<std::int64_t>(window_.size()) > left) {
    window_.resize(static_cast<std::size_t>(left));
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::string_view> OleStream::ReadAt(std::int64_t offset, std::size_t count) {
  if (offset < 0 || offset >= size_) return absl::string_view();
  const auto inside = [&] {
    return offset >= window_begin_ &&
           offset < window_begin_ + static_cast<std::int64_t>(window_.size());
  };
  if (!inside()) LAOWU_RETURN_IF_ERROR(Load(offset));
  if (!inside()) return absl::string_view();
  const absl::string_view found =
      absl::string_view(window_).substr(static_cast<std::size_t>(offset - window_begin_), count);
  if (found.size() == count) return found;
  // Over the window's edge.
  joined_.assign(found.data(), found.size());
  while (joined_.size() < count) {
    const std::int64_t at = offset + static_cast<std::int64_t>(joined_.size());
    LAOWU_RETURN_IF_ERROR(Load(at));
    if (at < window_begin_) break;
    const auto skip = static_cast<std::size_t>(at - window_begin_);
    if (skip >= window_.size()) break;
    const absl::string_view more = absl::string_view(window_).substr(skip, count - joined_.size());
    joined_.append(more.data(), more.size());
  }
  return absl::string_view(joined_);
}

}  // namespace laowu::intake

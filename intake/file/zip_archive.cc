#include "intake/file/zip_archive.h"

#include <zip.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/file/little_endian.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr absl::string_view kDamaged =
    "文件已损坏或不完整，请重新上传完好的文件 / the file is damaged or was cut short";
constexpr std::int64_t kDirectoryBytesMax = std::int64_t{16} << 20;

absl::Status CheckDirectorySize(std::int64_t part_count, std::int64_t byte_count,
                                const FileLimits& limits) {
  if (part_count >= 0 && part_count <= limits.max_zip_entry_count && byte_count >= 0 &&
      byte_count <= kDirectoryBytesMax) {
    return absl::OkStatus();
  }
  return absl::ResourceExhaustedError(
      absl::StrCat("压缩包里文件太多，不是工作簿 / the zip file has too many parts (over ",
                   limits.max_zip_entry_count, "): that is no workbook"));
}

// Before libzip reads the list of parts into memory: every place that may be its end must name a
// list of bearable size.
absl::Status CheckDirectories(const FileBytes& file, const FileLimits& limits) {
  constexpr std::int64_t kTail = 65'535 + 22 + 20;
  constexpr absl::string_view kEnd("PK\x05\x06", 4);
  const std::int64_t from = std::max<std::int64_t>(0, file.size() - kTail);
  std::string tail(static_cast<std::size_t>(file.size() - from), '\0');
  LAOWU_ASSIGN_OR_RETURN(const std::size_t got, file.ReadAt(from, tail.data(), tail.size()));
  tail.resize(got);
  const absl::string_view end(tail);
  for (std::size_t at = end.find(kEnd); at != absl::string_view::npos;
       at = end.find(kEnd, at + 1)) {
    const std::int64_t parts = static_cast<std::int64_t>(LittleNumber(end, at + 10, 2));
    const std::int64_t bytes = static_cast<std::int64_t>(LittleNumber(end, at + 12, 4));
    constexpr std::int64_t kInWideRecord16 = 0xFFFF;
    constexpr std::int64_t kInWideRecord32 = 0xFFFFFFFF;
    if (at >= 20 && end.substr(at - 20, 4) == "PK\x06\x07") {
      std::string wide(56, '\0');
      const std::int64_t wide_at = static_cast<std::int64_t>(LittleNumber(end, at - 20 + 8, 8));
      LAOWU_RETURN_IF_ERROR(file.ReadAt(wide_at, wide.data(), wide.size()).status());
      LAOWU_RETURN_IF_ERROR(CheckDirectorySize(static_cast<std::int64_t>(LittleNumber(wide, 32, 8)),
                                               static_cast<std::int64_t>(LittleNumber(wide, 40, 8)),
                                               limits));
      if (parts == kInWideRecord16 || bytes == kInWideRecord32) continue;
    }
    LAOWU_RETURN_IF_ERROR(CheckDirectorySize(parts, bytes, limits));
  }
  return absl::OkStatus();
}

// libzip's source over FileBytes.
struct Source {
  const FileBytes* file;
  std::int64_t offset = 0;
  zip_error_t error = {};
};

zip_int64_t SourceCall(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
  auto& source = *static_cast<Source*>(state);
  switch (command) {
    case ZIP_SOURCE_OPEN:
      source.offset = 0;
      return 0;
    case ZIP_SOURCE_READ: {
      const auto got = source.file->ReadAt(source.offset, static_cast<char*>(data), length);
      if (!got.ok()) {
        zip_error_set(&source.error, ZIP_ER_READ, 0);
        return -1;
      }
      source.offset += static_cast<std::int64_t>(*got);
      return static_cast<zip_int64_t>(*got);
    }
    case ZIP_SOURCE_SEEK: {
      const zip_int64_t to = zip_source_seek_compute_offset(
          static_cast<zip_uint64_t>(source.offset), static_cast<zip_uint64_t>(source.file->size()),
          data, length, &source.error);
      if (to < 0) return -1;
      source.offset = to;
      return 0;
    }
    case ZIP_SOURCE_TELL:
      return source.offset;
    case ZIP_SOURCE_STAT: {
      auto* const about = static_cast<zip_stat_t*>(data);
      zip_stat_init(about);
      about->size = static_cast<zip_uint64_t>(source.file->size());
      about->valid = ZIP_STAT_SIZE;
      return sizeof(*about);
    }
    case ZIP_SOURCE_ERROR:
      return zip_error_to_data(&source.error, data, length);
    case ZIP_SOURCE_SUPPORTS:
      return zip_source_make_command_bitmap(
          ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
          ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, -1);
    default:  // CLOSE, FREE: nothing is held
      return 0;
  }
}

class PartStream : public ByteStream {
 public:
  PartStream(zip_file_t* part, std::int64_t packed_bytes, std::int64_t stated_bytes,
             const FileLimits& limits)
      : part_(part), packed_bytes_(packed_bytes), stated_bytes_(stated_bytes), limits_(limits) {}
  ~PartStream() override { zip_fclose(part_); }
  PartStream(const PartStream&) = delete;
  PartStream& operator=(const PartStream&) = delete;

  absl::StatusOr<std::size_t> Read(char* to, std::size_t count) override {
    const zip_int64_t got = zip_fread(part_, to, count);
    if (got < 0) return absl::DataLossError(kDamaged);
    bytes_ += got;
    LAOWU_RETURN_IF_ERROR(CheckUnpacked(bytes_, packed_bytes_, limits_));
    return static_cast<std::size_t>(got);
  }
  double share() const override {
    return stated_bytes_ <= 0
               ? 0
               : std::min(1.0, static_cast<double>(bytes_) / static_cast<double>(stated_bytes_));
  }

 private:
  zip_file_t* const part_;
  const std::int64_t packed_bytes_;
  const std::int64_t stated_bytes_;
  const FileLimits limits_;
  std::int64_t bytes_ = 0;
};

}  // namespace

struct ZipArchive::Handle {
  Source source;
  zip_t* zip = nullptr;
  FileLimits limits;
};

ZipArchive::ZipArchive(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}

ZipArchive::~ZipArchive() {
  if (handle_->zip != nullptr) zip_discard(handle_->zip);
}

absl::StatusOr<std::unique_ptr<ZipArchive>> ZipArchive::Open(const FileBytes& file,
                                                             const FileLimits& limits) {
  LAOWU_RETURN_IF_ERROR(CheckDirectories(file, limits));
  auto handle = std::make_unique<Handle>();
  handle->source.file = &file;
  handle->limits = limits;
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* const source = zip_source_function_create(SourceCall, &handle->source, &error);
  if (source == nullptr)
    return absl::ResourceExhaustedError("内存不足，请稍后再试 / no memory for the zip file");
  handle->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
  zip_error_fini(&error);
  if (handle->zip == nullptr) {
    zip_source_free(source);
    return absl::DataLossError(absl::StrCat(kDamaged, "; send an undamaged copy of it"));
  }
  if (zip_get_num_entries(handle->zip, 0) > limits.max_zip_entry_count) {
    zip_discard(handle->zip);
    return CheckDirectorySize(limits.max_zip_entry_count + 1, 0, limits);
  }
  return std::unique_ptr<ZipArchive>(new ZipArchive(std::move(handle)));
}

std::int64_t ZipArchive::Locate(absl::string_view name) const {
  const zip_int64_t index = zip_name_locate(handle_->zip, std::string(name).c_str(), ZIP_FL_NOCASE);
  if (index >= 0) return index;
  // Some programs write the names of parts with the wrong slash.
  const std::string other = absl::StrReplaceAll(name, {{"/", "\\"}});
  return zip_name_locate(handle_->zip, other.c_str(), ZIP_FL_NOCASE);
}

bool ZipArchive::Has(absl::string_view name) const { return Locate(name) >= 0; }

absl::StatusOr<std::unique_ptr<ByteStream>> ZipArchive::OpenPart(absl::string_view name) const {
  const std::int64_t index = Locate(name);
  if (index < 0)
    return absl::NotFoundError(
        "文件已损坏，缺少一部分 / the file is damaged: a part of it is missing");
  zip_stat_t about;
  zip_stat_init(&about);
  zip_stat_index(handle_->zip, static_cast<zip_uint64_t>(index), 0, &about);
  if ((about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE) {
    return absl::InvalidArgumentError(
        "the file is protected by a password (文件有密码); remove it and send the file again");
  }
  zip_file_t* const part = zip_fopen_index(handle_->zip, static_cast<zip_uint64_t>(index), 0);
  if (part == nullptr) return absl::DataLossError(kDamaged);
  return std::make_unique<PartStream>(part, static_cast<std::int64_t>(about.comp_size),
                                      static_cast<std::int64_t>(about.size), handle_->limits);
}

}  // namespace laowu::intake

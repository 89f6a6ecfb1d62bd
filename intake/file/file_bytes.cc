#include "intake/file/file_bytes.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "intake/file/file_limits.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

double Share(std::int64_t part, std::int64_t whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
}

class PlainStream : public ByteStream {
 public:
  explicit PlainStream(const FileBytes& file) : file_(file) {}
  absl::StatusOr<std::size_t> Read(char* to, std::size_t count) override {
    LAOWU_ASSIGN_OR_RETURN(const std::size_t got, file_.ReadAt(offset_, to, count));
    offset_ += static_cast<std::int64_t>(got);
    return got;
  }
  double share() const override { return Share(offset_, file_.size()); }
  std::int64_t offset() const { return offset_; }

 private:
  const FileBytes& file_;
  std::int64_t offset_ = 0;
};

class GzipStream : public ByteStream {
 public:
  GzipStream(const FileBytes& file, const FileLimits& limits) : packed_(file), limits_(limits) {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    usable_ = inflateInit2(&zlib_, kGzipOnly) == Z_OK;
  }
  ~GzipStream() override {
    if (usable_) inflateEnd(&zlib_);
  }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  absl::StatusOr<std::size_t> Read(char* to, std::size_t count) override {
    LAOWU_ASSIGN_OR_RETURN(const std::size_t got, Unpack(to, count));
    unpacked_bytes_ += static_cast<std::int64_t>(got);
    LAOWU_RETURN_IF_ERROR(CheckUnpacked(unpacked_bytes_, packed_.offset(), limits_));
    return got;
  }
  double share() const override { return packed_.share(); }

 private:
  absl::StatusOr<std::size_t> Unpack(char* to, std::size_t count) {
    if (!usable_) return absl::InternalError("zlib cannot start");
    zlib_.next_out = reinterpret_cast<Bytef*>(to);
    zlib_.avail_out = static_cast<uInt>(count);
    while (zlib_.avail_out == count) {
      if (zlib_.avail_in == 0) {
        LAOWU_ASSIGN_OR_RETURN(const std::size_t got, packed_.Read(input_.data(), input_.size()));
        zlib_.next_in = reinterpret_cast<Bytef*>(input_.data());
        zlib_.avail_in = static_cast<uInt>(got);
        if (got == 0) {
          if (between_members_) return 0;
          return absl::DataLossError(
              "压缩文件不完整，请重新上传 / the gzip file ends in its middle: it was cut short; "
              "send an undamaged copy of it");
        }
      }
      if (between_members_) {
        inflateReset(&zlib_);
        between_members_ = false;
      }
      const int code = inflate(&zlib_, Z_NO_FLUSH);
      if (code == Z_STREAM_END) {
        between_members_ = true;
        some_member_ = true;
      } else if (code != Z_OK && code != Z_BUF_ERROR) {
        // What follows the last member (zeros of a tape, a signature) is not ours.
        if (some_member_ && zlib_.total_out == 0) return count - zlib_.avail_out;
        return absl::DataLossError(
            "压缩文件已损坏，请重新上传 / the gzip file is damaged; send an undamaged copy of it");
      }
    }
    return count - zlib_.avail_out;
  }

  PlainStream packed_;
  const FileLimits limits_;
  std::int64_t unpacked_bytes_ = 0;
  z_stream zlib_ = {};
  bool usable_ = false;
  bool between_members_ = false;
  bool some_member_ = false;
  std::array<char, 1 << 15> input_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<FileBytes>> FileBytes::Open(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return absl::NotFoundError(absl::StrCat("无法读取文件，请核对路径和权限 / cannot read ", path,
                                            ": is it there, and yours?"));
  }
  auto file = OfDescriptor(descriptor);
  if (!file.ok()) {
    close(descriptor);
    return absl::NotFoundError(absl::StrCat("cannot read ", path, ": ", file.status().message()));
  }
  (*file)->owned_ = true;
  return file;
}

absl::StatusOr<std::unique_ptr<FileBytes>> FileBytes::OfDescriptor(int descriptor) {
  struct stat about = {};
  if (fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode)) {
    return absl::InvalidArgumentError("这不是文件 / it is not a file");
  }
  std::unique_ptr<FileBytes> file(new FileBytes);
  file->descriptor_ = descriptor;
  file->size_ = about.st_size;
  return file;
}

std::unique_ptr<FileBytes> FileBytes::OfMemory(absl::string_view bytes) {
  std::unique_ptr<FileBytes> file(new FileBytes);
  file->memory_ = bytes;
  file->size_ = static_cast<std::int64_t>(bytes.size());
  return file;
}

FileBytes::~FileBytes() {
  if (owned_) close(descriptor_);
}

absl::StatusOr<std::size_t> FileBytes::ReadAt(std::int64_t offset, char* to,
                                              std::size_t count) const {
  if (offset < 0 || offset >= size_) return 0;
  count = std::min(count, static_cast<std::size_t>(size_ - offset));
  if (descriptor_ < 0) {
    std::memcpy(to, memory_.data() + offset, count);
    return count;
  }
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got =
        pread(descriptor_, to + done, count - done, offset + static_cast<std::int64_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      return absl::DataLossError(absl::StrCat("文件读不出 / cannot read the file at byte ",
                                              offset + static_cast<std::int64_t>(done), ": ",
                                              std::strerror(errno)));
    }
    if (got == 0) break;  // became shorter under our hands
    done += static_cast<std::size_t>(got);
  }
  return done;
}

absl::StatusOr<std::string> FileBytes::First(std::size_t count) const {
  std::string bytes(count, '\0');
  LAOWU_ASSIGN_OR_RETURN(const std::size_t got, ReadAt(0, bytes.data(), count));
  bytes.resize(got);
  return bytes;
}

absl::Status CheckUnpacked(std::int64_t byte_count, std::int64_t packed_byte_count,
                           const FileLimits& limits) {
  const bool is_bomb = byte_count > limits.pack_ratio_from_bytes &&
                       byte_count / limits.max_pack_ratio > packed_byte_count;
  if (byte_count <= limits.max_part_bytes && !is_bomb) return absl::OkStatus();
  return absl::ResourceExhaustedError(absl::StrCat(
      "压缩比异常，疑为压缩炸弹，已拒收；确是表格请存为 CSV，不要压缩 / a packed part of "
      "the file unpacks to more than ",
      is_bomb ? absl::StrCat(limits.max_pack_ratio, " times its size")
              : absl::StrCat(limits.max_part_bytes, " bytes"),
      ": it is refused as a zip bomb; if it is a real table, send it as CSV, not "
      "packed"));
}

std::unique_ptr<ByteStream> NewPlainStream(const FileBytes& file) {
  return std::make_unique<PlainStream>(file);
}

std::unique_ptr<ByteStream> NewGzipStream(const FileBytes& file, const FileLimits& limits) {
  return std::make_unique<GzipStream>(file, limits);
}

}  // namespace laowu::intake

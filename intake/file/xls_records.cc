#include "intake/file/xls_records.h"

#include <algorithm>
#include <cstring>

#include "intake/file/little_endian.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kHeaderBytes = 4;
constexpr std::size_t kCharactersMax = 32'767;

void AppendCodePoint(std::uint32_t code, std::string& to) {
  if (code < 0x80) {
    to.push_back(static_cast<char>(code));
  } else if (code < 0x800) {
    to.push_back(static_cast<char>(0xC0 | code >> 6));
    to.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else if (code < 0x10000) {
    to.push_back(static_cast<char>(0xE0 | code >> 12));
    to.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
    to.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  } else {
    to.push_back(static_cast<char>(0xF0 | code >> 18));
    to.push_back(static_cast<char>(0x80 | (code >> 12 & 0x3F)));
    to.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
    to.push_back(static_cast<char>(0x80 | (code & 0x3F)));
  }
}

// Bytes of a record and of those that continue it.
class Continued {
 public:
  Continued(absl::string_view first, XlsRecords& records) : data_(first), records_(records) {}

  // Bytes left in the present record; 0 only at the very end.
  absl::StatusOr<std::size_t> Left() {
    while (at_ >= data_.size()) {
      LAOWU_ASSIGN_OR_RETURN(const bool goes_on, records_.IsNext(biff::kContinue));
      if (!goes_on) return 0;
      XlsRecord record;
      LAOWU_ASSIGN_OR_RETURN(const bool is_whole, records_.Next(record));
      if (!is_whole) return 0;
      own_.assign(record.data.data(), record.data.size());
      data_ = own_;
      at_ = 0;
      crossed_ = true;
    }
    return data_.size() - at_;
  }

  // Up to `count` bytes from here, of the present record only.
  absl::string_view Take(std::size_t count) {
    const absl::string_view taken = data_.substr(at_, count);
    at_ += taken.size();
    return taken;
  }

  // Bytes that do not cross into a continuation in files that programs write; those that do are
  // joined.
  absl::StatusOr<std::uint32_t> Number(std::size_t count) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < count; ++i) {
      LAOWU_ASSIGN_OR_RETURN(const std::size_t left, Left());
      if (left == 0) return 0;
      number |= static_cast<std::uint32_t>(static_cast<unsigned char>(Take(1)[0])) << (8 * i);
    }
    return number;
  }

  absl::Status Skip(std::size_t count) {
    while (count > 0) {
      LAOWU_ASSIGN_OR_RETURN(const std::size_t left, Left());
      if (left == 0) return absl::OkStatus();
      count -= Take(std::min(left, count)).size();
    }
    return absl::OkStatus();
  }

  bool TestCrossed() {
    const bool crossed = crossed_;
    crossed_ = false;
    return crossed;
  }

 private:
  absl::string_view data_;
  std::size_t at_ = 0;
  XlsRecords& records_;
  std::string own_;
  bool crossed_ = false;
};

// One string of the table (MS-XLS 2.5.293). False at the end of the bytes.
absl::StatusOr<bool> ReadOne(Continued& bytes, std::string& text) {
  text.clear();
  LAOWU_ASSIGN_OR_RETURN(const std::size_t some, bytes.Left());
  if (some == 0) return false;
  LAOWU_ASSIGN_OR_RETURN(std::size_t characters, bytes.Number(2));
  LAOWU_ASSIGN_OR_RETURN(std::uint32_t flags, bytes.Number(1));
  std::size_t behind = 0;
  if ((flags & 8) != 0) {
    LAOWU_ASSIGN_OR_RETURN(const std::uint32_t runs, bytes.Number(2));
    behind += std::size_t{runs} * 4;
  }
  if ((flags & 4) != 0) {
    LAOWU_ASSIGN_OR_RETURN(const std::uint32_t phonetic, bytes.Number(4));
    behind += phonetic;
  }
  bytes.TestCrossed();
  while (characters > 0) {
    LAOWU_ASSIGN_OR_RETURN(std::size_t left, bytes.Left());
    if (left == 0) return true;  // cut: what is there
    if (bytes.TestCrossed()) {
      // Where characters go on in a continuation, it begins with their width anew.
      LAOWU_ASSIGN_OR_RETURN(flags, bytes.Number(1));
      --left;
    }
    const std::size_t width = (flags & 1) != 0 ? 2 : 1;
    const std::size_t whole = std::min(characters, left / width);
    if (whole == 0 && left > 0) {
      bytes.Take(left);  // half a character
      continue;
    }
    AppendUnits(bytes.Take(whole * width), width == 2, text);
    characters -= whole;
  }
  LAOWU_RETURN_IF_ERROR(bytes.Skip(behind));
  return true;
}

}  // namespace

absl::StatusOr<bool> XlsRecords::Next(XlsRecord& record) {
  LAOWU_ASSIGN_OR_RETURN(const absl::string_view header, stream_.ReadAt(offset_, kHeaderBytes));
  if (header.size() < kHeaderBytes) return false;
  record.type = Little16(header, 0);
  record.offset = offset_;
  const std::size_t length = Little16(header, 2);
  if (length == 0) {
    record.data = "";
  } else {
    LAOWU_ASSIGN_OR_RETURN(
        record.data, stream_.ReadAt(offset_ + static_cast<std::int64_t>(kHeaderBytes), length));
  }
  if (record.data.size() < length) return false;
  offset_ += static_cast<std::int64_t>(kHeaderBytes + length);
  return true;
}

absl::StatusOr<bool> XlsRecords::IsNext(std::uint32_t type) {
  LAOWU_ASSIGN_OR_RETURN(const absl::string_view header, stream_.ReadAt(offset_, kHeaderBytes));
  return header.size() == kHeaderBytes && Little16(header, 0) == type;
}

double XlsRecords::share() const {
  return stream_.size() == 0 ? 1.0
                             : static_cast<double>(offset_) / static_cast<double>(stream_.size());
}

std::string XlsTexts::Read(absl::string_view data, std::size_t at, std::size_t count_bytes) {
  const std::size_t count =
      std::min<std::size_t>(LittleNumber(data, at, count_bytes), kCharactersMax);
  at += count_bytes;
  std::string text;
  if (at >= data.size()) return text;
  if (!is_old_) {
    const bool is_wide = (data[at] & 1) != 0;
    AppendUnits(data.substr(at + 1, is_wide ? count * 2 : count), is_wide, text);
    return text;
  }
  const absl::string_view bytes = data.substr(at, count);
  if (IsAscii(bytes)) return std::string(bytes);
  constexpr std::uint32_t kUtf8Page = 65'001;
  if (converter_ == nullptr) {
    converter_ =
        std::make_unique<Converter>(code_page_ == kUtf8Page ? Encoding::kUtf8 : Encoding::kGb18030);
  }
  converter_->Convert(bytes, text);
  return text;
}

void AppendUnits(absl::string_view bytes, bool is_wide, std::string& to) {
  if (!is_wide) {
    for (char c : bytes) AppendCodePoint(static_cast<unsigned char>(c), to);
    return;
  }
  constexpr std::uint32_t kReplacement = 0xFFFD;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    std::uint32_t unit = Little16(bytes, at);
    if (unit >= 0xD800 && unit < 0xE000) {
      const std::uint32_t low = at + 3 < bytes.size() ? Little16(bytes, at + 2) : 0;
      const bool is_pair = unit < 0xDC00 && low >= 0xDC00 && low < 0xE000;
      unit = is_pair ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : kReplacement;
      if (is_pair) at += 2;
    }
    AppendCodePoint(unit, to);
  }
}

absl::Status ReadXlsStrings(const XlsRecord& first, XlsRecords& records, SharedStrings& strings) {
  const std::string own(first.data);
  Continued bytes(own, records);
  LAOWU_RETURN_IF_ERROR(bytes.Skip(4));
  LAOWU_ASSIGN_OR_RETURN(const std::uint32_t count, bytes.Number(4));
  std::string text;
  for (std::uint32_t i = 0; i < count; ++i) {
    LAOWU_ASSIGN_OR_RETURN(const bool found, ReadOne(bytes, text));
    if (!found) break;
    LAOWU_RETURN_IF_ERROR(strings.Add(text));
  }
  return absl::OkStatus();
}

double RkNumber(std::uint32_t packed) {
  double number = 0;
  if ((packed & 2) != 0) {
    number = static_cast<double>(static_cast<std::int32_t>(packed) >> 2);
  } else {
    const std::uint64_t bits = static_cast<std::uint64_t>(packed & ~3U) << 32;
    std::memcpy(&number, &bits, sizeof(number));
  }
  return (packed & 1) != 0 ? number / 100 : number;
}

}  // namespace laowu::intake

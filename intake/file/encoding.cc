#include "intake/file/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "intake/text/text.h"
#include "storage/status_macros.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kWindowBytes = 64 * 1024;
constexpr std::size_t kLongestCharacter = 4;
constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

// Bytes that fit neither a UTF-8 nor, respectively, a GB18030 sequence. The last three bytes of a
// window may be half a character and are not counted. `chinese`: characters of three bytes, which
// is what Chinese is in UTF-8, and what text of GB18030 hardly ever looks like.
int CountBadUtf8(absl::string_view bytes, int* chinese) {
  int bad = 0;
  while (!bytes.empty()) {
    const std::size_t length = Utf8SequenceLength(bytes);
    if (length == 0 && bytes.size() > 3) ++bad;
    if (length == 3) ++*chinese;
    bytes.remove_prefix(std::max<std::size_t>(1, length));
  }
  return bad;
}

std::size_t Gb18030SequenceLength(absl::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (bytes.empty()) return 0;
  if (at(0) < 0x80) return 1;
  if (at(0) == 0x80 || at(0) == 0xFF || bytes.size() < 2) return 0;
  if ((at(1) >= 0x40 && at(1) <= 0x7E) || (at(1) >= 0x80 && at(1) <= 0xFE)) return 2;
  if (bytes.size() >= 4 && at(1) >= 0x30 && at(1) <= 0x39 && at(2) >= 0x81 && at(2) <= 0xFE &&
      at(3) >= 0x30 && at(3) <= 0x39) {
    return 4;
  }
  return 0;
}

int CountBadGb18030(absl::string_view bytes) {
  int bad = 0;
  while (!bytes.empty()) {
    const std::size_t length = Gb18030SequenceLength(bytes);
    if (length == 0 && bytes.size() > 3) ++bad;
    bytes.remove_prefix(std::max<std::size_t>(1, length));
  }
  return bad;
}

// Digits, commas and line breaks have a zero as their other byte, and few characters (需) one as
// their lower. A single zero is damage.
Encoding GuessUtf16(absl::string_view bytes) {
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
  const std::size_t least = std::max<std::size_t>(1, bytes.size() / 16);
  if (zeros[1] > least && zeros[0] * 4 < zeros[1]) return Encoding::kUtf16Le;
  if (zeros[0] > least && zeros[1] * 4 < zeros[0]) return Encoding::kUtf16Be;
  return Encoding::kUndecided;
}

const char* IconvName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kGb18030:
      return "GB18030";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kUndecided:
    case Encoding::kUtf8:
      break;
  }
  return nullptr;
}

}  // namespace

absl::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kGb18030:
      return "GB18030";
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return "UTF-16";
    case Encoding::kUndecided:
    case Encoding::kUtf8:
      break;
  }
  return "UTF-8";
}

bool IsAscii(absl::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Encoding GuessEncoding(absl::string_view bytes) {
  if (absl::StartsWith(bytes, kUtf8Mark)) return Encoding::kUtf8;
  if (absl::StartsWith(bytes, "\xFF\xFE")) return Encoding::kUtf16Le;
  if (absl::StartsWith(bytes, "\xFE\xFF")) return Encoding::kUtf16Be;
  const Encoding wide = GuessUtf16(bytes);
  return wide != Encoding::kUndecided ? wide : GuessNarrowEncoding(bytes);
}

Encoding GuessNarrowEncoding(absl::string_view bytes) {
  if (IsAscii(bytes)) return Encoding::kUndecided;
  int chinese = 0;
  const int bad_utf8 = CountBadUtf8(bytes, &chinese);
  if (bad_utf8 == 0) return Encoding::kUtf8;
  // A broken byte or two in a UTF-8 file are likelier than GB18030 text that reads as good UTF-8:
  // nearly any bytes are good GB18030, so that being clean there says little.
  if (chinese > 2 * bad_utf8) return Encoding::kUtf8;
  return bad_utf8 < CountBadGb18030(bytes) ? Encoding::kUtf8 : Encoding::kGb18030;
}

Converter::Converter(Encoding from) : from_(from) {
  const char* const name = IconvName(from);
  if (name == nullptr) return;
  iconv_t opened = iconv_open("UTF-8", name);
  // POSIX defines the failure as this cast.
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  if (opened != reinterpret_cast<iconv_t>(-1)) handle_ = opened;
}

Converter::~Converter() {
  if (handle_ != nullptr) iconv_close(static_cast<iconv_t>(handle_));
}

std::size_t Converter::Convert(absl::string_view bytes, std::string& to) {
  if (IconvName(from_) == nullptr) {
    std::size_t at = 0;
    while (at < bytes.size()) {
      const std::size_t length = Utf8SequenceLength(bytes.substr(at));
      if (length == 0) break;
      at += length;
    }
    to.append(bytes.data(), at);
    return at;
  }
  if (handle_ == nullptr) return 0;
  const std::size_t before = to.size();
  to.resize(before + bytes.size() * 2 + kLongestCharacter);
  std::string input(bytes);  // iconv wants to write through its pointer's type, not the bytes
  char* read = input.data();
  char* write = to.data() + before;
  std::size_t read_left = input.size();
  std::size_t write_left = to.size() - before;
  iconv(static_cast<iconv_t>(handle_), nullptr, nullptr, nullptr, nullptr);
  iconv(static_cast<iconv_t>(handle_), &read, &read_left, &write, &write_left);
  to.resize(to.size() - write_left);
  return bytes.size() - read_left;
}

Utf8Stream::Utf8Stream(std::unique_ptr<ByteStream> from) : from_(std::move(from)) {}

absl::Status Utf8Stream::Fill() {
  text_.clear();
  begin_ = 0;
  while (text_.empty() && !(ended_ && raw_.empty())) {
    while (!ended_ && raw_.size() < kWindowBytes) {
      const std::size_t old = raw_.size();
      raw_.resize(kWindowBytes);
      auto got = from_->Read(raw_.data() + old, kWindowBytes - old);
      raw_.resize(old + (got.ok() ? *got : 0));
      if (!got.ok()) return got.status();
      ended_ = *got == 0;
    }
    if (converter_ == nullptr) {
      encoding_ = GuessEncoding(raw_);
      const std::size_t mark =
          absl::StartsWith(raw_, kUtf8Mark)                                          ? 3
          : absl::StartsWith(raw_, "\xFF\xFE") || absl::StartsWith(raw_, "\xFE\xFF") ? 2
                                                                                     : 0;
      raw_.erase(0, mark);
      converter_ = std::make_unique<Converter>(encoding_);
    } else if (encoding_ == Encoding::kUndecided && !IsAscii(raw_)) {
      encoding_ = GuessEncoding(raw_);  // the first character that is not ASCII came late
      converter_ = std::make_unique<Converter>(encoding_);
    }
    absl::string_view rest = raw_;
    while (!rest.empty()) {
      rest.remove_prefix(converter_->Convert(rest, text_));
      if (rest.empty() || (rest.size() < kLongestCharacter && !ended_)) break;
      text_.append(kReplacement.data(), kReplacement.size());
      rest.remove_prefix(1);
    }
    raw_.erase(0, raw_.size() - rest.size());
  }
  return absl::OkStatus();
}

absl::StatusOr<std::size_t> Utf8Stream::Read(char* to, std::size_t count) {
  if (begin_ == text_.size()) LAOWU_RETURN_IF_ERROR(Fill());
  const std::size_t given = std::min(count, text_.size() - begin_);
  std::memcpy(to, text_.data() + begin_, given);
  begin_ += given;
  return given;
}

}  // namespace laowu::intake

#ifndef LAOWU_INTAKE_FILE_ENCODING_H_
#define LAOWU_INTAKE_FILE_ENCODING_H_

// Which encoding bytes are in, and bytes to UTF-8. GB18030 stands for GBK and GB2312 as well, which
// are parts of it.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "intake/file/file_bytes.h"

namespace laowu::intake {

// Undecided: ASCII so far.
enum class Encoding : std::uint8_t { kUndecided, kUtf8, kGb18030, kUtf16Le, kUtf16Be };
absl::string_view EncodingName(Encoding encoding);  // "UTF-8"; ASCII counts as that

inline constexpr absl::string_view kUtf8Mark = "\xEF\xBB\xBF";

bool IsAscii(absl::string_view bytes);

// By a byte order mark, by the zeros of UTF-16, or by which encoding the bytes fit better. A last
// character that is cut is not held against an encoding.
Encoding GuessEncoding(absl::string_view bytes);
// The same of bytes that are known not to be UTF-16: a NUL among them says nothing.
Encoding GuessNarrowEncoding(absl::string_view bytes);

// One encoding to UTF-8. Thread-compatible.
class Converter {
 public:
  explicit Converter(Encoding from);
  ~Converter();
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // Appends to `to`. Gives the offset of the first byte that is no such text or begins a character
  // that is cut; `bytes.size()` if there is none.
  std::size_t Convert(absl::string_view bytes, std::string& to);

 private:
  const Encoding from_;
  void* handle_ = nullptr;  // iconv_t
};

// `from` as UTF-8, without byte order mark, its encoding guessed by the first 64 KiB; a byte that
// is no text becomes U+FFFD.
class Utf8Stream : public ByteStream {
 public:
  explicit Utf8Stream(std::unique_ptr<ByteStream> from);
  absl::StatusOr<std::size_t> Read(char* to, std::size_t count) override;
  double share() const override { return from_->share(); }
  Encoding encoding() const { return encoding_; }  // valid after the first Read

 private:
  absl::Status Fill();

  std::unique_ptr<ByteStream> from_;
  std::unique_ptr<Converter> converter_;
  Encoding encoding_ = Encoding::kUndecided;
  std::string raw_;   // not converted yet
  std::string text_;  // converted, from begin_ on not given out
  std::size_t begin_ = 0;
  bool ended_ = false;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_FILE_ENCODING_H_

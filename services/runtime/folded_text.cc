#include "services/runtime/folded_text.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace laowu::runtime {
namespace {

constexpr absl::string_view kWideBlank = "\xE3\x80\x80";  // U+3000

}  // namespace

std::string FoldedText(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = [&](size_t at) { return static_cast<unsigned char>(text[at]); };
    // U+FF01…U+FF5E are the full-width forms of ! to ~; U+3000 is the wide blank.
    if (i + 2 < text.size() && byte(i) == 0xEF && (byte(i + 1) == 0xBC || byte(i + 1) == 0xBD)) {
      const int code = ((byte(i + 1) & 0x3F) << 6) | (byte(i + 2) & 0x3F);
      const int ascii = code - 0xF01 + 0x21;
      if (ascii >= 0x21 && ascii <= 0x7E) {
        out.push_back(absl::ascii_tolower(static_cast<unsigned char>(ascii)));
        i += 2;
        continue;
      }
    }
    if (i + 2 < text.size() && byte(i) == 0xE3 && byte(i + 1) == 0x80 && byte(i + 2) == 0x80) {
      i += 2;
      continue;
    }
    if (absl::ascii_isspace(byte(i))) continue;
    out.push_back(absl::ascii_tolower(byte(i)));
  }
  return out;
}

std::vector<std::string> FoldedWords(absl::string_view text) {
  std::vector<std::string> out;
  for (const absl::string_view word : absl::StrSplit(absl::StrReplaceAll(text, {{kWideBlank, " "}}),
                                                     absl::ByAnyChar(" \t\r\n\v\f"))) {
    if (std::string folded = FoldedText(word); !folded.empty()) out.push_back(std::move(folded));
  }
  return out;
}

}  // namespace laowu::runtime

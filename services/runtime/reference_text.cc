#include "services/runtime/reference_text.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "reference/code_point.h"
#include "reference/invisible.h"
#include "services/runtime/field_checks.h"

namespace laowu::runtime {
namespace {

// Of the wide forms, ASCII's own; all else as it is.
std::uint32_t Narrow(std::uint32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

// Dashes, dots and brackets of Chinese text. 〇 among them is a digit.
bool IsPunctuation(std::uint32_t code) {
  return (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x205E) ||
         (code >= 0x3001 && code <= 0x303F && code != 0x3007) || code == 0xB7;
}

}  // namespace

bool CanBeLookedUp(absl::string_view text) {
  std::uint32_t first = 0;
  while (!text.empty()) {
    const reference::CodePoint point = reference::FirstCodePoint(text);
    const absl::string_view bytes = text.substr(0, point.length);
    text.remove_prefix(point.length);
    const std::uint32_t code =
        Narrow(point.code != 0 ? point.code : static_cast<unsigned char>(bytes[0]));
    if (code >= 0x80) {
      if (IsPunctuation(code) || reference::SaysNothing(bytes)) continue;
      return true;  // a Chinese character itself says something
    }
    if (!absl::ascii_isalnum(static_cast<unsigned char>(code))) continue;
    if (first == 0) first = code;
    if (code != first) return true;
  }
  return false;
}

void CheckPurposeSays(absl::string_view path, absl::string_view purpose, FieldChecks& checks) {
  if (reference::SaysNothing(purpose) || CanBeLookedUp(purpose)) return;
  checks.Violate(path,
                 "请用文字写明用途，不能只是标点或一个字母、数字 / must say what it is needed for: "
                 "not punctuation alone, nor one letter or digit");
}

}  // namespace laowu::runtime

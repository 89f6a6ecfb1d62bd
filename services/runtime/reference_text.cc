#include "services/runtime/reference_text.h"

#include "absl/strings/ascii.h"

namespace laowu::runtime {

// Byte by byte: the three of a Chinese character, which itself says something, differ.
bool CanBeLookedUp(absl::string_view reference) {
  char first = '\0';
  for (const char c : reference) {
    const auto byte = static_cast<unsigned char>(c);
    if (!absl::ascii_isalnum(byte) && byte < 0x80) continue;
    if (first == '\0') first = c;
    if (c != first) return true;
  }
  return false;
}

}  // namespace laowu::runtime

#include "reference/invisible.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "reference/code_point.h"

namespace laowu::reference {
namespace {

struct Span {
  std::uint32_t first, last;
};

// In order. Unicode 15, Default_Ignorable_Code_Point without the Mongolian marks, and the
// separators.
constexpr Span kInvisible[] = {
    {0x00AD, 0x00AD}, {0x034F, 0x034F},   {0x061C, 0x061C},   {0x115F, 0x1160},
    {0x17B4, 0x17B5}, {0x200B, 0x200F},   {0x2028, 0x202E},   {0x2060, 0x206F},
    {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0},
    {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

bool IsInvisible(std::uint32_t code) {
  // Chinese characters and ASCII, most of all text, lie between.
  if (code < 0xAD || (code >= 0x3165 && code < 0xFE00)) return false;
  const auto* const span =
      std::lower_bound(std::begin(kInvisible), std::end(kInvisible), code,
                       [](const Span& one, std::uint32_t point) { return one.last < point; });
  return span != std::end(kInvisible) && span->first <= code;
}

// White_Space of Unicode 15 beyond ASCII, C1 controls, the Mongolian separators that only part what
// stands beside them, and the empty Braille cell.
bool IsBlank(std::uint32_t code) {
  return (code >= 0x80 && code <= 0xA0) || code == 0x1680 || (code >= 0x180B && code <= 0x180F) ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F || code == 0x2800 ||
         code == 0x3000;
}

bool IsEmoji(std::uint32_t code) {
  return (code >= 0x2190 && code < 0x2C00) || (code >= 0x1F000 && code < 0x1FC00);
}

// Goes through a text character by character.
class Walk {
 public:
  explicit Walk(absl::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  const CodePoint& point() const { return point_; }
  // Of the character just passed.
  absl::string_view bytes() const { return bytes_; }
  bool is_invisible() const { return is_invisible_; }

  void Next() {
    point_ = FirstCodePoint(rest_);
    bytes_ = rest_.substr(0, point_.length);
    rest_.remove_prefix(point_.length);
    const bool selects = point_.code == kEmojiSelector || point_.code == kJoiner;
    const bool of_emoji = selects && (after_emoji_ || absl::StartsWith(rest_, kKeycap));
    is_invisible_ = !of_emoji && IsInvisible(point_.code);
    after_emoji_ = of_emoji || IsEmoji(point_.code);
  }

 private:
  static constexpr std::uint32_t kEmojiSelector = 0xFE0F;
  static constexpr std::uint32_t kJoiner = 0x200D;
  static constexpr char kKeycap[] = "\u20E3";

  absl::string_view rest_;
  absl::string_view bytes_;
  CodePoint point_;
  bool is_invisible_ = false;
  bool after_emoji_ = false;
};

}  // namespace

std::optional<std::string> FirstInvisible(absl::string_view text) {
  for (Walk walk(text); !walk.done();) {
    walk.Next();
    if (walk.is_invisible()) return absl::StrFormat("U+%04X", walk.point().code);
  }
  return std::nullopt;
}

std::string WithoutInvisible(absl::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (Walk walk(text); !walk.done();) {
    walk.Next();
    if (!walk.is_invisible()) out.append(walk.bytes().data(), walk.bytes().size());
  }
  return out;
}

bool SaysNothing(absl::string_view text) {
  for (Walk walk(text); !walk.done();) {
    walk.Next();
    const auto byte = static_cast<unsigned char>(walk.bytes()[0]);
    const bool ascii_nothing = byte <= 0x20 || byte == 0x7F;
    if (!ascii_nothing && !IsBlank(walk.point().code) && !IsInvisible(walk.point().code)) {
      return false;
    }
  }
  return true;
}

}  // namespace laowu::reference

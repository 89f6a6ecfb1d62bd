#include "intake/text/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace laowu::intake {
namespace {

std::uint32_t CodePoint(absl::string_view text, std::size_t length) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]));
  };
  switch (length) {
    case 1:
      return byte(0);
    case 2:
      return ((byte(0) & 0x1Fu) << 6) | (byte(1) & 0x3Fu);
    case 3:
      return ((byte(0) & 0x0Fu) << 12) | ((byte(1) & 0x3Fu) << 6) | (byte(2) & 0x3Fu);
    default:
      return ((byte(0) & 0x07u) << 18) | ((byte(1) & 0x3Fu) << 12) | ((byte(2) & 0x3Fu) << 6) |
             (byte(3) & 0x3Fu);
  }
}

constexpr std::array<absl::string_view, 6> kOpening = {"(", "（", "[", "【", "《", "{"};
constexpr std::array<absl::string_view, 6> kClosing = {")", "）", "]", "】", "》", "}"};

// Looked at before all the bytes are: most words differ in one.
bool BeginsAlike(absl::string_view text, absl::string_view word) {
  return word.empty() || (!text.empty() && text.front() == word.front());
}
bool EndsAlike(absl::string_view text, absl::string_view word) {
  return word.empty() || (!text.empty() && text.back() == word.back());
}

template <std::size_t N>
std::size_t MarkLength(absl::string_view text, const std::array<absl::string_view, N>& marks) {
  for (absl::string_view mark : marks) {
    if (BeginsAlike(text, mark) && absl::StartsWith(text, mark)) return mark.size();
  }
  return 0;
}

}  // namespace

std::size_t AnyBlankLength(absl::string_view text) {
  if (text.empty()) return 0;
  if (absl::ascii_isspace(static_cast<unsigned char>(text[0]))) return 1;
  static constexpr absl::string_view kMarks[] = {"\u00A0", "\u3000", "\u200B", "\u200C", "\u200D",
                                                 "\uFEFF", "\u2002", "\u2003", "\u2009"};
  for (absl::string_view mark : kMarks) {
    if (text[0] == mark[0] && absl::StartsWith(text, mark)) return mark.size();
  }
  return 0;
}

std::size_t AnyUtf8SequenceLength(absl::string_view text) {
  if (text.empty()) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
  if (first >= 0xC2 && first <= 0xDF) {
    length = 2;
  } else if (first >= 0xE0 && first <= 0xEF) {
    length = 3;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
  } else if (first >= 0xF0 && first <= 0xF4) {
    length = 4;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
  } else {
    return 0;
  }
  if (text.size() < length || byte(1) < low || byte(1) > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return length;
}

bool IsValidUtf8(absl::string_view text) {
  while (!text.empty()) {
    const std::size_t length = Utf8SequenceLength(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

int CharacterCount(absl::string_view text) {
  return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

absl::string_view FirstCharacters(absl::string_view text, int max_count) {
  if (max_count > 0 && text.size() <= static_cast<std::size_t>(max_count)) return text;
  std::size_t end = 0;
  for (int count = 0; end < text.size() && count < max_count; ++count) {
    end += std::max<std::size_t>(1, Utf8SequenceLength(text.substr(end)));
  }
  return text.substr(0, end);
}

std::string Excerpt(absl::string_view text, int max_count) {
  absl::string_view head = FirstCharacters(text, max_count);
  if (head.size() == text.size()) return std::string(head);
  // Half a number or chat's name is not known for one any more.
  constexpr int kLongestName = 24;
  for (int i = 0; i < kLongestName && !head.empty(); ++i) {
    const char last = head.back();
    if (!absl::ascii_isalnum(static_cast<unsigned char>(last)) && last != '-' && last != '_') break;
    head.remove_suffix(1);
  }
  return std::string(head);
}

std::string NarrowDigits(absl::string_view text) {
  constexpr char kLead = '\xEF';  // of all that is wide
  if (!absl::StrContains(text, kLead)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(1, Utf8SequenceLength(text));
    const std::uint32_t point = length == 3 ? CodePoint(text, length) : 0;
    const bool wide = point == 0xFF0D || (point >= 0xFF10 && point <= 0xFF19) ||
                      (point >= 0xFF21 && point <= 0xFF3A) || (point >= 0xFF41 && point <= 0xFF5A);
    if (wide) {
      out.push_back(static_cast<char>(point - 0xFEE0));
    } else {
      out.append(text.data(), length);
    }
    text.remove_prefix(length);
  }
  return out;
}

bool Holds(absl::string_view text, absl::string_view word) {
  constexpr std::size_t kThird = 2;
  if (word.size() <= kThird) return absl::StrContains(text, word);
  if (text.size() < word.size()) return false;
  const char* const end = text.data() + text.size() - word.size() + kThird + 1;
  for (const char* at = text.data() + kThird; at < end; ++at) {
    at =
        static_cast<const char*>(std::memchr(at, word[kThird], static_cast<std::size_t>(end - at)));
    if (at == nullptr) return false;
    // Most of what has the third byte differs in the two before it: they are looked at first.
    if (at[-1] != word[1] || at[-2] != word[0]) continue;
    if (word.size() == kThird + 1 ||
        std::memcmp(at + 1, word.data() + kThird + 1, word.size() - kThird - 1) == 0) {
      return true;
    }
  }
  return false;
}

bool SaysAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [text](absl::string_view word) { return Holds(text, word); });
}

bool StartsWithAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) {
    return BeginsAlike(text, word) && absl::StartsWith(text, word);
  });
}

bool EndsWithAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) {
    return EndsAlike(text, word) && absl::EndsWith(text, word);
  });
}

bool HoldsDigit(absl::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

absl::string_view Trim(absl::string_view text) {
  while (const std::size_t blank = BlankLength(text)) text.remove_prefix(blank);
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    const absl::string_view last = text.substr(start);
    if (BlankLength(last) != last.size()) break;
    text.remove_suffix(last.size());
  }
  return text;
}

std::vector<std::string> SplitList(absl::string_view text, bool at_blanks) {
  static constexpr std::array<absl::string_view, 11> kMarks = {"、", "，", ",",  ";",  "；", "|",
                                                               "/",  "／", "\n", "\r", "｜"};
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  std::size_t at = 0;
  const auto take = [&](std::size_t end) {
    const absl::string_view piece = Trim(text.substr(begin, end - begin));
    if (!piece.empty()) pieces.emplace_back(piece);
  };
  while (at < text.size()) {
    std::size_t mark = MarkLength(text.substr(at), kMarks);
    if (mark == 0 && at_blanks) mark = BlankLength(text.substr(at));
    if (mark > 0) {
      take(at);
      at += mark;
      begin = at;
    } else {
      at += std::max<std::size_t>(1, Utf8SequenceLength(text.substr(at)));
    }
  }
  take(text.size());
  return pieces;
}

std::string WithoutThousandsCommas(absl::string_view text) {
  const auto digit = [&](std::size_t at) {
    return at < text.size() && absl::ascii_isdigit(static_cast<unsigned char>(text[at]));
  };
  std::string out;
  out.reserve(text.size());
  std::size_t digits = 0;  // before the comma: "4,500", "12,000", "120,000"
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool parts_thousands = text[i] == ',' && digits >= 1 && digits <= 3 && digit(i + 1) &&
                                 digit(i + 2) && digit(i + 3) && !digit(i + 4);
    digits = digit(i) ? digits + 1 : 0;
    if (!parts_thousands) out.push_back(text[i]);
  }
  return out;
}

std::string WithoutBrackets(absl::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const absl::string_view rest = text.substr(at);
    if (const std::size_t opening = MarkLength(rest, kOpening); opening > 0) {
      std::size_t depth_end = at + opening;
      int depth = 1;
      while (depth_end < text.size() && depth > 0) {
        const absl::string_view inner = text.substr(depth_end);
        if (const std::size_t size = MarkLength(inner, kOpening); size > 0) {
          ++depth;
          depth_end += size;
        } else if (const std::size_t close = MarkLength(inner, kClosing); close > 0) {
          --depth;
          depth_end += close;
        } else {
          depth_end += std::max<std::size_t>(1, Utf8SequenceLength(inner));
        }
      }
      at = depth == 0 ? depth_end : at + opening;
      continue;
    }
    if (const std::size_t closing = MarkLength(rest, kClosing); closing > 0) {
      at += closing;
      continue;
    }
    const std::size_t length = std::max<std::size_t>(1, Utf8SequenceLength(rest));
    out.append(rest.data(), length);
    at += length;
  }
  return out;
}

}  // namespace laowu::intake

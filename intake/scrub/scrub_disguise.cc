#include "intake/scrub/scrub_disguise.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Greek and Cyrillic letters that look like Latin ones; not those that stand for a quantity (Φ, Ω,
// μ, α, β).
constexpr std::pair<absl::string_view, absl::string_view> kLookAlikes[] = {
    {"Α", "A"}, {"Β", "B"}, {"Ε", "E"}, {"Ζ", "Z"}, {"Η", "H"}, {"Ι", "I"}, {"Κ", "K"}, {"Μ", "M"},
    {"Ν", "N"}, {"Ο", "O"}, {"Ρ", "P"}, {"Τ", "T"}, {"Υ", "Y"}, {"Χ", "X"}, {"ν", "v"}, {"ο", "o"},
    {"χ", "x"}, {"А", "A"}, {"В", "B"}, {"С", "C"}, {"Е", "E"}, {"Н", "H"}, {"І", "I"}, {"К", "K"},
    {"М", "M"}, {"О", "O"}, {"Р", "P"}, {"Т", "T"}, {"Х", "X"}, {"У", "Y"}, {"Ѕ", "S"}, {"а", "a"},
    {"с", "c"}, {"е", "e"}, {"к", "k"}, {"м", "m"}, {"о", "o"}, {"р", "p"}, {"т", "t"}, {"х", "x"},
    {"у", "y"}, {"і", "i"}, {"ѕ", "s"}, {"ј", "j"}, {"ѵ", "v"}, {"Ѵ", "V"}, {"ԛ", "q"}, {"ԝ", "w"},
    {"Ⅴ", "V"}, {"ⅴ", "v"}, {"Ⅹ", "X"}, {"ⅹ", "x"}, {"Ⓥ", "V"}, {"ⓥ", "v"}, {"Ⓧ", "X"}, {"ⓧ", "x"},
    {"Ⓠ", "Q"}, {"ⓠ", "q"}, {"Ⓦ", "W"}, {"ⓦ", "w"}};

// What a byte may be of.
enum ByteKind : unsigned char { kOfNone, kOfLetter, kOfWord, kOfOtherLetter, kOfRing, kOfWide };

constexpr std::array<ByteKind, 256> KindsOfBytes() {
  std::array<ByteKind, 256> kinds{};
  for (const char c : {'v', 'V', 'q', 'Q', 'w', 'W'}) {
    kinds[static_cast<unsigned char>(c)] = kOfLetter;
  }
  // The third bytes of 微威徽薇扣叩: most ideographs begin as these do.
  for (const int byte : {0xAE, 0x81, 0xBD, 0x87, 0xA3, 0xA9}) {
    kinds[static_cast<std::size_t>(byte)] = kOfWord;
  }
  // The lead bytes of Greek and Cyrillic.
  for (std::size_t byte = 0xCE; byte <= 0xD4; ++byte) kinds[byte] = kOfOtherLetter;
  kinds[0xE2] = kOfRing;
  kinds[0xEF] = kOfWide;
  return kinds;
}

bool BeginsADisguise(char first, char second, char third) {
  constexpr absl::string_view kSix = "微威徽薇扣叩";
  for (std::size_t i = 0; i < kSix.size(); i += 3) {
    if (second == kSix[i + 1] && third == kSix[i + 2] && first == kSix[i]) return true;
  }
  return false;
}

// Of what begins with E2: Roman numerals and letters in rings.
bool IsOfARing(absl::string_view rest) {
  return rest.size() > 2 && (rest[1] == '\x85' || rest[1] == '\x92' || rest[1] == '\x93');
}

// Of what begins with EF: letters and digits of full width. "！" to "／" and "：" to "？" are
// marks, which Chinese texts are full of.
bool IsWideLetter(absl::string_view rest) {
  if (rest.size() < 3) return false;
  const auto second = static_cast<unsigned char>(rest[1]);
  const auto third = static_cast<unsigned char>(rest[2]);
  if (second == 0xBC && ((third >= 0x90 && third <= 0x99) || (third >= 0xA1 && third <= 0xBA))) {
    return true;
  }
  return second == 0xBD && third >= 0x81 && third <= 0x9A;
}

bool HoldsOtherLetters(absl::string_view text) {
  constexpr unsigned char kGreek = 0xCE;  // the lead bytes of Greek and Cyrillic
  constexpr unsigned char kCyrillicEnd = 0xD4;
  const bool greek_or_cyrillic = std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= kGreek && byte <= kCyrillicEnd;
  });
  if (greek_or_cyrillic) return true;
  for (std::size_t at = text.find('\xE2'); at != absl::string_view::npos;
       at = text.find('\xE2', at + 1)) {
    if (IsOfARing(text.substr(at))) return true;
  }
  return false;
}

bool HoldsWideLetters(absl::string_view text) {
  for (std::size_t at = text.find('\xEF'); at != absl::string_view::npos;
       at = text.find('\xEF', at + 1)) {
    if (IsWideLetter(text.substr(at))) return true;
  }
  return false;
}

}  // namespace

bool MayBeDisguised(absl::string_view text, const AskedText& asked) {
  // Most texts hold nothing of what is looked for below.
  constexpr absl::string_view kBegins = "vVqQwW\xCE\xCF\xD0\xD1\xD2\xD3\xD4\xE2\xEF";
  if (std::none_of(kBegins.begin(), kBegins.end(), [&](char c) { return asked.HasByte(c); }) &&
      !asked.SaysAny({"微", "威", "徽", "薇", "扣", "叩"})) {
    return false;
  }
  static constexpr std::array<ByteKind, 256> kKinds = KindsOfBytes();
  const auto is_letter = [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); };
  // An ideograph or a letter goes on with a word; a mark, a blank or a picture takes one apart.
  const auto goes_on = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(at < text.size() ? text[at] : 'a');
    return is_letter(static_cast<char>(byte)) || (byte >= 0xE4 && byte <= 0xE9);
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    switch (kKinds[static_cast<unsigned char>(text[at])]) {
      case kOfNone:
        break;
      case kOfLetter:
        if ((at == 0 || !is_letter(text[at - 1])) && at + 1 < text.size() &&
            !is_letter(text[at + 1])) {
          return true;
        }
        break;
      case kOfWord:
        if (at < 2 || !BeginsADisguise(text[at - 2], text[at - 1], text[at]) || goes_on(at + 1)) {
          break;
        }
        return true;
      case kOfOtherLetter:
        return true;
      case kOfRing:
        if (IsOfARing(text.substr(at))) return true;
        break;
      case kOfWide:
        if (IsWideLetter(text.substr(at))) return true;
        break;
    }
  }
  return false;
}

std::string WithoutDisguise(absl::string_view text) {
  std::string plain = HoldsWideLetters(text) ? NarrowDigits(text) : std::string(text);
  if (HoldsOtherLetters(plain))
    plain = absl::StrReplaceAll(plain, absl::MakeConstSpan(kLookAlikes));
  plain = absl::StrReplaceAll(plain, {{"　", " "}});
  struct Rewrite {
    const RE2* pattern;
    absl::string_view plain;
  };
  static const auto* const rewrites = [] {
    RE2::Options any_case;
    any_case.set_case_sensitive(false);
    // What is put between the parts of a word, and the heart that stands for 信 (心).
    const std::string between = R"((?:[\s.·•_\-—–*~|+^=…/\x{FE0F}]|\p{So}){1,3})";
    const std::string heart =
        R"([❤♥♡❣💚💛💙💜💖💗💓💕💞💘💝🧡🖤🤍]\x{FE0F}?)";
    const auto made = [&](const std::string& pattern) { return new RE2(pattern, any_case); };
    return new std::vector<Rewrite>{
        {made(absl::StrCat("[微薇威徽]", between, "[信芯]")), "微信"},
        {made(absl::StrCat(R"((^|[^a-z0-9]))", "[v微薇威徽]", R"(\s?)", heart)), R"(\1微信)"},
        {made(absl::StrCat(R"((^|[^a-z0-9])v)", "(?:", between, ")?[信芯]")), R"(\1微信)"},
        {made(absl::StrCat(R"((^|[^a-z0-9])[vw])", between, R"(x([^a-z]|$))")), R"(\1vx\2)"},
        {made(absl::StrCat(R"((^|[^a-z0-9])q)", between, R"(q([^a-z]|$))")), R"(\1qq\2)"},
        {made(absl::StrCat("[扣叩]", between, "[扣叩]")), "扣扣"},
    };
  }();
  for (const Rewrite& rewrite : *rewrites) {
    RE2::GlobalReplace(&plain, *rewrite.pattern,
                       re2::StringPiece(rewrite.plain.data(), rewrite.plain.size()));
  }
  return plain;
}

}  // namespace laowu::intake

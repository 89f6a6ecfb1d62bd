#include "intake/scrub_disguise.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/types/span.h"
#include "intake/text.h"
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
    {"у", "y"}, {"і", "i"}, {"ѕ", "s"}, {"ј", "j"}, {"ѵ", "v"}, {"Ѵ", "V"}, {"ԛ", "q"}, {"ԝ", "w"}};

bool HoldsOtherLetters(absl::string_view text) {
  constexpr unsigned char kGreek = 0xCE;  // the lead bytes of Greek and Cyrillic
  constexpr unsigned char kCyrillicEnd = 0xD4;
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= kGreek && byte <= kCyrillicEnd;
  });
}

// Letters and digits of full width.
bool HoldsWideLetters(absl::string_view text) {
  for (std::size_t at = text.find('\xEF'); at != absl::string_view::npos && at + 2 < text.size();
       at = text.find('\xEF', at + 1)) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    // "！" to "／" and "：" to "？" are marks, which Chinese texts are full of.
    if (second == 0xBC && ((third >= 0x90 && third <= 0x99) || (third >= 0xA1 && third <= 0xBA))) {
      return true;
    }
    if (second == 0xBD && third >= 0x81 && third <= 0x9A) return true;
  }
  return false;
}

}  // namespace

bool MayBeDisguised(absl::string_view text) {
  const auto is_letter = [](char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); };
  // An ideograph or a letter goes on with a word; a mark, a blank or a picture takes one apart.
  const auto goes_on = [&](std::size_t at) {
    const auto byte = static_cast<unsigned char>(at < text.size() ? text[at] : 'a');
    return is_letter(static_cast<char>(byte)) || (byte >= 0xE4 && byte <= 0xE9);
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char low = absl::ascii_tolower(static_cast<unsigned char>(text[at]));
    if (low == 'v' || low == 'q' || low == 'w') {
      const bool alone =
          (at == 0 || !is_letter(text[at - 1])) && at + 1 < text.size() && !is_letter(text[at + 1]);
      if (alone) return true;
    } else if (low == '\xE5' || low == '\xE8' || low == '\xE6') {
      // By the third byte, since most ideographs begin with these.
      constexpr absl::string_view kThird = "\xAE\x81\xBD\x87\xA3\xA9";
      if (at + 2 >= text.size() || kThird.find(text[at + 2]) == kThird.npos) continue;
      const absl::string_view character = text.substr(at, 3);
      for (absl::string_view part : {"微", "威", "徽", "薇", "扣", "叩"}) {
        if (character == part && !goes_on(at + 3)) return true;
      }
    }
  }
  return HoldsOtherLetters(text) || HoldsWideLetters(text);
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
        {made(absl::StrCat(R"((^|[^a-z0-9])v)", between, "?[信芯]")), R"(\1微信)"},
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

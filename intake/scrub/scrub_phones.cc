#include "intake/scrub/scrub_phones.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kPhoneDigits = 11;

std::size_t NextLength(absl::string_view text) {
  return std::max<std::size_t>(1, Utf8SequenceLength(text));
}

// Digits in rings, on discs and in brackets: ① ⑴ ⓪ ❶ ➀ ➊ ⓵.
char RingedDigit(absl::string_view character) {
  constexpr unsigned char kLead = 0xE2;
  if (character.size() != 3 || static_cast<unsigned char>(character[0]) != kLead) return '\0';
  if (character == "⓪" || character == "⓿") return '0';
  const int point = (static_cast<unsigned char>(character[1]) & 63) * 64 +
                    (static_cast<unsigned char>(character[2]) & 63);
  constexpr int kPage = 0x2000;
  for (int one : {0x2460, 0x2474, 0x2776, 0x2780, 0x278A, 0x24F5}) {
    const int digit = point + kPage - one + 1;
    if (digit >= 1 && digit <= 9) return static_cast<char>('0' + digit);
  }
  return '\0';
}

// '0'…'9', or 0 if it is no digit.
char DigitOf(absl::string_view character) {
  if (character.size() == 1) {
    return absl::ascii_isdigit(static_cast<unsigned char>(character[0])) ? character[0] : '\0';
  }
  if (const int digit = ChineseDigit(character); digit >= 0) return static_cast<char>('0' + digit);
  // As people say numbers aloud, and what looks like a nought.
  static constexpr std::array<std::pair<absl::string_view, char>, 6> kOthers = {
      {{"幺", '1'}, {"拐", '7'}, {"勾", '9'}, {"洞", '0'}, {"◯", '0'}, {"⭕", '0'}}};
  for (const auto& [numeral, digit] : kOthers) {
    if (character == numeral) return digit;
  }
  return RingedDigit(character);
}

bool IsAsciiDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// A small l and a capital i, which are written for a one.
bool IsLikeOne(char c) { return c == 'l' || c == 'I'; }

// Whether a mobile number, perhaps with 86 before it, may begin here; most characters are told
// apart by one comparison.
bool MayBegin(absl::string_view rest) {
  if (rest[0] == '1' || rest[0] == '8') return true;
  if (IsLikeOne(rest[0])) return rest.size() > 1 && IsAsciiDigit(rest[1]);
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (lead != 0xE2 && lead != 0xE4 && lead != 0xE5) return false;
  for (absl::string_view one : {"一", "幺", "壹", "八"}) {
    if (absl::StartsWith(rest, one)) return true;
  }
  const char ringed = RingedDigit(rest.substr(0, 3));
  return ringed == '1' || ringed == '8';
}

// The frame around a digit, which a keycap emoji (1️⃣) is made of.
bool IsKeycapFrame(absl::string_view character) {
  return character == "\xEF\xB8\x8F" || character == "\xE2\x83\xA3";
}

bool IsSeparator(absl::string_view character) {
  static constexpr std::array<absl::string_view, 13> kMarks = {"-", ".",  "·", "_",  "—", "*", "/",
                                                               "•", "。", "~", "～", "–", "／"};
  return Trim(character).empty() ||
         std::find(kMarks.begin(), kMarks.end(), character) != kMarks.end();
}

// A run of digits with at most three marks between any two (6 - 7).
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first_end = 0;  // of the first group
  std::string digits;
  std::vector<std::size_t> groups;  // how many digits stand together
  bool several_scripts = false;     // 138 and 一三八
};

bool IsComma(absl::string_view character) {
  return character == "," || character == "，" || character == "、" || character == ";" ||
         character == "；";
}

// `commas`: they part groups as well. A letter o among digits stands for a nought, an l for a one.
Run RunAt(absl::string_view text, std::size_t at, bool commas = false) {
  Run run{at, at, at, "", {0}};
  int marks = 0;
  bool in_ascii = false;
  bool in_others = false;
  while (at < text.size()) {
    const absl::string_view character = text.substr(at, NextLength(text.substr(at)));
    const bool nought = !run.digits.empty() && (character == "o" || character == "O");
    const bool one = IsLikeOne(character[0]) && (run.digits.empty() || marks == 0);
    const char digit = nought ? '0' : one ? '1' : DigitOf(character);
    if (digit != '\0') {
      if (marks > 0) run.groups.push_back(0);
      marks = 0;
      (character.size() == 1 ? in_ascii : in_others) = true;
      run.digits.push_back(digit);
      ++run.groups.back();
      run.end = at + character.size();
      if (run.groups.size() == 1) run.first_end = run.end;
    } else if (IsKeycapFrame(character) && !run.digits.empty()) {
      run.end = at + character.size();
    } else {
      const bool whole =
          commas && run.digits.size() == kPhoneDigits;  // behind it is another figure
      const bool separates = IsSeparator(character) || (commas && IsComma(character));
      constexpr int kMostMarks = 3;
      if (whole || marks == kMostMarks || !separates) break;
      ++marks;
    }
    at += character.size();
  }
  run.several_scripts = in_ascii && in_others;
  return run;
}

// Whatever the groups: behind a word that announces a number, or in two scripts ("1 3 9 一 2345
// 六七八九"), which no pay is written in. A digit too many or too few is a slip.
bool IsNumberOfAPerson(const Run& run, bool announced) {
  if (run.digits[0] != '1' || run.digits.size() < 2 || run.digits[1] < '3') return false;
  constexpr std::size_t kSlip = 2;
  if (announced) {
    // "微信 13000-15000": what is paid, from and to.
    if (run.groups.size() == 2 && run.digits.size() != kPhoneDigits) return false;
    return run.digits.size() + 1 >= kPhoneDigits && run.digits.size() <= kPhoneDigits + kSlip;
  }
  constexpr std::size_t kFirstGroupMost = 3;
  const bool grouped = run.groups.size() >= 3 && run.groups.front() <= kFirstGroupMost;
  return run.several_scripts && run.digits.size() >= kPhoneDigits &&
         run.digits.size() <= kPhoneDigits + 1 && (grouped || run.groups.size() == 1);
}

bool IsPhone(const Run& run) {
  if (run.digits.size() < kPhoneDigits) return false;
  std::string digits = run.digits;
  std::vector<std::size_t> groups = run.groups;
  if (digits.size() == kPhoneDigits + 2 && absl::StartsWith(digits, "86")) {
    digits = digits.substr(2);
    if (groups.front() == 2) {
      groups.erase(groups.begin());
    } else {
      groups.front() -= 2;
    }
  }
  if (digits.size() != kPhoneDigits || digits[0] != '1' || digits[1] < '3') return false;
  using Groups = std::vector<std::size_t>;
  for (const Groups& usual :
       {Groups{11}, Groups{3, 4, 4}, Groups{3, 8}, Groups{7, 4}, Groups{4, 3, 4}, Groups{3, 3, 5},
        Groups{5, 6}, Groups{3, 2, 2, 2, 2}, Groups{3, 4, 2, 2}}) {
    if (groups == usual) return true;
  }
  return std::all_of(groups.begin(), groups.end(), [](std::size_t size) { return size == 1; });
}

// Bytes of the word before `at` that announces a number.
std::size_t LabelLength(absl::string_view before) {
  const std::size_t size = before.size();
  while (!before.empty() && (EndsWithAny(before, {":", "：", " ", "/", "→", "\xEF\xB8\x8F"}))) {
    before.remove_suffix(before.back() == ' ' || before.back() == ':' || before.back() == '/'
                             ? 1
                             : absl::string_view("：").size());
  }
  for (absl::string_view word :
       {"联系电话", "咨询电话", "报名电话", "手机号码", "手机号", "电话", "手机", "微信同号",
        "信同号",   "微信",     "联系方式", "致电",     "请打",   "电联", "来电", "☎",
        "📞",        "📱",        "tel",      "phone",    "mobile", "call"}) {
    if (absl::EndsWithIgnoreCase(before, word)) return size - before.size() + word.size();
  }
  return 0;
}

// Bytes of marks and words between such a word and its number.
std::size_t LeadLength(absl::string_view rest) {
  const std::size_t size = rest.size();
  bool skipped = true;
  while (skipped) {
    skipped = false;
    for (absl::string_view mark :
         {"号码", "号", ":", "：", " ", "/", "→", "是", "为", ".", "\xEF\xB8\x8F"}) {
      if (!absl::StartsWith(rest, mark)) continue;
      rest.remove_prefix(mark.size());
      skipped = true;
    }
  }
  return size - rest.size();
}

// Bytes of "（转808）", "分机2" behind a number.
std::size_t ExtensionLength(absl::string_view after) {
  static const RE2 extension(
      R"(^\s?[(（]?\s?(?:转分机|转|分机号?|ext\.?)[:：\s]?\d{1,5}\s?[)）]?)");
  re2::StringPiece found;
  const re2::StringPiece rest(after.data(), after.size());
  if (!extension.Match(rest, 0, rest.size(), RE2::ANCHOR_START, &found, 1)) return 0;
  return found.size();
}

// Pay in steps (5000-6000-7000), a day (2026.11.30), hours (9.00-18.00).
bool IsOtherFigure(const Run& run) {
  std::vector<absl::string_view> parts;
  std::size_t at = 0;
  for (std::size_t size : run.groups) {
    parts.push_back(absl::string_view(run.digits).substr(at, size));
    at += size;
  }
  if (std::all_of(parts.begin(), parts.end(), [](absl::string_view part) {
        return part.size() >= 3 && absl::EndsWith(part, "00");
      })) {
    return true;
  }
  if (parts.size() == 3 && parts[0].size() == 4 && absl::StartsWith(parts[0], "20") &&
      parts[1].size() <= 2 && parts[2].size() <= 2) {
    return true;
  }
  return parts.size() == 4 && parts[1].size() == 2 && parts[3].size() == 2 &&
         (parts[1] == "00" || parts[1] == "30") && (parts[3] == "00" || parts[3] == "30");
}

// Behind a word that announces a telephone's number: "TEL/ 22 33 44 55（转808）",
// "座机0760 八八七七 六六五五". Two groups of plain digits may be pay, from and to.
bool IsAnnouncedNumber(const Run& run, absl::string_view after) {
  constexpr std::size_t kFewest = 7;  // a small town's
  constexpr std::size_t kMost = 12;   // four of an area and eight
  if (run.digits.size() < kFewest || run.digits.size() > kMost) return false;
  const bool spelled = run.end - run.begin > run.digits.size() + 3 * run.groups.size();
  if (run.groups.size() == 2 && !spelled) return false;
  return !IsOtherFigure(run) &&
         !StartsWithAny(after, {"元", "块", "/", "万", "每", "一", "台", "件", "个", "套", "部",
                                "只", "单", "人", "名", "年", "%"});
}

// Where the last two bytes of a character of three are those of a digit, too.
const std::bitset<4096>& EndsOfDigits() {
  static const std::bitset<4096>* const ends = [] {
    auto* const made = new std::bitset<4096>;
    for (unsigned point = 0x2000; point <= 0x9FFF; ++point) {
      const char bytes[] = {static_cast<char>(0xE0u | point >> 12),
                            static_cast<char>(0x80u | (point >> 6 & 63u)),
                            static_cast<char>(0x80u | (point & 63u))};
      if (DigitOf({bytes, sizeof(bytes)}) != '\0') made->set(point & 4095u);
    }
    return made;
  }();
  return *ends;
}

// Whether a text has the digits of a number, or one less; most texts have not.
bool MayHoldPhone(absl::string_view text) {
  if (text.size() + 1 < kPhoneDigits) return false;
  const std::bitset<4096>& ends = EndsOfDigits();
  enum Kind : unsigned char { kOther, kDigit, kLead };
  static constexpr std::array<Kind, 256> kKinds = [] {
    std::array<Kind, 256> kinds{};
    for (const char c : absl::string_view("0123456789lIoO")) {
      kinds[static_cast<unsigned char>(c)] = kDigit;
    }
    for (std::size_t byte = 0xE0; byte < kinds.size(); ++byte) kinds[byte] = kLead;
    return kinds;
  }();
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const Kind kind = kKinds[static_cast<unsigned char>(text[i])];
    if (kind == kOther) continue;
    if (kind == kDigit) {
      ++digits;
    } else if (i + 2 < text.size()) {
      const unsigned end = (static_cast<unsigned char>(text[i + 1]) & 63u) << 6 |
                           (static_cast<unsigned char>(text[i + 2]) & 63u);
      digits += ends[end] ? 1 : 0;
    }
    if (digits + 1 >= kPhoneDigits) return true;
  }
  return false;
}

}  // namespace

int RemoveHiddenPhones(std::string& text) {
  if (!MayHoldPhone(text)) return 0;
  int count = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const absl::string_view rest = absl::string_view(text).substr(at);
    if (!MayBegin(rest)) {
      // Digits that stand together are one number, and it begins otherwise. With the later bytes of
      // a character none begins.
      at = IsAsciiDigit(rest[0]) ? RunAt(text, at).first_end : at + 1;
      continue;
    }
    Run run = RunAt(text, at);
    // "一三八，一二三四，五六七八"
    constexpr std::size_t kFirstGroup = 3;
    if (run.digits.size() == kFirstGroup) {
      Run parted = RunAt(text, at, /*commas=*/true);
      if (IsPhone(parted)) run = std::move(parted);
    }
    const std::size_t label = LabelLength(absl::string_view(text).substr(0, at));
    if (!IsPhone(run) && !IsNumberOfAPerson(run, /*announced=*/label > 0)) {
      at = std::max(run.first_end, at + NextLength(rest));
      continue;
    }
    // "gal1300…" goes on with a word.
    if (at > 0 && IsLikeOne(rest[0]) &&
        absl::ascii_isalpha(static_cast<unsigned char>(text[at - 1])) && label == 0) {
      at = run.first_end;
      continue;
    }
    const std::size_t begin = at - label;
    text.erase(begin, run.end - begin);
    at = begin;
    ++count;
  }
  return count;
}

int RemoveAnnouncedNumbers(std::string& text) {
  int count = 0;
  for (absl::string_view word : {"电话", "座机", "固话", "热线", "致电", "拨打", "电联", "tel",
                                 "TEL", "Tel", "☎", "📞", "📱"}) {
    std::size_t at = text.find(word.data(), 0, word.size());
    while (at != std::string::npos) {
      std::size_t number = at + word.size();
      number += LeadLength(absl::string_view(text).substr(number));
      const Run run = number < text.size() ? RunAt(text, number) : Run{};
      const absl::string_view after = absl::string_view(text).substr(std::max(number, run.end));
      if (IsAnnouncedNumber(run, after)) {
        text.erase(at, run.end + ExtensionLength(after) - at);
        ++count;
      } else {
        at += word.size();
      }
      at = text.find(word.data(), at, word.size());
    }
  }
  return count;
}

}  // namespace laowu::intake

#include "intake/scrub_phones.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "intake/numerals.h"
#include "intake/text.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kPhoneDigits = 11;

std::size_t NextLength(absl::string_view text) {
  return std::max<std::size_t>(1, Utf8SequenceLength(text));
}

// '0'…'9', or 0 if it is no digit.
char DigitOf(absl::string_view character) {
  if (character.size() == 1) {
    return absl::ascii_isdigit(static_cast<unsigned char>(character[0])) ? character[0] : '\0';
  }
  if (const int digit = ChineseDigit(character); digit >= 0) return static_cast<char>('0' + digit);
  // As people say numbers aloud, and in rings.
  static constexpr std::array<std::pair<absl::string_view, char>, 11> kOthers = {{{"幺", '1'},
                                                                                  {"拐", '7'},
                                                                                  {"①", '1'},
                                                                                  {"②", '2'},
                                                                                  {"③", '3'},
                                                                                  {"④", '4'},
                                                                                  {"⑤", '5'},
                                                                                  {"⑥", '6'},
                                                                                  {"⑦", '7'},
                                                                                  {"⑧", '8'},
                                                                                  {"⑨", '9'}}};
  for (const auto& [numeral, digit] : kOthers) {
    if (character == numeral) return digit;
  }
  return '\0';
}

bool IsAsciiDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Whether a mobile number, perhaps with 86 before it, may begin here; most characters are told
// apart by one comparison.
bool MayBegin(absl::string_view rest) {
  if (rest[0] == '1' || rest[0] == '8') return true;
  const auto lead = static_cast<unsigned char>(rest[0]);
  if (lead != 0xE2 && lead != 0xE4 && lead != 0xE5) return false;
  for (absl::string_view one : {"一", "幺", "壹", "①", "八"}) {
    if (absl::StartsWith(rest, one)) return true;
  }
  return false;
}

// The frame around a digit, which a keycap emoji (1️⃣) is made of.
bool IsKeycapFrame(absl::string_view character) {
  return character == "\xEF\xB8\x8F" || character == "\xE2\x83\xA3";
}

bool IsSeparator(absl::string_view character) {
  static constexpr std::array<absl::string_view, 9> kMarks = {"-", ".", "·", "_", "—",
                                                              "*", "/", "•", "。"};
  return Trim(character).empty() ||
         std::find(kMarks.begin(), kMarks.end(), character) != kMarks.end();
}

// A run of digits with at most two marks between any two.
struct Run {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t first_end = 0;  // of the first group
  std::string digits;
  std::vector<std::size_t> groups;  // how many digits stand together
  bool several_scripts = false;     // 138 and 一三八
};

// `commas`: they part groups as well. A letter o among digits stands for a nought.
Run RunAt(absl::string_view text, std::size_t at, bool commas = false) {
  Run run{at, at, at, "", {0}};
  int marks = 0;
  bool in_ascii = false;
  bool in_others = false;
  while (at < text.size()) {
    const absl::string_view character = text.substr(at, NextLength(text.substr(at)));
    const bool nought = !run.digits.empty() && (character == "o" || character == "O");
    if (const char digit = nought ? '0' : DigitOf(character); digit != '\0') {
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
      const bool separates =
          IsSeparator(character) || (commas && (character == "," || character == "，"));
      if (whole || marks == 2 || !separates) break;
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
  return run.several_scripts && run.digits.size() >= kPhoneDigits &&
         run.digits.size() <= kPhoneDigits + 1 && run.groups.size() >= 3 &&
         run.groups.front() <= kFirstGroupMost;
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
        Groups{5, 6}, Groups{3, 2, 2, 2, 2}}) {
    if (groups == usual) return true;
  }
  return std::all_of(groups.begin(), groups.end(), [](std::size_t size) { return size == 1; });
}

// Bytes of the word before `at` that announces a number.
std::size_t LabelLength(absl::string_view before) {
  const std::size_t size = before.size();
  while (!before.empty() &&
         (absl::EndsWith(before, ":") || absl::EndsWith(before, "：") || before.back() == ' ')) {
    before.remove_suffix(absl::EndsWith(before, "：") ? absl::string_view("：").size() : 1);
  }
  for (absl::string_view word :
       {"联系电话", "咨询电话", "报名电话", "手机号码", "手机号", "电话", "手机", "微信",
        "联系方式", "致电", "请打", "tel", "phone", "mobile", "call"}) {
    if (absl::EndsWithIgnoreCase(before, word)) return size - before.size() + word.size();
  }
  return 0;
}

}  // namespace

int RemoveHiddenPhones(std::string& text) {
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
    const std::size_t begin = at - label;
    text.erase(begin, run.end - begin);
    at = begin;
    ++count;
  }
  return count;
}

}  // namespace laowu::intake

#include "intake/vacancy/fingerprint.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "intake/place/place.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kShingleCharacters = 6;
constexpr std::size_t kSketchSize = 256;
constexpr int kMinTextCharacters = 60;
constexpr int kSamePercent = 92;

// FNV-1a, finished so that the least of many hashes is a fair draw: a hash whose values are the
// same on every machine.
std::uint64_t Hash(absl::string_view text) {
  std::uint64_t hash = 14695981039346656037u;
  for (char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 1099511628211u;
  }
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdu;
  hash ^= hash >> 33;
  hash *= 0xc4ceb9fe1a85ec53u;
  return hash ^ (hash >> 33);
}

std::size_t NextLength(absl::string_view text) {
  return std::max<std::size_t>(1, Utf8SequenceLength(text));
}

// What is neither letter, digit nor Chinese character, of folded text.
bool IsMark(absl::string_view character) {
  if (character.size() == 1) return !absl::ascii_isalnum(static_cast<unsigned char>(character[0]));
  if (character.size() == 2) return character == "·" || character == "×" || character == "\u00A0";
  // U+2000–U+2BFF, U+3000–U+303F and U+FE30–U+FE4F; pictures above the basic plane.
  return character.size() == 4 || character[0] == '\xE2' ||
         absl::StartsWith(character, "\xE3\x80") || absl::StartsWith(character, "\xEF\xB8") ||
         absl::StartsWith(character, "\xEF\xB9");
}

constexpr std::array<absl::string_view, 7> kOpening = {"(", "[", "{", "<", "【", "《", "〔"};
constexpr std::array<absl::string_view, 7> kClosing = {")", "]", "}", ">", "】", "》", "〕"};

template <std::size_t N>
bool IsOneOf(absl::string_view character, const std::array<absl::string_view, N>& marks) {
  return std::find(marks.begin(), marks.end(), character) != marks.end();
}

// Bytes after the closing bracket of the note that `rest` begins with.
std::size_t NoteLength(absl::string_view rest) {
  std::size_t at = 0;
  while (at < rest.size()) {
    const absl::string_view character = rest.substr(at, NextLength(rest.substr(at)));
    at += character.size();
    if (IsOneOf(character, kClosing)) break;
  }
  return at;
}

// The least hashes of the text's 6-grams.
std::vector<std::uint64_t> SketchOf(absl::string_view description) {
  const std::string text = FoldTight(description);
  if (CharacterCount(text) < kMinTextCharacters) return {};
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < text.size(); at += NextLength(absl::string_view(text).substr(at))) {
    begins.push_back(at);
  }
  begins.push_back(text.size());
  std::vector<std::uint64_t> hashes;
  hashes.reserve(begins.size());
  for (std::size_t i = 0; i + kShingleCharacters < begins.size(); ++i) {
    hashes.push_back(Hash(
        absl::string_view(text).substr(begins[i], begins[i + kShingleCharacters] - begins[i])));
  }
  std::sort(hashes.begin(), hashes.end());
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  if (hashes.size() > kSketchSize) hashes.resize(kSketchSize);
  return hashes;
}

// Of the least hashes of both together, the share that both have.
bool SameText(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return false;
  std::size_t i = 0;
  std::size_t j = 0;
  std::size_t all = 0;
  std::size_t shared = 0;
  while (all < kSketchSize && (i < a.size() || j < b.size())) {
    ++all;
    if (j == b.size() || (i < a.size() && a[i] < b[j])) {
      ++i;
    } else if (i == a.size() || b[j] < a[i]) {
      ++j;
    } else {
      ++i;
      ++j;
      ++shared;
    }
  }
  return shared * 100 >= all * kSamePercent;
}

// Disjoint sets; the root is the least index.
class Sets {
 public:
  explicit Sets(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), 0);
  }
  int Root(int at) {
    while (parents_[static_cast<std::size_t>(at)] != at) {
      int& parent = parents_[static_cast<std::size_t>(at)];
      parent = parents_[static_cast<std::size_t>(parent)];
      at = parent;
    }
    return at;
  }
  void Join(int a, int b) {
    const int x = Root(a);
    const int y = Root(b);
    parents_[static_cast<std::size_t>(std::max(x, y))] = std::min(x, y);
  }

 private:
  std::vector<int> parents_;
};

}  // namespace

std::string BareTitle(absl::string_view title) {
  const std::string folded = Fold(title);
  std::string bare;
  bool after_word = false;  // whether the character before belongs to a word or closes a note
  bool after_digit = false;
  for (absl::string_view rest = folded; !rest.empty();) {
    const absl::string_view character = rest.substr(0, NextLength(rest));
    if (IsOneOf(character, kOpening) && (after_word || bare.empty())) {
      rest.remove_prefix(NoteLength(rest));
      after_word = !bare.empty();
      continue;
    }
    rest.remove_prefix(character.size());
    after_word = !IsMark(character);
    const bool digit =
        character.size() == 1 && absl::ascii_isdigit(static_cast<unsigned char>(character[0]));
    // "3名", "5位": how many are wanted is no part of what they are to do.
    const bool counts = after_digit && (character == "名" || character == "位");
    if (after_word && !digit && !counts) bare.append(character.data(), character.size());
    after_digit = digit;
  }
  return absl::StrReplaceAll(bare, {{"高薪", ""},
                                    {"待遇优厚", ""},
                                    {"待遇从优", ""},
                                    {"急招", ""},
                                    {"急聘", ""},
                                    {"急需", ""},
                                    {"诚聘", ""},
                                    {"诚招", ""},
                                    {"直招", ""},
                                    {"招聘", ""},
                                    {"热招", ""},
                                    // Done by one hand; postings name either or both.
                                    {"抛光打磨", "抛光"},
                                    {"打磨抛光", "抛光"}});
}

namespace {

// One city, and no other town of it, where it has no counties.
bool OnePlace(const Fingerprint& a, const Fingerprint& b) {
  return a.city == b.city && (a.town.empty() || b.town.empty() || a.town == b.town);
}

}  // namespace

std::string CityDigits(absl::string_view code) {
  for (absl::string_view municipality : {"11", "12", "31", "50"}) {
    if (absl::StartsWith(code, municipality)) return std::string(municipality);
  }
  const bool by_province = code.size() >= 6 && code.substr(2, 2) == "90";
  return std::string(code.substr(0, by_province ? 6 : 4));
}

std::string TownDigits(absl::string_view code) {
  for (absl::string_view without_counties : {"4419", "4420", "4604"}) {
    if (code.size() >= kTownshipDigits && absl::StartsWith(code, without_counties)) {
      return std::string(code.substr(0, kTownshipDigits));
    }
  }
  return "";
}

Fingerprint FingerprintOf(const VacancyDraft& vacancy) {
  Fingerprint print;
  print.employer = Hash(vacancy.employer_credit_code.empty() ? vacancy.employer_key
                                                             : vacancy.employer_credit_code);
  print.title = Hash(BareTitle(vacancy.title));
  print.city = CityDigits(vacancy.workplace_division_code);
  print.town = TownDigits(vacancy.workplace_division_code);
  print.text = SketchOf(vacancy.description);
  print.pay_kind = vacancy.pay_kind;
  print.min_wage_cny_per_month = vacancy.min_wage_cny_per_month;
  print.max_wage_cny_per_month = vacancy.max_wage_cny_per_month;
  return print;
}

bool PayMayBeSame(const Fingerprint& a, const Fingerprint& b) {
  const auto by_time = [](PayKind kind) {
    return kind == PayKind::kHourly || kind == PayKind::kDaily;
  };
  if (a.max_wage_cny_per_month == 0 || b.max_wage_cny_per_month == 0) return true;
  if (by_time(a.pay_kind) != by_time(b.pay_kind)) return false;
  return a.min_wage_cny_per_month <= b.max_wage_cny_per_month &&
         b.min_wage_cny_per_month <= a.max_wage_cny_per_month;
}

bool SameOffer(const Fingerprint& a, const Fingerprint& b) {
  return a.employer == b.employer && OnePlace(a, b) && PayMayBeSame(a, b) &&
         (a.title == b.title || SameText(a.text, b.text));
}

std::vector<int> GroupOffers(absl::Span<const Fingerprint> vacancies) {
  std::vector<int> order(vacancies.size());
  std::iota(order.begin(), order.end(), 0);
  const auto at = [&](int i) -> const Fingerprint& {
    return vacancies[static_cast<std::size_t>(i)];
  };
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return std::tuple(at(a).employer, at(a).title, a) < std::tuple(at(b).employer, at(b).title, b);
  });
  Sets sets(vacancies.size());
  for (auto begin = order.begin(); begin != order.end();) {
    const auto end = std::find_if(begin, order.end(),
                                  [&](int i) { return at(i).employer != at(*begin).employer; });
    for (auto one = begin; one != end; ++one) {
      for (auto other = std::next(one); other != end; ++other) {
        // Titles stand together: behind the last equal one only texts can be the same.
        if (at(*one).title != at(*other).title && at(*one).text.empty()) break;
        if (SameOffer(at(*one), at(*other))) sets.Join(*one, *other);
      }
    }
    begin = end;
  }
  std::vector<int> groups(vacancies.size());
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = sets.Root(static_cast<int>(i));
  return groups;
}

}  // namespace laowu::intake

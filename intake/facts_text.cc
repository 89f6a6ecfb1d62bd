#include "intake/facts_text.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/text.h"

namespace laowu::intake {
namespace {

bool EndsWithAny(absl::string_view text, std::initializer_list<absl::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](absl::string_view word) { return absl::EndsWith(text, word); });
}

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Whether a blank between the two parts words that do not belong together.
bool Parts(absl::string_view before, absl::string_view after) {
  if (before.empty() || after.empty()) return false;
  if (absl::StrContains(":,;-~/+(", before.back()) || EndsWithAny(before, {"至", "到", "。", "、"}))
    return false;
  if (absl::StrContains(":,;-~/+()", after.front()) || absl::StartsWith(after, "至")) return false;
  // "18 岁", "5000 元", "20 名".
  if (IsDigit(before.back()) && !IsDigit(after.front())) {
    for (absl::string_view word : {"年底", "年终", "年龄", "年薪", "年入", "年收入", "年均",
                                   "小时工", "位置", "位于", "人事", "名额", "个人"}) {
      if (absl::StartsWith(after, word)) return true;
    }
    for (absl::string_view unit : {"岁", "周岁", "元", "名", "人", "位", "个", "年", "小时", "天",
                                   "k", "千", "万", "块", "以"}) {
      if (absl::StartsWith(after, unit)) return false;
    }
    return true;
  }
  // "工资 5000", "年龄 18".
  return !IsDigit(after.front()) ||
         !EndsWithAny(before, {"资", "薪", "待遇", "年龄", "综合", "保底", "月", "人数", "招", "聘",
                               "补", "奖", "满", "件", "均", "结", "底薪"});
}

constexpr std::array<absl::string_view, 10> kDigits = {"零", "一", "二", "三", "四",
                                                       "五", "六", "七", "八", "九"};

int DigitOf(absl::string_view character) {
  if (character == "两") return 2;
  const auto at = std::find(kDigits.begin(), kDigits.end(), character);
  return at == kDigits.end() ? 0 : static_cast<int>(at - kDigits.begin());
}

// "四十五" → 45, "十" → 10, "两" → 2.
int BelowHundred(absl::string_view numeral) {
  const std::size_t ten = numeral.find("十");
  if (ten == absl::string_view::npos) return DigitOf(numeral);
  const int tens = ten == 0 ? 1 : DigitOf(numeral.substr(0, ten));
  return tens * 10 + DigitOf(numeral.substr(ten + absl::string_view("十").size()));
}

// Bytes of a mark that people write for a dash; 0 if `rest` begins with none.
std::size_t DashMark(absl::string_view rest) {
  if (rest.empty() || static_cast<unsigned char>(rest[0]) < 0x80) return 0;
  for (absl::string_view dash : {"—", "–", "一", "ー", "─", "−", "―", "〜", "‐", "→"}) {
    if (absl::StartsWith(rest, dash)) return dash.size();
  }
  return 0;
}

// Bytes of such marks between two figures: "18—45", "18一45", "5000——6000".
std::size_t DashLength(absl::string_view rest) {
  std::size_t length = 0;
  while (const std::size_t mark = DashMark(rest.substr(length))) length += mark;
  return length > 0 && length < rest.size() && IsDigit(rest[length]) ? length : 0;
}

// Bytes of the picture (a flame, a pin, a tick, the frame of a digit) that `rest` begins with; 0 if
// it begins with none. In groups of a chat they part clauses, as commas do elsewhere.
std::size_t PictureLength(absl::string_view rest) {
  if (absl::StartsWith(rest, "\xF0\x9F")) return std::min<std::size_t>(4, rest.size());
  if (rest.size() < 3) return 0;
  const auto lead = static_cast<unsigned char>(rest[0]);
  const auto second = static_cast<unsigned char>(rest[1]);
  const bool symbol = lead == 0xE2 && ((second >= 0x98 && second <= 0x9E) || second == 0x8C ||
                                       second == 0x8F || (second >= 0xAC && second <= 0xAF));
  const bool joint =
      absl::StartsWith(rest, "\xEF\xB8\x8F") || absl::StartsWith(rest, "\xE2\x83\xA3");
  return symbol || joint ? 3 : 0;
}

}  // namespace

std::string FoldClauses(absl::string_view text) {
  const std::string folded = Fold(text);
  std::string out;
  out.reserve(folded.size());
  bool blank = false;
  bool line = false;
  for (absl::string_view rest = folded; !rest.empty();) {
    if (const std::size_t size = BlankLength(rest); size > 0) {
      blank = true;
      line = line || rest[0] == '\n';
      rest.remove_prefix(size);
      continue;
    }
    if (const std::size_t size = PictureLength(rest); size > 0) {
      blank = line = true;
      rest.remove_prefix(size);
      continue;
    }
    if (blank && !out.empty() && (line ? out.back() != ',' : Parts(out, rest))) out.push_back(',');
    blank = line = false;
    const std::size_t dash = !out.empty() && IsDigit(out.back()) ? DashLength(rest) : 0;
    if (dash > 0) {
      out.push_back('-');
      rest.remove_prefix(dash);
      continue;
    }
    out.push_back(rest[0]);
    rest.remove_prefix(1);
  }
  return out;
}

std::string FactText(absl::string_view text) {
  std::string folded = FoldClauses(text);
  const bool numeral = std::any_of(kDigits.begin() + 1, kDigits.end(),
                                   [&](absl::string_view digit) { return Holds(folded, digit); });
  if (!numeral && !Holds(folded, "十") && !Holds(folded, "两")) return folded;
  static const RE2 numerals(
      R"(([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?:(至|到|-|~)([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]))?(周?岁|名|人|位|年|个?小时|天))");
  std::string out;
  re2::StringPiece rest(folded);
  re2::StringPiece found[5];
  while (numerals.Match(rest, 0, rest.size(), RE2::UNANCHORED, found, 5)) {
    const auto view = [&](int i) { return absl::string_view(found[i].data(), found[i].size()); };
    out.append(rest.data(), static_cast<std::size_t>(found[0].data() - rest.data()));
    if (!out.empty() && IsDigit(out.back())) {  // "300一天"
      out.append(found[0].data(), found[0].size());
    } else {
      absl::StrAppend(&out, BelowHundred(view(1)), view(2));
      if (!found[3].empty()) absl::StrAppend(&out, BelowHundred(view(3)));
      absl::StrAppend(&out, view(4));
    }
    rest.remove_prefix(static_cast<std::size_t>(found[0].data() + found[0].size() - rest.data()));
  }
  out.append(rest.data(), rest.size());
  return out;
}

bool OnlyPreferred(absl::string_view text, const re2::StringPiece& found) {
  absl::string_view clause =
      text.substr(static_cast<std::size_t>(found.data() + found.size() - text.data()));
  absl::string_view before = text.substr(0, static_cast<std::size_t>(found.data() - text.data()));
  for (absl::string_view end : {",", ";", "。", "、", "!"}) {
    clause = clause.substr(0, std::min(clause.size(), clause.find(end)));
    const std::size_t last = before.rfind(end);
    if (last != absl::string_view::npos) before.remove_prefix(last + end.size());
  }
  constexpr std::size_t kNear = 15;  // bytes of five ideographs
  if (Holds(before.substr(before.size() > kNear ? before.size() - kNear : 0), "最好")) return true;
  for (absl::string_view word : {"优先", "更佳", "为佳", "尤佳", "更好", "加分", "最佳"}) {
    if (Holds(clause, word)) return true;
  }
  return false;
}

}  // namespace laowu::intake

#include "intake/facts/facts_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "intake/text/numerals.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

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

int DigitOf(absl::string_view character) { return std::max(0, ChineseDigit(character)); }

// "四十五" → 45, "十" → 10, "两" → 2.
int BelowHundred(absl::string_view numeral) {
  const std::size_t ten = numeral.find("十");
  if (ten == absl::string_view::npos) return DigitOf(numeral);
  const int tens = ten == 0 ? 1 : DigitOf(numeral.substr(0, ten));
  return tens * 10 + DigitOf(numeral.substr(ten + absl::string_view("十").size()));
}

// Whether a numeral behind `before` is the rest of another (几十人, 一百二十人, 300一天) or counts
// in order (第二名); 两百一天 is so much a day.
bool IsPartOfNumeral(absl::string_view before, absl::string_view unit) {
  return !before.empty() &&
         (IsDigit(before.back()) || EndsWithAny(before, {"几", "数", "第", "十"}) ||
          (EndsWithAny(before, {"百", "千", "万"}) && !EndsWithAny(unit, {"天", "时"})));
}

// "三五名", "七八年", "二三十人": of the digits that stand side by side, `out` ends with the first,
// written as a numeral, and takes it as the lower end of a range.
void JoinNeighbours(absl::string_view numeral, std::string& out) {
  constexpr std::size_t kHan = 3;  // bytes of an ideograph
  const bool tens = numeral.size() == 2 * kHan && absl::EndsWith(numeral, "十");
  if ((numeral.size() != kHan && !tens) || out.size() < kHan) return;
  const int low = ChineseDigit(absl::string_view(out).substr(out.size() - kHan));
  const int high = ChineseDigit(numeral.substr(0, kHan));
  const bool side_by_side = low > 0 && (high == low + 1 || (low == 3 && high == 5));
  if (!side_by_side) return;
  out.resize(out.size() - kHan);
  absl::StrAppend(&out, tens ? low * 10 : low, "-");
}

constexpr absl::string_view kWelcome[] = {"优先", "更佳", "为佳", "尤佳", "更好", "加分", "最佳"};

bool SaysWelcome(absl::string_view text) {
  return std::any_of(std::begin(kWelcome), std::end(kWelcome),
                     [&](absl::string_view word) { return Holds(text, word); });
}

// Bytes of a mark that people write for a dash; 0 if `rest` begins with none.
std::size_t DashMark(absl::string_view rest) {
  const auto lead = static_cast<unsigned char>(rest.empty() ? ' ' : rest[0]);
  if (lead < 0xE2 || lead > 0xE4) return 0;
  static constexpr absl::string_view kDashes[] = {"—", "–", "一", "ー", "─",
                                                  "−", "―", "〜", "‐",  "→"};
  for (absl::string_view dash : kDashes) {
    if (rest[0] == dash[0] && absl::StartsWith(rest, dash)) return dash.size();
  }
  return 0;
}

// Bytes of such marks between two figures: "18—45", "18一45", "5000——6000".
std::size_t DashLength(absl::string_view rest) {
  std::size_t length = 0;
  while (const std::size_t mark = DashMark(rest.substr(length))) length += mark;
  return length > 0 && length < rest.size() && IsDigit(rest[length]) ? length : 0;
}

// Whether a figure ends there, with its multiplier: "8", "8k", "8千".
bool EndsWithFigure(absl::string_view text) {
  if (text.empty() || IsDigit(text.back())) return !text.empty();
  for (absl::string_view word : {"k", "w", "千", "万", "元"}) {
    if (absl::ConsumeSuffix(&text, word)) return !text.empty() && IsDigit(text.back());
  }
  return false;
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

// Bytes at the beginning of `rest` of a folded text that are surely part of neither a blank, nor a
// picture, nor a dash behind `out`: most are of ideographs, letters and figures.
std::size_t PlainLength(absl::string_view rest, const std::string& out) {
  enum Kind : unsigned char { kOther, kLetter, kDigit, kOfIdeograph };
  static constexpr std::array<Kind, 256> kKinds = [] {
    std::array<Kind, 256> kinds{};
    for (std::size_t byte = 'a'; byte <= 'z'; ++byte) kinds[byte] = kLetter;
    for (std::size_t byte = 'A'; byte <= 'Z'; ++byte) kinds[byte] = kLetter;
    for (std::size_t byte = '0'; byte <= '9'; ++byte) kinds[byte] = kDigit;
    for (std::size_t byte = 0x80; byte <= 0xBF; ++byte) kinds[byte] = kOfIdeograph;
    for (std::size_t byte = 0xE4; byte <= 0xE9; ++byte) kinds[byte] = kOfIdeograph;
    return kinds;
  }();
  Kind before = out.empty() ? kOther : kKinds[static_cast<unsigned char>(out.back())];
  std::size_t length = 0;
  for (; length < rest.size(); ++length) {
    const Kind kind = kKinds[static_cast<unsigned char>(rest[length])];
    if (kind == kOther || (kind == kOfIdeograph && before == kDigit)) break;
    before = kind;
  }
  return length;
}

// What was made of the last text of a thread: the facts of a row are read one by one from the same.
class LastMade {
 public:
  // Null: `text` is another one.
  const std::string* Find(absl::string_view text) const {
    return !text.empty() && text == text_ ? &made_ : nullptr;
  }
  std::string Keep(absl::string_view text, std::string made) {
    // Long ones are not kept beyond their row.
    constexpr std::size_t kMost = 16 * 1024;
    if (text.size() <= kMost) {
      text_.assign(text.data(), text.size());
      made_ = made;
    }
    return made;
  }

 private:
  std::string text_;
  std::string made_;
};

}  // namespace

std::string FoldClauses(absl::string_view text) {
  thread_local LastMade last;
  if (const std::string* made = last.Find(text); made != nullptr) return *made;
  const std::string folded = Fold(text);
  std::string out;
  out.reserve(folded.size());
  bool blank = false;
  bool line = false;
  for (absl::string_view rest = folded; !rest.empty();) {
    if (const std::size_t plain = blank ? 0 : PlainLength(rest, out); plain > 0) {
      out.append(rest.data(), plain);
      rest.remove_prefix(plain);
      continue;
    }
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
    const std::size_t dash = DashLength(rest);
    if (dash > 0 && EndsWithFigure(out)) {
      out.push_back('-');
      rest.remove_prefix(dash);
      continue;
    }
    out.push_back(rest[0]);
    rest.remove_prefix(1);
  }
  return last.Keep(text, std::move(out));
}

std::string TightText(absl::string_view text) {
  thread_local LastMade last;
  if (const std::string* made = last.Find(text); made != nullptr) return *made;
  return last.Keep(text, FoldTight(text));
}

std::string FactText(absl::string_view text) {
  thread_local LastMade last;
  if (const std::string* made = last.Find(text); made != nullptr) return *made;
  std::string folded = FoldClauses(text);
  if (!SaysAny(folded, {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两"})) {
    return last.Keep(text, std::move(folded));
  }
  // A number of tens needs no unit beside another one (十八到四十五) or a bound (五十以内).
  static const RE2 numerals(
      R"(([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?:(至|到|-|~)([一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]))?(周?岁|名|人|位|年|个?小时|天)|([一二三四五六七八九]?十[一二三四五六七八九]?)(?:(至|到|-|~)([一二三四五六七八九]?十[一二三四五六七八九]?)|(以[上下内])))");
  std::string out;
  re2::StringPiece rest(folded);
  re2::StringPiece found[9];
  while (numerals.Match(rest, 0, rest.size(), RE2::UNANCHORED, found, 9)) {
    const auto view = [&](int i, int or_else) {
      const re2::StringPiece& piece = found[i].empty() ? found[or_else] : found[i];
      return absl::string_view(piece.data(), piece.size());
    };
    out.append(rest.data(), static_cast<std::size_t>(found[0].data() - rest.data()));
    const absl::string_view first = view(1, 5);
    if (IsPartOfNumeral(out, view(4, 8))) {  // "300一天", "几十人"
      out.append(found[0].data(), found[0].size());
    } else {
      JoinNeighbours(first, out);
      absl::StrAppend(&out, BelowHundred(first), view(2, 6));
      if (!view(3, 7).empty()) absl::StrAppend(&out, BelowHundred(view(3, 7)));
      absl::StrAppend(&out, view(4, 8));
    }
    rest.remove_prefix(static_cast<std::size_t>(found[0].data() + found[0].size() - rest.data()));
  }
  out.append(rest.data(), rest.size());
  return last.Keep(text, std::move(out));
}

void WriteCantonese(std::string& text) {
  if (SaysAny(text, {"唔", "冇", "喺", "嘅"})) {
    absl::StrReplaceAll({{"唔使返", "不用上"},
                         {"返夜班", "上夜班"},
                         {"唔使", "不用"},
                         {"冇包", "不包"},
                         {"唔", "不"},
                         {"冇", "没有"},
                         {"喺", "在"},
                         {"嘅", "的"}},
                        &text);
  }
  if (Holds(text, "岁落")) {
    absl::StrReplaceAll({{"岁落户", "岁落户"}, {"岁落", "岁以下"}}, &text);
  }
}

bool SaysNoLimit(absl::string_view text) {
  return SaysAny(
      text, {"不限", "无要求", "不作要求", "不要求", "无限制", "均可", "any", "none required"});
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
  // "物流经验(有制造业背景者更佳)": what a bracket names is welcome, not what stands before it.
  const std::size_t open = clause.find('(');
  const std::size_t close = clause.find(')', open);
  constexpr std::size_t kNames = 12;  // bytes before the word of welcome: more than 者, 的 or 考虑
  if (close != absl::string_view::npos) {
    const absl::string_view within = clause.substr(open + 1, close - open - 1);
    for (absl::string_view word : kWelcome) {
      const std::size_t at = within.find(word);
      if (at != absl::string_view::npos && at >= kNames) {
        return SaysWelcome(clause.substr(0, open)) || SaysWelcome(clause.substr(close));
      }
    }
  }
  // "55岁以下退伍优先": who is welcome is named behind the age, which holds for all.
  constexpr absl::string_view kYears = "岁";
  if (Holds({found.data(), found.size()}, kYears)) {
    for (absl::string_view who : {"退伍", "退役", "有", "会", "懂", "持", "夫妻", "熟手", "熟练",
                                  "本地", "住", "能", "身体"}) {
      if (absl::StartsWith(clause, who)) return false;
    }
  }
  return SaysWelcome(clause);
}

}  // namespace laowu::intake

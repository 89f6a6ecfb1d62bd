#include "intake/worker/person_cells.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

constexpr std::size_t kPhoneDigits = 11;

// Its digits, if they are a mobile number; else empty.
std::string MobileIn(absl::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) digits.push_back(c);
  }
  if (digits.size() == kPhoneDigits + 2 && absl::StartsWith(digits, "86")) digits.erase(0, 2);
  return digits.size() == kPhoneDigits && digits[0] == '1' ? digits : "";
}

}  // namespace

std::string NameOfCell(absl::string_view cell) {
  static const RE2 with_note(R"((\p{Han}{2,6}(?:[·•]\p{Han}{1,8})*)\s*[（(\n][\s\S]*)");
  std::string name;
  const bool has_note = RE2::FullMatch({cell.data(), cell.size()}, with_note, &name);
  const absl::string_view text = has_note ? absl::string_view(name) : cell;
  const std::string plain = absl::StrReplaceAll(text, {{"　", " "}});
  const std::vector<std::string> parts = absl::StrSplit(plain, ' ', absl::SkipWhitespace());
  static const RE2 ideographs(R"(\p{Han}+)");
  const bool is_chinese = std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
    return RE2::FullMatch(part, ideographs);
  });
  const bool has_single = std::any_of(parts.begin(), parts.end(), [](const std::string& part) {
    return CharacterCount(part) == 1;
  });
  if (parts.size() < 2 || !is_chinese || !has_single) return std::string(text);
  return absl::StrJoin(parts, "");
}

bool NamesSeveral(absl::string_view text) {
  static const RE2 several(
      R"(\s*\p{Han}{2,4}\s*(?:[、，,;；/]|\n)\s*\p{Han}{2,4}(?:\s*[、，,;；/\n]\s*\p{Han}{2,4})*\s*)");
  return SaysAny(text, {"、", "，", ",", ";", "；", "/", "\n"}) &&
         RE2::FullMatch({text.data(), text.size()}, several);
}

bool IsNoNumber(absl::string_view text) {
  static constexpr absl::string_view kNone[] = {"",     "/",    "\\",     "-",    "--",   "—",
                                                "无",   "不详", "不清楚", "待补", "暂无", "未提供",
                                                "没有", "无号", "待核实", "空"};
  const std::string folded = FoldTight(text);
  return std::find(std::begin(kNone), std::end(kNone), folded) != std::end(kNone);
}

std::string WhyNoIdentityNumber(absl::string_view bare, absl::string_view why) {
  static const RE2 two(R"(\d{14,17}[\dx]\D+\d{14,17}[\dx].*|\d{17}[\dx]\d{17}[\dx])");
  if (Holds(bare, "e+")) {
    return absl::StrCat(
        "身份证号被表格软件改成了科学计数，请把该列设为文本 (the spreadsheet rounded the number: "
        "format the column as text): ",
        why);
  }
  if (Holds(bare, "*")) {
    return "身份证号打了星号，认不出是谁，请填完整号码 (digits of the identity number are hidden: "
           "write "
           "all of it)";
  }
  if (RE2::FullMatch({bare.data(), bare.size()}, two)) {
    return "一格写了几个人的身份证号，请一人一行 (identity numbers of several persons in one cell: "
           "a "
           "row each)";
  }
  return absl::StrCat("身份证号不合格 (the identity number is not valid): ", why);
}

bool IsAnothersPhone(absl::string_view header, absl::string_view text, absl::string_view name) {
  static const RE2 words(R"((\p{Han}{2,8}))");
  std::string said;
  if (!RE2::PartialMatch({text.data(), text.size()}, words, &said)) return false;
  if (SaysAny(said, {"支书", "主任", "书记", "村干", "组长", "队长", "文书", "网格员", "干部",
                     "老板", "工头", "邻居", "村委"})) {
    return true;
  }
  static const RE2 of_own(
      "本人|自己|手机|电话|微信|号|联系|家|亲|夫|妻|父|母|爸|妈|儿|女|媳|婿|哥|姐|弟|妹|孙|爷|奶|"
      "老公|"
      "老婆|爱人|叔|舅|伯|姑|姨|嫂");
  return absl::StrContains(header, "联系人") && !Holds(name, said) && !Holds(said, name) &&
         !RE2::PartialMatch(said, of_own);
}

PhoneOfCell ReadPhoneCell(absl::string_view text) {
  const std::string narrow = NarrowDigits(text);
  if (std::string whole = MobileIn(narrow); !whole.empty()) return {whole, false};
  // At marks, then at blanks as well ("10010000004 10010000014"), and last where two stand
  // together.
  const std::string marked = absl::StrReplaceAll(narrow, {{"，", ","},
                                                          {"；", ","},
                                                          {";", ","},
                                                          {"、", ","},
                                                          {"/", ","},
                                                          {"|", ","},
                                                          {"／", ","},
                                                          {"或", ","},
                                                          {"和", ","},
                                                          {"\n", ","},
                                                          {"(", ","},
                                                          {"（", ","}});
  const std::string blanks = absl::StrReplaceAll(marked, {{" ", ","}, {"　", ","}});
  for (const std::string& list : {marked, blanks}) {
    for (absl::string_view part : absl::StrSplit(list, ',', absl::SkipWhitespace())) {
      if (std::string number = MobileIn(part); !number.empty()) return {number, true};
    }
  }
  static const RE2 together(R"((1\d{10})1\d{10})");
  std::string first;
  if (RE2::FullMatch(narrow, together, &first)) return {first, true};
  return {};
}

}  // namespace laowu::intake

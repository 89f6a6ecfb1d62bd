#include "intake/table/consent_header.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

re2::StringPiece Piece(absl::string_view text) { return {text.data(), text.size()}; }

// Ticks of all shapes as √, crosses as ×, empty boxes as □.
std::string WithPlainMarks(absl::string_view folded) {
  return absl::StrReplaceAll(
      folded,
      {{"\xEF\xB8\x8F", ""}, {"✓", "√"},   {"✔", "√"},   {"✅", "√"},   {"☑", "√"},   {"■", "√"},
       {"●", "√"},           {"(√)", "√"}, {"[√]", "√"}, {"✗", "×"},   {"✘", "×"},   {"✖", "×"},
       {"❌", "×"},           {"☒", "×"},   {"[x]", "√"}, {"(x)", "×"}, {"☐", "□"},   {"○", "□"},
       {"()", "□"},          {"[]", "□"},  {"(×)", "×"}, {"(☑)", "√"}, {"(✓)", "√"}, {"(✔)", "√"}});
}

// Without what asks and denies nothing: 是否, 愿不愿意, 签字没得.
std::string WithoutAsking(absl::string_view folded) {
  std::string plain(folded);
  static const RE2 asking(
      R"(是不是|是否|有没有|有无|能不能|能否|可否|可不可以|得不得|要不要|与否|(?:没得|没有|没|否|不|吗)[?]?$)");
  RE2::GlobalReplace(&plain, asking, "");
  return absl::StrReplaceAll(plain, {{"同不同意", "同意"},
                                     {"愿不愿", "愿"},
                                     {"肯不肯", "肯"},
                                     {"让不让", "让"},
                                     {"准不准", "准"},
                                     {"给不给", "给"},
                                     {"签没签", "签"},
                                     {"签不签", "签"},
                                     {"按没按", "按"},
                                     {"无异议", "同意"},
                                     {"没意见", "同意"}});
}

// Of one line of a header; none if it neither agrees nor denies.
std::optional<ConsentAsked> WhatLineAsks(absl::string_view line) {
  if (line == "否" || line == "不" || line == "无") return ConsentAsked::kNo;
  if (line == "是" || line == "有") return ConsentAsked::kYes;
  const std::string plain = WithoutAsking(line);
  static const RE2 denial(
      R"(不[太大]?(?:同意|愿|肯|想|要|让|许|准|允|予|给|可|能|授权|公开|提供|推荐|登记|录入|签|接受|参与|参加|得)|拒|谢绝|免打扰|免[于予]|勿|莫|(?:^|请)别|反对|退出|撤回|撤销|收回|取消|删除|注销|停止|禁止|异议|refus|declin|withdr|revok|opt-?out|disagree|not(?:to)?(?:consent|agree|share|authori)|donot|noconsent)");
  static const RE2 not_yet(
      R"([未没待](?:有|得)?[^,;/]{0,3}(?:签|授权|同意|联系|确认|定|答复|回复|表态)|待[签定补]|考虑|犹豫|联系不上|不在家|不清楚|不确定)");
  static const RE2 yes(R"(同意|愿|肯|授权|允许|许可|提供|公开|签|是|使用|consent|agree|authori)");
  static const RE2 twice(R"([不未没](?:反对|拒绝|撤回|取消|退出)|不得不)");
  if (RE2::PartialMatch(plain, twice)) return ConsentAsked::kUnsure;
  const bool denies = RE2::PartialMatch(plain, denial);
  std::string rest = plain;
  if (denies) RE2::GlobalReplace(&rest, R"(不[^,;/、或|]*|拒绝?[^,;/、或|]*)", "");
  // 同意或不同意, 愿意/不愿意.
  static const RE2 agrees(R"((?:同意|愿意|愿|肯)(?:[,;/、或|0-9a-z√×]|$))");
  if (denies && RE2::PartialMatch(rest, agrees)) return ConsentAsked::kUnsure;
  if (denies) return ConsentAsked::kNo;
  if (RE2::PartialMatch(plain, not_yet)) return ConsentAsked::kNotYet;
  if (RE2::PartialMatch(plain, yes)) return ConsentAsked::kYes;
  return std::nullopt;
}

// One code of a legend and the word that it stands for; an empty code: words without one.
using Code = std::pair<std::string, std::string>;

// "1同意", "同意√", "不同意打×", "1=同意2=不同意". False if it cannot be told which stands for
// what.
bool TakeCodes(absl::string_view piece, std::vector<Code>& codes) {
  static const RE2 either(R"([0-9a-z√×□△])");
  static const RE2 first(
      R"((?:请|填|写|选|打|勾|划|画)*([0-9a-z√×□△])[=:.、)-]*(?:为|表示|代表|是)?)"
      R"(([^0-9a-z√×□△=:,;()]+))");
  static const RE2 last(
      R"(([^0-9a-z√×□△=:,;()]+?)(?:请|填写?|写|选|的?打|划|画|为|用|则|[=:])*([0-9a-z√×□△]))");
  constexpr int kOnlyCode = 1;  // "Y/N"
  if (!RE2::PartialMatch(Piece(piece), either) || CharacterCount(piece) == kOnlyCode) return true;
  std::string code;
  std::string word;
  std::vector<Code> found;
  re2::StringPiece rest = Piece(piece);
  while (!rest.empty() && RE2::Consume(&rest, first, &code, &word)) found.emplace_back(code, word);
  if (rest.empty() && !found.empty()) {
    codes.insert(codes.end(), found.begin(), found.end());
    return true;
  }
  found.clear();
  rest = Piece(piece);
  while (!rest.empty() && RE2::Consume(&rest, last, &word, &code)) found.emplace_back(code, word);
  if (!rest.empty() || found.empty()) return false;
  codes.insert(codes.end(), found.begin(), found.end());
  return true;
}

struct Legend {
  bool is_there = false;  // the column is to be marked
  bool is_clear = true;
  std::vector<Code> codes;
};

// Cheap: whether there may be one.
bool MayHaveLegend(absl::string_view header) {
  if (SaysAny(header, {"√", "×", "✓", "✔", "☑", "打勾", "打钩", "打对", "画勾", "划勾", "打叉"})) {
    return true;
  }
  return SaysAny(header, {"同意", "是", "愿", "签", "有", "授权", "y/n", "Y/N"}) &&
         (HoldsDigit(header) || SaysAny(header, {"A", "a", "Y", "y", "１", "①", "Ａ"}));
}

Legend ReadLegend(absl::string_view header) {
  Legend legend;
  if (!MayHaveLegend(header)) return legend;
  const std::string folded = WithPlainMarks(absl::StrReplaceAll(
      FoldTight(absl::StrReplaceAll(header, {{" ", ";"}, {"　", ";"}})), {{"打勾", "打√"},
                                                                          {"打钩", "打√"},
                                                                          {"打对", "打√"},
                                                                          {"画勾", "打√"},
                                                                          {"划勾", "打√"},
                                                                          {"打叉", "打×"},
                                                                          {"、", ";"},
                                                                          {"/", ";"},
                                                                          {",", ";"},
                                                                          {"。", ";"},
                                                                          {"|", ";"},
                                                                          {"或", ";"}}));
  // What stands in the brackets, else all of it.
  const std::size_t open = folded.find('(');
  const std::size_t close = folded.rfind(')');
  const bool in_brackets = open != std::string::npos && close != std::string::npos && close > open;
  const absl::string_view all(folded);
  absl::string_view said = in_brackets ? all.substr(open + 1, close - open - 1) : all;
  static const RE2 just_ticked(
      R"((?:.*(?:的|者|请|可|栏|处|内|里|;))?(?:请)?(?:在.*)?[打填画划]?√;?(?:即可)?)");
  static const RE2 named(R"(.*[1-9][0-9].*|.*[0-9]{4}.*)");
  if (RE2::FullMatch(Piece(said), named)) return legend;  // a year, a number
  if (RE2::FullMatch(Piece(said), just_ticked)) {
    legend.is_there = true;
    return legend;
  }
  for (const absl::string_view piece : absl::StrSplit(said, ';', absl::SkipEmpty())) {
    if (!TakeCodes(piece, legend.codes)) legend.is_clear = false;
  }
  static const RE2 answer("同意|愿|是|否|不|签|有|无|授权|拒|肯|行");
  const bool says_answer = RE2::PartialMatch(Piece(said), answer);
  if (in_brackets && !says_answer) return Legend();  // （见附件1）
  // "1.是否授权" is a number before a question, "同意√" a tick beside its own name.
  static const RE2 question(R"(是否|情况|吗|与否|编号)");
  if (!in_brackets && legend.codes.size() < 2) {
    legend.is_there = Holds(all, "√");
    legend.codes.clear();
    legend.is_clear = true;
  } else if (!legend.codes.empty() || !legend.is_clear) {
    legend.is_there = true;
  }
  if (!in_brackets && !legend.is_clear && RE2::PartialMatch(Piece(said), question)) {
    legend.is_there = Holds(all, "√");
    legend.is_clear = !legend.is_there;
  }
  return legend;
}

}  // namespace

ConsentAsked WhatHeaderAsks(absl::string_view header) {
  if (!SaysAny(header, {"不",   "拒",   "谢绝",   "免",     "勿",    "莫",    "别",   "反对",
                        "退出", "撤",   "收回",   "取消",   "删",    "注销",  "停止", "禁止",
                        "异议", "未",   "没",     "待",     "否",    "无",    "考虑", "犹豫",
                        "efus", "EFUS", "eclin",  "ECLIN",  "ithdr", "ITHDR", "evok", "EVOK",
                        "ot ",  "OT ",  "pt out", "pt-out", "isagr", "ISAGR", "no "})) {
    return ConsentAsked::kYes;
  }
  // （同意√ 不同意×） is a legend, and no part of the question.
  const std::string outside = FoldTight(WithoutBrackets(header));
  std::vector<absl::string_view> lines = absl::StrSplit(outside, '/', absl::SkipEmpty());
  // 是否同意/不同意 may be a heading and its column; 同意/不同意 may be both answers.
  static const RE2 both(R"((?:同意/不同意|愿意?/不愿意?|是/否|已签/未签|授权/不授权)$)");
  static const RE2 asked(R"(^(?:是否|有无)?(?:同意|愿意?|是|已签|授权)/)");
  if (RE2::PartialMatch(outside, both) && !RE2::PartialMatch(outside, "^(?:是否|有无)")) {
    if (RE2::PartialMatch(outside, asked)) return ConsentAsked::kUnsure;
  }
  // 授权 同意√ 不同意×: without brackets.
  if (outside.size() == FoldTight(header).size() && ReadLegend(header).codes.size() > 1) {
    return ConsentAsked::kYes;
  }
  for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
    if (const auto asks = WhatLineAsks(*line); asks.has_value()) return *asks;
  }
  return ConsentAsked::kYes;
}

bool HasLegend(absl::string_view header) { return ReadLegend(header).is_there; }

bool IsConsentTick(absl::string_view folded) {
  static const RE2 tick(
      R"((?:√|✓|✔|☑|✅)\x{FE0F}?|1|y|yes|true|ok|v|是的?|有|对的?|[打画划已]?勾选?|[打画划已]?钩|打对)");
  return RE2::FullMatch(Piece(folded), tick);
}

std::string ByLegend(absl::string_view header, absl::string_view text) {
  const Legend legend = ReadLegend(header);
  if (legend.codes.empty() && legend.is_clear) return std::string(text);
  std::string mark = WithPlainMarks(FoldTight(text));
  static const RE2 comment(R"(([0-9a-z√×□△])[.。,;(].*)");
  std::string code;
  if (RE2::FullMatch(mark, comment, &code)) mark = code;
  if (mark == "勾" || mark == "打勾" || mark == "打钩" || mark == "钩" || mark == "v") mark = "√";
  static const RE2 is_mark(R"([0-9a-z√×□△]|[0-9.]+)");
  if (!RE2::FullMatch(mark, is_mark)) return std::string(text);
  if (!legend.is_clear) return "?";
  std::string word;
  for (const Code& known : legend.codes) {
    if (known.first != mark) continue;
    if (!word.empty() && word != known.second) return "?";
    word = known.second;
  }
  // "是√" of a column that is to be ticked has nothing to say of a cross.
  if (word.empty() && mark == "×" && legend.codes.size() == 1 && legend.codes[0].first == "√") {
    return std::string(text);
  }
  return word.empty() ? "?" : word;
}

std::string TickedAnswer(absl::string_view text) {
  const std::string folded = WithPlainMarks(FoldTight(text));
  const bool is_marked = SaysAny(folded, {"√", "×", "□"});
  if (!is_marked) {
    static const RE2 printed(
        R"((?:同意|愿意?|授权|是|已签)[/|、,;或]*(?:不同意|不愿意?|不授权|否|未签)|(?:不同意|否|不愿意?)[/|、,;或]*(?:同意|是|愿意?))");
    return RE2::FullMatch(folded, printed) ? "?" : std::string(text);
  }
  static const RE2 answer(
      R"(((?:本人|我)?(?:不同意|不愿意?|不肯|不授权|不可以|不行|不签|不允许|不提供|不|拒绝授权|拒绝签|拒绝|未签|没签|未授权|未同意|同意授权|同意|愿意?|授权|允许|可以|提供|已签|签字|签|否|是|有|无|待定|待签|待考虑|考虑|未联系上|其他|其它)(?:授权|使用|公开|提供|推荐|登记)?(?:本人|个人)?(?:信息)?)|([√×□])|[,;/|、.:\s])");
  std::vector<std::pair<std::string, std::string>> answers;  // word, mark
  std::string marks_before;
  re2::StringPiece rest(folded);
  const bool mark_first = StartsWithAny(folded, {"√", "×", "□"});
  std::string word;
  std::string mark;
  while (!rest.empty()) {
    word.clear();
    mark.clear();
    if (!RE2::Consume(&rest, answer, &word, &mark)) break;
    if (!word.empty()) {
      answers.emplace_back(word, mark_first ? std::exchange(marks_before, "") : "");
    } else if (!mark.empty() && mark_first) {
      if (!marks_before.empty()) return answers.empty() ? std::string(text) : "?";
      marks_before = mark;
    } else if (!mark.empty()) {
      if (answers.empty() || !answers.back().second.empty()) return "?";
      answers.back().second = mark;
    }
  }
  // A mark with a comment is a mark: "√（怕被骗）", "×".
  if (answers.empty()) return std::string(text);
  if (!marks_before.empty()) return "?";
  if (!rest.empty() && answers.size() < 2 && answers[0].second.empty()) return std::string(text);
  std::string ticked;
  for (const auto& [said, is] : answers) {
    if (is != "√") continue;
    if (!ticked.empty()) return "?";
    ticked = said;
  }
  return ticked.empty() || !rest.empty() ? "?" : ticked;
}

}  // namespace laowu::intake

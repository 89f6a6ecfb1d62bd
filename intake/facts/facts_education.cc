// Schools; the header is facts.h.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

std::string Text(const re2::StringPiece& piece) { return std::string(piece.data(), piece.size()); }

struct EducationWord {
  absl::string_view word;
  EducationLevel level;
};
constexpr std::array kEducationWords = {
    EducationWord{"文盲", EducationLevel::kNone},
    EducationWord{"未上过学", EducationLevel::kNone},
    EducationWord{"不识字", EducationLevel::kNone},
    EducationWord{"没上过学", EducationLevel::kNone},
    EducationWord{"没读过书", EducationLevel::kNone},
    EducationWord{"没读书", EducationLevel::kNone},
    EducationWord{"没上学", EducationLevel::kNone},
    EducationWord{"未读书", EducationLevel::kNone},
    EducationWord{"没进过学校", EducationLevel::kNone},
    EducationWord{"没文化", EducationLevel::kNone},
    EducationWord{"未读过书", EducationLevel::kNone},
    EducationWord{"没有读过书", EducationLevel::kNone},
    EducationWord{"没有上过学", EducationLevel::kNone},
    EducationWord{"没念过书", EducationLevel::kNone},
    EducationWord{"小学", EducationLevel::kPrimary},
    EducationWord{"高小", EducationLevel::kPrimary},
    EducationWord{"初小", EducationLevel::kPrimary},
    EducationWord{"初中", EducationLevel::kJuniorMiddle},
    EducationWord{"初级中学", EducationLevel::kJuniorMiddle},
    EducationWord{"高中", EducationLevel::kSeniorMiddle},
    EducationWord{"普通高级中学", EducationLevel::kSeniorMiddle},
    EducationWord{"普高", EducationLevel::kSeniorMiddle},
    EducationWord{"九年义务", EducationLevel::kJuniorMiddle},
    EducationWord{"职中", EducationLevel::kSecondaryVocational},
    EducationWord{"卫校", EducationLevel::kSecondaryVocational},
    EducationWord{"中师", EducationLevel::kSecondaryVocational},
    EducationWord{"专升本", EducationLevel::kBachelorOrAbove},
    EducationWord{"中专", EducationLevel::kSecondaryVocational},
    EducationWord{"中技", EducationLevel::kSecondaryVocational},
    EducationWord{"中职", EducationLevel::kSecondaryVocational},
    EducationWord{"职高", EducationLevel::kSecondaryVocational},
    EducationWord{"技校", EducationLevel::kSecondaryVocational},
    EducationWord{"职业高中", EducationLevel::kSecondaryVocational},
    EducationWord{"中等专业", EducationLevel::kSecondaryVocational},
    EducationWord{"中等职业", EducationLevel::kSecondaryVocational},
    EducationWord{"技工学校", EducationLevel::kSecondaryVocational},
    EducationWord{"大专", EducationLevel::kCollege},
    EducationWord{"专科", EducationLevel::kCollege},
    EducationWord{"高职", EducationLevel::kCollege},
    EducationWord{"本科", EducationLevel::kBachelorOrAbove},
    EducationWord{"学士", EducationLevel::kBachelorOrAbove},
    EducationWord{"硕士", EducationLevel::kBachelorOrAbove},
    EducationWord{"研究生", EducationLevel::kBachelorOrAbove},
    EducationWord{"博士", EducationLevel::kBachelorOrAbove},
    EducationWord{"大学", EducationLevel::kBachelorOrAbove},
    EducationWord{"none", EducationLevel::kNone},
    EducationWord{"primary", EducationLevel::kPrimary},
    EducationWord{"junior", EducationLevel::kJuniorMiddle},
    EducationWord{"senior", EducationLevel::kSeniorMiddle},
    EducationWord{"high school", EducationLevel::kSeniorMiddle},
    EducationWord{"vocational", EducationLevel::kSecondaryVocational},
    EducationWord{"college", EducationLevel::kCollege},
    EducationWord{"bachelor", EducationLevel::kBachelorOrAbove},
    EducationWord{"master", EducationLevel::kBachelorOrAbove},
};

std::vector<EducationLevel> EducationsIn(absl::string_view text) {
  const std::string folded = Fold(text);
  std::vector<EducationLevel> levels;
  for (const EducationWord& word : kEducationWords) {
    if (!Holds(folded, word.word)) continue;
    if (word.word == "大学" && Holds(folded, "大学专科")) continue;
    levels.push_back(word.level);
  }
  return levels;
}

}  // namespace

std::optional<EducationLevel> ReadEducationColumn(absl::string_view text) {
  // "大专以上优先" asks for none; of "中专以上,本科优先" the rest counts.
  static constexpr absl::string_view kWelcome = "优先";
  if (Holds(text, kWelcome)) {
    std::string asked;
    for (const std::string& part : SplitList(text)) {
      if (!Holds(part, kWelcome)) absl::StrAppend(&asked, part, ",");
    }
    return asked.empty() ? EducationLevel::kUnspecified : ReadEducationColumn(asked);
  }
  const std::vector<EducationLevel> levels = EducationsIn(text);
  if (!levels.empty()) {
    const EducationLevel least = *std::min_element(levels.begin(), levels.end());
    if (SaysAny(text, {"以下", "及以下"}) || least == EducationLevel::kNone) {
      return EducationLevel::kUnspecified;  // "小学以下": no minimum
    }
    return least;
  }
  if (SaysNoLimit(text) || Trim(text) == "无") return EducationLevel::kUnspecified;
  return std::nullopt;
}

std::optional<EducationLevel> ReadEducationOfPerson(absl::string_view text) {
  // Who is still there (大专在读) has not got it; what else is named counts.
  if (SaysAny(text, {"在读", "在校", "就读"})) {
    std::string finished;
    for (const std::string& part : SplitList(text, /*at_blanks=*/true)) {
      if (!SaysAny(part, {"在读", "在校", "就读"})) absl::StrAppend(&finished, part, ",");
    }
    return finished.empty() ? std::nullopt : ReadEducationOfPerson(finished);
  }
  std::vector<EducationLevel> levels = EducationsIn(text);
  const std::string tight = FoldTight(text);
  if (levels.empty()) levels = EducationsIn(tight);  // "初 中", which fills the cell
  if (!levels.empty()) return *std::max_element(levels.begin(), levels.end());
  // "没读过", "未念过书", "一天学没上过".
  static const RE2 never(
      R"((?:从来?|一天|一直|都|书|学|学校|也)*(?:没有?|未|不曾)(?:有)?(?:读|念|上|进|入)(?:过|完)?(?:一天)?(?:书|学堂|学校|学|的)?)");
  if (tight == "无" || (SaysAny(tight, {"没", "未", "不曾"}) && RE2::FullMatch(tight, never))) {
    return EducationLevel::kNone;
  }
  // "六年级", "读到三年级": of primary school; those of the middle school count on.
  static const RE2 years(R"((?:只|就|才|上|读|念|到|了|过|小)*([一二三四五六七八九1-9])年级?)");
  if (std::string year; Holds(tight, "年级") && RE2::FullMatch(tight, years, &year)) {
    return year == "九" || year == "9" ? EducationLevel::kJuniorMiddle : EducationLevel::kPrimary;
  }
  // Years of a school: who was in the first two has the one before.
  for (const auto& [year, level] :
       {std::pair{"初三", EducationLevel::kJuniorMiddle},
        std::pair{"初二", EducationLevel::kPrimary}, std::pair{"初一", EducationLevel::kPrimary},
        std::pair{"高三", EducationLevel::kSeniorMiddle},
        std::pair{"高二", EducationLevel::kJuniorMiddle},
        std::pair{"高一", EducationLevel::kJuniorMiddle}}) {
    if (Holds(tight, year)) return level;
  }
  return std::nullopt;
}

namespace {

// "本科自动化", "护理专业大专", "大专(学前教育)", "本科或大专5年以上经验": a school in a clause
// beside what was learnt there or how long it is ago. Schools that a place is (本科院校, 技校旁)
// and what is taught (高中英语) are none.
std::optional<Found<EducationLevel>> SchoolBesideASubject(const std::string& folded) {
#define LAOWU_SUBJECT                                                                                                                  \
  "(?:会计|财务|财会|机电|机械|模具|电子|电气|自动化|计算机|软件|通信|数控|护理|药学|临床|中医|"   \
  "康复|"                                                                                                                            \
  "医学|检验|化工|化学|材料|食品|环境|环保|英语|日语|商务英语|市场营销|营销|物流|国贸|国际贸易|" \
  "电商|电子商务|建筑|土木|工程|造价|学前教育|幼师|幼儿教育|师范|中文|汉语言|文秘|法律|法学|"     \
  "人力资源|"                                                                                                                      \
  "行政管理|工商管理|管理|金融|经济|统计|审计|设计|艺术|服装|旅游|酒店管理|汽修|汽车|焊接|制冷)"
#define LAOWU_SCHOOLS "((?:中专|中技|大专|专科|本科)(?:[/或、](?:中专|大专|专科|本科))*)"
  static const RE2 behind("(?:^|[,;。!(、:]|\\d\\.)(?:要求|需|具有?)?(?:" LAOWU_SUBJECT
                          "{1,2}(?:相关)?(?:等?专业|类|等)?|\\p{Han}{2,8}(?:相关)?(?:专业|类))的?"
                          "(?:全日制|统招)?" LAOWU_SCHOOLS "(?:[,;。!)、]|$)");
  static const RE2 before("(?:^|[,;。!(、:]|\\d\\.)(?:要求|需|具有?)?(?:全日制|统招)?" LAOWU_SCHOOLS
                          "[,(]?(?:(?:" LAOWU_SUBJECT
                          "[、/或]?){1,3}(?:等?相关)?(?:等?专业|类|方向|背景|等)*|"
                          "\\p{Han}{2,8}专业)(?:[,;。!)、]|$)");
  static const RE2 with_years(
      "(?:^|[,;。!(、:]|\\d\\.)(?:要求|需|具有?)?" LAOWU_SCHOOLS
      ",?(?:\\d{1,2}(?:-\\d{1,2})?|[一二两三五])年(?:及?以上|[^,;。!制]{0,6}?"
      "(?:经验|工作))");
#undef LAOWU_SCHOOLS
  if (!SaysAny(folded, {"中专", "中技", "大专", "专科", "本科"})) return std::nullopt;
  for (const RE2* one : {&behind, &before, &with_years}) {
    re2::StringPiece found[2];
    if (!one->Match(folded, 0, folded.size(), RE2::UNANCHORED, found, 2)) continue;
    const std::string words = Text(found[0]);
    if (OnlyPreferred(folded, found[1]) ||
        SaysAny(words, {"院校", "学校", "招生", "升", "读", "教"})) {
      if (!SaysAny(words, {"教育"})) continue;
    }
    const auto level = ReadEducationColumn(Text(found[1]));
    if (level.has_value() && *level != EducationLevel::kUnspecified) {
      return Found<EducationLevel>{*level, Excerpt(words)};
    }
  }
  return std::nullopt;
}

}  // namespace

bool IsSubjectOfStudy(absl::string_view words) {
  static const RE2 subject(LAOWU_SUBJECT
                           "{1,3}(?:与?(?:技术|应用|维修|工程|制造|管理|教育|学))*"
                           "(?:专业|类|方向)?");
  return RE2::FullMatch({words.data(), words.size()}, subject);
}

#undef LAOWU_SUBJECT

std::optional<Found<EducationLevel>> ReadEducationInText(absl::string_view text) {
  static const RE2 pattern(
      R"((?:学历|文化程度|文化)[:：要求不低于]*(小学|初中|高中|中专|中技|技校|职高|大专|专科|本科)|(?:不低于|至少|最低|起码)(?:小学|初中|高中|中专|中技|技校|职高|大专|专科|本科)|(小学|初中|高中|中专|中技|技校|职高|大专|专科|本科)(?:[/或、(]?(?:高中|中专|中技|技校|职高|大专|本科)\)?)?(?:或?及?其?以上|学历|文化|毕业|起步?(?:[,;。!、)|]|$)))");
  // "大专" as a clause of its own; 小学 may be where a teacher works.
  static const RE2 alone(
      R"((?:^|[,;。!(]|[^学]、)(?:要求|最低)?[:]?(?:全日制|统招)?((?:初中|高中|中专|中技|技校|职高|大专|专科|本科)(?:[/或、](?:高中|中专|中技|技校|职高|大专|本科))*)(?:均可|都可以?|都行|皆可)?(?:[,;。!、)]|$))");
  // "5-10年|中专/中技|模具加工": of a board's line, beside the years or the pay; tags of what is
  // taught (语文|初中) are none.
  static const RE2 on_board(
      R"((?:年|经验|不限|以内|[\dk千万元薪])[|·]((?:初中|高中|中专|中技|技校|职高|大专|专科|本科)(?:[/或、](?:高中|中专|中技|技校|职高|大专|本科))*)(?:[,;。|·]|$)|(?:^|[,;。|·])((?:初中|高中|中专|中技|技校|职高|大专|专科|本科)(?:[/或、](?:高中|中专|中技|技校|职高|大专|本科))*)[|·](?:\d|经验|无经验|不限|应届|年龄))");
  if (!SaysAny(text, {"学", "中", "专", "校", "高", "本科", "文化"})) return std::nullopt;
  std::string folded = FoldClauses(text);
  if (Holds(folded, "大中专")) absl::StrReplaceAll({{"大中专", "中专"}}, &folded);
  // One of these stands in every match.
  if (!SaysAny(folded,
               {"小学", "初中", "高中", "中专", "中技", "技校", "职高", "大专", "专科", "本科"})) {
    return std::nullopt;
  }
  re2::StringPiece rest(folded);
  re2::StringPiece found;
  while (pattern.Match(rest, 0, rest.size(), RE2::UNANCHORED, &found, 1)) {
    const std::string words = Text(found);
    const std::optional<EducationLevel> level = ReadEducationColumn(words);
    if (level.has_value() && *level != EducationLevel::kUnspecified &&
        !OnlyPreferred(folded, found)) {
      return Found<EducationLevel>{*level, words};
    }
    rest.remove_prefix(static_cast<std::size_t>(found.data() + found.size() - rest.data()));
  }
  std::string words;
  // "小学、初中、高中" are taught.
  if (!Holds(folded, "小学、初中") && RE2::PartialMatch(folded, alone, &words)) {
    if (const auto level = ReadEducationColumn(words); level.has_value()) {
      return Found<EducationLevel>{*level, words};
    }
  }
  std::string second;
  if (SaysAny(folded, {"|", "·"}) && RE2::PartialMatch(folded, on_board, &words, &second)) {
    if (words.empty()) words = second;
    if (const auto level = ReadEducationColumn(words); level.has_value()) {
      return Found<EducationLevel>{*level, words};
    }
  }
  return SchoolBesideASubject(folded);
}

}  // namespace laowu::intake

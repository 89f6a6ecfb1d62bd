#include "intake/worker/told_schooling.h"

#include <string>

#include "absl/strings/str_replace.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

#define LAOWU_SCHOOL                                                                                                                 \
  "(小学|初中|高中|中专|中技|职高|职中|技校|大学专科|大学本科|大专|高职|专科|本科|大学|研究生|" \
  "硕士)"

bool SpeaksOfARelative(absl::string_view part) {
  return SaysAny(part,
                 {"女儿", "儿子", "孩",   "娃",   "老公", "老婆",   "妻",   "丈夫", "爱人", "媳妇",
                  "弟",   "妹",   "哥",   "姐",   "父",   "母",     "爸",   "妈",   "孙",   "他",
                  "她",   "侄",   "亲戚", "朋友", "家人", "家里人", "学生", "陪读", "供"});
}

// "初中没读完" → what comes before; nullopt where several may.
std::optional<EducationLevel> Before(EducationLevel level) {
  if (level == EducationLevel::kSeniorMiddle) return EducationLevel::kJuniorMiddle;
  if (level == EducationLevel::kJuniorMiddle) return EducationLevel::kPrimary;
  if (level == EducationLevel::kPrimary) return EducationLevel::kNone;
  return std::nullopt;
}

std::optional<EducationLevel> LevelOf(absl::string_view part, bool teaches) {
  // All of a part: "初中", "只读到小学三年级", "大专学的护理".
  static const RE2 whole(
      "(?:我|本人|最高学历|文化程度|文化水平|学历|文化|是|为|:|只|就|才|仅|也|有|具有|拥有|读完|"
      "念完|"
      "上完|读了|念了|上了|读过|念过|上过|读到|上到|念到|毕业于?|全日制|统招|函授|自考|成人|普通|"
      "\\p{Han}{2,6}专业的?)*" LAOWU_SCHOOL
      "(?:[一二三四五六1-6]年级?)?(?:学历|文凭|文化程度|文化水平|文化|程度|水平|毕业证书?|毕业生|"
      "毕业|结业|学的?\\p{Han}{1,6}|\\p{Han}{2,8}专业|以后|就|出来|打工|务工|的)*");
  // "2019年高中毕业会电焊": a word of schooling stands right behind.
  static const RE2 finished("^.{0,8}?" LAOWU_SCHOOL "(?:学历|毕业|文化)");
  static const RE2 unfinished(
      "^.{0,6}?" LAOWU_SCHOOL
      "(?:还|都|也)*(?:没有?|未)(?:读完|念完|上完|毕业)|^.{0,6}?" LAOWU_SCHOOL
      "(?:肄业|辍学|没读完)");
  static const RE2 up_to(
      "(?:读到|上到|念到|只读了|读了|上了)?(初[一二三]|高[一二三])(?:就|没|辍|的|文化|毕业).*|"
      "(?:我|本人|只|就|才)*(?:读到|上到|念到)了?(初[一二三]|高[一二三])");
  // "大专学前教育", "中专护理毕业".
  static const RE2 of_a_subject(
      R"((?:我|本人|学历|文化|是|为|:|全日制|统招|函授|自考|成人)*(中专|中技|大专|高职|专科|本科|职高|技校)(?:学的?|读的?)?(\p{Han}{2,10}?)(?:毕业|学历|文凭)*)");
  const re2::StringPiece piece(part.data(), part.size());
  std::string school;
  std::string other;
  if (RE2::PartialMatch(piece, unfinished, &school, &other)) {
    const auto level = ReadEducationOfPerson(school.empty() ? other : school);
    return level.has_value() ? Before(*level) : std::nullopt;
  }
  if (SaysAny(part,
              {"在读", "在校", "就读", "要求", "以上", "优先", "想", "考上", "准备", "正在"})) {
    return std::nullopt;
  }
  if (RE2::FullMatch(piece, up_to, &school, &other)) {
    return ReadEducationOfPerson(school.empty() ? other : school);
  }
  if (SaysAny(part, {"专", "本科", "中技", "职", "技校"}) &&
      RE2::FullMatch(piece, of_a_subject, &school, &other) && IsSubjectOfStudy(other)) {
    return ReadEducationOfPerson(school);
  }
  if ((!teaches && RE2::FullMatch(piece, whole, &school)) ||
      RE2::PartialMatch(piece, finished, &school)) {
    return ReadEducationOfPerson(school);
  }
  return std::nullopt;
}

#undef LAOWU_SCHOOL

}  // namespace

std::optional<Found<EducationLevel>> FindSchoolingTold(absl::string_view text) {
  if (!SaysAny(text, {"学", "中", "专", "校", "高", "本科", "书", "文盲", "文化", "识字", "初"})) {
    return std::nullopt;
  }
  const bool teaches = SaysAny(absl::StrReplaceAll(text, {{"教育", ""}}), {"教", "辅导", "老师"});
  std::optional<Found<EducationLevel>> best;
  bool of_a_relative = false;
  const std::string parted = absl::StrReplaceAll(
      text, {{"(", ","}, {")", ","}, {"（", ","}, {"）", ","}, {"。", ","}, {"：", ":"}});
  for (const std::string& piece : SplitList(parted, /*at_blanks=*/true)) {
    const std::string part = FoldTight(piece);
    const bool relative = SpeaksOfARelative(part);
    // "女儿在家,高中毕业": as likely hers.
    const bool may_be_theirs = of_a_relative && !SaysAny(part, {"我", "本人"});
    of_a_relative = relative;
    if (relative || may_be_theirs) continue;
    std::optional<EducationLevel> level = LevelOf(part, teaches);
    if (!level.has_value() &&
        SaysAny(part, {"没读过书", "没上过学", "未上过学", "没念过书", "未读过书", "没读书", "文盲",
                       "不识字", "没进过学", "没有读过书", "没有上过学", "没有文化", "没文化"})) {
      level = EducationLevel::kNone;
    }
    if (level.has_value() && *level != EducationLevel::kUnspecified &&
        (!best.has_value() || *level > best->value)) {
      best = Found<EducationLevel>{*level, piece};
    }
  }
  return best;
}

}  // namespace laowu::intake

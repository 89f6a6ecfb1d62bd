#include "reference/person_names.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "reference/code_point.h"
#include "reference/folding.h"

namespace laowu::reference {
namespace {

bool IsLetter(const CodePoint& point, char first) {
  const std::uint32_t code = point.code;
  if (code == 0) return absl::ascii_isalpha(static_cast<unsigned char>(first));
  const bool punctuation = code < 0xC0 || code == 0xD7 || code == 0xF7 ||
                           (code >= 0x2000 && code <= 0x2E7F) ||  // marks, arrows, boxes, signs
                           (code >= 0x3000 && code <= 0x303F) ||
                           (code >= 0xFE10 && code <= 0xFE6F) ||
                           (code >= 0x1F000 && code <= 0x1FAFF);
  return !punctuation;
}

// From the first letter to the last: "（无）" → 无. Empty if there is none.
absl::string_view Letters(absl::string_view text) {
  std::size_t begin = absl::string_view::npos;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = FirstCodePoint(text.substr(at));
    if (IsLetter(point, text[at])) {
      begin = std::min(begin, at);
      end = at + point.length;
    }
    at += point.length;
  }
  return begin == absl::string_view::npos ? absl::string_view() : text.substr(begin, end - begin);
}

bool IsOneOf(absl::string_view text, const absl::string_view* begin, const absl::string_view* end) {
  return std::find(begin, end, text) != end;
}

// 不详, 未提供, 暂无姓名, 待核实: a no, and nothing but words of knowing and giving.
bool SaysThereIsNone(absl::string_view letters) {
  static constexpr absl::string_view kNo[] = {"不", "未", "无", "没", "暂", "待", "缺"};
  static constexpr absl::string_view kGiven =
      "详明知清楚道补充定核实查填写提供登记有姓名字确认人氏法记得便透露愿说告密保报采集录入失白缺未"
      "无"
      "待没此暂尚";
  constexpr std::size_t kIdeograph = 3;
  // 尚 alone is a family name: 尚明.
  if (absl::StartsWith(letters, "尚未") || absl::StartsWith(letters, "尚无")) {
    letters.remove_prefix(kIdeograph);
  }
  if (letters.size() % kIdeograph != 0 ||
      !IsOneOf(letters.substr(0, kIdeograph), std::begin(kNo), std::end(kNo))) {
    return false;
  }
  for (std::size_t at = kIdeograph; at < letters.size(); at += kIdeograph) {
    if (!absl::StrContains(kGiven, letters.substr(at, kIdeograph))) return false;
  }
  return true;
}

// Whose parent or spouse somebody is. Not 妹妹 and the like behind a family name, which are given
// names as well.
bool NamesARelation(absl::string_view letters) {
  static constexpr absl::string_view kRelations[] = {
      "妈",   "爸",   "爷爷", "奶奶", "外公", "外婆", "公公", "婆婆", "父亲",
      "母亲", "妻子", "丈夫", "老公", "老婆", "媳妇", "爱人", "配偶", "儿子",
      "女儿", "女婿", "孙子", "孙女", "叔叔", "阿姨", "家长", "家属", "家人",
      "户主", "之妻", "之夫", "之母", "之父", "妈咪", "爹爹"};
  return std::any_of(std::begin(kRelations), std::end(kRelations),
                     [&](absl::string_view one) { return absl::EndsWith(letters, one); });
}

}  // namespace

bool IsNoPersonName(absl::string_view text) {
  static constexpr absl::string_view kWords[] = {
      "姓名",   "名字", "真实姓名",  "称呼",     "人名", "本人", "自己",   "长子",    "次子",
      "三子",   "长女", "次女",      "三女",     "哥哥", "姐姐", "弟弟",   "妹妹",    "兄弟",
      "姐妹",   "子女", "小孩",      "孩子",     "某人", "某某", "某某某", "匿名",    "同上",
      "男",     "女",   "死亡",      "农户",     "测试", "合计", "总计",   "小计",    "空",
      "空白",   "空缺", "none",      "null",     "nil",  "nan",  "n/a",    "unknown", "name",
      "noname", "tbd",  "undefined", "anonymous"};
  const std::string folded = FoldTight(text);
  if (folded.find_first_of("0123456789<>{}@#$%^&*=") != std::string::npos) return true;
  const absl::string_view letters = Letters(folded);
  if (letters.empty() || IsOneOf(letters, std::begin(kWords), std::end(kWords))) return true;
  // One letter of ours, or several persons.
  if (letters.size() == 1 || absl::StrContains(letters, "、") ||
      letters.find_first_of("/,;") != absl::string_view::npos) {
    return true;
  }
  if (SaysThereIsNone(letters)) return true;
  const bool in_one_piece = letters.find_first_of("()[]:;,/") == absl::string_view::npos;
  return in_one_piece && NamesARelation(letters);
}

}  // namespace laowu::reference

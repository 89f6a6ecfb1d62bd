#ifndef LAOWU_INTAKE_SKILL_SKILL_ASKED_H_
#define LAOWU_INTAKE_SKILL_SKILL_ASKED_H_

// Whether a posting's words ask for a skill that they name, so that who lacks it is shut out. For
// SkillReader only; texts are as FoldTight makes them. Pure and thread-safe.

#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/lexicon.h"

namespace laowu::intake {

// `before`: the words of the clause up to the name; `behind`: those after it, up to the next mark
// of the list or the next name. Asked for is what a word that asks governs (会, 懂, 熟练, 精通, 持,
// 需, 要求, 具备, 能) with nothing between but how and with what (熟练操作海天), what is said to be
// 熟练 or 必须, and a paper or licence. In each case the name must end where a word ends: 维护工具,
// 采购流程, 叉车配件 name other things than 护工, 采购 and 叉车.
bool IsAskedFor(absl::string_view before, absl::string_view name, absl::string_view behind);

struct HowAsked {
  bool required = false;
  bool only_welcome = false;  // 优先, 最好, 加分; or one of several will do (电焊或氩弧焊)
};

// Of each skill named in a statement. What joins two names (电焊和氩弧焊) hands on what asks for
// the first; 优先 speaks of the whole list before it (有电工证、焊工证优先), also where it begins
// the next statement.
std::vector<HowAsked> HowAskedFor(absl::string_view statement, absl::string_view next_statement,
                                  const std::vector<Lexicon::Hit>& hits);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_ASKED_H_

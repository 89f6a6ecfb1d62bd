#ifndef LAOWU_INTAKE_SKILL_SKILL_WORDING_H_
#define LAOWU_INTAKE_SKILL_SKILL_WORDING_H_

// What the words around a skill's name make of it: "不会电焊" denies it, "想学电焊" wants to learn
// it, "我老公会电焊" gives it to another, "无叉车证勿扰" asks for it. For SkillReader only; texts
// are as FoldTight makes them.

#include "absl/strings/string_view.h"

namespace laowu::intake {

enum class SkillWording {
  kUnsaid,    // nothing but a mark or an "and" before it: as the one before in the list
  kStated,    // it is there, or asked for
  kDenied,    // it is not there, not asked for, or still to be learnt
  kAskedFor,  // who lacks it need not come
};

// `before`: since the last skill named in the statement, or its beginning; `after`: up to the next
// mark of the list or the statement's end, empty if another skill stands before that, since what is
// between two speaks of the second ("会电焊不会氩弧焊").
SkillWording WordingOf(absl::string_view before, absl::string_view after);

// "电焊(无证)", "叉车,没有操作证": who lacks the paper can do the work all the same; not where the
// name is that of the paper (叉车证没有).
bool LacksOnlyThePaper(absl::string_view name, absl::string_view after);

// "电焊、氩弧焊都不会": all that were listed are denied.
bool DeniesTheList(absl::string_view after);

// Whether the statement up to a skill's name speaks of another person: "我老公会", "家属能".
bool SpeaksOfAnother(absl::string_view up_to_the_name);

// "有药师证者薪资另加500": who has it gets more, and who has not may come.
bool IsPaidMore(absl::string_view clause);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_WORDING_H_

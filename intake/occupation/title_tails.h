#ifndef LAOWU_INTAKE_OCCUPATION_TITLE_TAILS_H_
#define LAOWU_INTAKE_OCCUPATION_TITLE_TAILS_H_

// What stands glued to the name of a work in a posting and is no part of it, and works that only a
// verb names. For posting_title.cc. All texts are folded. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// "搅拌车司机b2证", "锅炉工持g1证", "厨师带证", "叉车工要有叉车证": the same with a comma for the
// paper. 持叉车证司机 stays, since the paper names the work.
std::string WithoutPapers(std::string text);

// "高压电工值班", "保安夜班", "装卸工按吨结": the name before the shift or what pay is reckoned by.
// Empty if none follows a name.
std::string NameBeforeTerms(absl::string_view name);

// "扶贫车间缝书包" → 缝书包, "基地请人摘菠萝" → 摘菠萝: a verb of handiwork or harvest and what it
// is done to. Empty if the part names none.
std::string HandiworkIn(absl::string_view part);

// "民众收香蕉工" → 收香蕉工: hands for a field are called by what they do. Empty if there is none.
std::string HarvestIn(absl::string_view part);

// "求介绍电工" → 电工, "个骑电动车送外卖" → 送外卖, "小区搞卫生" → 搞卫生; empty if nothing of the
// kind stands before the work.
std::string WithoutVerbBefore(absl::string_view name);

// "民众香蕉基地要砍蕉工" → 砍蕉工: what stands behind a call of plain speech. Empty if none does.
std::string WantedIn(absl::string_view part);

// Whether an unknown name ends as somebody's does and says nothing else: 储备干部, 粘底工; not
bool IsSomebody(absl::string_view name);

// "掘进工班组招人", "洗水厂保安要两个": somebody's work before the call, with what stands before
// it. Empty if none does.
std::string SomebodyBeforeCall(absl::string_view part);

// A title without the pictures, boxes and stars, and the blanks, at its beginning and end.
absl::string_view WithoutOrnaments(absl::string_view title);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_TITLE_TAILS_H_

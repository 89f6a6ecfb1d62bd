#ifndef LAOWU_INTAKE_WAGE_WAGE_JOINS_H_
#define LAOWU_INTAKE_WAGE_WAGE_JOINS_H_

// Money expressions of a text that are one range together. For wage.cc only: each makes of
// `chosen`, one of `found`, the whole range where another of them is its other end. Pure and
// thread-safe.

#include <vector>

#include "intake/wage/wage_expressions.h"

namespace laowu::intake {

// "最低5000,最高9000" and "5000起,最高可达9000" are one range. Whether it was so.
bool JoinOpenEnds(const std::vector<WageExpression>& found, WageExpression& chosen);

// "保底6500,熟手8000", "6500保底,做长了8000": from what is sure to what is usual. A guarantee of
// less than half is a base by another name. Whether it was so.
bool JoinGuarantee(const std::vector<WageExpression>& found, WageExpression& chosen);

// "保底5000,旺季8000", "不加班4500,手快的6000", "底薪4000,老员工均薪8000": from the least that a
// newcomer gets to what the best case brings, which is nobody's pay from the first month. Whether
// it was so.
bool JoinBestCase(const std::vector<WageExpression>& found, WageExpression& chosen);

// "旺季6000+,淡季保底4000": from what a slack month pays to what a busy one does. Whether it was
// so.
bool JoinSeasons(const std::vector<WageExpression>& found, WageExpression& chosen);

// "白班20元/小时,夜班22元/小时": who works by turns gets something between. Whether it was so.
bool JoinShifts(const std::vector<WageExpression>& found, WageExpression& chosen);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WAGE_WAGE_JOINS_H_

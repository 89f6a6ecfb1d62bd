#ifndef LAOWU_INTAKE_SURVEY_CLAUSE_WHEREABOUTS_H_
#define LAOWU_INTAKE_SURVEY_CLAUSE_WHEREABOUTS_H_

// One clause of a remark, folded: what it says of where somebody is, by its words and the place
// that it names. Whom it speaks of and what it denies is ReadClause's (survey_clauses.h). Pure;
// thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/facts/whereabouts.h"
#include "intake/place/place.h"

namespace laowu::intake {

// Of a time that is over, or of each year: "去年在东莞", "过年才回"; not "去年去的东莞".
bool IsPast(absl::string_view clause);

// What is meant and not done: "等通知", "哪里都没去".
bool IsIntended(absl::string_view clause);

// "月底走", "下周回厂", "过几天返岗": the end of a visit.
bool LeavesAgain(absl::string_view text);

// "请假在家", "调休回来": on leave from work that goes on.
bool IsOnLeave(absl::string_view clause);

// "老板没活,放假在家": sent home for want of work, which is no leave from a job that goes on.
bool HasNothingToDo(absl::string_view folded);

// Work in the village, the town or the county: "在村里修路", "镇上开店".
bool SaysLocal(absl::string_view clause);

// Beside the words of the table that states have as well.
bool SaysLost(absl::string_view clause);

// "3月开始", "去年5月去的": a day that belongs to what the clause before it says.
bool DatesTheClauseBefore(absl::string_view clause);

// "户口迁到贵阳", "易地搬迁到红果": where they are registered or housed, not where they work.
bool IsOfRegistration(absl::string_view clause);

// "陪读", "带孙子", with no word that it is at home.
bool IsCareElsewhere(absl::string_view clause, bool here);

// "7月10号去中山", said on the first: a day to come, and no "的" or "了" that it is over. Said in
// December, "1月10号" is the next year's; said in October, "3月" was this one's.
bool IsAhead(absl::string_view clause, absl::CivilDay as_of);

// What a clause says of where somebody is; `place`: the one that it names. `intended`: IsIntended
// of the clause. `laid_off`: other clauses say that there is no work.
Whereabouts WhereaboutsIn(absl::string_view clause, const std::string& place,
                          const PlaceReader& places, absl::string_view home, bool intended,
                          bool laid_off);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_CLAUSE_WHEREABOUTS_H_

#ifndef LAOWU_INTAKE_SURVEY_SURVEY_UNREAD_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_UNREAD_H_

// What must not be passed over in silence in a survey's remarks: a clause that nothing else
// understands and that speaks of where somebody is, or of the end of their work. Clauses are folded
// (FoldClauses). Pure; thread-safe.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Whether a clause holds a word of a move (转到, 离开, 回), of home (屋头, 村里, 老家), of abroad,
// or of an end (受伤, 判了, 倒闭, 辞工, 不做了). Not of 家里电话, 工伤保险, 户口本, 没病.
bool SpeaksOfWhereabouts(absl::string_view clause);

// Whether a clause holds a word of going away, or of being taken away: what is worth asking about
// of who is at home as well.
bool SpeaksOfMove(absl::string_view clause);

// Whether a clause says that the person themselves has died: 去年就死了, 已病故; not "父亲去世",
// "猪死了", "累死了".
bool SaysDied(absl::string_view clause);
// Of them, without a word of who: 埋在老家 says so of whom the clause before speaks of.
bool SaysBuried(absl::string_view clause);

// Whether a clause says that somebody's job came to an end, or its factory: 9月厂子倒闭了, 没做了;
// not "没辞工".
bool SaysJobEnded(absl::string_view clause);

// Whether a clause says that somebody is to come home on some day, or does so each year: 过年回来,
// 打算国庆回家, 10月回来.
bool SaysComesHomeLater(absl::string_view clause);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_UNREAD_H_

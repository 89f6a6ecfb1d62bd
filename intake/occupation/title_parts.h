#ifndef LAOWU_INTAKE_OCCUPATION_TITLE_PARTS_H_
#define LAOWU_INTAKE_OCCUPATION_TITLE_PARTS_H_

// What posting_title.cc and several_jobs.cc both ask of a part of a posting. Of folded texts. Pure
// and thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/occupation.h"

namespace laowu::intake {

// The parts of a posting between its marks and blanks.
std::vector<std::string> PartsOfPosting(absl::string_view text);

// "某厂急招普工" → "普工"; "招聘:普工" → "普工"; "需要3个打磨工" → "打磨工".
std::string WithoutCall(absl::string_view part);

// Whether a reading rests on a known name, and not on what it is most like.
bool IsSureOfWork(const OccupationReading& reading);

// Names a work, and is no slogan (坐着上班), call or cost (服装费). How skilled they are names none
// (生手可培训, 熟手师傅), unless a work follows (熟手车工).
bool NamesWork(absl::string_view name, const OccupationReader& occupations);

// A workplace and at most a call behind it: 服装厂急需.
bool IsCallingWorkplace(absl::string_view name);

// "木工油漆工打磨工全都要" → the names, where a part is nothing but names of different works, each
// ending in 工; empty if it is not.
std::vector<std::string> JobsInOneWord(absl::string_view part, const OccupationReader& occupations);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_TITLE_PARTS_H_

#ifndef LAOWU_INTAKE_WORKER_WORKER_WORK_H_
#define LAOWU_INTAKE_WORKER_WORKER_WORK_H_

// What people say of the work that they have done, do and would do. For worker_texts.cc and
// worker_reader.cc. Pure and thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/occupation.h"
#include "intake/table/row_texts.h"
#include "intake/worker/worker_reader.h"
#include "intake/worker/worker_texts.h"

namespace laowu::intake {

// "做过3年厨师", "在广州当保安4500", "泥瓦工20年": adds the works of a prepared clause. Whether it
// tells of a work at some place, whose pay is no wish.
bool TakeWorkDone(absl::string_view clause, WorkerTold& told);

// "想去福建晋江做鞋" → "做鞋", "想进电子厂坐着上班" → "电子厂"; empty if a clause says nothing of
// the kind.
std::string WorkWishedThere(absl::string_view clause);

// The works of a list, at its marks and blanks; "保安保洁" and "电工焊工" are two where each is a
// name of its own.
std::vector<std::string> WorksListed(absl::string_view text, const OccupationReader& occupations);

// Whether a column of experience says how long and no more, or names one of the stated skills:
// "5年", "电焊5年"; not "做过两年前台" beside 电脑.
bool SpeaksOfSkills(absl::string_view experience, absl::string_view stated,
                    const SkillReader& skills);

// Wished work if the row names none, and past work behind what it names.
void TakeToldWork(const WorkerTold& told, const OccupationReader& occupations, WorkerDraft& draft,
                  Reports<WorkerReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_WORKER_WORK_H_

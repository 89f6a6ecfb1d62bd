#ifndef LAOWU_INTAKE_OCCUPATION_POSTING_TITLE_H_
#define LAOWU_INTAKE_OCCUPATION_POSTING_TITLE_H_

// The title of a posting that has none of its own, and the jobs that one title names. For
// vacancy_reader.cc. Pure and thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/occupation.h"

namespace laowu::intake {

// "日薪260,包吃住,招普工20名" → "普工"; "灯饰厂招CNC师傅8千包吃住" → "CNC师傅": the first part
// between marks and blanks that names a work, without the call before it and the figures behind
// it, in the text's own capitals. A workplace alone (印染厂) only where nothing else does. Empty if
// none does. `text` is one without contacts and conditions.
std::string TitleIn(absl::string_view text, const OccupationReader& occupations);

// "普工50名、仓管2名", "车工 铣工" → the names, each of another occupation or trade; empty if there
// are fewer than two.
std::vector<std::string> JobsIn(absl::string_view title, const OccupationReader& occupations);

// "【岗位一】前台接待2人…【岗位二】客房服务员5人…" → the names under the numbers of a text as it is
// written; empty if there are fewer than two.
std::vector<std::string> JobsUnderNumbers(absl::string_view text);

// Whether a text asks for any hand: 招工, 女工, 暑假工, a couple; and not 招工程师.
bool CallsForAnyHand(absl::string_view text);

// A firm or a site and nothing more: where the work is, not what.
bool IsWorkplace(absl::string_view name);

// A title without the number of people at its end and marks that are cut off ("普工两名",
// "电工若干", "普工(" → the name), or two postings of one job bear two titles. Where several jobs
// are counted, and where nothing would be left, it stays as it is.
std::string TitleWithoutCount(absl::string_view title);

// A column's title without what offices set around it: pictures and stars, a label (岗位：), a call
// (急招, 诚招), that both sexes may come, a bare figure of pay at the end ("焊工8000"). 招聘 stays:
// it is somebody's work as well.
std::string TitleWithoutNoise(absl::string_view title);

// "招聘", "急招": what a title is of which only "女工" or "男工" was taken out.
bool IsBareCall(absl::string_view title);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_POSTING_TITLE_H_

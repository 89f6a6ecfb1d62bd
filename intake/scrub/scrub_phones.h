#ifndef LAOWU_INTAKE_SCRUB_SCRUB_PHONES_H_
#define LAOWU_INTAKE_SCRUB_SCRUB_PHONES_H_

// Mobile numbers that are written so that no pattern finds them: "138 0013 8000", "138.0013.8000",
// "1 3 8 0 0 1 3 8 0 0 0", "幺三八零零一三八零零零", "138零零138零零零". For scrub.cc only. Pure
// and thread-safe.

#include <string>

namespace laowu::intake {

// Removes them, with the word that announces them ("电话:"); returns how many. Eleven digits that
// begin as a mobile number does, in groups as people part one; "1500-2000 300" is none.
int RemoveHiddenPhones(std::string& text);

// Removes other numbers behind a word that announces one, with their extension, however they are
// grouped or spelled: "TEL/ 22 33 44 55（转808）", "座机0760 八八七七 六六五五"; returns how many.
// An office's own line is such a number. Pay, days and hours behind such a word stay.
int RemoveAnnouncedNumbers(std::string& text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SCRUB_PHONES_H_

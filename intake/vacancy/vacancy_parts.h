#ifndef LAOWU_INTAKE_VACANCY_VACANCY_PARTS_H_
#define LAOWU_INTAKE_VACANCY_VACANCY_PARTS_H_

// The parts of reading one vacancy row that stand on their own. For vacancy_reader.cc only.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/place/place.h"
#include "intake/table/row_texts.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {

// A row while it is read.
struct VacancyInProgress {
  const RowTexts& texts;
  const std::string& all_text;  // description, requirements and benefits
  VacancyDraft& draft;
  Reports<VacancyReading>& reports;
};

// Where the work is, from codes, columns and, where those leave it open, the rest of the row.
// `home`: the sender's division; may be empty.
void ReadVacancyPlace(const VacancyInProgress& row, const PlaceReader& places,
                      absl::string_view home);

// Hours a week, then pay, whose reading rests on them.
void ReadVacancyPay(const VacancyInProgress& row);

// Heads, education, ages, experience, board and lodging, shifts, insurance.
// `as_of`: the day that ages are reckoned to.
void ReadVacancyConditions(const VacancyInProgress& row, absl::CivilDay as_of);

// Warns of a last day that is over and of a start behind it. Both are kept as stated: an expired
// vacancy is stored as such, and the office sees why.
void CheckDates(const VacancyDraft& draft, absl::CivilDay as_of, Reports<VacancyReading>& reports);

// Whether a vacancy can have been posted on `day`; a date that lies in the future is told, and left
// unset but for tomorrow's: a clock may be fast by hours. A last day before it is told as well.
bool MayBePosted(const VacancyDraft& draft, absl::CivilDay day, absl::CivilDay as_of,
                 Reports<VacancyReading>& reports);

// "待定", "-", "无": somebody filled the cell and said nothing.
bool SaysNothing(absl::string_view text);

// A text without what must not stay in it (scrub.h); says what was dropped.
std::string CleanText(absl::string_view text, absl::string_view path,
                      Reports<VacancyReading>& reports);
// The two halves of it: facts are read between them, from a text with its conditions.
void TakeContactsOut(std::string& text, absl::string_view path, Reports<VacancyReading>& reports);
std::string DropConditions(const std::string& text, absl::string_view path,
                           Reports<VacancyReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_VACANCY_VACANCY_PARTS_H_

#ifndef LAOWU_INTAKE_VACANCY_PARTS_H_
#define LAOWU_INTAKE_VACANCY_PARTS_H_

// The parts of reading one vacancy row that stand on their own. For vacancy_reader.cc only.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/row_texts.h"
#include "intake/vacancy_reader.h"

namespace laowu::intake {

// A row while it is read.
struct VacancyInProgress {
  const RowTexts& texts;
  const std::string& all_text;  // description, requirements and benefits
  VacancyDraft& draft;
  Reports<VacancyReading>& reports;
};

// Hours a week, then pay, whose reading rests on them.
void ReadVacancyPay(const VacancyInProgress& row);

// Heads, education, ages, experience, board and lodging, shifts, insurance.
void ReadVacancyConditions(const VacancyInProgress& row);

// A text without what must not stay in it (scrub.h); says what was dropped.
std::string CleanText(absl::string_view text, absl::string_view path,
                      Reports<VacancyReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_VACANCY_PARTS_H_

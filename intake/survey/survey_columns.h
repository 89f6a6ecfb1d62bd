#ifndef LAOWU_INTAKE_SURVEY_SURVEY_COLUMNS_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_COLUMNS_H_

// The columns of a survey sheet beside those that say where somebody is: who, by which way, what
// they do and earn. Thread-safe.

#include "absl/strings/string_view.h"
#include "intake/facts/spoken_date.h"
#include "intake/occupation/occupation.h"
#include "intake/survey/survey_reader.h"
#include "intake/table/row_texts.h"

namespace laowu::intake {

// Each into `statement`; a number that is not valid, or none, rejects the row.
void ReadSurveyPerson(const RowTexts& texts, const ReadContext& context, SurveyStatement& statement,
                      Reports<SurveyReading>& reports);

// As written; "否" under 是否有组织 is 自发.
void ReadSurveyChannel(const RowTexts& texts, SurveyStatement& statement,
                       Reports<SurveyReading>& reports);

// A row that says nowhere where somebody is; `hearsay`: it was only heard of.
void RejectUnsaid(absl::string_view state, bool hearsay, Reports<SurveyReading>& reports);

// Into `statement`; what is not understood is told and left unset.
void ReadSurveyWork(const RowTexts& texts, const OccupationReader& occupations,
                    SurveyStatement& statement, Reports<SurveyReading>& reports);

// The cell that dates what `statement` says: when somebody went out tells nothing of when they came
// home. `left_place`: the columns' place, and their day of going out, are of a time that is over.
absl::string_view FindSurveyDate(const FieldTexts& row, const SurveyStatement& statement,
                                 bool left_place);

// Into `statement`; a date that is not understood is told, one in the future rejects the row.
void TakeSurveyDate(const SpokenDate& date, absl::string_view text, const ReadContext& context,
                    SurveyStatement& statement, Reports<SurveyReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_COLUMNS_H_

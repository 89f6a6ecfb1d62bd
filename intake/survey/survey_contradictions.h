#ifndef LAOWU_INTAKE_SURVEY_SURVEY_CONTRADICTIONS_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_CONTRADICTIONS_H_

// A survey's remarks held against its other columns: what cannot both be so is refused and asked
// about; what may be, or was not understood, is told by a warning. For survey_reader.cc.

#include "absl/strings/string_view.h"
#include "intake/place/place.h"
#include "intake/survey/survey_reader.h"
#include "intake/survey/survey_remarks.h"
#include "intake/table/row_texts.h"

namespace laowu::intake {

struct SurveySaid {
  const FieldTexts& row;
  const ReadContext& context;
  const PlaceReader& places;
  absl::string_view state;       // the columns of the state, in words
  const SurveyRemarks& remarks;  // of the state and the remarks together
  const SurveyRemarks& told;     // of the remarks alone
};

// Remarks by which somebody is not where the other columns have them, or has died. Whether it
// refused the row.
bool RejectContradicted(const SurveySaid& said, const SurveyStatement& statement,
                        Reports<SurveyReading>& reports);

// Who is away by the columns and, by the remarks, moved on from the place that they name or went
// out again: the place is that of the remarks, and the day too, or none is. Whether it was so; what
// else the columns say of the work is the former one's then.
bool TakeMoveTold(const SurveySaid& said, SurveyStatement& statement,
                  Reports<SurveyReading>& reports);

// Warns of remarks that say otherwise than the columns without refusing the row, and of such as
// were not understood and speak of a move, of home, of another place or of an end.
void WarnOfOtherRemarks(const SurveySaid& said, const SurveyStatement& statement,
                        Reports<SurveyReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_CONTRADICTIONS_H_

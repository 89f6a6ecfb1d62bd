#ifndef LAOWU_INTAKE_SURVEY_SURVEY_PLACE_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_PLACE_H_

// Where the columns of a survey sheet say that somebody works: 务工地, else 去向. What is denied or
// was (不在广东，去了浙江; 原在小榄) is no place of now, what was only heard (听说在广东) is none
// at all, and 本县, 县内 are the sender's division. For survey_reader.cc. Pure; thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/place/place.h"
#include "intake/survey/survey_reader.h"
#include "intake/table/column_map.h"
#include "intake/table/row_texts.h"

namespace laowu::intake {

struct SurveyPlace {
  std::string code;           // division or country; or empty
  bool several_away = false;  // several places, all of them outside the sender's division
  bool is_local = false;      // 本地, 家门口: near home, and no division of any name
  bool hearsay = false;       // somebody has heard of one: not taken
  std::string of_state;       // the text of a column of states that is a place and nothing more
};

// An empty cell, or what stands for one: "-", 无, 不详.
bool IsEmptyCell(absl::string_view text);

// "本县", "县内", "在镇上": the sender's own division, known no finer.
bool IsOwnDivision(absl::string_view text);

// Without what is denied and what was: "不在广东，去了浙江" → ",去了浙江".
std::string PlacesOfNow(const std::string& text);

SurveyPlace ReadSurveyPlace(const FieldTexts& row, const ReadContext& context,
                            const PlaceReader& places, Reports<SurveyReading>& reports);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_PLACE_H_

#ifndef LAOWU_INTAKE_SURVEY_SURVEY_RETURN_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_RETURN_H_

// What a survey sheet says of coming home and of going out again, in a clause of its remarks and in
// its column 返乡时间. Pure; thread-safe.

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/facts/spoken_date.h"
#include "intake/table/column_map.h"
#include "intake/text/reading.h"

namespace laowu::intake {

// Of a folded clause: on which day somebody came home, though it also says what is not meant:
// 10月8日回家后没再出去.
bool ComesHomeOn(absl::string_view clause);

// Of a folded text: that somebody means to stay at home: 不再出去, 不打算去了.
bool SaysStays(absl::string_view folded);

// Whether a header asks when somebody came home (返乡时间); not when they mean to (预计返乡时间).
bool AsksWhenBack(absl::string_view header);
// Whether a header asks when somebody went out (外出时间, 到岗日期).
bool AsksWhenOut(absl::string_view header);

// The day under a header that asks when somebody went out; nullopt if there is none.
std::optional<absl::CivilDay> DayOut(const FieldTexts& row, const ReadContext& context);

// Whether a day of coming home lies before the day of going out, if both are stated: of two of one
// month the return is the later.
bool LiesBeforeDayOut(const std::optional<SpokenDate>& back, const FieldTexts& row,
                      const ReadContext& context);

// Whether the columns of days say that somebody came home for good, as far as they know: the day
// under 返乡时间 is none to come, and lies behind that of going out, if one is stated; of two of
// one month, the return is the later.
bool IsBackByDays(const FieldTexts& row, const ReadContext& context);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_RETURN_H_

#ifndef LAOWU_INTAKE_SURVEY_SURVEY_REMARKS_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_REMARKS_H_

// What the remarks of a survey sheet say of where somebody is: "去年3月跟老乡去了温州鞋厂",
// "在镇上开理发店", "请假回来,月底走". Clause by clause; what is so now counts, not what was
// (原来在昆山), what is meant to be (准备去中山: still at home), nor what another does
// (老公在中山).
//
// Who is away without working (读书, 参军, 服刑), has married away or died is no migrant worker,
// and no clause makes them one: `not_work`. Who is away to care for a child, to be treated or to
// live there is none by that clause: `only_care`. By which channel somebody went is not read here:
// a remark is no evidence of an organised departure (ratio.md).
//
// Pure; thread-safe.

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/facts/spoken_date.h"
#include "intake/place/place.h"
#include "intake/survey/survey_reader.h"

namespace laowu::intake {

struct SurveyRemarks {
  Whereabouts whereabouts = Whereabouts::kUnknown;
  std::string place;                // division code of where they are, if the clause names it
  std::optional<SpokenDate> since;  // stated in the clause that says where they are
  bool own_shop = false;            // some clause on now says that they work for themselves
  bool hearsay = false;       // some clause was only heard or supposed (听说在广东): not taken
  bool leaves_again = false;  // came home for something, and goes back to work (月底返厂)
  bool job_goes_on = false;   // leaves again for the same work: on leave, back to the factory
  bool not_there = false;     // set out and did not get there, and where they are now is not said
  bool home_now = false;      // says last that they are at home now: against a state of 在外
  bool gone_again = false;    // says last that they have gone again: against a state of 在家
  bool since_change = false;  // `since` is the day of a change of work: they were away before
  bool moved = false;         // says last that they changed their work, to `place`
  bool works_in_village = false;  // says last that they work in the village: against 在外
  bool home_is_meant = false;     // home by a plan alone, or for some days each year
  bool abroad = false;            // says last that they are in another country
  std::string left;               // code of a place where they are no more, and no other is said
  bool job_ended = false;         // their job or its factory came to an end, and nothing since
  bool work_over = false;         // their job ended, and no work is said since
  bool unread = false;            // some clause is not understood (SpeaksOfWhereabouts)
  bool unread_move = false;       // … of a move or of having been taken away
  bool dead = false;              // 去年就死了, of the person themselves
  bool is_there = false;          // says last that they are at a place away, now
  bool gone = false;              // says last that they went, and neither where nor when
  bool went = false;              // says last that they went, this year or lately
  bool goes_no_more = false;      // says last that they do not go: 不去了
  bool untold = false;            // not at home, and where nobody would tell
  bool without_work = false;      // some clause: 没上班, 不是打工
  bool not_work = false;
  bool surely_no_work = false;  // not_work, whatever a column says; not 实习
  bool only_care = false;       // some clause: away with a child, to be treated, to live there
  // Some clause says so and not that it is at home: "陪读" beside a state that says 在外.
  bool care_elsewhere = false;
};

// Of a folded text: 读大学, 当兵, 服刑, 去世 and the like, of the person themselves.
bool SaysNoWork(absl::string_view folded);

// Of a folded text: that somebody was not reached by telephone (没接, 关机, 空号), which tells
// nothing of where they are.
bool SaysNotReached(absl::string_view folded);

// Of a folded text: that somebody has heard it or supposes it (听说去了广东, 可能回来了), anywhere
// in it.
bool SaysHearsay(absl::string_view folded);

// Whether a state is told as remarks are (在惠州,娃儿在家; 下周去广东) and not named (已返乡): then
// it is read clause by clause.
bool IsToldInWords(absl::string_view state);

// `home`: the sender's division; what lies in it is local. May be empty: then only words tell.
// `at`: code of the place that the other columns say, by which a town of its city is known where
// they moved to it (换到横栏); may be empty.
SurveyRemarks ReadSurveyRemarks(absl::string_view text, const PlaceReader& places,
                                absl::string_view home, absl::CivilDay as_of,
                                absl::string_view at = "");

// What a cell of the state says: a state by its name, and what is told in words (`*told`) by its
// clauses. `at`: as above.
Whereabouts ReadToldState(const std::string& text, const PlaceReader& places,
                          const ReadContext& context, absl::string_view at, bool* told);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_REMARKS_H_

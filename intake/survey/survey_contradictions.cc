#include "intake/survey/survey_contradictions.h"

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "intake/facts/facts.h"
#include "intake/facts/spoken_date.h"
#include "intake/facts/whereabouts.h"
#include "intake/survey/survey_clauses.h"
#include "intake/survey/survey_return.h"
#include "intake/survey/survey_unread.h"
#include "intake/text/text.h"

namespace laowu::intake {
namespace {

// Outside of one another.
bool AreApart(const PlaceReader& places, const std::string& one, const std::string& other) {
  return !one.empty() && !other.empty() && !places.Contains(one, other) &&
         !places.Contains(other, one);
}

// By its code: of digits, where a country's is of letters.
bool IsInChina(const std::string& code) {
  return !code.empty() && code[0] >= '0' && code[0] <= '9';
}

std::string RemarksOf(const SurveySaid& said) {
  return FoldTight(RowTexts(said.row).Join({Field::kDescription}));
}

// "已返乡", "6月10号回来的" beside a state of 在外; not where they went out after that.
bool IsHomeByTheRest(const SurveySaid& said, const SurveyStatement& statement) {
  const SurveyRemarks& remarks = said.remarks;
  if (!remarks.gone_again && IsBackByDays(said.row, said.context)) return true;
  if (statement.workplace_division_code.empty() &&
      ReadClause(FoldTight(RowTexts(said.row).Get(Field::kWorkplace)), PlaceNamed::kNone,
                 said.context.as_of)
          .home_now) {
    return true;
  }
  if (remarks.whereabouts != Whereabouts::kHome) return false;
  // "6月20日返乡", behind the day of going out.
  const bool on_a_day = remarks.since.has_value() && remarks.since->day.has_value() &&
                        !remarks.since->month_only && *remarks.since->day <= said.context.as_of &&
                        DayOut(said.row, said.context).has_value();
  return (remarks.home_now || on_a_day) && !LiesBeforeDayOut(remarks.since, said.row, said.context);
}

// The day of the row, but that of going out.
std::optional<absl::CivilDay> DayOfReturn(const SurveySaid& said) {
  for (const FieldText& cell : said.row) {
    if (cell.field != Field::kEffectiveDate || SaysNoDate(cell.text)) continue;
    if (AsksWhenOut(cell.header) && !AsksWhenBack(cell.header)) continue;
    return ReadSpokenDate(cell.text, said.context.as_of).day;
  }
  return std::nullopt;
}

bool NeverWentOut(absl::string_view state) {
  return SaysAny(state, {"未外出", "没外出", "没有外出", "不外出", "未出去", "没出去", "没有出去",
                         "未务工", "未出门", "没出门"});
}

// "又出去了", "在广东" beside a state of 在家; not "2025年在广东", "广东返乡".
bool IsAwayByTheRest(const SurveySaid& said) {
  const SurveyRemarks& told = said.told;
  const std::string remarks = RemarksOf(said);
  if (remarks.empty() || told.whereabouts != Whereabouts::kAway) return false;
  if (told.gone_again || told.is_there || told.gone) return true;
  if (told.place.empty()) return false;
  if (told.went && !told.since.has_value()) return true;  // "国庆过后去了湖州"
  if (told.since.has_value()) {
    if (!told.since->day.has_value()) return false;
    const absl::CivilDay since = *told.since->day;
    // "10月头去了杭州", said at its end, is newer than a column of the year.
    constexpr int kLately = 45;
    const bool lately = since <= said.context.as_of && said.context.as_of - since <= kLately;
    if (lately && !SaysAny(remarks, {"回", "返"})) return true;
    const std::optional<absl::CivilDay> back = DayOfReturn(said);
    if (back.has_value()) return absl::CivilMonth(since) > absl::CivilMonth(*back);
    return NeverWentOut(said.state) && since.year() == said.context.as_of.year();
  }
  return !SaysAny(remarks, {"前", "原", "曾", "过", "返乡", "回", "年"});
}

// "3月去了东莞", "上月走的" beside a state of 在家: of this year, and not of who came home.
bool IsGoneThisYear(const SurveySaid& said) {
  const SurveyRemarks& told = said.told;
  if (told.whereabouts != Whereabouts::kAway || SaysAny(said.state, {"返", "回"})) return false;
  if (told.since.has_value() && told.since->day.has_value()) {
    const std::optional<absl::CivilDay> back = DayOfReturn(said);
    return told.since->day->year() == said.context.as_of.year() &&
           (!back.has_value() || absl::CivilMonth(*told.since->day) > absl::CivilMonth(*back));
  }
  return !SaysAny(RemarksOf(said), {"前", "原", "曾", "过", "回", "年", "返", "常"});
}

bool RejectAway(const SurveySaid& said, const SurveyStatement& statement,
                Reports<SurveyReading>& reports) {
  if (said.told.whereabouts == Whereabouts::kUnknown && !said.told.left.empty() &&
      !statement.workplace_division_code.empty() &&
      !AreApart(said.places, said.told.left, statement.workplace_division_code)) {
    reports.Reject(
        "type", said.state,
        "备注说人已经不在那里，没说现在在哪里，请问清再填 (by the remarks they are there "
        "no more, and where they are now is not said: please ask)");
    return true;
  }
  if (said.told.whereabouts == Whereabouts::kLocal && said.told.works_in_village) {
    reports.Reject(
        "type", said.state,
        "写的是在外，备注却说在村里或本地做事，请核实后改成一致 (said to be away, and by "
        "the remarks at work at home: please check, and mend the one or the other)");
    return true;
  }
  if (IsHomeByTheRest(said, statement)) {
    reports.Reject("type", said.state,
                   "写的是在外，备注（或返乡时间、务工地）却说已经回来，请核实后改成一致 (said to "
                   "be away, and by the remarks, the day of return or the place at home now: "
                   "please check, and mend the one or the other)");
    return true;
  }
  if (said.told.whereabouts != Whereabouts::kLost) return false;
  reports.Reject("type", said.state,
                 "写的是在外，备注却说失去联系：确实断了联系的写失联，只是电话没打通的写没打通 "
                 "(said to be away, and by the remarks out of contact: write 失联 if it is so, "
                 "没打通 of who did not pick up)");
  return true;
}

// A state that a later word of the remarks ends: found again, gone from a local job or a visit.
bool RejectLaterTold(const SurveySaid& said, const SurveyStatement& statement,
                     Reports<SurveyReading>& reports) {
  const SurveyRemarks& told = said.told;
  const bool at_home = told.whereabouts == Whereabouts::kHome && !told.home_is_meant;
  const bool away = told.whereabouts == Whereabouts::kAway && !told.hearsay;
  const bool lately = told.since.has_value() && told.since->day.has_value() &&
                      told.since->day->year() == said.context.as_of.year();
  switch (statement.whereabouts) {
    case Whereabouts::kLost:
      if (!told.home_now && !(away && told.is_there && !told.since.has_value())) return false;
      reports.Reject("type", said.state,
                     "写的是失联，备注却说人在哪里或已经回来，请核实后改成一致 (said to be out of "
                     "contact, and by the remarks at home or somewhere: please check, and mend the "
                     "one or the other)");
      return true;
    case Whereabouts::kLocal:
      if (!(away && (told.gone_again || told.is_there || told.gone || told.went || lately)) &&
          !told.work_over && !(at_home && told.without_work)) {
        return false;
      }
      reports.Reject("type", said.state,
                     "写的是本地就业，备注却说已经不做了或去了外面，请核实后改成一致 (said to work "
                     "at home, and by the remarks no more or elsewhere: please check, and mend the "
                     "one or the other)");
      return true;
    case Whereabouts::kVisiting:
      if (!(at_home && told.goes_no_more) && !told.work_over &&
          !(away && (told.gone || told.went))) {
        return false;
      }
      reports.Reject(
          "type", said.state,
          "写的是探亲，备注却说不再去或已经走了，请核实后改成一致 (said to be on a visit, "
          "and by the remarks to stay or gone: please check, and mend the one or the "
          "other)");
      return true;
    default:
      return false;
  }
}

}  // namespace

bool RejectContradicted(const SurveySaid& said, const SurveyStatement& statement,
                        Reports<SurveyReading>& reports) {
  const bool away = statement.whereabouts == Whereabouts::kAway;
  const bool unsaid = statement.whereabouts == Whereabouts::kUnknown &&
                      said.remarks.whereabouts == Whereabouts::kUnknown;
  if (said.remarks.dead) {
    reports.Reject("type", said.state,
                   "写明人已经去世，不是务工，请核实并人工登记 (said to have died: please check, "
                   "and record it by hand)");
    return true;
  }
  if (said.remarks.not_there && (away || unsaid)) {
    reports.Reject("type", said.state,
                   "备注说没有到厂或半路走了，没说人现在在哪里，请问清再填 (by the remarks they "
                   "did not get there, and where they are now is not said: please ask)");
    return true;
  }
  if (unsaid && said.told.job_ended) {
    reports.Reject(
        "type", said.state,
        "备注说厂倒闭或工作结束了，没说人现在在哪里，请问清再填 (by the remarks the work "
        "came to an end, and where they are now is not said: please ask)");
    return true;
  }
  if (away && RejectAway(said, statement, reports)) return true;
  if (RejectLaterTold(said, statement, reports)) return true;
  const bool away_from_home =
      (statement.whereabouts == Whereabouts::kHome) && IsAwayByTheRest(said);
  if (!away_from_home) return false;
  reports.Reject("type", said.state,
                 "写的是在家或返乡，备注却说人在外面，请核实后改成一致 (said to be at home, and by "
                 "the remarks away: please check, and mend the one or the other)");
  return true;
}

bool TakeMoveTold(const SurveySaid& said, SurveyStatement& statement,
                  Reports<SurveyReading>& reports) {
  const SurveyRemarks& told = said.told;
  const bool went_on = told.moved || told.gone_again;
  if (statement.whereabouts != Whereabouts::kAway || told.whereabouts != Whereabouts::kAway ||
      !went_on || told.place == statement.workplace_division_code ||
      !AreApart(said.places, told.place, statement.workplace_division_code)) {
    return false;
  }
  reports.Warn(
      reason::kPlaceConflict, "workplace_division_code", "",
      "备注说换到了另一个地方，按备注里的地方和时间，请核实并改务工地 (by the remarks they "
      "moved on: their place and day are taken; please check, and mend the place of work)");
  reports.Infer("workplace_division_code", "", "survey.remarks", 70);
  statement.workplace_division_code = told.place;
  return true;
}

void WarnOfOtherRemarks(const SurveySaid& said, const SurveyStatement& statement,
                        Reports<SurveyReading>& reports) {
  const SurveyRemarks& told = said.told;
  const bool away = statement.whereabouts == Whereabouts::kAway;
  const bool at_home = statement.whereabouts == Whereabouts::kHome;
  const bool home_told = told.whereabouts == Whereabouts::kHome && !told.home_is_meant &&
                         !LiesBeforeDayOut(told.since, said.row, said.context);
  if ((away && (home_told || told.whereabouts == Whereabouts::kLocal)) ||
      (at_home && IsGoneThisYear(said))) {
    reports.Warn(reason::kPlaceConflict, "type", "",
                 "备注与去向一栏说得不一样，按去向一栏，请核实 (the remarks say otherwise than the "
                 "column of where they are, which was taken: please check)");
  } else if (away && told.whereabouts == Whereabouts::kAway &&
             ((told.abroad && IsInChina(statement.workplace_division_code)) ||
              AreApart(said.places, told.place, statement.workplace_division_code))) {
    reports.Warn(reason::kPlaceConflict, "workplace_division_code", "",
                 "备注里的地方与务工地不一样，按务工地一栏，请核实 (the remarks name another place "
                 "than that of work, which was taken: please check)");
  } else if ((at_home ? told.unread_move : told.unread || told.job_ended) ||
             (away && (told.not_work || !told.left.empty()))) {
    reports.Warn(reason::kValueNotUnderstood, "type", "",
                 "备注像是说人换了地方、在家、出了事或不做了，没看懂、没采用，请核实去向 (the "
                 "remarks seem to speak of a move, of home, of an end of the work, and were not "
                 "understood: please check where they are)");
  }
}

}  // namespace laowu::intake

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/survey/survey_reader.h"

namespace laowu::intake {
namespace {

// Why the sheet's date of going out is not that of this time: by what ended the time before.
std::string EndedWords(HomeBy home_by, absl::string_view home) {
  switch (home_by) {
    case HomeBy::kLostContact:
      return absl::StrCat(
          "失联满180天，自", home,
          "起不再算在外，外出日期不晚于这天，这次按填表日；其实一直在外的，先作废失联那条，再导入 "
          "(by a lost contact of 180 days they are no more counted as away from ",
          home,
          " on, and the date of going out is not after it: the day of the survey is taken; take "
          "the LOST_CONTACT back and import again, if they were away all along)");
    case HomeBy::kVisitLapsed:
      return absl::StrCat(
          "探亲后没有登记返岗，自", home,
          "起按已返乡算，外出日期不晚于这天，这次按填表日；探亲后回去了的，先补登记返岗和日期，再导"
          "入 (no 返岗 is recorded after a visit home, which counts as a return from ",
          home,
          " on, and the date of going out is not after it: the day of the survey is taken; record "
          "RESUMED with its day, if they went back, and import again)");
    case HomeBy::kSeen:
      break;
  }
  return absl::StrCat("外出日期不晚于已知在家的日子（", home,
                      "），那次外出已经结束，这次按填表日 (they are known to have been home on ",
                      home, ", after the date of going out: the day of the survey is taken)");
}

// Draws up what a statement adds to what is known; lives for one statement.
class Drafting {
 public:
  Drafting(const SurveyStatement& statement, const KnownWhereabouts& known, absl::CivilDay day)
      : statement_(statement), known_(known), day_(day) {}

  SurveyOutcomes Draft() {
    switch (statement_.whereabouts) {
      case Whereabouts::kUnknown:
        break;
      case Whereabouts::kAway:
        Away();
        break;
      case Whereabouts::kVisiting:
        if (known_.whereabouts == Whereabouts::kAway) Add(OutcomeType::kHomeVisit, Date());
        break;
      case Whereabouts::kHome:
        Home();
        break;
      case Whereabouts::kLocal:
        Local();
        break;
      case Whereabouts::kLost:
        if (KnownAway()) Add(OutcomeType::kLostContact, day_);
        break;
      case Whereabouts::kNotReached:
        WarnOf(
            reason::kNotReached, "type",
            "没有问到（电话没有打通），什么也没有登记：改日再打；空号、停机的向家人或村里要新号码；"
            "确实断了"
            "联系的写失联 (not reached by telephone, so nothing is recorded: call again; of a "
            "dead number ask the family or the village for another; 失联 where contact is lost)");
        break;
    }
    return std::move(out_);
  }

 private:
  bool KnownAway() const {
    return known_.whereabouts == Whereabouts::kAway || known_.whereabouts == Whereabouts::kVisiting;
  }

  void Away() {
    switch (known_.whereabouts) {
      case Whereabouts::kAway:
        if (!AnotherJob()) {
          AddJob(OutcomeType::kConfirmed, day_);
        } else if (LaterThanKnown()) {
          AddJob(OutcomeType::kJobChanged, Date());
        } else {
          // The sheet's date is that of going out, not of the change.
          AddJob(OutcomeType::kJobChanged, DayOfSurvey());
        }
        break;
      case Whereabouts::kVisiting:
        AddJob(OutcomeType::kResumed, LaterThanKnown() ? Date() : DayOfSurvey());
        break;
      case Whereabouts::kLocal:
        if (statement_.since.has_value() && !statement_.workplace_division_code.empty()) {
          const When arrival = ArrivalDate(LaterThanKnown());
          Add(OutcomeType::kLocalJobEnded, arrival);
          AddJob(OutcomeType::kArrived, arrival);
        } else {
          Add(OutcomeType::kLocalJobEnded, DayOfSurvey());
          AddJob(OutcomeType::kConfirmed, day_);
        }
        break;
      default:
        if (statement_.since.has_value() && statement_.workplace_division_code.empty()) {
          AddJob(OutcomeType::kConfirmed, day_);
          WarnOf(reason::kPlaceNotUnderstood, "workplace_division_code",
                 "没有务工地，只记为核实在外，补填后才计入 (no place of work: recorded as "
                 "confirmed, counts once it is known)");
        } else if (statement_.since.has_value()) {
          AddJob(OutcomeType::kArrived, ArrivalDate(LaterThanHome()));
          WarnOfChange();
        } else {
          AddJob(OutcomeType::kConfirmed, day_);
          Warn(
              "没有外出日期，只记为核实在外，补填后才计入 (no date of going out: recorded as "
              "confirmed, counts once it is known)");
        }
        break;
    }
  }

  void Home() {
    if (KnownAway()) {
      Add(OutcomeType::kReturned, EndDate());
    } else if (known_.whereabouts == Whereabouts::kLocal) {
      Add(OutcomeType::kLocalJobEnded, EndDate());
    }
  }

  void Local() {
    if (known_.whereabouts == Whereabouts::kLocal) {
      AddJob(OutcomeType::kConfirmed, day_);
      return;
    }
    if (KnownAway()) Add(OutcomeType::kReturned, EndDate());
    if (statement_.since.has_value() && (!KnownAway() || LaterThanKnown())) {
      AddJob(OutcomeType::kLocalJobStarted, Date());
    } else {
      Warn("没有就业日期，未登记就近就业 (no date of the local job: not recorded)");
    }
  }

  bool AnotherJob() const {
    const std::string& now = statement_.workplace_division_code;
    const std::string& before = known_.workplace_division_code;
    // A coarser or a finer writing is no other place: 442000 and 442000118, 440000 and 440306.
    const bool other_place =
        !now.empty() && !before.empty() && !Within(now, before) && !Within(before, now);
    const bool other_employer = !statement_.employer_key.empty() && !known_.employer_key.empty() &&
                                statement_.employer_key != known_.employer_key;
    return other_place || other_employer;
  }

  static bool Within(absl::string_view area, absl::string_view code) {
    while (area.size() == 6 && absl::EndsWith(area, "00")) area.remove_suffix(2);
    if (area.size() == 4 && absl::EndsWith(area, "00")) area.remove_suffix(2);
    return absl::StartsWith(code, area);
  }

  bool LaterThanKnown() const {
    return statement_.since.has_value() &&
           (!known_.since.has_value() || *statement_.since > *known_.since);
  }

  // A month counts from its last day (ratio.md rule 20).
  bool LaterThanHome() const {
    if (!statement_.since.has_value() || !known_.home_on.has_value()) return true;
    const absl::CivilDay since = *statement_.since;
    const absl::CivilDay counts_from =
        statement_.since_month ? absl::CivilDay(absl::CivilMonth(since) + 1) - 1 : since;
    return counts_from > *known_.home_on;
  }

  struct When {
    absl::CivilDay day;
    bool month_only;
  };

  When Date() {
    if (!statement_.since.has_value()) return DayOfSurvey();
    return {*statement_.since, statement_.since_month};
  }
  // A date that lies before what is known cannot be that of its end.
  When EndDate() { return LaterThanKnown() ? Date() : DayOfSurvey(); }
  // The sheet's date may be that of the first time they went out, which is over.
  When ArrivalDate(bool is_of_this_time) {
    if (is_of_this_time) return Date();
    WarnOf(reason::kBeforeKnownReturn, "effective_date",
           EndedWords(known_.home_by, absl::FormatCivilTime(known_.home_on.value_or(day_))));
    return {day_, false};
  }
  void WarnOfChange() {
    if (!statement_.since_change || !LaterThanHome()) return;
    Warn(
        "日期是换岗的日期，此前就已在外：按它记到岗，知道头一次哪天外出的请填写 (the date is that "
        "of a change of work, and they were away before: the arrival bears it; give the day of "
        "going out, if it is known)");
  }
  When DayOfSurvey() {
    Warn("没有发生日期，按填表日 (no date: the day of the survey is taken)");
    return {day_, false};
  }

  void Add(OutcomeType type, When when) {
    OutcomeDraft draft;
    draft.type = type;
    draft.effective_date = when.day;
    draft.month_only = when.month_only;
    out_.drafts.push_back(std::move(draft));
  }
  void Add(OutcomeType type, absl::CivilDay day) { Add(type, When{day, false}); }

  void AddJob(OutcomeType type, When when) {
    Add(type, when);
    OutcomeDraft& draft = out_.drafts.back();
    draft.workplace_division_code = statement_.workplace_division_code;
    draft.employer_key = statement_.employer_key;
    draft.occupation_code = statement_.occupation_code;
    draft.wage_cny_per_month = statement_.wage_cny_per_month;
    draft.self_employed = statement_.self_employed;
  }
  void AddJob(OutcomeType type, absl::CivilDay day) { AddJob(type, When{day, false}); }

  void Warn(absl::string_view message) {
    WarnOf(reason::kDateNotUnderstood, "effective_date", message);
  }

  void WarnOf(absl::string_view why, absl::string_view field, absl::string_view message) {
    for (const Warning& warning : out_.warnings) {
      if (warning.message == message) return;
    }
    out_.warnings.push_back({std::string(why), std::string(field), "", std::string(message)});
  }

  const SurveyStatement& statement_;
  const KnownWhereabouts& known_;
  const absl::CivilDay day_;
  SurveyOutcomes out_;
};

}  // namespace

SurveyOutcomes OutcomesOf(const SurveyStatement& statement, const KnownWhereabouts& known,
                          absl::CivilDay survey_day) {
  return Drafting(statement, known, survey_day).Draft();
}

}  // namespace laowu::intake

#include "intake/survey/survey_reader.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/facts/spoken_date.h"
#include "intake/facts/whereabouts.h"
#include "intake/occupation/occupation.h"
#include "intake/place/place.h"
#include "intake/scrub/scrub.h"
#include "intake/survey/survey_columns.h"
#include "intake/survey/survey_contradictions.h"
#include "intake/survey/survey_place.h"
#include "intake/survey/survey_remarks.h"
#include "intake/survey/survey_return.h"
#include "intake/table/row_texts.h"
#include "intake/text/text.h"

namespace laowu::intake {

struct SurveyReader::State {
  explicit State(ReadContext read_context)
      : context(std::move(read_context)), places(context.as_of, context.home_division_code) {}
  ReadContext context;
  PlaceReader places;
  OccupationReader occupations;
};

namespace {

class SurveyRow {
 public:
  SurveyRow(const ReadContext& context, const PlaceReader& places,
            const OccupationReader& occupations, const FieldTexts& row, SurveyReading& reading)
      : context_(context),
        places_(places),
        occupations_(occupations),
        row_(row),
        texts_(row),
        statement_(reading.statement),
        whereabouts_unsaid_(reading.whereabouts_unsaid),
        reports_(reading) {}

  void Read() {
    statement_.source_reference = std::string(texts_.Get(Field::kReference));
    ReadSurveyPerson(texts_, context_, statement_, reports_);
    ReadPlace();
    ReadWhere();
    DropPlaceLeft();
    ReadDateOf();
    if (!moved_) statement_.employer_display_name = std::string(texts_.Get(Field::kEmployerName));
    RemoveContacts(statement_.employer_display_name);  // "中山某厂(李主管)"
    statement_.employer_key = FoldTight(statement_.employer_display_name);
    ReadSurveyChannel(texts_, statement_, reports_);
    statement_.self_employed =
        ReadYesNo(texts_.Get(Field::kSelfEmployed)).value_or(statement_.self_employed);
    ReadSurveyWork(texts_, occupations_, statement_, reports_);
  }

 private:
  void ReadPlace() {
    const SurveyPlace place = ReadSurveyPlace(row_, context_, places_, reports_);
    statement_.workplace_division_code = place.code;
    several_away_ = place.several_away;
    heard_place_ = place.hearsay;
    local_place_ = place.is_local;
    state_place_ = place.of_state;
  }

  bool IsHere() const {
    const std::string& place = statement_.workplace_division_code;
    return !place.empty() && !context_.home_division_code.empty() &&
           places_.Contains(context_.home_division_code, place);
  }

  // "贵州省" and nothing finer: may be anywhere, at home too.
  bool IsInOwnProvince() const {
    const std::string& place = statement_.workplace_division_code;
    return absl::EndsWith(place, "0000") && places_.Contains(place, context_.home_division_code);
  }

  // A yes or no under a question; `answered` and `question`: by those before, if any.
  void TakeAnswer(const StateAnswer& answer, const FieldText& cell, Whereabouts& answered,
                  std::string& question) {
    studies_ = studies_ || answer.no_work;
    ticked_home_ = ticked_home_ || answer.denies;
    ticked_away_ = ticked_away_ || answer.whereabouts == Whereabouts::kAway;
    if (answer.whereabouts == Whereabouts::kUnknown) return;
    if (answered != Whereabouts::kUnknown && answer.order <= answer_order_) return;
    answered = answer.whereabouts;
    answer_order_ = answer.order;
    question = absl::StrCat(cell.header, ":", cell.text);
  }

  // What the columns of the state say: in words, else by yes and no under a question. `words`: the
  // texts that hold words, which remarks may say more of.
  Whereabouts ReadState(std::string* words) {
    Whereabouts answered = Whereabouts::kUnknown;
    Whereabouts said = Whereabouts::kUnknown;
    std::string said_text;
    bool told_in_words = false;
    std::string question;
    for (const FieldText& cell : row_) {
      if (cell.field != Field::kOutcomeType || cell.text == state_place_) continue;
      const StateAnswer answer = ReadStateAnswer(cell.header, cell.text);
      if (answer.is_answer) {
        TakeAnswer(answer, cell, answered, question);
        continue;
      }
      absl::StrAppend(words, words->empty() ? "" : ",", cell.text);
      if (said != Whereabouts::kUnknown) continue;
      // The remarks have these words, too, and tell that it is hearsay.
      if (SaysHearsay(FoldClauses(cell.text))) continue;
      said = ReadToldState(cell.text, places_, context_, statement_.workplace_division_code,
                           &told_in_words);
      // Tells nothing of where they are: other columns may, and the remarks have these words, too.
      if (said == Whereabouts::kNotReached) said = Whereabouts::kUnknown;
      if (said != Whereabouts::kUnknown) said_text = cell.text;
    }
    // "已返回广东中山": back at work, and not at home.
    if (said == Whereabouts::kHome && absl::StrContains(said_text, "返回") &&
        ReadSurveyRemarks(said_text, places_, context_.home_division_code, context_.as_of)
                .whereabouts == Whereabouts::kAway) {
      said = Whereabouts::kAway;
    }
    if (said == Whereabouts::kAway && SaysOnlyWork(said_text) && (IsHere() || local_place_)) {
      reports_.Infer("type", said_text, "survey.state+survey.by_place", 70);
      return Whereabouts::kLocal;
    }
    if (said != Whereabouts::kUnknown) {
      if (said == Whereabouts::kAway && IsHere() && texts_.Get(Field::kWorkplaceCode).empty()) {
        reports_.Warn(reason::kPlaceConflict, "workplace_division_code", said_text,
                      "说在外，务工地却在本地，请核实 (said to be away, with a place of work at "
                      "home: please check)");
      }
      if (told_in_words) {
        reports_.Infer("type", "", "survey.remarks", 75);
      } else {
        reports_.Infer("type", said_text, "survey.state", 95);
      }
      said_in_words_ = true;
      return said;
    }
    if (answered == Whereabouts::kHome && answer_order_ == 0 &&
        !statement_.workplace_division_code.empty()) {
      // "是否外出: 否" beside a place: who works in it is local; elsewhere it may be last year's.
      if (IsHere() && LeavesItToThePlace(*words)) return Whereabouts::kUnknown;
      reports_.Warn(reason::kPlaceConflict, "type", question,
                    "说没有外出，又填了务工地，按在家处理，请核实 (not away, yet with a place of "
                    "work: taken as at home, please check)");
    }
    if (answered != Whereabouts::kUnknown) reports_.Infer("type", question, "survey.answer", 90);
    return answered;
  }

  // Whether some cell says that they work: "外出务工", a yes under 是否务工, an employer, pay.
  bool SaysThatTheyWork(absl::string_view state) const {
    if (SaysWork(FoldTight(state)) || SaysWork(FoldTight(texts_.Join({Field::kDescription}))) ||
        !IsEmptyCell(texts_.Get(Field::kEmployerName)) ||
        !IsEmptyCell(texts_.Get(Field::kWageText)) ||
        !IsEmptyCell(texts_.Get(Field::kOccupation))) {
      return true;
    }
    return std::any_of(row_.begin(), row_.end(), [](const FieldText& cell) {
      return cell.field == Field::kOutcomeType && SaysWork(FoldTight(cell.header)) &&
             ReadStateAnswer(cell.header, cell.text).whereabouts == Whereabouts::kAway;
    });
  }

  // "在外" beside "读大学": away, and by no word to work.
  bool IsAwayUnexplained(absl::string_view state) const {
    return statement_.whereabouts == Whereabouts::kAway && !SaysThatTheyWork(state);
  }

  bool IsNoWorkOf(absl::string_view state, absl::string_view at,
                  const SurveyRemarks& remarks) const {
    if (remarks.not_work && ReadWhereabouts(state) == Whereabouts::kUnknown) return true;
    const bool by_place = SaysNoWork(at) && !SaysWork(at) && !Holds(at, "公司");
    if (!remarks.not_work && !by_place) return false;
    if (remarks.surely_no_work && statement_.whereabouts == Whereabouts::kAway) return true;
    return statement_.whereabouts == Whereabouts::kUnknown || IsAwayUnexplained(state);
  }

  // Away with a child, to be treated, to live there, and by no word to work.
  bool IsCareOf(absl::string_view state, absl::string_view at, const SurveyRemarks& remarks) const {
    const bool care = remarks.care_elsewhere || SaysOnlyCare(at);
    if (care && IsAwayUnexplained(state)) return true;
    if (care && remarks.without_work && statement_.whereabouts == Whereabouts::kAway) return true;
    if (statement_.whereabouts != Whereabouts::kUnknown) return false;
    const bool elsewhere = !statement_.workplace_division_code.empty() && !IsHere();
    if (care && elsewhere && !SaysThatTheyWork(state)) return true;
    // "在外,旅游": of the state the whole, and not its first word.
    const bool state_of_care = IsAwayWithoutWork(FoldTight(state)) &&
                               !SaysWork(FoldTight(texts_.Join({Field::kDescription})));
    return state_of_care || (remarks.only_care && remarks.whereabouts == Whereabouts::kUnknown);
  }

  // "在校学生" ticked; "外出" and "未外出" ticked both. Whether it is so.
  bool RejectTicks(absl::string_view state) {
    if (studies_ && statement_.whereabouts != Whereabouts::kHome) {
      reports_.Reject(
          "type", state,
          "在校学生不是务工，请人工登记 (at school, which is no work: please record it by "
          "hand)");
      return true;
    }
    if (!ticked_home_ || !ticked_away_) return false;
    reports_.Reject(
        "type", state,
        "外出和未外出都打了勾，请核实后只勾一个 (ticked as gone and as not gone: please "
        "check, and tick one)");
    return true;
  }

  // Who does no work, at home or away. Whether it is so.
  bool RejectNoWork(absl::string_view state, absl::string_view at, const SurveyRemarks& remarks) {
    if (IsNoWorkOf(state, at, remarks)) {
      reports_.Reject(
          "type", state,
          "读书、参军、出嫁、去世等不是务工，请人工登记 (at school, in the army, married "
          "away or dead is no work: please record it by hand)");
      return true;
    }
    if (IsCareOf(state, at, remarks)) {
      reports_.Reject(
          "type", state,
          "在外带孩子、陪读、养老、看病、随迁、走亲戚等不是务工，请人工登记；在务工的请写明 "
          "(away to care, to be treated or to live there is no work: please record it "
          "by hand, or say that it is for work)");
      return true;
    }
    return false;
  }

  // The column of the state, else what stands where a place should ("在家"), else the remarks; else
  // a place of work outside the sender's division says it.
  void ReadWhere() {
    std::string state;
    statement_.whereabouts = ReadState(&state);
    SurveyRemarks remarks = ReadSurveyRemarks(
        absl::StrCat(state, ",", texts_.Join({Field::kDescription})), places_,
        context_.home_division_code, context_.as_of, statement_.workplace_division_code);
    remarks.hearsay = remarks.hearsay || heard_place_;
    // "务工" beside "红果煤矿上班": at work, and in a place of the sender's division.
    if (statement_.whereabouts == Whereabouts::kAway && SaysOnlyWork(state) &&
        remarks.whereabouts == Whereabouts::kLocal && statement_.workplace_division_code.empty()) {
      statement_.whereabouts = Whereabouts::kLocal;
    }
    const std::string at = FoldTight(texts_.Join({Field::kWorkplace}));
    HoldAgainstReturn(remarks);
    if (RejectTicks(state)) return;
    const SurveySaid said{row_, context_, places_, state, remarks, Told()};
    if (RejectContradicted(said, statement_, reports_)) return;
    if (RejectNoWork(state, at, remarks)) return;
    if (statement_.whereabouts == Whereabouts::kUnknown) {
      statement_.whereabouts = ReadWhereabouts(texts_.Join({Field::kWorkplace}));
      if (statement_.whereabouts != Whereabouts::kUnknown) {
        reports_.Infer("type", "", "survey.place_words", 85);
      }
    }
    if (statement_.whereabouts != Whereabouts::kUnknown) {
      HoldAgainst(remarks, state);
      TakeRemarks(remarks);
      TakeOwnDivisionOf(state);
      moved_ = TakeMoveTold(said, statement_, reports_);
      if (!moved_) WarnOfOtherRemarks(said, statement_, reports_);
      return;
    }
    if (remarks.whereabouts != Whereabouts::kUnknown) {
      statement_.whereabouts = remarks.whereabouts;
      if (remarks.hearsay) WarnOfHearsay();
      if (IsUnclear(state)) WarnOfUnclear();
      // Remarks may hold anything, a name among it: they are not quoted.
      reports_.Infer("type", "", "survey.remarks", 75);
      TakeRemarks(remarks);
      moved_ = TakeMoveTold(said, statement_, reports_);
      if (!moved_) WarnOfOtherRemarks(said, statement_, reports_);
      return;
    }
    if (several_away_ && LeavesItToThePlace(state)) {
      statement_.whereabouts = Whereabouts::kAway;
      reports_.Infer("type", "", "survey.by_place", 70);
      WarnOfOtherRemarks(said, statement_, reports_);
      return;
    }
    if (LeavesItToThePlace(state) && !statement_.workplace_division_code.empty() &&
        !context_.home_division_code.empty() && !IsInOwnProvince()) {
      statement_.whereabouts = IsHere() ? Whereabouts::kLocal : Whereabouts::kAway;
      statement_.self_employed = remarks.own_shop;
      reports_.Infer("type", "", "survey.by_place", 70);
      WarnOfOtherRemarks(said, statement_, reports_);
      return;
    }
    whereabouts_unsaid_ = true;
    RejectUnsaid(texts_.Get(Field::kOutcomeType), remarks.hearsay, reports_);
  }

  // "就近就业" beside 外出地点 浙江: where they were before.
  void DropPlaceLeft() {
    std::string& place = statement_.workplace_division_code;
    if (statement_.whereabouts != Whereabouts::kLocal || place.empty() || IsHere() ||
        context_.home_division_code.empty() ||
        places_.Contains(place, context_.home_division_code)) {
      return;
    }
    reports_.Warn(
        reason::kPlaceConflict, "workplace_division_code", "",
        "说在本地就业，务工地却在外地，按以前的务工地未采用，请核实 (said to work at home, "
        "with a place of work elsewhere: taken for a former one and not used, please "
        "check)");
    place.clear();
    left_place_ = true;
  }

  // What the remarks say alone, without the words of the state.
  const SurveyRemarks& Told() {
    if (!told_.has_value()) {
      told_ = ReadSurveyRemarks(texts_.Join({Field::kDescription}), places_,
                                context_.home_division_code, context_.as_of,
                                statement_.workplace_division_code);
    }
    return *told_;
  }

  // Of who did not say in words where they are: the day of their return, and that they went again.
  void HoldAgainstReturn(const SurveyRemarks& remarks) {
    // "探亲" beside "已返岗": the visit is over.
    if (statement_.whereabouts == Whereabouts::kVisiting && Told().gone_again) {
      statement_.whereabouts = Whereabouts::kAway;
      reports_.Infer("type", "", "survey.state+survey.remarks", 70);
      return;
    }
    if (said_in_words_) return;
    if (remarks.gone_again && answer_order_ == 1) {
      statement_.whereabouts = Whereabouts::kAway;
      reports_.Infer("type", "", "survey.answer+survey.remarks", 70);
      return;
    }
    // A yes to 是否外出 beside "回来探亲".
    if (statement_.whereabouts == Whereabouts::kAway &&
        Told().whereabouts == Whereabouts::kVisiting &&
        !SaysAny(texts_.Join({Field::kDescription}), {"过年", "春节", "年底", "每"})) {
      statement_.whereabouts = Whereabouts::kVisiting;
      reports_.Infer("type", "", "survey.answer+survey.remarks", 70);
      return;
    }
    const bool may_be_home = statement_.whereabouts == Whereabouts::kAway ||
                             (statement_.whereabouts == Whereabouts::kUnknown &&
                              (remarks.whereabouts == Whereabouts::kUnknown ||
                               remarks.whereabouts == Whereabouts::kAway));
    if (!may_be_home || answer_order_ == 2 || remarks.gone_again || IsHere() || local_place_ ||
        !IsBackByDays(row_, context_)) {
      return;
    }
    statement_.whereabouts = Whereabouts::kHome;
    reports_.Infer("type", "", "survey.return_date", 80);
  }

  // "不清楚" beside remarks that say.
  static bool IsUnclear(absl::string_view state) {
    return SaysAny(state, {"不清楚", "不详", "不知道", "未知", "不明", "不晓得", "说不清"}) &&
           state.size() <= 24;
  }

  void WarnOfUnclear() {
    reports_.Warn(reason::kPlaceConflict, "type", "",
                  "去向一栏写不清楚，备注却说了，按备注，请核实 (the column says that it is not "
                  "known, and the remarks say it: they were taken, please check)");
  }

  void WarnOfHearsay() {
    reports_.Warn(reason::kValueNotUnderstood, "type", "",
                  "备注或务工地是听说的，没有采用，请向本人或家人核实 (the remarks or the place "
                  "are hearsay and were not taken: please check with the person or the family)");
  }

  // Where the remarks say other than the columns, or less surely.
  void HoldAgainst(const SurveyRemarks& remarks, absl::string_view state) {
    if (remarks.hearsay) WarnOfHearsay();
    if (statement_.whereabouts == Whereabouts::kAway) TakeVisitTold();
    if (statement_.whereabouts != Whereabouts::kHome || !remarks.leaves_again) return;
    // "在家" beside "收完又去" is a visit. Who is said to have come home for good has, unless the
    // remarks speak of the same work: that somebody will go out again is no job that goes on.
    const bool for_good = SaysAny(state, {"返乡", "回乡", "回流", "返家"});
    if (for_good && !remarks.job_goes_on) {
      reports_.Warn(reason::kPlaceConflict, "type", "",
                    "写的是返乡，备注说还要出去，按返乡记；只是回来探亲的请写 返乡探亲 (said to be "
                    "home for good, and by the remarks to leave again: taken as home; write "
                    "返乡探亲 if it is a visit)");
      return;
    }
    statement_.whereabouts = Whereabouts::kVisiting;
    reports_.Infer("type", "", "survey.state+survey.remarks", 70);
    reports_.Warn(
        reason::kPlaceConflict, "type", "",
        "写的是在家或返乡，备注说还要回去上班，按返乡探亲，请核实 (said to be at home, and "
        "by the remarks to go back to work: taken as a visit, please check)");
  }

  // "在外" beside "请假在家照顾父亲".
  void TakeVisitTold() {
    if (Told().whereabouts != Whereabouts::kVisiting ||
        SaysAny(texts_.Join({Field::kDescription}),
                {"过年", "春节", "年底", "每", "月底", "打算", "准备"})) {
      return;
    }
    statement_.whereabouts = Whereabouts::kVisiting;
    reports_.Infer("type", "", "survey.state+survey.remarks", 70);
    reports_.Warn(
        reason::kPlaceConflict, "type", "",
        "写的是在外，备注说请假或临时在家，按返乡探亲，请核实 (said to be away, and by the "
        "remarks at home on leave or for some days: taken as a visit, please check)");
  }

  // "县内就业", and no place: the sender's own.
  void TakeOwnDivisionOf(absl::string_view state) {
    if (statement_.whereabouts != Whereabouts::kLocal || context_.home_division_code.empty() ||
        !statement_.workplace_division_code.empty() || !IsOwnDivision(state)) {
      return;
    }
    statement_.workplace_division_code = context_.home_division_code;
    reports_.Infer("workplace_division_code", state, "survey.own_division", 80);
  }

  // What else the remarks say of that same state, where no column says it.
  void TakeRemarks(const SurveyRemarks& remarks) {
    const bool works = statement_.whereabouts == Whereabouts::kAway ||
                       statement_.whereabouts == Whereabouts::kLocal;
    statement_.self_employed = works && remarks.own_shop;
    if (remarks.whereabouts != statement_.whereabouts) return;
    if (statement_.workplace_division_code.empty() && !remarks.place.empty()) {
      statement_.workplace_division_code = remarks.place;
      reports_.Infer("workplace_division_code", "", "survey.remarks", 70);
    }
    told_since_ = remarks.since;
    told_since_change_ = remarks.since_change;
  }

  void ReadDateOf() {
    // The columns' day and employer are those of the work before.
    const absl::string_view text =
        moved_ ? absl::string_view() : FindSurveyDate(row_, statement_, left_place_);
    if (text.empty() && told_since_.has_value()) {
      reports_.Infer("effective_date", "", "survey.remarks", 70);
      TakeSurveyDate(*told_since_, "", context_, statement_, reports_);
      statement_.since_change = told_since_change_;
    } else if (!text.empty() && !SaysNoDate(text)) {
      TakeSurveyDate(ReadSpokenDate(text, context_.as_of), text, context_, statement_, reports_);
    }
  }

  const ReadContext& context_;
  const PlaceReader& places_;
  const OccupationReader& occupations_;
  const FieldTexts& row_;
  const RowTexts texts_;
  SurveyStatement& statement_;
  bool& whereabouts_unsaid_;
  Reports<SurveyReading> reports_;
  std::optional<SpokenDate> told_since_;  // by the remarks
  bool told_since_change_ = false;        // of a change of work
  bool several_away_ = false;             // several places of work, all of them outside
  bool local_place_ = false;              // the place is near home, by words alone
  bool heard_place_ = false;              // the place was only heard of
  std::string state_place_;               // the text of a state that is a place
  bool moved_ = false;                    // on from where the columns have them, by the remarks
  bool left_place_ = false;               // the place was of a time that is over
  int answer_order_ = 0;                  // of the answer that counts (StateAnswer)
  bool studies_ = false;                  // 在校学生 is ticked
  bool ticked_home_ = false;              // 未外出 is ticked
  bool ticked_away_ = false;              // 外出 is ticked
  bool said_in_words_ = false;            // the state, and not by yes and no
  std::optional<SurveyRemarks> told_;     // Told()
};

}  // namespace

SurveyReader::SurveyReader(ReadContext context)
    : state_(std::make_unique<const State>(std::move(context))) {}

SurveyReader::~SurveyReader() = default;

SurveyReading SurveyReader::Read(const FieldTexts& row) const {
  SurveyReading reading;
  SurveyRow(state_->context, state_->places, state_->occupations, row, reading).Read();
  RemoveContactsOfSources(reading);
  return reading;
}

}  // namespace laowu::intake

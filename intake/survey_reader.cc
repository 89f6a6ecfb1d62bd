#include "intake/survey_reader.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <tuple>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "intake/facts.h"
#include "intake/occupation.h"
#include "intake/place.h"
#include "intake/row_texts.h"
#include "intake/spoken_date.h"
#include "intake/survey_remarks.h"
#include "intake/text.h"
#include "intake/wage.h"
#include "reference/identity_number.h"

namespace laowu::intake {

struct SurveyReader::State {
  explicit State(ReadContext read_context)
      : context(std::move(read_context)), places(context.as_of, context.home_division_code) {}
  ReadContext context;
  PlaceReader places;
  OccupationReader occupations;
};

namespace {

struct WhereaboutsWord {
  absl::string_view word;
  Whereabouts whereabouts;
};
// The first that stands in the text counts: what denies before what it denies, 返岗 before 返.
constexpr std::array kWords = {
    // Away, and no migrant worker.
    WhereaboutsWord{"读书", Whereabouts::kUnknown},
    WhereaboutsWord{"上学", Whereabouts::kUnknown},
    WhereaboutsWord{"当兵", Whereabouts::kUnknown},
    WhereaboutsWord{"参军", Whereabouts::kUnknown},
    WhereaboutsWord{"服刑", Whereabouts::kUnknown},
    WhereaboutsWord{"去世", Whereabouts::kUnknown},
    WhereaboutsWord{"不在家", Whereabouts::kAway},
    WhereaboutsWord{"未外出", Whereabouts::kHome},
    WhereaboutsWord{"没外出", Whereabouts::kHome},
    WhereaboutsWord{"没有外出", Whereabouts::kHome},
    WhereaboutsWord{"不外出", Whereabouts::kHome},
    WhereaboutsWord{"不在外", Whereabouts::kHome},
    WhereaboutsWord{"未在外", Whereabouts::kHome},
    WhereaboutsWord{"没在外", Whereabouts::kHome},
    WhereaboutsWord{"没有在外", Whereabouts::kHome},
    WhereaboutsWord{"没工作", Whereabouts::kHome},
    WhereaboutsWord{"没有工作", Whereabouts::kHome},
    WhereaboutsWord{"未返乡", Whereabouts::kAway},
    WhereaboutsWord{"没返乡", Whereabouts::kAway},
    WhereaboutsWord{"未回", Whereabouts::kAway},
    WhereaboutsWord{"失联", Whereabouts::kLost},
    WhereaboutsWord{"联系不上", Whereabouts::kLost},
    WhereaboutsWord{"无法联系", Whereabouts::kLost},
    WhereaboutsWord{"去向不明", Whereabouts::kLost},
    WhereaboutsWord{"空号", Whereabouts::kLost},
    WhereaboutsWord{"探亲", Whereabouts::kVisiting},
    WhereaboutsWord{"临时返", Whereabouts::kVisiting},
    WhereaboutsWord{"短期返", Whereabouts::kVisiting},
    WhereaboutsWord{"回家过年", Whereabouts::kVisiting},
    WhereaboutsWord{"休假", Whereabouts::kVisiting},
    WhereaboutsWord{"近期返岗", Whereabouts::kVisiting},
    WhereaboutsWord{"过完年走", Whereabouts::kVisiting},
    WhereaboutsWord{"未就业", Whereabouts::kHome},
    WhereaboutsWord{"无业", Whereabouts::kHome},
    WhereaboutsWord{"失业", Whereabouts::kHome},
    WhereaboutsWord{"待业", Whereabouts::kHome},
    WhereaboutsWord{"就近", Whereabouts::kLocal},
    WhereaboutsWord{"就地", Whereabouts::kLocal},
    WhereaboutsWord{"本地", Whereabouts::kLocal},
    WhereaboutsWord{"县内", Whereabouts::kLocal},
    WhereaboutsWord{"镇内", Whereabouts::kLocal},
    WhereaboutsWord{"乡内", Whereabouts::kLocal},
    WhereaboutsWord{"公益性岗位", Whereabouts::kLocal},
    WhereaboutsWord{"公益岗", Whereabouts::kLocal},
    WhereaboutsWord{"帮扶车间", Whereabouts::kLocal},
    WhereaboutsWord{"返岗", Whereabouts::kAway},
    WhereaboutsWord{"复工", Whereabouts::kAway},
    WhereaboutsWord{"返乡", Whereabouts::kHome},
    WhereaboutsWord{"回乡", Whereabouts::kHome},
    WhereaboutsWord{"返回", Whereabouts::kHome},
    WhereaboutsWord{"回流", Whereabouts::kHome},
    WhereaboutsWord{"回家", Whereabouts::kHome},
    WhereaboutsWord{"在家", Whereabouts::kHome},
    WhereaboutsWord{"务农", Whereabouts::kHome},
    WhereaboutsWord{"种地", Whereabouts::kHome},
    WhereaboutsWord{"在外", Whereabouts::kAway},
    WhereaboutsWord{"外出", Whereabouts::kAway},
    WhereaboutsWord{"省外", Whereabouts::kAway},
    WhereaboutsWord{"市外", Whereabouts::kAway},
    WhereaboutsWord{"县外", Whereabouts::kAway},
    WhereaboutsWord{"务工", Whereabouts::kAway},
    WhereaboutsWord{"打工", Whereabouts::kAway},
    WhereaboutsWord{"在岗", Whereabouts::kAway},
    WhereaboutsWord{"到岗", Whereabouts::kAway},
    WhereaboutsWord{"上岗", Whereabouts::kAway},
    WhereaboutsWord{"入职", Whereabouts::kAway},
};

constexpr std::array<absl::string_view, 5> kWorkWords = {"就业", "工作", "上班", "创业", "个体"};
// Whether a state leaves it to the place where somebody is: nothing, or that they work.
bool LeavesItToThePlace(absl::string_view state) {
  if (state.empty()) return true;
  const std::string folded = FoldTight(state);
  return std::any_of(kWorkWords.begin(), kWorkWords.end(),
                     [&](absl::string_view word) { return absl::StrContains(folded, word); });
}

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
        reports_(reading) {}

  void Read() {
    statement_.source_reference = std::string(texts_.Get(Field::kReference));
    ReadIdentity();
    ReadPlace();
    ReadWhere();
    ReadDateOf();
    statement_.employer_display_name = std::string(texts_.Get(Field::kEmployerName));
    statement_.employer_key = FoldTight(statement_.employer_display_name);
    statement_.channel = std::string(texts_.Get(Field::kChannel));
    statement_.self_employed =
        ReadYesNo(texts_.Get(Field::kSelfEmployed)).value_or(statement_.self_employed);
    ReadWork();
  }

 private:
  void ReadIdentity() {
    const absl::string_view text = texts_.Get(Field::kIdentityNumber);
    if (text.empty()) {
      if (statement_.source_reference.empty()) {
        reports_.Reject("identity_number", "",
                        "身份证号和编号至少填一项 (neither identity number nor reference)");
      }
      return;
    }
    const absl::StatusOr<reference::IdentityNumber> number =
        reference::ParseIdentityNumber(FoldTight(text), context_.as_of);
    if (!number.ok()) {
      reports_.Reject("identity_number", "",
                      absl::StrCat("身份证号不合格 (the identity number is not valid): ",
                                   number.status().message()));
      return;
    }
    statement_.identity_number = number->number;
  }

  void ReadPlace() {
    std::string text(texts_.Get(Field::kWorkplaceCode));
    PlaceReading place = places_.ReadCode(text);
    if (place.outcome != PlaceReading::Outcome::kFound) {
      text = std::string(texts_.Get(Field::kWorkplace));
      place = places_.Read(text);
    }
    if (text.empty() || ReadWhereabouts(text) != Whereabouts::kUnknown) return;  // "在家"
    if (place.outcome != PlaceReading::Outcome::kFound) {
      reports_.Warn(place.outcome == PlaceReading::Outcome::kAmbiguous
                        ? reason::kPlaceAmbiguous
                        : reason::kPlaceNotUnderstood,
                    "workplace_division_code", text,
                    "务工地看不懂，按未填处理，请写明省市 (place not understood, left unset)");
      return;
    }
    statement_.workplace_division_code = place.code;
    if (place.rule != "place.code") {
      reports_.Infer("workplace_division_code", text, place.rule, place.confidence);
    }
    if (!place.stated_code.empty()) {
      reports_.Warn(
          reason::kDivisionCodeDead, "workplace_division_code", place.stated_code,
          absl::StrCat("代码已停用，改用 ", place.code, " (", places_.FullName(place.code),
                       ") (the code is no longer in force: translated)"));
    }
    if (!place.unread_name.empty()) {
      reports_.Warn(
          reason::kPlaceNotFine, "workplace_division_code", place.unread_name,
          absl::StrCat("只认到 ", places_.FullName(place.code), " (known only to this area)"));
    }
  }

  // The column of the state, else what stands where a place should ("在家"), else the remarks; else
  // a place of work outside the sender's division says it.
  void ReadWhere() {
    const absl::string_view state = texts_.Get(Field::kOutcomeType);
    const SurveyRemarks remarks =
        ReadSurveyRemarks(absl::StrCat(state, ",", texts_.Get(Field::kDescription)), places_,
                          context_.home_division_code, context_.as_of);
    if (remarks.not_work && ReadWhereabouts(state) == Whereabouts::kUnknown) {
      reports_.Reject(
          "type", state,
          "读书、参军、出嫁、去世等不是务工，请人工登记 (at school, in the army, married "
          "away or dead is no work: please record it by hand)");
      return;
    }
    for (const auto& [field, rule, confidence] :
         {std::tuple{Field::kOutcomeType, "survey.state", 95},
          std::tuple{Field::kWorkplace, "survey.place_words", 85}}) {
      const absl::string_view text = texts_.Get(field);
      statement_.whereabouts = ReadWhereabouts(text);
      if (statement_.whereabouts == Whereabouts::kUnknown) continue;
      reports_.Infer("type", field == Field::kOutcomeType ? text : "", rule, confidence);
      TakeRemarks(remarks);
      return;
    }
    if (remarks.whereabouts != Whereabouts::kUnknown) {
      statement_.whereabouts = remarks.whereabouts;
      // Remarks may hold anything, a name among it: they are not quoted.
      reports_.Infer("type", "", "survey.remarks", 75);
      TakeRemarks(remarks);
      return;
    }
    const std::string& place = statement_.workplace_division_code;
    if (LeavesItToThePlace(texts_.Get(Field::kOutcomeType)) && !place.empty() &&
        !context_.home_division_code.empty()) {
      const bool local = places_.Contains(context_.home_division_code, place);
      statement_.whereabouts = local ? Whereabouts::kLocal : Whereabouts::kAway;
      reports_.Infer("type", "", "survey.by_place", 70);
      return;
    }
    reports_.Reject(
        "type", texts_.Get(Field::kOutcomeType),
        "看不出人在哪里，请填 在外务工、已返乡、就近就业 等 (whereabouts not understood)");
  }

  // What else the remarks say of that same state, where no column says it.
  void TakeRemarks(const SurveyRemarks& remarks) {
    if (remarks.whereabouts != statement_.whereabouts) return;
    if (statement_.workplace_division_code.empty() && !remarks.place.empty()) {
      statement_.workplace_division_code = remarks.place;
      reports_.Infer("workplace_division_code", "", "survey.remarks", 70);
    }
    told_since_ = remarks.since;
    statement_.self_employed = remarks.self_employed;
  }

  // The date of what the row says: when somebody went out tells nothing of when they came home.
  absl::string_view DateText() const {
    const bool home = statement_.whereabouts == Whereabouts::kHome ||
                      statement_.whereabouts == Whereabouts::kVisiting;
    for (const FieldText& cell : row_) {
      if (cell.field != Field::kEffectiveDate || cell.text.empty()) continue;
      const auto says = [&](std::initializer_list<absl::string_view> words) {
        return std::any_of(words.begin(), words.end(), [&](absl::string_view word) {
          return absl::StrContains(cell.header, word);
        });
      };
      if (home && says({"外出", "务工", "到岗", "上岗", "入职", "就业"})) continue;
      if (!home && says({"返乡", "回乡", "回家", "返家", "返回"})) continue;
      return cell.text;
    }
    return "";
  }

  void ReadDateOf() {
    const absl::string_view text = DateText();
    if (text.empty() && told_since_.has_value()) {
      reports_.Infer("effective_date", "", "survey.remarks", 70);
      TakeDate(*told_since_, "");
    } else if (!text.empty() && !SaysNoDate(text)) {
      TakeDate(ReadSpokenDate(text, context_.as_of), text);
    }
  }

  void TakeDate(const SpokenDate& date, absl::string_view text) {
    statement_.since = date.day;
    statement_.since_month = date.month_only;
    if (!statement_.since.has_value()) {
      reports_.Warn(reason::kDateNotUnderstood, "effective_date", text, std::string(date.why));
    } else if (*statement_.since > context_.as_of) {
      reports_.Reject("effective_date", text, "日期晚于填表日 (the date is in the future)");
    }
  }

  void ReadWork() {
    if (const OccupationReading by_code = occupations_.ReadCode(texts_.Get(Field::kOccupationCode));
        !by_code.code.empty()) {
      statement_.occupation_code = by_code.code;
    } else if (const absl::string_view text = texts_.Get(Field::kOccupation); !text.empty()) {
      const OccupationReading reading = occupations_.Read(text);
      statement_.occupation_code = reading.code;
      if (reading.code.empty()) {
        reports_.Warn(reason::kOccupationUnknown, "occupation_code", text,
                      "未能识别工种，未采用 (occupation not recognised, not used)");
      } else {
        reports_.Infer("occupation_code", text, reading.rule, reading.confidence);
      }
    }
    const FieldText* cell = texts_.Find(Field::kWageText);
    if (cell == nullptr) return;
    WageHints hints = HintsFromHeader(cell->header);
    if (hints.default_unit == WageUnit::kNone) hints.default_unit = WageUnit::kMonth;
    const WageReading wage = ReadWage(cell->text, hints);
    statement_.wage_cny_per_month = wage.min_cny_per_month;
    if (wage.outcome == WageReading::Outcome::kRead) {
      reports_.Infer("wage_cny_per_month", cell->text, wage.rule, wage.confidence);
    } else if (wage.outcome != WageReading::Outcome::kNoFigure) {
      reports_.Warn(reason::kWageNotUnderstood, "wage_cny_per_month", cell->text,
                    "工资看不懂，按未填处理 (wage not understood, left unset)");
    }
  }

  const ReadContext& context_;
  const PlaceReader& places_;
  const OccupationReader& occupations_;
  const FieldTexts& row_;
  const RowTexts texts_;
  SurveyStatement& statement_;
  Reports<SurveyReading> reports_;
  std::optional<SpokenDate> told_since_;  // by the remarks
};

}  // namespace

Whereabouts ReadWhereabouts(absl::string_view text) {
  const std::string folded = FoldTight(text);
  for (const WhereaboutsWord& word : kWords) {
    if (absl::StrContains(folded, word.word)) return word.whereabouts;
  }
  return Whereabouts::kUnknown;
}

SurveyReader::SurveyReader(ReadContext context)
    : state_(std::make_unique<const State>(std::move(context))) {}

SurveyReader::~SurveyReader() = default;

SurveyReading SurveyReader::Read(const FieldTexts& row) const {
  SurveyReading reading;
  SurveyRow(state_->context, state_->places, state_->occupations, row, reading).Read();
  return reading;
}

}  // namespace laowu::intake

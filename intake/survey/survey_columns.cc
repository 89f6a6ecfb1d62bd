#include "intake/survey/survey_columns.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "intake/facts/whereabouts.h"
#include "intake/survey/survey_return.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"
#include "intake/worker/person_cells.h"
#include "reference/identity_number.h"

namespace laowu::intake {

void ReadSurveyPerson(const RowTexts& texts, const ReadContext& context, SurveyStatement& statement,
                      Reports<SurveyReading>& reports) {
  const absl::string_view text = texts.Get(Field::kIdentityNumber);
  if (IsNoNumber(text)) {
    if (statement.source_reference.empty()) {
      reports.Reject("identity_number", "",
                     "身份证号和编号至少填一项 (neither identity number nor reference)");
    }
    return;
  }
  const absl::StatusOr<reference::IdentityNumber> number =
      reference::ParseIdentityNumber(FoldTight(text), context.as_of);
  if (!number.ok()) {
    reports.Reject("identity_number", "",
                   WhyNoIdentityNumber(FoldTight(text), number.status().message()));
    return;
  }
  statement.identity_number = number->number;
}

// "是否有组织: 否" is 自发: there is no third.
void ReadSurveyChannel(const RowTexts& texts, SurveyStatement& statement,
                       Reports<SurveyReading>& reports) {
  const FieldText* cell = texts.Find(Field::kChannel);
  if (cell == nullptr) return;
  statement.channel = std::string(Trim(cell->text));
  const bool asks = absl::StrContains(cell->header, "组织") &&
                    SaysAny(cell->header, {"是否", "有无", "有没有", "是不是"});
  const std::string answer = FoldTight(cell->text);
  if (!asks || (answer != "否" && answer != "不是" && answer != "×" && answer != "x")) return;
  statement.channel = "自发";
  reports.Infer("channel", absl::StrCat(cell->header, ":", cell->text), "survey.answer", 80);
}

void ReadSurveyWork(const RowTexts& texts, const OccupationReader& occupations,
                    SurveyStatement& statement, Reports<SurveyReading>& reports) {
  if (const OccupationReading by_code = occupations.ReadCode(texts.Get(Field::kOccupationCode));
      !by_code.code.empty()) {
    statement.occupation_code = by_code.code;
  } else if (const absl::string_view text = texts.Get(Field::kOccupation); !text.empty()) {
    const OccupationReading reading = occupations.Read(text);
    statement.occupation_code = reading.code;
    if (reading.code.empty()) {
      reports.Warn(reason::kOccupationUnknown, "occupation_code", text,
                   "未能识别工种，未采用 (occupation not recognised, not used)");
    } else {
      reports.Infer("occupation_code", text, reading.rule, reading.confidence);
    }
  }
  const FieldText* cell = texts.Find(Field::kWageText);
  if (cell == nullptr) return;
  WageHints hints = HintsFromHeader(cell->header);
  if (hints.default_unit == WageUnit::kNone) hints.default_unit = WageUnit::kMonth;
  const WageReading wage = ReadWage(cell->text, hints);
  statement.wage_cny_per_month = wage.min_cny_per_month;
  if (wage.outcome == WageReading::Outcome::kRead) {
    reports.Infer("wage_cny_per_month", cell->text, wage.rule, wage.confidence);
  } else if (wage.outcome != WageReading::Outcome::kNoFigure) {
    reports.Warn(reason::kWageNotUnderstood, "wage_cny_per_month", cell->text,
                 "工资看不懂，按未填处理 (wage not understood, left unset)");
  }
}

void RejectUnsaid(absl::string_view state, bool hearsay, Reports<SurveyReading>& reports) {
  if (hearsay) {
    reports.Reject("type", "",
                   "只是听说，不能算数，请向本人或家人核实后再填 (hearsay alone: please ask the "
                   "person or the family, and fill in what they say)");
    return;
  }
  reports.Reject(
      "type", state,
      SaysLeftAJob(FoldTight(state))
          ? "离职只说不在原来那里干了，没说人在哪里：请填 已返乡 或 在外务工 (the end of a job "
            "says "
            "not where they are: write 已返乡 or 在外务工)"
          : "看不出人在哪里，请填 在外务工、已返乡、就近就业 等 (whereabouts not understood)");
}

absl::string_view FindSurveyDate(const FieldTexts& row, const SurveyStatement& statement,
                                 bool left_place) {
  const bool home = statement.whereabouts == Whereabouts::kHome ||
                    statement.whereabouts == Whereabouts::kVisiting;
  for (const FieldText& cell : row) {
    if (cell.field != Field::kEffectiveDate || cell.text.empty()) continue;
    if (home && AsksWhenOut(cell.header)) continue;
    if (left_place && SaysAny(cell.header, {"外出", "出去", "出门", "走"})) continue;
    if (!home && SaysAny(cell.header, {"返乡", "回乡", "回家", "返家", "返回", "回来"})) continue;
    return cell.text;
  }
  return "";
}

void TakeSurveyDate(const SpokenDate& date, absl::string_view text, const ReadContext& context,
                    SurveyStatement& statement, Reports<SurveyReading>& reports) {
  statement.since = date.day;
  statement.since_month = date.month_only;
  if (!statement.since.has_value()) {
    reports.Warn(reason::kDateNotUnderstood, "effective_date", text, std::string(date.why));
  } else if (*statement.since > context.as_of) {
    reports.Reject("effective_date", text, "日期晚于填表日 (the date is in the future)");
  }
}

}  // namespace laowu::intake

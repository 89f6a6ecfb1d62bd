#include "intake/vacancy_parts.h"

#include <optional>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "intake/facts.h"
#include "intake/text.h"
#include "intake/wage.h"

namespace laowu::intake {
namespace {

class PayOfRow {
 public:
  explicit PayOfRow(const VacancyInProgress& row)
      : texts_(row.texts), all_text_(row.all_text), draft_(row.draft), reports_(row.reports) {}

  void Read() {
    ReadHours();
    ReadPay();
  }

 private:
  void ReadHours() {
    const FieldText* cell = texts_.Find(Field::kHours);
    const auto stated = cell == nullptr ? std::nullopt : ReadHoursPerWeek(cell->text);
    const auto found = stated.has_value() ? stated : ReadHoursPerWeek(all_text_);
    if (found.has_value()) {
      draft_.hours_per_week = found->value;
      reports_.Infer("hours_per_week", found->text, stated ? "hours.column" : "hours.text",
                     stated ? 95 : 80);
      return;
    }
    int hours = 0;
    if (cell != nullptr && absl::SimpleAtoi(Trim(cell->text), &hours) && hours >= 10 &&
        hours <= 84) {
      draft_.hours_per_week = hours;
    }
  }

  void ReadPay() {
    WageReading wage;
    std::string source;
    std::string default_unit(texts_.Get(Field::kWageUnit));
    if (const FieldText* cell = texts_.Find(Field::kWageText)) {
      source = cell->text;
      WageHints hints = HintsFromHeader(cell->header);
      if (hints.default_unit == WageUnit::kNone) hints.default_unit = ReadWageUnit(default_unit);
      hints.hours_per_week = draft_.hours_per_week;
      wage = ReadWage(cell->text, hints);
    }
    const FieldText* low = texts_.Find(Field::kWageMin);
    const FieldText* high = texts_.Find(Field::kWageMax);
    if (wage.outcome != WageReading::Outcome::kRead && (low != nullptr || high != nullptr)) {
      WageHints hints = HintsFromHeader(low != nullptr ? low->header : high->header);
      hints.hours_per_week = draft_.hours_per_week;
      if (hints.default_unit == WageUnit::kNone) hints.default_unit = ReadWageUnit(default_unit);
      if (hints.default_unit == WageUnit::kNone && default_unit.empty()) {
        hints.default_unit = WageUnit::kMonth;  // "最低工资" in a file of posts is a month's
      }
      const int kept_months = wage.pay_months;
      const WageReading columns = ReadWageColumns(low == nullptr ? "" : low->text,
                                                  high == nullptr ? "" : high->text, hints);
      if (columns.outcome == WageReading::Outcome::kRead || source.empty()) {
        source =
            absl::StrCat(low == nullptr ? "" : low->text, "-", high == nullptr ? "" : high->text);
        wage = columns;
        wage.pay_months = kept_months;
      }
    }
    TakeWage(wage, source);
    int months = 0;
    if (absl::SimpleAtoi(texts_.Get(Field::kPayMonths), &months) && months >= 12 && months <= 24) {
      draft_.pay_months = months;
    }
    ReadPayKind();
  }

  void TakeWage(const WageReading& wage, absl::string_view source) {
    draft_.pay_kind = wage.pay_kind;
    draft_.pay_basis = wage.pay_basis;
    draft_.pay_months = wage.pay_months;
    switch (wage.outcome) {
      case WageReading::Outcome::kRead: {
        draft_.min_wage_cny_per_month = wage.min_cny_per_month;
        draft_.max_wage_cny_per_month = wage.max_cny_per_month;
        std::string rule = wage.rule;
        for (const std::string& assumption : wage.assumptions)
          absl::StrAppend(&rule, "+", assumption);
        if (wage.min_cny_per_month > 0) {
          reports_.Infer("min_wage_cny_per_month", source, rule, wage.confidence);
        }
        reports_.Infer("max_wage_cny_per_month", source, rule, wage.confidence);
        break;
      }
      case WageReading::Outcome::kNotUnderstood:
        reports_.Warn(
            reason::kWageNotUnderstood, "max_wage_cny_per_month", source,
            "工资看不懂，按未填处理，请写如 5000-7000元/月 (wage not understood, left unset)");
        break;
      case WageReading::Outcome::kImplausible:
        reports_.Warn(reason::kWageImplausible, "max_wage_cny_per_month", source,
                      absl::StrCat("折合每月不在 ", kMinWageCnyPerMonth, "–", kMaxWageCnyPerMonth,
                                   " 元之间，按未填处理 (implausible wage, left unset)"));
        break;
      case WageReading::Outcome::kEmpty:
      case WageReading::Outcome::kNoFigure:
        break;
    }
  }

  void ReadPayKind() {
    const std::string kind = FoldTight(texts_.Get(Field::kPayKind));
    if (!kind.empty()) {
      if (absl::StrContains(kind, "件")) {
        draft_.pay_kind = PayKind::kPiece;
      } else if (absl::StrContains(kind, "时")) {
        draft_.pay_kind = PayKind::kHourly;
      } else if (absl::StrContains(kind, "日") || absl::StrContains(kind, "天")) {
        draft_.pay_kind = PayKind::kDaily;
      } else if (absl::StrContains(kind, "月")) {
        draft_.pay_kind = PayKind::kMonthly;
      } else if (absl::StrContains(kind, "年")) {
        draft_.pay_kind = PayKind::kYearly;
      }
    }
    const std::string basis = FoldTight(texts_.Get(Field::kPayBasis));
    if (absl::StrContains(basis, "底薪") || absl::StrContains(basis, "基本")) {
      draft_.pay_basis = PayBasis::kBase;
    } else if (absl::StrContains(basis, "综合") || absl::StrContains(basis, "全包")) {
      draft_.pay_basis = PayBasis::kAllIn;
    }
  }

  const RowTexts& texts_;
  const std::string& all_text_;
  VacancyDraft& draft_;
  Reports<VacancyReading>& reports_;
};

}  // namespace

void ReadVacancyPay(const VacancyInProgress& row) { PayOfRow(row).Read(); }

}  // namespace laowu::intake

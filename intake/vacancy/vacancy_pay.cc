#include "intake/vacancy/vacancy_parts.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "intake/facts/facts.h"
#include "intake/facts/facts_text.h"
#include "intake/scrub/scrub.h"
#include "intake/table/header_words.h"
#include "intake/text/text.h"
#include "intake/wage/pay_clauses.h"
#include "intake/wage/wage.h"
#include "intake/wage/wage_expressions.h"
#include "intake/wage/wage_figures.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

// Below it is part-time work, or a slip; from the other on few are paid so.
constexpr int kLowPayCnyPerMonth = 1'000;
constexpr int kHighPayCnyPerMonth = 60'000;
// Nobody who is paid by the day or hour is known to get so much: "日赚1000".
constexpr int kHighDailyPayCnyPerMonth = 20'000;
// Bytes of "10000-12000元/月": a contact beside pay makes it longer.
constexpr std::size_t kLongestPlainPay = 20;

bool MayHoldContact(absl::string_view pay) {
  return pay.size() > kLongestPlainPay || pay.find_first_of("vVqQxX@") != absl::string_view::npos;
}

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
    auto stated = cell == nullptr ? std::nullopt : ReadHoursPerWeek(cell->text);
    // "10" under 上班时间（小时/天）.
    int hours = 0;
    const bool is_figure =
        cell != nullptr && !stated.has_value() && absl::SimpleAtoi(BareHours(cell->text), &hours);
    constexpr int kHoursOfADay = 16;
    const bool of_a_week = cell != nullptr && SaysAny(FoldTight(cell->header), {"周", "week"});
    const bool of_a_day = cell != nullptr && SaysAny(cell->header, {"天", "日"});
    if (is_figure && hours <= kHoursOfADay && of_a_day) {
      hours_a_day_ = hours;
      stated = ReadHoursPerWeek(absl::StrCat("每天", hours, "小时,", all_text_));  // 月休4天
    }
    auto found = stated.has_value() ? stated : ReadHoursPerWeek(all_text_);
    // "22元/小时,12小时/天,月休2天" in the cell of pay.
    if (!found.has_value()) found = ReadHoursPerWeek(texts_.Get(Field::kWageText));
    if (found.has_value()) {
      draft_.hours_per_week = found->value;
      reports_.Infer("hours_per_week", found->text, stated ? "hours.column" : "hours.text",
                     stated ? 95 : 80);
      return;
    }
    constexpr int kLeastHoursOfAWeek = 10;
    constexpr int kMostHoursOfAWeek = 84;
    if (!is_figure || hours < kLeastHoursOfAWeek || hours > kMostHoursOfAWeek) return;
    // So few under a header that does not say of what are as likely a day's.
    if (hours > kHoursOfADay || of_a_week) {
      draft_.hours_per_week = hours;
    } else if (!of_a_day) {
      reports_.Warn(reason::kValueNotUnderstood, "hours_per_week", cell->text,
                    "没有写明是每天还是每周，按未填处理 (hours of a day or of a week? left unset)");
    }
  }

  // "10", "10小时", "10个钟头".
  static std::string BareHours(absl::string_view text) {
    std::string folded = FoldTight(text);
    absl::string_view hours = folded;
    for (absl::string_view unit : {"左右", "小时", "钟头", "个钟", "h", "个"}) {
      absl::ConsumeSuffix(&hours, unit);
    }
    return std::string(hours);
  }

  void ReadPay() {
    WageReading wage;
    std::string source;
    std::string default_unit(texts_.Get(Field::kWageUnit));
    if (const FieldText* cell = PayCell()) {
      source = SaidInPayColumns(*cell);
      WageHints hints = HintsFromHeader(cell->header);
      hints.days_off_only = OnDaysOffOnly();
      if (hints.default_unit == WageUnit::kNone) hints.default_unit = ReadWageUnit(default_unit);
      hints.hours_per_week = draft_.hours_per_week;
      TakeHoursOfAMonth(source, hints);
      TakeHoursOfText(source, hints);
      // People write more than pay into the cell; a chat name's digits are none.
      if (MayHoldContact(source)) RemoveContacts(source);
      wage = ReadWage(source, hints);
      TakePayOfTitle(source, hints, wage);
    }
    const FieldText* low = texts_.Find(Field::kWageMin);
    const FieldText* high = texts_.Find(Field::kWageMax);
    if (wage.outcome != WageReading::Outcome::kRead && (low != nullptr || high != nullptr)) {
      WageHints hints = HintsFromHeader(low != nullptr ? low->header : high->header);
      hints.hours_per_week = draft_.hours_per_week;
      if (hints.default_unit == WageUnit::kNone) hints.default_unit = ReadWageUnit(default_unit);
      if (hints.default_unit == WageUnit::kNone && default_unit.empty()) {
        hints.default_unit = UnitOfKind(low != nullptr ? low->text : high->text);
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
    if (wage.outcome == WageReading::Outcome::kEmpty ||
        wage.outcome == WageReading::Outcome::kNoFigure ||
        wage.outcome == WageReading::Outcome::kNotUnderstood) {
      ReadPayElsewhere(wage, source);
    }
    HalvePayOfCouple(source, wage);
    TakeWage(wage, source);
    int months = 0;
    if (absl::SimpleAtoi(texts_.Get(Field::kPayMonths), &months) && months >= 12 && months <= 24) {
      draft_.pay_months = months;
    }
    ReadPayKind();
  }

  // "最低工资" in a file of posts is a month's, unless the column beside it says 小时工 or 日薪 and
  // the figure can be that; 日结 of 5000 says when it is paid.
  WageUnit UnitOfKind(absl::string_view figure) const {
    double yuan = 0;
    if (!absl::SimpleAtod(absl::StripSuffix(FoldTight(figure), "元"), &yuan)) {
      return WageUnit::kMonth;
    }
    const WageUnit unit = ReadWageUnit(texts_.Get(Field::kPayKind));
    const bool can_be = (unit == WageUnit::kHour && yuan * 100 <= kMostStatedHourFen) ||
                        (unit == WageUnit::kDay && yuan * 100 <= kMostStatedDayFen);
    return can_be ? unit : WageUnit::kMonth;
  }

  // "周末兼职", "周末工" in the title or anywhere.
  bool OnDaysOffOnly() const {
    return WorksOnDaysOffOnly(texts_.Get(Field::kTitle)) || WorksOnDaysOffOnly(draft_.title) ||
           WorksOnDaysOffOnly(all_text_);
  }

  // "每月300小时" anywhere in the row; else "每天10小时" beside its pay or anywhere.
  void TakeHoursOfText(absl::string_view pay, WageHints& hints) const {
    const bool of_hours = SaysAny(all_text_, {"小时", "工时", "h", "H"});
    if (hints.hours_per_month == 0 && of_hours && Holds(all_text_, "月")) {
      TakeHoursOfAMonth(FoldTight(all_text_), hints);
    }
    if (hints.hours_per_month > 0 || hints.hours_per_week > 0) return;
    if (!pay.empty()) TakeHoursOfADay(FoldTight(pay), hints);
    if (of_hours) TakeHoursOfADay(FactText(all_text_), hints);
    if (hours_a_day_ > 0) TakeHoursOfADay(absl::StrCat("每天", hours_a_day_, "小时"), hints);
  }

  // The cell of pay that counts: of columns of several periods (薪资(K) beside 年薪(万)) the
  // month's, else the first. Null if none is filled.
  const FieldText* PayCell() const {
    const std::vector<const FieldText*> cells = texts_.All(Field::kWageText);
    if (cells.size() > 1) {
      for (const FieldText* cell : cells) {
        if (PeriodOfPay(cell->header).empty()) return cell;
      }
    }
    return cells.empty() ? nullptr : cells.front();
  }

  // 底薪 and 综合 in columns of their own, as one cell would say them; a column of another period
  // than that of `read` is told.
  std::string SaidInPayColumns(const FieldText& read) {
    std::vector<const FieldText*> cells = texts_.All(Field::kWageText);
    const absl::string_view period =
        cells.size() > 1 ? PeriodOfPay(read.header) : absl::string_view();
    const auto others = std::stable_partition(
        cells.begin(), cells.end(),
        [&](const FieldText* one) { return one == &read || PeriodOfPay(one->header) == period; });
    for (auto other = others; other != cells.end(); ++other) {
      reports_.Warn(reason::kWageDoubtful, "max_wage_cny_per_month",
                    absl::StrCat((*other)->header, "：", (*other)->text),
                    "另有一列工资，只读了一列，请核实 (another column of pay was not read: please "
                    "check)");
    }
    cells.erase(others, cells.end());
    std::string said;
    for (const FieldText* cell : cells) {
      const absl::string_view part = PartOfPay(cell->header);
      const bool is_told = cells.size() > 1 || part == "底薪";
      absl::StrAppend(&said, said.empty() ? "" : "，",
                      is_told && !absl::StrContains(cell->text, part) ? part : "", cell->text);
    }
    return said;
  }

  // Of several jobs, what the title's is paid: another's wage is worse than none.
  std::string SaidOfPay() {
    const std::vector<JobOffer> offers =
        JobOffersIn(absl::StrCat(texts_.Get(Field::kTitle), "\n", all_text_));
    std::string names;
    const JobOffer* ours = nullptr;
    for (const JobOffer& offer : offers) {
      absl::StrAppend(&names, names.empty() ? "" : "、", offer.name);
      if (ours == nullptr && Holds(FoldTight(draft_.title), offer.name)) ours = &offer;
    }
    if (offers.size() < 2) {
      const bool public_post = SaysAny(draft_.title, {"公益", "公岗"}) ||
                               SaysAny(all_text_, {"公益性岗位", "公益岗", "公岗"});
      return PayClauses(public_post ? WithAllowanceAsPay(all_text_) : all_text_);
    }
    reports_.Warn(
        reason::kSeveralJobs, "title", names,
        "一行里有几个岗位，只读了一个，请每个岗位写一行 (several jobs in one row: only one "
        "was read; give each a row of its own)");
    if (ours == nullptr) ours = &offers.front();
    return ours->pay.empty() ? PayClauses(all_text_) : absl::StrCat(ours->name, ours->pay);
  }

  // "厨师9000-12000,帮厨4500" in the cell of pay: what the title's job is paid.
  void TakePayOfTitle(absl::string_view source, const WageHints& hints, WageReading& wage) const {
    const bool several = std::any_of(
        wage.assumptions.begin(), wage.assumptions.end(), [](const std::string& assumed) {
          return assumed == "wage.several_figures" || assumed == "wage.by_skill";
        });
    const bool of_hands = SaysAny(source, {"小工", "大工", "中工"});  // "砖工350,小工220"
    if (!several && !of_hands && wage.outcome == WageReading::Outcome::kRead) return;
    const std::string title = FoldTight(draft_.title);
    const std::vector<JobOffer> offers = JobOffersIn(source);
    const auto ours = std::find_if(offers.begin(), offers.end(), [&](const JobOffer& offer) {
      return !offer.pay.empty() && Holds(title, offer.name);
    });
    if (offers.size() < 2 || ours == offers.end()) return;
    WageReading of_title = ReadWage(absl::StrCat(ours->name, ours->pay), hints);
    if (of_title.outcome != WageReading::Outcome::kRead) return;
    of_title.assumptions.emplace_back("wage.of_the_title");
    of_title.confidence = std::max(of_title.confidence - 5, 10);
    wage = std::move(of_title);
  }

  // "饲养员夫妻一对,10000/月": the pay of a couple that is wanted as one is both's where it
  // follows, if it can be; elsewhere in the row it may be.
  void HalvePayOfCouple(absl::string_view source, WageReading& wage) const {
    constexpr int kLowPayOfTwo = 8'000;
    const bool may_be = wage.outcome == WageReading::Outcome::kRead &&
                        wage.stated_unit != WageUnit::kHour && wage.stated_unit != WageUnit::kDay &&
                        wage.max_cny_per_month >= kLowPayOfTwo;
    if (!may_be) return;
    constexpr absl::string_view kHusband = "夫";
    if (!Holds(draft_.title, kHusband) && !Holds(all_text_, kHusband) && !Holds(source, kHusband)) {
      return;
    }
    const std::string said = FoldTight(absl::StrCat(draft_.title, ",", all_text_, ",", source));
    if (!Holds(said, "夫妻")) return;
    for (const std::string& assumed : wage.assumptions) {
      if (absl::StrContains(assumed, "for_two")) return;
    }
    static const RE2 couple(
        R"((?:夫妻(?:工|档)?[(]?(?:一对|1对|俩|两人|二人|2人|两名|2名)|(?:招|[,;。:]|^)(?:一|1)对夫妻(?:工|档)?)[)]?([,;。:!]*(?:月薪|月工资|工资|薪资|待遇|综合|月入|每月|合计|共)*[:]?\d{4,5})?)");
    re2::StringPiece figure;
    if (!RE2::PartialMatch(said, couple, &figure)) return;
    if (figure.empty()) {
      wage.assumptions.emplace_back("wage.maybe_for_two");
      wage.confidence = std::max(wage.confidence - 20, 10);
      return;
    }
    wage.min_cny_per_month = (wage.min_cny_per_month + 1) / 2;
    wage.max_cny_per_month = (wage.max_cny_per_month + 1) / 2;
    wage.assumptions.emplace_back("wage.for_two");
    wage.assumptions.emplace_back("wage.maybe_for_two");
    wage.confidence = std::max(wage.confidence - 25, 10);
  }

  // Pay is named, and not understood: a sum of another money, of half a month, without a period.
  static bool MustBePay(absl::string_view said) {
    static const RE2 named(
        R"((?:^|[,;])(?:[时日天月周]薪|工资|薪资|工价|半个?月)[:]?[\d一二两三四五六七八九十]|(?:^|,)\d{1,3}(?:块|元)(?:,|$))");
    return SaysForeignMoney(said) || RE2::PartialMatch({said.data(), said.size()}, named);
  }

  // The column says nothing, or nothing that can be read: the running text or the title may.
  void ReadPayElsewhere(WageReading& wage, std::string& source) {
    WageHints hints;
    hints.hours_per_week = draft_.hours_per_week;
    hints.days_off_only = OnDaysOffOnly();
    TakeHoursOfText("", hints);
    const std::string said = SaidOfPay();
    WageReading in_text = ReadWage(said, hints);
    if (in_text.outcome == WageReading::Outcome::kRead) {
      in_text.assumptions.emplace_back("wage.in_text");
      in_text.confidence = std::max(in_text.confidence - 15, 5);
      if (wage.pay_kind == PayKind::kPiece) in_text.pay_kind = PayKind::kPiece;
      source = said;
      wage = std::move(in_text);
      return;
    }
    if (wage.outcome != WageReading::Outcome::kEmpty) return;
    const std::string& title = draft_.title;
    static const RE2 figure(
        R"(\d\s*(?:元|千|万|[kKwW]|起|以上|\+)|\d{2,}\s*(?:/|每|一)\s*个?(?:月|天|日|小时)|\d{4}\s*[-~—至到～－]\s*\d{4})");
    WageReading in_title;
    if (RE2::PartialMatch(title, figure)) in_title = ReadWage(title, hints);
    if (in_title.outcome == WageReading::Outcome::kRead) {
      in_title.assumptions.emplace_back("wage.in_title");
      in_title.confidence = std::max(in_title.confidence - 25, 5);
      source = title;
      wage = std::move(in_title);
    } else if (in_text.outcome == WageReading::Outcome::kNoFigure) {
      wage = std::move(in_text);  // 面议, 计件
    } else if (in_text.outcome == WageReading::Outcome::kNotUnderstood && MustBePay(said)) {
      source = said;
      wage = std::move(in_text);
    } else if (std::string unread = UnreadPayIn(all_text_); !unread.empty()) {
      source = std::move(unread);
      wage.outcome = WageReading::Outcome::kNotUnderstood;
    }
  }

  void TakeWage(const WageReading& wage, absl::string_view stated) {
    // Before it is cut to its length: half of what must not stay is not found any more.
    const std::string source = Scrub(stated).text;
    draft_.pay_kind = wage.pay_kind;
    draft_.pay_basis = wage.pay_basis;
    draft_.pay_months = wage.pay_months;
    InferKindOfPay(wage, source);
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
        WarnOfOddPay(source);
        if (const std::string doubts = DoubtsAbout(wage); !doubts.empty()) {
          reports_.Warn(
              reason::kWageDoubtful, "max_wage_cny_per_month", source,
              absl::StrCat("工资可疑，请核实：", doubts, " (doubtful wage: please check)"));
        }
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

  // What was read beside the figures. That it is a month's pay needs no word.
  void InferKindOfPay(const WageReading& wage, absl::string_view source) {
    const bool is_read = wage.outcome == WageReading::Outcome::kRead;
    const auto infer = [&](bool is_said, Field column, absl::string_view path,
                           absl::string_view rule) {
      if (!is_said || !texts_.Get(column).empty()) return;
      reports_.Infer(path, source, rule, is_read ? wage.confidence : 80);
    };
    infer(wage.pay_kind != PayKind::kUnspecified && wage.pay_kind != PayKind::kMonthly,
          Field::kPayKind, "pay_kind", "wage.kind");
    infer(wage.pay_basis != PayBasis::kUnspecified, Field::kPayBasis, "pay_basis", "wage.basis");
    infer(wage.pay_months > 0, Field::kPayMonths, "pay_months", "wage.months");
  }

  // Kept, since part-time work and a director's pay are like that; but mostly somebody erred.
  void WarnOfOddPay(absl::string_view source) {
    const bool by_day_or_hour =
        draft_.pay_kind == PayKind::kDaily || draft_.pay_kind == PayKind::kHourly;
    if (draft_.max_wage_cny_per_month >= kLowPayCnyPerMonth &&
        draft_.min_wage_cny_per_month <
            (by_day_or_hour ? kHighDailyPayCnyPerMonth : kHighPayCnyPerMonth)) {
      return;
    }
    reports_.Warn(reason::kWageUnusual, "max_wage_cny_per_month", source,
                  "工资少见，已照原文保留，请核实 (unusual pay, kept as stated: please check)");
  }

  // "8000-15000" in the column of pay, "件数制" in the remarks.
  void TakePieceWorkOfText() {
    if (draft_.pay_kind != PayKind::kMonthly && draft_.pay_kind != PayKind::kUnspecified) return;
    if (!SaysPieceWork(all_text_)) return;
    draft_.pay_kind = PayKind::kPiece;
    reports_.Infer("pay_kind", "计件", "wage.kind_in_text", 80);
  }

  void ReadPayKind() {
    const std::string kind = FoldTight(texts_.Get(Field::kPayKind));
    if (kind.empty()) TakePieceWorkOfText();
    if (!kind.empty()) {
      if (Holds(kind, "件")) {
        draft_.pay_kind = PayKind::kPiece;
      } else if (Holds(kind, "时")) {
        draft_.pay_kind = PayKind::kHourly;
      } else if (Holds(kind, "日") || Holds(kind, "天")) {
        draft_.pay_kind = PayKind::kDaily;
      } else if (Holds(kind, "月")) {
        draft_.pay_kind = PayKind::kMonthly;
      } else if (Holds(kind, "年")) {
        draft_.pay_kind = PayKind::kYearly;
      }
    }
    const std::string basis = FoldTight(texts_.Get(Field::kPayBasis));
    if (Holds(basis, "底薪") || Holds(basis, "基本")) {
      draft_.pay_basis = PayBasis::kBase;
    } else if (Holds(basis, "综合") || Holds(basis, "全包")) {
      draft_.pay_basis = PayBasis::kAllIn;
    }
  }

  const RowTexts& texts_;
  const std::string& all_text_;
  VacancyDraft& draft_;
  Reports<VacancyReading>& reports_;
  int hours_a_day_ = 0;  // under a header of a day's; 0: not said
};

}  // namespace

void ReadVacancyPay(const VacancyInProgress& row) { PayOfRow(row).Read(); }

}  // namespace laowu::intake

#include "intake/table/column_missing.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "intake/table/column_guess.h"
#include "intake/table/header_parts.h"
#include "intake/text/text.h"
#include "intake/wage/wage.h"

namespace laowu::intake {
namespace {

using Rows = absl::Span<const std::vector<std::string>>;

constexpr int kRowsNeeded = 3;

bool HasAny(const std::vector<ColumnMeaning>& columns, std::initializer_list<Field> fields) {
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnMeaning& column) {
    return std::find(fields.begin(), fields.end(), column.field) != fields.end();
  });
}

bool HasPlace(const std::vector<ColumnMeaning>& columns) {
  return HasAny(columns, {Field::kWorkplace, Field::kWorkplaceCode, Field::kProvince, Field::kCity,
                          Field::kCityCode, Field::kDistrict, Field::kDistrictCode, Field::kTown});
}

bool IsOpen(const ColumnMeaning& column) {
  return column.field == Field::kUnknown && column.by != MappedBy::kUser;
}

void Take(Field field, int confidence, absl::string_view reason, ColumnMeaning& column) {
  column.field = field;
  column.by = MappedBy::kContent;
  column.confidence = confidence;
  column.reason = std::string(reason);
}

absl::string_view CellOf(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? Trim(row[column]) : absl::string_view();
}

// "4500", "5.5", "45岁", "6000元"; nothing for whatever else stands there.
std::optional<double> FigureOf(absl::string_view cell) {
  const std::string folded = absl::StrReplaceAll(FoldTight(cell), {{",", ""}});
  absl::string_view text = folded;
  for (absl::string_view unit : {"元", "块", "岁", "周岁"}) {
    if (absl::ConsumeSuffix(&text, unit)) break;
  }
  double figure = 0;
  const bool begins = !text.empty() && absl::ascii_isdigit(static_cast<unsigned char>(text[0]));
  if (!begins || !absl::SimpleAtod(text, &figure)) return std::nullopt;
  return figure;
}

// The figures of two columns side by side, of the rows that have both.
struct Pair {
  std::vector<std::pair<double, double>> figures;
  bool is_range = false;  // figures alone, the left never above the right and mostly below it
};

Pair PairOf(Rows rows, std::size_t left) {
  Pair pair;
  int others = 0;
  int below = 0;
  bool above = false;
  for (const std::vector<std::string>& row : rows) {
    const absl::string_view low_text = CellOf(row, left);
    const absl::string_view high_text = CellOf(row, left + 1);
    const auto low = FigureOf(low_text);
    const auto high = FigureOf(high_text);
    if ((!low.has_value() && !low_text.empty()) || (!high.has_value() && !high_text.empty())) {
      ++others;
    }
    if (!low.has_value() || !high.has_value()) continue;
    pair.figures.emplace_back(*low, *high);
    if (*low < *high) ++below;
    above = above || *low > *high;
  }
  const int count = static_cast<int>(pair.figures.size());
  constexpr int kMostOthers = 10;  // of a tenth of the rows
  pair.is_range =
      count >= kRowsNeeded && !above && below * 2 > count && others * kMostOthers <= count;
  return pair;
}

bool AllWithin(const Pair& pair, double least, double most) {
  return std::all_of(pair.figures.begin(), pair.figures.end(), [&](const auto& figures) {
    return figures.first >= least && figures.second <= most;
  });
}

bool CanBeAges(const Pair& pair) {
  const auto fits = [](const std::pair<double, double>& figures) {
    const auto [low, high] = figures;
    return low >= 14 && low <= 45 && high >= 28 && high <= 75 && high - low >= 5 &&
           std::floor(low) == low && std::floor(high) == high;
  };
  return std::all_of(pair.figures.begin(), pair.figures.end(), fits);
}

// Without a unit only a month's: 180 and 260 may be anything.
bool CanBePay(const Pair& pair, absl::string_view header) {
  const WageHints hints = HintsFromHeader(header);
  constexpr double kThousand = 1000;
  double least = 1500;
  double most = 40'000;
  double step = 50;
  if (hints.multiplier == static_cast<int>(kThousand)) {
    least /= kThousand;
    most /= kThousand;
    step = 0;
  } else if (hints.default_unit == WageUnit::kDay) {
    least = 60;
    most = 1500;
    step = 0;
  } else if (hints.default_unit == WageUnit::kHour) {
    least = 8;
    most = 100;
    step = 0;
  }
  constexpr double kWidest = 4;
  return AllWithin(pair, least, most) &&
         std::all_of(pair.figures.begin(), pair.figures.end(), [&](const auto& figures) {
           const bool is_round = step == 0 || (std::fmod(figures.first, step) == 0 &&
                                               std::fmod(figures.second, step) == 0);
           return is_round && figures.second <= kWidest * figures.first;
         });
}

// Headers that say of something else what it measures.
bool MeasuresElse(absl::string_view header) {
  return SaysAny(header, {"补", "贷", "奖", "罚", "费", "押",   "资本", "注册", "产", "销",
                          "库", "存", "米", "平", "台", "套",   "件",   "温",   "重", "号",
                          "编", "房", "人", "数", "量", "身高", "班",   "路",   "程", "户"});
}

// The end of a range right of a column that is read: 岁数 | 到, 最低工资 | 上限.
void SettleEnds(Rows rows, std::vector<ColumnMeaning>& columns) {
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    ColumnMeaning& low = columns[i];
    ColumnMeaning& high = columns[i + 1];
    if (!IsOpen(high) || EndAlone(high.header) != RangeEnd::kMost) continue;
    const bool of_age = low.field == Field::kAge || low.field == Field::kMinAge;
    const bool of_pay = low.field == Field::kWageText || low.field == Field::kWageMin;
    const Field most = of_age ? Field::kMaxAge : Field::kWageMax;
    if ((!of_age && !of_pay) || HasAny(columns, {most}) || !PairOf(rows, i).is_range) continue;
    if (low.by != MappedBy::kUser) low.field = of_age ? Field::kMinAge : Field::kWageMin;
    Take(most, 85, "表头和左边一列 header and the column on its left", high);
  }
}

// The one pair of columns that can be it; two that can, and there is none.
template <typename Fits>
std::optional<std::size_t> OnlyPair(Rows rows, const std::vector<ColumnMeaning>& columns,
                                    const Fits& fits) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    if (!IsOpen(columns[i]) || !IsOpen(columns[i + 1]) || MeasuresElse(columns[i].header) ||
        MeasuresElse(columns[i + 1].header)) {
      continue;
    }
    const Pair pair = PairOf(rows, i);
    if (!pair.is_range || !fits(pair, columns[i].header)) continue;
    if (only.has_value()) return std::nullopt;
    only = i;
  }
  return only;
}

// The one column that is not read and half of whose cells are such.
template <typename Fits>
std::optional<std::size_t> OnlyColumn(Rows rows, const std::vector<ColumnMeaning>& columns,
                                      const Fits& fits, int* percent) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!IsOpen(columns[i])) continue;
    int filled = 0;
    int fitting = 0;
    for (const std::vector<std::string>& row : rows) {
      const absl::string_view cell = CellOf(row, i);
      if (cell.empty()) continue;
      ++filled;
      if (fits(columns[i].header, cell)) ++fitting;
    }
    const int needed = NamesSite(columns[i].header) ? 1 : kRowsNeeded;
    if (filled < needed || fitting * 2 < filled) continue;
    if (only.has_value()) return std::nullopt;
    only = i;
    *percent = 100 * fitting / filled;
  }
  return only;
}

bool MayBePlace(absl::string_view header, absl::string_view cell) {
  return !SaysAny(header, {"籍", "户", "家", "来", "注册", "总部", "面试", "报名", "集合", "车",
                           "发布", "老板", "老家", "对口", "协作", "面向"}) &&
         IsPlaceName(cell);
}

bool MayBeEmployer(absl::string_view header, absl::string_view cell) {
  return !SaysAny(header, {"推荐", "填", "主管", "服务", "站", "派", "中介", "劳务", "报", "发",
                           "曾", "以前", "银行", "学校", "毕业", "体检"}) &&
         IsEmployerName(cell);
}

}  // namespace

void SettleRanges(TableKind kind, Rows rows, std::vector<ColumnMeaning>& columns) {
  if (kind != TableKind::kVacancies || rows.empty()) return;
  SettleEnds(rows, columns);
  constexpr absl::string_view kAges =
      "内容 content: 相邻两列，左小右大，像年龄 two columns side by side, as ages from and to";
  constexpr absl::string_view kPays =
      "内容 content: 相邻两列，左小右大，像工资 two columns side by side, as pay from and to";
  constexpr int kSure = 75;
  if (!HasAny(columns, {Field::kAge, Field::kMinAge, Field::kMaxAge})) {
    const auto at = OnlyPair(rows, columns, [](const Pair& pair, absl::string_view /*header*/) {
      return CanBeAges(pair);
    });
    if (at.has_value()) {
      Take(Field::kMinAge, kSure, kAges, columns[*at]);
      Take(Field::kMaxAge, kSure, kAges, columns[*at + 1]);
    }
  }
  if (HasAny(columns, {Field::kWageText, Field::kWageMin, Field::kWageMax})) return;
  if (const auto at = OnlyPair(rows, columns, CanBePay); at.has_value()) {
    Take(Field::kWageMin, kSure, kPays, columns[*at]);
    Take(Field::kWageMax, kSure, kPays, columns[*at + 1]);
  }
}

void SettleMissing(TableKind kind, Rows rows, std::vector<ColumnMeaning>& columns) {
  if (kind != TableKind::kVacancies) return;
  constexpr int kLeastSure = 60;
  constexpr int kMostSure = 75;
  const auto sure = [&](int percent) { return std::max(kLeastSure, kMostSure * percent / 100); };
  int percent = 0;
  if (!HasPlace(columns)) {
    auto at = OnlyColumn(
        rows, columns,
        [](absl::string_view header, absl::string_view cell) {
          return NamesSite(header) && IsPlaceName(cell);
        },
        &percent);
    if (!at.has_value()) at = OnlyColumn(rows, columns, MayBePlace, &percent);
    if (at.has_value()) {
      Take(Field::kWorkplace, sure(percent),
           absl::StrCat("内容 content: 没有别的地点列，", percent,
                        "% 是地点 no other column says where; places"),
           columns[*at]);
    }
  }
  if (HasAny(columns, {Field::kEmployerName, Field::kEmployerCode})) return;
  if (const auto at = OnlyColumn(rows, columns, MayBeEmployer, &percent); at.has_value()) {
    Take(Field::kEmployerName, sure(percent),
         absl::StrCat("内容 content: 没有别的单位列，", percent,
                      "% 是单位 no other column says who; employers"),
         columns[*at]);
  }
}

void DoubtUnreadFigures(TableKind kind, Rows rows, std::vector<ColumnMeaning>& columns) {
  if (kind != TableKind::kVacancies) return;
  const bool has_pay = HasAny(columns, {Field::kWageText, Field::kWageMin, Field::kWageMax});
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnMeaning& column = columns[i];
    if (!IsOpen(column)) continue;
    int filled = 0;
    int figures = 0;
    for (const std::vector<std::string>& row : rows) {
      const absl::string_view cell = CellOf(row, i);
      if (cell.empty()) continue;
      ++filled;
      const auto digits = std::count_if(cell.begin(), cell.end(), [](char c) {
        return absl::ascii_isdigit(static_cast<unsigned char>(c));
      });
      if (digits > 0 && 2 * digits >= CharacterCount(cell)) ++figures;
    }
    if (figures == 0 || figures * 2 < filled) continue;
    column.doubt = absl::StrCat(
        "“", column.header, "”（", column.letter, " 列）是数，看不出是什么，没有读",
        has_pay ? "" : "；这张表没有读到工资列", "。要读请指定，如 --column ", column.letter,
        "=wage_text；不用请指定 =ignored / column ", column.letter, ", \"", column.header,
        "\", holds figures and was not read, since nothing tells what they are",
        has_pay ? "" : "; no column of pay was found in this table",
        ": map it (wage_text, opening_count …), or to ignored");
  }
}

}  // namespace laowu::intake

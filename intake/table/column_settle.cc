#include "intake/table/column_settle.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "intake/facts/whereabouts.h"
#include "intake/table/column_guess.h"
#include "intake/table/column_words.h"
#include "intake/text/text.h"
#include "re2/re2.h"

namespace laowu::intake {
namespace {

using Rows = absl::Span<const std::vector<std::string>>;

// How many cells of a column are filled, and how many of those fit.
struct Tally {
  int filled = 0;
  int fitting = 0;
};
template <typename Fits>
Tally Count(Rows rows, std::size_t column, const Fits& fits) {
  Tally tally;
  for (const std::vector<std::string>& row : rows) {
    if (column >= row.size()) continue;
    const absl::string_view text = Trim(row[column]);
    if (text.empty()) continue;
    ++tally.filled;
    if (fits(text)) ++tally.fitting;
  }
  return tally;
}

void Take(Field field, int confidence, ColumnMeaning& column) {
  column.field = field;
  column.by = column.by == MappedBy::kNothing ? MappedBy::kContent : column.by;
  column.confidence = confidence;
  column.reason = "表头和内容 header and content";
}

// "9", "1年半", "20年以上", "8个月".
bool IsOnlyHowLong(absl::string_view text) {
  static const RE2 form(
      R"((?:约|近)?[\d.一二两三四五六七八九十半]+(?:多|来|余)?(?:年|个?月)?(?:半|多)?(?:以上|左右|\+)?)");
  return RE2::FullMatch(FoldTight(text), form);
}

bool IsState(absl::string_view text) { return ReadWhereabouts(text) != Whereabouts::kUnknown; }

void SettleOfVacancies(Rows rows, std::size_t at, ColumnMeaning& column) {
  if (column.field != Field::kPreferredSkills) return;
  const Tally tally = Count(rows, at, IsBenefits);
  if (tally.fitting > 0 && tally.fitting * 2 >= tally.filled) Take(Field::kBenefits, 85, column);
}

void SettleOfPeople(Rows rows, std::size_t at, const std::vector<ColumnMeaning>& columns,
                    ColumnMeaning& column) {
  const absl::string_view header = Trim(column.header);
  if (column.field == Field::kHomeAddress && SaysAny(header, {"村", "寨", "组"}) &&
      !SaysAny(header, {"乡", "镇"}) && !HasField(columns, Field::kVillage, &column) &&
      HasField(columns, Field::kTown, &column)) {
    const Tally tally = Count(rows, at, IsVillage);
    if (tally.fitting > 0 && tally.fitting * 5 >= tally.filled * 4) {
      Take(Field::kVillage, 90, column);
    }
  }
  if (column.field == Field::kSkills && SaysAny(header, {"年限", "时长", "年数", "几年"}) &&
      !HasField(columns, Field::kExperience, &column) &&
      HasField(columns, Field::kSkills, &column)) {
    const Tally tally = Count(rows, at, IsOnlyHowLong);
    if (tally.fitting > 0 && tally.fitting == tally.filled) Take(Field::kExperience, 90, column);
  }
}

void SettleOfSurveys(TableKind kind, Rows rows, std::size_t at,
                     const std::vector<ColumnMeaning>& columns, ColumnMeaning& column) {
  if (kind == TableKind::kSurveys && column.field == Field::kOutcomeType &&
      absl::EndsWith(Trim(column.header), "去向")) {
    const Tally states = Count(rows, at, IsState);
    const Tally places =
        Count(rows, at, [](absl::string_view text) { return !IsState(text) && IsPlaceName(text); });
    const bool says_state = HasField(columns, Field::kOutcomeType, &column);
    if (places.fitting * 2 > places.filled ||
        (says_state && states.filled > 0 && states.fitting * 2 < states.filled)) {
      Take(Field::kWorkplace, 90, column);
    }
    return;
  }
  if (column.field != Field::kUnknown) return;
  if (IsTickedInsteadOfWork(column.header)) {
    const Tally answers = Count(rows, at, [](absl::string_view text) {
      return IsTick(text) || text == "否" || text == "×" || text == "0";
    });
    if (answers.fitting > 0 && answers.fitting == answers.filled) {
      Take(Field::kDescription, 85, column);
    }
    return;
  }
  if (!IsState(FoldTight(column.header))) return;
  const Tally ticks = Count(rows, at, IsTick);
  if (ticks.fitting > 0 && ticks.fitting == ticks.filled) {
    Take(Field::kOutcomeType, 85, column);
  }
}

}  // namespace

bool HasField(const std::vector<ColumnMeaning>& columns, Field field, const ColumnMeaning* but) {
  return std::any_of(columns.begin(), columns.end(), [&](const ColumnMeaning& column) {
    return &column != but && column.field == field;
  });
}

bool IsTickedInsteadOfWork(absl::string_view header) {
  if (!SaysAny(header, {"学", "读", "军", "伍", "役", "刑", "押", "亡", "世", "故", "嫁"}))
    return false;
  static const RE2 named(
      R"((?:是否|是不是)?(?:为|属于)?(?:在校学?生?|学生|大学生|在读学?生?|就读|读书|上学|参军|入伍|服兵役|现役军?人?|服刑|在押|死亡|去世|已故|出嫁|外嫁)(?:人员)?(?:[(].*)?)");
  const std::string folded = FoldTight(header);
  return RE2::FullMatch(folded, named);
}

void SettleByContent(TableKind kind, Rows rows, std::vector<ColumnMeaning>& columns) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    ColumnMeaning& column = columns[i];
    if (column.by == MappedBy::kUser) continue;
    if (kind == TableKind::kVacancies) {
      SettleOfVacancies(rows, i, column);
    } else if (kind == TableKind::kWorkers) {
      SettleOfPeople(rows, i, columns, column);
    } else {
      SettleOfSurveys(kind, rows, i, columns, column);
    }
  }
}

}  // namespace laowu::intake

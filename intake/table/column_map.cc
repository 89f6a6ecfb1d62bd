#include "intake/table/column_map.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/file/cell_format.h"
#include "intake/table/column_guess.h"
#include "intake/table/column_missing.h"
#include "intake/table/column_settle.h"
#include "intake/table/column_words.h"
#include "intake/table/consent_doubt.h"
#include "intake/table/consent_header.h"
#include "intake/table/consent_words.h"
#include "intake/table/header_map.h"
#include "intake/table/header_parts.h"
#include "intake/table/header_table.h"
#include "intake/table/header_words.h"
#include "intake/table/serial_columns.h"
#include "intake/text/text.h"
#include "reference/invisible.h"

namespace laowu::intake {
namespace {

// One of `any_of` must be there.
struct Requirement {
  absl::string_view what;  // for the message
  std::vector<Field> any_of;
};

const std::vector<Requirement>& RequirementsOf(TableKind kind) {
  static const auto* const vacancies = new std::vector<Requirement>{
      // Messages of a chat have their title in the text.
      {"岗位名称 (title)", {Field::kTitle, Field::kDescription}},
      // The employer and the place may be one for the whole file: the reader judges them by row.
  };
  static const auto* const workers = new std::vector<Requirement>{
      {"姓名 (name)", {Field::kPersonName}},
      {"身份证号 (identity_number) 或 编号 (reference)",
       {Field::kIdentityNumber, Field::kReference}},
  };
  static const auto* const outcomes = new std::vector<Requirement>{
      // The outcome that a call list names is somebody's.
      {"身份证号 (identity_number) 或 编号 (worker)",
       {Field::kIdentityNumber, Field::kReference, Field::kNamedOutcome}},
      {"日期 (effective_date)", {Field::kEffectiveDate}},
  };
  static const auto* const surveys = new std::vector<Requirement>{
      {"身份证号 (identity_number) 或 编号 (worker)", {Field::kIdentityNumber, Field::kReference}},
      {"就业状态 (type) 或 务工地 (workplace)",
       {Field::kOutcomeType, Field::kWorkplace, Field::kWorkplaceCode, Field::kDescription}},
  };
  return kind == TableKind::kVacancies ? *vacancies
         : kind == TableKind::kWorkers ? *workers
         : kind == TableKind::kSurveys ? *surveys
                                       : *outcomes;
}

absl::Status CheckColumns(TableKind kind, absl::Span<const std::string> header,
                          absl::Span<const Field> fields) {
  absl::flat_hash_map<std::pair<Field, absl::string_view>, std::size_t> first;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    // Men's, women's and all openings, base and all-in pay, which the reader puts together.
    if (fields[i] == Field::kOpeningCount && IsPartOf(fields[i], header[i])) continue;
    absl::string_view part = PartOfPay(header[i]);
    // 薪资(K) beside 年薪(万): the reader takes the month's, and tells the other.
    if (part.empty() && kind == TableKind::kVacancies && fields[i] == Field::kWageText) {
      part = PeriodOfPay(header[i]);
    }
    const auto [at, fresh] = first.try_emplace({fields[i], part}, i);
    if (fresh || MayRepeat(kind, fields[i])) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "第 ", at->second + 1, " 列和第 ", i + 1, " 列都读作 ", FieldName(fields[i]),
        "，请删去其中一列或不读（--column ", ColumnLetter(static_cast<int>(i)),
        "=ignored；两张表并排的，右边各列都这样）/ columns \"", header[at->second], "\" (",
        at->second + 1, ") and \"", header[i], "\" (", i + 1, ") both mean ", FieldName(fields[i]),
        "; delete one or map it to ignored (of two tables side by side, all of the right one)"));
  }
  const auto has = [&](Field field) { return first.contains({field, ""}); };
  std::vector<std::string> missing;
  for (const Requirement& requirement : RequirementsOf(kind)) {
    const bool found = std::any_of(requirement.any_of.begin(), requirement.any_of.end(), has);
    if (!found) missing.emplace_back(requirement.what);
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "缺少这些列：", absl::StrJoin(missing, "、"), "；请改列名，或指定 列名=字段 / no column for ",
      absl::StrJoin(missing, ", "), "; the header row is [",
      Excerpt(absl::StrJoin(header, ", "), 400), "]; rename the column or map it (header=field)"));
}

// What a column that is not read, or a remark, says against the consent of the row's person.
void TakeConsentDoubt(Field field, absl::string_view header, absl::string_view text,
                      FieldTexts& texts) {
  const bool may_say = field == Field::kUnknown || field == Field::kIgnored ||
                       field == Field::kDescription || field == Field::kDesiredOccupations ||
                       field == Field::kPreferredPlaces || field == Field::kSkills ||
                       field == Field::kExperience;
  if (may_say && WithholdsConsent(header, text)) {
    texts.push_back({Field::kConsentDoubt, std::string(header), std::string(text)});
  }
}

// Whether the columns of consent are to be marked, so that a row without a mark is not answered:
// one with a legend (同意√ 不同意×), or 同意 beside 不同意.
bool AwaitsMark(const std::vector<absl::string_view>& headers) {
  bool has_no = false;
  bool has_yes = false;
  for (const absl::string_view header : headers) {
    const ConsentAsked asked = WhatHeaderAsks(header);
    has_no |= asked == ConsentAsked::kNo;
    if (asked != ConsentAsked::kYes) continue;
    if (HasLegend(header)) return true;
    const std::string folded = FoldTight(header);
    const absl::string_view own = absl::string_view(folded).substr(folded.rfind('/') + 1);
    has_yes |= !SaysAny(own, {"是否", "有无", "情况", "编号", "号", "书", "不"});
  }
  return has_yes && has_no;
}

// Says so of a row that such columns leave without an answer.
void TakeUnanswered(FieldTexts& texts) {
  for (const FieldText& cell : texts) {
    if (cell.field == Field::kConsent && WhatHeaderAsks(cell.header) == ConsentAsked::kYes) return;
  }
  texts.push_back({Field::kConsentDoubt, "", "（没有勾选 not marked）"});
}

}  // namespace

std::vector<absl::string_view> FieldNames(TableKind kind) {
  std::vector<absl::string_view> names;
  const auto rows = kind == TableKind::kVacancies ? VacancyHeaders()
                    : kind == TableKind::kWorkers ? WorkerHeaders()
                                                  : OutcomeHeaders();
  for (const HeaderRow& row : rows) {
    const absl::string_view name = FieldName(row.field);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  names.push_back(FieldName(Field::kIgnored));
  return names;
}

absl::Status ColumnMap::TakeOverrides(
    absl::Span<const std::pair<std::string, std::string>> overrides) {
  for (const auto& [name, field_name] : overrides) {
    const Field field = FieldByName(Trim(field_name));
    if (field == Field::kUnknown) {
      return absl::InvalidArgumentError(absl::StrCat("没有这个字段：", field_name,
                                                     " / the mapping \"", name, "=", field_name,
                                                     "\" names no known field"));
    }
    // A header before a letter: a column may be named "A".
    bool found = false;
    for (const bool by_letter : {false, true}) {
      for (ColumnMeaning& column : columns_) {
        if (found && by_letter) break;
        const absl::string_view is = by_letter ? column.letter : absl::string_view(column.header);
        if (Trim(is) != Trim(name)) continue;
        column.field = field;
        column.by = MappedBy::kUser;
        column.confidence = 100;
        column.reason = "指定 stated";
        found = true;
      }
    }
    if (!found) {
      return absl::InvalidArgumentError(
          absl::StrCat("没有这一列：", name, " / the mapping \"", name,
                       "\" names no column, neither by header nor by letter; there are: ",
                       Excerpt(absl::StrJoin(columns_, ", ",
                                             [](std::string* out, const ColumnMeaning& column) {
                                               absl::StrAppend(out, column.header);
                                             }),
                               400)));
    }
  }
  return absl::OkStatus();
}

// By the words of headers that no list has, as far as no other column has that field.
void ColumnMap::TakeWords() {
  constexpr int kByWords = 80;
  for (ColumnMeaning& column : columns_) {
    if (column.field != Field::kUnknown) continue;
    Field field = MapHeaderByWords(kind_, column.header);
    const auto is_taken = [&] {
      return field != Field::kIgnored && !MayRepeat(kind_, field) &&
             !IsPartOf(field, column.header) && HasField(columns_, field);
    };
    if (kind_ == TableKind::kVacancies && is_taken()) field = OtherMeaning(field, column.header);
    // 工地 may be a place or what is built there: its cells say which (column_missing.h).
    if (kind_ == TableKind::kVacancies && field == Field::kWorkplace && NamesSite(column.header)) {
      continue;
    }
    if (field == Field::kUnknown || is_taken()) continue;
    column.field = field;
    column.by = MappedBy::kHeader;
    column.confidence = kByWords;
    column.reason = "表头用词 words of the header";
  }
}

// By what stands in the columns: those whose header says nothing, the surest first.
void ColumnMap::TakeContent(absl::Span<const std::vector<std::string>> sample) {
  constexpr int kSureEnough = 60;
  std::vector<std::pair<std::size_t, ColumnGuess>> guesses;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const ColumnMeaning& column = columns_[i];
    // Identity numbers under "编号" or "证件" are treated as what they are.
    const bool is_open = column.field == Field::kUnknown ||
                         (column.by != MappedBy::kUser && Trim(column.header).empty());
    const bool may_be_identity = MayBeIdentity(column);
    if (!is_open && !may_be_identity) continue;
    // Of another person than the row's, whatever it looks like.
    if (absl::StrContains(column.header, "户主")) continue;
    ColumnGuess guess = GuessColumn(kind_, sample, i);
    if (guess.confidence < kSureEnough) continue;
    if (!FitsHeader(kind_, guess.field, column.header, columns_)) continue;
    if (may_be_identity && guess.field != Field::kIdentityNumber) continue;
    guesses.emplace_back(i, std::move(guess));
  }
  std::stable_sort(guesses.begin(), guesses.end(), [](const auto& a, const auto& b) {
    return a.second.confidence > b.second.confidence;
  });
  for (auto& one : guesses) {
    const std::size_t index = one.first;
    ColumnGuess& guess = one.second;
    const Field field = guess.field;
    // Of several columns of consent each counts; a no in one is no less a no.
    const bool may_stand_twice = field == Field::kIgnored || field == Field::kConsent;
    if (!may_stand_twice && HasField(columns_, field)) continue;
    // Of two columns that are as likely the pay of a post neither is told.
    const bool is_one_of_several =
        kind_ == TableKind::kVacancies && field == Field::kWageText &&
        std::any_of(guesses.begin(), guesses.end(), [&](const auto& other) {
          return other.first != index && other.second.field == field &&
                 other.second.confidence == guess.confidence;
        });
    if (is_one_of_several) continue;
    ColumnMeaning& column = columns_[index];
    column.field = field;
    column.by = MappedBy::kContent;
    column.confidence = guess.confidence;
    column.reason = std::move(guess.reason);
  }
}

absl::StatusOr<ColumnMap> ColumnMap::Make(
    TableKind kind, absl::Span<const std::string> header,
    absl::Span<const std::pair<std::string, std::string>> overrides,
    absl::Span<const std::vector<std::string>> sample) {
  ColumnMap map(kind);
  for (const std::string& name : header) {
    ColumnMeaning column;
    column.letter = ColumnLetter(static_cast<int>(map.columns_.size()));
    column.header = name;
    column.field = MapListedHeader(kind, name);
    if (column.field != Field::kUnknown && !Trim(name).empty()) {
      column.by = MappedBy::kHeader;
      column.confidence = 100;
      column.reason = "表头 header";
    }
    map.columns_.push_back(std::move(column));
  }
  if (absl::Status status = map.TakeOverrides(overrides); !status.ok()) return status;
  SettleDestinations(kind, sample, map.columns_);
  map.TakeWords();
  SettleByContent(kind, sample, map.columns_);
  SettleRanges(kind, sample, map.columns_);
  if (!sample.empty()) map.TakeContent(sample);
  SettleMissing(kind, sample, map.columns_);
  DoubtUnreadFigures(kind, sample, map.columns_);
  // Once more: the numbers beside which 编号 is but a counter may be known by their content.
  if (kind != TableKind::kVacancies) SettleSerialNumbers(kind, sample, map.columns_);
  std::vector<absl::string_view> of_consent;
  for (const ColumnMeaning& column : map.columns_) {
    if (column.field == Field::kConsent) of_consent.push_back(column.header);
    map.header_.push_back(column.header);
    map.fields_.push_back(column.field);
    if (column.field == Field::kUnknown) map.unknown_headers_.push_back(column.header);
  }
  map.awaits_mark_ = AwaitsMark(of_consent);
  const absl::Status status = CheckColumns(kind, map.header_, map.fields_);
  return status.ok() ? absl::StatusOr<ColumnMap>(std::move(map)) : status;
}

FieldTexts ColumnMap::Apply(absl::Span<const std::string> cells) const {
  FieldTexts texts;
  const std::size_t count = std::min(cells.size(), fields_.size());
  texts.reserve(count);
  const bool of_people = kind_ == TableKind::kWorkers;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_read = fields_[i] != Field::kIgnored && fields_[i] != Field::kUnknown;
    if (!is_read && !of_people) continue;
    // Copied from a chat or a page, they come along unseen.
    const std::string visible = reference::WithoutInvisible(cells[i]);
    const absl::string_view text = Trim(visible);
    if (text.empty()) continue;
    if (of_people && columns_[i].by != MappedBy::kUser) {
      TakeConsentDoubt(fields_[i], header_[i], text, texts);
    }
    if (!is_read) continue;
    // Whoever maps a column to consent by hand has said what 签字 is for.
    const bool is_told = fields_[i] == Field::kConsent && columns_[i].by == MappedBy::kUser &&
                         AsksForSignature(FoldTight(header_[i]));
    // 在校学生: a tick says the header, and 否 nothing.
    const bool by_header = kind_ == TableKind::kSurveys && fields_[i] == Field::kDescription &&
                           columns_[i].by == MappedBy::kContent &&
                           IsTickedInsteadOfWork(header_[i]);
    if (by_header && !IsTick(text)) continue;
    const absl::string_view said = by_header ? absl::string_view(header_[i]) : text;
    texts.push_back({fields_[i], is_told ? "" : header_[i], std::string(said)});
  }
  if (awaits_mark_) TakeUnanswered(texts);
  return texts;
}

bool LooksLikeHeader(TableKind kind, absl::Span<const std::string> cells) {
  int filled = 0;
  int known = 0;
  for (const std::string& cell : cells) {
    if (Trim(cell).empty()) continue;
    ++filled;
    if (MapHeader(kind, cell) != Field::kUnknown) ++known;
  }
  return known >= 2 && known * 2 >= filled;
}

TableKind GuessKind(absl::Span<const std::string> header) {
  TableKind best = TableKind::kVacancies;
  int most = -1;
  for (TableKind kind : {TableKind::kVacancies, TableKind::kWorkers, TableKind::kOutcomes}) {
    int known = 0;
    for (const std::string& cell : header) {
      const Field field = MapHeader(kind, cell);
      if (field != Field::kUnknown && field != Field::kIgnored) ++known;
    }
    if (known > most) {
      most = known;
      best = kind;
    }
  }
  return best;
}

FieldTexts MapPairs(TableKind kind, absl::Span<const std::pair<std::string, std::string>> pairs) {
  FieldTexts texts;
  texts.reserve(pairs.size());
  std::vector<absl::string_view> of_consent;
  for (const auto& [header, text] : pairs) {
    const std::string visible = reference::WithoutInvisible(text);
    const bool is_empty = Trim(visible).empty();
    if (is_empty && kind != TableKind::kWorkers) continue;
    const Field field = MapHeader(kind, header);
    if (field == Field::kConsent) of_consent.push_back(header);
    if (is_empty) continue;
    const absl::string_view cell = Trim(visible);
    if (kind == TableKind::kWorkers) TakeConsentDoubt(field, header, cell, texts);
    if (field != Field::kIgnored) texts.push_back({field, header, std::string(cell)});
  }
  if (AwaitsMark(of_consent)) TakeUnanswered(texts);
  return texts;
}

}  // namespace laowu::intake

#include "intake/column_map.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "intake/header_table.h"
#include "intake/text.h"

namespace laowu::intake {
namespace {

using HeaderIndex = absl::flat_hash_map<std::string, Field>;

// Header as it is compared: folded, without blanks, marks, bracket contents.
std::string HeaderKey(absl::string_view header) {
  std::string key = FoldTight(WithoutBrackets(header));
  return absl::StrReplaceAll(key, {{"*", ""},
                                   {":", ""},
                                   {"_", ""},
                                   {"-", ""},
                                   {"\"", ""},
                                   {"#", ""},
                                   {"?", ""},
                                   {"、", "/"},
                                   {"·", ""},
                                   {"及", "/"},
                                   {"或", "/"},
                                   {"和", "/"},
                                   {"与", "/"}});
}

void AddHeaders(absl::Span<const HeaderRow> rows, HeaderIndex& index) {
  for (const HeaderRow& row : rows) {
    for (absl::string_view header : absl::StrSplit(row.headers, ' ', absl::SkipEmpty())) {
      index.try_emplace(HeaderKey(header), row.field);  // the kind's own meaning came first
    }
  }
}

const HeaderIndex& IndexOf(TableKind kind) {
  static const std::array<HeaderIndex, 3>* const indexes = [] {
    auto* made = new std::array<HeaderIndex, 3>;
    AddHeaders(VacancyHeaders(), (*made)[0]);
    AddHeaders(WorkerHeaders(), (*made)[1]);
    AddHeaders(OutcomeHeaders(), (*made)[2]);
    for (HeaderIndex& index : *made) AddHeaders(IgnoredHeaders(), index);
    return made;
  }();
  return (*indexes)[static_cast<std::size_t>(kind)];
}

// Fields that several columns may feed: their texts are read together.
bool MayRepeat(Field field) {
  static constexpr std::array kFields = {Field::kUnknown,         Field::kIgnored,
                                         Field::kRequiredSkills,  Field::kPreferredSkills,
                                         Field::kBenefits,        Field::kDescription,
                                         Field::kRequirements,    Field::kSkills,
                                         Field::kWorkplace,       Field::kHomeAddress,
                                         Field::kPolicyGroups,    Field::kCertificate,
                                         Field::kPreferredPlaces, Field::kDesiredOccupations,
                                         Field::kHazards,         Field::kPastOccupation,
                                         Field::kSkillLevel};
  return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

// One of `any_of` must be there.
struct Requirement {
  absl::string_view what;  // for the message
  std::vector<Field> any_of;
};

const std::vector<Requirement>& RequirementsOf(TableKind kind) {
  static const auto* const vacancies = new std::vector<Requirement>{
      {"岗位名称 (title)", {Field::kTitle}},
      // The employer and the place may be one for the whole file: the reader judges them by row.
  };
  static const auto* const workers = new std::vector<Requirement>{
      {"姓名 (name)", {Field::kPersonName}},
      {"身份证号 (identity_number) 或 编号 (reference)",
       {Field::kIdentityNumber, Field::kReference}},
  };
  static const auto* const outcomes = new std::vector<Requirement>{
      {"身份证号 (identity_number) 或 编号 (worker)", {Field::kIdentityNumber, Field::kReference}},
      {"日期 (effective_date)", {Field::kEffectiveDate}},
  };
  switch (kind) {
    case TableKind::kVacancies:
      return *vacancies;
    case TableKind::kWorkers:
      return *workers;
    case TableKind::kOutcomes:
      break;
  }
  return *outcomes;
}

absl::Status CheckColumns(TableKind kind, absl::Span<const std::string> header,
                          absl::Span<const Field> fields) {
  absl::flat_hash_map<Field, std::size_t> first;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto [at, fresh] = first.try_emplace(fields[i], i);
    if (fresh || MayRepeat(fields[i])) continue;
    return absl::InvalidArgumentError(
        absl::StrCat("columns \"", header[at->second], "\" (", at->second + 1, ") and \"",
                     header[i], "\" (", i + 1, ") both mean ", FieldName(fields[i]),
                     "; map one of them to \"ignored\" or leave it out"));
  }
  std::vector<std::string> missing;
  for (const Requirement& requirement : RequirementsOf(kind)) {
    const bool found = std::any_of(requirement.any_of.begin(), requirement.any_of.end(),
                                   [&](Field field) { return first.contains(field); });
    if (!found) missing.emplace_back(requirement.what);
  }
  if (missing.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrCat(
      "no column for ", absl::StrJoin(missing, ", "), "; the header row is [",
      Excerpt(absl::StrJoin(header, ", "), 400), "]; rename the column or map it (header=field)"));
}

}  // namespace

Field MapHeader(TableKind kind, absl::string_view header) {
  const HeaderIndex& index = IndexOf(kind);
  const std::string key = HeaderKey(header);
  if (key.empty()) return Field::kIgnored;
  if (const auto found = index.find(key); found != index.end()) return found->second;
  // A header that is all bracket, or whose bracket is part of the name.
  if (const auto found = index.find(FoldTight(header)); found != index.end()) return found->second;
  // "必填-岗位名称", "1.姓名", "岗位名称必填": decoration in front or behind.
  static constexpr std::array<absl::string_view, 4> kDecorations = {"必填", "选填", "非必填",
                                                                    "可选"};
  for (absl::string_view decoration : kDecorations) {
    absl::string_view bare = key;
    if (!absl::ConsumePrefix(&bare, decoration) && !absl::ConsumeSuffix(&bare, decoration))
      continue;
    if (const auto found = index.find(std::string(bare)); found != index.end())
      return found->second;
  }
  const std::size_t digits = key.find_first_not_of("0123456789.");
  if (digits > 0 && digits != std::string::npos) {
    if (const auto found = index.find(key.substr(digits)); found != index.end()) {
      return found->second;
    }
  }
  return Field::kUnknown;
}

absl::StatusOr<ColumnMap> ColumnMap::Make(
    TableKind kind, absl::Span<const std::string> header,
    absl::Span<const std::pair<std::string, std::string>> overrides) {
  absl::flat_hash_map<std::string, Field> stated;
  for (const auto& [name, field_name] : overrides) {
    const Field field = FieldByName(field_name);
    if (field == Field::kUnknown) {
      return absl::InvalidArgumentError(
          absl::StrCat("the mapping \"", name, "\" names no known field: \"", field_name, "\""));
    }
    stated.insert_or_assign(std::string(Trim(name)), field);
  }
  ColumnMap map;
  for (const std::string& name : header) {
    const auto found = stated.find(std::string(Trim(name)));
    Field field = found != stated.end() ? found->second : MapHeader(kind, name);
    map.header_.push_back(name);
    map.fields_.push_back(field);
    if (field == Field::kUnknown) map.unknown_headers_.push_back(name);
  }
  absl::Status status = CheckColumns(kind, map.header_, map.fields_);
  if (!status.ok()) return status;
  return map;
}

FieldTexts ColumnMap::Apply(absl::Span<const std::string> cells) const {
  FieldTexts texts;
  const std::size_t count = std::min(cells.size(), fields_.size());
  texts.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const absl::string_view text = Trim(cells[i]);
    if (text.empty() || fields_[i] == Field::kIgnored || fields_[i] == Field::kUnknown) continue;
    texts.push_back({fields_[i], header_[i], std::string(text)});
  }
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
  for (const auto& [header, text] : pairs) {
    if (Trim(text).empty()) continue;
    const Field field = MapHeader(kind, header);
    if (field == Field::kIgnored) continue;
    texts.push_back({field, header, std::string(Trim(text))});
  }
  return texts;
}

}  // namespace laowu::intake

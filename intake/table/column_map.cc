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
#include "intake/table/consent_words.h"
#include "intake/table/header_key.h"
#include "intake/table/header_table.h"
#include "intake/table/header_words.h"
#include "intake/table/serial_columns.h"
#include "intake/text/text.h"
#include "reference/invisible.h"

namespace laowu::intake {
namespace {

using HeaderIndex = absl::flat_hash_map<std::string, Field>;

void AddHeaders(absl::Span<const HeaderRow> rows, HeaderIndex& index) {
  for (const HeaderRow& row : rows) {
    for (absl::string_view header : absl::StrSplit(row.headers, ' ', absl::SkipEmpty())) {
      index.try_emplace(HeaderKey(header), row.field);  // the kind's own meaning came first
    }
  }
}

void AddFieldNames(absl::Span<const HeaderRow> rows, HeaderIndex& index) {
  index.try_emplace(HeaderKey(FieldName(Field::kIgnored)), Field::kIgnored);
  for (const HeaderRow& row : rows)
    index.insert_or_assign(HeaderKey(FieldName(row.field)), row.field);
}

const HeaderIndex& IndexOf(TableKind kind) {
  static const std::array<HeaderIndex, 3>* const indexes = [] {
    auto* made = new std::array<HeaderIndex, 3>;
    AddHeaders(VacancyHeaders(), (*made)[0]);
    AddHeaders(WorkerHeaders(), (*made)[1]);
    AddHeaders(OutcomeHeaders(), (*made)[2]);
    for (HeaderIndex& index : *made) AddHeaders(IgnoredHeaders(), index);
    // A field's own name is a header as well: what somebody mapped by hand is sent under it.
    AddFieldNames(VacancyHeaders(), (*made)[0]);
    AddFieldNames(WorkerHeaders(), (*made)[1]);
    AddFieldNames(OutcomeHeaders(), (*made)[2]);
    return made;
  }();
  const TableKind same_headers = kind == TableKind::kSurveys ? TableKind::kOutcomes : kind;
  return (*indexes)[static_cast<std::size_t>(same_headers)];
}

// Fields that several columns may feed: their texts are read together.
bool MayRepeat(TableKind kind, Field field) {
  // When somebody went out, and when they came back; 是否外出 beside 就业状态.
  if (kind == TableKind::kSurveys &&
      (field == Field::kEffectiveDate || field == Field::kOutcomeType)) {
    return true;
  }
  static constexpr std::array kFields = {Field::kUnknown,         Field::kIgnored,
                                         Field::kRequiredSkills,  Field::kPreferredSkills,
                                         Field::kBenefits,        Field::kDescription,
                                         Field::kRequirements,    Field::kSkills,
                                         Field::kWorkplace,       Field::kHomeAddress,
                                         Field::kPolicyGroups,    Field::kCertificate,
                                         Field::kPreferredPlaces, Field::kDesiredOccupations,
                                         Field::kHazards,         Field::kPastOccupation,
                                         Field::kSkillLevel,      Field::kConsent};
  return std::find(kFields.begin(), kFields.end(), field) != kFields.end();
}

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
    const auto [at, fresh] = first.try_emplace({fields[i], PartOfPay(header[i])}, i);
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

// "工资（最低）", "年龄（上限）": which end of a range. Empty: the brackets say something else.
absl::string_view EndInBrackets(absl::string_view header) {
  const std::string folded = FoldTight(header);
  for (absl::string_view end : {"最低", "最高", "下限", "上限", "起", "止", "最小", "最大"}) {
    if (absl::EndsWith(folded, absl::StrCat("(", end, ")"))) return end;
  }
  return "";
}

Field MapWholeHeader(TableKind kind, absl::string_view header) {
  const HeaderIndex& index = IndexOf(kind);
  const std::string key = HeaderKey(header);
  if (key.empty()) return Field::kIgnored;
  if (const absl::string_view end = EndInBrackets(header); !end.empty()) {
    if (const auto found = index.find(absl::StrCat(key, end)); found != index.end()) {
      return found->second;
    }
  }
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

// Words over several columns that say nothing of one.
bool IsGroupWord(absl::string_view text) {
  static constexpr std::array<absl::string_view, 34> kWords = {
      "要求",     "任职要求", "岗位要求", "招聘要求",     "用工要求", "条件",        "招聘条件",
      "基本信息", "基本情况", "个人信息", "人员信息",     "个人情况", "岗位信息",    "岗位情况",
      "企业信息", "单位信息", "企业情况", "用人单位情况", "工资",     "薪资",        "工资待遇",
      "薪酬",     "待遇",     "薪资待遇", "福利待遇",     "用工需求", "家庭情况",    "就业情况",
      "务工情况", "就业意愿", "求职意向", "就业意向",     "培训意愿", "外出务工情况"};
  return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

// "要求/年龄", "工资/最低", "就业意愿/工种": a header of two lines, joined (header_finder.h). The
// group may be a part of the name or say nothing; two names that mean different fields say neither.
Field MapJoinedHeader(TableKind kind, absl::string_view header) {
  const std::size_t slash = header.rfind('/');
  if (slash == absl::string_view::npos) return Field::kUnknown;
  absl::string_view group = Trim(header.substr(0, slash));
  const absl::string_view name = Trim(header.substr(slash + 1));
  group = Trim(group.substr(group.rfind('/') + 1));
  if (group.empty() || name.empty()) return Field::kUnknown;
  absl::string_view stem = group;
  for (absl::string_view ending : {"情况", "信息", "要求", "意愿", "意向", "待遇"}) {
    if (absl::ConsumeSuffix(&stem, ending)) break;
  }
  std::vector<std::string> tries = {absl::StrCat(group, name), absl::StrCat(stem, name),
                                    absl::StrCat(name, group)};
  for (absl::string_view wish : {"意愿", "意向", "期望"}) {
    if (absl::StrContains(group, "意愿") || absl::StrContains(group, "意向") ||
        absl::StrContains(group, "期望")) {
      tries.push_back(absl::StrCat(wish, name));
    }
  }
  for (const std::string& each : tries) {
    const Field field = MapWholeHeader(kind, each);
    if (field != Field::kUnknown) return field;
  }
  const Field of_name = MapWholeHeader(kind, name);
  const Field of_group = MapWholeHeader(kind, group);
  if (HeaderKey(name).empty()) return of_group;  // "月薪/(元)"
  if (of_name == Field::kUnknown) {
    // What no part of it means is told as unknown, not passed over for what stands above it.
    const bool says_nothing = IsGroupWord(group) || of_group == Field::kIgnored;
    return says_nothing ? Field::kUnknown : of_group;
  }
  // "户籍地址/乡镇": the group's own meaning is wider. "年龄/学历" is one column of two fields.
  const bool is_group = IsGroupWord(group) || of_group == of_name || MayRepeat(kind, of_group);
  return is_group ? of_name : Field::kUnknown;
}

// Where somebody is registered, beside what happened to them: the worker's record says it. Only as
// the whole header; below "务工地" a township is a part of the workplace.
bool IsRegistrationPlace(TableKind kind, absl::string_view header) {
  static constexpr absl::string_view kHeaders[] = {
      "乡镇",   "乡镇/街道", "乡/镇",      "镇街", "户籍乡镇", "所属乡镇", "所在乡镇",
      "村",     "行政村",    "村/社区",    "村居", "社区",     "户籍村",   "所属村",
      "所在村", "村名",      "村组",       "组",   "组别",     "村民组",   "村民小组",
      "户籍地", "户籍地址",  "户籍所在地", "住址", "家庭住址", "家庭地址"};
  const bool of_people_on_record = kind == TableKind::kOutcomes || kind == TableKind::kSurveys;
  return of_people_on_record && std::find(std::begin(kHeaders), std::end(kHeaders),
                                          HeaderKey(header)) != std::end(kHeaders);
}

Field MapListedHeader(TableKind kind, absl::string_view header) {
  if (IsRegistrationPlace(kind, header)) return Field::kIgnored;
  Field field = MapWholeHeader(kind, header);
  if (field == Field::kUnknown) field = MapJoinedHeader(kind, header);
  if (field != Field::kUnknown) return field;
  const auto languages = TwoLanguages(header);
  if (!languages.has_value()) return field;
  field = MapListedHeader(kind, languages->first);
  return field == Field::kUnknown ? MapListedHeader(kind, languages->second) : field;
}

// "年龄/学历": one column of two.
bool NamesTwoFields(TableKind kind, absl::string_view header) {
  const std::size_t slash = header.rfind('/');
  return slash != absl::string_view::npos &&
         MapWholeHeader(kind, Trim(header.substr(0, slash))) != Field::kUnknown &&
         MapWholeHeader(kind, Trim(header.substr(slash + 1))) != Field::kUnknown;
}

// By its words; of a header of two lines, by those of both, else of the lower one.
Field MapHeaderByWords(TableKind kind, absl::string_view header) {
  // Also where its words stand in brackets: "个人信息（是否同意使用）".
  const Field consent =
      kind == TableKind::kWorkers ? ConsentField(FoldTight(header)) : Field::kUnknown;
  if (consent != Field::kUnknown) return consent;
  const std::string key = HeaderKey(header);
  if (NamesTwoFields(kind, header)) return Field::kUnknown;
  Field field = HeaderByWords(kind, absl::StrReplaceAll(key, {{"/", ""}}));
  if (const std::size_t slash = key.rfind('/');
      field == Field::kUnknown && slash != std::string::npos) {
    field = HeaderByWords(kind, absl::string_view(key).substr(slash + 1));
  }
  const auto languages = field == Field::kUnknown ? TwoLanguages(header) : std::nullopt;
  if (!languages.has_value()) return field;
  field = HeaderByWords(kind, HeaderKey(languages->first));
  return field == Field::kUnknown ? HeaderByWords(kind, HeaderKey(languages->second)) : field;
}

bool HasField(const std::vector<ColumnMeaning>& columns, Field field) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const ColumnMeaning& column) { return column.field == field; });
}

}  // namespace

Field MapHeader(TableKind kind, absl::string_view header) {
  const Field field = MapListedHeader(kind, header);
  return field == Field::kUnknown ? MapHeaderByWords(kind, header) : field;
}

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
void ColumnMap::TakeWords(TableKind kind) {
  constexpr int kByWords = 80;
  for (ColumnMeaning& column : columns_) {
    if (column.field != Field::kUnknown) continue;
    const Field field = MapHeaderByWords(kind, column.header);
    const bool is_taken = field != Field::kIgnored && !MayRepeat(kind, field) &&
                          !IsPartOf(field, column.header) && HasField(columns_, field);
    if (field == Field::kUnknown || is_taken) continue;
    column.field = field;
    column.by = MappedBy::kHeader;
    column.confidence = kByWords;
    column.reason = "表头用词 words of the header";
  }
}

// By what stands in the columns: those whose header says nothing, the surest first.
void ColumnMap::TakeContent(TableKind kind, absl::Span<const std::vector<std::string>> sample) {
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
    ColumnGuess guess = GuessColumn(kind, sample, i);
    if (guess.confidence < kSureEnough) continue;
    if (!FitsHeader(kind, guess.field, column.header, columns_)) continue;
    if (may_be_identity && guess.field != Field::kIdentityNumber) continue;
    guesses.emplace_back(i, std::move(guess));
  }
  std::stable_sort(guesses.begin(), guesses.end(), [](const auto& a, const auto& b) {
    return a.second.confidence > b.second.confidence;
  });
  for (auto& [index, guess] : guesses) {
    const Field field = guess.field;
    if (field != Field::kIgnored && HasField(columns_, field)) continue;
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
  ColumnMap map;
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
  map.TakeWords(kind);
  if (!sample.empty()) map.TakeContent(kind, sample);
  // Once more: the numbers beside which 编号 is but a counter may be known by their content.
  if (kind != TableKind::kVacancies) SettleSerialNumbers(kind, sample, map.columns_);
  for (const ColumnMeaning& column : map.columns_) {
    map.header_.push_back(column.header);
    map.fields_.push_back(column.field);
    if (column.field == Field::kUnknown) map.unknown_headers_.push_back(column.header);
  }
  const absl::Status status = CheckColumns(kind, map.header_, map.fields_);
  return status.ok() ? absl::StatusOr<ColumnMap>(std::move(map)) : status;
}

FieldTexts ColumnMap::Apply(absl::Span<const std::string> cells) const {
  FieldTexts texts;
  const std::size_t count = std::min(cells.size(), fields_.size());
  texts.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (fields_[i] == Field::kIgnored || fields_[i] == Field::kUnknown) continue;
    // Copied from a chat or a page, they come along unseen.
    const std::string visible = reference::WithoutInvisible(cells[i]);
    const absl::string_view text = Trim(visible);
    if (!text.empty()) texts.push_back({fields_[i], header_[i], std::string(text)});
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
    const std::string visible = reference::WithoutInvisible(text);
    if (Trim(visible).empty()) continue;
    const Field field = MapHeader(kind, header);
    if (field == Field::kIgnored) continue;
    texts.push_back({field, header, std::string(Trim(visible))});
  }
  return texts;
}

}  // namespace laowu::intake

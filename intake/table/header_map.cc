#include "intake/table/header_map.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "intake/table/consent_words.h"
#include "intake/table/header_key.h"
#include "intake/table/header_parts.h"
#include "intake/table/header_table.h"
#include "intake/table/header_words.h"
#include "intake/text/text.h"

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

// "工资（最低）", "年龄（上限）": which end of a range. Empty: the brackets say something else.
absl::string_view EndInBrackets(absl::string_view header) {
  const std::string folded = FoldTight(header);
  for (absl::string_view end :
       {"最低", "最高", "下限", "上限", "起", "止", "最小", "最大", "低", "高", "从", "到", "至"}) {
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
    const Field by_parts = HeaderByParts(kind, absl::StrCat(key, end));
    if (by_parts != Field::kUnknown) return by_parts;
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
    // "务工意愿/时间" is no remark: the two lines together say what it is.
    const Field together = of_group == Field::kUnknown || of_group == Field::kIgnored
                               ? Field::kUnknown
                               : HeaderByWords(kind, HeaderKey(absl::StrCat(group, name)));
    if (together != Field::kUnknown) return together;
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

// "年龄/学历": one column of two.
bool NamesTwoFields(TableKind kind, absl::string_view header) {
  const std::size_t slash = header.rfind('/');
  return slash != absl::string_view::npos &&
         MapWholeHeader(kind, Trim(header.substr(0, slash))) != Field::kUnknown &&
         MapWholeHeader(kind, Trim(header.substr(slash + 1))) != Field::kUnknown;
}

// A part of a header that asks for several facts: "吃" and "住" mean little by themselves.
Field FieldOfPart(TableKind kind, absl::string_view part) {
  if (kind == TableKind::kVacancies) {
    for (absl::string_view word : {"吃", "食", "餐", "饭", "膳", "包吃", "管吃", "管饭", "包餐"}) {
      if (part == word) return Field::kMeals;
    }
    for (absl::string_view word : {"住", "宿", "包住", "管住", "寝"}) {
      if (part == word) return Field::kAccommodation;
    }
  }
  const Field field = MapWholeHeader(kind, part);
  return field == Field::kUnknown ? HeaderByWords(kind, HeaderKey(part)) : field;
}

// "证书及等级": of two lines, "证书/等级", the lower one alone counts.
Field FieldOfSecondPart(absl::string_view part) {
  for (absl::string_view word : {"等级", "级别"}) {
    if (part == word) return Field::kSkillLevel;
  }
  return part == "年限" || part == "时长" ? Field::kExperience : Field::kUnknown;
}

// Fields that one reader reads together, widest last: the first row that holds all of a header's.
struct FactsTogether {
  TableKind kind;
  Field field;
  std::vector<Field> facts;
};
const std::vector<FactsTogether>& AllFactsTogether() {
  static const auto* const rows = new std::vector<FactsTogether>{
      {TableKind::kVacancies, Field::kAge, {Field::kAge, Field::kSex}},
      {TableKind::kVacancies,
       Field::kBoardAndLodging,
       {Field::kBoardAndLodging, Field::kAccommodation, Field::kMeals}},
      {TableKind::kVacancies,
       Field::kBenefits,
       {Field::kBoardAndLodging, Field::kAccommodation, Field::kMeals, Field::kBenefits,
        Field::kSocialInsurance}},
      {TableKind::kVacancies,
       Field::kRequirements,
       {Field::kAge, Field::kSex, Field::kEducation, Field::kExperience, Field::kRequiredSkills,
        Field::kRequirements}},
      {TableKind::kVacancies,
       Field::kWageText,
       {Field::kWageText, Field::kBoardAndLodging, Field::kBenefits, Field::kAccommodation,
        Field::kMeals}},
      {TableKind::kWorkers,
       Field::kSkills,
       {Field::kSkills, Field::kCertificate, Field::kExperience, Field::kSkillLevel}},
      {TableKind::kWorkers,
       Field::kDesiredOccupations,
       {Field::kDesiredOccupations, Field::kPreferredPlaces, Field::kDesiredWage}},
      {TableKind::kWorkers,
       Field::kPolicyGroups,
       {Field::kPolicyGroups, Field::kPovertyAlleviated, Field::kMonitored, Field::kRelocated,
        Field::kLowIncome, Field::kDisabled}},
  };
  return *rows;
}

// "性别/年龄", "学历和经验", "吃、住": one column of several facts, each of which is known.
Field FieldOfSeveral(TableKind kind, absl::string_view header) {
  const std::string key = HeaderKey(header);
  const std::vector<absl::string_view> parts = absl::StrSplit(key, '/', absl::SkipEmpty());
  constexpr std::size_t kMostParts = 4;
  if (parts.size() < 2 || parts.size() > kMostParts) return Field::kUnknown;
  std::vector<Field> fields;
  const bool is_one_line = !absl::StrContains(header, '/');
  for (const absl::string_view part : parts) {
    Field field = FieldOfPart(kind, part);
    if (field == Field::kUnknown && is_one_line && kind == TableKind::kWorkers) {
      field = FieldOfSecondPart(part);
    }
    fields.push_back(field);
  }
  if (fields[0] != Field::kUnknown &&
      std::all_of(fields.begin(), fields.end(), [&](Field field) { return field == fields[0]; })) {
    return fields[0];
  }
  for (const FactsTogether& row : AllFactsTogether()) {
    const bool holds_all = std::all_of(fields.begin(), fields.end(), [&](Field field) {
      return std::find(row.facts.begin(), row.facts.end(), field) != row.facts.end();
    });
    if (row.kind == kind && holds_all) return row.field;
  }
  return Field::kUnknown;
}

// 审核意见/同意: the consent is an office's.
bool IsOfOffice(absl::string_view header) {
  return SaysAny(header, {"审核", "审批", "评议", "审查"}) && Holds(header, "同意");
}

}  // namespace

Field MapListedHeader(TableKind kind, absl::string_view header) {
  if (IsRegistrationPlace(kind, header)) return Field::kIgnored;
  if (kind == TableKind::kWorkers && AsksForSignature(FoldTight(header))) return Field::kConsent;
  Field field = MapWholeHeader(kind, header);
  if (field == Field::kUnknown) field = MapJoinedHeader(kind, header);
  if (field == Field::kConsent && IsOfOffice(header)) return Field::kUnknown;
  if (field != Field::kUnknown) return field;
  const auto languages = TwoLanguages(header);
  if (!languages.has_value()) return field;
  field = MapListedHeader(kind, languages->first);
  return field == Field::kUnknown ? MapListedHeader(kind, languages->second) : field;
}

Field MapHeaderByWords(TableKind kind, absl::string_view header) {
  if (kind == TableKind::kWorkers && IsOfOffice(header)) return Field::kUnknown;
  // Also where its words stand in brackets: "个人信息（是否同意使用）".
  const Field consent =
      kind == TableKind::kWorkers ? ConsentField(FoldTight(header)) : Field::kUnknown;
  if (consent != Field::kUnknown) return consent;
  const std::string key = HeaderKey(header);
  if (const Field several = FieldOfSeveral(kind, header); several != Field::kUnknown) {
    return several;
  }
  if (NamesTwoFields(kind, header)) return Field::kUnknown;
  if (const Field end = EndWithUnit(kind, header); end != Field::kUnknown) return end;
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

Field MapHeader(TableKind kind, absl::string_view header) {
  const Field field = MapListedHeader(kind, header);
  return field == Field::kUnknown ? MapHeaderByWords(kind, header) : field;
}

}  // namespace laowu::intake

#ifndef LAOWU_INTAKE_TABLE_COLUMN_MAP_H_
#define LAOWU_INTAKE_TABLE_COLUMN_MAP_H_

// Headers, Chinese or English, to fields. A header is compared without blanks, brackets' contents,
// marks such as * and case: "*招聘人数(人)" is 招聘人数; of a header of two lines, "要求/年龄", the
// lower one counts, with the upper one where that makes a name ("工资/最低"). What no list has is
// told by its words (header_words.h), where no other column has that field. What a bracket says
// about the unit ("月薪（千元）") is not lost: the readers see header and text.
//
// Thread-safe: constant after construction.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace laowu::intake {

// Outcomes: what happened, each on its day. Surveys: who is where; the same headers, of which fewer
// need be there.
enum class TableKind : std::uint8_t { kVacancies, kWorkers, kOutcomes, kSurveys };

// The columns that offices send. Not stored anywhere: the order may change.
enum class Field : std::uint8_t {
  kUnknown,  // no such header is known: reported
  kIgnored,  // known and of no use here (serial number, phone of the recruiter …): not reported
  // Vacancies.
  kReference,
  kTitle,
  kEmployerName,
  kEmployerCode,
  kOccupation,
  kOccupationCode,
  kWorkplace,
  kWorkplaceCode,
  kProvince,
  kCity,
  kCityCode,
  kDistrict,
  kDistrictCode,
  kTown,
  kLatitude,
  kLongitude,
  kWageText,
  kWageMin,
  kWageMax,
  kWageUnit,
  kPayMonths,
  kPayKind,
  kPayBasis,
  kOpeningCount,
  kEducation,
  kAge,
  kMinAge,
  kMaxAge,
  kExperience,
  kRequiredSkills,
  kPreferredSkills,
  kBenefits,
  kAccommodation,
  kMeals,
  kBoardAndLodging,
  kNightShift,
  kHours,
  kSocialInsurance,
  kHazards,
  kNoJuvenileHazards,
  kStartDate,
  kExpireDate,
  kUpdateTime,
  kDescription,
  kRequirements,
  kOfficeContact,
  // Workers (and some of the above: kReference, kEducation, kOccupation …).
  kPersonName,
  kIdentityNumber,
  kPhone,
  kSex,
  kBirthDate,
  kEthnicity,
  kDivisionCode,
  kCounty,
  kVillage,
  kHomeAddress,
  kSkills,
  kSkillLevel,
  kCertificate,
  kDesiredOccupations,
  kDesiredWage,
  kPreferredPlaces,
  kAvailableDate,
  kJobWantedFrom,
  kAccommodationRequired,
  kRefusesNightShift,
  kRural,
  kHousehold,
  kHouseholdHead,      // the name of the head (households.h)
  kHouseholdRelation,  // what the row's person is to the head
  kPolicyGroups,
  kPovertyAlleviated,
  kMonitored,
  kRelocated,
  kLowIncome,
  kDisabled,
  kConsent,
  kConsentDate,
  kConsentScope,
  kConsentDoubt,  // no column's: what another one says against it (consent_doubt.h)
  kPastOccupation,
  kWorkCapacity,  // 劳动能力: told where somebody has none or little, kept nowhere
  // Outcomes.
  kOutcomeType,
  kEffectiveDate,
  kChannel,
  kOrganizer,
  kPlacement,
  kWorkerName,
  kSelfEmployed,
  kNamedOutcome,  // of a call list: what the row is about, by its id
};

absl::string_view FieldName(Field field);   // "wage_min"; for messages and `--mapping`
Field FieldByName(absl::string_view name);  // kUnknown if there is none

// The names of the fields that a table of this kind may have, in the order of the readers' tables;
// "ignored" last.
std::vector<absl::string_view> FieldNames(TableKind kind);

// Which field a header means in a table of this kind.
Field MapHeader(TableKind kind, absl::string_view header);

// One cell with what its column means. Empty texts are left out of a row.
struct FieldText {
  Field field;
  std::string header;
  std::string text;
};
using FieldTexts = std::vector<FieldText>;

// Why a column has its field.
enum class MappedBy : std::uint8_t { kNothing, kHeader, kContent, kUser };

// What one column means, for showing and for the receipt.
struct ColumnMeaning {
  std::string letter;  // as in a sheet: "A", "AB"
  std::string header;
  Field field = Field::kUnknown;
  MappedBy by = MappedBy::kNothing;
  int confidence = 0;  // 0..100
  std::string reason;  // Chinese and English; no cell's text
  // What its sender should look at, in both languages: 岗位编号 that runs 1, 2, 3. Mostly empty.
  std::string doubt;
};

// How one file's columns are read.
class ColumnMap {
 public:
  // `overrides`: header or column letter → field name, the user's own mapping, before the tables.
  // `sample`: some rows under the header; columns whose header is not known are told by what stands
  // in them (column_guess.h), as far as no other column has that field.
  // INVALID_ARGUMENT if a required column is missing (the message names it, with the headers that
  // would do), if two columns claim one field that can stand only once, or an override names no
  // field or no column.
  static absl::StatusOr<ColumnMap> Make(
      TableKind kind, absl::Span<const std::string> header,
      absl::Span<const std::pair<std::string, std::string>> overrides = {},
      absl::Span<const std::vector<std::string>> sample = {});

  // The cells of a row with their fields. Cells beyond the header are dropped. Of people also what
  // a column that is not read, or a remark, says against their consent, and that columns to be
  // marked (同意 | 不同意) are empty (kConsentDoubt).
  FieldTexts Apply(absl::Span<const std::string> cells) const;

  // Headers that no field is known for, in order.
  const std::vector<std::string>& unknown_headers() const { return unknown_headers_; }
  const std::vector<std::string>& header() const { return header_; }
  const std::vector<Field>& fields() const { return fields_; }
  const std::vector<ColumnMeaning>& columns() const { return columns_; }

 private:
  explicit ColumnMap(TableKind kind) : kind_(kind) {}
  absl::Status TakeOverrides(absl::Span<const std::pair<std::string, std::string>> overrides);
  void TakeWords();
  void TakeContent(absl::Span<const std::vector<std::string>> sample);

  TableKind kind_;
  std::vector<std::string> header_;
  std::vector<Field> fields_;
  std::vector<std::string> unknown_headers_;
  std::vector<ColumnMeaning> columns_;
  bool awaits_mark_ = false;  // a row without a mark of consent has none
};

// Whether a row looks like the header of such a table: at least half of its filled cells, and at
// least two, are known headers. Files often begin with a title row.
bool LooksLikeHeader(TableKind kind, absl::Span<const std::string> cells);

// The kind whose headers fit best; for files without a stated kind. kVacancies in doubt.
TableKind GuessKind(absl::Span<const std::string> header);

// (header, text) pairs as sent over the wire, row by row.
FieldTexts MapPairs(TableKind kind, absl::Span<const std::pair<std::string, std::string>> pairs);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_COLUMN_MAP_H_

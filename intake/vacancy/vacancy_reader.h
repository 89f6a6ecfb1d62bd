#ifndef LAOWU_INTAKE_VACANCY_VACANCY_READER_H_
#define LAOWU_INTAKE_VACANCY_VACANCY_READER_H_

// One row as an office wrote it → the fields of laowu.v1.Vacancy, each inferred one with where it
// came from and how sure. What is not said stays unset; what is not understood is a warning and
// stays unset. Rules: standards.md, "What a vacancy must say".
//
//   employer, title or place missing        rejected, with the field and the text named
//   anything else missing                   accepted; the vacancy role names what is incomplete
//   conditions on sex, ethnicity, region    dropped from all texts, CONDITION_DROPPED
//   phones, mails, chat names, persons      removed from all texts, CONTACT_REMOVED
//   deposits and fees                       FEE_SUSPECTED; the text stays
//
// Thread-safe: constant after construction, no I/O, no clock.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "intake/facts/facts.h"  // EducationLevel, Hazard
#include "intake/table/column_map.h"
#include "intake/text/reading.h"
#include "intake/wage/wage.h"  // PayKind, PayBasis

namespace laowu::intake {

struct SkillRequirement {
  std::string skill_code;
  int min_level = 0;  // 1..5 ascending; 1 where no level is named
  bool required = false;
};

struct VacancyDraft {
  std::string source_reference;                  // whole, as sent; empty: see natural_key
  std::optional<absl::Time> source_update_time;  // a date alone is its midnight in Asia/Shanghai
  std::string title;                             // as written, without contacts and conditions
  std::string employer_credit_code;              // GB 32100, valid; empty if unknown
  std::string employer_display_name;
  std::string employer_key;  // normalised name, for `n-` ids
  std::string workplace_division_code;
  std::optional<double> latitude, longitude;  // only if the row states them
  std::string occupation_code;
  std::vector<SkillRequirement> skill_requirements;  // <= 20
  EducationLevel min_education = EducationLevel::kUnspecified;
  int min_age_years = 0, max_age_years = 0;                    // 0: none stated
  int min_wage_cny_per_month = 0, max_wage_cny_per_month = 0;  // 0: unknown; else 100..200,000
  PayKind pay_kind = PayKind::kUnspecified;
  PayBasis pay_basis = PayBasis::kUnspecified;
  int pay_months = 0;     // pays a year, 12..24; 0: unsaid
  int opening_count = 0;  // 0: unsaid ("若干")
  int min_experience_months = 0;
  std::optional<bool> accommodation_provided, meals_provided, night_shift, social_insurance;
  std::vector<Hazard> hazards;
  std::optional<bool> no_juvenile_hazards;
  int hours_per_week = 0;
  std::optional<absl::CivilDay> start_date, expire_date;
  std::string description;     // <= 4,000 characters
  std::string office_contact;  // the office's own, as stated in its column
};

struct VacancyReading {
  VacancyDraft vacancy;
  std::vector<InferredField> inferred_fields;
  std::vector<Warning> warnings;
  std::vector<Violation> violations;  // not empty: rejected

  // Identity of a row without source_reference: employer, title, workplace, pay kind, normalised
  // and joined by U+001F. Frozen for ever; the caller hashes it. Wage text and opening count are
  // added only where one file holds the key twice: `natural_key_extra`.
  std::string natural_key;
  std::string natural_key_extra;

  bool rejected() const { return !violations.empty(); }
};

class VacancyReader {
 public:
  // Reads with the compiled-in tables of reference/. Places are read as of `context.as_of`.
  // Construction builds the lexicons (tens of milliseconds): keep one for a whole file.
  explicit VacancyReader(ReadContext context);
  ~VacancyReader();
  VacancyReader(const VacancyReader&) = delete;
  VacancyReader& operator=(const VacancyReader&) = delete;

  VacancyReading Read(const FieldTexts& row) const;

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_VACANCY_VACANCY_READER_H_

#ifndef LAOWU_INTAKE_WORKER_WORKER_READER_H_
#define LAOWU_INTAKE_WORKER_WORKER_READER_H_

// One profile row of a bureau → the fields of laowu.v1.Worker. All that is wrong with a row is
// reported at once. Rejected: no name, no place of registration or none
// that is fine enough (a township is needed), neither identity
// number nor reference, an identity number that fails GB 11643, a birth date that is impossible or
// in the future. Anything else that cannot be read is a warning and stays unset.
//
// Texts in warnings and violations never hold a name, phone or identity number.
//
// Thread-safe: constant after construction, no I/O, no clock.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "intake/facts/facts.h"  // EducationLevel
#include "intake/table/column_map.h"
#include "intake/text/reading.h"

namespace laowu::intake {

enum class Sex : std::uint8_t { kUnspecified = 0, kFemale = 1, kMale = 2 };
enum class PolicyGroup : std::uint8_t {
  kUnspecified = 0,
  kPovertyAlleviated = 1,
  kMonitored = 2,
  kRelocated = 3,
  kLowIncome = 4,
  kDisabled = 5,
};
enum class LegalBasisKind : std::uint8_t { kUnspecified = 0, kConsent = 1, kStatutoryDuty = 2 };

struct WorkerSkill {
  std::string skill_code;
  int level = 0;  // 1..5 ascending (初级 … 高级技师); 1 where none is named
  int experience_months = 0;
  std::string certificate_number;
};

struct LegalBasis {
  LegalBasisKind kind = LegalBasisKind::kUnspecified;
  std::string reference;  // of the consent form, or the duty's document number
  std::string scope_version;
  std::optional<absl::CivilDay> effective_date;
  // The row says no (否, 不同意): kUnspecified, and nothing said of the whole file is a basis.
  bool refused = false;
};

struct WorkerDraft {
  std::string source_reference;
  std::string display_name;     // personal: encrypt, mask, never log
  std::string phone_number;     // personal; 11 digits
  std::string identity_number;  // personal; 18 characters, valid
  std::string division_code;    // 6, 9 or 12 digits, in force on the file's day
  std::string village_display_name;
  std::optional<absl::CivilDay> birth_date;
  EducationLevel education = EducationLevel::kUnspecified;
  Sex sex = Sex::kUnspecified;
  std::optional<bool> rural;
  std::vector<std::string> desired_occupation_codes;  // <= 3, in order
  std::vector<std::string> past_occupation_codes;     // <= 3
  std::vector<WorkerSkill> skills;                    // <= 20
  int min_wage_cny_per_month = 0;                     // 0: unknown
  std::vector<std::string> preferred_division_codes;  // <= 4, in order; empty: any
  std::optional<absl::CivilDay> available_date, job_wanted_from;
  bool accommodation_required = false;
  bool refuses_night_shift = false;
  std::string household;                   // the bureau's own number, as sent
  std::vector<PolicyGroup> policy_groups;  // ascending, each once
  LegalBasis legal_basis;                  // kUnspecified: none stated
};

struct WorkerReading {
  WorkerDraft worker;
  std::vector<InferredField> inferred_fields;
  std::vector<Warning> warnings;
  std::vector<Violation> violations;  // not empty: rejected

  bool rejected() const { return !violations.empty(); }
};

class WorkerReader {
 public:
  explicit WorkerReader(ReadContext context);
  ~WorkerReader();
  WorkerReader(const WorkerReader&) = delete;
  WorkerReader& operator=(const WorkerReader&) = delete;

  WorkerReading Read(const FieldTexts& row) const;
  absl::CivilDay as_of() const;  // the day that rows are read as of

 private:
  struct State;
  std::unique_ptr<const State> state_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_WORKER_READER_H_

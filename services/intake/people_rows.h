#ifndef LAOWU_SERVICES_INTAKE_PEOPLE_ROWS_H_
#define LAOWU_SERVICES_INTAKE_PEOPLE_ROWS_H_

// Rows that tell of people who are on record: OUTCOME (what happened) and SURVEY (who is where).
// Read by themselves first, then, some hundred at a time, settled: whom they speak of (the worker
// role says), which organiser is meant, and what a statement of whereabouts comes to (the placement
// role says what is known).
//
// A row whose person cannot be told, or whose reference and identity number are two persons', is
// rejected; another name than the record's is warned of. A row of a call list is read by
// named_outcomes.h. One thread's; `job` outlives it.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "intake/survey/survey_reader.h"
#include "intake/table/column_map.h"
#include "services/intake/import_job.h"
#include "services/intake/named_outcomes.h"
#include "services/intake/organizer_names.h"
#include "services/intake/outcome_row.h"
#include "services/intake/statement_outcomes.h"
#include "services/runtime/field_checks.h"

namespace laowu::intake_role {

class PeopleRows {
 public:
  // Rows that are settled together; a survey's may each become two.
  static constexpr int kRowsMost = kJobRows / 2;

  PeopleRows(const ImportJob& job, const v1::Import::Spec& spec, absl::CivilDay as_of,
             const std::string& home_division_code);

  // Asks for the organisers. Before the first row.
  absl::Status Open();

  // What the row itself says; violations go into `checks`. Each row of the file is handed in, in
  // order, also one that could not be read (then with nullptr).
  void Read(const intake::FieldTexts* texts, StoredRow& row, runtime::FieldChecks& checks);

  // Settles `rows`, all that were read since the last time. A line from which two outcomes follow
  // becomes two rows. Rows of a call list that nobody has filled in are taken out: so many.
  absl::StatusOr<int> Settle(std::vector<StoredRow>& rows);

 private:
  // Beside the row of the same position.
  struct Said {
    v1::IdentifyWorkersRequest::Person person;  // empty: the row was rejected
    std::string organizer;
    std::optional<Statement> statement;
    bool still_there = false;  // OutcomeRow::still_there
    bool answered = true;      // false: it says nothing but what a call list may have filled in
    std::optional<NamedOutcome> named;
  };
  // What the placement role has, by worker; of a record that others were merged into, theirs too.
  using OnRecord = absl::flat_hash_map<std::string, std::vector<v1::Outcome>>;

  void ReadOutcome(const intake::FieldTexts& texts, StoredRow& row, Said& said,
                   runtime::FieldChecks& checks) const;
  void ReadSurvey(const intake::FieldTexts& texts, StoredRow& row, Said& said,
                  runtime::FieldChecks& checks) const;
  static void CheckPerson(const v1::IdentifyWorkersRequest::Person& person,
                          runtime::FieldChecks& checks);
  absl::Status FindPersons(std::vector<StoredRow>& rows);
  // Of rows that name an outcome and nobody: whose it is.
  absl::Status FindByOutcome(std::vector<StoredRow>& rows);
  void FindOrganizers(std::vector<StoredRow>& rows);
  // Rejects a bare yes to anything but whether somebody is away still.
  void CheckStillThere(std::vector<StoredRow>& rows) const;
  // The outcomes that rows name.
  absl::Status FindNamedOutcomes(std::vector<StoredRow>& rows, const OnRecord& on_record);
  // nullopt: the caller sees none of that name.
  absl::StatusOr<std::optional<v1::Outcome>> GetOutcome(const std::string& name) const;
  // Of a row that nobody has answered: false where it only bears what the list had filled in.
  bool IsAnswered(const StoredRow& row, const Said& said, const OnRecord& on_record) const;
  // Takes out of the row, from `begin` on, what a call list had filled in.
  static void KeepAnswers(const std::optional<NamedOutcome>& named, size_t begin,
                          std::vector<StoredRow>& rows);
  void AddStated(const StoredRow& row, Statement statement, absl::Span<const v1::Outcome> on_record,
                 std::vector<StoredRow>& out) const;
  // Of those whose whereabouts are stated, and of whom rows name an outcome.
  absl::StatusOr<OnRecord> FindOnRecord(const std::vector<StoredRow>& rows) const;
  // `lenient`: of workers whom nobody has looked for yet. Where one of them is not the sender's,
  // they are left out.
  absl::Status AskOutcomes(std::vector<std::string> workers, bool lenient,
                           OnRecord& on_record) const;
  bool IsOfThisSurvey(const v1::Outcome& outcome) const;

  const ImportJob& job_;
  const v1::Import::Spec spec_;
  const absl::CivilDay as_of_;
  const OutcomeRowReader outcomes_;
  const std::unique_ptr<const intake::SurveyReader> survey_;  // of a SURVEY
  std::string principal_id_;
  OrganizerNames organizers_;
  std::vector<Said> said_;
  absl::flat_hash_map<std::string, int64_t> line_of_;  // SURVEY: of each person told of
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_PEOPLE_ROWS_H_

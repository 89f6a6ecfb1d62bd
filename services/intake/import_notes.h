#ifndef LAOWU_SERVICES_INTAKE_IMPORT_NOTES_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_NOTES_H_

// What is to be said of a whole file once it is read: how often each warning stands, what was
// passed over, and that nearly all rows are wrong in one way, which is a wrong file and not wrong
// rows. One thread's.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "intake/table/column_map.h"
#include "intake/table/table_file.h"
#include "laowu/v1/intake_service.pb.h"

namespace laowu::intake_role {

// Whether a warning is told once a file, with the number of rows, and not at each of them: most
// postings do not say how many people are wanted, and what stands on nearly every row hides the
// rest.
bool IsOfFile(const v1::Warning& warning);

class ImportNotes {
 public:
  void Count(const v1::ImportRow& row);
  // The warnings alone of a row that stands in no line of the file.
  void CountWarnings(const v1::ImportRow& row);
  // A row that was counted as `before` came to something else: other warnings, another result.
  void CountAgain(const v1::ImportRow& before, const v1::ImportRow& after);
  // A warning of the owner's that is told of the file alone: its rows do not bear it (TakeAnswer).
  void CountOfFile(const v1::ImportRow& row, const v1::Warning& warning);
  // Rows that were passed over as no records.
  void CountTotalRows(int count) { total_row_count_ += count; }
  void CountUnfilledRows(int count) { unfilled_row_count_ += count; }

  // A SNAPSHOT of a source that has named no vacancy yet, beside those of `known` that have.
  void NoteNewSource(const std::string& source, const std::vector<std::string>& known);

  // A SNAPSHOT with a row of which not even the vacancy is known.
  void NoteNothingClosed();
  // What is doubtful about the columns (intake/table/column_map.h), and which hold figures that
  // nobody reads.
  void NoteColumns(const std::vector<intake::ColumnMeaning>& columns);
  // Vacancies in sheets that are named after months, read as one table.
  void NoteMonths();

  // In order of reason. `file`: read to its end.
  void Fill(const intake::TableFile& file, v1::Import& import);

 private:
  // By field and what is wrong.
  using Rejection = std::pair<std::string, std::string>;
  // Why the row is rejected; none: it is not.
  static std::set<Rejection> RejectionsOf(const v1::ImportRow& row);
  void CountWarning(const v1::ImportRow& row, const v1::Warning& warning);
  void CountRejections(const v1::ImportRow& row);
  void Note(const std::string& reason, int64_t row_count, std::string message);
  void NoteRejections();
  void NoteFile(const intake::TableFile& file);

  int64_t row_count_ = 0;
  int64_t total_row_count_ = 0;     // passed over
  int64_t unfilled_row_count_ = 0;  // passed over
  std::map<std::string, v1::Import::WarningCount> warnings_;
  std::map<Rejection, int64_t> rejections_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_NOTES_H_

#ifndef LAOWU_REFERENCE_MARGINALS_H_
#define LAOWU_REFERENCE_MARGINALS_H_

// Published figures on rural migrant workers: what a generator of made-up workers and vacancies
// draws from, and what pay is held against for plausibility. Each with its year and source.
// Compiled in from data/migrants. Thread-safe: constant after the first call of Get().

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace laowu::reference {

struct Marginal {
  absl::string_view measure;  // "age_share"
  absl::string_view item;     // "41-50"
  int year;
  int value;               // in `unit`, whole: the same draw on every machine
  absl::string_view unit;  // permille, yuan, tenth_year, person
  absl::string_view kind;  // published, derived (computed from such), reported, assumed (ours)
  absl::string_view source;
};

class Marginals {
 public:
  static const Marginals& Get();

  // From the table of data/migrants. INVALID_ARGUMENT if it is out of form, a measure and item
  // stand twice, rows of a measure stand apart, or the shares of a measure ("…_share…") are not
  // 1,000 permille together. The text must outlive the result. Get() uses it on the embedded table.
  static absl::StatusOr<Marginals> Parse(absl::string_view text);

  // Rows of a measure in order of the table; empty if there is none.
  std::vector<Marginal> Of(absl::string_view measure) const;
  // One row; nullptr if there is none.
  const Marginal* Find(absl::string_view measure, absl::string_view item) const;

  const std::vector<Marginal>& all() const { return all_; }
  absl::string_view edition() const { return edition_; }

 private:
  Marginals() = default;
  absl::Status Check() const;

  // Constant after construction.
  absl::string_view edition_;
  std::vector<Marginal> all_;
};

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_MARGINALS_H_

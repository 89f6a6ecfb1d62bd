#ifndef LAOWU_INTAKE_SKILL_SKILL_CLAUSES_H_
#define LAOWU_INTAKE_SKILL_SKILL_CLAUSES_H_

// The clauses of a statement, which the marks of a list ("、") part: what 优先 or 3年 speaks of
// ends there. Marks are looked for once, and what a clause says is read once, however many names
// it holds. For SkillReader only.

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/occupation/lexicon.h"

namespace laowu::intake {

struct ClauseSpan {
  std::size_t begin;
  std::size_t end;

  bool operator==(const ClauseSpan& other) const = default;
};

// Thread-safe.
class SkillClauses {
 public:
  explicit SkillClauses(absl::string_view statement);

  // From behind the last mark before the name to the first behind it, or the statement's ends.
  ClauseSpan Around(const Lexicon::Hit& hit) const;

 private:
  std::size_t size_;
  std::vector<std::size_t> marks_;  // where each begins, in order
};

// What a clause says of each skill that it names.
struct SaidOfClause {
  ClauseSpan clause;
  int level;         // ReadSkillLevel
  int months;        // MonthsSaid
  bool names_alone;  // names and what is said of them are all there is; of a posting only
};

// The same of the clauses of a statement. Not thread-safe.
class SaidOfClauses {
 public:
  // `statement` and `hits` must outlive this.
  SaidOfClauses(absl::string_view statement, const std::vector<Lexicon::Hit>& hits,
                bool of_a_person);

  // Valid until the next call.
  const SaidOfClause& Of(const Lexicon::Hit& hit);

 private:
  absl::string_view statement_;
  const std::vector<Lexicon::Hit>& hits_;
  bool of_a_person_;
  SkillClauses clauses_;
  std::optional<SaidOfClause> last_;
};

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_CLAUSES_H_

#ifndef LAOWU_SERVICES_MATCH_EMPLOYER_TABLE_H_
#define LAOWU_SERVICES_MATCH_EMPLOYER_TABLE_H_

// Employers, which of them are one under several names, and their blocks. What is recorded of one
// name holds for all names of that employer. Thread-compatible.

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "matcher/dictionary.h"
#include "matcher/types.h"

namespace laowu::match {

class EmployerTable {
 public:
  using Number = matcher::CodeNumber;

  // Each answers the names, by number, whose blocks may now be others.
  std::vector<Number> Put(const v1::Employer& employer);
  std::vector<Number> Remove(const std::string& name);
  // As WorkerTable's: a feed begins anew.
  void Mark();
  std::vector<Number> DropMarked();

  // The number of a name; given on first use and never taken back.
  Number NumberOf(const std::string& name) { return names_.Intern(name); }
  // kUnknownCode if it has none.
  Number Find(absl::string_view name) const { return names_.Find(name); }
  const std::string& Name(Number number) const { return names_.Text(number); }
  Number end() const { return names_.end(); }

  // The name that stands for this one; itself if none does.
  Number CanonicalOf(Number number) const;
  // All names of the same employer, this one included.
  std::vector<Number> NamesOf(Number number) const;
  // The blocks of all names of the employer, each once; at most matcher::kMaxEmployerBlocks, those
  // that end last. kUnknownCode: none.
  std::vector<matcher::DateInterval> BlocksOf(Number number) const;

 private:
  struct Employer {
    Number alias_of = matcher::kNoCode;
    std::vector<matcher::DateInterval> blocks;
    bool marked = false;
  };
  std::vector<Number> Replace(Number number, Employer employer, bool keep);

  matcher::Dictionary names_;
  // Only those of which there is something to say.
  absl::flat_hash_map<Number, Employer> employers_;
  absl::flat_hash_map<Number, std::vector<Number>> aliases_;  // of whom the names are aliases
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_EMPLOYER_TABLE_H_

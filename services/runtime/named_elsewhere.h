#ifndef LAOWU_SERVICES_RUNTIME_NAMED_ELSEWHERE_H_
#define LAOWU_SERVICES_RUNTIME_NAMED_ELSEWHERE_H_

// What the records of one store name in others, and whether it is there: for who reads stopped
// stores or their copies. Stores that are each good and were not restored to one moment do not fit
// together, and only this shows it (placement/held_names.h says it of a system that runs).

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "storage/store.h"
#include "storage/tables.h"

namespace laowu::runtime {

// Shown all records of the stores that belong together, in any order. Keeps eight bytes a name, so
// that it may take one that is not there for one that is, about once in ten million cities. Not
// thread-safe.
class NamedElsewhere {
 public:
  // Before the records of a role's store.
  void Begin(absl::string_view role) { roles_.emplace(role); }
  void Add(storage::Table table, const storage::Record& record);

  // A line for each kind of record that is named and not there, of the roles that were shown.
  std::vector<std::string> Missing() const;

 private:
  using Names = absl::flat_hash_set<std::size_t>;

  std::set<std::string, std::less<>> roles_;
  Names workers_;
  Names vacancies_;
  Names named_workers_;
  Names named_vacancies_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_NAMED_ELSEWHERE_H_

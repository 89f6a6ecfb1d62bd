#include "services/runtime/named_elsewhere.h"

#include <algorithm>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "storage/key.h"

namespace laowu::runtime {
namespace {

using storage::Table;

std::size_t HashOf(absl::string_view name) { return absl::Hash<absl::string_view>{}(name); }

// The next text of a key; empty: there is none.
std::string TakeText(absl::string_view* key) {
  std::string text;
  return storage::ConsumeText(key, &text).ok() ? text : std::string();
}

}  // namespace

void NamedElsewhere::Add(Table table, const storage::Record& record) {
  absl::string_view key = record.key;
  switch (table) {
    case Table::kWorkers:
      workers_.insert(HashOf(absl::StrCat("workers/", TakeText(&key))));
      break;
    case Table::kVacancies: {
      const std::string office = TakeText(&key);
      vacancies_.insert(HashOf(absl::StrCat("offices/", office, "/vacancies/", TakeText(&key))));
      break;
    }
    case Table::kOutcomesByWorker:
    case Table::kPlacementsByWorker:
      named_workers_.insert(HashOf(TakeText(&key)));
      break;
    case Table::kPlacementsByVacancy:
      named_vacancies_.insert(HashOf(TakeText(&key)));
      break;
    default:
      break;
  }
}

std::vector<std::string> NamedElsewhere::Missing() const {
  std::vector<std::string> lines;
  const auto look = [&](absl::string_view owner, absl::string_view what, const Names& named,
                        const Names& there) {
    if (roles_.find(owner) == roles_.end()) return;
    const auto count = std::count_if(named.begin(), named.end(),
                                     [&](std::size_t name) { return !there.contains(name); });
    if (count > 0) {
      lines.push_back(
          absl::StrCat("placement names ", count, " ", what, " that ", owner, " does not have"));
    }
  };
  look("worker", "workers", named_workers_, workers_);
  look("vacancy", "vacancies", named_vacancies_, vacancies_);
  return lines;
}

}  // namespace laowu::runtime

#include "ratio/persons.h"

namespace laowu::ratio {

Person Gather(const Entries& entries, absl::Span<const std::int32_t> workers) {
  Person person;
  person.workers.assign(workers.begin(), workers.end());
  for (const std::int32_t worker : workers) {
    const WorkerEntries& of = entries.workers()[static_cast<std::size_t>(worker)];
    for (const OutcomeRow& row : of.outcomes) person.rows.push_back(&row);
    if (workers.size() > 1) {
      person.merged_facts.insert(person.merged_facts.end(), of.facts.begin(), of.facts.end());
    } else {
      person.facts = of.facts;
    }
  }
  // A moved vector keeps its buffer, so that the span stays good when the person is returned.
  if (workers.size() > 1) person.facts = person.merged_facts;
  return person;
}

}  // namespace laowu::ratio

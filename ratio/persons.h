#ifndef LAOWU_RATIO_PERSONS_H_
#define LAOWU_RATIO_PERSONS_H_

// From records to persons: one record mostly, several where they were merged as known at T (rule
// 8). Pure; a Person points into the entries it was gathered from.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "ratio/entries.h"

namespace laowu::ratio {

// Everything known of one person, under all its names.
struct Person {
  absl::InlinedVector<std::int32_t, 2> workers;  // indexes of Entries, in order of name
  absl::InlinedVector<const OutcomeRow*, 24> rows;
  std::vector<FactRow> merged_facts;  // of several names
  absl::Span<const FactRow> facts;
};

Person Gather(const Entries& entries, absl::Span<const std::int32_t> workers);

// Calls `visit(person)` for the person that the record `worker` is of, or for all persons of the
// group of records that it was ever merged with.
template <typename Visit>
void ForPersonsAround(const Entries& entries, std::int32_t worker, KnownAt known_at, Visit visit) {
  const std::int32_t group = entries.workers()[static_cast<std::size_t>(worker)].group;
  if (group < 0) return visit(Gather(entries, absl::MakeConstSpan(&worker, 1)));
  for (const std::vector<std::int32_t>& workers : entries.PersonsOf(group, known_at)) {
    visit(Gather(entries, workers));
  }
}

// Brings into the cache what is about to be asked for: the rows of a life, which lie anywhere in
// memory. Waiting for them one after the other took a third of a pass over a city (bench_ratio).
inline void PrefetchRows(absl::Span<const WorkerEntries> workers, std::size_t at, std::size_t end) {
  constexpr std::size_t kAhead = 3;
  constexpr std::size_t kLine = 64;
  constexpr std::size_t kMostBytes = 4096;
  if (at + kAhead >= end) return;
  const WorkerEntries& later = workers[at + kAhead];
  __builtin_prefetch(later.facts.data());
  const auto* const bytes = reinterpret_cast<const char*>(later.outcomes.data());
  const std::size_t size = std::min(later.outcomes.size() * sizeof(OutcomeRow), kMostBytes);
  for (std::size_t i = 0; i < size; i += kLine) __builtin_prefetch(bytes + i);
}

// Calls `visit(person)` once for each person with outcomes whose first record is among those with
// indexes from `begin` to before `end`.
template <typename Visit>
void ForPersonsAmong(const Entries& entries, std::int32_t begin, std::int32_t end, KnownAt known_at,
                     Visit visit) {
  const absl::Span<const WorkerEntries> all = entries.workers();
  for (std::int32_t i = begin; i < end; ++i) {
    PrefetchRows(all, static_cast<std::size_t>(i), static_cast<std::size_t>(end));
    const WorkerEntries& worker = all[static_cast<std::size_t>(i)];
    if (worker.group < 0 && worker.outcomes.empty()) continue;
    if (worker.group >= 0 && entries.group(worker.group)[0] != i) continue;  // had its turn
    ForPersonsAround(entries, i, known_at, [&](const Person& person) {
      if (!person.rows.empty()) visit(person);
    });
  }
}

// For each of all persons with outcomes.
template <typename Visit>
void ForEachPerson(const Entries& entries, KnownAt known_at, Visit visit) {
  ForPersonsAmong(entries, 0, static_cast<std::int32_t>(entries.workers().size()), known_at, visit);
}

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PERSONS_H_

#include "ratio/placed_jobs.h"

#include <algorithm>

#include "ratio/persons.h"
#include "ratio/spells.h"
#include "ratio/worker_history.h"

namespace laowu::ratio {
namespace {

// The same arrival may have been told by another record, without the placement (rule 8).
bool IsOf(TextId placement, const Job& job) {
  const auto names_it = [placement](const auto& told) { return told.row->placement == placement; };
  return job.row->placement == placement ||
         std::any_of(job.supports.begin(), job.supports.end(), names_it) ||
         std::any_of(job.said.begin(), job.said.end(), names_it);
}

}  // namespace

std::optional<PlacedJob> FindPlacedJob(const Entries& entries, std::int32_t worker,
                                       absl::string_view placement, KnownAt known_at, int rules) {
  const TextId wanted = entries.texts().Find(placement);
  if (wanted <= kNoText) return std::nullopt;
  std::optional<PlacedJob> found;
  ForPersonsAround(entries, worker, known_at, [&](const Person& person) {
    const auto& records = person.workers;
    if (std::find(records.begin(), records.end(), worker) == records.end()) return;
    const Timeline timeline = DeriveTimeline(person.rows, known_at, rules);
    const auto job =
        std::find_if(timeline.jobs.begin(), timeline.jobs.end(),
                     [wanted](const Job& one) { return !one.local && IsOf(wanted, one); });
    if (job == timeline.jobs.end()) return;
    const DayNumber died = WorkerHistory(person.facts, known_at).died_day();
    const DayNumber end = died == kNoDay ? job->end : std::min(job->end, died + 1);
    found = PlacedJob{CivilDayOf(job->start), std::nullopt};
    if (end != kFarDay) found->end = CivilDayOf(end);
  });
  return found;
}

}  // namespace laowu::ratio

#ifndef LAOWU_RATIO_PLACED_JOBS_H_
#define LAOWU_RATIO_PLACED_JOBS_H_

// The job that a placement led to, by the outcomes: how long an office's people stayed. It ends as
// any job does in a figure (ratio.md rules 2 to 4), on the first day no longer held; with the
// person's death on the day after.
//
// Pure; thread-safe as long as nobody changes the entries.

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "ratio/entries.h"
#include "ratio/ratio_book.h"

namespace laowu::ratio {

// Of the person that the record `worker` is of, by version `rules`; the first of several. nullopt:
// by what is known no job was begun by that placement.
std::optional<PlacedJob> FindPlacedJob(const Entries& entries, std::int32_t worker,
                                       absl::string_view placement, KnownAt known_at, int rules);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_PLACED_JOBS_H_

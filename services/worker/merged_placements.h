#ifndef LAOWU_SERVICES_WORKER_MERGED_PLACEMENTS_H_
#define LAOWU_SERVICES_WORKER_MERGED_PLACEMENTS_H_

// What a merger of two records does to their placements (ratio.md rule 8): of one person one binds,
// and a proposal of the record that was merged cannot be accepted. Nothing is moved or ended by it,
// so whoever merges is told. Pure.

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/add_warning.h"

namespace laowu::worker {

// Of `placements` that are PROPOSED, ACCEPTED or STARTED, of whichever records of the person, one
// possibly twice; the record `standing` stands for all. WORKER_COMMITTED: several bind the person;
// or one of another record does, and a proposal of `standing` cannot be accepted for it.
// RECORD_MERGED: a proposal of another record.
void WarnOfMergedPlacements(absl::Span<const v1::Placement> placements, absl::string_view standing,
                            runtime::Warnings* warnings);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_MERGED_PLACEMENTS_H_

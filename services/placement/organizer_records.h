#ifndef LAOWU_SERVICES_PLACEMENT_ORGANIZER_RECORDS_H_
#define LAOWU_SERVICES_PLACEMENT_ORGANIZER_RECORDS_H_

// Organisers are kept as append-only facts; the first one, under a fixed id, makes the organiser,
// and reading folds them all.

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "storage/store.h"

namespace laowu::placement {

// No value: there is none. `*version`, if given, becomes that of its newest fact, which its etag is
// of.
absl::StatusOr<std::optional<v1::Organizer>> LoadOrganizer(const storage::Reader& reader,
                                                           absl::string_view organizer_name,
                                                           storage::Sequence* version = nullptr);
// The fact that makes an organiser; the batch requires that there is none of that name.
void PlanFirstFact(absl::string_view organizer_name, const v1::Organizer& organizer,
                   const internal::v1::Provenance& provenance, storage::Batch& batch);
// A later one; the batch requires that there is none under that id.
void PlanFact(absl::string_view organizer_name, absl::string_view fact_id,
              const v1::Organizer& fact, const internal::v1::Provenance& provenance,
              storage::Batch& batch);
absl::StatusOr<std::optional<internal::v1::Provenance>> FindFact(const storage::Reader& reader,
                                                                 absl::string_view organizer_name,
                                                                 absl::string_view fact_id);

// organizers/{organizer} of a fact's key.
absl::StatusOr<std::string> OrganizerOfFactKey(absl::string_view key);
bool IsFirstFact(absl::string_view key);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_ORGANIZER_RECORDS_H_

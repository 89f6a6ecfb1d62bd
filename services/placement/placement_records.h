#ifndef LAOWU_SERVICES_PLACEMENT_PLACEMENT_RECORDS_H_
#define LAOWU_SERVICES_PLACEMENT_PLACEMENT_RECORDS_H_

// Keys, stored form and indexes of placements, and of what a placement takes: openings of its
// vacancy, room among its worker's proposals. Load... reads, Plan... fills a batch that requires
// what was loaded.

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/placement_service.pb.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::placement {

using LoadedPlacement = runtime::Loaded<internal::v1::StoredPlacement>;
using LoadedFill = runtime::Loaded<internal::v1::StoredVacancyFill>;

// What stands open for one worker. Every change of the worker's placements or outcomes goes through
// PlanOpenWork, which requires the version read here: load it before the outcomes. What others
// attest of the outcomes touches it (TouchOpenWork).
struct OpenWork {
  std::string worker;  // workers/{worker}
  std::optional<runtime::Loaded<internal::v1::StoredLivePlacements>> live;
  std::optional<runtime::Loaded<internal::v1::StoredWorkerState>> state;

  internal::v1::StoredLivePlacements live_now() const;
  internal::v1::StoredWorkerState stored_now() const;
  v1::WorkerState state_now() const;
};

// Keys, without the table. Names are whole: placements/{placement}, workers/{worker}.
std::string PlacementKey(absl::string_view placement_name);
std::string LivePlacementKey(absl::string_view worker_name);
std::string WorkerStateKey(absl::string_view worker_name);
std::string VacancyFillKey(absl::string_view vacancy_name);

// No value: there is none. DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<LoadedPlacement>> LoadPlacement(const storage::Reader& reader,
                                                             absl::string_view placement_name);
absl::StatusOr<std::optional<LoadedFill>> LoadFill(const storage::Reader& reader,
                                                   absl::string_view vacancy_name);
absl::StatusOr<OpenWork> LoadOpenWork(const storage::Reader& reader, absl::string_view worker_name);

// The person's records (ratio.md rule 8): `own` first, then those merged into any of them and, with
// `above`, those that they are merged into.
absl::StatusOr<std::vector<OpenWork>> LoadRecordsOfPerson(const storage::Reader& reader,
                                                          const OpenWork& own, bool above);

// Proposals for the vacancy that nobody has answered, those whose time is over and are not yet
// swept away included, as they are in the fill.
absl::StatusOr<int64_t> CountProposals(const storage::Reader& reader,
                                       absl::string_view vacancy_name);

// By whom openings of the vacancy are taken. Reads its placements until `most` are counted: for who
// is to be told why there is no opening.
struct OpeningsTaken {
  int proposed = 0;  // PROPOSED, also if its time is over and nobody has swept it away
  int bound = 0;     // ACCEPTED or STARTED
  int gone = 0;      // ENDED after somebody came by it
};
absl::StatusOr<OpeningsTaken> CountTaken(const storage::Reader& reader,
                                         absl::string_view vacancy_name, int most);

// Names of proposals for the vacancy whose time was over at `now`, at most `most`.
absl::StatusOr<std::vector<std::string>> FindOverdueProposals(const storage::Reader& reader,
                                                              absl::string_view vacancy_name,
                                                              absl::Time now, int most);

// The index that a list reads, of the four that fit it the shortest: worker, vacancy, office,
// division. Its keys end with the placement's name.
struct PlacementIndex {
  storage::Table table;
  storage::KeyRange range;
};
PlacementIndex IndexOf(const v1::ListPlacementsRequest& request);

// Entries of two indexes, in order of time: who is due comes first. The next
// ones are asked for with the last key.
struct Due {
  std::string key;
  std::string name;  // placements/… or workers/…
};
// Proposals whose time was over at `now`.
absl::StatusOr<std::vector<Due>> FindDueProposals(const storage::Reader& reader, absl::Time now,
                                                  absl::string_view after_key, int most);
// Workers whose look_date lies before `today`.
absl::StatusOr<std::vector<Due>> FindDueStates(const storage::Reader& reader, absl::CivilDay today,
                                               absl::string_view after_key, int most);

// The distinct texts that begin the keys of an index (kOutcomesByWorker, kPlacementsByWorker: whose
// they are; kPlacementsByVacancy: of which), ascending, after `after`, at most `most`.
absl::StatusOr<std::vector<std::string>> FindNames(const storage::Reader& reader,
                                                   storage::Table index, absl::string_view after,
                                                   int most);
// How many entries of the index begin with `name`.
absl::StatusOr<int64_t> CountEntries(const storage::Reader& reader, storage::Table index,
                                     absl::string_view name);

// The record and its indexes: by vacancy, office, worker, division, and by expiry while PROPOSED.
void PlanPlacement(absl::string_view placement_name, const std::optional<LoadedPlacement>& old,
                   const internal::v1::StoredPlacement& placement, storage::Batch& batch);
// The vacancy's taken openings, changed by `change`; never below zero. By 0, whoever has loaded
// them plans anew.
void PlanFill(absl::string_view vacancy_name, const std::optional<LoadedFill>& old, int change,
              storage::Batch& batch);
// What stands open for the worker from now on; the state, and its place in the order of lapses, are
// written only if they changed.
void PlanOpenWork(const OpenWork& old, const internal::v1::StoredLivePlacements& live,
                  internal::v1::StoredWorkerState stored, storage::Batch& batch);

// Requires that nothing of a worker's open work has changed since it was loaded.
void RequireOpenWork(const OpenWork& loaded, storage::Batch& batch);
// And writes it anew as it is: whoever has loaded it plans anew. For what is not kept in it, and
// must be seen by who changes it: an attestation of one of the worker's outcomes.
void TouchOpenWork(const OpenWork& loaded, storage::Batch& batch);

// Takes the placement out of what stands open, and puts it where it stands in `placement`'s state.
void MoveLive(absl::string_view placement_name, const v1::Placement& placement,
              internal::v1::StoredLivePlacements& live);

// Records as the API shows them: names, etags, times, the state at `now`.
absl::StatusOr<v1::Placement> ToPlacement(const storage::Record& record, absl::Time now);
// Into an empty message, which may live on an arena.
absl::Status ParseWorkerState(const storage::Record& record, v1::WorkerState* state);
absl::StatusOr<v1::VacancyFill> ToVacancyFill(const storage::Record& record);

}  // namespace laowu::placement

#endif  // LAOWU_SERVICES_PLACEMENT_PLACEMENT_RECORDS_H_

#ifndef LAOWU_TESTS_SIMULATION_SIM_WORLD_H_
#define LAOWU_TESTS_SIMULATION_SIM_WORLD_H_

// The truth of a simulation: three owners' stores in memory under one clock, and the random things
// that happen to them. The same seed and steps make the same truth, byte for byte but for the ids
// of the stores.

#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "intake/generate/draw.h"
#include "storage/store.h"
#include "tests/model/random_lives.h"

namespace laowu::simulation {

enum class Owner { kVacancy = 0, kWorker = 1, kPlacement = 2 };
inline constexpr int kOwnerCount = 3;

class SimWorld {
 public:
  explicit SimWorld(unsigned seed);

  storage::Store& store(Owner owner) { return *owners_[static_cast<size_t>(owner)].store; }
  // As the owners' clock has it, which is set back at times; and as a clock that never is.
  absl::Time now() const { return now_; }
  absl::Time latest() const { return latest_; }

  // One thing that may happen: records are written or deleted, changes truncated, a store restored
  // from an earlier state, the clock moved (at times back).
  void Step(intake::Draw& draw);
  // The same of one store, but that it is not restored, which takes its role down.
  void StepOf(Owner owner, intake::Draw& draw);

  // What the figures are to be counted from: all facts, outcomes, attestations and organisers of
  // the stores.
  ratio::Told Told();

 private:
  struct OwnedStore {
    std::unique_ptr<storage::Store> store;
    std::vector<storage::Batch> history;  // what was committed, from the start
  };
  void Commit(Owner owner, const storage::Batch& batch);
  void Truncate(Owner owner, intake::Draw& draw);
  void Restore(Owner owner, intake::Draw& draw);
  void MoveClock(intake::Draw& draw);
  void WriteVacancies(intake::Draw& draw);
  void WriteWorkers(intake::Draw& draw);
  void WritePlacements(intake::Draw& draw);
  void AddFact(intake::Draw& draw, storage::Batch& batch);
  void AddOutcome(intake::Draw& draw, storage::Batch& batch);
  void AddAttestation(intake::Draw& draw, storage::Batch& batch);
  void AddOrganizer(intake::Draw& draw, storage::Batch& batch);
  // A date that has come, as the door of the placement role demands.
  bool HasCome(absl::CivilDay day) const;

  absl::Time now_;
  absl::Time latest_;
  std::vector<OwnedStore> owners_;
  ratio::Told lives_;  // what may be told, entry by entry, in any order
};

}  // namespace laowu::simulation

#endif  // LAOWU_TESTS_SIMULATION_SIM_WORLD_H_

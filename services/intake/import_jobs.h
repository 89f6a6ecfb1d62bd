#ifndef LAOWU_SERVICES_INTAKE_IMPORT_JOBS_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_JOBS_H_

// The threads that do the background steps of imports: a fixed few, one step at a time of an office
// or division. What is due stands in the store, so that after a restart each goes on where it was.
// And one thread that erases what has been kept for 90 days.

#include <deque>
#include <string>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "intake/vacancy_reader.h"
#include "intake/worker_reader.h"
#include "services/intake/reader_cache.h"
#include "services/runtime/role.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::intake_role {

// Thread-safe. All that it is made of outlives it.
class ImportJobs {
 public:
  static constexpr int kThreads = 2;

  ImportJobs(const runtime::Environment& environment, storage::Store& store,
             ReaderCache<intake::VacancyReader>& vacancy_readers,
             ReaderCache<intake::WorkerReader>& worker_readers);
  ~ImportJobs();  // as Stop()
  ImportJobs(const ImportJobs&) = delete;
  ImportJobs& operator=(const ImportJobs&) = delete;

  // Takes up what is under way in the store. Once.
  absl::Status Start();
  // Each step stops after the rows at hand. Harmless the second time, and without Start.
  void Stop();

  // A step of the import is due.
  void Add(const std::string& import_id, const std::string& parent);

  // Erases files, rows and receipts that have been kept to `now`; how many imports and files.
  absl::StatusOr<int> SweepOnce(absl::Time now);

 private:
  struct Due {
    std::string import_id;
    std::string parent;
  };

  void Work();
  void RunStep(const Due& due);
  // FAILED, with why; what can be told to the sender.
  void NoteFailure(const std::string& import_id, const absl::Status& failure);
  void Sweep();
  absl::StatusOr<int> SweepImports(absl::Time now);
  absl::StatusOr<int> SweepFiles(absl::Time now);
  bool stopping() const;
  bool Wait(absl::Duration time);  // false at once when stopping

  const runtime::Environment& environment_;
  storage::Store& store_;
  ReaderCache<intake::VacancyReader>& vacancy_readers_;
  ReaderCache<intake::WorkerReader>& worker_readers_;

  mutable storage::Mutex mutex_;
  storage::CondVar changed_;
  std::deque<Due> due_ LAOWU_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> busy_parents_ LAOWU_GUARDED_BY(mutex_);
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_JOBS_H_

#ifndef LAOWU_SERVICES_INTAKE_IMPORT_JOBS_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_JOBS_H_

// The threads that do the background steps of imports: a fixed few, one step at a time of an office
// or division. What is due stands in the store, so that after a restart each goes on where it was.
// A few more write receipts, which are due as long as somebody asks: never beside a step of the
// same import, which goes first. And one thread erases what has been kept for 90 days, beside
// neither of the two: an import that is at work then is erased the next time.

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "services/intake/import_receipt.h"
#include "services/intake/reader_cache.h"
#include "services/runtime/role.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::intake_role {

// Thread-safe. All that it is made of outlives it.
class ImportJobs {
 public:
  static constexpr int kThreads = 2;
  static constexpr int kReceiptThreads = 2;
  // So many callers wait for receipts at once; others are told to ask again without waiting.
  static constexpr int kReceiptWaitersMost = 16;

  ImportJobs(const runtime::Environment& environment, storage::Store& store,
             ReaderCache<intake::VacancyReader>& vacancy_readers,
             ReaderCache<intake::WorkerReader>& worker_readers);
  ~ImportJobs();  // as Stop()
  ImportJobs(const ImportJobs&) = delete;
  ImportJobs& operator=(const ImportJobs&) = delete;

  // Takes up what is under way in the store. Also after Stop.
  absl::Status Start();
  // Each step stops after the rows at hand. Harmless the second time, and without Start.
  void Stop();

  // A step of the import is due.
  void Add(const std::string& import_id, const std::string& parent);

  // Waits until the receipt's file is whole; it is written once, however many ask. After `until`:
  // RESOURCE_EXHAUSTED, QUEUE_FULL with RetryInfo and how far it is, while the writing goes on.
  // Else why it could not be written; asking again tries again.
  absl::Status AwaitReceipt(const std::string& import_id, ReceiptForm form, absl::Time until);

  // Erases files, rows and receipts that have been kept to `now`, but for those of imports that a
  // step or a receipt is at work on; how many imports and files.
  absl::StatusOr<int> SweepOnce(absl::Time now);

 private:
  struct Due {
    std::string import_id;
    std::string parent;
  };

  // A receipt that is asked for, from then until it is written or has failed.
  using ReceiptKey = std::pair<std::string, ReceiptForm>;  // import id
  struct Receipt {
    std::atomic<int64_t> rows_done = 0;
    bool ended = false;  // guarded as the map is
    absl::Status status;
  };

  void Work();
  void RunStep(const Due& due);
  absl::Status DoStep(v1::Import::State state, ImportJob& job);
  void WorkReceipts();
  absl::Status NotWritten(const std::string& import_id, int64_t rows_done) const;
  // FAILED, with why; what can be told to the sender.
  void NoteFailure(const std::string& import_id, const absl::Status& failure);
  void Sweep();
  // Neither a step nor a receipt of the import is at work, nor begins until EndErasing; false: one
  // is.
  bool BeginErasing(const std::string& import_id);
  void EndErasing(const std::string& import_id);
  // `kept`: gets the files of the receipts that may be being written.
  absl::StatusOr<int> SweepImports(absl::Time now, absl::flat_hash_set<std::string>& kept);
  absl::StatusOr<int> SweepFiles(absl::Time now, const absl::flat_hash_set<std::string>& kept);
  bool stopping() const;
  bool Wait(absl::Duration time);  // false at once when stopping

  const runtime::Environment& environment_;
  const absl::Time made_;  // before anybody could send a file
  storage::Store& store_;
  ReaderCache<intake::VacancyReader>& vacancy_readers_;
  ReaderCache<intake::WorkerReader>& worker_readers_;

  mutable storage::Mutex mutex_;
  storage::CondVar changed_;
  std::deque<Due> due_ LAOWU_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> busy_parents_ LAOWU_GUARDED_BY(mutex_);
  absl::flat_hash_set<std::string> in_step_ LAOWU_GUARDED_BY(mutex_);  // or being erased
  std::deque<ReceiptKey> receipts_due_ LAOWU_GUARDED_BY(mutex_);
  std::map<ReceiptKey, std::shared_ptr<Receipt>> receipts_ LAOWU_GUARDED_BY(mutex_);
  absl::flat_hash_map<std::string, int> writing_counts_ LAOWU_GUARDED_BY(mutex_);  // by import
  int receipt_waiter_count_ LAOWU_GUARDED_BY(mutex_) = 0;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_JOBS_H_

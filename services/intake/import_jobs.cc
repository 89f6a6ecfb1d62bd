#include "services/intake/import_jobs.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/intake/import_job.h"
#include "services/intake/import_rules.h"
#include "services/intake/owner_calls.h"
#include "services/intake/stored_files.h"
#include "services/intake/uploads.h"
#include "services/runtime/errors.h"
#include "services/runtime/limits.h"
#include "services/runtime/log.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::intake_role {
namespace {

using storage::Table;
using v1::Import;

constexpr absl::Duration kSweepInterval = absl::Hours(1);
constexpr int kScanned = 200;
constexpr absl::Duration kReceiptRetryDelay = absl::Seconds(1);

absl::Time Deadline() { return absl::Now() + runtime::limits::kImportDeadline; }

// Whether the import has been kept long enough, and is not erased yet.
bool IsOver(const Import& import, absl::Time now) {
  return runtime::ToTime(import.expire_time()) <= now && !import.has_erase_time();
}

// Rows, file and receipts of an import, of which nothing is at work.
absl::Status EraseImport(storage::Store& store, const std::string& id, const LoadedImport& old,
                         absl::Time now) {
  LAOWU_RETURN_IF_ERROR(EraseRange(store, Table::kImportRows, RowRange(id), Deadline()));
  for (const std::string& file :
       {old.stored.import().spec().file(), old.stored.csv_receipt(), old.stored.xlsx_receipt()}) {
    if (file.empty()) continue;
    LAOWU_RETURN_IF_ERROR(EraseStoredFile(store, IdOf(file), Deadline()));
  }
  internal::v1::StoredImport stored = old.stored;
  *stored.mutable_import()->mutable_erase_time() = runtime::ToTimestamp(now);
  stored.clear_csv_receipt();
  stored.clear_xlsx_receipt();
  storage::Batch batch;
  PlanImport(id, old, stored, batch);
  return store.Commit(batch, Deadline()).status();
}

}  // namespace

ImportJobs::ImportJobs(const runtime::Environment& environment, storage::Store& store,
                       ReaderCache<intake::VacancyReader>& vacancy_readers,
                       ReaderCache<intake::WorkerReader>& worker_readers)
    : environment_(environment),
      made_(environment.clock()),
      store_(store),
      vacancy_readers_(vacancy_readers),
      worker_readers_(worker_readers) {}

ImportJobs::~ImportJobs() { Stop(); }

absl::Status ImportJobs::Start() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = false;
    due_.clear();
    receipts_due_.clear();
    receipts_.clear();
  }
  storage::KeyRange range;
  while (true) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store_.Scan(Table::kImports, range, kScanned));
    if (records.empty()) break;
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(const std::string id, IdOfImportKey(record.key));
      LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(store_, id));
      if (!loaded.has_value() || !IsUnderWay(loaded->stored.import().state())) continue;
      Add(id, loaded->stored.import().spec().parent());
    }
    range = storage::ContinueAfter(range, records.back().key);
  }
  for (int i = 0; i < kThreads; ++i) threads_.emplace_back([this] { Work(); });
  for (int i = 0; i < kReceiptThreads; ++i) threads_.emplace_back([this] { WorkReceipts(); });
  threads_.emplace_back([this] { Sweep(); });
  return absl::OkStatus();
}

void ImportJobs::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
  }
  changed_.NotifyAll();
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

bool ImportJobs::stopping() const {
  storage::MutexLock lock(mutex_);
  return stopping_;
}

bool ImportJobs::Wait(absl::Duration time) {
  const absl::Time until = absl::Now() + time;
  storage::MutexLock lock(mutex_);
  while (!stopping_ && absl::Now() < until) changed_.WaitUntil(mutex_, until);
  return !stopping_;
}

void ImportJobs::Add(const std::string& import_id, const std::string& parent) {
  {
    storage::MutexLock lock(mutex_);
    due_.push_back({import_id, parent});
  }
  changed_.NotifyAll();
}

void ImportJobs::Work() {
  while (true) {
    std::optional<Due> next;
    {
      storage::MutexLock lock(mutex_);
      while (!stopping_) {
        const auto free = std::find_if(due_.begin(), due_.end(), [&](const Due& due) {
          return !busy_parents_.contains(due.parent) && !in_step_.contains(due.import_id) &&
                 !writing_counts_.contains(due.import_id);
        });
        if (free != due_.end()) {
          next = *std::move(free);
          due_.erase(free);
          busy_parents_.insert(next->parent);
          in_step_.insert(next->import_id);
          break;
        }
        changed_.Wait(mutex_);
      }
      if (!next.has_value()) return;
    }
    RunStep(*next);
    {
      storage::MutexLock lock(mutex_);
      busy_parents_.erase(next->parent);
      in_step_.erase(next->import_id);
    }
    changed_.NotifyAll();
  }
}

void ImportJobs::RunStep(const Due& due) {
  const auto loaded = LoadImport(store_, due.import_id);
  if (!loaded.ok() || !loaded->has_value()) return;
  const Import::State state = (*loaded)->stored.import().state();
  if (!IsUnderWay(state)) return;
  const OwnerCalls owners(environment_, (*loaded)->stored.provenance().recorded_by(),
                          [this](absl::Duration time) { return Wait(time); });
  ImportJob job{environment_,
                store_,
                owners,
                vacancy_readers_,
                worker_readers_,
                due.import_id,
                [this] { return stopping(); },
                absl::Now()};
  const absl::Time begun = absl::Now();
  const absl::Status status = DoStep(state, job);
  if (absl::IsCancelled(status)) return;  // by its sender, or it goes on after the next start
  if (!status.ok()) NoteFailure(due.import_id, status);
  runtime::Log(status.ok() ? runtime::LogLevel::kInfo : runtime::LogLevel::kWarning,
               status.ok() ? "import step done" : "import step failed",
               {{"import", job.name()},
                {"step", Import::State_Name(state)},
                {"rows_done", absl::StrCat(job.rows_done_here)},
                {"seconds", absl::StrCat(absl::ToInt64Seconds(absl::Now() - begun))},
                {"code", absl::StatusCodeToString(status.code())}});
}

absl::Status ImportJobs::DoStep(Import::State state, ImportJob& job) {
  LAOWU_RETURN_IF_ERROR(DropReceipts(job));
  if (state == Import::READING) return ReadImport(job);
  return state == Import::RUNNING ? RunImport(job) : UndoImport(job);
}

absl::Status ImportJobs::AwaitReceipt(const std::string& import_id, ReceiptForm form,
                                      absl::Time until) {
  std::shared_ptr<Receipt> receipt;
  {
    storage::MutexLock lock(mutex_);
    if (stopping_) return runtime::Stopping();
    const auto [asked, is_first] = receipts_.try_emplace({import_id, form});
    if (is_first) {
      asked->second = std::make_shared<Receipt>();
      receipts_due_.push_back(asked->first);
      changed_.NotifyAll();
    }
    receipt = asked->second;
    if (receipt_waiter_count_ < kReceiptWaitersMost) {
      ++receipt_waiter_count_;
      while (!stopping_ && !receipt->ended && absl::Now() < until) {
        changed_.WaitUntil(mutex_, until);
      }
      --receipt_waiter_count_;
    }
    if (receipt->ended) return receipt->status;
    if (stopping_) return runtime::Stopping();
  }
  return NotWritten(import_id, receipt->rows_done);
}

absl::Status ImportJobs::NotWritten(const std::string& import_id, int64_t rows_done) const {
  LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadImport(store_, import_id));
  const int64_t row_count = loaded.has_value() ? loaded->stored.import().row_count() : 0;
  const int64_t percent = 100 * rows_done / std::max<int64_t>(1, row_count);
  return runtime::WithRetry(
      runtime::Error(absl::StatusCode::kResourceExhausted, runtime::reasons::kQueueFull,
                     absl::StrCat("The receipt is being written, ", percent,
                                  " % so far: ask again shortly. 回执正在生成，已完成 ", percent,
                                  " %，请稍后再取。")),
      kReceiptRetryDelay);
}

void ImportJobs::WorkReceipts() {
  while (true) {
    ReceiptKey key;
    std::shared_ptr<Receipt> receipt;
    {
      storage::MutexLock lock(mutex_);
      auto next = receipts_due_.end();
      while (!stopping_) {
        next = std::find_if(receipts_due_.begin(), receipts_due_.end(),
                            [&](const ReceiptKey& due) { return !in_step_.contains(due.first); });
        if (next != receipts_due_.end()) break;
        changed_.Wait(mutex_);
      }
      if (stopping_) return;
      key = *next;
      receipts_due_.erase(next);
      receipt = receipts_[key];
      ++writing_counts_[key.first];
    }
    const absl::Status status = WriteReceipt({store_, *environment_.keys, key.first, key.second,
                                              [this] { return stopping(); }, receipt->rows_done});
    if (!status.ok() && !absl::IsUnavailable(status) && !absl::IsFailedPrecondition(status)) {
      runtime::Log(
          runtime::LogLevel::kWarning, "a receipt could not be written",
          {{"import", ImportName(key.first)}, {"code", absl::StatusCodeToString(status.code())}});
    }
    {
      storage::MutexLock lock(mutex_);
      receipt->ended = true;
      receipt->status = status;
      receipts_.erase(key);
      if (--writing_counts_[key.first] == 0) writing_counts_.erase(key.first);
    }
    changed_.NotifyAll();
  }
}

void ImportJobs::NoteFailure(const std::string& import_id, const absl::Status& failure) {
  const absl::Status noted = runtime::PlanAnew([&]() -> absl::Status {
    const auto old = LoadImport(store_, import_id);
    if (!old.ok() || !old->has_value()) return old.status();
    internal::v1::StoredImport stored = (*old)->stored;
    auto& import = *stored.mutable_import();
    if (!IsUnderWay(import.state())) return absl::OkStatus();
    stored.set_interrupted_state(import.state());
    import.set_state(Import::FAILED);
    *import.mutable_failure() = runtime::ToRpcStatus(failure);
    storage::Batch batch;
    PlanImport(import_id, *old, stored, batch);
    return store_.Commit(batch, Deadline()).status();
  });
  // It stays under way, and the next start takes it up.
  if (!noted.ok()) {
    runtime::Log(
        runtime::LogLevel::kWarning, "an import's failure could not be noted",
        {{"import", ImportName(import_id)}, {"code", absl::StatusCodeToString(noted.code())}});
  }
}

void ImportJobs::Sweep() {
  if (const auto erased = EraseBrokenOff(store_, made_); !erased.ok()) {
    runtime::Log(runtime::LogLevel::kWarning, "broken-off uploads not erased",
                 {{"code", absl::StatusCodeToString(erased.status().code())}});
  }
  do {
    const auto swept = SweepOnce(environment_.clock());
    if (!swept.ok()) {
      runtime::Log(runtime::LogLevel::kWarning, "imports not erased",
                   {{"code", absl::StatusCodeToString(swept.status().code())}});
    } else if (*swept > 0) {
      runtime::Log(runtime::LogLevel::kInfo, "imports and files erased after 90 days",
                   {{"count", absl::StrCat(*swept)}});
    }
  } while (Wait(kSweepInterval));
}

absl::StatusOr<int> ImportJobs::SweepOnce(absl::Time now) {
  absl::flat_hash_set<std::string> kept;
  LAOWU_ASSIGN_OR_RETURN(const int imports, SweepImports(now, kept));
  LAOWU_ASSIGN_OR_RETURN(const int files, SweepFiles(now, kept));
  return imports + files;
}

bool ImportJobs::BeginErasing(const std::string& import_id) {
  storage::MutexLock lock(mutex_);
  return !writing_counts_.contains(import_id) && in_step_.insert(import_id).second;
}

void ImportJobs::EndErasing(const std::string& import_id) {
  {
    storage::MutexLock lock(mutex_);
    in_step_.erase(import_id);
  }
  changed_.NotifyAll();
}

absl::StatusOr<int> ImportJobs::SweepImports(absl::Time now,
                                             absl::flat_hash_set<std::string>& kept) {
  int swept = 0;
  storage::KeyRange range;
  while (!stopping()) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store_.Scan(Table::kImports, range, kScanned));
    if (records.empty()) break;
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(const std::string id, IdOfImportKey(record.key));
      LAOWU_ASSIGN_OR_RETURN(const auto seen, LoadImport(store_, id));
      if (!seen.has_value() || !IsOver(seen->stored.import(), now)) continue;
      const bool begun = BeginErasing(id);
      const auto end = absl::MakeCleanup([&] {
        if (begun) EndErasing(id);
      });
      // Anew: what was at work until then has changed it.
      LAOWU_ASSIGN_OR_RETURN(const auto old, LoadImport(store_, id));
      if (!old.has_value()) continue;
      if (!begun || IsUnderWay(old->stored.import().state())) {
        for (const std::string& file : {old->stored.csv_receipt(), old->stored.xlsx_receipt()}) {
          if (!file.empty()) kept.insert(IdOf(file));
        }
        continue;
      }
      LAOWU_RETURN_IF_ERROR(EraseImport(store_, id, *old, now));
      ++swept;
    }
    range = storage::ContinueAfter(range, records.back().key);
  }
  return swept;
}

// Of uploads that no import was made of: their ids are in order of time.
absl::StatusOr<int> ImportJobs::SweepFiles(absl::Time now,
                                           const absl::flat_hash_set<std::string>& kept) {
  int swept = 0;
  storage::KeyRange range;
  while (!stopping()) {
    LAOWU_ASSIGN_OR_RETURN(const auto records, store_.Scan(Table::kFiles, range, 1));
    if (records.empty()) break;
    LAOWU_ASSIGN_OR_RETURN(const std::string id, IdOfFileKey(records.front().key));
    range.begin = FileRange(id).end;
    if (kept.contains(id)) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto head, LoadFile(store_, id));
    const bool over =
        !head.has_value() || runtime::ToTime(head->stored.file().expire_time()) <= now;
    if (!over) break;  // those behind it are younger
    LAOWU_RETURN_IF_ERROR(EraseStoredFile(store_, id, Deadline()));
    ++swept;
  }
  return swept;
}

}  // namespace laowu::intake_role

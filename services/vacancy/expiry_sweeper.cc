#include "services/vacancy/expiry_sweeper.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/log.h"
#include "services/runtime/races.h"
#include "services/runtime/record_fields.h"
#include "services/vacancy/vacancy_changes.h"
#include "services/vacancy/vacancy_rules.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

using storage::Table;

// Vacancies a commit: small, so that callers do not wait behind it. Their records, and those of
// twins, stay far below a batch's limits.
constexpr int kBatchVacancies = 100;
constexpr absl::Duration kCommitTime = absl::Seconds(30);
// Reads are by the last day anyway (StateOn); this is how late the feed may tell.
constexpr absl::Duration kInterval = absl::Minutes(1);

}  // namespace

ExpirySweeper::ExpirySweeper(storage::Store* store, runtime::Clock clock)
    : store_(store), clock_(std::move(clock)) {}

ExpirySweeper::~ExpirySweeper() { Stop(); }

void ExpirySweeper::Start() {
  thread_ = std::thread([this] { Run(); });
}

void ExpirySweeper::Stop() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
  }
  wake_.NotifyAll();
  if (thread_.joinable()) thread_.join();
}

bool ExpirySweeper::stopping() const {
  storage::MutexLock lock(mutex_);
  return stopping_;
}

void ExpirySweeper::Run() {
  while (!stopping()) {
    const auto expired = SweepOnce(clock_());
    if (!expired.ok()) {
      runtime::Log(runtime::LogLevel::kWarning, "vacancies not expired",
                   {{"status", expired.status().ToString()}});
    } else if (*expired > 0) {
      runtime::Log(runtime::LogLevel::kInfo, "vacancies expired",
                   {{"vacancy_count", absl::StrCat(*expired)}});
    }
    if (regroup_.exchange(false)) {
      const auto moved = RegroupOnce();
      if (!moved.ok()) {
        regroup_ = true;
        runtime::Log(runtime::LogLevel::kWarning, "vacancies not regrouped",
                     {{"status", moved.status().ToString()}});
      }
    }
    const absl::Time next = absl::Now() + kInterval;
    storage::MutexLock lock(mutex_);
    while (!stopping_ && wake_.WaitUntil(mutex_, next)) {
    }
  }
}

absl::StatusOr<int> ExpirySweeper::SweepOnce(absl::Time now) {
  const absl::CivilDay today = runtime::DayOf(now);
  storage::KeyRange range = ExpiredBefore(today);
  int expired = 0;
  while (!stopping()) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           store_->Scan(Table::kVacanciesByExpiry, range, kBatchVacancies));
    if (records.empty()) break;
    std::vector<VacancyIds> vacancies;
    for (const storage::Record& record : records) {
      LAOWU_ASSIGN_OR_RETURN(VacancyIds ids, IdsOfExpiryKey(record.key));
      vacancies.push_back(std::move(ids));
    }
    LAOWU_ASSIGN_OR_RETURN(const int done, Expire(vacancies, today));
    expired += done;
    range = storage::ContinueAfter(range, records.back().key);
  }
  return expired;
}

absl::StatusOr<int> ExpirySweeper::Expire(const std::vector<VacancyIds>& vacancies,
                                          absl::CivilDay today) {
  auto together = ExpireTogether(vacancies, today);
  if (!runtime::LostRace(together.status())) return together;
  int expired = 0;
  for (const VacancyIds& ids : vacancies) {
    const auto alone = ExpireTogether({ids}, today);
    if (runtime::LostRace(alone.status())) continue;
    LAOWU_RETURN_IF_ERROR(alone.status());
    expired += *alone;
  }
  return expired;
}

absl::StatusOr<int> ExpirySweeper::ExpireTogether(const std::vector<VacancyIds>& vacancies,
                                                  absl::CivilDay today) {
  VacancyChanges changes(*store_);
  int expired = 0;
  for (const VacancyIds& ids : vacancies) {
    LAOWU_ASSIGN_OR_RETURN(const auto* stored, changes.Vacancy(ids));
    // Closed or given a new last day since the index was read.
    if (stored == nullptr || stored->vacancy().state() != v1::Vacancy::OPEN ||
        StateOn(stored->vacancy(), today) != v1::Vacancy::EXPIRED) {
      continue;
    }
    internal::v1::StoredVacancy expired_vacancy = *stored;
    expired_vacancy.mutable_vacancy()->set_state(v1::Vacancy::EXPIRED);
    LAOWU_RETURN_IF_ERROR(changes.PutVacancy(ids, std::move(expired_vacancy)));
    ++expired;
  }
  if (expired == 0) return 0;
  storage::Batch batch;
  changes.Fill(batch);
  LAOWU_RETURN_IF_ERROR(store_->Commit(batch, absl::Now() + kCommitTime).status());
  return expired;
}

absl::StatusOr<int> ExpirySweeper::RegroupOnce() {
  storage::KeyRange range;
  int moved = 0;
  while (!stopping()) {
    LAOWU_ASSIGN_OR_RETURN(const auto records,
                           store_->Scan(Table::kVacancies, range, kBatchVacancies));
    if (records.empty()) break;
    LAOWU_ASSIGN_OR_RETURN(const int done, runtime::PlanAnew([&] { return Regroup(records); }));
    moved += done;
    range = storage::ContinueAfter(range, records.back().key);
  }
  return moved;
}

absl::StatusOr<int> ExpirySweeper::Regroup(const std::vector<storage::Record>& records) {
  VacancyChanges changes(*store_);
  int moved = 0;
  for (const storage::Record& record : records) {
    internal::v1::StoredVacancy stored;
    LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "vacancies", &stored));
    if (stored.vacancy().state() != v1::Vacancy::OPEN) continue;
    LAOWU_ASSIGN_OR_RETURN(const VacancyIds ids, IdsOfVacancyKey(record.key));
    LAOWU_ASSIGN_OR_RETURN(const bool put, changes.PutInItsOffer(ids));
    if (put) ++moved;
  }
  if (moved == 0) return 0;
  storage::Batch batch;
  changes.Fill(batch);
  LAOWU_RETURN_IF_ERROR(store_->Commit(batch, absl::Now() + kCommitTime).status());
  return moved;
}

}  // namespace laowu::vacancy

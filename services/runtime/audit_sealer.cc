#include "services/runtime/audit_sealer.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/runtime/audit_chain.h"
#include "services/runtime/log.h"

namespace laowu::runtime {
namespace {

constexpr absl::Duration kSealEvery = absl::Seconds(1);
constexpr absl::Duration kComplainEvery = absl::Minutes(1);
constexpr int64_t kDaySeconds = 24 * 60 * 60;

}  // namespace

AuditSealer::AuditSealer(storage::Store* store, absl::string_view role, Clock clock)
    : store_(store), role_(role), clock_(std::move(clock)), thread_([this] { Run(); }) {}

AuditSealer::~AuditSealer() {
  {
    storage::MutexLock lock(mutex_);
    stopping_ = true;
    changed_.NotifyAll();
  }
  thread_.join();
  SealOnce();  // who stops in order leaves nothing unsealed
}

void AuditSealer::Run() {
  while (true) {
    {
      storage::MutexLock lock(mutex_);
      const absl::Time until = absl::Now() + kSealEvery;
      while (!stopping_ && changed_.WaitUntil(mutex_, until)) {
      }
      if (stopping_) return;
    }
    SealOnce();
  }
}

void AuditSealer::SealOnce() {
  const storage::Sequence newest = store_->last_sequence();
  if (newest == looked_at_) return;  // nothing was committed
  const absl::Time now = clock_();
  const auto head = SealAudit(*store_, now);
  if (!head.ok()) {
    if (absl::Now() < complain_) return;
    complain_ = absl::Now() + kComplainEvery;
    Log(LogLevel::kError, "audit records cannot be sealed",
        {{"role", role_}, {"status", std::string(head.status().message())}});
    return;
  }
  looked_at_ = newest;
  const int64_t day = head->second() / kDaySeconds;
  if (day == told_day_ || head->second() == 0) return;
  told_day_ = day;
  Log(LogLevel::kInfo, "audit chain",
      {{"role", role_},
       {"head", absl::BytesToHexString(head->hash())},
       {"sealed", absl::FormatTime(absl::FromUnixSeconds(head->second()), absl::UTCTimeZone())},
       {"through_sequence", absl::StrCat(head->through_sequence())}});
}

}  // namespace laowu::runtime

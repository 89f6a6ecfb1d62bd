#ifndef LAOWU_SERVICES_RUNTIME_AT_LEAST_H_
#define LAOWU_SERVICES_RUNTIME_AT_LEAST_H_

// `at_least` of a question: whether it is one, and whether it can still be answered. A restored
// store leaps its sequence (storage/store.h, promise 9), so a sequence from before lies below all
// that come after, and would be taken for seen although what it stands for may be lost. And how
// long to wait for it. Pure.

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "laowu/v1/types.pb.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/limits.h"
#include "services/runtime/reasons.h"
#include "storage/store.h"

namespace laowu::runtime {

// How often a store was restored before it gave out this sequence, as long as it counts fewer than
// a leap's changes.
constexpr storage::Sequence RestoreCountOf(storage::Sequence sequence) {
  return sequence / storage::kRestoreLeap;
}

// What is wrong with it in itself.
inline void CheckAtLeast(const v1::Freshness& at_least, FieldChecks& checks) {
  for (const auto& [field, sequence] :
       {std::pair("vacancy_sequence", at_least.vacancy_sequence()),
        std::pair("worker_sequence", at_least.worker_sequence()),
        std::pair("placement_sequence", at_least.placement_sequence())}) {
    if (sequence < 0)
      checks.Violate(absl::StrCat("at_least.", field), "不能为负数 / must not be negative");
  }
  checks.Instant("at_least.read_time", at_least.read_time());
}

// Until when a call that began at `now` may wait, so that NOT_FRESH_ENOUGH reaches the caller
// before his own deadline, which says nothing of why: a twentieth of the time before it, at least
// limits::kInnerCallMargin, but never more than half of the time.
inline absl::Time WaitEnd(absl::Time now, absl::Time deadline) {
  const absl::Duration left = deadline - now;
  if (deadline == absl::InfiniteFuture() || left <= absl::ZeroDuration()) return deadline;
  return deadline - std::min(left / 2, std::max(limits::kInnerCallMargin, left / 20));
}

// OUT_OF_RANGE with STORE_RESTORED, naming the first field, if one asked for is of a history that
// has ended where the reader is now. A reader that has seen nothing yet (0) cannot tell.
inline absl::Status CheckSameHistory(const v1::Freshness& at_least, const v1::Freshness& seen) {
  const auto ended = [](storage::Sequence asked, storage::Sequence reached) {
    return asked > 0 && RestoreCountOf(asked) < RestoreCountOf(reached);
  };
  const char* field = nullptr;
  if (ended(at_least.placement_sequence(), seen.placement_sequence())) field = "placement_sequence";
  if (ended(at_least.worker_sequence(), seen.worker_sequence())) field = "worker_sequence";
  if (ended(at_least.vacancy_sequence(), seen.vacancy_sequence())) field = "vacancy_sequence";
  if (field == nullptr) return absl::OkStatus();
  return Error(
      absl::StatusCode::kOutOfRange, reasons::kStoreRestored,
      absl::StrCat("at_least.", field,
                   ": 是数据恢复之前的序号，所指内容可能已丢失；请核对所写内容，再去掉它重新查询 / "
                   "is from before the store was restored from a copy; what it stands "
                   "for may be lost. Look at what you wrote, and ask without it."));
}

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_AT_LEAST_H_

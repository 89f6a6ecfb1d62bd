#ifndef LAOWU_SERVICES_RUNTIME_AUDIT_SEALER_H_
#define LAOWU_SERVICES_RUNTIME_AUDIT_SEALER_H_

// One thread a store: chains the audit records of each second (audit_chain.h), beside the commits
// that wrote them. Logs the head of the chain once a day, and what keeps it from sealing once a
// minute. Thread-safe.

#include <string>
#include <thread>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "services/runtime/clock.h"
#include "storage/mutex.h"
#include "storage/store.h"

namespace laowu::runtime {

class AuditSealer {
 public:
  // `store` outlives it; `clock` gives the links their seconds.
  AuditSealer(storage::Store* store, absl::string_view role, Clock clock);
  ~AuditSealer();  // seals what is left; of a process that is killed, the next start does
  AuditSealer(const AuditSealer&) = delete;
  AuditSealer& operator=(const AuditSealer&) = delete;

 private:
  void Run();
  void SealOnce();

  storage::Store* const store_;
  const std::string role_;
  const Clock clock_;
  // Of the thread alone.
  storage::Sequence looked_at_ = -1;
  int64_t told_day_ = -1;
  absl::Time complain_ = absl::InfinitePast();

  storage::Mutex mutex_;
  storage::CondVar changed_;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_AUDIT_SEALER_H_

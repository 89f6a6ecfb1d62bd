#ifndef LAOWU_SERVICES_INTAKE_READER_CACHE_H_
#define LAOWU_SERVICES_INTAKE_READER_CACHE_H_

// A reader's lexicons take tens of milliseconds to build, and all messages of one file need the
// same: the readers used last are kept.

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <utility>

#include "absl/time/civil_time.h"
#include "intake/text/reading.h"
#include "storage/mutex.h"

namespace laowu::intake_role {

// `Reader`: made from an intake::ReadContext, its Read is const. Thread-safe.
template <typename Reader>
class ReaderCache {
 public:
  // The day is the sender's choice, so the number kept is not.
  static constexpr size_t kReadersMost = 8;

  // The reader as of that day, at home in that division. It outlives its place in the cache.
  std::shared_ptr<const Reader> Get(absl::CivilDay as_of, const std::string& home_division_code) {
    {
      storage::MutexLock lock(mutex_);
      if (auto kept = Find(as_of, home_division_code)) return kept;
    }
    // Built without the lock: others read on meanwhile. Of two built at once the first is kept.
    intake::ReadContext context;
    context.as_of = as_of;
    context.home_division_code = home_division_code;
    auto built = std::make_shared<const Reader>(std::move(context));
    storage::MutexLock lock(mutex_);
    if (auto kept = Find(as_of, home_division_code)) return kept;
    readers_.push_front({as_of, home_division_code, built});
    if (readers_.size() > kReadersMost) readers_.pop_back();
    return built;
  }

 private:
  struct Entry {
    absl::CivilDay as_of;
    std::string home_division_code;
    std::shared_ptr<const Reader> reader;
  };

  std::shared_ptr<const Reader> Find(absl::CivilDay as_of, const std::string& home_division_code)
      LAOWU_REQUIRES(mutex_) {
    for (auto it = readers_.begin(); it != readers_.end(); ++it) {
      if (it->as_of != as_of || it->home_division_code != home_division_code) continue;
      readers_.splice(readers_.begin(), readers_, it);
      return it->reader;
    }
    return nullptr;
  }

  storage::Mutex mutex_;
  std::list<Entry> readers_ LAOWU_GUARDED_BY(mutex_);  // the one used last is the first
};

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_READER_CACHE_H_

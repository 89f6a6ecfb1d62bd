#ifndef LAOWU_RATIO_KEPT_ANSWERS_H_
#define LAOWU_RATIO_KEPT_ANSWERS_H_

// Answers of the questions last asked that take a pass over all persons and are read page by page.
// Thread-safe.
//
// An answer holds for its T: only an entry recorded at or before it (a feed that catches up) could
// change it, and drops it.

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>

#include "ratio/standing.h"

namespace laowu::ratio {

template <typename Answer, std::size_t kMostKept = 4>
class KeptAnswers {
 public:
  // Calls `make`, which gives an Answer, unless it is kept.
  template <typename Make>
  std::shared_ptr<const Answer> Of(const Question& question, const std::string& division,
                                   Make make) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
      return kept.division == division && Same(kept.question, question);
    });
    if (found == kept_.end()) {
      newest_known_nanos_ = std::max(newest_known_nanos_.load(), question.known_at.nanos);
      kept_.push_front({division, question, std::make_shared<const Answer>(make())});
      if (kept_.size() > kMostKept) kept_.pop_back();
    } else {
      kept_.splice(kept_.begin(), kept_, found);
    }
    return kept_.front().answer;
  }

  // After each change of the entries: when what was put was recorded.
  void Note(std::int64_t record_nanos) {
    if (record_nanos > newest_known_nanos_) return;  // as nearly always
    const std::lock_guard<std::mutex> lock(mutex_);
    kept_.remove_if([&](const Kept& kept) { return record_nanos <= kept.question.known_at.nanos; });
  }

 private:
  struct Kept {
    std::string division;
    Question question;
    std::shared_ptr<const Answer> answer;
  };
  static bool Same(const Question& a, const Question& b) {
    return a.day == b.day && a.known_at.nanos == b.known_at.nanos && a.policy == b.policy &&
           a.strictness == b.strictness && a.boundary == b.boundary && a.carry == b.carry;
  }

  mutable std::mutex mutex_;
  mutable std::list<Kept> kept_;  // the last asked first
  // No answer, of now or before, is of a later T.
  mutable std::atomic<std::int64_t> newest_known_nanos_ = INT64_MIN;
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_KEPT_ANSWERS_H_

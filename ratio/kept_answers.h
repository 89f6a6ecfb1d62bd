#ifndef LAOWU_RATIO_KEPT_ANSWERS_H_
#define LAOWU_RATIO_KEPT_ANSWERS_H_

// Answers of the questions last asked that take a pass over all persons and are read page by page.
// Thread-safe.
//
// An answer holds for its T: only an entry recorded at or before it (a feed that catches up) could
// change it, and drops it. While nothing new is recorded, it holds for every later T of the same
// day too: who asks each minute costs a pass for what has changed alone.

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
    return Find(question, division, make,
                [&](const KnownAt& kept) { return kept.nanos == question.known_at.nanos; });
  }

  // The same for answers that say nothing of T itself: they follow from what was recorded until
  // then and from its day.
  template <typename Make>
  std::shared_ptr<const Answer> OfDay(const Question& question, const std::string& division,
                                      Make make) const {
    return Find(question, division, make, [&](const KnownAt& kept) {
      if (kept.nanos == question.known_at.nanos) return true;
      const std::int64_t earlier = std::min(kept.nanos, question.known_at.nanos);
      return newest_record_nanos_ <= earlier && kept.day == question.known_at.day;
    });
  }

  // After each change of the entries: when what was put was recorded, and the newest of all that
  // came with it.
  void Note(std::int64_t record_nanos, std::int64_t last_record_nanos) {
    newest_record_nanos_ = std::max(newest_record_nanos_.load(), last_record_nanos);
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
  // But for T.
  static bool Same(const Question& a, const Question& b) {
    return a.day == b.day && a.policy == b.policy && a.strictness == b.strictness &&
           a.boundary == b.boundary && a.carry == b.carry;
  }

  template <typename Make, typename Holds>
  std::shared_ptr<const Answer> Find(const Question& question, const std::string& division,
                                     Make& make, const Holds& holds) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
      return kept.division == division && Same(kept.question, question) &&
             holds(kept.question.known_at);
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

  mutable std::mutex mutex_;
  mutable std::list<Kept> kept_;  // the last asked first
  // No answer, of now or before, is of a later T.
  mutable std::atomic<std::int64_t> newest_known_nanos_ = INT64_MIN;
  std::atomic<std::int64_t> newest_record_nanos_ = INT64_MIN;  // of all entries
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_KEPT_ANSWERS_H_

#ifndef LAOWU_SERVICES_RUNTIME_FEED_POSITION_H_
#define LAOWU_SERVICES_RUNTIME_FEED_POSITION_H_

// How far a follower has followed a feed: where the next stream of it begins, and when all that was
// applied is void. Knows no wire, so that the client's half of the protocol can be tested without
// one. Not thread-safe.

#include <cstdint>
#include <string>
#include <utility>

#include "laowu/v1/types.pb.h"

namespace laowu::runtime {

class FeedPosition {
 public:
  // From nothing, or from where an earlier life of the follower got to.
  FeedPosition() = default;
  FeedPosition(std::string store_id, std::int64_t resume_sequence)
      : store_id_(std::move(store_id)), resume_sequence_(resume_sequence) {}

  // Sets where a watch is to begin.
  template <typename Request>
  void Ask(Request& request) const {
    request.set_store_id(store_id_);
    request.set_after_sequence(resume_sequence_);
  }

  // A first state was cut off in the middle: it is sent again from its start, and what was deleted
  // in between would else stay.
  bool CutInFirstState() const { return begun_ && resume_sequence_ == 0; }

  // A message was applied, with its changes.
  void Note(const v1::WatchProgress& progress) {
    begun_ = true;
    store_id_ = progress.store_id();
    resume_sequence_ = progress.resume_sequence();
  }

  const std::string& store_id() const { return store_id_; }
  std::int64_t resume_sequence() const { return resume_sequence_; }

  // From nothing: told that changes were truncated or the store restored, or asked to.
  void Clear() { *this = FeedPosition(); }

 private:
  std::string store_id_;
  std::int64_t resume_sequence_ = 0;
  bool begun_ = false;
};

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_FEED_POSITION_H_

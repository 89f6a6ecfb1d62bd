#ifndef LAOWU_SERVICES_MATCH_INDEX_REBUILDER_H_
#define LAOWU_SERVICES_MATCH_INDEX_REBUILDER_H_

#include <thread>

#include "services/match/match_index.h"
#include "storage/mutex.h"

namespace laowu::match {

// A thread that keeps the matcher's index up to date with what the feeds bring. Without it answers
// are the same, and slower. Start and Stop from one thread.
class IndexRebuilder {
 public:
  // `index` outlives it.
  explicit IndexRebuilder(MatchIndex* index) : index_(*index) {}
  ~IndexRebuilder() { Stop(); }
  void Start();
  void Stop();

 private:
  void Run();
  bool stopping() const;

  MatchIndex& index_;
  std::thread thread_;
  mutable storage::Mutex mutex_;
  storage::CondVar changed_;
  bool stopping_ LAOWU_GUARDED_BY(mutex_) = false;
};

}  // namespace laowu::match

#endif  // LAOWU_SERVICES_MATCH_INDEX_REBUILDER_H_

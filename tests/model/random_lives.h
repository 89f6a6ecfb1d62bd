#ifndef LAOWU_TESTS_MODEL_RANDOM_LIVES_H_
#define LAOWU_TESTS_MODEL_RANDOM_LIVES_H_

// Random workers with what happened to them, and random questions: the same seed, the same lives.

#include <cstdint>
#include <random>
#include <string>

#include "absl/time/civil_time.h"
#include "tests/model/recount.h"

namespace laowu::ratio {

class RandomLives {
 public:
  // `crowded`: all happens within some forty days, by few channels, so that much of it falls on one
  // day or within the days around an arrival: words that contradict each other and come back.
  explicit RandomLives(unsigned seed, bool crowded = false) : crowded_(crowded), random_(seed) {}

  Told Make(int worker_count);
  RecountQuestion Ask();
  std::mt19937& random() { return random_; }

 private:
  int Number(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  // On the last day of a time-out or window, or the day after.
  absl::CivilDay AtAnEdge(absl::CivilDay day);
  template <typename Entry>
  void Record(Entry& entry, absl::CivilDay not_before);
  void AddOrganizer(const char* id, reference::Channel channel);
  void AddFact(const std::string& worker, FactKind kind, absl::CivilDay day, int worker_count);
  void MakeWorker(const std::string& worker, int worker_count);
  void MakeOutcome(const std::string& worker);
  void AttestAndVoid(const Outcome& outcome);
  void Crowd(Outcome& outcome);

  const bool crowded_;
  std::mt19937 random_;
  Told told_;
  int name_ = 0;
  std::int64_t sequence_ = 0;
};

}  // namespace laowu::ratio

#endif  // LAOWU_TESTS_MODEL_RANDOM_LIVES_H_

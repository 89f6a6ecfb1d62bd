#ifndef LAOWU_RATIO_SIGNAL_SHEET_H_
#define LAOWU_RATIO_SIGNAL_SHEET_H_

// The signals of a window, kept. A sheet notes what each person is a sign of for one question. When
// a person's entries change, that person alone is looked at again, so that a new record costs no
// pass over everybody; a sheet always equals one made anew, which the tests hold it to.
//
// Why this is exact: another T of the same date changes what is known of a person only by entries
// of that person recorded between the two, or by an organiser's facts. The newest entries are
// remembered one by one, and whose are not known at T yet is looked at again when they are. A
// question of another date, or of a T before what is remembered, has a sheet of its own. An
// organiser's fact drops all sheets, and none moves to or from a T at which it is not known.

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/newest_entries.h"
#include "ratio/reports.h"
#include "ratio/signal_signs.h"

namespace laowu::ratio {

// One question's sheet. Not thread-safe. Nobody has been looked at yet.
class SignalSheet {
 public:
  SignalSheet(const reference::Divisions& divisions, const Entries& entries, std::string division,
              const Question& question, DayNumber first);
  SignalSheet(const SignalSheet&) = delete;
  SignalSheet& operator=(const SignalSheet&) = delete;

  // Whether it is of the same question, but for the time of day of the known-at.
  bool IsOf(const Question& question, const std::string& division, DayNumber first) const;
  KnownAt known_at() const { return question_.known_at; }
  void Note(Recorded entry) { changed_.push_back(entry); }
  // So many have changed that looking at everybody is no worse.
  bool IsStale() const { return changed_.size() > entries_.workers().size() / 4 + kFewWorkers; }

  // Looks at so many workers more; true: all have been looked at.
  bool LookOn(std::size_t worker_count);
  std::size_t looked_at_count() const { return next_; }
  bool HasTold() const { return told_.has_value(); }
  // The signals known at `known_at`, after the rest has been looked at. `newest`: all that is
  // recorded after it, if it is before the sheet's.
  const std::vector<Signal>& Tell(KnownAt known_at, const std::deque<Recorded>& newest);

 private:
  static constexpr std::size_t kFewWorkers = 1000;

  void LookAt(std::int32_t worker);
  void LookAt(const Person& person);
  void LookAgain();
  void NoteNotKnown(std::int32_t worker);

  const Entries& entries_;
  const std::string division_;
  Question question_;
  const DayNumber first_;
  std::vector<Era> eras_;
  const PersonEras all_eras_;
  FirstRecords first_records_;  // the finder of jobs notes them
  std::vector<std::unique_ptr<SignalFinder>> finders_;
  std::size_t next_ = 0;                     // the first worker that has not been looked at
  AllSigns signs_;                           // of who has any
  std::vector<Recorded> changed_;            // since they were looked at
  std::optional<std::vector<Signal>> told_;  // if nobody was looked at since
  // By worker, when the first of the entries was recorded that are not known at the sheet's T. Of a
  // T long past that is most of them, so they do not make it stale.
  absl::flat_hash_map<std::int32_t, std::int64_t> unknown_;
};

// The sheets of the questions last asked: a city's page asks for each of its counties. Thread-safe
// for asking; changes as the book says.
class SignalSheets {
 public:
  SignalSheets(const reference::Divisions& divisions, const Entries& entries)
      : divisions_(divisions), entries_(entries) {}

  // Looks at `worker_count` workers more for this question; true: all have been looked at, and Of
  // answers soon.
  bool Prepare(const Question& question, const std::string& division, DayNumber first,
               std::size_t worker_count) const;
  std::vector<Signal> Of(const Question& question, const std::string& division,
                         DayNumber first) const;

  // After each change of the entries.
  void Note(absl::Span<const std::int32_t> workers, std::int64_t record_nanos);
  void NoteOrganizer(std::int64_t record_nanos);

 private:
  static constexpr std::size_t kMostSheets = 8;  // some 100 bytes a person with signs each

  // Whether a sheet of one known-at can be moved to the other.
  bool CanMove(std::int64_t from_nanos, std::int64_t to_nanos) const;

  SignalSheet& Find(const Question& question, const std::string& division, DayNumber first) const;
  // For another: the last asked of those that have told; where none has, the one that is least far,
  // so that of more that are asked for at once than are kept, some get done.
  void GiveOneUp() const;

  const reference::Divisions& divisions_;
  const Entries& entries_;
  NewestEntries newest_;
  std::int64_t organizer_nanos_ = INT64_MIN;  // the last of the organisers' facts
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<SignalSheet>> sheets_;  // the last asked first
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_SIGNAL_SHEET_H_

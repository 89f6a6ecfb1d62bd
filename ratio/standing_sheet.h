#ifndef LAOWU_RATIO_STANDING_SHEET_H_
#define LAOWU_RATIO_STANDING_SHEET_H_

// Figures of now, kept. A sheet notes where everybody stands for one question, added up by the
// finest division of registration. When a person's entries change, that person alone is judged
// again; so a sheet always equals a count anew, which tests/model holds it to.
//
// Why this is exact: another T of the same date changes what is known of a person only by entries
// of that person recorded between the two, or by an organiser's facts. The newest entries are
// remembered one by one, and whose are not known at T yet is judged again when they are. Asked for
// a T before what is remembered, or after an organiser's fact that is not known at T, no sheet
// serves. An organiser's fact drops all sheets, and so does another date, on which visits lapse.

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "ratio/counting.h"
#include "ratio/entries.h"
#include "ratio/newest_entries.h"

namespace laowu::ratio {

// One question's sheet. Not thread-safe.
class StandingSheet {
 public:
  // Judges everybody. `newest`: the entries that may not be known at the question's T.
  StandingSheet(const reference::Divisions& divisions, const Entries& entries,
                const Question& question, const std::deque<Recorded>& newest);

  // Whether it answers `question`, which is of now, but for its known-at's time of day.
  bool IsOf(const Question& question) const;
  void Note(Recorded entry) { changed_.push_back(entry); }
  // So many have changed that judging everybody is no worse.
  bool IsStale() const { return changed_.size() > entries_.workers().size() / 4 + kFewWorkers; }

  // Judges again whose entries have changed, or are known at one of the two times alone.
  void MoveTo(KnownAt known_at, const std::deque<Recorded>& newest);
  // The counts of `division`.
  Tally Of(absl::string_view division);

 private:
  static constexpr std::size_t kFewWorkers = 1000;

  // The people registered in one finest division.
  struct Cell {
    Place home;
    Tally tally;
  };
  struct Mark {
    std::int32_t cell = 0;
    Marks marks = 0;  // 0: adds nothing
  };

  void Enter(const Person& person);
  void TakeOut(std::int32_t worker);
  void NoteNotKnown(const std::deque<Recorded>& newest);
  std::int32_t CellOf(const Place& home);

  const Entries& entries_;
  Question question_;
  Places places_;
  std::vector<Cell> cells_;
  absl::flat_hash_map<std::array<UnitId, 4>, std::int32_t> cell_of_;
  std::vector<Mark> marks_;        // by the first worker of the person
  std::vector<Recorded> changed_;  // since it was judged, or not known then
};

// The sheets of the questions last asked. Thread-safe for asking; changes as the book says.
class StandingSheets {
 public:
  StandingSheets(const reference::Divisions& divisions, const Entries& entries)
      : divisions_(divisions), entries_(entries) {}

  // Whether sheets serve this question: it is of now.
  bool Serve(const Question& question) const {
    return question.day == question.known_at.day &&
           question.known_at.nanos >= newest_.forgotten_nanos();
  }
  // The counts of each division; the question is one that sheets serve.
  std::vector<Tally> Of(const Question& question, absl::Span<const std::string> divisions) const;

  // After each change of the entries.
  void Note(absl::Span<const std::int32_t> workers, std::int64_t record_nanos);
  void NoteOrganizer(std::int64_t record_nanos);

 private:
  static constexpr std::size_t kMostSheets = 6;  // 8 bytes a worker each

  const reference::Divisions& divisions_;
  const Entries& entries_;
  NewestEntries newest_;
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<StandingSheet>> sheets_;  // the last asked first
};

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_STANDING_SHEET_H_

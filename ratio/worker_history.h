#ifndef LAOWU_RATIO_WORKER_HISTORY_H_
#define LAOWU_RATIO_WORKER_HISTORY_H_

// Dated facts of a worker, and what held on a day as known at T (ratio.md, "Worker facts").
//
// A PROFILE states everything; each later fact changes one thing from its effective date on. Of two
// facts on one thing and date the later recorded wins. The first PROFILE also holds for the days
// before its date: it is all that is known of them. Birth date, sex, death and identity (merged,
// unmerged) do not change with the day, so that the latest recorded statement holds for every day.
// FACT_VOIDED takes a fact back for every T from its own record time on; it may itself be voided.
//
// Pure functions over plain rows: thread-safe as long as nobody changes the rows.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "ratio/days.h"
#include "ratio/text_table.h"

namespace laowu::ratio {

// The numbers of these enums are those of laowu.v1 and never change.
enum class FactKind : std::uint8_t {
  kUnspecified = 0,
  kProfile = 1,
  kResidenceMoved = 2,
  kRuralStatus = 3,
  kBirthDate = 4,
  kSex = 5,
  kPolicyGroupAdded = 6,
  kPolicyGroupRemoved = 7,
  kMerged = 8,
  kUnmerged = 9,
  kDied = 10,
  kFactVoided = 11,
};

enum class PolicyGroup : std::uint8_t {
  kUnspecified = 0,
  kPovertyAlleviated = 1,
  kMonitored = 2,
  kRelocated = 3,
  kLowIncome = 4,
  kDisabled = 5,
};

// As it comes from the worker role.
struct WorkerFact {
  std::string name;    // workers/{worker}/facts/{fact}; equal names are the same fact
  std::string worker;  // workers/{worker}
  FactKind kind = FactKind::kUnspecified;
  absl::CivilDay effective_date;
  absl::Time record_time;
  std::int64_t sequence = 0;

  // Which of these are read depends on the kind.
  std::string division_code;                 // PROFILE, RESIDENCE_MOVED: 6, 9 or 12 digits
  bool rural = false;                        // PROFILE, RURAL_STATUS
  std::optional<absl::CivilDay> birth_date;  // PROFILE, BIRTH_DATE
  int sex = 0;                               // PROFILE, SEX: number of laowu.v1.Sex
  std::vector<PolicyGroup> policy_groups;    // PROFILE: all; POLICY_GROUP_…: one
  std::string merged_worker;                 // MERGED, UNMERGED: the other name of the same person
  // The principal; not kept of SEX, POLICY_GROUP_… and a PROFILE with an identity number.
  std::string recorded_by;
  std::string voids;                     // FACT_VOIDED: the name of the fact taken back
  bool without_identity_number = false;  // PROFILE: none was known then
};

// The same in fixed size, as kept in memory by the thousands.
struct FactRow {
  std::int64_t record_nanos;
  std::int64_t sequence;
  TextId name;
  TextId worker;
  TextId text;  // division, other worker or voided fact, by kind
  DayNumber effective_day;
  DayNumber birth_day;  // kNoDay if unknown
  FactKind kind;
  bool rural : 1;
  bool without_identity_number : 1;
  std::uint8_t sex;
  std::uint8_t policy_groups;  // bit n: PolicyGroup n
};

FactRow MakeFactRow(const WorkerFact& fact, TextTable& texts);

inline constexpr std::uint8_t PolicyGroupBit(PolicyGroup group) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(group));
}

// What held on a day.
struct PersonOnDay {
  bool known = false;               // there is a PROFILE
  TextId division = kNoText;        // of registration
  DayNumber division_day = kNoDay;  // date of the fact that says so: the code is read with it
  bool rural = false;
  DayNumber birth_day = kNoDay;
  std::uint8_t sex = 0;
  std::uint8_t policy_groups = 0;
  DayNumber died_day = kNoDay;  // still alive on that day (rule 3)
};

// One person's facts as known at T. Of merged workers the rows of all names together make the
// person: the newest statement on each thing holds, whichever name it was made on.
class WorkerHistory {
 public:
  // `rows` of all names of one person, in any order; copies those that count. Rows equal in date,
  // record time and sequence stand in the order given.
  WorkerHistory(absl::Span<const FactRow> rows, KnownAt known_at);

  PersonOnDay On(DayNumber day) const;

  DayNumber birth_day() const { return birth_day_; }  // kNoDay if unknown
  DayNumber died_day() const { return died_day_; }    // kNoDay if alive

  // Days on which something said here changes (not birthdays), ascending.
  absl::InlinedVector<DayNumber, 4> ChangeDays() const;

  // Live MERGED facts and what they name, without those undone by a later UNMERGED.
  struct Link {
    TextId worker;
    TextId other;
    TextId fact;
    std::int64_t record_nanos;
  };
  std::vector<Link> MergeLinks() const;

  // The fact by which the person does not count on a day although a PROFILE is known: death first,
  // then the newest on being rural, then the one that says the date of birth. Whether it does keep
  // them from counting is On's to say.
  struct Said {
    TextId worker;
    TextId fact;
    FactKind kind;
    DayNumber day;  // from which on
    std::int64_t record_nanos;
  };
  std::optional<Said> Excluding(DayNumber day) const;

  // Every registration that ever held, in the order of its facts.
  struct Registration {
    TextId division;
    DayNumber day;  // of the fact
    TextId worker;  // the record that has it
    TextId fact;
    std::int64_t record_nanos;
  };
  std::vector<Registration> Registrations() const;
  // Calls `visit(division, day of the fact)` for each of them.
  template <typename Visit>
  void ForRegistrations(Visit visit) const {
    for (const FactRow& row : rows_) {
      if (row.kind == FactKind::kProfile || row.kind == FactKind::kResidenceMoved) {
        visit(row.text, row.effective_day);
      }
    }
  }

 private:
  absl::InlinedVector<FactRow, 4>
      rows_;  // known and not voided, by (effective day, record time, sequence)
  DayNumber birth_day_ = kNoDay;
  DayNumber died_day_ = kNoDay;
  std::uint8_t sex_ = 0;
  bool has_profile_ = false;  // then rows_[0] is the first one, which holds for all earlier days
};

// Whole years of age on a day; 29 February counts as 1 March in common years.
int AgeOn(DayNumber birth_day, DayNumber day);
inline constexpr int kMinWorkingAgeYears = 16;
// The first day on which someone born on `birth_day` is sixteen.
DayNumber WorkingAgeDay(DayNumber birth_day);
// Whether someone born on `birth_day` is sixteen on `day`; the same, and quick for nearly
// everybody.
bool OfWorkingAge(DayNumber birth_day, DayNumber day);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_WORKER_HISTORY_H_

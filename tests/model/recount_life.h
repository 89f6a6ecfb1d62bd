#ifndef LAOWU_TESTS_MODEL_RECOUNT_LIFE_H_
#define LAOWU_TESTS_MODEL_RECOUNT_LIFE_H_

// How recount.h counts: one person after the other, day after day.

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/model/recount.h"

namespace laowu::ratio {

using reference::Carry;
using reference::Channel;

class Recount {
 public:
  Recount(const Told& entries, const RecountQuestion& question) : q_(question) {
    const auto keep_known = [&](const auto& from, auto& to) {
      for (const auto& entry : from) {
        if (entry.record_time <= q_.known_at) to.push_back(entry);
      }
      std::sort(to.begin(), to.end(), [](const auto& a, const auto& b) {
        return std::tie(a.record_time, a.sequence) < std::tie(b.record_time, b.sequence);
      });
    };
    keep_known(entries.facts, e_.facts);
    keep_known(entries.outcomes, e_.outcomes);
    keep_known(entries.attestations, e_.attestations);
    keep_known(entries.organizer_facts, e_.organizer_facts);
    today_ = absl::ToCivilDay(q_.known_at, absl::FixedTimeZone(8 * 3600));
  }

  Figures Count();
  // Of one part alone, if one is given.
  PeriodFigures CountPeriod(const DaySpan& span, const RecountPart* part = nullptr);

 private:
  // What names a channel, of the job that was held or for the one to come.
  struct Heard {
    Outcome outcome;
    bool waited = false;
    std::size_t jobs_before = 0;  // of what waited: how many had been begun
    int held = -1;                // and which was held then; -1: none
  };
  struct RecountJob {
    Outcome begun;
    absl::CivilDay start;
    absl::CivilDay end = absl::CivilDay::max();
    int stay = 0;
    std::string place;
    std::vector<Outcome> again;  // the same arrival on the same day
    std::vector<Outcome> said;   // CONFIRMED, DISPATCHED or told again later, with counting days
    std::vector<Heard> heard;    // the same before anybody asks for the window
  };
  using Jobs = std::vector<const RecountJob*>;  // outside, begun by the day
  struct View {
    Channel channel, reported;
    std::string organizer, placement;
    std::set<std::string> used;  // what has replaced or proven the channel
    int grade = 0;
    bool own_record = false;
    bool denied = false;
  };

  std::set<std::string> SamePerson(const std::string& name) {
    std::set<std::string> person = {name};
    for (bool grown = true; grown;) {
      grown = false;
      std::map<std::pair<std::string, std::string>, bool> joined;
      for (const WorkerFact& fact : e_.facts) {  // in record order: the last word stands
        if (fact.kind != FactKind::kMerged && fact.kind != FactKind::kUnmerged) continue;
        joined[std::minmax(fact.worker, fact.merged_worker)] = fact.kind == FactKind::kMerged;
      }
      for (const auto& [pair, is_joined] : joined) {
        if (!is_joined || person.contains(pair.first) == person.contains(pair.second)) continue;
        person.insert(pair.first);
        person.insert(pair.second);
        grown = true;
      }
    }
    return person;
  }

  static absl::CivilDay DayOf(const Outcome& outcome) {
    if (outcome.precision != DatePrecision::kMonth) return outcome.effective_date;
    absl::CivilDay day = outcome.effective_date;
    while (absl::CivilMonth(day + 1) == absl::CivilMonth(day)) ++day;
    return day;
  }

  std::vector<std::set<std::string>> Persons();

  static std::optional<std::int32_t> Median(std::vector<int> wages);
  // Where the person stands on a day, wherever registered.
  void Anywhere(absl::CivilDay day);
  // R3 and retention of who has begun a spell on the day, as last judged.
  void CountNewSpell(absl::CivilDay day, PeriodFigures& period);
  // R4, by the township: day by day.
  void CountYear(const DaySpan& span, PeriodFigures& period);
  // Names of the parts that the person is in, as last judged.
  using PartName = std::pair<std::string, int>;
  std::set<PartName> PartsOf(Breakdown breakdown) const;
  std::set<PartName> PartsOfFacts(Breakdown breakdown) const;

  // All of a person, and its days lived through.
  void Gather(const std::set<std::string>& person) {
    facts_.clear();
    std::vector<Outcome> outcomes;
    for (const WorkerFact& fact : e_.facts) {
      if (person.contains(fact.worker)) facts_.push_back(fact);
    }
    std::set<std::string> voided;
    for (const Outcome& outcome : e_.outcomes) voided.insert(outcome.voids);
    for (const Outcome& outcome : e_.outcomes) {
      const bool counts = person.contains(outcome.worker) && !voided.contains(outcome.name);
      if (counts && outcome.type != OutcomeType::kVoided) outcomes.push_back(outcome);
    }
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [](const Outcome& a, const Outcome& b) { return DayOf(a) < DayOf(b); });
    Live(outcomes);
  }

  // On the day of the question.
  void CountPerson(Figures& figures) {
    counted_ = false;
    home_.clear();
    if (Eligible(facts_, home_)) Judge(home_, figures);
  }

  // Rural, alive, sixteen, registered in the division.
  bool Eligible(std::vector<WorkerFact> facts, std::string& home) {
    std::optional<absl::CivilDay> birth;
    for (const WorkerFact& fact : facts) {
      if (fact.birth_date) birth = fact.birth_date;
    }
    bool dead = false;
    for (auto it = facts.rbegin(); it != facts.rend(); ++it) {
      if (it->kind != FactKind::kDied) continue;
      dead = q_.day > it->effective_date;
      break;  // the last word on death
    }
    std::stable_sort(facts.begin(), facts.end(), [](const WorkerFact& a, const WorkerFact& b) {
      return a.effective_date < b.effective_date;
    });
    bool rural = false;
    bool first = true;
    for (const WorkerFact& fact : facts) {
      if (fact.kind != FactKind::kProfile || !first) continue;
      home = fact.division_code;  // the first profile: what is known of all earlier days
      rural = fact.rural;
      first = false;
    }
    if (first) return false;
    bool passed = false;
    for (const WorkerFact& fact : facts) {
      if (fact.kind == FactKind::kProfile && !passed) {
        passed = true;  // counted above, as from the beginning
        continue;
      }
      if (fact.effective_date > q_.day) continue;
      if (fact.kind == FactKind::kProfile || fact.kind == FactKind::kResidenceMoved) {
        home = fact.division_code;
      }
      if (fact.kind == FactKind::kProfile || fact.kind == FactKind::kRuralStatus) {
        rural = fact.rural;
      }
    }
    if (birth && q_.day < absl::CivilDay(birth->year() + 16, birth->month(), birth->day())) {
      return false;
    }
    return rural && !dead && home.starts_with(q_.division);
  }

  // Every day from before the first to the date of T, one by one.
  void Live(const std::vector<Outcome>& outcomes) {
    jobs_.clear();
    stays_ = 0;
    open_ = false;
    visit_.reset();
    lost_ = false;
    waiting_.clear();
    for_a_spell_.clear();
    for (absl::CivilDay day = kFirstDay - 40; day <= today_; ++day) {
      if (visit_ && day > *visit_ + 45) {
        Close(*visit_);
      } else if (open_ && lost_ && day > contact_ + 180) {
        Close(contact_ + 180);
      }
      for (const Outcome& outcome : outcomes) {
        if (DayOf(outcome) == day) Happen(outcome, day);
        // A report of lost contact may itself come too late.
        if (open_ && lost_ && !visit_ && day > contact_ + 180) Close(contact_ + 180);
      }
    }
  }

  void Close(absl::CivilDay day) {
    for (RecountJob& job : jobs_) {
      if (job.stay == stays_ && job.end == absl::CivilDay::max()) {
        job.end = std::max(day, job.start);
      }
    }
    open_ = lost_ = false;
    visit_.reset();
  }
  std::vector<RecountJob*> Open() {
    std::vector<RecountJob*> open;
    for (RecountJob& job : jobs_) {
      if (job.stay == stays_ && job.end == absl::CivilDay::max()) open.push_back(&job);
    }
    return open;
  }
  void Seen(absl::CivilDay day) {
    contact_ = day;
    lost_ = false;
  }
  bool HasOpenPlacement(const std::string& placement) {
    for (RecountJob* job : Open()) {
      if (job->begun.placement == placement) return true;
    }
    return false;
  }
  RecountJob& Meant(const Outcome& outcome) {
    const std::vector<RecountJob*> open = Open();
    RecountJob* meant = open.back();
    for (RecountJob* job : open) {
      if (!outcome.employer.empty() && job->begun.employer == outcome.employer) meant = job;
    }
    for (RecountJob* job : open) {
      if (!outcome.placement.empty() && job->begun.placement == outcome.placement) meant = job;
    }
    return *meant;
  }

  void Begin(const Outcome& outcome, absl::CivilDay day, bool change) {
    std::string place = outcome.workplace_division_code;
    visit_.reset();
    if (change) {
      for (RecountJob* job : Open()) {
        job->end = day;
        if (outcome.workplace_division_code.empty()) place = job->place;
      }
    }
    const bool fresh = !open_;
    if (fresh) {
      open_ = true;
      ++stays_;
      stay_start_ = day;
    }
    Seen(day);
    RecountJob job;
    job.begun = outcome;
    job.start = day;
    job.stay = stays_;
    job.place = place;
    for (const Heard& heard : for_a_spell_) {
      if (DayOf(heard.outcome) >= day - 60) job.heard.push_back(heard);
    }
    jobs_.push_back(job);
    if (!fresh) return;
    for (Outcome said : waiting_) {
      if (DayOf(said) < day - 60) continue;
      said.effective_date = day;  // counts from the start
      said.precision = DatePrecision::kDay;
      Say(said, jobs_.back(), /*in_window=*/true);
    }
    waiting_.clear();
  }

  static bool Speaks(const Outcome& outcome) {
    return outcome.channel != Channel::kUnspecified && outcome.channel != Channel::kUnknown;
  }

  static bool Adds(const Outcome& said, const View& now) {
    if (now.channel == Channel::kUnknown) return true;
    return now.channel == said.channel &&
           (now.organizer.empty() || said.organizer.empty() || now.organizer == said.organizer);
  }

  // Rule 6 of the whole stay away, by which jobs follow each other; true if it replaced UNKNOWN or
  // proves the same channel.
  bool Say(const Outcome& said, RecountJob& job, bool in_window) {
    if (!Speaks(said) || !in_window || !Adds(said, LookByStay(job, DayOf(said)))) return false;
    job.said.push_back(said);
    return true;
  }
  static void Hear(const Outcome& said, RecountJob& job) {
    if (Speaks(said)) job.heard.push_back({said});
  }
  void Await(const Outcome& said, const RecountJob* held) {
    const int number = held == nullptr ? -1 : static_cast<int>(held - jobs_.data());
    if (Speaks(said)) for_a_spell_.push_back({said, true, jobs_.size(), number});
  }

  void Happen(const Outcome& outcome, absl::CivilDay day) {
    const bool in_window = open_ && day <= stay_start_ + 30;
    switch (outcome.type) {
      case OutcomeType::kOpeningBalance:
      case OutcomeType::kArrived:
        if (outcome.type == OutcomeType::kArrived && open_ && !outcome.placement.empty()) {
          if (!HasOpenPlacement(outcome.placement)) return Begin(outcome, day, true);
          visit_.reset();
          Seen(day);
          Say(outcome, Meant(outcome), in_window);
          Hear(outcome, Meant(outcome));
          return;
        }
        if (!ToldTwice(outcome, day)) Begin(outcome, day, false);
        return;
      case OutcomeType::kJobChanged:
        if (open_) Begin(outcome, day, true);
        return;
      case OutcomeType::kHomeVisit:
        if (open_ && !visit_) {
          visit_ = day;
          Seen(day);
        }
        return;
      case OutcomeType::kResumed:
        if (visit_) Seen(day);
        visit_.reset();
        return;
      case OutcomeType::kReturned:
        if (open_) Close(day);
        return;
      case OutcomeType::kLostContact:
        if (open_) lost_ = true;
        return;
      case OutcomeType::kDispatched:
        Await(outcome, open_ ? &Meant(outcome) : nullptr);
        if (open_) Hear(outcome, Meant(outcome));
        if (!(open_ && Say(outcome, Meant(outcome), in_window))) waiting_.push_back(outcome);
        return;
      case OutcomeType::kConfirmed:
        if (!open_) {
          Await(outcome, nullptr);
          waiting_.push_back(outcome);
          return;
        }
        Seen(day);
        if (Speaks(outcome)) Confirm(outcome, day, in_window);
        return;
      default:
        return;
    }
  }

  void Confirm(const Outcome& outcome, absl::CivilDay day, bool in_window) {
    RecountJob& job = Meant(outcome);
    const bool proves = Say(outcome, job, in_window);
    const bool placed = !outcome.placement.empty() && !HasOpenPlacement(outcome.placement);
    if (!proves && placed && LookByStay(job, day).channel != outcome.channel) {
      return Begin(outcome, day, true);
    }
    Hear(outcome, job);
  }

  bool ToldTwice(const Outcome& outcome, absl::CivilDay day);

  void Attested(const Outcome& outcome, View& view) const {
    for (const Attestation& attestation : e_.attestations) {
      if (attestation.outcome != outcome.name) continue;
      view.grade = std::max(view.grade, attestation.grade);
      view.own_record |= attestation.kind == AttestationKind::kOrganizerRecord;
      view.denied |= attestation.kind == AttestationKind::kOrganizerDenial;
    }
  }

  View AtFirst(const RecountJob& job) const;
  void Add(const Outcome& said, View& view) const;
  View LookByStay(const RecountJob& job, absl::CivilDay day) const;
  // Rules 5 and 6, by the spell that the job is part of.
  View Look(const RecountJob& job, absl::CivilDay day, const Jobs& outside) const;
  bool BeginsSpell(const RecountJob& job, const Jobs& outside) const;
  // Whether another spell has had it before the job began.
  bool Served(const Heard& heard, const RecountJob& job, const Jobs& outside) const;

  // All codes here lie in tables that do not change in 2026, so that their digits say it all.
  bool Outside(const std::string& home, const RecountJob& job) const {
    const std::string& place = job.place;
    if (place.empty()) return q_.boundary != Boundary::kProvince;
    if (place == "SG") return true;
    if (place.substr(0, 2) != home.substr(0, 2)) return true;
    if (q_.boundary == Boundary::kProvince || place == "520000") return false;
    if (place.substr(0, 6) != home.substr(0, 6)) return true;
    return q_.boundary == Boundary::kTownship && place.size() >= 9 && place != home;
  }

  // 3 organised, 2 claimed, 1 unknown, 0 not.
  int Class(const RecountJob& job, absl::CivilDay spell_start, const Jobs& outside) const;

  void Judge(const std::string& home, Figures& figures) {
    Jobs outside;
    bool own_account = false;
    for (const RecountJob& job : jobs_) {
      if (job.start > q_.day || !Outside(home, job)) continue;
      if (job.begun.self_employed) {
        own_account |= q_.day < job.end;
      } else {
        outside.push_back(&job);
      }
    }
    const RecountJob* decides = nullptr;
    int found = 0;
    for (const RecountJob* job : outside) {
      if (q_.day >= job->end) continue;
      const int grade = Look(*job, q_.day, outside).grade;
      const int job_class = Class(*job, SpellStart(*job, outside), outside);
      const int best = decides == nullptr ? -1 : Look(*decides, q_.day, outside).grade;
      if (grade > best || (grade == best && job_class < found)) {
        decides = job;
        found = job_class;
      }
    }
    if (decides == nullptr) {
      figures.self_employed_person_count += own_account ? 1 : 0;
      return;
    }
    const absl::CivilDay start = SpellStart(*decides, outside);
    for (const RecountJob* job : outside) {
      if (q_.carry != Carry::kSpell || job->stay != decides->stay) continue;
      if (job->end > q_.day || job->start < start || job->start == job->end) continue;
      found = std::max(found, Class(*job, start, outside));
    }
    counted_ = true;
    start_ = start;
    const auto first = std::find_if(outside.begin(), outside.end(), [&](const RecountJob* job) {
      return job->stay == decides->stay && job->start == start;
    });
    began_ = (*first)->begun.type;
    begun_ = decides->begun;
    place_ = decides->place;
    view_ = Look(*decides, q_.day, outside);
    found_ = found;
    ++figures.outbound_person_count;
    figures.organized_person_count += found == 3 ? 1 : 0;
    figures.unproven_person_count += found == 2 ? 1 : 0;
    figures.unknown_channel_person_count += found == 1 ? 1 : 0;
    // The last visit of the stay, if nothing has ended it, is the one still open at T.
    if (visit_ && decides->stay == stays_ && *visit_ <= q_.day && *visit_ + 45 < today_ + 30) {
      ++figures.lapsing_visit_person_count;
    }
  }

  // Back day by day as long as some job of the stay was held outside.
  absl::CivilDay SpellStart(const RecountJob& job, const Jobs& outside) const {
    absl::CivilDay start = job.start;
    const auto held = [&](absl::CivilDay day) {
      return std::any_of(outside.begin(), outside.end(), [&](const RecountJob* other) {
        return other->stay == job.stay && other->start <= day && day < other->end;
      });
    };
    while (held(start - 1)) --start;
    return start;
  }

  RecountQuestion q_;
  const RecountPart* part_ = nullptr;
  absl::CivilDay today_;
  Told e_;
  std::vector<WorkerFact> facts_;  // of the person whose turn it is
  // Where it stood when last judged.
  std::string home_;
  bool counted_ = false;
  absl::CivilDay start_;
  OutcomeType began_ = OutcomeType::kUnspecified;  // the spell, by the first of that day
  Outcome begun_;
  std::string place_;
  View view_;
  int found_ = 0;
  std::vector<RecountJob> jobs_;
  int stays_ = 0;
  bool open_ = false;
  absl::CivilDay stay_start_;
  absl::CivilDay contact_;
  std::optional<absl::CivilDay> visit_;
  bool lost_ = false;
  std::vector<Outcome> waiting_;
  std::vector<Heard> for_a_spell_;
};

}  // namespace laowu::ratio

#endif  // LAOWU_TESTS_MODEL_RECOUNT_LIFE_H_

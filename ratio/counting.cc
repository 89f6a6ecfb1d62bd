#include "ratio/counting.h"

#include <algorithm>
#include <utility>

#include "ratio/in_parts.h"

namespace laowu::ratio {
namespace {

constexpr int kLapsingSoonDays = 30;

// But for those on which an era begins.
void AddChanges(const Timeline& timeline, const WorkerHistory& history, DayNumber first,
                ChangeDays& changes) {
  for (const Job& job : timeline.jobs) {
    changes.push_back(job.start);
    changes.push_back(job.end);
    for (const Support& support : job.supports) changes.push_back(support.day);
    for (const Said& said : job.said) changes.push_back(said.day);
  }
  for (const Visit& visit : timeline.visits) {
    changes.push_back(visit.start);
    changes.push_back(visit.end);
  }
  for (const DayNumber day : history.ChangeDays()) changes.push_back(day);
  const DayNumber birth_day = history.birth_day();
  if (birth_day != kNoDay && !OfWorkingAge(birth_day, first)) {
    changes.push_back(WorkingAgeDay(birth_day));
  }
}

}  // namespace

bool EverRegistered(const WorkerHistory& history, const PersonEras& eras, DayNumber last) {
  const auto registered = [&](DayNumber day) {
    const PersonOnDay on = history.On(day);
    Era& era = EraOf(eras, day);
    return on.known && era.TargetOf(era.places.Find(on.division, on.division_day)) >= 0;
  };
  for (const Era* era : eras) {
    if (registered(era->first)) return true;
  }
  for (const DayNumber day : history.ChangeDays()) {
    if (eras.front()->first < day && day <= last && registered(day)) return true;
  }
  return false;
}

ChangeDays ChangesOf(const Timeline& timeline, const WorkerHistory& history,
                     const std::vector<Era>& eras) {
  ChangeDays changes;
  AddChanges(timeline, history, eras.front().first, changes);
  for (const Era& era : eras) changes.push_back(era.first);
  std::sort(changes.begin(), changes.end());
  return changes;
}

Marks MarksOf(const Verdict& verdict, const Question& question) {
  const auto bit = [](int count, bool set) { return set ? 1 << count : 0; };
  int marks = bit(4, verdict.own_account_job != nullptr);
  if (verdict.standing != Standing::kNotCounted) {
    const bool lapsing = verdict.visit != nullptr && verdict.visit->end == kFarDay &&
                         verdict.lapse_day < question.known_at.day + kLapsingSoonDays;
    marks |= bit(0, true) | bit(1, verdict.standing == Standing::kOrganized) |
             bit(2, verdict.standing == Standing::kUnknownChannel) |
             bit(3, verdict.standing == Standing::kUnproven) | bit(5, lapsing);
  }
  return static_cast<Marks>(marks);
}

Figures FiguresFrom(const Tally& tally, const reference::Policy& policy, absl::string_view division,
                    absl::CivilDay day) {
  Figures figures;
  figures.division = std::string(division);
  figures.day = day;
  figures.outbound_person_count = tally.counts[0];
  figures.organized_person_count = tally.counts[1];
  figures.unknown_channel_person_count = tally.counts[2];
  figures.unproven_person_count = tally.counts[3];
  figures.self_employed_person_count = tally.counts[4];
  figures.lapsing_visit_person_count = tally.counts[5];
  FinishFigures(policy, figures);
  return figures;
}

Question QuestionOf(const FigureQuery& query, const OrganizerTable& organizers) {
  const reference::Policy& policy =
      query.policy != nullptr ? *query.policy : reference::Policies::Get().Newest();
  return {
      .day = DayNumberOf(query.day),
      .known_at = KnownAtOf(query.known_at),
      .policy = &policy,
      .strictness =
          query.strictness == Strictness::kUnspecified ? Strictness::kBroad : query.strictness,
      .boundary = query.boundary == Boundary::kUnspecified ? Boundary::kCounty : query.boundary,
      .carry = query.carry.value_or(policy.carry),
      .organizers = &organizers,
  };
}

namespace {

// Ascending days, and which is the first not before a day.
class DayList {
 public:
  explicit DayList(const std::vector<DayNumber>& days) : days_(days) {
    index_of_.reserve(static_cast<std::size_t>(days.back() - days.front()) + 1);
    for (std::size_t i = 0; i < days.size(); ++i) {
      index_of_.resize(static_cast<std::size_t>(days[i] - days.front()) + 1,
                       static_cast<std::int32_t>(i));
    }
  }

  DayNumber front() const { return days_.front(); }
  DayNumber back() const { return days_.back(); }
  std::size_t size() const { return days_.size(); }
  DayNumber operator[](std::size_t i) const { return days_[i]; }
  // `day` is not after the last one.
  std::size_t FirstFrom(DayNumber day) const {
    if (day <= front()) return 0;
    return static_cast<std::size_t>(index_of_[static_cast<std::size_t>(day - front())]);
  }

 private:
  const std::vector<DayNumber>& days_;
  std::vector<std::int32_t> index_of_;  // by days from the first
};

// Counts persons one by one, on one thread.
class PersonCount {
 public:
  PersonCount(const reference::Divisions& divisions, const TextTable& texts,
              const Question& question, const DayList& days, std::vector<Era> eras,
              std::vector<std::vector<Tally>>& steps)
      : question_(question),
        days_(days),
        eras_(std::move(eras)),
        eras_of_persons_(divisions, texts, eras_),
        steps_(steps) {}
  PersonCount(const PersonCount&) = delete;
  PersonCount& operator=(const PersonCount&) = delete;

  // A person's standing changes on few days. It is judged on those, and each change is noted in
  // `steps` at the first of `days` that sees it.
  void Add(const Person& person) {
    const WorkerHistory history(person.facts, question_.known_at);
    if (!EverRegistered(history, eras_of_persons_.Of(history), days_.back())) return;
    const Timeline timeline =
        DeriveTimeline(person.rows, question_.known_at, question_.policy->rules_version);
    const PersonEras eras = eras_of_persons_.Of(history, timeline);
    Home home;
    Noted noted;
    std::size_t last_index = days_.size();  // none yet
    for (const DayNumber change : ChangesSeen(timeline, history, eras)) {
      if (change > days_.back()) break;
      const std::size_t index = days_.FirstFrom(change);
      if (index == last_index) continue;
      last_index = index;
      const Noted now = On(days_[index], history, timeline, eras, home);
      if (now == noted) continue;
      Step(noted, index, -1);
      Step(now, index, 1);
      noted = now;
    }
  }

 private:
  // What a person adds from a day on; no marks: nothing, to whatever target.
  struct Noted {
    std::int32_t target = 0;
    Marks marks = 0;

    friend bool operator==(const Noted&, const Noted&) = default;
  };

  // Where a person was registered when last judged, and what follows from it alone. Mostly that is
  // one place for all days.
  struct Home {
    const Era* era = nullptr;
    TextId division = kNoText;
    DayNumber division_day = kNoDay;
    Place place;
    std::int32_t target = -1;
    OutsideOfJobs outside;  // if in a target, and of many days
  };

  ChangeDays ChangesSeen(const Timeline& timeline, const WorkerHistory& history,
                         const PersonEras& eras) const {
    if (days_.size() == 1) return {days_.front()};
    ChangeDays changes;
    AddChanges(timeline, history, eras.front()->first, changes);
    for (const Era* era : eras) changes.push_back(era->first);
    std::sort(changes.begin(), changes.end());
    return changes;
  }

  Noted On(DayNumber day, const WorkerHistory& history, const Timeline& timeline,
           const PersonEras& eras, Home& home) const {
    const bool works = std::any_of(timeline.jobs.begin(), timeline.jobs.end(),
                                   [day](const Job& job) { return OpenOn(job, day); });
    if (!works) return {};  // in no count, wherever registered
    const PersonOnDay on = history.On(day);
    if (!on.known) return {};
    Era& era = EraOf(eras, day);
    Move(on, timeline, era, home);
    if (home.target < 0) return {};
    Question on_day = question_;
    on_day.day = day;
    const Verdict verdict = days_.size() == 1
                                ? JudgeForCount(on, home.place, timeline, on_day, era.places)
                                : JudgeForCount(on, home.outside, timeline, on_day);
    const Marks marks = MarksOf(verdict, on_day);
    return marks == 0 ? Noted{} : Noted{home.target, marks};
  }

  void Move(const PersonOnDay& on, const Timeline& timeline, Era& era, Home& home) const {
    if (home.era == &era && home.division == on.division && home.division_day == on.division_day) {
      return;
    }
    home.era = &era;
    home.division = on.division;
    home.division_day = on.division_day;
    home.place = era.places.Find(on.division, on.division_day);
    home.target = era.TargetOf(home.place);
    if (home.target < 0 || days_.size() == 1) return;
    home.outside = OutsideOf(timeline, home.place, question_, era.places);
  }

  void Step(const Noted& noted, std::size_t index, int factor) {
    if (noted.marks != 0) {
      steps_[static_cast<std::size_t>(noted.target)][index].Add(noted.marks, factor);
    }
  }

  const Question& question_;
  const DayList& days_;
  std::vector<Era> eras_;  // its own: they remember what they have looked up
  ErasOfPersons eras_of_persons_;
  std::vector<std::vector<Tally>>& steps_;
};

}  // namespace

std::vector<std::vector<Tally>> Counting::OnDays(const Question& question,
                                                 const std::vector<std::string>& targets,
                                                 const std::vector<DayNumber>& days) const {
  std::vector<std::vector<Tally>> counts(targets.size(), std::vector<Tally>(days.size()));
  if (days.empty()) return counts;
  const DayList list(days);
  const std::vector<Era> eras =
      ErasOf(divisions_, entries_.texts(), days.front(), days.back(), targets);
  const std::size_t worker_count = entries_.workers().size();
  const std::size_t part_count = PartsOf(worker_count, workers_a_thread_);
  std::vector<std::vector<std::vector<Tally>>> of_parts(part_count, counts);
  InParts(worker_count, part_count, [&](std::size_t part, std::int32_t begin, std::int32_t end) {
    PersonCount count(divisions_, entries_.texts(), question, list, eras, of_parts[part]);
    ForPersonsAmong(entries_, begin, end, question.known_at,
                    [&](const Person& person) { count.Add(person); });
  });
  for (const auto& of_part : of_parts) {
    for (std::size_t t = 0; t < targets.size(); ++t) {
      for (std::size_t i = 0; i < days.size(); ++i) counts[t][i].Add(of_part[t][i]);
    }
  }
  // What was noted is how each day differs from the one before.
  for (std::vector<Tally>& row : counts) {
    for (std::size_t i = 1; i < row.size(); ++i) row[i].Add(row[i - 1]);
  }
  return counts;
}

}  // namespace laowu::ratio

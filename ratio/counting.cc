#include "ratio/counting.h"

#include <algorithm>

#include "ratio/in_parts.h"

namespace laowu::ratio {
namespace {

constexpr int kLapsingSoonDays = 30;

}  // namespace

bool EverRegistered(const WorkerHistory& history, std::vector<Era>& eras, DayNumber last) {
  const auto registered = [&](DayNumber day) {
    const PersonOnDay on = history.On(day);
    Era& era = EraOf(eras, day);
    return on.known && era.TargetOf(era.places.Find(on.division, on.division_day)) >= 0;
  };
  for (const Era& era : eras) {
    if (registered(era.first)) return true;
  }
  for (const DayNumber day : history.ChangeDays()) {
    if (eras.front().first < day && day <= last && registered(day)) return true;
  }
  return false;
}

ChangeDays ChangesOf(const Timeline& timeline, const WorkerHistory& history,
                     const std::vector<Era>& eras) {
  ChangeDays changes;
  for (const Job& job : timeline.jobs) {
    changes.push_back(job.start);
    changes.push_back(job.end);
    for (const Support& support : job.supports) changes.push_back(support.day);
  }
  for (const Visit& visit : timeline.visits) {
    changes.push_back(visit.start);
    changes.push_back(visit.end);
  }
  for (const DayNumber day : history.ChangeDays()) changes.push_back(day);
  const DayNumber birth_day = history.birth_day();
  if (birth_day != kNoDay && !OfWorkingAge(birth_day, eras.front().first)) {
    changes.push_back(WorkingAgeDay(birth_day));
  }
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

Era::Era(const reference::Divisions& divisions, const TextTable& texts, DayNumber first_day,
         const std::vector<std::string>& targets)
    : first(first_day), places(divisions, texts, first_day) {
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto unit = static_cast<std::size_t>(places.UnitOf(targets[i]));
    if (unit >= target_of.size()) target_of.resize(unit + 1, -1);
    if (target_of[unit] < 0) target_of[unit] = static_cast<std::int32_t>(i);
  }
}

std::int32_t Era::TargetOf(const Place& home) const {
  for (const UnitId unit : {home.township, home.county, home.city, home.province}) {
    const auto at = static_cast<std::size_t>(unit);
    if (unit != kNoUnit && at < target_of.size() && target_of[at] >= 0) return target_of[at];
  }
  return -1;
}

std::vector<Era> ErasOf(const reference::Divisions& divisions, const TextTable& texts,
                        DayNumber first, DayNumber last, const std::vector<std::string>& targets) {
  std::vector<DayNumber> starts = {first};
  for (const reference::Division& division : divisions.all()) {
    for (const absl::CivilDay change : {division.valid_from, division.valid_until}) {
      const DayNumber day = DayNumberOf(change);
      if (first < day && day <= last) starts.push_back(day);
    }
  }
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
  std::vector<Era> eras;
  eras.reserve(starts.size());
  for (const DayNumber start : starts) {
    eras.emplace_back(divisions, texts, start, targets);
  }
  return eras;
}

Era& EraOf(std::vector<Era>& eras, DayNumber day) {
  const auto next = std::upper_bound(eras.begin(), eras.end(), day,
                                     [](DayNumber d, const Era& era) { return d < era.first; });
  return *(next - 1);
}

std::vector<std::vector<Tally>> Counting::OnDays(const Question& question,
                                                 const std::vector<std::string>& targets,
                                                 const std::vector<DayNumber>& days) const {
  std::vector<std::vector<Tally>> counts(targets.size(), std::vector<Tally>(days.size()));
  if (days.empty()) return counts;
  const std::vector<Era> eras =
      ErasOf(divisions_, entries_.texts(), days.front(), days.back(), targets);
  const std::size_t worker_count = entries_.workers().size();
  const std::size_t part_count = PartsOf(worker_count, workers_a_thread_);
  std::vector<std::vector<std::vector<Tally>>> of_parts(part_count, counts);
  InParts(worker_count, part_count, [&](std::size_t part, std::int32_t begin, std::int32_t end) {
    std::vector<Era> own_eras = eras;  // they remember what they have looked up
    ForPersonsAmong(entries_, begin, end, question.known_at, [&](const Person& person) {
      CountPerson(person, question, days, own_eras, of_parts[part]);
    });
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

// A person's standing changes on few days. It is judged on those, and each change is noted in
// `steps` at the first of `days` that sees it.
void Counting::CountPerson(const Person& person, const Question& question,
                           const std::vector<DayNumber>& days, std::vector<Era>& eras,
                           std::vector<std::vector<Tally>>& steps) const {
  const WorkerHistory history(person.facts, question.known_at);
  if (!EverRegistered(history, eras, days.back())) return;
  const Timeline timeline = DeriveTimeline(person.rows, question.known_at);
  ChangeDays changes = {days.front()};
  if (days.size() > 1) changes = ChangesOf(timeline, history, eras);
  std::size_t last_index = days.size();  // none yet
  std::int32_t target = -1;
  Marks before = 0;
  for (const DayNumber change : changes) {
    const auto seen = std::lower_bound(days.begin(), days.end(), change);
    if (seen == days.end()) break;
    const auto index = static_cast<std::size_t>(seen - days.begin());
    if (index == last_index) continue;
    last_index = index;
    Question on_day = question;
    on_day.day = days[index];
    if (before != 0) steps[static_cast<std::size_t>(target)][index].Add(before, -1);
    before = 0;
    const bool works = std::any_of(timeline.jobs.begin(), timeline.jobs.end(),
                                   [&](const Job& job) { return OpenOn(job, on_day.day); });
    if (!works) continue;  // in no count, wherever registered
    Era& era = EraOf(eras, on_day.day);
    const PersonOnDay on = history.On(on_day.day);
    const Place home = on.known ? era.places.Find(on.division, on.division_day) : Place{};
    target = era.TargetOf(home);
    if (target < 0) continue;
    before = MarksOf(JudgeForCount(on, home, timeline, on_day, era.places), on_day);
    steps[static_cast<std::size_t>(target)][index].Add(before, 1);
  }
}

}  // namespace laowu::ratio

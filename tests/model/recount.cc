#include "tests/model/recount.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/model/recount_life.h"

namespace laowu::ratio {

Figures Recount::Count() {
  Figures figures;
  for (const std::set<std::string>& person : Persons()) {
    Gather(person);
    CountPerson(figures);
  }
  FinishFigures(reference::Policies::Get().Newest(), figures);
  figures.division = q_.division;
  figures.day = q_.day;
  return figures;
}

std::vector<std::set<std::string>> Recount::Persons() {
  std::vector<std::set<std::string>> persons;
  std::set<std::string> done;
  for (const WorkerFact& fact : e_.facts) {
    if (done.contains(fact.worker)) continue;
    persons.push_back(SamePerson(fact.worker));
    done.insert(persons.back().begin(), persons.back().end());
  }
  return persons;
}

PeriodFigures Recount::CountPeriod(const DaySpan& span, const RecountPart* part) {
  part_ = part;
  PeriodFigures period;
  period.division = q_.division;
  period.first = span.first;
  period.last = span.last;
  for (std::size_t i = 0; i < 3; ++i) period.retentions[i].day_count = kRetentionDays[i];
  std::vector<Figures> days(static_cast<std::size_t>(span.last - span.first + 1));
  std::vector<int> organized_wages;
  std::vector<int> own_wages;
  for (const std::set<std::string>& person : Persons()) {
    Gather(person);
    for (absl::CivilDay day = span.first; day <= span.last; ++day) {
      q_.day = day;
      Figures& of_day = days[static_cast<std::size_t>(day - span.first)];
      const Figures before = of_day;
      CountPerson(of_day);
      if (counted_ && part != nullptr &&
          !PartsOf(part->breakdown).contains({part->key, part->number})) {
        of_day = before;
        continue;
      }
      if (!counted_ || start_ != day || began_ == OutcomeType::kOpeningBalance) continue;
      if (begun_.wage_cny_per_month > 0 && found_ == 3) {
        organized_wages.push_back(begun_.wage_cny_per_month);
      }
      if (begun_.wage_cny_per_month > 0 && found_ == 0) {
        own_wages.push_back(begun_.wage_cny_per_month);
      }
      CountNewSpell(day, period);
    }
    const bool year =
        span.first == absl::CivilDay(span.first.year(), 1, 1) &&
        (span.last >= today_ || span.last == absl::CivilDay(span.first.year(), 12, 31));
    if (year) CountYear(span, period);
  }
  for (Figures& day : days) {
    FinishFigures(reference::Policies::Get().Newest(), day);
    period.outbound_person_day_count += day.outbound_person_count;
    period.organized_person_day_count += day.organized_person_count;
    if (part != nullptr) continue;
    period.missed_day_count += day.status == RatioStatus::kMissed ? 1 : 0;
    period.provisional_day_count += day.status == RatioStatus::kProvisional ? 1 : 0;
  }
  period.organized_wage_count = static_cast<int>(organized_wages.size());
  period.self_arranged_wage_count = static_cast<int>(own_wages.size());
  period.organized_median_wage = Median(organized_wages);
  period.self_arranged_median_wage = Median(own_wages);
  return period;
}

void Recount::CountNewSpell(absl::CivilDay day, PeriodFigures& period) {
  const bool organized = found_ == 3;
  ++period.new_spell_count;
  period.organized_new_spell_count += organized ? 1 : 0;
  for (Retention& retention : period.retentions) {
    if (day + retention.day_count > today_) continue;
    Anywhere(day + retention.day_count);
    const bool retained = counted_ && start_ == day;
    ++retention.spell_count;
    retention.retained_count += retained ? 1 : 0;
    retention.organized_spell_count += organized ? 1 : 0;
    retention.retained_organized_count += retained && organized ? 1 : 0;
  }
}

Recount::View Recount::AtFirst(const RecountJob& job) const {
  View view;
  view.channel = Speaks(job.begun) ? job.begun.channel : Channel::kUnknown;
  view.organizer = job.begun.organizer;
  view.placement = job.begun.placement;
  Attested(job.begun, view);
  for (const Outcome& again : job.again) {
    if (view.placement.empty()) view.placement = again.placement;
    Attested(again, view);
  }
  view.reported = view.channel;
  return view;
}

void Recount::Add(const Outcome& said, View& view) const {
  view.used.insert(said.name);
  if (!said.organizer.empty()) view.organizer = said.organizer;
  if (view.placement.empty()) view.placement = said.placement;
  if (view.channel == Channel::kUnknown) {
    view.channel = view.reported = said.channel;
    view.grade = 0;
    view.own_record = false;
  }
  Attested(said, view);
}

Recount::View Recount::LookByStay(const RecountJob& job, absl::CivilDay day) const {
  View view = AtFirst(job);
  for (const Outcome& said : job.said) {
    if (DayOf(said) <= day) Add(said, view);
  }
  return view;
}

Recount::View Recount::Look(const RecountJob& job, absl::CivilDay day, const Jobs& outside) const {
  View view = AtFirst(job);
  const absl::CivilDay start = job.heard.empty() ? job.start : SpellStart(job, outside);
  for (const Heard& heard : job.heard) {
    const Outcome& said = heard.outcome;
    if (!heard.waited && DayOf(said) > day) continue;
    const bool in_window = heard.waited ? BeginsSpell(job, outside) && !Served(heard, job, outside)
                                        : DayOf(said) <= start + 30;
    if (in_window && Adds(said, view)) Add(said, view);
    // Rule 5, by itself: whatever a word proves, as reported the last one stands.
    if (!heard.waited && said.type == OutcomeType::kConfirmed) view.reported = said.channel;
  }
  if (view.denied) view.grade = 0;
  return view;
}

int Recount::Class(const RecountJob& job, absl::CivilDay spell_start, const Jobs& outside) const {
  const View view = Look(job, q_.day, outside);
  const reference::Policy& policy = reference::Policies::Get().Newest();
  const bool reported = q_.strictness == Strictness::kAsReported;
  const bool strict = q_.strictness == Strictness::kStrict;
  const Channel channel = reported ? view.reported : view.channel;
  if (channel == Channel::kUnknown) return 1;
  const reference::ChannelRule& rule = policy.channels[static_cast<std::size_t>(channel)];
  if (strict ? !rule.counts_as_strict : !rule.counts_as_broad) return 0;
  if (reported) return 3;
  if (view.denied || view.grade < (strict ? 4 : 2)) return 2;
  bool registered = false;
  bool licensed = false;
  for (const OrganizerFact& fact : e_.organizer_facts) {
    if (fact.organizer != view.organizer) continue;
    if (fact.kind == OrganizerFactKind::kRegistered && fact.channel == channel) registered = true;
    licensed |= fact.kind == OrganizerFactKind::kLicence && fact.effective_date <= job.start &&
                (!fact.licence_end || job.start < *fact.licence_end);
  }
  if (rule.needs_registered_organizer && !registered) return 2;
  if (rule.needs_licence_in_force && !licensed) return 2;
  if (job.start > spell_start && view.placement.empty() && !view.own_record) return 2;
  return 3;
}

bool Recount::BeginsSpell(const RecountJob& job, const Jobs& outside) const {
  const absl::CivilDay start = SpellStart(job, outside);
  const auto first = std::find_if(outside.begin(), outside.end(), [&](const RecountJob* other) {
    return other->stay == job.stay && other->start == start;
  });
  return *first == &job;
}

bool Recount::Served(const Heard& heard, const RecountJob& job, const Jobs& outside) const {
  const auto is_outside = [&](const RecountJob& other) {
    return std::find(outside.begin(), outside.end(), &other) != outside.end();
  };
  for (std::size_t i = heard.jobs_before; &jobs_[i] != &job; ++i) {
    if (is_outside(jobs_[i]) && BeginsSpell(jobs_[i], outside)) return true;
  }
  if (heard.held < 0) return false;
  const RecountJob& held = jobs_[static_cast<std::size_t>(heard.held)];
  return is_outside(held) &&
         Look(held, absl::CivilDay::max(), outside).used.contains(heard.outcome.name);
}

bool Recount::ToldTwice(const Outcome& outcome, absl::CivilDay day) {
  bool told = false;
  for (RecountJob* job : Open()) {
    const Outcome& a = job->begun;
    if (told || job->start != day || DayOf(a) != day || a.channel != outcome.channel) continue;
    if (a.workplace_division_code != outcome.workplace_division_code) continue;
    if (a.employer != outcome.employer || a.organizer != outcome.organizer) continue;
    if (a.self_employed != outcome.self_employed) continue;
    job->again.push_back(outcome);
    told = true;
  }
  return told;
}

std::optional<std::int32_t> Recount::Median(std::vector<int> wages) {
  if (wages.size() < 5) return std::nullopt;
  std::sort(wages.begin(), wages.end());
  return wages[(wages.size() - 1) / 2];
}

void Recount::Anywhere(absl::CivilDay day) {
  const RecountQuestion asked = q_;
  q_.division = "";
  q_.day = day;
  Figures ignored;
  CountPerson(ignored);
  q_ = asked;
}

void Recount::CountYear(const DaySpan& span, PeriodFigures& period) {
  const RecountQuestion asked = q_;
  q_.boundary = Boundary::kTownship;
  int outside = 0;
  int organized = 0;
  std::map<PartName, int> days_of;
  std::vector<PartName> in_order;
  for (absl::CivilDay day = span.first; day <= span.last; ++day) {
    Anywhere(day);
    outside += counted_ ? 1 : 0;
    organized += counted_ && found_ == 3 ? 1 : 0;
    if (!counted_ || part_ == nullptr) continue;
    const PartName name = *PartsOf(part_->breakdown).begin();
    if (++days_of[name] == 1) in_order.push_back(name);
  }
  q_ = asked;
  if (outside < 183 || !home_.starts_with(q_.division)) return;
  if (part_ != nullptr) {
    const PartName wanted = {part_->key, part_->number};
    const Breakdown by = part_->breakdown;
    if (by == Breakdown::kDestination || by == Breakdown::kChannel || by == Breakdown::kOrganizer) {
      for (const PartName& name : in_order) {
        if (days_of[name] > days_of[in_order[0]]) in_order[0] = name;
      }
      if (in_order[0] != wanted) return;
    } else {
      q_.day = span.last;
      const bool is_in = PartsOfFacts(by).contains(wanted);
      q_ = asked;
      if (!is_in) return;
    }
  }
  ++period.long_absent_person_count;
  period.organized_long_absent_person_count += 2 * organized >= outside ? 1 : 0;
}

std::set<Recount::PartName> Recount::PartsOf(Breakdown breakdown) const {
  const std::string& place = place_;
  switch (breakdown) {
    case Breakdown::kChannel:
      return {{"", static_cast<int>(q_.strictness == Strictness::kAsReported ? view_.reported
                                                                             : view_.channel)}};
    case Breakdown::kOrganizer:
      return {{view_.organizer, 0}};
    case Breakdown::kDestination:
      if (place == "SG") return {{"SG", 0}};
      if (place.empty() || place == "520000") return {{"", 0}};
      return {{place.substr(0, 4) + "00", 0}};
    default:
      return PartsOfFacts(breakdown);
  }
}

// On the day of the question.
std::set<Recount::PartName> Recount::PartsOfFacts(Breakdown breakdown) const {
  if (breakdown == Breakdown::kTownship) return {{home_.size() == 9 ? home_ : "", 0}};
  int sex = 0;
  std::optional<absl::CivilDay> birth;
  std::vector<PolicyGroup> groups;
  std::vector<WorkerFact> facts = facts_;
  for (const WorkerFact& fact : facts) {  // as recorded
    if (fact.kind == FactKind::kProfile && fact.sex != 0) sex = fact.sex;
    if (fact.birth_date) birth = fact.birth_date;
  }
  std::stable_sort(facts.begin(), facts.end(), [](const WorkerFact& a, const WorkerFact& b) {
    return a.effective_date < b.effective_date;
  });
  bool first = true;
  for (const WorkerFact& fact : facts) {
    if (fact.kind != FactKind::kProfile) continue;
    if (first || fact.effective_date <= q_.day) groups = fact.policy_groups;
    first = false;
  }
  if (breakdown == Breakdown::kSex) return {{"", sex}};
  if (breakdown == Breakdown::kAgeBand) {
    int band = birth ? 1 : 0;
    for (const int years : {25, 35, 45, 55, 60}) {
      if (birth && q_.day >= absl::CivilDay(birth->year() + years, birth->month(), birth->day())) {
        ++band;
      }
    }
    return {{"", band}};
  }
  std::set<PartName> names;
  for (const PolicyGroup group : groups) names.emplace("", static_cast<int>(group));
  if (names.empty()) names.emplace("", 0);
  return names;
}

Figures RecountFigures(const Told& told, const RecountQuestion& question) {
  return Recount(told, question).Count();
}

PeriodFigures RecountPeriod(const Told& told, const RecountQuestion& question,
                            const DaySpan& span) {
  return Recount(told, question).CountPeriod(span);
}

PeriodFigures RecountPeriod(const Told& told, const RecountQuestion& question, const DaySpan& span,
                            const RecountPart& part) {
  return Recount(told, question).CountPeriod(span, &part);
}

}  // namespace laowu::ratio

// The parts of the figures of a span: what is counted, life by life, in the part that it lies in.

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "ratio/in_parts.h"
#include "ratio/part_keys.h"
#include "ratio/period_cells.h"
#include "ratio/periods.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

using Names = std::pair<std::string, int>;  // key and number, as PeriodPart

// The parts met so far. Units are numbered anew in each era; a part has one number in all of them.
class PartTable {
 public:
  PartTable(const TextTable& texts, PeriodCell empty) : texts_(texts), empty_(std::move(empty)) {}

  using Index = std::size_t;
  Index Of(const PartKey& key, const Era& era) {
    const DayNumber of_era = key.kind == PartKey::Kind::kUnit ? era.first : 0;
    const auto [found, is_new] = by_key_.try_emplace(std::make_pair(key, of_era), 0);
    if (is_new) {
      PartName name = NameOfPart(key, era, texts_);
      const auto [named, is_new_name] =
          by_name_.try_emplace({std::move(name.key), name.number}, cells_.size());
      if (is_new_name) cells_.push_back(empty_);
      found->second = named->second;
    }
    return found->second;
  }
  PeriodCell& cell(Index index) { return cells_[index]; }
  const std::map<Names, Index>& by_name() const { return by_name_; }

 private:
  const TextTable& texts_;
  const PeriodCell empty_;
  absl::flat_hash_map<std::pair<PartKey, DayNumber>, Index> by_key_;
  std::map<Names, Index> by_name_;
  std::vector<PeriodCell> cells_;
};

// Persons one by one, on one thread.
class PartCount {
 public:
  PartCount(const Question& question, Breakdown breakdown, const NumberedSpan& span,
            std::vector<Era> eras, PartTable& table)
      : question_(question),
        breakdown_(breakdown),
        span_(span),
        eras_(std::move(eras)),
        all_eras_(AllOf(eras_)),
        table_(table) {}

  PartCount(const PartCount&) = delete;
  PartCount& operator=(const PartCount&) = delete;

  void Add(const Person& person) {
    WorkerHistory history(person.facts, question_.known_at);
    if (!EverRegistered(history, all_eras_, span_.last)) return;
    const Life life(std::move(history), person, question_);
    if (life.timeline.jobs.empty()) return;
    AddDays(life);
    for (const NewSpell& spell : NewSpellsOf(life, question_, span_.first, span_.last, eras_)) {
      const SpellCourse course(spell, life, question_, eras_);
      const DayOfLife day = JudgeOn(life, question_, spell.day, eras_);
      for (const PartTable::Index part : PartsOn(spell.day, day)) table_.cell(part).Add(course);
    }
    if (span_.is_year) AddLongAbsence(life);
  }

 private:
  using Indexes = absl::InlinedVector<PartTable::Index, 4>;

  // Of somebody who counts, or any other where the job does not decide.
  Indexes PartsOn(DayNumber day, const DayOfLife& there) {
    Era& era = EraOf(eras_, day);
    Indexes parts;
    const auto add = [&](const PartKey& key) { parts.push_back(table_.Of(key, era)); };
    if (GoesByJob(breakdown_)) {
      add(PartOfJob(breakdown_, *there.verdict.job, there.verdict.job_standing,
                    question_.strictness, era));
    } else {
      ForPartsOfPerson(breakdown_, there.on, there.home, day, add);
    }
    return parts;
  }

  // R2. Standing and part last from one change to the next, so that days are added up by stretches.
  void AddDays(const Life& life) {
    absl::InlinedVector<DayNumber, 5> birthdays;
    if (breakdown_ == Breakdown::kAgeBand) birthdays = AgeBandDays(life.history.birth_day());
    ForStretches(life, question_, span_, birthdays, eras_,
                 [&](DayNumber day, DayNumber next, const DayOfLife& there) {
                   const Standing standing = there.verdict.standing;
                   if (there.target < 0 || standing == Standing::kNotCounted) return;
                   for (const PartTable::Index part : PartsOn(day, there)) {
                     PeriodFigures& figures = table_.cell(part).figures();
                     figures.outbound_person_day_count += next - day;
                     if (standing == Standing::kOrganized) {
                       figures.organized_person_day_count += next - day;
                     }
                   }
                 });
  }

  void AddLongAbsence(const Life& life) {
    const DayOfLife last = JudgeOn(life, question_, span_.last, eras_);
    if (last.target < 0) return;
    std::int32_t outside_days = 0;
    std::int32_t organized_days = 0;
    absl::InlinedVector<std::pair<PartTable::Index, std::int32_t>, 4> days_of_part;
    ForStretches(life, ByTownship(question_), span_, {}, eras_,
                 [&](DayNumber day, DayNumber next, const DayOfLife& there) {
                   const Standing standing = there.verdict.standing;
                   if (standing == Standing::kNotCounted) return;
                   outside_days += next - day;
                   if (standing == Standing::kOrganized) organized_days += next - day;
                   if (!GoesByJob(breakdown_)) return;
                   const PartTable::Index part = PartsOn(day, there)[0];
                   const auto found =
                       std::find_if(days_of_part.begin(), days_of_part.end(),
                                    [part](const auto& of) { return of.first == part; });
                   if (found != days_of_part.end()) {
                     found->second += next - day;
                   } else {
                     days_of_part.emplace_back(part, next - day);
                   }
                 });
    if (!IsLongAbsent(outside_days)) return;
    if (!GoesByJob(breakdown_)) {
      for (const PartTable::Index part : PartsOn(span_.last, last)) {
        AddLongAbsent(outside_days, organized_days, table_.cell(part).figures());
      }
      return;
    }
    // Of equal ones the earlier.
    const auto most =
        std::max_element(days_of_part.begin(), days_of_part.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    AddLongAbsent(outside_days, organized_days, table_.cell(most->first).figures());
  }

  const Question& question_;
  const Breakdown breakdown_;
  const NumberedSpan& span_;
  std::vector<Era> eras_;  // its own: they remember what they have looked up
  const PersonEras all_eras_;
  PartTable& table_;
};

bool IsEmpty(const PeriodFigures& figures) {
  return figures.outbound_person_day_count == 0 && figures.long_absent_person_count == 0;
}

bool MoreDays(const PeriodPart& a, const PeriodPart& b) {
  return std::make_tuple(-a.figures.outbound_person_day_count, absl::string_view(a.key), a.number) <
         std::make_tuple(-b.figures.outbound_person_day_count, absl::string_view(b.key), b.number);
}

}  // namespace

std::vector<PeriodPart> CountPeriodParts(const reference::Divisions& divisions,
                                         const Entries& entries, const Question& question,
                                         const std::string& division, Breakdown breakdown,
                                         const DaySpan& span, std::size_t workers_a_thread) {
  const NumberedSpan numbered(span, question.known_at);
  const std::vector<Era> eras = ErasOf(divisions, entries.texts(), numbered.first,
                                       std::max(numbered.last, question.known_at.day), {division});
  const std::size_t worker_count = entries.workers().size();
  std::vector<PartTable> tables(PartsOf(worker_count, workers_a_thread),
                                PartTable(entries.texts(), PeriodCell(division, span)));
  InParts(worker_count, tables.size(), [&](std::size_t part, std::int32_t begin, std::int32_t end) {
    PartCount count(question, breakdown, numbered, eras, tables[part]);
    ForPersonsAmong(entries, begin, end, question.known_at,
                    [&](const Person& person) { count.Add(person); });
  });
  std::map<Names, PeriodCell> cells;
  for (PartTable& table : tables) {
    for (const auto& [names, index] : table.by_name()) {
      cells.try_emplace(names, division, span).first->second.Add(table.cell(index));
    }
  }
  std::vector<PeriodPart> parts;
  for (auto& [names, cell] : cells) {
    // Where somebody was for some days who is not told of in the end.
    if (IsEmpty(cell.figures())) continue;
    parts.push_back({names.first, names.second, cell.Finish()});
  }
  std::sort(parts.begin(), parts.end(), MoreDays);
  return parts;
}

}  // namespace laowu::ratio

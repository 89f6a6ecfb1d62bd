#include "ratio/signals.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "ratio/explaining.h"
#include "ratio/new_spells.h"
#include "ratio/record_pairs.h"

namespace laowu::ratio {
namespace {

// Whom a signal is about, gathered person by person.
struct Tallied {
  std::int32_t compared_count = 0;
  std::vector<std::pair<TextId, TextId>> evidence;  // worker and outcome; all that are measured
};

// Organiser and day; kNoDay for the whole window.
using Subject = std::pair<TextId, DayNumber>;

// The counties of the division asked for, by the map of one day, numbered from 1 as they are met:
// of a township, the one that it lies in, whole.
class Counties {
 public:
  Counties(Era& era, absl::string_view division) : era_(era) {
    if (division.size() <= kCountyDigits) return;
    const Place place = era_.places.Resolve(division, CivilDayOf(era_.first));
    if (place.township != kNoUnit) whole_ = place.county;
  }
  // Whether who is not of the division may be of its county.
  bool OfTownship() const { return whole_ != kNoUnit; }
  // Of who is registered as `on` says; 0: in none of them.
  std::uint16_t Of(const PersonOnDay& on) {
    if (!on.known) return 0;
    const Place home = era_.places.Find(on.division, on.division_day);
    if (home.county == kNoUnit) return 0;
    if (home.county != whole_ && era_.TargetOf(home) < 0) return 0;
    const auto number = static_cast<std::uint16_t>(units_.size());
    const auto [found, is_new] = numbers_.try_emplace(home.county, number);
    if (is_new) units_.push_back(home.county);
    return found->second;
  }
  std::size_t size() const { return units_.size(); }
  const std::string& CodeOf(std::uint16_t county) const {
    return era_.places.CodeOf(units_[county]);
  }

 private:
  static constexpr std::size_t kCountyDigits = 6;

  Era& era_;
  UnitId whole_ = kNoUnit;
  std::vector<UnitId> units_ = {kNoUnit};  // by number
  absl::flat_hash_map<UnitId, std::uint16_t> numbers_;
};

class JobFinder final : public SignalFinder {
 public:
  explicit JobFinder(const SignalWindow& window)
      : entries_(window.entries),
        question_(window.question),
        first_(window.first),
        eras_(window.eras),
        counties_(EraOf(window.eras, window.question.day), window.division),
        first_records_(window.first_records) {}

  void LookAt(const Person& person, const Life& life, PersonSigns& signs) override {
    NoteFirstRecord(person, life.history);
    if (life.timeline.jobs.empty()) return;
    worker_ = NameOf(entries_, person, question_.known_at);
    person_ = &person;
    signs_ = &signs;
    LookAtLastDay(person, life);
    LookAtConversions(life);
    LookAtJobs(life);
    LookAtRetention(life);
  }

  // A county takes over as one, whichever of its townships is asked for.
  void PassOver(const Person& person, const WorkerHistory& history) override {
    if (counties_.OfTownship()) NoteFirstRecord(person, history);
  }

  std::vector<Signal> Tell(const AllSigns& all) override {
    CountAll(all);
    TellMonthEnds();
    TellBursts();
    TellAll(SignalKind::kNoPlacement);
    TellAll(SignalKind::kNoEmployerConfirmation);
    TellLowRetention();
    TellAll(SignalKind::kSameEmployerBefore);
    TellAll(SignalKind::kWentAloneBefore);
    TellLateOpenings();
    const auto key = [](const Signal& signal) {
      return std::make_tuple(signal.kind, -signal.measured_count, signal.date,
                             absl::string_view(signal.organizer),
                             absl::string_view(signal.division_code));
    };
    std::sort(signals_.begin(), signals_.end(),
              [&key](const Signal& a, const Signal& b) { return key(a) < key(b); });
    tallies_.clear();
    late_openings_.clear();
    held_against_.clear();
    return std::exchange(signals_, {});
  }

 private:
  using Tallies = absl::flat_hash_map<Subject, Tallied>;

  void CountAll(const AllSigns& all) {
    const std::vector<DayNumber> take_overs = TakeOvers();
    for (const auto& [worker, signs] : all) {
      for (const CountSign& sign : signs.counts) Count(sign, take_overs);
      if (signs.rare == nullptr) continue;
      for (const RecordPair& pair : signs.rare->alone) {
        held_against_.insert({pair.outcome->name, pair});
      }
    }
  }

  // By county: when its first outcome was recorded. Before it no ledger can have been taken over.
  std::vector<DayNumber> TakeOvers() const {
    std::vector<DayNumber> days(counties_.size(), kFarDay);
    for (const auto& [worker, first] : first_records_) {
      days[first.county] = std::min(days[first.county], first.day);
    }
    return days;
  }

  void Count(const CountSign& sign, const std::vector<DayNumber>& take_overs) {
    const bool of_organized = sign.kind == SignalKind::kLateOpeningBalance;
    const bool opening = sign.county != 0 && sign.day != kNoDay;
    const bool late = opening && take_overs[sign.county] < sign.day - kTakeOverDays;
    // What was taken over in time is in no burst, and has no placement by its nature.
    if (opening && !late && sign.kind == SignalKind::kOrganizerBurst) return;
    const DayNumber day = sign.kind == SignalKind::kNoPlacement ? kNoDay : sign.day;
    Tallied& tallied =
        of_organized ? late_openings_[sign.county] : tallies_[sign.kind][{sign.organizer, day}];
    ++tallied.compared_count;
    const bool measured = opening ? late && sign.measured : sign.measured;
    if (measured) tallied.evidence.emplace_back(sign.worker, sign.outcome);
  }

  void NoteFirstRecord(const Person& person, const WorkerHistory& history) {
    // What a trial recorded and took back is no take-over.
    const std::vector<TakenBack> taken = TakenBackOf(person.rows, question_.known_at);
    const OutcomeRow* first = nullptr;
    for (const OutcomeRow* row : person.rows) {
      if (row->type == OutcomeType::kVoided) continue;
      if (row->record_nanos > question_.known_at.nanos) continue;
      if (first != nullptr && first->record_nanos <= row->record_nanos) continue;
      const bool stands = std::none_of(taken.begin(), taken.end(),
                                       [row](const TakenBack& one) { return one.row == row; });
      if (stands) first = row;
    }
    if (first == nullptr) return;
    const DayNumber day = RecordDayOf(first->record_nanos);
    const std::uint16_t county = counties_.Of(history.On(day));
    if (county != 0) first_records_[person.workers[0]] = {day, county};
  }

  // Of a job that the old ledger knew: one that is taken back and recorded anew, as of the same
  // day, channel and organiser, was taken over when it was recorded first.
  DayNumber RecordDayOfOpening(const Job& job) const {
    std::int64_t nanos = job.row->record_nanos;
    for (const OutcomeRow* row : person_->rows) {
      if (row->type == OutcomeType::kOpeningBalance && row->day == job.row->day &&
          row->channel == job.row->channel && row->organizer == job.row->organizer) {
        nanos = std::min(nanos, row->record_nanos);
      }
    }
    return RecordDayOf(nanos);
  }
  // Where the person was registered then.
  std::uint16_t CountyOfOpening(const Job& job, const Life& life) {
    return counties_.Of(life.history.On(RecordDayOfOpening(job)));
  }
  static bool IsOpening(const Job& job) { return job.row->type == OutcomeType::kOpeningBalance; }

  // Organised on the last day, by whom, without placement or without the employer's word, or though
  // they are on record as gone alone.
  void LookAtLastDay(const Person& person, const Life& life) {
    const DayOfLife day = JudgeOn(life, question_, question_.day, eras_);
    const Verdict& verdict = day.verdict;
    if (day.target < 0 || verdict.standing != Standing::kOrganized) return;
    const JobStanding& held = verdict.job_standing;
    const bool long_enough = verdict.job->start + kConfirmationDays <= question_.day;
    const int wanted = GradeOfKind(AttestationKind::kEmployerConfirmation);
    Measure(SignalKind::kNoEmployerConfirmation, {held.organizer, kNoDay},
            long_enough && held.evidence.grade < wanted, verdict.job->row);
    // By which the person counts: an earlier one, where rule 4 carries it, and its organiser.
    const Job& counts = JobThatCounts(verdict, life.timeline);
    const JobStanding& standing = StandingThatCounts(verdict);
    const Subject subject{standing.organizer, kNoDay};
    const bool nobody_placed = standing.placement == kNoText;
    if (IsOpening(counts)) {
      MeasureOpening(SignalKind::kNoPlacement, subject.first, counts, life, nobody_placed);
    } else {
      Measure(SignalKind::kNoPlacement, subject, nobody_placed, counts.row);
    }
    MeasureLateOpening(counts, life, counties_.Of(day.on));
    // Dated before the window, and told in it, it is of the window too.
    const bool of_window =
        counts.start >= first_ || RecordDayOf(counts.row->record_nanos) >= first_;
    const std::optional<RecordPair> alone =
        of_window ? GoneAlone(person, life, counts, question_) : std::nullopt;
    Measure(SignalKind::kWentAloneBefore, subject, alone.has_value(), counts.row);
    if (alone.has_value()) signs_->MakeRare().alone.push_back(*alone);
  }

  // Organised in `county`, and perhaps by what was recorded in the window as the old ledger's.
  void MeasureLateOpening(const Job& counts, const Life& life, std::uint16_t county) {
    if (county == 0) return;
    const DayNumber recorded = RecordDayOfOpening(counts);
    const bool opening =
        IsOpening(counts) && recorded >= first_ && CountyOfOpening(counts, life) == county;
    signs_->counts.push_back({worker_, counts.row->name, kNoText, opening ? recorded : kNoDay,
                              SignalKind::kLateOpeningBalance, opening, county});
  }

  // From not organised to organised within a spell, as reported: there a relabelling shows.
  void LookAtConversions(const Life& life) {
    Question reported = question_;
    reported.strictness = Strictness::kAsReported;
    ChangeDays days = {first_ - 1};
    for (const DayNumber change : ChangesOf(life.timeline, life.history, eras_)) {
      if (days.back() < change && change <= question_.day) days.push_back(change);
    }
    if (days.size() == 1) return;
    DayNumber unorganized_start = kNoDay;  // of a spell that was not organised the day before
    for (const DayNumber change : days) {
      const DayOfLife day = JudgeOn(life, reported, change, eras_);
      const Verdict& verdict = day.verdict;
      const bool organized = verdict.standing == Standing::kOrganized;
      if (organized && day.target >= 0 && unorganized_start != kNoDay &&
          verdict.spell_start == unorganized_start) {
        const DayNumber month = DayNumberOf(LastDayOfMonth(CivilDayOf(change)));
        const JobStanding& standing = verdict.job_standing;
        const OutcomeRow* row =
            standing.relabelled_by != nullptr ? standing.relabelled_by : standing.decided_by;
        Measure(SignalKind::kMonthEndConversions, {kNoText, month}, change > month - kMonthEndDays,
                row);
      }
      const bool counted = verdict.standing != Standing::kNotCounted;
      unorganized_start = counted && !organized ? verdict.spell_start : kNoDay;
    }
  }

  // Jobs that an organiser began in the window, or that were recorded in it as the old ledger's.
  void LookAtJobs(const Life& life) {
    for (const Job& job : life.timeline.jobs) {
      if (job.local) continue;
      if (IsOpening(job)) {
        LookAtOpening(job, life);
        continue;
      }
      if (job.start < first_ || job.start > question_.day) continue;
      const DayOfLife day = JudgeOn(life, question_, job.start, eras_);
      if (day.target < 0 || day.verdict.standing == Standing::kNotCounted) continue;
      const TextId organizer = StandingOn(job, job.start, day.verdict).organizer;
      if (organizer != kNoText) {
        Measure(SignalKind::kOrganizerBurst, {organizer, job.start}, true, job.row);
      }
      const bool organized =
          day.verdict.job == &job && day.verdict.standing == Standing::kOrganized;
      Measure(SignalKind::kSameEmployerBefore, {organizer, kNoDay},
              organized && WorkedThereBefore(life, job), job.row);
    }
  }

  // On a day as judged; of a job that does not decide by the stay alone.
  JobStanding StandingOn(const Job& job, DayNumber day, const Verdict& verdict) const {
    return verdict.job == &job ? verdict.job_standing
                               : StandingOf(job, day, question_.known_at.nanos);
  }

  void LookAtOpening(const Job& job, const Life& life) {
    const DayNumber away = std::max(job.start, first_);
    if (away > question_.day || RecordDayOfOpening(job) < first_) return;
    const DayOfLife day = JudgeOn(life, question_, away, eras_);
    if (day.target < 0 || day.verdict.standing == Standing::kNotCounted) return;
    const TextId organizer = StandingOn(job, away, day.verdict).organizer;
    if (organizer == kNoText) return;
    MeasureOpening(SignalKind::kOrganizerBurst, organizer, job, life, true);
  }

  // For the same employer, not organised, within half a year before.
  bool WorkedThereBefore(const Life& life, const Job& job) const {
    if (job.row->employer == kNoText) return false;
    for (const Job& earlier : life.timeline.jobs) {
      if (earlier.row->employer != job.row->employer || earlier.start >= job.start) continue;
      if (earlier.end <= job.start - kSameEmployerDays) continue;
      const auto channel =
          StandingOf(earlier, earlier.start, question_.known_at.nanos).reported_channel;
      if (!question_.policy->rule(channel).counts_as_broad) return true;
    }
    return false;
  }

  // Organised new spells, and which of them did not last.
  void LookAtRetention(const Life& life) {
    for (const NewSpell& spell : NewSpellsOf(life, question_, first_, question_.day, eras_)) {
      const DayNumber later = spell.day + kConfirmationDays;
      const TextId organizer = spell.verdict.job_standing.organizer;
      if (spell.verdict.standing != Standing::kOrganized || organizer == kNoText) continue;
      if (later > question_.known_at.day) continue;
      Measure(SignalKind::kLowRetention, {organizer, kNoDay},
              !LastsOn(life, question_, spell.day, later, eras_), spell.verdict.job->row);
    }
  }

  void Measure(SignalKind kind, const Subject& subject, bool measured, const OutcomeRow* row) {
    signs_->counts.push_back({worker_, row->name, subject.first, subject.second, kind, measured});
  }
  // Whether it is late is known once everybody has been looked at.
  void MeasureOpening(SignalKind kind, TextId organizer, const Job& job, const Life& life,
                      bool measured) {
    const std::uint16_t county = CountyOfOpening(job, life);
    const DayNumber recorded = RecordDayOfOpening(job);
    signs_->counts.push_back({worker_, job.row->name, organizer, county == 0 ? kNoDay : recorded,
                              kind, measured && county != 0, county});
  }

  void TellMonthEnds() {
    for (auto& [subject, tallied] : tallies_[SignalKind::kMonthEndConversions]) {
      const auto measured = static_cast<std::int32_t>(tallied.evidence.size());
      if (measured < kConversionsLeast) continue;
      if (100 * measured <= kMonthEndPercent * tallied.compared_count) continue;
      TellOf(SignalKind::kMonthEndConversions, subject, tallied);
    }
  }

  void TellBursts() {
    std::vector<std::int32_t> counts;
    for (const auto& [subject, tallied] : tallies_[SignalKind::kOrganizerBurst]) {
      counts.push_back(tallied.compared_count);
    }
    if (counts.empty()) return;
    const auto middle = counts.begin() + static_cast<std::ptrdiff_t>((counts.size() - 1) / 2);
    std::nth_element(counts.begin(), middle, counts.end());
    for (auto& [subject, tallied] : tallies_[SignalKind::kOrganizerBurst]) {
      const std::int32_t begun = tallied.compared_count;
      if (begun < kBurstLeast || begun <= kBurstTimesMedian * *middle) continue;
      tallied.compared_count = *middle;
      TellOf(SignalKind::kOrganizerBurst, subject, tallied);
    }
  }

  void TellLowRetention() {
    struct Share {
      std::int64_t retained;
      std::int64_t spells;
    };
    std::vector<Share> shares;
    for (const auto& [subject, tallied] : tallies_[SignalKind::kLowRetention]) {
      if (tallied.compared_count < kRetentionSpellsLeast) continue;
      const auto gone = static_cast<std::int64_t>(tallied.evidence.size());
      shares.push_back({tallied.compared_count - gone, tallied.compared_count});
    }
    if (shares.empty()) return;
    const auto middle = shares.begin() + static_cast<std::ptrdiff_t>((shares.size() - 1) / 2);
    std::nth_element(shares.begin(), middle, shares.end(), [](const Share& a, const Share& b) {
      return a.retained * b.spells < b.retained * a.spells;
    });
    const Share median = *middle;
    for (auto& [subject, tallied] : tallies_[SignalKind::kLowRetention]) {
      if (tallied.compared_count < kRetentionSpellsLeast) continue;
      const std::int64_t retained =
          tallied.compared_count - static_cast<std::int64_t>(tallied.evidence.size());
      if (2 * retained * median.spells >= median.retained * tallied.compared_count) continue;
      TellOf(SignalKind::kLowRetention, subject, tallied);
      signals_.back().measured_count = static_cast<std::int32_t>(retained);
    }
  }

  void TellAll(SignalKind kind) {
    for (auto& [subject, tallied] : tallies_[kind]) {
      if (!tallied.evidence.empty()) TellOf(kind, subject, tallied);
    }
  }

  void TellLateOpenings() {
    for (auto& [county, tallied] : late_openings_) {
      if (tallied.evidence.empty()) continue;
      TellOf(SignalKind::kLateOpeningBalance, {kNoText, kNoDay}, tallied);
      signals_.back().division_code = counties_.CodeOf(county);
    }
  }

  void TellOf(SignalKind kind, const Subject& subject, Tallied& tallied) {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    Signal signal;
    signal.kind = kind;
    signal.organizer = std::string(text(subject.first));
    if (subject.second != kNoDay) signal.date = CivilDayOf(subject.second);
    signal.measured_count = static_cast<std::int32_t>(tallied.evidence.size());
    signal.compared_count = tallied.compared_count;
    const auto kept = std::min<std::size_t>(kEvidenceMost, tallied.evidence.size());
    std::partial_sort(tallied.evidence.begin(),
                      tallied.evidence.begin() + static_cast<std::ptrdiff_t>(kept),
                      tallied.evidence.end(), [&](const auto& a, const auto& b) {
                        return std::make_pair(text(a.first), text(a.second)) <
                               std::make_pair(text(b.first), text(b.second));
                      });
    for (std::size_t i = 0; i < kept; ++i) {
      signal.workers.emplace_back(text(tallied.evidence[i].first));
      signal.outcomes.emplace_back(text(tallied.evidence[i].second));
      if (kind != SignalKind::kWentAloneBefore) continue;
      const RecordPair& pair = held_against_.at(tallied.evidence[i].second);
      signal.evidences.push_back(ToEvidence(entries_, tallied.evidence[i].first, pair));
    }
    signals_.push_back(std::move(signal));
  }

  const Entries& entries_;
  const Question& question_;
  const DayNumber first_;
  std::vector<Era>& eras_;
  Counties counties_;
  FirstRecords& first_records_;
  TextId worker_ = kNoText;  // whose turn it is
  const Person* person_ = nullptr;
  PersonSigns* signs_ = nullptr;
  // While signals are told.
  std::map<SignalKind, Tallies> tallies_;
  std::map<std::uint16_t, Tallied> late_openings_;        // by county
  absl::flat_hash_map<TextId, RecordPair> held_against_;  // by outcome: of kWentAloneBefore
  std::vector<Signal> signals_;
};

}  // namespace

std::unique_ptr<SignalFinder> MakeJobFinder(const SignalWindow& window) {
  return std::make_unique<JobFinder>(window);
}

}  // namespace laowu::ratio

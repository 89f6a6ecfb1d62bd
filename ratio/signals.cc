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

class JobFinder final : public SignalFinder {
 public:
  explicit JobFinder(const SignalWindow& window)
      : entries_(window.entries),
        question_(window.question),
        first_(window.first),
        eras_(window.eras) {}

  void LookAt(const Person& person, const Life& life, PersonSigns& signs) override {
    if (life.timeline.jobs.empty()) return;
    worker_ = NameOf(entries_, person, question_.known_at);
    signs_ = &signs;
    LookAtLastDay(person, life);
    LookAtConversions(life);
    LookAtJobs(life);
    LookAtRetention(life);
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
    std::sort(signals_.begin(), signals_.end(), [](const Signal& a, const Signal& b) {
      return std::make_tuple(a.kind, -a.measured_count, a.date, absl::string_view(a.organizer)) <
             std::make_tuple(b.kind, -b.measured_count, b.date, absl::string_view(b.organizer));
    });
    tallies_.clear();
    held_against_.clear();
    return std::exchange(signals_, {});
  }

 private:
  using Tallies = absl::flat_hash_map<Subject, Tallied>;

  void CountAll(const AllSigns& all) {
    for (const auto& [worker, signs] : all) {
      for (const CountSign& sign : signs.counts) {
        Tallied& tallied = tallies_[sign.kind][{sign.organizer, sign.day}];
        ++tallied.compared_count;
        if (sign.measured) tallied.evidence.emplace_back(sign.worker, sign.outcome);
      }
      if (signs.rare == nullptr) continue;
      for (const RecordPair& pair : signs.rare->alone) {
        held_against_.insert({pair.outcome->name, pair});
      }
    }
  }

  // Organised on the last day, by whom, without placement or without the employer's word, or though
  // they are on record as gone alone.
  void LookAtLastDay(const Person& person, const Life& life) {
    const DayOfLife day = JudgeOn(life, question_, question_.day, eras_);
    const Verdict& verdict = day.verdict;
    if (day.target < 0 || verdict.standing != Standing::kOrganized) return;
    const JobStanding& standing = verdict.job_standing;
    const Subject subject{standing.organizer, kNoDay};
    const bool handed_over = verdict.job->row->type == OutcomeType::kOpeningBalance;
    Measure(SignalKind::kNoPlacement, subject, standing.placement == kNoText && !handed_over,
            verdict.job->row);
    const bool long_enough = verdict.job->start + kConfirmationDays <= question_.day;
    const int wanted = GradeOfKind(AttestationKind::kEmployerConfirmation);
    Measure(SignalKind::kNoEmployerConfirmation, subject,
            long_enough && standing.evidence.grade < wanted, verdict.job->row);
    const Job& counts = CountingJob(life, verdict);
    // Dated before the window, and told in it, it is of the window too.
    const bool of_window =
        counts.start >= first_ || RecordDayOf(counts.row->record_nanos) >= first_;
    const std::optional<RecordPair> alone =
        of_window ? GoneAlone(person, life, counts, question_) : std::nullopt;
    Measure(SignalKind::kWentAloneBefore, subject, alone.has_value(), counts.row);
    if (alone.has_value()) signs_->MakeRare().alone.push_back(*alone);
  }

  // By which the person counts: an earlier one, where rule 4 carries it.
  static const Job& CountingJob(const Life& life, const Verdict& verdict) {
    for (const Job& job : life.timeline.jobs) {
      if (job.row == verdict.carried) return job;
    }
    return *verdict.job;
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

  // Jobs that an organiser began in the window.
  void LookAtJobs(const Life& life) {
    for (const Job& job : life.timeline.jobs) {
      const bool handed_over = job.row->type == OutcomeType::kOpeningBalance;
      if (job.local || handed_over || job.start < first_ || job.start > question_.day) continue;
      const DayOfLife day = JudgeOn(life, question_, job.start, eras_);
      if (day.target < 0 || day.verdict.standing == Standing::kNotCounted) continue;
      const TextId organizer = StandingOf(job, job.start, question_.known_at.nanos).organizer;
      if (organizer != kNoText) {
        Measure(SignalKind::kOrganizerBurst, {organizer, job.start}, true, job.row);
      }
      const bool organized =
          day.verdict.job == &job && day.verdict.standing == Standing::kOrganized;
      Measure(SignalKind::kSameEmployerBefore, {organizer, kNoDay},
              organized && WorkedThereBefore(life, job), job.row);
    }
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
  TextId worker_ = kNoText;  // whose turn it is
  PersonSigns* signs_ = nullptr;
  // While signals are told.
  std::map<SignalKind, Tallies> tallies_;
  absl::flat_hash_map<TextId, RecordPair> held_against_;  // by outcome: of kWentAloneBefore
  std::vector<Signal> signals_;
};

}  // namespace

std::unique_ptr<SignalFinder> MakeJobFinder(const SignalWindow& window) {
  return std::make_unique<JobFinder>(window);
}

}  // namespace laowu::ratio

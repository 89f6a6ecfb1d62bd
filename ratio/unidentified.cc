#include "ratio/unidentified.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "ratio/counting.h"
#include "ratio/explaining.h"
#include "ratio/new_spells.h"
#include "ratio/record_pairs.h"

namespace laowu::ratio {
namespace {

class UnidentifiedFinder final : public SignalFinder {
 public:
  explicit UnidentifiedFinder(const SignalWindow& window)
      : entries_(window.entries),
        question_(window.question),
        first_(window.first),
        eras_(window.eras) {}

  void LookAt(const Person& person, const Life& life, PersonSigns& signs) override {
    const FactRow* const made = MadeWithoutNumber(person);
    if (made == nullptr) return;  // as nearly all
    const DayNumber recorded = RecordDayOf(made->record_nanos);
    if (recorded < first_ - kUsualDays || recorded > question_.day) return;
    ChangeDays days = ChangesOf(life.timeline, life.history, eras_);
    days.insert(days.begin(), recorded);
    for (const DayNumber day : days) {
      if (day < recorded || day > std::min(recorded + kSoonDays, question_.day)) continue;
      const DayOfLife there = JudgeOn(life, question_, day, eras_);
      if (there.target < 0 || !CountsByOneWord(there.verdict)) continue;
      signs.MakeRare().unidentified = {EraOf(eras_, day).places.CodeOf(there.home.county),
                                       NameOf(entries_, person, question_.known_at), made->name,
                                       there.verdict.job->row->name, recorded < first_};
      return;
    }
  }

  std::vector<Signal> Tell(const AllSigns& all) override {
    std::map<absl::string_view, Found> counties;  // by code
    for (const auto& [worker, signs] : all) {
      if (signs.rare == nullptr || !signs.rare->unidentified.has_value()) continue;
      const RareSigns::Unidentified& one = *signs.rare->unidentified;
      Found& found = counties[one.county];
      if (one.before) {
        ++found.before_count;
      } else {
        found.in_window.push_back({one.worker, one.fact, one.outcome});
      }
    }
    std::vector<Signal> signals;
    for (auto& [county, found] : counties) {
      if (IsTold(found)) signals.push_back(TellOf(county, found));
    }
    std::sort(signals.begin(), signals.end(), [](const Signal& a, const Signal& b) {
      return std::tie(b.measured_count, a.division_code) <
             std::tie(a.measured_count, b.division_code);
    });
    return signals;
  }

 private:
  struct Evidence {
    TextId worker;
    TextId fact;
    TextId outcome;
  };
  struct Found {
    std::int64_t before_count = 0;  // recorded in the kUsualDays before the window
    std::vector<Evidence> in_window;
  };

  // The first PROFILE of a person of whose records none was made with an identity number.
  const FactRow* MadeWithoutNumber(const Person& person) const {
    const FactRow* first = nullptr;
    for (const FactRow& row : person.facts) {
      if (row.kind != FactKind::kProfile || row.record_nanos > question_.known_at.nanos) continue;
      if (!row.without_identity_number) return nullptr;
      if (first == nullptr || std::tie(row.record_nanos, row.sequence) <
                                  std::tie(first->record_nanos, first->sequence)) {
        first = &row;
      }
    }
    return first;
  }

  // Organised, and nobody confirms it whom the county does not speak for.
  static bool CountsByOneWord(const Verdict& verdict) {
    return verdict.standing == Standing::kOrganized &&
           verdict.job_standing.evidence.grade <
               GradeOfKind(AttestationKind::kEmployerConfirmation);
  }

  DayNumber window_days() const { return question_.day - first_ + 1; }

  bool IsTold(const Found& found) const {
    const auto measured = static_cast<std::int64_t>(found.in_window.size());
    return measured >= kUnidentifiedLeast &&
           measured * kUsualDays > kTimesUsual * found.before_count * window_days();
  }

  Signal TellOf(absl::string_view county, Found& found) const {
    const auto text = [this](TextId id) { return entries_.texts().text(id); };
    Signal signal;
    signal.kind = SignalKind::kNewWithoutIdentityNumber;
    signal.division_code = std::string(county);
    signal.measured_count = static_cast<std::int32_t>(found.in_window.size());
    signal.compared_count =
        static_cast<std::int32_t>(found.before_count * window_days() / kUsualDays);
    std::set<std::string> principals;
    for (const Evidence& one : found.in_window) {
      principals.emplace(text(entries_.RecordedBy(one.fact)));
    }
    principals.erase("");
    signal.recorded_by.assign(principals.begin(), principals.end());
    std::sort(
        found.in_window.begin(), found.in_window.end(),
        [&](const Evidence& a, const Evidence& b) { return text(a.worker) < text(b.worker); });
    found.in_window.resize(std::min<std::size_t>(kEvidenceMost, found.in_window.size()));
    for (const Evidence& one : found.in_window) {
      signal.workers.emplace_back(text(one.worker));
      signal.facts.emplace_back(text(one.fact));
      signal.outcomes.emplace_back(text(one.outcome));
    }
    return signal;
  }

  const Entries& entries_;
  const Question& question_;
  const DayNumber first_;
  std::vector<Era>& eras_;
};

}  // namespace

std::unique_ptr<SignalFinder> MakeUnidentifiedFinder(const SignalWindow& window) {
  return std::make_unique<UnidentifiedFinder>(window);
}

}  // namespace laowu::ratio

#include "ratio/revisions.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "ratio/explaining.h"
#include "ratio/persons.h"

namespace laowu::ratio {
namespace {

// A person of a group of records as it stands for one question.
struct Stood {
  TextId division = kNoText;  // of registration on the day
  bool is_here = false;       // which lies in the division asked for
  Standing standing = Standing::kNotCounted;
};
struct Found {
  TextId name;
  Person person;
  Stood stood;
};

// Copying one would leave its facts behind.
static_assert(std::is_nothrow_move_constructible_v<Person>);

class Revising {
 public:
  Revising(const reference::Divisions& divisions, const Entries& entries,
           const std::string& division, const Question& before, const Question& now,
           const reference::Policy& policy)
      : entries_(entries),
        before_(before),
        now_(now),
        policy_(policy),
        era_(divisions, entries.texts(), before.day, {division}) {
    lapsed_ = before;
    lapsed_.known_at.day = now.known_at.day;
    by_policy_ = now;
    by_policy_.policy = &policy;
  }

  std::vector<RevisedPerson> Find() {
    const auto count = static_cast<std::int32_t>(entries_.workers().size());
    for (std::int32_t i = 0; i < count; ++i) {
      const WorkerEntries& worker = entries_.workers()[static_cast<std::size_t>(i)];
      if (worker.group < 0 && worker.outcomes.empty()) continue;
      if (worker.group >= 0 && entries_.group(worker.group)[0] != i) continue;
      Compare(PersonsAround(i, before_), PersonsAround(i, now_));
    }
    std::sort(revised_.begin(), revised_.end(), [](const RevisedPerson& a, const RevisedPerson& b) {
      return std::make_pair(absl::string_view(a.worker), a.cause) <
             std::make_pair(absl::string_view(b.worker), b.cause);
    });
    return std::move(revised_);
  }

 private:
  // By `rows`, of the person's.
  Stood StoodFor(const Person& person, absl::Span<const OutcomeRow* const> rows,
                 const Question& question, KnownAt facts_known_at) {
    const PersonOnDay on = WorkerHistory(person.facts, facts_known_at).On(question.day);
    Stood stood{on.division};
    if (!on.known) return stood;
    const Place home = era_.places.Find(on.division, on.division_day);
    stood.is_here = era_.TargetOf(home) >= 0;
    if (!stood.is_here) return stood;
    const Timeline timeline =
        DeriveTimeline(rows, question.known_at, question.policy->rules_version);
    stood.standing = JudgeForCount(on, home, timeline, question, era_.places).standing;
    return stood;
  }
  Stood StoodFor(const Person& person, const Question& question, KnownAt facts_known_at) {
    return StoodFor(person, person.rows, question, facts_known_at);
  }
  Stood StoodFor(const Person& person, const Question& question) {
    return StoodFor(person, question, question.known_at);
  }

  std::vector<Found> PersonsAround(std::int32_t worker, const Question& question) {
    std::vector<Found> found;
    ForPersonsAround(entries_, worker, question.known_at, [&](Person person) {
      const Stood stood = StoodFor(person, question);
      found.push_back({NameOf(entries_, person, question.known_at), std::move(person), stood});
    });
    return found;
  }

  void Compare(const std::vector<Found>& before, const std::vector<Found>& now) {
    const auto by_name = [](const std::vector<Found>& all, TextId name) {
      return std::find_if(all.begin(), all.end(), [&](const Found& f) { return f.name == name; });
    };
    const auto standing = [&](const std::vector<Found>& all, TextId name) {
      const auto found = by_name(all, name);
      return found == all.end() ? Standing::kNotCounted : found->stood.standing;
    };
    std::vector<TextId> names;
    names.reserve(before.size() + now.size());
    for (const Found& found : before) names.push_back(found.name);
    for (const Found& found : now) {
      if (by_name(before, found.name) == before.end()) names.push_back(found.name);
    }
    for (const TextId name : names) {
      const Standing was = standing(before, name);
      const Standing is = standing(now, name);
      if (was == is) continue;
      RevisedPerson& revised = Add(name, CauseOf(name, before, now), was, is);
      AddEvidence(Holding(before, name).person, Holding(now, name).person, now_, revised);
    }
    if (&policy_ == now_.policy) return;
    for (const Found& found : now) {
      const Standing was = found.stood.standing;
      const Standing is = StoodFor(found.person, by_policy_).standing;
      if (is == was) continue;
      RevisedPerson& revised = Add(found.name, RevisionCause::kPolicy, was, is);
      AddEvidence(found.person, found.person, by_policy_, revised);
    }
  }

  RevisedPerson& Add(TextId name, RevisionCause cause, Standing was, Standing is) {
    return revised_.emplace_back(
        RevisedPerson{std::string(entries_.texts().text(name)), cause, was, is, {}, {}, {}});
  }

  // `before` as known before, `now` as known now and asked by `question`.
  void AddEvidence(const Person& before, const Person& now, const Question& question,
                   RevisedPerson& revised) {
    const RevisionCause cause = revised.cause;
    if (cause == RevisionCause::kLapsed || cause == RevisionCause::kOrganizer ||
        cause == RevisionCause::kPolicy) {
      revised.outcomes = Deciding(now, question);
      if (revised.outcomes.empty()) revised.outcomes = Deciding(before, before_);
      return;
    }
    revised.outcomes = NamesOfNew(now.rows, [this](const OutcomeRow* row) {
      return IsNew(row->record_nanos) || IsVouchedForSince(*row) ? row : nullptr;
    });
    revised.attestations = NamesOfNewAttestations(now.rows);
    revised.facts = NamesOfNew(
        now.facts, [this](const FactRow& row) { return IsNew(row.record_nanos) ? &row : nullptr; });
  }

  // The outcome that decides on the day; none where none does.
  std::vector<std::string> Deciding(const Person& person, const Question& question) {
    const auto explained = ExplainPerson(entries_, person, question, era_, /*even_elsewhere=*/true);
    if (!explained.has_value() || explained->outcomes.empty()) return {};
    return {explained->outcomes.front()};
  }

  static DayNumber DayOf(const OutcomeRow& row) { return row.day; }
  static DayNumber DayOf(const FactRow& row) { return row.effective_day; }

  // The first by date. `new_one(item)`: the row if it is new, else nullptr.
  template <typename Items, typename NewOne>
  std::vector<std::string> NamesOfNew(const Items& items, NewOne new_one) const {
    std::vector<decltype(new_one(*items.begin()))> rows;
    for (const auto& item : items) {
      if (const auto* row = new_one(item)) rows.push_back(row);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const auto* a, const auto* b) {
      return std::make_tuple(DayOf(*a), a->record_nanos, a->sequence) <
             std::make_tuple(DayOf(*b), b->record_nanos, b->sequence);
    });
    std::vector<std::string> names;
    for (const auto* row : rows) {
      if (names.size() == kEvidenceMost) break;
      names.emplace_back(entries_.texts().text(row->name));
    }
    return names;
  }

  // The first by record time.
  template <typename Rows>
  std::vector<std::string> NamesOfNewAttestations(const Rows& rows) const {
    std::vector<std::pair<std::int64_t, std::string>> found;
    for (const OutcomeRow* row : rows) {
      for (const AttestationRow& attestation : row->attestations) {
        if (!IsNew(attestation.record_nanos)) continue;
        found.emplace_back(attestation.record_nanos,
                           absl::StrCat(entries_.texts().text(row->name),
                                        entries_.texts().text(attestation.name)));
      }
    }
    std::sort(found.begin(), found.end());
    std::vector<std::string> names;
    for (auto& [nanos, name] : found) {
      if (names.size() == kEvidenceMost) break;
      names.push_back(std::move(name));
    }
    return names;
  }

  // Who a record is part of.
  const Found& Holding(const std::vector<Found>& all, TextId name) const {
    const std::int32_t worker = entries_.FindWorker(name);
    return *std::find_if(all.begin(), all.end(), [&](const Found& found) {
      const auto& workers = found.person.workers;
      return std::find(workers.begin(), workers.end(), worker) != workers.end();
    });
  }

  RevisionCause CauseOf(TextId name, const std::vector<Found>& before,
                        const std::vector<Found>& now) {
    const Found& was = Holding(before, name);
    const Found& is = Holding(now, name);
    if (was.person.workers != is.person.workers) return RevisionCause::kMerged;
    if (HasMoved(was.stood, is)) return RevisionCause::kResidenceMoved;
    if (StoodFor(is.person, lapsed_).standing == is.stood.standing) return RevisionCause::kLapsed;
    if (IsByEvidence(is)) return RevisionCause::kLateEvidence;
    return CauseOfNewEntries(is.person);
  }

  // Elsewhere than was known, and it is this that tells: into the division or out of it, or by
  // itself enough for another standing. A first profile that came late moves nobody.
  bool HasMoved(const Stood& was, const Found& is) {
    if (was.division == kNoText || was.division == is.stood.division) return false;
    if (was.is_here != is.stood.is_here) return true;
    return StoodFor(is.person, before_, now_.known_at).standing != was.standing;
  }

  bool IsNew(std::int64_t record_nanos) const {
    return before_.known_at.nanos < record_nanos && record_nanos <= now_.known_at.nanos;
  }

  bool IsVouchedForSince(const OutcomeRow& row) const {
    return std::any_of(
        row.attestations.begin(), row.attestations.end(),
        [this](const AttestationRow& attestation) { return IsNew(attestation.record_nanos); });
  }

  // What is attested since of outcomes that were known before makes the difference: by itself, and
  // not without it.
  bool IsByEvidence(const Found& is) {
    std::vector<const OutcomeRow*> known;
    for (const OutcomeRow* row : is.person.rows) {
      if (!IsNew(row->record_nanos)) known.push_back(row);
    }
    const bool vouched = std::any_of(known.begin(), known.end(), [this](const OutcomeRow* row) {
      return IsVouchedForSince(*row);
    });
    if (!vouched) return false;
    const auto standing = [&] {
      return StoodFor(is.person, known, now_, before_.known_at).standing;
    };
    if (standing() != is.stood.standing) return false;
    std::vector<OutcomeRow> unvouched;
    unvouched.reserve(known.size());
    for (const OutcomeRow*& row : known) {
      OutcomeRow& copy = unvouched.emplace_back(*row);
      const auto last = std::remove_if(
          copy.attestations.begin(), copy.attestations.end(),
          [this](const AttestationRow& attestation) { return IsNew(attestation.record_nanos); });
      copy.attestations.erase(last, copy.attestations.end());
      row = &copy;
    }
    return standing() != is.stood.standing;
  }

  RevisionCause CauseOfNewEntries(const Person& person) const {
    bool takes_back = false;
    bool says = false;
    for (const OutcomeRow* row : person.rows) {
      if (!IsNew(row->record_nanos)) continue;
      (row->type == OutcomeType::kVoided ? takes_back : says) = true;
    }
    for (const FactRow& row : person.facts) {
      if (!IsNew(row.record_nanos)) continue;
      // Another birth date takes the place of the one that stood.
      const bool replaces = row.kind == FactKind::kBirthDate;
      takes_back |= replaces || row.kind == FactKind::kFactVoided;
      says |= replaces || row.kind != FactKind::kFactVoided;
    }
    if (takes_back) return says ? RevisionCause::kCorrected : RevisionCause::kVoided;
    return says ? RevisionCause::kLate : RevisionCause::kOrganizer;
  }

  const Entries& entries_;
  const Question before_;
  const Question now_;
  const reference::Policy& policy_;
  Question lapsed_;     // what was known before, judged on the date of now
  Question by_policy_;  // what is known now, by the other policy
  Era era_;
  std::vector<RevisedPerson> revised_;
};

}  // namespace

std::vector<RevisedPerson> FindRevisions(const reference::Divisions& divisions,
                                         const Entries& entries, const std::string& division,
                                         const Question& before, const Question& now,
                                         const reference::Policy& policy) {
  return Revising(divisions, entries, division, before, now, policy).Find();
}

std::vector<PersonStanding> StandingsOf(const reference::Divisions& divisions,
                                        const Entries& entries, const std::string& division,
                                        const Question& question) {
  Era era(divisions, entries.texts(), question.day, {division});
  std::vector<PersonStanding> result;
  ForEachJudged(era, entries, question,
                [&](const Person& person, const Place&, const Verdict& verdict) {
                  if (verdict.standing == Standing::kNotCounted) return;
                  const TextId name = NameOf(entries, person, question.known_at);
                  result.push_back({std::string(entries.texts().text(name)), verdict.standing});
                });
  std::sort(result.begin(), result.end(),
            [](const PersonStanding& a, const PersonStanding& b) { return a.worker < b.worker; });
  return result;
}

}  // namespace laowu::ratio

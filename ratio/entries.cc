#include "ratio/entries.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace laowu::ratio {
namespace {

// Puts `row` where it belongs in the order (day, record time, sequence, name), in place of the row
// of its name if there is one, which the caller rules out with `is_new`. True if there was none.
//
// What is recorded last mostly happened last: the end is looked at first, and a name, which lies
// far away in memory, only where all else is equal.
template <typename Row, typename DayOf>
bool Put(std::vector<Row>& rows, Row row, bool is_new, const TextTable& texts, DayOf day_of) {
  if (!is_new) {
    const auto old =
        std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.name == row.name; });
    is_new = old == rows.end();
    if (!is_new) rows.erase(old);
  }
  if (rows.size() == rows.capacity()) {  // most have few: doubling would waste as much as it holds
    rows.reserve(rows.size() + std::max<std::size_t>(1, rows.size() / 2));
  }
  const auto before = [&](const Row& a, const Row& b) {
    const auto key = [&](const Row& r) {
      return std::make_tuple(day_of(r), r.record_nanos, r.sequence);
    };
    const auto key_a = key(a);
    const auto key_b = key(b);
    return key_a == key_b ? texts.text(a.name) < texts.text(b.name) : key_a < key_b;
  };
  const auto place = rows.empty() || !before(row, rows.back())
                         ? rows.end()
                         : std::upper_bound(rows.begin(), rows.end(), row, before);
  rows.insert(place, std::move(row));
  return is_new;
}

// Whether two rows of one name say the same, but for who attests it.
bool SayTheSame(const OutcomeRow& a, const OutcomeRow& b) {
  const auto key = [](const OutcomeRow& r) {
    return std::tie(r.record_nanos, r.sequence, r.day, r.only_month, r.type, r.workplace,
                    r.employer, r.channel, r.organizer, r.placement, r.voids, r.self_employed,
                    r.commutes, r.wage_cny_per_month);
  };
  return key(a) == key(b);
}

// In place of the one of the same name, or at the end: their order plays no part.
template <typename Rows>
bool PutAttestation(Rows& rows, const AttestationRow& row) {
  for (AttestationRow& old : rows) {
    if (old.name == row.name) {
      old = row;
      return false;
    }
  }
  rows.push_back(row);
  return true;
}

// Not of the many that tell nothing a signal asks for.
bool TellsWho(const WorkerFact& fact) {
  if (fact.recorded_by.empty()) return false;
  if (fact.kind == FactKind::kProfile) return fact.without_identity_number;
  return fact.kind != FactKind::kSex && fact.kind != FactKind::kPolicyGroupAdded &&
         fact.kind != FactKind::kPolicyGroupRemoved;
}

}  // namespace

std::int32_t& Entries::IndexAt(Indexes& by_text, TextId text) {
  const auto at = static_cast<std::size_t>(text);
  if (at >= by_text.size()) by_text.resize(at + 1, -1);
  return by_text[at];
}

void Entries::Begin(std::int64_t record_nanos) {
  touched_.clear();
  last_record_nanos_ = record_nanos;
  own_record_nanos_ = record_nanos;
}

std::int32_t Entries::WorkerIndex(TextId name) {
  std::int32_t& index = IndexAt(worker_of_name_, name);
  if (index < 0) {
    index = static_cast<std::int32_t>(workers_.size());
    workers_.emplace_back();
    workers_.back().name = name;
  }
  return index;
}

TextId Entries::RecordedBy(TextId fact) const {
  const auto found = recorded_by_.find(fact);
  return found == recorded_by_.end() ? kNoText : found->second;
}

TextId Entries::UndoneImport(TextId voided) const {
  const auto found = undone_imports_.find(voided);
  return found == undone_imports_.end() ? kNoText : found->second;
}

std::uint16_t Entries::RecorderOf(absl::string_view principal) {
  if (principal.empty()) return 0;
  if (last_recorder_ != 0 && texts_.text(recorders_[last_recorder_]) == principal) {
    return last_recorder_;
  }
  const TextId text = texts_.Add(principal);
  const auto known = recorder_numbers_.find(text);
  if (known != recorder_numbers_.end()) return last_recorder_ = known->second;
  if (recorders_.size() > UINT16_MAX) return 0;
  last_recorder_ = static_cast<std::uint16_t>(recorders_.size());
  recorder_numbers_[text] = last_recorder_;
  recorders_.push_back(text);
  return last_recorder_;
}

std::int32_t Entries::FindWorker(absl::string_view name) const {
  return FindWorker(texts_.Find(name));
}

std::int32_t Entries::FindWorker(TextId name) const {
  const auto at = static_cast<std::size_t>(name);  // -1, for no text, is beyond any size
  return at < worker_of_name_.size() ? worker_of_name_[at] : -1;
}

void Entries::JoinGroups(std::int32_t a, std::int32_t b) {
  const auto group_of = [this](std::int32_t worker) {
    WorkerEntries& entries = workers_[static_cast<std::size_t>(worker)];
    if (entries.group < 0) {
      entries.group = static_cast<std::int32_t>(groups_.size());
      groups_.push_back({worker});
    }
    return entries.group;
  };
  const std::int32_t kept = group_of(a);
  const std::int32_t left = group_of(b);
  if (kept == left) return;
  std::vector<std::int32_t>& members = groups_[static_cast<std::size_t>(kept)];
  for (const std::int32_t worker : groups_[static_cast<std::size_t>(left)]) {
    workers_[static_cast<std::size_t>(worker)].group = kept;
    members.push_back(worker);
  }
  groups_[static_cast<std::size_t>(left)].clear();
  std::sort(members.begin(), members.end());
}

bool Entries::UpsertFact(const WorkerFact& fact) {
  if (fact.name.empty() || fact.worker.empty()) return false;
  const FactRow row = MakeFactRow(fact, texts_);
  Begin(row.record_nanos);
  const std::int32_t worker = WorkerIndex(row.worker);
  touched_.push_back(worker);
  if (TellsWho(fact)) recorded_by_[row.name] = texts_.Add(fact.recorded_by);
  if (fact.kind == FactKind::kMerged && !fact.merged_worker.empty()) {
    const std::int32_t other = WorkerIndex(row.text);
    JoinGroups(worker, other);
    touched_.push_back(other);
  }
  const bool is_new = Put(workers_[static_cast<std::size_t>(worker)].facts, row, /*is_new=*/false,
                          texts_, [](const FactRow& r) { return r.effective_day; });
  fact_count_ += is_new ? 1 : 0;
  return true;
}

OutcomeRow* Entries::FindOutcome(TextId name) {
  const std::int32_t owner = IndexAt(worker_of_outcome_, name);
  if (owner < 0) return nullptr;
  std::vector<OutcomeRow>& rows = workers_[static_cast<std::size_t>(owner)].outcomes;
  const auto row = std::find_if(rows.rbegin(), rows.rend(),  // mostly it is about the newest
                                [&](const OutcomeRow& r) { return r.name == name; });
  return row == rows.rend() ? nullptr : &*row;
}

void Entries::Prepare(absl::Span<const Outcome* const> outcomes) const {
  absl::InlinedVector<std::uint32_t, 512> hashes;
  for (const Outcome* outcome : outcomes) {
    texts_.PrefetchSlot(outcome->name);
    hashes.push_back(texts_.PrefetchSlot(outcome->worker));
    if (!outcome->employer.empty()) hashes.push_back(texts_.PrefetchSlot(outcome->employer));
  }
  absl::InlinedVector<TextId, 512> names;
  for (const std::uint32_t hash : hashes) {
    names.push_back(texts_.PrefetchText(hash));
    const auto at = static_cast<std::size_t>(names.back());  // -1 is beyond any size
    if (at < worker_of_name_.size()) __builtin_prefetch(&worker_of_name_[at]);
  }
  absl::InlinedVector<const WorkerEntries*, 256> workers;
  for (const TextId name : names) {
    texts_.PrefetchBytes(name);
    const std::int32_t worker = FindWorker(name);
    if (worker < 0) continue;
    workers.push_back(&workers_[static_cast<std::size_t>(worker)]);
    __builtin_prefetch(workers.back());
  }
  for (const WorkerEntries* worker : workers) {
    if (!worker->outcomes.empty()) __builtin_prefetch(&worker->outcomes.back());
  }
}

bool Entries::UpsertOutcome(const Outcome& outcome) {
  if (outcome.name.empty() || outcome.worker.empty()) return false;
  OutcomeRow row = MakeOutcomeRow(outcome, texts_);
  row.recorder = RecorderOf(outcome.recorded_by);
  if (!outcome.undone_import.empty()) {
    undone_imports_[row.name] = texts_.Add(outcome.undone_import);
  }
  Begin(row.record_nanos);
  const std::int32_t worker = WorkerIndex(texts_.Add(outcome.worker));
  touched_.push_back(worker);
  std::int32_t& owner = IndexAt(worker_of_outcome_, row.name);
  const bool never_put = owner < 0;
  if (const OutcomeRow* old = FindOutcome(row.name)) {
    row.attestations = old->attestations;
    if (owner == worker && SayTheSame(*old, row)) own_record_nanos_ = INT64_MAX;
    if (owner != worker) {
      std::erase_if(workers_[static_cast<std::size_t>(owner)].outcomes,
                    [&](const OutcomeRow& r) { return r.name == row.name; });
      touched_.push_back(owner);
      --outcome_count_;
    }
  }
  owner = worker;
  const auto waiting = waiting_.empty() ? waiting_.end() : waiting_.find(row.name);
  if (waiting != waiting_.end()) {
    for (const AttestationRow& attestation : waiting->second) {
      PutAttestation(row.attestations, attestation);
    }
    waiting_.erase(waiting);
  }
  for (const AttestationRow& attestation : row.attestations) {
    last_record_nanos_ = std::max(last_record_nanos_, attestation.record_nanos);
  }
  const bool is_new = Put(workers_[static_cast<std::size_t>(worker)].outcomes, std::move(row),
                          never_put, texts_, [](const OutcomeRow& r) { return r.day; });
  outcome_count_ += is_new ? 1 : 0;
  return true;
}

bool Entries::UpsertAttestation(const Attestation& attestation) {
  if (attestation.name.empty() || attestation.outcome.empty()) return false;
  const AttestationRow row = MakeAttestationRow(attestation, texts_);
  Begin(row.record_nanos);
  const TextId name = texts_.Add(attestation.outcome);
  OutcomeRow* const outcome = FindOutcome(name);
  bool is_new = false;
  if (outcome != nullptr) {
    const auto& stand = outcome->attestations;
    if (std::find(stand.begin(), stand.end(), row) != stand.end()) own_record_nanos_ = INT64_MAX;
    is_new = PutAttestation(outcome->attestations, row);
    touched_.push_back(IndexAt(worker_of_outcome_, name));
  } else {
    is_new = PutAttestation(waiting_[name], row);
  }
  attestation_count_ += is_new ? 1 : 0;
  return true;
}

bool Entries::UpsertOrganizerFact(const OrganizerFact& fact) {
  if (fact.name.empty() || fact.organizer.empty()) return false;
  const OrganizerFactRow row = MakeOrganizerFactRow(fact, texts_);
  Begin(row.record_nanos);
  Put(organizers_[texts_.Add(fact.organizer)], row, /*is_new=*/false, texts_,
      [](const OrganizerFactRow& r) { return r.effective_day; });
  return true;
}

std::vector<std::vector<std::int32_t>> Entries::PersonsOf(std::int32_t group,
                                                          KnownAt known_at) const {
  const auto name_of = [this](std::int32_t worker) {
    return texts_.text(workers_[static_cast<std::size_t>(worker)].name);
  };
  const auto by_name = [&](std::int32_t a, std::int32_t b) { return name_of(a) < name_of(b); };
  std::vector<std::int32_t> members = groups_[static_cast<std::size_t>(group)];
  std::sort(members.begin(), members.end(), by_name);
  std::vector<FactRow> facts;
  absl::flat_hash_map<std::int32_t, std::int32_t> root;  // worker → a worker of the same person
  for (const std::int32_t worker : members) {
    const WorkerEntries& entries = workers_[static_cast<std::size_t>(worker)];
    facts.insert(facts.end(), entries.facts.begin(), entries.facts.end());
    root[worker] = worker;
  }
  // The groups are small: going over all members for each link is nothing.
  for (const WorkerHistory::Link& link : WorkerHistory(facts, known_at).MergeLinks()) {
    const std::int32_t other = FindWorker(link.other);
    if (other < 0) continue;  // names nobody
    const std::int32_t a = root[FindWorker(link.worker)];
    const std::int32_t b = root[other];
    for (auto& [worker, of] : root) {
      if (of == b) of = a;
    }
  }
  absl::flat_hash_map<std::int32_t, std::vector<std::int32_t>> persons;
  for (const auto& [worker, of] : root) persons[of].push_back(worker);
  std::vector<std::vector<std::int32_t>> result;
  for (auto& [of, workers] : persons) {
    std::sort(workers.begin(), workers.end(), by_name);
    result.push_back(std::move(workers));
  }
  std::sort(result.begin(), result.end(),
            [&](const auto& a, const auto& b) { return by_name(a[0], b[0]); });
  return result;
}

}  // namespace laowu::ratio

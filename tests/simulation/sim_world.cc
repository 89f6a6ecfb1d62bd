#include "tests/simulation/sim_world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "laowu/internal/v1/stored.pb.h"
#include "ratio/spells.h"
#include "services/monitoring/entries_from_proto.h"
#include "services/placement/organizer_records.h"
#include "services/placement/outcome_records.h"
#include "services/placement/placement_records.h"
#include "services/runtime/clock.h"
#include "services/vacancy/vacancy_records.h"
#include "services/worker/worker_records.h"
#include "storage/key.h"
#include "storage/open_store.h"
#include "tests/simulation/sim_records.h"

namespace laowu::simulation {
namespace {

using intake::Draw;
using storage::Batch;
using storage::Table;

constexpr int kScan = 10'000;

template <typename Entries>
const auto& OneOf(const Entries& entries, Draw& draw) {
  return entries[static_cast<size_t>(draw.Below(static_cast<int>(entries.size())))];
}

// The last part of a name.
std::string LastId(const std::string& name) { return name.substr(name.rfind('/') + 1); }

}  // namespace

SimWorld::SimWorld(unsigned seed)
    : now_(runtime::StartOfDay(ratio::kFirstDay + 40)),
      latest_(now_),
      owners_(kOwnerCount),
      lives_(ratio::RandomLives(seed).Make(kWorkers)) {
  storage::OpenOptions options;
  options.clock = [this] { return now_; };
  for (OwnedStore& owned : owners_) owned.store = *storage::OpenStore("memory:", options);
}

bool SimWorld::HasCome(absl::CivilDay day) const { return day <= runtime::DayOf(now_); }

void SimWorld::Commit(Owner owner, const Batch& batch) {
  if (batch.empty()) return;
  OwnedStore& owned = owners_[static_cast<size_t>(owner)];
  const auto committed = owned.store->Commit(batch, absl::InfiniteFuture());
  if (committed.ok()) {
    owned.history.push_back(batch);
  } else {
    EXPECT_TRUE(absl::IsAborted(committed.status())) << committed.status();  // told already
  }
}

void SimWorld::Step(Draw& draw) {
  const int what = draw.Below(100);
  if (what < 30) {
    WriteVacancies(draw);
  } else if (what < 60) {
    WriteWorkers(draw);
  } else if (what < 92) {
    WritePlacements(draw);
  } else if (what < 96) {
    Truncate(static_cast<Owner>(draw.Below(kOwnerCount)), draw);
  } else if (what < 97) {
    Restore(static_cast<Owner>(draw.Below(kOwnerCount)), draw);
  }
  MoveClock(draw);
}

void SimWorld::StepOf(Owner owner, Draw& draw) {
  if (draw.Below(20) == 0) {
    Truncate(owner, draw);
  } else if (owner == Owner::kVacancy) {
    WriteVacancies(draw);
  } else if (owner == Owner::kWorker) {
    WriteWorkers(draw);
  } else {
    WritePlacements(draw);
  }
  MoveClock(draw);
}

void SimWorld::MoveClock(Draw& draw) {
  const int how = draw.Below(10);
  if (how == 0) {
    now_ -= absl::Milliseconds(draw.Below(5'000));  // set back by who keeps the machine
  } else if (how < 4) {
    now_ += absl::Hours(draw.Below(60));
  } else if (how < 8) {
    now_ += absl::Milliseconds(draw.Below(5'000));
  }
  latest_ = std::max(latest_, now_);
}

void SimWorld::Truncate(Owner owner, Draw& draw) {
  storage::Store& of = store(owner);
  const auto kept = of.last_sequence() - of.oldest_sequence() + 1;
  if (kept <= 0) return;
  const auto through = of.oldest_sequence() + draw.Below(static_cast<int>(kept));
  EXPECT_TRUE(of.TruncateChanges(std::min(through, of.last_sequence())).ok());
}

// A store made from a backup: what came after it is gone, the id is another, and the sequences
// begin again where a restored store's do not collide in what followers ask for: its id differs.
void SimWorld::Restore(Owner owner, Draw& draw) {
  OwnedStore& owned = owners_[static_cast<size_t>(owner)];
  storage::OpenOptions options;
  options.clock = [this] { return now_; };
  auto restored = *storage::OpenStore("memory:", options);
  owned.history.resize(static_cast<size_t>(draw.Below(static_cast<int>(owned.history.size()) + 1)));
  std::vector<Batch> taken;
  for (const Batch& batch : owned.history) {
    if (restored->Commit(batch, absl::InfiniteFuture()).ok()) taken.push_back(batch);
  }
  owned.history = std::move(taken);
  owned.store = std::move(restored);
}

void SimWorld::WriteVacancies(Draw& draw) {
  Batch batch;
  for (int i = 1 + draw.Below(3); i > 0; --i) {
    const int what = draw.Below(10);
    const std::string key = vacancy::VacancyKey(absl::StrCat("o", draw.Below(2)),
                                                absl::StrCat("v", draw.Below(kVacancies / 2)));
    if (what < 6) {
      internal::v1::StoredVacancy stored;
      *stored.mutable_vacancy() = RandomVacancy(now_, draw);
      batch.Put(Table::kVacancies, key, stored.SerializeAsString());
    } else if (what < 8) {
      batch.Delete(Table::kVacancies, key);
    } else {
      internal::v1::StoredEmployer stored;
      const std::string name = absl::StrCat("employers/e", draw.Below(kEmployers));
      *stored.mutable_employer() = RandomEmployer(now_, draw);
      stored.mutable_employer()->set_name(name);
      batch.Put(Table::kEmployers, vacancy::EmployerKey(name), stored.SerializeAsString());
    }
  }
  Commit(Owner::kVacancy, batch);
}

void SimWorld::WriteWorkers(Draw& draw) {
  Batch batch;
  for (int i = 1 + draw.Below(3); i > 0; --i) {
    const int what = draw.Below(10);
    const std::string key = worker::WorkerKey(absl::StrCat("w", draw.Below(kWorkers)));
    if (what < 4) {
      internal::v1::StoredWorker stored;
      *stored.mutable_worker() = RandomWorker(now_, draw);
      batch.Put(Table::kWorkers, key, stored.SerializeAsString());
    } else if (what < 6) {
      batch.Delete(Table::kWorkers, key);
    } else {
      AddFact(draw, batch);
      break;  // the same one twice is no batch
    }
  }
  Commit(Owner::kWorker, batch);
}

void SimWorld::AddFact(Draw& draw, Batch& batch) {
  const ratio::WorkerFact& fact = OneOf(lives_.facts, draw);
  if (!HasCome(fact.effective_date)) return;
  internal::v1::StoredWorkerFact stored;
  *stored.mutable_fact() = ToFact(fact);
  const std::string key =
      worker::FactKey(LastId(fact.worker), fact.effective_date, LastId(fact.name));
  batch.Require(Table::kWorkerFacts, key, storage::kAbsent);
  batch.Put(Table::kWorkerFacts, key, stored.SerializeAsString());
}

void SimWorld::WritePlacements(Draw& draw) {
  Batch batch;
  const int what = draw.Below(10);
  const std::string worker = absl::StrCat("workers/w", draw.Below(kWorkers));
  if (what < 2) {
    internal::v1::StoredWorkerState stored;
    *stored.mutable_state() = RandomWorkerState(now_, draw);
    batch.Put(Table::kWorkerStates, placement::WorkerStateKey(worker), stored.SerializeAsString());
  } else if (what < 4) {
    const std::string vacancy =
        absl::StrCat("offices/o", draw.Below(2), "/vacancies/v", draw.Below(kVacancies / 2));
    internal::v1::StoredVacancyFill stored;
    stored.mutable_fill()->set_taken_count(draw.Below(4));
    batch.Put(Table::kVacancyFill, placement::VacancyFillKey(vacancy), stored.SerializeAsString());
  } else if (what < 7) {
    AddOutcome(draw, batch);
  } else if (what < 9) {
    AddAttestation(draw, batch);
  } else {
    AddOrganizer(draw, batch);
  }
  Commit(Owner::kPlacement, batch);
}

void SimWorld::AddOutcome(Draw& draw, Batch& batch) {
  const ratio::Outcome& outcome = OneOf(lives_.outcomes, draw);
  if (!HasCome(ratio::CountingDay(outcome.effective_date, outcome.precision))) return;
  placement::PlanOutcome(outcome.name, ToOutcome(outcome), {}, batch);
}

// Only of what is recorded: an outcome travels with its attestations.
void SimWorld::AddAttestation(Draw& draw, Batch& batch) {
  const ratio::Attestation& told = OneOf(lives_.attestations, draw);
  const auto outcome =
      store(Owner::kPlacement).Get(Table::kOutcomes, placement::OutcomeKey(told.outcome));
  if (!outcome.ok() || !outcome->has_value()) return;
  v1::Attestation attestation;
  attestation.set_kind(static_cast<v1::Attestation::Kind>(told.kind));
  attestation.set_grade(static_cast<v1::EvidenceGrade>(told.grade));
  placement::PlanAttestation(told.outcome, LastId(told.name), attestation, {}, batch);
}

void SimWorld::AddOrganizer(Draw& draw, Batch& batch) {
  const bool company = draw.Below(2) == 0;
  v1::Organizer organizer;
  organizer.set_kind(company ? v1::Organizer::LABOUR_COMPANY : v1::Organizer::COOPERATIVE);
  organizer.mutable_register_date()->set_year(2020);
  organizer.mutable_register_date()->set_month(1);
  organizer.mutable_register_date()->set_day(1);
  auto* licence = organizer.add_licences();
  licence->set_number("1");
  licence->mutable_start_date()->set_year(2026);
  licence->mutable_start_date()->set_month(2);
  licence->mutable_start_date()->set_day(10);
  placement::PlanFirstFact(company ? "organizers/c" : "organizers/v", organizer, {}, batch);
}

ratio::Told SimWorld::Told() {
  ratio::Told told;
  const auto facts = store(Owner::kWorker).Scan(Table::kWorkerFacts, {}, kScan);
  for (const storage::Record& record : *facts) {
    told.facts.push_back(monitoring::ToEntry(*worker::ToFact(record)));
  }
  storage::Store& placements = store(Owner::kPlacement);
  const auto outcomes = placements.Scan(Table::kOutcomes, {}, kScan);
  for (const storage::Record& record : *outcomes) {
    v1::Outcome outcome;
    EXPECT_TRUE(placement::ParseOutcome(placements, record, &outcome).ok());
    told.outcomes.push_back(monitoring::ToEntry(outcome));
    for (const auto& attestation : outcome.attestations()) {
      told.attestations.push_back(monitoring::ToEntry(outcome.name(), attestation));
    }
  }
  for (const char* const name : {"organizers/c", "organizers/v"}) {
    const auto organizer = placement::LoadOrganizer(placements, name);
    if (!organizer.ok() || !organizer->has_value()) continue;
    for (const auto& entry : monitoring::ToEntries(**organizer)) {
      told.organizer_facts.push_back(entry);
    }
  }
  return told;
}

}  // namespace laowu::simulation

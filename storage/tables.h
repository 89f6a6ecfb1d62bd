#ifndef LAOWU_STORAGE_TABLES_H_
#define LAOWU_STORAGE_TABLES_H_

// The one registry of what is on disk. A table is the first byte of every key; who owns it and what
// the store does with its records stands here and nowhere else.
//
// To add a table: take an id that no line below has ever used, add it to the enum and to kTables,
// and add its key to the golden test of keys if it has a new shape.

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace laowu::storage {

// DO NOT CHANGE OR REUSE THESE VALUES: they are the first byte of every key on disk, and stand in
// every feed entry. A table that is given up keeps its line, with "given up" beside it.
enum class Table : uint8_t {
  // Owner: vacancy.
  kVacancies = 1,           // office, vacancy
  kVacanciesByExpiry = 2,   // expire date, office, vacancy
  kOffices = 3,             // office
  kEmployers = 4,           // credit code
  kVacanciesByContent = 5,  // digest of what is offered, office, vacancy; the digest: how many

  // Owner: worker.
  kWorkers = 16,               // worker
  kIdentities = 17,            // HMAC key id, digest → worker, or note of an erased; with kAbsent
  kWorkersByDivision = 18,     // division code, worker
  kHouseholds = 19,            // household
  kPersonalDetails = 20,       // worker; encrypted
  kWorkerFacts = 21,           // worker, effective date, fact
  kWorkersByBlindIndex = 22,   // kind, digest, worker
  kWorkersByHousehold = 23,    // household, worker
  kHouseholdsByDivision = 24,  // division code, household
  kWorkerFactNotes = 25,       // fact; erasable: where it can be looked up
  kMergedWorkers = 26,         // worker that stands, worker merged into it

  // Owner: placement.
  kPlacements = 32,             // placement
  kOutcomes = 33,               // outcome
  kLivePlacementByWorker = 34,  // worker name
  kOutcomesByWorker = 35,       // worker name, effective date, outcome
  kVacancyFill = 36,            // vacancy name
  kPlacementsByVacancy = 37,    // vacancy name, placement name
  kPlacementsByOffice = 38,     // office name, placement name
  kAttestations = 39,           // outcome, attestation
  kWorkerStates = 40,           // worker
  kOrganizerFacts = 41,         // organizer, fact; kind and licence intervals
  kNotes = 42,                  // record; erasable texts, references, files
  kPlacementsByWorker = 43,     // worker name, placement name
  kPlacementsByDivision = 44,   // division code, placement name
  kProposalsByExpiry = 45,      // expire time, placement name
  kWorkerStatesByLapse = 46,    // next lapse date, worker name
  kFollowedFeeds = 47,          // role; how far its feed has been followed

  // Owner: monitoring.
  kBaselines = 48,          // division, month
  kPublications = 49,       // publication
  kTargetStandings = 55,    // county; whether it met its target when last looked at
  kAuditSamples = 56,       // publication, sample
  kAuditAnswers = 57,       // publication, sample, position; append-only
  kPublicationsByDay = 58,  // division code, day of the figure, publication

  // Owner: intake.
  kImports = 64,            // import
  kImportRows = 65,         // import, row; with pre-images
  kFiles = 66,              // file, part; uploaded files and receipts, encrypted
  kImportsByParent = 67,    // parent, minus create time, import
  kVacanciesBySource = 68,  // office, source, vacancy: named by the source's newest files
  kClosedVacancies = 69,    // vacancy name: closed by an import

  // Owner: placement, again.
  kErasedNotes = 72,  // outcome whose notes were erased: announces it

  // In every store.
  kAnsweredRequests = 251,  // record that a request would have made; with which it was answered
  kAuditChain = 252,        // second
  kAudit = 253,             // UUID version 7
  kChanges = 254,           // sequence; the feed, written and read by the store itself
  kMeta = 255,              // text; format, store id, last and oldest sequence: the store itself
};

struct TableDefinition {
  Table table;
  absl::string_view name;
  absl::string_view owner;   // the role that writes it; "every" if it is in every store
  bool announced = false;    // each write takes a sequence of its own and makes a feed entry
  bool append_only = false;  // only Put with Require(kAbsent): never changed, never deleted
};

inline constexpr bool kAnnounced = true;   // for the fourth column of kTables
inline constexpr bool kAppendOnly = true;  // for the fifth

inline constexpr TableDefinition kTables[] = {
    {Table::kVacancies, "vacancies", "vacancy", kAnnounced},
    {Table::kVacanciesByExpiry, "vacancies_by_expiry", "vacancy"},
    {Table::kOffices, "offices", "vacancy"},
    {Table::kEmployers, "employers", "vacancy", kAnnounced},
    {Table::kVacanciesByContent, "vacancies_by_content", "vacancy"},

    {Table::kWorkers, "workers", "worker", kAnnounced},
    {Table::kIdentities, "identities", "worker"},
    {Table::kWorkersByDivision, "workers_by_division", "worker"},
    {Table::kHouseholds, "households", "worker", kAnnounced},
    {Table::kPersonalDetails, "personal_details", "worker"},
    {Table::kWorkerFacts, "worker_facts", "worker", kAnnounced, kAppendOnly},
    {Table::kWorkersByBlindIndex, "workers_by_blind_index", "worker"},
    {Table::kWorkersByHousehold, "workers_by_household", "worker"},
    {Table::kHouseholdsByDivision, "households_by_division", "worker"},
    {Table::kWorkerFactNotes, "worker_fact_notes", "worker"},
    {Table::kMergedWorkers, "merged_workers", "worker"},

    {Table::kPlacements, "placements", "placement", kAnnounced},
    {Table::kOutcomes, "outcomes", "placement", kAnnounced, kAppendOnly},
    {Table::kLivePlacementByWorker, "live_placement_by_worker", "placement"},
    {Table::kOutcomesByWorker, "outcomes_by_worker", "placement"},
    {Table::kVacancyFill, "vacancy_fill", "placement", kAnnounced},
    {Table::kPlacementsByVacancy, "placements_by_vacancy", "placement"},
    {Table::kPlacementsByOffice, "placements_by_office", "placement"},
    {Table::kAttestations, "attestations", "placement", kAnnounced, kAppendOnly},
    {Table::kWorkerStates, "worker_states", "placement", kAnnounced},
    {Table::kOrganizerFacts, "organizer_facts", "placement", kAnnounced, kAppendOnly},
    {Table::kNotes, "notes", "placement"},
    {Table::kPlacementsByWorker, "placements_by_worker", "placement"},
    {Table::kPlacementsByDivision, "placements_by_division", "placement"},
    {Table::kProposalsByExpiry, "proposals_by_expiry", "placement"},
    {Table::kWorkerStatesByLapse, "worker_states_by_lapse", "placement"},
    {Table::kFollowedFeeds, "followed_feeds", "placement"},

    {Table::kBaselines, "baselines", "monitoring"},
    {Table::kPublications, "publications", "monitoring"},
    {Table::kTargetStandings, "target_standings", "monitoring"},
    {Table::kAuditSamples, "audit_samples", "monitoring"},
    {Table::kAuditAnswers, "audit_answers", "monitoring"},
    {Table::kPublicationsByDay, "publications_by_day", "monitoring"},

    {Table::kImports, "imports", "intake", kAnnounced},
    {Table::kImportRows, "import_rows", "intake"},
    {Table::kFiles, "files", "intake"},
    {Table::kImportsByParent, "imports_by_parent", "intake"},
    {Table::kVacanciesBySource, "vacancies_by_source", "intake"},
    {Table::kClosedVacancies, "closed_vacancies", "intake"},

    {Table::kErasedNotes, "erased_notes", "placement", kAnnounced},

    {Table::kAnsweredRequests, "answered_requests", "every"},
    {Table::kAuditChain, "audit_chain", "every"},
    {Table::kAudit, "audit", "every", kAnnounced, kAppendOnly},
    {Table::kChanges, "changes", "every"},
    {Table::kMeta, "meta", "every"},
};

namespace internal {
// Position in kTables by table id; -1 where there is none.
constexpr std::array<int, 256> MakeTableIndex() {
  std::array<int, 256> index{};
  for (int& position : index) position = -1;
  int position = 0;
  for (const TableDefinition& definition : kTables) {
    index[static_cast<size_t>(definition.table)] = position++;
  }
  return index;
}
inline constexpr std::array<int, 256> kTableIndex = MakeTableIndex();
}  // namespace internal

// The definition of `table`, or null if the id is not in the registry (a byte read from disk may be
// anything).
constexpr const TableDefinition* FindTable(Table table) {
  const int position = internal::kTableIndex[static_cast<size_t>(table)];
  return position < 0 ? nullptr : &kTables[position];
}

// What the store keeps for itself: not to be named in a Batch, Get or Scan.
constexpr bool IsReserved(Table table) { return table == Table::kChanges || table == Table::kMeta; }

}  // namespace laowu::storage

#endif  // LAOWU_STORAGE_TABLES_H_

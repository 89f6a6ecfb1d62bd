#include "matcher/matcher.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "matcher/dictionary.h"
#include "matcher/division_filter.h"
#include "matcher/gate_columns.h"
#include "matcher/packed_rows.h"
#include "matcher/packed_score.h"
#include "matcher/row_index.h"
#include "matcher/row_table.h"
#include "matcher/rule.h"
#include "matcher/scan.h"
#include "matcher/vacancy_gates.h"

namespace laowu::matcher {

struct Matcher::Tables {
  Dictionaries dictionaries;
  RowTable<PackedWorker> workers;
  RowTable<PackedVacancy> vacancies;
  WorkerIndex worker_index;
  VacancyIndex vacancy_index;
  GateColumns gate_columns;
  VacancyGates vacancy_gates;
};

struct Matcher::Rebuild::Builds {
  std::optional<WorkerIndex::Build> workers;
  std::optional<VacancyIndex::Build> vacancies;
};

namespace {

constexpr int kMaxDivisionPrefixes = 100;

// A search for workers that has looked at one row in kListedShare asks who passes at all, which
// takes as long as looking at about as many rows; and looks at these alone if they are less than
// one in kPassingShare.
constexpr int kRowsBeforeListing = 1'000;
constexpr int kListedShare = 64;
constexpr int kPassingShare = 64;
// The same of a search for vacancies, which asks what may pass (vacancy_gates.h).
constexpr int kVacanciesListedShare = 16;
constexpr int kVacanciesPassingShare = 16;

absl::Status CheckQuery(const FindQuery& query) {
  if (query.limit < 1 || query.limit > kMaxResults) {
    return absl::InvalidArgumentError(absl::StrCat("limit must be 1 to ", kMaxResults));
  }
  const absl::civil_year_t year = query.terms.as_of_date.year();
  if (year < 1900 || year > 9998) {
    return absl::InvalidArgumentError("as_of_date must be from 1900-01-01 to 9998-12-31");
  }
  if (query.division_prefixes.size() > static_cast<std::size_t>(kMaxDivisionPrefixes)) {
    return absl::InvalidArgumentError(
        absl::StrCat("division_prefixes must have at most ", kMaxDivisionPrefixes));
  }
  for (const std::string& prefix : query.division_prefixes) {
    const bool all_digits = std::all_of(prefix.begin(), prefix.end(), [](char c) {
      return absl::ascii_isdigit(static_cast<unsigned char>(c));
    });
    if (!all_digits || prefix.size() < 2 || prefix.size() > 12) {
      return absl::InvalidArgumentError("division_prefixes must be 2 to 12 digits each");
    }
  }
  return absl::OkStatus();
}

ScanQuery ToScanQuery(const FindQuery& query, const Dictionaries& dictionaries) {
  ScanQuery scan;
  scan.terms = Pack(query.terms);
  scan.limit = query.limit + 1;  // one more tells whether there is a next page
  if (query.after.has_value()) {
    scan.after = ScanPosition{query.after->total_micros, query.after->tie, query.after->name};
  }
  scan.division_takes_part = DivisionsThatTakePart(query.division_prefixes, dictionaries.divisions);
  scan.policy_groups = query.policy_groups;
  scan.groups = query.groups;
  scan.count_excluded = query.count_excluded;
  scan.keep_going = query.keep_going;
  scan.rows_between_checks = kRowsBetweenChecks;
  return scan;
}

// Everything but the results; cuts the one too many off `scan`.
MatchPage ToPage(const FindQuery& query, ScanResult& scan) {
  MatchPage page;
  page.rule_version = kRule.version;
  page.has_more = scan.best.size() > static_cast<std::size_t>(query.limit);
  if (page.has_more) scan.best.pop_back();
  if (query.count_excluded) {
    page.eligible_count = scan.eligible_count;
    for (std::size_t i = 0; i < scan.failing_count.size(); ++i) {
      page.excluded.push_back(
          {static_cast<Gate>(i + 1), scan.failing_count[i], scan.only_this_gate_count[i]});
    }
  }
  page.results.reserve(scan.best.size());
  return page;
}

// The next of the page; without name and division.
MatchResult& AddResult(const WorkerRow& worker, const VacancyRow& vacancy, std::int32_t slot,
                       int rank, MatchPage& page) {
  MatchResult& result = page.results.emplace_back();
  result.slot = slot;
  result.rank = rank;
  result.details = Details(worker, vacancy);
  result.tie = worker.tie_hash ^ vacancy.tie_hash;
  result.currently_away = worker.currently_away;
  result.away_division_code = worker.away_division_code;
  return result;
}

// The scan and the specification must agree; the tests hold them together. If they ever do not, the
// order of pages would break: say so rather than answer.
absl::Status CheckTotal(const MatchResult& result, const Ranked& ranked) {
  if (result.details.score.total_micros == ranked.total_micros) return absl::OkStatus();
  return absl::InternalError("the scan and the rule give different totals");
}

absl::Status NoWorker(absl::string_view name) {
  return absl::NotFoundError(absl::StrCat("no worker ", name));
}
absl::Status NoVacancy(absl::string_view name) {
  return absl::NotFoundError(absl::StrCat("no vacancy ", name));
}

GateFilter FilterOf(const ScanQuery& query) {
  return {&query.division_takes_part, query.policy_groups};
}

// The best by the index, or of the few who have what is required; the counts by the columns. Until
// there is an index, both by the scan.
absl::StatusOr<ScanResult> SearchWorkers(const RowTable<PackedWorker>& workers,
                                         const WorkerIndex& index, const GateColumns& columns,
                                         const PackedVacancy& vacancy, const FindQuery& asked,
                                         const ScanQuery& query) {
  if (!index.ready() || asked.by_scan) return ScanWorkers(workers, vacancy, query);
  absl::StatusOr<ScanResult> found = ScanResult();
  // Nobody passes where the vacancy itself fails.
  if (ShutGates(vacancy, query.terms) == 0) {
    const auto few = columns.FewWithRequiredSkills(vacancy);
    found = few.has_value() ? ScanSlots(workers, *few, vacancy, query, asked.counts)
                            : index.Find(workers, vacancy, query, asked.counts);
  }
  if (!found.ok() || !query.count_excluded) return found;
  const GateCounts counts = columns.Count(workers, vacancy, query.terms, FilterOf(query));
  found->eligible_count = counts.eligible_count;
  found->failing_count = counts.failing_count;
  found->only_this_gate_count = counts.only_this_gate_count;
  return found;
}

absl::StatusOr<MatchPage> Candidates(const RowTable<PackedWorker>& workers,
                                     const WorkerIndex& index, const GateColumns& columns,
                                     const Dictionaries& dictionaries, const VacancyRow& vacancy,
                                     const PackedVacancy& packed, const FindQuery& query) {
  if (absl::Status status = CheckQuery(query); !status.ok()) return status;
  ScanQuery scan_query = ToScanQuery(query, dictionaries);
  scan_query.groups = nullptr;
  scan_query.rows_before_listing = std::max(kRowsBeforeListing, workers.size() / kListedShare);
  scan_query.list_passing = [&] {
    return columns.FewWhoPass(workers, packed, scan_query.terms, FilterOf(scan_query),
                              workers.size() / kPassingShare);
  };
  absl::StatusOr<ScanResult> found =
      SearchWorkers(workers, index, columns, packed, query, scan_query);
  if (!found.ok()) return found.status();
  MatchPage page = ToPage(query, *found);
  int rank = query.results_before_count;
  workers.PrefetchNames(found->best);
  WorkerRow worker;
  for (const Ranked& ranked : found->best) {
    UnpackTo(workers.row(ranked.slot), "", dictionaries, worker);
    MatchResult& result = AddResult(worker, vacancy, ranked.slot, ++rank, page);
    result.name = std::string(workers.name(ranked.slot));
    result.division_code = worker.division_code;
    if (absl::Status status = CheckTotal(result, ranked); !status.ok()) return status;
  }
  return page;
}

// Counting means looking at every row.
absl::StatusOr<ScanResult> SearchVacancies(const RowTable<PackedVacancy>& vacancies,
                                           const VacancyIndex& index, const PackedWorker& worker,
                                           const FindQuery& asked, const ScanQuery& query) {
  if (!index.ready() || asked.count_excluded || asked.by_scan) {
    return ScanVacancies(vacancies, worker, query);
  }
  // Nothing passes where the worker itself fails.
  if (ShutGates(worker, query.terms) != 0) return ScanResult();
  return index.Find(vacancies, worker, query, asked.counts);
}

absl::StatusOr<MatchPage> Vacancies(const RowTable<PackedVacancy>& vacancies,
                                    const VacancyIndex& index, const VacancyGates& gates,
                                    const Dictionaries& dictionaries, const WorkerRow& worker,
                                    const PackedWorker& packed, const FindQuery& query) {
  if (absl::Status status = CheckQuery(query); !status.ok()) return status;
  if (query.policy_groups != 0) {
    return absl::InvalidArgumentError("policy_groups filters workers, not vacancies");
  }
  ScanQuery scan_query = ToScanQuery(query, dictionaries);
  scan_query.rows_before_listing =
      std::max(kRowsBeforeListing, vacancies.size() / kVacanciesListedShare);
  scan_query.list_passing = [&] {
    return gates.FewThatMayPass(packed, scan_query.terms, scan_query.division_takes_part,
                                vacancies.size() / kVacanciesPassingShare);
  };
  absl::StatusOr<ScanResult> found = SearchVacancies(vacancies, index, packed, query, scan_query);
  if (!found.ok()) return found.status();
  MatchPage page = ToPage(query, *found);
  int rank = query.results_before_count;
  for (const Ranked& ranked : found->best) {
    VacancyRow vacancy =
        Unpack(vacancies.row(ranked.slot), vacancies.name(ranked.slot), dictionaries);
    MatchResult& result = AddResult(worker, vacancy, ranked.slot, ++rank, page);
    result.name = std::move(vacancy.name);
    result.division_code = std::move(vacancy.workplace_division_code);
    if (absl::Status status = CheckTotal(result, ranked); !status.ok()) return status;
  }
  return page;
}

bool KnowsGroups(const WorkerRow& row, const Dictionary& groups) {
  return std::all_of(row.skills.begin(), row.skills.end(), [&](const WorkerSkill& skill) {
    return groups.Find(skill.group_code) != kUnknownCode;
  });
}
bool KnowsGroups(const VacancyRow& row, const Dictionary& groups) {
  return std::all_of(row.skill_requirements.begin(), row.skill_requirements.end(),
                     [&](const SkillRequirement& requirement) {
                       return groups.Find(requirement.group_code) != kUnknownCode;
                     });
}

// A row to be stored: as CheckRow, with a name, and room for it and for the groups of its skills.
template <typename Row, typename Table>
absl::Status CheckUpsert(const Row& row, const Table& table, const Dictionary& groups,
                         int max_rows) {
  if (row.name.empty()) return absl::InvalidArgumentError("name must not be empty");
  if (absl::Status status = CheckRow(row); !status.ok()) return status;
  if (table.size() >= max_rows && !table.Find(row.name).has_value()) {
    return absl::ResourceExhaustedError(absl::StrCat("the matcher holds ", max_rows, " already"));
  }
  if (groups.end() + kMaxSkills > kMaxSkillGroups + 1 && !KnowsGroups(row, groups)) {
    return absl::ResourceExhaustedError("the matcher knows too many groups of skills already");
  }
  return absl::OkStatus();
}

}  // namespace

Matcher::Matcher() : tables_(std::make_unique<Tables>()) {}
Matcher::~Matcher() = default;
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;

absl::Status Matcher::UpsertWorker(const WorkerRow& row) {
  if (absl::Status status =
          CheckUpsert(row, tables_->workers, tables_->dictionaries.skill_groups, kMaxWorkers);
      !status.ok()) {
    return status;
  }
  PackedWorker packed = Pack(row, tables_->dictionaries);
  const std::optional<std::int32_t> slot = tables_->workers.Find(row.name);
  if (slot.has_value()) {
    tables_->gate_columns.Put(*slot, &tables_->workers.row(*slot), packed,
                              tables_->dictionaries.divisions);
    tables_->worker_index.OnUpsert(tables_->workers.Upsert(row.name, std::move(packed)));
    return absl::OkStatus();
  }
  const std::int32_t taken = tables_->workers.Upsert(row.name, std::move(packed));
  tables_->gate_columns.Put(taken, nullptr, tables_->workers.row(taken),
                            tables_->dictionaries.divisions);
  tables_->worker_index.OnUpsert(taken);
  return absl::OkStatus();
}

absl::Status Matcher::UpsertVacancy(const VacancyRow& row) {
  if (absl::Status status =
          CheckUpsert(row, tables_->vacancies, tables_->dictionaries.skill_groups, kMaxVacancies);
      !status.ok()) {
    return status;
  }
  const std::int32_t slot = tables_->vacancies.Upsert(row.name, Pack(row, tables_->dictionaries));
  tables_->vacancy_gates.Put(slot, tables_->vacancies.row(slot));
  tables_->vacancy_index.OnUpsert(slot);
  return absl::OkStatus();
}

bool Matcher::RemoveWorker(absl::string_view name) {
  const std::optional<std::int32_t> slot = tables_->workers.Find(name);
  if (!slot.has_value()) return false;
  tables_->gate_columns.Clear(*slot, tables_->workers.row(*slot));
  tables_->worker_index.OnRemove(*slot);
  return tables_->workers.Remove(name);
}

bool Matcher::RemoveVacancy(absl::string_view name) {
  const std::optional<std::int32_t> slot = tables_->vacancies.Find(name);
  if (!slot.has_value()) return false;
  tables_->vacancy_gates.Clear(*slot);
  tables_->vacancy_index.OnRemove(*slot);
  return tables_->vacancies.Remove(name);
}

bool Matcher::rebuild_due() const {
  return tables_->worker_index.DueBuild(tables_->workers.size()) != BuildKind::kNone ||
         tables_->vacancy_index.DueBuild(tables_->vacancies.size()) != BuildKind::kNone;
}

std::unique_ptr<Matcher::Rebuild> Matcher::BeginRebuild(RebuildScope scope) {
  auto builds = std::make_unique<Rebuild::Builds>();
  const auto kind = [scope](BuildKind due) {
    if (scope == RebuildScope::kDue) return due;
    return scope == RebuildScope::kChanges ? BuildKind::kSmall : BuildKind::kAll;
  };
  const BuildKind of_workers = kind(tables_->worker_index.DueBuild(tables_->workers.size()));
  const BuildKind of_vacancies = kind(tables_->vacancy_index.DueBuild(tables_->vacancies.size()));
  if (of_workers != BuildKind::kNone) {
    builds->workers = tables_->worker_index.BeginBuild(of_workers);
  }
  if (of_vacancies != BuildKind::kNone) {
    builds->vacancies = tables_->vacancy_index.BeginBuild(of_vacancies);
  }
  if (!builds->workers.has_value() && !builds->vacancies.has_value()) return nullptr;
  return std::unique_ptr<Rebuild>(new Rebuild(std::move(builds)));
}

void Matcher::Install(Rebuild& rebuild) {
  Rebuild::Builds& builds = *rebuild.builds_;
  if (builds.workers.has_value()) {
    tables_->worker_index.Install(*builds.workers);
    tables_->gate_columns.MoveWindowIfDue(tables_->workers);
  }
  if (builds.vacancies.has_value()) tables_->vacancy_index.Install(*builds.vacancies);
}

void Matcher::RebuildNow() {
  auto rebuild = BeginRebuild(RebuildScope::kEverything);
  while (rebuild->more()) rebuild->Step(*this);
  Install(*rebuild);
}

bool Matcher::indexed() const {
  return tables_->worker_index.ready() && tables_->vacancy_index.ready();
}

std::size_t Matcher::index_byte_count() const {
  return tables_->worker_index.byte_count() + tables_->vacancy_index.byte_count() +
         tables_->gate_columns.byte_count() + tables_->vacancy_gates.byte_count();
}

Matcher::Rebuild::Rebuild(std::unique_ptr<Builds> builds) : builds_(std::move(builds)) {}
Matcher::Rebuild::~Rebuild() = default;

bool Matcher::Rebuild::more() const {
  return (builds_->workers.has_value() && builds_->workers->more()) ||
         (builds_->vacancies.has_value() && builds_->vacancies->more());
}

bool Matcher::Rebuild::reads_rows() const {
  if (builds_->workers.has_value() && builds_->workers->more())
    return builds_->workers->reads_rows();
  return builds_->vacancies.has_value() && builds_->vacancies->reads_rows();
}

void Matcher::Rebuild::Step(const Matcher& matcher) {
  const Tables& tables = *matcher.tables_;
  if (builds_->workers.has_value() && builds_->workers->more()) {
    builds_->workers->Step(tables.workers, tables.worker_index);
  } else if (builds_->vacancies.has_value() && builds_->vacancies->more()) {
    builds_->vacancies->Step(tables.vacancies, tables.vacancy_index);
  }
}

absl::StatusOr<WorkerRow> Matcher::GetWorker(absl::string_view name) const {
  const std::optional<std::int32_t> slot = tables_->workers.Find(name);
  if (!slot.has_value()) return NoWorker(name);
  return Unpack(tables_->workers.row(*slot), name, tables_->dictionaries);
}

absl::StatusOr<VacancyRow> Matcher::GetVacancy(absl::string_view name) const {
  const std::optional<std::int32_t> slot = tables_->vacancies.Find(name);
  if (!slot.has_value()) return NoVacancy(name);
  return Unpack(tables_->vacancies.row(*slot), name, tables_->dictionaries);
}

int Matcher::worker_count() const { return tables_->workers.size(); }
int Matcher::vacancy_count() const { return tables_->vacancies.size(); }
const RowTable<PackedWorker>& Matcher::workers() const { return tables_->workers; }
const RowTable<PackedVacancy>& Matcher::vacancies() const { return tables_->vacancies; }
const Dictionaries& Matcher::dictionaries() const { return tables_->dictionaries; }

absl::StatusOr<MatchPage> Matcher::FindCandidates(absl::string_view vacancy,
                                                  const FindQuery& query) const {
  const std::optional<std::int32_t> slot = tables_->vacancies.Find(vacancy);
  if (!slot.has_value()) return NoVacancy(vacancy);
  const PackedVacancy& packed = tables_->vacancies.row(*slot);
  return Candidates(tables_->workers, tables_->worker_index, tables_->gate_columns,
                    tables_->dictionaries, Unpack(packed, vacancy, tables_->dictionaries), packed,
                    query);
}

absl::StatusOr<MatchPage> Matcher::FindVacancies(absl::string_view worker,
                                                 const FindQuery& query) const {
  const std::optional<std::int32_t> slot = tables_->workers.Find(worker);
  if (!slot.has_value()) return NoWorker(worker);
  const PackedWorker& packed = tables_->workers.row(*slot);
  return Vacancies(tables_->vacancies, tables_->vacancy_index, tables_->vacancy_gates,
                   tables_->dictionaries, Unpack(packed, worker, tables_->dictionaries), packed,
                   query);
}

absl::StatusOr<MatchPage> Matcher::FindCandidatesForDraft(const VacancyRow& draft,
                                                          const FindQuery& query) const {
  if (absl::Status status = CheckRow(draft); !status.ok()) return status;
  return Candidates(tables_->workers, tables_->worker_index, tables_->gate_columns,
                    tables_->dictionaries, draft, PackDraft(draft, tables_->dictionaries), query);
}

absl::StatusOr<MatchPage> Matcher::FindVacanciesForDraft(const WorkerRow& draft,
                                                         const FindQuery& query) const {
  if (absl::Status status = CheckRow(draft); !status.ok()) return status;
  return Vacancies(tables_->vacancies, tables_->vacancy_index, tables_->vacancy_gates,
                   tables_->dictionaries, draft, PackDraft(draft, tables_->dictionaries), query);
}

absl::StatusOr<Explanation> Matcher::Explain(absl::string_view worker, absl::string_view vacancy,
                                             const MatchTerms& terms) const {
  const absl::StatusOr<WorkerRow> worker_row = GetWorker(worker);
  if (!worker_row.ok()) return worker_row.status();
  const absl::StatusOr<VacancyRow> vacancy_row = GetVacancy(vacancy);
  if (!vacancy_row.ok()) return vacancy_row.status();
  return matcher::Explain(*worker_row, *vacancy_row, terms);
}

}  // namespace laowu::matcher

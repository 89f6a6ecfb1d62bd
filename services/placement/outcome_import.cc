#include "services/placement/outcome_import.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/placement/attestation_rules.h"
#include "services/placement/outcome_records.h"
#include "services/placement/outcome_rules.h"
#include "services/placement/placement_moves.h"
#include "services/placement/refusals.h"
#include "services/placement/registration.h"
#include "services/placement/warnings.h"
#include "services/runtime/access.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/outcome_facts.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "storage/status_macros.h"

namespace laowu::placement {
namespace {

// An outcome, its index entry, an attestation and its note.
constexpr int kOperationsOfRow = 6;
// An attestation of the outcome that a row names, and its note.
constexpr int kOperationsOfNamed = 3;
// Room for the audit record of a piece: two operations, names of all that it wrote.
constexpr int kPieceOperationsMost = storage::kMaxBatchOperations - 2;
constexpr int64_t kPieceBytesMost = storage::kMaxBatchBytes - (1 << 20);

void Reject(const absl::Status& status, v1::ImportResult& result) {
  result.set_result(v1::ImportResult::REJECTED);
  *result.mutable_status() = runtime::ToRpcStatus(status);
}

// The same words by the same caller have the same id: sent at the same time twice, they are kept
// once.
std::string AttestationId(const v1::Attestation& attestation, const runtime::Principal& principal) {
  return absl::StrCat(
      "row-", runtime::Base32(runtime::Sha256(absl::StrCat(principal.id, "\n", attestation.kind(),
                                                           "\n", attestation.reference(), "\n",
                                                           attestation.file_digest())))
                  .substr(0, 26));
}

// Whether the outcome says that the person still is where another one tells.
bool SaysStillThere(const v1::Outcome& outcome) {
  return outcome.type() == v1::Outcome::CONFIRMED || outcome.type() == v1::Outcome::RESUMED;
}

}  // namespace

struct OutcomeImport::Plans {
  std::map<std::string, OutcomePlan> by_worker;
  absl::flat_hash_set<std::string> people;  // all records that the plans read or will write
  int finish_operation_count = 0;
  struct Created {
    size_t result;
    std::string worker;
    std::string outcome;
  };
  std::vector<Created> created;
  struct Confirmed {
    Created row;
    placement::Vouching how;
  };
  std::vector<Confirmed> confirmed;  // of which it is to be seen whether a claim still lacks proof
};

OutcomeImport::OutcomeImport(const runtime::CallContext& call,
                             const v1::ImportOutcomesRequest& request, absl::CivilDay today)
    : call_(call), request_(request) {
  for (int i = 0; i < request.rows_size(); ++i) rows_.push_back(ReadRow(i, today));
  response_.set_batch_number(request.batch_number());
}

OutcomeImport::Row OutcomeImport::ReadRow(int index, absl::CivilDay today) const {
  const auto& sent = request_.rows(index);
  Row row;
  row.path = absl::StrCat("rows[", index, "]");
  row.outcome = Normalised(sent.outcome(), today);
  row.attested = sent.has_attestation();
  row.named = sent.named_outcome();
  runtime::FieldChecks checks;
  const size_t of_tables = CheckOutcomeFields(row.outcome, row.path + ".outcome", checks);
  if (!row.named.empty()) {
    runtime::RequireName("outcomes/*", row.path + ".named_outcome", row.named, checks);
  }
  if (row.attested) {
    const std::string at = row.path + ".attestation";
    CheckAttestation(sent.attestation(), call_.principal.role, at, checks);
    // An organiser's record may be of the outcome that is named alone: see VouchingOf.
    if (row.named.empty() || !SaysStillThere(row.outcome)) {
      CheckAttested(sent.attestation(), row.outcome, at, checks);
    }
  }
  const bool may_stand = checks.violations().size() == of_tables;
  AddFutureDay(row.outcome, row.path + ".outcome.effective_date", today, checks);
  (may_stand ? row.if_new : row.status) = checks.status();
  if (!row.attested || !row.status.ok()) return row;
  row.attestation = sent.attestation();
  const auto grade = GradeFor(call_.principal.role, sent.attestation().kind());
  if (grade.has_value()) {
    row.attestation.set_grade(*grade);
    row.attestation.set_passed_on(IsPassedOn(call_.principal.role, sent.attestation().kind()));
  } else {
    row.status = AtField(NotYours(call_.principal.role, sent.attestation().kind()),
                         row.path + ".attestation.kind");
  }
  return row;
}

std::vector<std::string> OutcomeImport::worker_names() const {
  std::vector<std::string> names;
  for (const Row& row : rows_) {
    if (row.status.ok()) names.push_back(row.outcome.worker());
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

absl::CivilDay OutcomeImport::FirstDayOf(const std::string& worker_name) const {
  absl::CivilDay first = absl::CivilDay::max();
  for (const Row& row : rows_) {
    if (row.status.ok() && row.outcome.worker() == worker_name) {
      first = std::min(first, CountingDayOf(row.outcome));
    }
  }
  return first;
}

absl::Status OutcomeImport::CheckWorker(const Row& row) const {
  LAOWU_RETURN_IF_ERROR(row.status);
  const auto known = workers_.find(row.outcome.worker());
  const std::string field = row.path + ".outcome.worker";
  if (known == workers_.end()) {
    // To a bureau a worker that there is not is one like any other that is not its own.
    LAOWU_RETURN_IF_ERROR(AtField(runtime::RequireDivision(call_.principal, ""), field));
    return AtField(runtime::NotFound("worker", row.outcome.worker()), field);
  }
  return AtField(
      runtime::RequireDivision(call_.principal, known->second.back().worker.division_code()),
      field);
}

absl::StatusOr<OutcomeImport::Piece> OutcomeImport::PlanPiece(const storage::Reader& reader) const {
  Piece piece;
  Plans plans;
  for (int i = response_.results_size(); i < request_.rows_size(); ++i) {
    LAOWU_ASSIGN_OR_RETURN(const bool planned, PlanRow(reader, i, plans, piece));
    if (!planned) break;
  }
  // Once the piece is whole: what a later row of it tells is known too.
  for (const auto& [result, worker, outcome] : plans.created) {
    LAOWU_RETURN_IF_ERROR(
        plans.by_worker.at(worker).Warn(outcome, piece.results[result].mutable_warnings()));
  }
  for (const auto& [row, how] : plans.confirmed) {
    LAOWU_RETURN_IF_ERROR(
        plans.by_worker.at(row.worker)
            .WarnOfUnproven(row.outcome, how, piece.results[row.result].mutable_warnings()));
  }
  OpeningChanges openings;
  for (auto& [name, plan] : plans.by_worker) {
    if (plan.changed()) LAOWU_RETURN_IF_ERROR(plan.Finish("", openings, piece.batch));
  }
  LAOWU_RETURN_IF_ERROR(PlanOpenings(reader, openings, piece.batch));
  // What becomes of placements stands once all rows are known: told of the worker's last row.
  absl::flat_hash_set<std::string> told;
  for (auto it = plans.created.rbegin(); it != plans.created.rend(); ++it) {
    if (!told.insert(it->worker).second) continue;
    piece.results[it->result].mutable_warnings()->MergeFrom(
        plans.by_worker.at(it->worker).placement_warnings());
  }
  if (!piece.batch.empty()) {
    runtime::AddAudit(call_,
                      {piece.names, {absl::StrCat("rows_written=", piece.written_count)}, "", ""},
                      piece.batch);
  }
  return piece;
}

absl::StatusOr<bool> OutcomeImport::PlanRow(const storage::Reader& reader, int index, Plans& plans,
                                            Piece& piece) const {
  const Row& row = rows_[static_cast<size_t>(index)];
  v1::ImportResult result;
  result.set_index(index);
  if (const absl::Status status = CheckWorker(row); !status.ok()) {
    Reject(status, result);
    piece.results.push_back(std::move(result));
    return true;
  }
  const std::string& worker = row.outcome.worker();
  const int row_operations = kOperationsOfRow + (row.named.empty() ? 0 : kOperationsOfNamed);
  auto found = plans.by_worker.find(worker);
  if (found == plans.by_worker.end()) {
    LAOWU_ASSIGN_OR_RETURN(OutcomePlan plan, OutcomePlan::Load(&reader, call_, worker));
    for (const std::string& other : plan.people()) {
      if (plans.people.contains(other)) return false;
    }
    LAOWU_RETURN_IF_ERROR(plan.Foresee(row.outcome));
    const int operations = piece.batch.operation_count() + plans.finish_operation_count +
                           row_operations + plan.finish_operation_count();
    const bool fits = operations <= kPieceOperationsMost;
    if (!fits && !piece.results.empty()) return false;
    const v1::Worker& known = workers_.at(worker).front().worker;
    plan.Use(known);
    LAOWU_RETURN_IF_ERROR(plan.Consider(known));
    plans.people.insert(plan.people().begin(), plan.people().end());
    plans.finish_operation_count += plan.finish_operation_count();
    found = plans.by_worker.emplace(worker, std::move(plan)).first;
  } else {
    OutcomePlan& plan = found->second;
    const int before = plan.finish_operation_count();
    LAOWU_RETURN_IF_ERROR(plan.Foresee(row.outcome));
    plans.finish_operation_count += plan.finish_operation_count() - before;
    const int operations =
        piece.batch.operation_count() + plans.finish_operation_count + row_operations;
    const bool fits =
        operations <= kPieceOperationsMost && piece.batch.byte_size() <= kPieceBytesMost;
    if (!fits) return false;
  }
  LAOWU_ASSIGN_OR_RETURN(const std::string name, Write(row, found->second, result, piece));
  if (result.result() == v1::ImportResult::CREATED) {
    plans.created.push_back({piece.results.size(), worker, name});
  }
  const v1::Outcome* const named =
      row.named.empty() ? nullptr : found->second.FindOfPerson(row.named);
  // A village's statement is none that broad takes, and is not meant as one, but where its row
  // names what it vouches for.
  const bool by_village =
      row.attested && row.attestation.kind() == v1::Attestation::VILLAGE_STATEMENT;
  if (row.outcome.type() == v1::Outcome::CONFIRMED && (!by_village || !row.named.empty()) &&
      (result.result() == v1::ImportResult::CREATED ||
       result.result() == v1::ImportResult::UPDATED)) {
    const auto by_whom = by_village ? placement::Vouching::kVillageRow : placement::Vouching::kRow;
    plans.confirmed.push_back(
        {{piece.results.size(), worker, name},
         named == nullptr ? by_whom : VouchingByRow(row.outcome, *named, by_whom)});
  }
  piece.results.push_back(std::move(result));
  return true;
}

OutcomeImport::Vouching OutcomeImport::VouchingOf(const Row& row,
                                                  const v1::Attestation& attestation,
                                                  const OutcomePlan& plan) const {
  Vouching vouching;
  const v1::Outcome* named = nullptr;
  if (!row.named.empty()) {
    // Whoever decides for the person, as the caller does, answers for what all records tell.
    named = plan.FindOfPerson(row.named);
    if (named == nullptr) {
      runtime::FieldChecks checks;
      checks.Violate(row.path + ".named_outcome",
                     "不是此人的动态 / is no outcome of this worker; ListOutcomes names them");
      vouching.status = checks.status();
      return vouching;
    }
  }
  if (!row.attested) return vouching;
  runtime::FieldChecks of_row;
  CheckAttested(attestation, row.outcome, row.path + ".attestation", of_row);
  vouching.for_row = of_row.ok();
  const bool denies = attestation.kind() == v1::Attestation::ORGANIZER_DENIAL;
  runtime::FieldChecks of_named;
  vouching.named_is_gone =
      named != nullptr && SaysStillThere(row.outcome) && !plan.Stands(row.named);
  if (named != nullptr && SaysStillThere(row.outcome) && !denies &&
      runtime::CountsAsBroad(named->channel()) && !vouching.named_is_gone &&
      !runtime::SaysOtherwise(row.outcome, *named)) {
    CheckAttested(attestation, *named, row.path + ".attestation", of_named);
    vouching.for_named = of_named.ok() && !IsDenied(*named);
    vouching.named_is_told =
        FindEqualAttestation(*named, attestation, call_.principal.id) != nullptr;
  }
  if (!vouching.for_row && !vouching.for_named) {
    vouching.status = of_named.ok() ? of_row.status() : of_named.status();
  }
  return vouching;
}

absl::StatusOr<std::string> OutcomeImport::Write(const Row& row, OutcomePlan& plan,
                                                 v1::ImportResult& result, Piece& piece) const {
  result.set_result(v1::ImportResult::UNCHANGED);
  std::string name;
  v1::Attestation attestation = row.attestation;
  if (plan.erased()) EraseTexts(attestation);
  const Vouching vouching = VouchingOf(row, attestation, plan);
  if (!vouching.status.ok()) {
    Reject(vouching.status, result);
    return std::string();
  }
  bool told = false;
  if (const v1::Outcome* const equal = plan.FindEqual(row.outcome)) {
    name = equal->name();
    told = FindEqualAttestation(*equal, attestation, call_.principal.id) != nullptr;
  } else if (!row.if_new.ok()) {
    Reject(row.if_new, result);
    return std::string();
  } else {
    name = absl::StrCat("outcomes/", runtime::NewId(call_.now));
    v1::Outcome outcome = row.outcome;
    outcome.set_worker_division_code(
        RegistrationOfPersonOn(workers_.at(outcome.worker()), CountingDayOf(outcome)));
    const absl::Status added =
        plan.Add({name, std::move(outcome), "", row.path + ".outcome"}, piece.batch);
    if (absl::IsInvalidArgument(added) || absl::IsFailedPrecondition(added)) {
      Reject(added, result);
      return std::string();
    }
    LAOWU_RETURN_IF_ERROR(added);
    result.set_result(v1::ImportResult::CREATED);
    piece.created.insert(name);
  }
  const auto attest = [&](const std::string& outcome) {
    PlanAttestation(outcome, AttestationId(attestation, call_.principal), attestation,
                    runtime::ProvenanceOf(call_, ""), piece.batch);
    plan.Attested(outcome, attestation);
    if (result.result() == v1::ImportResult::UNCHANGED) {
      result.set_result(v1::ImportResult::UPDATED);
    }
  };
  if (vouching.for_row && !told) attest(name);
  if (vouching.for_named && !vouching.named_is_told) {
    if (row.named != name) attest(row.named);
    result.set_attested_outcome(row.named);
    piece.names.push_back(row.named);
  }
  const bool writes = result.result() != v1::ImportResult::UNCHANGED;
  if (writes) {
    ++piece.written_count;
    piece.names.push_back(name);
    piece.names.push_back(row.outcome.worker());
    WarnOfReference(attestation, "attestation.reference", result.mutable_warnings());
    if (vouching.named_is_gone) {
      WarnOfVoided(row.named, "named_outcome", /*kept=*/false, result.mutable_warnings());
    }
  }
  // A dry run's new outcome would get another name, also where a later row tells it again.
  const bool is_new = piece.created.contains(name) || created_.contains(name);
  if (!request_.validate_only() || !is_new) result.set_name(name);
  return name;
}

void OutcomeImport::Accept(Piece piece) {
  for (auto& result : piece.results) *response_.add_results() = std::move(result);
  created_.merge(piece.created);
}

}  // namespace laowu::placement

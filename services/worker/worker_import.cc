#include "services/worker/worker_import.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/access.h"
#include "services/runtime/digest.h"
#include "services/runtime/errors.h"
#include "services/runtime/record_fields.h"
#include "services/worker/fact_rules.h"
#include "services/worker/personal_details.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

// Room for the audit record of a piece: two operations, names of all that it wrote.
constexpr int kPieceOperationsMost = storage::kMaxBatchOperations - 2;
constexpr int64_t kPieceBytesMost = storage::kMaxBatchBytes - (256 << 10);

// A person registered in more counties than this is somebody's mistake.
constexpr int kRecordsOfOnePersonMost = 16;

void AppendTo(storage::Batch& batch, const storage::Batch& more) {
  for (const auto& operation : more.operations()) {
    switch (operation.kind) {
      case storage::Batch::Operation::Kind::kRequire:
        batch.Require(operation.table, operation.key, operation.version);
        break;
      case storage::Batch::Operation::Kind::kPut:
        batch.Put(operation.table, operation.key, operation.value);
        break;
      case storage::Batch::Operation::Kind::kDelete:
        batch.Delete(operation.table, operation.key);
        break;
    }
  }
}

// What was read from a personal detail is not kept beside the profile in clear.
google::protobuf::RepeatedPtrField<v1::InferredField> WithoutPersonalTexts(
    const google::protobuf::RepeatedPtrField<v1::InferredField>& fields) {
  auto out = fields;
  for (auto& field : out) {
    if (absl::StartsWith(field.field_path(), "personal_details") ||
        field.field_path() == "birth_date" || field.field_path() == "sex") {
      field.clear_source_text();
    }
  }
  return out;
}

bool IsOneOf(const std::vector<runtime::Keys::Digest>& digests, absl::string_view hex) {
  return std::any_of(digests.begin(), digests.end(),
                     [&](const runtime::Keys::Digest& digest) { return digest.hex == hex; });
}

bool HasReason(const runtime::FieldChecks& checks, absl::string_view prefix) {
  return std::any_of(
      checks.violations().begin(), checks.violations().end(),
      [&](const auto& violation) { return absl::StartsWith(violation.description(), prefix); });
}

}  // namespace

// A row on its way.
struct WorkerImport::Row {
  std::string path;  // "rows[3].worker"
  int index = 0;
  v1::ImportResult result;
  storage::Batch batch;
  bool underage = false;
  v1::Worker worker;  // normalised, with personal details
  std::vector<runtime::Keys::Digest> content;
  std::vector<std::string> who;  // what tells who it is: identities, worker

  void Reject(const absl::Status& status) {
    result.set_result(v1::ImportResult::REJECTED);
    result.clear_name();
    *result.mutable_status() = runtime::ToRpcStatus(status);
  }
  void Reject(absl::string_view field, absl::string_view description) {
    runtime::FieldChecks checks;
    checks.Violate(absl::StrCat(path, field), description);
    Reject(checks.status());
  }
  bool rejected() const { return result.result() == v1::ImportResult::REJECTED; }
};

// Whom a row was found to be.
struct WorkerImport::Person {
  std::optional<LoadedWorker> mine;  // the record in the caller's scope
  std::string mine_id;
  // One that has the same identity number, outside the scope; empty: none.
  std::string elsewhere_id;
  storage::Sequence elsewhere_version = storage::kAbsent;
  // The place of a new identity entry; 0: none is needed.
  int identity_place = 0;
  std::optional<FoundIdentity> reference;
};

absl::StatusOr<WorkerImport::Piece> WorkerImport::PlanPiece(const storage::Reader& reader) const {
  Piece piece;
  for (int i = response_.results_size(); i < request_.rows_size(); ++i) {
    Row row;
    row.index = i;
    row.path = absl::StrCat("rows[", i, "].worker");
    LAOWU_RETURN_IF_ERROR(PlanRow(reader, piece, row));
    const bool fits =
        piece.batch.operation_count() + row.batch.operation_count() <= kPieceOperationsMost &&
        piece.batch.byte_size() + row.batch.byte_size() <= kPieceBytesMost;
    if (!fits && !piece.results.empty()) break;
    AppendTo(piece.batch, row.batch);
    if (!row.batch.empty()) piece.written_names.push_back(row.result.name());
    if (!row.rejected() && !row.content.empty()) {
      for (const std::string& who : row.who) {
        piece.twins.emplace(who, Twin{row.content.front().hex, row.result.name()});
      }
    }
    if (row.underage) ++piece.underage_count;
    piece.results.push_back(std::move(row.result));
  }
  if (!piece.batch.empty()) {
    runtime::AddAudit(
        call_,
        {piece.written_names, {absl::StrCat("rows_written=", piece.written_names.size())}, "", ""},
        piece.batch);
  }
  return piece;
}

void WorkerImport::Accept(Piece piece) {
  response_.set_batch_number(request_.batch_number());
  for (auto& result : piece.results) *response_.add_results() = std::move(result);
  for (auto& [who, twin] : piece.twins) twins_.emplace(who, std::move(twin));
  underage_count_ += piece.underage_count;
}

absl::Status WorkerImport::PlanRow(const storage::Reader& reader, const Piece& piece,
                                   Row& row) const {
  row.result.set_index(row.index);
  if (!ReadRow(piece, row)) return absl::OkStatus();
  Person person;
  LAOWU_RETURN_IF_ERROR(FindByNumber(reader, row, person));
  if (row.rejected()) return absl::OkStatus();
  LAOWU_RETURN_IF_ERROR(FindByReference(reader, row, person));
  if (row.rejected()) return absl::OkStatus();
  if (person.mine.has_value()) {
    const std::string who = WorkerName(person.mine_id);
    if (RepeatsRow(piece, who, row)) return absl::OkStatus();
    row.who.push_back(who);
  }
  LAOWU_RETURN_IF_ERROR(PlanPerson(reader, row, person));
  const bool writes = row.result.result() == v1::ImportResult::CREATED ||
                      row.result.result() == v1::ImportResult::UPDATED;
  if (!writes || request_.validate_only()) row.batch = storage::Batch();
  if (request_.validate_only() && row.result.result() == v1::ImportResult::CREATED) {
    row.result.clear_name();  // it would get another
  }
  return absl::OkStatus();
}

bool WorkerImport::ReadRow(const Piece& piece, Row& row) const {
  const auto& sent = request_.rows(row.index);
  if (call_.via_service) *row.result.mutable_warnings() = sent.warnings();
  runtime::FieldChecks checks;
  CheckWorker(sent.worker(), row.path, days_, checks);
  if (!call_.via_service && (sent.inferred_fields_size() > 0 || sent.warnings_size() > 0)) {
    checks.Violate(absl::StrCat("rows[", row.index, "]"),
                   "inferred_fields and warnings are for the intake role alone");
  }
  if (!checks.ok()) {
    row.underage = HasReason(checks, "UNDERAGE");
    row.Reject(checks.status());
    return false;
  }
  const absl::Status scope =
      runtime::RequireDivision(call_.principal, sent.worker().division_code());
  if (!scope.ok()) {
    row.Reject(scope);
    return false;
  }
  row.worker = Normalised(sent.worker(), days_.today, row.result.mutable_warnings());
  *row.worker.mutable_inferred_fields() = WithoutPersonalTexts(sent.inferred_fields());
  row.content = ContentDigests(keys_, row.worker);
  const std::string& number = row.worker.personal_details().identity_number();
  if (!number.empty()) {
    const std::string who = IdentityDigests(keys_, number, 1).front().hex;
    if (RepeatsRow(piece, who, row)) return false;
    row.who.push_back(who);
  }
  if (!row.worker.source_reference().empty()) {
    const std::string who =
        ReferenceDigests(keys_, call_.principal.division_prefix, row.worker.source_reference())
            .front()
            .hex;
    if (RepeatsRow(piece, who, row)) return false;
    row.who.push_back(who);
  }
  return true;
}

bool WorkerImport::RepeatsRow(const Piece& piece, const std::string& identity, Row& row) const {
  const Twin* twin = nullptr;
  for (const Twins* twins : {&piece.twins, &twins_}) {
    const auto it = twins->find(identity);
    if (it != twins->end()) twin = &it->second;
  }
  if (twin == nullptr) return false;
  if (twin->content == row.content.front().hex) {
    row.result.set_result(v1::ImportResult::UNCHANGED);
    row.result.set_name(twin->name);
  } else {
    row.Reject("",
               "another row of this message is the same person with other content; send each "
               "person once");
  }
  return true;
}

absl::Status WorkerImport::FindByNumber(const storage::Reader& reader, Row& row,
                                        Person& person) const {
  const std::string& number = row.worker.personal_details().identity_number();
  if (number.empty()) return absl::OkStatus();
  const absl::string_view county = absl::string_view(row.worker.division_code()).substr(0, 6);
  bool is_here = false;  // in the county that the row names
  int place = 1;
  for (; place <= kRecordsOfOnePersonMost; ++place) {
    LAOWU_ASSIGN_OR_RETURN(const auto found,
                           LoadIdentity(reader, IdentityDigests(keys_, number, place)));
    if (!found.has_value()) break;
    LAOWU_ASSIGN_OR_RETURN(auto worker, LoadWorker(reader, found->worker_id));
    if (!worker.has_value()) continue;
    const std::string& division = worker->stored.worker().division_code();
    if (!runtime::DivisionInScope(call_.principal, division)) {
      if (!person.elsewhere_id.empty()) continue;
      person.elsewhere_id = found->worker_id;
      person.elsewhere_version = worker->version;
    } else if (!person.mine.has_value() || (!is_here && absl::StartsWith(division, county))) {
      // Of several in scope the one of the row's own county, else the first.
      is_here = absl::StartsWith(division, county);
      person.mine_id = found->worker_id;
      person.mine = std::move(worker);
    }
  }
  if (person.mine.has_value()) {
    person.elsewhere_id.clear();
  } else if (place > kRecordsOfOnePersonMost) {
    row.Reject(".personal_details.identity_number",
               "has a record in too many counties; an administrator should merge them");
  } else {
    person.identity_place = place;
  }
  return absl::OkStatus();
}

absl::Status WorkerImport::FindByReference(const storage::Reader& reader, Row& row,
                                           Person& person) const {
  if (row.worker.source_reference().empty()) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(
      person.reference,
      LoadIdentity(reader, ReferenceDigests(keys_, call_.principal.division_prefix,
                                            row.worker.source_reference())));
  if (!person.reference.has_value() || person.reference->worker_id == person.mine_id) {
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(auto referred, LoadWorker(reader, person.reference->worker_id));
  if (!referred.has_value()) return absl::OkStatus();
  const std::string& number = row.worker.personal_details().identity_number();
  const absl::Status scope =
      runtime::RequireDivision(call_.principal, referred->stored.worker().division_code());
  if (!scope.ok()) {
    // That one moved away. With an identity number the row can stand for itself.
    if (number.empty()) row.Reject(scope);
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(const auto details,
                         LoadDetails(reader, keys_, person.reference->worker_id));
  const bool other_number =
      !number.empty() && !details.identity_number().empty() && details.identity_number() != number;
  if (person.mine.has_value() || other_number) {
    row.Reject(".source_reference",
               "stands for another person, with another identity number; give each person a "
               "reference of their own");
    return absl::OkStatus();
  }
  person.mine_id = person.reference->worker_id;
  person.mine = std::move(referred);
  return absl::OkStatus();
}

absl::Status WorkerImport::PlanPerson(const storage::Reader& reader, Row& row,
                                      const Person& person) const {
  if (!person.mine.has_value()) {
    PlanNew(row, person);
  } else {
    LAOWU_RETURN_IF_ERROR(PlanUpdate(reader, row, person));
    if (row.rejected()) return absl::OkStatus();
  }
  auto* warnings = row.result.mutable_warnings();
  const bool kept_basis = person.mine.has_value() && !row.worker.has_legal_basis();
  if (!HasLegalBasis(kept_basis ? person.mine->stored.worker() : row.worker, call_.now)) {
    AddWarning(
        "NO_LEGAL_BASIS", "legal_basis",
        "没有有效的授权或法定依据，不会向用人单位推荐 / no consent or statutory duty in force: "
        "the person is kept but not proposed to offices",
        warnings);
  }
  if (person.mine.has_value() && person.mine->stored.worker().has_death_date()) {
    AddWarning("WORKER_DEAD", "",
               "该人员已登记死亡，请核对 / the person is recorded as dead; check it", warnings);
  }
  if (!person.elsewhere_id.empty() && row.result.result() != v1::ImportResult::UNCHANGED) {
    AddWarning(
        "SAME_PERSON_ELSEWHERE", "personal_details.identity_number",
        "此人已在其他县登记，两条记录已关联 / the person is registered in another county too; "
        "the two records count as one person",
        warnings);
    warnings->rbegin()->add_related_names(WorkerName(person.elsewhere_id));
  }
  return absl::OkStatus();
}

void WorkerImport::PlanNew(Row& row, const Person& person) const {
  const std::string worker_id = runtime::NewId(call_.now);
  row.result.set_result(v1::ImportResult::CREATED);
  row.result.set_name(WorkerName(worker_id));
  v1::Worker profile = row.worker;
  profile.clear_personal_details();
  std::vector<v1::WorkerFact> added = {ProfileFact(row.worker, days_.as_of)};
  PlanProfile(row, person, worker_id, {}, std::move(added), std::move(profile));
  const auto& details = row.worker.personal_details();
  if (!FieldsOf(details).empty()) PlanDetails(keys_, worker_id, details, row.batch);
  PlanIndexes(row, person, worker_id);
}

absl::Status WorkerImport::PlanUpdate(const storage::Reader& reader, Row& row,
                                      const Person& person) const {
  const auto& stored = person.mine->stored;
  row.result.set_name(WorkerName(person.mine_id));
  const bool same_content = IsOneOf(row.content, stored.provenance().content_digest());
  if (same_content && !request_.has_as_of_date()) {
    row.result.set_result(v1::ImportResult::UNCHANGED);
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(const std::vector<v1::WorkerFact> facts,
                         LoadFacts(reader, person.mine_id));
  const auto profile_date = ProfileDate(facts).value_or(days_.as_of);
  const WorkerState held = StateOn(facts, request_.has_as_of_date() ? days_.as_of : kNewest);
  std::vector<v1::WorkerFact> added = DatedChanges(held, row.worker, days_.as_of);
  if (same_content && added.empty()) {
    row.result.set_result(v1::ImportResult::UNCHANGED);
    return absl::OkStatus();
  }
  if (!added.empty() && !request_.has_as_of_date()) {
    row.Reject("",
               "changes registration, rural status or policy groups, which are dated: say in "
               "as_of_date since when");
    return absl::OkStatus();
  }
  if (!added.empty() && days_.as_of < profile_date) {
    row.Reject("", absl::StrCat("differs in registration, rural status or policy groups, but "
                                "as_of_date lies before ",
                                runtime::DateText(profile_date),
                                ", from when the worker is known; RecordWorkerFact can say what "
                                "was true earlier"));
    return absl::OkStatus();
  }
  if (!same_content) {
    for (auto& fact : Corrections(held, row.worker, profile_date)) added.push_back(std::move(fact));
  }
  if (facts.size() + added.size() > kFactsMost) {
    row.Reject("", "the worker has too many facts; ask an administrator to look into it");
    return absl::OkStatus();
  }
  row.result.set_result(v1::ImportResult::UPDATED);
  v1::Worker profile = row.worker;
  profile.clear_personal_details();
  // Silence erases nothing.
  if (!profile.has_legal_basis() && stored.worker().has_legal_basis()) {
    *profile.mutable_legal_basis() = stored.worker().legal_basis();
  }
  if (profile.source_reference().empty()) {
    profile.set_source_reference(stored.worker().source_reference());
  }
  PlanProfile(row, person, person.mine_id, facts, std::move(added), std::move(profile));
  LAOWU_ASSIGN_OR_RETURN(const auto old_details, LoadDetails(reader, keys_, person.mine_id));
  const auto details = MergedDetails(row.worker.personal_details(), old_details);
  if (details.SerializeAsString() != old_details.SerializeAsString()) {
    PlanDetails(keys_, person.mine_id, details, row.batch);
  }
  PlanIndexes(row, person, person.mine_id);
  return absl::OkStatus();
}

void WorkerImport::PlanProfile(Row& row, const Person& person, absl::string_view worker_id,
                               std::vector<v1::WorkerFact> known, std::vector<v1::WorkerFact> added,
                               v1::Worker profile) const {
  if (!person.elsewhere_id.empty()) {
    v1::WorkerFact& merged = added.emplace_back();
    merged.set_kind(v1::WorkerFact::MERGED);
    *merged.mutable_effective_date() = runtime::ToDate(days_.as_of);
    merged.mutable_values()->set_worker(WorkerName(person.elsewhere_id));
    row.batch.Require(storage::Table::kWorkers, WorkerKey(person.elsewhere_id),
                      person.elsewhere_version);
  }
  const auto provenance = runtime::ProvenanceOf(call_, "");
  storage::Sequence sequence = kPendingSequence;
  for (v1::WorkerFact& fact : added) {
    const std::string fact_id = runtime::NewId(call_.now);
    fact.set_name(FactName(worker_id, fact_id));
    fact.set_sequence(sequence++);
    PlanFact(worker_id, fact_id, fact, provenance, row.batch);
    known.push_back(std::move(fact));
  }
  ShowState(StateOn(known, kNewest), profile);
  internal::v1::StoredWorker stored;
  *stored.mutable_worker() = std::move(profile);
  *stored.mutable_provenance() = provenance;
  if (person.mine.has_value()) {
    *stored.mutable_provenance()->mutable_create_time() =
        person.mine->stored.provenance().create_time();
  }
  stored.mutable_provenance()->set_content_digest(row.content.front().hex);
  PlanWorker(worker_id, person.mine, stored, row.batch);
}

void WorkerImport::PlanIndexes(Row& row, const Person& person, absl::string_view worker_id) const {
  const std::string& number = row.worker.personal_details().identity_number();
  if (person.identity_place > 0) {
    PlanIdentity(IdentityDigests(keys_, number, person.identity_place).front(), storage::kAbsent,
                 worker_id, row.batch);
  }
  if (row.worker.source_reference().empty()) return;
  if (!person.reference.has_value()) {
    PlanIdentity(
        ReferenceDigests(keys_, call_.principal.division_prefix, row.worker.source_reference())
            .front(),
        storage::kAbsent, worker_id, row.batch);
  } else if (person.reference->worker_id != worker_id) {
    PlanIdentity(person.reference->digest, person.reference->version, worker_id, row.batch);
  }
}

}  // namespace laowu::worker

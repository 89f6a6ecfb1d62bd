#include "services/worker/worker_import.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/access.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/digest.h"
#include "services/runtime/emptied_fields.h"
#include "services/runtime/errors.h"
#include "services/runtime/legal_basis.h"
#include "services/runtime/output_fields.h"
#include "services/runtime/partial_rows.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/update_mask.h"
#include "services/worker/erased_persons.h"
#include "services/worker/fact_rules.h"
#include "services/worker/import_rows.h"
#include "services/worker/number_links.h"
#include "services/worker/personal_details.h"
#include "storage/status_macros.h"

namespace laowu::worker {
namespace {

// Room for the audit record of a piece: two operations, names of all that it wrote.
constexpr int kPieceOperationsMost = storage::kMaxBatchOperations - 2;
constexpr int64_t kPieceBytesMost = storage::kMaxBatchBytes - (256 << 10);

// Descriptions say it before their English words: "… / UNDERAGE: the person is …".
bool HasReason(const runtime::FieldChecks& checks, absl::string_view reason) {
  const std::string word = absl::StrCat(reason, ": ");
  return std::any_of(
      checks.violations().begin(), checks.violations().end(),
      [&](const auto& violation) { return absl::StrContains(violation.description(), word); });
}

}  // namespace

// A row on its way.
struct WorkerImport::Row {
  std::string path;  // "rows[3].worker"
  int index = 0;
  v1::ImportResult result;
  storage::Batch batch;
  std::vector<std::string> written;  // names of the records in the batch
  std::optional<Joined> joined;      // with a record of another county
  bool underage = false;
  v1::Worker worker;                           // normalised, with personal details
  std::vector<runtime::Keys::Digest> content;  // as sent
  std::string written_content;                 // digest of what is written, if it is not as sent
  PersonDigests digests;
  std::vector<std::string> who;      // what tells who it is: identities, worker
  std::optional<v1::Worker> before;  // with its details; of a person who changes, if asked for
  std::string etag;                  // of the record as it stands; empty: there is none
  bool moved = false;                // the record stands otherwise than the row says

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

absl::StatusOr<WorkerImport::Piece> WorkerImport::PlanPiece(const storage::Reader& reader) const {
  Piece piece;
  HouseholdChanges households(reader, keys_, call_);
  const PlanContext context{reader, keys_, call_, households};
  for (int i = response_.results_size(); i < request_.rows_size(); ++i) {
    Row row;
    row.index = i;
    row.path = absl::StrCat("rows[", i, "].worker");
    LAOWU_RETURN_IF_ERROR(PlanRow(context, piece, row));
    const bool fits =
        piece.batch.operation_count() + row.batch.operation_count() <= kPieceOperationsMost &&
        piece.batch.byte_size() + row.batch.byte_size() <= kPieceBytesMost;
    if (!fits && !piece.results.empty()) break;
    if (!row.batch.empty()) {
      piece.written_names.insert(piece.written_names.end(), row.written.begin(), row.written.end());
      ++piece.written_count;
    }
    piece.batch.Append(std::move(row.batch));
    if (!row.rejected() && !row.content.empty()) {
      for (const std::string& who : row.who) {
        piece.twins.emplace(who, Twin{row.content.front().hex, row.result.name(), row.index});
      }
    }
    if (row.underage) ++piece.underage_count;
    AddChange(row, piece);
    piece.results.push_back(std::move(row.result));
  }
  if (!piece.batch.empty()) {
    runtime::AddAudit(
        call_, {piece.written_names, {absl::StrCat("rows_written=", piece.written_count)}, "", ""},
        piece.batch);
  }
  return piece;
}

void WorkerImport::AddChange(Row& row, Piece& piece) const {
  if (row.moved) piece.moved.push_back(row.index);
  if (!request_.return_changes() || row.rejected() || row.result.name().empty()) return;
  auto& change = piece.changes.emplace_back();
  change.set_index(row.index);
  change.set_etag(row.etag);
  if (row.before.has_value() && row.result.result() == v1::ImportResult::UPDATED) {
    *change.mutable_before() = *std::move(row.before);
  }
}

void WorkerImport::CheckRequest(const runtime::CallContext& call,
                                const v1::ImportWorkersRequest& request,
                                runtime::FieldChecks& checks) {
  v1::Worker unused;
  runtime::MergeMasked(request.update_mask(), v1::Worker(), {runtime::kWorkerOutputs}, checks,
                       &unused);
  if (request.return_changes() && !call.via_service) {
    checks.Violate("return_changes", "只供内部导入使用 / is for the intake role alone");
  }
}

absl::Status WorkerImport::Accept(const storage::Reader& reader, Piece piece) {
  response_.set_batch_number(request_.batch_number());
  moved_.insert(piece.moved.begin(), piece.moved.end());
  for (auto& change : piece.changes) {
    const auto& result =
        piece.results[static_cast<size_t>(change.index() - response_.results_size())];
    const bool written = result.result() == v1::ImportResult::CREATED ||
                         result.result() == v1::ImportResult::UPDATED;
    if (written && !moved_.contains(change.index()) && !request_.validate_only()) {
      LAOWU_ASSIGN_OR_RETURN(const auto now, LoadWorker(reader, WorkerId(result.name())));
      if (now.has_value()) change.set_etag(runtime::EtagOf(now->version));
    }
    *response_.add_changes() = std::move(change);
  }
  for (auto& result : piece.results) *response_.add_results() = std::move(result);
  for (auto& [who, twin] : piece.twins) twins_.emplace(who, std::move(twin));
  underage_count_ += piece.underage_count;
  return absl::OkStatus();
}

absl::Status WorkerImport::PlanRow(const PlanContext& context, const Piece& piece, Row& row) const {
  row.result.set_index(row.index);
  const v1::Worker& sent = request_.rows(row.index).worker();
  if (is_conditional() && runtime::IsQuestion(sent)) return LookAgain(context, row);
  if (!ReadRow(context, piece, row)) return absl::OkStatus();
  absl::Status refusal;
  LAOWU_ASSIGN_OR_RETURN(const Person person,
                         FindPerson(context, row.digests, row.worker, "", row.path, &refusal));
  if (!refusal.ok()) {
    row.Reject(refusal);
    return absl::OkStatus();
  }
  if (person.mine.has_value()) {
    row.etag = runtime::EtagOf(person.mine->version);
    const std::string who = WorkerName(person.mine_id);
    if (RepeatsRow(piece, who, row)) return absl::OkStatus();
    row.who.push_back(who);
  }
  row.moved = is_conditional() && !IsAsSaid(person, sent);
  // Of households the batch does nothing for a row that is not written.
  HouseholdChanges unwritten(context.reader, keys_, call_);
  const PlanContext checked{context.reader, keys_, call_, unwritten};
  LAOWU_RETURN_IF_ERROR(PlanPerson(row.moved ? checked : context, row, person));
  const bool writes = row.result.result() == v1::ImportResult::CREATED ||
                      row.result.result() == v1::ImportResult::UPDATED;
  const bool checks_only = request_.validate_only() || row.moved;
  row.moved = row.moved && writes;
  if (!writes || checks_only) row.batch = storage::Batch();
  if (checks_only && row.result.result() == v1::ImportResult::CREATED) {
    row.result.clear_name();  // it would get another
  }
  return absl::OkStatus();
}

absl::Status WorkerImport::LookAgain(const PlanContext& context, Row& row) const {
  const v1::Worker& sent = request_.rows(row.index).worker();
  row.result.set_result(v1::ImportResult::UNCHANGED);
  row.result.set_name(sent.name());
  LAOWU_ASSIGN_OR_RETURN(const auto now, LoadWorker(context.reader, WorkerId(sent.name())));
  if (now.has_value() &&
      runtime::DivisionInScope(call_.principal, now->stored.worker().division_code())) {
    row.etag = runtime::EtagOf(now->version);
  }
  row.moved = row.etag != sent.etag();
  return absl::OkStatus();
}

bool WorkerImport::ReadRow(const PlanContext& context, const Piece& piece, Row& row) const {
  const auto& sent = request_.rows(row.index);
  if (call_.via_service) *row.result.mutable_warnings() = sent.warnings();
  runtime::FieldChecks checks;
  CheckWorker(sent.worker(), row.path, days_, checks);
  if (!call_.via_service && (sent.inferred_fields_size() > 0 || sent.warnings_size() > 0)) {
    checks.Violate(absl::StrCat("rows[", row.index, "]"),
                   "inferred_fields 和 warnings 只供内部导入使用 / inferred_fields and warnings "
                   "are for the intake role alone");
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
  *row.worker.mutable_inferred_fields() = WithoutSourceTexts(sent.inferred_fields());
  row.content = ContentDigests(keys_, row.worker);
  row.digests = DigestsOfPerson(context, row.worker);
  for (const auto* digests : {&row.digests.number, &row.digests.reference}) {
    if (digests->empty()) continue;
    if (RepeatsRow(piece, digests->front().hex, row)) return false;
    row.who.push_back(digests->front().hex);
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
               absl::StrCat("另一行（rows[", twin->index,
                            "]）是同一人而内容不同，每人只留一行 / another row (rows[", twin->index,
                            "]) is the same person with other content; send each person once"));
  }
  return true;
}

absl::Status WorkerImport::PlanPerson(const PlanContext& context, Row& row,
                                      const Person& person) const {
  if (person.mine.has_value()) {
    LAOWU_RETURN_IF_ERROR(PlanUpdate(context, row, person));
  } else {
    LAOWU_RETURN_IF_ERROR(PlanNew(context, row, person));
  }
  if (!row.rejected()) AddWarnings(row, person);
  return absl::OkStatus();
}

bool WorkerImport::IsOlder(const internal::v1::StoredWorker& stored, Row& row) const {
  const auto stated = runtime::ToCivilDay(stored.stated_date());
  if (!stored.has_stated_date() || !stated.has_value() || days_.as_of >= *stated) return false;
  if (request_.allow_older()) return false;
  row.result.set_result(v1::ImportResult::STALE);
  runtime::AddWarning(
      "NEWER_ON_RECORD", "",
      absl::StrCat("档案的内容是 ", runtime::DateText(*stated),
                   " 的，比本行所述日期新，本行未写入；确要写入请加 --allow-older / the record "
                   "says what held on ",
                   runtime::DateText(*stated),
                   ", later than this row: it was left out. allow_older (--allow-older) "
                   "writes it all the same"),
      row.result.mutable_warnings());
  return true;
}

void WorkerImport::CheckIsPerson(const v1::Worker& before, const v1::Worker::PersonalDetails& known,
                                 Row& row) {
  const auto& said = row.worker.personal_details();
  if (NamesFit(known.display_name(), said.display_name())) return;
  const auto same = [](const std::string& a, const std::string& b) { return !a.empty() && a == b; };
  // The number or reference by which the person was found is one of them.
  const int agreeing_count =
      (same(known.identity_number(), said.identity_number()) ? 1 : 0) +
      (same(before.source_reference(), row.worker.source_reference()) ? 1 : 0) +
      (same(known.phone_number(), said.phone_number()) ? 1 : 0);
  if (agreeing_count > 1) return;
  row.Reject(
      ".personal_details.display_name",
      "同一身份证号或编号在档案中是另一姓名，电话等也都对不上，未写入：请核对号码；确系改名，"
      "请先在档案中改名（laowu worker update --name）再导入 / the number or reference is on "
      "record under another name, and nothing else agrees (number, reference, phone): "
      "nothing was written. Check the number; if the name is new, change it on the record "
      "first (laowu worker update --name), then import again");
}

// A shifted column or a file with too few of them changes people by the thousand.
void WorkerImport::WarnOfChange(Row& row, const v1::Worker& before, const WorkerChange& change) {
  static constexpr absl::string_view kNotTheRows[] = {"death_date", "merged_into", "erase_time",
                                                      "recorded_by", "inferred_fields"};
  auto* warnings = row.result.mutable_warnings();
  runtime::WarnOfEmptied(before, change.profile, kNotTheRows, warnings);
  // Another kind of dot or blank is the same name.
  if (!NamesFit(change.old_details.display_name(), change.details.display_name())) {
    runtime::AddWarning(
        "NAME_CHANGED", "personal_details.display_name",
        "同一身份证号或编号，姓名与原记录不同，已改，请核对 / the same number, and another "
        "name than before: it was changed; check it",
        warnings);
  }
}

void WorkerImport::AddWarnings(Row& row, const Person& person) const {
  auto* warnings = row.result.mutable_warnings();
  const bool kept_basis =
      person.mine.has_value() && runtime::KeepsLegalBasis(row.worker, person.mine->stored.worker());
  WarnOfNoLegalBasis(kept_basis ? person.mine->stored.worker() : row.worker, call_.now, warnings);
  WarnOfPersonalNumbers(v1::Worker(), request_.rows(row.index).worker(), warnings);
  WarnOfFarHome(v1::Worker(), request_.rows(row.index).worker(), days_.today, warnings);
  if (person.mine.has_value() && person.mine->stored.worker().has_death_date()) {
    runtime::AddWarning("WORKER_DEAD", "",
                        "该人员已登记死亡，请核对 / the person is recorded as dead; check it",
                        warnings);
  }
  const bool of_a_check = request_.validate_only() || row.moved;
  if (row.joined.has_value()) return WarnOfJoined(*row.joined, of_a_check, warnings);
  if (person.mine.has_value() && !person.mine->stored.worker().merged_into().empty()) {
    WarnOfLinked(person.mine->stored.worker().merged_into(), warnings);
  }
  const auto beside = ApartBefore(person, days_.as_of);
  if (beside.has_value()) WarnOfJoined(*beside, of_a_check, warnings);
}

absl::Status WorkerImport::PlanNew(const PlanContext& context, Row& row,
                                   const Person& person) const {
  // Of who is known the name on record stays; here there is none.
  runtime::FieldChecks checks;
  CheckNamed(row.worker.personal_details(), row.path + ".personal_details", checks);
  if (!checks.ok()) {
    row.Reject(checks.status());
    return absl::OkStatus();
  }
  absl::Status refusal;
  const std::string worker_id = runtime::NewId(call_.now);
  LAOWU_ASSIGN_OR_RETURN(const std::string erased_id,
                         PlanAdmission(context, row.digests, row.worker, worker_id,
                                       request_.allow_erased(), row.path, &refusal, row.batch));
  if (!refusal.ok()) {
    row.Reject(refusal);
    return absl::OkStatus();
  }
  WorkerChange change = NewWorker(context, worker_id, row.worker, days_.as_of);
  if (!erased_id.empty()) change.elsewhere_ids.push_back(erased_id);
  row.result.set_result(v1::ImportResult::CREATED);
  row.result.set_name(WorkerName(change.worker_id));
  return PlanJoined(context, row, person, std::move(change));
}

absl::Status WorkerImport::PlanUpdate(const PlanContext& context, Row& row,
                                      const Person& person) const {
  const auto& stored = person.mine->stored;
  row.result.set_name(WorkerName(person.mine_id));
  const bool partial = !runtime::IsWholeStatement(request_.update_mask());
  const bool same_content = !partial && IsOneOf(row.content, stored.provenance().content_digest());
  if (same_content && !request_.has_as_of_date()) {
    row.result.set_result(v1::ImportResult::UNCHANGED);
    return absl::OkStatus();
  }
  LAOWU_ASSIGN_OR_RETURN(WorkerChange change, LoadChange(context, person.mine_id, *person.mine));
  if (partial) MergeKnown(change, row);
  if (row.rejected()) return absl::OkStatus();
  AddFacts(row, same_content, change);
  if (row.rejected() || row.result.result() == v1::ImportResult::UNCHANGED) {
    return absl::OkStatus();
  }
  CheckIsPerson(stored.worker(), change.old_details, row);
  if (row.rejected() || IsOlder(stored, row)) return absl::OkStatus();
  row.result.set_result(v1::ImportResult::UPDATED);
  change.stated = days_.as_of;
  change.profile = row.worker;
  change.profile.clear_personal_details();
  // Silence erases nothing.
  if (runtime::KeepsLegalBasis(row.worker, stored.worker()) && stored.worker().has_legal_basis()) {
    *change.profile.mutable_legal_basis() = stored.worker().legal_basis();
  } else if (runtime::RefusesConsent(row.worker) && stored.worker().has_legal_basis()) {
    // The consent on record ends; what it was stays known.
    auto& basis = *change.profile.mutable_legal_basis();
    basis = stored.worker().legal_basis();
    *basis.mutable_withdraw_time() = row.worker.legal_basis().withdraw_time();
  }
  if (change.profile.source_reference().empty()) {
    change.profile.set_source_reference(stored.worker().source_reference());
  }
  if (request_.rows(row.index).worker().state() == v1::Worker::STATE_UNSPECIFIED) {
    change.profile.set_state(stored.worker().state());
  }
  change.details = MergedDetails(row.worker.personal_details(), change.old_details);
  LAOWU_RETURN_IF_ERROR(NameSameHousehold(context.households, change));
  if (partial && IsUnchanged(change)) {
    row.result.set_result(v1::ImportResult::UNCHANGED);
    return absl::OkStatus();
  }
  if (request_.return_changes()) {
    LAOWU_ASSIGN_OR_RETURN(row.before, ToWorker(person.mine_id, *person.mine));
    *row.before->mutable_personal_details() = change.old_details;
  }
  if (partial) row.written_content = ContentDigests(keys_, row.worker).front().hex;
  change.provenance.clear_request_id();
  WarnOfChange(row, stored.worker(), change);
  return PlanJoined(context, row, person, std::move(change));
}

void WorkerImport::MergeKnown(const WorkerChange& change, Row& row) const {
  const v1::Worker& sent = request_.rows(row.index).worker();
  v1::Worker known = change.old->stored.worker();
  ShowState(StateOn(change.known, request_.has_as_of_date() ? days_.as_of : kNewest), known);
  *known.mutable_personal_details() = change.old_details;
  auto touched = runtime::TouchedPaths(request_.update_mask(), sent, runtime::kWorkerOutputs);
  // The identity number tells these.
  if (row.worker.has_birth_date()) touched.push_back("birth_date");
  if (row.worker.sex() != v1::SEX_UNSPECIFIED) touched.push_back("sex");
  google::protobuf::FieldMask mask;
  for (const std::string& path : touched) {
    if (!absl::StartsWith(path, "personal_details") && path != "state") mask.add_paths(path);
  }
  v1::Worker merged = known;
  runtime::FieldChecks checks;
  if (mask.paths_size() > 0) {
    runtime::MergeMasked(mask, row.worker, {runtime::kWorkerOutputs}, checks, &merged);
  }
  if (sent.state() != v1::Worker::STATE_UNSPECIFIED) merged.set_state(sent.state());
  // A file with a column for one group alone adds it; who leaves a group is told by a column for
  // all of them.
  const auto& asked = request_.update_mask().paths();
  if (std::find(asked.begin(), asked.end(), "policy_groups") == asked.end()) {
    std::set<int> groups(known.policy_groups().begin(), known.policy_groups().end());
    groups.insert(sent.policy_groups().begin(), sent.policy_groups().end());
    merged.clear_policy_groups();
    for (const int group : groups) merged.add_policy_groups(static_cast<v1::PolicyGroup>(group));
  }
  *merged.mutable_personal_details() =
      MergedDetails(row.worker.personal_details(), change.old_details);
  *merged.mutable_inferred_fields() =
      runtime::MergeInferred(known.inferred_fields(), row.worker.inferred_fields(), touched);
  CheckUpdated(known, merged, row.path, days_, checks);
  if (!checks.ok()) return row.Reject(checks.status());
  row.worker = std::move(merged);
}

void WorkerImport::AddFacts(Row& row, bool same_content, WorkerChange& change) const {
  const auto profile_date = ProfileDate(change.known).value_or(days_.as_of);
  const WorkerState held = StateOn(change.known, request_.has_as_of_date() ? days_.as_of : kNewest);
  change.added = DatedChanges(held, row.worker, days_.as_of);
  if (same_content && change.added.empty()) {
    row.result.set_result(v1::ImportResult::UNCHANGED);
    return;
  }
  if (!change.added.empty() && !request_.has_as_of_date()) {
    return row.Reject("", WhyUndated(held, change.added));
  }
  if (!change.added.empty() && days_.as_of < profile_date) {
    return row.Reject("", WhyBeforeKnown(held, change.added, profile_date));
  }
  if (!same_content) {
    for (auto& fact : Corrections(held, row.worker, profile_date)) {
      change.added.push_back(std::move(fact));
    }
  }
  if (change.known.size() + change.added.size() > kFactsMost) {
    row.Reject("",
               "此人的事实太多，请找管理员 / the worker has too many facts; ask an administrator "
               "to look into it");
  }
}

absl::Status WorkerImport::PlanJoined(const PlanContext& context, Row& row, const Person& person,
                                      WorkerChange change) const {
  change.provenance.set_content_digest(row.written_content.empty() ? row.content.front().hex
                                                                   : row.written_content);
  // Most rows are of a record that bears the number already.
  if (person.number.has_value() && !person.number->Names(change.worker_id)) {
    LAOWU_RETURN_IF_ERROR(PlanReunions(context, row.digests.number, change, row.batch));
  }
  LAOWU_RETURN_IF_ERROR(JoinPerson(context, person, days_.as_of, change, row.batch));
  if (person.beside.has_value() && LivesByItself(person.mine->stored.worker())) {
    LAOWU_RETURN_IF_ERROR(LinkByNumber(context, days_.as_of, change, row.batch));
  }
  row.written = change.written();
  row.joined = change.joined;
  std::string refusal;
  LAOWU_RETURN_IF_ERROR(PlanChange(context, std::move(change), &refusal, row.batch));
  if (!refusal.empty()) row.Reject(".household", refusal);
  return absl::OkStatus();
}

}  // namespace laowu::worker

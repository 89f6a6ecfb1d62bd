#include "services/vacancy/vacancy_import.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "reference/credit_code.h"
#include "services/runtime/add_warning.h"
#include "services/runtime/emptied_fields.h"
#include "services/runtime/errors.h"
#include "services/runtime/output_fields.h"
#include "services/runtime/partial_rows.h"
#include "services/runtime/record_fields.h"
#include "services/runtime/resource_name.h"
#include "services/runtime/update_mask.h"
#include "services/vacancy/clean_texts.h"
#include "services/vacancy/employer_rules.h"
#include "services/vacancy/vacancy_rules.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

constexpr int kPieceOperationsMost =
    storage::kMaxBatchOperations - VacancyChanges::kOperationsAVacancy;
constexpr int64_t kPieceBytesMost = storage::kMaxBatchBytes - (1 << 20);

// "offices/{office}/vacancies/{vacancy}" → "{vacancy}"; takes a checked name.
std::string IdIn(absl::string_view vacancy_name) {
  return std::string(vacancy_name.substr(vacancy_name.rfind('/') + 1));
}

}  // namespace

void VacancyImport::CheckRequest(const runtime::CallContext& call,
                                 const v1::ImportVacanciesRequest& request,
                                 runtime::FieldChecks& checks) {
  v1::Vacancy unused;
  runtime::MergeMasked(request.update_mask(), v1::Vacancy(), {runtime::kVacancyOutputs}, checks,
                       &unused);
  if (request.return_changes() && !call.via_service) {
    checks.Violate("return_changes", "只供内部导入使用 / is for the intake role alone");
  }
}

absl::StatusOr<bool> CodeAccepted(const storage::Reader& reader, const v1::Vacancy& vacancy) {
  const std::string& name = vacancy.employer();
  if (name.empty() || IsNamedByDigest(name) || reference::IsCreditCode(CreditCodeOf(name)) ||
      !runtime::ParseName("employers/*", name).has_value()) {
    return false;
  }
  LAOWU_ASSIGN_OR_RETURN(const auto employer, LoadEmployer(reader, name));
  return employer.has_value();
}

absl::Status VacancyImport::ReadRows(const storage::Reader& reader) {
  response_.set_batch_number(request_.batch_number());
  rows_.reserve(static_cast<size_t>(request_.rows_size()));
  for (int i = 0; i < request_.rows_size(); ++i) {
    const bool is_question = is_conditional() && runtime::IsQuestion(request_.rows(i).vacancy());
    LAOWU_ASSIGN_OR_RETURN(Row row, is_question ? LookAgain(reader, i) : ReadRow(reader, i));
    rows_.push_back(std::move(row));
  }
  NameRows();
  LAOWU_RETURN_IF_ERROR(TakeOverOtherPay(reader));
  SettleRepeats();
  return absl::OkStatus();
}

absl::StatusOr<VacancyImport::Row> VacancyImport::ReadRow(const storage::Reader& reader,
                                                          int index) const {
  const auto& sent = request_.rows(index);
  Row row;
  row.result.set_index(index);
  if (call_.via_service) *row.result.mutable_warnings() = sent.warnings();
  LAOWU_ASSIGN_OR_RETURN(const bool accepted, CodeAccepted(reader, sent.vacancy()));
  runtime::FieldChecks checks;
  CheckVacancy(sent.vacancy(), absl::StrCat("rows[", index, "].vacancy"), today_, accepted, checks);
  if (!call_.via_service && (sent.inferred_fields_size() > 0 || sent.warnings_size() > 0)) {
    checks.Violate(absl::StrCat("rows[", index, "]"),
                   "inferred_fields 和 warnings 只供内部导入使用 / inferred_fields and warnings "
                   "are for the intake role alone");
  }
  if (!checks.ok()) {
    row.result.set_result(v1::ImportResult::REJECTED);
    *row.result.mutable_status() = runtime::ToRpcStatus(checks.status());
    return row;
  }
  row.vacancy = Normalised(sent.vacancy(), row.result.mutable_warnings());
  *row.vacancy.mutable_inferred_fields() = sent.inferred_fields();
  CleanSources(row.vacancy.mutable_inferred_fields());
  row.digest = ContentDigest(row.vacancy);
  return row;
}

absl::StatusOr<VacancyImport::Row> VacancyImport::LookAgain(const storage::Reader& reader,
                                                            int index) const {
  const std::string& name = request_.rows(index).vacancy().name();
  Row row;
  row.is_question = true;
  row.id = IdIn(name);
  row.result.set_index(index);
  row.result.set_name(name);
  row.result.set_result(v1::ImportResult::UNCHANGED);
  LAOWU_ASSIGN_OR_RETURN(const auto now, LoadVacancy(reader, VacancyIds{office_id_, row.id}));
  if (now.has_value()) row.etag = runtime::EtagOf(now->version);
  return row;
}

// Rows without a reference that share the usual id, say different things, and can be told apart by
// wages or headcount get the longer form; all of them, so that their order does not matter.
void VacancyImport::NameRows() {
  struct Equals {
    std::set<std::string> digests;
    std::set<std::tuple<int, int, int>> terms;
  };
  std::map<std::string, Equals> by_id;
  for (Row& row : rows_) {
    if (row.settled()) continue;
    // As a check has named it, which saw it among all rows of its file.
    const std::string& name = request_.rows(row.result.index()).vacancy().name();
    if (call_.via_service && request_.return_changes() && !name.empty()) {
      row.id = IdIn(name);
      row.is_named = true;
      continue;
    }
    row.id = VacancyId(row.vacancy);
    if (!row.vacancy.source_reference().empty()) continue;
    Equals& equals = by_id[row.id];
    equals.digests.insert(row.digest);
    equals.terms.insert({row.vacancy.min_wage_cny_per_month(), row.vacancy.max_wage_cny_per_month(),
                         row.vacancy.opening_count()});
  }
  for (Row& row : rows_) {
    const auto equals = by_id.find(row.id);
    if (row.settled() || equals == by_id.end() || !row.vacancy.source_reference().empty() ||
        equals->second.digests.size() == 1 || equals->second.terms.size() == 1) {
      continue;
    }
    row.id = VacancyId(row.vacancy, IdForm::kAmongEquals);
  }
}

// The pay kind is part of a name that content makes, and the first file may not have said it: the
// mended one would make each of its vacancies anew beside the first.
absl::Status VacancyImport::TakeOverOtherPay(const storage::Reader& reader) {
  std::set<std::string> named;
  for (const Row& row : rows_) {
    if (!row.settled()) named.insert(row.id);
  }
  std::map<std::string, std::vector<Row*>> takers;
  for (Row& row : rows_) {
    if (row.settled() || row.is_named || !row.vacancy.source_reference().empty() ||
        row.id != VacancyId(row.vacancy)) {
      continue;
    }
    LAOWU_ASSIGN_OR_RETURN(const auto own, LoadVacancy(reader, VacancyIds{office_id_, row.id}));
    if (own.has_value()) continue;
    LAOWU_ASSIGN_OR_RETURN(const std::string other, StandsUnderOtherPay(reader, named, row));
    if (!other.empty()) takers[other].push_back(&row);
  }
  for (const auto& [id, rows] : takers) {
    // Of two that pay differently nobody knows which it was.
    const bool is_one = std::all_of(rows.begin(), rows.end(),
                                    [&](const Row* row) { return row->id == rows[0]->id; });
    for (Row* row : rows) {
      if (is_one) row->id = id;
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> VacancyImport::StandsUnderOtherPay(const storage::Reader& reader,
                                                               const std::set<std::string>& named,
                                                               Row& row) const {
  const v1::PayKind own_kind = row.vacancy.pay_kind();
  std::vector<std::string> same;  // as far as both say
  std::vector<std::string> paid_otherwise;
  v1::Vacancy probe = row.vacancy;
  for (int kind = 0; kind < v1::PayKind_ARRAYSIZE; ++kind) {
    probe.set_pay_kind(static_cast<v1::PayKind>(kind));
    const std::string id = VacancyId(probe);
    if (id == row.id || named.contains(id)) continue;
    LAOWU_ASSIGN_OR_RETURN(const auto loaded, LoadVacancy(reader, VacancyIds{office_id_, id}));
    if (!loaded.has_value()) continue;
    v1::Vacancy known = loaded->stored.vacancy();
    const v1::PayKind known_kind = known.pay_kind();
    known.set_pay_kind(own_kind);
    if (VacancyId(known) != row.id) continue;  // has become another post since
    if (known_kind == own_kind) return id;     // by an earlier file, or by hand
    if (StateOn(known, today_) != v1::Vacancy::OPEN) continue;
    const bool is_unsaid =
        known_kind == v1::PAY_KIND_UNSPECIFIED || own_kind == v1::PAY_KIND_UNSPECIFIED;
    (is_unsaid ? same : paid_otherwise).push_back(id);
  }
  if (same.size() == 1) return same[0];
  paid_otherwise.insert(paid_otherwise.end(), same.begin(), same.end());
  if (paid_otherwise.empty()) return std::string();
  v1::Warning* const warning = runtime::AddWarning(
      runtime::kOtherPayKind, "pay_kind",
      "同企业、同岗位、同地点已有在招岗位，计薪方式不同；如是同一个岗位，请关闭旧的，或给编号 "
      "/ an open vacancy of the same employer, title and place is paid by another kind: if "
      "it is this one, close it, or give posts numbers",
      row.result.mutable_warnings());
  for (const std::string& id : paid_otherwise) {
    warning->add_related_names(VacancyIds{office_id_, id}.name());
  }
  return std::string();
}

void VacancyImport::SettleRepeats() {
  std::map<std::string, const Row*> first_by_id;
  for (Row& row : rows_) {
    if (row.settled()) continue;
    row.result.set_name(VacancyIds{office_id_, row.id}.name());
    const auto [first, is_first] = first_by_id.emplace(row.id, &row);
    if (is_first) continue;
    if (first->second->digest == row.digest) {
      row.result.set_result(v1::ImportResult::UNCHANGED);
      continue;
    }
    runtime::FieldChecks checks;
    checks.Violate(absl::StrCat("rows[", row.result.index(), "].vacancy.source_reference"),
                   absl::StrCat("另一行（rows[", first->second->result.index(),
                                "]）是同一岗位而内容不同，每个只留一行 / another row (rows[",
                                first->second->result.index(),
                                "]) has the same vacancy with other content; send each once"));
    row.result.clear_name();
    row.result.set_result(v1::ImportResult::REJECTED);
    *row.result.mutable_status() = runtime::ToRpcStatus(checks.status());
  }
}

absl::StatusOr<VacancyImport::Piece> VacancyImport::PlanPiece(const storage::Reader& reader) const {
  Piece piece;
  VacancyChanges changes(reader);
  int written_count = 0;
  for (size_t i = static_cast<size_t>(response_.results_size()); i < rows_.size(); ++i) {
    if (changes.operation_count() > kPieceOperationsMost || changes.byte_size() > kPieceBytesMost) {
      break;
    }
    LAOWU_ASSIGN_OR_RETURN(const bool written, AddRow(rows_[i], changes, piece));
    if (written) ++written_count;
  }
  if (written_count == 0) return piece;
  changes.Fill(piece.batch);
  piece.links_employers = !changes.linked_names().empty();
  piece.writes_blocked_employer = changes.writes_blocked_employer();
  runtime::AuditEntry audit{{absl::StrCat("offices/", office_id_)},
                            {absl::StrCat("rows_written=", written_count)},
                            "",
                            ""};
  for (const std::string& name : changes.linked_names()) audit.resources.push_back(name);
  if (piece.links_employers) audit.fields.push_back("alias_of");
  runtime::AddAudit(call_, audit, piece.batch);
  return piece;
}

absl::StatusOr<bool> VacancyImport::AddRow(const Row& row, VacancyChanges& changes,
                                           Piece& piece) const {
  v1::ImportResult& result = piece.results.emplace_back(row.result);
  if (row.settled() && !row.is_question) return false;
  const std::string& said_etag = request_.rows(result.index()).vacancy().etag();
  const VacancyIds ids{office_id_, row.id};
  v1::ImportVacanciesResponse::Change change;
  change.set_index(result.index());
  change.set_etag(row.etag);
  bool moved = row.is_question && row.etag != said_etag;
  bool written = false;
  if (!row.is_question) {
    LAOWU_RETURN_IF_ERROR(changes.Vacancy(ids).status());
    const auto& before = changes.VacancyBefore(ids);
    if (before.has_value()) change.set_etag(runtime::EtagOf(before->version));
    moved = is_conditional() && change.etag() != said_etag;
    LAOWU_ASSIGN_OR_RETURN(written, PlanRow(row, moved, changes, piece.lowered, result));
    moved = moved && (result.result() == v1::ImportResult::CREATED ||
                      result.result() == v1::ImportResult::UPDATED);
    if (result.result() == v1::ImportResult::UPDATED && before.has_value()) {
      *change.mutable_before() = ToVacancy(ids, before, before->stored, today_);
    }
  }
  if (moved) piece.moved.push_back(result.index());
  if (request_.return_changes() && !result.name().empty()) {
    piece.changes.push_back(std::move(change));
  }
  return written;
}

absl::Status VacancyImport::Accept(const storage::Reader& reader, Piece piece) {
  for (v1::ImportResult& result : piece.results) *response_.add_results() = std::move(result);
  moved_.insert(piece.moved.begin(), piece.moved.end());
  lowered_.merge(piece.lowered);
  for (auto& change : piece.changes) {
    const VacancyIds ids{office_id_, rows_[static_cast<size_t>(change.index())].id};
    const auto result = response_.results(change.index()).result();
    const bool written = result == v1::ImportResult::CREATED || result == v1::ImportResult::UPDATED;
    if (written && !moved_.contains(change.index()) && !request_.validate_only()) {
      LAOWU_ASSIGN_OR_RETURN(const auto now, LoadVacancy(reader, ids));
      if (now.has_value()) {
        change.set_etag(runtime::EtagOf(now->version));
        *change.mutable_after() = ToVacancy(ids, now, now->stored, today_);
      }
    }
    *response_.add_changes() = std::move(change);
  }
  return absl::OkStatus();
}

VacancyImport::Row VacancyImport::Merged(const v1::Vacancy& known, const Row& row) const {
  Row out = row;
  if (runtime::IsWholeStatement(request_.update_mask())) return out;
  const auto touched =
      runtime::TouchedPaths(request_.update_mask(), row.vacancy, runtime::kVacancyOutputs);
  google::protobuf::FieldMask mask;
  for (const std::string& path : touched) mask.add_paths(path);
  out.vacancy = known;
  runtime::FieldChecks no_violations;  // CheckRequest has looked
  runtime::MergeMasked(mask, row.vacancy, {runtime::kVacancyOutputs}, no_violations, &out.vacancy);
  out.vacancy.clear_state();
  out.vacancy.clear_duplicate_group();
  *out.vacancy.mutable_inferred_fields() =
      runtime::MergeInferred(known.inferred_fields(), row.vacancy.inferred_fields(), touched);
  out.digest = ContentDigest(out.vacancy);
  return out;
}

absl::StatusOr<bool> VacancyImport::PlanRow(const Row& sent, bool moved, VacancyChanges& changes,
                                            std::map<int, v1::Vacancy>& lowered,
                                            v1::ImportResult& result) const {
  const VacancyIds ids{office_id_, sent.id};
  LAOWU_ASSIGN_OR_RETURN(const auto* old, changes.Vacancy(ids));
  const Row row = old == nullptr ? sent : Merged(old->vacancy(), sent);
  result.set_result(Decide(old, row));
  if (result.result() == v1::ImportResult::UPDATED && row.digest != sent.digest) {
    // What the row says may not go with what is stored: an age above the stored most.
    runtime::FieldChecks checks;
    CheckVacancy(row.vacancy, absl::StrCat("rows[", result.index(), "].vacancy"), today_, true,
                 checks);
    if (!checks.ok()) {
      result.set_result(v1::ImportResult::REJECTED);
      *result.mutable_status() = runtime::ToRpcStatus(checks.status());
      return false;
    }
  }
  const bool writes =
      result.result() == v1::ImportResult::CREATED || result.result() == v1::ImportResult::UPDATED;
  // What an office closed stays closed until it opens it again: a re-sent file must not undo it.
  const bool closed = old != nullptr && old->vacancy().state() == v1::Vacancy::CLOSED;
  if (result.result() != v1::ImportResult::STALE) {
    const auto left = closed   ? v1::Vacancy::CLOSED
                      : writes ? StateOn(row.vacancy, today_)
                               : StateOn(old->vacancy(), today_);
    WarnOfState(old == nullptr ? nullptr : &old->vacancy(), left,
                request_.rows(result.index()).vacancy().state(), today_, result.mutable_warnings());
    if (left == v1::Vacancy::OPEN) {
      WarnOfUnknownOpenings(row.vacancy, result.mutable_warnings());
      WarnOfFarLocation(row.vacancy, today_, result.mutable_warnings());
      LAOWU_RETURN_IF_ERROR(blocked_.Warn(row.vacancy, today_, result.mutable_warnings()));
    }
  }
  if (!writes) return false;
  internal::v1::StoredVacancy stored = Written(old, row);
  if (old != nullptr) {
    runtime::WarnOfEmptied(old->vacancy(), stored.vacancy(), runtime::kVacancyOutputs,
                           result.mutable_warnings());
  }
  if (moved) return false;
  if (old != nullptr && stored.vacancy().opening_count() < old->vacancy().opening_count()) {
    v1::Vacancy& less = lowered[result.index()];
    less.set_name(ids.name());
    less.set_opening_count(stored.vacancy().opening_count());
  }
  if (request_.validate_only()) return false;
  LAOWU_RETURN_IF_ERROR(changes.PutEmployerOf(row.vacancy, runtime::ProvenanceOf(call_, "")));
  LAOWU_RETURN_IF_ERROR(changes.PutVacancy(ids, std::move(stored)));
  return true;
}

internal::v1::StoredVacancy VacancyImport::Written(const internal::v1::StoredVacancy* old,
                                                   const Row& row) const {
  internal::v1::StoredVacancy stored;
  v1::Vacancy& vacancy = *stored.mutable_vacancy();
  vacancy = row.vacancy;
  internal::v1::Provenance& provenance = *stored.mutable_provenance();
  provenance = runtime::ProvenanceOf(call_, "");
  provenance.set_content_digest(row.digest);
  if (old != nullptr) {
    if (old->vacancy().state() == v1::Vacancy::CLOSED) vacancy.set_state(v1::Vacancy::CLOSED);
    *provenance.mutable_create_time() = old->provenance().create_time();
    provenance.set_request_id(old->provenance().request_id());
    provenance.set_request_digest(old->provenance().request_digest());
  }
  vacancy.set_state(StateOn(vacancy, today_));
  return stored;
}

v1::ImportResult::Result VacancyImport::Decide(const internal::v1::StoredVacancy* old,
                                               const Row& row) {
  if (old == nullptr) return v1::ImportResult::CREATED;
  if (old->provenance().content_digest() == row.digest) return v1::ImportResult::UNCHANGED;
  const auto& known = old->vacancy();
  if (known.has_source_update_time() && row.vacancy.has_source_update_time() &&
      runtime::ToTime(row.vacancy.source_update_time()) <
          runtime::ToTime(known.source_update_time())) {
    return v1::ImportResult::STALE;
  }
  return v1::ImportResult::UPDATED;
}

}  // namespace laowu::vacancy

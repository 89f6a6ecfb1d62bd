#include "services/vacancy/vacancy_import.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/errors.h"
#include "services/runtime/record_fields.h"
#include "services/vacancy/vacancy_rules.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {

absl::Status VacancyImport::Plan(const storage::Reader& reader) {
  response_.set_batch_number(request_.batch_number());
  for (int i = 0; i < request_.rows_size(); ++i) LAOWU_RETURN_IF_ERROR(PlanRow(reader, i));
  if (written_count_ > 0) {
    runtime::AddAudit(call_,
                      {{absl::StrCat("offices/", office_id_)},
                       {absl::StrCat("rows_written=", written_count_)},
                       "",
                       ""},
                      batch_);
  }
  return absl::OkStatus();
}

absl::Status VacancyImport::PlanRow(const storage::Reader& reader, int index) {
  const auto& row = request_.rows(index);
  v1::ImportResult& result = *response_.add_results();
  result.set_index(index);
  if (call_.via_service) *result.mutable_warnings() = row.warnings();

  runtime::FieldChecks checks;
  CheckVacancy(row.vacancy(), absl::StrCat("rows[", index, "].vacancy"), today_, checks);
  if (!call_.via_service && (row.inferred_fields_size() > 0 || row.warnings_size() > 0)) {
    checks.Violate(absl::StrCat("rows[", index, "]"),
                   "inferred_fields and warnings are for the intake role alone");
  }
  v1::Vacancy vacancy;
  std::string id;
  std::string digest;
  if (checks.ok()) {
    vacancy = Normalised(row.vacancy(), result.mutable_warnings());
    *vacancy.mutable_inferred_fields() = row.inferred_fields();
    id = VacancyId(vacancy);
    digest = ContentDigest(vacancy);
    const auto [twin, first] = digest_by_id_.emplace(id, digest);
    if (!first && twin->second == digest) {
      result.set_result(v1::ImportResult::UNCHANGED);
      result.set_name(absl::StrCat("offices/", office_id_, "/vacancies/", id));
      return absl::OkStatus();
    }
    if (!first) {
      checks.Violate(absl::StrCat("rows[", index, "].vacancy.source_reference"),
                     "another row of this message has the same vacancy with other content; send "
                     "each once");
    }
  }
  if (!checks.ok()) {
    result.set_result(v1::ImportResult::REJECTED);
    *result.mutable_status() = runtime::ToRpcStatus(checks.status());
    return absl::OkStatus();
  }
  result.set_name(absl::StrCat("offices/", office_id_, "/vacancies/", id));
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadVacancy(reader, office_id_, id));
  result.set_result(Decide(old, vacancy, digest));
  const bool writes =
      result.result() == v1::ImportResult::CREATED || result.result() == v1::ImportResult::UPDATED;
  if (!writes || request_.validate_only()) return absl::OkStatus();

  LAOWU_RETURN_IF_ERROR(PlanEmployerOf(reader, vacancy));
  internal::v1::StoredVacancy stored;
  // What an office closed stays closed until it opens it again: a re-sent file must not undo that.
  vacancy.set_state(old.has_value() && old->stored.vacancy().state() == v1::Vacancy::CLOSED
                        ? v1::Vacancy::CLOSED
                        : v1::Vacancy::OPEN);
  *stored.mutable_vacancy() = std::move(vacancy);
  *stored.mutable_provenance() = runtime::ProvenanceOf(call_, "");
  if (old.has_value()) {
    *stored.mutable_provenance()->mutable_create_time() = old->stored.provenance().create_time();
  }
  stored.mutable_provenance()->set_content_digest(digest);
  PlanVacancy(office_id_, id, old, stored, batch_);
  ++written_count_;
  return absl::OkStatus();
}

v1::ImportResult::Result VacancyImport::Decide(const std::optional<LoadedVacancy>& old,
                                               const v1::Vacancy& vacancy,
                                               const std::string& digest) const {
  if (!old.has_value()) return v1::ImportResult::CREATED;
  if (old->stored.provenance().content_digest() == digest) return v1::ImportResult::UNCHANGED;
  const auto& known = old->stored.vacancy();
  if (known.has_source_update_time() && vacancy.has_source_update_time() &&
      runtime::ToTime(vacancy.source_update_time()) < runtime::ToTime(known.source_update_time())) {
    return v1::ImportResult::STALE;
  }
  return v1::ImportResult::UPDATED;
}

absl::Status VacancyImport::PlanEmployerOf(const storage::Reader& reader,
                                           const v1::Vacancy& vacancy) {
  const std::string& name = vacancy.employer();
  if (!employers_.emplace(name, true).second) return absl::OkStatus();
  LAOWU_ASSIGN_OR_RETURN(const auto old, LoadEmployer(reader, name));
  if (old.has_value()) return absl::OkStatus();
  internal::v1::StoredEmployer stored;
  stored.mutable_employer()->set_name(name);
  stored.mutable_employer()->set_display_name(vacancy.employer_display_name());
  const std::string id = name.substr(name.find('/') + 1);
  if (id.rfind("n-", 0) != 0) {
    stored.mutable_employer()->set_credit_code(absl::AsciiStrToUpper(id));
  }
  *stored.mutable_provenance() = runtime::ProvenanceOf(call_, "");
  PlanEmployer(old, stored, batch_);
  return absl::OkStatus();
}

}  // namespace laowu::vacancy

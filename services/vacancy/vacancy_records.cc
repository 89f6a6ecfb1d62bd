#include "services/vacancy/vacancy_records.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/runtime/record_fields.h"
#include "services/vacancy/vacancy_rules.h"
#include "storage/key.h"
#include "storage/status_macros.h"

namespace laowu::vacancy {
namespace {

using storage::Table;

// None where nothing expires.
std::optional<std::string> ExpiryKey(absl::string_view office_id, absl::string_view vacancy_id,
                                     const v1::Vacancy& vacancy) {
  const auto day = runtime::ToCivilDay(vacancy.expire_date());
  if (!day.has_value() || vacancy.state() != v1::Vacancy::OPEN) return std::nullopt;
  return storage::EncodeKey(*day, office_id, vacancy_id);
}

}  // namespace

std::string OfficeKey(absl::string_view office_id) { return storage::EncodeKey(office_id); }

std::string EmployerKey(absl::string_view employer_name) {
  return storage::EncodeKey(absl::StripPrefix(employer_name, "employers/"));
}

std::string VacancyKey(absl::string_view office_id, absl::string_view vacancy_id) {
  return storage::EncodeKey(office_id, vacancy_id);
}

absl::StatusOr<std::optional<LoadedOffice>> LoadOffice(const storage::Reader& reader,
                                                       absl::string_view office_id) {
  return runtime::LoadRecord<internal::v1::StoredOffice>(reader, Table::kOffices,
                                                         OfficeKey(office_id));
}

absl::StatusOr<std::optional<LoadedEmployer>> LoadEmployer(const storage::Reader& reader,
                                                           absl::string_view employer_name) {
  return runtime::LoadRecord<internal::v1::StoredEmployer>(reader, Table::kEmployers,
                                                           EmployerKey(employer_name));
}

absl::StatusOr<std::optional<LoadedVacancy>> LoadVacancy(const storage::Reader& reader,
                                                         absl::string_view office_id,
                                                         absl::string_view vacancy_id) {
  return runtime::LoadRecord<internal::v1::StoredVacancy>(reader, Table::kVacancies,
                                                          VacancyKey(office_id, vacancy_id));
}

void PlanOffice(absl::string_view office_id, const internal::v1::StoredOffice& office,
                storage::Batch& batch) {
  const std::string key = OfficeKey(office_id);
  batch.Require(Table::kOffices, key, storage::kAbsent);
  batch.Put(Table::kOffices, key, office.SerializeAsString());
}

void PlanEmployer(const std::optional<LoadedEmployer>& old,
                  const internal::v1::StoredEmployer& employer, storage::Batch& batch) {
  const std::string key = EmployerKey(employer.employer().name());
  batch.Require(Table::kEmployers, key, runtime::VersionOf(old));
  batch.Put(Table::kEmployers, key, employer.SerializeAsString());
}

void PlanVacancy(absl::string_view office_id, absl::string_view vacancy_id,
                 const std::optional<LoadedVacancy>& old,
                 const internal::v1::StoredVacancy& vacancy, storage::Batch& batch) {
  const std::string key = VacancyKey(office_id, vacancy_id);
  batch.Require(Table::kVacancies, key, runtime::VersionOf(old));
  batch.Put(Table::kVacancies, key, vacancy.SerializeAsString());
  const auto before =
      old.has_value() ? ExpiryKey(office_id, vacancy_id, old->stored.vacancy()) : std::nullopt;
  const auto after = ExpiryKey(office_id, vacancy_id, vacancy.vacancy());
  if (before == after) return;
  if (before.has_value()) batch.Delete(Table::kVacanciesByExpiry, *before);
  if (after.has_value()) batch.Put(Table::kVacanciesByExpiry, *after, "");
}

absl::StatusOr<v1::Office> ToOffice(const storage::Record& record) {
  std::string office_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &office_id));
  internal::v1::StoredOffice stored;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "offices", &stored));
  v1::Office office = std::move(*stored.mutable_office());
  office.set_name(absl::StrCat("offices/", office_id));
  *office.mutable_create_time() = stored.provenance().create_time();
  office.set_etag(runtime::EtagOf(record.version));
  return office;
}

absl::StatusOr<v1::Employer> ToEmployer(const storage::Record& record) {
  std::string employer_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &employer_id));
  internal::v1::StoredEmployer stored;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "employers", &stored));
  v1::Employer employer = std::move(*stored.mutable_employer());
  employer.set_name(absl::StrCat("employers/", employer_id));
  *employer.mutable_create_time() = stored.provenance().create_time();
  *employer.mutable_update_time() = runtime::ToTimestamp(record.record_time);
  employer.set_etag(runtime::EtagOf(record.version));
  return employer;
}

absl::StatusOr<v1::Vacancy> ToVacancy(const storage::Record& record, absl::CivilDay today) {
  std::string office_id;
  std::string vacancy_id;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(record.key, &office_id, &vacancy_id));
  internal::v1::StoredVacancy stored;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "vacancies", &stored));
  v1::Vacancy vacancy = std::move(*stored.mutable_vacancy());
  vacancy.set_name(absl::StrCat("offices/", office_id, "/vacancies/", vacancy_id));
  vacancy.set_state(StateOn(vacancy, today));
  for (std::string& path : IncompleteFields(vacancy))
    vacancy.add_incomplete_fields(std::move(path));
  vacancy.set_recorded_by(stored.provenance().recorded_by());
  *vacancy.mutable_create_time() = stored.provenance().create_time();
  *vacancy.mutable_update_time() = runtime::ToTimestamp(record.record_time);
  vacancy.set_etag(runtime::EtagOf(record.version));
  return vacancy;
}

}  // namespace laowu::vacancy

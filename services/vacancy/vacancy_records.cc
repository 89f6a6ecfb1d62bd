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
std::optional<std::string> ExpiryKey(const VacancyIds& ids, const v1::Vacancy& vacancy) {
  const auto day = runtime::ToCivilDay(vacancy.expire_date());
  if (!day.has_value() || vacancy.state() != v1::Vacancy::OPEN) return std::nullopt;
  return storage::EncodeKey(*day, ids.office, ids.vacancy);
}

v1::Vacancy Shown(const VacancyIds& ids, internal::v1::StoredVacancy stored, absl::CivilDay today) {
  v1::Vacancy vacancy = std::move(*stored.mutable_vacancy());
  vacancy.set_name(ids.name());
  vacancy.set_state(StateOn(vacancy, today));
  for (std::string& path : IncompleteFields(vacancy)) {
    vacancy.add_incomplete_fields(std::move(path));
  }
  vacancy.set_recorded_by(stored.provenance().recorded_by());
  *vacancy.mutable_create_time() = stored.provenance().create_time();
  return vacancy;
}

}  // namespace

std::string OfficeKey(absl::string_view office_id) { return storage::EncodeKey(office_id); }

std::string EmployerKey(absl::string_view employer_name) {
  return storage::EncodeKey(absl::StripPrefix(employer_name, "employers/"));
}

std::string VacancyKey(absl::string_view office_id, absl::string_view vacancy_id) {
  return storage::EncodeKey(office_id, vacancy_id);
}

std::string OfferKey(absl::string_view offer_digest) { return storage::EncodeKey(offer_digest); }

// No digest has a dash, so that neither is ever taken for the other.
std::string SimilarKey(absl::string_view similar_digest) {
  return storage::EncodeKey(absl::StrCat("similar-", similar_digest));
}

std::string OfferMemberKey(absl::string_view offer_digest, absl::string_view office_id,
                           absl::string_view vacancy_id) {
  return storage::EncodeKey(offer_digest, office_id, vacancy_id);
}

storage::KeyRange OfferMemberRange(absl::string_view offer_digest) {
  return storage::ContinueAfter(storage::RangeOf(offer_digest), OfferKey(offer_digest));
}

storage::KeyRange ExpiredBefore(absl::CivilDay day) { return {"", storage::EncodeKey(day)}; }

std::string VacancyIds::name() const {
  return absl::StrCat("offices/", office, "/vacancies/", vacancy);
}

absl::StatusOr<VacancyIds> IdsOfVacancyKey(absl::string_view key) {
  VacancyIds ids;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &ids.office, &ids.vacancy));
  return ids;
}

absl::StatusOr<VacancyIds> IdsOfExpiryKey(absl::string_view key) {
  absl::CivilDay day;
  VacancyIds ids;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &day, &ids.office, &ids.vacancy));
  return ids;
}

absl::StatusOr<VacancyIds> IdsOfOfferMemberKey(absl::string_view key) {
  std::string digest;
  VacancyIds ids;
  LAOWU_RETURN_IF_ERROR(storage::DecodeKey(key, &digest, &ids.office, &ids.vacancy));
  return ids;
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
                                                         const VacancyIds& ids) {
  return runtime::LoadRecord<internal::v1::StoredVacancy>(reader, Table::kVacancies,
                                                          VacancyKey(ids.office, ids.vacancy));
}

absl::StatusOr<std::optional<runtime::Loaded<internal::v1::StoredOffer>>> LoadOffer(
    const storage::Reader& reader, absl::string_view offer_digest) {
  return runtime::LoadRecord<internal::v1::StoredOffer>(reader, Table::kVacanciesByContent,
                                                        OfferKey(offer_digest));
}

absl::StatusOr<std::optional<runtime::Loaded<internal::v1::SimilarOffers>>> LoadSimilar(
    const storage::Reader& reader, absl::string_view similar_digest) {
  return runtime::LoadRecord<internal::v1::SimilarOffers>(reader, Table::kVacanciesByContent,
                                                          SimilarKey(similar_digest));
}

void PlanOffice(absl::string_view office_id, const std::optional<LoadedOffice>& old,
                const internal::v1::StoredOffice& office, storage::Batch& batch) {
  const std::string key = OfficeKey(office_id);
  batch.Require(Table::kOffices, key, runtime::VersionOf(old));
  batch.Put(Table::kOffices, key, office.SerializeAsString());
}

void PlanEmployer(const std::optional<LoadedEmployer>& old,
                  const internal::v1::StoredEmployer& employer, storage::Batch& batch) {
  const std::string key = EmployerKey(employer.employer().name());
  batch.Require(Table::kEmployers, key, runtime::VersionOf(old));
  batch.Put(Table::kEmployers, key, employer.SerializeAsString());
}

void PlanVacancy(const VacancyIds& ids, const std::optional<LoadedVacancy>& old,
                 const internal::v1::StoredVacancy& vacancy, storage::Batch& batch) {
  const std::string key = VacancyKey(ids.office, ids.vacancy);
  batch.Require(Table::kVacancies, key, runtime::VersionOf(old));
  batch.Put(Table::kVacancies, key, vacancy.SerializeAsString());
  const auto before = old.has_value() ? ExpiryKey(ids, old->stored.vacancy()) : std::nullopt;
  const auto after = ExpiryKey(ids, vacancy.vacancy());
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
  *office.mutable_update_time() = runtime::ToTimestamp(record.record_time);
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
  LAOWU_ASSIGN_OR_RETURN(const VacancyIds ids, IdsOfVacancyKey(record.key));
  internal::v1::StoredVacancy stored;
  LAOWU_RETURN_IF_ERROR(runtime::ParseStored(record, "vacancies", &stored));
  v1::Vacancy vacancy = Shown(ids, std::move(stored), today);
  *vacancy.mutable_update_time() = runtime::ToTimestamp(record.record_time);
  vacancy.set_etag(runtime::EtagOf(record.version));
  return vacancy;
}

v1::Vacancy ToVacancy(const VacancyIds& ids, const std::optional<LoadedVacancy>& old,
                      const internal::v1::StoredVacancy& stored, absl::CivilDay today) {
  v1::Vacancy vacancy = Shown(ids, stored, today);
  if (!old.has_value()) return vacancy;
  *vacancy.mutable_update_time() = runtime::ToTimestamp(old->record_time);
  vacancy.set_etag(runtime::EtagOf(old->version));
  return vacancy;
}

}  // namespace laowu::vacancy

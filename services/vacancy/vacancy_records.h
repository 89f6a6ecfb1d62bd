#ifndef LAOWU_SERVICES_VACANCY_VACANCY_RECORDS_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_RECORDS_H_

// Keys, stored form and indexes of offices, employers and vacancies: the only file of this role
// that knows them. Load... reads, Plan... fills a batch that requires what was loaded.

#include <optional>
#include <string>
#include <tuple>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/internal/v1/stored.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/stored_record.h"
#include "storage/store.h"

namespace laowu::vacancy {

using LoadedOffice = runtime::Loaded<internal::v1::StoredOffice>;
using LoadedEmployer = runtime::Loaded<internal::v1::StoredEmployer>;
using LoadedVacancy = runtime::Loaded<internal::v1::StoredVacancy>;

// Keys, without the table.
std::string OfficeKey(absl::string_view office_id);
std::string EmployerKey(absl::string_view employer_name);
std::string VacancyKey(absl::string_view office_id, absl::string_view vacancy_id);
// The head of an offer, and its members behind it.
std::string OfferKey(absl::string_view offer_digest);
std::string OfferMemberKey(absl::string_view offer_digest, absl::string_view office_id,
                           absl::string_view vacancy_id);
storage::KeyRange OfferMemberRange(absl::string_view offer_digest);
// Of the SimilarOffers by the digest of what they share.
std::string SimilarKey(absl::string_view similar_digest);
// Index entries of OPEN vacancies whose last day is before `day`.
storage::KeyRange ExpiredBefore(absl::CivilDay day);

// Ids of a vacancy.
struct VacancyIds {
  std::string office;
  std::string vacancy;
  bool operator<(const VacancyIds& other) const {
    return std::tie(office, vacancy) < std::tie(other.office, other.vacancy);
  }
  std::string name() const;  // offices/{office}/vacancies/{vacancy}
};
absl::StatusOr<VacancyIds> IdsOfVacancyKey(absl::string_view key);
absl::StatusOr<VacancyIds> IdsOfExpiryKey(absl::string_view key);
absl::StatusOr<VacancyIds> IdsOfOfferMemberKey(absl::string_view key);

// No value: there is none. DATA_LOSS: it cannot be read.
absl::StatusOr<std::optional<LoadedOffice>> LoadOffice(const storage::Reader& reader,
                                                       absl::string_view office_id);
absl::StatusOr<std::optional<LoadedEmployer>> LoadEmployer(const storage::Reader& reader,
                                                           absl::string_view employer_name);
absl::StatusOr<std::optional<LoadedVacancy>> LoadVacancy(const storage::Reader& reader,
                                                         const VacancyIds& ids);
absl::StatusOr<std::optional<runtime::Loaded<internal::v1::StoredOffer>>> LoadOffer(
    const storage::Reader& reader, absl::string_view offer_digest);
absl::StatusOr<std::optional<runtime::Loaded<internal::v1::SimilarOffers>>> LoadSimilar(
    const storage::Reader& reader, absl::string_view similar_digest);

// Each requires the version in `old` (none: that there is no record) and puts the new state.
void PlanOffice(absl::string_view office_id, const std::optional<LoadedOffice>& old,
                const internal::v1::StoredOffice& office, storage::Batch& batch);
void PlanEmployer(const std::optional<LoadedEmployer>& old,
                  const internal::v1::StoredEmployer& employer, storage::Batch& batch);
// Keeps the index by expiry in step; the one by content is vacancy_changes.h's.
void PlanVacancy(const VacancyIds& ids, const std::optional<LoadedVacancy>& old,
                 const internal::v1::StoredVacancy& vacancy, storage::Batch& batch);

// Records as the API shows them: names, etags, times, the state on `today`.
absl::StatusOr<v1::Office> ToOffice(const storage::Record& record);
absl::StatusOr<v1::Employer> ToEmployer(const storage::Record& record);
absl::StatusOr<v1::Vacancy> ToVacancy(const storage::Record& record, absl::CivilDay today);
// Of a record as it would be written over `old`.
v1::Vacancy ToVacancy(const VacancyIds& ids, const std::optional<LoadedVacancy>& old,
                      const internal::v1::StoredVacancy& stored, absl::CivilDay today);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_RECORDS_H_

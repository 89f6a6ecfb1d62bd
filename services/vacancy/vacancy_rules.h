#ifndef LAOWU_SERVICES_VACANCY_VACANCY_RULES_H_
#define LAOWU_SERVICES_VACANCY_VACANCY_RULES_H_

// What a vacancy must be and how it changes. Pure: no gRPC, no store, no clock.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::vacancy {

// Every violation of the field comments in vacancy_service.proto, paths prefixed by `path`
// ("rows[3].vacancy"). Codes are judged on `today`. What the law asks for beyond employer, title
// and place may be missing (standards.md, "What a vacancy must say"): that makes it incomplete, not
// wrong. `code_accepted`: the employer's code is on record although its check character is wrong.
void CheckVacancy(const v1::Vacancy& vacancy, absl::string_view path, absl::CivilDay today,
                  bool code_accepted, runtime::FieldChecks& checks);

// What is stored of what was sent: outputs cleared, texts trimmed, one stated wage put into both
// fields, the employer's name worked out, contacts and forbidden conditions dropped from title and
// description with a warning each (clean_texts.h).
v1::Vacancy Normalised(const v1::Vacancy& sent,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// OPENINGS_UNKNOWN where nobody said how many are wanted: it counts as one opening, which an office
// that meant "many" must hear.
void WarnOfUnknownOpenings(const v1::Vacancy& vacancy,
                           google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// PLACE_CONFLICT where the location lies far from the workplace's division
// (runtime/place_checks.h).
void WarnOfFarLocation(const v1::Vacancy& vacancy, absl::CivilDay today,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// What enters the id of a vacancy without a reference.
enum class IdForm {
  kUsual,        // employer, title, workplace, pay kind
  kAmongEquals,  // also wages and headcount: where one message holds the usual form more than once
};

// The id: of the office's reference if there is one, else a digest, so that next week's file
// updates and does not multiply. The title enters it by NFKC, blanks removed, in lower case. Takes
// a normalised vacancy. Frozen: a changed form would make every vacancy anew.
std::string VacancyId(const v1::Vacancy& vacancy, IdForm form = IdForm::kUsual);

// SHA-256 over what the office stated, of a normalised vacancy with or without its state and group:
// equal content is not written again.
std::string ContentDigest(const v1::Vacancy& vacancy);

// What is offered, whoever passes it on and under whatever number: employer, folded title,
// workplace, pay and conditions. Vacancies that say the same have the same; not headcount, dates of
// validity, occupation code, description or contact. 26 characters. On disk: a changed form would
// leave twins unseen until they are written again.
std::string OfferDigest(const v1::Vacancy& vacancy, absl::string_view canonical_employer);

// Paths of what the law asks for and the vacancy lacks: opening_count, wage, expire_date,
// description.
std::vector<std::string> IncompleteFields(const v1::Vacancy& vacancy);

// A violation at `path` if the last day lies before `today` and the state does not say that this is
// meant (EXPIRED): mostly a year was mistyped.
void CheckLastDayIsMeant(const v1::Vacancy& vacancy, absl::string_view path, absl::CivilDay today,
                         runtime::FieldChecks& checks);

// The state on `today`: an OPEN one whose last day is over is EXPIRED; an EXPIRED one whose last
// day was moved is OPEN again; a CLOSED one stays so.
v1::Vacancy::State StateOn(const v1::Vacancy& vacancy, absl::CivilDay today);

// What was taken and shows to nobody, or as what it was last season, must not pass in silence:
// STAYS_CLOSED, ALREADY_EXPIRED, OPEN_AGAIN. `old` nullptr: there was none; `now`: as it is left;
// `said`: by who sent it.
void WarnOfState(const v1::Vacancy* old, v1::Vacancy::State now, v1::Vacancy::State said,
                 absl::CivilDay today, google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// OPEN_AGAIN: as the same record, so that those who came before still take its openings.
void WarnOfOpenAgain(google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// Takes back what was read from free text for fields that somebody has now stated.
void DropInferred(const std::vector<std::string>& stated_paths, v1::Vacancy& vacancy);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_VACANCY_RULES_H_

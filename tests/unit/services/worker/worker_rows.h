#ifndef LAOWU_TESTS_UNIT_SERVICES_WORKER_WORKER_ROWS_H_
#define LAOWU_TESTS_UNIT_SERVICES_WORKER_WORKER_ROWS_H_

// Rows and facts for the tests of the worker role. Identity numbers bear the prefix 529999, which
// no county has: they belong to nobody.

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/worker_service.pb.h"
#include "reference/identity_number.h"
#include "services/runtime/field_checks.h"

namespace laowu::worker {

inline constexpr char kYizi[] = "520281001";       // a township of 520281
inline constexpr char kYanjiao[] = "520203102";    // a township of 520203
inline constexpr char kZhongshan[] = "442000001";  // a township of 442000, the partner city

// `sequence` of three digits; odd is male.
inline std::string IdentityNumber(absl::CivilDay birth_date, int sequence) {
  const std::string first_17 = absl::StrFormat("529999%04d%02d%02d%03d", birth_date.year(),
                                               birth_date.month(), birth_date.day(), sequence);
  return first_17 + *reference::IdentityCheckCharacter(first_17);
}

// A man born on 1 May 1990, registered in 520281 with a consent.
inline v1::Worker Row(int sequence = 101) {
  v1::Worker worker;
  auto& details = *worker.mutable_personal_details();
  details.set_display_name("阿依古丽·买买提");
  details.set_phone_number("13800001234");
  details.set_identity_number(IdentityNumber(absl::CivilDay(1990, 5, 1), sequence));
  worker.set_division_code(kYizi);
  worker.set_education(v1::EDUCATION_LEVEL_JUNIOR_MIDDLE);
  worker.set_min_wage_cny_per_month(4'500);
  worker.mutable_legal_basis()->set_kind(v1::Worker::LegalBasis::CONSENT);
  worker.mutable_legal_basis()->set_reference("form-17");
  return worker;
}

// With a reference, which some kinds need.
inline v1::WorkerFact Fact(v1::WorkerFact::Kind kind, absl::CivilDay day) {
  v1::WorkerFact fact;
  fact.set_reference("notice-1");
  fact.set_kind(kind);
  *fact.mutable_effective_date() = runtime::ToDate(day);
  return fact;
}

inline v1::WorkerFact Moved(absl::CivilDay day, const std::string& division_code) {
  v1::WorkerFact fact = Fact(v1::WorkerFact::RESIDENCE_MOVED, day);
  fact.mutable_values()->set_division_code(division_code);
  return fact;
}

}  // namespace laowu::worker

#endif  // LAOWU_TESTS_UNIT_SERVICES_WORKER_WORKER_ROWS_H_

#ifndef LAOWU_SERVICES_WORKER_WORKER_RULES_H_
#define LAOWU_SERVICES_WORKER_WORKER_RULES_H_

// What a worker's profile must be (worker_service.proto, standards.md). Pure: no gRPC, no store, no
// clock. No text made here holds a name, a phone number or an identity number.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/field_checks.h"

namespace laowu::worker {

// Nobody younger may be hired or is kept here.
inline constexpr int kHiringAgeYears = 16;

// The days that a row is judged on.
struct RowDays {
  absl::CivilDay today;
  absl::CivilDay as_of;  // when what the row says was true; today if unsaid
};

// Every violation of a row, paths prefixed by `path` ("rows[3].worker"): form and limits of all
// fields, a registration in force on as_of, one of identity number and source_reference, a birth
// date, and an age of at least 16 today.
void CheckWorker(const v1::Worker& worker, absl::string_view path, const RowDays& days,
                 runtime::FieldChecks& checks);

// A township (9 digits) or village (12) that may stand in a record on `day`; a dead code is named
// with what to use.
void CheckRegistration(absl::string_view path, const std::string& code, absl::CivilDay day,
                       runtime::FieldChecks& checks);

// 11 digits beginning with 1.
bool IsPhoneNumber(absl::string_view text);

// What is stored of a checked row: outputs cleared, texts trimmed, defaults said, identity number
// in 18 characters, birth date and sex read from it, lists that are sets in order. Personal details
// stand in it still.
v1::Worker Normalised(const v1::Worker& sent, absl::CivilDay today,
                      google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// Every violation that `after` has and `before`, the same worker as it was stored, had not: an
// update is not held for what was right when it was written. Paths under `path`.
void CheckUpdated(const v1::Worker& before, const v1::Worker& after, absl::string_view path,
                  const RowDays& days, runtime::FieldChecks& checks);

// Personal details of `sent`, with what is unsaid kept from `stored`: silence erases nothing.
v1::Worker::PersonalDetails MergedDetails(const v1::Worker::PersonalDetails& sent,
                                          const v1::Worker::PersonalDetails& stored);

// Consent or duty in force at `now`; the policy says later which of them suffices for a match.
bool HasLegalBasis(const v1::Worker& worker, absl::Time now);

// NO_LEGAL_BASIS, where none is in force at `now`.
void WarnOfNoLegalBasis(const v1::Worker& worker, absl::Time now,
                        google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// Why two normalised records, with their details, can hardly be one person; empty: they can. The
// identity numbers decide where both have one, and of one number the names; else sexes, and dates
// of birth more than a year apart.
std::string WhyTwoPeople(const v1::Worker& a, const v1::Worker& b);

// Whole years; born on 29 February counts from 1 March in common years.
int AgeOn(absl::CivilDay birth_date, absl::CivilDay day);

// What somebody's data are asked for or changed for. It goes into the audit record, which is kept:
// no identity number may stand in it, and where `required` it says something
// (runtime::CheckPurposeSays).
void CheckPurpose(const std::string& purpose, bool required, absl::CivilDay today,
                  runtime::FieldChecks& checks);

// True if a run of characters in `text` is an identity number by its check character.
bool HoldsIdentityNumber(absl::string_view text, absl::CivilDay today);

// PERSONAL_NUMBER, if `text` holds a telephone or identity number (runtime::HoldsPersonalNumber).
void WarnOfPersonalNumber(absl::string_view field_path, absl::string_view text,
                          google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// The same of every text that the writer of `after` worded and `before` does not have: they are
// read without a purpose and go into no log of who read them. Paths in the record.
void WarnOfPersonalNumbers(const v1::Worker& before, const v1::Worker& after,
                           google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// PLACE_CONFLICT where the home of `after`, which is not that of `before`, lies far from its
// registration (runtime/place_checks.h).
void WarnOfFarHome(const v1::Worker& before, const v1::Worker& after, absl::CivilDay today,
                   google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// Takes these texts out, as of what others keep: nobody there could erase them.
void DropTexts(v1::Worker& worker);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_WORKER_RULES_H_

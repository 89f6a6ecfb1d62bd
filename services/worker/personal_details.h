#ifndef LAOWU_SERVICES_WORKER_PERSONAL_DETAILS_H_
#define LAOWU_SERVICES_WORKER_PERSONAL_DETAILS_H_

// The only file that sees names, phone numbers and identity numbers on their way to the store and
// back: encrypted in the record, found again by keyed digests, masked where shown
// (standards.md, "Identifiers", "Personal data"). Thread-safe, as runtime/keys.h.

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/keys.h"

namespace laowu::worker {

// An envelope that opens for `worker_name` (workers/{worker}) alone.
std::string SealDetails(const runtime::Keys& keys, const v1::Worker::PersonalDetails& details,
                        absl::string_view worker_name);

// DATA_LOSS if the envelope was changed or belongs to another worker; FAILED_PRECONDITION if its
// key is missing.
absl::StatusOr<v1::Worker::PersonalDetails> OpenDetails(const runtime::Keys& keys,
                                                        absl::string_view envelope,
                                                        absl::string_view worker_name);

// The details as an answer of FULL view shows them.
v1::Worker::PersonalDetails Masked(v1::Worker::PersonalDetails details);

// As a search shows them, enough to tell two people apart: 王**, 138****1234, 529999************.
v1::Worker::PersonalDetails MaskedBriefly(v1::Worker::PersonalDetails details);

// Whether a detail is as an answer shows it, with stars, and no value.
bool IsMasked(absl::string_view detail);

// `sent` with the stored value where a field is what a view shows of it: who sends back what was
// read says nothing new of it. Any other field stays as sent.
v1::Worker::PersonalDetails Unmasked(v1::Worker::PersonalDetails sent,
                                     const v1::Worker::PersonalDetails& stored);

// NUMBER_REPLACED: the number of `worker_name` was replaced by one that differs from it in more
// places than a slip does. `related_names`: the record, which the old number finds no more.
void WarnOfOtherNumber(absl::string_view worker_name, absl::string_view before,
                       absl::string_view after,
                       google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// Violates worker.personal_details where an update takes the number or the name away. By the number
// the person is known to be one (ratio.md rule 8): without it a row of theirs would make a second
// one. Without a name nobody can be called, nor told from another of the number.
void CheckDetailsStay(const v1::Worker::PersonalDetails& before,
                      const v1::Worker::PersonalDetails& after, runtime::FieldChecks& checks);

// Violates `path`.display_name, path: of the details, where a new record would have no name, or
// nothing but blanks, which are trimmed before it is stored.
void CheckNamed(const v1::Worker::PersonalDetails& details, absl::string_view path,
                runtime::FieldChecks& checks);

// Of a detail that IsMasked. Stored, it would take the value's place, and the person could not be
// called.
inline constexpr char kMaskedDetail[] =
    "带 *，是遮盖后的内容，不是原文：请留空（updateMask 也不列此栏）；姓名和电话的原文可用 FULL "
    "视图读取 / is masked (it holds *): leave it out, of the mask too; the FULL view has name "
    "and phone whole";

// Violates `path`.display_name, path: of the details, where it is no text of a line, masked, or
// names nobody (reference/person_names.h). An empty one passes: that on record stays (CheckNamed).
void CheckName(const v1::Worker::PersonalDetails& details, absl::string_view path,
               runtime::FieldChecks& checks);

// Names of the fields that are set, for the audit record.
std::vector<std::string> FieldsOf(const v1::Worker::PersonalDetails& details);

// Digests to look for, by every key, the newest first; the first is what a new entry is made with.
// `number` has 18 characters.
std::vector<runtime::Keys::Digest> IdentityDigests(const runtime::Keys& keys,
                                                   absl::string_view number);

// The same for a bureau's own number of a person; `bureau` is the division prefix of its scope.
std::vector<runtime::Keys::Digest> ReferenceDigests(const runtime::Keys& keys,
                                                    absl::string_view bureau,
                                                    absl::string_view reference);

// What a name is found by: the county that `division_code` lies in and the name in one form (blanks
// away, one kind of middle dot, lower case). Empty if there is no name. The form is frozen: entries
// of another would not be found.
std::string NameInCounty(absl::string_view display_name, absl::string_view division_code);

// Whether two names can be one person's: they are one in the form of NameInCounty, or one is
// unsaid.
bool NamesFit(absl::string_view a, absl::string_view b);

// Whether details that bear one identity number can be one person's: the names fit, or the phones
// agree; else the number is likelier a slip than the name new.
bool FitsByNameOrPhone(const v1::Worker::PersonalDetails& a, const v1::Worker::PersonalDetails& b);

// Of a normalised row with its personal details. Stands in a record that is not encrypted, hence
// keyed: a plain digest of a known profile would tell whether it is that person.
std::vector<runtime::Keys::Digest> ContentDigests(const runtime::Keys& keys,
                                                  const v1::Worker& normalised);

}  // namespace laowu::worker

#endif  // LAOWU_SERVICES_WORKER_PERSONAL_DETAILS_H_

#ifndef LAOWU_SERVICES_VACANCY_CLEAN_TEXTS_H_
#define LAOWU_SERVICES_VACANCY_CLEAN_TEXTS_H_

// What may not stay in the texts of a vacancy, by whatever door it came (standards.md, "What a
// vacancy must say"): contacts, and conditions on sex, ethnicity, religion, region, marriage, looks
// or illness. The words are the intake library's (intake/scrub/scrub.h), as for files. Pure.

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "laowu/v1/types.pb.h"
#include "laowu/v1/vacancy_service.pb.h"

namespace laowu::vacancy {

// `text` without them, blanks around it trimmed where something was dropped. A warning for the
// contacts, which are kept nowhere, and one for each condition, with its words; `path` is the
// field.
std::string CleanText(const std::string& text, absl::string_view path,
                      google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// `text` without contacts, and no more: a firm's name has what would be a condition elsewhere. A
// warning if there were any.
std::string WithoutContacts(const std::string& text, absl::string_view path,
                            google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// Of an office's own contact: without persons' names and mobile numbers; the office's name and
// fixed line stay. A warning if there were any.
std::string WithoutPersons(const std::string& text, absl::string_view path,
                           google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// FEE_SUSPECTED for each deposit or fee that title and description speak of; the words stay, since
// the office is to look whether people are asked to pay.
void WarnOfFees(const v1::Vacancy& vacancy,
                google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

// No contacts in the texts that values were read from.
void CleanSources(google::protobuf::RepeatedPtrField<v1::InferredField>* fields);

// CleanText; also 7 digits and more that stand together, and those of a phone in groups that pay,
// ages and days are not written in ("1380 0138 000"), or with a word that asks to call before them
// ("请打 2222-3333"). "5500-6500 45-55岁" and "2026-12-31" stay; so does "8888-1234" without such a
// word, since pay is written so.
std::string CleanDescription(const std::string& text, absl::string_view path,
                             google::protobuf::RepeatedPtrField<v1::Warning>* warnings);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_CLEAN_TEXTS_H_

#ifndef LAOWU_SERVICES_RUNTIME_MASKED_TEXT_H_
#define LAOWU_SERVICES_RUNTIME_MASKED_TEXT_H_

// Details of persons as they are shown where nobody has said what they are needed for
// (standards.md, "Personal data"): enough to tell two people apart. Pure; thread-safe.

#include <string>

#include "absl/strings/string_view.h"

namespace laowu::runtime {

// 王**: the first character. Empty stays empty.
std::string MaskedName(absl::string_view name);
// 138****1234; of other than 11 bytes stars alone.
std::string MaskedPhoneNumber(absl::string_view number);
// 529999************: the place of issue alone, since the birth date stands beside it. Fewer than
// 18 characters: stars alone.
std::string MaskedIdentityNumber(absl::string_view number);

// A text with its mobile numbers (eleven digits from 1 on, also as 138 0013 8000 or 138-0013-8000)
// and identity numbers (14 to 18 characters, the last perhaps an X) masked; other figures stay.
std::string WithMaskedNumbers(absl::string_view text);

// Whether the text holds what can hardly be anything but a person's number, be it written in wide
// digits: a mobile number, as above from 13 on, also behind 86; a landline with its area code set
// off (0760-88881234); or an identity number of 18 characters with a day of birth in it. The number
// of a list or call of as many digits is none.
bool HoldsPersonalNumber(absl::string_view written);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_MASKED_TEXT_H_

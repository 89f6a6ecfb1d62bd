#ifndef LAOWU_INTAKE_CONSENT_WORDS_H_
#define LAOWU_INTAKE_CONSENT_WORDS_H_

// What a roster's column of consent says. Only a plain no is a refusal, which ends a consent on
// record; who has not signed yet (待签, 未签, 尚未联系, 无) has given none, and that is all it
// says. Pure and thread-safe.

#include <cstdint>

#include "absl/strings/string_view.h"

namespace laowu::intake {

enum class ConsentWords : std::uint8_t {
  kNothing,    // empty, or a stroke that fills the cell
  kGiven,      // 是, 同意, 已签, 无异议
  kReference,  // anything else: the number or name of the form
  kPending,    // not given yet
  kRefused,    // 否, 不同意, 拒绝
};

// `text`: the cell as it stands.
ConsentWords ReadConsentWords(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_CONSENT_WORDS_H_

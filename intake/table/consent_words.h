#ifndef LAOWU_INTAKE_TABLE_CONSENT_WORDS_H_
#define LAOWU_INTAKE_TABLE_CONSENT_WORDS_H_

// What a roster says of consent: which of its columns ask for it, and what stands in them. Only a
// plain no is a refusal, which ends a consent on record; who has not signed yet (待签, 未签,
// 尚未联系, 无) has given none, and that is all it says. Pure and thread-safe.

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// In order: of several columns the later of these counts.
enum class ConsentWords : std::uint8_t {
  kNothing,    // empty
  kGiven,      // 是, 同意, 已签, 无异议
  kReference,  // the number or name of the form
  kPending,    // not given yet; also a stroke, and whatever is no clear yes
  kRefused,    // 否, 不同意, 拒绝
};

// `text`: the cell as it stands.
ConsentWords ReadConsentWords(absl::string_view text);

struct ConsentSaid {
  ConsentWords words = ConsentWords::kNothing;
  absl::string_view text;  // of the cell that says so
};

// Of all the row's columns of consent: one that says no is not outvoted by one that says yes.
ConsentSaid ReadConsentCells(const std::vector<const FieldText*>& cells);

// Whether a column asks for consent to the use of somebody's data, by the words of its header:
// 本人是否愿意授权, 同意与否, 是否签订授权书, 是否愿意提供信息; or for its day or scope. To be
// willing to go away or to work nights (是否愿意外出, 是否同意夜班) is a wish and no consent. No
// list of headers: a column that is passed over lets the file's consent count for who said no.
// `header`: folded, without blanks; brackets may stand in it. kConsent, kConsentDate, kConsentScope
// or kUnknown.
Field ConsentField(absl::string_view header);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_CONSENT_WORDS_H_

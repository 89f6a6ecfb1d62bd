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

// Of all the row's columns of consent: one that says no is not outvoted by one that says yes. Marks
// are read as the header asks for them and its legend says (consent_header.h): a tick under 不同意
// is a no, 否 there adds nothing; both of 同意 and 不同意 ticked, or both denied, is kPending.
ConsentSaid ReadConsentCells(const std::vector<const FieldText*>& cells);

// Whether a column asks for consent to the use of somebody's data, by the words of its header:
// 本人是否愿意授权, 同意与否, 是否签订授权书, 是否愿意提供信息; or for its day or scope. To be
// willing to go away or to work nights (是否愿意外出, 是否同意夜班) is a wish and no consent. No
// list of headers: a column that is passed over lets the file's consent count for who said no.
// `header`: folded, without blanks; brackets may stand in it. kConsent, kConsentDate, kConsentScope
// or kUnknown.
Field ConsentField(absl::string_view header);

// A column in which people sign, and no word says for what: 签字, 本人签名, 按手印了没有. A name or
// a mark there is the signature, and says no more than that; 没签 and 不签 say what they say.
// `header`: as for ConsentField.
bool AsksForSignature(absl::string_view header);

// A cell of one or few words that says whether somebody signed or agreed: 没签, 本人不签, 已签,
// 不同意. Under a header that nobody knows such cells are consent; 是 and 否 may be of anything.
bool SaysConsentAlone(absl::string_view text);

// Whether a header speaks of another consent than that to the use of one's data, or of somebody
// else's: 是否同意培训, 劳动合同签订, 家庭医生签约, 家属意见, 经办人签字.
bool SpeaksOfOtherConsent(absl::string_view header);

// What is signed under it is another paper: 劳动合同, 家庭医生, 签收, 经办人签字.
bool SpeaksOfAnotherPaper(absl::string_view header);

// Whether a header asks who does not want their data used or to be recommended, so that a tick
// under it is a no: 不愿意推荐（打√）, 是否拒绝信息共享. 免打扰 and 不公开 by themselves may be of
// anything (consent_doubt.h). `header`: as for ConsentField.
bool RefusesUse(absl::string_view header);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_CONSENT_WORDS_H_

#ifndef LAOWU_INTAKE_TABLE_CONSENT_DOUBT_H_
#define LAOWU_INTAKE_TABLE_CONSENT_DOUBT_H_

// What is said against somebody's consent elsewhere than in a column that asks for it: in remarks,
// in columns that nobody reads, in columns that ask who refuses something. It keeps what is said of
// the whole file (consent of all its rows) from the row, and ends no consent on record. In doubt it
// is withheld: to ask once more costs a telephone call.
//
// Pure; thread-safe.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Whether a cell under a header that asks for no consent says that it is withheld:
// - A clause that refuses the use of data, registration, recommendation or calls: 拒绝登记,
//   莫把他电话给出去, 要求从名单里删掉. Not of a journey, work or the cold (不想去深圳, 怕冷), nor
//   what others do not do (厂里不让打电话).
// - Of a column that is not read also the bare 不签, 未签, 不同意, if its header does not speak of
//   another consent.
// - A mark, or anything that denies nothing, under a header that names refusing (免打扰, 不公开):
//   not under 不愿外出, 拒绝夜班.
// - A no or no clear yes under 本人意见; a no where somebody is asked whether they may be
//   recommended or called.
bool WithholdsConsent(absl::string_view header, absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_CONSENT_DOUBT_H_

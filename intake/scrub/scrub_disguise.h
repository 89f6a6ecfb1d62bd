#ifndef LAOWU_INTAKE_SCRUB_SCRUB_DISGUISE_H_
#define LAOWU_INTAKE_SCRUB_SCRUB_DISGUISE_H_

// Words of contacts that are written so that no pattern finds them: 微.信, 微 信 号, V❤, Q Q,
// 扣-扣, and letters of other scripts that look like ours (ΤEL, ＶＸ, х for x). For
// scrub_contacts.cc only. Pure and thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/text/asked_text.h"

namespace laowu::intake {

// Whether there may be anything to undo; a cheap look at the bytes. `asked` is `text`.
bool MayBeDisguised(absl::string_view text, const AskedText& asked);

// The text in plain words, for finding contacts: "加微 信：a" → "加微信：a". Only worth keeping
// where a contact was found in it.
std::string WithoutDisguise(absl::string_view text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SCRUB_DISGUISE_H_

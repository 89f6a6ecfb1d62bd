#ifndef LAOWU_INTAKE_SCRUB_SCRUB_CHATS_H_
#define LAOWU_INTAKE_SCRUB_SCRUB_CHATS_H_

// Names in chats and on platforms, mails and links. For scrub_contacts.cc only. Pure and
// thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "intake/text/asked_text.h"

namespace laowu::intake {

// Removes them, with what announces them ("加我好友：zx_7788", "wx→ab123", "快手id: c_66",
// "hr(at)163点com", "t.cn/A6x"); returns how many. `asked` is `text`, before and after. Pay beside
// such a word ("微信 5000-6000", "抖音主播8000") stays.
std::size_t RemoveChats(std::string& text, AskedText& asked);

// Whether what was found begins or ends within a longer run of digits, a number of something else.
bool IsPartOfANumber(absl::string_view before, absl::string_view found, absl::string_view after);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SCRUB_CHATS_H_

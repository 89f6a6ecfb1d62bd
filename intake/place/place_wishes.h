#ifndef LAOWU_INTAKE_PLACE_PLACE_WISHES_H_
#define LAOWU_INTAKE_PLACE_PLACE_WISHES_H_

// Words of wishes that name no place. Pure; thread-safe.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// 不限, 服从, 哪里都可以: any place will do.
bool SaysAnywhere(absl::string_view text);

// Words that leave the place open where none is named before them; "广东、福建都可以" names two.
bool LeavesOpen(absl::string_view piece);

// "其他均可", "省外都行": beyond all that is named.
bool SpeaksOfMore(absl::string_view piece);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_PLACE_WISHES_H_

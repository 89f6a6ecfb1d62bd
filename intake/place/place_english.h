#ifndef LAOWU_INTAKE_PLACE_PLACE_ENGLISH_H_
#define LAOWU_INTAKE_PLACE_PLACE_ENGLISH_H_

// A place as sheets in English write it: "Zhongshan", "Xiaolan Town, Zhongshan City", "Guangdong
// Zhongshan Xiaolan", "Zhongshan District, Liupanshui". Names are those of
// reference/english_names.h and the pinyin, in either order; words that are none (Road, No. 5) are
// passed over. All names must lie one in another. A bare township's name counts only in the home
// division; of several divisions of one name the highest counts (中山市 before 钟山区, where no
// District says otherwise), then one at home.
//
// Thread-safe.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::intake {

// The code, in force on the day; empty if the text has anything but ASCII in it, names no place, or
// several that nothing settles. `home`: may be empty.
std::string CodeOfEnglishPlace(absl::string_view text, absl::CivilDay as_of,
                               absl::string_view home);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_PLACE_PLACE_ENGLISH_H_

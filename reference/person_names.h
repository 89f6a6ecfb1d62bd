#ifndef LAOWU_REFERENCE_PERSON_NAMES_H_
#define LAOWU_REFERENCE_PERSON_NAMES_H_

// What stands in a column of names and names nobody. The one rule for files and for the API. Pure
// functions.

#include "absl/strings/string_view.h"

namespace laowu::reference {

// Whether a text that is not blank is surely no person's name:
//
//   -   。   （ ）            no letter of any script
//   王五2   <b>   a@b         a digit, or a mark that no name holds
//   无 不详 待定 未提供 空 none N/A    that there is none, or that nobody knew it
//   张三、李四   A          several persons; one letter
//   姓名 户主 本人 妻子 男          the header, or who somebody is to the household
//   朵朵妈妈 小明爸 户主之妻    whose parent or spouse somebody is
//
// Names that are words as well (吴明, 卜祥) are names.
bool IsNoPersonName(absl::string_view text);

// What to say of such a text, in both languages.
inline constexpr absl::string_view kNoPersonName =
    "不像人名：请写本人的真实姓名，最多 50 字，不含数字和符号；无、不详、户主、某某妈妈等不是姓名 "
    "/ no "
    "person's name: write the real name, up to 50 characters, no digits or marks; words for none, "
    "unknown or a "
    "relation are no name";

}  // namespace laowu::reference

#endif  // LAOWU_REFERENCE_PERSON_NAMES_H_

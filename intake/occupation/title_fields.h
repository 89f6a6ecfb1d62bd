#ifndef LAOWU_INTAKE_OCCUPATION_TITLE_FIELDS_H_
#define LAOWU_INTAKE_OCCUPATION_TITLE_FIELDS_H_

// Fields of office work that are no name of a work by themselves (贸易, 法律, 公共关系) but are
// with a word of office behind them (贸易专员, 法律助理, 公共关系经理). Pure and thread-safe.

#include "absl/strings/string_view.h"
#include "intake/occupation/title_name.h"

namespace laowu::intake {

// How sure a work is that only its field or its last word tells: 贸易专员, 行政人员.
inline constexpr int kSureOfAField = 62;

// The code of the field that `words` (a name without its word of office) ends in; empty if none.
absl::string_view CodeOfField(absl::string_view words);

// The same of `name`, of which `form` is left without a word of office (专员, 助理, 经理; not 行业,
// 其他); none if it is not.
Candidate ReadField(absl::string_view form, absl::string_view name);

// Whether the name ends with a part of a firm: 青岛办事处负责人 manages an office, whatever it
// does.
bool IsPartOfAFirm(absl::string_view name);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_OCCUPATION_TITLE_FIELDS_H_

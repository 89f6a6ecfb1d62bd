#ifndef LAOWU_INTAKE_TABLE_COLUMN_SETTLE_H_
#define LAOWU_INTAKE_TABLE_COLUMN_SETTLE_H_

// Columns whose header is known and may mean two things, settled by what stands in them; and
// columns to be ticked, which their header and the ticks tell together.
//
// Pure; thread-safe. For column_map.cc.

#include <string>
#include <vector>

#include "absl/types/span.h"
#include "intake/table/column_map.h"

namespace laowu::intake {

// Whether some column has the field; `but`: leaving that one out.
bool HasField(const std::vector<ColumnMeaning>& columns, Field field,
              const ColumnMeaning* but = nullptr);

// Columns that nobody mapped by hand:
// - 标签 of vacancies, whose marks are mostly benefits: benefits.
// - 村组 of people beside their township, with villages in it: the village.
// - "现有技能/年限" with figures alone: for how long. With the works in it, it stays the skills.
// - 去向 of a survey: where somebody is, if places stand in it, or if another column says the state
//   and no states stand in it.
// - 在家, 省外务工, 县内就业 of a survey, each cell empty or a tick: the state.
// - 在校学生, 参军, 服刑 of a survey, to be ticked: the remarks, of which a tick says the header.
void SettleByContent(TableKind kind, absl::Span<const std::vector<std::string>> rows,
                     std::vector<ColumnMeaning>& columns);

// Whether a header to be ticked names what is no work: 在校学生, 是否参军, 服刑人员.
bool IsTickedInsteadOfWork(absl::string_view header);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_COLUMN_SETTLE_H_

#ifndef LAOWU_INTAKE_TABLE_HEADER_KEY_H_
#define LAOWU_INTAKE_TABLE_HEADER_KEY_H_

// A header as it is compared. Pure; thread-safe.

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Folded, without blanks, marks, bracket contents and traditional characters: "*招聘人數（人）" →
// "招聘人数"; 及, 或, 和, 与 and 、 are "/".
std::string HeaderKey(absl::string_view header);

// One word for what is said in several ways, those of the south-west and of Guangdong among them:
// 啥, 哪样, 乜嘢 → 什么; 好多, 几多 → 多少; 好久 → 什么时候; 没得, 冇 → 没有; 屋头, 屋里 → 家里.
// Of a key; without 的, 了, 嘛 at its end.
std::string PlainWords(absl::string_view key);

// "岗位名称 Job Title", "序号No." → ("岗位名称", "Job Title"). None: it is of one language, or what
// is Latin in it is too short to be a name by itself (HR姓名) and none that is known.
std::optional<std::pair<std::string, std::string>> TwoLanguages(absl::string_view header);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_TABLE_HEADER_KEY_H_

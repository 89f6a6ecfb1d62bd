#ifndef LAOWU_SERVICES_CLI_IMPORT_WORDS_H_
#define LAOWU_SERVICES_CLI_IMPORT_WORDS_H_

// What a clerk reads of an import and says of it, in Chinese and English. Thread-safe.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "laowu/v1/intake_service.pb.h"

namespace laowu::cli {

// "岗位 vacancies".
std::string ImportKindWords(v1::Import::Kind kind);
// "已导入 done"; of one that was undone in part "已撤销，保留 2 行 undone, 2 rows kept".
std::string ImportStateWords(const v1::Import& import);
// "新建 created".
std::string ImportChangeWords(v1::ImportRow::Change change);

// Rows of the file: row_count has the vacancies, too, that a SNAPSHOT closes or is to close.
int64_t FileRowCount(const v1::Import& import);

// What there is to say of it, each with its name, in order: file, kind, state, when and by whom it
// was sent, how far it is, what undoing came to.
std::vector<std::pair<std::string, std::string>> ImportLines(const v1::Import& import);
// Of each column its header, field, why it is read so and how sure that is; empty: not read yet.
std::string ColumnTable(const v1::Import& import);
// Which row it is, in its sender's own words: its first cells that are not empty.
template <typename Cells>
std::string FirstCells(const Cells& cells) {
  constexpr int kShown = 6;
  std::string words;
  int count = 0;
  for (const std::string& cell : cells) {
    if (cell.empty() || count == kShown) continue;
    absl::StrAppend(&words, count++ == 0 ? "" : " · ", cell);
  }
  return words;
}
// "待遇=wage_text" of --column: header and field. Nothing, and told, where there is no "=".
std::optional<std::pair<std::string, std::string>> ReadColumnOption(const std::string& option);
// What can be done with it as it stands: commands with what each does; empty: nothing.
std::vector<std::pair<std::string, std::string>> NextCommands(const v1::Import& import);

// One line on the step under way: "导入 importing  12000/20000 行 rows  60 %  1500/s  余 5 s left".
std::string ImportProgress(const v1::Import& import);
// The same of a file on its way, `taken` since it began.
std::string UploadProgress(int64_t sent_bytes, int64_t all_bytes, absl::Duration taken);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_IMPORT_WORDS_H_

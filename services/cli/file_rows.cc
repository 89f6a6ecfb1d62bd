#include "services/cli/file_rows.h"

#include <cstdio>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using intake::ColumnMeaning;
using intake::MappedBy;

using Mappings = std::vector<std::pair<std::string, std::string>>;

absl::StatusOr<Mappings> ReadMappings(const std::vector<std::string>& texts) {
  Mappings mappings;
  for (const std::string& text : texts) {
    // A header may hold "="; a field's name does not.
    const std::size_t at = text.rfind('=');
    if (at == std::string::npos || at == 0) {
      return absl::InvalidArgumentError(
          absl::StrCat("--map ", text, ": write HEADER=FIELD, such as C=wage_text"));
    }
    mappings.emplace_back(text.substr(0, at), text.substr(at + 1));
  }
  return mappings;
}

void Say(const std::string& line) { std::fprintf(stderr, "%s\n", line.c_str()); }

}  // namespace

void AddFileOptions(CLI::App& app, FileChoice& choice) {
  app.add_option("--sheet", choice.sheet,
                 "Name or number of the sheet [the first one with a known header] 工作表");
  app.add_option("--header-line", choice.header_line,
                 "Line of the header's last row [found] 表头行");
  app.add_option("--map", choice.mappings,
                 "HEADER=FIELD or COLUMN=FIELD, such as C=wage_text; again for each 列对应");
}

absl::StatusOr<FileRows> FileRows::Open(const std::string& path, intake::TableKind kind,
                                        const FileChoice& choice) {
  LAOWU_ASSIGN_OR_RETURN(const Mappings mappings, ReadMappings(choice.mappings));
  intake::OpenOptions options;
  options.kind = kind;
  options.sheet = choice.sheet;
  options.header_line = choice.header_line;
  auto with_path = [&](const absl::Status& status) {
    return absl::Status(status.code(), absl::StrCat(path, ": ", status.message()));
  };
  auto file = intake::TableFile::Open(path, options);
  if (!file.ok()) return with_path(file.status());
  auto header = (*file)->FindHeader();
  if (!header.ok()) return with_path(header.status());
  auto columns = intake::ColumnMap::Make(kind, header->names, mappings, header->sample);
  if (!columns.ok()) return with_path(columns.status());
  if (!(*file)->other_tables().empty()) {
    Say(absl::StrCat("另有工作表未读 sheets not read (--sheet): ",
                     absl::StrJoin((*file)->other_tables(), ", ")));
  }
  for (const ColumnMeaning& column : columns->columns()) {
    if (column.by != MappedBy::kContent) continue;
    Say(absl::StrCat("列 column ", column.letter, " \"", column.header, "\" → ",
                     intake::FieldName(column.field), " (", column.reason, ")"));
  }
  return FileRows(*std::move(file), *std::move(columns));
}

std::vector<std::string> FileRows::HeadersToSend() const {
  std::vector<std::string> headers;
  for (const ColumnMeaning& column : columns_.columns()) {
    const bool is_told = column.by == MappedBy::kUser || column.by == MappedBy::kContent;
    headers.push_back(is_told ? std::string(intake::FieldName(column.field)) : column.header);
  }
  return headers;
}

}  // namespace laowu::cli

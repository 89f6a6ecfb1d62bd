// `laowu intake try`: what would be read from a text or a file, without a server.

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "google/protobuf/struct.pb.h"
#include "intake/survey/survey_reader.h"
#include "intake/table/column_map.h"
#include "intake/table/ditto.h"
#include "intake/table/record_rows.h"
#include "intake/table/table_file.h"
#include "intake/vacancy/vacancy_reader.h"
#include "intake/worker/worker_reader.h"
#include "services/cli/commands.h"
#include "services/cli/import_words.h"
#include "services/cli/table_print.h"
#include "services/cli/try_readings.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "storage/status_macros.h"

namespace laowu::cli {
namespace {

using intake::Field;
using intake::TableKind;

struct TryOptions {
  std::string text, title, place, city, as_of, file, sheet;
  std::vector<std::string> columns;
  bool worker = false;
  bool survey = false;
  int rows = 10;
};

// Reads rows of one kind.
class TryReader {
 public:
  TryReader(TableKind kind, const intake::ReadContext& context) {
    if (kind == TableKind::kVacancies) vacancies_.emplace(context);
    if (kind == TableKind::kWorkers) workers_.emplace(context);
    if (kind == TableKind::kSurveys) surveys_.emplace(context);
  }
  ShownReading Read(const intake::FieldTexts& row) const {
    if (vacancies_.has_value()) return ShowReading(vacancies_->Read(row));
    if (workers_.has_value()) return ShowReading(workers_->Read(row));
    return ShowReading(surveys_->Read(row));
  }

 private:
  std::optional<intake::VacancyReader> vacancies_;
  std::optional<intake::WorkerReader> workers_;
  std::optional<intake::SurveyReader> surveys_;
};

TableKind KindOf(const TryOptions& options) {
  if (options.survey) return TableKind::kSurveys;
  return options.worker ? TableKind::kWorkers : TableKind::kVacancies;
}

int TryText(const Client& client, const TryOptions& options, const intake::ReadContext& context) {
  // Without a title it is read from the text, as in a file that has no such column.
  intake::FieldTexts row = {{Field::kDescription, "描述", options.text}};
  if (!options.title.empty()) row.push_back({Field::kTitle, "岗位名称", options.title});
  if (!options.place.empty()) row.push_back({Field::kWorkplace, "工作地点", options.place});
  const ShownReading shown = TryReader(KindOf(options), context).Read(row);
  if (!PrintedAsJson(client, shown.json)) std::fputs(shown.text.c_str(), stdout);
  return kOk;
}

// What each column means, as `import show` tells it, and under "columns".
std::string ShowColumns(const intake::ColumnMap& columns, google::protobuf::Struct& json) {
  v1::Import shown;
  for (const intake::ColumnMeaning& meaning : columns.columns()) {
    auto* column = shown.add_columns();
    column->set_header(meaning.header);
    if (meaning.field != Field::kUnknown) {
      column->set_field(std::string(intake::FieldName(meaning.field)));
      column->set_confidence_percent(meaning.confidence);
    }
    column->set_reason(absl::StrCat(meaning.reason, meaning.doubt));
    google::protobuf::Struct& one = AddTo("columns", json);
    Set("header", column->header(), one);
    Set("field", column->field(), one);
    Set("reason", column->reason(), one);
  }
  return ColumnTable(shown);
}

absl::Status TryRows(const Client& client, const TryOptions& options, const TryReader& reader,
                     const intake::ColumnMap& columns, intake::TableFile& file,
                     intake::RecordRows& records, google::protobuf::Struct& json) {
  intake::DittoFill ditto;
  intake::TableRow row;
  int shown_count = 0;
  while (options.rows == 0 || shown_count < options.rows) {
    LAOWU_ASSIGN_OR_RETURN(const bool more, records.Next(row));
    if (!more) break;
    ++shown_count;
    google::protobuf::Struct& one = AddTo("rows", json);
    ShownReading shown;
    const absl::Status status = row.status.ok() ? records.arranged() : row.status;
    if (status.ok()) {
      ditto.Fill(file.sheet_index(), columns.fields(), row.cells);
      shown = reader.Read(columns.Apply(row.cells));
      one = shown.json;
    } else {
      ditto.Break();
      shown.text = absl::StrCat(status.message(), "\n");
      Set("message", status.message(), AddTo("violations", one));
    }
    (*one.mutable_fields())["lineNumber"].set_number_value(static_cast<double>(row.line_number));
    if (client.json) continue;
    const std::string sheet =
        file.sheets().size() > 1 ? file.sheets()[static_cast<size_t>(file.sheet_index())].name : "";
    std::printf("\n%s\n%s",
                absl::StrCat("第 ", row.line_number, " 行 line ", row.line_number,
                             sheet.empty() ? "" : " ", sheet, ": ", FirstCells(row.cells))
                    .c_str(),
                shown.text.c_str());
  }
  return absl::OkStatus();
}

// The kind that was said, else the one that the headers fit best.
absl::StatusOr<int> TryFile(const Client& client, const TryOptions& options,
                            const intake::ReadContext& context) {
  intake::OpenOptions open;
  if (options.worker || options.survey) open.kind = KindOf(options);
  open.sheet = options.sheet;
  std::vector<std::pair<std::string, std::string>> overrides;
  for (const std::string& column : options.columns) {
    const auto read = ReadColumnOption(column);
    if (!read.has_value()) return kUsage;
    open.column_names.push_back(read->first);
    overrides.push_back(*read);
  }
  LAOWU_ASSIGN_OR_RETURN(const auto file, intake::TableFile::Open(options.file, open));
  LAOWU_ASSIGN_OR_RETURN(const intake::TableHeader header, file->FindHeader());
  TableKind kind = open.kind.value_or(intake::GuessKind(header.names));
  if (kind == TableKind::kOutcomes) kind = TableKind::kSurveys;
  LAOWU_ASSIGN_OR_RETURN(const auto columns,
                         intake::ColumnMap::Make(kind, header.names, overrides, header.sample));
  google::protobuf::Struct json;
  const std::string mapping = ShowColumns(columns, json);
  if (!client.json) std::fputs(mapping.c_str(), stdout);
  intake::RecordRows records(kind, *file, columns);
  LAOWU_RETURN_IF_ERROR(
      TryRows(client, options, TryReader(kind, context), columns, *file, records, json));
  PrintedAsJson(client, json);
  return kOk;
}

int Try(const Client& client, const TryOptions& options) {
  if (options.text.empty() == options.file.empty()) {
    return Usage("give a text, or a file with --file 请给一段文字，或用 --file 给一个文件");
  }
  intake::ReadContext context;
  context.as_of = runtime::DayOf(absl::Now());
  if (!options.as_of.empty()) {
    bool good = true;
    const auto date = DateOf(options.as_of, "--as-of", &good);
    if (!good) return kUsage;
    context.as_of = *runtime::ToCivilDay(date);
  }
  context.home_division_code = options.city;
  if (options.file.empty()) return TryText(client, options, context);
  const auto done = TryFile(client, options, context);
  return done.ok() ? *done : Fail(done.status());
}

}  // namespace

void AddIntakeCommands(const Program& program) {
  auto options = std::make_shared<TryOptions>();
  CLI::App* app = program.app->add_subcommand("intake", "How texts are read 读取");
  app->require_subcommand(1);
  CLI::App* attempt = app->add_subcommand(
      "try", "What would be read from a text or a file; no server is asked 试读");
  attempt->add_option("text", options->text, "招普工若干,包吃住,18-45岁,5500-7000元");
  attempt->add_option("--file", options->file,
                      "A file instead: .xlsx, .xls, CSV, TSV, HTML, also .gz 改读一个文件");
  attempt->add_option("--rows", options->rows, "So many of its rows [10], 0: all 读多少行")
      ->check(CLI::NonNegativeNumber);
  attempt->add_option("--sheet", options->sheet,
                      "The sheet to read, if there are several 有多张表时读哪一张");
  attempt
      ->add_option("--column", options->columns,
                   "Read a column otherwise than by its header: 待遇=wage_text")
      ->allow_extra_args(false);
  attempt->add_option("--title", options->title,
                      "The title [the first work that the text names] 岗位名称");
  attempt->add_option("--place", options->place,
                      "The place of work, as a column would say it 工作地点");
  attempt->add_option("--division", options->city, "Division of the sender: 442000 发送方所在地");
  attempt->add_option("--as-of", options->as_of, "The day of the text [today] 文字的日期 [今天]");
  auto* worker =
      attempt->add_flag("--worker", options->worker,
                        "It is of a person: 会电焊,想去中山 [of a file: by its headers]");
  attempt->add_flag("--survey", options->survey, "It says where somebody is: 已返岗，在中山古镇")
      ->excludes(worker);
  attempt->callback([=] { *program.exit_code = Try(*program.client, *options); });
}

}  // namespace laowu::cli

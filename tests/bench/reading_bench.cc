// Rows a second that the vacancy reader reads, whole rows on one core: the made-up postings of
// tests/unit/intake/postings, each with its text, and, where LAOWU_SHARED_DIR has it, the job
// board's 47,499 rows, most of them without one. items_per_second are rows.

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "intake/file/table_reader.h"
#include "intake/table/column_map.h"
#include "intake/vacancy/vacancy_reader.h"

namespace laowu::intake {
namespace {

std::vector<FieldTexts> RowsOf(const std::string& bytes) {
  TableReader table;
  TableRow row;
  std::vector<FieldTexts> rows;
  if (!table.Append(bytes).ok() || !table.Finish().ok() || !table.Next(row)) return rows;
  std::vector<std::pair<std::string, std::string>> hidden;
  for (const std::string& name : row.cells) {
    const bool answer = name.starts_with("want_") || name.ends_with("_code") ||
                        name == "wage_min" || name == "wage_max" || name == "wage_unit";
    if (answer) hidden.emplace_back(name, "ignored");
  }
  const auto map = ColumnMap::Make(TableKind::kVacancies, row.cells, hidden);
  if (!map.ok()) {
    std::cerr << map.status() << std::endl;
    return rows;
  }
  while (table.Next(row)) rows.push_back(map->Apply(row.cells));
  return rows;
}

void ReadAll(benchmark::State& state, const std::vector<FieldTexts>& rows) {
  if (rows.empty()) {
    state.SkipWithError("no rows");
    return;
  }
  const VacancyReader reader(ReadContext{absl::CivilDay(2026, 7, 1), "442000", ""});
  for (auto _ : state) {
    for (const FieldTexts& row : rows) benchmark::DoNotOptimize(reader.Read(row));
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows.size()));
}

void BM_MadeUpPostings(benchmark::State& state) {
  std::ifstream file(absl::StrCat(LAOWU_POSTINGS_DIR, "/factory_postings.tsv"));
  std::ostringstream bytes;
  bytes << file.rdbuf();
  ReadAll(state, RowsOf(bytes.str()));
}
BENCHMARK(BM_MadeUpPostings)->Unit(benchmark::kMillisecond);

void BM_JobBoard(benchmark::State& state) {
  const char* folder = std::getenv("LAOWU_SHARED_DIR");
  if (folder == nullptr) {
    state.SkipWithError("LAOWU_SHARED_DIR is not set");
    return;
  }
  const std::string command =
      absl::StrCat("gzip -dc '", folder, "/data/vacancies/vacancies.tsv.gz'");
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string bytes;
  std::vector<char> piece(1 << 16);
  for (std::size_t size = 0; (size = std::fread(piece.data(), 1, piece.size(), pipe.get())) > 0;) {
    bytes.append(piece.data(), size);
  }
  ReadAll(state, RowsOf(bytes));
}
BENCHMARK(BM_JobBoard)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace laowu::intake

BENCHMARK_MAIN();

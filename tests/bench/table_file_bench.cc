// Files as offices send them, large: rows a second, and how much memory reading them takes beyond
// what the process had. The files are made by child processes, so that their memory is not counted.

#include <benchmark/benchmark.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "intake/file/sheet_writer.h"
#include "intake/table/table_file.h"
#include "tests/support/scratch_dir.h"

namespace laowu::intake {
namespace {

const std::vector<std::string> kHeader = {"编号",     "岗位名称", "企业名称", "工作地点",
                                          "月薪",     "招聘人数", "学历要求", "年龄要求",
                                          "技能要求", "食宿",     "截止日期", "岗位描述"};

std::vector<std::string> RowOf(int i) {
  return {absl::StrCat("A-", i),
          "电焊工",
          absl::StrCat("中山市样例五金厂第", i % 5'000, "分厂"),
          "广东省中山市小榄镇",
          absl::StrCat(4'000 + i % 3'000, "-", 7'000 + i % 3'000, "元/月"),
          absl::StrCat(i % 90),
          "初中",
          "18-45岁",
          "电焊,氩弧焊",
          "包吃住",
          "2026-12-31",
          absl::StrCat("两班倒，月休四天，第", i, "号岗位，有夜班补贴")};
}

void InChild(const std::function<void()>& make) {
  const pid_t child = fork();
  if (child == 0) {
    make();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
}

void MakeCsv(const std::string& path, int rows) {
  std::ofstream file(path, std::ios::binary);
  file << absl::StrJoin(kHeader, ",") << "\n";
  for (int i = 0; i < rows; ++i) {
    std::vector<std::string> row = RowOf(i);
    row[8] = absl::StrCat("\"", row[8], "\"");
    file << absl::StrJoin(row, ",") << "\n";
  }
}

void MakeInlineXlsx(const std::string& path, int rows) {
  std::vector<SheetColumn> columns;
  for (const std::string& title : kHeader) columns.push_back({title});
  auto writer = NewXlsxWriter(path, "a", columns);
  for (int i = 0; writer.ok() && i < rows; ++i) (void)(*writer)->AddRow(RowOf(i));
  if (writer.ok()) (void)(*writer)->Finish();
}

void MakeSharedXlsx(const std::string& path, int rows) {
  lxw_workbook* const book = workbook_new(path.c_str());
  lxw_worksheet* const sheet = workbook_add_worksheet(book, "a");
  for (int i = -1; i < rows; ++i) {
    const std::vector<std::string> row = i < 0 ? kHeader : RowOf(i);
    for (std::size_t k = 0; k < row.size(); ++k) {
      worksheet_write_string(sheet, static_cast<lxw_row_t>(i + 1), static_cast<lxw_col_t>(k),
                             row[k].c_str(), nullptr);
    }
  }
  workbook_close(book);
}

// Largest resident size since the last reset, in MiB.
double PeakMib(bool reset) {
  if (reset) std::ofstream("/proc/self/clear_refs") << "5";
  std::ifstream status("/proc/self/status");
  std::string line;
  const absl::string_view field = reset ? "VmRSS:" : "VmHWM:";
  while (std::getline(status, line)) {
    if (absl::StartsWith(line, field)) return std::atof(line.c_str() + field.size()) / 1'024;
  }
  return 0;
}

void Read(benchmark::State& state, const std::function<void(const std::string&, int)>& make) {
  const testing::ScratchDir scratch;
  const std::string path = scratch.file("a");
  InChild([&] { make(path, static_cast<int>(state.range(0))); });
  std::int64_t rows = 0;
  for (auto _ : state) {
    const double before = PeakMib(/*reset=*/true);
    OpenOptions options;
    options.kind = TableKind::kVacancies;
    auto file = TableFile::Open(path, options);
    if (!file.ok() || !(*file)->FindHeader().ok()) {
      state.SkipWithError("the file cannot be read");
      return;
    }
    TableRow row;
    rows = 0;
    for (auto more = (*file)->Next(row); more.ok() && *more; more = (*file)->Next(row)) ++rows;
    state.counters["memory_mib"] = PeakMib(/*reset=*/false) - before;
  }
  state.counters["file_mb"] = static_cast<double>(std::filesystem::file_size(path)) / 1e6;
  state.counters["rows"] = static_cast<double>(rows);
  state.SetItemsProcessed(rows * state.iterations());
}

BENCHMARK_CAPTURE(Read, csv, MakeCsv)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(Read, xlsx_inline, MakeInlineXlsx)
    ->Arg(1'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(Read, xlsx_shared_strings, MakeSharedXlsx)
    ->Arg(500'000)
    ->Iterations(1)
    ->Unit(benchmark::kSecond);

}  // namespace
}  // namespace laowu::intake

BENCHMARK_MAIN();

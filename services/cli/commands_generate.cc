#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "intake/generate/generate.h"
#include "intake/generate/generate_outcomes.h"
#include "services/cli/commands.h"
#include "services/cli/progress.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/files.h"

namespace laowu::cli {
namespace {

struct GenerateFlags {
  std::string kind, out, county, as_of, workers;
  int64_t count = 100;
  uint64_t seed = 1;
};

absl::Status GenerateKind(const GenerateFlags& flags, absl::CivilDay as_of,
                          absl::string_view workers, const intake::WriteBytes& write) {
  if (flags.kind == "outcomes") {
    intake::OutcomeOptions options;
    options.count = flags.count;
    options.seed = flags.seed;
    options.as_of = as_of;
    return intake::GenerateOutcomes(options, workers, write);
  }
  intake::GenerateOptions options;
  options.count = flags.count;
  options.seed = flags.seed;
  options.county_code = flags.county;
  options.as_of = as_of;
  return flags.kind == "workers" ? intake::GenerateWorkers(options, write)
                                 : intake::GenerateVacancies(options, write);
}

int Generate(const GenerateFlags& flags) {
  const bool of_workers = flags.kind == "outcomes";
  if (of_workers == flags.workers.empty()) {
    std::fprintf(
        stderr,
        "error 错误: --workers FILE belongs to outcomes, and is needed there: the file of "
        "made-up workers whose outcomes they are 虚构动态须用 --workers 给出虚构人员文件\n");
    return kUsage;
  }
  absl::CivilDay as_of = runtime::DayOf(absl::Now());
  if (!flags.as_of.empty()) {
    const auto day = runtime::ParseDate(flags.as_of);
    if (!day.has_value()) {
      return Fail(
          absl::InvalidArgumentError("--as-of must be a date such as 2026-06-30 不是有效日期"));
    }
    as_of = *day;
  }
  // Before the file to write is opened: it may be the same one.
  std::string workers;
  if (of_workers) {
    auto bytes = runtime::ReadFile(flags.workers);
    if (!bytes.ok()) return Fail(bytes.status());
    workers = *std::move(bytes);
  }
  std::FILE* out = flags.out == "-" ? stdout : std::fopen(flags.out.c_str(), "wb");
  if (out == nullptr) {
    return Fail(CannotWrite(flags.out));
  }
  Progress progress("虚构 made-up");
  int64_t line_count = 0;
  const auto write = [&](absl::string_view bytes) -> absl::Status {
    line_count += std::count(bytes.begin(), bytes.end(), '\n');
    progress.Show(line_count,
                  static_cast<double>(line_count) / static_cast<double>(flags.count + 2));
    if (std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size()) return absl::OkStatus();
    return CannotWrite(flags.out);
  };
  absl::Status status = GenerateKind(flags, as_of, workers, write);
  if (out != stdout && std::fclose(out) != 0 && status.ok()) {
    status = CannotWrite(flags.out);
  }
  if (!status.ok()) return Fail(status);
  // What the same rows take on another day.
  std::fprintf(stderr, "已写入 %lld made-up %s written to %s  (--seed %llu --as-of %s)\n",
               static_cast<long long>(flags.count), flags.kind.c_str(), flags.out.c_str(),
               static_cast<unsigned long long>(flags.seed), runtime::DateText(as_of).c_str());
  return kOk;
}

}  // namespace

void AddGenerateCommand(const Program& program) {
  auto flags = std::make_shared<GenerateFlags>();
  CLI::App* generate =
      program.app->add_subcommand("generate", "Write a file of made-up rows 生成虚构数据");
  generate->add_option("kind", flags->kind, "workers, vacancies or outcomes 人员、岗位或动态")
      ->required()
      ->check(CLI::IsMember({"workers", "vacancies", "outcomes"}));
  generate->add_option("--count", flags->count, "Rows 行数")->capture_default_str();
  generate
      ->add_option("--seed", flags->seed,
                   "Same seed and --as-of, same rows; another seed, other people and vacancies "
                   "种子和日期相同则内容相同")
      ->capture_default_str();
  generate
      ->add_option("--out", flags->out,
                   "The file; - for standard output 写入的文件；- 表示标准输出")
      ->required();
  generate->add_option("--division", flags->county,
                       "Workers of this county only: 520281 只生成该县区的人员");
  generate->add_option(
      "--workers", flags->workers,
      "Outcomes of the people of this file, which must be made up 虚构人员文件，为其生成动态");
  generate->add_option("--as-of", flags->as_of,
                       "Day for ages and dates [today] 年龄和日期按哪天计 [今天]");
  generate->callback([=] { *program.exit_code = Generate(*flags); });
}

}  // namespace laowu::cli

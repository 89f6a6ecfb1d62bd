#include <algorithm>
#include <cstdio>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "intake/generate.h"
#include "services/cli/commands.h"
#include "services/cli/progress.h"
#include "services/runtime/clock.h"
#include "services/runtime/field_checks.h"

namespace laowu::cli {
namespace {

struct GenerateFlags {
  std::string kind, out, county, as_of;
  int64_t count = 100;
  uint64_t seed = 1;
};

int Generate(const GenerateFlags& flags) {
  intake::GenerateOptions options;
  options.count = flags.count;
  options.seed = flags.seed;
  options.county_code = flags.county;
  options.as_of = runtime::DayOf(absl::Now());
  if (!flags.as_of.empty()) {
    const auto day = runtime::ParseDate(flags.as_of);
    if (!day.has_value()) return Fail(absl::InvalidArgumentError("--as-of is not a date"));
    options.as_of = *day;
  }
  std::FILE* out = flags.out == "-" ? stdout : std::fopen(flags.out.c_str(), "wb");
  if (out == nullptr) {
    return Fail(absl::PermissionDeniedError(absl::StrCat("cannot write ", flags.out)));
  }
  Progress progress("虚构 made-up");
  int64_t line_count = 0;
  const auto write = [&](absl::string_view bytes) -> absl::Status {
    line_count += std::count(bytes.begin(), bytes.end(), '\n');
    progress.Show(line_count,
                  static_cast<double>(line_count) / static_cast<double>(flags.count + 2));
    if (std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size()) return absl::OkStatus();
    return absl::ResourceExhaustedError(
        absl::StrCat("cannot write to ", flags.out, ": disk full?"));
  };
  absl::Status status = flags.kind == "workers" ? intake::GenerateWorkers(options, write)
                                                : intake::GenerateVacancies(options, write);
  if (out != stdout && std::fclose(out) != 0 && status.ok()) {
    status = absl::ResourceExhaustedError(absl::StrCat("cannot write to ", flags.out));
  }
  if (!status.ok()) return Fail(status);
  std::fprintf(stderr, "%lld made-up %s written to %s\n", static_cast<long long>(flags.count),
               flags.kind.c_str(), flags.out.c_str());
  return kOk;
}

}  // namespace

void AddGenerateCommand(const Program& program) {
  auto flags = std::make_shared<GenerateFlags>();
  CLI::App* generate =
      program.app->add_subcommand("generate", "Write a file of made-up rows 生成虚构数据");
  generate->add_option("kind", flags->kind, "workers or vacancies")
      ->required()
      ->check(CLI::IsMember({"workers", "vacancies"}));
  generate->add_option("--count", flags->count, "Rows")->capture_default_str();
  generate->add_option("--seed", flags->seed, "Same seed, same rows")->capture_default_str();
  generate->add_option("--out", flags->out, "The file; - for standard output")->required();
  generate->add_option("--county", flags->county, "Workers of this county only: 520281");
  generate->add_option("--as-of", flags->as_of, "Day for ages and dates [today]");
  generate->callback([=] { *program.exit_code = Generate(*flags); });
}

}  // namespace laowu::cli

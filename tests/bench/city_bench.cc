// A city's size, whole: 1,200,000 workers, 100,000 vacancies, 3 million outcomes, 600,000 open
// spells. `load` fills a folder once (and a folder of keys beside it), `measure` may then be run as
// often as wanted. The folder needs some 5 GB; remove both folders afterwards.
//
//   bench_city load --data FOLDER [--workers 1200000] [--vacancies 100000] [--confirm-days 30]
//   bench_city outcomes --data FOLDER [--confirm-days 30]   where there are none, workers alone
//   bench_city measure --data FOLDER
//
// Nothing here passes or fails by time; docs/performance.md holds what was seen.

#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/runtime/log.h"
#include "services/runtime/unwatched_locks.h"
#include "tests/bench/city_load.h"
#include "tests/bench/city_measure.h"

namespace laowu::bench {
namespace {

// This program again, with other arguments, to its end.
absl::Status RunSelf(const std::vector<std::string>& arguments) {
  std::fflush(stdout);
  const pid_t child = fork();
  if (child < 0) return absl::ResourceExhaustedError("cannot start a process");
  if (child == 0) {
    std::vector<char*> argv;
    std::string name = "bench_city";
    argv.push_back(name.data());
    std::vector<std::string> copies = arguments;
    for (std::string& copy : copies) argv.push_back(copy.data());
    argv.push_back(nullptr);
    execv("/proc/self/exe", argv.data());
    _exit(127);
  }
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return absl::InternalError(absl::StrCat("a part failed: ", arguments.front()));
  }
  return absl::OkStatus();
}

// Each start in a process of its own, so that the memory of one is not the leavings of another.
absl::Status MeasureAll(const std::string& data) {
  for (const char* const followers : {"", "match", "monitoring", "match,monitoring"}) {
    std::vector<std::string> arguments = {"start", "--data", data};
    if (*followers != '\0') arguments.push_back(absl::StrCat("--followers=", followers));
    const absl::Status status = RunSelf(arguments);
    if (!status.ok()) return status;
  }
  return RunSelf({"calls", "--data", data});
}

int Main(int argc, char** argv) {
  runtime::SetLogLevel(runtime::LogLevel::kError);
  CLI::App app("A city's size: load once, measure often");
  app.require_subcommand(1);
  std::string data, followers;
  CitySize size;
  absl::Status status;
  const auto add = [&](const char* name, const char* what) {
    CLI::App* const command = app.add_subcommand(name, what);
    command->add_option("--data", data, "Folder of the stores")->required();
    return command;
  };
  CLI::App* const load = add("load", "Fill a new folder");
  load->add_option("--workers", size.worker_count, "Workers")->capture_default_str();
  load->add_option("--vacancies", size.vacancy_count, "Vacancies")->capture_default_str();
  load->callback([&] { status = LoadCity(data, size); });
  CLI::App* const outcomes =
      add("outcomes", "Outcomes of a folder's workers, where there are none");
  int first_step = 0, step_count = 0;
  outcomes->add_option("--first", first_step, "In pieces: the first half month, from 0");
  outcomes->add_option("--count", step_count, "and how many; 0: all that are left");
  outcomes->callback([&] {
    LedgerSpan span{size.confirm_days, kFirstDay + kStepDays * first_step};
    if (step_count > 0) span.end = std::min(kToday, span.first + kStepDays * step_count);
    status = LoadOutcomes(data, span);
  });
  for (CLI::App* const command : {load, outcomes}) {
    command->add_option("--confirm-days", size.confirm_days,
                        "A call each so many days to who is away; 30: 10 million outcomes");
  }
  add("measure", "Starts, memory and calls, one after the other")->callback([&] {
    status = MeasureAll(data);
  });
  CLI::App* const start = add("start", "One start with some followers");
  start->add_option("--followers", followers, "match, monitoring, or both with a comma");
  start->callback([&] { status = MeasureStart(data, followers); });
  add("calls", "One server with all roles: times of calls")->callback([&] {
    status = MeasureCalls(data);
  });
  CLI11_PARSE(app, argc, argv);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.ToString().c_str());
  return status.ok() ? 0 : 1;
}

}  // namespace
}  // namespace laowu::bench

int main(int argc, char** argv) {
  laowu::runtime::LeaveLocksUnwatched();
  return laowu::bench::Main(argc, argv);
}

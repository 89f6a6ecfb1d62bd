#include "tests/unit/services/cli/run_as.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <iostream>
#include <sstream>
#include <utility>

#include "services/cli/cli.h"

namespace laowu::cli {

namespace {

Ran RunProgram(const std::vector<std::string>& arguments, const std::string& input) {
  std::vector<const char*> argv;
  for (const auto& argument : arguments) argv.push_back(argument.c_str());
  std::istringstream stream(input);
  std::streambuf* const before = std::cin.rdbuf(stream.rdbuf());
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  const int code = Run(static_cast<int>(argv.size()), argv.data());
  std::fflush(stdout);
  std::cin.rdbuf(before);
  std::cin.clear();
  std::string out = ::testing::internal::GetCapturedStdout();
  return {code, std::move(out), ::testing::internal::GetCapturedStderr()};
}

}  // namespace

Ran RunAs(testing::TestProcess& process, const std::string& who, std::vector<std::string> arguments,
          const std::string& input, const std::string& role) {
  arguments.insert(arguments.begin(), {"laowu", "--server", process.process(role).grpc_address(),
                                       "--token", process.token(who)});
  return RunProgram(arguments, input);
}

Ran RunAlone(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "laowu");
  return RunProgram(arguments, "");
}

}  // namespace laowu::cli

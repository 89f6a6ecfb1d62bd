#ifndef LAOWU_TESTS_UNIT_SERVICES_CLI_RUN_AS_H_
#define LAOWU_TESTS_UNIT_SERVICES_CLI_RUN_AS_H_

#include <string>
#include <vector>

#include "tests/system/test_process.h"

namespace laowu::cli {

struct Ran {
  int exit_code;
  std::string out;
  std::string err;
};

// A command as `who`, a principal of `process`, gives it on a command line; without the program's
// name. `input` is what standard input holds. `role`: in a split system, at whose process; the
// gateway's if it is empty. One at a time: it takes the standard streams.
Ran RunAs(testing::TestProcess& process, const std::string& who, std::vector<std::string> arguments,
          const std::string& input = "", const std::string& role = "");

// A command that asks no server.
Ran RunAlone(std::vector<std::string> arguments);

}  // namespace laowu::cli

#endif  // LAOWU_TESTS_UNIT_SERVICES_CLI_RUN_AS_H_

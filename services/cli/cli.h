#ifndef LAOWU_SERVICES_CLI_CLI_H_
#define LAOWU_SERVICES_CLI_CLI_H_

namespace laowu::cli {

// The program: `laowu serve`, and every command that talks to a server. Returns the exit code:
// 0 done, 1 failed, 2 wrong usage, 3 some rows of an import were rejected.
int Run(int argc, const char* const* argv);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_CLI_H_

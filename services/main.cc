#include "services/cli/cli.h"
#include "services/runtime/unwatched_locks.h"

int main(int argc, char** argv) {
  laowu::runtime::LeaveLocksUnwatched();
  return laowu::cli::Run(argc, argv);
}

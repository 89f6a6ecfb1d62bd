#include <google/protobuf/stubs/logging.h>

#include "services/cli/cli.h"
#include "services/runtime/unwatched_locks.h"

int main(int argc, char** argv) {
  laowu::runtime::LeaveLocksUnwatched();
  // Of bytes that are no message the sender is told, by field; the library's own lines would let
  // anybody fill the log.
  google::protobuf::SetLogHandler(nullptr);
  return laowu::cli::Run(argc, argv);
}

#ifndef LAOWU_TESTS_TIDY_INCLUDES_H_
#define LAOWU_TESTS_TIDY_INCLUDES_H_

// The dependency rule as an include table. The linker enforces most of it (a library that is not
// linked is not on the include path); this test also sees what a link line opened too wide, and
// headers of the system.

#include <string>

#include "tests/tidy/tree.h"

namespace laowu::tidy {

// What an include belongs to: "std", "absl", "clock", "files", "posix", "proto", "grpc", a
// library's name, or a folder of ours ("storage", "services/runtime", "services" for the files of
// its own). "" for what is unknown.
std::string LibraryOf(const Include& include);

// Every include of a code file must stand in its folder's row of the table.
Findings CheckIncludes(const Tree& tree);

// Inside a role *_rules reach neither gRPC nor storage and *_records no gRPC, not even through
// another header of ours: only code free of gRPC runs under ThreadSanitizer.
// storage/status_macros.h is free to all.
Findings CheckRoleLayers(const Tree& tree);

// Protos import Google's and each other; what is on the wire never imports what is on disk.
Findings CheckProtoImports(const Tree& tree);

}  // namespace laowu::tidy

#endif  // LAOWU_TESTS_TIDY_INCLUDES_H_

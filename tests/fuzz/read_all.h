#ifndef LAOWU_TESTS_FUZZ_READ_ALL_H_
#define LAOWU_TESTS_FUZZ_READ_ALL_H_

#include "absl/strings/string_view.h"

namespace laowu::fuzz {

// Opens the bytes as a table file with low limits, finds the header and reads every row; aborts if
// a row breaks the reader's promises.
void ReadAll(absl::string_view bytes);

}  // namespace laowu::fuzz

#endif  // LAOWU_TESTS_FUZZ_READ_ALL_H_

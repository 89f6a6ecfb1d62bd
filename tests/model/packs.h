#ifndef LAOWU_TESTS_MODEL_PACKS_H_
#define LAOWU_TESTS_MODEL_PACKS_H_

// Audit packs as auditors are given them, but for the tables and programs, and verify_ratio.py run
// on them.

#include <string>

#include "absl/strings/string_view.h"
#include "ratio/ratio_book.h"

namespace laowu::ratio {

bool HasPython();

// Runs the verifier, which writes to the file `output`; its exit status: 0 all agree, 1 one
// differs, 2 cannot be read. Quiet, it tells only what differs.
int Verify(const std::string& arguments, const std::string& output, bool quiet = true);

std::string Read(const std::string& path);
void Write(const std::string& folder, const std::string& name, const std::string& text);
// SHA-256 in hex.
std::string HashOf(const std::string& text);
// The form of sha256sum, of all that is there.
void WriteSums(const std::string& folder);

std::string PseudonymOf(absl::string_view name);  // readable, where one differs

// Publication, hash, log, organisers and sums. What the query leaves open is as QuestionOf has it.
void WritePack(const RatioBook& book, const FigureQuery& query, const std::string& folder);

}  // namespace laowu::ratio

#endif  // LAOWU_TESTS_MODEL_PACKS_H_

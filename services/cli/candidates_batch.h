#ifndef LAOWU_SERVICES_CLI_CANDIDATES_BATCH_H_
#define LAOWU_SERVICES_CLI_CANDIDATES_BATCH_H_

// `laowu candidates --batch`: the workers that fit each of the vacancies that a file names.

#include <string>
#include <vector>

#include "services/cli/client.h"

namespace laowu::cli {

struct CandidatesBatch {
  // A vacancy a line, by name or by the office's number; "-": standard input. Blank lines, and
  // those that begin with #, are passed over.
  std::string file;
  std::string office, division, as_of;  // as of the command's options
  std::vector<std::string> groups;
  int count = 20;  // of each vacancy
};

// Prints a table, or each answer as JSON; of each hundred vacancies at one moment. Standard error
// names those that could not be answered, with line and number as typed, and those that nobody
// fits, with what turns people away. The exit code: kSomeRowsRejected where a vacancy could not be
// answered, kFailed where the file names none.
int PrintCandidatesOfAll(Client& client, const CandidatesBatch& batch);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_CANDIDATES_BATCH_H_

#ifndef LAOWU_SERVICES_CLI_WORKLIST_FILE_H_
#define LAOWU_SERVICES_CLI_WORKLIST_FILE_H_

// A worklist as a call list or village roster: a row a person, the outcome that it is about, what
// is known of that filled in, and columns for the answer under the headers that an import of
// outcomes reads. `laowu import outcomes` takes the file as it comes back
// (services/intake/named_outcomes.h).

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "services/cli/client.h"
#include "services/cli/report_sheets.h"

namespace laowu::cli {

struct WorklistFileOptions {
  std::string path;      // .xlsx or .csv
  std::string township;  // a code of nine digits, or a name; empty: all
  std::string village;   // a code, or the name as the register has it; empty: all
  // What names and phones are needed for; it is put on record. Empty: neither stands in the file.
  std::string purpose;
  bool english = false;  // what the caller should know, in English; the headings are the import's
};

// Display names; what is not there is shown as it is.
struct WorklistNames {
  std::map<std::string, std::string> townships;   // by code
  std::map<std::string, std::string> organizers;  // by organizers/{organizer}
  std::map<std::string, std::string> workplaces;  // whole, by code: 广东省中山市古镇镇
};

// All pages of the list of `request`. Rows go by township and village, then as the list goes. The
// known-at of the list stands in the last column, 清单截至: what was recorded since is not on it.
// Prints the file's name, the count of rows and the known-at; the exit code. On an error, also
// where names of places or organisers cannot be had, no file is written.
int WriteWorklistFile(Client& client, const v1::ListWorklistRequest& request,
                      const WorklistFileOptions& options);

// Workers by name. `purpose`, which is put on record, brings their names and phones; empty:
// neither. Who is not there, or not in the caller's scope any more, is left out.
absl::StatusOr<std::map<std::string, v1::Worker>> FetchWorkers(Client& client,
                                                               const std::set<std::string>& names,
                                                               const std::string& purpose);

// Of registration: the code of the township; the village as the register calls it, else its code,
// else, where only the township is told, nothing.
std::string TownshipOf(const v1::Worker& worker);
std::string VillageOf(const v1::Worker& worker);

// Pure. Workers by name; of one that is not there a row says only what the list says.
//
// The rows of the township and village asked for. INVALID_ARGUMENT, which names the townships,
// where a name is that of several: a roster for one village must not carry another's people.
// NOT_FOUND, with the nearest word of the list, where nobody on it is of there: the place may have
// been mistyped, and an empty roster would say that nobody is left to ask.
absl::StatusOr<std::vector<v1::WorklistRow>> RowsOfPlace(
    const std::vector<v1::WorklistRow>& rows, const std::map<std::string, v1::Worker>& workers,
    const WorklistNames& names, const WorklistFileOptions& options);
// One row a person: of what stands first in the list, which is the shortest way to the target; what
// else the person is on the list for is named in 说明.
ReportSheet WorklistSheet(const std::vector<v1::WorklistRow>& rows,
                          const std::map<std::string, v1::Worker>& workers,
                          const WorklistNames& names, bool english);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_WORKLIST_FILE_H_

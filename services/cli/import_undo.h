#ifndef LAOWU_SERVICES_CLI_IMPORT_UNDO_H_
#define LAOWU_SERVICES_CLI_IMPORT_UNDO_H_

// `import undo`: an import is taken back; what of it stands and why, and which imports before it
// can be undone further now.

#include <string>

#include "services/cli/client.h"

namespace laowu::cli {

// imports/{import}, or the id alone. The exit code; printed.
int UndoImport(Client& client, const std::string& name);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_IMPORT_UNDO_H_

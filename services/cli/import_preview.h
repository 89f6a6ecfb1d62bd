#ifndef LAOWU_SERVICES_CLI_IMPORT_PREVIEW_H_
#define LAOWU_SERVICES_CLI_IMPORT_PREVIEW_H_

// `import preview`: the rows of an import, what would or did become of each and why; people's
// details for a purpose alone.

#include "services/cli/commands.h"

namespace laowu::cli {

// Adds it to the command `import`.
void AddImportPreview(const Program& program, CLI::App* import);

}  // namespace laowu::cli

#endif  // LAOWU_SERVICES_CLI_IMPORT_PREVIEW_H_

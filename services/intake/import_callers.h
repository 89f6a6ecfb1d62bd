#ifndef LAOWU_SERVICES_INTAKE_IMPORT_CALLERS_H_
#define LAOWU_SERVICES_INTAKE_IMPORT_CALLERS_H_

// Who may do what with an import that lies in their scope. Its rows go, and are taken back, on
// behalf of who sent the file, whoever asks for it. Thread-safe.

#include "absl/status/status.h"
#include "laowu/internal/v1/stored_import.pb.h"
#include "services/runtime/principal.h"
#include "services/runtime/principals.h"

namespace laowu::intake_role {

// Cells and details of people are for the one who sent them.
bool SeesPeople(const runtime::Principal& caller, const internal::v1::StoredImport& import);

// PERMISSION_DENIED: of people, to whom the rows may not be shown, since nobody else has looked at
// them; an administrator may.
absl::Status RequireRunner(const runtime::Principal& caller,
                           const internal::v1::StoredImport& import);

// PERMISSION_DENIED: of people, to whose division that of the sender is not known to belong, since
// rows may be of all of it. Nobody's details are shown by that, and a wrong file must not stand
// until its sender is back.
absl::Status RequireUndoer(const runtime::Principal& caller,
                           const internal::v1::StoredImport& import,
                           runtime::Principals& principals);

}  // namespace laowu::intake_role

#endif  // LAOWU_SERVICES_INTAKE_IMPORT_CALLERS_H_

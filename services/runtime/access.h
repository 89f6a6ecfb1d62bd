#ifndef LAOWU_SERVICES_RUNTIME_ACCESS_H_
#define LAOWU_SERVICES_RUNTIME_ACCESS_H_

// Who may call what, in one table, and the checks of scope that handlers make with the record at
// hand. A method without a row does not start. Everything fails closed.

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "services/runtime/call_context.h"

namespace laowu::runtime {

// What the handler holds the caller's scope against. Stands in the table so that a reviewer sees it
// and the table test can send a foreign one; the handler makes the check.
enum class Scope : std::uint8_t {
  kNone,       // the same for all who may call
  kOffice,     // RequireOffice with the office in the name, or of the record
  kDivision,   // RequireDivision with the record's division
  kEither,     // whichever the caller has: an office its own vacancies, a bureau its own people
  kOrganizer,  // RequireOrganizer
};

// Which threads do the work: the role's own, which may wait (for the disk, for a feed, for another
// role), or the process's few that only compute.
enum class Pool : std::uint8_t { kIo, kCpu };

struct MethodAccess {
  absl::string_view method;  // "laowu.v1.VacancyService/GetVacancy"
  std::uint32_t roles;       // bits of RoleBit
  Scope scope;
  Pool pool;
  absl::Duration deadline_cap;  // a caller without a deadline gets this; infinite for a watch
};

constexpr std::uint32_t RoleBit(PrincipalRole role) { return 1U << static_cast<unsigned>(role); }

const std::vector<MethodAccess>& AccessTable();
const MethodAccess* FindAccess(absl::string_view method);  // nullptr if there is no row

// FAILED_PRECONDITION naming every method of the service that has no row.
absl::Status CheckServiceHasAccess(const google::protobuf::ServiceDescriptor& service);

// PERMISSION_DENIED unless the principal's role is in the row.
absl::Status RequireRole(const MethodAccess& access, const Principal& principal);

// PERMISSION_DENIED (OUT_OF_SCOPE; ErrorInfo has the caller's own `scope`) unless the caller's
// scope holds the record. Administrators and services pass. The message says what to do: whose
// matter it is, or to ask for less; only who asked for more than all of its scope is sent to an
// administrator.
absl::Status RequireOffice(const Principal& principal, absl::string_view office_name);
absl::Status RequireDivision(const Principal& principal, absl::string_view division_code);
absl::Status RequireOrganizer(const Principal& principal, absl::string_view organizer_name);
// PERMISSION_DENIED for a worker that is not there or is another division's: the same for both.
absl::Status NoWorkerInScope(const Principal& principal, absl::string_view name);
bool DivisionInScope(const Principal& principal, absl::string_view division_code);

// For a record that belongs to a bureau's people and to an office's vacancy: a bureau is held
// against the division, an office against the office.
absl::Status RequireEither(const Principal& principal, absl::string_view division_code,
                           absl::string_view office_name);

}  // namespace laowu::runtime

#endif  // LAOWU_SERVICES_RUNTIME_ACCESS_H_

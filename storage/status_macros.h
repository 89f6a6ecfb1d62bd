#ifndef LAOWU_STORAGE_STATUS_MACROS_H_
#define LAOWU_STORAGE_STATUS_MACROS_H_

// Two macros for functions that return absl::Status or absl::StatusOr:
//
//   LAOWU_RETURN_IF_ERROR(batch.Check());
//   LAOWU_ASSIGN_OR_RETURN(std::optional<Record> record, store->Get(table, key));
//
// The type on the left may not hold a bare comma (std::pair<A, B>): name it, or write auto.

#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#define LAOWU_STATUS_CONCAT_INNER(a, b) a##b
#define LAOWU_STATUS_CONCAT(a, b) LAOWU_STATUS_CONCAT_INNER(a, b)

#define LAOWU_RETURN_IF_ERROR(expression) \
  LAOWU_RETURN_IF_ERROR_INNER(LAOWU_STATUS_CONCAT(laowu_status_, __COUNTER__), expression)
#define LAOWU_RETURN_IF_ERROR_INNER(status, expression) \
  do {                                                  \
    ::absl::Status status = (expression);               \
    if (!status.ok()) return status;                    \
  } while (false)

#define LAOWU_ASSIGN_OR_RETURN(left, expression) \
  LAOWU_ASSIGN_OR_RETURN_INNER(LAOWU_STATUS_CONCAT(laowu_status_or_, __COUNTER__), left, expression)
#define LAOWU_ASSIGN_OR_RETURN_INNER(status_or, left, expression) \
  auto status_or = (expression);                                  \
  if (!status_or.ok()) return std::move(status_or).status();      \
  left = std::move(status_or).value()

#endif  // LAOWU_STORAGE_STATUS_MACROS_H_

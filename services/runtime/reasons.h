#ifndef LAOWU_SERVICES_RUNTIME_REASONS_H_
#define LAOWU_SERVICES_RUNTIME_REASONS_H_

#include "absl/strings/string_view.h"

// Every ErrorInfo.reason that leaves this system. proto/README.md has the same list with what a
// client should do; a test holds the two together. A reason is never renamed: clients branch on it.
namespace laowu::runtime::reasons {

struct Reason {
  absl::string_view name;
};

inline constexpr Reason kInvalidField{"INVALID_FIELD"};
inline constexpr Reason kPageTokenInvalid{"PAGE_TOKEN_INVALID"};
inline constexpr Reason kNotFound{"NOT_FOUND"};
inline constexpr Reason kAlreadyExists{"ALREADY_EXISTS"};
inline constexpr Reason kEtagMismatch{"ETAG_MISMATCH"};
inline constexpr Reason kConflict{"CONFLICT"};
inline constexpr Reason kWrongState{"WRONG_STATE"};
inline constexpr Reason kVacancyFull{"VACANCY_FULL"};
inline constexpr Reason kVacancyClosed{"VACANCY_CLOSED"};
inline constexpr Reason kWorkerCommitted{"WORKER_COMMITTED"};
inline constexpr Reason kTooManyProposals{"TOO_MANY_PROPOSALS"};
inline constexpr Reason kNoLegalBasis{"NO_LEGAL_BASIS"};
inline constexpr Reason kOutcomeNotPossible{"OUTCOME_NOT_POSSIBLE"};
inline constexpr Reason kNotYourAttestation{"NOT_YOUR_ATTESTATION"};
inline constexpr Reason kUnauthenticated{"UNAUTHENTICATED"};
// Of a method: not for this caller; not through this door, or not in this way; not in this process
// but in another; of no version that this server knows.
inline constexpr Reason kMethodNotAllowed{"METHOD_NOT_ALLOWED"};
inline constexpr Reason kWrongDoor{"WRONG_DOOR"};
inline constexpr Reason kRoleElsewhere{"ROLE_ELSEWHERE"};
inline constexpr Reason kMethodUnknown{"METHOD_UNKNOWN"};
inline constexpr Reason kOutOfScope{"OUT_OF_SCOPE"};
inline constexpr Reason kChangesTruncated{"CHANGES_TRUNCATED"};
inline constexpr Reason kStoreRestored{"STORE_RESTORED"};
// Told in the message alone: services/runtime/watcher_patience.h.
inline constexpr Reason kWatcherCut{"WATCHER_CUT"};
inline constexpr Reason kMatcherNotReady{"MATCHER_NOT_READY"};
inline constexpr Reason kMonitoringNotReady{"MONITORING_NOT_READY"};
inline constexpr Reason kNotFreshEnough{"NOT_FRESH_ENOUGH"};
inline constexpr Reason kQueueFull{"QUEUE_FULL"};
inline constexpr Reason kFilesFull{"FILES_FULL"};
inline constexpr Reason kStopping{"STOPPING"};
inline constexpr Reason kPeerUnavailable{"PEER_UNAVAILABLE"};
inline constexpr Reason kDeadline{"DEADLINE"};
inline constexpr Reason kStore{"STORE"};
inline constexpr Reason kInternal{"INTERNAL"};

inline constexpr Reason kAll[] = {
    kInvalidField,       kPageTokenInvalid,   kNotFound,         kAlreadyExists,
    kEtagMismatch,       kConflict,           kWrongState,       kVacancyFull,
    kVacancyClosed,      kWorkerCommitted,    kTooManyProposals, kNoLegalBasis,
    kOutcomeNotPossible, kNotYourAttestation, kUnauthenticated,  kMethodNotAllowed,
    kWrongDoor,          kRoleElsewhere,      kMethodUnknown,    kOutOfScope,
    kChangesTruncated,   kStoreRestored,      kWatcherCut,       kMatcherNotReady,
    kMonitoringNotReady, kNotFreshEnough,     kQueueFull,        kFilesFull,
    kStopping,           kPeerUnavailable,    kDeadline,         kStore,
    kInternal,
};

}  // namespace laowu::runtime::reasons

#endif  // LAOWU_SERVICES_RUNTIME_REASONS_H_

#ifndef LAOWU_SERVICES_RUNTIME_LIMITS_H_
#define LAOWU_SERVICES_RUNTIME_LIMITS_H_

#include "absl/time/time.h"

// Everything has a limit; all of them stand here and in docs/limits.md.
namespace laowu::runtime::limits {

inline constexpr int kMessageBytes = 4 << 20;
inline constexpr int kAnswerBytes = 64 << 20;  // what a caller of ours takes
inline constexpr int kImportRows = 500;
inline constexpr int kPageSizeDefault = 50;
inline constexpr int kPageSizeMost = 500;
inline constexpr int kAuditLook = 100'000;   // audit records that a page of them looks through
inline constexpr int kAuditResources = 100;  // named of an audit record
inline constexpr int kMatchPageSizeDefault = 20;
inline constexpr int kBatchGet = 100;
inline constexpr int kBatchFind = 100;
inline constexpr int kBatchFindCandidates = 5'000;  // of all parts: some 1.5 MB
inline constexpr int kSearchFilterValues = 100;     // codes in one filter of a search
inline constexpr int kTextChars = 128;
inline constexpr int kNameChars = 50;  // of a person
// Records merged into one another in a row (ratio.md rule 8): what lies further is not followed.
inline constexpr int kMergeChainMost = 16;
inline constexpr int kDescriptionChars = 4000;
inline constexpr int kErrorDetailsBytes =
    4096;  // over TCP 8,000 bytes turn the answer into another error
inline constexpr int kWatchChanges = 500;
// Most of a role. A write waits for its sync on one: as many can share one sync.
inline constexpr int kIoThreads = 64;
inline constexpr int kIoQueue = 1024;
inline constexpr int kCpuQueue = 256;
inline constexpr int kHttpThreads = 512;  // a kept-alive connection holds one
inline constexpr int kHttpBodyBytes = 8 << 20;
inline constexpr int kSeriesFigures = 400;
inline constexpr int kBreakdownParts = 5000;
// Of one write; then CONFLICT. Losers wait a random time (races.h), so fewer than kIoThreads do.
inline constexpr int kCommitAttempts = 32;

inline constexpr absl::Duration kReadDeadline = absl::Seconds(10);
inline constexpr absl::Duration kWriteDeadline = absl::Seconds(30);
inline constexpr absl::Duration kImportDeadline = absl::Seconds(60);
inline constexpr absl::Duration kBackupDeadline = absl::Hours(6);
inline constexpr absl::Duration kInnerCallMargin = absl::Milliseconds(50);
inline constexpr absl::Duration kRetryDelay = absl::Milliseconds(200);
// Of STOPPING: callers with a few tries have some left when the next server is up.
inline constexpr absl::Duration kStoppingDelay = absl::Seconds(1);
inline constexpr absl::Duration kRaceDelay = absl::Milliseconds(50);
inline constexpr absl::Duration kWatchProgressInterval = absl::Milliseconds(250);
inline constexpr absl::Duration kFeedRetention = absl::Hours(7 * 24);
inline constexpr int kFeedEntriesMost = 5'000'000;
inline constexpr absl::Duration kServerDrain = absl::Seconds(10);
inline constexpr absl::Duration kLastAnswers = absl::Milliseconds(100);  // to be on their way
// A machine that is gone without a word is noticed after this and the time for its answer.
inline constexpr absl::Duration kPeerKeepalive = absl::Seconds(20);
inline constexpr absl::Duration kCallerKeepalive = absl::Seconds(60);
inline constexpr absl::Duration kKeepaliveAnswer = absl::Seconds(10);
inline constexpr absl::Duration kCertificateLook = absl::Seconds(1);  // for a replaced certificate

}  // namespace laowu::runtime::limits

#endif  // LAOWU_SERVICES_RUNTIME_LIMITS_H_

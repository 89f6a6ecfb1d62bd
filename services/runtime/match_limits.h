#ifndef LAOWU_SERVICES_RUNTIME_MATCH_LIMITS_H_
#define LAOWU_SERVICES_RUNTIME_MATCH_LIMITS_H_

// Limits of the match role that its callers here heed too; the others stand in limits.h, all of
// them in docs/limits.md.
namespace laowu::runtime::limits {

inline constexpr int kBatchFind = 100;
inline constexpr int kBatchFindCandidates = 5'000;  // of all parts: some 1.5 MB
inline constexpr int kSearchFilterValues = 100;     // codes in one filter of a search

}  // namespace laowu::runtime::limits

#endif  // LAOWU_SERVICES_RUNTIME_MATCH_LIMITS_H_

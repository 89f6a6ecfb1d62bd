#ifndef LAOWU_INTAKE_WORKER_TOLD_PLACES_H_
#define LAOWU_INTAKE_WORKER_TOLD_PLACES_H_

// Where people say that they would go. For worker_texts.cc; clauses are as FactText makes them.
// Pure and thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/worker/worker_texts.h"

namespace laowu::intake {

// "想去中山也想去东莞": parts the second wish off, as a clause of its own.
void PartPlaceWishes(std::string& text);

// Where a clause wishes to work, or how near to home. `bare_before`: words right before the clause;
// `text`: all that is said, by which a bare 古镇 is known to be Zhongshan's.
void TakePlaceWishes(absl::string_view clause, const std::string& bare_before,
                     absl::string_view text, WorkerTold& told);

// The place that a clause refuses ("除了广东都行", "不去深圳"), which may be no place; else empty.
std::string PlaceRefused(absl::string_view clause);

// "不去外省", "外省不考虑", "不出县": what they stay within (省内, 市内, 县内); else empty.
std::string StaysWithin(absl::string_view clause);

// Clauses that may be nothing but a place, where what stands beside them is a wish: "想进厂,中山,
// 6000", "杭州8000起".
void TakeBarePlaces(const std::vector<absl::string_view>& clauses, WorkerTold& told);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_WORKER_TOLD_PLACES_H_

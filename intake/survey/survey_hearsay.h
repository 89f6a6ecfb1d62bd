#ifndef LAOWU_INTAKE_SURVEY_SURVEY_HEARSAY_H_
#define LAOWU_INTAKE_SURVEY_SURVEY_HEARSAY_H_

// Who says what a survey's remarks say. A village's sheet is filled by what people say of
// themselves and families of theirs; what a neighbour, an employer or a village's head says is
// hearsay. Pure; thread-safe.

#include <cstdint>

#include "absl/strings/string_view.h"

namespace laowu::intake {

enum class Source : std::uint8_t { kUnsaid, kOwn, kHeard };

// Of a folded clause: "他妈说在昆山" → kOwn, and the clause without its first words;
// "邻居说去了福建", "听他妈说" → kHeard. "说好", "没说" tell of nobody.
Source TakeSource(absl::string_view& clause);

// "听说在广东", "可能去浙江了": nobody who knows has said so.
bool IsHearsay(absl::string_view clause);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SURVEY_SURVEY_HEARSAY_H_

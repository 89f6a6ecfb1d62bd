#ifndef LAOWU_INTAKE_SCRUB_SUSPICIONS_H_
#define LAOWU_INTAKE_SCRUB_SUSPICIONS_H_

// Words of a posting that often stand in a fraud ("刷单", "缅北", "在家打字"), or say that pay or
// papers are kept back ("压15天工资", "扣身份证"). They stay in the text, for a person to judge.
// Pure and thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "intake/text/asked_text.h"

namespace laowu::intake {

struct Suspicion {
  absl::string_view reason;   // reason::kFraudSuspected, reason::kPayWithheld
  absl::string_view message;  // what to look at, in Chinese and English
  std::string words;          // as they stand in the text
};

// Each kind once. What is denied ("不压工资", "拒绝刷单") is none.
std::vector<Suspicion> FindSuspicions(absl::string_view text);
// `asked` is `text`.
std::vector<Suspicion> FindSuspicions(absl::string_view text, const AskedText& asked);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SUSPICIONS_H_

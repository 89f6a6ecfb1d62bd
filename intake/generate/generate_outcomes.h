#ifndef LAOWU_INTAKE_GENERATE_GENERATE_OUTCOMES_H_
#define LAOWU_INTAKE_GENERATE_GENERATE_OUTCOMES_H_

// Plausible made-up outcomes of made-up people (generate.h), as the CSV file that a bureau would
// send: who went away when, where to, by which way and for what pay, who came back, and who went
// again. Shares, places and pay are our own judgement, only meant to look plausible.
//
// Never of anybody real: the file of workers must say that it is made up, and only its people with
// numbers of the unassigned prefix are spoken of. The rows depend on (seed, the people) alone and
// are the same on every machine; a longer file begins with the shorter.

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "intake/generate/generate.h"

namespace laowu::intake {

struct OutcomeOptions {
  std::int64_t count = 0;  // rows; at most one a person who may be spoken of
  std::uint64_t seed = 1;
  absl::CivilDay as_of = absl::CivilDay(2026, 7, 1);  // nothing happens later
};

// `workers`: the bytes of a CSV file with the columns 姓名 and 身份证号; its people are held in
// memory. INVALID_ARGUMENT: it cannot be read, does not say that it is made up, or has too few
// people who were 16 a month before `as_of`.
absl::Status GenerateOutcomes(const OutcomeOptions& options, absl::string_view workers,
                              const WriteBytes& write);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_GENERATE_GENERATE_OUTCOMES_H_

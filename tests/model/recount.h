#ifndef LAOWU_TESTS_MODEL_RECOUNT_H_
#define LAOWU_TESTS_MODEL_RECOUNT_H_

// A second, deliberately simple implementation of ratio.md, for comparing the book with. It lives
// through every day of a person one by one and shares nothing with the book but the plain entries.

#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "ratio/reports.h"

namespace laowu::ratio {

struct Told {
  std::vector<WorkerFact> facts;
  std::vector<Outcome> outcomes;
  std::vector<Attestation> attestations;
  std::vector<OrganizerFact> organizer_facts;

  std::size_t size() const {
    return facts.size() + outcomes.size() + attestations.size() + organizer_facts.size();
  }
};

struct RecountQuestion {
  std::string division;
  absl::CivilDay day;
  absl::Time known_at;
  Strictness strictness;
  Boundary boundary;
  reference::Carry carry;
};

// The first day on which anything happens in the lives that are compared.
inline constexpr absl::CivilDay kFirstDay(2026, 1, 1);

// Policy: the newest. Codes are judged by their digits, so that only divisions that do not change
// may be told of.
Figures RecountFigures(const Told& told, const RecountQuestion& question);

// The day of the question is not read.
PeriodFigures RecountPeriod(const Told& told, const RecountQuestion& question, const DaySpan& span);

// The same of one part, as RatioBook::PeriodParts names it; not by child division.
struct RecountPart {
  Breakdown breakdown;
  std::string key;
  int number;
};
PeriodFigures RecountPeriod(const Told& told, const RecountQuestion& question, const DaySpan& span,
                            const RecountPart& part);

}  // namespace laowu::ratio

#endif  // LAOWU_TESTS_MODEL_RECOUNT_H_

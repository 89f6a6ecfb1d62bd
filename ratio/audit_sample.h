#ifndef LAOWU_RATIO_AUDIT_SAMPLE_H_
#define LAOWU_RATIO_AUDIT_SAMPLE_H_

// The audit of a figure (ratio.md, "Audit"): persons of D, drawn by lot in proportion to strata of
// township, channel and organiser, and the ratio as what they say corrects it.
// deploy/audit/audit_sample.py does the same from an audit pack, to the same persons and numbers:
// tests/model/extract_model_test.cc holds the two together. Pure; thread-safe.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "ratio/counting.h"
#include "ratio/entries.h"
#include "reference/policy.h"

namespace laowu::ratio {

// As RatioBook::AuditPersons.
std::vector<AuditPerson> AuditPersonsOf(const reference::Divisions& divisions,
                                        const Entries& entries, const std::string& division,
                                        const Question& question);

// The lot of a person by name, the same each time it is asked; lots decide by order of bytes.
using Lot = std::function<std::string(absl::string_view name)>;

// `size` of `persons`, or all if there are fewer: of each stratum in proportion, largest remainders
// rounded up, and within it those of the lowest lots. In order of stratum (division, channel by its
// name, organiser), then of lot. Lots and names that are drawn do not hang on the order of
// `persons`.
std::vector<AuditPerson> DrawAuditSample(std::vector<AuditPerson> persons, std::int64_t size,
                                         const Lot& lot);

// Persons of a sample who were reached.
struct AuditCounts {
  std::int64_t organized = 0;        // recorded organised
  std::int64_t truly_organized = 0;  // of them, truly so
  std::int64_t others = 0;           // not recorded organised
  std::int64_t truly_others = 0;     // of them, organised all the same
};
// Shares of 1.
struct CorrectedRatio {
  double ratio = 0;   // a R + b (1 - R)
  double low = 0;     // of the 95 % interval
  double high = 0;    //
  double needed = 0;  // what `ratio` must reach to certify 70 % with this many answers
  bool certified = false;
};
// `recorded_ratio`, R, is O / D. nullopt: nobody was reached of a group that has people.
std::optional<CorrectedRatio> CorrectRatio(double recorded_ratio, const AuditCounts& counts);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_AUDIT_SAMPLE_H_

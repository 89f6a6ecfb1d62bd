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

// Persons of a sample; of who was reached but for the first.
struct AuditCounts {
  std::int64_t drawn = 0;
  std::int64_t organized = 0;        // recorded organised
  std::int64_t truly_organized = 0;  // of them, truly so
  std::int64_t others = 0;           // not recorded organised
  std::int64_t truly_others = 0;     // of them, organised all the same
};
// What stands against certifying 70 %: the conditions below that do not hold.
enum class AuditLack { kReachedTooFew, kRatioBelowNeeded, kIntervalBelowTarget };
// Shares of 1.
struct CorrectedRatio {
  double ratio = 0;              // a R + b (1 - R)
  double low = 0;                // of the 95 % interval
  double high = 0;               //
  double needed = 0;             // what `ratio` must reach, if not all else, with this many answers
  std::vector<AuditLack> lacks;  // in the order of the enum; empty: 70 % is certified
};
// `recorded_ratio`, R, is O / D. nullopt: nobody was reached of a group that has people.
//
// The interval. a and b each have Wilson's score interval of their own answers (E. B. Wilson,
// Journal of the American Statistical Association 22, 1927, 209-212), which has a width where all
// answers agree, and a large one where they are few. The interval of a R + b (1 - R) is made of
// the two by the method of variance estimates recovery (R. G. Newcombe, Statistics in Medicine 17,
// 1998, 873-890, method 10; for any weights G. Y. Zou, W. Huang, X. Zhang, Computational Statistics
// & Data Analysis 53, 2009, 1080-1085): on either side the distances of the two bounds from their
// shares, by their weights, are squared, added, and the root taken. R is a count of all, not drawn.
//
// 70 % is certified where all three hold:
// 1. at least half of the drawn were reached. Of fewer than that, those who do not answer decide,
//    and no interval knows of them; half is a convention, not a bound.
// 2. ratio >= needed = 0.70 + 1.645 sqrt(0.7 * 0.3 / n), n of all who were reached: 74.2 % of 323
//    (ratio.md). It is the same as: Wilson's one-sided 95 % bound of n simple draws is 70 % or
//    more.
// 3. low >= 0.70, which the second does not see to: n counts everybody, and the share that bears
//    the ratio may rest on one of them. Where both groups were reached in proportion and a and b
//    lie apart, the third holds with the second; where they lie close it asks for 75.0 % of 323,
//    and where few of one group were reached for more.
std::optional<CorrectedRatio> CorrectRatio(double recorded_ratio, const AuditCounts& counts);

}  // namespace laowu::ratio

#endif  // LAOWU_RATIO_AUDIT_SAMPLE_H_

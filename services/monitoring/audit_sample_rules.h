#ifndef LAOWU_SERVICES_MONITORING_AUDIT_SAMPLE_RULES_H_
#define LAOWU_SERVICES_MONITORING_AUDIT_SAMPLE_RULES_H_

// Samples of a publication: how persons are drawn, which answers are taken, and the ratio as they
// correct it. Pure.

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/audit_samples.pb.h"
#include "laowu/v1/monitoring_service.pb.h"
#include "ratio/ratio_book.h"
#include "services/runtime/field_checks.h"
#include "services/runtime/principal.h"

namespace laowu::monitoring {

inline constexpr int kSampleSizeDefault = 323;  // for ± 5 points (ratio.md)
inline constexpr int kSampleSizeMost = 1'000;   // one for ± 3 points is of 897
inline constexpr int kAnswersMost = 1'000;      // in one call
inline constexpr int kAnswersOfSampleMost = 10'000;

// 32 hex digits.
bool IsPseudonym(absl::string_view text);

// Of a seed and a size the same, so that a sample is drawn once.
std::string SampleIdOf(absl::string_view seed, int size);

// The seed that the server drew for a publication. It follows from the random bytes that its
// pseudonyms are made with, which were drawn with it and leave the server never: so it is one for
// all draws, and known to nobody before the first.
std::string DrawnSeed(const std::string& pseudonym_key);
// The seed of a draw that asks for `asked`, by `role`; `drawn`: the server's own. A county bureau
// chooses none: the figure is its own.
std::string SeedOf(const std::string& asked, const std::string& drawn, runtime::PrincipalRole role,
                   runtime::FieldChecks& checks);

// The persons that `seed` and `size` draw of `persons`, who bear pseudonyms.
std::vector<v1::AuditSamplePerson> DrawPersons(std::vector<ratio::AuditPerson> persons,
                                               const v1::Publication& publication,
                                               const std::string& seed, int size);

// What can be said of answers without the sample.
void CheckAnswerFields(const v1::RecordAuditAnswersRequest& request, runtime::FieldChecks& checks);
// Each is of a person of `sample`, called on one of `days`.
struct CallDays {
  absl::CivilDay draw;
  absl::CivilDay today;
};
void CheckAnswersOf(const v1::AuditSample& sample, const v1::RecordAuditAnswersRequest& request,
                    const CallDays& days, runtime::FieldChecks& checks);

// Adds answers, the oldest first, to their persons.
void AddAnswers(std::vector<v1::AuditAnswer> answers, v1::AuditSample& sample);
// Works the result out from the answers that count.
void FillResult(const v1::Publication& publication, v1::AuditSample& sample);

}  // namespace laowu::monitoring

#endif  // LAOWU_SERVICES_MONITORING_AUDIT_SAMPLE_RULES_H_

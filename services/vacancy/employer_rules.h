#ifndef LAOWU_SERVICES_VACANCY_EMPLOYER_RULES_H_
#define LAOWU_SERVICES_VACANCY_EMPLOYER_RULES_H_

// Who an employer is, under which names, and when it is blocked. Pure: no gRPC, no store, no clock.

#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/employer_name.h"
#include "services/runtime/field_checks.h"

namespace laowu::vacancy {

// Names that stand for one employer, at most; what is over stays an employer of its own.
inline constexpr int kAliasesMost = 100;
// Blocks an employer may have on record.
inline constexpr int kBlocksMost = 100;

using runtime::CreditCodeOf;
using runtime::EmployerName;
using runtime::IsNamedByDigest;

// The code's form must be right, and its check character too unless `accept_invalid` (real codes
// exist that fail it; standards.md). Nothing is said of an empty one.
void CheckCreditCode(absl::string_view credit_code, absl::string_view path, bool accept_invalid,
                     runtime::FieldChecks& checks);

// The name under which the employer stands: what `employer` is an alias of, else itself.
const std::string& CanonicalName(const v1::Employer& employer);

// Makes `alias` a name of `canonical`, which takes over its blocks, since a block holds for every
// name. False, and nothing is changed, if it stands for another employer already, has names of its
// own, or kAliasesMost is reached.
bool LinkAlias(v1::Employer& alias, v1::Employer& canonical);

// A block in force on `day`; nullptr if none.
const v1::Employer::Block* BlockOn(const v1::Employer& employer, absl::CivilDay day);

// Whether a block was begun, or ended, by these words: what a request that comes again would find.
bool HasBlock(const v1::Employer& employer, absl::CivilDay start, absl::string_view reason);
bool HasBlockEnd(const v1::Employer& employer, absl::CivilDay end);

// Ends on `day` every block that would be in force on it: of several, as names that became one
// bring them, none may outlive the word that the employer is free. False if there is none.
bool EndBlocks(v1::Employer& employer, absl::CivilDay day);

// Why EndBlocks has nothing to end on `day`, Chinese first, with what would be done: of a block
// that is yet to come, and of the last one that had ended by then.
std::string WhyNoBlockOn(const v1::Employer& employer, absl::CivilDay day);

}  // namespace laowu::vacancy

#endif  // LAOWU_SERVICES_VACANCY_EMPLOYER_RULES_H_

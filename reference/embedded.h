#ifndef LAOWU_REFERENCE_EMBEDDED_H_
#define LAOWU_REFERENCE_EMBEDDED_H_

// The bytes of the tables below data/, put into the binary by laowu_embed
// (reference/CMakeLists.txt).

#include "absl/strings/string_view.h"

namespace laowu::embedded {

extern const absl::string_view kDivisionsTable;       // data/divisions/divisions.csv
extern const absl::string_view kCountriesTable;       // data/countries/countries.csv
extern const absl::string_view kOccupationsTable;     // data/occupations/occupations.csv
extern const absl::string_view kAliasesTable;         // data/aliases/aliases.csv
extern const absl::string_view kSkillGroupsTable;     // data/skills/groups.csv
extern const absl::string_view kSkillsTable;          // data/skills/skills.csv
extern const absl::string_view kMarginalsTable;       // data/migrants/marginals.csv
extern const absl::string_view kPoliciesTable;        // data/policy/policies.csv
extern const absl::string_view kPolicyChannelsTable;  // data/policy/channels.csv

}  // namespace laowu::embedded

#endif  // LAOWU_REFERENCE_EMBEDDED_H_

#ifndef LAOWU_INTAKE_SKILL_SKILL_PAPERS_H_
#define LAOWU_INTAKE_SKILL_SKILL_PAPERS_H_

// Trades for which one needs a paper, and where a posting asks for it without naming it again:
// "叉车工,持证上岗", "挖机师傅,带操作证", "货车司机,C1". For the vacancy reader alone. Pure and
// thread-safe.

#include "absl/strings/string_view.h"

namespace laowu::intake {

// Whether nobody may do the work without a paper: driving, lifting, welding, electrics …
bool NeedsPaper(absl::string_view skill_code);

// Whether a clause of its own asks for "the paper"; not "持证优先", "有证另加500".
bool AsksForThePaper(absl::string_view text);

// Whether the job is to drive on roads, by its class or title: a class of licence that such a
// posting names is the one that the driver must have.
bool IsDriversJob(absl::string_view occupation_code, absl::string_view title);

// "c1", "b2驾驶证", "a2本": words that name a licence.
bool NamesLicence(absl::string_view words);

// "c1", "b2", folded: a class of licence and nothing else, which is as well a door of a station or
// a block of an estate.
bool IsBareLicenceClass(absl::string_view name);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_SKILL_PAPERS_H_

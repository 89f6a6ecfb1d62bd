#ifndef LAOWU_INTAKE_SKILL_EXPIRED_PAPERS_H_
#define LAOWU_INTAKE_SKILL_EXPIRED_PAPERS_H_

// Certificates that a person's text says to have run out, to be lost or taken away:
// "低压电工证(2024年到期)", "叉车证,已过期", "驾照吊销了", "厨师证丢了". Pure and thread-safe.

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace laowu::intake {

// `text` without what names such a certificate; those pieces go to `expired`. A year alone counts
// to its end, a month to its last day. Who "会开" all the same keeps the skill. "未过期" and a day
// that lies ahead leave it as it is, and so does what is said of a contract.
std::string WithoutExpiredPapers(absl::string_view text, absl::CivilDay as_of,
                                 std::vector<std::string>& expired);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SKILL_EXPIRED_PAPERS_H_

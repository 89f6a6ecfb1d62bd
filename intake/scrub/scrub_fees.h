#ifndef LAOWU_INTAKE_SCRUB_SCRUB_FEES_H_
#define LAOWU_INTAKE_SCRUB_SCRUB_FEES_H_

// Deposits and fees that a posting asks for. For scrub.cc. Pure and thread-safe.

#include <string>
#include <vector>

namespace laowu::intake {

// "押金200", "进厂费600", "预缴水电300", as written; not what is denied or nothing (不收押金,
// 报名费:无, 报名费0元).
std::vector<std::string> FindFees(const std::string& text);

}  // namespace laowu::intake

#endif  // LAOWU_INTAKE_SCRUB_SCRUB_FEES_H_

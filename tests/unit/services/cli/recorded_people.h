#ifndef LAOWU_TESTS_UNIT_SERVICES_CLI_RECORDED_PEOPLE_H_
#define LAOWU_TESTS_UNIT_SERVICES_CLI_RECORDED_PEOPLE_H_

// People of 520281 and what happened to them, as the principal "bureau" of a process sends them.

#include <functional>
#include <string>

#include "absl/time/civil_time.h"
#include "laowu/v1/placement_service.pb.h"
#include "laowu/v1/worker_service.pb.h"
#include "tests/system/test_process.h"

namespace laowu::cli {

// A rural person of 520281001 by consent, named 样例 and the serial, whose number the serial makes;
// then `more`. workers/…; a failed expectation and empty where it is refused.
std::string ImportPerson(testing::TestProcess& process, int serial,
                         const std::function<void(v1::Worker&)>& more = nullptr,
                         absl::CivilDay as_of = absl::CivilDay(2026, 1, 1));

// At work in 442000118, where the type says so. The outcome as it stands; a failed expectation and
// an empty one where it is refused.
v1::Outcome RecordOutcome(testing::TestProcess& process, const std::string& worker,
                          v1::Outcome::Type type, absl::CivilDay day, v1::Channel channel,
                          const std::string& organizer = "");

// organizers/company, a labour company of 520200 with a licence since 2020, as the principal
// "admin" records it.
void CreateCompany(testing::TestProcess& process);

// ImportPerson's `serial`, away since 1 March 2026 by the company, which has not said so yet.
// outcomes/… of the arrival.
std::string RecordCompanyArrival(testing::TestProcess& process, int serial);

}  // namespace laowu::cli

#endif  // LAOWU_TESTS_UNIT_SERVICES_CLI_RECORDED_PEOPLE_H_

#ifndef LAOWU_TESTS_UNIT_SERVICES_WORKER_MERGE_FIXTURE_H_
#define LAOWU_TESTS_UNIT_SERVICES_WORKER_MERGE_FIXTURE_H_

// The worker role with bureaus of more counties, and rows of one person from two of them.

#include <string>

#include "worker_fixture.h"

namespace laowu::worker {

inline constexpr absl::CivilDay kMay(2026, 5, 1);
inline constexpr absl::CivilDay kJune(2026, 6, 1);
inline constexpr char kZhongshanBureau[] = "zhongshan-bureau";
inline constexpr char kLiuzhiToo[] = "liuzhi-2";
inline constexpr char kRequestId[] = "123e4567-e89b-12d3-a456-426614174000";

class MergeTest : public WorkerFixture {
 protected:
  MergeTest() {
    role_.AddPrincipal(kZhongshanBureau, "county-bureau", "520201");
    role_.AddPrincipal(kLiuzhiToo, "county-bureau", "520203");
  }

  static v1::Worker LiuzhiRow(int sequence = 101) {
    v1::Worker row = Row(sequence);
    row.set_division_code(kYanjiao);
    row.mutable_personal_details()->set_phone_number("13900000000");
    return row;
  }
  static v1::Worker InCounty(const char* township) {
    v1::Worker row = Row();
    row.set_division_code(township);
    return row;
  }
  absl::StatusOr<v1::Worker> Merge(const std::string& id, const std::string& name,
                                   const std::string& merged, const std::string& request_id = "",
                                   bool accept_differences = true) {
    v1::MergeWorkersRequest request;
    request.set_accept_differences(accept_differences);
    if (accept_differences) request.set_reference("公安证明第1号");
    request.set_name(name);
    request.set_merged_worker(merged);
    request.set_purpose("same papers");
    request.set_request_id(request_id);
    return role_.Call(id, &Stub::MergeWorkers, request);
  }
  absl::StatusOr<v1::Worker> Unmerge(const std::string& id, const std::string& name,
                                     const std::string& request_id = "") {
    v1::UnmergeWorkersRequest request;
    request.set_name(name);
    request.set_purpose("two people after all");
    request.set_request_id(request_id);
    return role_.Call(id, &Stub::UnmergeWorkers, request);
  }
};

}  // namespace laowu::worker

#endif  // LAOWU_TESTS_UNIT_SERVICES_WORKER_MERGE_FIXTURE_H_

#ifndef LAOWU_TESTS_SUPPORT_STATUS_MATCHERS_H_
#define LAOWU_TESTS_SUPPORT_STATUS_MATCHERS_H_

// The matchers that newer Abseil has and this one lacks:
//   EXPECT_THAT(status_or, IsOk());
//   EXPECT_THAT(status_or, StatusIs(absl::StatusCode::kAborted, HasSubstr("etag")));
//   LAOWU_ASSERT_OK_AND_ASSIGN(auto value, Function());

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace laowu::testing {

inline const absl::Status& GetStatus(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& GetStatus(const absl::StatusOr<T>& status) {
  return status.status();
}

MATCHER(IsOk, "is OK") {
  *result_listener << GetStatus(arg).ToString();
  return GetStatus(arg).ok();
}
MATCHER_P(StatusIs, code, "has the status code") {
  *result_listener << GetStatus(arg).ToString();
  return GetStatus(arg).code() == code;
}
MATCHER_P2(StatusIs, code, message, "has the status code and a matching message") {
  *result_listener << GetStatus(arg).ToString();
  return GetStatus(arg).code() == code &&
         ::testing::ExplainMatchResult(message, std::string(GetStatus(arg).message()),
                                       result_listener);
}

}  // namespace laowu::testing

#define LAOWU_TEST_CONCAT_INNER(a, b) a##b
#define LAOWU_TEST_CONCAT(a, b) LAOWU_TEST_CONCAT_INNER(a, b)
#define LAOWU_ASSERT_OK_AND_ASSIGN(lhs, expression) \
  LAOWU_ASSERT_OK_AND_ASSIGN_INNER(LAOWU_TEST_CONCAT(status_or_, __LINE__), lhs, expression)
#define LAOWU_ASSERT_OK_AND_ASSIGN_INNER(status_or, lhs, expression) \
  auto status_or = (expression);                                     \
  ASSERT_TRUE(status_or.ok()) << status_or.status().ToString();      \
  lhs = std::move(status_or).value()

#define EXPECT_OK(expression) EXPECT_THAT((expression), ::laowu::testing::IsOk())
#define ASSERT_OK(expression) ASSERT_THAT((expression), ::laowu::testing::IsOk())

#endif  // LAOWU_TESTS_SUPPORT_STATUS_MATCHERS_H_

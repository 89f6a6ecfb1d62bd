// One row a method, and a method without a row does not start.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "google/protobuf/descriptor.pb.h"
#include "laowu/v1/match_service.pb.h"
#include "laowu/v1/vacancy_service.pb.h"
#include "services/runtime/access.h"
#include "tests/support/status_matchers.h"

namespace laowu::runtime {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(AccessTable, NoMethodStandsTwice) {
  std::set<absl::string_view> seen;
  for (const auto& row : AccessTable()) EXPECT_TRUE(seen.insert(row.method).second) << row.method;
}

TEST(AccessTable, EveryRowLetsSomebodyIn) {
  for (const auto& row : AccessTable()) EXPECT_NE(row.roles, 0U) << row.method;
}

TEST(AccessTable, MethodsOfTheApiHaveRows) {
  EXPECT_OK(CheckServiceHasAccess(
      *v1::Vacancy::descriptor()->file()->FindServiceByName("VacancyService")));
  EXPECT_OK(CheckServiceHasAccess(
      *v1::Candidate::descriptor()->file()->FindServiceByName("MatchService")));
}

TEST(AccessTable, AServiceWithAMethodWithoutARowIsNamed) {
  google::protobuf::FileDescriptorProto file;
  file.set_name("made_up.proto");
  file.set_package("laowu.v1");
  file.add_message_type()->set_name("Nothing");
  auto* service = file.add_service();
  service->set_name("MadeUpService");
  auto* method = service->add_method();
  method->set_name("DoIt");
  method->set_input_type(".laowu.v1.Nothing");
  method->set_output_type(".laowu.v1.Nothing");
  google::protobuf::DescriptorPool pool;
  const auto* built = pool.BuildFile(file);
  ASSERT_NE(built, nullptr);
  EXPECT_THAT(
      CheckServiceHasAccess(*built->service(0)),
      StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("laowu.v1.MadeUpService/DoIt")));
}

TEST(Scope, AnEmptyScopeHoldsNothing) {
  const Principal nobody{"x", PrincipalRole::kCountyBureau, "", "", ""};
  EXPECT_THAT(RequireDivision(nobody, "520281"), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(RequireDivision(nobody, ""), StatusIs(absl::StatusCode::kPermissionDenied));
  const Principal office{"y", PrincipalRole::kOffice, "", "", ""};
  EXPECT_THAT(RequireOffice(office, ""), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST(Scope, PrefixesNest) {
  const Principal city{"c", PrincipalRole::kCityBureau, "5202", "", ""};
  EXPECT_OK(RequireDivision(city, "520281101"));
  EXPECT_THAT(RequireDivision(city, "520302"), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST(Scope, AnOfficeIsHeldAgainstTheOfficeAndABureauAgainstTheDivision) {
  const Principal office{"o", PrincipalRole::kOffice, "", "offices/a", ""};
  EXPECT_OK(RequireEither(office, "520281", "offices/a"));
  EXPECT_THAT(RequireEither(office, "520281", "offices/b"),
              StatusIs(absl::StatusCode::kPermissionDenied));
  const Principal bureau{"b", PrincipalRole::kCountyBureau, "520281", "", ""};
  EXPECT_OK(RequireEither(bureau, "520281101", "offices/b"));
  EXPECT_THAT(RequireEither(bureau, "520203", "offices/a"),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

// standards.md: 520222 (and 520202 before it) went into 520281 as a whole; of 520221 five townships
// went to 520201, the others to 520204. A county answers for its own past and for nobody else's.
TEST(Scope, WhatWentIntoItAsAWholeIsItsOwnPast) {
  const Principal panzhou{"p", PrincipalRole::kCountyBureau, "520281", "", ""};
  for (const char* own : {"520222", "520202", "520222101", "520222101201"}) {
    EXPECT_OK(RequireDivision(panzhou, own)) << own;
  }
  const Principal shuicheng{"s", PrincipalRole::kCountyBureau, "520204", "", ""};
  EXPECT_OK(RequireDivision(shuicheng, "520221001"));  // 双水, which came to it
  EXPECT_FALSE(DivisionInScope(shuicheng, "520221"));
  EXPECT_FALSE(DivisionInScope(shuicheng, "520221111"));  // 木果, which went to 520201
  EXPECT_FALSE(DivisionInScope(shuicheng, "520221999")) << "where it went is not known";
  EXPECT_FALSE(DivisionInScope(shuicheng, "520222"));
  const Principal zhongshan{"z", PrincipalRole::kCountyBureau, "520201", "", ""};
  EXPECT_OK(RequireDivision(zhongshan, "520221111"));
  EXPECT_FALSE(DivisionInScope(zhongshan, "520221"));
  EXPECT_THAT(RequireDivision(shuicheng, "520221"),
              StatusIs(absl::StatusCode::kPermissionDenied,
                       AllOf(HasSubstr("parts of which went elsewhere"), HasSubstr("townships"),
                             HasSubstr("乡镇"))));
  const Principal nobody{"x", PrincipalRole::kCountyBureau, "", "", ""};
  EXPECT_FALSE(DivisionInScope(nobody, "520222"));
}

// What to do stands in the refusal: whose matter it is, or to ask for less. Only who asked for more
// than all of its scope is sent to an administrator, and only what was asked for decides which, so
// that nothing is told of any record.
TEST(Scope, ARefusalSaysWhatToDo) {
  const Principal bureau{"b", PrincipalRole::kCountyBureau, "520281", "", ""};
  for (const char* another : {"520203", "520203101", ""}) {
    EXPECT_THAT(RequireDivision(bureau, another),
                StatusIs(absl::StatusCode::kPermissionDenied,
                         AllOf(HasSubstr("its own bureau"), HasSubstr("division 520281"),
                               Not(HasSubstr("administrator")))))
        << another;
  }
  EXPECT_THAT(RequireDivision(bureau, "5202"),
              StatusIs(absl::StatusCode::kPermissionDenied,
                       AllOf(HasSubstr("all of division 5202"), HasSubstr("or a part of it"),
                             HasSubstr("administrator"))));
  EXPECT_THAT(NoWorkerInScope(bureau, "workers/w"),
              StatusIs(absl::StatusCode::kPermissionDenied,
                       AllOf(HasSubstr("workers/w"), Not(HasSubstr("administrator")))));
  const Principal office{"o", PrincipalRole::kOffice, "", "offices/a", ""};
  EXPECT_THAT(RequireOffice(office, "offices/b"),
              StatusIs(absl::StatusCode::kPermissionDenied,
                       AllOf(HasSubstr("ask that office"), HasSubstr("offices/a"),
                             Not(HasSubstr("offices/b")), Not(HasSubstr("administrator")))));
  const Principal organizer{"r", PrincipalRole::kOrganizer, "", "", "organizers/a"};
  EXPECT_THAT(RequireOrganizer(organizer, "organizers/b"),
              StatusIs(absl::StatusCode::kPermissionDenied, HasSubstr("tell the county")));
}

}  // namespace
}  // namespace laowu::runtime

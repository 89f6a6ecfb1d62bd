// IdentifyWorkers: whom a list speaks of. A wrong person's outcome is a wrong ratio, so what does
// not agree is told, and nothing is told of people outside the scope.

#include "absl/strings/str_cat.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::HasSubstr;

using Response = v1::IdentifyWorkersResponse;

class IdentifyTest : public WorkerFixture {
 protected:
  static v1::IdentifyWorkersRequest::Person Person(const std::string& reference,
                                                   const std::string& number,
                                                   const std::string& name = "") {
    v1::IdentifyWorkersRequest::Person person;
    person.set_reference(reference);
    person.set_identity_number(number);
    person.set_display_name(name);
    return person;
  }
  absl::StatusOr<Response> Ask(const std::string& id,
                               const std::vector<v1::IdentifyWorkersRequest::Person>& persons) {
    v1::IdentifyWorkersRequest request;
    for (const auto& person : persons) *request.add_persons() = person;
    request.set_purpose("import of outcomes");
    return role_.Call(id, &Stub::IdentifyWorkers, request);
  }
};

TEST_F(IdentifyTest, ReferenceNumberAndNameAreHeldAgainstEachOther) {
  v1::Worker first = Row(101);
  first.set_source_reference("A-17");
  const std::string name = Create(kPanzhou, first);
  const std::string other = Create(kPanzhou, Row(103));
  const std::string number = first.personal_details().identity_number();
  const std::string id = name.substr(name.find('/') + 1);
  struct Case {
    v1::IdentifyWorkersRequest::Person person;
    Response::Result result;
    std::string worker;
    bool name_differs;
  };
  const Case cases[] = {
      {Person("", number), Response::FOUND, name, false},
      {Person(name, ""), Response::FOUND, name, false},
      {Person(id, ""), Response::FOUND, name, false},
      {Person("A-17", ""), Response::FOUND, name, false},
      {Person("A-17", number, "阿依古丽 • 买买提"), Response::FOUND, name, false},
      {Person("", number, "王某"), Response::FOUND, name, true},
      {Person("3", number), Response::FOUND, name, false},  // the list's own count
      {Person(other, number), Response::TWO_PERSONS, "", false},
      {Person(name, IdentityNumber(absl::CivilDay(1991, 1, 1), 105)), Response::TWO_PERSONS, "",
       false},
      {Person("", IdentityNumber(absl::CivilDay(1991, 1, 1), 105)), Response::NOT_FOUND, "", false},
      {Person("workers/nobody", ""), Response::NOT_FOUND, "", false},
      {Person("", "529999199005010000"), Response::NUMBER_NOT_VALID, "", false},
  };
  std::vector<v1::IdentifyWorkersRequest::Person> persons;
  for (const Case& c : cases) persons.push_back(c.person);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Ask(kPanzhou, persons));
  ASSERT_EQ(response.persons_size(), std::size(cases));
  for (int i = 0; i < response.persons_size(); ++i) {
    const Case& c = cases[i];
    EXPECT_EQ(response.persons(i).result(), c.result) << i;
    EXPECT_EQ(response.persons(i).worker(), c.worker) << i;
    EXPECT_EQ(response.persons(i).name_differs(), c.name_differs) << i;
  }
}

// One record of the asking for a whole list, also where nobody is found.
TEST_F(IdentifyTest, AnotherCountyFindsNobodyAndThatIsAudited) {
  const std::string name = Create(kPanzhou, Row());
  const size_t before = Audits().size();
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto response,
      Ask(kLiuzhi, {Person(name, ""), Person("", Row().personal_details().identity_number()),
                    Person(name, Row().personal_details().identity_number(), "王某")}));
  for (const auto& person : response.persons()) {
    EXPECT_EQ(person.DebugString(), "result: NOT_FOUND\n");
  }
  ASSERT_EQ(Audits().size(), before + 1);
  EXPECT_EQ(Audits().back().principal(), kLiuzhi);
  store_->fail_commits = absl::UnavailableError("refuses writes");
  EXPECT_THAT(Ask(kPanzhou, {Person(name, "")}), StatusIs(absl::StatusCode::kUnavailable));
}

// The record that stands for both is the one that outcomes belong to.
TEST_F(IdentifyTest, AMergedRecordIsThePersonThatStandsForBoth) {
  const std::string stands = Create(kPanzhou, Row(101));
  const std::string merged = Create(kPanzhou, Row(103));
  v1::MergeWorkersRequest merge;
  merge.set_name(stands);
  merge.set_merged_worker(merged);
  merge.set_purpose("same person");
  merge.set_accept_differences(true);  // two numbers
  merge.set_reference("公安证明第1号");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::MergeWorkers, merge));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto response,
      Ask(kPanzhou, {Person(merged, ""), Person("", Row(103).personal_details().identity_number()),
                     Person(merged, Row(101).personal_details().identity_number())}));
  for (const auto& person : response.persons()) EXPECT_EQ(person.worker(), stands);
}

TEST_F(IdentifyTest, WhatIsMissingIsToldAtOnce) {
  const auto status =
      Ask(kPanzhou, {Person("", "", "王某"), Person(std::string(200, 'x'), "")}).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("persons[0]")));
  EXPECT_THAT(status.ToString(), HasSubstr("persons[1].reference"));
  EXPECT_THAT(Ask(kPanzhou, std::vector<v1::IdentifyWorkersRequest::Person>(501, Person("x", ""))),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("500")));
}

}  // namespace
}  // namespace laowu::worker

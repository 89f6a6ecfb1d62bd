// Offices of partner cities (vacancy_service.proto).

#include "vacancy_fixture.h"

namespace laowu::vacancy {
namespace {

using ::laowu::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class OfficeTest : public VacancyFixture {
 protected:
  absl::StatusOr<v1::Office> GetOffice(const std::string& name) {
    v1::GetOfficeRequest request;
    request.set_name(name);
    return role_.Call(kPanzhou, &Stub::GetOffice, request);
  }
  absl::StatusOr<v1::Office> UpdateOffice(const v1::Office& office,
                                          const std::vector<std::string>& mask = {},
                                          const std::string& request_id = "",
                                          const std::string& caller = kAdministrator) {
    v1::UpdateOfficeRequest request;
    *request.mutable_office() = office;
    for (const std::string& path : mask) request.mutable_update_mask()->add_paths(path);
    request.set_request_id(request_id);
    return role_.Call(caller, &Stub::UpdateOffice, request);
  }
};

TEST_F(OfficeTest, AnUpdateChangesWhatTheMaskNamesAndLeavesAnAuditRecord) {
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Office office, GetOffice("offices/zhongshan"));
  office.set_display_name("中山市劳务协作站");
  office.set_division_code("441900");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto changed, UpdateOffice(office, {"display_name"}));
  EXPECT_EQ(changed.display_name(), "中山市劳务协作站");
  EXPECT_EQ(changed.division_code(), "442000");
  EXPECT_NE(changed.etag(), office.etag());
  EXPECT_EQ(changed.create_time().seconds(), office.create_time().seconds());
  EXPECT_THAT(Audits().back().resources(), ElementsAre("offices/zhongshan"));
  EXPECT_THAT(Audits().back().fields(), ElementsAre("display_name"));
}

TEST_F(OfficeTest, AnOldEtagIsAborted) {
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Office office, GetOffice("offices/zhongshan"));
  office.set_display_name("甲");
  ASSERT_OK(UpdateOffice(office));
  office.set_display_name("乙");
  const auto again = UpdateOffice(office);
  EXPECT_THAT(again, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runtime::ReasonOf(again.status()), "ETAG_MISMATCH");
}

// An etag that the first try has used up must not turn the retry into an error.
TEST_F(OfficeTest, ARetryOfAnUpdateMeetsItsOwnRecord) {
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Office office, GetOffice("offices/zhongshan"));
  office.set_display_name("甲");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, UpdateOffice(office, {}, kRequestId));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retry, UpdateOffice(office, {}, kRequestId));
  EXPECT_EQ(retry.etag(), first.etag());
}

TEST_F(OfficeTest, AllThatIsWrongIsToldAtOnce) {
  v1::Office office;
  office.set_name("offices/zhongshan");
  office.set_display_name(" ");
  office.set_division_code("中山");
  EXPECT_THAT(UpdateOffice(office), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("2")));
  EXPECT_THAT(UpdateOffice(office, {"create_time"}), StatusIs(absl::StatusCode::kInvalidArgument));
  office.set_name("offices/nowhere");
  EXPECT_THAT(UpdateOffice(office), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(OfficeTest, IsAnAdministratorsMethod) {
  v1::Office office;
  office.set_name("offices/zhongshan");
  office.set_display_name("甲");
  EXPECT_THAT(UpdateOffice(office, {}, "", kZhongshan),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(OfficeTest, TwoWhoChangeItAtOnceBothHaveTheirChange) {
  v1::Office name;
  name.set_name("offices/zhongshan");
  name.set_display_name("甲");
  v1::Office place;
  place.set_name("offices/zhongshan");
  place.set_division_code("441900");
  Overtake([&] { EXPECT_OK(UpdateOffice(place)); });
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto office, UpdateOffice(name));
  EXPECT_EQ(office.display_name(), "甲");
  EXPECT_EQ(office.division_code(), "441900");
}

TEST_F(OfficeTest, ACreateAgainIsItsOwnOrAlreadyThere) {
  v1::CreateOfficeRequest request;
  request.set_office_id("huizhou");
  request.mutable_office()->set_display_name("惠州");
  request.mutable_office()->set_division_code("441300");
  request.set_request_id(kRequestId);
  ASSERT_OK(role_.Call(kAdministrator, &Stub::CreateOffice, request));
  EXPECT_OK(role_.Call(kAdministrator, &Stub::CreateOffice, request));
  request.clear_request_id();
  EXPECT_OK(role_.Call(kAdministrator, &Stub::CreateOffice, request));
  request.mutable_office()->set_display_name("别的");
  EXPECT_THAT(role_.Call(kAdministrator, &Stub::CreateOffice, request),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(OfficeTest, AUsedRequestIdWithOtherContentIsRefused) {
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Office office, GetOffice("offices/zhongshan"));
  office.set_display_name("甲");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, UpdateOffice(office, {}, kRequestId));
  office.set_display_name("乙");
  EXPECT_THAT(UpdateOffice(office, {}, kRequestId), StatusIs(absl::StatusCode::kAlreadyExists));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto now, GetOffice("offices/zhongshan"));
  EXPECT_EQ(now.etag(), first.etag());
}

TEST_F(OfficeTest, ACreateAgainAfterAChangeIsItsOwnUnlessItSaysOtherThings) {
  v1::CreateOfficeRequest request;
  request.set_office_id("huizhou");
  request.mutable_office()->set_display_name("惠州");
  request.mutable_office()->set_division_code("441300");
  request.set_request_id(kRequestId);
  LAOWU_ASSERT_OK_AND_ASSIGN(v1::Office office,
                             role_.Call(kAdministrator, &Stub::CreateOffice, request));
  office.set_display_name("惠州站");
  ASSERT_OK(UpdateOffice(office));
  EXPECT_OK(role_.Call(kAdministrator, &Stub::CreateOffice, request)) << "its answer was lost";
  request.mutable_office()->set_display_name("别的");
  EXPECT_THAT(role_.Call(kAdministrator, &Stub::CreateOffice, request),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

}  // namespace
}  // namespace laowu::vacancy

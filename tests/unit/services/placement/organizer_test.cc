#include "absl/strings/str_cat.h"
#include "services/placement/organizer_rules.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

class OrganizerTest : public PlacementFixture {};

TEST_F(OrganizerTest, CreatedReadAndCreatedAgain) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto organizer, CreateOrganizer("labour"));
  EXPECT_EQ(organizer.name(), "organizers/labour");
  EXPECT_EQ(organizer.recorded_by(), kCity);
  EXPECT_EQ(organizer.licences_size(), 1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, CreateOrganizer("labour"));
  EXPECT_EQ(again.SerializeAsString(), organizer.SerializeAsString());
  EXPECT_EQ(AuditCount(), 1);
  v1::CreateOrganizerRequest other;
  other.set_organizer_id("labour");
  *other.mutable_organizer() = organizer;
  other.mutable_organizer()->set_kind(v1::Organizer::BROKER);
  EXPECT_THAT(Call(kCity, &Stub::CreateOrganizer, other), HasReason("ALREADY_EXISTS"));
  v1::GetOrganizerRequest get;
  get.set_name("organizers/labour");
  EXPECT_OK(Call(kMonitorUser, &Stub::GetOrganizer, get));
  get.set_name("organizers/none");
  EXPECT_THAT(Call(kMonitorUser, &Stub::GetOrganizer, get), StatusIs(absl::StatusCode::kNotFound));
}

TEST_F(OrganizerTest, ACountyDoesNotRegisterOrganizers) {
  EXPECT_THAT(Call(kBureau, &Stub::CreateOrganizer, v1::CreateOrganizerRequest()),
              HasReason("METHOD_NOT_ALLOWED"));
}

TEST_F(OrganizerTest, EveryViolationIsToldAtOnce) {
  v1::CreateOrganizerRequest request;
  request.set_organizer_id("Labour");
  request.mutable_organizer()->set_credit_code("123");
  auto& licence = *request.mutable_organizer()->add_licences();
  *licence.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
  *licence.mutable_end_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
  EXPECT_THAT(Call(kCity, &Stub::CreateOrganizer, request),
              StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("7 of 7")));
}

TEST_F(OrganizerTest, ListedInOrderOfName) {
  for (const char* id : {"c", "a", "b"}) ASSERT_OK(CreateOrganizer(id));
  v1::ListOrganizersRequest request;
  request.set_page_size(2);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto first, Call(kOffice, &Stub::ListOrganizers, request));
  ASSERT_EQ(first.organizers_size(), 2);
  EXPECT_EQ(first.organizers(1).name(), "organizers/b");
  request.set_page_token(first.next_page_token());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto last, Call(kOffice, &Stub::ListOrganizers, request));
  ASSERT_EQ(last.organizers_size(), 1);
  EXPECT_EQ(last.organizers(0).name(), "organizers/c");
}

TEST(OrganizerRulesTest, ALaterFactWinsInWhatItStatesAndAddsItsLicences) {
  v1::Organizer organizer;
  organizer.set_display_name("old");
  organizer.set_kind(v1::Organizer::BROKER);
  organizer.add_licences()->set_number("1");
  v1::Organizer fact;
  fact.set_display_name("new");
  fact.add_licences()->set_number("2");
  Fold(fact, organizer);
  EXPECT_EQ(organizer.display_name(), "new");
  EXPECT_EQ(organizer.kind(), v1::Organizer::BROKER);
  EXPECT_EQ(organizer.licences_size(), 2);
}

}  // namespace
}  // namespace laowu::placement

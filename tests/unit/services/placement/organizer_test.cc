#include <optional>

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

v1::CreateOrganizerRequest OrganizerOf(const std::string& division_code) {
  v1::CreateOrganizerRequest request;
  request.set_organizer_id("labour");
  auto& organizer = *request.mutable_organizer();
  organizer.set_display_name("劳务公司");
  organizer.set_kind(v1::Organizer::LABOUR_COMPANY);
  organizer.set_division_code(division_code);
  return request;
}

TEST_F(OrganizerTest, ADivisionThatIsNoMoreIsToldWhatItBecame) {
  for (const char* dead : {"520222", "520222101", "520222101201"}) {
    EXPECT_THAT(Call(kCity, &Stub::CreateOrganizer, OrganizerOf(dead)),
                StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("520281")))
        << dead;
  }
  // A village's cooperative, a village of a county whose townships no table has, a zone.
  for (const char* alive : {"520281105201", "110108001201", "520271"}) {
    runtime::FieldChecks checks;
    CheckOrganizer(OrganizerOf(alive).organizer(), "organizer", Today(), checks);
    EXPECT_OK(checks.status()) << alive;
  }
}

// Counties merge after an organiser was recorded: its new licence is no reason to refuse it.
TEST_F(OrganizerTest, ADivisionThatDiedSinceStandsUntilItIsStatedAnew) {
  v1::Organizer known = OrganizerOf("520222").organizer();
  v1::UpdateOrganizerRequest request;
  request.mutable_organizer()->set_display_name("劳务有限公司");
  runtime::FieldChecks checks;
  EXPECT_EQ(ChangeOf(request, known, Today(), checks).display_name(), "劳务有限公司");
  EXPECT_OK(checks.status());
  known.set_division_code("520281");
  request.mutable_organizer()->set_division_code("520222");
  ChangeOf(request, known, Today(), checks);
  EXPECT_THAT(ViolatedFields(checks.status()), ::testing::ElementsAre("organizer.division_code"));
}

TEST_F(OrganizerTest, ALicenceTwiceAndARegistrationToComeAreRefused) {
  auto request = OrganizerOf("520281");
  auto& organizer = *request.mutable_organizer();
  *organizer.mutable_register_date() = runtime::ToDate(Today() + 1);
  for (int i = 0; i < 2; ++i) {
    auto& licence = *organizer.add_licences();
    licence.set_number("L-1");
    *licence.mutable_start_date() = runtime::ToDate(absl::CivilDay(2026, 1, 1));
  }
  EXPECT_THAT(ViolatedFields(Call(kCity, &Stub::CreateOrganizer, request).status()),
              ::testing::ElementsAre("organizer.register_date", "organizer.licences[1].number"));
}

TEST_F(OrganizerTest, ANameOfBlanksIsNone) {
  for (const char* blank : {" ", "\u3000", "\u00A0\u2003", "\u200B", "\u0085"}) {
    auto request = OrganizerOf("520281");
    request.mutable_organizer()->set_display_name(blank);
    EXPECT_THAT(ViolatedFields(Call(kCity, &Stub::CreateOrganizer, request).status()),
                ::testing::ElementsAre("organizer.display_name"));
  }
}

// A labour company whose licence has lapsed counted all the same, named under another's channel.
TEST_F(OrganizerTest, ProposedUnderItsOwnChannelAlone) {
  ASSERT_OK(CreateOrganizer("labour"));
  auto request = Proposal(kWorker, kVacancy);
  request.mutable_placement()->set_channel(v1::CHANNEL_COOPERATION_STATION);
  request.mutable_placement()->set_organizer("organizers/labour");
  EXPECT_THAT(Call(kBureau, &Stub::CreatePlacement, request),
              StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("LABOUR_COMPANY")));
  request.mutable_placement()->set_channel(v1::CHANNEL_LABOUR_COMPANY);
  EXPECT_OK(Call(kBureau, &Stub::CreatePlacement, request));
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
  google::protobuf::Timestamp known;
  known.set_seconds(5);
  Fold(fact, known, organizer);
  EXPECT_EQ(organizer.display_name(), "new");
  EXPECT_EQ(organizer.kind(), v1::Organizer::BROKER);
  ASSERT_EQ(organizer.licences_size(), 2);
  EXPECT_EQ(organizer.licences(1).record_time().seconds(), 5);
}

v1::UpdateOrganizerRequest LicenceUpdate(const std::string& number, absl::CivilDay start,
                                         std::optional<absl::CivilDay> end) {
  v1::UpdateOrganizerRequest request;
  request.mutable_organizer()->set_name("organizers/labour");
  auto& licence = *request.mutable_organizer()->add_licences();
  licence.set_number(number);
  *licence.mutable_start_date() = runtime::ToDate(start);
  if (end.has_value()) *licence.mutable_end_date() = runtime::ToDate(*end);
  return request;
}

// What a figure for an earlier known-at rests on must stay readable: a licence cut short leaves
// what was known of it before.
TEST_F(OrganizerTest, ALicenceIsAddedOrEndsOtherwiseAndWhatWasKnownStays) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto created, CreateOrganizer("labour"));
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto second,
      Call(kCity, &Stub::UpdateOrganizer,
           LicenceUpdate("L-2", absl::CivilDay(2026, 1, 1), absl::CivilDay(2027, 1, 1))));
  EXPECT_EQ(second.licences_size(), 2);
  EXPECT_EQ(second.past_licences_size(), 0);
  EXPECT_EQ(second.display_name(), created.display_name());
  EXPECT_EQ(second.record_time().SerializeAsString(), created.record_time().SerializeAsString())
      << "since when the organiser is known";
  PassDays(1);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto cut,
                             Call(kCity, &Stub::UpdateOrganizer,
                                  LicenceUpdate("L-1", absl::CivilDay(2025, 1, 1), Today())));
  ASSERT_EQ(cut.licences_size(), 2);
  EXPECT_EQ(runtime::ToCivilDay(cut.licences(0).end_date()), Today());
  ASSERT_EQ(cut.past_licences_size(), 1);
  EXPECT_FALSE(cut.past_licences(0).has_end_date());
  EXPECT_EQ(cut.past_licences(0).record_time().SerializeAsString(),
            created.record_time().SerializeAsString());
  EXPECT_EQ(cut.past_licences(0).replace_time().SerializeAsString(),
            cut.licences(0).record_time().SerializeAsString());
}

// The answer names the etag that is there, and one of nothing ("0") is as stale as any other.
TEST_F(OrganizerTest, AStaleEtagIsRefusedWithTheOneThatStands) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto created, CreateOrganizer("labour"));
  auto update = LicenceUpdate("L-2", absl::CivilDay(2026, 1, 1), std::nullopt);
  for (const char* const stale : {"\"0\"", "\"999999\"", "0"}) {
    update.mutable_organizer()->set_etag(stale);
    EXPECT_THAT(Call(kCity, &Stub::UpdateOrganizer, update),
                StatusIs(absl::StatusCode::kAborted, ::testing::HasSubstr(created.etag())))
        << stale;
  }
  update.mutable_organizer()->set_etag(created.etag());
  EXPECT_OK(Call(kCity, &Stub::UpdateOrganizer, update));
}

TEST_F(OrganizerTest, AnUpdateThatSaysNothingNewAddsNoFact) {
  ASSERT_OK(CreateOrganizer("labour"));
  const auto sequence = owned_->store->last_sequence();
  ASSERT_OK(Call(kCity, &Stub::UpdateOrganizer,
                 LicenceUpdate("L-1", absl::CivilDay(2025, 1, 1), std::nullopt)));
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

TEST_F(OrganizerTest, ARetriedUpdateIsDoneOnceAndLaterFactsWinWhateverTheirIds) {
  ASSERT_OK(CreateOrganizer("labour"));
  v1::UpdateOrganizerRequest request;
  request.mutable_organizer()->set_name("organizers/labour");
  request.mutable_organizer()->set_display_name("second");
  request.set_request_id(kRequest2);  // sorts behind the third one's
  ASSERT_OK(Call(kCity, &Stub::UpdateOrganizer, request));
  auto third = request;
  third.mutable_organizer()->set_display_name("third");
  third.set_request_id(kRequest1);
  ASSERT_OK(Call(kCity, &Stub::UpdateOrganizer, third));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Call(kCity, &Stub::UpdateOrganizer, request));
  EXPECT_EQ(again.display_name(), "third");
}

TEST_F(OrganizerTest, AUsedRequestIdWithOtherContentIsRefused) {
  ASSERT_OK(CreateOrganizer("labour"));
  v1::UpdateOrganizerRequest request;
  request.mutable_organizer()->set_name("organizers/labour");
  request.mutable_organizer()->set_display_name("second");
  request.set_request_id(kRequest1);
  ASSERT_OK(Call(kCity, &Stub::UpdateOrganizer, request));
  request.mutable_organizer()->set_display_name("third");
  EXPECT_THAT(Call(kCity, &Stub::UpdateOrganizer, request),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(OrganizerTest, WhatAnUpdateMayNotSay) {
  ASSERT_OK(CreateOrganizer("labour"));
  v1::UpdateOrganizerRequest request;
  request.mutable_organizer()->set_name("organizers/labour");
  request.mutable_update_mask()->add_paths("kind");
  EXPECT_THAT(Call(kCity, &Stub::UpdateOrganizer, request),
              StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("organizer.kind")));
  request.mutable_update_mask()->set_paths(0, "record_time");
  EXPECT_THAT(Call(kCity, &Stub::UpdateOrganizer, request),
              StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("server sets")));
  request.mutable_update_mask()->set_paths(0, "licences");
  EXPECT_THAT(
      Call(kCity, &Stub::UpdateOrganizer, request),
      StatusIs(absl::StatusCode::kInvalidArgument, ::testing::HasSubstr("organizer.licences")))
      << "which would have done nothing";
  request.clear_update_mask();
  request.mutable_organizer()->set_display_name("x");
  request.mutable_organizer()->set_etag("\"999\"");
  EXPECT_THAT(Call(kCity, &Stub::UpdateOrganizer, request), HasReason("ETAG_MISMATCH"));
  request.mutable_organizer()->set_name("organizers/none");
  EXPECT_THAT(Call(kCity, &Stub::UpdateOrganizer, request), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(Call(kBureau, &Stub::UpdateOrganizer, request), HasReason("METHOD_NOT_ALLOWED"));
}

}  // namespace
}  // namespace laowu::placement

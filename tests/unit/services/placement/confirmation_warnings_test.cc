// What a confirmation does not do for the figures is told to whoever records it, with what would.

#include "services/placement/confirmation_warnings.h"

#include "absl/strings/str_cat.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using O = v1::Outcome;

class ConfirmationWarningsTest : public PlacementFixture {
 protected:
  template <typename Told>
  static std::vector<std::string> Reasons(const Told& told) {
    std::vector<std::string> out;
    for (const auto& warning : told.warnings()) out.push_back(warning.reason());
    return out;
  }
  // What a row of a list that names `claim` would come to, by the word of `kind`.
  v1::ImportResult Row(const O& confirmed, const std::string& claim, v1::Attestation::Kind kind) {
    v1::ImportOutcomesRequest request;
    request.set_validate_only(true);
    auto& row = *request.add_rows();
    *row.mutable_outcome() = confirmed;
    row.set_named_outcome(claim);
    row.mutable_attestation()->set_kind(kind);
    row.mutable_attestation()->set_reference("list of June");
    const auto response = Call(kBureau, &Stub::ImportOutcomes, request);
    EXPECT_THAT(response, IsOk());
    return response.ok() ? response->results(0) : v1::ImportResult();
  }
  O Recorded(O::Type type, absl::CivilDay day, v1::Channel channel = v1::CHANNEL_UNSPECIFIED) {
    O outcome = MakeOutcome(type, day);
    outcome.set_channel(channel);
    const auto recorded = Record(outcome);
    EXPECT_THAT(recorded, IsOk());
    return recorded.ok() ? *recorded : O();
  }
};

// "仍在外" of somebody on the list of visits about to lapse: the visit runs on.
TEST_F(ConfirmationWarningsTest, Rule2AConfirmationDuringAVisitHomeSaysThatItDoesNotEndIt) {
  Recorded(O::ARRIVED, Today() - 100);
  const O visit = Recorded(O::HOME_VISIT, Today() - 40);
  const O confirmed = Recorded(O::CONFIRMED, Today());
  ASSERT_THAT(Reasons(confirmed), ElementsAre("ON_VISIT"));
  const v1::Warning& warning = confirmed.warnings(0);
  EXPECT_EQ(warning.field_path(), "type");
  EXPECT_THAT(warning.related_names(), ElementsAre(visit.name()));
  EXPECT_THAT(warning.message(), HasSubstr("RESUMED"));
  EXPECT_THAT(warning.message(), HasSubstr(runtime::DateText(Today() - 40)));
  EXPECT_THAT(warning.message(), HasSubstr(runtime::DateText(Today() + 5))) << "the last day";
  EXPECT_THAT(Reasons(Recorded(O::CONFIRMED, Today() - 50)), IsEmpty()) << "before the visit";
  // As it advises.
  EXPECT_THAT(Reasons(Recorded(O::RESUMED, Today() - 1)), IsEmpty());
  EXPECT_THAT(Reasons(Recorded(O::CONFIRMED, Today())), IsEmpty()) << "said again";
}

TEST_F(ConfirmationWarningsTest, Rule2OfAVisitThatHasLapsedAConfirmationChangesNothing) {
  Recorded(O::ARRIVED, Today() - 200);
  const O visit = Recorded(O::HOME_VISIT, Today() - 100);
  const O during = Recorded(O::CONFIRMED, Today() - 80);
  ASSERT_THAT(Reasons(during), ElementsAre("ON_VISIT"));
  EXPECT_THAT(during.warnings(0).message(), HasSubstr("已满45天"));
  EXPECT_THAT(during.warnings(0).message(), HasSubstr(runtime::DateText(Today() - 55)));
  const O after = Recorded(O::CONFIRMED, Today() - 10);
  ASSERT_THAT(Reasons(after), ElementsAre("NOT_AWAY_THEN"));
  EXPECT_THAT(after.warnings(0).related_names(), ElementsAre(visit.name()));
  EXPECT_THAT(after.warnings(0).message(), HasSubstr("RESUMED")) << "no arrival in its stead";
  EXPECT_THAT(after.warnings(0).message(), HasSubstr(runtime::DateText(Today() - 55)));
  // As it advises, though it is late.
  Recorded(O::RESUMED, Today() - 60);
  EXPECT_THAT(Reasons(Recorded(O::CONFIRMED, Today() - 80)), IsEmpty());
  EXPECT_TRUE(StateOf(kWorker).has_away_since_date());
}

TEST_F(ConfirmationWarningsTest, Rule6AChannelToldLaterThanThirtyDaysSaysThatItStaysUnknown) {
  const O arrived = Recorded(O::ARRIVED, Today() - 31);
  const O late = Recorded(O::CONFIRMED, Today(), v1::CHANNEL_PUBLIC_SERVICE);
  ASSERT_THAT(Reasons(late), ElementsAre("RELABEL_WITHOUT_PLACEMENT"));
  EXPECT_EQ(late.warnings(0).field_path(), "channel");
  EXPECT_THAT(late.warnings(0).related_names(), ElementsAre(arrived.name()));
  EXPECT_THAT(late.warnings(0).message(), HasSubstr("仍是渠道不明"));
  EXPECT_THAT(late.warnings(0).message(), HasSubstr("VOIDED"));
  EXPECT_THAT(Reasons(Recorded(O::CONFIRMED, Today())), IsEmpty()) << "no channel is told";
  const O in_time = Recorded(O::CONFIRMED, Today() - 1, v1::CHANNEL_PUBLIC_SERVICE);
  EXPECT_THAT(Reasons(in_time), Not(Contains("RELABEL_WITHOUT_PLACEMENT")));
}

TEST_F(ConfirmationWarningsTest, Rule5AnotherChannelThanIsOnRecordSaysThatTheOneOnRecordStands) {
  Recorded(O::ARRIVED, Today() - 9, v1::CHANNEL_SELF);
  const O other = Recorded(O::CONFIRMED, Today() - 1, v1::CHANNEL_PUBLIC_SERVICE);
  ASSERT_THAT(Reasons(other), ElementsAre("RELABEL_WITHOUT_PLACEMENT"));
  EXPECT_THAT(other.warnings(0).message(), HasSubstr("仍按原渠道"));
  EXPECT_THAT(Reasons(Recorded(O::CONFIRMED, Today() - 1, v1::CHANNEL_SELF)), IsEmpty());
  EXPECT_THAT(Reasons(Recorded(O::CONFIRMED, Today() - 1, v1::CHANNEL_UNKNOWN)), IsEmpty());
}

// Within the days of rule 6 it is not the day that is wrong: nobody vouches.
TEST_F(ConfirmationWarningsTest, Rule6AConfirmationInTimeSaysThatWhoVouchesIsMissing) {
  ASSERT_THAT(CreateOrganizer("village", v1::Organizer::COOPERATIVE), IsOk());
  const auto message_of = [&](const std::string& organizer, v1::Channel channel, int day) {
    O arrived = MakeOutcome(O::ARRIVED, Today() - 40);
    arrived.set_channel(channel);
    arrived.set_organizer(organizer);
    const auto began = Record(arrived);
    EXPECT_THAT(began, IsOk());
    O confirmed = MakeOutcome(O::CONFIRMED, Today() - 40 + day);
    confirmed.set_channel(v1::CHANNEL_COOPERATIVE);
    confirmed.set_organizer("organizers/village");
    const auto told = Record(confirmed);
    EXPECT_THAT(told, IsOk());
    EXPECT_THAT(Void(*told), IsOk());
    EXPECT_THAT(Void(*began), IsOk());
    for (const auto& warning : told->warnings()) {
      if (warning.reason() == "CLAIM_NOT_PROVEN") return warning.message();
    }
    return std::string();
  };
  const auto in_time = AllOf(HasSubstr("缺的是对那条动态的佐证"), Not(HasSubstr("30天后")));
  EXPECT_THAT(message_of("organizers/village", v1::CHANNEL_COOPERATIVE, 5), in_time);
  EXPECT_THAT(message_of("", v1::CHANNEL_COOPERATIVE, 5), in_time) << "it adds the organiser";
  EXPECT_THAT(message_of("", v1::CHANNEL_UNKNOWN, 30), in_time) << "it replaces unknown";
  EXPECT_THAT(message_of("organizers/village", v1::CHANNEL_COOPERATIVE, 31), HasSubstr("30天后"));
}

// A roster that comes back as the village's statement: vouched for, by less than broad asks for.
TEST_F(ConfirmationWarningsTest, AVillagesRosterSaysThatItsWordIsNotEnough) {
  const O claim = Recorded(O::ARRIVED, Today() - 200, v1::CHANNEL_COOPERATION_STATION);
  const O confirmed = MakeOutcome(O::CONFIRMED, Today());
  const auto told = Row(confirmed, claim.name(), v1::Attestation::VILLAGE_STATEMENT);
  EXPECT_EQ(told.attested_outcome(), claim.name());
  ASSERT_THAT(Reasons(told), ElementsAre("CLAIM_NOT_PROVEN"));
  EXPECT_THAT(told.warnings(0).message(), HasSubstr("村级证明只是1级"));
  EXPECT_THAT(told.warnings(0).related_names(), ElementsAre(claim.name()));
  EXPECT_THAT(Reasons(Row(confirmed, "", v1::Attestation::VILLAGE_STATEMENT)), IsEmpty())
      << "a survey is not meant to prove";
  const auto called = Row(confirmed, claim.name(), v1::Attestation::WORKER_CONFIRMATION);
  EXPECT_THAT(Reasons(called), IsEmpty());
}

// A person's other records may be another bureau's: they are judged with, and not named.
TEST_F(ConfirmationWarningsTest, Rule8AVisitOfAnotherRecordIsNotNamed) {
  O mine = MakeOutcome(O::CONFIRMED, Today());
  mine.set_name("outcomes/mine");
  mine.set_sequence(9);
  std::vector<O> others = {MakeOutcome(O::ARRIVED, Today() - 90),
                           MakeOutcome(O::HOME_VISIT, Today() - 5)};
  others[0].set_name("outcomes/theirs");
  others[0].set_sequence(3);
  others[1].set_name("outcomes/theirs-2");
  others[1].set_sequence(4);
  Warnings warnings;
  WarnOfConfirmation(mine.name(), {mine}, others, role_.now(), &warnings);
  ASSERT_EQ(warnings.size(), 1);
  EXPECT_EQ(warnings[0].reason(), "ON_VISIT");
  EXPECT_THAT(warnings[0].related_names(), IsEmpty());
}

// The days of rule 6 run from where the county's figure has the spell begin: from work outside the
// county for somebody else.
class SpellOfConfirmationTest : public ConfirmationWarningsTest {
 protected:
  O WorkedInside(absl::CivilDay day) {
    O inside = MakeOutcome(O::ARRIVED, day);
    inside.set_channel(v1::CHANNEL_SELF);
    inside.set_workplace_division_code("520281104");
    const auto recorded = Record(inside);
    EXPECT_THAT(recorded, IsOk());
    return recorded.value_or(O());
  }
  O WentOut(O::Type type, absl::CivilDay day, v1::Channel channel = v1::CHANNEL_UNSPECIFIED) {
    O out = MakeOutcome(type, day);
    out.set_channel(channel);
    out.set_workplace_division_code("442000");
    const auto recorded = Record(out);
    EXPECT_THAT(recorded, IsOk());
    return recorded.value_or(O());
  }
  O ConfirmedByStation(absl::CivilDay day) {
    return Recorded(O::CONFIRMED, day, v1::CHANNEL_COOPERATION_STATION);
  }
  // What is told of it once the worker has said so to the bureau.
  std::vector<std::string> AfterACall(const O& confirmed) {
    const auto attested =
        Attest(kBureau, confirmed.name(), v1::Attestation::WORKER_CONFIRMATION, "call 12");
    EXPECT_THAT(attested, IsOk());
    return attested.ok() ? Reasons(*attested) : std::vector<std::string>();
  }
  // That only somebody who vouches is missing.
  static void ExpectInTime(const O& confirmed) {
    ASSERT_THAT(Reasons(confirmed), ElementsAre("CLAIM_NOT_PROVEN"));
    EXPECT_THAT(confirmed.warnings(0).message(),
                AllOf(HasSubstr("缺的是对那条动态的佐证"), Not(HasSubstr("30天后"))));
  }
};

TEST_F(SpellOfConfirmationTest, Rule6AfterWorkInsideTheCountyTheChannelCounts) {
  WorkedInside(Today() - 90);
  WentOut(O::JOB_CHANGED, Today() - 20);
  const O confirmed = ConfirmedByStation(Today() - 10);
  ExpectInTime(confirmed);
  EXPECT_THAT(AfterACall(confirmed), IsEmpty()) << "it counts";
  EXPECT_THAT(Reasons(ConfirmedByStation(Today() - 5)), IsEmpty());
  // Another channel is a relabelling of the one that counts by now.
  const O other = Recorded(O::CONFIRMED, Today() - 4, v1::CHANNEL_COOPERATIVE);
  ASSERT_THAT(Reasons(other), ElementsAre("RELABEL_WITHOUT_PLACEMENT"));
  EXPECT_THAT(other.warnings(0).message(), HasSubstr("仍按原渠道"));
  EXPECT_THAT(other.warnings(0).related_names(), ElementsAre(confirmed.name()));
}

TEST_F(SpellOfConfirmationTest, Rule6TheThirtyDaysAreThoseOfTheSpell) {
  WorkedInside(Today() - 90);
  const O out = WentOut(O::JOB_CHANGED, Today() - 31);
  const O late = ConfirmedByStation(Today());
  ASSERT_THAT(Reasons(late), ElementsAre("RELABEL_WITHOUT_PLACEMENT"));
  EXPECT_THAT(late.warnings(0).message(),
              AllOf(HasSubstr("外出满30天后的核实不改变渠道"), HasSubstr("仍是渠道不明")));
  EXPECT_THAT(late.warnings(0).related_names(), ElementsAre(out.name()));
  ExpectInTime(ConfirmedByStation(Today() - 1));
}

// What follows work inside is no later job of a spell, so that rule 4 asks for no placement.
TEST_F(SpellOfConfirmationTest, Rule6AfterWorkInsideAClaimIsProvenWithinThirtyDays) {
  WorkedInside(Today() - 90);
  WentOut(O::JOB_CHANGED, Today() - 31, v1::CHANNEL_COOPERATION_STATION);
  const O late = ConfirmedByStation(Today());
  ASSERT_THAT(Reasons(late), ElementsAre("CLAIM_NOT_PROVEN"));
  EXPECT_THAT(late.warnings(0).message(), HasSubstr("30天后"));
  const O in_time = ConfirmedByStation(Today() - 1);
  ExpectInTime(in_time);
  EXPECT_THAT(AfterACall(in_time), IsEmpty());
}

TEST_F(SpellOfConfirmationTest, Rule6AfterWorkOnOnesOwnAccountTheChannelCounts) {
  O own = MakeOutcome(O::ARRIVED, Today() - 90);
  own.set_channel(v1::CHANNEL_SELF);
  own.set_self_employed(true);
  ASSERT_THAT(Record(own), IsOk());
  WentOut(O::JOB_CHANGED, Today() - 20);
  const O confirmed = ConfirmedByStation(Today() - 10);
  ExpectInTime(confirmed);
  EXPECT_THAT(AfterACall(confirmed), IsEmpty());
}

TEST_F(SpellOfConfirmationTest, Rule6ALaterJobOfTheSpellOpensNoNewDays) {
  WentOut(O::ARRIVED, Today() - 90);
  WentOut(O::JOB_CHANGED, Today() - 20);
  const O confirmed = ConfirmedByStation(Today() - 10);
  ASSERT_THAT(Reasons(confirmed), ElementsAre("RELABEL_WITHOUT_PLACEMENT"));
  EXPECT_THAT(confirmed.warnings(0).message(), HasSubstr("仍是渠道不明"));
}

TEST_F(SpellOfConfirmationTest, Rule7WorkInsideThatGoesOnIsNoPartOfTheSpell) {
  WorkedInside(Today() - 90);
  WentOut(O::ARRIVED, Today() - 20);
  const O confirmed = ConfirmedByStation(Today() - 10);
  ExpectInTime(confirmed);
  EXPECT_THAT(AfterACall(confirmed), IsEmpty());
}

// Who counts nowhere by the county's boundary is told by the stay, as before.
TEST_F(SpellOfConfirmationTest, Rule5OfWorkInsideTheCountyTheOneOnRecordStands) {
  WorkedInside(Today() - 90);
  const O confirmed = ConfirmedByStation(Today() - 10);
  ASSERT_THAT(Reasons(confirmed), ElementsAre("RELABEL_WITHOUT_PLACEMENT"));
  EXPECT_THAT(confirmed.warnings(0).message(), HasSubstr("仍按原渠道"));
}

}  // namespace
}  // namespace laowu::placement

// What dated facts come to: the newest state, the state on a day, voids and mergers (ratio.md,
// "Worker facts"), and which facts are refused.

#include "services/worker/fact_rules.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/worker/fact_checks.h"
#include "worker_rows.h"

namespace laowu::worker {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr absl::CivilDay kMarch(2026, 3, 1);
constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);
constexpr absl::CivilDay kToday(2026, 6, 30);

// Facts in the order they are recorded, each with its name f1, f2, ….
class Facts {
 public:
  Facts& Add(v1::WorkerFact fact) {
    const auto number = static_cast<int64_t>(all_.size()) + 1;
    fact.set_name(absl::StrCat("workers/w/facts/f", number));
    fact.set_sequence(number);
    all_.push_back(std::move(fact));
    return *this;
  }
  Facts& Void(int number) {
    v1::WorkerFact fact = Fact(v1::WorkerFact::FACT_VOIDED, kToday);
    fact.mutable_values()->set_voided_fact(absl::StrCat("workers/w/facts/f", number));
    return Add(std::move(fact));
  }
  Facts& Other(v1::WorkerFact::Kind kind, const std::string& worker) {
    v1::WorkerFact fact = Fact(kind, kToday);
    fact.mutable_values()->set_worker(worker);
    return Add(std::move(fact));
  }
  const std::vector<v1::WorkerFact>& all() const { return all_; }

 private:
  std::vector<v1::WorkerFact> all_;
};

v1::WorkerFact Profile(absl::CivilDay day) {
  v1::Worker worker = Row();
  worker.set_rural(true);
  *worker.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  worker.set_sex(v1::SEX_MALE);
  worker.add_policy_groups(v1::POLICY_GROUP_MONITORED);
  return ProfileFact(worker, day);
}

v1::WorkerFact Group(v1::WorkerFact::Kind kind, absl::CivilDay day, v1::PolicyGroup group) {
  v1::WorkerFact fact = Fact(kind, day);
  fact.mutable_values()->add_policy_groups(group);
  return fact;
}

v1::WorkerFact Birth(absl::CivilDay effective, absl::CivilDay birth_date) {
  v1::WorkerFact fact = Fact(v1::WorkerFact::BIRTH_DATE, effective);
  *fact.mutable_values()->mutable_birth_date() = runtime::ToDate(birth_date);
  return fact;
}

TEST(StateOn, ProfileHoldsFromItsDateAndForTheDaysBefore) {
  const Facts facts = Facts().Add(Profile(kMay));
  for (const absl::CivilDay day : {absl::CivilDay(2000, 1, 1), kMay, kNewest}) {
    const WorkerState state = StateOn(facts.all(), day);
    EXPECT_EQ(state.division_code, kYizi);
    EXPECT_TRUE(state.rural);
    EXPECT_EQ(state.birth_date, absl::CivilDay(1990, 5, 1));
    EXPECT_EQ(state.sex, v1::SEX_MALE);
    EXPECT_THAT(state.policy_groups, ElementsAre(v1::POLICY_GROUP_MONITORED));
    EXPECT_EQ(state.death_date, std::nullopt);
  }
}

TEST(StateOn, AMoveHoldsFromItsDateOn) {
  const Facts facts = Facts().Add(Profile(kMarch)).Add(Moved(kMay, kYanjiao));
  EXPECT_EQ(StateOn(facts.all(), kMay - 1).division_code, kYizi);
  EXPECT_EQ(StateOn(facts.all(), kMay).division_code, kYanjiao);
}

// A fact of an earlier date that comes late does not overwrite what became true after it.
TEST(StateOn, ALateRecordedEarlierFactDoesNotChangeTheNewest) {
  const Facts facts =
      Facts().Add(Profile(kMarch)).Add(Moved(kJune, kYanjiao)).Add(Moved(kMay, kZhongshan));
  EXPECT_EQ(StateOn(facts.all(), kNewest).division_code, kYanjiao);
  EXPECT_EQ(StateOn(facts.all(), kJune - 1).division_code, kZhongshan);
}

TEST(StateOn, OfTwoOnOneDateTheLaterRecordedWins) {
  const Facts facts =
      Facts().Add(Profile(kMarch)).Add(Moved(kMay, kYanjiao)).Add(Moved(kMay, kZhongshan));
  EXPECT_EQ(StateOn(facts.all(), kNewest).division_code, kZhongshan);
}

// As in ratio/worker_history: the profile says all that is known of earlier days, a move before its
// date is knowledge added to it.
TEST(StateOn, AMoveBeforeTheProfilesDateHoldsAfterItToo) {
  const Facts facts = Facts().Add(Profile(kMay)).Add(Moved(kMarch, kYanjiao));
  EXPECT_EQ(StateOn(facts.all(), kMarch - 1).division_code, kYizi);
  EXPECT_EQ(StateOn(facts.all(), kNewest).division_code, kYanjiao);
}

// Whose registration is the newer one decides which of two records stands for a person.
TEST(RegistrationDate, IsThatOfTheFactWhichHoldsNow) {
  EXPECT_EQ(RegistrationDate({}), std::nullopt);
  Facts facts = Facts().Add(Profile(kMarch));
  EXPECT_EQ(RegistrationDate(facts.all()), kMarch);
  facts.Add(Moved(kJune, kYanjiao)).Add(Moved(kMay, kZhongshan));
  EXPECT_EQ(RegistrationDate(facts.all()), kJune);
  facts.Void(2);
  EXPECT_EQ(RegistrationDate(facts.all()), kMay);
  facts.Add(Group(v1::WorkerFact::POLICY_GROUP_ADDED, kToday, v1::POLICY_GROUP_DISABLED));
  EXPECT_EQ(RegistrationDate(facts.all()), kMay);
}

TEST(StateOn, GroupsAndRuralStatusAreDated) {
  v1::WorkerFact urban = Fact(v1::WorkerFact::RURAL_STATUS, kJune);
  urban.mutable_values()->set_rural(false);
  const Facts facts =
      Facts()
          .Add(Profile(kMarch))
          .Add(Group(v1::WorkerFact::POLICY_GROUP_ADDED, kMay, v1::POLICY_GROUP_DISABLED))
          .Add(Group(v1::WorkerFact::POLICY_GROUP_REMOVED, kJune, v1::POLICY_GROUP_MONITORED))
          .Add(urban);
  EXPECT_THAT(StateOn(facts.all(), kMay).policy_groups,
              ElementsAre(v1::POLICY_GROUP_MONITORED, v1::POLICY_GROUP_DISABLED));
  EXPECT_TRUE(StateOn(facts.all(), kMay).rural);
  EXPECT_THAT(StateOn(facts.all(), kJune).policy_groups, ElementsAre(v1::POLICY_GROUP_DISABLED));
  EXPECT_FALSE(StateOn(facts.all(), kJune).rural);
}

TEST(StateOn, BirthDateIsTheLatestRecordedForEveryDay) {
  const Facts facts = Facts()
                          .Add(Profile(kMarch))
                          .Add(Birth(kJune, absl::CivilDay(1990, 5, 2)))
                          .Add(Birth(kMarch, absl::CivilDay(1990, 5, 3)));
  EXPECT_EQ(StateOn(facts.all(), kMarch).birth_date, absl::CivilDay(1990, 5, 3));
  EXPECT_EQ(StateOn(facts.all(), kNewest).birth_date, absl::CivilDay(1990, 5, 3));
}

TEST(StateOn, AVoidedFactCountsForNothingUntilTheVoidIsVoided) {
  Facts facts = Facts().Add(Profile(kMarch)).Add(Moved(kMay, kYanjiao)).Void(2);
  EXPECT_EQ(StateOn(facts.all(), kNewest).division_code, kYizi);
  facts.Void(3);
  EXPECT_EQ(StateOn(facts.all(), kNewest).division_code, kYanjiao);
}

TEST(StateOn, DeathCanBeTakenBack) {
  Facts facts = Facts().Add(Profile(kMarch)).Add(Fact(v1::WorkerFact::DIED, kMay));
  EXPECT_EQ(StateOn(facts.all(), kNewest).death_date, kMay);
  EXPECT_EQ(StateOn(facts.Void(2).all(), kNewest).death_date, std::nullopt);
}

TEST(StateOn, AMergerCanBeUndone) {
  Facts facts = Facts().Add(Profile(kMarch)).Other(v1::WorkerFact::MERGED, "workers/a");
  EXPECT_EQ(StateOn(facts.all(), kNewest).merged_into, "workers/a");
  facts.Other(v1::WorkerFact::UNMERGED, "workers/a");
  EXPECT_EQ(StateOn(facts.all(), kNewest).merged_into, "");
}

TEST(ShowState, FillsAndClearsTheProfilesDatedFields) {
  v1::Worker profile = Row();
  profile.add_policy_groups(v1::POLICY_GROUP_DISABLED);
  *profile.mutable_death_date() = runtime::ToDate(kMay);
  profile.set_merged_into("workers/a");
  ShowState(StateOn(Facts().Add(Profile(kMarch)).all(), kNewest), profile);
  EXPECT_FALSE(profile.has_death_date());
  EXPECT_EQ(profile.merged_into(), "");
  EXPECT_THAT(profile.policy_groups(), ElementsAre(v1::POLICY_GROUP_MONITORED));
  EXPECT_EQ(runtime::ToCivilDay(profile.birth_date()), absl::CivilDay(1990, 5, 1));
}

TEST(DatedChanges, OneFactForEachThingThatDiffers) {
  const WorkerState held = StateOn(Facts().Add(Profile(kMarch)).all(), kNewest);
  v1::Worker row = Row();
  row.set_rural(false);
  row.set_division_code(kYanjiao);
  row.add_policy_groups(v1::POLICY_GROUP_RELOCATED);
  const auto changes = DatedChanges(held, row, kJune);
  ASSERT_EQ(changes.size(), 4);
  EXPECT_EQ(changes[0].kind(), v1::WorkerFact::RESIDENCE_MOVED);
  EXPECT_EQ(changes[1].kind(), v1::WorkerFact::RURAL_STATUS);
  EXPECT_EQ(changes[2].kind(), v1::WorkerFact::POLICY_GROUP_ADDED);
  EXPECT_EQ(changes[3].kind(), v1::WorkerFact::POLICY_GROUP_REMOVED);
  for (const auto& change : changes) {
    EXPECT_EQ(runtime::ToCivilDay(change.effective_date()), kJune);
  }
}

TEST(Corrections, TakeTheProfilesDateAndAnUnsaidSexCorrectsNothing) {
  const WorkerState held = StateOn(Facts().Add(Profile(kMarch)).all(), kNewest);
  v1::Worker row = Row();
  *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 6, 1));
  const auto corrections = Corrections(held, row, kMarch);
  ASSERT_EQ(corrections.size(), 1);
  EXPECT_EQ(corrections[0].kind(), v1::WorkerFact::BIRTH_DATE);
  EXPECT_EQ(runtime::ToCivilDay(corrections[0].effective_date()), kMarch);
}

// Paths of the violations of one fact.
std::vector<std::string> Violations(const v1::WorkerFact& fact) {
  runtime::FieldChecks checks;
  CheckFact(fact, "fact", kToday, checks);
  std::vector<std::string> paths;
  for (const auto& violation : checks.violations()) paths.push_back(violation.field());
  return paths;
}

TEST(CheckFact, NotInTheFuture) {
  EXPECT_THAT(Violations(Moved(kToday, kYanjiao)), IsEmpty());
  EXPECT_THAT(Violations(Moved(kToday + 1, kYanjiao)), ElementsAre("fact.effective_date"));
}

TEST(CheckFact, ProfileOnlyByImport) {
  EXPECT_THAT(Violations(Profile(kMay)), ElementsAre("fact.kind"));
  EXPECT_THAT(Violations(v1::WorkerFact()), ElementsAre("fact.kind", "fact.effective_date"));
}

TEST(CheckFact, ADivisionOfThatDay) {
  EXPECT_THAT(Violations(Moved(kMay, "520203")), ElementsAre("fact.values.division_code"));
  EXPECT_THAT(Violations(Moved(kMay, "520201401")), ElementsAre("fact.values.division_code"));
  EXPECT_THAT(Violations(Moved(absl::CivilDay(2018, 1, 1), "520201401")), IsEmpty());
}

TEST(CheckFact, EachKindNeedsItsValue) {
  EXPECT_THAT(Violations(Fact(v1::WorkerFact::BIRTH_DATE, kMay)),
              ElementsAre("fact.values.birth_date"));
  EXPECT_THAT(Violations(Fact(v1::WorkerFact::SEX, kMay)), ElementsAre("fact.values.sex"));
  EXPECT_THAT(Violations(Fact(v1::WorkerFact::POLICY_GROUP_ADDED, kMay)),
              ElementsAre("fact.values.policy_groups"));
  EXPECT_THAT(Violations(Fact(v1::WorkerFact::MERGED, kMay)), ElementsAre("fact.values.worker"));
  EXPECT_THAT(Violations(Fact(v1::WorkerFact::FACT_VOIDED, kMay)),
              ElementsAre("fact.values.voided_fact"));
  EXPECT_THAT(Violations(Fact(v1::WorkerFact::DIED, kMay)), IsEmpty());
}

// One side's word alone must not take somebody out of its own figure.
TEST(CheckFact, WhatTakesAPersonOutOfTheFigureSaysWhereItCanBeLookedUp) {
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kMay);
  v1::WorkerFact moved = Moved(kMay, kYanjiao);
  v1::WorkerFact urban = Fact(v1::WorkerFact::RURAL_STATUS, kMay);
  urban.mutable_values()->set_rural(false);
  v1::WorkerFact born = Birth(kMay, absl::CivilDay(2012, 5, 1));
  for (v1::WorkerFact* fact : {&died, &moved, &urban, &born}) {
    EXPECT_THAT(Violations(*fact), IsEmpty());
    fact->set_reference(" - ");
    EXPECT_THAT(Violations(*fact), ElementsAre("fact.reference"));
    fact->set_file_digest(std::string(64, 'a'));
    EXPECT_THAT(Violations(*fact), IsEmpty());
    fact->set_file_digest("A");
    EXPECT_THAT(Violations(*fact), ElementsAre("fact.file_digest"));
    fact->clear_file_digest();
    fact->set_reference("证 529999199001010019");
    EXPECT_THAT(Violations(*fact), ElementsAre("fact.reference")) << "an identity number";
  }
  urban.clear_reference();
  urban.mutable_values()->set_rural(true);
  EXPECT_THAT(Violations(urban), IsEmpty()) << "back into the figure";
}

// The number holds the date: a later one, by one side's word, would take a grown person out.
TEST(WhyAgainstNumber, ABirthDateAgainstTheIdentityNumberCannotHold) {
  constexpr char kNumber[] = "529999199001010019";
  EXPECT_EQ(WhyAgainstNumber(Birth(kMay, absl::CivilDay(1990, 1, 1)), kNumber, kToday), "");
  EXPECT_EQ(WhyAgainstNumber(Birth(kMay, absl::CivilDay(2012, 5, 1)), "", kToday), "");
  const std::string why =
      WhyAgainstNumber(Birth(kMay, absl::CivilDay(2012, 5, 1)), kNumber, kToday);
  EXPECT_THAT(why, ::testing::HasSubstr("another date of birth"));
  EXPECT_THAT(why, ::testing::Not(::testing::HasSubstr("1990"))) << "tells nothing of the number";
  EXPECT_EQ(WhyAgainstNumber(Moved(kMay, kYanjiao), kNumber, kToday), "");
}

// Whoever left it out has not said "not rural", which would take the person out of every figure.
TEST(CheckFact, RuralStatusSaysWhich) {
  v1::WorkerFact fact = Fact(v1::WorkerFact::RURAL_STATUS, kMay);
  EXPECT_THAT(Violations(fact), ElementsAre("fact.values.rural"));
  fact.mutable_values()->set_rural(false);
  EXPECT_THAT(Violations(fact), IsEmpty());
  fact.mutable_values()->set_rural(true);
  EXPECT_THAT(Violations(fact), IsEmpty());
}

// A value that is sent and not read would be lost without a word.
TEST(CheckFact, AnotherKindsValueIsRefused) {
  v1::WorkerFact moved = Moved(kMay, kYanjiao);
  moved.mutable_values()->set_rural(true);
  moved.mutable_values()->set_sex(v1::SEX_MALE);
  EXPECT_THAT(Violations(moved), ElementsAre("fact.values.rural", "fact.values.sex"));
  v1::WorkerFact died = Fact(v1::WorkerFact::DIED, kMay);
  died.mutable_values()->set_worker("workers/a");
  EXPECT_THAT(Violations(died), ElementsAre("fact.values.worker"));
  v1::WorkerFact voided = Fact(v1::WorkerFact::FACT_VOIDED, kMay);
  voided.mutable_values()->set_voided_fact("workers/a/facts/b");
  voided.mutable_values()->add_policy_groups(v1::POLICY_GROUP_MONITORED);
  EXPECT_THAT(Violations(voided), ElementsAre("fact.values.policy_groups"));
}

TEST(NormalisedFact, KeepsOnlyWhatTheKindReads) {
  v1::WorkerFact fact = Moved(kMay, kYanjiao);
  fact.mutable_values()->set_worker("workers/a");
  fact.set_recorded_by("somebody");
  EXPECT_TRUE(SaysTheSame(fact, Moved(kMay, kYanjiao)));
  EXPECT_EQ(NormalisedFact(fact).recorded_by(), "");
  EXPECT_FALSE(SaysTheSame(fact, Moved(kJune, kYanjiao)));
  EXPECT_FALSE(SaysTheSame(fact, Moved(kMay, kYizi)));
}

TEST(WhyNotPossible, BeforeBirth) {
  const Facts facts = Facts().Add(Profile(kMarch));
  EXPECT_THAT(
      WhyNotPossible(facts.all(), "workers/w", Moved(absl::CivilDay(1990, 4, 30), kYanjiao)),
      HasSubstr("before the birth"));
  EXPECT_EQ(WhyNotPossible(facts.all(), "workers/w", Moved(absl::CivilDay(1990, 5, 1), kYanjiao)),
            "");
}

TEST(WhyNotPossible, AfterDeathButCorrectionsAre) {
  const Facts facts = Facts().Add(Profile(kMarch)).Add(Fact(v1::WorkerFact::DIED, kMay));
  EXPECT_THAT(WhyNotPossible(facts.all(), "workers/w", Moved(kMay + 1, kYanjiao)),
              HasSubstr("after the death"));
  EXPECT_EQ(WhyNotPossible(facts.all(), "workers/w", Moved(kMay, kYanjiao)), "");
  EXPECT_EQ(WhyNotPossible(facts.all(), "workers/w", Fact(v1::WorkerFact::DIED, kJune)), "");
  EXPECT_EQ(WhyNotPossible(facts.all(), "workers/w", Birth(kJune, absl::CivilDay(1991, 1, 1))), "");
}

TEST(WhyNotPossible, VoidsOfWhatIsNotThereOfTheProfileOrTwice) {
  Facts facts = Facts().Add(Profile(kMarch)).Add(Moved(kMay, kYanjiao));
  const auto why_not = [&](int number) {
    const Facts with = Facts(facts).Void(number);
    return WhyNotPossible(facts.all(), "workers/w", with.all().back());
  };
  EXPECT_THAT(why_not(1), HasSubstr("profile cannot be taken back"));
  EXPECT_EQ(why_not(2), "");
  EXPECT_THAT(why_not(9), HasSubstr("no such fact"));
  facts.Void(2);
  EXPECT_THAT(why_not(2), HasSubstr("taken back already"));
}

TEST(WhyNotPossible, MergersIntoItselfAndUndoingNone) {
  const Facts facts = Facts().Add(Profile(kMarch));
  const Facts merged = Facts(facts).Other(v1::WorkerFact::MERGED, "workers/w");
  EXPECT_THAT(WhyNotPossible(facts.all(), "workers/w", merged.all().back()),
              HasSubstr("into itself"));
  const Facts undone = Facts(facts).Other(v1::WorkerFact::UNMERGED, "workers/a");
  EXPECT_THAT(WhyNotPossible(facts.all(), "workers/w", undone.all().back()),
              HasSubstr("not merged"));
}

}  // namespace
}  // namespace laowu::worker

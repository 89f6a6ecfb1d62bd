// CreateWorker, UpdateWorker, PauseWorker, ResumeWorker: what one record's change writes, what it
// refuses, and what two people at once come to (worker_service.proto).

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);
constexpr absl::CivilDay kToday(2026, 6, 30);
constexpr char kPanzhouToo[] = "panzhou-2";
constexpr char kRequestId[] = "123e4567-e89b-12d3-a456-426614174000";
constexpr char kOtherRequestId[] = "123e4567-e89b-12d3-a456-426614174001";

class WorkerChangesTest : public WorkerFixture {
 protected:
  WorkerChangesTest() { role_.AddPrincipal(kPanzhouToo, "county-bureau", "520281"); }

  absl::StatusOr<v1::Worker> CreateOne(const std::string& id, const v1::Worker& worker,
                                       const std::string& request_id = "") {
    v1::CreateWorkerRequest request;
    *request.mutable_worker() = worker;
    *request.mutable_as_of_date() = runtime::ToDate(kMay);
    request.set_request_id(request_id);
    return role_.Call(id, &Stub::CreateWorker, request);
  }
  absl::StatusOr<v1::Worker> Update(const std::string& id, const v1::Worker& worker,
                                    const std::vector<std::string>& mask,
                                    std::optional<absl::CivilDay> effective = std::nullopt,
                                    const std::string& request_id = "") {
    v1::UpdateWorkerRequest request;
    *request.mutable_worker() = worker;
    for (const auto& path : mask) request.mutable_update_mask()->add_paths(path);
    if (effective.has_value()) *request.mutable_effective_date() = runtime::ToDate(*effective);
    request.set_request_id(request_id);
    return role_.Call(id, &Stub::UpdateWorker, request);
  }
  // A worker with nothing but a name, to be filled with what changes.
  static v1::Worker Named(const std::string& name) {
    v1::Worker worker;
    worker.set_name(name);
    return worker;
  }
  v1::Worker::PersonalDetails DetailsOf(const std::string& name) {
    return *LoadDetails(*store_, role_.keys(), WorkerId(name));
  }
};

TEST_F(WorkerChangesTest, CreateMakesOneRecordAndARetryMeetsIt) {
  const auto created = CreateOne(kPanzhou, Row(), kRequestId);
  ASSERT_OK(created);
  EXPECT_EQ(created->name(), absl::StrCat("workers/", kRequestId));
  EXPECT_FALSE(created->has_personal_details());
  EXPECT_THAT(KindsOf(created->name()), ElementsAre(v1::WorkerFact::PROFILE));
  EXPECT_THAT(Audits().back().resources(), ElementsAre(created->name()));
  const storage::Sequence before = store_->last_sequence();
  const auto again = CreateOne(kPanzhou, Row(), kRequestId);
  ASSERT_OK(again);
  EXPECT_EQ(again->SerializeAsString(), created->SerializeAsString());
  EXPECT_EQ(store_->last_sequence(), before);
  EXPECT_THAT(CreateOne(kPanzhou, Row(103), kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

// As of an imported row.
TEST_F(WorkerChangesTest, WhoIsMadeWithoutALegalBasisIsWarnedOf) {
  v1::Worker row = Row();
  row.clear_legal_basis();
  for (int i = 0; i < 2; ++i) {  // also when the answer was lost
    LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker made, CreateOne(kPanzhou, row, kRequestId));
    ASSERT_THAT(made.warnings(), SizeIs(1));
    EXPECT_EQ(made.warnings(0).reason(), "NO_LEGAL_BASIS");
  }
}

TEST_F(WorkerChangesTest, AKnownPersonIsNotMadeTwiceAndTheRecordIsNamed) {
  const std::string name = Create(kPanzhou, Row());
  EXPECT_THAT(CreateOne(kPanzhou, Row()),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr(name)));
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(1));
}

TEST_F(WorkerChangesTest, TwoCreatesOfOneNumberAtOnceMakeOneRecord) {
  bool raced = false;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (raced) return;
    raced = true;
    EXPECT_OK(CreateOne(kPanzhou, Row()));
  };
  EXPECT_THAT(CreateOne(kPanzhou, Row()), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(1));
  EXPECT_THAT(Records(Table::kIdentities), SizeIs(1));
}

TEST_F(WorkerChangesTest, CreateTellsEveryViolationAtOnce) {
  v1::CreateWorkerRequest request;
  request.mutable_worker()->mutable_personal_details()->set_phone_number("1380000");
  request.mutable_worker()->set_education(static_cast<v1::EducationLevel>(99));
  *request.mutable_as_of_date() = runtime::ToDate(kToday + 1);
  request.set_request_id("no uuid");
  const auto status = role_.Call(kPanzhou, &Stub::CreateWorker, request).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  for (const char* part : {"worker.personal_details.phone_number", "worker.education",
                           "worker.division_code", "as_of_date", "request_id"}) {
    EXPECT_THAT(status.ToString(), HasSubstr(part));
  }
  EXPECT_FALSE(absl::StrContains(status.ToString(), "1380000"));
}

TEST_F(WorkerChangesTest, CreateInAnotherCountyIsOutOfScope) {
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  EXPECT_THAT(CreateOne(kPanzhou, row), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(0));
}

TEST_F(WorkerChangesTest, AMaskNamesWhatChangesAndTheRestStays) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker change = Named(name);
  change.set_min_wage_cny_per_month(6'000);
  change.set_education(v1::EDUCATION_LEVEL_COLLEGE);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker changed,
                             Update(kPanzhou, change, {"min_wage_cny_per_month"}));
  EXPECT_EQ(changed.min_wage_cny_per_month(), 6'000);
  EXPECT_EQ(changed.education(), Row().education());
  EXPECT_EQ(changed.legal_basis().reference(), "form-17");
  EXPECT_THAT(Audits().back().fields(), ElementsAre("min_wage_cny_per_month"));
  EXPECT_THAT(KindsOf(name), SizeIs(1));
}

// Sent without a mask, a new number must not take the name away.
TEST_F(WorkerChangesTest, WithoutAMaskWhatIsSetChangesAlsoInsideTheDetails) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker change = Named(name);
  change.mutable_personal_details()->set_phone_number("13900000000");
  ASSERT_OK(Update(kPanzhou, change, {}));
  EXPECT_EQ(DetailsOf(name).phone_number(), "13900000000");
  EXPECT_EQ(DetailsOf(name).display_name(), Row().personal_details().display_name());
  EXPECT_EQ(DetailsOf(name).identity_number(), Row().personal_details().identity_number());
}

TEST_F(WorkerChangesTest, AnUpdateThatChangesNothingWritesNothing) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  const storage::Sequence before = store_->last_sequence();
  v1::Worker change = Named(name);
  change.set_min_wage_cny_per_month(Row().min_wage_cny_per_month());
  change.set_division_code(kYizi);
  EXPECT_OK(Update(kPanzhou, change, {}));
  EXPECT_OK(Update(kPanzhou, Named(name), {}));
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(WorkerChangesTest, ADatedFieldChangesProfileFactAndIndexInOneBatch) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker change = Named(name);
  change.set_division_code("520281002");
  change.add_policy_groups(v1::POLICY_GROUP_DISABLED);
  const auto undated = Update(kPanzhou, change, {});
  EXPECT_THAT(undated, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("effective_date")));
  EXPECT_THAT(Update(kPanzhou, change, {}, kMay - 1),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("2026-05-01")));
  EXPECT_THAT(Update(kPanzhou, change, {}, kToday + 1),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("future")));
  store_->operation_counts.clear();
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker changed, Update(kPanzhou, change, {}, kJune));
  EXPECT_THAT(store_->operation_counts, SizeIs(1));
  EXPECT_EQ(changed.division_code(), "520281002");
  EXPECT_THAT(changed.policy_groups(), ElementsAre(v1::POLICY_GROUP_DISABLED));
  EXPECT_THAT(KindsOf(name), ::testing::UnorderedElementsAre(v1::WorkerFact::PROFILE,
                                                             v1::WorkerFact::RESIDENCE_MOVED,
                                                             v1::WorkerFact::POLICY_GROUP_ADDED));
  EXPECT_THAT(Records(Table::kWorkersByDivision), SizeIs(1));
}

// What the mask does not name stays as it was on that day, whatever holds today.
// A slip must not carry a record out of its county: a move is a fact of its own, with its date.
TEST_F(WorkerChangesTest, AMoveToAnotherCountyIsAFactAndNoUpdate) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker moved = Named(name);
  moved.set_division_code(kYanjiao);
  const auto update = [&](const char* id) { return Update(id, moved, {"division_code"}, kJune); };
  EXPECT_THAT(update(kPanzhou),
              StatusIs(absl::StatusCode::kPermissionDenied, HasSubstr("RESIDENCE_MOVED")));
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), kYizi);
  EXPECT_OK(update(kCity));  // both counties are the city's
  EXPECT_EQ(Get(kLiuzhi, name)->division_code(), kYanjiao);
}

// Whoever moved a person by mistake mends it, until the other county has taken the record up.
TEST_F(WorkerChangesTest, WhoSaidTheMoveMayTakeItBackUntilSomebodyElseChangesTheRecord) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  // The answer says what it has done and the way back; so it does when it is sent again.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto moved,
                             Record(kPanzhou, name, Moved(kJune, kYanjiao), kRequestId));
  ASSERT_THAT(moved.warnings(), SizeIs(1));
  EXPECT_EQ(moved.warnings(0).reason(), "MOVED_OUT_OF_SCOPE");
  EXPECT_THAT(moved.warnings(0).related_names(), ElementsAre(moved.name()));
  EXPECT_THAT(moved.warnings(0).message(),
              ::testing::AllOf(HasSubstr("六枝特区 520203"), HasSubstr("FACT_VOIDED"),
                               HasSubstr("laowu worker take-back " + moved.name())));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto retried,
                             Record(kPanzhou, name, Moved(kJune, kYanjiao), kRequestId));
  EXPECT_EQ(retried.SerializeAsString(), moved.SerializeAsString());
  // Later reads say it to who moved the person, and to nobody else.
  const auto own = Get(kPanzhou, name).status();
  EXPECT_THAT(own, StatusIs(absl::StatusCode::kPermissionDenied, HasSubstr(moved.name())));
  EXPECT_EQ(runtime::ReasonOf(own), runtime::reasons::kOutOfScope.name);
  EXPECT_THAT(Get(kPanzhouToo, name).status(), StatusIs(absl::StatusCode::kPermissionDenied,
                                                        HasSubstr("no worker of its divisions")));
  v1::WorkerFact back = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  back.mutable_values()->set_voided_fact(moved.name());
  ASSERT_OK(Record(kPanzhou, name, back));
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), kYizi);

  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Record(kPanzhou, name, Moved(kJune, kYanjiao)));
  v1::PauseWorkerRequest pause;
  pause.set_name(name);
  ASSERT_OK(role_.Call(kLiuzhi, &Stub::PauseWorker, pause));
  back.mutable_values()->set_voided_fact(again.name());
  EXPECT_THAT(Record(kPanzhou, name, back), StatusIs(absl::StatusCode::kPermissionDenied,
                                                     HasSubstr("no worker of its divisions")));
  EXPECT_THAT(Get(kPanzhou, name).status(), StatusIs(absl::StatusCode::kPermissionDenied,
                                                     HasSubstr("no worker of its divisions")));
  // The county that has the record now may say that it was wrong.
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto returned, Record(kLiuzhi, name, back));
  EXPECT_THAT(returned.warnings(), SizeIs(1));
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), kYizi);
  // That, too, may have been a slip.
  v1::WorkerFact kept = Fact(v1::WorkerFact::FACT_VOIDED, kJune);
  kept.mutable_values()->set_voided_fact(returned.name());
  ASSERT_OK(Record(kLiuzhi, name, kept));
  EXPECT_EQ(Get(kLiuzhi, name)->division_code(), kYanjiao);
}

TEST_F(WorkerChangesTest, AMoveWithinTheScopeIsNotWarnedOf) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  EXPECT_THAT(Record(kPanzhou, name, Moved(kJune, "520281002"))->warnings(), SizeIs(0));
  EXPECT_THAT(Record(kCity, name, Moved(kJune, kYanjiao))->warnings(), SizeIs(0));
}

// It would take the person out of the county's figure without a word of proof.
TEST_F(WorkerChangesTest, ThatSomebodyIsRuralNoLongerIsAFactWithItsReferenceAndNoUpdate) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker urban = Named(name);
  urban.set_rural(false);
  EXPECT_THAT(Update(kPanzhou, urban, {"rural"}, kJune),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("RURAL_STATUS")));
  v1::WorkerFact fact = Fact(v1::WorkerFact::RURAL_STATUS, kJune);
  fact.mutable_values()->set_rural(false);
  ASSERT_OK(Record(kPanzhou, name, fact));
  EXPECT_FALSE(Get(kPanzhou, name)->rural());
  urban.set_rural(true);
  EXPECT_OK(Update(kPanzhou, urban, {"rural"}, kToday)) << "back in, by an update as before";
}

TEST_F(WorkerChangesTest, ADatedChangeOfThePastLeavesLaterOnesAlone) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  ASSERT_OK(Record(kPanzhou, name, Moved(kToday, "520281002")));
  v1::Worker change = Named(name);
  change.add_policy_groups(v1::POLICY_GROUP_DISABLED);
  ASSERT_OK(Update(kPanzhou, change, {"policy_groups"}, kJune));
  EXPECT_THAT(KindsOf(name),
              ElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::POLICY_GROUP_ADDED,
                          v1::WorkerFact::RESIDENCE_MOVED));
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), "520281002");
}

TEST_F(WorkerChangesTest, ABirthDateIsCorrectedOnTheProfilesDateAndNotAgainstTheNumber) {
  v1::Worker row = Row();
  row.mutable_personal_details()->clear_identity_number();
  row.set_source_reference("a");
  *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  const std::string name = Create(kPanzhou, row, kMay);
  v1::Worker change = Named(name);
  *change.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1991, 5, 1));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker changed, Update(kPanzhou, change, {"birth_date"}));
  EXPECT_EQ(runtime::ToCivilDay(changed.birth_date()), absl::CivilDay(1991, 5, 1));
  const auto facts = FactsOf(name);
  ASSERT_THAT(facts, SizeIs(2));
  for (const auto& fact : facts) EXPECT_EQ(runtime::ToCivilDay(fact.effective_date()), kMay);

  const std::string numbered = Create(kPanzhou, Row(103), kMay);
  change.set_name(numbered);
  EXPECT_THAT(Update(kPanzhou, change, {"birth_date"}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("birth_date")));
}

TEST_F(WorkerChangesTest, ACorrectedNumberFindsThePersonAndTheWrongOneNoLonger) {
  const std::string name = Create(kPanzhou, Row(101), kMay);
  v1::Worker change = Named(name);
  *change.mutable_personal_details() = Row(103).personal_details();
  ASSERT_OK(Update(kPanzhou, change, {"personal_details.identity_number"}));
  EXPECT_THAT(Records(Table::kIdentities), SizeIs(1));
  EXPECT_EQ(ImportOne(kPanzhou, Row(103), kMay).name(), name);
  EXPECT_NE(Create(kPanzhou, Row(101), kMay), name);
  // And it cannot become the number of somebody else.
  *change.mutable_personal_details() = Row(101).personal_details();
  EXPECT_THAT(Update(kPanzhou, change, {"personal_details.identity_number"}),
              StatusIs(absl::StatusCode::kAlreadyExists));
}

TEST_F(WorkerChangesTest, ConsentIsWithdrawnByItsTime) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker change = Named(name);
  change.mutable_legal_basis()->mutable_withdraw_time()->set_seconds(
      absl::ToUnixSeconds(role_.now()));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker changed,
                             Update(kPanzhou, change, {"legal_basis.withdraw_time"}));
  EXPECT_EQ(changed.legal_basis().reference(), "form-17");
  EXPECT_TRUE(changed.legal_basis().has_withdraw_time());
  ASSERT_THAT(changed.warnings(), SizeIs(1));
  EXPECT_EQ(changed.warnings(0).reason(), "NO_LEGAL_BASIS");
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, Row())), ElementsAre("NO_LEGAL_BASIS"));
  // Next month's roster, which still states it, gives no consent back; a later consent does.
  v1::Worker row = Row();
  row.set_min_wage_cny_per_month(5'000);
  const auto kept = ImportOne(kPanzhou, row);
  EXPECT_THAT(kept, HasResult(v1::ImportResult::UPDATED));
  EXPECT_THAT(Reasons(kept), ElementsAre("NO_LEGAL_BASIS"));
  EXPECT_TRUE(Get(kPanzhou, name)->legal_basis().has_withdraw_time());
  row.mutable_legal_basis()->mutable_effective_time()->set_seconds(
      absl::ToUnixSeconds(role_.now()) + 1);
  role_.set_now(role_.now() + absl::Seconds(2));
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, row)), ::testing::IsEmpty());
  EXPECT_FALSE(Get(kPanzhou, name)->legal_basis().has_withdraw_time());
}

TEST_F(WorkerChangesTest, BadUpdatesAreRefusedWithThePath) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  struct Case {
    const char* mask;
    const char* text;
    std::function<void(v1::Worker&)> change;
  };
  const Case cases[] = {
      {"merged_into", "the server sets", [](v1::Worker& w) { w.set_merged_into("workers/a"); }},
      {"erase_time", "the server sets", [](v1::Worker&) {}},
      {"nonsense", "no field of", [](v1::Worker&) {}},
      {"skills.level", "no field of", [](v1::Worker&) {}},
      {"education", "worker.education",
       [](v1::Worker& w) { w.set_education(static_cast<v1::EducationLevel>(99)); }},
      {"division_code", "worker.division_code", [](v1::Worker& w) { w.set_division_code("5"); }},
      {"division_code", "is required", [](v1::Worker&) {}},
      {"personal_details", "source_reference", [](v1::Worker&) {}},
      {"personal_details.phone_number", "phone_number",
       [](v1::Worker& w) { w.mutable_personal_details()->set_phone_number("+86"); }},
      {"village_display_name", "identity number",
       [](v1::Worker& w) {
         w.set_village_display_name(Row().personal_details().identity_number());
       }},
      {"household", "is not there", [](v1::Worker& w) { w.set_household("households/none"); }},
      {"household", "worker.household", [](v1::Worker& w) { w.set_household("households/A B"); }},
      {"state", "worker.state",
       [](v1::Worker& w) { w.set_state(static_cast<v1::Worker::State>(7)); }},
  };
  const storage::Sequence before = store_->last_sequence();
  for (const Case& c : cases) {
    v1::Worker change = Named(name);
    c.change(change);
    EXPECT_THAT(Update(kPanzhou, change, {c.mask}, kJune),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(c.text)))
        << c.mask;
  }
  EXPECT_EQ(store_->last_sequence(), before);
  EXPECT_THAT(Update(kLiuzhi, Named(name), {"education"}),
              StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_THAT(Update(kPanzhou, Named("workers/NO"), {}),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("worker.name")));
}

TEST_F(WorkerChangesTest, OfTwoUpdatesWithOneEtagOneIsAborted) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker change = Named(name);
  change.set_etag(Get(kPanzhou, name)->etag());
  change.set_min_wage_cny_per_month(6'000);
  bool raced = false;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (raced) return;
    raced = true;
    v1::Worker other = change;
    other.set_min_wage_cny_per_month(7'000);
    EXPECT_OK(Update(kPanzhou, other, {}));
  };
  const auto lost = Update(kPanzhou, change, {});
  EXPECT_THAT(lost, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runtime::ReasonOf(lost.status()), "ETAG_MISMATCH");
  EXPECT_EQ(Get(kPanzhou, name)->min_wage_cny_per_month(), 7'000);
}

// Without an etag both stand, one after the other, and neither takes the other's field away.
TEST_F(WorkerChangesTest, ALostRaceIsPlannedAnew) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  bool raced = false;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (raced) return;
    raced = true;
    v1::Worker other = Named(name);
    other.mutable_personal_details()->set_phone_number("13900000000");
    EXPECT_OK(Update(kPanzhou, other, {}));
  };
  v1::Worker change = Named(name);
  change.set_min_wage_cny_per_month(6'000);
  EXPECT_OK(Update(kPanzhou, change, {}));
  EXPECT_EQ(DetailsOf(name).phone_number(), "13900000000");
  EXPECT_EQ(Get(kPanzhou, name)->min_wage_cny_per_month(), 6'000);
}

TEST_F(WorkerChangesTest, ARetryWithTheSameEtagAndRequestIdMeetsWhatItDid) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker change = Named(name);
  change.set_etag(Get(kPanzhou, name)->etag());
  change.set_min_wage_cny_per_month(6'000);
  const auto first = Update(kPanzhou, change, {}, std::nullopt, kRequestId);
  ASSERT_OK(first);
  const auto again = Update(kPanzhou, change, {}, std::nullopt, kRequestId);
  ASSERT_OK(again);
  EXPECT_EQ(again->etag(), first->etag());
  EXPECT_THAT(Update(kPanzhou, change, {}, std::nullopt, kOtherRequestId),
              StatusIs(absl::StatusCode::kAborted));
}

TEST_F(WorkerChangesTest, PausedAndResumedEachOnce) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::PauseWorkerRequest pause;
  pause.set_name(name);
  pause.set_etag("\"1000000\"");
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::PauseWorker, pause),
              StatusIs(absl::StatusCode::kAborted));
  pause.clear_etag();
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::PauseWorker, pause)->state(), v1::Worker::PAUSED);
  const storage::Sequence before = store_->last_sequence();
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::PauseWorker, pause)->state(), v1::Worker::PAUSED);
  EXPECT_EQ(store_->last_sequence(), before);
  EXPECT_THAT(role_.Call(kLiuzhi, &Stub::PauseWorker, pause),
              StatusIs(absl::StatusCode::kPermissionDenied));
  v1::ResumeWorkerRequest resume;
  resume.set_name(name);
  EXPECT_EQ(role_.Call(kPanzhou, &Stub::ResumeWorker, resume)->state(), v1::Worker::ACTIVE);
}

TEST_F(WorkerChangesTest, PurposesHoldNoIdentityNumber) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  EXPECT_THAT(Get(kPanzhou, name, v1::WORKER_VIEW_FULL,
                  "for " + Row().personal_details().identity_number()),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("purpose")));
}

// What the first change said must not be answered to who asks for another one: it would be lost
// without a word.
TEST_F(WorkerChangesTest, AUsedRequestIdWithOtherContentIsRefusedByEveryChange) {
  v1::Worker change = Named(Create(kPanzhou, Row()));
  change.set_min_wage_cny_per_month(4000);
  ASSERT_OK(Update(kPanzhou, change, {}, std::nullopt, kRequestId));
  const storage::Sequence before = store_->last_sequence();
  change.set_min_wage_cny_per_month(5000);
  EXPECT_THAT(Update(kPanzhou, change, {}, std::nullopt, kRequestId),
              StatusIs(absl::StatusCode::kAlreadyExists));
  v1::PauseWorkerRequest pause;
  pause.set_name(change.name());
  pause.set_request_id(kRequestId);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::PauseWorker, pause),
              StatusIs(absl::StatusCode::kAlreadyExists));
  v1::DeleteWorkerRequest erase;
  erase.set_name(change.name());
  erase.set_purpose("本人要求");
  erase.set_request_id(kRequestId);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::DeleteWorker, erase),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(store_->last_sequence(), before);
  EXPECT_OK(Update(kPanzhou, change, {}, std::nullopt, kOtherRequestId));
  ASSERT_OK(role_.Call(kPanzhou, &Stub::PauseWorker, pause));
  EXPECT_OK(role_.Call(kPanzhou, &Stub::PauseWorker, pause)) << "a retry";
}

// Whether somebody else's record bears the id is not told: the answer names nothing.
TEST_F(WorkerChangesTest, AnIdUsedOutsideOfTheScopeIsRefusedWithoutANameInIt) {
  ASSERT_OK(CreateOne(kPanzhou, Row(), kRequestId));
  v1::Worker elsewhere = Row(103);
  elsewhere.set_division_code("520203102");
  const auto refused = CreateOne(kLiuzhi, elsewhere, kRequestId);
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(std::string(refused.status().message()), Not(HasSubstr("workers/")));
}

}  // namespace
}  // namespace laowu::worker

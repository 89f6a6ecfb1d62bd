// ImportWorkers: who a row is, what is dated, what is told and what is not.

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/runtime/limits.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);
constexpr absl::CivilDay kToday(2026, 6, 30);

class WorkerImportTest : public WorkerFixture {};

v1::Worker ReferenceRow(const std::string& reference) {
  v1::Worker row = Row();
  row.mutable_personal_details()->clear_identity_number();
  row.set_source_reference(reference);
  *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1990, 5, 1));
  return row;
}

TEST_F(WorkerImportTest, ANewPersonGetsARandomNameAProfileAndAnAuditRecord) {
  const auto response = Import(kPanzhou, {Row()}, kJune);
  ASSERT_OK(response);
  EXPECT_EQ(response->batch_number(), 7);
  EXPECT_EQ(response->committed_sequence(), store_->last_sequence());
  const std::string name = response->results(0).name();
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worker, Get(kPanzhou, name));
  EXPECT_EQ(worker.state(), v1::Worker::ACTIVE);
  EXPECT_EQ(worker.division_code(), kYizi);
  EXPECT_EQ(runtime::ToCivilDay(worker.birth_date()), absl::CivilDay(1990, 5, 1));
  EXPECT_EQ(worker.sex(), v1::SEX_MALE);
  EXPECT_TRUE(worker.rural());
  EXPECT_EQ(worker.recorded_by(), kPanzhou);
  EXPECT_FALSE(worker.has_personal_details());
  const auto facts = FactsOf(name);
  ASSERT_THAT(facts, SizeIs(1));
  EXPECT_EQ(facts[0].kind(), v1::WorkerFact::PROFILE);
  EXPECT_EQ(runtime::ToCivilDay(facts[0].effective_date()), kJune);
  EXPECT_EQ(facts[0].recorded_by(), kPanzhou);
  EXPECT_GT(facts[0].sequence(), 0);
  ASSERT_THAT(Audits(), SizeIs(1));
  EXPECT_THAT(Audits()[0].resources(), ElementsAre(name));
  EXPECT_EQ(Audits()[0].principal(), kPanzhou);
}

TEST_F(WorkerImportTest, WithoutAsOfDateTheProfileIsTodays) {
  EXPECT_EQ(runtime::ToCivilDay(FactsOf(Create(kPanzhou, Row()))[0].effective_date()), kToday);
}

// Nothing in the store shows who it is about.
TEST_F(WorkerImportTest, NoPersonalDetailStandsInTheStoreInClear) {
  Create(kPanzhou, Row());
  const auto details = Row().personal_details();
  int record_count = 0;
  for (const storage::TableDefinition& table : storage::kTables) {
    if (storage::IsReserved(table.table)) continue;
    for (const auto& record : Records(table.table)) {
      ++record_count;
      for (const std::string& secret :
           {details.display_name(), details.phone_number(), details.identity_number()}) {
        EXPECT_FALSE(absl::StrContains(record.key, secret)) << table.name;
        EXPECT_FALSE(absl::StrContains(record.value, secret)) << table.name;
      }
    }
  }
  // Worker, index by division, details, identity, fact, phone, name, audit.
  EXPECT_EQ(record_count, 8);
}

TEST_F(WorkerImportTest, SentAgainNothingIsWritten) {
  const std::string name = Create(kPanzhou, Row(), kJune);
  const storage::Sequence before = store_->last_sequence();
  for (const auto as_of : {std::optional<absl::CivilDay>(), std::optional(kJune)}) {
    const auto response = Import(kPanzhou, {Row()}, as_of);
    ASSERT_OK(response);
    EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::UNCHANGED));
    EXPECT_EQ(response->results(0).name(), name);
    EXPECT_EQ(response->committed_sequence(), 0);
  }
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(WorkerImportTest, AKnownNumberUpdatesThatWorkerWithoutADateWhereNothingDatedChanges) {
  const std::string name = Create(kPanzhou, Row());
  v1::Worker row = Row();
  row.set_min_wage_cny_per_month(5'000);
  const auto result = ImportOne(kPanzhou, row);
  EXPECT_THAT(result, HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(result.name(), name);
  EXPECT_EQ(Get(kPanzhou, name)->min_wage_cny_per_month(), 5'000);
  EXPECT_THAT(KindsOf(name), ElementsAre(v1::WorkerFact::PROFILE));
}

TEST_F(WorkerImportTest, AnUpdateKeepsDetailsAndLegalBasisThatItDoesNotState) {
  const std::string name = Create(kPanzhou, Row());
  v1::Worker row = Row();
  row.clear_legal_basis();
  row.mutable_personal_details()->clear_display_name();
  row.mutable_personal_details()->set_phone_number("13900000000");
  const auto result = ImportOne(kPanzhou, row);
  EXPECT_THAT(result, HasResult(v1::ImportResult::UPDATED));
  EXPECT_THAT(Reasons(result), IsEmpty());
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worker,
                             Get(kPanzhou, name, v1::WORKER_VIEW_FULL, "call"));
  EXPECT_EQ(worker.legal_basis().reference(), "form-17");
  EXPECT_EQ(worker.personal_details().display_name(), Row().personal_details().display_name());
  EXPECT_EQ(worker.personal_details().phone_number(), "13900000000");
}

TEST_F(WorkerImportTest, ARowOfSomebodyNewWithoutANameIsRejected) {
  v1::Worker nameless = Row();
  nameless.mutable_personal_details()->clear_display_name();
  v1::Worker blank = Row(103);
  blank.mutable_personal_details()->set_display_name("  ");
  for (const bool validate_only : {true, false}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto response,
                               Import(kPanzhou, {nameless, blank, Row(105)}, kMay, validate_only));
    for (const int i : {0, 1}) {
      const v1::ImportResult& result = response.results(i);
      EXPECT_THAT(result, HasResult(v1::ImportResult::REJECTED));
      EXPECT_THAT(result.name(), IsEmpty());
      EXPECT_THAT(result.status().message(),
                  HasSubstr(absl::StrCat("rows[", i, "].worker.personal_details.display_name")));
    }
    EXPECT_THAT(response.results(2), HasResult(v1::ImportResult::CREATED));
  }
  EXPECT_THAT(Records(storage::Table::kWorkers), SizeIs(1));
}

TEST_F(WorkerImportTest, ADatedFieldChangesOnAsOfDateAndMovesTheIndex) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code("520281002");
  row.set_rural(false);
  row.add_policy_groups(v1::POLICY_GROUP_DISABLED);
  EXPECT_THAT(ImportOne(kPanzhou, row, kJune), HasResult(v1::ImportResult::UPDATED));
  EXPECT_THAT(KindsOf(name), ::testing::UnorderedElementsAre(
                                 v1::WorkerFact::PROFILE, v1::WorkerFact::RESIDENCE_MOVED,
                                 v1::WorkerFact::RURAL_STATUS, v1::WorkerFact::POLICY_GROUP_ADDED));
  for (const auto& fact : FactsOf(name)) {
    const bool is_profile = fact.kind() == v1::WorkerFact::PROFILE;
    EXPECT_EQ(runtime::ToCivilDay(fact.effective_date()), is_profile ? kMay : kJune);
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worker, Get(kPanzhou, name));
  EXPECT_EQ(worker.division_code(), "520281002");
  EXPECT_FALSE(worker.rural());
  EXPECT_THAT(worker.policy_groups(), ElementsAre(v1::POLICY_GROUP_DISABLED));
  EXPECT_THAT(Records(Table::kWorkersByDivision), SizeIs(1));
  // And again: nothing.
  EXPECT_THAT(ImportOne(kPanzhou, row, kJune), HasResult(v1::ImportResult::UNCHANGED));
}

TEST_F(WorkerImportTest, ADatedChangeWithoutADateOrBeforeTheProfileIsRejected) {
  const std::string name = Create(kPanzhou, Row(), kJune);
  v1::Worker row = Row();
  row.set_rural(false);
  const auto undated = ImportOne(kPanzhou, row);
  EXPECT_THAT(undated, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(undated.status().message(), HasSubstr("as_of_date"));
  EXPECT_THAT(undated.status().message(), HasSubstr("农村户籍 是→否"));
  const auto early = ImportOne(kPanzhou, row, kMay);
  EXPECT_THAT(early, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(early.status().message(), HasSubstr("2026-06-01"));
  EXPECT_THAT(early.status().message(), HasSubstr("rural status yes→no"));
  EXPECT_THAT(early.status().message(), Not(HasSubstr("户籍 5202"))) << "what does not differ";
  row.set_division_code("520281002");
  row.add_policy_groups(v1::POLICY_GROUP_LOW_INCOME);
  const auto several = ImportOne(kPanzhou, row, kMay);
  EXPECT_THAT(several.status().message(), HasSubstr("户籍 520281001 亦资街道→520281002 "));
  EXPECT_THAT(several.status().message(), HasSubstr("policy group low income added"));
  EXPECT_THAT(KindsOf(name), SizeIs(1));
}

// The same words on a later day are news if something changed in between.
TEST_F(WorkerImportTest, TheSameRowOnALaterDayMovesAPersonBack) {
  const std::string name = Create(kPanzhou, Row(), absl::CivilDay(2026, 1, 1));
  ASSERT_OK(Record(kPanzhou, name, Moved(kMay, "520281002")));
  EXPECT_THAT(ImportOne(kPanzhou, Row()), HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_THAT(ImportOne(kPanzhou, Row(), kJune), HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), kYizi);
}

TEST_F(WorkerImportTest, ADifferingBirthDateCorrectsTheProfileOnItsOwnDate) {
  const std::string name = Create(kPanzhou, ReferenceRow("a"), kMay);
  v1::Worker row = ReferenceRow("a");
  *row.mutable_birth_date() = runtime::ToDate(absl::CivilDay(1991, 5, 1));
  row.set_sex(v1::SEX_FEMALE);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
  EXPECT_THAT(KindsOf(name),
              ::testing::UnorderedElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::BIRTH_DATE,
                                              v1::WorkerFact::SEX));
  for (const auto& fact : FactsOf(name)) {
    EXPECT_EQ(runtime::ToCivilDay(fact.effective_date()), kMay);
  }
  EXPECT_EQ(runtime::ToCivilDay(Get(kPanzhou, name)->birth_date()), absl::CivilDay(1991, 5, 1));
}

TEST_F(WorkerImportTest, ABadRowCostsOnlyItself) {
  v1::Worker bad = Row(103);
  bad.mutable_personal_details()->set_phone_number("1380000");
  bad.set_education(static_cast<v1::EducationLevel>(99));
  const auto response = Import(kPanzhou, {Row(101), bad, Row(105)});
  ASSERT_OK(response);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::CREATED));
  EXPECT_THAT(response->results(1), HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(response->results(2), HasResult(v1::ImportResult::CREATED));
  const absl::Status status = runtime::FromRpcStatus(response->results(1).status());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("rows[1].worker")));
  EXPECT_THAT(std::string(status.message()), HasSubstr("2 of 2"));
  EXPECT_FALSE(absl::StrContains(response->results(1).DebugString(), "1380000"));
}

TEST_F(WorkerImportTest, ARowOutsideTheScopeIsRejected) {
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  const auto result = ImportOne(kPanzhou, row);
  EXPECT_THAT(result, HasResult(v1::ImportResult::REJECTED));
  const absl::Status status = runtime::FromRpcStatus(result.status());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_EQ(runtime::ReasonOf(status), "OUT_OF_SCOPE");
  EXPECT_THAT(Records(Table::kWorkers), IsEmpty());
}

TEST_F(WorkerImportTest, Under16IsRejectedAndCounted) {
  v1::Worker row = Row();
  row.mutable_personal_details()->set_identity_number(
      IdentityNumber(absl::CivilDay(2011, 1, 1), 101));
  const auto result = ImportOne(kPanzhou, row);
  EXPECT_THAT(result, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(result.status().message(), HasSubstr("UNDERAGE"));
  EXPECT_THAT(role_.environment().metrics->Text(), HasSubstr("worker_underage"));
}

TEST_F(WorkerImportTest, WithoutLegalBasisAcceptedWithAWarning) {
  v1::Worker row = Row();
  row.clear_legal_basis();
  const auto result = ImportOne(kPanzhou, row);
  EXPECT_THAT(result, HasResult(v1::ImportResult::CREATED));
  EXPECT_THAT(Reasons(result), ElementsAre("NO_LEGAL_BASIS"));
}

TEST_F(WorkerImportTest, TwiceInOneMessageEqualIsUnchangedElseRejected) {
  v1::Worker other = Row();
  other.set_min_wage_cny_per_month(5'000);
  const auto response = Import(kPanzhou, {Row(), Row(), other});
  ASSERT_OK(response);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::CREATED));
  EXPECT_THAT(response->results(1), HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_EQ(response->results(1).name(), response->results(0).name());
  EXPECT_THAT(response->results(2), HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(response->results(2).status().message(), HasSubstr("另一行（rows[0]）是同一人"));
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(1));
}

TEST_F(WorkerImportTest, OneReferenceForTwoPeopleInAMessageIsRejected) {
  v1::Worker one = Row(101);
  v1::Worker two = Row(103);
  one.set_source_reference("a");
  two.set_source_reference("a");
  const auto response = Import(kPanzhou, {one, two});
  EXPECT_THAT(response->results(1), HasResult(v1::ImportResult::REJECTED));
}

TEST_F(WorkerImportTest, AReferenceFindsItsWorkerWithinTheBureauAlone) {
  const std::string name = Create(kPanzhou, ReferenceRow("a"));
  EXPECT_EQ(ImportOne(kPanzhou, ReferenceRow("a")).name(), name);
  v1::Worker elsewhere = ReferenceRow("a");
  elsewhere.set_division_code(kYanjiao);
  EXPECT_NE(Create(kLiuzhi, elsewhere), name);
}

TEST_F(WorkerImportTest, AWorkerKnownByReferenceGetsTheNumberThatComesLater) {
  const std::string name = Create(kPanzhou, ReferenceRow("a"));
  v1::Worker row = Row();
  row.set_source_reference("a");
  EXPECT_EQ(ImportOne(kPanzhou, row).name(), name);
  // From now on the number alone finds them.
  EXPECT_THAT(ImportOne(kPanzhou, Row()).name(), name);
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(1));
}

TEST_F(WorkerImportTest, AReferenceOfSomebodyElseIsRejected) {
  v1::Worker one = Row(101);
  one.set_source_reference("a");
  Create(kPanzhou, one);
  v1::Worker other = Row(103);
  other.set_source_reference("a");
  const auto result = ImportOne(kPanzhou, other);
  EXPECT_THAT(result, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(result.status().message(), HasSubstr("source_reference"));
}

TEST_F(WorkerImportTest, AReferenceOfOneWhoMovedAwayIsOutOfScope) {
  const std::string name = Create(kPanzhou, ReferenceRow("a"), kMay);
  ASSERT_OK(Record(kPanzhou, name, Moved(kJune, kYanjiao)));
  const auto result = ImportOne(kPanzhou, ReferenceRow("a"));
  EXPECT_THAT(result, HasResult(v1::ImportResult::REJECTED));
  EXPECT_THAT(runtime::FromRpcStatus(result.status()),
              StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(WorkerImportTest, TheCityBureauMovesAPersonWithinItsScope) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  const auto result = ImportOne(kCity, row, kJune);
  EXPECT_THAT(result, HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(result.name(), name);
  EXPECT_EQ(Get(kLiuzhi, name)->division_code(), kYanjiao);
}

// Two townships of one county are one caller's: one record, which moves on the row's date.
TEST_F(WorkerImportTest, TwoTownshipsOfOneCountyMakeOneRecordThatMoves) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code("520281002");
  const auto result = ImportOne(kPanzhou, row, kJune);
  EXPECT_THAT(result, HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(result.name(), name);
  EXPECT_THAT(KindsOf(name), ElementsAre(v1::WorkerFact::PROFILE, v1::WorkerFact::RESIDENCE_MOVED));
  // The first township's old list moves nobody back.
  EXPECT_THAT(ImportOne(kPanzhou, Row(), kMay), HasResult(v1::ImportResult::STALE));
  EXPECT_EQ(Get(kPanzhou, name)->division_code(), "520281002");
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(1));
}

// Next month's roster, which knows nothing of it, must not offer somebody who asked to be left out.
TEST_F(WorkerImportTest, ARowThatDoesNotSayAStateKeepsAWorkerPaused) {
  const std::string name = Create(kPanzhou, Row());
  v1::PauseWorkerRequest pause;
  pause.set_name(name);
  ASSERT_OK(role_.Call(kPanzhou, &Stub::PauseWorker, pause));
  v1::Worker row = Row();
  row.set_min_wage_cny_per_month(5'000);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(Get(kPanzhou, name)->state(), v1::Worker::PAUSED);
  row.set_state(v1::Worker::ACTIVE);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UNCHANGED));
  row.set_min_wage_cny_per_month(5'100);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
  EXPECT_EQ(Get(kPanzhou, name)->state(), v1::Worker::ACTIVE);
}

TEST_F(WorkerImportTest, ADeadPersonsRowWarns) {
  const std::string name = Create(kPanzhou, Row(), kMay);
  ASSERT_OK(Record(kPanzhou, name, Fact(v1::WorkerFact::DIED, kJune)));
  EXPECT_THAT(Reasons(ImportOne(kPanzhou, Row())), ElementsAre("WORKER_DEAD"));
  EXPECT_TRUE(Get(kPanzhou, name)->has_death_date());
}

TEST_F(WorkerImportTest, ValidateOnlySaysTheSameAndWritesNothing) {
  const auto response = Import(kPanzhou, {Row()}, kJune, true);
  ASSERT_OK(response);
  EXPECT_THAT(response->results(0), HasResult(v1::ImportResult::CREATED));
  EXPECT_EQ(response->results(0).name(), "");
  EXPECT_EQ(response->committed_sequence(), 0);
  EXPECT_EQ(store_->last_sequence(), 0);
}

TEST_F(WorkerImportTest, AsOfDateIsADateAndNotInTheFuture) {
  EXPECT_THAT(Import(kPanzhou, {Row()}, kToday + 1),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("future")));
  v1::ImportWorkersRequest request;
  *request.add_rows()->mutable_worker() = Row();
  request.mutable_as_of_date()->set_year(2026);
  EXPECT_THAT(role_.Call(kPanzhou, &Stub::ImportWorkers, request),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("as_of_date")));
}

TEST_F(WorkerImportTest, InferredFieldsAreForTheIntakeRoleAndLoseTheirTexts) {
  v1::ImportWorkersRequest request;
  auto& row = *request.add_rows();
  *row.mutable_worker() = Row();
  for (const char* path : {"personal_details.display_name", "education"}) {
    auto& field = *row.add_inferred_fields();
    field.set_field_path(path);
    field.set_source_text("初中 王某");
  }
  row.add_warnings()->set_reason("AGE_NOT_UNDERSTOOD");
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto direct,
                             role_.Call(kPanzhou, &Stub::ImportWorkers, request));
  EXPECT_THAT(direct.results(0), HasResult(v1::ImportResult::REJECTED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto through,
                             role_.CallOnBehalfOf(kPanzhou, &Stub::ImportWorkers, request));
  EXPECT_THAT(through.results(0), HasResult(v1::ImportResult::CREATED));
  EXPECT_THAT(Reasons(through.results(0)), ElementsAre("AGE_NOT_UNDERSTOOD"));
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker worker, Get(kPanzhou, through.results(0).name()));
  EXPECT_EQ(worker.recorded_by(), kPanzhou);
  for (const auto& field : worker.inferred_fields()) {
    EXPECT_EQ(field.source_text(), "") << field.field_path();
  }
  EXPECT_EQ(worker.inferred_fields_size(), 2);
  EXPECT_EQ(Audits().back().on_behalf_of(), kPanzhou);
}

std::vector<v1::Worker> ManyRows(int count) {
  std::vector<v1::Worker> rows;
  for (int i = 0; i < count; ++i) {
    v1::Worker row = Row();
    row.mutable_personal_details()->set_identity_number(
        IdentityNumber(absl::CivilDay(1980, 1, 1) + i, 101));
    row.set_source_reference(absl::StrCat("row-", i));
    rows.push_back(std::move(row));
  }
  return rows;
}

// The most rows, each with all its indexes, and then each with eight facts: several commits, in
// order, each within the batch's limit.
TEST_F(WorkerImportTest, AFullMessageIsSplitIntoCommitsThatFit) {
  std::vector<v1::Worker> rows = ManyRows(500);
  auto response = Import(kPanzhou, rows, kMay);
  ASSERT_OK(response);
  EXPECT_EQ(response->committed_sequence(), store_->last_sequence());
  for (const auto& result : response->results()) {
    EXPECT_THAT(result, HasResult(v1::ImportResult::CREATED));
  }
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(500));
  store_->operation_counts.clear();
  for (v1::Worker& row : rows) {
    row.set_division_code("520281002");
    row.set_rural(false);
    for (int group = 1; group < v1::PolicyGroup_ARRAYSIZE; ++group) {
      row.add_policy_groups(static_cast<v1::PolicyGroup>(group));
    }
  }
  response = Import(kPanzhou, rows, kJune);
  ASSERT_OK(response);
  EXPECT_EQ(response->results_size(), 500);
  for (int i = 0; i < response->results_size(); ++i) {
    EXPECT_EQ(response->results(i).index(), i);
    EXPECT_THAT(response->results(i), HasResult(v1::ImportResult::UPDATED));
  }
  EXPECT_GT(store_->operation_counts.size(), 1);
  for (const int count : store_->operation_counts) EXPECT_LE(count, storage::kMaxBatchOperations);
  EXPECT_EQ(response->committed_sequence(), store_->last_sequence());
  EXPECT_THAT(Audits(), SizeIs(::testing::Ge(3)));
}

TEST_F(WorkerImportTest, TooManyRowsAreRefusedWhole) {
  EXPECT_THAT(Import(kPanzhou, ManyRows(501)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("at most 500")));
}

// Two bureaus' threads bring the same person at once: the loser's plan is made anew, and finds what
// the winner wrote.
TEST_F(WorkerImportTest, ALostRaceIsPlannedAnew) {
  Create(kPanzhou, Row());
  const auto touch = [](storage::Store& store) {
    const auto records = *store.Scan(Table::kWorkers, {}, 1);
    storage::Batch batch;
    batch.Put(Table::kWorkers, records[0].key, records[0].value);
    ASSERT_OK(store.Commit(batch, absl::InfiniteFuture()));
  };
  int races = 2;
  store_->before_commit = [&](storage::Store& store) {
    if (races-- > 0) touch(store);
  };
  v1::Worker row = Row();
  row.set_min_wage_cny_per_month(5'000);
  EXPECT_THAT(ImportOne(kPanzhou, row), HasResult(v1::ImportResult::UPDATED));
  races = runtime::limits::kCommitAttempts;
  row.set_min_wage_cny_per_month(5'100);
  const auto response = Import(kPanzhou, {row});
  EXPECT_THAT(response, StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(runtime::ReasonOf(response.status()), "CONFLICT");
}

TEST_F(WorkerImportTest, TwoCreatesOfOnePersonAtOnceMakeOneRecord) {
  bool raced = false;
  store_->before_commit = [&](storage::Store& /*store*/) {
    if (raced) return;
    raced = true;
    EXPECT_THAT(ImportOne(kPanzhou, Row()), HasResult(v1::ImportResult::CREATED));
  };
  EXPECT_THAT(ImportOne(kPanzhou, Row()), HasResult(v1::ImportResult::UNCHANGED));
  EXPECT_THAT(Records(Table::kWorkers), SizeIs(1));
}

}  // namespace
}  // namespace laowu::worker

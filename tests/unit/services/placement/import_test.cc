// ImportOutcomes: rows one by one, in order, against each other; sent again nothing changes.

#include "absl/strings/str_cat.h"
#include "tests/unit/services/placement/placement_fixture.h"

namespace laowu::placement {
namespace {

using ::testing::HasSubstr;
using R = v1::ImportResult;

class OutcomeImportTest : public PlacementFixture {
 protected:
  v1::Outcome Arrival(const std::string& worker, absl::CivilDay day) {
    v1::Outcome outcome = MakeOutcome(v1::Outcome::ARRIVED, day);
    outcome.set_worker(worker);
    outcome.set_channel(v1::CHANNEL_SELF);
    return outcome;
  }
  v1::ImportOutcomesRequest Rows(const std::vector<v1::Outcome>& outcomes) {
    v1::ImportOutcomesRequest request;
    request.set_batch_number(7);
    for (const auto& outcome : outcomes) *request.add_rows()->mutable_outcome() = outcome;
    return request;
  }
  absl::StatusOr<v1::ImportOutcomesResponse> Import(const v1::ImportOutcomesRequest& request,
                                                    const std::string& by = kBureau) {
    return Call(by, &Stub::ImportOutcomes, request);
  }
  static std::vector<R::Result> ResultsOf(const v1::ImportOutcomesResponse& response) {
    std::vector<R::Result> out;
    for (const auto& result : response.results()) out.push_back(result.result());
    return out;
  }
  int CountOf(const v1::ImportOutcomesResponse& response, R::Result wanted) {
    const auto results = ResultsOf(response);
    return static_cast<int>(std::count(results.begin(), results.end(), wanted));
  }
};

TEST_F(OutcomeImportTest, Rule17AGroupFileOf556With3BadRows) {
  // As a sender cuts it: 500 rows, then 56.
  std::vector<v1::ImportOutcomesRequest> messages(2);
  const int bad_rows[] = {17, 400, 540};
  for (int i = 0; i < 556; ++i) {
    const std::string worker = absl::StrCat("workers/g", i);
    if (i != 17) {  // 17: nobody knows this worker
      v1::Worker known = MakeWorker(worker);
      if (i == 400) *known.mutable_birth_date() = runtime::ToDate(Today() - 365 * 15);
      workers_.Put(known);
    }
    v1::Outcome outcome = Arrival(worker, i == 540 ? Today() + 1 : Today() - 3);
    auto* row = messages[static_cast<size_t>(i / 500)].add_rows();
    *row->mutable_outcome() = outcome;
    row->mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
    row->mutable_attestation()->set_reference(absl::StrCat("call ", i));
  }
  int created = 0;
  for (const auto& message : messages) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(message));
    ASSERT_EQ(response.results_size(), message.rows_size());
    created += CountOf(response, R::CREATED);
    EXPECT_GT(response.committed_sequence(), 0);
  }
  EXPECT_EQ(created, 553);
  const auto sequence = owned_->store->last_sequence();
  int unchanged = 0;
  std::vector<int> rejected;
  for (size_t m = 0; m < messages.size(); ++m) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Import(messages[m]));
    unchanged += CountOf(again, R::UNCHANGED);
    for (const auto& result : again.results()) {
      if (result.result() != R::REJECTED) continue;
      rejected.push_back(static_cast<int>(m) * 500 + result.index());
      EXPECT_NE(result.status().code(), 0);
    }
    EXPECT_EQ(again.committed_sequence(), 0);
  }
  EXPECT_EQ(unchanged, 553);
  EXPECT_THAT(rejected, ::testing::ElementsAreArray(bad_rows));
  EXPECT_EQ(owned_->store->last_sequence(), sequence) << "sent again, nothing changes";
}

TEST_F(OutcomeImportTest, ManyRowsOfOneWorkerArePlannedInOrderAgainstEachOther) {
  const auto placement = Accepted(kWorker, kVacancy, 20);
  v1::Outcome arrived = Arrival(kWorker, Today() - 20);
  arrived.set_placement(placement.name());
  const auto request = Rows({MakeOutcome(v1::Outcome::RESUMED, Today() - 9),  // no visit yet
                             arrived, MakeOutcome(v1::Outcome::HOME_VISIT, Today() - 10),
                             MakeOutcome(v1::Outcome::RESUMED, Today() - 8), arrived,
                             MakeOutcome(v1::Outcome::RETURNED, Today() - 1)});
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_EQ(response.batch_number(), 7);
  EXPECT_THAT(ResultsOf(response), ::testing::ElementsAre(R::REJECTED, R::CREATED, R::CREATED,
                                                          R::CREATED, R::UNCHANGED, R::CREATED));
  EXPECT_EQ(response.results(4).name(), response.results(1).name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto read, Get(placement.name()));
  EXPECT_EQ(read.state(), v1::Placement::ENDED);
  EXPECT_EQ(TakenCount(kVacancy), 1) << "who began has taken the opening for good";
  EXPECT_FALSE(StateOf(kWorker).has_away_since_date());
}

TEST_F(OutcomeImportTest, ARowIsRefusedWithAllItsViolationsAndItsPath) {
  auto request = Rows({Arrival(kWorker, Today()), Arrival("nobody", Today())});
  request.mutable_rows(1)->mutable_outcome()->set_workplace_division_code("9");
  request.mutable_rows(1)->mutable_attestation();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_EQ(response.results(0).result(), R::CREATED);
  const absl::Status said = runtime::FromRpcStatus(response.results(1).status());
  for (const char* path : {"rows[1].outcome.worker", "rows[1].outcome.workplace_division_code",
                           "rows[1].attestation.kind"}) {
    EXPECT_THAT(response.results(1).status().DebugString(), HasSubstr(path));
  }
  EXPECT_THAT(said, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("3 of 3")));
}

TEST_F(OutcomeImportTest, AnotherCountysWorkerAndAnUnknownOneAreRefusedInTheSameWords) {
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto response,
      Import(Rows({Arrival(kWorker, Today()), Arrival("workers/none", Today())}), kOtherBureau));
  EXPECT_EQ(response.results(0).status().message(), response.results(1).status().message());
  EXPECT_EQ(CountOf(response, R::REJECTED), 2);
  EXPECT_EQ(response.committed_sequence(), 0);
}

TEST_F(OutcomeImportTest, AnAttestationComesInTheSameCommitJudgedByTheCallersRole) {
  auto request = Rows({Arrival(kWorker, Today()), Arrival(kWorker2, Today())});
  request.mutable_rows(0)->mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
  request.mutable_rows(0)->mutable_attestation()->set_reference("call 7");
  request.mutable_rows(1)->mutable_attestation()->set_kind(v1::Attestation::OFFICE_CONFIRMATION);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_THAT(ResultsOf(response), ::testing::ElementsAre(R::CREATED, R::REJECTED));
  EXPECT_THAT(runtime::FromRpcStatus(response.results(1).status()),
              HasReason("NOT_YOUR_ATTESTATION"));
  v1::GetOutcomeRequest get;
  get.set_name(response.results(0).name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto outcome, Call(kBureau, &Stub::GetOutcome, get));
  EXPECT_EQ(outcome.evidence_grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION);
  EXPECT_EQ(outcome.attestations(0).record_time().SerializeAsString(),
            outcome.record_time().SerializeAsString());
}

// A row is mended in one go: what is wrong with the outcome, its date and who vouches for it.
TEST_F(OutcomeImportTest, ARowsViolationsAreToldAtOnce) {
  auto request = Rows({Arrival(kWorker, Today() + 1), Arrival(kWorker2, Today())});
  request.mutable_rows(0)->mutable_outcome()->clear_workplace_division_code();
  for (auto& row : *request.mutable_rows()) {
    row.mutable_attestation()->set_kind(v1::Attestation::ORGANIZER_RECORD);
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_THAT(ResultsOf(response), ::testing::ElementsAre(R::REJECTED, R::REJECTED));
  EXPECT_THAT(ViolatedFields(runtime::FromRpcStatus(response.results(0).status())),
              ::testing::ElementsAre("rows[0].outcome.workplace_division_code",
                                     "rows[0].attestation.reference", "rows[0].attestation.kind",
                                     "rows[0].outcome.effective_date"));
  EXPECT_THAT(ViolatedFields(runtime::FromRpcStatus(response.results(1).status())),
              ::testing::ElementsAre("rows[1].attestation.reference", "rows[1].attestation.kind"));
}

TEST_F(OutcomeImportTest, ARowThatBringsANewAttestationUpdates) {
  auto request = Rows({Arrival(kWorker, Today())});
  ASSERT_OK(Import(request));
  request.mutable_rows(0)->mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
  request.mutable_rows(0)->mutable_attestation()->set_reference("call 7");
  *request.add_rows() = request.rows(0);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_THAT(ResultsOf(response), ::testing::ElementsAre(R::UPDATED, R::UNCHANGED));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Import(request));
  EXPECT_EQ(CountOf(again, R::UNCHANGED), 2);
}

TEST_F(OutcomeImportTest, ADryRunChecksRowsAgainstEachOtherAndWritesNothing) {
  auto request =
      Rows({Arrival(kWorker, Today() - 20), MakeOutcome(v1::Outcome::HOME_VISIT, Today() - 10),
            MakeOutcome(v1::Outcome::RESUMED, Today() - 8), Arrival(kWorker, Today() - 20)});
  request.set_validate_only(true);
  const auto sequence = owned_->store->last_sequence();
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_EQ(CountOf(response, R::CREATED), 3);
  EXPECT_EQ(response.results(0).name(), "");
  EXPECT_EQ(response.results(3).result(), R::UNCHANGED);
  EXPECT_EQ(response.results(3).name(), "") << "it would get another";
  EXPECT_EQ(owned_->store->last_sequence(), sequence);
}

// 500 rows with references are more operations than one batch takes.
TEST_F(OutcomeImportTest, AMessageMayBeLargerThanABatch) {
  v1::ImportOutcomesRequest request;
  for (int i = 0; i < 500; ++i) {
    const std::string worker = absl::StrCat("workers/m", i);
    workers_.Put(MakeWorker(worker));
    auto* row = request.add_rows();
    *row->mutable_outcome() = Arrival(worker, Today());
    row->mutable_attestation()->set_kind(v1::Attestation::WORKER_CONFIRMATION);
    row->mutable_attestation()->set_reference("call");
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_EQ(CountOf(response, R::CREATED), 500);
  *request.add_rows() = request.rows(0);
  EXPECT_THAT(Import(request), StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("rows")));
}

TEST_F(OutcomeImportTest, Rule19AnOpeningBalanceIsAwaySinceBeforeADateAMonthOrADay) {
  const std::pair<v1::DatePrecision, absl::CivilDay> kCases[] = {
      {v1::DATE_PRECISION_BEFORE, absl::CivilDay(2026, 3, 15)},
      {v1::DATE_PRECISION_MONTH, absl::CivilDay(2026, 3, 31)},
      {v1::DATE_PRECISION_DAY, absl::CivilDay(2026, 3, 15)},
  };
  int worker = 1;
  for (const auto& [precision, away_since] : kCases) {
    v1::Outcome balance = MakeOutcome(v1::Outcome::OPENING_BALANCE, absl::CivilDay(2026, 3, 15));
    balance.set_worker(absl::StrCat("workers/w", worker++));
    balance.set_date_precision(precision);
    balance.set_channel(v1::CHANNEL_SELF);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(Rows({balance})));
    EXPECT_EQ(response.results(0).result(), R::CREATED);
    EXPECT_EQ(runtime::ToCivilDay(StateOf(balance.worker()).away_since_date()), away_since);
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto recorded, Record(balance));
    EXPECT_EQ(recorded.name(), response.results(0).name()) << "the same through the other door";
  }
}

TEST_F(OutcomeImportTest, AStreamAnswersEachMessageInOrder) {
  grpc::ClientContext context;
  role_.Authenticate(kBureau, &context);
  Stub stub(role_.channel());
  auto stream = stub.StreamImportOutcomes(&context);
  for (int i = 1; i <= 3; ++i) {
    auto request = Rows({Arrival(absl::StrCat("workers/w", i), Today())});
    request.set_batch_number(i);
    ASSERT_TRUE(stream->Write(request));
    v1::ImportOutcomesResponse response;
    ASSERT_TRUE(stream->Read(&response));
    EXPECT_EQ(response.batch_number(), i);
    EXPECT_EQ(CountOf(response, R::CREATED), 1);
  }
  stream->WritesDone();
  EXPECT_THAT(runtime::FromGrpc(stream->Finish()), IsOk());
}

TEST_F(OutcomeImportTest, AnOpenStreamEndsWhenTheRoleStops) {
  grpc::ClientContext context;
  role_.Authenticate(kBureau, &context);
  Stub stub(role_.channel());
  auto stream = stub.StreamImportOutcomes(&context);
  ASSERT_TRUE(stream->Write(Rows({Arrival(kWorker, Today())})));
  v1::ImportOutcomesResponse response;
  ASSERT_TRUE(stream->Read(&response));
  service_->EndStreams();
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_THAT(runtime::FromGrpc(stream->Finish()), HasReason("STOPPING"));
}

// A reader of many rows finds the cell: every rejected row names at least one field.
TEST_F(OutcomeImportTest, EveryRejectedRowNamesAField) {
  auto request = Rows({Arrival(kWorker, Today() + 1), Arrival("workers/none", Today()),
                       Arrival(kWorker2, Today()), MakeOutcome(v1::Outcome::RESUMED, Today())});
  request.mutable_rows(2)->mutable_attestation()->set_kind(v1::Attestation::OFFICE_CONFIRMATION);
  for (const auto& by : {kBureau, kOtherBureau, kAdmin}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request, by));
    for (const auto& result : response.results()) {
      if (result.result() != R::REJECTED) continue;
      const auto fields = ViolatedFields(runtime::FromRpcStatus(result.status()));
      ASSERT_FALSE(fields.empty()) << result.DebugString();
      EXPECT_THAT(fields[0], ::testing::StartsWith(absl::StrCat("rows[", result.index(), "].")));
    }
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  const auto fields_of = [&](int row) {
    return ViolatedFields(runtime::FromRpcStatus(response.results(row).status()));
  };
  EXPECT_THAT(fields_of(0), ::testing::ElementsAre("rows[0].outcome.effective_date"));
  EXPECT_THAT(fields_of(1), ::testing::ElementsAre("rows[1].outcome.worker"));
  EXPECT_THAT(fields_of(2), ::testing::ElementsAre("rows[2].attestation.kind"));
  EXPECT_THAT(fields_of(3), ::testing::ElementsAre("rows[3].outcome.type"));
}

// Rows come in any order (rule 0), those of one message too: a return is judged with the arrival
// that stands below it.
TEST_F(OutcomeImportTest, Rule0ARowThatFindsNothingBearsAWarningOnceAllRowsAreKnown) {
  v1::Outcome stray = MakeOutcome(v1::Outcome::RETURNED, absl::CivilDay(2006, 6, 1));
  stray.set_worker(kWorker2);
  const auto request = Rows({MakeOutcome(v1::Outcome::RETURNED, Today() - 2),
                             Arrival(kWorker, Today() - 9), stray, Arrival(kWorker2, Today())});
  auto dry = request;
  dry.set_validate_only(true);
  for (const auto& sent : {dry, request}) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(sent));
    EXPECT_EQ(CountOf(response, R::CREATED), 4);
    for (const int row : {0, 1, 3}) EXPECT_EQ(response.results(row).warnings_size(), 0) << row;
    ASSERT_EQ(response.results(2).warnings_size(), 1);
    EXPECT_EQ(response.results(2).warnings(0).reason(), "NOT_AWAY_THEN");
  }
}

TEST_F(OutcomeImportTest, Rule14AVoidOfWhatIsTakenBackIsUnchanged) {
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto arrived, Record(Arrival(kWorker, Today() - 9)));
  v1::Outcome voided = MakeOutcome(v1::Outcome::VOIDED, Today() - 1);
  voided.set_voids(arrived.name());
  v1::Outcome again = MakeOutcome(v1::Outcome::VOIDED, Today());
  again.set_voids(arrived.name());
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(Rows({voided, again})));
  EXPECT_THAT(ResultsOf(response), ::testing::ElementsAre(R::CREATED, R::UNCHANGED));
  EXPECT_EQ(response.results(1).name(), response.results(0).name());
}

// Somebody claimed to have gone by an organised channel long ago, and the rows of a call list.
class NamedOutcomeTest : public OutcomeImportTest {
 protected:
  v1::Outcome Claim(v1::Channel channel, const std::string& organizer = "") {
    v1::Outcome claim = Arrival(kWorker, Today() - 200);
    claim.set_channel(channel);
    claim.set_organizer(organizer);
    const auto recorded = Record(claim);
    EXPECT_THAT(recorded, IsOk());
    return recorded.ok() ? *recorded : v1::Outcome();
  }
  v1::ImportOutcomesRequest Row(const v1::Outcome& outcome, const std::string& named,
                                v1::Attestation::Kind kind = v1::Attestation::WORKER_CONFIRMATION) {
    v1::ImportOutcomesRequest request = Rows({outcome});
    request.mutable_rows(0)->set_named_outcome(named);
    request.mutable_rows(0)->mutable_attestation()->set_kind(kind);
    request.mutable_rows(0)->mutable_attestation()->set_reference("calls of June");
    return request;
  }
  v1::Outcome Told(const std::string& name) {
    v1::GetOutcomeRequest get;
    get.set_name(name);
    const auto outcome = Call(kBureau, &Stub::GetOutcome, get);
    EXPECT_THAT(outcome, IsOk());
    return outcome.ok() ? *outcome : v1::Outcome();
  }
  v1::ImportResult Dry(v1::ImportOutcomesRequest request) {
    request.set_validate_only(true);
    const auto response = Import(request);
    EXPECT_THAT(response, IsOk());
    return response.ok() ? response->results(0) : v1::ImportResult();
  }
  static std::vector<std::string> Reasons(const v1::ImportResult& result) {
    std::vector<std::string> reasons;
    for (const auto& warning : result.warnings()) reasons.push_back(warning.reason());
    return reasons;
  }
};

// Later than 30 days after leaving a confirmation proves nothing; to vouch for the arrival does.
TEST_F(NamedOutcomeTest, Rule6TheOutcomeThatARowNamesIsVouchedForToo) {
  const v1::Outcome claim = Claim(v1::CHANNEL_COOPERATION_STATION);
  const v1::Outcome confirmed = MakeOutcome(v1::Outcome::CONFIRMED, Today());
  const auto unnamed = Dry(Row(confirmed, ""));
  ASSERT_THAT(Reasons(unnamed), ::testing::ElementsAre("CLAIM_NOT_PROVEN"));
  EXPECT_THAT(unnamed.warnings(0).related_names(), ::testing::ElementsAre(claim.name()));
  const auto request = Row(confirmed, claim.name());
  EXPECT_EQ(Dry(request).attested_outcome(), claim.name());
  EXPECT_EQ(Told(claim.name()).attestations_size(), 0) << "a dry run writes nothing";
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(request));
  EXPECT_EQ(response.results(0).result(), R::CREATED);
  EXPECT_EQ(response.results(0).attested_outcome(), claim.name());
  EXPECT_THAT(Reasons(response.results(0)), ::testing::IsEmpty());
  for (const std::string& name : {claim.name(), response.results(0).name()}) {
    EXPECT_EQ(Told(name).evidence_grade(), v1::EVIDENCE_GRADE_WORKER_CONFIRMATION) << name;
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto again, Import(request));
  EXPECT_EQ(again.results(0).result(), R::UNCHANGED);
  EXPECT_EQ(again.results(0).attested_outcome(), "");
  EXPECT_EQ(again.committed_sequence(), 0);
}

// As the figures have it: what an earlier job proved is carried, and what it lacks as well.
TEST_F(NamedOutcomeTest, Rule4WhatAnEarlierJobWasDecidesWhetherAClaimLacksProof) {
  const auto row = Row(MakeOutcome(v1::Outcome::CONFIRMED, Today()), "");
  const v1::Outcome first = Claim(v1::CHANNEL_COOPERATION_STATION);
  v1::Outcome changed = MakeOutcome(v1::Outcome::JOB_CHANGED, Today() - 100);
  changed.set_channel(v1::CHANNEL_SELF);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto alone, Record(changed));
  const auto lacking = Dry(row);
  ASSERT_THAT(Reasons(lacking), ::testing::ElementsAre("CLAIM_NOT_PROVEN"));
  EXPECT_THAT(lacking.warnings(0).related_names(), ::testing::ElementsAre(first.name()));
  ASSERT_OK(Void(alone));
  changed.set_channel(v1::CHANNEL_PUBLIC_SERVICE);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto second, Record(changed));
  const auto claimed = Dry(row);
  ASSERT_THAT(Reasons(claimed), ::testing::ElementsAre("CLAIM_NOT_PROVEN"));
  EXPECT_THAT(claimed.warnings(0).related_names(), ::testing::ElementsAre(second.name()));
  ASSERT_OK(Attest(kBureau, first.name(), v1::Attestation::WORKER_CONFIRMATION));
  EXPECT_THAT(Reasons(Dry(row)), ::testing::IsEmpty());
}

// Vouched for by a call, and still not counted, since the job was begun while away.
TEST_F(NamedOutcomeTest, Rule4ACallForAJobBegunWhileAwaySaysThatItIsNotEnough) {
  Claim(v1::CHANNEL_SELF);
  v1::Outcome changed = MakeOutcome(v1::Outcome::JOB_CHANGED, Today() - 100);
  changed.set_channel(v1::CHANNEL_PUBLIC_SERVICE);
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto claim, Record(changed));
  const auto confirmed = MakeOutcome(v1::Outcome::CONFIRMED, Today());
  const auto called = Dry(Row(confirmed, claim.name()));
  EXPECT_EQ(called.attested_outcome(), claim.name());
  ASSERT_THAT(Reasons(called), ::testing::ElementsAre("CLAIM_NOT_PROVEN"));
  EXPECT_THAT(called.warnings(0).message(), ::testing::HasSubstr("organizer-record"));
  EXPECT_THAT(called.warnings(0).related_names(), ::testing::ElementsAre(claim.name()));
}

TEST_F(NamedOutcomeTest, AConfirmationThatStandsStillVouchesForWhatTheRowNames) {
  const v1::Outcome claim = Claim(v1::CHANNEL_COOPERATION_STATION);
  const v1::Outcome confirmed = MakeOutcome(v1::Outcome::CONFIRMED, Today());
  ASSERT_OK(Import(Row(confirmed, "")));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto response, Import(Row(confirmed, claim.name())));
  EXPECT_EQ(response.results(0).result(), R::UPDATED);
  EXPECT_EQ(response.results(0).attested_outcome(), claim.name());
}

TEST_F(NamedOutcomeTest, WhatARowContradictsOrWasTakenBackIsNotVouchedFor) {
  const v1::Outcome claim = Claim(v1::CHANNEL_COOPERATION_STATION);
  v1::Outcome confirmed = MakeOutcome(v1::Outcome::CONFIRMED, Today());
  confirmed.set_workplace_division_code("442000118");
  EXPECT_EQ(Dry(Row(confirmed, claim.name())).attested_outcome(), claim.name()) << "finer";
  v1::Outcome elsewhere = confirmed;
  elsewhere.set_workplace_division_code("440300");
  v1::Outcome otherwise = confirmed;
  otherwise.set_channel(v1::CHANNEL_SELF);
  for (const v1::Outcome& outcome : {elsewhere, otherwise}) {
    const auto result = Dry(Row(outcome, claim.name()));
    EXPECT_EQ(result.attested_outcome(), "");
    EXPECT_THAT(Reasons(result), ::testing::Contains("CLAIM_NOT_PROVEN"));
    // Why it does not, and not that it came late.
    const std::string& why = result.warnings().rbegin()->message();
    const bool place = outcome.workplace_division_code() == "440300";
    EXPECT_THAT(why, ::testing::HasSubstr(place ? "改了务工地" : "改了务工渠道或组织单位"));
    EXPECT_THAT(why, ::testing::Not(::testing::HasSubstr("外出满30天")));
  }
  EXPECT_THAT(Reasons(Dry(Row(otherwise, claim.name()))),
              ::testing::ElementsAre("RELABEL_WITHOUT_PLACEMENT", "CLAIM_NOT_PROVEN"));
  const auto returned = Dry(Row(MakeOutcome(v1::Outcome::RETURNED, Today()), claim.name()));
  EXPECT_EQ(returned.result(), R::CREATED);
  EXPECT_EQ(returned.attested_outcome(), "");
  ASSERT_OK(Void(claim));
  const auto gone = Dry(Row(confirmed, claim.name()));
  EXPECT_EQ(gone.attested_outcome(), "");
  EXPECT_THAT(Reasons(gone), ::testing::UnorderedElementsAre("OUTCOME_VOIDED", "NOT_AWAY_THEN"));
}

TEST_F(NamedOutcomeTest, OnlyAnOutcomeOfThePersonMayBeNamed) {
  v1::Outcome others = Arrival(kWorker2, Today() - 9);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Outcome recorded, Record(others));
  for (const std::string& name :
       {recorded.name(), std::string("outcomes/none"), std::string("arrivals/1")}) {
    const auto result = Dry(Row(MakeOutcome(v1::Outcome::CONFIRMED, Today()), name));
    EXPECT_EQ(result.result(), R::REJECTED) << name;
    EXPECT_THAT(ViolatedFields(runtime::FromRpcStatus(result.status())),
                ::testing::ElementsAre("rows[0].named_outcome"));
  }
}

// The organiser's list is of who arrived, and says nothing of today.
TEST_F(NamedOutcomeTest, AnOrganisersListVouchesForTheArrivalAlone) {
  ASSERT_OK(CreateOrganizer("labour"));
  const v1::Outcome claim = Claim(v1::CHANNEL_LABOUR_COMPANY, "organizers/labour");
  const v1::Outcome confirmed = MakeOutcome(v1::Outcome::CONFIRMED, Today());
  EXPECT_EQ(Dry(Row(confirmed, "", v1::Attestation::ORGANIZER_RECORD)).result(), R::REJECTED);
  LAOWU_ASSERT_OK_AND_ASSIGN(
      const auto response, Import(Row(confirmed, claim.name(), v1::Attestation::ORGANIZER_RECORD)));
  EXPECT_EQ(response.results(0).attested_outcome(), claim.name());
  EXPECT_EQ(Told(claim.name()).evidence_grade(), v1::EVIDENCE_GRADE_ORGANIZER_RECORD);
  EXPECT_EQ(Told(response.results(0).name()).attestations_size(), 0);
  // Nothing is worth anything of what the organiser says is not its own.
  ASSERT_OK(Attest(kOrganizerUser, claim.name(), v1::Attestation::ORGANIZER_DENIAL));
  auto denied = Row(MakeOutcome(v1::Outcome::CONFIRMED, Today() - 1), claim.name());
  EXPECT_EQ(Dry(denied).attested_outcome(), "");
  EXPECT_THAT(Reasons(Dry(denied)), ::testing::ElementsAre("CLAIM_NOT_PROVEN"));
}

// Vouched for, and still not counted: which the row says, with another reason than want of proof.
TEST_F(NamedOutcomeTest, ALicenceThatHadLapsedWhenTheJobBeganIsToldApart) {
  ASSERT_OK(CreateOrganizer("labour"));
  const v1::Outcome claim = Claim(v1::CHANNEL_LABOUR_COMPANY, "organizers/labour");
  const auto row = Row(MakeOutcome(v1::Outcome::CONFIRMED, Today()), claim.name());
  EXPECT_THAT(Reasons(Dry(row)), ::testing::IsEmpty());
  v1::UpdateOrganizerRequest update;
  update.mutable_organizer()->set_name("organizers/labour");
  auto& licence = *update.mutable_organizer()->add_licences();
  licence.set_number("L-1");
  *licence.mutable_start_date() = runtime::ToDate(absl::CivilDay(2025, 1, 1));
  *licence.mutable_end_date() = runtime::ToDate(Today() - 300);
  ASSERT_OK(Call(kCity, &Stub::UpdateOrganizer, update));
  const auto told = Dry(row);
  EXPECT_EQ(told.attested_outcome(), claim.name());
  ASSERT_THAT(Reasons(told), ::testing::ElementsAre("LICENCE_NOT_IN_FORCE"));
  EXPECT_THAT(told.warnings(0).message(), ::testing::HasSubstr(runtime::DateText(Today() - 200)));
  EXPECT_THAT(told.warnings(0).related_names(), ::testing::ElementsAre(claim.name()));
}

}  // namespace
}  // namespace laowu::placement

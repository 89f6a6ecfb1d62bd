// Erasing a person who has several records (ratio.md rules 8 and 18): those that were merged into
// the one that is named bear name and phone of the same person, and go with it.

#include "absl/strings/match.h"
#include "services/worker/merged_records.h"
#include "storage/key.h"
#include "worker_fixture.h"

namespace laowu::worker {
namespace {

using ::laowu::testing::StatusIs;
using storage::Table;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr absl::CivilDay kMay(2026, 5, 1);
constexpr absl::CivilDay kJune(2026, 6, 1);
constexpr char kRequestId[] = "123e4567-e89b-12d3-a456-426614174000";

class MergedErasureTest : public WorkerFixture {
 protected:
  static v1::Worker Another(int sequence, const std::string& name, const std::string& phone) {
    v1::Worker row = Row(sequence);
    row.mutable_personal_details()->set_display_name(name);
    row.mutable_personal_details()->set_phone_number(phone);
    return row;
  }
  void Merge(const std::string& name, const std::string& merged) {
    v1::MergeWorkersRequest request;
    request.set_name(name);
    request.set_merged_worker(merged);
    request.set_purpose("same papers");
    request.set_accept_differences(true);
    request.set_reference("公安证明第1号");
    ASSERT_OK(role_.Call(kPanzhou, &Stub::MergeWorkers, request));
  }
  // Three records of one person: a stands, b behind it, c behind b.
  void MakeThree() {
    a_ = Create(kPanzhou, Row(101), kMay);
    b_ = Create(kPanzhou, Another(103, "王一一", "13900000003"), kMay);
    c_ = Create(kPanzhou, Another(105, "王一二", "13900000005"), kMay);
    Merge(b_, c_);
    Merge(a_, b_);
  }
  absl::Status Erase(const std::string& id, const std::string& name, bool made_by_mistake = false,
                     const std::string& etag = "") {
    v1::DeleteWorkerRequest request;
    request.set_name(name);
    request.set_purpose("asked for at the counter");
    request.set_made_by_mistake(made_by_mistake);
    request.set_etag(etag);
    request.set_request_id(kRequestId);
    return role_.Call(id, &Stub::DeleteWorker, request).status();
  }
  bool IsErased(const std::string& name) { return Get(kCity, name)->has_erase_time(); }
  int FoundByPhone(const std::string& phone) {
    v1::FindWorkersRequest request;
    request.set_phone_number(phone);
    request.set_purpose("is anything left");
    const auto found = role_.Call(kCity, &Stub::FindWorkers, request);
    EXPECT_OK(found);
    return found.ok() ? found->workers_size() : -1;
  }

  std::string a_;
  std::string b_;
  std::string c_;
};

TEST_F(MergedErasureTest, Rule18AllRecordsMergedIntoTheOneThatIsErasedGoWithIt) {
  MakeThree();
  const size_t fact_count = FactsOf(b_).size();
  const size_t audit_count = Audits().size();
  EXPECT_OK(Erase(kPanzhou, a_));
  for (const std::string& name : {a_, b_, c_}) EXPECT_TRUE(IsErased(name)) << name;
  for (const Table table :
       {Table::kPersonalDetails, Table::kWorkersByBlindIndex, Table::kWorkersByDivision}) {
    EXPECT_THAT(Records(table), IsEmpty()) << storage::FindTable(table)->name;
  }
  for (const char* phone : {"13800001234", "13900000003", "13900000005"}) {
    EXPECT_EQ(FoundByPhone(phone), 0) << phone;
  }
  // The facts, and who was merged into whom, stay: figures need them.
  EXPECT_THAT(FactsOf(b_), SizeIs(fact_count));
  EXPECT_EQ(Get(kPanzhou, b_)->merged_into(), a_);
  EXPECT_EQ(Get(kPanzhou, c_)->merged_into(), b_);
  // Each is audited under the one purpose, the one that was named last.
  std::vector<std::string> erased;
  const auto audits = Audits();
  for (size_t i = audit_count; i < audits.size(); ++i) {
    if (!absl::StrContains(audits[i].method(), "DeleteWorker")) continue;
    EXPECT_EQ(audits[i].purpose(), "asked for at the counter");
    EXPECT_THAT(audits[i].fields(), ElementsAre("*"));
    erased.push_back(audits[i].resources(0));
  }
  EXPECT_THAT(erased, ElementsAre(b_, c_, a_));
  // Said again, there is nothing to do.
  const storage::Sequence before = store_->last_sequence();
  EXPECT_OK(Erase(kPanzhou, a_));
  EXPECT_EQ(store_->last_sequence(), before);
}

TEST_F(MergedErasureTest, WhoStandsBehindWhomIsKeptByKey) {
  MakeThree();
  const auto key = [](const std::string& into, const std::string& name) {
    return storage::EncodeKey(WorkerId(into), WorkerId(name));
  };
  std::vector<std::string> keys;
  for (const storage::Record& record : Records(Table::kMergedWorkers)) keys.push_back(record.key);
  EXPECT_THAT(keys, UnorderedElementsAre(key(a_, b_), key(b_, c_)));
  LAOWU_ASSERT_OK_AND_ASSIGN(const auto ids, IdsMergedInto(*store_, WorkerId(a_)));
  EXPECT_THAT(ids, ElementsAre(WorkerId(b_)));
  v1::UnmergeWorkersRequest part;
  part.set_name(b_);
  part.set_purpose("two people after all");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::UnmergeWorkers, part));
  EXPECT_THAT(Records(Table::kMergedWorkers), SizeIs(1));
  EXPECT_OK(Erase(kPanzhou, a_));
  EXPECT_FALSE(IsErased(b_));
}

// An entry that a race left behind leads to nobody.
TEST_F(MergedErasureTest, AnEntryOfARecordThatWasPartedErasesNobody) {
  a_ = Create(kPanzhou, Row(101), kMay);
  b_ = Create(kPanzhou, Another(103, "王一一", "13900000003"), kMay);
  storage::Batch batch;
  PlanMergedInto(WorkerId(b_), "", a_, batch);
  ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()).status());
  EXPECT_OK(Erase(kPanzhou, a_));
  EXPECT_FALSE(IsErased(b_));
}

// As a store of an earlier version is.
TEST_F(MergedErasureTest, AStoreWithoutTheKeysOfMergersGetsThemWithTheFirstErasure) {
  MakeThree();
  const auto forget = [&] {
    storage::Batch batch;
    for (const storage::Record& record : Records(Table::kMergedWorkers)) {
      batch.Delete(Table::kMergedWorkers, record.key);
    }
    ASSERT_OK(store_->Commit(batch, absl::InfiniteFuture()).status());
  };
  forget();
  EXPECT_OK(Erase(kPanzhou, a_));
  EXPECT_TRUE(IsErased(b_));
  EXPECT_TRUE(IsErased(c_));
  EXPECT_THAT(Records(Table::kMergedWorkers), SizeIs(2));
  // From then on nobody's profile is read for it.
  const std::string d = Create(kPanzhou, Another(107, "王一三", "13900000007"), kMay);
  const std::string e = Create(kPanzhou, Another(109, "王一四", "13900000009"), kMay);
  Merge(d, e);
  forget();
  EXPECT_OK(Erase(kPanzhou, d));
  EXPECT_FALSE(IsErased(e)) << "the keys alone were read";
}

TEST_F(MergedErasureTest, WhatIsCutShortLeadsOnWhenItIsAskedAgain) {
  MakeThree();
  const std::string etag = Get(kPanzhou, a_)->etag();
  store_->before_commit = [&](storage::Store& /*store*/) {
    store_->fail_commits = absl::UnavailableError("cut");
  };
  EXPECT_FALSE(Erase(kPanzhou, a_, false, etag).ok());
  store_->before_commit = nullptr;
  store_->fail_commits = absl::OkStatus();
  EXPECT_FALSE(IsErased(a_));
  EXPECT_TRUE(IsErased(b_));
  EXPECT_FALSE(IsErased(c_));
  EXPECT_OK(Erase(kPanzhou, a_, false, etag)) << "the etag that was read is good still";
  EXPECT_TRUE(IsErased(a_));
  EXPECT_TRUE(IsErased(c_));
}

TEST_F(MergedErasureTest, ARecordThatChangedSinceErasesNobody) {
  MakeThree();
  EXPECT_THAT(Erase(kPanzhou, a_, false, "\"1000000\""), StatusIs(absl::StatusCode::kAborted));
  EXPECT_THAT(Erase(kLiuzhi, a_), StatusIs(absl::StatusCode::kPermissionDenied));
  EXPECT_FALSE(IsErased(b_));
  EXPECT_THAT(Records(Table::kPersonalDetails), SizeIs(3));
}

// The one that it stands behind is erased by its own name; the audit says that it is left.
TEST_F(MergedErasureTest, ARecordThatWasMergedAwayIsErasedWithWhatStandsBehindIt) {
  MakeThree();
  EXPECT_OK(Erase(kPanzhou, b_));
  EXPECT_TRUE(IsErased(b_));
  EXPECT_TRUE(IsErased(c_));
  EXPECT_FALSE(IsErased(a_));
  EXPECT_THAT(Audits().back().fields(), ElementsAre("*", "records_left=1"));
}

// Another county's record is that county's to erase.
TEST_F(MergedErasureTest, TheRecordOfAnotherCountyIsLeftAndCounted) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  const std::string mine = Create(kLiuzhi, row, kJune);
  ASSERT_EQ(Get(kPanzhou, theirs)->merged_into(), mine);
  EXPECT_OK(Erase(kLiuzhi, mine));
  EXPECT_THAT(Audits().back().fields(), ElementsAre("*", "records_left=1"));
  EXPECT_FALSE(IsErased(theirs));
  EXPECT_OK(Erase(kPanzhou, theirs));
  EXPECT_THAT(Audits().back().fields(), ElementsAre("*")) << "nothing is left now";
  EXPECT_THAT(Records(Table::kPersonalDetails), IsEmpty());
}

// Who erases a person is told what is left, now and when asked again; and of nobody who is not
// left.
TEST_F(MergedErasureTest, TheAnswerTellsHowManyRecordsAreLeft) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  const std::string mine = Create(kLiuzhi, row, kJune);
  const auto erase = [&](const std::string& id, const std::string& name) {
    v1::DeleteWorkerRequest request;
    request.set_name(name);
    request.set_purpose("asked for at the counter");
    return role_.Call(id, &Stub::DeleteWorker, request);
  };
  for (int i = 0; i < 2; ++i) {
    LAOWU_ASSERT_OK_AND_ASSIGN(const v1::DeleteWorkerResponse answer, erase(kLiuzhi, mine));
    EXPECT_EQ(answer.left_record_count(), 1);
    ASSERT_THAT(answer.warnings(), SizeIs(1));
    EXPECT_EQ(answer.warnings(0).reason(), "RECORDS_LEFT");
    EXPECT_THAT(answer.warnings(0).message(), HasSubstr("Another county's"));
    EXPECT_FALSE(absl::StrContains(answer.DebugString(), theirs));
  }
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::DeleteWorkerResponse last, erase(kPanzhou, theirs));
  EXPECT_EQ(last.left_record_count(), 0);
  EXPECT_THAT(last.warnings(), IsEmpty());
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::DeleteWorkerResponse again, erase(kLiuzhi, mine));
  EXPECT_EQ(again.left_record_count(), 0);
}

// The city's scope holds both counties.
TEST_F(MergedErasureTest, TheCityErasesTheRecordsOfBothItsCounties) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  const std::string standing = Create(kLiuzhi, row, kJune);
  EXPECT_OK(Erase(kCity, standing));
  EXPECT_TRUE(IsErased(theirs));
}

// Undoing an import erases the record that it made, and nobody whom somebody has merged into it:
// nor is that one left behind a record that is gone.
TEST_F(MergedErasureTest,
       AMistakeThatStandsForOthersIsErasedOnceTheyArePartedAndTakesNobodyWithIt) {
  MakeThree();
  EXPECT_THAT(Erase(kPanzhou, a_, true),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr(b_)));
  EXPECT_FALSE(IsErased(a_));
  v1::UnmergeWorkersRequest part;
  part.set_name(b_);
  part.set_purpose("two people after all");
  ASSERT_OK(role_.Call(kPanzhou, &Stub::UnmergeWorkers, part));
  EXPECT_OK(Erase(kPanzhou, a_, true));
  EXPECT_TRUE(IsErased(a_));
  EXPECT_FALSE(IsErased(b_));
  EXPECT_EQ(Get(kPanzhou, c_)->merged_into(), b_);
  // One that stands behind another and before none.
  EXPECT_OK(Erase(kPanzhou, c_, true));
  EXPECT_FALSE(IsErased(b_));
}

// Who was erased by right is no reason to keep a slip.
TEST_F(MergedErasureTest, AMistakeThatStandsForTheErasedAloneGoes) {
  MakeThree();
  EXPECT_OK(Erase(kPanzhou, b_));
  EXPECT_OK(Erase(kPanzhou, a_, true));
  EXPECT_TRUE(IsErased(a_));
}

// What was left behind a record that is erased already is changed by nobody who sees both, and goes
// when asked.
TEST_F(MergedErasureTest, WhatIsLeftBehindAnErasedRecordIsErasedByItsOwnName) {
  const std::string theirs = Create(kPanzhou, Row(), kMay);
  v1::Worker row = Row();
  row.set_division_code(kYanjiao);
  EXPECT_OK(Erase(kLiuzhi, Create(kLiuzhi, row, kJune)));
  v1::UpdateWorkerRequest update;
  update.mutable_worker()->set_name(theirs);
  update.mutable_worker()->set_min_wage_cny_per_month(6'000);
  EXPECT_THAT(role_.Call(kCity, &Stub::UpdateWorker, update),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("erase this one too")));
  EXPECT_OK(Erase(kCity, theirs));
  EXPECT_TRUE(IsErased(theirs));
}

// Rule 8: all that is left is one person with the record that is made anew.
TEST_F(MergedErasureTest, Rule8WhoIsRegisteredAnewIsOnePersonWithAllThatIsLeft) {
  MakeThree();
  EXPECT_OK(Erase(kPanzhou, a_));
  v1::CreateWorkerRequest create;
  *create.mutable_worker() = Another(103, "王一一", "13900000003");
  create.set_allow_erased(true);
  LAOWU_ASSERT_OK_AND_ASSIGN(const v1::Worker anew,
                             role_.Call(kPanzhou, &Stub::CreateWorker, create));
  EXPECT_EQ(Get(kPanzhou, a_)->merged_into(), anew.name());
  EXPECT_EQ(Get(kPanzhou, b_)->merged_into(), a_);
  EXPECT_EQ(Get(kPanzhou, c_)->merged_into(), b_);
}

}  // namespace
}  // namespace laowu::worker
